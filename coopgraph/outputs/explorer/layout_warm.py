"""The layout of a landscape of which most was laid out before: what is known stays where it stood.

A new entity is put into the free place nearest to those it is linked to; on a map, inside the disc
of its site, near those of them that stand in it. A site that is new stands where the sites around
it suggest. Discs that have grown push their neighbours a little; nothing else moves. What is gone
leaves room for what comes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopgraph.outputs.explorer.layout_map import Site, flat_sites, site_label, site_of_each
from coopgraph.outputs.explorer.spacing import GAP, GOLDEN, Point, apart
from coopgraph.outputs.explorer.views import ExplorerModel

__all__ = ["Start", "known_share", "warm_start"]

#: Step of the spiral on which a free place is looked for, and how many places are looked at.
_STEP, _TRIES = 5.0, 60_000
#: Room below which marks are pushed apart: less than a layout leaves, so that rounding moves none.
_LEAST = GAP / 4


@dataclass(frozen=True, slots=True)
class Start:
    """Where things stood before.

    Attributes
    ----------
    positions
        A point for each entity, under its identifier.
    sites
        Discs behind the marks; empty for a layout by forces.
    """

    positions: Mapping[str, Point]
    sites: tuple[Site, ...] = ()


def known_share(model: ExplorerModel, start: Start) -> tuple[int, int]:
    """Return how many entities of a landscape stood somewhere before, and how many there are."""
    return sum(node.id in start.positions for node in model.nodes), len(model.nodes)


def warm_start(
    model: ExplorerModel, sizes: Sequence[float], start: Start
) -> tuple[list[Point], tuple[Site, ...]]:
    """Place the marks of a landscape around those that stood somewhere before.

    Parameters
    ----------
    model
        The view model.
    sizes
        Half-width of the room of each mark.
    start
        Where things stood.

    Returns
    -------
    list of tuple
        A point for each node; teams inside units are left at (0, 0).
    tuple of Site
        The discs, largest first; none if there were none before.
    """
    drawn = [number for number, node in enumerate(model.nodes) if node.unit is None]
    placed = {
        number: start.positions[model.nodes[number].id]
        for number in drawn
        if model.nodes[number].id in start.positions
    }
    near = _neighbours(model)
    discs: tuple[Site, ...] = ()
    if start.sites:
        placed, discs = _on_discs(model, sizes, start.sites, drawn, placed, near)
    else:
        _among(sizes, drawn, placed, near)
    moved = apart([placed[number] for number in drawn], [sizes[number] for number in drawn], _LEAST)
    positions: list[Point] = [(0.0, 0.0)] * len(model.nodes)
    for number, point in zip(drawn, moved, strict=True):
        positions[number] = point
    return positions, discs


def _neighbours(model: ExplorerModel) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for link in model.links:
        if link.tail != link.head:
            near[link.tail].add(link.head)
            near[link.head].add(link.tail)
    return near


class _Ground:
    """What is taken, in a grid: finds the free place nearest to a wish."""

    _CELL = 80.0

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)

    def _reach(self, x: float, y: float, reach: float) -> list[tuple[int, int]]:
        low, high = math.floor((x - reach) / self._CELL), math.floor((x + reach) / self._CELL)
        first, last = math.floor((y - reach) / self._CELL), math.floor((y + reach) / self._CELL)
        return [(i, j) for i in range(low, high + 1) for j in range(first, last + 1)]

    def take(self, point: Point, size: float) -> None:
        for cell in self._reach(*point, size + GAP):
            self._cells[cell].append((*point, size))

    def free(self, x: float, y: float, size: float) -> bool:
        return all(
            math.hypot(x - ox, y - oy) >= size + other + GAP / 2
            for cell in self._reach(x, y, size)
            for ox, oy, other in self._cells.get(cell, ())
        )

    def nearest(self, wish: Point, size: float, disc: tuple[Point, float] | None = None) -> Point:
        """Return the free place nearest to a wish, inside a disc if there is one in it."""
        outside: Point | None = None
        for step in range(_TRIES):
            distance = _STEP * math.sqrt(step)
            x = wish[0] + distance * math.cos(step * GOLDEN)
            y = wish[1] + distance * math.sin(step * GOLDEN)
            inside = disc is None or math.dist((x, y), disc[0]) + size <= disc[1]
            if (inside or outside is None) and self.free(x, y, size):
                if inside:
                    return x, y
                outside = x, y
            if outside is not None and disc is not None and distance > 2 * disc[1] + size:
                break
        return outside or wish


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _among(
    sizes: Sequence[float],
    drawn: Sequence[int],
    placed: dict[int, Point],
    near: Mapping[int, set[int]],
) -> None:
    """Place what is new between what it is linked to; what is linked to nothing, below all."""
    ground = _Ground()
    for number, point in placed.items():
        ground.take(point, sizes[number])
    left = [number for number in drawn if number not in placed]
    xs = [x for x, _ in placed.values()] or [0.0]
    below = (min(xs) + max(xs)) / 2, max((y for _, y in placed.values()), default=0.0) + 90
    while left:
        linked = [n for n in left if any(other in placed for other in near.get(n, ()))]
        # What hangs together and on nothing known begins with its most linked entity.
        wave = linked or [min(left, key=lambda n: (-len(near.get(n, ())), n))]
        before = dict(placed)
        for number in wave:
            ends = [before[other] for other in sorted(near.get(number, ())) if other in before]
            placed[number] = ground.nearest(_mean(ends) if ends else below, sizes[number])
            ground.take(placed[number], sizes[number])
        left = [number for number in left if number not in placed]


def _on_discs(
    model: ExplorerModel,
    sizes: Sequence[float],
    old: Sequence[Site],
    drawn: Sequence[int],
    placed: Mapping[int, Point],
    near: Mapping[int, set[int]],
) -> tuple[dict[int, Point], tuple[Site, ...]]:
    """Place what is new in the discs of the sites, and new discs between the old ones."""
    sites = site_of_each(model)
    stood = {number: _disc_at(point, old) for number, point in placed.items()}
    disc_of = _discs_of_sites(sites, stood)
    owner = {disc: site for site, disc in disc_of.items()}
    for number, disc in stood.items():
        # What has no place of its own follows its neighbours; where it stood, it stays.
        if not model.nodes[number].site and disc in owner:
            sites[number] = owner[disc]
    members: dict[str, list[int]] = defaultdict(list)
    for number in drawn:
        members[sites[number]].append(number)
    centres = {site: (old[disc].x, old[disc].y) for site, disc in disc_of.items()}
    radius = {site: old[disc].radius - GAP for site, disc in disc_of.items()}
    flat = flat_sites(model, sites)
    known = dict(centres)
    for site in sorted(members, key=lambda one: (-len(members[one]), one)):
        if site not in known:
            centres[site], radius[site] = _between(site, flat, known), 0.0
    points: dict[int, Point] = {}
    for site, numbers in sorted(members.items()):
        ground = _Ground()
        fixed = [n for n in numbers if site in disc_of and stood.get(n) == disc_of[site]]
        for number in fixed:
            points[number] = placed[number]
            ground.take(placed[number], sizes[number])
        new = [number for number in numbers if number not in points]
        for number in sorted(new, key=lambda n: (-model.nodes[n].links, model.nodes[n].id)):
            ends = [points[n] for n in sorted(near.get(number, ())) if n in points]
            ends = [end for end in ends if math.dist(end, centres[site]) <= radius[site]]
            wish = _mean(ends) if ends else centres[site]
            room = (centres[site], radius[site])
            points[number] = ground.nearest(wish, sizes[number], room)
            ground.take(points[number], sizes[number])
        needed = [math.dist(points[n], centres[site]) + sizes[n] for n in numbers]
        radius[site] = max(radius[site], *needed)
    return _settled(model, members, points, centres, radius)


def _disc_at(point: Point, discs: Sequence[Site]) -> int:
    """Return the disc in which a point lies, -1 where it lies in none."""
    found = [
        (math.dist(point, (disc.x, disc.y)) - disc.radius, number)
        for number, disc in enumerate(discs)
    ]
    distance, number = min(found)
    return number if distance <= GAP else -1


def _discs_of_sites(sites: Sequence[str], stood: Mapping[int, int]) -> dict[str, int]:
    """Return the old disc of each site: that in which most of its entities stood, one site each."""
    votes = Counter((sites[number], disc) for number, disc in stood.items() if disc >= 0)
    found: dict[str, int] = {}
    taken: set[int] = set()
    for (site, disc), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if site not in found and disc not in taken:
            found[site] = disc
            taken.add(disc)
    return found


def _between(site: str, flat: Mapping[str, Point], known: Mapping[str, Point]) -> Point:
    """Return where a new disc stands: as the discs of the nearest sites have it."""
    both = sorted(one for one in known if one in flat)
    if not both or site not in flat:
        return _mean(list(known.values())) if known else (0.0, 0.0)
    here, there = _mean([flat[one] for one in both]), _mean([known[one] for one in both])
    wide = sum(math.dist(flat[one], here) ** 2 for one in both)
    scale = (
        math.sqrt(sum(math.dist(known[one], there) ** 2 for one in both) / wide) if wide else 1.0
    )
    at = flat[site]
    nearest = sorted(both, key=lambda one: (math.dist(flat[one], at), one))[:3]
    weights = [1 / (math.dist(flat[one], at) + 0.1) for one in nearest]
    guesses = [
        tuple(known[one][axis] + scale * (at[axis] - flat[one][axis]) for axis in (0, 1))
        for one in nearest
    ]
    total = sum(weights)
    x, y = (
        sum(weight * guess[axis] for weight, guess in zip(weights, guesses, strict=True)) / total
        for axis in (0, 1)
    )
    return x, y


def _settled(
    model: ExplorerModel,
    members: Mapping[str, Sequence[int]],
    points: Mapping[int, Point],
    centres: Mapping[str, Point],
    radius: Mapping[str, float],
) -> tuple[dict[int, Point], tuple[Site, ...]]:
    """Push discs apart that have grown, and take along what stands in them."""
    order = sorted(members, key=lambda site: (-len(members[site]), site))
    moved = apart(
        [centres[site] for site in order],
        [radius[site] for site in order],
        GAP * 3 - 0.5,
        rounds=400,
    )
    placed: dict[int, Point] = {}
    discs = []
    for site, (x, y) in zip(order, moved, strict=True):
        dx, dy = x - centres[site][0], y - centres[site][1]
        for number in members[site]:
            placed[number] = points[number][0] + dx, points[number][1] + dy
        discs.append(
            Site(
                site_label(model, site),
                round(x, 1) + 0.0,
                round(y, 1) + 0.0,
                round(radius[site] + GAP, 1),
                len(members[site]),
            )
        )
    return placed, tuple(discs)
