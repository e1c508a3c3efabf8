"""Rows that the gap rules read: what the graph states, without RDF and without judgement.

Filled by :mod:`coopgraph.analysis.gaps.reading` from ``queries/gaps/gap-*.rq``; the rules see
nothing else, so that they can be tested with rows written by hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.records import Bilingual, Evidence

__all__ = [
    "ChangeEvent",
    "Dispute",
    "Doubt",
    "Facts",
    "Instrument",
    "ListStatement",
    "Origin",
    "Place",
    "Priority",
    "Source",
    "Structure",
    "TermRule",
    "Tie",
]

NO_CLASSES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from."""

    source: str
    locator: str = ""
    confidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A source document and the time that it pictures."""

    iri: str
    title: str
    kind: str = ""
    describes: str = ""
    attested: DateRange | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place and the places that hold it."""

    iri: str
    within: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """A research structure that the focus supervises."""

    iri: str
    start: DateRange | None = None
    end: DateRange | None = None
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """A body's relation to a structure of the focus (a cotutelle or a participation in one)."""

    iri: str
    structure: str
    body: str
    role: str
    start: DateRange | None = None
    end: DateRange | None = None
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Instrument:
    """An agreement, a label award, a collaboration or a joint unit abroad.

    Attributes
    ----------
    iri
        Its node.
    kind
        ``agreement``, ``award``, ``collaboration`` or ``unit``.
    concept
        Kind of instrument in the scheme (``lia``, ``fhu``…), for its usual term.
    holder
        For an award: the collaboration that holds the label.
    parties
        Parties of an agreement, members of a collaboration, supervising bodies of a unit.
    themes, places
        As stated; places are not widened.
    period
        Its dates.
    revision_of
        The agreement that it renews.
    origin
        Its source.
    """

    iri: str
    kind: str
    concept: str | None = None
    holder: str | None = None
    parties: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    period: Period = field(default_factory=Period)
    revision_of: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Priority:
    """A cell of a strategy: a place, and a theme if one is stated."""

    iri: str
    strategy: str
    place: str
    theme: str | None = None
    stance: str = ""
    start: DateRange | None = None
    end: DateRange | None = None
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeEvent:
    """A rename, merger, split or reform."""

    iri: str
    year: int | None = None
    originals: frozenset[str] = frozenset()
    resultings: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class TermRule:
    """Usual term of a kind of instrument, as a source states it."""

    concept: str
    years: int
    valid_from: int | None = None
    valid_to: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ListStatement:
    """How complete a list is, according to a source.

    Attributes
    ----------
    approximation
        Concept that says how the number announced is to be read; empty if it is exact.
    members
        Things known to stand in the list, whichever source names them.
    elsewhere
        Those of them that another source than the list's own names.
    named_by
        Lists of other sources that enumerate this one.
    """

    iri: str
    subject: str
    covers: str
    completeness: str
    scope: str | None = None
    announced: int | None = None
    approximation: str = ""
    listed: int | None = None
    about_year: int | None = None
    since_year: int | None = None
    members: frozenset[str] = NO_CLASSES
    elsewhere: frozenset[str] = NO_CLASSES
    named_by: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """A statement of a disagreement that nobody has settled.

    Attributes
    ----------
    disagreement, kind
        The disagreement and its kind; empty kind: two values of one property.
    value
        What the statement says; empty if it only leaves something out.
    approximation
        How a number is worded; empty if it is exact.
    expected
        What follows from the statement's own figures.
    reason
        Why it was left open.
    """

    claim: str
    subject: str
    predicate: str
    value: str
    approximation: str = ""
    disagreement: str = ""
    kind: str = ""
    about_year: int | None = None
    population: str | None = None
    expected: str = ""
    reason: Bilingual | None = None
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A statement that its curator holds for uncertain."""

    iri: str
    subjects: frozenset[str] = frozenset()
    note: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that the rules read, and the look-ups they share.

    Attributes
    ----------
    focus
        The organisation whose partnerships are examined.
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
    """

    focus: str
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    seats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    governed: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    identified: Mapping[str, frozenset[str]] = field(default_factory=dict)
    memberships: Mapping[str, frozenset[str]] = field(default_factory=dict)
    partners: frozenset[str] = frozenset()
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
        return Bilingual(acronym, acronym) if acronym else self.name(iri)

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

    def broader_themes(self, theme: str) -> frozenset[str]:
        """Return all themes broader than a theme."""
        return _closure(theme, lambda t: self.broader.get(t, frozenset())) - {theme}

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
