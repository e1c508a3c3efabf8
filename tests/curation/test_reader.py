"""Bad tables are refused with file, line and column; what Excel saves is accepted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.curation.tables import TABLES
from coopgraph.errors import CurationError, Fault, SourceError
from coopgraph.resources import example_dir


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    copy = tmp_path / "tables"
    shutil.copytree(example_dir(), copy)
    return copy


def _faults(folder: Path) -> list[Fault]:
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    return list(caught.value.faults)


def _lines(folder: Path, table: str) -> list[str]:
    return (folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()


def _rewrite(folder: Path, table: str, lines: list[str]) -> None:
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _set(folder: Path, table: str, line: int, column: str, value: str) -> None:
    """Replace one cell; `line` counts from 1 with the header."""
    import csv
    import io

    path = folder / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    rows[line - 1][rows[0].index(column)] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def test_the_miniature_is_read_whole(folder: Path) -> None:
    tables = read_tables([folder])
    for name in TABLES:
        path = folder / f"{name}.csv"
        expected = len(_lines(folder, name)) - 1 if path.is_file() else 0
        assert len(tables.rows[name]) == expected, name


def test_wrong_encoding_names_line_and_remedy(folder: Path) -> None:
    path = folder / "organizations.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252", errors="replace"))
    fault = next(f for f in _faults(folder) if "UTF-8" in f.cause)
    assert fault.file == str(path)
    assert fault.line > 1
    assert fault.hint == 'save the table as "CSV UTF-8"'


@pytest.mark.parametrize("spoil", ["utf-16", "cp1252", "quote", "empty"])
def test_the_cause_is_named_and_not_its_consequences(folder: Path, spoil: str) -> None:
    """A table that cannot be read must not bury its fault under what refers to it."""
    path = folder / "organizations.csv"
    text = path.read_text(encoding="utf-8")
    if spoil == "quote":
        path.write_text(text.replace("\n", '\n"', 1), encoding="utf-8")
    elif spoil == "empty":
        path.write_text("", encoding="utf-8")
    else:
        path.write_bytes(text.encode(spoil, errors="replace"))
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    assert {fault.file for fault in caught.value.faults} == {str(path)}
    assert str(path) in str(caught.value).splitlines()[1]


def test_missing_column(folder: Path) -> None:
    lines = _lines(folder, "cotutelles")
    _rewrite(folder, "cotutelles", [line.replace(",role", "", 1) for line in lines[:1]])
    place = str(folder / "cotutelles.csv"), 1, "role"
    assert Fault(*place, "the column is missing", "add it to the header") in _faults(folder)


@pytest.mark.parametrize("name", ["rôle", "Role", "rolle"])
def test_a_renamed_column_is_one_fault(folder: Path, name: str) -> None:
    lines = _lines(folder, "cotutelles")
    _rewrite(folder, "cotutelles", [lines[0].replace("role", name, 1), *lines[1:]])
    (fault,) = _faults(folder)
    assert (fault.line, fault.column, fault.hint) == (1, name, 'did you mean "role"?')


def test_unknown_identifier_suggests_the_nearest(folder: Path) -> None:
    organizations = [line.split(",")[0] for line in _lines(folder, "organizations")[1:]]
    known = max(organizations, key=len)
    _set(folder, "cotutelles", 2, "body", known[:-1])
    fault = next(f for f in _faults(folder) if f.column == "body")
    assert fault.line == 2
    assert fault.cause == f"unknown id {known[:-1]!r}"
    assert fault.hint == f'did you mean "{known}"?'


def test_duplicate_key_names_the_first_row(folder: Path) -> None:
    lines = _lines(folder, "organizations")
    _rewrite(folder, "organizations", [*lines, lines[1]])
    fault = next(f for f in _faults(folder) if "the same key" in f.cause)
    assert fault.line == len(lines) + 1
    assert f"{folder / 'organizations.csv'}:2" in fault.cause


@pytest.mark.parametrize(
    ("begin", "end"),
    [("signed_on", "end_year"), ("start_year", "end_date"), ("signed_on", "end_date")],
)
def test_end_before_start_across_years_and_days(folder: Path, begin: str, end: str) -> None:
    for column in ("signed_year", "signed_on", "start_year", "end_year", "end_date"):
        _set(folder, "agreements", 2, column, "")
    _set(folder, "agreements", 2, begin, "2024-06-30" if begin.endswith("on") else "2024")
    _set(folder, "agreements", 2, end, "2020-01-01" if end.endswith("date") else "2020")
    fault = next(f for f in _faults(folder) if f.column == end)
    assert fault.line == 2
    assert "ends before it begins" in fault.cause


def test_end_before_start(folder: Path) -> None:
    _set(folder, "organizations", 2, "start_year", "2020")
    _set(folder, "organizations", 2, "end_year", "2019")
    fault = next(f for f in _faults(folder) if f.column == "end_year")
    assert (fault.line, fault.cause) == (
        2,
        "ends before it begins: 2019 is earlier than start_year 2020",
    )


def test_dangling_source(folder: Path) -> None:
    _set(folder, "organizations", 2, "source", "doc-z")
    fault = next(f for f in _faults(folder) if f.column == "source")
    assert fault.line == 2
    assert fault.cause == "unknown id 'doc-z'"


def test_locator_of_a_document_must_name_a_line(folder: Path) -> None:
    tables = read_tables([folder])
    documents = {r.record.id for r in tables.rows["sources"] if r.record.kind == "document"}
    line = next(r.line for r in tables.rows["organizations"] if r.record.source in documents)
    _set(folder, "organizations", line, "locator", "somewhere")
    fault = next(f for f in _faults(folder) if f.column == "locator")
    assert fault.line == line


@pytest.mark.parametrize(
    ("column", "value", "cause"),
    [
        ("start_year", "20l5", "not a year: '20l5'"),
        ("start_year", "3024", "year out of range: 3024"),
        ("class", "Univercity", "unknown class 'Univercity'"),
        ("confidence", "hgih", "unknown concept 'hgih' of the scheme confidence"),
        ("label_fr", " ", "the cell is blank"),
        ("id", "Université", "'Université' is not an identifier"),
        ("label_fr", "A\x07B", "invisible character U+0007 at position 2"),
        ("label_fr", "A\u202eB", "invisible character U+202E at position 2"),
        ("label_fr", "A\nB", "invisible character U+000A at position 2"),
        ("label_fr", "x" * 2001, "2001 characters"),
    ],
)
def test_bad_cell(folder: Path, column: str, value: str, cause: str) -> None:
    _set(folder, "organizations", 2, column, value)
    fault = next(f for f in _faults(folder) if f.column == column and f.line == 2)
    assert fault.cause == cause


def test_all_faults_are_reported_together_and_the_message_is_bounded(folder: Path) -> None:
    lines = _lines(folder, "cotutelles")
    rows = [lines[0], *(f"nope-{n},nope,host,,,,doc-z,,high," for n in range(30))]
    _rewrite(folder, "cotutelles", rows)
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    faults = [f for f in caught.value.faults if f.file.endswith("cotutelles.csv")]
    assert {f.line for f in faults} == set(range(2, 32))
    message = str(caught.value).splitlines()
    assert message[0] == f"{len(caught.value.faults)} faults in the curated tables"
    assert len(message) == 22
    assert message[-1] == f"  … and {len(caught.value.faults) - 20} more"


def test_what_excel_saves_is_accepted(folder: Path) -> None:
    import csv
    import io

    path = folder / "organizations.csv"
    before = read_tables([folder]).rows["organizations"]
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    after = read_tables([folder]).rows["organizations"]
    assert [r.record for r in after] == [r.record for r in before]


def test_an_unclosed_quote_is_a_fault_not_a_swallowed_file(folder: Path) -> None:
    lines = _lines(folder, "organizations")
    lines[2] = '"' + lines[2]
    _rewrite(folder, "organizations", lines)
    assert any("not sound CSV" in f.cause for f in _faults(folder))


def test_too_many_cells(folder: Path) -> None:
    lines = _lines(folder, "organizations")
    lines[1] += ",extra"
    _rewrite(folder, "organizations", lines)
    fault = next(f for f in _faults(folder) if f.line == 2 and not f.column)
    assert "cells where the header has" in fault.cause


@pytest.mark.parametrize(
    ("table", "column", "value", "cause"),
    [
        ("claims", "predicate", "skos:foo bar", "unknown property 'skos:foo bar'"),
        ("claims", "predicate", "rdf:type", "unknown property 'rdf:type'"),
        ("claims", "language", "fran çais", "not a language tag: 'fran çais'"),
        ("aliases", "language", "xx_yy", "not a language tag: 'xx_yy'"),
        ("sources", "url", "http://[::bad", "not a web address: 'http://[::bad'"),
        ("sources", "retrieved", "2021-W26-4", "not a date: '2021-W26-4'"),
        ("agreements", "duration_years", "-5", "not a whole number: '-5'"),
    ],
)
def test_what_no_library_would_take(
    folder: Path, table: str, column: str, value: str, cause: str
) -> None:
    _set(folder, table, 2, column, value)
    assert (2, cause) in {(f.line, f.cause) for f in _faults(folder) if f.column == column}


def test_a_landscape_has_exactly_one_focus(folder: Path) -> None:
    lines = _lines(folder, "landscape")
    other = _lines(folder, "organizations")[3].split(",")[0]
    _rewrite(folder, "landscape", [*lines, f"{other},x,x"])
    assert any(f.cause == "a landscape has one focus, in one row" for f in _faults(folder))
    (folder / "landscape.csv").unlink()
    assert any(f.cause == "no organisation is in focus" for f in _faults(folder))


def test_a_folder_or_pipe_named_like_a_table_is_a_fault(folder: Path) -> None:
    import os

    (folder / "types.csv").unlink(missing_ok=True)
    os.mkfifo(folder / "types.csv")
    (folder / "Events.CSV").write_text("x", encoding="utf-8")
    faults = _faults(folder)
    assert any(f.cause == "is no regular file" for f in faults)
    assert any(f.file.endswith("Events.CSV") and "events.csv" in f.hint for f in faults)


def test_a_misnamed_table_is_a_fault(folder: Path) -> None:
    (folder / "organizations.csv").rename(folder / "organisations.csv")
    fault = next(f for f in _faults(folder) if f.file.endswith("organisations.csv"))
    assert fault.hint == 'did you mean "organizations.csv"?'


def test_identifier_has_one_owner(folder: Path) -> None:
    lines = _lines(folder, "identifiers")
    cells = lines[1].split(",")
    other = next(
        line.split(",")[0]
        for line in _lines(folder, "organizations")[1:]
        if line.split(",")[0] != cells[0]
    )
    _rewrite(folder, "identifiers", [*lines, ",".join([other, *cells[1:]])])
    assert any("already belongs to" in f.cause for f in _faults(folder))


def test_malformed_identifier(folder: Path) -> None:
    _set(folder, "identifiers", 2, "scheme", "ror")
    _set(folder, "identifiers", 2, "value", "02vjkv261")
    fault = next(f for f in _faults(folder) if f.line == 2)
    assert fault.cause == "'02vjkv261' is not a ROR identifier"
    assert fault.hint == 'did you mean "https://ror.org/02vjkv261"?'


def test_mistyped_identifier(folder: Path) -> None:
    _set(folder, "identifiers", 2, "scheme", "rnsr")
    _set(folder, "identifiers", 2, "value", "999999008V")
    fault = next(f for f in _faults(folder) if f.line == 2)
    assert fault.cause == "'999999008V' is not a RNSR identifier: its check character is wrong"
    assert "register" in fault.hint


def test_a_sentence_is_not_a_stated_text(folder: Path) -> None:
    _set(folder, "claims", 2, "stated_text", "one two three four five six seven eight nine")
    assert any(f.line == 2 and f.column == "stated_text" for f in _faults(folder))


def test_unknown_property_of_a_claim(folder: Path) -> None:
    _set(folder, "claims", 2, "predicate", "structureCuont")
    fault = next(f for f in _faults(folder) if f.column == "predicate")
    assert fault.hint == 'did you mean "structureCount"?'


def test_no_folder_and_no_sources(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        read_tables([tmp_path / "nowhere"])
    with pytest.raises(SourceError, match=r"no sources\.csv"):
        read_tables([tmp_path])
