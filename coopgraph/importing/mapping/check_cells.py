"""Check the parts of a mapping: sections, words of the ontology, and where values come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from coopgraph.curation.meant import closest
from coopgraph.curation.yaml_tree import Tree
from coopgraph.errors import Fault
from coopgraph.folding import folded
from coopgraph.importing.bearing import table_schemes
from coopgraph.importing.mapping.keys import CELL, Key
from coopgraph.importing.mapping.model import Cell, Path
from coopgraph.importing.mapping.paths import parse_path
from coopgraph.messages import Message, message
from coopgraph.vocabulary import CLASSES, PROPERTIES, SCHEMES, SUBCLASSES

__all__ = ["FIGURES", "TABLE_OF", "CellReader"]

#: By class that a mapping may name, the curated table that holds its things.
TABLE_OF: Final[Mapping[str, str]] = {
    name: table
    for table, parents in (
        ("organizations", ("Organisation", "OrganisationPart")),
        ("structures", ("ResearchStructure",)),
        ("collaborations", ("Collaboration",)),
        ("programmes", ("Programme",)),
    )
    for parent in parents
    for name in sorted(SUBCLASSES[parent])
    # Teams of two bodies have a table of their own, with columns that a mapping does not know.
    if name != "ProjectTeam"
}
#: Properties that hold a number that a source states, and its type.
FIGURES: Final[Mapping[str, str]] = {
    "amountMillionEuro": "decimal",
    **{name: "integer" for name in sorted(PROPERTIES) if name.endswith("Count")},
}
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SHOWN: Final = 12


class CellReader:
    """Reads parts of a mapping and notes what is wrong with them.

    Parameters
    ----------
    file
        Path of the mapping as the user knows it.
    kind
        ``table`` or ``rdf``.
    faults
        Where faults are noted.
    """

    def __init__(self, file: str, kind: str, faults: list[Fault]) -> None:
        self.file, self.kind, self.faults = file, kind, faults
        self.prefixes: dict[str, str] = {}

    def fault(self, line: int, cause: Message | str, hint: Message | str = "") -> None:
        """Note what is wrong, and what to do."""
        self.faults.append(Fault(self.file, line, "", cause, hint))

    def section(
        self, tree: Tree | None, at: str, known: Mapping[str, Key] | Iterable[str]
    ) -> dict[str, Tree]:
        """Return the nodes of a section by key; unknown and missing keys are faults."""
        if tree is None:
            return {}
        if tree.keys is None:
            self.fault(tree.line, message("{key} needs keys of its own", key=at))
            return {}
        found = {}
        names = list(known)
        for name, node in tree.keys.items():
            if name in names:
                found[name] = node
                continue
            self.fault(
                tree.lines[name],
                message("unknown key {key!r}", key=f"{at}.{name}".lstrip(".")),
                closest(name, names) or message("known: {words}", words=", ".join(names)),
            )
        if isinstance(known, Mapping):
            for name, key in known.items():
                if key.required and name not in tree.keys:
                    self.fault(
                        tree.line,
                        message("{key} is missing", key=f"{at}.{name}"),
                        message("add a line {example}", example=f"{name}: …"),
                    )
        return found

    def text(self, node: Tree, at: str) -> str | None:
        """Return the text of a node; None, and a fault, if it is blank or no text."""
        if node.text is None or node.blank:
            self.fault(node.line, message("{key} needs a text", key=at))
            return None
        return node.text.strip()

    def group(self, tree: Tree, at: str, kind: str) -> list[tuple[str, Cell]]:
        """Return cells by language, register or property."""
        if tree.keys is None:
            self.fault(
                tree.line,
                message("{key} needs keys of its own", key=at),
                {
                    "languages": message("write {example}", example=f"{{fr: {tree.text}}}"),
                    "schemes": message("write {example}", example=f"{{ror: {tree.text}}}"),
                    "figures": message("write {example}", example=f"{{personCount: {tree.text}}}"),
                }[kind],
            )
            return []
        found = []
        for name, node in tree.keys.items():
            line = tree.lines[name]
            if kind == "languages" and not _TAG.fullmatch(name):
                self.fault(
                    line,
                    message("{key}: {name!r} is no tag of a language", key=at, name=name),
                    message("write fr, en, de …"),
                )
            elif kind == "schemes" and not self.known_scheme(line, at, name):
                continue
            elif kind == "figures" and name not in FIGURES:
                self.fault(
                    line,
                    message("{key}: no property {name!r} that is a number", key=at, name=name),
                    closest(name, FIGURES)
                    or message("known: {words}", words=", ".join(sorted(FIGURES))),
                )
            elif (cell := self.cell(node, f"{at}.{name}", "cell")) is not None:
                found.append((name, cell))
        return found

    def cell(self, node: Tree, at: str, kind: str) -> Cell | None:
        """Return where a value comes from: a column, a path, or a constant."""
        source = "column" if self.kind == "table" else "path"
        if node.keys is None:
            text = self.text(node, at)
            if text is None:
                return None
            if kind != "cell":
                sound = self._word(node.line, at, kind, text)
                return Cell(node.line, at, constant=text) if sound else None
            if source == "column":
                return Cell(node.line, at, column=text)
            path = self._path(node.line, at, text)
            return None if path is None else Cell(node.line, at, path=path)
        known = {
            name: key for name, key in CELL.items() if name not in {"column", "path"} - {source}
        }
        nodes = self.section(node, at, known)
        if (source in nodes) == ("value" in nodes):
            self.fault(
                node.line,
                message("{key} needs either {source} or value", key=at, source=source),
            )
            return None
        said = {
            name: text
            for name in (source, "value", "separator", "match", "default")
            if name in nodes
            if (text := self._said(name, nodes[name], f"{at}.{name}")) is not None
        }
        values = self._values(nodes.get("values"), f"{at}.values", kind)
        for name in ("value", "default"):
            if kind != "cell" and name in said:
                self._word(nodes[name].line, f"{at}.{name}", kind, said[name])
        if kind != "cell" and source in nodes and not values:
            self.fault(
                node.line,
                message("{key} needs values: what the words of the file stand for", key=at),
            )
        path = None
        if "path" in said:
            path = self._path(nodes["path"].line, at, said["path"])
        return Cell(
            node.line, at, said.get("column"), path, said.get("value"),
            said.get("separator"), said.get("match"), values, said.get("default"),
        )  # fmt: skip

    def _said(self, name: str, node: Tree, at: str) -> str | None:
        # A separator may be a blank.
        if name == "separator" and node.text:
            return node.text
        return self.text(node, at)

    def _path(self, line: int, at: str, text: str) -> Path | None:
        path = parse_path(text, self.prefixes)
        if isinstance(path, str):
            self.unknown_name(line, at, path)
            return None
        return path

    def _values(self, tree: Tree | None, at: str, kind: str) -> dict[str, str]:
        if tree is None:
            return {}
        if tree.keys is None:
            self.fault(tree.line, message("{key} needs keys of its own", key=at))
            return {}
        found: dict[str, str] = {}
        for name, node in tree.keys.items():
            text = self.text(node, f"{at}.{name}")
            if text is None:
                continue
            if folded(name) in found and found[folded(name)] != text:
                self.fault(
                    tree.lines[name],
                    message("{key}: {name!r} stands twice, but for case", key=at, name=name),
                )
            if kind == "cell" or self._word(node.line, f"{at}.{name}", kind, text):
                found[folded(name)] = text
        return found

    def _word(self, line: int, at: str, kind: str, text: str) -> bool:
        """Tell whether a word is a class, or a concept of the scheme of its kind."""
        if kind == "class":
            return self.known_class(line, at, text)
        scheme = kind.partition(":")[2]
        if text in SCHEMES[scheme]:
            return True
        words = sorted(SCHEMES[scheme])
        self.fault(
            line,
            message("{key}: no word {name!r} in the list {scheme}", key=at, name=text,
                    scheme=scheme),
            closest(text, words) or message("known: {words}", words=", ".join(words)),
        )  # fmt: skip
        return False

    def known_class(self, line: int, at: str, name: str) -> bool:
        """Tell whether a class may be named; note a fault if not."""
        if name in TABLE_OF:
            return True
        cause = message("{key}: no class {name!r}", key=at, name=name)
        if name in CLASSES:
            cause = message("{key}: the class {name!r} is no body of a table", key=at, name=name)
        words = sorted(TABLE_OF)
        hint = closest(name, words) or message(
            "for instance {words}; all of them: docs/importing.md",
            words=", ".join(("Organisation", "University", "ResearchUnit", "Company", "Project")),
        )
        self.fault(line, cause, hint)
        return False

    def known_scheme(self, line: int, at: str, name: str) -> bool:
        """Tell whether a register may be named; note a fault if not."""
        if name in table_schemes():
            return True
        words = sorted(table_schemes())
        self.fault(
            line,
            message("{key}: no register {name!r}", key=at, name=name),
            closest(name, words) or message("known: {words}", words=", ".join(words)),
        )
        return False

    def unknown_name(self, line: int, at: str, name: str) -> None:
        """Note that a name is no IRI and has no known prefix."""
        known = ", ".join(sorted(self.prefixes)[:_SHOWN])
        self.fault(
            line,
            message("{key}: {name!r} is no name with a known prefix", key=at, name=name),
            message("known prefixes: {words}; or write <IRI>", words=known or "–"),
        )
