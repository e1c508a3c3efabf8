"""What a page about one entity is made of: lines with their evidence, in sections."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from coopgraph.rdf.periods import PeriodState, standing

__all__ = ["NO_PERIOD", "EntityPage", "Evidence", "Line", "Period"]


class Evidence(NamedTuple):
    """Where a line comes from.

    Attributes
    ----------
    source
        Id of the source document.
    locator
        Place in it; may be empty.
    confidence
        Label of the confidence; may be empty.
    note
        The curator's remark; may be empty.
    stated
        Words as printed; may be empty.
    """

    source: str
    locator: str = ""
    confidence: str = ""
    note: str = ""
    stated: str = ""


class Period(NamedTuple):
    """When something holds.

    Attributes
    ----------
    start, end
        Years or days as stated; empty where nothing is stated.
    basis
        Local name of the concept that says how the end is known: ``stated``, ``computed``,
        ``assumed``, ``open``; may be empty.
    signed
        Year or day of the signature; may be empty.
    event
        Year of an event; may be empty.
    revision
        Years of a planned revision; may be empty.
    """

    start: str = ""
    end: str = ""
    basis: str = ""
    signed: str = ""
    event: str = ""
    revision: str = ""

    def standing(self, day: datetime.date) -> PeriodState:
        """Say what it is on a day; see :func:`coopgraph.rdf.periods.standing`.

        Examples
        --------
        >>> Period(end="2024").standing(datetime.date(2024, 12, 31))
        'running'
        >>> Period(signed="2024", end="2025-06-30").standing(datetime.date(2023, 12, 31))
        'coming'
        """
        return standing(self.start or self.signed or self.event, self.end, day)


NO_PERIOD: Final = Period()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known of the entity.

    Attributes
    ----------
    section
        Key of the section it stands in.
    property
        How the value is related to the entity, in the language of the page.
    value
        The value as text: the name of another entity or concept, or a literal.
    value_id
        CURIE of the value where it is a thing; else empty.
    details
        What narrows it: codes, parties, themes.
    period
        When it holds.
    ended, coming
        Whether its end lies before the day of the page, or its beginning after it.
    derived
        Whether a rule of the ontology made it rather than a source.
    year, population, approximation, unit, status
        Context of a claim.
    rivals
        Other values that sources give for the same thing.
    evidence
        Sources; empty only for what is counted or derived.
    rank
        Place among the lines of its section, before the alphabet.
    """

    section: str
    property: str
    value: str
    value_id: str = ""
    details: tuple[str, ...] = ()
    period: Period = NO_PERIOD
    ended: bool = False
    coming: bool = False
    derived: bool = False
    year: str = ""
    population: str = ""
    approximation: str = ""
    unit: str = ""
    status: str = ""
    rivals: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that is known of one entity.

    Attributes
    ----------
    iri
        The entity.
    label
        Its name in the language of the page.
    classes
        Labels of its classes, most telling first.
    lang
        Language of the page.
    as_of
        Day at which it is looked at.
    lines
        What is known, in the order of reading.
    titles
        Titles of the sources by id.
    vintage
        Sentences that say how old the picture is.
    title
        The name of the page with its sources, as a line of its own for tables.
    """

    iri: str
    label: str
    classes: tuple[str, ...]
    lang: str
    as_of: datetime.date
    lines: tuple[Line, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    vintage: tuple[str, ...] = ()
    title: Line | None = None

    @property
    def state(self) -> PeriodState:
        """What the entity itself is on the day, as far as its own period says."""
        own = [line.period for line in self.lines if line.section == "period"]
        return own[0].standing(self.as_of) if own else "undated"

    @property
    def before_all(self) -> bool:
        """Whether all that is dated of the entity lies after the day."""
        states = {line.period.standing(self.as_of) for line in self.lines}
        return "coming" in states and not states & {"running", "over"}

    def sections(self) -> dict[str, list[Line]]:
        """Return the lines by section, in the order of reading."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.section, []).append(line)
        return found
