"""Rendering of plain tables: every format, hostile cells, determinism."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.outputs.safe_text import guard_formula, visible
from coopgraph.outputs.tables import FORMATS, Table, render_table
from coopgraph.outputs.terminal import wrap_text

PARTNERS = Table(
    ("partner", "units", "since", "share", "mixed"),
    [
        ("Université de Bordeaux", 12, datetime.date(2022, 7, 1), Decimal("8.5"), True),
        ("Inria; « numérique »", None, None, 2.25, False),
    ],
    title="Partners",
    notes=("as of 2024-12-31",),
)
HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx"]


def text(table: Table, format: str, **options: int) -> str:
    rendered = render_table(table, format, **options)
    assert isinstance(rendered, str)
    return rendered


def test_csv_is_read_back_by_the_csv_module() -> None:
    rows = list(csv.reader(io.StringIO(text(PARTNERS, "csv")), strict=True))
    assert rows == [
        ["partner", "units", "since", "share", "mixed"],
        ["Université de Bordeaux", "12", "2022-07-01", "8.5", "true"],
        ["Inria; « numérique »", "", "", "2.25", "false"],
    ]


def test_tsv_separates_with_tabs() -> None:
    assert text(PARTNERS, "tsv").splitlines()[0] == "partner\tunits\tsince\tshare\tmixed"


def test_json_has_one_envelope() -> None:
    envelope = json.loads(text(PARTNERS, "json"))
    assert list(envelope) == ["version", "title", "columns", "rows", "notes"]
    assert envelope["rows"][0] == {
        "partner": "Université de Bordeaux",
        "units": 12,
        "since": "2022-07-01",
        "share": 8.5,
        "mixed": True,
    }
    assert envelope["rows"][1]["units"] is None


def test_markdown_keeps_markup_inert() -> None:
    table = Table(("name",), [("a|b\nc <script>alert(1)</script> *x* [y](z)",)])
    row = text(table, "md").splitlines()[-1]
    assert row == r"| a\|b c &lt;script&gt;alert(1)&lt;/script&gt; \*x\* \[y\](z) |"


def test_markdown_aligns_numbers_to_the_right() -> None:
    assert "| --- | ---: | --- | ---: | --- |" in text(PARTNERS, "md")


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_formula_is_disarmed_in_csv(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(text(Table(("a",), [(cell,)]), "csv"), newline="")))
    assert rows[1] == ["'" + cell.replace("\r", "\n")]


@pytest.mark.parametrize("number", [-5, 3.5, Decimal("-0.25")])
def test_numbers_are_never_touched(number: int | float | Decimal) -> None:
    assert text(Table(("a",), [(number,)]), "csv") == f"a\n{number}\n"
    assert guard_formula(str(number)) == str(number)


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_formula_is_a_text_cell_in_xlsx(cell: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    data = render_table(Table(("a",), [(cell,)]), "xlsx")
    assert isinstance(data, bytes)
    found = openpyxl.load_workbook(io.BytesIO(data))["coopgraph"]["A2"]
    assert found.data_type == "s"
    assert found.value == cell.replace("\r", "\n")
    assert found.quotePrefix


def test_xlsx_keeps_types_title_and_notes() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    data = render_table(PARTNERS, "xlsx")
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book["coopgraph"][2]] == [
        "Université de Bordeaux",
        12,
        datetime.datetime(2022, 7, 1),
        8.5,
        True,
    ]
    assert [row[0].value for row in book["About"]] == ["Partners", "as of 2024-12-31"]


LED = Table(("a",), [("x",)], title="T", lead=("Une phrase qui vaut pour toutes les lignes.",))


def test_a_lead_stands_between_title_and_rows() -> None:
    assert text(LED, "md").splitlines()[:4] == ["**T**", "", LED.lead[0], ""]
    assert text(LED, "table", width=30).splitlines()[:3] == [
        "T",
        "Une phrase qui vaut pour",
        "toutes les lignes.",
    ]
    assert text(LED, "csv") == "a\nx\n"
    assert json.loads(text(LED, "json"))["notes"] == list(LED.lead)


def test_a_french_sign_never_begins_a_line() -> None:
    for width in range(12, 40):
        wrapped = wrap_text("Pour clore : un « accord » en vigueur ; ou sa source !", width)
        assert not [line for line in wrapped.splitlines() if line[0] in ":;!»"], width
        assert not [line for line in wrapped.splitlines() if line.endswith("«")], width
        table = Table(("sujet",), [("Pour clore : un accord ; ou sa source !",)])
        lines = [line.strip() for line in text(table, "table", width=width).splitlines()]
        assert not [line for line in lines if line[:1] in (":", ";", "!")], width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_table_keeps_to_its_width(width: int) -> None:
    table = Table(("question", "units"), [("Avec quels partenaires " * 9, 4), ("x" * 200, 5)])
    lines = text(table, "table", width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert "\x1b" not in "".join(lines)


def test_a_table_too_wide_is_written_record_by_record() -> None:
    columns = tuple(f"a_rather_long_column_{n}" for n in range(8))
    rendered = text(Table(columns, [tuple(range(8))]), "table", width=80)
    assert rendered.startswith("-- 1 ---")
    assert "a_rather_long_column_7  7\n" in rendered


def test_a_terminal_gets_no_control_characters() -> None:
    rendered = text(Table(("a",), [("\x1b[31mred\x07\u202e",)]), "table")
    assert "\x1b" not in rendered and "\x07" not in rendered and "\u202e" not in rendered


def test_an_empty_table_says_so() -> None:
    assert text(Table(("a",), [], title="Nothing"), "table") == "Nothing\n(no rows)\n"
    assert text(Table(("a", "b"), []), "csv") == "a,b\n"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown table format 'pdf'; use one of table, csv"):
        render_table(PARTNERS, "pdf")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_table_gives_the_same_bytes(format: str) -> None:
    assert render_table(PARTNERS, format) == render_table(PARTNERS, format)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives_csv(cell: str) -> None:
    rendered = text(Table(("a", "b"), [(cell, "end")]), "csv")
    rows = list(csv.reader(io.StringIO(rendered, newline="")))
    assert len(rows) == 2
    assert rows[1][0] in (visible(cell), "'" + visible(cell))
    assert not rows[1][0].startswith(("=", "@"))
