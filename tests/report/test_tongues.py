"""A report is in one language: titles and remarks have both, or say in which language they are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from coopgraph.analysis.gaps.records import Language
from coopgraph.outputs.report.blocks import Grid, Marked, Report, walk
from coopgraph.outputs.report.formats import render_report
from coopgraph.outputs.report.values import dates_in_words, shown

#: English words that stood in the French report: titles, grounds of reuse, remarks, units.
_ENGLISH = re.compile(
    r"News item|facts only|no licence|snapshot|or later|not stated|matched by|home page|\bdays\b"
)
#: Ids of records and sources, as the tables have them.
_IDS = re.compile(r"\b(?:rnsr|ror|esr|finess|page)-[a-z0-9]|\b(?:expiry|hole|data-doubt)/")
_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def _cells(report: Report) -> list[str]:
    return [
        shown(cell, report.lang)
        for _, section in walk((*report.sections, *report.annex))
        for block in section.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row.cells
    ]


def test_the_french_report_is_french(real_report: Callable[[str], Report]) -> None:
    cells = _cells(real_report("fr"))
    assert len(cells) > 3000
    assert [cell for cell in cells if _ENGLISH.search(cell)] == []
    assert "faits seuls (noms, dates, lieux) ; aucun texte repris" in cells
    assert any("année du label non indiquée par la source" in cell for cell in cells)


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_tables_name_things_and_show_no_ids(
    real_report: Callable[[str], Report], lang: Language
) -> None:
    assert [cell for cell in _cells(real_report(lang)) if _IDS.search(cell)] == []


def test_organisations_have_their_article(real_report: Callable[[str], Report]) -> None:
    bare = re.compile(
        r"\b(?:avec|de|du|à|par|pour|concerne) (?:Inserm|CNRS|CEA|Institut|Université|Centre)\b"
        r"(?! Transfert)"
    )
    report = real_report("fr")
    own = {gap.subject_label.fr for gap in report.gaps} | {s.title_fr for s in report.sources}
    found = [gap.sentence.fr for gap in report.gaps if bare.search(gap.sentence.fr)]
    # Names within names are as their sources have them.
    left = [text for text in found if not any(bare.search(name) and name in text for name in own)]
    assert left == []
    assert any("en cotutelle avec l’Inserm (" in gap.sentence.fr for gap in report.gaps)
    assert any("avec le CNRS" in gap.finding.fr for gap in report.gaps)


@pytest.mark.parametrize(
    ("lang", "title", "tongue"),
    [
        ("fr", "Cooperation strategy", "en"),
        ("fr", "Partenariats de recherche", ""),
        ("en", "Cooperation strategy", ""),
        ("en", "Partenariats de recherche", "fr"),
        ("en", "FHU SUPORT: home page (second label)", ""),
        ("fr", "FHU SUPORT : page d’accueil (second label)", ""),
    ],
)
def test_a_published_title_stays_and_says_its_language(
    real_report: Callable[[str], Report], lang: Language, title: str, tongue: str
) -> None:
    (section,) = (s for s in real_report(lang).annex if s.anchor == "annex-sources")
    (table,) = (block for block in section.blocks if isinstance(block, Grid))
    cells = [row.cells[0] for row in table.rows]
    assert [c.lang for c in cells if isinstance(c, Marked) and c.value == title] == [tongue]


def test_renderers_mark_the_language(real_report: Callable[[str], Report]) -> None:
    report = real_report("fr")
    page = render_report(report, "html").decode()
    assert re.search(r'«\s<span lang="en">Cooperation strategy</span>', page)
    assert re.search(r'<span lang="en">Cooperation strategy, l\. \d+</span>', page)
    with zipfile.ZipFile(BytesIO(render_report(report, "docx"))) as file:
        text = file.read("word/document.xml").decode()
    run = r'<w:lang w:val="en-GB"/></w:rPr><w:t[^>]*>Cooperation strategy<'
    assert re.search(run, text)


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [
        ("RNSR 2022-02", "RNSR février 2022", "RNSR February 2022"),
        ("2024-12-01", "1er décembre 2024", "1 December 2024"),
        ("2016-2020", "2016–2020", "2016–2020"),
        ("2016 or later", "2016 ou après", "2016 or later"),
        ("2022-13, 12022-02", "2022-13, 12022-02", "2022-13, 12022-02"),
    ],
)
def test_dates_of_sources_are_words(text: str, fr: str, en: str) -> None:
    assert (dates_in_words(text, "fr"), dates_in_words(text, "en")) == (fr, en)
