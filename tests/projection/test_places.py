"""Where a node stands that is in several places: the main one, and all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph import load
from coopgraph.namespaces import ID_NS
from tests.curation.edits import add

Chain = tuple[str, str, str]


def stands(folder: Path) -> dict[str, tuple[Chain, list[Chain]]]:
    """Return by name the chain of each node, and those of its further places."""
    graph = load([folder], as_of="2024-12-31").project()

    def names(chain: tuple[str, ...]) -> Chain:
        city, region, country = (iri.removeprefix(ID_NS) for iri in chain)
        return city, region, country

    return {
        iri.removeprefix(ID_NS): (
            names((data["city"], data["region"], data["country"])),
            [names(chain) for chain in data["further"]],
        )
        for iri, data in graph.nodes(data=True)
    }


VALFICTIF = ("valfictif", "haute-exemplie", "exemplie")
PORT_IMAGINE = ("port-imagine", "cote-d-azimut", "exemplie")


def test_the_place_of_the_row_comes_first(in_several_places: Path) -> None:
    found = stands(in_several_places)
    assert found["universite-de-valfictif"] == (VALFICTIF, [PORT_IMAGINE])
    assert found["u-1"] == (VALFICTIF, [PORT_IMAGINE])
    assert found["conseil-de-septentrie"] == (("", "", "septentrie"), [("", "", "boralie")])
    assert found["u-2"] == (VALFICTIF, [])


def test_coordinates_are_those_of_the_main_place(in_several_places: Path) -> None:
    graph = load([in_several_places], as_of="2024-12-31").project()
    data = graph.nodes[ID_NS + "u-1"]
    assert (data["lat"], data["lon"], data["point"]) == (46.6, -20.4, ID_NS + "valfictif")


def test_each_country_is_linked(in_several_places: Path) -> None:
    graph = load([in_several_places], as_of="2024-12-31").project()
    body = ID_NS + "conseil-de-septentrie"
    found = {
        head.removeprefix(ID_NS)
        for _, head, data in graph.out_edges(body, data=True)
        if data["kind"] == "country"
    }
    assert found == {"boralie", "septentrie"}


@pytest.mark.parametrize("place", ["exemplie", "haute-exemplie"])
def test_what_only_says_less_of_a_place_is_none_of_its_own(example_copy: Path, place: str) -> None:
    claim = {"subject": "u-1", "predicate": "locatedIn", "value": place, "datatype": "iri"}
    blank = dict.fromkeys(
        ("about_year", "population", "approximation", "unit", "stated_text", "language"), ""
    )
    add(example_copy, "claims", {**blank, **claim, "source": "register-x", "locator": "1"})
    assert stands(example_copy)["u-1"] == (VALFICTIF, [])


def test_levels_of_two_places_are_never_mixed(example_copy: Path) -> None:
    """A city abroad has no region here, whatever else its collaboration stands in."""
    add(
        example_copy, "places",
        {"id": "boreal", "class": "City", "label_fr": "Boréal", "iso_code": "",
         "within": "boralie"},
    )  # fmt: skip
    add(
        example_copy, "collaborations",
        {"id": "collab-deux-villes", "label_fr": "Deux villes", "acronym": "",
         "places": "boreal; valfictif"},
    )  # fmt: skip
    first, further = stands(example_copy)["collab-deux-villes"]
    assert {first, *further} == {VALFICTIF, ("boreal", "", "boralie")}
