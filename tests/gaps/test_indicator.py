"""G10 on rows written by hand: targets and what was observed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coopgraph.analysis.gaps.facts import Facts, IndicatorValue
from coopgraph.analysis.gaps.indicator import find_indicator_gaps
from coopgraph.analysis.gaps.records import Gap, Status, Tier
from tests.gaps.rows import AS_OF


def figure(role: str, year: int, value: float | None = None, **rest: Any) -> IndicatorValue:
    return IndicatorValue(
        iri=f"{role}{year}",
        component="c",
        plan="plan",
        role=role,
        year=year,
        value=value,
        **{"unit": "count", **rest},
    )


def find(facts: Facts, *figures: IndicatorValue) -> Gap:
    (gap,) = find_indicator_gaps(replace(facts, indicators=figures), as_of=AS_OF)
    return gap


def test_without_an_observation_nothing_is_judged(facts: Facts) -> None:
    gap = find(facts, figure("reference", 2014, 10), figure("target", 2020, 20))
    assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
    assert [item.field for item in gap.missing] == ["observed-value"]
    assert "no observed figure in the graph" in gap.sentence.en


@pytest.mark.parametrize(
    ("approximation", "reference", "target", "latest", "status"),
    [
        ("exact", 10, 20, 20, Status.COVERED),
        ("exact", 10, 20, 19, Status.CONFIRMED),
        ("at-least", 10, 20, 25, Status.COVERED),
        ("more-than", 10, 20, 20, Status.CONFIRMED),
        ("less-than", 30, 20, 20, Status.CONFIRMED),
        ("at-most", 30, 20, 20, Status.COVERED),
        ("exact", 58, 55, 54, Status.COVERED),  # a target below the reference: less is better
        ("exact", 58, 55, 56, Status.CONFIRMED),
    ],
)
def test_the_target_year_decides(
    facts: Facts,
    approximation: str,
    reference: float,
    target: float,
    latest: float,
    status: Status,
) -> None:
    gap = find(
        facts,
        figure("reference", 2014, reference),
        figure("target", 2020, target, approximation=approximation),
        figure("actual", 2020, latest),
    )
    assert gap.status is status


def test_an_earlier_figure_that_falls_short_is_a_candidate(facts: Facts) -> None:
    gap = find(
        facts,
        figure("reference", 2014, 10),
        figure("target", 2020, 20),
        figure("actual", 2017, 15),
    )
    assert (gap.status, gap.score) == (Status.CANDIDATE, 0.5)


def test_what_was_reached_in_the_target_year_stays_reached(facts: Facts) -> None:
    gap = find(
        facts,
        figure("target", 2020, 20, approximation="more-than"),
        figure("actual", 2020, 21),
        figure("actual", 2023, 15),
    )
    assert gap.status is Status.COVERED
    assert "target 2020: > 20, reached: 21 (2020)" in gap.finding.en


def test_before_the_target_year_is_over_nothing_is_missed(facts: Facts) -> None:
    gap = find(facts, figure("target", 2026, 20), figure("actual", 2023, 15))
    assert gap.status is Status.EXEMPT
    assert "not reached yet" in gap.finding.en


def test_another_unit_is_not_compared(facts: Facts) -> None:
    gap = find(
        facts,
        figure("target", 2020, 20),
        figure("actual", 2020, 15, unit="percent"),
    )
    assert gap.status is Status.UNDECIDABLE


def test_a_multiple_of_the_reference_is_worked_out(facts: Facts) -> None:
    gap = find(
        facts, figure("reference", 2014, 8592), figure("target", 2020, factor=2.0, unit="count")
    )
    assert "target 2020: 17,184" in gap.finding.en
    assert "17\N{NO-BREAK SPACE}184" in gap.finding.fr


def test_a_target_without_a_figure(facts: Facts) -> None:
    gap = find(
        facts, figure("reference", 2014, 3, unit="percent"), figure("target", 2020, factor=2)
    )
    assert gap.status is Status.UNDECIDABLE
    assert [item.field for item in gap.missing] == ["comparable-target"]


def test_figures_after_the_day_do_not_count(facts: Facts) -> None:
    gap = find(facts, figure("target", 2024, 20), figure("actual", 2025, 25))
    assert gap.status is Status.UNDECIDABLE


def test_a_plan_that_has_not_begun_misses_nothing(facts: Facts) -> None:
    later = AS_OF.year + 1
    gap = find(facts, figure("reference", later, 10), figure("target", later + 5, 20))
    assert gap.status is Status.EXEMPT
    assert "not yet begun" in gap.sentence.en
    begun = find(facts, figure("reference", AS_OF.year, 10), figure("target", later, 20))
    assert begun.status is Status.UNDECIDABLE
