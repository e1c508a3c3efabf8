"""The ladder of instruments: what followed what, and what stalled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from coopgraph.analysis.gaps.ladder import GRACE_MONTHS
from coopgraph.analysis.gaps.proportions import effective_number, share_interval
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.steps import (
    ENOUGH,
    STALLED,
    Step,
    Wait,
    median_wait,
    read_steps,
    transitions,
)
from coopgraph.analysis.gaps.wording import range_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.numbers import percent
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Paragraph,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.abroad import ABROAD_ANCHOR, instruments_abroad
from coopgraph.outputs.report.sections.annex import records_table_anchor
from coopgraph.outputs.report.sections.ladder_lanes import kind_name, kind_short, lanes_picture

__all__ = ["ladder"]

_STALLED, _TRANSITIONS = "ladder-stalled", "ladder-transitions"
#: Most rows of each table.
_ROWS: Final = 10
#: Days of a month, on average.
_MONTH: Final = 365.2425 / 12


def ladder(findings: Findings) -> Section:
    """Show the instruments abroad by partner, the steps between them, and those that stalled.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        A sentence alone where the records hold no instrument abroad.
    """
    steps = read_steps(findings.facts, findings.gaps)
    blocks = _Chapter(findings, steps).blocks() if steps else _without(findings)
    title = findings.say(message("Instruments abroad, and what follows them"))
    return Section("ladder", title, blocks)


def _without(findings: Findings) -> tuple[Block, ...]:
    """Say why there is no figure."""
    known = instruments_abroad(findings)
    if known and "ladder" in findings.types:
        told = counted(
            "{n} instrument abroad is known here, but it is none after which a next step is "
            "looked for:",
            "{n} instruments abroad are known here, but none after which a next step is looked "
            "for:",
            n=known,
        )
        see = Span(findings.say(message("Abroad")), f"#{ABROAD_ANCHOR}")
        return (Paragraph(line(findings.say(told), " ", see, ".")),)
    said = (
        message("The graph holds no instrument abroad on that day for this scope.")
        if "ladder" in findings.types
        else message("This report does not look at instruments abroad.")
    )
    return (Paragraph(line(findings.say(said))),)


@dataclass(frozen=True)
class _Chapter:
    findings: Findings
    steps: Sequence[Step]

    @cached_property
    def stalled(self) -> list[Step]:
        """What nothing followed, the longest first."""
        found = [step for step in self.steps if step.gap.status in STALLED]
        day = self.findings.as_of
        return sorted(found, key=lambda step: (-(step.days(day) or 0), step.gap.id))

    def blocks(self) -> tuple[Block, ...]:
        stalled = self._stalled() if self.stalled else None
        picture = lanes_picture(self.findings, self.steps, table=stalled.anchor if stalled else "")
        followed = self._transitions()
        parts = (picture, stalled, *self._shares(), followed if followed.rows else None)
        return (self._lead(), *(part for part in parts if part is not None))

    def _lead(self) -> Paragraph:
        say, lang = self.findings.say, self.findings.lang
        if not self.stalled:
            said = message("No instrument abroad has stalled, as far as can be said.")
            return Paragraph((Span(say(said), strong=True),))
        told = counted(
            "{n} instrument abroad led to nothing that was found in the graph.",
            "{n} instruments abroad led to nothing that was found in the graph.",
            n=len(self.stalled),
        )
        ended = sum(not step.first for step in self.stalled)
        parts = message(
            "Of these, {ended} ended without a follow-up, {first} began without a first step.",
            ended=ended,
            first=len(self.stalled) - ended,
        )
        oldest = self.stalled[0]
        since = self._since(oldest)
        spans = [Span(say(told), strong=True), Span(" " + say(parts))]
        if since is not None:
            longest = message(
                "The longest wait: {name} ({since}).",
                name=self.findings.facts.name(oldest.item.iri)[lang],
                since=since,
            )
            spans.append(Span(" " + say(longest)))
        return Paragraph(tuple(spans), self.findings.code(*(step.gap for step in self.stalled)))

    # What stalled

    def _stalled(self) -> Grid:
        say, lang, facts = self.findings.say, self.findings.lang, self.findings.facts
        near = any(step.gap.near_misses for step in self.stalled)
        rows = [
            Row(
                (
                    facts.name(step.item.iri)[lang],
                    self._since(step),
                    self._waiting(step),
                    self._would_follow(step),
                    *((self._near(step.gap),) if near else ()),
                    None,
                ),
                records=self.findings.code(step.gap),
            )
            for step in self.stalled
        ]
        columns = (
            Column(say(message("instrument")), weight=3),
            Column(say(message("waiting since")), weight=1.5),
            Column(say(message("wait, at least")), weight=1.5),
            Column(say(message("what would follow")), weight=3.5),
            *((Column(say(message("nearest")), weight=2),) if near else ()),
            Column(say(message("code")), "records", weight=1),
        )
        notes = [
            say(
                message(
                    "Waiting since the end, for an agreement since its start; what begins within "
                    "{n} months of it counts as a follow-up.",
                    n=GRACE_MONTHS,
                )
            ),
            *self._more(len(rows)),
        ]
        return Grid(
            _STALLED,
            say(message("What stalled ({n})", n=len(rows))),
            columns,
            tuple(rows[:_ROWS]),
            notes=tuple(notes),
        )

    def _since(self, step: Step) -> str | None:
        lang = self.findings.lang
        day, assumed = step.awaited
        if day is None:
            return None
        text = range_text(day)[lang]
        return self.findings.say(message("{day} (assumed)", day=text)) if assumed else text

    def _waiting(self, step: Step) -> str | None:
        days = step.days(self.findings.as_of)
        return None if days is None else self.findings.say(_lasting(days))

    def _would_follow(self, step: Step) -> str:
        """Return what would close the record, and the kinds that a reform put in its place."""
        facts, lang = self.findings.facts, self.findings.lang
        after = {
            kind
            for reform in facts.reforms
            if not step.first and step.item.concept in reform.originals
            for kind in reform.resultings
        }
        closing = step.gap.closes_by[lang]
        if not after:
            return closing
        names = ", ".join(sorted(kind_short(facts, kind)[lang] for kind in after))
        text = message("{closing} (in its place today: {names})", closing=closing, names=names)
        return self.findings.say(text)

    def _near(self, gap: Gap) -> str | None:
        if not gap.near_misses:
            return None
        near, lang = gap.near_misses[0], self.findings.lang
        text = message("{label}: {reason}", label=near.label[lang], reason=near.reason[lang])
        return self.findings.say(text)

    def _more(self, rows: int) -> Iterable[str]:
        if rows > _ROWS:
            more = counted(
                "{n} more row in the annex.", "{n} more rows in the annex.", n=rows - _ROWS
            )
            yield self.findings.say(more)

    # What followed what

    def _shares(self) -> Iterable[Block]:
        """Say what share was followed, how long it took, and what is left out."""
        say = self.findings.say
        spans, told = [], []
        for first in (True, False):
            decided = [
                step
                for step in self.steps
                if step.first is first
                and step.gap.status not in (Status.EXEMPT, Status.UNDECIDABLE)
            ]
            if decided:
                followed = sum(step.gap.status is Status.COVERED for step in decided)
                worth = effective_number(step.group for step in decided)
                spans.append(Span(say(_share(first, followed, len(decided), worth)) + " "))
                told += [step.gap for step in decided]
        wait = median_wait(self.steps, as_of=self.findings.as_of)
        if wait is None:
            said = message(
                "No time to the next step is given: that takes {n} ended instruments.", n=ENOUGH
            )
        else:
            said = _wait(wait)
        yield Paragraph((*spans, Span(say(said))), self.findings.code(*told))
        exempt = [step.gap for step in self.steps if step.gap.status is Status.EXEMPT]
        if exempt:
            anchor = records_table_anchor(exempt[0].tier.value, exempt[0].status.value)
            running = counted(
                "{n} more is under way, or ended too recently to judge.",
                "{n} more are under way, or ended too recently to judge.",
                n=len(exempt),
            )
            link = Span(say(message("See the annex.")), href=f"#{anchor}")
            yield Paragraph(line(say(running), " ", link))

    def _transitions(self) -> Grid:
        say, lang, facts = self.findings.say, self.findings.lang, self.findings.facts
        rows = []
        for found in transitions(self.steps):
            if found.target:
                target = kind_name(facts, found.target)[lang]
            elif found.status is Status.UNDECIDABLE:
                target = say(message("cannot be judged: a date is missing"))
            elif found.status is Status.CONFIRMED:
                target = say(message("nothing, according to a list declared complete"))
            else:
                target = say(message("nothing found in the graph"))
            share = None
            if found.interval is not None:
                low, high = found.interval
                share = say(
                    message(
                        "{n} of {total} ({low} to {high})",
                        n=len(found.steps),
                        total=found.decided,
                        low=percent(low),
                        high=percent(high),
                    )
                )
            rows.append(
                Row(
                    (kind_name(facts, found.origin)[lang], target, len(found.steps), share, None),
                    records=self.findings.code(*(step.gap for step in found.steps)),
                )
            )
        columns = (
            Column(say(message("from")), weight=3),
            Column(say(message("to")), weight=3),
            Column(say(message("number")), "number", weight=1),
            Column(say(message("share (95 % interval)")), weight=2.4),
            Column(say(message("code")), "records", weight=2),
        )
        return Grid(
            _TRANSITIONS,
            say(message("What followed what, by kind")),
            columns,
            tuple(rows),
            notes=(
                say(
                    message(
                        "In the intervals, instruments that share a partner or a follow-up weigh "
                        "as one, since their outcomes are not independent."
                    )
                ),
            ),
        )


def _share(first: bool, followed: int, total: int, worth: float) -> Message:
    bounds = share_interval(followed, total, effective=worth)
    low, high = (percent(bound) for bound in bounds)
    if first:
        return counted(
            "Of {n} agreement that can be judged, {followed} led to a first step (95 % interval "
            "of the share {low} to {high}).",
            "Of {n} agreements that can be judged, {followed} led to a first step (95 % interval "
            "of the share {low} to {high}).",
            n=total,
            followed=followed,
            low=low,
            high=high,
        )
    return counted(
        "Instrument that ended and can be judged: {n}; followed: {followed} (95 % interval of the "
        "share {low} to {high}).",
        "Instruments that ended and can be judged: {n}; followed: {followed} (95 % interval of the "
        "share {low} to {high}).",
        n=total,
        followed=followed,
        low=low,
        high=high,
    )


def _wait(wait: Wait) -> Message:
    """Say how long it takes, with the interval as far as the data set its bounds."""
    if wait.median is None:
        return counted(
            "The median time from an end to what follows is not reached (ended instrument: {n}, "
            "followed so far: {followed}).",
            "The median time from an end to what follows is not reached (ended instruments: {n}, "
            "followed so far: {followed}).",
            n=wait.ended,
            followed=wait.followed,
        )
    if wait.high is None:
        return message(
            "Median time from an end to what follows: {time} (95 % interval from {low} upwards).",
            time=_lasting(wait.median),
            low=_lasting(wait.low or 0),
        )
    return message(
        "Median time from an end to what follows: {time} (95 % interval {low} to {high}).",
        time=_lasting(wait.median),
        low=_lasting(wait.low or 0),
        high=_lasting(wait.high),
    )


def _lasting(days: int) -> Message:
    """Say a time in whole years and months, in days below a month."""
    years, months = divmod(int((days + 1) / _MONTH), 12)  # the last day counts, too
    if not years and not months:
        return counted("{n} day", "{n} days", n=days)
    in_years = counted("{n} year", "{n} years", n=years)
    in_months = counted("{n} month", "{n} months", n=months)
    if not months:
        return in_years
    return message("{years} {months}", years=in_years, months=in_months) if years else in_months
