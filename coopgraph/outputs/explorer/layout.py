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
    components packed side by side.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.outputs.explorer.wording import fold

__all__ = ["Layout", "Site", "lay_out", "mark_size"]

_SEED = 20_160
_GAP = 7.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_NATIONAL = "national"
_NATIONAL_KINDS = frozenset(
    {
        "research-organisation",
        "public-authority",
        "company",
        "foundation",
        "network",
        "programme",
        "organisation-part",
        "agreement",
    }
)
_NATIONAL_LABEL = Pair("Organismes et programmes nationaux", "National bodies and programmes")
#: A map needs at least so many nodes, and sites with coordinates.
_MAP_NODES, _MAP_SITES = 250, 8
#: Towns nearer than this to a much larger site are drawn in its disc, in kilometres.
_REACH = 18.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Site:
    """A disc of the map: name, centre, radius, number of marks in it."""

    label: Pair
    x: float
    y: float
    radius: float
    marks: int


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


def lay_out(model: ExplorerModel) -> Layout:
    """Return positions for all nodes of the model.

    Parameters
    ----------
    model
        The view model.

    Returns
    -------
    Layout
        Finite positions, rounded to a tenth; no two marks on top of each other.
    """
    placed = {node.site for node in model.nodes if node.site and node.coordinates}
    if model.focus is None and len(model.nodes) >= _MAP_NODES and len(placed) >= _MAP_SITES:
        return _map(model)
    return _forces(model)


def _rounded(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((round(x, 1) + 0.0, round(y, 1) + 0.0) for x, y in points)


# The map


def _map(model: ExplorerModel) -> Layout:
    sites = _gathered(model, _assign(model))
    members: dict[str, list[int]] = defaultdict(list)
    for number, site in enumerate(sites):
        members[site].append(number)
    rank = {kind.id: position for position, kind in enumerate(NODE_LEGEND)}
    inside: dict[str, list[Point]] = {}
    radius: dict[str, float] = {}
    for site in sorted(members):
        members[site].sort(
            key=lambda n: (
                rank[model.nodes[n].kind],
                -model.nodes[n].links,
                fold(model.nodes[n].label.fr),
                model.nodes[n].id,
            )
        )
        sizes = [mark_size(model.nodes[n].links) for n in members[site]]
        inside[site], radius[site] = _sunflower(sizes)
    centres = _centres(model, sites, radius)
    positions: list[Point] = [(0.0, 0.0)] * len(model.nodes)
    for site, numbers in members.items():
        x, y = centres[site]
        for number, (dx, dy) in zip(numbers, inside[site], strict=True):
            positions[number] = (x + dx, y + dy)
    discs = tuple(
        Site(
            _NATIONAL_LABEL if site == _NATIONAL else model.sites.get(site, Pair.same(site)),
            round(centres[site][0], 1),
            round(centres[site][1], 1),
            round(radius[site] + _GAP, 1),
            len(members[site]),
        )
        for site in sorted(members, key=lambda s: (-len(members[s]), s))
    )
    return Layout(_rounded(positions), discs)


def _assign(model: ExplorerModel) -> list[str]:
    """Give every node a site; one without place joins its least linked neighbour that has one.

    What joins several sites belongs to none, nor does a network or programme of national bodies.
    """
    home = model.nodes[model.home] if model.home is not None else None
    capital = home.site if home is not None else ""
    sites = []
    for node in model.nodes:
        national = node.kind in _NATIONAL_KINDS and not node.abroad and node.site == capital
        sites.append(_NATIONAL if national and capital else node.site)
    node_kinds = [node.kind for node in model.nodes]
    neighbours: dict[int, set[int]] = defaultdict(set)
    for link in model.links:
        neighbours[link.tail].add(link.head)
        neighbours[link.head].add(link.tail)
    for _ in range(3):
        found = {}
        for number, site in enumerate(sites):
            if site:
                continue
            near = [n for n in neighbours[number] if sites[n] and sites[n] != _NATIONAL]
            apart = len({sites[n] for n in near}) > 1
            shared = any(sites[n] == _NATIONAL for n in neighbours[number])
            if (apart and node_kinds[number] in _NATIONAL_KINDS) or (
                shared and node_kinds[number] in ("network", "programme")
            ):
                found[number] = _NATIONAL
            elif near:
                nearest = min(near, key=lambda n: (model.nodes[n].links, model.nodes[n].id))
                found[number] = sites[nearest]
        for number, site in found.items():
            sites[number] = site
    return [site or _NATIONAL for site in sites]


def _gathered(model: ExplorerModel, sites: Sequence[str]) -> list[str]:
    """Draw a town with the largest site within reach: suburbs belong to one disc."""
    weight = Counter(sites)
    degrees = _degrees(model, sites)
    leader: dict[str, str] = {}
    for site in sorted(degrees, key=lambda one: (-weight[one], one)):
        near = [
            (_kilometres(degrees[site], degrees[other]), other)
            for other in leader
            if leader[other] == other
        ]
        distance, nearest = min(near, default=(math.inf, site))
        leader[site] = nearest if distance <= _REACH else site
    return [leader.get(site, site) for site in sites]


def _kilometres(a: Point, b: Point) -> float:
    """Return the distance of two points given as longitude and latitude, near enough here."""
    x = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return 111.2 * math.hypot(x, a[1] - b[1])


def _degrees(model: ExplorerModel, sites: Sequence[str]) -> dict[str, Point]:
    """Return longitude and latitude of each site: the mean of the nodes that stand there."""
    seen: dict[str, list[Point]] = defaultdict(list)
    for node, site in zip(model.nodes, sites, strict=True):
        if node.coordinates is not None and site == node.site and site != _NATIONAL:
            seen[site].append((node.coordinates[1], node.coordinates[0]))
    return {
        site: (sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at))
        for site, at in seen.items()
    }


def _sunflower(sizes: Sequence[float]) -> tuple[list[Point], float]:
    """Place marks on a spiral so that each has room; return points and radius of the disc."""
    points: list[Point] = []
    area = 0.0
    edge = 0.0
    for number, size in enumerate(sizes):
        own = (2 * size + _GAP) ** 2 * 1.05
        distance = 0.0 if number == 0 else math.sqrt((area + own / 2) / math.pi)
        angle = number * _GOLDEN
        points.append((distance * math.cos(angle), distance * math.sin(angle)))
        area += own
        edge = max(edge, distance + size)
    return _apart(points, sizes, _GAP / 2), edge + _GAP


def _centres(
    model: ExplorerModel, sites: Sequence[str], radius: Mapping[str, float]
) -> dict[str, Point]:
    weight = Counter(sites)
    degrees = _degrees(model, sites)
    middle = _middle(degrees, weight)
    flat = {site: _shrunk(at, middle) for site, at in sorted(degrees.items())}
    lost = sorted(site for site in radius if site not in flat and site != _NATIONAL)
    for number, site in enumerate(lost):
        flat[site] = (7.5, -4.0 + 8.0 * (number + 0.5) / len(lost))
    if _NATIONAL in radius:
        flat[_NATIONAL] = (-5.2, 1.8)
    total = sum(r * r for r in radius.values())
    scale = math.sqrt(total) * 0.235
    order = sorted(flat, key=lambda site: (-radius[site], site))
    points = [(flat[site][0] * scale, flat[site][1] * scale) for site in order]
    moved = _apart(points, [radius[site] for site in order], _GAP * 3, rounds=400)
    return dict(zip(order, moved, strict=True))


def _middle(degrees: Mapping[str, Point], weight: Mapping[str, int]) -> Point:
    """Return the weighted median of the sites: a point well inside the home country."""

    def median(axis: int) -> float:
        items = sorted((at[axis], weight[site]) for site, at in degrees.items())
        half, passed = sum(w for _, w in items) / 2, 0
        for value, number in items:
            passed += number
            if passed >= half:
                return value
        return 0.0

    x, y = median(0), median(1)
    near = [at for at in degrees.values() if abs(at[0] - x) < 8 and abs(at[1] - y) < 8]
    return (
        (min(x for x, _ in near) + max(x for x, _ in near)) / 2,
        (min(y for _, y in near) + max(y for _, y in near)) / 2,
    )


def _shrunk(at: Point, middle: Point, inner: float = 5.0) -> Point:
    """Return degrees on a flat map around `middle`, far places drawn nearer."""
    x = (at[0] - middle[0]) * math.cos(math.radians(middle[1]))
    y = middle[1] - at[1]
    distance = math.hypot(x, y)
    if distance <= inner:
        return x, y
    factor = (inner + 0.8 * math.log1p((distance - inner) / 3)) / distance
    return x * factor, y * factor


def _apart(
    points: Sequence[Point], radius: Sequence[float], gap: float, *, rounds: int = 60
) -> list[Point]:
    """Push discs apart until none overlaps; small ones give way to large ones."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    order = sorted(range(len(xs)), key=lambda n: (xs[n], n))
    widest = max(radius, default=0.0)
    for _ in range(rounds):
        moved = False
        order.sort(key=lambda n: (xs[n], n))
        for place, a in enumerate(order):
            for b in order[place + 1 :]:
                if xs[b] - xs[a] > radius[a] + widest + gap:
                    break
                dx, dy = xs[b] - xs[a], ys[b] - ys[a]
                need = radius[a] + radius[b] + gap
                if abs(dx) >= need or abs(dy) >= need:
                    continue
                distance = math.hypot(dx, dy)
                if distance >= need - 0.01:
                    continue
                if distance < 1e-6:
                    dx, dy, distance = math.cos(a + b), math.sin(a + b), 1.0
                push = (need - distance) / distance
                share = radius[a] ** 2 / (radius[a] ** 2 + radius[b] ** 2)
                xs[a] -= dx * push * (1 - share)
                ys[a] -= dy * push * (1 - share)
                xs[b] += dx * push * share
                ys[b] += dy * push * share
                moved = True
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


# Forces


def _forces(model: ExplorerModel) -> Layout:
    import rustworkx as rx

    weights: Counter[tuple[int, int]] = Counter()
    for link in model.links:
        if link.tail != link.head:
            weights[min(link.tail, link.head), max(link.tail, link.head)] += 1
    sizes = [mark_size(node.links) for node in model.nodes]
    parts: list[tuple[list[int], list[Point]]] = []
    for numbers in _components(len(model.nodes), weights):
        index = {number: place for place, number in enumerate(numbers)}
        graph: rx.PyGraph[int, float] = rx.PyGraph(multigraph=False)
        graph.add_nodes_from(numbers)
        graph.add_edges_from(
            [
                (index[a], index[b], 1.0 + 0.5 * (weight - 1))
                for (a, b), weight in sorted(weights.items())
                if a in index
            ]
        )
        around = _circle(len(numbers))
        found = rx.spring_layout(
            graph,
            pos=around,
            k=1.6 / math.sqrt(len(numbers)),
            num_iter=150,
            weight_fn=float,
            seed=_SEED,
        )
        width = 62.0 * math.sqrt(len(numbers))
        points = [
            (float(found[place][0]) * width, float(found[place][1]) * width)
            if math.isfinite(found[place][0]) and math.isfinite(found[place][1])
            else (around[place][0] * width, around[place][1] * width)
            for place in range(len(numbers))
        ]
        own = [sizes[number] for number in numbers]
        parts.append((numbers, _apart(points, own, _GAP * 2.5, rounds=120)))
    positions: list[Point] = [(0.0, 0.0)] * len(model.nodes)
    for numbers, points in _packed(parts):
        for number, point in zip(numbers, points, strict=True):
            positions[number] = point
    return Layout(_rounded(positions))


def _circle(number: int) -> dict[int, Point]:
    step = 2 * math.pi / max(number, 1)
    return {n: (math.cos(step * n), math.sin(step * n)) for n in range(number)}


def _components(number: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return connected components, largest first; equal ones in the order of their first node."""
    parent = list(range(number))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in pairs:
        parent[root(a)] = root(b)
    groups: dict[int, list[int]] = defaultdict(list)
    for one in range(number):
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
