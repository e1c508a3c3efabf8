"""Named queries on things in several places: found at each, one line where one is meant."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import ID_NS
from coopgraph.rdf.build import build_store
from coopgraph.sparql import Library
from coopgraph.sparql.run import ask_library
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.store.rdflib_store import RdflibStore
from tests.conftest import EXAMPLE_DAY
from tests.curation.edits import rows, write

Row = dict[str, str]


@pytest.fixture
def landscape(in_several_places: Path) -> Landscape:
    return load([in_several_places], as_of=EXAMPLE_DAY)


def asked(landscape: Landscape, name: str, **values: str) -> list[Row]:
    answer = ask_library(landscape.store, Library().get(name), values, lang="fr", as_of=EXAMPLE_DAY)
    return [
        {
            column: "" if term is None else str(term.value).removeprefix(ID_NS)
            for column, term in zip(answer.variables, row, strict=True)
        }
        for row in answer.rows
    ]


def test_a_structure_has_one_line_with_its_main_city(landscape: Landscape) -> None:
    found = asked(landscape, "partner-joint-units", partner="Université de Valfictif")
    cities = [row["city"] for row in found if row["structure"] == "u-1"]
    assert set(cities) == {"valfictif"}
    kinds = [row["kind"] for row in found if row["structure"] == "u-1"]
    assert max(Counter(kinds).values()) == 1


def test_a_structure_without_a_place_of_its_own_has_one_line_too(in_several_places: Path) -> None:
    structures = rows(in_several_places, "structures")
    for row in structures:
        if row["id"] == "u-1":
            row["place"] = ""
    write(in_several_places, "structures", structures)
    sites = rows(in_several_places, "sites")
    write(in_several_places, "sites", [*sites, {**sites[1], "place": "saint-modele"}])
    landscape = load([in_several_places], as_of=EXAMPLE_DAY)
    found = asked(landscape, "partner-joint-units", partner="Université de Valfictif")
    assert {row["city"] for row in found if row["structure"] == "u-1"} == {"port-imagine"}


def test_a_term_is_listed_once_and_at_the_city_asked_for(landscape: Landscape) -> None:
    everywhere = [row for row in asked(landscape, "unit-terms") if row["structure"] == "u-1"]
    assert [row["site"] for row in everywhere] == ["valfictif"]
    for name in ("Valfictif", "Port-Imaginé"):
        there = [
            row for row in asked(landscape, "unit-terms", city=name) if row["structure"] == "u-1"
        ]
        assert [row["site"] for row in there] == [
            {"Valfictif": "valfictif"}.get(name, "port-imagine")
        ]


@pytest.mark.parametrize("site", ["Valfictif", "Port-Imaginé"])
def test_what_is_on_a_site_is_found_on_each(landscape: Landscape, site: str) -> None:
    found = {row["entity"] for row in asked(landscape, "site-overview", site=site, radius="0")}
    assert {"u-1", "universite-de-valfictif"} <= found
    neighbours = asked(landscape, "neighbours-without-joint-structure", site=site)
    assert len(neighbours) == len({(row["one"], row["other"]) for row in neighbours})
    agents = {row["structure"] for row in asked(landscape, "single-agents", site=site)}
    assert "u-1" in agents


def test_regions_count_a_structure_once_each(landscape: Landscape, example_copy: Path) -> None:
    counted = {
        row["region"]: int(row["structures"])
        for row in asked(landscape, "regions-without-convention")
    }
    assert counted["cote-d-azimut"] == 3  # u-5 and u-6, and u-1
    partners = asked(landscape, "partners-by-joint-units", region="Côte-d’Azimut")
    (university,) = [row for row in partners if row["partner"] == "universite-de-valfictif"]
    assert university["structures"] == "1"


def test_an_office_abroad_does_not_make_its_country_home(in_several_places: Path) -> None:
    queries = {
        "international-instruments": "country",
        "countries-without-priority": "country",
        "priorities-without-instrument": "place",
        "priority-instruments": "instrument",
    }
    before = load([in_several_places], as_of=EXAMPLE_DAY)
    sites = rows(in_several_places, "sites")
    countries = {row["country"] for row in asked(before, "international-instruments", year="2024")}
    assert countries
    offices = [
        {**sites[0], "entity": "institut-exemple", "place": country}
        for country in sorted(countries | {"boralie", "septentrie", "zephyrie", "meridie"})
    ]
    write(in_several_places, "sites", [*sites, *offices])
    after = load([in_several_places], as_of=EXAMPLE_DAY)
    for name in queries:
        assert asked(after, name, year="2024") == asked(before, name, year="2024"), name


@pytest.mark.parametrize(
    "name",
    ["partner-joint-units", "unit-terms", "international-instruments", "countries-without-priority",
     "priorities-without-instrument", "priority-instruments"],
)  # fmt: skip
def test_both_engines_agree(in_several_places: Path, name: str) -> None:
    store = build_store([in_several_places])
    given = {"partner": "Université de Valfictif"} if name == "partner-joint-units" else {}
    answers = [
        ask_library(engine, Library().get(name), given, lang="fr", as_of=EXAMPLE_DAY).rows
        for engine in (OxigraphStore(store), RdflibStore(store))
    ]
    assert [list(map(str, row)) for row in answers[0]] == [
        list(map(str, row)) for row in answers[1]
    ]
