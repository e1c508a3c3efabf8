"""All that the gap rules read, and the look-ups they share: what the graph states, without RDF.

Filled by :mod:`coopgraph.analysis.gaps.reading` from ``queries/gaps/gap-*.rq``; the rules see
nothing else, so that they can be tested with rows written by hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from coopgraph.analysis.gaps.records import Bilingual, Evidence
from coopgraph.analysis.gaps.rows import (
    NO_CLASSES,
    ChangeEvent,
    DateStatement,
    Dispute,
    Doubt,
    IndicatorValue,
    Instrument,
    ListStatement,
    Origin,
    Part,
    Place,
    Priority,
    Reform,
    Source,
    Structure,
    TermRule,
    Tie,
)
from coopgraph.french import Named

__all__ = [
    "ChangeEvent",
    "DateStatement",
    "Dispute",
    "Doubt",
    "Facts",
    "IndicatorValue",
    "Instrument",
    "ListStatement",
    "Origin",
    "Part",
    "Place",
    "Priority",
    "Reform",
    "Source",
    "Structure",
    "TermRule",
    "Tie",
]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that the rules read, and the look-ups they share.

    Attributes
    ----------
    focus
        The organisation whose partnerships are examined.
    refocused
        Whether the tables were collected for another organisation, or for none.
    names
        Names of entities, concepts and classes, by IRI.
    acronyms
        Usual acronyms of entities.
    classes
        Entity to the local names of its classes *and of their ancestors*.
    ancestors
        Local name of a class to itself and its ancestors.
    seats
        Entity to the places where it is.
    main
        Of what is in several places, the one that its own row names.
    parents
        Body to the bodies of which it is a part.
    governed
        Authority to the place that it governs.
    broader
        Theme to its broader themes, one step.
    identified
        Entity to the registers (``ror``, ``rnsr``, ``wikidata``…) that know it.
    memberships
        Collaboration or structure to its members.
    partners
        Bodies that are a party of an agreement or a partnership with the focus.
    origins
        Node of a partnership to where it comes from.
    themes
        Thing to the themes that sources state of it.
    schemes
        Project team to the schemes under which it was set up.
    parts
        Who takes part in what, in which role.
    reforms
        Which kinds of instruments gave way to which.
    indicators
        Figures of the indicators of plans.
    """

    focus: str
    refocused: bool = False
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    seats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    main: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    governed: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    identified: Mapping[str, frozenset[str]] = field(default_factory=dict)
    memberships: Mapping[str, frozenset[str]] = field(default_factory=dict)
    partners: frozenset[str] = frozenset()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    themes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    schemes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    reforms: tuple[Reform, ...] = ()
    indicators: tuple[IndicatorValue, ...] = ()
    structures: tuple[Structure, ...] = ()
    ties: tuple[Tie, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    priorities: tuple[Priority, ...] = ()
    events: tuple[ChangeEvent, ...] = ()
    term_rules: tuple[TermRule, ...] = ()
    lists: tuple[ListStatement, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def name(self, iri: str) -> Bilingual:
        """Return the name of an entity; the end of its IRI where it has none."""
        known = self.names.get(iri)
        if known is not None:
            return known
        local = iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]
        return Bilingual(local, local)

    def short(self, iri: str) -> Bilingual:
        """Return the acronym of an entity where it has one, else its name."""
        acronym = self.acronyms.get(iri)
        name = self.name(iri)
        return Bilingual(Named(acronym, name.fr), acronym) if acronym else name

    @cached_property
    def _instruments(self) -> dict[str, Instrument]:
        return {item.iri: item for item in self.instruments}

    def instrument(self, iri: str) -> Instrument | None:
        """Return an agreement, award, collaboration or joint unit; None if it is something else."""
        return self._instruments.get(iri)

    @cached_property
    def _dating(self) -> frozenset[str]:
        return frozenset(stated.iri for item in self.instruments for stated in item.dated_by)

    def tells_of_instrument(self, iri: str) -> bool:
        """Say whether a node is an instrument, or a claim that dates one."""
        return iri in self._instruments or iri in self._dating

    def is_a(self, iri: str, *wanted: str) -> bool:
        """Say whether an entity belongs to one of the classes or of their subclasses."""
        return not self.classes.get(iri, NO_CLASSES).isdisjoint(wanted)

    def lineage(self, cls: str) -> frozenset[str]:
        """Return a class and its ancestors."""
        return self.ancestors.get(cls, frozenset()) | {cls}

    @cached_property
    def _widened(self) -> dict[str, frozenset[str]]:
        return {iri: _closure(iri, lambda p: self._within(p)) for iri in self.places}

    def _within(self, iri: str) -> frozenset[str]:
        place = self.places.get(iri)
        return place.within if place is not None else frozenset()

    def widen(self, places: Iterable[str]) -> frozenset[str]:
        """Return places with all places that hold them: city, region, country, world region."""
        wide: set[str] = set()
        for iri in places:
            wide |= self._widened.get(iri, frozenset({iri}))
        return frozenset(wide)

    def where(self, iri: str) -> frozenset[str]:
        """Return the places of an entity, widened."""
        return self.widen(self.seats.get(iri, frozenset()))

    def at_home(self, iri: str) -> frozenset[str]:
        """Return the main place of an entity, widened; all places where none is the main one."""
        return self.widen([self.main[iri]]) if iri in self.main else self.where(iri)

    def broader_themes(self, theme: str) -> frozenset[str]:
        """Return all themes broader than a theme."""
        return _closure(theme, lambda t: self.broader.get(t, frozenset())) - {theme}

    def kin(self, one: str, other: str) -> bool:
        """Say whether two themes are the same, or one is broader than the other."""
        return (
            one == other or one in self.broader_themes(other) or other in self.broader_themes(one)
        )

    def successors(self, iri: str, as_of: datetime.date) -> frozenset[str]:
        """Return what an organisation has become by a day; itself if nothing happened to it.

        An event without a year counts as past: sources speak of it as done. What several events
        take up in part has all their results as heirs.
        """
        happened = [
            event
            for event in self.events
            if event.resultings and (event.year is None or event.year <= as_of.year)
        ]

        def heirs(body: str, done: frozenset[str]) -> frozenset[str]:
            touching = [e for e in happened if body in e.originals and e.iri not in done]
            if not touching:
                return frozenset({body})
            seen = done | {event.iri for event in touching}
            results = frozenset[str]().union(*(event.resultings for event in touching))
            return frozenset[str]().union(*(heirs(result, seen) for result in results))

        return heirs(iri, frozenset())

    def heirs(self, bodies: Iterable[str], as_of: datetime.date) -> frozenset[str]:
        """Return what some organisations have become by a day; see :meth:`successors`."""
        return frozenset[str]().union(*(self.successors(body, as_of) for body in bodies))

    def evidence(self, statement: Bilingual, subject: str, origin: Origin | None) -> Evidence:
        """Return a statement with its source."""
        source = self.sources.get(origin.source) if origin is not None else None
        return Evidence(
            statement=statement,
            subject=subject,
            source=origin.source if origin is not None else "",
            source_title=source.title if source is not None else "",
            locator=origin.locator if origin is not None else "",
            confidence=origin.confidence if origin is not None else "",
        )


def _closure(start: str, step: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found, queue = {start}, [start]
    while queue:
        for item in step(queue.pop()):
            if item not in found:
                found.add(item)
                queue.append(item)
    return frozenset(found)
