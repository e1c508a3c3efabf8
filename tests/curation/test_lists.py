"""Lists that say one thing and show another are refused, once, at the row that is wrong."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError, Fault
from coopgraph.messages import translated
from coopgraph.resources import example_dir

Edit = Callable[..., None]
Row = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    return shutil.copytree(example_dir(), tmp_path / "tables")


def _rows(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, table: str, rows: list[Row]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _edit(folder: Path, name: str, table: str = "lists", key: str = "id", **cells: str) -> int:
    """Change cells of the first row of that name and return its line."""
    rows = _rows(folder, table)
    number = next(number for number, row in enumerate(rows) if row[key] == name)
    rows[number].update(cells)
    _write(folder, table, rows)
    return number + 2


def _faults(folder: Path) -> list[Fault]:
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    return list(caught.value.faults)


def _only(folder: Path, line: int, column: str, table: str = "lists") -> Fault:
    (fault,) = _faults(folder)
    assert (fault.file, fault.line, fault.column) == (str(folder / f"{table}.csv"), line, column)
    return fault


@pytest.mark.parametrize(
    ("approximation", "announced", "least"),
    [("", "3", 3), ("at-least", "3", 3), ("more-than", "2", 3)],
)
def test_a_complete_list_prints_what_it_announces(
    folder: Path, approximation: str, announced: str, least: int
) -> None:
    cells = {"announced": announced, "approximation": approximation}
    fault = _only(folder, _edit(folder, "liste-chu", **cells), "completeness")
    assert fault.cause == f"complete, yet 2 of {least} listed"
    assert translated(fault.cause, "fr").startswith("complète, et pourtant 2 sur 3")


@pytest.mark.parametrize("approximation", ["about", "at-most", "less-than"])
def test_a_round_number_does_not_contradict_a_complete_list(
    folder: Path, approximation: str
) -> None:
    _edit(folder, "liste-chu", announced="3", approximation=approximation)
    read_tables([folder])


def test_a_complete_list_without_a_number_has_the_members_announced(folder: Path) -> None:
    cells = {"announced": "3", "listed": "", "form": ""}
    fault = _only(folder, _edit(folder, "liste-chu", **cells), "completeness")
    assert fault.cause == "complete, yet 2 of 3 listed"


def test_a_complete_list_has_the_members_that_it_counts(folder: Path) -> None:
    cells = {"announced": "3", "listed": "3", "form": ""}
    fault = _only(folder, _edit(folder, "liste-chu", **cells), "completeness")
    assert fault.cause == "complete, yet 2 of 3 listed"
    assert "list_members.csv" in fault.hint


@pytest.mark.parametrize(("form", "listed"), [("examples", "2"), ("absent", "0")])
def test_a_list_of_which_some_are_printed_is_not_complete(
    folder: Path, form: str, listed: str
) -> None:
    line = _edit(folder, "liste-siric-page", form=form, listed=listed, completeness="complete")
    _edit(folder, "liste-siric-page", "list_members", "list", source="register-x")
    fault = _only(folder, line, "completeness")
    assert fault.cause == f"complete, yet its form is {form}"
    assert translated(fault.cause, "fr").startswith("complète, et pourtant")


@pytest.mark.parametrize("approximation", ["", "exact"])
@pytest.mark.parametrize(("listed", "form"), [("2", "printed"), ("", "")])
def test_an_incomplete_list_does_not_print_all_that_it_announces(
    folder: Path, approximation: str, listed: str, form: str
) -> None:
    cells = {"announced": "2", "approximation": approximation, "listed": listed, "form": form}
    line = _edit(folder, "liste-equipes-projets", **cells)
    fault = _only(folder, line, "completeness")
    assert fault.cause == "incomplete, yet 2 of 2 listed"
    assert fault.hint
    assert translated(fault.cause, "fr").startswith("incomplète, et pourtant 2 sur 2")


def test_an_incomplete_list_may_be_filled_by_other_sources(folder: Path) -> None:
    """What others name does not make its own source print it whole."""
    cells = {"announced": "1", "listed": "0", "form": "absent", "completeness": "incomplete"}
    _edit(folder, "liste-siric-page", **cells)
    _edit(folder, "liste-siric-page", "list_members", "list", source="register-x")
    read_tables([folder])


@pytest.mark.parametrize("approximation", ["about", "at-least", "more-than"])
def test_an_incomplete_list_may_print_a_round_number(folder: Path, approximation: str) -> None:
    cells = {"announced": "2", "approximation": approximation}
    _edit(folder, "liste-equipes-projets", **cells)
    read_tables([folder])


@pytest.mark.parametrize("approximation", ["between", "maintained"])
def test_a_list_announces_one_number(folder: Path, approximation: str) -> None:
    line = _edit(folder, "liste-siric", approximation=approximation)
    assert approximation in _only(folder, line, "approximation").cause


def test_a_list_does_not_enumerate_itself(folder: Path) -> None:
    line = _edit(folder, "liste-siric", enumerated_by="liste-siric")
    assert "itself" in _only(folder, line, "enumerated_by").cause


def test_lists_do_not_enumerate_each_other(folder: Path) -> None:
    line = _edit(folder, "liste-siric-page", enumerated_by="liste-siric")
    first, second = _faults(folder)
    assert {first.line, second.line} == {line, line - 1}
    assert f"liste-siric ({folder / 'lists.csv'}:{line - 1})" in second.cause
    assert {first.column, second.column} == {"enumerated_by"}


@pytest.mark.parametrize(
    ("name", "cells", "cause"),
    [
        ("liste-siric", {"enumerated_by": "liste-chu-page"}, "is of UniversityHospital"),
        ("liste-siric", {"enumerated_by": "liste-fhu"}, "of the same source"),
        ("liste-siric", {"scope": "cytherie"}, "is not limited to cytherie"),
    ],
)
def test_a_list_is_enumerated_by_one_of_its_kind(
    folder: Path, name: str, cells: Row, cause: str
) -> None:
    assert cause in _only(folder, _edit(folder, name, **cells), "enumerated_by").cause


def test_a_misnamed_list_is_the_cause_and_the_missing_member_its_consequence(folder: Path) -> None:
    line = _edit(folder, "liste-chu-page", "list_members", "list", list="liste-chu-pages")
    assert "unknown id" in _only(folder, line, "list", "list_members").cause


def test_the_class_of_a_list_is_the_cause_and_its_members_the_consequence(folder: Path) -> None:
    line = _edit(folder, "liste-chu", covers="University")
    assert "none of its 2 members is University" in _only(folder, line, "covers").cause


def test_priorities_are_those_within_the_scope_and_year_of_the_list(folder: Path) -> None:
    """A source that announces more priorities than the list covers is not miscounted."""
    priorities = _rows(folder, "priorities")
    source = priorities[0]["source"]
    place = "cytherie"
    inside = [row for row in priorities if (row["source"], row["place"]) == (source, place)]
    assert len(inside) < sum(row["source"] == source for row in priorities)
    lists = _rows(folder, "lists")
    row = {**lists[0], "id": "liste-priorites", "covers": "StrategicPriority"}
    row |= {"scope": place, "source": source, "listed": str(len(inside)), "about_year": ""}
    _write(folder, "lists", [*lists, row])
    read_tables([folder])
    line = _edit(folder, "liste-priorites", listed=str(len(inside) + 1))
    assert f"{len(inside)} known" in _only(folder, line, "listed").cause
    line = _edit(folder, "liste-priorites", listed=str(len(inside)), about_year="1999")
    assert all(row["start_year"] == "2020" for row in inside)
    assert _only(folder, line, "listed").cause == f"{len(inside)} name listed, 0 known"
