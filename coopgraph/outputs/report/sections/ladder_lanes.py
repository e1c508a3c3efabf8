"""The lanes of the ladder: which partners are shown, with which instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.lanes import Lane, partner_lanes
from coopgraph.analysis.gaps.priority_wording import RUNG_NAMES
from coopgraph.analysis.gaps.records import Bilingual, Language, Status
from coopgraph.analysis.gaps.steps import STALLED, Step
from coopgraph.analysis.gaps.wording import capital
from coopgraph.messages import Message, counted, message
from coopgraph.namespaces import concept_iri
from coopgraph.outputs.report.blocks import Picture
from coopgraph.outputs.report.figures.swimlanes import Bar, Rung, Turn, swimlanes
from coopgraph.outputs.report.findings import Findings

__all__ = ["kind_name", "kind_short", "lanes_picture"]

#: Most bars: what fits half a page.
_BARS: Final = 16
#: Letter, shade and ink of the rungs: light for a signature, dark for a place of work.
_RUNGS: Final = {
    "agreement": ("A", "#cfe3f2", "#000000"),
    "collaboration": ("C", "#56B4E9", "#000000"),
    "unit": ("U", "#00507d", "#ffffff"),
}


def kind_name(facts: Facts, kind: str) -> Bilingual:
    """Return the name of a kind of instrument, or of its rung where no source tells the kind."""
    return RUNG_NAMES[kind] if kind in RUNG_NAMES else facts.name(concept_iri("instrument", kind))


def kind_short(facts: Facts, kind: str) -> Bilingual:
    """Return the acronym at the end of the name of a kind, or the name."""
    name = kind_name(facts, kind)
    return Bilingual(_acronym(name.fr), _acronym(name.en))


def _acronym(name: str) -> str:
    before, opening, rest = name.rpartition(" (")
    return rest[:-1] if before and opening and rest.endswith(")") else name


def _meanings() -> Mapping[Status, Message]:
    """Return what the states of a gap mean for an instrument."""
    nothing = message("nothing found that followed")
    return {
        Status.CONFIRMED: message("nothing followed, according to a list declared complete"),
        Status.LAPSED: nothing,
        Status.CANDIDATE: nothing,
        Status.UNDECIDABLE: message("a date is missing"),
        Status.EXEMPT: message("under way, or too early to say"),
        Status.COVERED: message("followed by another"),
    }


def lanes_picture(findings: Findings, steps: Sequence[Step], *, table: str) -> Picture | None:
    """Return the lanes of the partners of which there is most to say.

    Parameters
    ----------
    findings
        What was found.
    steps
        The instruments of the records.
    table
        Anchor of the table of what stalled.

    Returns
    -------
    Picture or None
        Lanes with something stalled first, then those with steps between instruments, then the
        other dated ones; None if no date is known at all.
    """
    say, lang, facts = findings.say, findings.lang, findings.facts
    states = {step.item.iri: step.gap.status for step in steps}
    waits = {step.item.iri: step.days(findings.as_of) or 0 for step in steps}
    lanes = [
        lane
        for lane in partner_lanes(facts, as_of=findings.as_of)
        if any(item.iri in states for item in lane.items) and _dated(lane)
    ]
    lanes.sort(key=lambda lane: _order(lane, states, waits))
    shown: list[tuple[Lane, tuple[Instrument, ...]]] = []
    bars = 0
    for lane in lanes:
        # Of a lane too long for the room that is left, the latest instruments.
        own = _dated(lane)[-(_BARS - bars) :] if bars < _BARS else ()
        if not own:
            break
        shown.append((lane, own))
        bars += len(own)
    if not shown:
        return None
    rungs = {
        kind: Rung(letter, capital(RUNG_NAMES[kind][lang]), shade, ink)
        for kind, (letter, shade, ink) in _RUNGS.items()
    }
    turns = [
        Turn(DateRange.year(reform.year), f"{reform.year} · {facts.name(reform.iri)[lang]}")
        for reform in sorted(facts.reforms, key=lambda reform: (reform.year or 0, reform.iri))
        if reform.year is not None
    ]
    plot = swimlanes(
        [
            (_lane_name(facts, lane, lang), [_bar(facts, i, rungs, states, lang) for i in own])
            for lane, own in shown
        ],
        as_of=findings.as_of,
        turns=turns,
        rungs=tuple(rungs.values()),
        meanings={status: say(text) for status, text in _meanings().items()},
        lang=lang,
    )
    drawn = [item for _, own in shown for item in own]
    stalled = sum(states.get(item.iri) in STALLED for item in drawn)
    alt = counted(
        "Timeline of {bars} instruments with {lanes} partners: {n} has stalled, {followed} were "
        "followed, {open} have no stated end.",
        "Timeline of {bars} instruments with {lanes} partners: {n} have stalled, {followed} were "
        "followed, {open} have no stated end.",
        n=stalled,
        bars=len(drawn),
        lanes=len(shown),
        followed=sum(states.get(item.iri) is Status.COVERED for item in drawn),
        open=sum(item.period.last_day[0] is None for item in drawn),
    )
    caption = message(
        "Instruments abroad by partner, from start to end; at the right their state. A bar without "
        "a stated end is filled up to the time at which a source last saw the instrument."
    )
    left_out = len(steps) - sum(item.iri in states for item in drawn)
    more = counted(
        "{n} more instrument is not shown: see the annex.",
        "{n} more instruments are not shown: see the annex.",
        n=left_out,
    )
    return Picture(
        "ladder-lanes",
        f"{say(caption)} {say(more)}" if left_out else say(caption),
        say(alt),
        plot,
        table=table,
    )


def _dated(lane: Lane) -> tuple[Instrument, ...]:
    """Return the instruments of a lane that have a place in time."""
    return tuple(item for item in lane.items if item.period.start or item.period.attested)


def _order(
    lane: Lane, states: Mapping[str, Status], waits: Mapping[str, int]
) -> tuple[int, int, str]:
    own = _dated(lane)
    found = {states.get(item.iri) for item in own}
    stalled = [waits[item.iri] for item in own if states.get(item.iri) in STALLED]
    first = own[0].iri
    if stalled:
        return 0, -max(stalled), first
    if Status.COVERED in found:
        return 1, -len(own), first
    if len(own) > 1:
        return 2, -len(own), first
    # What has a first and a last day says more than what was only seen.
    known = (own[0].period.start is not None) + (own[0].period.last_day[0] is not None)
    return 3, -known, first


def _lane_name(facts: Facts, lane: Lane, lang: Language) -> str:
    """Return the country and the partners, or the cities where no source names one."""
    countries = [facts.name(p)[lang] for p in lane.places if facts.is_a(p, "Country")]
    if lane.partners:
        names = [facts.short(body)[lang] for body in lane.partners]
    else:
        names = [facts.name(p)[lang] for p in lane.places if facts.is_a(p, "City")]
    shown = ", ".join(names[:2]) + (f" (+{len(names) - 2})" if len(names) > 2 else "")
    where = ", ".join(countries)
    return f"{where} · {shown}" if shown and where else shown or where


def _bar(
    facts: Facts,
    item: Instrument,
    rungs: Mapping[str, Rung],
    states: Mapping[str, Status],
    lang: Language,
) -> Bar:
    end, basis = item.period.known_end
    name = kind_short(facts, item.concept or item.kind)
    return Bar(
        label=capital(name[lang]),
        rung=rungs[item.kind],
        start=item.period.start,
        end=end,
        assumed=basis == "assumed",
        seen=item.period.attested,
        status=states.get(item.iri),
    )
