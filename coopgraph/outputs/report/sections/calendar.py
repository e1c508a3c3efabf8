"""What ends, and when to act: a chart with uncertain ends, two tables, and what is not known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import DateRange, add_months
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.renewals import LEAST_OUTCOMES, Renewals, find_renewals
from coopgraph.analysis.gaps.wording import capital, class_noun, day_text, decimal_text, range_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.gap_heads import column_name
from coopgraph.outputs.gap_tables import by_end
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Note,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.citing import led, source_names
from coopgraph.outputs.report.figures.gantt import Bar, GanttWords, gantt
from coopgraph.outputs.report.findings import Findings

__all__ = ["calendar"]

#: Rows of the tables and of the chart: to act on, ending next, due by other signs, ended lately.
_DUE, _NEXT, _SIGNS, _PAST = 14, 3, 3, 10


@dataclass(frozen=True, slots=True)
class _Ends:
    """The records of expiries as the chapter tells them apart, each in its order."""

    due: tuple[Gap, ...]
    following: tuple[Gap, ...]
    signs: tuple[Gap, ...]
    unknown: tuple[Gap, ...]
    lately: tuple[Gap, ...]
    lapsed: tuple[Gap, ...]

    @property
    def upcoming(self) -> tuple[Gap, ...]:
        """The rows of the first table."""
        return (*self.due[:_DUE], *self.following[:_NEXT], *self.signs[:_SIGNS])

    @property
    def past(self) -> tuple[Gap, ...]:
        """The rows of the second table."""
        return self.lately[:_PAST]


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
    if not findings.of_type("expiry"):
        text = message("No instrument that may end was found in the graph for this report.")
        return Section("calendar", title, (Paragraph(line(findings.say(text))),))
    ends = _sorted_out(findings)
    blocks = [
        _lead(findings, ends),
        *_chart(findings, ends),
        _upcoming(findings, ends),
        *_beyond(findings, ends),
        _past(findings, ends),
        *_older(findings, ends),
        *_unknown(findings, ends),
        *_forecast(findings),
    ]
    return Section("calendar", title, tuple(blocks))


def _horizon(findings: Findings) -> datetime.date:
    return add_months(findings.as_of, findings.within_months)


def _since(findings: Findings) -> datetime.date:
    return add_months(findings.as_of, -findings.within_months)


def _sorted_out(findings: Findings) -> _Ends:
    def acted(gap: Gap) -> tuple[datetime.date, tuple[int, int, str]]:
        return (gap.dates.act_by or datetime.date.max, by_end(gap))

    lapsed = sorted(findings.of_type("expiry", [Status.LAPSED]), key=by_end)
    unknown = findings.of_type("expiry", [Status.UNDECIDABLE])
    following = [
        gap
        for gap in findings.of_type("expiry", [Status.COVERED])
        if gap.dates.act_by is not None  # no follow-up is known, so there is still a day to act
    ]
    since = _since(findings)
    return _Ends(
        due=tuple(
            sorted(findings.of_type("expiry", [Status.CONFIRMED, Status.CANDIDATE]), key=acted)
        ),
        following=tuple(sorted(following, key=acted)),
        signs=tuple(gap for gap in unknown if gap.near_misses),
        unknown=tuple(unknown),
        lately=tuple(g for g in lapsed if g.dates.end_latest and g.dates.end_latest >= since),
        lapsed=tuple(lapsed),
    )


def _lead(findings: Findings, ends: _Ends) -> Paragraph:
    """Say how much is to be renewed, how much of it is late, and what comes first."""
    say, lang = findings.say, findings.lang
    horizon = day_text(_horizon(findings))[lang]
    if not ends.due:
        text = message("Nothing is known to end by {day}.", day=horizon)
        return Paragraph(line(say(text)))
    late = [g for g in ends.due if g.dates.act_by and g.dates.act_by < findings.as_of]
    texts = [
        counted(
            "{n} instrument ends or may end by {day}, and no follow-up was found in the graph.",
            "{n} instruments end or may end by {day}, and no follow-up was found in the graph.",
            n=len(ends.due),
            day=horizon,
        )
    ]
    if late:
        texts.append(
            counted(
                "For {n} of them the day to act has passed.",
                "For {n} of them the day to act has passed.",
                n=len(late),
            )
        )
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


def _groups(findings: Findings, ends: _Ends) -> list[tuple[str, tuple[Gap, ...]]]:
    """Return the rows of the chart under their headings, in its order."""
    lang = findings.lang
    headings: list[tuple[Message, tuple[Gap, ...]]] = [
        (
            message("To renew by {day}", day=day_text(_horizon(findings))[lang]),
            ends.due[:_DUE],
        ),
        (message("Ending next"), ends.following[:_NEXT]),
        (message("End not known, due by other signs"), ends.signs[:_SIGNS]),
        (
            message("Ended since {day}, no follow-up found", day=day_text(_since(findings))[lang]),
            ends.past,
        ),
    ]
    return [(findings.say(text), gaps) for text, gaps in headings if gaps]


def _bar(findings: Findings, gap: Gap, group: str) -> Bar:
    item = findings.facts.instrument(gap.subject)
    start = item.period.start if item is not None else None
    return Bar(
        label=gap.subject_label[findings.lang],
        group=group,
        start=start.earliest if start is not None else None,
        end_earliest=gap.dates.end_earliest,
        end_latest=gap.dates.end_latest,
        act_by=gap.dates.act_by,
        basis=gap.dates.basis,
        ended=gap.status is Status.LAPSED,
    )


def _chart(findings: Findings, ends: _Ends) -> list[Block]:
    say, lang = findings.say, findings.lang
    groups = _groups(findings, ends)
    if not groups:
        return []
    bars = [_bar(findings, gap, group) for group, gaps in groups for gap in gaps]
    horizon = _horizon(findings)
    words = GanttWords(
        bases={
            "stated": say(message("end stated by the source")),
            "computed": say(message("end computed")),
            "assumed": say(message("end assumed")),
            "unknown": say(message("end not known")),
        },
        whisker=say(message("ends between the ticks")),
        act_by=say(message("day to act")),
        ended=say(message("has ended")),
        as_of=say(message("as of {day}", day=day_text(findings.as_of)[lang])),
        horizon=say(message("horizon: {day}", day=day_text(horizon)[lang])),
    )
    joined = (" ; " if lang == "fr" else "; ").join(
        f"{group}{' : ' if lang == 'fr' else ': '}{len(gaps)}" for group, gaps in groups
    )
    late = sum(
        gap.dates.act_by is not None and gap.dates.act_by < findings.as_of for gap in ends.due
    )
    alternative = counted(
        "{n} bar over the years: {groups}. The day to act has passed for {late} of those to renew.",
        "{n} bars over the years: {groups}. The day to act has passed for {late} of those to "
        "renew.",
        n=len(bars),
        groups=joined,
        late=late,
    )
    caption = message("Ends, how sure they are, and days to act")
    return [
        Picture(
            "figure-calendar",
            say(caption),
            say(alternative),
            gantt(bars, words, as_of=findings.as_of, horizon=horizon),
            table="calendar-upcoming" if ends.upcoming else "calendar-past",
        )
    ]


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
        return findings.say(message("beyond the horizon"))
    if act_by is not None and act_by < findings.as_of:
        return findings.say(message("day to act has passed"))
    return findings.say(message("to be prepared"))


def _upcoming(findings: Findings, ends: _Ends) -> Grid:
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
                source_names(gap.evidence, lang),
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
    empty = message("Nothing is known to end by {day}.", day=day_text(_horizon(findings))[lang])
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


def _beyond(findings: Findings, ends: _Ends) -> list[Block]:
    """Lead to what the first table leaves out."""
    blocks: list[Block] = []
    if rest := ends.due[_DUE:]:
        text = counted(
            "{n} more to renew, in the annex", "{n} more to renew, in the annex", n=len(rest)
        )
        blocks.append(_more(findings, rest, text))
    return blocks


def _past(findings: Findings, ends: _Ends) -> Grid:
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
                source_names(gap.evidence, lang),
                None,
            ),
            findings.code(gap),
        )
        for gap in ends.past
    )
    since = day_text(_since(findings))[lang]
    caption = message("Ended since {day}, no follow-up found in the graph", day=since)
    empty = message("Nothing is known to have ended since {day} without a follow-up.", day=since)
    return Grid("calendar-past", say(caption), columns, rows, empty=say(empty))


def _older(findings: Findings, ends: _Ends) -> list[Block]:
    rest = ends.lapsed[len(ends.past) :]
    if not rest:
        return []
    text = counted(
        "{n} more ended without a follow-up in the graph, in the annex",
        "{n} more ended without a follow-up in the graph, in the annex",
        n=len(rest),
    )
    return [_more(findings, rest, text)]


def _unknown(findings: Findings, ends: _Ends) -> list[Block]:
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


def _forecast(findings: Findings) -> list[Block]:
    """Say how many will be in force at the horizon, of the kinds of which that can be said."""
    say, lang = findings.say, findings.lang
    kinds = find_renewals(
        findings.facts, findings.gaps, as_of=findings.as_of, within_months=findings.within_months
    )
    blocks: list[Block] = []
    silent = []
    for kind in kinds:
        if kind.stock is None:
            silent.append(kind)
            continue
        mean, low, high = kind.stock
        text = message(
            "{kind}: {ending} of the {now} in force may end by {day}. Of {outcomes} that ended "
            "earlier and whose follow-up would stand in a whole list, {renewed} were renewed. "
            "If that goes on, about {mean} will be in force then (95 % interval: {low} to {high}), "
            "new ones not counted.",
            kind=capital(class_noun(findings.facts, kind.cls)[lang]),
            ending=len(kind.ending),
            now=len(kind.ending) + len(kind.staying),
            day=day_text(_horizon(findings))[lang],
            outcomes=kind.outcomes,
            renewed=len(kind.renewed),
            mean=decimal_text(mean, 0)[lang],
            low=low,
            high=high,
        )
        blocks.append(Paragraph(line(say(text)), findings.code(*kind.ending, *kind.ended)))
    if silent:
        blocks.append(_silence(findings, silent))
    return blocks


def _silence(findings: Findings, kinds: Sequence[Renewals]) -> Note:
    """Name the kinds of which nothing can be foreseen."""
    lang = findings.lang
    named = ", ".join(
        f"{class_noun(findings.facts, kind.cls)[lang]} ({kind.outcomes})" for kind in kinds
    )
    text = message(
        "How many of the following will be renewed cannot be said, because fewer than {least} "
        "outcomes are known from whole lists: {kinds}.",
        least=LEAST_OUTCOMES,
        kinds=named,
    )
    ending = [gap for kind in kinds for gap in kind.ending]
    return Note(line(findings.say(text)), findings.code(*ending))
