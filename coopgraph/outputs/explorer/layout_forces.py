"""The layout of a neighbourhood: springs per connected component, components side by side."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from coopgraph.outputs.explorer.spacing import GAP, GOLDEN, Point, apart, sunflower
from coopgraph.outputs.explorer.views import ExplorerModel

__all__ = ["by_forces"]

_SEED = 20_160
#: Springs cost the square of what they place; beyond so many nodes, only the most linked.
_CORE = 800


def by_forces(model: ExplorerModel, sizes: Sequence[float]) -> list[Point]:
    """Place nodes by what they are linked to.

    Parameters
    ----------
    model
        The view model.
    sizes
        Half-width of the room of each mark.

    Returns
    -------
    list of tuple
        A point for each node; teams inside units are left at (0, 0).
    """
    weights: Counter[tuple[int, int]] = Counter()
    for link in model.links:
        ends = min(link.tail, link.head), max(link.tail, link.head)
        if link.tail != link.head and all(model.nodes[end].unit is None for end in ends):
            weights[ends] += 1
    parts: list[tuple[list[int], list[Point]]] = []
    for numbers in _components(model, weights):
        if len(numbers) > _CORE:
            points = _between(numbers, weights, sizes)
        else:
            own = [sizes[number] for number in numbers]
            points = apart(_springs(numbers, weights), own, GAP * 2.5, rounds=120)
        parts.append((numbers, points))
    positions: list[Point] = [(0.0, 0.0)] * len(model.nodes)
    for numbers, points in _packed(parts):
        for number, point in zip(numbers, points, strict=True):
            positions[number] = point
    return positions


def _springs(numbers: Sequence[int], weights: Mapping[tuple[int, int], int]) -> list[Point]:
    """Place some nodes by springs."""
    import rustworkx as rx

    index = {number: place for place, number in enumerate(numbers)}
    graph: rx.PyGraph[int, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(numbers))
    graph.add_edges_from(
        [
            (index[a], index[b], 1.0 + 0.5 * (weight - 1))
            for (a, b), weight in sorted(weights.items())
            if a in index and b in index
        ]
    )
    around = _circle(len(numbers))
    found = rx.spring_layout(
        graph,
        pos=around,
        k=1.6 / math.sqrt(max(1, len(numbers))),
        num_iter=150,
        weight_fn=float,
        seed=_SEED,
    )
    width = 62.0 * math.sqrt(len(numbers))
    return [
        (float(found[place][0]) * width, float(found[place][1]) * width)
        if math.isfinite(found[place][0]) and math.isfinite(found[place][1])
        else (around[place][0] * width, around[place][1] * width)
        for place in range(len(numbers))
    ]


def _between(
    numbers: Sequence[int], weights: Mapping[tuple[int, int], int], sizes: Sequence[float]
) -> list[Point]:
    """Place the most linked nodes by springs and each other one between its placed neighbours.

    Nodes with the same neighbours form a cluster, so what is drawn close is linked alike.
    """
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in weights:
        near[a].add(b)
        near[b].add(a)
    order = sorted(numbers, key=lambda number: (-len(near[number]), number))
    core = sorted(order[:_CORE])
    stretch = math.sqrt(len(numbers) / len(core))
    placed = {
        number: (x * stretch, y * stretch)
        for number, (x, y) in zip(core, _springs(core, weights), strict=True)
    }
    middle_x = sum(x for x, _ in placed.values()) / len(placed)
    middle_y = sum(y for _, y in placed.values()) / len(placed)
    clusters: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number in order[_CORE:]:
        clusters[tuple(sorted(one for one in near[number] if one in placed))].append(number)
    points, radius, insides = list(placed.values()), [sizes[one] for one in placed], []
    for place, (ends, members) in enumerate(sorted(clusters.items())):
        at = [placed[end] for end in ends] or [(middle_x, middle_y)]
        x, y = sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)
        inside, wide = sunflower([sizes[number] for number in members])
        # Off the middle, where the bodies linked to everything stand.
        angle = math.atan2(y - middle_y, x - middle_x) if len(ends) > 1 else place * GOLDEN
        points.append((x + (wide + 60) * math.cos(angle), y + (wide + 60) * math.sin(angle)))
        radius.append(wide)
        insides.append((members, inside))
    moved = apart(points, radius, GAP, rounds=120)
    placed = dict(zip(placed, moved, strict=False))
    for (x, y), (members, inside) in zip(moved[len(placed) :], insides, strict=True):
        for number, (dx, dy) in zip(members, inside, strict=True):
            placed[number] = (x + dx, y + dy)
    return [placed[number] for number in numbers]


def _circle(number: int) -> dict[int, Point]:
    step = 2 * math.pi / max(number, 1)
    return {n: (math.cos(step * n), math.sin(step * n)) for n in range(number)}


def _components(model: ExplorerModel, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return connected components, largest first; equal ones in the order of their first node.

    Teams inside units belong to none: they stand around their unit.
    """
    parent = list(range(len(model.nodes)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in pairs:
        parent[root(a)] = root(b)
    groups: dict[int, list[int]] = defaultdict(list)
    for one, node in enumerate(model.nodes):
        if node.unit is None:
            groups[root(one)].append(one)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def _packed(
    parts: Sequence[tuple[list[int], list[Point]]], margin: float = 90.0, aspect: float = 1.5
) -> list[tuple[list[int], list[Point]]]:
    """Put components in rows, the first one setting the width."""
    boxes = []
    for numbers, points in parts:
        left, top = min(x for x, _ in points), min(y for _, y in points)
        right, bottom = max(x for x, _ in points), max(y for _, y in points)
        moved = [(x - left, y - top) for x, y in points]
        boxes.append((numbers, moved, right - left + margin, bottom - top + margin))
    area = sum(width * height for _, _, width, height in boxes)
    limit = max([math.sqrt(area * aspect), *(width for _, _, width, _ in boxes)], default=0.0)
    x = y = row = 0.0
    placed = []
    for numbers, points, width, height in boxes:
        if x and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        placed.append((numbers, [(px + x, py + y) for px, py in points]))
        x, row = x + width, max(row, height)
    return placed
