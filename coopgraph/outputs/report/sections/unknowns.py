"""What cannot be said: how much is undecidable, which data would change that, who contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Final

from coopgraph.analysis.gaps.data_disputed import dispute_topic
from coopgraph.analysis.gaps.names import TYPE_NAMES
from coopgraph.analysis.gaps.records import Bilingual, Evidence, Gap, Status
from coopgraph.analysis.gaps.unlocking import DataFix
from coopgraph.analysis.gaps.wording import capital
from coopgraph.messages import counted, message
from coopgraph.outputs.numbers import percent
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Item,
    Items,
    Line,
    Marked,
    Paragraph,
    Row,
    Section,
    Span,
    line,
    record_anchor,
)
from coopgraph.outputs.report.citing import led, source_names
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.annex import records_table_anchor
from coopgraph.outputs.report.sections.announced import lists_picture
from coopgraph.outputs.report.sections.requests import request_codes, request_name
from coopgraph.outputs.report.values import semicolons, shown

__all__ = ["unknowns"]

_FIXES: Final = 10
_DISPUTES: Final = 6
#: Kinds of missing values that stand in the row of a type.
_CAUSES: Final = 2


def unknowns(findings: Findings) -> Section:
    """Return the chapter on what the sources leave open.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        Undecidable results by type, announced against listed, what to ask for first, and where
        sources contradict each other. What nothing is known of is left out.
    """
    fixes = findings.requests
    blocks: list[Block] = [
        *_share(findings, fixes),
        *lists_picture(findings),
        *_requests(findings, fixes),
        *_disputes(findings),
    ]
    if not blocks:
        text = message("This report has no result, so that none is left undecided.")
        blocks = [Paragraph(line(findings.say(text)))]
    return Section("unknowns", findings.say(message("What cannot be said")), tuple(blocks))


def _share(findings: Findings, fixes: Sequence[DataFix]) -> list[Block]:
    """Say how much is undecidable, in a sentence and by type."""
    say = findings.say
    applied = [g for g in findings.gaps if g.type != "data" and g.status is not Status.EXEMPT]
    if not applied:
        return []
    open_ = [gap for gap in applied if gap.status is Status.UNDECIDABLE]
    if not open_:
        said = counted(
            "{n} result: it could be decided from the sources.",
            "{n} results: all could be decided from the sources.",
            n=len(applied),
        )
        return [Paragraph(line(say(said)))]
    number = led(findings, open_)
    lead = counted(
        "{n} result of {total} ({share}) cannot be decided, because the sources leave out a value "
        "that it needs. It is neither a gap nor covered; it is work on the data.",
        "{n} results of {total} ({share}) cannot be decided, because the sources leave out a value "
        "that they need. They are neither gaps nor covered; they are work on the data.",
        n=len(open_),
        total=len(applied),
        share=percent(len(open_) / len(applied)),
    )
    see = Span(say(message("All of them in the annex")), number.href)
    return [Paragraph(line(say(lead), " ", see, ".")), _types(findings, applied, fixes)]


def _types(findings: Findings, applied: Sequence[Gap], fixes: Sequence[DataFix]) -> Grid:
    say, lang = findings.say, findings.lang
    by_type: dict[str, list[Gap]] = defaultdict(list)
    for gap in applied:
        by_type[gap.type].append(gap)
    rows, whole = [], []
    for kind in sorted(by_type, key=list(TYPE_NAMES).index):
        gaps = by_type[kind]
        open_ = [gap for gap in gaps if gap.status is Status.UNDECIDABLE]
        if not open_:
            whole.append(f"{TYPE_NAMES[kind][lang]} ({len(gaps)})")
            continue
        causes = _causes(fixes, open_)
        rows.append(
            Row(
                (
                    capital(TYPE_NAMES[kind][lang]),
                    len(gaps) - len(open_),
                    led(findings, open_),
                    percent(len(open_) / len(gaps)),
                    semicolons([request_name(findings, fix)[lang] for fix in causes], lang),
                    None,
                ),
                request_codes(findings, causes),
            )
        )
    rows.sort(key=lambda row: -_number(row))
    notes = [
        say(
            message(
                "Counted: what was checked and is not exempt. Missing: the requests for which most "
                "of the results of the row wait."
            )
        )
    ]
    if whole:
        said = message("Decided throughout: {types}.", types=", ".join(whole))
        notes.append(say(said))
    columns = (
        Column(say(message("type of gap")), weight=2.2),
        Column(say(message("decided")), "number", weight=1.1),
        Column(say(message("undecidable")), "number", weight=1.4),
        Column(say(message("share")), weight=1),
        Column(say(message("missing")), weight=6),
        Column(say(message("code")), "records", weight=1.2),
    )
    caption = message("What cannot be decided, by type of gap")
    return Grid("unknowns-types", say(caption), columns, tuple(rows), tuple(notes))


def _number(row: Row) -> int:
    cell = row.cells[2]
    value = getattr(cell, "value", cell)
    return value if isinstance(value, int) else 0


def _causes(fixes: Sequence[DataFix], open_: Sequence[Gap]) -> list[DataFix]:
    """Return the requests for which most of some records wait."""
    ids = {gap.id for gap in open_}
    numbered = [(sum(gap.id in ids for gap in fix.waiting), fix) for fix in fixes]
    ranked = sorted(((n, fix) for n, fix in numbered if n), key=lambda pair: -pair[0])
    return [fix for _, fix in ranked[:_CAUSES]]


def _requests(findings: Findings, fixes: Sequence[DataFix]) -> list[Block]:
    """Return what to ask the owners of the data for, by what it makes decidable."""
    if not fixes:
        return []
    say, lang = findings.say, findings.lang
    rows = tuple(
        Row(
            (
                capital(request_name(findings, fix)[lang]),
                len(fix.entries),
                led(findings, fix.decidable),
                len(fix.waiting),
                None,
            ),
            request_codes(findings, [fix]),
        )
        for fix in fixes[:_FIXES]
    )
    columns = (
        Column(say(message("what to ask for")), weight=6),
        Column(say(message("entries to fill in")), "number", weight=1.5),
        Column(say(message("results that become decidable")), "number", weight=2),
        Column(say(message("results that wait for it")), "number", weight=1.8),
        Column(say(message("code")), "records", weight=1.6),
    )
    caption = message("What to ask the owners of the data for first")
    note = message(
        "A result becomes decidable by a request if it lacks nothing else. Dates of one kind of "
        "thing are one request."
    )
    blocks: list[Block] = [Grid("unknowns-requests", say(caption), columns, rows, (say(note),))]
    if len(fixes) > _FIXES:
        rest = counted("{n} more request", "{n} more requests", n=len(fixes) - _FIXES)
        blocks.append(Paragraph(line(*_more(findings, say(rest)))))
    return blocks


def _more(findings: Findings, text: str) -> Line:
    """Return a remark that more stands in the annex, where its table is there."""
    where = findings.say(message("in the annex"))
    if any(gap.tier.value == "D" and gap.status is Status.UNDECIDABLE for gap in findings.gaps):
        return line(f"{text} ", Span(where, f"#{records_table_anchor('D', 'undecidable')}"), ".")
    return line(f"{text}.")


def _side(findings: Findings, value: Bilingual, facts: Sequence[Evidence]) -> Line:
    """Return a value and who states it."""
    names = source_names(findings, facts, places=True)
    tongue = names.lang if isinstance(names, Marked) else ""
    said = Span(shown(names, findings.lang), lang=tongue)
    return line(f"{value[findings.lang]} (", said, ")")


def _disputes(findings: Findings) -> list[Block]:
    """Return what sources disagree on, each value with who states it."""
    say, lang = findings.say, findings.lang
    gaps = [gap for gap in findings.of_type("data") if gap.rule == "data-dispute"]
    if not gaps:
        return []
    claims = {row.claim: row for row in findings.facts.disputes}
    between = semicolons(("", ""), lang)
    items = []
    for gap in gaps[:_DISPUTES]:
        values: dict[Bilingual, list[Evidence]] = defaultdict(list)
        for fact in gap.evidence:
            values[fact.statement].append(fact)
        sides = [_side(findings, value, facts) for value, facts in values.items()]
        rows = [claims[fact.subject] for fact in gap.evidence if fact.subject in claims]
        topic = dispute_topic(findings.facts, rows[0])[lang] if rows else gap.finding[lang]
        if rows and rows[0].expected:
            number = rows[0].expected.replace(".", ",") if lang == "fr" else rows[0].expected
            sides.append(line(say(message("by its own figures {number}", number=number))))
        name = Span(gap.subject_label[lang], strong=True)
        colon = " : " if lang == "fr" else ": "
        said = (span for side in sides for span in (Span(between), *side))
        told = line(name, f", {topic}{colon}", *islice(said, 1, None), ".")
        items.append(Item(told, findings.code(gap)))
    lead = counted(
        "On {n} point the sources contradict each other or themselves; nothing was chosen:",
        "On {n} points the sources contradict each other or themselves; nothing was chosen:",
        n=len(gaps),
    )
    blocks: list[Block] = [Paragraph(line(say(lead))), Items(tuple(items))]
    if len(gaps) > _DISPUTES:
        first = findings.codes[gaps[_DISPUTES].id]
        text = counted("{n} more in the annex", "{n} more in the annex", n=len(gaps) - _DISPUTES)
        blocks.append(Paragraph(line(Span(say(text), f"#{record_anchor(first)}"), ".")))
    return blocks
