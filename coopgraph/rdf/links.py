"""Rows of links to triples: each row is a node with its evidence."""

from __future__ import annotations

import hashlib

from coopgraph.curation.tables import Tables
from coopgraph.model.links import (
    Agreement,
    AgreementParty,
    ChangeEvent,
    CoPublication,
    Cotutelle,
    LabelAward,
    Participation,
    Partnership,
    Priority,
)
from coopgraph.namespaces import COOP_NS, ORG_NS, PROV_NS, source_iri
from coopgraph.rdf.builder import (
    GraphBuilder,
    boolean,
    concept,
    day_of,
    entity,
    node,
    number,
    plain,
    relation,
)
from coopgraph.vocabulary import COOP

__all__ = ["assemble_links"]


def assemble_links(tables: Tables, builder: GraphBuilder) -> None:
    """Turn cotutelles, participations, agreements, awards, priorities and events to triples."""
    for cotutelle in tables.records(Cotutelle):
        _cotutelle(cotutelle, builder)
    for participation in tables.records(Participation):
        _participation(participation, builder)
    for agreement in tables.records(Agreement):
        _agreement(agreement, builder)
    for party in tables.records(AgreementParty):
        builder.claim(party, entity(party.agreement), COOP.hasParty, entity(party.party))
    for award in tables.records(LabelAward):
        _award(award, builder)
    for partnership in tables.records(Partnership):
        _partnership(partnership, builder)
    for joint in tables.records(CoPublication):
        _copublication(joint, builder)
    for priority in tables.records(Priority):
        _priority(priority, builder)
    agreements = {agreement.id for agreement in tables.records(Agreement)}
    for event in tables.records(ChangeEvent):
        _event(event, builder, agreements)


def _cotutelle(row: Cotutelle, builder: GraphBuilder) -> None:
    subject = builder.start(
        row, relation("cotutelle", row.structure, row.body, row.role), COOP.Cotutelle
    )
    add, source = builder.add, row.source
    add(source, subject, ORG_NS + "organization", entity(row.structure))
    add(source, subject, ORG_NS + "member", entity(row.body))
    add(source, subject, ORG_NS + "role", concept("role", row.role))
    add(source, subject, COOP.unitCode, plain(row.unit_code) if row.unit_code else None)
    builder.years(row, subject, "start_year", "end_year")


def _participation(row: Participation, builder: GraphBuilder) -> None:
    subject = builder.start(
        row,
        relation(
            "participation", row.collective, row.member, row.role, row.on_behalf_of, row.start_year
        ),
        COOP.Participation,
    )
    add, source = builder.add, row.source
    add(source, subject, ORG_NS + "organization", entity(row.collective))
    add(source, subject, ORG_NS + "member", entity(row.member))
    add(source, subject, ORG_NS + "role", concept("role", row.role))
    add(source, subject, COOP.onBehalfOf, entity(row.on_behalf_of) if row.on_behalf_of else None)
    builder.years(row, subject, "start_year", "end_year")


def _agreement(row: Agreement, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP_NS + row.cls)
    builder.label(row.source, subject, row.label_fr, row.label_en)
    add, source = builder.add, row.source
    builder.years(
        row,
        subject,
        "signed_year",
        "start_year",
        "end_year",
        "duration_years",
        "revision_start_year",
        "revision_end_year",
    )
    for day, date_property, year_property, stated in (
        (row.signed_on, COOP.signedOn, COOP.signedYear, row.signed_year),
        (row.end_date, COOP.endDate, COOP.endYear, row.end_year),
    ):
        if day is not None:
            add(source, subject, date_property, day_of(day))
            add(source, subject, year_property, number(day.year) if stated is None else None)
    if row.instrument_type:
        add(source, subject, COOP.instrumentType, concept("instrument", row.instrument_type))
    for theme in row.themes:
        add(source, subject, COOP.theme, concept("theme", theme))
    for place in row.places:
        add(source, subject, COOP.targetPlace, entity(place))
    for modality in row.modalities:
        add(source, subject, COOP.modality, concept("modality", modality))
    if row.revision_of:
        add(source, subject, PROV_NS + "wasRevisionOf", entity(row.revision_of))
    if row.signed_year is None and row.start_year is None and row.signed_on is None:
        add(source, subject, COOP.undated, boolean(True))


def _award(row: LabelAward, builder: GraphBuilder) -> None:
    subject = builder.start(
        row, relation("award", row.awarded_to, row.label, row.start_year), COOP.LabelAward
    )
    add, source = builder.add, row.source
    add(source, subject, COOP.label, concept("label", row.label))
    add(source, subject, COOP.awardedTo, entity(row.awarded_to))
    builder.years(row, subject, "start_year", "end_year", "wave")
    if row.end_basis:
        add(source, subject, COOP.endBasis, concept("end-basis", row.end_basis))
    add(source, subject, COOP.call, plain(row.call) if row.call else None)
    for body in row.awarded_by:
        add(source, subject, COOP.awardedBy, entity(body))
    for body in row.funded_by:
        add(source, subject, COOP.fundedBy, entity(body))


def _partnership(row: Partnership, builder: GraphBuilder) -> None:
    subject = builder.start(
        row,
        relation("partnership", row.subject, row.partner, row.kind, row.start_year),
        COOP.Partnership,
    )
    add, source = builder.add, row.source
    add(source, subject, COOP.hasParty, entity(row.subject))
    add(source, subject, COOP.hasParty, entity(row.partner))
    add(source, subject, COOP.partnershipKind, concept("partnership-kind", row.kind))
    add(source, subject, COOP.vehicle, entity(row.vehicle) if row.vehicle else None)
    for theme in row.themes:
        add(source, subject, COOP.theme, concept("theme", theme))
    builder.years(row, subject, "start_year", "end_year")


def _copublication(row: CoPublication, builder: GraphBuilder) -> None:
    # The pair has no order; what tells two counts of it apart is too long for a name.
    said = "|".join((row.source, row.method, row.counted_from or ""))
    subject = builder.start(
        row,
        relation(
            "copublication",
            *sorted((row.body, row.partner)),
            row.start_year,
            row.end_year,
            hashlib.sha256(said.encode()).hexdigest()[:8],
        ),
        COOP.CoPublication,
    )
    add, source = builder.add, row.source
    add(source, subject, COOP.publishingBody, entity(row.body))
    add(source, subject, COOP.publishingBody, entity(row.partner))
    add(source, subject, COOP.publicationCount, number(float(row.count)))
    add(source, subject, COOP.countingMethod, concept("counting-method", row.method))
    add(source, subject, COOP.countedFrom, plain(row.counted_from) if row.counted_from else None)
    builder.years(row, subject, "start_year", "end_year")


def _priority(row: Priority, builder: GraphBuilder) -> None:
    subject = builder.start(
        row,
        relation("priority", row.strategy, row.place, row.theme or "none"),
        COOP.StrategicPriority,
    )
    add, source = builder.add, row.source
    add(source, subject, COOP.inStrategy, node(source_iri(row.strategy)))
    add(source, subject, COOP.targetPlace, entity(row.place))
    add(source, subject, COOP.theme, concept("theme", row.theme) if row.theme else None)
    add(source, subject, COOP.stance, concept("stance", row.stance))
    builder.years(row, subject, "start_year", "end_year")


def _event(row: ChangeEvent, builder: GraphBuilder, agreements: set[str]) -> None:
    subject = builder.start(row, entity(row.id), ORG_NS + "ChangeEvent")
    builder.label(row.source, subject, row.label_fr, row.label_en)
    add, source = builder.add, row.source
    add(source, subject, COOP.eventKind, concept("event-kind", row.kind))
    builder.years(row, subject, "year")
    for name in row.originals:
        before = COOP.originalAgreement if name in agreements else ORG_NS + "originalOrganization"
        add(source, subject, before, entity(name))
    for name in row.resultings:
        after = COOP.resultingAgreement if name in agreements else ORG_NS + "resultingOrganization"
        add(source, subject, after, entity(name))
    for instrument in row.original_instruments:
        add(source, subject, COOP.originalInstrument, concept("instrument", instrument))
    for instrument in row.resulting_instruments:
        add(source, subject, COOP.resultingInstrument, concept("instrument", instrument))
