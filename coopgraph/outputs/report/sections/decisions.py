"""The first page: what is to be decided, how much there is of what, what changed, how old it is.

Every number on it is the length of a table to which it leads; :func:`decision_lists` makes those
tables, for the annex.
"""

from __future__ import annotations

from typing import Final

from coopgraph.analysis.gaps.left_out import tell_left_out, tell_unpictured
from coopgraph.analysis.gaps.names import STATUS_NAMES, TIER_NAMES, TYPE_NAMES
from coopgraph.analysis.gaps.records import Status, Tier
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Count,
    Counts,
    Grid,
    Item,
    Items,
    Marked,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.agreements import with_nearest
from coopgraph.outputs.report.sections.annex import records_table_anchor
from coopgraph.outputs.report.sections.changes import change_blocks
from coopgraph.outputs.report.sections.groups import Group, decision_groups
from coopgraph.outputs.report.values import dates_in_words
from coopgraph.sources.vintage import vintage_line

__all__ = ["decision_lists", "decisions"]

#: Numbers that stand large at the top.
_LARGE: Final = 4


def decisions(findings: Findings) -> Section:
    """Return the page of decisions.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
    """
    say = findings.say
    groups = decision_groups(findings)
    blocks: list[Block] = [Paragraph(line(say(_state(findings))))]
    if findings.caveat:
        blocks.append(Note(line(findings.caveat)))
    blocks += _day(findings)
    if findings.before_all:
        blocks += change_blocks(findings)
        return Section("decisions", say(message("What is to be decided")), tuple(blocks))
    if groups:
        blocks.append(
            Counts(
                tuple(
                    Count(len(group.gaps), say(group.label), _anchor(group.name))
                    for group in groups[:_LARGE]
                )
            )
        )
        items = tuple(
            Item(
                line(
                    say(group.decision), " ", Span(say(message("List")), f"#{_anchor(group.name)}")
                ),
                findings.code(*group.named),
            )
            for group in groups
        )
        blocks.append(Items(items, ordered=True))
    else:
        blocks.append(Paragraph(line(say(_nothing(findings)))))
    blocks.append(_matrix(findings))
    blocks.append(
        Note(
            line(
                say(
                    message(
                        "A candidate was not found in the sources; that does not mean that it does "
                        "not exist. Only a confirmed gap rests on a list that its source declares "
                        "complete."
                    )
                )
            )
        )
    )
    blocks += change_blocks(findings)
    return Section("decisions", say(message("What is to be decided")), tuple(blocks))


def _day(findings: Findings) -> list[Block]:
    """Say where no source pictures the day, and that nothing follows where all is later."""
    lang = findings.lang
    told = tell_unpictured(findings.facts, findings.as_of)
    blocks: list[Block] = [Note(line(told[lang]))] if told else []
    left = tell_left_out(findings.facts, findings.as_of) if findings.before_all else None
    if left:
        blocks.append(Paragraph(line(left[lang])))
    return blocks


def _nothing(findings: Findings) -> Message:
    """Say that nothing is to be decided, or that nothing could be."""
    unclear = sum(gap.status is Status.UNDECIDABLE for gap in findings.gaps)
    if not unclear:
        return message("Nothing that was looked for asks for a decision.")
    return counted(
        "Nothing can be decided: {n} result cannot be told, since values are missing.",
        "Nothing can be decided: {n} results cannot be told, since values are missing.",
        n=unclear,
    )


def _state(findings: Findings) -> Message:
    day = day_text(findings.as_of)[findings.lang]
    age = dates_in_words(vintage_line(findings.sources, findings.lang), findings.lang)
    return counted(
        "As of {day}; horizon of the expiries: {n} month. {age}",
        "As of {day}; horizon of the expiries: {n} months. {age}",
        n=findings.within_months,
        day=day,
        age=age,
    )


def _anchor(name: str) -> str:
    return f"list-{name}"


def _matrix(findings: Findings) -> Grid:
    """Return the numbers of records by kind of work and status, each leading to its table."""
    lang, say = findings.lang, findings.say
    statuses = [s for s in Status if any(gap.status is s for gap in findings.gaps)]
    rows = []
    for tier in Tier:
        numbers = {
            s: sum(g.tier is tier and g.status is s for g in findings.gaps) for s in statuses
        }
        if any(numbers.values()):
            cells = (
                Marked(n, f"#{records_table_anchor(tier.value, s.value)}") if n else None
                for s, n in numbers.items()
            )
            rows.append(Row((TIER_NAMES[tier.value][lang], *cells)))
    columns = (
        Column(say(message("kind of work")), weight=2.4),
        *(Column(STATUS_NAMES[s.value][lang], "number") for s in statuses),
    )
    return Grid(
        "counts",
        say(message("Records by kind of work and status")),
        columns,
        tuple(rows),
        empty=say(message("No record.")),
    )


def decision_lists(findings: Findings) -> Section:
    """Return the tables behind the numbers and sentences of the first page.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
    """
    say = findings.say
    tables = tuple(_list(findings, group) for group in decision_groups(findings))
    return Section("annex-lists", say(message("Lists behind the first page")), tables)


def _list(findings: Findings, group: Group) -> Grid:
    lang, say, gaps = findings.lang, findings.say, group.gaps
    caption = f"{len(gaps)} {say(group.label)}"
    notes = []
    if findings.scope and any(gap.rule == "data-missing-field" for gap in gaps):
        text = message("What a finding on missing values counts is that of the whole landscape.")
        notes.append(say(text))
    dated = any(gap.dates.act_by for gap in gaps)
    columns = (
        Column(say(message("subject")), weight=3),
        Column(say(message("type")), weight=1.4),
        Column(say(message("finding")), weight=5),
        *((Column(say(message("act by")), "date", weight=1.4),) if dated else ()),
        Column(say(message("code")), "records"),
    )
    rows = tuple(
        Row(
            (
                gap.subject_label[lang],
                TYPE_NAMES[gap.type][lang],
                with_nearest(findings, gap),
                *((gap.dates.act_by,) if dated else ()),
                None,
            ),
            findings.code(gap),
        )
        for gap in gaps
    )
    return Grid(_anchor(group.name), caption, columns, rows, tuple(notes))
