"""Maps of the page: outlines of France and of the world, and the circles that stand for places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coopgraph.outputs.explorer.areas import Place, areas_of, places_of
from coopgraph.outputs.explorer.views import ExplorerModel
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
        ``france`` and ``world``: size, outlines as SVG paths, frames of insets with their names in
        French and English; ``circles``, for each place of the model the number of the place at
        which it is counted; ``points``, for each of the latter where it stands, None where the map
        does not show it.
    """
    places = list(places_of(model))
    areas = areas_of(model)
    return {
        "france": _packed("france", places, areas.near),
        "world": _packed("world", places, areas.far),
    }


def _packed(name: MapName, places: Sequence[Place], circles: Sequence[int]) -> dict[str, Any]:
    frame = map_of(name)
    return {
        "width": frame.width,
        "height": round(frame.height, 1),
        "paths": [frame.path(code) for code in sorted(frame.outlines)],
        "insets": [[*inset, *frame.names[code]] for code, inset in sorted(frame.insets.items())],
        "circles": list(circles),
        "points": [_point(name, places[number]) for number in sorted(set(circles))],
    }


def _point(name: MapName, place: Place) -> list[float] | None:
    if place.point is None:
        return None
    point = map_of(name).place(*place.point)
    return None if point is None else [round(point[0], 1) + 0.0, round(point[1], 1) + 0.0]
