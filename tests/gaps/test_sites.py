"""Gaps on things in several places: each counts, and home is the main one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coopgraph.analysis.gaps.facts import Facts, Place
from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.analysis.gaps.shared import home_countries, units_by_place
from coopgraph.landscape import load
from coopgraph.namespaces import ID_NS
from tests.conftest import EXAMPLE_DAY
from tests.curation.edits import rows, write


@pytest.fixture
def read(in_several_places: Path) -> Facts:
    sites = rows(in_several_places, "sites")
    office = {**sites[0], "entity": "institut-exemple", "place": "boralie"}
    write(in_several_places, "sites", [*sites, office])
    return read_facts(load([in_several_places], as_of=EXAMPLE_DAY).store)


def test_a_unit_counts_in_each_region(read: Facts) -> None:
    unit = ID_NS + "u-1"
    assert read.seats[unit] == {ID_NS + "valfictif", ID_NS + "port-imagine"}
    found = units_by_place(read, [unit], "Region")
    assert set(found) == {ID_NS + "haute-exemplie", ID_NS + "cote-d-azimut"}


def test_an_office_abroad_is_not_home(read: Facts) -> None:
    assert read.main[read.focus] == ID_NS + "valfictif"
    assert home_countries(read) == {ID_NS + "exemplie"}


def test_home_is_every_place_where_none_is_the_main_one() -> None:
    facts = Facts(
        focus="body",
        places={name: Place(iri=name) for name in ("north", "south")},
        classes={name: frozenset({"Country"}) for name in ("north", "south")},
        seats={"body": frozenset({"north", "south"})},
    )
    assert home_countries(facts) == {"north", "south"}
    assert home_countries(replace(facts, main={"body": "south"})) == {"south"}
