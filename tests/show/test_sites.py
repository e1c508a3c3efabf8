"""The page of what stands in several places, and of those places."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import ID_NS
from coopgraph.outputs.entity_page import EntityPage, describe_entity
from coopgraph.sparql.candidates import kind_and_place
from tests.conftest import EXAMPLE_DAY


@pytest.fixture
def landscape(in_several_places: Path) -> Landscape:
    return load([in_several_places], as_of=EXAMPLE_DAY)


def page(landscape: Landscape, name: str) -> EntityPage:
    return describe_entity(landscape.store, ID_NS + name, as_of=EXAMPLE_DAY, lang="en")


def test_the_main_place_comes_first_then_the_others_with_their_sources(
    landscape: Landscape,
) -> None:
    lines = page(landscape, "universite-de-valfictif").sections()["place"]
    assert [(line.property, line.value_id) for line in lines] == [
        ("place named first", "id:valfictif"),
        ("located in", "id:port-imagine"),
        ("in region", "id:cote-d-azimut"),
        ("in region", "id:haute-exemplie"),
        ("in country", "id:exemplie"),
    ]
    assert {(item.source, item.locator) for item in lines[1].evidence} == {
        ("doc-b", "Campus, l. 4"),
        ("register-x", "1001"),
    }


def test_what_is_in_one_place_reads_as_before(landscape: Landscape) -> None:
    lines = page(landscape, "u-2").sections()["place"]
    assert [line.property for line in lines] == ["located in", "in region", "in country"]


def test_a_place_lists_who_is_there_once_with_the_source_of_that(landscape: Landscape) -> None:
    there = page(landscape, "port-imagine")
    (line,) = [line for line in there.lines if line.value_id == "id:universite-de-valfictif"]
    assert line.section == "located"
    assert {item.source for item in line.evidence} == {"doc-b", "register-x"}
    home = page(landscape, "valfictif")
    (line,) = [line for line in home.lines if line.value_id == "id:universite-de-valfictif"]
    assert line.section == "located"


def test_a_candidate_is_told_by_its_main_place(landscape: Landscape) -> None:
    said = kind_and_place(landscape.store, ID_NS + "universite-de-valfictif", "en")
    assert said.endswith("Valfictif")
