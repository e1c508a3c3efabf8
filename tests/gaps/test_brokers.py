"""G12 on rows written by hand: regions that reach the rest through one body."""

from __future__ import annotations

from dataclasses import replace

from coopgraph.analysis.gaps.brokers import find_brokerage_gaps
from coopgraph.analysis.gaps.facts import Facts, Place
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
            **classes(north="Region", port="City", inst="ResearchOrganisation", other="University"),
        },
        seats={
            **facts.seats,
            "chu": frozenset({"city"}),
            "inst": frozenset({"port"}),
            "other": frozenset({"port"}),
        },
    )


def find(facts: Facts, *pairs: tuple[str, str]) -> dict[str, Gap]:
    landscape = supervised(two_regions(facts), *pairs)
    return by_id(find_brokerage_gaps(landscape, as_of=AS_OF))


def test_one_body_is_the_only_way_outward(facts: Facts) -> None:
    gap = find(facts, ("a", "univ"), ("a", "inst"), ("b", "univ"), ("b", "chu"))["brokerage/region"]
    assert gap.status is Status.CANDIDATE
    assert [item.subject for item in gap.evidence] == ["a-inst"]
    assert "only way outward found in the graph: inst (1 structure)" in gap.sentence.en


def test_a_second_way_closes_it(facts: Facts) -> None:
    found = find(facts, ("a", "univ"), ("a", "inst"), ("b", "univ"), ("b", "other"))
    assert found["brokerage/region"].status is Status.COVERED
    assert found["brokerage/north"].status is Status.CANDIDATE  # the same ties, seen from there


def test_a_region_that_shares_with_nobody_is_exempt(facts: Facts) -> None:
    assert find(facts, ("b", "univ"), ("b", "chu"))["brokerage/region"].status is Status.EXEMPT
