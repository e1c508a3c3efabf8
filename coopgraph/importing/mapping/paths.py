"""Paths of properties as they are written in a mapping: ``a / b``, ``a | b``, ``^a``, ``.``."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from typing import Final

from coopgraph.importing.mapping.model import Path

__all__ = ["SELF", "expanded", "parse_path", "predicates"]

#: The thing itself, as one end of a link.
SELF: Final[Path] = ((),)
_IRI: Final = re.compile(r"<([^<>\s]+)>|([A-Za-z][\w.-]*|):([\w.-]+)")


def expanded(text: str, prefixes: MappingOf[str, str]) -> str | None:
    """Return the IRI that a name stands for; None if it is none, or its prefix is unknown.

    Examples
    --------
    >>> expanded("v:Unit", {"v": "http://v/"}), expanded("<http://a/b>", {}), expanded("x:y", {})
    ('http://v/Unit', 'http://a/b', None)
    """
    found = _IRI.fullmatch(text.strip())
    if found is None:
        return None
    if found[1]:
        return found[1]
    base = prefixes.get(found[2])
    return None if base is None else base + found[3]


def parse_path(text: str, prefixes: MappingOf[str, str]) -> Path | str:
    """Return a path, or the part of it that is no property.

    Parameters
    ----------
    text
        Alternatives with ``|``, each steps with ``/``, a step that goes backwards with ``^``; or
        ``.``.
    prefixes
        IRI by prefix.

    Returns
    -------
    Path or str

    Examples
    --------
    >>> parse_path("v:a / ^v:b | v:c", {"v": "http://v/"})
    (((False, 'http://v/a'), (True, 'http://v/b')), ((False, 'http://v/c'),))
    >>> parse_path("v:a / w:b", {"v": "http://v/"})
    'w:b'
    """
    if text.strip() == ".":
        return SELF
    alternatives = []
    for alternative in _split(text, "|"):
        steps = []
        for step in _split(alternative, "/"):
            back = step.strip().startswith("^")
            iri = expanded(step.strip().lstrip("^"), prefixes)
            if iri is None:
                return step.strip()
            steps.append((back, iri))
        alternatives.append(tuple(steps))
    return tuple(alternatives)


def _split(text: str, sign: str) -> list[str]:
    """Split at a sign that stands outside of ``<…>``."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "<") - (letter == ">")
        if letter == sign and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def predicates(path: Path) -> set[str]:
    """Return the properties of a path.

    Examples
    --------
    >>> sorted(predicates((((False, "http://a"), (True, "http://b")),)))
    ['http://a', 'http://b']
    """
    return {iri for alternative in path for _, iri in alternative}
