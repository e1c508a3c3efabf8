"""Tables to graphs: evidence on every node, disputes kept out of the consensus, no blank nodes."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, NamedNode, Store

from coopgraph.namespaces import (
    COOP_NS,
    GRAPH_CONSENSUS,
    GRAPH_DERIVED,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
    PROV_NS,
    RDF_NS,
    graph_iri,
)
from coopgraph.rdf.build import build_store
from coopgraph.rdf.serialize import nquads, sorted_quads, trig, turtle
from coopgraph.resources import example_dir
from coopgraph.vocabulary import COOP

TYPE = NamedNode(RDF_NS + "type")
CONSENSUS = NamedNode(GRAPH_CONSENSUS)


@pytest.fixture(scope="module")
def store() -> Store:
    return build_store([example_dir()])


def test_one_named_graph_per_source(store: Store) -> None:
    named = {graph.value for graph in store.named_graphs()}
    special = {GRAPH_CONSENSUS, GRAPH_DERIVED, GRAPH_SOURCES, GRAPH_VOCABULARY}
    assert special <= named
    described = {
        quad.subject.value + "#graph"
        for quad in store.quads_for_pattern(
            None, TYPE, NamedNode(COOP.SourceDocument), NamedNode(GRAPH_SOURCES)
        )
    }
    assert named - special <= described
    assert graph_iri("doc-a") in named


def test_no_blank_node_and_nothing_in_the_unnamed_graph(store: Store) -> None:
    for quad in store:
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert isinstance(quad.graph_name, NamedNode)


def test_the_consensus_holds_nothing_that_no_source_states(store: Store) -> None:
    by_sources = {
        quad.triple
        for quad in store
        if quad.graph_name.value.endswith("#graph")  # type: ignore[union-attr]
    }
    consensus = {quad.triple for quad in store.quads_for_pattern(None, None, None, CONSENSUS)}
    assert consensus <= by_sources


@pytest.mark.parametrize(
    "cls",
    [
        "Cotutelle",
        "Participation",
        "LabelAward",
        "Partnership",
        "StrategicPriority",
        "Claim",
        "ListStatement",
        "MixityConvention",
        "University",
        "ResearchUnit",
        "City",
    ],
)
def test_every_node_leads_to_its_source(store: Store, cls: str) -> None:
    nodes = [
        quad.subject
        for quad in store.quads_for_pattern(None, TYPE, NamedNode(COOP_NS + cls), CONSENSUS)
    ]
    assert nodes
    for node in nodes:
        sources = list(
            store.quads_for_pattern(node, NamedNode(PROV_NS + "wasDerivedFrom"), None, CONSENSUS)
        )
        assert sources, node


def test_disputed_values_stay_claims(store: Store) -> None:
    disputed = list(
        store.query(
            f"""PREFIX coop: <{COOP_NS}> PREFIX rdf: <{RDF_NS}>
            SELECT ?claim ?s ?p ?o ?rival WHERE {{
              GRAPH <{GRAPH_DERIVED}> {{ ?claim coop:disputedBy ?rival }}
              GRAPH <{GRAPH_CONSENSUS}> {{
                ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o
              }}
            }}"""
        )
    )
    assert len(disputed) == 4
    assert {row["claim"] for row in disputed} == {row["rival"] for row in disputed}
    for row in disputed:
        assert not list(store.quads_for_pattern(row["s"], row["p"], row["o"], CONSENSUS))
        assert list(store.quads_for_pattern(row["s"], row["p"], row["o"], None))


def test_mixed_units_are_derived_and_never_curated(store: Store) -> None:
    mixed = list(store.quads_for_pattern(None, TYPE, NamedNode(COOP.MixedUnit), None))
    assert mixed
    assert {quad.graph_name.value for quad in mixed} == {GRAPH_DERIVED}  # type: ignore[union-attr]


def test_rebuilding_gives_the_same_bytes(store: Store) -> None:
    again = build_store([example_dir()])
    assert nquads(store) == nquads(again)
    assert trig(store) == trig(again)


def test_trig_and_nquads_say_the_same(store: Store) -> None:
    from pyoxigraph import RdfFormat, parse

    read = set(parse(trig(store), format=RdfFormat.TRIG))
    assert read == set(store)
    assert set(parse(nquads(store), format=RdfFormat.N_QUADS)) == set(store)


def test_turtle_is_sorted_and_complete(store: Store) -> None:
    from pyoxigraph import RdfFormat, parse

    triples = {quad.triple for quad in store.quads_for_pattern(None, None, None, CONSENSUS)}
    text = turtle(triples)
    assert {quad.triple for quad in parse(text, format=RdfFormat.TURTLE)} == triples
    assert text == turtle(sorted(triples, key=str, reverse=True))


def test_sorted_quads_go_by_graph_first(store: Store) -> None:
    graphs = [str(quad.graph_name) for quad in sorted_quads(store)]
    assert graphs == sorted(graphs)
