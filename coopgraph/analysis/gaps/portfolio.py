"""The instruments abroad as a portfolio: which they are, where they reach, how they are spread."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.priority_search import concerns, reach_of
from coopgraph.analysis.gaps.terms import with_usual_terms
from coopgraph.analysis.networks.concentration import Concentration, measure_concentration
from coopgraph.namespaces import concept_iri

__all__ = [
    "CountryInstruments",
    "Spread",
    "in_force_abroad",
    "instrument_spreads",
    "instruments_by_country",
    "spread_of",
]

#: An instrument and the places abroad that it reaches.
Reaching = tuple[Instrument, frozenset[str]]


@dataclass(frozen=True)
class Spread:
    """How some things are spread over others.

    Attributes
    ----------
    things
        How many of them stand anywhere at all.
    counts
        How many stand at each; what stands at several counts at each of them.
    """

    things: int
    counts: Mapping[str, int]

    @cached_property
    def index(self) -> Concentration | None:
        """How unevenly they are spread; None if nothing stands anywhere."""
        return measure_concentration(self.counts.values())

    @property
    def largest(self) -> tuple[str, int]:
        """Return where most stand, and how many; there must be something."""
        return min(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))


def spread_of(values: Iterable[Iterable[str]]) -> Spread:
    """Return how things are spread, given where each of them stands.

    Examples
    --------
    >>> found = spread_of([["a"], ["a", "b"], []])
    >>> found.things, found.largest
    (2, ('a', 2))
    """
    own = [sorted(set(value)) for value in values]
    counts = Counter(name for names in own for name in names)
    return Spread(sum(bool(names) for names in own), dict(sorted(counts.items())))


@dataclass(frozen=True, slots=True)
class CountryInstruments:
    """The instruments that reach a country.

    Attributes
    ----------
    country
        Its IRI.
    instruments
        IRI of each instrument and its standing on the day, by IRI.
    """

    country: str
    instruments: tuple[tuple[str, Standing], ...]

    def count(self, *states: State) -> int:
        """Return how many are in one of the states."""
        return sum(standing.state in states for _, standing in self.instruments)


def _abroad(facts: Facts) -> list[Reaching]:
    return [
        (item, reach)
        for item in with_usual_terms(facts)
        if concerns(facts, item) and (reach := reach_of(facts, item))
    ]


def in_force_abroad(facts: Facts, as_of: datetime.date) -> list[Reaching]:
    """Return the instruments abroad that are in force on a day, by IRI, with where they reach."""
    return [
        (item, reach)
        for item, reach in _abroad(facts)
        if item.period.standing(as_of).state is State.IN_FORCE
    ]


def instrument_spreads(facts: Facts, instruments: Sequence[Reaching]) -> dict[str, Spread]:
    """Return how instruments are spread over countries, themes and kinds (``country``…)."""
    return {
        "country": spread_of(_countries(facts, reach) for _, reach in instruments),
        "theme": spread_of(item.themes for item, _ in instruments),
        "kind": spread_of(
            [concept_iri("instrument", item.concept or item.kind)] for item, _ in instruments
        ),
    }


def instruments_by_country(facts: Facts, as_of: datetime.date) -> tuple[CountryInstruments, ...]:
    """Return the instruments abroad country by country, whatever their state on a day.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    tuple of CountryInstruments
        Most instruments in force first, then most instruments, then by IRI; an instrument that
        reaches several countries stands at each, one that names none of them nowhere.
    """
    found: dict[str, list[tuple[str, Standing]]] = {}
    for item, reach in _abroad(facts):
        for country in _countries(facts, reach):
            found.setdefault(country, []).append((item.iri, item.period.standing(as_of)))
    countries = (CountryInstruments(iri, tuple(own)) for iri, own in found.items())
    return tuple(
        sorted(
            countries,
            key=lambda one: (-one.count(State.IN_FORCE), -len(one.instruments), one.country),
        )
    )


def _countries(facts: Facts, reach: Iterable[str]) -> list[str]:
    return sorted(place for place in reach if facts.is_a(place, "Country"))
