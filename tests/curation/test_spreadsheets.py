"""What a spreadsheet on a French Windows makes of a table: accepted, or one fault that helps."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from tests.curation.edits import add, faults, only, put, rows

TABLE = "organizations"


def _path(folder: Path, table: str = TABLE) -> Path:
    return folder / f"{table}.csv"


def _edit(folder: Path, edit: Callable[[str], str], table: str = TABLE) -> None:
    path = _path(folder, table)
    path.write_bytes(edit(path.read_text(encoding="utf-8")).encode())


def _saved(text: str, delimiter: str = ";", blank: int = 0) -> str:
    """Return the table as Excel saves it: semicolons, CRLF, blank columns where some were used."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([*cells, *[""] * blank] for cells in csv.reader(io.StringIO(text)))
    return out.getvalue()


ACCEPTED: dict[str, Callable[[str], str]] = {
    "semicolons": _saved,
    "sep=": lambda text: "sep=;\r\n" + _saved(text),
    "byte order mark": lambda text: "\ufeff" + _saved(text),
    "blank columns": lambda text: _saved(text, blank=3),
    "blank rows": lambda text: text + ("," * text.split("\n")[0].count(",") + "\n") * 40,
    "blank cells left out": lambda text: "\n".join(
        line.removesuffix(",") if number else line for number, line in enumerate(text.split("\n"))
    ),
    "tabs": lambda text: _saved(text, delimiter="\t"),
    "no-break spaces around": lambda text: text.replace(
        "Institut Exemple", "\xa0Institut Exemple "
    ),
    "letters and accents apart": lambda text: text.replace("é", "e\u0301"),
}


@pytest.mark.parametrize("how", ACCEPTED)
def test_what_changes_no_value_is_accepted(example_copy: Path, how: str) -> None:
    before = [row.record for row in read_tables([example_copy]).rows[TABLE]]
    _edit(example_copy, ACCEPTED[how])
    after = read_tables([example_copy]).rows[TABLE]
    assert [row.record for row in after] == before


def test_lines_are_counted_from_the_top_of_the_file(example_copy: Path) -> None:
    _edit(example_copy, lambda text: "sep=;\n" + _saved(text.replace("Institut Exemple,", ",")))
    line = next(
        n for n, row in enumerate(rows(example_copy, TABLE)) if "institut-exemple" in str(row)
    )
    (fault,) = faults(example_copy)
    assert (fault.line, fault.column) == (line + 2, "label_fr")


@pytest.mark.parametrize(
    ("table", "column", "value", "meant"),
    [
        ("agreements", "signed_on", "03/12/2023", "2023-12-03"),
        ("agreements", "signed_on", "3/12/2023 00:00:00", "2023-12-03"),
        ("agreements", "signed_on", "45263", "2023-12-03"),
        ("agreements", "start_year", "2021.0", "2021"),
        ("agreements", "start_year", "01/01/2021", "2021"),
        ("lists", "announced", "1\u202f024", "1024"),
        ("lists", "listed", "2,0", "2"),
        ("indicator_values", "value", "12,5", "12.5"),
        ("indicator_values", "value", "8\xa0592", "8592"),
        ("indicator_values", "value", "12.5 %", "12.5"),
        ("places", "latitude", "5,35444", "5.35444"),
        ("cotutelles", "body", "Institut\xa0Exemple", "institut-exemple"),
        ("cotutelles", "body", "université–d’azimut", "universite-d-azimut"),
        ("organizations", "id", "École-Œuvre", "ecole-oeuvre"),
        ("organizations", "confidence", "High", "high"),
        ("organizations", "class", "universityHospital", "UniversityHospital"),
        ("organizations", "label_fr", "AcadÃ©mie", "Académie"),
        ("aliases", "kind", "Acronym", "acronym"),
    ],
)
def test_what_was_meant_is_named(
    example_copy: Path, table: str, column: str, value: str, meant: str
) -> None:
    put(example_copy, table, 2, **{column: value})
    found = [fault for fault in faults(example_copy) if fault.column == column]
    assert [(fault.line, fault.hint) for fault in found] == [(2, f'did you mean "{meant}"?')]


@pytest.mark.parametrize(
    ("datatype", "value", "meant"),
    [
        ("integer", "5\xa0000", "5000"),
        ("integer", "'5", "5"),
        ("decimal", "3,1", "3.1"),
        ("boolean", "VRAI", "true"),
        ("boolean", "Faux", "false"),
        ("date", "31/12/2023", "2023-12-31"),
    ],
)
def test_the_value_of_a_claim_is_named_too(
    example_copy: Path, datatype: str, value: str, meant: str
) -> None:
    put(example_copy, "claims", 2, datatype=datatype, value=value)
    assert only(example_copy, "claims", 2, "value").hint == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("table", "column", "value", "hint"),
    [
        ("agreements", "signed_on", "45/12/2023", "YYYY-MM-DD, for instance 2024-12-31"),
        ("agreements", "start_year", "20023", "four digits, for instance 2024"),
        ("lists", "completeness", "VRAI", "one of complete, incomplete, unknown"),
        (
            "organizations",
            "label_fr",
            '=HYPERLINK("http://x","z")',
            "type the value itself",
        ),
        ("organizations", "note", "=A1", "type the value itself"),
        ("organizations", "label_en", "#NOM?", "type the value itself"),
        ("organizations", "label_en", "#REF!", "type the value itself"),
        ("organizations", "label_en", "########", "type the value itself"),
        (
            "organizations",
            "label_fr",
            "Acad\ufffdmie",
            "retype the cell, and open",
        ),
        ("organizations", "label_fr", "Aca\xaddémie", "one line of plain text: retype the cell"),
        ("organizations", "label_fr", "Aca\tdémie", "one line of plain text: retype the cell"),
        ("organizations", "note", "x" * 1_000_001, "at most 2000"),
        ("agreements", "themes", "genetics-and-genomics, cancer", "several values are separated"),
        ("agreements", "themes", "cancer; cancer", "once is enough"),
        ("organizations", "source", "doc-c", 'did you mean "doc-'),
        ("organizations", "source", "", "a value is required"),
    ],
)
def test_what_cannot_be_guessed_is_explained(
    example_copy: Path, table: str, column: str, value: str, hint: str
) -> None:
    put(example_copy, table, 2, **{column: value})
    fault = only(example_copy, table, 2, column)
    assert fault.hint.startswith(hint)
    assert len(str(fault.cause)) < 200


@pytest.mark.parametrize(
    "text", ["= 75 %", "@Inserm", "#1 in France", "-5 %", "+ 150 %", "São Paulo Ão"]
)
def test_plain_text_that_looks_odd_is_text(example_copy: Path, text: str) -> None:
    put(example_copy, TABLE, 2, note=text)
    assert read_tables([example_copy])


def test_zeros_in_front_that_a_spreadsheet_took_away(example_copy: Path) -> None:
    put(example_copy, "identifiers", 2, scheme="uai", value="134009M")
    assert only(example_copy, "identifiers", 2, "value").hint == 'did you mean "0134009M"?'
    put(example_copy, "identifiers", 2, value="0134009M")
    (line,) = add(example_copy, "sources", {"id": "003"})
    assert line > 2
    put(example_copy, TABLE, 2, source="3")
    assert only(example_copy, TABLE, 2, "source").hint == 'did you mean "003"?'


def test_an_id_that_many_rows_miss_is_one_fault(example_copy: Path) -> None:
    users = [
        n for n, row in enumerate(rows(example_copy, TABLE), 2) if row["source"] == "register-x"
    ]
    for line in users:
        put(example_copy, TABLE, line, source="register-y")
    fault = only(example_copy, TABLE, users[0], "source")
    assert fault.cause == f"unknown id 'register-y', and in {len(users) - 1} more rows below"
    assert fault.hint == 'did you mean "register-x"?'


REFUSED: dict[str, tuple[Callable[[str], bytes], int, str]] = {
    "cp1252": (lambda text: _saved(text).encode("cp1252", "replace"), 2, "not UTF-8: byte 0x"),
    "utf-16": (lambda text: text.encode("utf-16"), 1, "UTF-16"),
    "utf-16 without mark": (lambda text: text.encode("utf-16-le"), 1, "UTF-16"),
    "workbook": (lambda text: b"PK\x03\x04" + bytes(range(256)), 1, "a workbook"),
    "page": (lambda text: b"<html>Session</html>", 1, "not the header of the table"),
    "blank": (lambda text: b"", 1, "the table is blank"),
    "every row in quotes": (
        lambda text: "".join(
            f'"{line}"\n' for line in text.replace('"', "'").splitlines()
        ).encode(),
        1,
        "not the header of the table",
    ),
    "header again": (
        lambda text: "\n".join([*text.split("\n")[:4], *text.split("\n")]).encode(),
        5,
        "the header stands here again",
    ),
    "column twice": (
        lambda text: text.replace("label_en", "note", 1).encode(),
        1,
        "the column stands twice",
    ),
    "quote": (lambda text: text.replace("\nagence", '\n"agence', 1).encode(), 3, "not sound CSV"),
    "NUL": (lambda text: text.replace("Institut E", "Instit\0ut E", 1).encode(), 2, "U+0000"),
    "smart quotes": (
        lambda text: text.replace("Institut Exemple,", "“Institut, Exemple”,", 1).encode(),
        2,
        "cells where the header has",
    ),
    "row cut": (lambda text: text.rstrip("\n").rpartition(",high")[0].encode(), 2, "cells where"),
}


@pytest.mark.parametrize("how", REFUSED)
def test_what_would_lose_a_value_is_refused_at_its_line(example_copy: Path, how: str) -> None:
    spoil, line, cause = REFUSED[how]
    path = _path(example_copy)
    path.write_bytes(spoil(path.read_text(encoding="utf-8")))
    found = [fault for fault in faults(example_copy) if cause in fault.cause]
    assert len(found) == 1
    assert found[0].file == str(path)
    assert found[0].line >= line


def test_a_table_in_another_form_is_said_and_not_what_it_lacks(example_copy: Path) -> None:
    _path(example_copy).rename(example_copy / f"{TABLE}.xlsx")
    (fault,) = faults(example_copy)
    assert fault.file.endswith(f"{TABLE}.xlsx")
    assert f"{TABLE}.csv" in fault.hint


def test_what_programs_leave_beside_a_table_is_no_table(example_copy: Path) -> None:
    for name in (f"~${TABLE}.csv", f"._{TABLE}.csv", f".~lock.{TABLE}.csv#", f"{TABLE}.xlsx"):
        (example_copy / name).write_bytes(b"\0")
    read_tables([example_copy])
    (example_copy / "zzz.csv").write_bytes(b"")
    (fault,) = faults(example_copy)
    assert fault.hint == "remove it, or give it the name of a table"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("organizations", "parent"),
        ("places", "within"),
        ("structures", "parent"),
        ("programmes", "part_of"),
        ("plan_items", "part_of"),
        ("agreements", "revision_of"),
    ],
)
def test_a_row_is_not_above_itself(example_copy: Path, table: str, column: str) -> None:
    name = rows(example_copy, table)[0]["id"]
    put(example_copy, table, 2, **{column: name})
    assert only(example_copy, table, 2, column).cause == f"{name} names itself"


def test_rows_are_not_above_each_other(example_copy: Path) -> None:
    one, two, three = (row["id"] for row in rows(example_copy, TABLE)[:3])
    for line, parent in ((2, two), (3, three), (4, two)):
        put(example_copy, TABLE, line, parent=parent)
    fault = only(example_copy, TABLE, 3, "parent")
    path = _path(example_copy)
    assert fault.cause == f"a circle: {two} ({path}:3) → {three} ({path}:4) → {two}"
    assert one not in fault.cause


@pytest.mark.parametrize(
    ("table", "column", "other"),
    [
        ("partnerships", "subject", "partner"),
        ("place_members", "region", "country"),
        ("participations", "collective", "member"),
        ("project_teams", "body", "partner"),
    ],
)
def test_a_pair_is_of_two(example_copy: Path, table: str, column: str, other: str) -> None:
    value = "institut-exemple" if table != "place_members" else rows(example_copy, table)[0][column]
    put(example_copy, table, 2, **{column: value, other: value})
    assert only(example_copy, table, 2, other).cause == f"{value} stands in {column} too"


def test_the_command_says_it_in_french_with_exit_code_3(example_copy: Path) -> None:
    put(example_copy, "agreements", 2, signed_on="03/12/2023")
    result = subprocess.run(
        [sys.executable, "-m", "coopgraph", "validate", "--data", str(example_copy)],
        capture_output=True,
        check=False,
    )
    said = result.stderr.decode()
    assert result.returncode == 3
    assert result.stdout == b""
    assert f"{example_copy / 'agreements.csv'}:2 colonne signed_on" in said
    assert "vouliez-vous dire «\xa02023-12-03\xa0»\xa0?" in said
    assert "Traceback" not in said
