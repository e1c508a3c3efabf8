"""Anchors of a report as bookmarks of Word: letters, digits and underscores, at most 40."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from coopgraph.outputs.report.word.nodes import Node, node

__all__ = ["Places", "bookmark_names"]

_LONGEST: Final = 40
_DIGEST: Final = 8


def bookmark_names(anchors: Iterable[str]) -> dict[str, str]:
    """Give each anchor a bookmark; no two differ by their case alone.

    Parameters
    ----------
    anchors
        Anchors of a report.

    Returns
    -------
    dict
        Name by anchor, in the order of the anchors.

    Examples
    --------
    >>> bookmark_names(["record-SQH5S", "record_SQH5S"])
    {'record-SQH5S': 'record_SQH5S', 'record_SQH5S': 'record_SQH5S_d08d32f3'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        if not anchor or anchor in names:
            continue
        name = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
        if not name[0].isalpha():
            name = f"a{name}"
        if len(name) > _LONGEST or name.lower() in taken:
            digest = hashlib.sha256(anchor.encode()).hexdigest()[:_DIGEST]
            name = f"{name[: _LONGEST - _DIGEST - 1]}_{digest}"
        names[anchor] = name
        taken.add(name.lower())
    return names


class Places:
    """The bookmarks of a document.

    Parameters
    ----------
    anchors
        Anchors of the report, each of which :meth:`marked` is asked to mark once.
    """

    def __init__(self, anchors: Iterable[str]) -> None:
        self._names = bookmark_names(anchors)
        self._marked = 0

    def name(self, anchor: str) -> str | None:
        """Return the bookmark of an anchor; None if nothing in the report has it."""
        return self._names.get(anchor)

    def marked(self, anchor: str, children: Iterable[Node]) -> list[Node]:
        """Return nodes within the bookmark of an anchor."""
        if not anchor:
            return list(children)
        self._marked += 1
        start = node("w:bookmarkStart", id=self._marked, name=self._names[anchor])
        return [start, *children, node("w:bookmarkEnd", id=self._marked)]
