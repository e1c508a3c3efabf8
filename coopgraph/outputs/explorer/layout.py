"""Positions of the marks, computed beforehand so that the page opens still.

Two ways, both seeded and independent of the order of hashes:

map
    For a whole landscape with known places. Each site is a disc; discs stand where the cities
    stand, seen from the middle of the home country, distances beyond it being shrunk
    logarithmically; then discs are pushed apart until none overlaps. Within a disc, marks follow a
    sunflower spiral: organisations in the middle, then structures, then collaborations. National
    bodies have a disc of their own. The place of a city changes little from year to year.
forces
    For a neighbourhood, or where places are unknown: a spring layout per connected component,
    components packed side by side. Of a large component, springs place the most linked nodes;
    the others stand between those they are linked to.

With a layout that was made before, a third way: what was there stays where it stood, and only what
is new is placed (``layout_warm``).

A team inside a unit stands on a small ring around it, for which there is always room: showing or
hiding the teams moves nothing else.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coopgraph.outputs.explorer.layout_forces import by_forces
from coopgraph.outputs.explorer.layout_map import Site, on_map
from coopgraph.outputs.explorer.layout_warm import Start, warm_start
from coopgraph.outputs.explorer.spacing import Point
from coopgraph.outputs.explorer.views import ExplorerModel, NodeView

__all__ = ["Layout", "Site", "lay_out", "mark_size", "node_size"]

#: A map needs at least so many nodes, and sites with coordinates.
_MAP_NODES, _MAP_SITES = 250, 8
#: Half-width of the mark of a team inside a unit, and width of the ring of such marks.
_TEAM, _RING = 3.0, 8.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every mark stands.

    Attributes
    ----------
    positions
        One point per node of the model, in the same order; x to the right, y downwards.
    sites
        Discs behind the marks; empty for the layout by forces.
    """

    positions: tuple[Point, ...]
    sites: tuple[Site, ...] = ()


def mark_size(links: int) -> float:
    """Return the half-width of a mark: its area grows with the number of links.

    Examples
    --------
    >>> mark_size(0), mark_size(100)
    (5.0, 20.0)
    """
    return round(min(5.0 + 1.5 * math.sqrt(links), 34.0), 1)


def lay_out(model: ExplorerModel, start: Start | None = None) -> Layout:
    """Return positions for all nodes of the model.

    Parameters
    ----------
    model
        The view model.
    start
        Where things stood before; they stay there, and the rest is placed around them.

    Returns
    -------
    Layout
        Finite positions, rounded to a tenth; no two marks on top of each other.
    """
    placed = {node.site for node in model.nodes if node.site and node.coordinates}
    teams = _teams(model)
    sizes = [
        node_size(node) + _room(teams.get(number, ())) for number, node in enumerate(model.nodes)
    ]
    if start is not None:
        points, sites = warm_start(model, sizes, start)
    elif model.focus is None and len(model.nodes) >= _MAP_NODES and len(placed) >= _MAP_SITES:
        points, sites = on_map(model, sizes)
    else:
        points, sites = by_forces(model, sizes), ()
    for unit, inside in teams.items():
        for number, point in zip(inside, _around(model, unit, inside, points[unit]), strict=True):
            points[number] = point
    return Layout(_rounded(points), sites)


def node_size(node: NodeView) -> float:
    """Return the half-width of the mark of a node; that of a team inside a unit is always small."""
    return mark_size(node.links) if node.unit is None else _TEAM


def _teams(model: ExplorerModel) -> dict[int, list[int]]:
    """Return the teams inside each unit; a team inside a team counts to the unit of both."""
    teams: dict[int, list[int]] = defaultdict(list)
    for number, node in enumerate(model.nodes):
        unit, steps = node.unit, 0
        while unit is not None and model.nodes[unit].unit is not None and steps < len(model.nodes):
            unit, steps = model.nodes[unit].unit, steps + 1
        if unit is not None and steps < len(model.nodes):
            teams[unit].append(number)
    return dict(sorted(teams.items()))


def _rings(size: float, number: int) -> list[int]:
    """Return how many teams stand on each ring around a mark."""
    counts: list[int] = []
    while number > 0:
        radius = size + _RING * (len(counts) + 0.5)
        counts.append(min(number, int(2 * math.pi * radius / _RING)))
        number -= counts[-1]
    return counts


def _room(teams: Sequence[int]) -> float:
    """Return how much wider a mark must be to have its teams around it."""
    return _RING * len(_rings(5.0, len(teams)))


def _around(
    model: ExplorerModel, unit: int, teams: Sequence[int], middle: Point
) -> Iterator[Point]:
    size = node_size(model.nodes[unit])
    for ring, count in enumerate(_rings(size, len(teams))):
        radius = size + _RING * (ring + 0.5)
        for place in range(count):
            angle = 2 * math.pi * place / count - math.pi / 2
            yield middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _rounded(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((round(x, 1) + 0.0, round(y, 1) + 0.0) for x, y in points)
