"""YAML as text with lines: what a message about a file of settings has to point at.

Scalars stay the text that stands in the file, so that ``NO`` is Norway and ``2026-03`` a month.
Anchors and aliases are refused: nothing in such a file needs them, and they can make a small file
unfold into a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from coopgraph.errors import Fault, SourceError, reason
from coopgraph.messages import message

__all__ = ["Tree", "read_tree"]

_LARGEST: Final = 1 << 20
_DEEPEST: Final = 20


@dataclass(slots=True)
class Tree:
    """A node of a YAML file.

    Attributes
    ----------
    line
        Line on which it begins.
    text
        The text of a scalar; None for the others.
    items
        The nodes of a list; None for the others.
    keys
        The nodes of a mapping by key, in file order; None for the others.
    lines
        The lines of the keys.
    """

    line: int
    text: str | None = None
    items: list[Tree] | None = None
    keys: dict[str, Tree] | None = None
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return self.text is not None and self.text.strip() in ("", "~", "null")


def read_tree(path: Path) -> tuple[Tree, list[Fault]]:
    r"""Read a YAML file.

    Parameters
    ----------
    path
        The file; UTF-8.

    Returns
    -------
    Tree
        Its root.
    list of Fault
        Keys that stand twice.

    Raises
    ------
    SourceError
        If it cannot be read, is no YAML, or has anchors.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.yaml"
    >>> _ = file.write_text("source:\n  title: A list\n")
    >>> tree, faults = read_tree(file)
    >>> tree.keys["source"].keys["title"].text, tree.keys["source"].lines["title"]
    ('A list', 2)
    """
    try:
        # A device has no end.
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    if len(raw) > _LARGEST:
        raise SourceError(
            message("{file}: larger than 1 MB; a short YAML file is expected here", file=path)
        )
    try:
        text = raw.decode("utf-8-sig")
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise SourceError(message("{file}: nested too deeply", file=path))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise SourceError(
                    message(
                        "{file}: line {line}: anchors (& and *) are not read; write it out",
                        file=path,
                        line=_line(event.start_mark),
                    )
                )
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise SourceError(
            message("{file}: no UTF-8; a YAML file in UTF-8 is expected here", file=path)
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SourceError(
            message(
                "{file}: line {line}: no sound YAML: {reason}",
                file=path,
                line=_line(mark),
                reason=getattr(error, "problem", None) or str(error),
            )
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise SourceError(
            message("{file}: no keys; a YAML file with keys is expected here", file=path)
        )
    faults: list[Fault] = []
    return _tree(root, str(path), faults), faults


def _line(mark: Any) -> int:
    return 1 if mark is None else int(mark.line) + 1


def _tree(node: yaml.Node, file: str, faults: list[Fault]) -> Tree:
    line = _line(node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        return Tree(line, text=str(node.value))
    if isinstance(node, yaml.SequenceNode):
        return Tree(line, items=[_tree(item, file, faults) for item in node.value])
    tree = Tree(line, keys={})
    for name, value, at in _pairs(node):
        if name in tree.lines:
            faults.append(
                Fault(
                    file,
                    at,
                    "",
                    message("{key} stands twice", key=name),
                    message("first on line {line}", line=tree.lines[name]),
                )
            )
            continue
        tree.lines[name] = at
        if tree.keys is not None:
            tree.keys[name] = _tree(value, file, faults)
    return tree


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node, int]]:
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        yield name, value, _line(key.start_mark)
