"""G5 on rows written by hand: near one another beside the focus, and nothing shared."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.facts import Facts, Part
from coopgraph.analysis.gaps.holes import find_holes
from coopgraph.analysis.gaps.records import Bilingual, Gap, Status
from tests.gaps.rows import AS_OF, agreement, by_id, having
from tests.gaps.test_dependence import supervised

PAIRS = (("a", "univ"), ("b", "univ"), ("c", "chu"), ("d", "chu"))
HOLE = "hole/chu--univ"


def find(facts: Facts) -> dict[str, Gap]:
    return by_id(find_holes(facts, as_of=AS_OF))


def test_two_bodies_in_one_city_that_share_nothing(facts: Facts) -> None:
    gap = find(supervised(facts, *PAIRS))[HOLE]
    assert gap.status is Status.CANDIDATE
    assert "with focus, 2 and 2 structures (city)" in gap.sentence.en
    assert {item.subject for item in gap.evidence} == {"a-univ", "b-univ", "c-chu", "d-chu"}
    assert gap.score == pytest.approx(math.log1p(2), abs=1e-4)


def test_a_unit_of_both_closes_it(facts: Facts) -> None:
    both = supervised(facts, *PAIRS, ("e", "univ"), ("e", "chu"))
    both = replace(both, memberships={"e": frozenset({"univ", "chu", "focus"})})
    assert find(both)[HOLE].status is Status.COVERED


@pytest.mark.parametrize("tie", ["agreement", "part", "parent"])
def test_a_tie_of_any_nature_closes_it(facts: Facts, tie: str) -> None:
    landscape = supervised(facts, *PAIRS)
    if tie == "agreement":
        landscape = having(landscape, agreement("x", "univ", "chu", start=2001), x="Charter")
    elif tie == "part":
        landscape = replace(landscape, memberships={"p": frozenset({"univ", "chu"})})
    else:
        landscape = replace(landscape, parents={"chu": frozenset({"univ"})})
    assert find(landscape)[HOLE].status is Status.COVERED


def test_one_unit_each_is_not_near(facts: Facts) -> None:
    assert find(supervised(facts, ("a", "univ"), ("c", "chu"))) == {}


def test_national_bodies_make_no_pairs(facts: Facts) -> None:
    landscape = supervised(facts, ("a", "univ"), ("b", "univ"), ("c", "focus2"), ("d", "focus2"))
    landscape = replace(
        landscape, classes={**landscape.classes, "focus2": frozenset({"ResearchOrganisation"})}
    )
    assert find(landscape) == {}


def test_a_theme_in_one_region_is_near_too(facts: Facts) -> None:
    landscape = replace(
        supervised(facts),
        seats={**facts.seats, "chu": frozenset({"city"})},
        parts=tuple(
            Part(iri=f"{body}-{n}", collective=f"{body}{n}", member=body, role="member")
            for body in ("univ", "chu")
            for n in (1, 2)
        ),
        memberships={f"{body}{n}": frozenset({body}) for body in ("univ", "chu") for n in (1, 2)},
        themes={f"{body}{n}": frozenset({"cancer"}) for body in ("univ", "chu") for n in (1, 2)},
    )
    gap = find(landscape)[HOLE]
    assert gap.status is Status.CANDIDATE
    assert "2 and 2 collaborations on “cancer” (region)" in gap.sentence.en


def test_names_that_are_alike_are_to_be_checked_first(facts: Facts) -> None:
    names = {"univ": Bilingual("Pasteur", "Pasteur"), "chu": Bilingual("Pasteur de Lille", "x")}
    gap = find(replace(supervised(facts, *PAIRS), names=names))[HOLE]
    assert "check first" in gap.near_misses[0].reason.en
