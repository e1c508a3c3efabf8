"""The text of a page: width, bounds, hostile names, notes, passages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coopgraph.outputs.entity_page import EntityPage
from coopgraph.outputs.entity_page.records import Evidence, Line
from coopgraph.outputs.entity_page.render import (
    COLUMNS,
    PASSAGE_COLUMNS,
    render_entity,
    render_passages,
)
from coopgraph.outputs.tables import FORMATS
from coopgraph.sources.passages import DocumentFolder

Describe = Callable[..., EntityPage]


def _text(content: str | bytes) -> str:
    assert isinstance(content, str)
    return content


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_text_fits_80_columns(curated_page: Describe, lang: str) -> None:
    for name in ("inserm", "Université de Bordeaux", "japon", "SIRIC", "MSD Avenir"):
        text = _text(render_entity(curated_page(name, lang), all_lines=True))
        assert max(map(len, text.splitlines())) <= 80


def test_long_lists_are_bounded_in_text_only(curated_page: Describe) -> None:
    page = curated_page("CNRS", "en")
    number = len(page.sections()["structures"])
    assert f"… and {number - 12} more (--all)" in _text(render_entity(page))
    assert "more (--all)" not in _text(render_entity(page, all_lines=True))
    rows = list(csv.DictReader(io.StringIO(_text(render_entity(page, "csv")))))
    assert len(rows) == 1 + len(page.lines)
    assert len(json.loads(_text(render_entity(page, "json")))["rows"]) == 1 + len(page.lines)


def test_each_line_has_its_source_beside_it(example_page: Describe) -> None:
    text = _text(render_entity(example_page("u-2")))
    assert "Organisme national d’essais (UMR 9002 ; depuis 2014)" in text
    assert "[register-x, 2002, élevée]" in text
    assert "register-x  Registre X des structures (fictif)" in text


def test_assumed_and_disputed_are_said(example_page: Describe) -> None:
    federation = _text(render_entity(example_page("fhu-exemplaire", "en"), "md", all_lines=True))
    assert "2021–2025 (end assumed)" in federation
    institute = _text(render_entity(example_page("institut-exemple", "en"), "md", all_lines=True))
    assert "disputed; other value: 9" in institute
    assert "“neuf structures”" in institute


@pytest.mark.parametrize("format_", ["table", "md", "json"])
def test_page_says_its_day_and_age(example_page: Describe, format_: str) -> None:
    text = _text(render_entity(example_page("u-1"), format_))
    assert "Au 2024-12-31." in text
    age = "Registre et son état\xa0: Registre X des structures 2023-06-30."
    assert (age.replace("\xa0", " ") if format_ == "table" else age) in text


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_renders(example_page: Describe, format_: str) -> None:
    page = example_page("institut-exemple")
    assert render_entity(page, format_)
    assert render_passages(page, format_)


def test_columns(example_page: Describe) -> None:
    head = _text(render_entity(example_page("u-1"), "csv")).splitlines()[0]
    assert head == ",".join(COLUMNS)
    head = _text(render_passages(example_page("u-1"), "csv")).splitlines()[0]
    assert head == ",".join(PASSAGE_COLUMNS[:-1])


@pytest.mark.parametrize(
    ("entity", "lang", "row"),
    [
        ("u-2", "fr", ("nom", "Neurones imaginaires", "id:u-2", "register-x")),
        ("institut-exemple", "en", ("name", "Institut Exemple", "id:institut-exemple", "doc-b")),
        (
            "doc:doc-a",
            "fr",
            ("nom", "Stratégie internationale 2020–2024 (fictive)", "doc:doc-a", ""),
        ),
    ],
)
def test_the_name_is_the_first_row(
    example_page: Describe, entity: str, lang: str, row: tuple[str, ...]
) -> None:
    page = example_page(entity, lang)
    table = csv.DictReader(io.StringIO(_text(render_entity(page, "csv"))))
    first = next(table)
    keys = ("property", "value", "value_id", "source")
    assert (first["section"], *(first[key] for key in keys)) == ("identity", *row)
    assert _text(render_entity(page)).startswith(first["value"] + "\n")
    assert json.loads(_text(render_entity(page, "json")))["rows"][0]["value"] == first["value"]
    assert page.label not in [line.value for line in page.sections().get("names", ())]


def test_years_are_numbers_for_machines(example_page: Describe) -> None:
    rows = json.loads(_text(render_entity(example_page("fhu-exemplaire"), "json")))["rows"]
    (label,) = [row for row in rows if row["section"] == "labels"]
    assert (label["start"], label["end"], label["end_basis"]) == (2021, 2025, "assumed")


def test_hostile_names_are_inert(example_page: Describe) -> None:
    page = example_page("fictipharma")
    assert "<script>" not in _text(render_entity(page, "md"))
    assert "<script>" in _text(render_entity(page, "table"))
    line = Line("names", "a\x1b[31m", "=1+1\x07\u202e", evidence=(Evidence("s", "\x9b2J", "high"),))
    hostile = EntityPage(page.iri, "x\x1b]0;t\x07", (), "en", page.as_of, (line,), {"s": "\x1b"})
    for text in (render_entity(hostile), render_passages(hostile)):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(_text(text))
    assert ",'=1+1" in _text(render_entity(hostile, "csv"))


def test_colour_is_only_style(example_page: Describe) -> None:
    page = example_page("u-1")
    coloured = _text(render_entity(page, colour=True))
    assert "\x1b[1m" in coloured
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == render_entity(page)


def test_passages_name_what_they_support(example_page: Describe) -> None:
    rows = json.loads(_text(render_passages(example_page("institut-exemple"), "json")))["rows"]
    (row,) = [row for row in rows if row["locator"] == "Chiffres clés, l. 101"]
    assert row["source"] == "doc-b"
    assert row["stated_text"] == "neuf structures"
    # The claim and the decision on it; that the claim is disputed too is no further statement.
    assert row["statements"] == 2
    claim, decision = row["supports"].split("; ", 1)
    assert claim == "nombre de structures\xa0: 9"
    assert decision.endswith("2024)\xa0: décision\xa0: laissé ouvert")


def test_disagreements_are_counted_as_such_and_never_cut(example_page: Describe) -> None:
    text = _text(render_entity(example_page("institut-exemple", "en")))
    assert "\nDisagreements (4)\n" in text
    assert "decision: explained (the clinical centre is counted among the units too;" in " ".join(
        text.split()
    )
    assert not [line for line in text.splitlines() if line.lstrip().startswith((";", ":"))]


def test_passages_are_printed_from_a_folder(curated_page: Describe, tmp_path: Path) -> None:
    lines = [f"ligne {number}" for number in range(1, 60)]
    lines[41] = "• Université de Bordeaux (2022)"
    (tmp_path / "004.txt").write_text("\n".join(lines), encoding="utf-8")
    page = curated_page("Université de Bordeaux")
    text = _text(render_passages(page, documents=DocumentFolder(tmp_path)))
    assert "> • Université de Bordeaux (2022)" in text
    rows = json.loads(_text(render_passages(page, "json", documents=DocumentFolder(tmp_path))))
    assert "• Université de Bordeaux (2022)" in {row["passage"] for row in rows["rows"]}


@pytest.mark.parametrize(("lang", "said"), [("fr", "ligne 12"), ("en", "line 12")])
def test_places_in_a_file_are_said_in_the_language_of_the_page(
    example_page: Describe, lang: str, said: str
) -> None:
    page = example_page("u-2", lang)
    lines = [
        replace(line, evidence=tuple(one._replace(locator="line 12") for one in line.evidence))
        for line in page.lines
    ]
    moved = replace(page, lines=type(page.lines)(lines))
    assert f", {said}, " in _text(render_entity(moved))
    assert said in _text(render_passages(moved))
    # What programs read is what is stored.
    rows = csv.DictReader(io.StringIO(_text(render_passages(moved, "csv"))))
    assert {row["locator"] for row in rows} == {"line 12"}
