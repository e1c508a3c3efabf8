"""G9 on rows written by hand: who leads, who follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.facts import Facts, Part
from coopgraph.analysis.gaps.reciprocity import balance_interval, find_reciprocity_gaps
from coopgraph.analysis.gaps.records import Gap, Status
from tests.gaps.rows import AS_OF, by_id


def project(number: int, leader: str, *others: str) -> list[Part]:
    return [
        Part(
            iri=f"p{number}-{member}",
            collective=f"p{number}",
            member=member,
            role="coordinator" if member == leader else "participant",
        )
        for member in (leader, *others)
    ]


def find(facts: Facts, *projects: list[Part]) -> dict[str, Gap]:
    parts = tuple(part for rows in projects for part in rows)
    return by_id(find_reciprocity_gaps(replace(facts, parts=parts), as_of=AS_OF))


def test_the_interval() -> None:
    """Of 9 and 1: the Beta(9.5, 1.5) quantiles, mapped from the share to the balance."""
    low, high = balance_interval(9, 1)
    assert (low, high) == pytest.approx((0.2382, 0.9774), abs=1e-3)
    assert balance_interval(0, 4)[0] == -1.0
    assert balance_interval(4, 0)[1] == 1.0
    mirrored = balance_interval(1, 9)
    assert mirrored == pytest.approx((-high, -low))


def test_a_one_sided_partner_is_a_candidate(facts: Facts) -> None:
    gap = find(facts, *(project(n, "univ", "focus") for n in range(8)))["reciprocity/univ"]
    assert gap.status is Status.CANDIDATE
    assert "8 times in its projects, 0 times the reverse" in gap.sentence.en
    assert len(gap.evidence) == 8


def test_a_balance_is_covered(facts: Facts) -> None:
    rows = [project(n, *(("univ", "focus") if n % 2 else ("focus", "univ"))) for n in range(8)]
    assert find(facts, *rows)["reciprocity/univ"].status is Status.COVERED


def test_few_projects_say_nothing(facts: Facts) -> None:
    found = find(facts, *(project(n, "univ", "focus") for n in range(4)))
    assert [gap.status for gap in found.values()] == [Status.UNDECIDABLE]
    assert "at most 4" in found["reciprocity/focus"].sentence.en


def test_two_leaders_are_no_direction(facts: Facts) -> None:
    rows = [[replace(part, role="lead") for part in project(n, "univ", "focus")] for n in range(6)]
    assert list(find(facts, *rows)) == ["reciprocity/focus"]
