"""The same numbers and the same records in every format.

Each format is read back as an office, a browser or a program reads it, never by the module that
wrote it. The tables of the annex are found by their captions, in which kind of work and status
stand, and the records by their codes.
"""

from __future__ import annotations

import importlib.util
import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from coopgraph.analysis.gaps.names import STATUS_NAMES, TIER_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Language
from coopgraph.analysis.gaps.wording import capital
from coopgraph.outputs.report.blocks import (
    Count,
    Counts,
    Grid,
    Report,
    record_anchor,
    record_codes,
    walk,
)
from coopgraph.outputs.report.formats import FORMATS, render_report
from coopgraph.outputs.report.sections.annex import records_table_anchor
from coopgraph.outputs.report.values import shown
from tests.report.reading import html_of

pytestmark = pytest.mark.slow

MODULES = {"md": "markdown", "json": "data"}
BUILT = [
    name
    for name in FORMATS
    if importlib.util.find_spec(f"coopgraph.outputs.report.{MODULES.get(name, name)}")
]
#: Codes of records by kind of work and status.
Records = Mapping[tuple[str, str], set[str]]


@dataclass(frozen=True)
class Read:
    """What a format says: its records, and the numbers of the first page with what they count."""

    records: Records
    counts: set[tuple[int, str]] | None


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _first_page(report: Report) -> Iterable[Count]:
    for _, section in walk(report.sections[:1]):
        for block in section.blocks:
            if isinstance(block, Counts):
                yield from block.items


def _expected(report: Report) -> Read:
    records: dict[tuple[str, str], set[str]] = {}
    for gap in report.gaps:
        key = (gap.tier.value, gap.status.value)
        records.setdefault(key, set()).add(report.codes[gap.id])
    return Read(records, {(count.value, _spaced(count.label)) for count in _first_page(report)})


def _from_text(text: str, report: Report) -> Read:
    """Read what a person reads: captions, the codes below them, numbers before their labels."""
    text = _spaced(text)
    captions = {
        block.anchor: _spaced(block.caption)
        for _, section in walk(report.annex)
        for block in section.blocks
        if isinstance(block, Grid)
    }
    keys = {
        records_table_anchor(tier, status): (tier, status)
        for tier in TIER_NAMES
        for status in STATUS_NAMES
    }
    # A caption may be named in contents or links before it stands above its table.
    places = sorted((text.rfind(caption), anchor) for anchor, caption in captions.items())
    assert places[0][0] >= 0, "a caption of the annex is not in the text"
    titles = [text.rfind(_spaced(s.title)) for _, s in walk(report.annex)]
    ends = sorted([place for place, _ in places] + [t for t in titles if t > 0] + [len(text)])
    records = {}
    for place, anchor in places:
        if anchor in keys:
            part = text[place : next(end for end in ends if end > place)]
            words = set(re.findall(r"[0-9A-Z]{5,}", part))
            records[keys[anchor]] = words & set(report.codes.values())
    # Captions of the annex have the same words: only what stands in the first chapter counts.
    first, second = (_spaced(section.title) for section in report.sections[:2])
    start = text.rfind(first)
    page = text[start : text.index(second, start)]
    counts = {
        (count.value, _spaced(count.label))
        for count in _first_page(report)
        if f"{_spaced(shown(count.value, report.lang))} {_spaced(count.label)}" in page
    }
    return Read(records, counts)


def _html(content: bytes, report: Report, _folder: Path) -> Read:
    page = html_of(content.decode())
    missing = {record_anchor(code) for code in report.codes.values()} - set(page.ids)
    assert not missing
    return _from_text(page.text, report)


def _pdf(content: bytes, report: Report, folder: Path) -> Read:
    path = folder / "report.pdf"
    path.write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True
    )
    return _from_text(told.stdout.replace("\u00ad\n", ""), report)


def _docx(content: bytes, report: Report, _folder: Path) -> Read:
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return _from_text("\n".join(paragraphs), report)


def _md(content: bytes, report: Report, _folder: Path) -> Read:
    page = MarkdownIt("commonmark").enable("table").render(content.decode())
    return _from_text(html_of(re.sub(r"</?(?:strong|em)>", "", page)).text, report)


def _xlsx(content: bytes, report: Report, _folder: Path) -> Read:
    lang = report.lang
    book = openpyxl.load_workbook(io.BytesIO(content))
    tiers = {name[lang]: tier for tier, name in TIER_NAMES.items()}
    statuses = {name[lang]: status for status, name in STATUS_NAMES.items()}
    records: dict[tuple[str, str], set[str]] = {}
    for name in TYPE_NAMES.values():
        if capital(name[lang]) in book.sheetnames:
            for row in book[capital(name[lang])].iter_rows(min_row=2, values_only=True):
                key = (tiers[str(row[1])], statuses[str(row[2])])
                records.setdefault(key, set()).add(str(row[0]))
    first = list(book.worksheets[0].iter_rows(values_only=True))
    heads = [statuses.get(str(head)) for head in first[1]]
    told = {
        (tiers[str(row[0])], status): row[index]
        for row in first
        if row[0] in tiers
        for index, status in enumerate(heads)
        if status and row[index]
    }
    assert told == {key: len(found) for key, found in records.items()}
    pairs = {
        (row[1], _spaced(str(row[0])))
        for row in first
        if isinstance(row[1], int) and not any(row[2:])
    }
    return Read(records, pairs)


def _json(content: bytes, _report: Report, _folder: Path) -> Read:
    """Read the records; the published form of records has no first page."""
    envelope = json.loads(content)
    gaps = [*envelope["gaps"], *envelope["data_gaps"]]
    codes = record_codes(gap["id"] for gap in gaps)
    records: dict[tuple[str, str], set[str]] = {}
    for gap in gaps:
        records.setdefault((gap["tier"], gap["status"]), set()).add(codes[gap["id"]])
    told: Counter[str] = Counter()
    for found in envelope["counts"].values():
        told.update(found)
    assert told == Counter(gap["status"] for gap in gaps)
    return Read(records, None)


READERS: Mapping[str, Callable[[bytes, Report, Path], Read]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "md": _md,
    "json": _json,
}


def test_every_format_is_read() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", BUILT)
def test_a_format_says_what_the_records_say(
    name: str,
    lang: Language,
    real_report: Callable[[str], Report],
    tmp_path: Path,
    pdftotext: str,
) -> None:
    report = real_report(lang)
    expected = _expected(report)
    read = READERS[name](render_report(report, name), report, tmp_path)
    assert {key: len(found) for key, found in read.records.items()} == {
        key: len(found) for key, found in expected.records.items()
    }
    assert read.records == expected.records
    assert expected.counts
    assert read.counts in (expected.counts, None)
