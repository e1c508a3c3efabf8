"""G1 on rows written by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.coverage import measure_coverage
from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts, Instrument, Priority, Source
from coopgraph.analysis.gaps.priority import find_priority_gaps
from coopgraph.analysis.gaps.records import Certainty, Gap, Status, Tier
from tests.gaps.rows import AS_OF, agreement, by_id, complete, having, speaking

PLACE, CELL = "priority-place/s/japan", "priority-theme/s/japan/cancer"


def find(facts: Facts, as_of: datetime.date = AS_OF) -> dict[str, Gap]:
    return by_id(find_priority_gaps(facts, as_of=as_of))


def japanese(*themes: str, **rest: int) -> Instrument:
    return agreement("a", places=frozenset({"japan"}), themes=frozenset(themes), **rest)


def cover(facts: Facts, instrument: Instrument) -> Facts:
    return having(facts, instrument, a="InternationalCooperationAgreement")


def test_nothing_found_is_a_candidate(facts: Facts) -> None:
    gaps = find(speaking(facts))
    assert {gap.status for gap in gaps.values()} == {Status.CANDIDATE}
    assert set(gaps) == {PLACE, CELL}
    assert gaps[CELL].tier is Tier.STRATEGY


@pytest.mark.parametrize(
    ("themes", "place", "cell"),
    [
        (("cancer",), Status.COVERED, Status.COVERED),
        (("cancer-du-sein",), Status.COVERED, Status.COVERED),
        (("genetics",), Status.COVERED, Status.CANDIDATE),
        ((), Status.COVERED, Status.UNDECIDABLE),
    ],
)
def test_themes(facts: Facts, themes: tuple[str, ...], place: Status, cell: Status) -> None:
    gaps = find(cover(facts, japanese(*themes, start=2022, end=2026)))
    assert (gaps[PLACE].status, gaps[CELL].status) == (place, cell)


def test_a_kindred_theme_covers_half(facts: Facts) -> None:
    exact = find(cover(facts, japanese("cancer", start=2022, end=2026)))[CELL]
    kin = find(cover(facts, japanese("cancer-du-sein", start=2022, end=2026)))[CELL]
    assert exact.score_terms[0].value == pytest.approx(0.4)
    assert kin.score_terms[0].value == pytest.approx(0.7)


def test_another_theme_is_a_near_miss(facts: Facts) -> None:
    gap = find(cover(facts, japanese("genetics", start=2022, end=2026)))[CELL]
    assert [near.subject for near in gap.near_misses] == ["a"]
    assert "genetics" in gap.near_misses[0].reason.en


def test_missing_theme_is_named(facts: Facts) -> None:
    gap = find(cover(facts, japanese(start=2022, end=2026)))[CELL]
    assert [(m.subject, m.field) for m in gap.missing] == [("a", "theme")]


def test_lapsed(facts: Facts) -> None:
    gaps = find(cover(facts, japanese("cancer", start=2012, end=2016)))
    assert {gap.status for gap in gaps.values()} == {Status.LAPSED}


def test_a_group_of_countries_is_covered_by_one_of_them_but_not_the_reverse(facts: Facts) -> None:
    group = replace(facts, priorities=(Priority(iri="g", strategy="s", place="asia"),))
    assert find(cover(group, japanese(start=2022)))["priority-place/s/asia"].status is (
        Status.COVERED
    )
    asian = agreement("a", places=frozenset({"asia"}), themes=frozenset({"cancer"}), start=2022)
    gap = find(cover(facts, asian))[PLACE]
    assert gap.status is Status.CANDIDATE
    assert "asia" in gap.near_misses[0].reason.en


def test_seats_of_foreign_parties_stand_in_for_a_place(facts: Facts) -> None:
    seated = replace(facts, seats={**facts.seats, "tokyo": frozenset({"japan"})})
    signed = agreement("a", "tokyo", themes=frozenset({"cancer"}), start=2022)
    assert find(cover(seated, signed))[CELL].status is Status.COVERED


def test_an_agreement_of_others_covers_nothing(facts: Facts) -> None:
    other = replace(japanese("cancer", start=2022), parties=frozenset({"univ", "tokyo"}))
    assert find(cover(speaking(facts), other))[CELL].status is Status.CANDIDATE


@pytest.mark.parametrize(("end", "status"), [(2023, Status.EXEMPT), (2024, Status.CANDIDATE)])
def test_a_priority_ends_with_its_strategy(facts: Facts, end: int, status: Status) -> None:
    past = replace(
        facts, priorities=tuple(replace(p, end=DateRange.year(end)) for p in facts.priorities)
    )
    assert find(speaking(past))[CELL].status is status


def test_confirmed_needs_all_kinds_of_instruments_listed(facts: Facts) -> None:
    kinds = ("Agreement", "Collaboration", "InternationalJointUnit")
    lists = tuple(complete(f"l-{kind}", kind, scope="japan") for kind in kinds)
    assert find(replace(facts, lists=lists))[CELL].status is Status.CONFIRMED
    assert find(replace(facts, lists=lists[:2]))[CELL].status is Status.CANDIDATE


def test_coverage_counts_cells_and_leaves_out_the_undecidable(facts: Facts) -> None:
    free = Priority(iri="p2", strategy="s", place="asia")
    two = replace(speaking(facts), priorities=(*facts.priorities, free))
    coverage = measure_coverage(find_priority_gaps(two, as_of=AS_OF))[0]
    assert (coverage.covered, coverage.decidable, coverage.undecidable) == (0, 2, 0)
    unthemed = cover(two, japanese(start=2022, end=2026))
    coverage = measure_coverage(find_priority_gaps(unthemed, as_of=AS_OF))[0]
    assert (coverage.covered, coverage.decidable, coverage.undecidable) == (1, 1, 1)


def test_an_international_instrument_of_unknown_place_is_named(facts: Facts) -> None:
    """It may be the very thing: no list confirms its absence, and what is left is possible."""
    lists = (complete("l1", "Agreement"), complete("l2", "Collaboration"))
    lists += (complete("l3", "InternationalJointUnit"),)
    placeless = agreement("a", themes=frozenset({"cancer"}), start=2022, end=2026)
    gaps = find(replace(cover(facts, placeless), lists=lists))
    for gap in (gaps[PLACE], gaps[CELL]):
        assert (gap.status, gap.dates.certainty) == (Status.CANDIDATE, Certainty.POSSIBLE)
        assert gap.near_misses[0].subject == "a"
        assert "a (in force, place not known)" in gap.sentence.en
    other = find(cover(facts, replace(placeless, themes=frozenset({"genetics"}))))
    assert [near.subject for near in other[PLACE].near_misses] == ["a"]
    assert other[CELL].near_misses == ()
    placed = find(cover(facts, replace(placeless, places=frozenset({"home"}))))
    assert placed[PLACE].near_misses == ()


def test_where_the_sources_hold_no_instrument_abroad_none_is_missing(facts: Facts) -> None:
    for gap in find(facts).values():
        assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
        assert {m.field for m in gap.missing} == {"list"}
        assert "not found" not in gap.sentence.en


def test_an_undated_strategy_is_not_carried_back_before_its_source(facts: Facts) -> None:
    pictured = Source(iri="s", title="The plan", attested=DateRange.year(2016))
    known = replace(speaking(facts), sources={"s": pictured})
    for day, status in (("2015-12-31", Status.EXEMPT), ("2016-01-01", Status.CANDIDATE)):
        gap = find(known, datetime.date.fromisoformat(day))[CELL]
        assert gap.status is status
    dated = tuple(replace(p, start=DateRange.year(2010)) for p in known.priorities)
    gap = find(replace(known, priorities=dated), datetime.date(2015, 12, 31))[CELL]
    assert gap.status is Status.CANDIDATE
