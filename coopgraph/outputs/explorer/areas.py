"""Places of the page, and which of them the maps and the groups by site count together.

Between the view model and what packs it. A suburb has a name of its own in addresses, but a reader
looks for it under its city: towns near a larger one are one urban area, as in the discs of the
network. No list of urban units is packaged, so the rule goes by distance; the page states it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from coopgraph.outputs.explorer.layout_map import assigned
from coopgraph.outputs.explorer.spacing import REACH, Point, kilometres
from coopgraph.outputs.explorer.views import ExplorerModel, NodeView, Pair

__all__ = ["FAR", "Areas", "Place", "areas_of", "place_of", "places_of"]

#: On the map of the world, what is farther than this from the largest area of its country has a
#: circle of its own, in kilometres.
FAR = 1_500.0
#: Precision of what is known by its country alone.
_COUNTRY = 2


class Place(NamedTuple):
    """Where entities stand.

    Attributes
    ----------
    names
        City, region, country, as far as known.
    point
        Longitude and latitude in degrees, or None.
    precision
        Whose coordinates these are: 0 those of the city, 1 of the region, 2 of the country.
    """

    names: tuple[Pair, ...]
    point: Point | None
    precision: int


class Areas(NamedTuple):
    """For each place the number of the place with which it is counted.

    Attributes
    ----------
    site
        In the groups by site: the largest town of its urban area, or itself.
    near
        On the map of France: the same; what is known by its region alone stands at the capital of
        that, and is counted there.
    far
        On the map of the world: the largest area of its country, or of a far part of it.
    """

    site: tuple[int, ...]
    near: tuple[int, ...]
    far: tuple[int, ...]


def place_of(node: NodeView) -> Place | None:
    """Return where an entity stands; None if nothing is known.

    Parameters
    ----------
    node
        The entity.
    """
    if not node.place:
        return None
    point = None if node.coordinates is None else (node.coordinates[1], node.coordinates[0])
    return Place(node.place, point, node.precision)


def places_of(model: ExplorerModel) -> dict[Place, int]:
    """Return the places of a model, numbered in the order of its entities.

    Parameters
    ----------
    model
        The view model.
    """
    places: dict[Place, int] = {}
    for node in model.nodes:
        if place := place_of(node):
            places.setdefault(place, len(places))
    return places


def areas_of(model: ExplorerModel) -> Areas:
    """Return which places of a model are counted together.

    The place at which the network draws most entities leads; each other one joins the nearest
    leader of its country within :data:`~coopgraph.outputs.explorer.spacing.REACH`, or leads. On the
    map of the world the same is done once more with areas and :data:`FAR`.

    Parameters
    ----------
    model
        The view model.

    Returns
    -------
    Areas
        The same for the same landscape, in whatever order.
    """
    numbers = places_of(model)
    places = list(numbers)
    weight = _weights(model, numbers)
    # What is known less well never leads what is known better.
    order = sorted(
        range(len(places)), key=lambda n: (places[n].precision, -weight[n], _key(places[n]))
    )
    near = _led(places, order, REACH)
    total = [0] * len(places)
    for number, leader in enumerate(near):
        total[leader] += weight[number]
    leaders = sorted(
        set(near), key=lambda n: (places[n].precision == _COUNTRY, -total[n], _key(places[n]))
    )
    far = _led(places, leaders, FAR)
    return Areas(
        tuple(n if places[n].precision else leader for n, leader in enumerate(near)),
        tuple(near),
        tuple(far[leader] for leader in near),
    )


def _weights(model: ExplorerModel, numbers: dict[Place, int]) -> list[int]:
    """Count what the network draws at each place; abroad, where it draws countries, what stands."""
    drawn = Counter(
        site for node, site in zip(model.nodes, assigned(model), strict=True) if node.unit is None
    )
    weight = [0] * len(numbers)
    for node in model.nodes:
        place = place_of(node)
        if place is None or node.unit is not None:
            continue
        if node.abroad:
            weight[numbers[place]] += 1
        else:
            weight[numbers[place]] = max(weight[numbers[place]], drawn[node.site])
    return weight


def _key(place: Place) -> tuple[tuple[Pair, ...], Point]:
    return place.names, place.point or (math.inf, math.inf)


def _led(places: Sequence[Place], order: Sequence[int], reach: float) -> list[int]:
    """Let each place, in order, join the nearest leader of its country within reach, or lead.

    What is known by its country alone stands nowhere in it, so it joins the first leader.
    """
    found = list(range(len(places)))
    leaders: dict[Pair, list[int]] = {}
    for number in order:
        place = places[number]
        known = leaders.setdefault(place.names[-1], [])
        if place.precision == _COUNTRY and known and reach == FAR:
            found[number] = known[0]
        elif place.point is not None:
            distance, nearest = min(
                ((kilometres(place.point, places[n].point or (0.0, 0.0)), n) for n in known),
                default=(math.inf, number),
            )
            if distance <= reach:
                found[number] = nearest
            else:
                known.append(number)
    return found
