"""The annex: every record, by kind of work and status, in the tables to which all else leads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from coopgraph.analysis.gaps.names import STATUS_NAMES, TIER_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Gap
from coopgraph.messages import message
from coopgraph.outputs.report.basis import basis_text
from coopgraph.outputs.report.blocks import Column, Grid, Row, Section, record_anchor
from coopgraph.outputs.report.findings import Findings

__all__ = ["records_annex", "records_table_anchor"]


def records_table_anchor(tier: str, status: str) -> str:
    """Return the anchor of the table of the annex that holds the records of a tier and status."""
    return f"annex-{tier}-{status}"


def records_annex(findings: Findings) -> Section:
    """Return all records, one table per tier and status, each row with the anchor of its record."""
    ordered = sorted(findings.gaps, key=lambda gap: (gap.tier.value, gap.status.rank))
    tables = []
    for (tier, status), found in groupby(ordered, key=lambda gap: (gap.tier, gap.status)):
        tables.append(_table(findings, tier.value, status.value, list(found)))
    return Section("annex-records", findings.say(message("All records")), tuple(tables))


def _table(findings: Findings, tier: str, status: str, gaps: Sequence[Gap]) -> Grid:
    lang, say = findings.lang, findings.say
    title = message(
        "{tier}: {status} ({n})",
        tier=TIER_NAMES[tier][lang],
        status=STATUS_NAMES[status][lang],
        n=len(gaps),
    )
    columns = (
        Column(say(message("subject")), weight=2),
        Column(say(message("finding")), weight=5),
        Column(say(message("rests on")), weight=4),
        Column(say(message("what would close it")), weight=3),
        Column(say(message("code")), "records", weight=1),
    )
    rows = tuple(
        Row(
            (
                f"{gap.subject_label[lang]} ({TYPE_NAMES[gap.type][lang]})",
                gap.sentence[lang],
                basis_text(gap, lang, findings.by_id),
                gap.closes_by[lang],
                None,
            ),
            records=findings.code(gap),
            anchor=record_anchor(findings.codes[gap.id]),
        )
        for gap in sorted(gaps, key=lambda gap: (list(TYPE_NAMES).index(gap.type), gap.sort_key))
    )
    return Grid(records_table_anchor(tier, status), say(title), columns, rows)
