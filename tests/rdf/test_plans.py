"""Rows of plans to statements: each value a node of its own, ranges and printed words kept."""

from __future__ import annotations

from pyoxigraph import NamedNode

from coopgraph.curation.tables import Located, Tables
from coopgraph.model.plans import IndicatorValue
from coopgraph.namespaces import RDF_NS
from coopgraph.rdf.builder import GraphBuilder
from coopgraph.rdf.plans import assemble_plans
from coopgraph.vocabulary import COOP

TYPE = NamedNode(RDF_NS + "type")


def _value(source: str, locator: str | None, value: float) -> IndicatorValue:
    return IndicatorValue(
        component="plan-a",
        value_role="target",
        for_year=2020,
        value=value,
        unit="percent",
        source=source,
        locator=locator,
        confidence="high",
    )


def _builder(*values: IndicatorValue) -> GraphBuilder:
    tables = Tables()
    tables.rows["indicator_values"] = [
        Located(value, "indicator_values.csv", line) for line, value in enumerate(values, start=2)
    ]
    builder = GraphBuilder()
    assemble_plans(tables, builder)
    return builder


def test_values_of_two_passages_or_sources_are_two_nodes() -> None:
    builder = _builder(
        _value("doc-a", "Objectif 1, l. 10-12", 60),
        _value("doc-a", "Objectif 1, l. 40", 65),
        _value("doc-b", None, 70),
    )
    figures = {
        subject.value.rpartition("/")[2]: value.value
        for statements in builder.agreed.values()
        for subject, predicate, value in statements
        if predicate.value == COOP.numericValue
    }
    assert figures == {
        "value_plan-a_target_2020_doc-a_10": "60.0",
        "value_plan-a_target_2020_doc-a_40": "65.0",
        "value_plan-a_target_2020_doc-b": "70.0",
    }
