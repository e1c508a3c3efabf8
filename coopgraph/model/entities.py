"""Row classes of the tables of things: organisations, structures, collaborations, places.

Pure declarations; reading is done in :mod:`coopgraph.curation`, RDF in :mod:`coopgraph.rdf`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coopgraph.model.columns import (
    Row,
    address,
    choice,
    class_name,
    concept,
    date_,
    decimal,
    identifier,
    reference,
    text,
    year,
)
from coopgraph.model.columns import language as language_tag

__all__ = [
    "Collaboration",
    "LandscapeInfo",
    "Organization",
    "Place",
    "Programme",
    "ProjectTeam",
    "Source",
    "Structure",
]

_BODY = ("organizations",)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A source document, register snapshot, web page or standard (``sources.csv``)."""

    id: str = identifier("slug; the five documents are 000 to 004")
    kind: str = choice("what it is", "document", "register", "page", "standard")
    title: str = text("title or short description", required=True)
    title_fr: str | None = text(
        "the same in French, where it is in another language and not a published title",
        may_lack=True,
    )
    title_en: str | None = text(
        "the same in English, where it is in another language and not a published title",
        may_lack=True,
    )
    publisher: str | None = text("who publishes it")
    issued_by: tuple[str, ...] = reference(
        "whose document it is; of a strategy: whose priorities. Blank for a strategy: the focus of "
        "landscape.csv",
        *_BODY,
        many=True,
        may_lack=True,
    )
    url: str | None = address("address, where one is known")
    language: str | None = language_tag("BCP 47 tag of its text: fr, en…")
    published: str | None = text("date of publication as far as known: YYYY, YYYY-MM or YYYY-MM-DD")
    describes: str | None = text("the time it pictures: a year, a date or a span of years")
    retrieved: datetime.date | None = date_("when the copy that was read was made")
    licence: str | None = text("licence of the facts, or the reason why facts may be reused")
    licence_fr: str | None = text("the same in French, where it is a reason", may_lack=True)
    sha256: str | None = text("checksum of the copy that was read, in hexadecimal")
    note: str | None = text("curator's remark")
    note_fr: str | None = text("the remark in French", may_lack=True)


@dataclass(frozen=True, kw_only=True)
class LandscapeInfo:
    """What the folder is about (``landscape.csv``, one row)."""

    focus: str = reference("the organisation in focus", *_BODY, required=True)
    label_fr: str = text("title of the landscape in French", required=True)
    label_en: str = text("title of the landscape in English", required=True)


@dataclass(frozen=True, kw_only=True)
class Organization(Row):
    """A body, or a part of one, that can be a partner (``organizations.csv``)."""

    id: str = identifier("slug of the common French name")
    cls: str = class_name("ontology class", "Organisation", "OrganisationPart")
    label_fr: str = text("name in French (official name where there is no other)", required=True)
    label_en: str | None = text("name in English, only where an official one exists")
    acronym: str | None = text("usual acronym")
    classification: str | None = concept("legal form", "legal-form")
    place: str | None = reference("seat: a city, or a region or country", "places")
    governs: str | None = reference("the territory that an authority governs", "places")
    parent: str | None = reference("body of which it is a part", *_BODY)
    start_year: int | None = year("year of creation")
    end_year: int | None = year("last year of existence")


@dataclass(frozen=True, kw_only=True)
class Structure(Row):
    """A research structure without legal personality (``structures.csv``)."""

    id: str = identifier("slug: Inserm's number (u-1016, us-2, cic-1407) or rnsr-… or ror-…")
    cls: str = class_name("ontology class", "ResearchStructure")
    label_fr: str = text("name", required=True)
    label_en: str | None = text("name in English, where stated")
    acronym: str | None = text("usual acronym")
    unit_number: str | None = text("Inserm's own number, as the register writes it: U 1016")
    register_type: str | None = text("type as the register prints it")
    place: str | None = reference("city", "places")
    parent: str | None = reference("structure of which it is a part", "structures")
    start_year: int | None = year("year of creation")
    end_year: int | None = year("last year of existence")
    website: str | None = address("address of the structure's own site")


@dataclass(frozen=True, kw_only=True)
class Collaboration(Row):
    """A lasting collaboration without legal personality of its own (``collaborations.csv``).

    FHU, SIRIC, IHU, LEA/LIA, IRP, alliances, contact points. Members are in
    ``participations.csv``, labels in ``label_awards.csv``; project teams have a table of their own.
    """

    id: str = identifier("slug, prefixed by the kind: fhu-…, siric-…, ihu-…, lia-…, pcn-…")
    cls: str = class_name("ontology class", "Collaboration")
    label_fr: str = text("name", required=True)
    label_en: str | None = text("name in English, where stated")
    acronym: str | None = text("usual acronym")
    instrument_type: str | None = concept("kind of instrument", "instrument")
    scope: str | None = concept("geographical scope", "scope")
    themes: tuple[str, ...] = concept("themes", "theme", many=True)
    places: tuple[str, ...] = reference("cities, regions or countries", "places", many=True)
    start_year: int | None = year("first year")
    start_date: datetime.date | None = date_("first day, where the source has it")
    end_year: int | None = year("last year stated by the source")


@dataclass(frozen=True, kw_only=True)
class ProjectTeam(Row):
    """An équipe-projet of two research bodies (``project_teams.csv``)."""

    id: str = identifier("slug: equipe-projet-<acronym>")
    acronym: str = text("acronym as printed", required=True)
    label_fr: str = text("name or subject in a few words", required=True)
    label_en: str | None = text("name in English, where stated")
    body: str = reference("the organisation in focus, whose team it is", *_BODY, required=True)
    partner: str = reference("partner body", *_BODY, required=True)
    departments: tuple[str, ...] = reference("partner's departments named", *_BODY, many=True)
    leader: str | None = text("leader as printed in document 004; the only persons in the data")
    place: str | None = reference("city as stated", "places")
    scheme: str | None = reference("the scheme that the team belongs to", "programmes")
    themes: tuple[str, ...] = concept("themes", "theme", many=True)
    start_year: int | None = year("first year of the team itself, not of the scheme")


@dataclass(frozen=True, kw_only=True)
class Programme(Row):
    """A funding programme, initiative, hosting scheme or policy (``programmes.csv``)."""

    id: str = identifier("slug")
    cls: str = class_name("ontology class", "Programme")
    label_fr: str = text("name in French (or its only name)", required=True)
    label_en: str | None = text("name in English")
    acronym: str | None = text("usual acronym")
    part_of: str | None = reference("programme that contains it", "programmes")
    start_year: int | None = year("first year")
    end_year: int | None = year("last year")


@dataclass(frozen=True, kw_only=True)
class Place(Row):
    """A city, region, country or world region (``places.csv``)."""

    id: str = identifier("slug of the French name")
    cls: str = class_name("ontology class", "Place")
    label_fr: str = text("name in French", required=True)
    label_en: str | None = text("name in English", required=False)
    iso_code: str | None = text("country: ISO 3166-1 alpha-2; region: ISO 3166-2")
    within: str | None = reference("place that contains it", "places")
    latitude: float | None = decimal("WGS 84, degrees north")
    longitude: float | None = decimal("WGS 84, degrees east")
    geonames: str | None = text("GeoNames number")
