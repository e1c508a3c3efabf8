"""Lay the data of the page out for a quick start: columns first, what only a choice opens after.

The island of the page holds lines of JSON. The first is read at once: who is there, where it
stands and what is linked to what, as one list for each attribute, and what the other lines hold.
These are read when something asks for them: details one attribute a line, their sources, maps, gap
records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coopgraph.outputs.explorer.island import escape_json

__all__ = ["column", "page_data", "sparse", "stepwise"]

#: What is read of an entity and of a link before the first picture; the rest is details.
_NODE = (
    "id", "kind", "type", "fr", "en", "acronym", "place", "region", "country", "themes", "start",
    "end", "unit", "holes",
)  # fmt: skip
_LINK = ("tail", "head", "kind", "start", "end")
_NODE_DETAILS = (
    "names", "identifiers", "facts", "evidence", "days", "terms", "countries", "national",
    "text", "beyond", "institutes", "further",
)  # fmt: skip
_LINK_DETAILS = ("facts", "evidence", "role", "days")
_LINK_ROW = ("tail", "head", "kind", "facts", "evidence", "role", "start", "end", "days")


def column(rows: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
    """Return an attribute of all rows, None where a row has none; empty if none has.

    Parameters
    ----------
    rows
        The rows.
    name
        The attribute.

    Examples
    --------
    >>> column([{"a": 1}, {}], "a"), column([{"a": 1}, {}], "b")
    ([1, None], [])
    """
    values = [row.get(name) for row in rows]
    return [] if all(value in (None, "", []) for value in values) else values


def sparse(values: Sequence[Any]) -> list[Any]:
    """Return values as runs: how often a value stands in a row, and the value.

    Parameters
    ----------
    values
        Values in order, such as the evidence of all links of one register.

    Examples
    --------
    >>> sparse(["a", "a", None, "b"])
    [2, 'a', 1, None, 1, 'b']
    """
    runs: list[Any] = []
    for value in values:
        if runs and value == runs[-1]:
            runs[-2] += 1
        else:
            runs += [1, value]
    return runs


def stepwise(numbers: Sequence[int]) -> list[int]:
    """Return numbers as steps from each to the next, which compress well where they climb.

    Examples
    --------
    >>> stepwise([5, 6, 7, 7])
    [5, 1, 1, 0]
    """
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def _cited(runs: list[Any]) -> list[Any]:
    """Write the evidence of each run as steps from the first that the run before cites."""
    before = 0
    for place in range(1, len(runs), 2):
        numbers = runs[place]
        if numbers:
            runs[place] = [numbers[0] - before, *(number - numbers[0] for number in numbers[1:])]
            before = numbers[0]
    return runs


def page_data(
    landscape: Mapping[str, Any],
    drawing: Mapping[str, Any],
    maps: Mapping[str, Any],
    gaps: Mapping[str, Any],
) -> str:
    """Return what the island of the page holds: lines of JSON.

    Parameters
    ----------
    landscape
        As of :func:`~coopgraph.outputs.explorer.island.pack_model`.
    drawing
        As of :func:`~coopgraph.outputs.explorer.drawing.draw`.
    maps, gaps
        As their modules pack them.
    """
    nodes: Sequence[Mapping[str, Any]] = landscape["nodes"]
    links = [dict(zip(_LINK_ROW, row, strict=False)) for row in landscape["links"]]
    first = {
        "landscape": {
            **{k: v for k, v in landscape.items() if k not in ("nodes", "links", "evidence")},
            "nodes": {name: column(nodes, name) for name in _NODE},
            "links": {name: column(links, name) for name in _LINK}
            | {"tail": stepwise(column(links, "tail"))},
        },
        "drawing": _marks(drawing, nodes),
    }
    later = {
        "evidence": landscape["evidence"],
        **{f"nodes.{name}": _details(nodes, name) for name in _NODE_DETAILS},
        **{f"links.{name}": _details(links, name) for name in _LINK_DETAILS},
        "maps": maps,
        "gaps": gaps,
    }
    parts = ({"parts": list(later), **first}, *later.values())
    return "\n".join(escape_json(part) for part in parts)


def _details(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    runs = sparse(column(rows, name))
    return _cited(runs) if name == "evidence" else runs


def _marks(drawing: Mapping[str, Any], nodes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Pack the drawing: what kinds and links say again of marks and lines is left out."""
    marks = drawing["nodes"]
    return {
        **{key: value for key, value in drawing.items() if key not in ("nodes", "edges")},
        "nodes": {
            "label": [
                None if mark["label"] == node["fr"] else mark["label"]
                for mark, node in zip(marks, nodes, strict=True)
            ],
            **{name: [mark[name] for mark in marks] for name in ("size", "x", "y")},
        },
        "bends": [
            [number, _bend(edge["smooth"])]
            for number, edge in enumerate(drawing["edges"])
            if "smooth" in edge
        ],
    }


def _bend(smooth: Mapping[str, Any]) -> float:
    """Return how far a line is bent, clockwise above zero."""
    roundness: float = smooth["roundness"]
    return roundness if smooth["type"] == "curvedCW" else -roundness
