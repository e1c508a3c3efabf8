"""Figures that cannot be and former names that overlap are refused at their row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.resources import example_dir
from tests.curation.edits import Row, add, only


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    return shutil.copytree(example_dir(), tmp_path / "tables")


def _claim(predicate: str, value: str, unit: str, approximation: str = "") -> Row:
    return {
        "subject": "institut-exemple",
        "predicate": predicate,
        "value": value,
        "datatype": "decimal",
        "about_year": "2031",
        "unit": unit,
        "approximation": approximation,
    }


@pytest.mark.parametrize(
    ("predicate", "value", "unit", "cause"),
    [
        ("projectCount", "-3", "count", "-3 is impossible: 0 at least"),
        ("amountMillionEuro", "-0.5", "million-euro", "-0.5 is impossible: 0 at least"),
        ("share", "-1", "percent", "-1 is impossible: 0 at least"),
        ("share", "100.5", "percent", "100.5 % is more than the whole"),
        ("changePercent", "-101", "percent", "-101 is impossible: -100 at least"),
        ("rank", "0", "rank", "0 is impossible: 1 at least"),
        ("standardDurationYears", "-1", "year", "-1 is impossible: 0 at least"),
    ],
)
def test_an_impossible_claim(
    folder: Path, predicate: str, value: str, unit: str, cause: str
) -> None:
    (line,) = add(folder, "claims", _claim(predicate, value, unit))
    assert only(folder, "claims", line, "value").cause == cause


def test_possible_claims(folder: Path) -> None:
    add(
        folder,
        "claims",
        _claim("changePercent", "150", "percent"),
        _claim("changePercent", "-40", "percent") | {"about_year": "2032"},
        _claim("share", "100", "percent"),
        _claim("projectCount", "0", "count"),
    )
    read_tables([folder])


def test_a_share_above_the_whole_is_kept_where_a_decision_says_so(folder: Path) -> None:
    printed = _claim("share", "120", "percent")
    (line,) = add(folder, "claims", printed)
    only(folder, "claims", line, "value")
    keep = {"predicate": "share", "about_year": "2031", "decision": "left-open"}
    add(folder, "resolution", keep | {"subject": "institut-exemple"})
    read_tables([folder])


def test_a_claim_has_no_bounds(folder: Path) -> None:
    (line,) = add(folder, "claims", _claim("projectCount", "3", "count", "between"))
    assert "both bounds" in only(folder, "claims", line, "approximation").cause


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"value": "-1"}, "value"),
        ({"stated_factor": "0"}, "stated_factor"),
        ({"stated_factor": "-2"}, "stated_factor"),
        ({"value": "", "approximation": "between", "lower": "2"}, "upper"),
        ({"value": "", "approximation": "between", "upper": "2"}, "lower"),
        ({"value": "", "approximation": "between"}, "lower"),
        ({"value": "", "approximation": "between", "lower": "3", "upper": "2"}, "upper"),
        ({"value": "", "approximation": "between", "lower": "-3", "upper": "2"}, "lower"),
        ({"numerator": "-1", "denominator": "4"}, "numerator"),
        ({"numerator": "5", "denominator": "4"}, "numerator"),
        ({"numerator": "0", "denominator": "0"}, "denominator"),
        ({"value": "125", "numerator": "3", "denominator": "4"}, "value"),
        ({"value": "100.5"}, "value"),
        ({"value": "", "approximation": "between", "lower": "90", "upper": "110"}, "upper"),
        ({"numerator": "3", "denominator": ""}, "denominator"),
        ({"numerator": "", "denominator": "4"}, "numerator"),
        ({"value": "3", "lower": "4", "upper": "6"}, "value"),
        ({"value": "7", "upper": "6"}, "value"),
        ({"value": "5", "lower": "4", "upper": "6"}, "value"),
        ({"value": "", "lower": "4"}, "upper"),
        ({"since_year": "2032"}, "for_year"),
        ({"unit": ""}, "unit"),
        ({"value": ""}, "value"),
    ],
)
def test_an_impossible_value_of_an_indicator(folder: Path, cells: Row, column: str) -> None:
    (line,) = add(folder, "indicator_values", {"for_year": "2031"} | cells)
    only(folder, "indicator_values", line, column)


@pytest.mark.parametrize(
    ("value", "low", "high", "cause"),
    [
        ("3", "4", "6", "the value 3 lies outside its bounds 4 – 6"),
        ("7", "", "6", "the value 7 lies outside its bounds … – 6"),
        ("5", "4", "6", "the value 5 stands beside its bounds 4 – 6"),
    ],
)
def test_a_value_beside_its_range_is_said_with_the_figures(
    folder: Path, value: str, low: str, high: str, cause: str
) -> None:
    cells = {"for_year": "2031", "value": value, "lower": low, "upper": high}
    (line,) = add(folder, "indicator_values", cells)
    assert only(folder, "indicator_values", line, "value").cause == cause


def test_possible_values_of_an_indicator(folder: Path) -> None:
    growth = {"value": "", "stated_factor": "2.5", "stated_text": "+ 150 %", "language": "fr"}
    years = iter(range(2031, 2040))
    cells: list[Row] = [
        growth,
        {"value": "150", "unit": "count"},
        {"value": "100"},
        {"value": "", "lower": "90", "upper": "100"},
        {"value": "75", "numerator": "3", "denominator": "4", "since_year": "2030"},
    ]
    add(folder, "indicator_values", *({"for_year": str(next(years))} | row for row in cells))
    read_tables([folder])


def test_an_indicator_above_the_whole_is_kept_where_a_decision_says_so(folder: Path) -> None:
    printed = {"component": "cof-indicateur-1-1-a", "for_year": "2031", "value": "120"}
    (line,) = add(folder, "indicator_values", printed)
    only(folder, "indicator_values", line, "value")
    keep = {"predicate": "numericValue", "about_year": "2031", "decision": "left-open"}
    add(folder, "resolution", keep | {"subject": "cof-indicateur-1-1-a"})
    read_tables([folder])


@pytest.mark.parametrize("column", ["announced", "listed"])
def test_a_list_counts_from_zero(folder: Path, column: str) -> None:
    cells = {"id": "liste-autre", "form": "", "completeness": "unknown", "listed": "0"}
    (line,) = add(folder, "lists", cells | {column: "-1"})
    only(folder, "lists", line, column)


@pytest.mark.parametrize(
    ("table", "column"), [("agreements", "duration_years"), ("label_awards", "wave")]
)
def test_durations_and_waves_begin_at_one(folder: Path, table: str, column: str) -> None:
    own = {"id": "accord-autre"} if table == "agreements" else {"start_year": "2031"}
    cells = own | {"end_year": "", column: "0"}
    (line,) = add(folder, table, cells)
    assert "1 at least" in only(folder, table, line, column).cause


@pytest.mark.parametrize("column", ["start_year", "end_year"])
def test_only_former_names_are_dated(folder: Path, column: str) -> None:
    name = {"entity": "institut-exemple", "alias": "IE", "kind": "acronym", column: "2010"}
    (line,) = add(folder, "aliases", name)
    assert "acronym" in only(folder, "aliases", line, column).cause


def _former(alias: str, start: str, end: str, language: str = "fr") -> Row:
    return {
        "entity": "institut-exemple",
        "alias": alias,
        "language": language,
        "kind": "former-name",
        "start_year": start,
        "end_year": end,
    }


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        (("2000", "2010"), ("2005", "2012"), "start_year"),
        (("2000", "2010"), ("2010", ""), "start_year"),
        (("2000", "2010"), ("", "2004"), "end_year"),
        (("", "2010"), ("", "2010"), "end_year"),
    ],
)
def test_former_names_do_not_overlap(
    folder: Path, one: tuple[str, str], other: tuple[str, str], column: str
) -> None:
    first, second = add(folder, "aliases", _former("Avant", *one), _former("Ensuite", *other))
    fault = only(folder, "aliases", second, column)
    assert fault.cause == (f"borne at the same time as 'Avant' ({folder / 'aliases.csv'}:{first})")


def test_former_names_that_may_have_followed_each_other(folder: Path) -> None:
    add(
        folder,
        "aliases",
        _former("Avant", "2000", "2009"),
        _former("Ensuite", "2010", "2012"),
        _former("Later", "2010", "2012", "en"),
        _former("Enfin", "", "2014"),
        _former("Sans date", "", ""),
    )
    read_tables([folder])
