"""How many of the instruments that end were renewed, and how many may be next time.

A renewal that the graph holds is an observation. That none is found is one only where a list of the
next wave is whole: else the follow-up may exist and be missing from the graph. Kinds without such a
list are left out on both sides, since counting their renewals alone would flatter the rate.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.dates import add_months
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.lists import compare_list
from coopgraph.analysis.gaps.proportions import effective_number
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.unlocking import most_specific

__all__ = ["LEAST_OUTCOMES", "Renewals", "find_renewals"]

#: Fewer outcomes than these carry no forecast.
LEAST_OUTCOMES: Final = 10
_TAIL: Final = 0.025


@dataclass(frozen=True, slots=True)
class Renewals:
    """What became of the instruments of one kind, and what stands before the same question.

    Attributes
    ----------
    cls
        Local name of the class of the instrument, or of what holds the label.
    renewed, ended
        Records of those that have ended: with a follow-up; without one, by a whole list.
    ending
        Records of those in force that may end within the horizon.
    staying
        Records of those in force that end later.
    effective
        How many independent outcomes the known ones are worth: those of one holder go together.
    """

    cls: str
    renewed: tuple[Gap, ...]
    ended: tuple[Gap, ...]
    ending: tuple[Gap, ...]
    staying: tuple[Gap, ...]
    effective: float = 0.0

    @property
    def outcomes(self) -> int:
        """Number of instruments of which it is known whether they were renewed."""
        return len(self.renewed) + len(self.ended)

    def over_by(self, day: datetime.date) -> bool:
        """Say whether all that may end by a day has ended by then for certain."""
        return all(
            gap.dates.end_latest is not None and gap.dates.end_latest <= day for gap in self.ending
        )

    @property
    def stock(self) -> tuple[float, int, int] | None:
        """How many will be in force at the horizon: mean and central 95 %; None if too few known.

        The share of renewals has a Beta distribution with the prior of Jeffreys, the number of
        those renewed the Beta-binomial one that follows from it. What was renewed twice at one
        holder is no second independent outcome. What all labels of a call have in common (its
        budget, its rules) cannot be told from so few calls, and is left out. New instruments are
        not foreseen.

        Examples
        --------
        >>> few = Renewals("Label", renewed=(), ended=(), ending=(), staying=())
        >>> few.stock is None
        True
        """
        if self.outcomes < LEAST_OUTCOMES:
            return None
        from scipy.stats import betabinom

        worth = self.effective / self.outcomes
        a, b = worth * len(self.renewed) + 0.5, worth * len(self.ended) + 0.5
        number, sure = len(self.ending), len(self.staying)
        low, high = (int(betabinom.ppf(q, number, a, b)) for q in (_TAIL, 1 - _TAIL))
        return sure + number * a / (a + b), sure + low, sure + high


def find_renewals(
    facts: Facts, gaps: Iterable[Gap], *, as_of: datetime.date, within_months: int
) -> list[Renewals]:
    """Count renewals by kind, for the kinds of which something may end within the horizon.

    Parameters
    ----------
    facts
        Rows of the graph.
    gaps
        Records; only those of the rule on expiries count.
    as_of
        Day of reference.
    within_months
        Length of the horizon.

    Returns
    -------
    list of Renewals
        Those with the most to end first.
    """
    horizon = add_months(as_of, within_months)
    groups: dict[str, tuple[list[Gap], ...]] = defaultdict(lambda: ([], [], [], []))
    holders: dict[str, list[str]] = defaultdict(list)
    years = _whole_years(facts, as_of)
    for gap in gaps:
        first, last = gap.dates.end_earliest, gap.dates.end_latest
        if gap.type != "expiry" or first is None or last is None:
            continue
        item = facts.instrument(gap.subject)
        cls = most_specific(facts, (item.holder if item else None) or gap.subject)
        renewed, ended, ending, staying = groups[cls]
        followed = gap.status is Status.COVERED and any(s.matches for s in gap.searched)
        if gap.status in (Status.CANDIDATE, Status.CONFIRMED) and first <= horizon:
            ending.append(gap)
        elif last >= as_of and gap.status is Status.COVERED and not followed:
            staying.append(gap)
        elif last < as_of and any(year > last.year for year in years.get(cls, ())):
            (renewed if followed else ended).append(gap)
            holders[cls].append((item.holder if item else None) or gap.subject)
    found = [
        Renewals(
            cls,
            tuple(renewed),
            tuple(ended),
            tuple(ending),
            tuple(staying),
            effective_number(holders[cls]),
        )
        for cls, (renewed, ended, ending, staying) in groups.items()
        if ending
    ]
    return sorted(found, key=lambda kind: (-len(kind.ending), kind.cls))


def _whole_years(facts: Facts, as_of: datetime.date) -> dict[str, set[int]]:
    """Return the years for which a list names all members of a class, whatever their place."""
    years: dict[str, set[int]] = defaultdict(set)
    for item in facts.lists:
        if item.about_year is None or item.about_year > as_of.year:
            continue
        if item.scope is None and compare_list(facts, item, as_of).status is Status.COVERED:
            years[item.covers].add(item.about_year)
    return years
