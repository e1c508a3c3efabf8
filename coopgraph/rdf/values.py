"""Rows of values to triples: names, identifiers, second types, claims, lists.

Every value gets a claim node. The plain triple of a single-valued property is held back until the
rules have found what contradicts what (:mod:`coopgraph.rdf.consensus`).
"""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode

from coopgraph.curation.list_links import inside
from coopgraph.curation.tables import Tables
from coopgraph.model.entities import Organization, Place, Structure
from coopgraph.model.values import (
    Alias,
    Claim,
    ExtraType,
    Identifier,
    ListMember,
    ListStatement,
    PlaceMember,
    Resolution,
    Site,
)
from coopgraph.namespaces import COOP_NS, SKOS_NS, XSD_NS, expand
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
from coopgraph.vocabulary import COOP, SINGLE_VALUED

__all__ = ["assemble_values", "decision_node"]

_ALIAS = {
    "alias": SKOS_NS + "altLabel",
    "former-name": COOP.formerName,
    "acronym": COOP.acronym,
    "register-name": COOP.registerName,
    "spelling": SKOS_NS + "hiddenLabel",
}
_LANGUAGED = {"alias", "former-name", "spelling"}
_DATATYPE = {
    name: node(XSD_NS + name) for name in ("integer", "decimal", "boolean", "date", "string")
}


def assemble_values(tables: Tables, builder: GraphBuilder) -> None:
    """Turn names, identifiers, types, claims, lists and decisions to statements.

    Parameters
    ----------
    tables
        The checked rows.
    builder
        Where statements are collected.
    """
    for alias in tables.records(Alias):
        language = (alias.language or "fr") if alias.kind in _LANGUAGED else None
        name = builder.claim(
            alias, entity(alias.entity), _ALIAS[alias.kind], plain(alias.alias, language)
        )
        builder.years(alias, name, "start_year", "end_year")
    for identifier in tables.records(Identifier):
        builder.claim(
            identifier,
            entity(identifier.entity),
            COOP_NS + identifier.scheme,
            plain(identifier.value),
        )
    for extra in tables.records(ExtraType):
        builder.kind(extra, entity(extra.entity), node(COOP_NS + extra.cls))
    for member in tables.records(PlaceMember):
        builder.claim(member, entity(member.region), COOP.includesCountry, entity(member.country))
    for site in tables.records(Site):
        builder.claim(site, entity(site.entity), COOP.locatedIn, entity(site.place))
    _main_places(tables, builder)
    for statement in tables.records(ListStatement):
        _list(statement, builder)
    for named in tables.records(ListMember):
        builder.claim(named, entity(named.list), COOP.listMember, entity(named.member))
    for resolution in tables.records(Resolution):
        _resolution(resolution, builder)
    _claims(tables, builder)


def _main_places(tables: Tables, builder: GraphBuilder) -> None:
    """Say which place is the one of the row itself, of what stands in others too."""
    others: dict[str, set[str]] = defaultdict(set)
    for site in tables.records(Site):
        others[site.entity].add(site.place)
    for claim in tables.records(Claim):
        if claim.predicate == "locatedIn":
            others[claim.subject].add(claim.value)
    within = {place.id: place.within for place in tables.records(Place)}
    rows: list[Organization | Structure] = [
        *tables.records(Organization),
        *tables.records(Structure),
    ]
    for row in rows:
        if row.place is None:
            continue
        others_of = others.get(row.id, set()) - {row.place}
        # A country or region says nothing of which of the cities in it is the one of the row.
        if others_of and not any(inside(place, row.place, within) for place in others_of):
            builder.add(row.source, entity(row.id), COOP.mainPlace, entity(row.place))


def _resource(name: str) -> NamedNode:
    scheme, colon, local = name.partition(":")
    return concept(scheme, local) if colon else entity(name)


def _object(row: Claim) -> NamedNode | Literal:
    if row.datatype == "iri":
        return _resource(row.value)
    if row.datatype == "string":
        return plain(row.value)
    return Literal(row.value, datatype=_DATATYPE[row.datatype])


def _predicate(row: Claim | Resolution) -> str:
    return expand(row.predicate) if ":" in row.predicate else COOP_NS + row.predicate


def _claims(tables: Tables, builder: GraphBuilder) -> None:
    for row in tables.records(Claim):
        predicate = _predicate(row)
        claim = builder.claim(
            row,
            _resource(row.subject),
            predicate,
            _object(row),
            context=(row.about_year, row.population),
            held=predicate in SINGLE_VALUED,
        )
        _details(row, claim, builder)


def _details(row: Claim, iri: NamedNode, builder: GraphBuilder) -> None:
    add, source = builder.add, row.source
    builder.years(row, iri, "about_year")
    if row.population:
        add(source, iri, COOP.population, concept("population", row.population))
    if row.approximation:
        add(source, iri, COOP.approximation, concept("approximation", row.approximation))
    if row.unit:
        add(source, iri, COOP.unit, concept("unit", row.unit))
    if row.stated_text:
        add(source, iri, COOP.statedText, plain(row.stated_text, row.language))


def _list(row: ListStatement, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP.ListStatement)
    builder.label(row.source, subject, row.label_fr, row.label_en)
    add, source = builder.add, row.source
    add(source, subject, COOP.listSubject, entity(row.subject))
    add(source, subject, COOP.coversClass, node(COOP_NS + row.covers))
    add(source, subject, COOP.listScope, entity(row.scope) if row.scope else None)
    if row.announced is not None:
        add(source, subject, COOP.announcedCount, number(row.announced))
    if row.approximation:
        add(source, subject, COOP.approximation, concept("approximation", row.approximation))
    if row.listed is not None:
        add(source, subject, COOP.listedCount, number(row.listed))
    add(source, subject, COOP.completeness, concept("completeness", row.completeness))
    add(source, subject, COOP.listForm, concept("list-form", row.form) if row.form else None)
    for other in row.enumerated_by:
        add(source, subject, COOP.enumeratedBy, entity(other))
    builder.years(row, subject, "about_year", "since_year")
    if row.stated_text:
        add(source, subject, COOP.statedText, plain(row.stated_text, row.language))


def decision_node(row: Resolution) -> NamedNode:
    """Return the node of a decision."""
    return relation(
        "decision",
        row.subject.replace(":", "-"),
        row.predicate.replace(":", "-"),
        row.kind,
        row.about_year,
        row.population,
    )


def _resolution(row: Resolution, builder: GraphBuilder) -> None:
    subject = builder.start(row, decision_node(row), COOP.Resolution)
    add, source = builder.add, row.source
    add(source, subject, COOP.disagreesAbout, _resource(row.subject))
    add(source, subject, COOP.onProperty, node(_predicate(row)))
    if row.kind:
        add(source, subject, COOP.disagreementKind, concept("disagreement-kind", row.kind))
    builder.years(row, subject, "about_year")
    if row.population:
        add(source, subject, COOP.population, concept("population", row.population))
    add(source, subject, COOP.decision, concept("decision", row.decision))
    add(source, subject, COOP.acceptedValue, plain(row.value) if row.value else None)
    add(source, subject, COOP.reason, plain(row.reason_fr, "fr"))
    add(source, subject, COOP.reason, plain(row.reason_en, "en"))
    add(source, subject, COOP.decidedOn, day_of(row.decided_on) if row.decided_on else None)
