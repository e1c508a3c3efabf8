"""Events that change nothing, or of which each precedes the other, are refused at their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from tests.curation.edits import Row, add, faults, only, rows

OLD, NEW = "universite-d-azimut", "universite-de-port-imagine"
OTHER = "agence-du-fictif"


def _event(name: str, originals: str, resultings: str, year: str = "", **cells: str) -> Row:
    event = {"id": f"evenement-{name}", "year": year, "kind": "succession"}
    return event | {"originals": originals, "resultings": resultings} | cells


def test_the_miniature_has_the_event_that_these_tests_go_round(example_copy: Path) -> None:
    (event,) = rows(example_copy, "events")
    assert (event["originals"], event["resultings"], event["year"]) == (OLD, NEW, "2020")


def test_an_event_names_something(example_copy: Path) -> None:
    (line,) = add(example_copy, "events", _event("rien", "", ""))
    assert "names nothing" in only(example_copy, "events", line, "originals").cause


@pytest.mark.parametrize("both", [NEW, f"{NEW}; {OTHER}"])
def test_an_event_changes_something(example_copy: Path, both: str) -> None:
    (line,) = add(example_copy, "events", _event("meme", both, both, kind="merger"))
    fault = only(example_copy, "events", line, "resultings")
    assert fault.cause.endswith(", ".join(sorted(both.split("; "))))


def test_a_reform_changes_an_instrument(example_copy: Path) -> None:
    cells = {"original_instruments": "lia", "resulting_instruments": "lia"}
    (line,) = add(example_copy, "events", _event("meme", "", "", **cells))
    only(example_copy, "events", line, "resulting_instruments")


@pytest.mark.parametrize(
    ("kind", "originals", "resultings"),
    [
        ("merger", f"{NEW}; {OTHER}", NEW),
        ("split", NEW, f"{NEW}; {OTHER}"),
        ("rename", "", NEW),
        ("reform", "", ""),
    ],
)
def test_what_goes_on_through_an_event_is_sound(
    example_copy: Path, kind: str, originals: str, resultings: str
) -> None:
    cells = {"original_instruments": "lia", "resulting_instruments": "irp"}
    add(example_copy, "events", _event("suite", originals, resultings, "2022", kind=kind, **cells))
    read_tables([example_copy])


def test_what_was_split_off_may_come_back(example_copy: Path) -> None:
    add(
        example_copy,
        "events",
        _event("scission", NEW, f"{NEW}; {OTHER}", "2021"),
        _event("retour", f"{NEW}; {OTHER}", NEW, "2023"),
    )
    read_tables([example_copy])


def test_a_body_may_come_of_two_and_become_two_by_rows_of_their_own(example_copy: Path) -> None:
    add(
        example_copy,
        "events",
        _event("pour-partie", OTHER, NEW, "2020"),
        _event("autre-partie", OTHER, "institut-exemple", "2020"),
    )
    read_tables([example_copy])


@pytest.mark.parametrize("year", ["", "2021"])
def test_events_do_not_go_round(example_copy: Path, year: str) -> None:
    """Said once, with the lines of all events concerned."""
    (line,) = add(example_copy, "events", _event("retour", NEW, OLD, year))
    fault = only(example_copy, "events", 2, "originals")
    for place in (2, line):
        assert f"{example_copy / 'events.csv'}:{place}" in fault.cause
    assert "evenement-retour" in fault.cause


def test_each_circle_is_said_once(example_copy: Path) -> None:
    one, two, three, four = add(
        example_copy,
        "events",
        _event("un", OTHER, "institut-exemple"),
        _event("deux", "institut-exemple", "chu-de-valfictif"),
        _event("trois", "chu-de-valfictif", OTHER),
        _event("retour", NEW, OLD),
    )
    found = faults(example_copy)
    assert [fault.line for fault in found] == [2, one]
    for line in (one, two, three):
        assert f":{line})" in found[1].cause
    assert f":{four})" in found[0].cause


def test_a_body_does_not_give_way_before_it_begins(example_copy: Path) -> None:
    (line,) = add(example_copy, "events", _event("trop-tot", NEW, OTHER, "2012"))
    fault = only(example_copy, "events", line, "year")
    assert fault.cause.startswith(f"{NEW} is already there in 2012")
    assert f"{example_copy / 'events.csv'}:2" in fault.cause
