"""The DOCX as an office opens it: real headings, tables, captions, lists and links."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.errors import SourceError
from coopgraph.outputs.report.blocks import (
    Column,
    Grid,
    Item,
    Items,
    Paragraph,
    Report,
    Row,
    line,
    walk,
)
from coopgraph.outputs.report.docx import render
from coopgraph.outputs.report.style import PLAIN_STYLE, HouseStyle, Logo
from coopgraph.outputs.report.word.grids import column_widths
from coopgraph.outputs.report.word.nodes import shown_text
from coopgraph.outputs.report.word.places import bookmark_names
from tests.report.office import pages_as_text
from tests.report.sample import HOSTILE, sample_report

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    b'width="200" height="80"><rect width="200" height="80"/>%s</svg>'
)


def _opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def sample() -> Any:
    return _opened(render(sample_report("fr"), PLAIN_STYLE))


def _styled(document: Any, name: str) -> list[Any]:
    return [found for found in document.paragraphs if found.style.name == name]


def test_headings_are_headings(sample: Any) -> None:
    report = sample_report("fr")
    expected = [
        (f"Heading {min(level, 3)}", section.title)
        for level, section in walk((*report.sections, *report.annex))
    ]
    found = [
        (p.style.name, p.text) for p in sample.paragraphs if p.style.name.startswith("Heading")
    ]
    assert found == expected
    assert [p.text for p in _styled(sample, "Title")] == [report.title]


def test_properties_say_what_the_document_is(sample: Any) -> None:
    about = sample.core_properties
    assert about.title == "Partenariats de l’Inserm"
    assert about.language == "fr-FR"
    assert about.created.date() == about.modified.date() == datetime.date(2026, 11, 20)
    assert about.comments == ""
    assert "thumbnail" not in "".join(rel.reltype for rel in sample.part.package.rels.values())


def test_hostile_labels_stand_as_they_were_typed(sample: Any) -> None:
    rows = sample.tables[1].rows
    assert [row.cells[0].text for row in rows][1:] == [shown_text(text) for text in HOSTILE]
    assert rows[7].cells[0].text == "nul\ufffd bell\ufffd esc\ufffd ffff\ufffd lone\ufffdline"


def test_a_table_is_ready_to_read_over_pages(sample: Any) -> None:
    table = sample.tables[1]
    head = table.rows[0]._tr.trPr
    assert head.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    widths = [column.width for column in table.columns]
    assert widths[0] == pytest.approx(3 * widths[1], rel=0.01)
    numbers = table.rows[2].cells[1].paragraphs[0]
    assert (numbers.style.name, numbers.text) == ("Table Number", "1\xa0000")
    assert table.rows[1].cells[2].text == "1er mars 2026"
    assert (
        table.rows[1].cells[0].paragraphs[0].runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val"))
        == "en-GB"
    )


def test_what_leads_to_a_figure_stays_with_it() -> None:
    report = sample_report("en")
    (picture,) = report.sections[1].sections[0].blocks
    lead, more = Paragraph(line("It shows:")), Paragraph(line("3 more in the annex"))
    table = Grid("g", "Table", (Column("a"),), (Row(("x",)),))
    items = Items((Item(line("one")),))
    blocks = (lead, picture, table, more, picture, lead, items, more)
    made = replace(report, sections=(replace(report.sections[0], blocks=blocks),), annex=())
    document = _opened(render(made, PLAIN_STYLE))
    kept = [
        (p.text, bool(p.paragraph_format.keep_with_next))
        for p in document.paragraphs
        if p.text in ("It shows:", "3 more in the annex")
    ]
    assert kept == [
        ("It shows:", True),
        ("3 more in the annex", False),
        ("It shows:", True),
        ("3 more in the annex", False),
    ]


def test_decisions_have_the_first_page_for_themselves(sample: Any) -> None:
    breaks = [bool(p.paragraph_format.page_break_before) for p in _styled(sample, "Heading 1")]
    assert breaks == [False, True, *[False] * (len(breaks) - 2)]


def test_names_of_rows_are_bold_where_the_first_column_has_them(sample: Any) -> None:
    style = sample.styles["Report Table"].element
    (look,) = (
        part for part in style.iter(qn("w:tblStylePr")) if part.get(qn("w:type")) == "firstCol"
    )
    assert look.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
    looks = [t._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) for t in sample.tables]
    assert "1" in looks


def test_captions_are_numbered_by_fields(sample: Any) -> None:
    captions = _styled(sample, "Caption")
    assert [p.text.replace("\xa0", " ") for p in captions] == [
        "Tableau 1 – Hostile labels",
        "Tableau 2 – Nothing",
        "Figure 1 – Announced <lists>",
        "Tableau 3 – A. Dated obligations: candidate (10)",
    ]
    fields = [p._p.find(f".//{qn('w:instrText')}").text.split()[:2] for p in captions]
    assert fields == [["SEQ", word] for word in ("Tableau", "Tableau", "Figure", "Tableau")]


def test_a_figure_has_an_alternative(sample: Any) -> None:
    [shape] = sample.inline_shapes
    assert shape._inline.docPr.get("descr") == "46 FHU and 8 SIRIC announced."


def test_lists_are_lists_and_each_numbered_one_begins_at_one() -> None:
    report = sample_report("en")
    first = report.sections[0]
    twice = replace(first, blocks=(*first.blocks, first.blocks[2]))
    document = _opened(render(replace(report, sections=(twice,)), PLAIN_STYLE))
    numbered = _styled(document, "List Number")
    assert [p.text for p in numbered][:2] == ["One <i>item</i>. [AAAA2]", "Two."]
    ids = [p._p.pPr.numPr.numId.val for p in numbered]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    numbering = document.part.numbering_part.element
    assert all(numbering.num_having_numId(i).lvlOverride_lst[0].startOverride.val == 1 for i in ids)
    assert len(_styled(document, "List Bullet")) == 2


def test_links_lead_to_bookmarks_and_addresses(sample: Any) -> None:
    body = sample.element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len({mark.lower() for mark in marks})
    assert all(0 < len(mark) <= 40 for mark in marks)
    links = list(body.iter(qn("w:hyperlink")))
    inner = {link.get(qn("w:anchor")) for link in links} - {None}
    assert inner <= set(marks)
    assert {"record_AAAA0", "table_hostile", "table_none"} <= inner
    [outer] = [sample.part.rels[key] for link in links if (key := link.get(qn("r:id")))]
    assert (outer.target_ref, outer.is_external) == ("https://ror.org/", True)


@given(st.lists(st.text(min_size=1, max_size=60), max_size=12))
def test_any_anchors_get_bookmarks_of_their_own(anchors: list[str]) -> None:
    names = bookmark_names(anchors)
    assert set(names) == set(anchors)
    assert len({name.lower() for name in names.values()}) == len(names)
    assert all(
        name.isascii() and name.isidentifier() and len(name) <= 40 for name in names.values()
    )


def test_columns_share_the_width() -> None:
    columns = [Column("a", weight=9), Column("n", "number", 0.1), Column("d", "date", 0.1)]
    widths = column_widths(columns, 9000)
    assert widths[1:] == [760, 1150]
    assert sum(widths) == 9000
    assert sum(column_widths([Column(str(n)) for n in range(20)], 9000)) <= 9000


def test_head_and_foot_of_each_page() -> None:
    style = HouseStyle(accent="#8A1538", header="Maison <b>", footer="Interne & privé")
    document = _opened(render(sample_report("fr"), style))
    assert [section.orientation for section in document.sections] == [0, 1]
    for section in document.sections:
        assert section.header.paragraphs[0].text == "Maison <b>\tÉtat au 20 novembre 2026"
        foot = section.footer.paragraphs[0]
        assert foot.text == "Interne & privé\tPage 1 sur 1"
        fields = [e.text.strip() for e in foot._p.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert str(document.styles["Heading 1"].font.color.rgb) == "8A1538"


def test_a_logo_in_svg_is_drawn_for_word() -> None:
    logo = Logo(SVG % b"", "image/svg+xml", "Logo <x>")
    document = _opened(render(sample_report("en"), HouseStyle(logo=logo)))
    first = document.inline_shapes[0]
    assert first._inline.docPr.get("descr") == "Logo <x>"
    images = [p.blob for p in document.part.package.iter_parts() if "png" in p.partname]
    assert all(image.startswith(b"\x89PNG") for image in images)
    assert len(images) == 2
    assert first.width / first.height == pytest.approx(2.5, rel=0.02)


def test_a_logo_does_not_read_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.svg").write_bytes(SVG % b"")
    logo = Logo(SVG % b'<image xlink:href="secret.svg" width="9" height="9"/>', "image/svg+xml", "")
    with pytest.raises(SourceError, match="logo"):
        render(sample_report("en"), HouseStyle(logo=logo))


def test_nothing_of_the_day_it_was_made_on_is_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(render(sample_report("fr"), PLAIN_STYLE))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_every_hash_seed_gives_the_same_bytes(repository: Path) -> None:
    code = (
        "import hashlib, runpy; from coopgraph.outputs.report.formats import render_report; "
        "sample = runpy.run_path('tests/report/sample.py')['sample_report']('fr'); "
        "print([hashlib.sha256(render_report(sample, f)).hexdigest() "
        "for f in ('docx', 'xlsx', 'md')])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=repository,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


@pytest.mark.slow
def test_the_annex_takes_few_seconds(real_report: Callable[[str], Report]) -> None:
    report = real_report("fr")
    begin = time.process_time()
    content = render(replace(report, sections=()), PLAIN_STYLE)
    assert time.process_time() - begin < 4
    rows = _opened(content).element.body.iter(qn("w:tr"))
    assert sum(1 for _ in rows) > len(report.gaps)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_libreoffice_reads_all_of_it(
    tmp_path: Path, soffice: str, real_report: Callable[[str], Report], lang: str
) -> None:
    report = real_report(lang)
    pages = pages_as_text(soffice, render(report, PLAIN_STYLE), "docx", tmp_path)
    assert len(pages) > 10
    text = "\n".join(pages)
    assert all(code in text for code in report.codes.values())
    assert "Région Bretagne" in text
