"""G2: international instruments that nothing followed, and agreements that led to nothing.

What may follow is a partial order, not a line: a renewal, what a reform put in its place, any
instrument with the same partner. A first step counts as taken whatever its kind. That nothing was
found means that the graph holds nothing; the sources of this landscape seldom name partners.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import Period, Standing, State, add_months
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.ladder_wording import LadderWording
from coopgraph.analysis.gaps.near import unplaced
from coopgraph.analysis.gaps.priority_search import (
    COLLABORATIONS,
    concerns,
    nowhere_abroad,
    reach_of,
)
from coopgraph.analysis.gaps.records import (
    Certainty,
    Dates,
    Gap,
    Missing,
    NearMiss,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.shared import home_countries
from coopgraph.analysis.gaps.status import complete_lists, decide, tier_of
from coopgraph.analysis.gaps.terms import with_usual_terms
from coopgraph.namespaces import local_name

__all__ = [
    "EARLY_MONTHS",
    "FIRST_STEP",
    "GRACE_MONTHS",
    "find_ladder_gaps",
    "kin_themes",
    "parties_abroad",
]

TYPE, VERSION = "ladder", "2"
STALLED, FIRST_STEP = "ladder-follow-up", "ladder-first-step"
#: Months after the end within which what follows still counts; before that it is too early to say.
GRACE_MONTHS = 24
#: Months before the end from which what begins counts as a follow-up.
EARLY_MONTHS = 12


def find_ladder_gaps(
    facts: Facts, *, as_of: datetime.date, grace_months: int = GRACE_MONTHS
) -> Iterator[Gap]:
    """Find instruments abroad that ended without a follow-up, and agreements without a first step.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    grace_months
        How long after an end, or after the start of an agreement, what follows is waited for.

    Yields
    ------
    Gap
        ``ladder-follow-up``: one record per laboratory, group, project or unit abroad of the focus
        that has ended or whose end is not known (covered by what followed, exempt while it is in
        force or within the months of grace). ``ladder-first-step``: one per agreement in force.
    """
    known = with_usual_terms(facts)
    abroad = [(item, reach_of(facts, item)) for item in known if concerns(facts, item)]
    kept = [(item, reach) for item, reach in abroad if reach]
    foreign = {item.iri: parties_abroad(facts, item, as_of) for item, _ in kept}
    nowhere = nowhere_abroad(facts, known)
    searched = _Searched(facts, kept, nowhere, foreign, as_of, grace_months)
    for item, reach in kept:
        if item.period.start is not None and item.period.start.earliest > as_of:
            continue
        step = _Step(searched, item, reach)
        if not step.first or item.period.standing(as_of).state is not State.ENDED:
            yield _record(step)


def parties_abroad(facts: Facts, item: Instrument, as_of: datetime.date) -> frozenset[str]:
    """Return the parties from abroad, as what they have become."""
    home = home_countries(facts)
    heirs = facts.heirs(item.parties - {facts.focus}, as_of)
    return frozenset(body for body in heirs if facts.where(body) and not home & facts.where(body))


@dataclass(frozen=True, slots=True)
class _Searched:
    facts: Facts
    instruments: Sequence[tuple[Instrument, frozenset[str]]]
    nowhere: Sequence[Instrument]
    foreign: Mapping[str, frozenset[str]]
    as_of: datetime.date
    grace: int


@dataclass(frozen=True, slots=True)
class _Step:
    searched: _Searched
    item: Instrument
    reach: frozenset[str]

    @property
    def first(self) -> bool:
        """Whether a first step is waited for, after an agreement, or a follow-up of work."""
        return self.item.kind == "agreement"

    @property
    def since(self) -> datetime.date | None:
        """The day from which what follows is waited for: the latest end, or start."""
        since = self.item.period.start if self.first else self.item.period.last_day[0]
        return since.latest if since else None

    def followers(self) -> tuple[list[Instrument], list[Instrument], list[Instrument]]:
        """Return what follows in time, what may (undated), and what begins outside the window.

        What is undated may as well have come before.
        """
        facts = self.searched.facts
        timely: list[Instrument] = []
        undated: list[Instrument] = []
        late: list[Instrument] = []
        for other, reach in self.searched.instruments:
            if other.iri == self.item.iri or not self._higher(other):
                continue
            if not self._same_partner(other, reach) or not kin_themes(facts, self.item, other):
                continue
            if other.period.start is None:
                undated.append(other)
            else:
                (timely if self._in_time(other.period) else late).append(other)
        return timely, undated, late

    def nowhere(self) -> tuple[NearMiss, ...]:
        """Return what may follow, of no known place and partner."""
        facts = self.searched.facts
        found = [
            other
            for other in self.searched.nowhere
            if self._higher(other) and kin_themes(facts, self.item, other)
        ]
        return unplaced(facts, found, self.searched.as_of)

    def _higher(self, other: Instrument) -> bool:
        """Say whether an instrument can be a step after this one."""
        facts = self.searched.facts
        work = other.kind == "unit" or facts.is_a(other.iri, *COLLABORATIONS)
        if self.first:
            return work
        renews = other.concept == self.item.concept or any(
            self.item.concept in reform.originals and other.concept in reform.resultings
            for reform in facts.reforms
        )
        return renews or work

    def _same_partner(self, other: Instrument, reach: frozenset[str]) -> bool:
        """By parties where both name some from abroad, else by place.

        An agreement with a country is followed by what happens anywhere in it; of two laboratories
        the city must be the same.
        """
        facts, foreign = self.searched.facts, self.searched.foreign
        if foreign[self.item.iri] and foreign[other.iri]:
            return self.shares_body(other)
        wanted = "Country" if self.first else "City"
        return any(facts.is_a(place, wanted) for place in self.reach & reach)

    def shares_body(self, other: Instrument) -> bool:
        """Say whether both name one body from abroad."""
        foreign = self.searched.foreign
        return bool(foreign[self.item.iri] & foreign[other.iri])

    def _in_time(self, period: Period) -> bool:
        """Say whether something begins in the window, or after what has no known end."""
        start, since = period.start, self.since
        if start is None:
            return False
        if since is None:
            own = self.item.period.start
            return own is not None and start.earliest > own.latest
        if start.latest < add_months(since, -EARLY_MONTHS):
            return False
        return self.first or start.earliest <= add_months(since, self.searched.grace)


def kin_themes(facts: Facts, one: Instrument, other: Instrument) -> bool:
    """Say whether two instruments may be on one theme; silence does not speak against it."""
    if not one.themes or not other.themes:
        return True
    return any(facts.kin(a, b) for a in one.themes for b in other.themes)


def _record(step: _Step) -> Gap:
    facts, item, as_of = step.searched.facts, step.item, step.searched.as_of
    standing = item.period.standing(as_of)
    timely, undated, late = step.followers()
    nowhere = () if timely else step.nowhere()
    waiting = step.since is not None and add_months(step.since, step.searched.grace) >= as_of
    running = not step.first and standing.state in (State.IN_FORCE, State.FUTURE)
    sure = standing.certainty is Certainty.CERTAIN
    standings = [
        Standing(
            State.IN_FORCE,
            Certainty.CERTAIN if step.since and step.shares_body(other) else Certainty.POSSIBLE,
        )
        for other in timely
    ]
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=[facts.lineage("Collaboration"), facts.lineage("InternationalJointUnit")],
        scopes=frozenset(step.reach),
        as_of=as_of,
    )
    decision = decide(
        eligible=bool(timely) or not (running or waiting),
        standings=standings,
        undecidable=step.since is None or bool(undated),
        unplaced=bool(nowhere),
        complete=complete,
    )
    status = decision.status
    words = LadderWording(facts, item, step.since, as_of)
    text = words.say(status, timely, undated, too_early=waiting and not running, sure=sure)
    end, basis = item.period.known_end
    days = (as_of - step.since).days if step.since and step.since < as_of else 0
    rule = FIRST_STEP if step.first else STALLED
    return Gap(
        id=f"{rule}/{local_name(item.iri)}",
        type=TYPE,
        status=status,
        tier=tier_of(status, Tier.STRATEGY),
        subject=item.iri,
        subject_label=facts.name(item.iri),
        finding=text[0],
        sentence=text[1],
        rule=rule,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=words.closing(status),
        evidence=tuple(
            facts.evidence(facts.name(one.iri), one.iri, one.origin) for one in (item, *timely)
        ),
        searched=(
            Search(
                words.sought.noun,
                len(step.searched.instruments) - 1,
                len(timely),
                complete,
            ),
        ),
        near_misses=tuple(
            NearMiss(other.iri, facts.name(other.iri), words.late(other))
            for other in (*undated, *late)
        )
        + nowhere,
        missing=_missing(step, undated) if status is Status.UNDECIDABLE else (),
        dates=Dates(
            end_earliest=end.earliest if end else None,
            end_latest=end.latest if end else None,
            basis=basis,
            certainty=decision.certainty,
        ),
        score_terms=(ScoreTerm("years_since", round(days / 365.25, 4)),),
    )


def _missing(step: _Step, undated: Sequence[Instrument]) -> tuple[Missing, ...]:
    facts, item = step.searched.facts, step.item
    if step.since is None:
        field = "start" if step.first else "end"
        return (Missing(item.iri, facts.name(item.iri), field),)
    return tuple(Missing(other.iri, facts.name(other.iri), "start") for other in undated)
