"""Intervals: what is certain, what is possible, what is not known."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.dates import (
    DateRange,
    Period,
    State,
    add_months,
    add_years,
    parse_attested,
)
from coopgraph.analysis.gaps.records import Certainty

Y = DateRange.year
DAY = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-12-31", 0, "2024-12-31"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-03-31", -13, "2023-02-28"),
    ],
)
def test_add_months(day: str, months: int, expected: str) -> None:
    assert add_months(DAY(day), months) == DAY(expected)


def test_months_beyond_the_calendar_stop_at_its_ends() -> None:
    assert add_months(DAY("9999-06-01"), 120) == datetime.date.max
    assert add_years(DAY("0003-06-01"), -10) == datetime.date.min


def test_range_refuses_to_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        DateRange(DAY("2024-01-02"), DAY("2024-01-01"))


def test_term_from_a_year_counts_that_year_whole() -> None:
    assert Y(2021).after_years(5) == DateRange.day(DAY("2025-12-31"))


def test_term_from_a_day_ends_on_the_eve() -> None:
    assert DateRange.day(DAY("2022-04-12")).after_years(4) == DateRange.day(DAY("2026-04-11"))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("2024",), "2024"),
        (("2016-2020",), "2020"),
        (("2016–2020",), "2020"),
        (("2022-02-11",), "2022-02-11"),
        (("2016 or later",), "2016"),
        ((None, "2023-12"), "2023-12-01/2023-12-31"),
        (("no date", ""), "None"),
        (("2023-13",), "2023"),
    ],
)
def test_time_that_a_source_pictures(texts: tuple[str | None, ...], expected: str) -> None:
    assert str(parse_attested(*texts)) == expected


@pytest.mark.parametrize(
    ("period", "day", "state", "certainty"),
    [
        (Period(start=Y(2020), end=Y(2022)), "2023-01-01", State.ENDED, Certainty.CERTAIN),
        (Period(start=Y(2020), end=Y(2022)), "2022-06-01", State.IN_FORCE, Certainty.POSSIBLE),
        (Period(start=Y(2020), end=Y(2022)), "2021-06-01", State.IN_FORCE, Certainty.CERTAIN),
        (Period(start=Y(2020), end=Y(2022)), "2020-06-01", State.IN_FORCE, Certainty.POSSIBLE),
        (Period(start=Y(2020), end=Y(2022)), "2019-12-31", State.FUTURE, Certainty.CERTAIN),
        (Period(start=Y(2020)), "2024-01-01", State.IN_FORCE, Certainty.POSSIBLE),
        (Period(start=Y(2010)), "2024-01-01", State.UNKNOWN, Certainty.CERTAIN),
        (Period(start=Y(2010), attested=Y(2020)), "2024-01-01", State.IN_FORCE, Certainty.POSSIBLE),
        (Period(), "2024-01-01", State.UNKNOWN, Certainty.CERTAIN),
        (Period(attested=Y(2022)), "2024-01-01", State.IN_FORCE, Certainty.POSSIBLE),
        (Period(attested=Y(2025)), "2024-01-01", State.UNKNOWN, Certainty.CERTAIN),
        (Period(attested=Y(2022), term_years=3), "2024-01-01", State.UNKNOWN, Certainty.CERTAIN),
        (
            Period(revision=Y(2024), attested=Y(2024)),
            "2024-06-01",
            State.EXPECTED,
            Certainty.POSSIBLE,
        ),
        (Period(start=Y(2018), usual_years=4), "2024-01-01", State.ENDED, Certainty.POSSIBLE),
        (Period(start=Y(2018), term_years=4), "2024-01-01", State.ENDED, Certainty.CERTAIN),
        (Period(start=Y(2018), open_ended=True), "2040-01-01", State.IN_FORCE, Certainty.CERTAIN),
        (Period(present=True), "2024-01-01", State.IN_FORCE, Certainty.POSSIBLE),
    ],
)
def test_standing(period: Period, day: str, state: State, certainty: Certainty) -> None:
    standing = period.standing(DAY(day))
    assert (standing.state, standing.certainty) == (state, certainty)


def test_usual_term_that_a_source_contradicts_is_dropped() -> None:
    seen_alive = Period(start=Y(2012), usual_years=5, attested=DateRange.day(DAY("2022-02-11")))
    assert seen_alive.last_day == (None, "unknown")
    assert seen_alive.standing(DAY("2024-01-01")).state is State.IN_FORCE


@pytest.mark.parametrize(
    ("period", "basis"),
    [
        (Period(start=Y(2020), end=Y(2022), term_years=9), "stated"),
        (Period(start=Y(2020), term_years=4, usual_years=9), "computed"),
        (Period(start=Y(2020), usual_years=4), "assumed"),
        (Period(start=Y(2020), open_ended=True, usual_years=4), "open"),
        (Period(term_years=4), "unknown"),
    ],
)
def test_basis_of_the_last_day(period: Period, basis: str) -> None:
    assert period.last_day[1] == basis


def test_an_instrument_outlived_its_term_only_if_it_was_surely_seen_later() -> None:
    usual = Period(start=Y(2012), usual_years=5)  # to 2016
    assert replace(usual, attested=Y(2017)).outlived is not None
    # Seen on some day of 2016 to 2018: perhaps before the end.
    some_day = DateRange(DAY("2016-06-30"), DAY("2018-01-01"))
    assert replace(usual, attested=some_day).outlived is None
