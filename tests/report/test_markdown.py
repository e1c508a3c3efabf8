"""The Markdown, read back by a parser of CommonMark with tables: labels stay text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from coopgraph.outputs.report.blocks import (
    Code,
    Column,
    Grid,
    Paragraph,
    Report,
    Row,
    Section,
    Span,
    line,
    walk,
)
from coopgraph.outputs.report.markdown import render
from coopgraph.outputs.report.style import PLAIN_STYLE
from coopgraph.outputs.safe_text import visible
from tests.report.reading import Reading, html_of
from tests.report.sample import HOSTILE, sample_report


def _read(text: str) -> Reading:
    return html_of(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def _report(*blocks: Paragraph | Grid | Code) -> Report:
    return replace(sample_report("en"), sections=(Section("s", "S", blocks),), annex=())


@pytest.fixture(scope="module")
def sample() -> Reading:
    return _read(render(sample_report("fr"), PLAIN_STYLE))


def test_headings_tell_the_sections(sample: Reading) -> None:
    report = sample_report("fr")
    titles = [
        (f"h{level + 1}", section.title)
        for level, section in walk((*report.sections, *report.annex))
    ]
    assert sample.headings == [("h1", report.title), *titles]


def test_hostile_labels_stay_text(sample: Reading) -> None:
    rows = sample.tables[0]
    assert rows[0] == ["what", "units", "until", "code"]
    assert [row[0] for row in rows[1:]] == [" ".join(visible(text).split()) for text in HOSTILE]
    assert sample.tags <= {
        *("a", "p", "h1", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote"),
        *("table", "thead", "tbody", "tr", "th", "td", "pre", "code"),
    }


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "- no list",
        "+ no list",
        "12. no list",
        "3) no list",
        "# no heading",
        "=====",
        "-----",
        "> no quotation",
        "~~~ no code",
        "&copy; &#60;",
        "[a]: http://x",
        "snake_case _word_ __bold__",
        "![x](http://x)",
        "<!-- no comment -->",
        "two  \nlines",
        "a *b",
    ],
)
def test_a_paragraph_is_the_text_it_was_given(text: str) -> None:
    report = _report(Paragraph(line(text)), Paragraph(line("before ", Span(text, strong=True))))
    reading = _read(render(report, PLAIN_STYLE))
    expected = " ".join(visible(text).split())
    assert reading.paragraphs[1:3] == [expected, f"before {expected}"]


def test_every_link_leads_somewhere(sample: Reading) -> None:
    inner = [href[1:] for href in sample.links if href.startswith("#")]
    assert set(inner) == set(sample.ids)
    assert len(sample.ids) == len(set(sample.ids))
    assert {"record-AAAA0", "table-hostile", "table-none"} <= set(inner)
    assert [href for href in sample.links if not href.startswith("#")] == ["https://ror.org/"]


def test_addresses_are_kept_and_only_those_of_the_web_are_links() -> None:
    address = "https://x.example/a_(b)?c=1&copy=2"
    reading = _read(
        render(
            _report(
                Paragraph(line(Span("a", address), Span("b", "javascript:x"), Span("c", "#z")))
            ),
            PLAIN_STYLE,
        )
    )
    assert reading.links == [address]
    assert reading.paragraphs[1] == "abc"


def test_a_figure_is_told_in_words(sample: Reading) -> None:
    assert "46 FHU and 8 SIRIC announced. En cellules : Hostile labels" in sample.paragraphs
    assert sample.links.count("#table-hostile") == 3


def test_a_query_cannot_end_its_block() -> None:
    text = "SELECT ```` ?x\n```\n# <b> ```"
    reading = _read(render(_report(Code("q", "Q", text)), PLAIN_STYLE))
    assert reading.code == [text + "\n"]


def test_numbers_are_to_the_right_and_codes_beside_their_row() -> None:
    grid = Grid("g", "G", (Column("a"), Column("n", "number")), (Row(("x", 1200), ("AB",)),))
    text = render(_report(grid), PLAIN_STYLE)
    assert "| --- | ---: |" in text
    assert r"| x \[AB\] | 1,200 |" in text


@pytest.mark.slow
def test_the_real_report_is_whole(real_report: Callable[[str], Report]) -> None:
    report = real_report("en")
    reading = _read(render(report, PLAIN_STYLE))
    assert {f"record-{code}" for code in report.codes.values()} >= {
        name for name in reading.ids if name.startswith("record-")
    }
    grids = [
        block
        for _, section in walk((*report.sections, *report.annex))
        for block in section.blocks
        if isinstance(block, Grid) and block.rows
    ]
    assert [len(rows) - 1 for rows in reading.tables] == [len(grid.rows) for grid in grids]
