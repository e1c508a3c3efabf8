"""What rests on whom: sole partners, smallest sets, concentration, and the year before."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.analysis.gaps.records import Gap
from coopgraph.analysis.gaps.reliance import PartnerReliance, Reliance, YearOnYear
from coopgraph.analysis.gaps.wording import decimal_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.figures.bars import Bar, BarWords, part_bars
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.concentration import spread_blocks, tenths
from coopgraph.outputs.report.values import semicolons

__all__ = ["dependence"]

_ROWS, _NAMED = 8, 3


def dependence(findings: Findings) -> Section:
    """Write the chapter on what rests on few.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        Partners, smallest sets and concentration as far as records are about them.
    """
    say, years = findings.say, findings.reliance
    blocks: list[Block] = []
    if years is not None:
        partners = _partners(findings, years.now)
        sets = _set_records(findings, years.now)
        if partners:
            blocks += _partner_blocks(findings, years.now, partners)
        if sets:
            blocks.append(_sets_table(findings, years, sets))
        blocks += spread_blocks(findings, years, sets)
    if not blocks:
        nothing = message("No record is about what rests on a partner or on few.")
        blocks.append(Paragraph(line(say(nothing))))
    return Section("dependence", say(message("Dependence")), tuple(blocks))


def _partners(findings: Findings, now: Reliance) -> list[tuple[PartnerReliance, Gap]]:
    """Return the partners on which a structure rests alone, with their records, most first."""
    records = {gap.subject: gap for gap in findings.of_type("dependence") if gap.structures}
    found = [(one, records[one.partner]) for one in now.partners if one.partner in records]
    return sorted(found, key=lambda pair: (-pair[0].sole, -pair[0].excess, pair[0].partner))


def _set_records(findings: Findings, now: Reliance) -> list[Gap]:
    """Return the records of the smallest sets, in the order of the sets; none in a part of it."""
    records = {gap.id: gap for gap in findings.of_type("dependence")}
    ids = [f"dependence-set/{round(100 * one.share)}" for one in now.smallest_sets]
    return [records[name] for name in ids if name in records]


def _partner_blocks(
    findings: Findings, now: Reliance, partners: Sequence[tuple[PartnerReliance, Gap]]
) -> list[Block]:
    say, lang = findings.say, findings.lang
    short = findings.facts.short(findings.facts.focus)[lang]
    shown = partners[:_ROWS]
    table = _partner_table(findings, shown)
    bars = [
        Bar(findings.facts.name(one.partner)[lang], one.sole, one.structures, one.usual, one.local)
        for one, _ in shown
    ]
    words = BarWords(
        part=say(message("on this partner alone")),
        hatched=say(message("the same, university of the region (statutory)")),
        over=say(message("more than usual in the regions")),
        norm=say(message("usual in the regions")),
        whole=say(message("with other partners")),
        axis=say(message("structures supervised with {focus}", focus=short)),
    )
    lead, records = _lead(findings, now, partners)
    blocks: list[Block] = [
        Paragraph(line(say(lead)), records),
        Picture(
            "dependence-partners",
            say(message("Structures that rest on one partner alone, against what is usual")),
            _alternative(findings, shown),
            part_bars(bars, words, lang=lang),
            table=table.anchor,
        ),
        table,
    ]
    if (rest := len(partners) - len(shown)) > 0:
        more = counted("{n} more partner in the annex", "{n} more partners in the annex", n=rest)
        blocks.append(Paragraph(line(Span(say(more), href="#annex-records"))))
    return blocks


def _lead(
    findings: Findings, now: Reliance, partners: Sequence[tuple[PartnerReliance, Gap]]
) -> tuple[Message, tuple[str, ...]]:
    """Say how many structures have one partner only, and who carries most more than usual."""
    lang = findings.lang
    over = sorted(
        (pair for pair in partners if pair[0].excess > 0),
        key=lambda pair: (-pair[0].excess, pair[0].partner),
    )
    sole = sum(one.sole for one, _ in partners)
    # In a report on a part, the records of the partners there say nothing of all structures.
    alone = (
        counted(
            "{n} structure rests on one partner alone.",
            "{n} structures rest on one partner alone.",
            n=sole,
        )
        if findings.scope
        else counted(
            "Of {held} with a supervising partner, {n} has one only.",
            "Of {held} with a supervising partner, {n} have one only.",
            n=sole,
            held=counted("{n} structure", "{n} structures", n=now.held),
        )
    )
    if not over:
        return alone, findings.code(*(gap for _, gap in partners[:_NAMED]))
    first = over[:_NAMED]
    names = semicolons(
        (
            findings.say(
                message(
                    "{name} ({sole} of {of}, usually {usual})",
                    name=findings.facts.name(one.partner)[lang],
                    sole=one.sole,
                    of=one.structures,
                    usual=decimal_text(one.usual, 1)[lang],
                )
            )
            for one, _ in first
        ),
        lang,
    )
    text = counted(
        "{alone} {n} partner carries more of them than is usual in its regions: {names}.",
        "{alone} {n} partners carry more of them than is usual in their regions, most of all: "
        "{names}.",
        n=len(over),
        alone=alone,
        names=names,
    )
    return text, findings.code(*(gap for _, gap in first))


def _alternative(findings: Findings, shown: Sequence[tuple[PartnerReliance, Gap]]) -> str:
    lang = findings.lang
    names = semicolons(
        (
            findings.say(
                message(
                    "{name}: {sole} of {of}, usually {usual}",
                    name=findings.facts.name(one.partner)[lang],
                    sole=one.sole,
                    of=one.structures,
                    usual=decimal_text(one.usual, 1)[lang],
                )
            )
            for one, _ in shown[:5]
        ),
        lang,
    )
    text = counted(
        "Bars of {n} partner, with the structures that rest on it alone. {names}.",
        "Bars of {n} partners, with the structures that rest on each alone. {names}.",
        n=len(shown),
        names=names,
    )
    return findings.say(text)


def _partner_table(findings: Findings, shown: Sequence[tuple[PartnerReliance, Gap]]) -> Grid:
    say, lang = findings.say, findings.lang
    columns = (
        Column(say(message("partner")), weight=4),
        Column(say(message("structures")), "number", weight=1.3),
        Column(say(message("on it alone")), "number", weight=1.2),
        Column(say(message("usual")), "number", weight=1),
        Column(say(message("excess")), "number", weight=1),
        Column(say(message("university of the region")), weight=1.6),
        Column(say(message("code")), "records", weight=1),
    )
    rows = tuple(
        Row(
            (
                findings.facts.name(one.partner)[lang],
                one.structures,
                one.sole,
                tenths(one.usual),
                tenths(one.excess),
                say(message("yes") if one.local else message("no")),
                None,
            ),
            records=findings.code(gap),
        )
        for one, gap in shown
    )
    caption = message("Partners on which structures rest alone, most structures first")
    return Grid("dependence-partners-table", say(caption), columns, rows)


def _sets_table(findings: Findings, years: YearOnYear, records: Sequence[Gap]) -> Grid:
    say, lang = findings.say, findings.lang
    compared = not years.unlike
    columns = (
        Column(say(message("share of the structures")), weight=1.4),
        Column(say(message("partners")), "number", weight=1),
        Column(say(message("structures")), "number", weight=1),
        *((Column(say(message("partners a year before")), "number"),) if compared else ()),
        Column(say(message("one smallest set")), weight=6),
        Column(say(message("code")), "records", weight=1),
    )
    rows = []
    by_id = {gap.id: gap for gap in records}
    for one in years.now.smallest_sets:
        gap = by_id.get(f"dependence-set/{round(100 * one.share)}")
        before = [set_ for set_ in years.before.smallest_sets if set_.share == one.share]
        names = ", ".join(findings.facts.name(iri)[lang] for iri in one.partners)
        rows.append(
            Row(
                (
                    say(message("{percent}%", percent=round(100 * one.share))),
                    len(one.partners),
                    one.lost,
                    *((len(before[0].partners) if before else None,) if compared else ()),
                    names,
                    None,
                ),
                records=findings.code(*([gap] if gap is not None else [])),
            )
        )
    caption = message(
        "Smallest sets of partners whose withdrawal would leave a share of {held} without any",
        held=counted("{n} structure", "{n} structures", n=years.now.held),
    )
    return Grid("dependence-sets", say(caption), columns, tuple(rows))
