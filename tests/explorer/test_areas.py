"""Which places the maps and the groups by site count together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopgraph.namespaces import local_name
from coopgraph.outputs.explorer.areas import areas_of, places_of
from coopgraph.outputs.explorer.maps import pack_maps
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from tests.explorer.conftest import ID, empty_graph, node

#: Latitude and longitude.
TOWNS = {
    "Paris": (48.853, 2.349),
    "Villejuif": (48.794, 2.359),
    "Gif": (48.702, 2.134),
    "Orsay": (48.699, 2.187),
    "Lille": (50.633, 3.059),
    "Cayenne": (4.938, -52.335),
}


def landscape(counts: dict[str, int], others: Sequence[dict[str, Any]] = ()) -> ExplorerModel:
    """Units in towns of France, and others."""
    graph = empty_graph()
    graph.add_node(ID + "body", **node("research-organisation", "ResearchOrganisation", "Body"))
    graph.graph["home"] = ID + "body"
    graph.nodes[ID + "body"]["country"] = ID + "France"
    towns = [
        {"city": ID + town, "point": ID + town, "lat": TOWNS[town][0], "lon": TOWNS[town][1]}
        for town, count in counts.items()
        for _ in range(count)
    ]
    for number, where in enumerate([*towns, *others]):
        label = f"Unit {number}"
        graph.add_node(
            f"{ID}u-{number}",
            **{**node("research-unit", "ResearchUnit", label), "country": ID + "France", **where},
        )
    graph.graph["others"] = {
        iri: (local_name(iri), "")
        for _, data in graph.nodes(data=True)
        for iri in (data["city"], data["region"], data["country"])
        if iri
    }
    return build_model(graph, sources=[], title=Pair.same("Test"))


def together(model: ExplorerModel, which: str) -> dict[str, str]:
    """Each place by its first name to the one with which it is counted."""
    names = [place.names[0].fr for place in places_of(model)]
    return {
        names[number]: names[leader]
        for number, leader in enumerate(getattr(areas_of(model), which))
    }


def test_a_town_counts_with_the_nearest_larger_one_within_reach() -> None:
    model = landscape({"Villejuif": 2, "Paris": 9, "Orsay": 2, "Gif": 3, "Lille": 4, "Cayenne": 1})
    near = {"Paris": "Paris", "Villejuif": "Paris", "Gif": "Gif", "Orsay": "Gif"}
    near |= {"Lille": "Lille", "Cayenne": "Cayenne", "France": "France"}
    assert together(model, "near") == together(model, "site") == near
    # The body, known by its country alone, is counted with the largest of it.
    assert together(model, "far") == dict.fromkeys(near, "Paris") | {"Cayenne": "Cayenne"}


def test_a_town_does_not_count_with_one_of_another_country() -> None:
    abroad = {"city": ID + "Tournai", "country": ID + "Belgium", "point": ID + "Tournai"}
    model = landscape({"Lille": 4}, [{**abroad, "lat": 50.61, "lon": 3.1}])
    assert together(model, "near")["Tournai"] == "Tournai"
    assert together(model, "far")["Tournai"] == "Tournai"


def test_what_is_known_by_region_or_country_alone_never_leads() -> None:
    north, east = TOWNS["Lille"]
    region = {"region": ID + "Hauts-de-France", "point": ID + "Hauts-de-France"}
    country = {"point": ID + "France", "lat": 44.0, "lon": 2.0}
    unknown = {"city": ID + "Somewhere", **country}
    model = landscape(
        {"Lille": 1, "Paris": 2},
        [*[{**region, "lat": north, "lon": east}] * 5, *[country] * 9, unknown],
    )
    near, site, far = (together(model, which) for which in ("near", "site", "far"))
    assert near["Hauts-de-France"] == "Lille"
    assert site["Hauts-de-France"] == "Hauts-de-France"
    # A town without coordinates has those of its country: it stands nowhere in it.
    assert site["Somewhere"] == "Somewhere"
    assert far["Somewhere"] == far["Paris"] == far["Lille"]


def test_the_order_of_entities_does_not_matter() -> None:
    model = landscape({"Paris": 2, "Villejuif": 2, "Orsay": 1, "Gif": 1, "Lille": 1})
    expected = {which: together(model, which) for which in ("site", "near", "far")}
    for seed in range(5):
        nodes = list(model.nodes)
        random.Random(seed).shuffle(nodes)  # noqa: S311 - an order, no secret
        home = next(number for number, one in enumerate(nodes) if one.id == "body")
        mixed = replace(model, nodes=tuple(nodes), home=home)
        assert {which: together(mixed, which) for which in expected} == expected


def test_every_circle_of_a_map_has_its_point() -> None:
    maps = pack_maps(landscape({"Paris": 2, "Villejuif": 1, "Lille": 1, "Cayenne": 1}))
    for name, circles in (("france", 4), ("world", 2)):
        leaders = sorted(set(maps[name]["circles"]))
        assert len(maps[name]["points"]) == len(leaders) == circles
    # The body is known by its country alone, which has no coordinates here.
    assert maps["france"]["points"].count(None) == 1
