"""What the structures rest on, in figures, and the same a year before where sources allow it.

The rule of :mod:`coopgraph.analysis.gaps.dependence` makes records of these figures. They count as
the gap rules do: a body that has merged or changed its name has passed its structures on, and a
joint unit abroad rests on the foreign partner that supervises it on its own side.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from coopgraph.analysis.gaps.dates import DateRange, add_years
from coopgraph.analysis.gaps.facts import Facts, Tie
from coopgraph.analysis.gaps.portfolio import (
    Spread,
    in_force_abroad,
    instrument_spreads,
    spread_of,
)
from coopgraph.analysis.gaps.shared import (
    home_countries,
    living_units,
    shared_units,
    units_by_place,
)
from coopgraph.analysis.networks.robustness import (
    BusFactor,
    Dependence,
    bus_factor,
    find_dependence,
)

__all__ = [
    "SHARES",
    "Holdings",
    "PartnerReliance",
    "Reliance",
    "YearOnYear",
    "compare_years",
    "measure_reliance",
    "read_holdings",
]

#: Shares of the structures for which a smallest set of partners is sought.
SHARES: Final = (0.25, 0.5)
#: What the structures are spread over: places of these classes.
_PLACES: Final = ("City", "Region", "Country")


@dataclass(frozen=True)
class Holdings:
    """Who supervises which structures beside the focus on a day.

    Attributes
    ----------
    units
        The structures that live, with a partner or without.
    shared
        For each partner its structures, with its tie to each.
    usual
        For each structure with a partner how large a part of those of its region have one only.
        Those abroad are compared with each other, those without a known region with all at home.
    abroad
        The structures with a partner of which a country is known, and only others than that of the
        focus.
    """

    units: frozenset[str]
    shared: Mapping[str, Mapping[str, Tie]]
    usual: Mapping[str, float]
    abroad: frozenset[str]

    @cached_property
    def held(self) -> dict[str, frozenset[str]]:
        """Partners of each structure that has any."""
        return _held(self.shared)

    def usually_sole(self, partner: str) -> float:
        """Return how many structures would rest on a partner alone by habit."""
        return sum(self.usual[unit] for unit in self.shared[partner])


@dataclass(frozen=True, slots=True)
class PartnerReliance:
    """What rests on one partner.

    Attributes
    ----------
    partner
        Its IRI.
    structures, sole
        How many structures it supervises, and how many of them alone beside the focus.
    usual
        How many that would be by the habit of their regions.
    local
        Whether it is a university in the region of one of the latter: that a structure has the
        university of its place for a supervising body is how the system is made.
    """

    partner: str
    structures: int
    sole: int
    usual: float
    local: bool

    @property
    def excess(self) -> float:
        """Return how many more structures rest on it alone than is usual; may be negative."""
        return round(self.sole - self.usual, 4)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reliance:
    """What the structures rest on, on a day.

    Attributes
    ----------
    as_of
        The day.
    structures, alone
        How many structures live, and how many of them without a partner.
    partners
        Each partner on which a structure rests alone or not; most structures alone first.
    smallest_sets
        Smallest sets of partners on which shares of the structures with a partner rest.
    structure_spreads
        How structures are spread: over ``partner``, ``City``, ``Region``, ``Country``, ``theme``.
    instrument_spreads
        How instruments abroad in force are spread: over ``country``, ``theme``, ``kind``.
    """

    as_of: datetime.date
    structures: int
    alone: int
    partners: tuple[PartnerReliance, ...]
    smallest_sets: tuple[BusFactor, ...]
    structure_spreads: Mapping[str, Spread]
    instrument_spreads: Mapping[str, Spread]

    @property
    def held(self) -> int:
        """Return how many structures have a partner."""
        return self.structures - self.alone


@dataclass(frozen=True, kw_only=True, slots=True)
class YearOnYear:
    """Figures of a day and of the same day a year before.

    Attributes
    ----------
    now, before
        The figures. Those of `before` hold for the instruments abroad in any case.
    unlike
        Why the structures of the two days are not to be compared; empty if they are.
        ``one-picture``: most ties are known from sources that picture a time before both days, so
        that both would show the same. ``survivors``: no source says of any structure or tie when it
        ended, so that the earlier figures would leave out all that has ended since.
    pictured
        The latest time that a source of most ties pictures; None if no source says.
    """

    now: Reliance
    before: Reliance
    unlike: Literal["", "one-picture", "survivors"]
    pictured: DateRange | None


def read_holdings(facts: Facts, as_of: datetime.date) -> Holdings:
    """Return who supervises which structures beside the focus.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    """
    units = living_units(facts, as_of)
    shared = shared_units(facts, units, as_of)
    held = _held(shared)
    if not held:
        return Holdings(frozenset(units), {}, {}, frozenset())
    abroad = _abroad(facts, held)
    usual: dict[str, float] = {}
    for inside in (
        held.keys() - abroad,
        *units_by_place(facts, held, "Region").values(),
        abroad,
    ):
        if inside:
            rate = sum(len(held[unit]) == 1 for unit in inside) / len(inside)
            usual.update(dict.fromkeys(inside, rate))
    return Holdings(frozenset(units), shared, usual, abroad)


def measure_reliance(facts: Facts, as_of: datetime.date) -> Reliance:
    """Measure what the structures rest on.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    Reliance
        Without partners and sets if no structure has a partner.
    """
    holdings = read_holdings(facts, as_of)
    held = holdings.held
    spreads = {"partner": spread_of(held.values())}
    for cls in _PLACES:
        spreads[cls] = spread_of(
            [place for place in facts.where(unit) if facts.is_a(place, cls)]
            for unit in holdings.units
        )
    spreads["theme"] = spread_of(facts.themes.get(unit, ()) for unit in holdings.units)
    return Reliance(
        as_of=as_of,
        structures=len(holdings.units),
        alone=len(holdings.units) - len(held),
        partners=tuple(_partner(facts, holdings, found) for found in find_dependence(held)),
        smallest_sets=tuple(bus_factor(held, share) for share in SHARES) if held else (),
        structure_spreads=spreads,
        instrument_spreads=instrument_spreads(facts, in_force_abroad(facts, as_of)),
    )


def compare_years(facts: Facts, as_of: datetime.date) -> YearOnYear:
    """Measure what the structures rest on, on a day and a year before.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    YearOnYear
        With the reason where the structures of the two days are not to be compared.
    """
    before = add_years(as_of, -1)
    attested = sorted(
        (
            source.attested
            for tie in facts.ties
            if tie.origin is not None
            and (source := facts.sources.get(tie.origin.source)) is not None
            and source.attested is not None
        ),
        key=lambda span: (span.latest, span.earliest),
    )
    pictured = attested[len(attested) // 2] if attested else None
    dated = any(one.end for one in facts.structures) or any(tie.end for tie in facts.ties)
    unlike: Literal["", "one-picture", "survivors"] = ""
    if pictured is not None and pictured.latest < before:
        unlike = "one-picture"
    elif not dated:
        unlike = "survivors"
    return YearOnYear(
        now=measure_reliance(facts, as_of),
        before=measure_reliance(facts, before),
        unlike=unlike,
        pictured=pictured,
    )


def _held(shared: Mapping[str, Mapping[str, Tie]]) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {}
    for body, ties in shared.items():
        for unit in ties:
            members.setdefault(unit, set()).add(body)
    return {unit: frozenset(bodies) for unit, bodies in members.items()}


def _abroad(facts: Facts, units: Iterable[str]) -> frozenset[str]:
    home = home_countries(facts)
    found = set()
    for unit in units:
        countries = {place for place in facts.where(unit) if facts.is_a(place, "Country")}
        if home and countries and not countries & home:
            found.add(unit)
    return frozenset(found)


def _partner(facts: Facts, holdings: Holdings, found: Dependence) -> PartnerReliance:
    regions = {place for place in facts.where(found.partner) if facts.is_a(place, "Region")}
    return PartnerReliance(
        partner=found.partner,
        structures=found.collectives,
        sole=len(found.sole),
        usual=holdings.usually_sole(found.partner),
        local=facts.is_a(found.partner, "University")
        and any(regions & facts.where(unit) for unit in found.sole),
    )
