"""Which structures live on a day, and which bodies supervise them beside the focus."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from coopgraph.analysis.gaps.dates import State
from coopgraph.analysis.gaps.facts import Facts, Priority, Structure, Tie
from coopgraph.analysis.gaps.involvement import SUPERVISING
from coopgraph.analysis.gaps.requirements import NOT_UNITS

__all__ = [
    "SITE_BOUND",
    "announced",
    "home_countries",
    "lives",
    "living_groups",
    "living_units",
    "shared_units",
    "units_by_place",
]

#: Bodies bound to a site. National bodies are everywhere: to be near them says nothing.
SITE_BOUND = ("HigherEducationInstitution", "UniversityHospital", "CancerCentre")


def living_units(facts: Facts, as_of: datetime.date) -> set[str]:
    """Return the units, service units and clinical investigation centres that live on a day.

    Teams inside units, and federations of units, are not counted.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    """
    return {
        s.iri for s in facts.structures if not facts.is_a(s.iri, *NOT_UNITS) and lives(s, as_of)
    }


def lives(item: Structure | Tie | Priority, as_of: datetime.date) -> bool:
    """Say whether what has a first and a last day may stand on a day; a blank bounds nothing.

    Examples
    --------
    >>> from coopgraph.analysis.gaps.dates import DateRange
    >>> unit = Structure(iri="u", end=DateRange.year(2020))
    >>> lives(unit, datetime.date(2020, 5, 1)), lives(unit, datetime.date(2021, 1, 1))
    (True, False)
    """
    begun = item.start is None or item.start.earliest <= as_of
    return begun and (item.end is None or item.end.latest >= as_of)


def announced(facts: Facts, row: Priority, as_of: datetime.date) -> bool:
    """Say whether a strategy may announce a priority on a day.

    One without a first day is not carried back to a time before the one that its source pictures.

    Parameters
    ----------
    facts
        Rows of the graph.
    row
        The priority.
    as_of
        Day of reference.
    """
    source = facts.sources.get(row.strategy)
    pictured = source.attested if source is not None else None
    undated = row.start is None and pictured is not None
    return lives(row, as_of) and not (undated and pictured and pictured.earliest > as_of)


def shared_units(
    facts: Facts,
    units: Collection[str],
    as_of: datetime.date,
    *,
    roles: Collection[str] = SUPERVISING,
) -> dict[str, dict[str, Tie]]:
    """Return, for each body, the units that it supervises beside the focus, with its tie.

    A body that has merged or changed its name passes its units on to its successors.

    Parameters
    ----------
    facts
        Rows of the graph.
    units
        The units that count.
    as_of
        Day of reference.
    roles
        Codes of the roles that count.
    """
    supervising = [
        tie
        for tie in sorted(facts.ties, key=lambda t: t.iri)
        if tie.role in roles and tie.structure in units and lives(tie, as_of)
    ]
    named = {(tie.structure, tie.body) for tie in supervising}
    shared: dict[str, dict[str, Tie]] = defaultdict(dict)
    for tie in supervising:
        heirs = facts.successors(tie.body, as_of)
        # Of several heirs, those that sources already name for this unit have taken it up.
        told = {heir for heir in heirs if (tie.structure, heir) in named}
        for body in told or heirs:
            shared[body].setdefault(tie.structure, tie)
    shared.pop(facts.focus, None)
    return dict(shared)


def living_groups(facts: Facts, as_of: datetime.date) -> dict[str, frozenset[str]]:
    """Return who shares what on a day: structures of any kind, collaborations, agreements.

    A collaboration that holds labels stands while one of them does; one of which nothing dates the
    life stands from the time that its source pictures.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    dict of str to frozenset of str
        IRI of what is shared to the bodies, the focus and its successors included.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for structure in facts.structures:
        if lives(structure, as_of):
            groups[structure.iri].add(facts.focus)
    for tie in facts.ties:
        if tie.structure in groups and lives(tie, as_of):
            groups[tie.structure] |= facts.successors(tie.body, as_of)
    states: dict[str, set[State]] = defaultdict(set)
    for item in facts.instruments:
        states[item.holder or item.iri].add(item.period.standing(as_of).state)
        if item.kind == "agreement":
            groups[item.iri] |= item.parties
    structures = {structure.iri for structure in facts.structures}
    for collective, members in facts.memberships.items():
        if collective not in structures:
            groups[collective] |= members
    return {
        key: frozenset(members)
        for key, members in groups.items()
        if key not in states or states[key] & {State.IN_FORCE, State.UNKNOWN}
    }


def home_countries(facts: Facts) -> frozenset[str]:
    """Return the countries in which the focus has its seat; empty if that is not known."""
    return frozenset(p for p in facts.at_home(facts.focus) if facts.is_a(p, "Country"))


def units_by_place(facts: Facts, units: Iterable[str], cls: str) -> Mapping[str, set[str]]:
    """Group units by place of a class in the focus's country (in any if its seat is unknown).

    Parameters
    ----------
    facts
        Rows of the graph.
    units
        The units.
    cls
        Class of the places: ``Region``, ``City``…
    """
    home = home_countries(facts)
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        for place in facts.where(unit):
            if facts.is_a(place, cls) and (not home or home & facts.widen([place])):
                found[place].add(unit)
    return found
