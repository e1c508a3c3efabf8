"""Layout on a terminal: grid, records, and one block per subject; other formats stay flat."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from coopgraph.outputs.results import render_answer
from coopgraph.outputs.tables import Table, render_table
from coopgraph.outputs.terminal import render_text
from coopgraph.store import Solutions

FACTS = Table(
    ("subject", "year", "decision", "value", "source"),
    [
        ("MSD Avenir", 2016, "left open", "company", "doc:004"),
        ("MSD Avenir", 2016, "left open", "foundation", "doc:003"),
        ("Inserm", None, None, "36", "doc:003"),
        ("MSD Avenir", 2016, "left open", "association", "doc:001"),
    ],
    group=("subject", "year"),
)


def test_rows_of_one_subject_are_one_block_below_what_they_share() -> None:
    assert render_text(FACTS).splitlines() == [
        "MSD Avenir – 2016",
        "  decision  left open",
        "   value        source",
        "   ────────────────────",
        "   company      doc:004",
        "   foundation   doc:003",
        "",
        "Inserm",
        "  value   36",
        "  source  doc:003",
        "",
        "MSD Avenir – 2016",
        "  decision  left open",
        "  value     association",
        "  source    doc:001",
    ]


def test_only_the_terminal_makes_blocks() -> None:
    flat = Table(FACTS.columns, FACTS.rows)
    for syntax in ("csv", "tsv", "json", "md", "xlsx"):
        assert render_table(FACTS, syntax) == render_table(flat, syntax)
    assert render_table(FACTS) != render_table(flat)


def test_an_answer_is_grouped_by_the_columns_of_its_header() -> None:
    row = [(Literal("a"), Literal("A"), Literal(n)) for n in (1, 2)]
    answer = Solutions(("body", "body_label", "year"), row)
    grouped = str(render_answer(answer, "table", group=("body",), lang="fr", words=True))
    assert grouped.splitlines()[:2] == ["A", "   année"]
    lines = list(csv.reader(io.StringIO(str(render_answer(answer, "csv", group=("body",))))))
    assert [line[0] for line in lines] == ["body", "a", "a"]
    bindings = json.loads(str(render_answer(answer, "json", group=("body",))))["results"]
    assert len(bindings["bindings"]) == 2


def test_a_group_is_bold_on_a_terminal_with_styles() -> None:
    assert render_text(FACTS, colour=True).startswith("\x1b[1mMSD Avenir – 2016\x1b[0m\n")
    assert "\x1b" not in render_text(FACTS)


def test_what_is_not_stated_takes_no_line_in_a_record() -> None:
    columns = tuple(f"a_rather_long_column_{n}" for n in range(8))
    rendered = render_text(Table(columns, [(1, *[None] * 6, 7)]))
    assert rendered.splitlines() == [
        "-- 1 -----------------------------------",
        "a_rather_long_column_0  1",
        "a_rather_long_column_7  7",
    ]


def test_a_word_is_broken_after_a_sign_and_only_if_it_is_long() -> None:
    long = "doc:page-inserm-collectivites-territoriales"
    columns = ("organisation", "place", "source", "passage")
    row = ("Institut national", "Bordeaux", long, "partenariat industriel")
    lines = render_text(Table(columns, [row]), 66).splitlines()
    text = "\n".join(lines)
    assert "partenariat" in text
    assert "Bordeaux" in text
    assert any(line.rstrip().endswith("collectivites-") or "inserm-" in line for line in lines)
    assert all(len(line) <= 66 for line in lines)


def test_records_are_taken_where_a_grid_would_be_longer() -> None:
    row = ["x", "y", "z", "w " * 300]
    assert render_text(Table(("a", "b", "c", "d"), [row]), 80).startswith(" a ")
    many = [f"word{n} " * 12 for n in range(5)]
    assert render_text(Table(tuple("abcde"), [many, many]), 60).startswith("-- 1 ")


_LATIN = st.text(alphabet=st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "Zs"]))


@pytest.mark.parametrize("width", [40, 80, 120])
@given(rows=st.lists(st.tuples(_LATIN, _LATIN, _LATIN), min_size=1, max_size=5))
def test_no_line_is_wider_than_the_terminal(width: int, rows: list[tuple[str, str, str]]) -> None:
    lines = render_text(Table(("first", "second", "third"), rows), width).split("\n")
    assert max(map(len, lines)) <= width
