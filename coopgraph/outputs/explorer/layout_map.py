"""The layout of a whole landscape: sites where they stand, marks in the discs of their sites."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.spacing import GAP, Point, apart, leaders, sunflower
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.outputs.explorer.wording import fold

__all__ = ["NATIONAL", "Site", "assigned", "flat_sites", "on_map", "site_label", "site_of_each"]

#: Stands for the IRI of a site where national bodies are drawn.
NATIONAL = "national"
_NATIONAL_KINDS = frozenset(
    {
        "research-organisation",
        "public-authority",
        "company",
        "foundation",
        "network",
        "programme",
        "organisation-part",
        "organisation",
        "agreement",
    }
)
_NATIONAL_LABEL = Pair("Organismes et programmes nationaux", "National bodies and programmes")


@dataclass(frozen=True, slots=True)
class Site:
    """A disc of the map: name, centre, radius, number of marks in it."""

    label: Pair
    x: float
    y: float
    radius: float
    marks: int


def on_map(model: ExplorerModel, sizes: Sequence[float]) -> tuple[list[Point], tuple[Site, ...]]:
    """Place the marks of a whole landscape on its map.

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
    tuple of Site
        The discs, largest first.
    """
    sites = site_of_each(model)
    members: dict[str, list[int]] = defaultdict(list)
    for number, site in enumerate(sites):
        if model.nodes[number].unit is None:
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
        inside[site], radius[site] = sunflower([sizes[number] for number in members[site]])
    centres = _centres(model, sites, radius)
    positions: list[Point] = [(0.0, 0.0)] * len(model.nodes)
    for site, numbers in members.items():
        x, y = centres[site]
        for number, (dx, dy) in zip(numbers, inside[site], strict=True):
            positions[number] = (x + dx, y + dy)
    discs = tuple(
        Site(
            site_label(model, site),
            round(centres[site][0], 1),
            round(centres[site][1], 1),
            round(radius[site] + GAP, 1),
            len(members[site]),
        )
        for site in sorted(members, key=lambda s: (-len(members[s]), s))
    )
    return positions, discs


def site_of_each(model: ExplorerModel) -> list[str]:
    """Return the site at which each node is drawn, suburbs being part of their town."""
    return _gathered(model, assigned(model))


def site_label(model: ExplorerModel, site: str) -> Pair:
    """Return the name of a site."""
    return _NATIONAL_LABEL if site == NATIONAL else model.sites.get(site, Pair.same(site))


def assigned(model: ExplorerModel) -> list[str]:
    """Return the site of each node; one without place joins its least linked neighbour with one.

    What joins several sites belongs to none, nor does a network or programme of national bodies:
    these are at :data:`NATIONAL`.
    """
    home = model.nodes[model.home] if model.home is not None else None
    capital = home.site if home is not None else ""
    sites = []
    for node in model.nodes:
        national = node.kind in _NATIONAL_KINDS and not node.abroad and node.site == capital
        sites.append(NATIONAL if national and capital else node.site)
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
            near = [n for n in neighbours[number] if sites[n] and sites[n] != NATIONAL]
            apart = len({sites[n] for n in near}) > 1
            shared = any(sites[n] == NATIONAL for n in neighbours[number])
            if (apart and node_kinds[number] in _NATIONAL_KINDS) or (
                shared and node_kinds[number] in ("network", "programme")
            ):
                found[number] = NATIONAL
            elif near:
                nearest = min(near, key=lambda n: (model.nodes[n].links, model.nodes[n].id))
                found[number] = sites[nearest]
        for number, site in found.items():
            sites[number] = site
    return [site or NATIONAL for site in sites]


def _gathered(model: ExplorerModel, sites: Sequence[str]) -> list[str]:
    """Draw a town with the largest site within reach: suburbs belong to one disc."""
    weight = Counter(sites)
    degrees = _degrees(model, sites)
    leader = leaders(degrees, weight)
    return [leader.get(site, site) for site in sites]


def _degrees(model: ExplorerModel, sites: Sequence[str]) -> dict[str, Point]:
    """Return longitude and latitude of each site: the mean of the nodes that stand there."""
    seen: dict[str, list[Point]] = defaultdict(list)
    for node, site in zip(model.nodes, sites, strict=True):
        if node.coordinates is not None and site == node.site and site != NATIONAL:
            seen[site].append((node.coordinates[1], node.coordinates[0]))
    return {
        site: (sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at))
        for site, at in seen.items()
    }


def _centres(
    model: ExplorerModel, sites: Sequence[str], radius: Mapping[str, float]
) -> dict[str, Point]:
    flat = flat_sites(model, sites)
    total = sum(r * r for r in radius.values())
    scale = math.sqrt(total) * 0.235
    order = sorted(flat, key=lambda site: (-radius[site], site))
    points = [(flat[site][0] * scale, flat[site][1] * scale) for site in order]
    moved = apart(points, [radius[site] for site in order], GAP * 3, rounds=400)
    return dict(zip(order, moved, strict=True))


def flat_sites(model: ExplorerModel, sites: Sequence[str]) -> dict[str, Point]:
    """Return where each site stands on a flat map in degrees, before discs are pushed apart."""
    degrees = _degrees(model, sites)
    middle = _middle(degrees, Counter(sites))
    drawn = {site for node, site in zip(model.nodes, sites, strict=True) if node.unit is None}
    flat = {site: _shrunk(at, middle) for site, at in sorted(degrees.items()) if site in drawn}
    lost = sorted(site for site in drawn if site not in flat and site != NATIONAL)
    for number, site in enumerate(lost):
        flat[site] = (7.5, -4.0 + 8.0 * (number + 0.5) / len(lost))
    if NATIONAL in drawn:
        flat[NATIONAL] = (-5.2, 1.8)
    return flat


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
