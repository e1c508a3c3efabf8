"""Figures that cannot be and former names that overlap are refused at their row."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError, Fault
from coopgraph.messages import translated
from coopgraph.resources import example_dir

Row = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    return shutil.copytree(example_dir(), tmp_path / "tables")


def _add(folder: Path, table: str, *changes: Row) -> list[int]:
    """Append copies of the first row with other cells; return their lines."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [len(rows) + 2 + number for number in range(len(changes))]
    rows += [{**rows[0], **change} for change in changes]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return lines


def _only(folder: Path, table: str, line: int, column: str) -> Fault:
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column) == (str(folder / f"{table}.csv"), line, column)
    assert fault.hint
    assert translated(fault.cause, "fr") != str(fault.cause)
    return fault


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
    (line,) = _add(folder, "claims", _claim(predicate, value, unit))
    assert _only(folder, "claims", line, "value").cause == cause


def test_possible_claims(folder: Path) -> None:
    _add(
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
    (line,) = _add(folder, "claims", printed)
    _only(folder, "claims", line, "value")
    keep = {"predicate": "share", "about_year": "2031", "decision": "left-open"}
    _add(folder, "resolution", keep | {"subject": "institut-exemple"})
    read_tables([folder])


def test_a_claim_has_no_bounds(folder: Path) -> None:
    (line,) = _add(folder, "claims", _claim("projectCount", "3", "count", "between"))
    assert "both bounds" in _only(folder, "claims", line, "approximation").cause


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
    ],
)
def test_an_impossible_value_of_an_indicator(folder: Path, cells: Row, column: str) -> None:
    (line,) = _add(folder, "indicator_values", {"for_year": "2031"} | cells)
    _only(folder, "indicator_values", line, column)


def test_a_growth_above_a_hundred_per_cent_is_a_value(folder: Path) -> None:
    _add(folder, "indicator_values", {"for_year": "2031", "value": "150", "unit": "percent"})
    read_tables([folder])


@pytest.mark.parametrize("column", ["announced", "listed"])
def test_a_list_counts_from_zero(folder: Path, column: str) -> None:
    cells = {"id": "liste-autre", "form": "", "completeness": "unknown", "listed": "0"}
    (line,) = _add(folder, "lists", cells | {column: "-1"})
    _only(folder, "lists", line, column)


@pytest.mark.parametrize(
    ("table", "column"), [("agreements", "duration_years"), ("label_awards", "wave")]
)
def test_durations_and_waves_begin_at_one(folder: Path, table: str, column: str) -> None:
    own = {"id": "accord-autre"} if table == "agreements" else {"start_year": "2031"}
    cells = own | {"end_year": "", column: "0"}
    (line,) = _add(folder, table, cells)
    assert "1 at least" in _only(folder, table, line, column).cause


@pytest.mark.parametrize("column", ["start_year", "end_year"])
def test_only_former_names_are_dated(folder: Path, column: str) -> None:
    name = {"entity": "institut-exemple", "alias": "IE", "kind": "acronym", column: "2010"}
    (line,) = _add(folder, "aliases", name)
    assert "acronym" in _only(folder, "aliases", line, column).cause


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
    first, second = _add(folder, "aliases", _former("Avant", *one), _former("Ensuite", *other))
    fault = _only(folder, "aliases", second, column)
    assert fault.cause == (f"borne at the same time as 'Avant' ({folder / 'aliases.csv'}:{first})")


def test_former_names_that_may_have_followed_each_other(folder: Path) -> None:
    _add(
        folder,
        "aliases",
        _former("Avant", "2000", "2009"),
        _former("Ensuite", "2010", "2012"),
        _former("Later", "2010", "2012", "en"),
        _former("Enfin", "", "2014"),
        _former("Sans date", "", ""),
    )
    read_tables([folder])
