"""The PDF of a report: read back by veraPDF, pikepdf and poppler."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from rdflib.plugins.sparql.parser import parseQuery

from coopgraph.errors import MissingExtra, SourceError
from coopgraph.outputs.report import pdf
from coopgraph.outputs.report.blocks import (
    Code,
    Column,
    Grid,
    Marked,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    line,
    plain,
    record_anchor,
    walk,
)
from coopgraph.outputs.report.figures.frame import Plot
from coopgraph.outputs.report.formats import render_report
from coopgraph.outputs.report.style import HouseStyle, Logo
from coopgraph.outputs.safe_text import visible
from tests.report import pdf_reading as reading
from tests.report.sample import HOSTILE, sample_report

pytestmark = pytest.mark.usefixtures("java", "pdftotext")

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">'
    b'<rect width="60" height="30" fill="#804000"/></svg>'
)
HOUSE = HouseStyle(
    accent="#804000",
    header="Direction <b>des</b> partenariats",
    footer="#set page(fill: red) · 12, rue",
    logo=Logo(LOGO, "image/svg+xml", "The <house>"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    made = {}
    for name, lang, style in (
        ("fr", "fr", HouseStyle()),
        ("en", "en", HouseStyle()),
        ("house", "fr", HOUSE),
    ):
        made[name] = folder / f"{name}.pdf"
        made[name].write_bytes(pdf.render(sample_report(lang), style))
    return made


def one_table(*rows: Row, columns: tuple[Column, ...] = (Column("what"),)) -> Report:
    return Report(
        title="T",
        subtitle="S",
        lang="en",
        as_of=datetime.date(2026, 11, 20),
        generator="coopgraph test",
        sections=(Section("first", "First", (Grid("grid", "Caption", columns, rows),)),),
    )


@pytest.mark.parametrize("name", ["fr", "en", "house"])
def test_verapdf_finds_no_fault(files, name):
    found = reading.verapdf(files[name])
    assert found["failures"] == []
    assert found["compliant"]
    assert found["rules"] == 106
    assert found["checks"] > 5000


def test_verapdf_sees_what_is_missing(files, tmp_path):
    with pikepdf.open(files["fr"]) as document:
        del document.Root.ViewerPreferences
        for tag in reading.tags(document.Root.StructTreeRoot):
            if tag.S == "/Figure":
                del tag.Alt
        document.save(tmp_path / "worse.pdf")
    found = reading.verapdf(tmp_path / "worse.pdf")
    assert not found["compliant"]
    assert {failure.split(":")[0] for failure in found["failures"]} == {"7.1-10", "7.3-1"}


@pytest.mark.slow
def test_a_report_on_a_landscape_has_no_fault(example_landscape, tmp_path):
    report = example_landscape.report(lang="fr")
    path = tmp_path / "example.pdf"
    path.write_bytes(render_report(report, "pdf"))
    assert reading.verapdf(path)["failures"] == []
    text = reading.extracted(path)
    assert all(code in text for code in report.codes.values())


@pytest.fixture(scope="module")
def real(real_report, tmp_path_factory):
    """Return what writes the report on the packaged landscape in a language, once."""
    folder = tmp_path_factory.mktemp("real")

    @cache
    def written(lang: str) -> Path:
        path = folder / f"{lang}.pdf"
        path.write_bytes(render_report(real_report(lang), "pdf"))
        return path

    return written


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_at_most_twelve_pages_before_the_annex(real_report, real, lang):
    report = real_report(lang)
    with pikepdf.open(real(lang)) as document, document.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        begins = {item.title: pages[item.destination[0].objgen] for item in outline.root}
    assert begins[report.sections[1].title] == 2
    assert begins[report.annex[0].title] <= 13


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_figure_stands_with_the_sentence_that_leads_to_it(real_report, real, lang):
    pages = [squeezed(page) for page in reading.extracted(real(lang)).split("\f")]
    leads = []
    for _, section in walk(real_report(lang).sections):
        for before, block in pairwise(section.blocks):
            if isinstance(block, Picture) and isinstance(before, Paragraph):
                follows_table = isinstance(section.blocks[section.blocks.index(before) - 1], Grid)
                if not follows_table or before is section.blocks[0]:
                    leads.append((squeezed(plain(before.line)), squeezed(block.caption)))
    assert len(leads) > 5
    for lead, caption in leads:
        (page,) = (text for text in pages if caption[:40] in text)
        assert lead[-25:] in page, caption
        assert page.index(lead[-25:]) < page.index(caption[:40])


@pytest.mark.slow
def test_a_query_that_is_copied_runs(real_report, real):
    """Lines end between words: as they are copied from the pages, they ask the same."""
    body = reading.extracted(
        real("fr"), *["-layout", "-x", "0", "-W", "595", "-y", "50", "-H", "750"]
    )
    lines = [text.strip() for text in body.replace("\f", "\n").splitlines()]
    queries = [
        block
        for _, section in walk(real_report("fr").annex)
        for block in section.blocks
        if isinstance(block, Code)
    ]
    assert len(queries) > 10
    begins = [lines.index(block.text.splitlines()[0]) for block in queries]
    for block, begin, end in zip(queries, begins, [*begins[1:], len(lines)], strict=True):
        copied = lines[begin:end]
        # The title of the next one stands between.
        while copied and not copied[-1].startswith(("}", "ORDER", "GROUP", "LIMIT")):
            copied.pop()
        assert str(parseQuery("\n".join(copied))) == str(parseQuery(block.text)), block.title


@pytest.mark.parametrize(("lang", "title"), [("fr", "Partenariats"), ("en", "Partnerships")])
def test_what_the_file_says_of_itself(files, lang, title):
    with pikepdf.open(files[lang]) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == lang
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]).startswith(title)
        assert str(document.docinfo["/CreationDate"]) == "D:20261120000000Z"
        assert "<b>report</b>" in str(document.docinfo["/Keywords"])
        with document.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
        box = [round(float(edge)) for edge in document.pages[0].mediabox]
    assert box == [0, 0, 595, 842]


def test_bookmarks_are_the_sections(files):
    report = sample_report("fr")
    with pikepdf.open(files["fr"]) as document, document.open_outline() as outline:

        def listed(items, level=1):
            for item in items:
                yield level, item.title
                yield from listed(item.children, level + 1)

        found = list(listed(outline.root))
    expected = [(level, one.title) for level, one in walk((*report.sections, *report.annex))]
    assert found == expected


def test_every_link_leads_somewhere(files):
    with pikepdf.open(files["fr"]) as document:
        out = [
            str(note.A.URI) for _, note in reading.links(document) if "/URI" in note.get("/A", {})
        ]
        within = [note for _, note in reading.links(document) if "/URI" not in note.get("/A", {})]
        assert all(reading.page_of(document, note) for note in within)
        assert all(str(note.Contents).strip() for _, note in reading.links(document))
    assert out == ["https://ror.org/"]
    assert len(within) > 20


def test_records_lead_to_the_annex_and_back(files):
    """AAAA0 is named on page 1, in the table of page 2, and has its row on page 3."""
    with pikepdf.open(files["fr"]) as document:
        pairs = [
            (number, reading.page_of(document, note)) for number, note in reading.links(document)
        ]
    assert pairs.count((1, 3)) >= 3  # AAAA0, AAAA1, AAAA2
    assert pairs.count((2, 3)) == len(HOSTILE)
    assert pairs.count((3, 1)) == 3
    assert pairs.count((3, 2)) == len(HOSTILE)


def test_a_link_to_what_this_report_lacks_stays_text(tmp_path):
    report = one_table(Row((Marked("elsewhere", "#nowhere"),), records=("ZZZZ9",)))
    path = tmp_path / "short.pdf"
    path.write_bytes(pdf.render(report))
    with pikepdf.open(path) as document:
        assert reading.links(document) == []
    assert "elsewhere" in reading.extracted(path)


def test_fonts_are_embedded(files):
    with pikepdf.open(files["fr"]) as document:
        found = reading.fonts(document)
    assert found
    assert all(found.values())
    names = " ".join(found)
    assert "LibertinusSerif" in names
    assert "DejaVuSans" in names


def test_tables_have_headers_that_cells_name(files):
    with pikepdf.open(files["fr"]) as document:
        tables = [
            tag for tag in reading.tags(document.Root.StructTreeRoot) if str(tag.S) == "/Table"
        ]
        assert len(tables) == 2
        for table in tables:
            heads = [tag for tag in reading.tags(table) if str(tag.S) == "/TH"]
            cells = [tag for tag in reading.tags(table) if str(tag.S) == "/TD"]
            assert str(reading.kids(table)[0].S) == "/Caption"
            assert {str(reading.attribute(head, "/Scope")) for head in heads} == {"/Column"}
            ids = {str(head.ID) for head in heads}
            named = [str(one) for cell in cells for one in reading.attribute(cell, "/Headers")]
            assert len(named) == len(cells) == len(heads) * len(HOSTILE)
            assert set(named) == ids


def test_figures_have_alternatives(files):
    with pikepdf.open(files["house"]) as document:
        alternatives = [
            str(tag.Alt)
            for tag in reading.tags(document.Root.StructTreeRoot)
            if str(tag.S) == "/Figure"
        ]
    assert alternatives == ["The <house>", "46 FHU and 8 SIRIC announced."]


def test_headings_begin_at_one_and_skip_none(files):
    with pikepdf.open(files["fr"]) as document:
        levels = [
            int(str(tag.S)[2:])
            for tag in reading.tags(document.Root.StructTreeRoot)
            if str(tag.S)[:2] == "/H"
        ]
    assert levels == [1, 1, 2, 1, 1]


def squeezed(text: str) -> str:
    """Return a text without what a reader takes away or adds where a line ends."""
    return re.sub(r"[\s\u00ad-]", "", text)


def test_labels_are_text(files):
    found = " ".join(reading.extracted(files["fr"]).split())
    *labels, right_to_left, long, scripts = HOSTILE
    for label in labels:
        assert visible(label) in found
    assert squeezed(long) in squeezed(found)
    # What is written from right to left stands between arrows of direction.
    assert all(word in found for word in scripts.split() if word != "·")
    assert right_to_left.split("\u200f")[1] in found
    assert "announced <&>" in found
    assert 'SELECT ?s WHERE { ?s ?p "</pre><b>" } # `x`' in found
    assert found.replace(" ", "").count("x" * 200) == 1


def test_a_label_in_another_language_is_marked(files):
    with pikepdf.open(files["fr"]) as document:
        content = document.pages[1].Contents.read_bytes()
    assert content.count(b"/Lang(en)") >= len(HOSTILE)


def test_the_house_is_on_every_page_and_its_logo_on_the_first(files):
    pages = reading.extracted(files["house"], "-layout").split("\f")[:-1]
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert "Direction <b>des</b> partenariats" in page
        assert "#set page(fill: red) · 12, rue" in page
        assert f"page {number} sur 3" in page
    assert "état au 20 novembre 2026" in pages[1]
    with pikepdf.open(files["house"]) as document:
        first = document.pages[0].Contents.read_bytes()
    assert b"0.5019608 0.2509804 0 " in first  # the accent


def test_a_table_over_pages_repeats_its_head_and_keeps_its_rows_whole(tmp_path):
    rows = [
        Row((f"begin{number} " + "word " * 60 + f"end{number}", number)) for number in range(60)
    ]
    columns = (Column("the finding", weight=2), Column("how many", "number"))
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf.render(one_table(*rows, columns=columns)))
    pages = reading.extracted(path).split("\f")[:-1]
    assert len(pages) > 3
    for page in pages:
        assert page.count("how many") == 1
    for number in range(60):
        [begun] = [page for page in pages if f"begin{number} " in page]
        assert f"end{number}\n" in begun


def test_a_row_longer_than_a_page_is_broken(tmp_path):
    text = " ".join(f"word{number}" for number in range(4000))
    path = tmp_path / "tall.pdf"
    path.write_bytes(pdf.render(one_table(Row((text,)))))
    found = reading.extracted(path)
    assert "word0 " in found
    assert "word3999" in found


def test_words_without_a_place_to_break_stay_in_their_column(tmp_path):
    long = "award_" + "fhu_montpellier_regeneration_" * 4 + "9" * 90 + "w" * 90
    columns = tuple(Column(f"c{number}") for number in range(5))
    path = tmp_path / "narrow.pdf"
    path.write_bytes(pdf.render(one_table(Row((long, "next", "", "", "")), columns=columns)))
    boxes = reading.extracted(path, "-bbox")
    edges = [float(part.split('"')[1]) for part in boxes.split("xMax=")[1:]]
    next_word = next(part for part in boxes.split("<word ")[1:] if ">next<" in part)
    left = float(next_word.split('xMin="')[1].split('"')[0])
    pieces = [
        float(part.split('xMax="')[1].split('"')[0])
        for part in boxes.split("<word ")[1:]
        if any(mark in part.split(">")[1] for mark in ("_", "99", "www"))
    ]
    assert len(pieces) > 5
    assert max(pieces) <= left
    assert max(edges) < 595


def test_same_bytes_under_any_hash_seed():
    command = (
        "import hashlib, sys; from tests.report.sample import sample_report;"
        "from coopgraph.outputs.report.pdf import render;"
        "print(hashlib.sha256(render(sample_report('fr'))).hexdigest())"
    )
    # The folder of the tests is a namespace, which a package of this name elsewhere would hide.
    loader = (
        "import sys, types; tests = types.ModuleType('tests'); "
        f"tests.__path__ = [{str(Path(__file__).parents[1])!r}]; sys.modules['tests'] = tests; "
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", loader + command],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(seen) == 1


@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30))
def test_any_text_can_be_set(texts):
    report = one_table(*(Row((text,)) for text in texts))
    made = pdf.render(report)
    assert made.startswith(b"%PDF-1.7")


def test_letters_that_no_font_has_are_seen_and_read(tmp_path):
    report = one_table(Row(("漢字 देवनागरी 😀 \ue000",)))
    path = tmp_path / "letters.pdf"
    path.write_bytes(pdf.render(report))
    assert "漢字" in reading.extracted(path)
    with pikepdf.open(path) as document:
        assert any("LastResort" in name for name in reading.fonts(document))


def test_a_figure_whose_letters_no_font_joins_is_still_set(tmp_path):
    """One label used to stop the whole document."""

    def draw(figure) -> None:
        figure.text(0.1, 0.5, "Accord हिन्दी ❤️ Zéphyrie & fils", parse_math=False)

    picture = Picture("f", "A figure", "What it shows.", Plot(draw, height=1.0))
    report = replace(one_table(Row(("x",))), sections=(Section("s", "Figures", (picture,)),))
    path = tmp_path / "x.pdf"
    path.write_bytes(render_report(report, "pdf"))
    text = squeezed(reading.extracted(path))
    assert "Accord" in text and "Zéphyrie&fils" in text
    assert "हिन्दी" not in text


def test_without_typst_the_message_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra, match=r"coopgraph\[report\]"):
        pdf.render(sample_report())


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/svg+xml"])
def test_a_logo_that_is_no_image_is_said(kind):
    with pytest.raises(SourceError, match="the PDF cannot be set"):
        pdf.render(sample_report(), HouseStyle(logo=Logo(b"no image", kind, "house")))


def test_a_logo_reads_no_file(tmp_path, monkeypatch):
    (tmp_path / "other.svg").write_bytes(LOGO)
    monkeypatch.chdir(tmp_path)
    linked = LOGO.replace(b"<rect ", b'<image href="other.svg" width="9" height="9"/><rect ')
    with pytest.raises(SourceError, match=r"other\.svg"):
        pdf.render(sample_report(), HouseStyle(logo=Logo(linked, "image/svg+xml", "house")))


@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_logos_of_pixels(format_):
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#804000").save(out, format_)
    logo = Logo(out.getvalue(), f"image/{format_.lower()}", "house")
    made = pdf.render(sample_report(), HouseStyle(logo=logo))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert any(
            isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
            for thing in document.objects
        )


def test_an_anchor_that_two_things_have_leads_to_the_first():
    twice = Grid("grid", "Again", (Column("what"),), (Row(("x",), anchor=record_anchor("AAAA0")),))
    report = one_table(Row(("y",), anchor=record_anchor("AAAA0"), records=("AAAA0",)))
    doubled = Report(
        title=report.title,
        subtitle=report.subtitle,
        lang="en",
        as_of=report.as_of,
        generator=report.generator,
        sections=(*report.sections, Section("first", "Second", (twice, Paragraph(line("z"))))),
    )
    with (
        pikepdf.open(io.BytesIO(pdf.render(doubled))) as document,
        document.open_outline() as marks,
    ):
        assert [item.title for item in marks.root] == ["First", "Second"]
