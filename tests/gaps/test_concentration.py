"""G11 on rows written by hand: how the instruments abroad are spread."""

from __future__ import annotations

from dataclasses import replace

from coopgraph.analysis.gaps.concentration import find_concentration_gaps
from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts, Instrument, Place, Priority
from coopgraph.analysis.gaps.records import Gap, Status
from tests.gaps.rows import AS_OF, by_id, classes
from tests.gaps.test_ladder import abroad, lab


def find(facts: Facts, *cities: str, **rest: object) -> dict[str, Gap]:
    labs: list[Instrument] = [
        lab(f"l{n}", 2022, 2026, city=city, partners=(), themes=frozenset({f"t{n % 5}"}))
        for n, city in enumerate(cities)
    ]
    landscape = abroad(facts, *labs)
    landscape = replace(
        landscape,
        places={
            **landscape.places,
            "boston": Place(iri="boston", within=frozenset({"usa"})),
            "usa": Place(iri="usa"),
        },
        classes={**landscape.classes, **classes(boston="City", usa="Country")},
        **rest,
    )
    return by_id(find_concentration_gaps(landscape, as_of=AS_OF))


def test_all_in_one_country_is_a_candidate(facts: Facts) -> None:
    gap = find(facts, *["tokyo"] * 5)["concentration-country/focus"]
    assert (gap.status, gap.score) == (Status.CANDIDATE, 1.0)
    assert "1 country, effective number 1.0" in gap.finding.en
    assert "5 of 5 instruments in force, 5 of them for certain" in gap.finding.en
    assert gap.searched[0].matches == 5


def test_two_equal_countries_are_spread(facts: Facts) -> None:
    gap = find(facts, *["tokyo", "boston"] * 3)["concentration-country/focus"]
    assert (gap.status, gap.score) == (Status.COVERED, 0.5)
    assert "nombre effectif 2,0" in gap.finding.fr


def test_few_instruments_say_nothing(facts: Facts) -> None:
    found = find(facts, "tokyo", "boston")
    assert {gap.status for gap in found.values()} == {Status.UNDECIDABLE}


def test_themes_and_kinds_are_counted_apart(facts: Facts) -> None:
    found = find(facts, *["tokyo"] * 5)
    assert found["concentration-theme/focus"].status is Status.COVERED
    assert found["concentration-kind/focus"].status is Status.CANDIDATE


def test_drift_from_the_strategy(facts: Facts) -> None:
    away = find(facts, "tokyo", *["boston"] * 4)["concentration-drift/s"]
    assert (away.status, away.score) == (Status.CANDIDATE, 0.8)
    assert "4 instruments in force of 5 (80%)" in away.finding.en
    home = find(facts, "boston", *["tokyo"] * 4)["concentration-drift/s"]
    assert (home.status, home.score) == (Status.COVERED, 0.2)


def test_an_ended_strategy_asks_nothing(facts: Facts) -> None:
    past = Priority(iri="p", strategy="s", place="japan", end=DateRange.year(2020))
    found = find(facts, *["boston"] * 5, priorities=(past,))
    assert found["concentration-drift/s"].status is Status.EXEMPT
