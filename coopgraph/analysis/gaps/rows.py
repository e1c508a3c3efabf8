"""Rows that the gap rules read: one class per kind of statement, frozen, without judgement."""

from __future__ import annotations

from dataclasses import dataclass, field

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.records import Bilingual

__all__ = [
    "ChangeEvent",
    "DateStatement",
    "Dispute",
    "Doubt",
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
    """A place, the places that hold it, and its ISO code (3166-1 alpha-2, 3166-2) if it has one."""

    iri: str
    within: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    code: str = ""


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


@dataclass(frozen=True, slots=True)
class DateStatement:
    """A date or term that a source states apart from what states the instrument.

    Attributes
    ----------
    iri
        Its node.
    name
        ``start``, ``signed``, ``end`` or ``term``.
    value
        The days, or the number of years of a term.
    origin
        Its source.
    """

    iri: str
    name: str
    value: DateRange | int
    origin: Origin


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
    dated_by
        What its period takes from other sources.
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
    dated_by: tuple[DateStatement, ...] = ()


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
class Reform:
    """What kinds of instruments gave way to which, and when."""

    iri: str
    year: int | None = None
    originals: frozenset[str] = frozenset()
    resultings: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A body's part, in a role, in a project, collaboration or other collective."""

    iri: str
    collective: str
    member: str
    role: str
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorValue:
    """A figure of an indicator: reference, target or what was observed.

    Attributes
    ----------
    component, plan
        What is counted, and the plan that counts it.
    role
        ``reference``, ``target`` or ``actual``.
    year
        Year that it speaks of.
    value, lower, upper
        The figure, or its bounds.
    factor
        Where the target is a multiple of the reference.
    approximation
        How the figure is to be read: ``exact``, ``more-than``, ``at-most``…
    unit, period
        What is counted, over which time.
    """

    iri: str
    component: str
    plan: str
    role: str
    year: int | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    factor: float | None = None
    approximation: str = "exact"
    unit: str = ""
    period: str = ""
    origin: Origin | None = None


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
    """A statement that its curator holds for uncertain, and why, in English and in French."""

    iri: str
    subjects: frozenset[str] = frozenset()
    note: str = ""
    note_fr: str = ""
    origin: Origin | None = None
