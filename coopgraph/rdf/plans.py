"""Rows of plans to triples: objectives, indicators and their values, milestones, unit terms."""

from __future__ import annotations

from coopgraph.curation.tables import Tables
from coopgraph.model.plans import IndicatorValue, PlanItem, UnitTerm
from coopgraph.namespaces import COOP_NS, DCT_NS, SKOS_NS
from coopgraph.rdf.builder import GraphBuilder, concept, entity, number, plain, relation
from coopgraph.sources.passages import lines_of
from coopgraph.vocabulary import COOP

__all__ = ["assemble_plans"]


def assemble_plans(tables: Tables, builder: GraphBuilder) -> None:
    """Turn plan items, indicator values and unit terms to statements.

    Parameters
    ----------
    tables
        The checked rows.
    builder
        Where statements are collected.
    """
    for item in tables.records(PlanItem):
        _item(item, builder)
    for value in tables.records(IndicatorValue):
        _value(value, builder)
    for term in tables.records(UnitTerm):
        _term(term, builder)


def _item(row: PlanItem, builder: GraphBuilder) -> None:
    subject = builder.start(row, entity(row.id), COOP_NS + row.cls)
    builder.label(row.source, subject, row.label_fr, row.label_en)
    add, source = builder.add, row.source
    add(source, subject, COOP.inPlan, entity(row.plan))
    add(source, subject, DCT_NS + "isPartOf", entity(row.part_of) if row.part_of else None)
    add(source, subject, SKOS_NS + "notation", plain(row.notation) if row.notation else None)
    builder.years(row, subject, "due_year")


def _value(row: IndicatorValue, builder: GraphBuilder) -> None:
    # Two sources, or two passages of one, may give two values: each is a node of its own.
    lines = lines_of(row.locator or "")
    subject = builder.start(
        row,
        relation(
            "value",
            row.component,
            row.value_role,
            row.for_year,
            row.source,
            lines[0] if lines else None,
        ),
        COOP.IndicatorValue,
    )
    add, source = builder.add, row.source
    add(source, subject, COOP.ofIndicator, entity(row.component))
    add(source, subject, COOP.valueRole, concept("value-role", row.value_role))
    builder.years(row, subject, "for_year", "since_year")
    for scheme, name in (
        ("approximation", row.approximation),
        ("unit", row.unit),
        ("period", row.period),
    ):
        add(source, subject, COOP_NS + scheme, concept(scheme, name) if name else None)
    for predicate, figure in (
        (COOP.numericValue, row.value),
        (COOP.lowerBound, row.lower),
        (COOP.upperBound, row.upper),
        (COOP.statedFactor, row.stated_factor),
    ):
        # One datatype per property: 5 and 5.0 are written alike.
        add(source, subject, predicate, None if figure is None else number(float(figure)))
    for predicate, count in ((COOP.numerator, row.numerator), (COOP.denominator, row.denominator)):
        add(source, subject, predicate, None if count is None else number(count))
    if row.stated_text:
        add(source, subject, COOP.statedText, plain(row.stated_text, row.language))


def _term(row: UnitTerm, builder: GraphBuilder) -> None:
    subject = builder.start(
        row, relation("term", row.structure, row.start_year or row.end_year), COOP.UnitTerm
    )
    builder.add(row.source, subject, COOP.termOf, entity(row.structure))
    builder.years(row, subject, "start_year", "end_year")
    if row.wave:
        builder.add(row.source, subject, COOP.evaluationWave, concept("wave", row.wave))
