"""What ends, and when to act: a chart with uncertain ends, two tables, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.analysis.gaps.dates import DateRange, add_months
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.wording import day_text, range_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.gap_heads import column_name
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.citing import led, source_names
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.calendar_chart import calendar_chart
from coopgraph.outputs.report.sections.ends import (
    Ends,
    horizon_of,
    late_text,
    since_of,
    sorted_ends,
)
from coopgraph.outputs.report.sections.foresight import forecast

__all__ = ["calendar"]


def calendar(findings: Findings) -> Section:
    """Return the chapter on ends.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        What is to be renewed within the horizon, what ends next, what is due by other signs, what
        has ended as long before the day of reference as the horizon lies behind it, how many ends
        are not known, and what past renewals allow to foresee.
    """
    title = findings.say(message("What ends, and when to act"))
    if "expiry" not in findings.types:
        text = message("Ends were not looked for: the type expiry is not in this report.")
        return Section("calendar", title, (Paragraph(line(findings.say(text))),))
    if not findings.of_type("expiry"):
        text = message("No instrument that may end was found in the graph for this report.")
        return Section("calendar", title, (Paragraph(line(findings.say(text))),))
    ends = sorted_ends(findings)
    blocks = [
        _lead(findings, ends),
        *calendar_chart(findings, ends),
        _upcoming(findings, ends),
        *_beyond(findings, ends),
        _past(findings, ends),
        *_older(findings, ends),
        *_unknown(findings, ends),
        *forecast(findings),
    ]
    return Section("calendar", title, tuple(blocks))


def _lead(findings: Findings, ends: Ends) -> Paragraph:
    """Say how much is to be renewed, how much of it is late, and what comes first."""
    say, lang = findings.say, findings.lang
    horizon = day_text(horizon_of(findings))[lang]
    if not ends.due:
        text = message("Nothing is known to end by {day}.", day=horizon)
        return Paragraph(line(say(text)))
    late = [g for g in ends.due if g.dates.act_by and g.dates.act_by < findings.as_of]
    texts: list[Message] = [
        counted(
            "{n} instrument ends or may end by {day}, and no follow-up was found in the graph.",
            "{n} instruments end or may end by {day}, and no follow-up was found in the graph.",
            n=len(ends.due),
            day=horizon,
        )
    ]
    if late:
        texts.append(late_text(len(late), len(ends.due)))
    first = ends.due[0]
    if first.dates.act_by is not None:
        texts.append(
            message(
                "First comes {name}: act by {day}.",
                name=first.subject_label[lang],
                day=day_text(first.dates.act_by)[lang],
            )
        )
    return Paragraph(line(" ".join(say(text) for text in texts)), findings.code(first))


def _bases(findings: Findings) -> dict[str, str]:
    texts = {
        "stated": message("stated by the source"),
        "computed": message("computed from the stated term"),
        "assumed": message("assumed from the usual term"),
        "unknown": message("not known"),
    }
    return {name: findings.say(text) for name, text in texts.items()}


def _end(findings: Findings, gap: Gap) -> str | None:
    first, last = gap.dates.end_earliest, gap.dates.end_latest
    if first is None or last is None:
        return None
    return range_text(DateRange(first, last))[findings.lang]


def _basis(findings: Findings, gap: Gap) -> str:
    """Return where the end comes from; of an unknown one, what is known beside it."""
    lang = findings.lang
    known = _bases(findings).get(gap.dates.basis, _bases(findings)["unknown"])
    if gap.status is not Status.UNDECIDABLE:
        return known
    near = [f"{miss.label[lang]} {miss.reason[lang]}" for miss in gap.near_misses]
    return (" ; " if lang == "fr" else "; ").join([known, *near])


def _state(findings: Findings, gap: Gap) -> str:
    act_by = gap.dates.act_by
    if gap.status is Status.UNDECIDABLE:
        return findings.say(message("end to be found out"))
    if gap.status is Status.COVERED:
        horizon = add_months(findings.as_of, findings.within_months)
        if act_by is not None and findings.as_of <= act_by <= horizon:
            return findings.say(message("to be prepared; ends beyond the horizon"))
        return findings.say(message("beyond the horizon"))
    if act_by is not None and act_by < findings.as_of:
        return findings.say(message("day to act has passed"))
    return findings.say(message("to be prepared"))


def _upcoming(findings: Findings, ends: Ends) -> Grid:
    say, lang = findings.say, findings.lang
    columns = (
        Column(say(message("what ends")), weight=4.5),
        Column(column_name("act_by")[lang], "date", weight=2),
        Column(column_name("end")[lang], weight=1.9),
        Column(say(message("end known from")), weight=3),
        Column(say(message("state")), weight=2.2),
        Column(say(message("source")), weight=2.6),
        Column(say(message("code")), "records", weight=1),
    )
    rows = tuple(
        Row(
            (
                gap.subject_label[lang],
                gap.dates.act_by,
                _end(findings, gap),
                _basis(findings, gap),
                _state(findings, gap),
                source_names(findings, gap.evidence),
                None,
            ),
            findings.code(gap),
        )
        for gap in ends.upcoming
    )
    notes = _closings(findings, ends.upcoming)
    if any(gap.dates.end_earliest != gap.dates.end_latest for gap in ends.upcoming):
        notes = (
            *notes,
            say(
                message(
                    "A year alone: the day is not known; the day to act is reckoned from 1 January."
                )
            ),
        )
    empty = message("Nothing is known to end by {day}.", day=day_text(horizon_of(findings))[lang])
    caption = message("What to act on, by the day to act")
    return Grid("calendar-upcoming", say(caption), columns, rows, notes, say(empty))


def _closings(findings: Findings, gaps: Sequence[Gap]) -> tuple[str, ...]:
    """Say once what would renew or settle the rows: it is the same for many."""
    renewals = [gap for gap in gaps if gap.status in (Status.CANDIDATE, Status.CONFIRMED)]
    others = [gap for gap in gaps if gap.status is Status.UNDECIDABLE]
    notes = []
    if renewals:
        closing = _joined_closings(findings, renewals)
        notes.append(message("What would close what is to renew: {closing}.", closing=closing))
    if others:
        closing = _joined_closings(findings, others)
        notes.append(message("What would settle an end not known: {closing}.", closing=closing))
    return tuple(findings.say(note) for note in notes)


def _joined_closings(findings: Findings, gaps: Sequence[Gap]) -> str:
    closings = dict.fromkeys(gap.closes_by[findings.lang] for gap in gaps)
    lowered = [text[:1].lower() + text[1:] for text in closings if text]
    return (" ; " if findings.lang == "fr" else "; ").join(lowered)


def _more(findings: Findings, gaps: Sequence[Gap], text: Message) -> Note:
    return Note(line(Span(findings.say(text), led(findings, gaps).href), "."))


def _beyond(findings: Findings, ends: Ends) -> list[Block]:
    """Lead to what the first table leaves out."""
    blocks: list[Block] = []
    if rest := ends.left_out:
        text = counted(
            "{n} more to renew, in the annex", "{n} more to renew, in the annex", n=len(rest)
        )
        blocks.append(_more(findings, rest, text))
    return blocks


def _past(findings: Findings, ends: Ends) -> Grid:
    say, lang = findings.say, findings.lang
    columns = (
        Column(say(message("what has ended")), weight=4.5),
        Column(column_name("end")[lang], weight=2),
        Column(say(message("end known from")), weight=3),
        Column(say(message("source")), weight=3),
        Column(say(message("code")), "records", weight=1),
    )
    rows = tuple(
        Row(
            (
                gap.subject_label[lang],
                _end(findings, gap),
                _basis(findings, gap),
                source_names(findings, gap.evidence),
                None,
            ),
            findings.code(gap),
        )
        for gap in ends.past
    )
    since = day_text(since_of(findings))[lang]
    caption = message("Ended since {day}, no follow-up found in the graph", day=since)
    empty = message("Nothing is known to have ended since {day} without a follow-up.", day=since)
    return Grid("calendar-past", say(caption), columns, rows, empty=say(empty))


def _older(findings: Findings, ends: Ends) -> list[Block]:
    rest = ends.lapsed[len(ends.past) :]
    if not rest:
        return []
    text = counted(
        "{n} more ended without a follow-up in the graph, in the annex",
        "{n} more ended without a follow-up in the graph, in the annex",
        n=len(rest),
    )
    return [_more(findings, rest, text)]


def _unknown(findings: Findings, ends: Ends) -> list[Block]:
    """Say how many ends no source gives, and which of them are due by other signs."""
    if not ends.unknown:
        return []
    say = findings.say
    text = counted(
        "Of {n} instrument no source states when it ends; no term was guessed.",
        "Of {n} instruments no source states when they end; no term was guessed.",
        n=len(ends.unknown),
    )
    spans: list[str | Span] = [say(text), " "]
    if ends.signs:
        signs = counted(
            "{n} of them is due by another sign: a revision that was announced, or a usual term "
            "that is over.",
            "{n} of them are due by other signs: a revision that was announced, or a usual term "
            "that is over.",
            n=len(ends.signs),
        )
        spans += [say(signs), " "]
    spans += [Span(say(message("All of them in the annex")), led(findings, ends.unknown).href), "."]
    return [Note(line(*spans), findings.code(*ends.signs))]
