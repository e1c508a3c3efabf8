"""Tables of a comparison: counts first, then what changed, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import coopgraph
from coopgraph.comparison.gaps import GapChange
from coopgraph.comparison.records import KINDS, Change, Difference, Side
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.tables import Table
from coopgraph.sources.locators import shown_locator

__all__ = [
    "COLUMNS",
    "count_gap_changes",
    "diff_envelope",
    "diff_tables",
    "flat_diff_table",
    "gap_change_tables",
]

#: Columns of the flat formats: one row per value that differs.
COLUMNS: Final = (
    "change",
    "table",
    "subject",
    "label",
    "field",
    "old",
    "new",
    "source",
    "locator",
)
ENVELOPE_VERSION: Final = 1
#: Rows of one kind in a table for readers.
_SHOWN: Final = 50
_KINDS: Final[Mapping[str, Message]] = {
    "disputed": message("newly disputed"),
    "settled": message("no longer disputed"),
    "removed": message("removed"),
    "ended": message("ended"),
    "renamed": message("renamed"),
    "changed": message("changed"),
    "begun": message("begun"),
    "added": message("added"),
    "cited": message("same fact, other evidence"),
}
_GAPS: Final[Mapping[str, Message]] = {
    "new": message("new gaps"),
    "reopened": message("gaps open again"),
    "closed": message("closed gaps"),
    "restated": message("gaps of another status"),
    "undecidable": message("results undecidable now"),
    "decided": message("results no longer undecidable"),
    "gone": message("results no longer examined"),
}


def diff_tables(found: Difference, lang: str, *, all_lines: bool = False) -> list[Table]:
    """Return the tables for readers: a summary, then one per kind of change.

    Parameters
    ----------
    found
        The comparison.
    lang
        ``fr`` or ``en``.
    all_lines
        Whether lists are printed whole, and the facts of which only the evidence changed listed.

    Returns
    -------
    list of Table
    """
    tables = [_summary(found, lang)]
    for kind in KINDS:
        changes = [change for change in found.changes if change.kind == kind]
        if not changes or (kind == "cited" and not all_lines):
            continue
        shown = changes if all_lines else changes[:_SHOWN]
        rest = len(changes) - len(shown)
        more = counted("{n} more; --all lists it.", "{n} more; --all lists them.", n=rest)
        tables.append(_of_kind(kind, shown, lang, len(changes), more if rest else None))
    return [*tables, *gap_change_tables(found.gaps or (), lang)]


def gap_change_tables(changes: Sequence[GapChange], lang: str) -> list[Table]:
    """Return one table per kind of change of gaps; see :func:`diff_tables`."""
    tables = []
    for kind, title in _GAPS.items():
        gaps = [gap for gap in changes if gap.kind == kind]
        if gaps:
            tables.append(_of_gaps(gaps, title, lang))
    return tables


def count_gap_changes(changes: Sequence[GapChange]) -> dict[Message, int]:
    """Return how many gaps changed in which way."""
    return {title: sum(gap.kind == kind for gap in changes) for kind, title in _GAPS.items()}


def _summary(found: Difference, lang: str) -> Table:
    kinds = [kind for kind in KINDS if any(kind in row for row in found.counts.values())]
    rows: list[tuple[str | int | None, ...]] = [
        (table or _say(message("things"), lang), *(row.get(kind) for kind in kinds))
        for table, row in found.counts.items()
    ]
    if len(rows) > 1:
        total = [sum(row.get(kind, 0) for row in found.counts.values()) for kind in kinds]
        rows.append((_say(message("all"), lang), *total))
    notes = [_say(message("Nothing differs."), lang)] if not rows else []
    if found.gaps is not None:
        counted_gaps = count_gap_changes(found.gaps)
        numbers = ", ".join(f"{_say(title, lang)} {n}" for title, n in counted_gaps.items())
        notes.append(_say(message("Gaps: {numbers}.", numbers=numbers), lang))
    return Table(
        (_say(message("table"), lang), *(_say(_KINDS[kind], lang) for kind in kinds)),
        rows,
        title=_say(message("What differs"), lang),
        lead=(
            _side(message("old"), found.old, lang),
            _side(message("new"), found.new, lang),
        ),
        notes=tuple(notes),
    )


def _side(which: Message, side: Side, lang: str) -> str:
    said = message(
        "{which}: {name}, as of {day}: {entities} things, {facts} facts.",
        which=which,
        name=side.name,
        day=side.day.isoformat(),
        entities=side.entities,
        facts=side.facts,
    )
    return _say(said, lang)


def _of_kind(
    kind: str, changes: list[Change], lang: str, number: int, more: Message | None
) -> Table:
    heads = [message("table"), message("what"), message("id")]
    valued = any(change.fields for change in changes)
    if valued:
        heads += [message("field"), message("old"), message("new")]
    heads.append(message("source"))
    rows: list[tuple[str, ...]] = []
    for change in changes:
        about = (change.table, _say(change.label, lang), change.subject)
        place = shown_locator(change.locator, lang)
        source = ", ".join(filter(None, (change.source, place)))
        if not valued:
            rows.append((*about, source))
        elif not change.fields:
            rows.append((*about, "", "", "", source))
        else:
            rows += [(*about, f.column, f.old, f.new, source) for f in change.fields]
    return Table(
        tuple(_say(head, lang) for head in heads),
        rows,
        title=f"{_say(_KINDS[kind], lang)} ({number})",
        notes=(_say(more, lang),) if more is not None else (),
        group=tuple(_say(head, lang) for head in heads[:3]),
    )


def _of_gaps(gaps: list[GapChange], title: Message, lang: str) -> Table:
    heads = (message("gap"), message("what"), message("old"), message("new"), message("finding"))
    none = _say(message("no record"), lang)
    rows = [
        (
            one.gap.id,
            one.gap.subject_label["fr" if lang == "fr" else "en"],
            one.old.status.value if one.old else none,
            one.new.status.value if one.new else none,
            one.gap.finding["fr" if lang == "fr" else "en"],
        )
        for one in gaps
    ]
    columns = tuple(_say(head, lang) for head in heads)
    return Table(columns, rows, title=f"{_say(title, lang)} ({len(gaps)})")


def flat_diff_table(found: Difference, lang: str) -> Table:
    """Return all changes in one table, gaps included: one row per value that differs.

    Parameters
    ----------
    found
        The comparison.
    lang
        Language of the names; kinds, tables and columns are words for programs.

    Returns
    -------
    Table
        With the columns :data:`COLUMNS`.
    """
    rows: list[tuple[str, ...]] = []
    for change in found.changes:
        about = (change.kind, change.table, change.subject, _say(change.label, lang))
        evidence = (change.source, change.locator)
        if not change.fields:
            rows.append((*about, "", "", "", *evidence))
        rows += [(*about, f.column, f.old, f.new, *evidence) for f in change.fields]
    for one in found.gaps or ():
        gap = one.gap
        rows.append(
            (
                f"gap-{one.kind}",
                gap.type,
                gap.id,
                gap.subject_label["fr" if lang == "fr" else "en"],
                "status",
                one.old.status.value if one.old else "",
                one.new.status.value if one.new else "",
                "",
                "",
            )
        )
    lead = (_side(message("old"), found.old, lang), _side(message("new"), found.new, lang))
    return Table(COLUMNS, rows, title=_say(message("What differs"), lang), lead=lead)


def diff_envelope(found: Difference, lang: str) -> dict[str, Any]:
    """Return the comparison as plain data, ready for JSON.

    Parameters
    ----------
    found
        The comparison.
    lang
        Language of the names.

    Returns
    -------
    dict

    Examples
    --------
    >>> import datetime
    >>> side = Side("x", datetime.date(2024, 12, 31))
    >>> diff_envelope(Difference(side, side), "en")["changes"]
    []
    """
    totals = {kind: sum(row.get(kind, 0) for row in found.counts.values()) for kind in KINDS}
    document: dict[str, Any] = {
        "version": ENVELOPE_VERSION,
        "generator": f"coopgraph {coopgraph.__version__}",
        "old": _side_data(found.old),
        "new": _side_data(found.new),
        "summary": totals,
        "tables": {table: dict(row) for table, row in found.counts.items()},
        "changes": [
            {
                "change": change.kind,
                "table": change.table,
                "subject": change.subject,
                "label": _say(change.label, lang),
                "fields": [{"field": f.column, "old": f.old, "new": f.new} for f in change.fields],
                "source": change.source,
                "locator": change.locator,
            }
            for change in found.changes
        ],
    }
    if found.gaps is not None:
        document["gaps"] = [
            {
                "change": one.kind,
                "id": one.gap.id,
                "label": one.gap.subject_label["fr" if lang == "fr" else "en"],
                "old": one.old.status.value if one.old else None,
                "new": one.new.status.value if one.new else None,
            }
            for one in found.gaps
        ]
    return document


def _side_data(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "as_of": side.day.isoformat(),
        "things": side.entities,
        "facts": side.facts,
    }


def _say(said: Message, lang: str) -> str:
    return said.in_language(lang)
