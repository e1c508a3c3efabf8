"""Maps of the page: outlines of France and of the world, and the places at which entities stand."""

from __future__ import annotations

from typing import Any

from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.outputs.geography import MapName, map_of

__all__ = ["pack_maps"]


def pack_maps(model: ExplorerModel) -> dict[str, Any]:
    """Return the maps of a landscape as plain lists and dictionaries.

    Parameters
    ----------
    model
        The view model.

    Returns
    -------
    dict
        ``france`` and ``world``: size, outlines as SVG paths, frames of insets. ``spots``: for each
        place its name in both languages and where it stands on either map (None where it does
        not). ``at``: for each node the number of its place, or None.
    """
    numbers: dict[tuple[Pair, tuple[float, float]], int] = {}
    at: list[int | None] = []
    for node in model.nodes:
        if node.coordinates is None or not node.place:
            at.append(None)
            continue
        at.append(numbers.setdefault((node.place[0], node.coordinates), len(numbers)))
    spots = [
        [list(name), _point("france", place), _point("world", place)] for name, place in numbers
    ]
    return {**{name: _frame(name) for name in ("france", "world")}, "spots": spots, "at": at}


def _point(name: MapName, place: tuple[float, float]) -> list[float] | None:
    latitude, longitude = place
    point = map_of(name).place(longitude, latitude)
    return None if point is None else [round(point[0], 1) + 0.0, round(point[1], 1) + 0.0]


def _frame(name: MapName) -> dict[str, Any]:
    frame = map_of(name)
    return {
        "width": frame.width,
        "height": round(frame.height, 1),
        "paths": [frame.path(code) for code in sorted(frame.outlines)],
        "insets": [list(inset) for _, inset in sorted(frame.insets.items())],
    }
