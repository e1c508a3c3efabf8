"""G12 on rows written by hand: regions that reach the rest through one body."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.brokers import find_brokerage_gaps
from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import Facts, Instrument, Place
from coopgraph.analysis.gaps.records import Gap, Status
from tests.gaps.rows import AS_OF, by_id, classes
from tests.gaps.test_dependence import supervised


def two_regions(facts: Facts) -> Facts:
    """Return the landscape with a second region, in which two more bodies have their seat."""
    return replace(
        facts,
        places={
            **facts.places,
            "north": Place(iri="north", within=frozenset({"home"})),
            "port": Place(iri="port", within=frozenset({"north"})),
        },
        classes={
            **facts.classes,
            **classes(
                north="Region",
                port="City",
                inst="ResearchOrganisation",
                other="University",
                third="University",
            ),
        },
        seats={
            **facts.seats,
            "chu": frozenset({"city"}),
            "inst": frozenset({"port"}),
            "other": frozenset({"port"}),
            "third": frozenset({"port"}),
        },
    )


def find(facts: Facts, *pairs: tuple[str, str]) -> dict[str, Gap]:
    landscape = supervised(two_regions(facts), *pairs)
    return by_id(find_brokerage_gaps(landscape, as_of=AS_OF))


def test_one_body_is_the_only_way_outward(facts: Facts) -> None:
    gap = find(facts, ("a", "univ"), ("a", "other"), ("b", "univ"), ("b", "chu"))[
        "brokerage/region"
    ]
    assert gap.status is Status.CANDIDATE
    assert [item.subject for item in gap.evidence] == ["a"]
    assert "only way to partners of other regions in the graph: univ (1 tie)" in gap.sentence.en


def test_a_second_way_closes_it(facts: Facts) -> None:
    pairs = (("a", "univ"), ("a", "other"), ("b", "chu"), ("b", "univ"), ("c", "chu"))
    found = find(facts, *pairs, ("c", "third"))
    assert found["brokerage/region"].status is Status.COVERED


def test_one_body_of_elsewhere_may_be_the_broker_too(facts: Facts) -> None:
    gap = find(facts, ("a", "univ"), ("a", "other"), ("b", "chu"), ("b", "other"))[
        "brokerage/region"
    ]
    assert gap.status is Status.CANDIDATE
    assert "in the graph: other (2 ties)" in gap.sentence.en


def test_national_bodies_are_no_way_outward(facts: Facts) -> None:
    found = find(facts, ("a", "univ"), ("a", "inst"), ("b", "univ"), ("b", "chu"))
    assert found["brokerage/region"].status is Status.EXEMPT


def test_a_label_ties_regions_while_it_stands(facts: Facts) -> None:
    landscape = supervised(two_regions(facts), ("b", "univ"), ("b", "chu"))
    label = Instrument(
        iri="award",
        kind="award",
        concept="fhu",
        holder="fhu",
        period=Period(start=DateRange.year(2015), end=DateRange.year(2020)),
    )
    landscape = replace(
        landscape, instruments=(label,), memberships={"fhu": frozenset({"chu", "other"})}
    )
    then = by_id(find_brokerage_gaps(landscape, as_of=datetime.date(2018, 1, 1)))
    assert then["brokerage/region"].status is Status.CANDIDATE
    now = by_id(find_brokerage_gaps(landscape, as_of=AS_OF))
    assert now["brokerage/region"].status is Status.EXEMPT


def test_a_single_partner_is_not_asked(facts: Facts) -> None:
    assert find(facts, ("a", "univ"), ("a", "other")) == {}


def test_a_region_that_shares_with_nobody_is_exempt(facts: Facts) -> None:
    assert find(facts, ("b", "univ"), ("b", "chu"))["brokerage/region"].status is Status.EXEMPT


def test_the_roles_of_the_broker_stand_beside_what_chance_gives(facts: Facts) -> None:
    """The university stands between the hospital here and the university there, in both orders."""
    pairs = (("a", "univ"), ("a", "other"), ("b", "univ"), ("b", "chu"))
    figures = find(facts, *pairs)["brokerage/region"].figures
    assert {figure.subject for figure in figures} == {"univ"}
    assert {figure.name: figure.value for figure in figures} == {
        "role-coordinator": 0,
        "role-itinerant": 0,
        "role-gatekeeper": 1,
        "role-representative": 1,
        "role-liaison": 0,
    }
    # Two of three bodies are of one region: each order of three has one of the three mixed roles.
    assert [figure.expected for figure in figures] == pytest.approx(
        [0, 2 / 3, 2 / 3, 2 / 3, 0], 1e-3
    )


def test_where_several_lead_outward_no_roles_are_told(facts: Facts) -> None:
    pairs = (
        ("a", "univ"),
        ("a", "other"),
        ("b", "chu"),
        ("b", "third"),
        ("c", "chu"),
        ("c", "univ"),
    )
    assert find(facts, *pairs)["brokerage/region"].figures == ()
