"""The XLSX as an office opens it: a sheet a type, typed cells, nothing that is computed."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coopgraph.analysis.gaps.names import STATUS_NAMES, TIER_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Bilingual, Evidence
from coopgraph.analysis.gaps.wording import capital
from coopgraph.outputs.report.blocks import Report, record_codes
from coopgraph.outputs.report.style import PLAIN_STYLE
from coopgraph.outputs.report.xlsx import render
from coopgraph.outputs.safe_text import visible
from tests.report.office import pages_as_text
from tests.report.sample import HOSTILE, sample_report

pytestmark = pytest.mark.slow


def _book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def report(real_report: Callable[[str], Report]) -> Report:
    return real_report("fr")


@pytest.fixture(scope="module")
def book(report: Report) -> Any:
    return _book(render(report, PLAIN_STYLE))


@pytest.fixture(scope="module")
def hostile(report: Report) -> Report:
    """Return a report whose records have hostile labels everywhere."""
    gap = next(gap for gap in report.gaps if gap.type == "convention" and gap.evidence)

    def both(text: str) -> Bilingual:
        return Bilingual(text, text)

    gaps = tuple(
        replace(
            gap,
            id=f"{number}/{text}",
            subject_label=both(text),
            finding=both(text),
            closes_by=both(text),
            evidence=(Evidence(both(text), text, text, text, text, "high"),),
        )
        for number, text in enumerate(HOSTILE)
    )
    codes = record_codes(gap.id for gap in gaps)
    return replace(sample_report("fr"), gaps=gaps, codes=codes, title=HOSTILE[1])


def test_sheets_are_named_in_words(book: Any, report: Report) -> None:
    types = [name.fr for kind, name in TYPE_NAMES.items() if kind in {g.type for g in report.gaps}]
    expected = ["Vue d’ensemble", *map(capital, types), "À propos"]
    assert book.sheetnames == expected


def test_each_record_stands_in_the_sheet_of_its_type(book: Any, report: Report) -> None:
    for kind, name in TYPE_NAMES.items():
        gaps = [gap for gap in report.gaps if gap.type == kind]
        if not gaps:
            continue
        rows = list(book[capital(name.fr)].iter_rows(values_only=True))
        heads = rows[0]
        assert heads[:3] == ("code", "nature du travail", "statut")
        found = {
            row[0]: (row[heads.index("identifiant de la fiche")], row[1], row[2])
            for row in rows[1:]
        }
        assert found == {
            report.codes[gap.id]: (
                gap.id,
                TIER_NAMES[gap.tier.value].fr,
                STATUS_NAMES[gap.status.value].fr,
            )
            for gap in gaps
        }


def test_days_and_numbers_are_typed(book: Any, report: Report) -> None:
    sheet = book["Échéances"]
    heads = [cell.value for cell in sheet[1]]
    ends = {gap.id: gap.dates.end_latest for gap in report.gaps if gap.type == "expiry"}
    found = {
        row[heads.index("identifiant de la fiche")].value: row[heads.index("échéance au plus tard")]
        for row in sheet.iter_rows(min_row=2)
    }
    assert {key: cell.value and cell.value.date() for key, cell in found.items()} == ends
    assert any(ends.values())
    assert all(cell.is_date for cell in found.values() if cell.value)
    score = heads.index("score")
    assert all(
        isinstance(row[score], int | float | None)
        for row in sheet.iter_rows(2, None, None, None, True)
    )


def test_a_sheet_is_ready_to_filter(book: Any) -> None:
    for name in book.sheetnames[1:-1]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


def test_the_overview_counts_the_records(book: Any, report: Report) -> None:
    rows = list(book["Vue d’ensemble"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "nature du travail")
    counts = Counter((gap.tier.value, gap.status.value) for gap in report.gaps)
    for tier, name in TIER_NAMES.items():
        row = next(row for row in rows if row[0] == name.fr)
        told = dict(zip(heads[1:], row[1:], strict=True))
        for status, word in STATUS_NAMES.items():
            assert told.get(word.fr, 0) == counts[tier, status]
        assert told["total"] == sum(n for (found, _), n in counts.items() if found == tier)


def test_the_last_sheet_says_where_it_comes_from(book: Any, report: Report) -> None:
    rows = list(book["À propos"].iter_rows(values_only=True))
    said = {row[0]: row[1] for row in rows}
    assert said["État au"] == datetime.datetime(2026, 11, 20)
    assert said["Fiches"] == len(report.gaps)
    assert "CC BY 4.0" in said["Licence des données"]
    assert {f"doc:{source.id}" for source in report.sources} <= set(said)


def test_no_cell_is_computed(book: Any, hostile: Report) -> None:
    content = render(hostile, PLAIN_STYLE)
    for workbook in (book, _book(content)):
        for sheet in workbook:
            for row in sheet.iter_rows():
                assert not [cell for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not [name for name in sheets if b"<f>" in archive.read(name)]


def test_hostile_labels_stand_as_they_were_typed(hostile: Report) -> None:
    sheet = _book(render(hostile, PLAIN_STYLE))["Conventions"]
    heads = [cell.value for cell in sheet[1]]
    cells = [row[heads.index("sujet")] for row in sheet.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == {visible(text) for text in HOSTILE}
    quoted = {cell.value for cell in cells if cell.quotePrefix}
    assert quoted == {HOSTILE[1], HOSTILE[2], HOSTILE[3]}


def test_libreoffice_reads_all_of_it(
    tmp_path: Path, soffice: str, book: Any, report: Report
) -> None:
    pages = pages_as_text(soffice, render(report, PLAIN_STYLE), "xlsx", tmp_path)
    assert len(pages) >= len(book.sheetnames)
    text = "\n".join(pages)
    assert all(code in text for code in report.codes.values())
    assert "Région Bretagne" in text
