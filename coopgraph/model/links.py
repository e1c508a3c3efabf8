"""Row classes of the tables of links: cotutelles, participations, agreements, labels, priorities.

Each row becomes one node of the graph (an n-ary relation with its evidence).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coopgraph.model.columns import (
    Row,
    class_name,
    concept,
    date_,
    decimal,
    identifier,
    integer,
    reference,
    text,
    year,
)

__all__ = [
    "Agreement",
    "AgreementParty",
    "ChangeEvent",
    "CoPublication",
    "Cotutelle",
    "LabelAward",
    "Participation",
    "Partnership",
    "Priority",
]

_BODY = ("organizations",)
_PUBLISHING = ("organizations", "structures", "collaborations")
_COLLECTIVE = ("collaborations", "programmes", "organizations", "project_teams")
_MEMBER = ("organizations", "structures", "collaborations")


@dataclass(frozen=True, kw_only=True)
class Cotutelle(Row):
    """A body's relation to a research structure (``cotutelles.csv``).

    The role decides: ``supervising-body`` is a tutelle, ``participant`` is not and never counts for
    mixity.
    """

    structure: str = reference("the structure", "structures", required=True)
    body: str = reference("the body", *_BODY, required=True)
    role: str = concept("what the body is to the structure", "role", required=True)
    unit_code: str | None = text("the structure's number at that body: U 1016, UMR 8104")
    start_year: int | None = year("first year")
    end_year: int | None = year("last year")


@dataclass(frozen=True, kw_only=True)
class Participation(Row):
    """Membership of a collaboration, programme, cluster or body (``participations.csv``)."""

    collective: str = reference("what is taken part in", *_COLLECTIVE, required=True)
    member: str = reference("who takes part", *_MEMBER, required=True)
    role: str = concept("in which role", "role", required=True)
    on_behalf_of: str | None = reference("for whom the member acts", *_COLLECTIVE)
    start_year: int | None = year("first year")
    end_year: int | None = year("last year")


@dataclass(frozen=True, kw_only=True)
class Agreement(Row):
    """An agreement in its own right, with dates and scope (``agreements.csv``)."""

    id: str = identifier("slug: convention-mixite-…, accord-cadre-…, cper-…")
    cls: str = class_name("ontology class", "Agreement")
    label_fr: str = text("name", required=True)
    label_en: str | None = text("name in English")
    signed_year: int | None = year("year of signature")
    signed_on: datetime.date | None = date_("day of signature")
    start_year: int | None = year("first year in force")
    end_year: int | None = year("last year in force, as stated")
    end_date: datetime.date | None = date_("last day in force, as stated")
    duration_years: int | None = integer("duration in years, as stated")
    revision_start_year: int | None = year("first year of a planned revision")
    revision_end_year: int | None = year("last year of a planned revision")
    instrument_type: str | None = concept("kind of instrument", "instrument")
    themes: tuple[str, ...] = concept("themes", "theme", many=True)
    places: tuple[str, ...] = reference("country, region or site aimed at", "places", many=True)
    modalities: tuple[str, ...] = concept("ways of working together", "modality", many=True)
    revision_of: str | None = reference("agreement that it renews", "agreements")


@dataclass(frozen=True, kw_only=True)
class AgreementParty(Row):
    """A party of an agreement (``agreement_parties.csv``)."""

    agreement: str = reference("the agreement", "agreements", required=True)
    party: str = reference("the party", *_BODY, required=True)


@dataclass(frozen=True, kw_only=True)
class LabelAward(Row):
    """One award of a label, for one period (``label_awards.csv``).

    The same name recurs per wave: the key is the collaboration, the label and the first year.
    """

    awarded_to: str = reference("what holds the label", "collaborations", required=True)
    label: str = concept("the label", "label", required=True)
    start_year: int | None = year("first year of the label")
    end_year: int | None = year("last year of the label")
    end_basis: str | None = concept("stated, computed, assumed or open end", "end-basis")
    wave: int | None = integer("number of the wave")
    call: str | None = text("the call, in a few words")
    awarded_by: tuple[str, ...] = reference("who awards", *_BODY, many=True)
    funded_by: tuple[str, ...] = reference("who funds", *_BODY, many=True)


@dataclass(frozen=True, kw_only=True)
class Priority(Row):
    """A cell of a strategy: a country or world region, and a theme if one is stated."""

    strategy: str = reference("document that announces it", "sources", required=True)
    place: str = reference("country or world region", "places", required=True)
    theme: str | None = concept("theme; blank = none stated, which is not all themes", "theme")
    stance: str = concept("what is announced", "stance", required=True)
    start_year: int | None = year("first year, where the strategy has one")
    end_year: int | None = year("last year, where the strategy has one")


@dataclass(frozen=True, kw_only=True)
class Partnership(Row):
    """A partnership named without an agreement or a structure (``partnerships.csv``)."""

    subject: str = reference("the organisation in focus", *_BODY, required=True)
    partner: str = reference("the partner", *_BODY, required=True)
    kind: str = concept("kind of partnership", "partnership-kind", required=True)
    themes: tuple[str, ...] = concept("themes", "theme", many=True)
    start_year: int | None = year("first year")
    end_year: int | None = year("last year")
    vehicle: str | None = reference("body through which it runs", *_BODY)


@dataclass(frozen=True, kw_only=True)
class CoPublication(Row):
    """How many publications two bodies have in common, as a source counts (``copublications.csv``).

    One row per pair, period, way of counting and source: what two sources count stands side by side
    and is never added up.
    """

    body: str = reference("one of the two; in no order", *_PUBLISHING, required=True)
    partner: str = reference("the other", *_PUBLISHING, required=True)
    count: float = decimal("joint publications of the period", required=True)
    method: str = concept(
        "how one publication of several bodies counts: full or fractional",
        "counting-method",
        required=True,
    )
    start_year: int | None = year("first year counted")
    end_year: int | None = year("last year counted; the first one again for a single year")
    counted_from: str | None = text("what was counted, in a few words: database, kinds of works")


@dataclass(frozen=True, kw_only=True)
class ChangeEvent(Row):
    """A rename, merger, split or reform (``events.csv``)."""

    id: str = identifier("slug: evenement-…")
    kind: str = concept("kind of event", "event-kind", required=True)
    label_fr: str = text("what happened, in a few words", required=True)
    label_en: str | None = text("the same in English")
    year: int | None = year("year of the event")
    originals: tuple[str, ...] = reference(
        "before", "organizations", "structures", "collaborations", "agreements", many=True
    )
    resultings: tuple[str, ...] = reference(
        "after", "organizations", "structures", "collaborations", "agreements", many=True
    )
    original_instruments: tuple[str, ...] = concept("instruments before", "instrument", many=True)
    resulting_instruments: tuple[str, ...] = concept("instruments after", "instrument", many=True)
