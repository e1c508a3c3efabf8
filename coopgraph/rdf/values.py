"""Rows of values to triples: names, identifiers, second types, claims, lists.

Every value gets a claim node. Where several values of a single-valued property disagree about the
same subject, year and population, their claims are marked and the plain triple stays out of the
consensus: it is then only the object of claims, so that no query picks one by accident.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from coopgraph.curation.tables import Tables
from coopgraph.model.values import (
    Alias,
    Claim,
    ExtraType,
    Identifier,
    ListStatement,
    PlaceMember,
)
from coopgraph.namespaces import COOP_NS, RDF_NS, SKOS_NS, XSD_NS, expand
from coopgraph.rdf.builder import GraphBuilder, concept, entity, node, number, plain
from coopgraph.vocabulary import COOP, SINGLE_VALUED

__all__ = ["assemble_values"]

_ALIAS = {
    "alias": SKOS_NS + "altLabel",
    "former-name": COOP.formerName,
    "acronym": COOP.acronym,
    "register-name": COOP.registerName,
    "spelling": SKOS_NS + "hiddenLabel",
}
_LANGUAGED = {"alias", "former-name", "spelling"}
_DATATYPE = {name: node(XSD_NS + name) for name in ("integer", "decimal", "boolean", "string")}
#: Approximations that state one value; bounds ("more than 30") cannot contradict an exact figure.
_POINT = {None, "exact", "about"}


def assemble_values(tables: Tables, builder: GraphBuilder) -> set[Triple]:
    """Turn names, identifiers, types, claims and lists to triples.

    Parameters
    ----------
    tables
        The checked rows.
    builder
        Where triples are collected.

    Returns
    -------
    set of Triple
        Plain triples that must stay out of the consensus: disputed values, and values of one
        property that differ by year or population and so mean nothing without their claim.
    """
    for alias in tables.records(Alias):
        language = (alias.language or "fr") if alias.kind in _LANGUAGED else None
        _stated(
            builder, alias, entity(alias.entity), _ALIAS[alias.kind], plain(alias.alias, language)
        )
    for identifier in tables.records(Identifier):
        _stated(
            builder,
            identifier,
            entity(identifier.entity),
            COOP_NS + identifier.scheme,
            plain(identifier.value),
        )
    for extra in tables.records(ExtraType):
        _stated(builder, extra, entity(extra.entity), RDF_NS + "type", node(COOP_NS + extra.cls))
    for member in tables.records(PlaceMember):
        _stated(
            builder, member, entity(member.region), COOP.includesCountry, entity(member.country)
        )
    for statement in tables.records(ListStatement):
        _list(statement, builder)
    return _claims(tables, builder)


def _stated(
    builder: GraphBuilder,
    row: Alias | Identifier | ExtraType | PlaceMember,
    subject: NamedNode,
    predicate: str,
    value: NamedNode | Literal,
) -> None:
    _, triple = builder.claim(row, subject, predicate, value)
    builder.graphs[row.source].add(triple)


def _resource(name: str) -> NamedNode:
    scheme, colon, local = name.partition(":")
    return concept(scheme, local) if colon else entity(name)


def _object(row: Claim) -> NamedNode | Literal:
    if row.datatype == "iri":
        return _resource(row.value)
    if row.datatype == "string":
        return plain(row.value)
    return Literal(row.value, datatype=_DATATYPE[row.datatype])


def _claims(tables: Tables, builder: GraphBuilder) -> set[Triple]:
    point: dict[tuple[str, str, int | None, str | None], dict[str, list[tuple[NamedNode, str]]]]
    point = defaultdict(lambda: defaultdict(list))
    plain_triples: dict[tuple[str, str], set[Triple]] = defaultdict(set)
    statuses: dict[NamedNode, str] = {}
    for row in tables.records(Claim):
        predicate = expand(row.predicate) if ":" in row.predicate else COOP_NS + row.predicate
        iri, triple = builder.claim(row, _resource(row.subject), predicate, _object(row))
        builder.graphs[row.source].add(triple)
        statuses[iri] = row.source
        _details(row, iri, builder)
        plain_triples[row.subject, predicate].add(triple)
        if predicate in SINGLE_VALUED and row.approximation in _POINT:
            key = (row.subject, predicate, row.about_year, row.population)
            point[key][row.value].append((iri, row.source))
    disputed: set[NamedNode] = set()
    for values in point.values():
        if len(values) > 1:
            disputed.update(_dispute(values.values(), builder))
    for iri, source in statuses.items():
        status = "disputed" if iri in disputed else "accepted"
        builder.add(source, iri, COOP.claimStatus, concept("claim-status", status))
    hidden: set[Triple] = set()
    for (_, predicate), triples in plain_triples.items():
        if predicate in SINGLE_VALUED and len(triples) > 1:
            hidden |= triples
    return hidden


def _dispute(
    sides: Iterable[list[tuple[NamedNode, str]]], builder: GraphBuilder
) -> Iterable[NamedNode]:
    groups = list(sides)
    for side in groups:
        for iri, source in side:
            for other in groups:
                if other is not side:
                    for rival, _ in other:
                        builder.add(source, iri, COOP.disputedBy, rival)
            yield iri


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
    if row.listed is not None:
        add(source, subject, COOP.listedCount, number(row.listed))
    add(source, subject, COOP.completeness, concept("completeness", row.completeness))
    builder.years(row, subject, "about_year", "since_year")
    if row.stated_text:
        add(source, subject, COOP.statedText, plain(row.stated_text, row.language))
