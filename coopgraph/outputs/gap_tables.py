"""Gap records as tables for people: one table per kind of work, what all its rows share said once.

Machine formats keep the order of records (tier, status, score); here an officer reads first what
ends soonest and what weighs most, each table under what would close its gaps.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.dates import DateRange, add_months
from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.names import STATUS_NAMES, TIER_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language, Status, Tier
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.outputs.gap_heads import HEADS, RULE_NAMES, column_name
from coopgraph.outputs.gap_leads import EXPIRY_LEADS, Reading, leads
from coopgraph.outputs.tables import Table

__all__ = [
    "STATUS_NAMES",
    "TIER_NAMES",
    "TYPE_NAMES",
    "GapGroup",
    "by_end",
    "column_name",
    "dismissed_table",
    "gap_groups",
    "gap_tables",
]

#: Types whose tier says all: its name need not be followed by theirs.
_OWN_TIERS: Final[Mapping[str, Tier]] = {"data": Tier.DATA}
_BASES: Final[Mapping[str, Bilingual]] = {
    "computed": Bilingual(" (calculée)", " (computed)"),
    "assumed": Bilingual(" (supposée)", " (assumed)"),
}
_EXPIRY_ORDER: Final = (
    Status.CONFIRMED,
    Status.CANDIDATE,
    Status.LAPSED,
    Status.UNDECIDABLE,
    Status.COVERED,
    Status.EXEMPT,
)
_EXPIRY_TITLES: Final[Mapping[Status, Bilingual]] = {
    Status.CONFIRMED: Bilingual("sans suite", "without follow-up"),
    Status.LAPSED: Bilingual("passées", "lapsed"),
    Status.UNDECIDABLE: Bilingual("inconnues", "end unknown"),
    Status.COVERED: Bilingual("suite connue ou plus lointaines", "followed up or later"),
    Status.EXEMPT: Bilingual("sans objet", "exempt"),
}


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The records of one table, and the table.

    Attributes
    ----------
    name
        Heading of the table without the number of its rows.
    records
        The records, one per row.
    table
        The table.
    cells
        The cells of its columns by the English name of the column.
    """

    name: str
    records: tuple[Gap, ...]
    table: Table
    cells: Mapping[str, Sequence[str | int | None]]


def gap_tables(
    gaps: Sequence[Gap],
    *,
    language: Language,
    as_of: datetime.date,
    within_months: int,
    review: Review | None = None,
) -> list[Table]:
    """Return the tables of a list of gaps; see :func:`gap_groups`."""
    groups = gap_groups(
        gaps, language=language, as_of=as_of, within_months=within_months, review=review
    )
    return [group.table for group in groups]


def gap_groups(
    gaps: Sequence[Gap],
    *,
    language: Language,
    as_of: datetime.date,
    within_months: int,
    titles: Mapping[str, str] | None = None,
    review: Review | None = None,
) -> list[GapGroup]:
    """Return a list of gaps as tables: tiers are never mixed, nor are types.

    Parameters
    ----------
    gaps
        The records to show, in the order of records.
    language
        Language of the tables.
    as_of
        Day of reference.
    within_months
        Horizon of the expiry rule.
    titles
        Titles of the sources by id, for readers who do not know the tables of coopgraph; without
        them sources are named by id, as on the command line.
    review
        What a list of dismissals says of the records: of those reopened the note says so.

    Returns
    -------
    list of GapGroup
        By tier, type, status and rule, each under a name of its own. Expiries to come stand before
        those past, the soonest first; past ones begin with the latest. All other tables keep the
        order of records.
    """
    reading = Reading(language, as_of, add_months(as_of, within_months), titles, review)
    groups: dict[tuple[int, int, int, int, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        groups[_group(gap)].append(gap)
    tables = [groups[key] for key in sorted(groups)]
    names = Counter(_title(records[0], reading) for records in tables)
    return [_table(records, reading, names[_title(records[0], reading)] > 1) for records in tables]


def dismissed_table(review: Review, gaps: Sequence[Gap], *, language: Language) -> Table:
    """Return the table of the gaps that somebody set aside, with the reasons.

    Parameters
    ----------
    review
        The dismissals in force.
    gaps
        The dismissed records to show, in the order of records.
    language
        Language of the table.

    Returns
    -------
    Table
        One row per record; the name of the record is what the list of dismissals calls it.
    """
    rows = []
    for gap in gaps:
        dismissal = review.dismissed[gap.id]
        day = dismissal.date.isoformat() if dismissal.date else None
        who = ", ".join(part for part in (dismissal.by, day) if part)
        reason = f"{dismissal.reason} ({who})" if who else dismissal.reason
        rows.append((gap.id, gap.subject_label[language], gap.finding[language], reason))
    names = ("record", "subject", "finding", "reason")
    head = Bilingual("Écartés", "Dismissed")[language]
    return Table(
        columns=tuple(HEADS[name][language] for name in names),
        rows=rows,
        title=f"{head} ({len(rows)})",
        lead=(
            Bilingual(
                "Ces lacunes demeurent ; elles sont écartées avec un motif, et comptées à part.",
                "These gaps remain; they are set aside with a reason and counted apart.",
            )[language],
        ),
    )


def _group(gap: Gap) -> tuple[int, int, int, int, str]:
    """Return which table a record stands in, and where that table stands."""
    states = _EXPIRY_ORDER if gap.type == "expiry" else tuple(Status)
    rules = list(RULE_NAMES)
    state = states.index(gap.status)
    rule = rules.index(gap.rule) if gap.rule in rules else len(rules)
    first, second = (rule, state) if gap.type == "data" else (state, rule)
    tier, kind = list(Tier).index(gap.tier), list(TYPE_NAMES).index(gap.type)
    return (tier, kind, first, second, gap.closes_by.en)


def _table(gaps: Sequence[Gap], reading: Reading, told_apart: bool) -> GapGroup:
    expiry = gaps[0].type == "expiry"
    records = sorted(gaps, key=by_end) if expiry else list(gaps)
    absent = records[0].type != "data" and records[0].status in (Status.CONFIRMED, Status.CANDIDATE)
    shared = len({gap.finding for gap in records}) == 1 and (absent or len(records) > 1)
    told = expiry and records[0].status in EXPIRY_LEADS
    columns: dict[str, list[str | int | None]] = {}
    if expiry:
        columns["end"] = [_end(gap, reading.language) for gap in records]
        if records[0].status is not Status.LAPSED:  # of what is past, all is overdue
            columns["act_by"] = [_act_by(gap, reading) for gap in records]
    columns["structures"] = [gap.structures for gap in records]
    columns["subject"] = [gap.subject_label[reading.language] for gap in records]
    if not (shared or told):
        columns["finding"] = [gap.finding[reading.language] for gap in records]
    columns["note"] = [_note(gap, reading) for gap in records]
    kept = {head: cells for head, cells in columns.items() if any(c is not None for c in cells)}
    name = _title(records[0], reading)
    if told_apart:
        name += f" – {_apart(records, reading.language)}"
    table = Table(
        columns=tuple(HEADS[column][reading.language] for column in kept),
        rows=list(zip(*kept.values(), strict=True)),
        title=f"{name} ({len(records)})",
        lead=leads(records, reading, shared=shared and not told),
    )
    return GapGroup(name, tuple(records), table, kept)


def by_end(gap: Gap) -> tuple[int, int, str]:
    """Order expiries: the soonest first; what is past, the latest first; what is unknown, last."""
    first, last = gap.dates.end_earliest, gap.dates.end_latest
    if first is None or last is None:
        return (datetime.date.max.toordinal(), 0, gap.id)
    if gap.status is Status.LAPSED:
        return (-last.toordinal(), -first.toordinal(), gap.id)
    return (first.toordinal(), last.toordinal(), gap.id)


def _title(gap: Gap, reading: Reading) -> str:
    language = reading.language
    head = TIER_NAMES[gap.tier.value][language]
    if _OWN_TIERS.get(gap.type) is not gap.tier:
        head += f" – {TYPE_NAMES[gap.type][language]}"
    status = STATUS_NAMES[gap.status.value][language]
    if gap.type != "expiry":
        rule = RULE_NAMES.get(gap.rule)
        group = f"{rule[language]}, {status}" if rule else status
    elif gap.status is Status.CANDIDATE:
        day = day_text(reading.horizon)
        group = f"à renouveler d’ici au {day.fr}" if language == "fr" else f"to renew by {day.en}"
    else:
        group = _EXPIRY_TITLES[gap.status][language]
    colon = " :" if language == "fr" else ":"
    return f"{head}{colon} {group}"


def _apart(records: Sequence[Gap], language: Language) -> str:
    """Return what tells a table from others of its title: the one list, or what is sought."""
    if records[0].rule == "data-list" and len(records) == 1:
        return records[0].subject_label[language]
    closing = records[0].closes_by[language]
    wanted = closing.rpartition(": ")[2] if records[0].rule == "data-list" else closing
    return wanted[:1].lower() + wanted[1:]


def _end(gap: Gap, language: Language) -> str | None:
    first, last = gap.dates.end_earliest, gap.dates.end_latest
    if first is None or last is None:
        return None
    basis = _BASES.get(gap.dates.basis)
    return f"{DateRange(first, last)}{basis[language] if basis else ''}"


def _act_by(gap: Gap, reading: Reading) -> str | None:
    day = gap.dates.act_by
    if day is None:
        return None
    overdue = {"fr": " (dépassé)", "en": " (overdue)"}[reading.language]
    return f"{day}{overdue if day < reading.as_of else ''}"


def _note(gap: Gap, reading: Reading) -> str | None:
    """Return that a record is reopened; the most telling near miss, and how many more there are."""
    language = reading.language
    again = reading.review.note(gap) if reading.review else None
    parts = [again[language]] if again else []
    told = gap.finding[language]
    near = [miss for miss in gap.near_misses if miss.label[language] not in told]
    if near and gap.status not in (Status.COVERED, Status.EXEMPT):
        first, more = near[0], f" (+{len(near) - 1})" if len(near) > 1 else ""
        comma = "" if first.subject == gap.subject else ","
        parts.append(f"{first.label[language]}{comma} {first.reason[language]}{more}")
    return (" ; " if language == "fr" else "; ").join(parts) or None
