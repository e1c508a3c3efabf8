"""What followed what on the ladder of instruments: counts by kind, shares, time to the next step.

All of it is read from the records of the ladder, so that numbers and records agree.
"""

from __future__ import annotations

import datetime
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import networkx as nx

from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.ladder import FIRST_STEP, parties_abroad
from coopgraph.analysis.gaps.priority_search import reach_of
from coopgraph.analysis.gaps.proportions import effective_number, share_interval
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.terms import with_usual_terms

__all__ = [
    "ENOUGH",
    "STALLED",
    "Step",
    "Transition",
    "Wait",
    "median_wait",
    "read_steps",
    "transitions",
]

#: States of an instrument that nothing followed.
STALLED: Final = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
#: Fewer ended instruments than this say nothing of the time to the next step.
ENOUGH: Final = 30
_RUNGS: Final = ("agreement", "collaboration", "unit")


@dataclass(frozen=True, slots=True)
class Step:
    """An instrument, and what followed it.

    Attributes
    ----------
    gap
        The record.
    item
        The instrument, with the usual term of its kind.
    followers
        What followed in time, the first one first.
    group
        Number of the group of instruments that share a partner or what followed them (or the place,
        where no partner is named): what becomes of them is not independent.
    """

    gap: Gap
    item: Instrument
    followers: tuple[Instrument, ...]
    group: int = 0

    @property
    def first(self) -> bool:
        """Whether a first step is waited for, after an agreement, or a follow-up of work."""
        return self.gap.rule == FIRST_STEP

    @property
    def awaited(self) -> tuple[DateRange | None, bool]:
        """The start or end from which what follows is waited for, and whether it is assumed."""
        if self.first:
            return self.item.period.start, False
        end, basis = self.item.period.last_day
        return end, basis == "assumed"

    @property
    def since(self) -> datetime.date | None:
        """The latest day from which what follows may be waited for."""
        day = self.awaited[0]
        return day.latest if day else None

    def days(self, as_of: datetime.date) -> int | None:
        """Return for how many days at least it has been waited for on a day."""
        since = self.since
        return (as_of - since).days if since is not None and since < as_of else None


@dataclass(frozen=True, slots=True)
class Transition:
    """Instruments of one kind to which the same happened.

    Attributes
    ----------
    origin
        Kind of the instrument.
    target
        Kind of what followed first; None where nothing did, or where that cannot be said.
    status
        State of the records.
    steps
        The instruments.
    decided
        Of how many instruments of the kind it can be said whether something followed.
    effective
        How many independent outcomes these are worth.
    """

    origin: str
    target: str | None
    status: Status
    steps: tuple[Step, ...]
    decided: int
    effective: float

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval of the share among those decided; None if it cannot be said."""
        if self.status is Status.UNDECIDABLE:
            return None
        return share_interval(len(self.steps), self.decided, effective=self.effective)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long it takes from the end of an instrument to what follows it.

    Attributes
    ----------
    ended
        How many instruments have ended.
    followed
        How many of them something followed; the others still wait.
    median
        Days after which half of them are followed; None if that is not reached.
    low, high
        Its 95 % bounds in days; None where the data set none.
    """

    ended: int
    followed: int
    median: int | None
    low: int | None
    high: int | None


def read_steps(facts: Facts, gaps: Iterable[Gap]) -> list[Step]:
    """Return the instruments of ladder records with what followed them.

    Parameters
    ----------
    facts
        Rows of the graph.
    gaps
        Records; only those of the ladder count.

    Returns
    -------
    list of Step
        In the order of the records.
    """
    known = {item.iri: item for item in with_usual_terms(facts)}
    steps = []
    for gap in gaps:
        if gap.type != "ladder" or gap.subject not in known:
            continue
        told = (known[e.subject] for e in gap.evidence if e.subject in known)
        followers = [item for item in told if item.iri != gap.subject]
        steps.append(Step(gap, known[gap.subject], tuple(sorted(followers, key=_begin))))
    return [replace(step, group=n) for step, n in zip(steps, _groups(facts, steps), strict=True)]


def _groups(facts: Facts, steps: Sequence[Step]) -> list[int]:
    """Return a number for each: the same where a partner or a follower is shared, if by others."""
    links: nx.Graph[int | str] = nx.Graph()
    for number, step in enumerate(steps):
        partners = parties_abroad(facts, step.item, step.gap.as_of)
        links.add_node(number)
        links.add_edges_from(
            (number, one)
            for one in (
                step.item.iri,
                *(partners or _places(facts, step.item)),
                *(follower.iri for follower in step.followers),
            )
        )
    found: dict[int, int] = {}
    for group, members in enumerate(nx.connected_components(links)):
        found |= {one: group for one in members if isinstance(one, int)}
    return [found[number] for number in range(len(steps))]


def _places(facts: Facts, item: Instrument) -> list[str]:
    reach = reach_of(facts, item)
    cities = [place for place in sorted(reach) if facts.is_a(place, "City")]
    return cities or [place for place in sorted(reach) if facts.is_a(place, "Country")]


def _begin(item: Instrument) -> tuple[datetime.date, str]:
    start = item.period.start
    return (start.earliest if start else datetime.date.max), item.iri


def transitions(steps: Iterable[Step]) -> list[Transition]:
    """Count what followed what; what is under way has no transition yet.

    Parameters
    ----------
    steps
        Instruments with what followed them.

    Returns
    -------
    list of Transition
        From agreements to units, by kind; what followed before what did not.
    """
    groups: dict[tuple[int, str, int, str], list[Step]] = defaultdict(list)
    decided: dict[str, list[int]] = defaultdict(list)
    for step in steps:
        status, origin = step.gap.status, _kind(step.item)
        if status is Status.EXEMPT:
            continue
        if status is not Status.UNDECIDABLE:
            decided[origin].append(step.group)
        target = _kind(step.followers[0]) if status is Status.COVERED and step.followers else ""
        # Covered is the last of the states, and stands first here.
        key = (_RUNGS.index(step.item.kind), origin, -status.rank, target)
        if status is Status.UNDECIDABLE:
            key = (*key[:2], 1, "")
        groups[key].append(step)
    return [
        Transition(
            origin,
            target or None,
            own[0].gap.status,
            tuple(own),
            len(decided[origin]),
            effective_number(decided[origin]),
        )
        for (_, origin, _, target), own in sorted(groups.items(), key=lambda entry: entry[0])
    ]


def _kind(item: Instrument) -> str:
    return item.concept or item.kind


def median_wait(steps: Sequence[Step], *, as_of: datetime.date) -> Wait | None:
    """Estimate the days from the end of an instrument to what followed it (Kaplan and Meier).

    Parameters
    ----------
    steps
        Instruments with what followed them; those that nothing has followed yet are censored.
    as_of
        Day of reference.

    Returns
    -------
    Wait or None
        None with fewer than :data:`ENOUGH` ended instruments.
    """
    waits: list[int] = []
    censored: list[int] = []
    for step in steps:
        days = step.days(as_of)
        if step.first or days is None or step.gap.status is Status.UNDECIDABLE:
            continue
        start = step.followers[0].period.start if step.followers else None
        if start is not None and step.since is not None:
            waits.append(max(0, (start.earliest - step.since).days))
        else:
            censored.append(days)
    total = len(waits) + len(censored)
    if total < ENOUGH:
        return None
    if not waits:
        return Wait(total, 0, None, None, None)
    return Wait(total, len(waits), *_median(waits, censored))


def _median(
    waits: Sequence[int], censored: Sequence[int]
) -> tuple[int | None, int | None, int | None]:
    import numpy as np
    from scipy.stats import CensoredData, ecdf

    survival = ecdf(CensoredData(uncensored=waits, right=censored)).sf
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # Where nothing waits any more, the formula has no bounds; none is given then.
        warnings.simplefilter("ignore", RuntimeWarning)
        bounds = survival.confidence_interval(0.95, method="log-log")

    def crossing(curve: object) -> int | None:
        low = np.nonzero(np.asarray(curve) <= 0.5)[0]
        return int(survival.quantiles[low[0]]) if len(low) else None

    return (
        crossing(survival.probabilities),
        crossing(bounds.low.probabilities),
        crossing(bounds.high.probabilities),
    )
