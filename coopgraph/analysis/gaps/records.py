"""What a gap record is: frozen, plain, the same in every run.

A record is a claim about absence, so it carries what was searched and how complete the search could
be, beside the statements it rests on. Nothing is decided here: statuses come from
:mod:`coopgraph.analysis.gaps.status`, sentences from the rules.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

__all__ = [
    "Bilingual",
    "Certainty",
    "Dates",
    "Evidence",
    "Figure",
    "Gap",
    "Language",
    "Missing",
    "NearMiss",
    "Rank",
    "ScoreTerm",
    "Search",
    "SourcesAge",
    "Status",
    "Tier",
]

Language = Literal["fr", "en"]


class Status(StrEnum):
    """The six states of a gap, worst first; see ``docs/gaps.md``."""

    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    CANDIDATE = "candidate"
    UNDECIDABLE = "undecidable"
    EXEMPT = "exempt"
    COVERED = "covered"

    @property
    def rank(self) -> int:
        """Return the position in the order of severity, 0 for the worst."""
        return list(Status).index(self)


class Tier(StrEnum):
    """Which kind of work a record asks for; tiers are never ranked against each other."""

    OBLIGATION = "A"
    STRATEGY = "B"
    OPPORTUNITY = "C"
    DATA = "D"


class Certainty(StrEnum):
    """Whether a result holds for every date that the sources allow, or for some of them."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in French and in English.

    Examples
    --------
    >>> Bilingual("Japon", "Japan")["en"]
    'Japan'
    """

    fr: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """Return the text in one language."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that a record rests on, with its source.

    Attributes
    ----------
    statement
        The statement in a few words.
    subject
        IRI of the node that states it.
    source
        Id of the source document; empty where the graph names none.
    source_title
        Title of the source document.
    locator
        Place in the source.
    confidence
        ``high``, ``medium`` or ``low``; empty where not stated.
    """

    statement: Bilingual
    subject: str
    source: str
    source_title: str
    locator: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched for, and how complete the search could be.

    Attributes
    ----------
    what
        The kind of thing searched.
    count
        How many of them the graph holds.
    matches
        How many matched.
    completeness
        IRIs of the list statements that declare the searched list complete for this scope and
        time; empty when none does.
    """

    what: Bilingual
    count: int
    matches: int
    completeness: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Something that almost matched, and why it does not."""

    subject: str
    label: Bilingual
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that the rule needs and that no source states."""

    subject: str
    label: Bilingual
    field: str


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a record, as intervals.

    Attributes
    ----------
    end_earliest, end_latest
        Bounds of the end; a year alone means 1 January to 31 December.
    basis
        Where the end comes from: ``stated``, ``computed`` (start plus the term that this very
        instrument states), ``assumed`` (start plus the usual term of its kind), ``unknown``.
    act_by
        The day by which to act: earliest end less the lead time of the kind, whatever the basis.
        None once the end has passed for certain, or a follow-up is known.
    certainty
        Whether the result holds for every date that the sources allow, and for every place of what
        has no known one; None where it rests on neither (what was not found has no date).
    """

    end_earliest: datetime.date | None = None
    end_latest: datetime.date | None = None
    basis: str = "unknown"
    act_by: datetime.date | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class ScoreTerm:
    """One addend of a score."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that tells more of a record and is no part of its score.

    Attributes
    ----------
    name
        What is measured, in one word.
    subject
        IRI of what it is measured of.
    label
        The same in words.
    value
        The figure; None if it would say nothing.
    expected
        What chance would give; None where nothing was expected.
    note
        Why there is no figure; blank where there is one.
    """

    name: str
    subject: str
    label: Bilingual
    value: float | None = None
    expected: float | None = None
    note: Bilingual = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a record stands by its score among the records of its rule and status.

    Attributes
    ----------
    of
        How many records were ranked.
    median
        Median rank over structures drawn with replacement; equal scores share the best rank.
    low, high
        Interval that holds 95 % of the ranks, both with other structures drawn and with a tenth of
        the ties left out.
    top10
        Share of those draws in which the record is among the first ten.
    band
        Number of the group of records that cannot be told apart, the first is 1.
    """

    of: int
    median: int
    low: int
    high: int
    top10: float
    band: int


@dataclass(frozen=True, slots=True)
class SourcesAge:
    """The oldest and the newest year that the sources of a record's evidence describe."""

    oldest: int
    newest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """One gap, or one thing that was checked and is none.

    Attributes
    ----------
    id
        Stable across runs: rule and subject, not date or version.
    type
        Name of the gap type, as on the command line.
    status, tier
        What is known, and which kind of work it asks for.
    subject, subject_label
        What the record is about.
    finding
        The result in a few words, for a table.
    sentence
        The result in one sentence.
    rule, rule_version
        The rule that made the record.
    as_of
        The day for which the record holds.
    evidence
        Statements it rests on.
    searched
        What was searched.
    near_misses
        What almost matched.
    missing
        Fields without which the rule cannot decide.
    closes_by
        What would close the gap.
    dates
        Dates, where the record has any.
    score_terms
        Addends of the score.
    structures
        For conventions: how many units, service units and clinical investigation centres are
        concerned; None for other types.
    figures
        Figures beside the score.
    rank
        Where the record stands by its score; None if nothing orders it.
    sources_age
        Which years the sources of the evidence describe; None if none is dated.
    """

    id: str
    type: str
    status: Status
    tier: Tier
    subject: str
    subject_label: Bilingual
    finding: Bilingual
    sentence: Bilingual
    rule: str
    rule_version: str
    as_of: datetime.date
    closes_by: Bilingual
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[Search, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    missing: tuple[Missing, ...] = ()
    dates: Dates = field(default_factory=Dates)
    score_terms: tuple[ScoreTerm, ...] = ()
    structures: int | None = None
    figures: tuple[Figure, ...] = ()
    rank: Rank | None = None
    sources_age: SourcesAge | None = None

    @property
    def score(self) -> float:
        """Return the sum of the score terms; it orders records of one tier and status only."""
        return round(sum(term.value for term in self.score_terms), 6)

    @property
    def sort_key(self) -> tuple[str, int, float, str]:
        """Return the key of the order of records: tier, status, score downwards, id."""
        return (self.tier.value, self.status.rank, -self.score, self.id)
