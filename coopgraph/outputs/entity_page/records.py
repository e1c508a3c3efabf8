"""What a page about one entity is made of: lines with their evidence, in sections."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Final, NamedTuple

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
        ``open``; may be empty.
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

    def ended(self, day: datetime.date) -> bool:
        """Tell whether the end lies before a day.

        Examples
        --------
        >>> Period(end="2024").ended(datetime.date(2024, 12, 31))
        False
        >>> Period(end="2024-06-30").ended(datetime.date(2024, 12, 31))
        True
        """
        return bool(self.end) and self.end < day.isoformat()[: len(self.end)]


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
    ended
        Whether its end lies before the day of the page.
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
    """

    iri: str
    label: str
    classes: tuple[str, ...]
    lang: str
    as_of: datetime.date
    lines: tuple[Line, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    vintage: tuple[str, ...] = ()

    def sections(self) -> dict[str, list[Line]]:
        """Return the lines by section, in the order of reading."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.section, []).append(line)
        return found
