"""Workbooks as an officer opens them: words, typed cells, links, filters, and a sheet on origin."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from coopgraph.cli import cli
from coopgraph.namespaces import DOC_NS, ID_NS, SCHEME_NS, XSD_NS
from coopgraph.outputs.about import Context
from coopgraph.outputs.results import render_answer
from coopgraph.outputs.tables import Link, Table
from coopgraph.outputs.workbook import render_workbook, sheet_name
from coopgraph.resources import example_dir
from coopgraph.sources.vintage import SourceInfo
from coopgraph.store import Solutions

DAY = datetime.date(2024, 12, 31)
SOURCES = [
    SourceInfo("p", "page", "Une page", "https://example.org/p", published="2020", licence="faits"),
    SourceInfo("d", "document", "Un document"),
    SourceInfo("x", "page", "Jamais citée"),
]
ANSWER = Solutions(
    ("partner", "partner_label", "stance", "stance_label", "decided_on", "year", "ended", "source"),
    [
        (
            NamedNode(ID_NS + "cnrs"),
            Literal("CNRS"),
            NamedNode(SCHEME_NS + "stance/maintain"),
            Literal("Maintenir", language="fr"),
            Literal("2024-05-01", datatype=NamedNode(XSD_NS + "date")),
            Literal(2024),
            Literal(True),
            NamedNode(DOC_NS + "p"),
        ),
        (NamedNode(ID_NS + "x"), Literal("=1+1"), *[None] * 5, NamedNode(DOC_NS + "d")),
    ],
)


def _context(lang: str, **others: Any) -> Context:
    return Context(day=DAY, lang=lang, sources=SOURCES, sheet="Accords", question="Qui ?", **others)


def _book(data: str | bytes) -> Any:
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data))


def _answer(lang: str = "fr", **others: Any) -> Any:
    context = _context(lang, **others)
    return _book(render_answer(ANSWER, "xlsx", lang=lang, words=True, context=context))


def test_an_answer_is_in_words_with_identifiers_last() -> None:
    sheet = _answer()["Accords"]
    assert [cell.value for cell in sheet[1]] == [
        "partenaire",
        "orientation",
        "décidé le",
        "année",
        "terminé",
        "source",
        "identifiant\xa0: partenaire",
        "identifiant\xa0: source",
    ]
    assert [cell.value for cell in sheet[2]] == [
        "CNRS",
        "Maintenir",
        datetime.datetime(2024, 5, 1),
        2024,
        "oui",
        "Une page",
        "id:cnrs",
        "doc:p",
    ]
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    english = _answer("en")["Accords"]
    assert [cell.value for cell in english[1]][::6] == ["partner", "identifier: partner"]
    assert english["E2"].value == "yes"
    assert english["C2"].number_format == "yyyy-mm-dd"


def test_sources_lead_to_their_addresses_and_labels_never_do() -> None:
    sheet = _answer()["Accords"]
    assert sheet["F2"].hyperlink.target == "https://example.org/p"
    assert (sheet["F3"].value, sheet["F3"].hyperlink) == ("Un document", None)
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert sheet["A3"].quotePrefix


def test_a_sheet_is_ready_to_filter_and_print() -> None:
    sheet = _answer()["Accords"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "&P / &N")
    assert sheet["A2"].alignment.wrap_text
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert all(9 <= width <= 50 for width in widths)


def test_the_last_sheet_tells_where_it_comes_from() -> None:
    book = _answer(parameters={"année": "2024"}, packaged=True)
    assert book.sheetnames == ["Accords", "À propos"]
    rows = list(book["À propos"].iter_rows(values_only=True))
    said = {row[0]: row[1] for row in rows}
    assert said["Question"] == "Qui ?"
    assert said["Paramètre\xa0: année"] == "2024"
    assert said["État au"] == datetime.datetime(2024, 12, 31)
    assert said["Lignes"] == 2
    assert "n’existe pas" in said["Complétude"]
    assert "CC BY 4.0" in said["Licence des données"]
    assert ("doc:p", "Une page", "2020", "faits") in rows
    assert "doc:x" not in said
    assert "Licence des données" not in {
        row[0] for row in _answer(packaged=False)["À propos"].iter_rows(values_only=True)
    }


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "internal:x!A1", ""]
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    table = Table(("a",), [(Link("text", address),), (address or "x",)])
    sheet = _book(render_workbook({"s": table}))["s"]
    assert sheet["A2"].value == "text"
    assert sheet["A2"].hyperlink is None
    assert sheet["A3"].hyperlink is None


def test_an_address_as_text_becomes_a_link() -> None:
    table = Table(("a",), [("https://ror.org/02vjkv261",)])
    cell = _book(render_workbook({"s": table}))["s"]["A2"]
    assert cell.hyperlink.target == cell.value == "https://ror.org/02vjkv261"


@given(st.text(max_size=60))
def test_any_title_names_a_sheet(title: str) -> None:
    name = sheet_name(title)
    book = _book(render_workbook({title: Table(("a",), [(1,)])}))
    assert book.sheetnames[0] == name
    assert 0 < len(name) <= 31


@pytest.mark.parametrize(
    ("lang", "sheet", "head"), [("fr", "À propos", "lieu"), ("en", "About", "place")]
)
def test_a_library_query_from_the_command_line(
    tmp_path: Path, lang: str, sheet: str, head: str
) -> None:
    path = tmp_path / "x.xlsx"
    command = ["query", "priorities", "--data", str(example_dir()), "--as-of", "2024-12-31"]
    result = CliRunner().invoke(cli, [*command, "--lang", lang, "-o", str(path)])
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[1] == sheet
    assert book.worksheets[0]["A1"].value == head
    said = [row[1] for row in book[sheet].iter_rows(values_only=True)]
    assert datetime.datetime(2024, 12, 31) in said
    assert not any("CC BY" in str(text) for text in said)
