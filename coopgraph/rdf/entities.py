"""Rows of things to triples."""

from __future__ import annotations

import re
import unicodedata

from coopgraph.curation.tables import Tables
from coopgraph.model.entities import (
    Collaboration,
    LandscapeInfo,
    Organization,
    Place,
    Programme,
    ProjectTeam,
    Source,
    Structure,
)
from coopgraph.model.links import Priority
from coopgraph.namespaces import (
    COOP_NS,
    DCT_NS,
    FOAF_NS,
    GEO_NS,
    GRAPH_SOURCES,
    ORG_NS,
    RDF_NS,
    SKOS_NS,
    source_iri,
)
from coopgraph.rdf.builder import (
    GraphBuilder,
    concept,
    day_of,
    entity,
    node,
    number,
    plain,
    relation,
)
from coopgraph.vocabulary import COOP

__all__ = ["assemble_entities", "describe_sources"]


def describe_sources(tables: Tables, builder: GraphBuilder) -> None:
    """Describe every source document in the graph of sources."""
    for info in tables.records(LandscapeInfo):
        subject = entity("landscape")
        builder.add(GRAPH_SOURCES, subject, RDF_NS + "type", node(COOP.Landscape))
        builder.add(GRAPH_SOURCES, subject, COOP.focus, entity(info.focus))
        builder.label(GRAPH_SOURCES, subject, info.label_fr, info.label_en)
    strategies = {row.strategy for row in tables.records(Priority)}
    owners = tuple({info.focus for info in tables.records(LandscapeInfo)})
    owners = owners if len(owners) == 1 else ()  # else whose it is cannot be told
    for row in tables.records(Source):
        subject = node(source_iri(row.id))
        add = builder.add
        graph = GRAPH_SOURCES
        add(graph, subject, RDF_NS + "type", node(COOP.SourceDocument))
        add(graph, subject, COOP.sourceKind, concept("source-kind", row.kind))
        add(graph, subject, DCT_NS + "identifier", plain(row.id))
        add(graph, subject, DCT_NS + "title", plain(row.title))
        for language, title in (("fr", row.title_fr), ("en", row.title_en)):
            add(graph, subject, DCT_NS + "alternative", plain(title, language) if title else None)
        if row.licence_fr:
            add(graph, subject, DCT_NS + "license", plain(row.licence_fr, "fr"))
        for predicate, value in (
            (DCT_NS + "publisher", row.publisher),
            (DCT_NS + "language", row.language),
            (DCT_NS + "issued", row.published),
            (DCT_NS + "license", row.licence),
            (COOP.describes, row.describes),
            (COOP.sha256, row.sha256),
        ):
            add(graph, subject, predicate, plain(value) if value else None)
        for body in row.issued_by or (owners if row.id in strategies else ()):
            add(graph, subject, DCT_NS + "creator", entity(body))
        add(graph, subject, DCT_NS + "source", node(row.url) if row.url else None)
        for language, note in (("en", row.note), ("fr", row.note_fr)):
            add(graph, subject, COOP.curationNote, plain(note, language) if note else None)
        if row.retrieved:
            add(graph, subject, COOP.retrievedOn, day_of(row.retrieved))


def assemble_entities(tables: Tables, builder: GraphBuilder) -> None:
    """Turn organisations, structures, programmes, collaborations, teams and places to triples."""
    for place in tables.records(Place):
        _place(place, builder)
    for organization in tables.records(Organization):
        _organization(organization, builder)
    for structure in tables.records(Structure):
        _structure(structure, builder)
    for programme in tables.records(Programme):
        subject = builder.start(programme, entity(programme.id), COOP_NS + programme.cls)
        _named(programme, builder)
        builder.years(programme, subject, "start_year", "end_year")
        if programme.part_of:
            builder.add(programme.source, subject, COOP.partOfProgramme, entity(programme.part_of))
    for collaboration in tables.records(Collaboration):
        _collaboration(collaboration, builder)
    for team in tables.records(ProjectTeam):
        _team(team, builder)


def _named(
    row: Organization | Structure | Collaboration | Programme | ProjectTeam, builder: GraphBuilder
) -> None:
    subject = entity(row.id)
    builder.label(row.source, subject, row.label_fr, row.label_en)
    if row.acronym:
        builder.add(row.source, subject, COOP.acronym, plain(row.acronym))


def _place(row: Place, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP_NS + row.cls)
    builder.label(row.source, subject, row.label_fr, row.label_en)
    add, source = builder.add, row.source
    add(source, subject, COOP.isoCode, plain(row.iso_code) if row.iso_code else None)
    add(source, subject, COOP.geonames, plain(row.geonames) if row.geonames else None)
    add(source, subject, COOP.within, entity(row.within) if row.within else None)
    if row.latitude is not None and row.longitude is not None:
        add(source, subject, GEO_NS + "lat", number(row.latitude))
        add(source, subject, GEO_NS + "long", number(row.longitude))


def _organization(row: Organization, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP_NS + row.cls)
    _named(row, builder)
    add, source = builder.add, row.source
    if row.classification:
        add(source, subject, ORG_NS + "classification", concept("legal-form", row.classification))
    add(source, subject, COOP.locatedIn, entity(row.place) if row.place else None)
    add(source, subject, COOP.governs, entity(row.governs) if row.governs else None)
    add(source, subject, ORG_NS + "subOrganizationOf", entity(row.parent) if row.parent else None)
    builder.years(row, subject, "start_year", "end_year")


def _structure(row: Structure, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP_NS + row.cls)
    _named(row, builder)
    add, source = builder.add, row.source
    add(source, subject, COOP.unitNumber, plain(row.unit_number) if row.unit_number else None)
    add(source, subject, COOP.registerType, plain(row.register_type) if row.register_type else None)
    add(source, subject, COOP.locatedIn, entity(row.place) if row.place else None)
    add(source, subject, ORG_NS + "subOrganizationOf", entity(row.parent) if row.parent else None)
    add(source, subject, FOAF_NS + "homepage", node(row.website) if row.website else None)
    builder.years(row, subject, "start_year", "end_year")


def _collaboration(row: Collaboration, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP_NS + row.cls)
    _named(row, builder)
    add, source = builder.add, row.source
    if row.instrument_type:
        add(source, subject, COOP.instrumentType, concept("instrument", row.instrument_type))
    add(source, subject, COOP.scope, concept("scope", row.scope) if row.scope else None)
    for theme in row.themes:
        add(source, subject, COOP.theme, concept("theme", theme))
    for place in row.places:
        add(source, subject, COOP.locatedIn, entity(place))
    builder.years(row, subject, "start_year", "end_year")
    if row.start_date:
        add(source, subject, COOP.startDate, day_of(row.start_date))
        if row.start_year is None:
            add(source, subject, COOP.startYear, number(row.start_date.year))


def _team(row: ProjectTeam, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP.ProjectTeam)
    _named(row, builder)
    add, source = builder.add, row.source
    add(source, subject, COOP.locatedIn, entity(row.place) if row.place else None)
    add(source, subject, COOP.underScheme, entity(row.scheme) if row.scheme else None)
    for theme in row.themes:
        add(source, subject, COOP.theme, concept("theme", theme))
    builder.years(row, subject, "start_year")
    for member, role in [(row.body, "partner"), (row.partner, "partner")] + [
        (department, "member") for department in row.departments
    ]:
        link = builder.start(
            row, relation("participation", row.id, member, role), COOP.Participation
        )
        add(source, link, ORG_NS + "organization", subject)
        add(source, link, ORG_NS + "member", entity(member))
        add(source, link, ORG_NS + "role", concept("role", role))
    if row.leader:
        person = builder.start(row, entity("person_" + _slug(row.leader)), FOAF_NS + "Person")
        add(source, person, FOAF_NS + "name", plain(row.leader))
        add(source, person, SKOS_NS + "prefLabel", plain(row.leader, "fr"))
        add(source, subject, COOP.ledBy, person)


def _slug(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")
