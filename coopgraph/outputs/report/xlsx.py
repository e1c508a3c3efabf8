"""The records of a report as a workbook: an overview, a sheet a type, where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from coopgraph.analysis.gaps.names import STATUS_NAMES, TIER_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Gap, Language, Status
from coopgraph.analysis.gaps.wording import capital
from coopgraph.messages import Message, message
from coopgraph.outputs.about import Context, about_rows
from coopgraph.outputs.report.basis import basis_text
from coopgraph.outputs.report.blocks import Counts, Report, walk
from coopgraph.outputs.report.style import HouseStyle
from coopgraph.outputs.tables import Cell, Table
from coopgraph.outputs.workbook import render_workbook

__all__ = ["render"]

_BASES: Final = {
    "stated": message("stated by the source"),
    "computed": message("computed from the stated term"),
    "assumed": message("assumed from the usual term"),
}
_CERTAINTIES: Final = {"certain": message("certain"), "possible": message("possible")}


def render(report: Report, _style: HouseStyle) -> bytes:
    """Return the report as XLSX.

    Parameters
    ----------
    report
        The report; its chapters are for reading and left aside, except for the numbers of the
        first page.

    Returns
    -------
    bytes
        First how many records there are of each kind of work, status and type; then one sheet a
        type, of which each record has its code, its kind of work and its status, so that what is
        missing in the data is never mixed up with what is missing in the world.

    Raises
    ------
    MissingExtra
        If xlsxwriter is not installed.
    """
    lang = report.lang
    sheets: dict[str, Table | Sequence[Table]] = {
        message("Overview").in_language(lang): _overview(report)
    }
    for kind, name in TYPE_NAMES.items():
        gaps = [gap for gap in report.gaps if gap.type == kind]
        if gaps:
            sheets[capital(name[lang])] = _records(report, gaps)
    context = Context(
        day=report.as_of,
        lang=lang,
        title=report.subtitle,
        question=report.title,
        sources=report.sources,
        packaged=report.packaged,
    )
    about = about_rows(context, [(message("Records"), len(report.gaps))])
    return render_workbook(sheets, about=about, lang=lang)


def _overview(report: Report) -> tuple[Table, ...]:
    """Return the numbers of the first page, and how many records there are of each sort."""

    def say(text: Message) -> str:
        return text.in_language(report.lang)

    lang = report.lang
    statuses = [status for status in Status if any(gap.status is status for gap in report.gaps)]
    heads = (*(STATUS_NAMES[status.value][lang] for status in statuses), say(message("total")))
    of_tier = Counter((gap.tier.value, gap.status) for gap in report.gaps)
    of_type = Counter((gap.tier.value, gap.type, gap.status) for gap in report.gaps)
    tiers: list[tuple[Cell, ...]] = []
    types: list[tuple[Cell, ...]] = []
    for tier, work in TIER_NAMES.items():
        row = [of_tier[tier, status] for status in statuses]
        if any(row):
            tiers.append((work[lang], *row, sum(row)))
        for kind, name in TYPE_NAMES.items():
            row = [of_type[tier, kind, status] for status in statuses]
            if any(row):
                types.append((f"{work[lang]} – {name[lang]}", *row, sum(row)))
    first: list[tuple[Cell, ...]] = [
        (count.label, count.value)
        for _, section in walk(report.sections)
        for block in section.blocks
        if isinstance(block, Counts)
        for count in block.items
    ]
    tables = [
        Table(
            (say(message("kind of work")), *heads),
            tiers,
            say(message("Records by kind of work and status")),
        ),
        Table(
            (say(message("kind of work and type")), *heads),
            types,
            say(message("Records by type and status")),
        ),
    ]
    if first:
        columns = (say(message("what is counted")), say(message("number")))
        tables.append(Table(columns, first, say(message("Numbers of the first page"))))
    return tuple(tables)


#: A column: its heading, and the cell of a record; None for what it rests on, which needs sources.
_Column = tuple[Message, Callable[[Gap, Language], Cell] | None]
_COLUMNS: Final[tuple[_Column, ...]] = (
    (message("kind of work"), lambda gap, lang: TIER_NAMES[gap.tier.value][lang]),
    (message("status"), lambda gap, lang: STATUS_NAMES[gap.status.value][lang]),
    (message("act by"), lambda gap, _: gap.dates.act_by),
    (message("subject"), lambda gap, lang: gap.subject_label[lang]),
    (message("finding"), lambda gap, lang: capital(gap.finding[lang])),
    (message("what would close it"), lambda gap, lang: gap.closes_by[lang]),
    (message("ends at the earliest"), lambda gap, _: gap.dates.end_earliest),
    (message("ends at the latest"), lambda gap, _: gap.dates.end_latest),
    (message("where the end comes from"), lambda gap, lang: _said(_BASES, gap.dates.basis, lang)),
    (message("certainty"), lambda gap, lang: _said(_CERTAINTIES, gap.dates.certainty, lang)),
    (message("structures"), lambda gap, _: gap.structures),
    (message("rests on"), None),
    (message("score"), lambda gap, _: gap.score if gap.score_terms else None),
    (message("id of the record"), lambda gap, _: gap.id),
)


def _said(words: dict[str, Message], word: str | None, lang: Language) -> str | None:
    return words[word].in_language(lang) if word in words else None


def _records(report: Report, gaps: Sequence[Gap]) -> Table:
    """Return the records of one type; columns in which none of them has anything are left out."""
    lang = report.lang
    ordered = sorted(gaps, key=lambda gap: gap.sort_key)
    sources = {source.id: source for source in report.sources}
    columns = [
        (
            heading.in_language(lang),
            [cell(gap, lang) if cell else basis_text(gap, lang, sources) for gap in ordered],
        )
        for heading, cell in _COLUMNS
    ]
    columns.insert(0, (message("code").in_language(lang), [report.codes[g.id] for g in ordered]))
    kept = [(name, cells) for name, cells in columns if any(cell is not None for cell in cells)]
    rows = list(zip(*(cells for _, cells in kept), strict=True))
    return Table(tuple(name for name, _ in kept), rows)
