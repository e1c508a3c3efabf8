"""Row classes of the tables of values: names, identifiers, claims, lists, extra types."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coopgraph.model.columns import (
    Row,
    choice,
    class_name,
    concept,
    date_,
    identifier,
    integer,
    reference,
    text,
    year,
)
from coopgraph.model.columns import language as language_tag

__all__ = [
    "Alias",
    "Claim",
    "ExtraType",
    "Identifier",
    "ListMember",
    "ListStatement",
    "PlaceMember",
    "Resolution",
    "Site",
]

_ANY = (
    "organizations",
    "structures",
    "collaborations",
    "project_teams",
    "programmes",
    "places",
    "agreements",
    "plan_items",
)


@dataclass(frozen=True, kw_only=True)
class Site(Row):
    """A further place of a body or structure, besides that of its own row (``sites.csv``)."""

    entity: str = reference("the body or structure", "organizations", "structures", required=True)
    place: str = reference("where it is as well", "places", required=True)


@dataclass(frozen=True, kw_only=True)
class Alias(Row):
    """Another name of an entity (``aliases.csv``)."""

    entity: str = reference("the entity", *_ANY, required=True)
    alias: str = text("the name", required=True)
    language: str | None = language_tag("BCP 47 tag, where the name belongs to a language")
    kind: str = choice(
        "what sort of name",
        "alias",
        "former-name",
        "acronym",
        "register-name",
        "spelling",
    )
    start_year: int | None = year("former name: first full year")
    end_year: int | None = year("former name: last full year, after which the name changed")


@dataclass(frozen=True, kw_only=True)
class Identifier(Row):
    """An outside identifier of an entity, in its canonical form (``identifiers.csv``)."""

    entity: str = reference("the entity", *_ANY, required=True)
    scheme: str = choice(
        "the register",
        "ror",
        "rnsr",
        "wikidata",
        "uai",
        "siren",
        "finess",
        "grid",
        "isni",
        "pic",
        "siret",
        "idref",
        "fundref",
        "openalex",
        "hal",
        "cordis",
    )
    value: str = text("canonical form; ROR as https://ror.org/…", required=True)


@dataclass(frozen=True, kw_only=True)
class ExtraType(Row):
    """A second class of an entity, as a source states it (``types.csv``)."""

    entity: str = reference("the entity", *_ANY, required=True)
    cls: str = class_name("ontology class", "Organisation", "OrganisationPart", "Collaboration")


@dataclass(frozen=True, kw_only=True)
class PlaceMember(Row):
    """A country that belongs to a world region (``place_members.csv``)."""

    region: str = reference("the world region", "places", required=True)
    country: str = reference("the country", "places", required=True)


@dataclass(frozen=True, kw_only=True)
class Claim(Row):
    """A value that a source states about a subject (``claims.csv``).

    The subject is the id of an entity, or ``scheme:concept`` (for instance ``instrument:lia``,
    ``label:fhu``) for a rule of an instrument.
    """

    subject: str = text("id of an entity, or scheme:concept", required=True)
    predicate: str = text("local name of an ontology property, or prefix:name", required=True)
    value: str = text("the value; an id or scheme:concept where datatype is iri", required=True)
    datatype: str = choice(
        "type of the value", "integer", "decimal", "boolean", "date", "string", "iri"
    )
    about_year: int | None = year("the year that the value describes")
    population: str | None = concept("what a count counts", "population")
    approximation: str | None = concept("exact, about, at least…", "approximation")
    unit: str | None = concept("unit of measure", "unit")
    stated_text: str | None = text("the figure or name as printed, at most eight words")
    language: str | None = language_tag("BCP 47 tag of the stated text")


@dataclass(frozen=True, kw_only=True)
class ListStatement(Row):
    """How complete a list is, according to a source (``lists.csv``)."""

    id: str = identifier("slug: liste-…")
    label_fr: str = text("the list, in a few words", required=True)
    label_en: str | None = text("the same in English")
    subject: str = reference("whose list it is", *_ANY, required=True)
    covers: str = class_name(
        "class of the things listed",
        "Organisation",
        "OrganisationPart",
        "ResearchStructure",
        "Collaboration",
        "Programme",
        "Agreement",
        "StrategicPriority",
        "LabelAward",
        "Cotutelle",
        "Partnership",
        "PlanItem",
    )
    scope: str | None = reference("place or body to which the list is limited", *_ANY)
    announced: int | None = integer("number announced by the source")
    approximation: str | None = concept(
        "how the announced number is to be read; blank = as it is", "approximation"
    )
    listed: int | None = integer("number of names that the source prints")
    form: str | None = concept("whether the source prints it whole, in part or not", "list-form")
    enumerated_by: tuple[str, ...] = reference(
        "lists of other sources that name what this one announces", "lists", many=True
    )
    completeness: str = concept("complete, incomplete or unknown", "completeness", required=True)
    about_year: int | None = year("the year that the list describes")
    since_year: int | None = year("first year of the window that the list covers")
    stated_text: str | None = text("words as printed, at most eight")
    language: str | None = language_tag("BCP 47 tag of the stated text")


@dataclass(frozen=True, kw_only=True)
class ListMember(Row):
    """A name that a list prints (``list_members.csv``), with its place in the source."""

    list: str = reference("the list", "lists", required=True)
    member: str = reference("what it names", *_ANY, required=True)


@dataclass(frozen=True, kw_only=True)
class Resolution(Row):
    """What was decided about a disagreement (``resolution.csv``); no claim is deleted.

    The disagreement is named by its subject and property, and by year and population where its
    claims have them; the source is the one that the decision rests on.
    """

    subject: str = text("id of an entity, or scheme:concept", required=True)
    predicate: str = text("local name of an ontology property, or prefix:name", required=True)
    kind: str | None = concept(
        "kind of disagreement; only where several answer to the rest", "disagreement-kind"
    )
    about_year: int | None = year("the year that the values describe")
    population: str | None = concept("what the count counts", "population")
    decision: str = concept("settled, explained or left-open", "decision", required=True)
    value: str | None = text("the value or class that is kept, as in claims.csv; where settled")
    reason_fr: str = text("why, in a few words of the curators", required=True)
    reason_en: str = text("the same in English", required=True)
    decided_on: datetime.date | None = date_("day of the decision")
