"""Bound terms stay terms: in strings, comments and IRIs nothing is replaced; nothing breaks out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from coopgraph.errors import QueryError
from coopgraph.store.binding import bind_terms

A = NamedNode("https://example.org/a")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?x ?p $x }", "ASK { <https://example.org/a> ?p <https://example.org/a> }"),
        ("ASK { ?xs ?p ?o }", "ASK { ?xs ?p ?o }"),
        ('ASK { ?s ?p "?x" }', 'ASK { ?s ?p "?x" }'),
        ("ASK { ?s ?p '''a ' ?x''' }", "ASK { ?s ?p '''a ' ?x''' }"),
        ("ASK { ?s ?p <https://e.org/?x> }", "ASK { ?s ?p <https://e.org/?x> }"),
        ("ASK { ?s ?p ?o } # ?x", "ASK { ?s ?p ?o } # ?x"),
        (
            "ASK { <https://e.org/#a> ?p ?x }",
            "ASK { <https://e.org/#a> ?p <https://example.org/a> }",
        ),
        (
            "SELECT ?x (COUNT(?x) AS ?n) WHERE { ?x ?p ?o } GROUP BY ?x ORDER BY DESC(?x) ?x",
            (
                "SELECT (<https://example.org/a> AS ?x) (COUNT(<https://example.org/a>) AS ?n) "
                "WHERE { <https://example.org/a> ?p ?o } "
                "GROUP BY (<https://example.org/a> AS ?bound_x) "
                "ORDER BY DESC(<https://example.org/a>) (<https://example.org/a>)"
            ),
        ),
    ],
)
def test_only_the_variable_is_replaced(query: str, expected: str) -> None:
    assert bind_terms(query, {"x": A}) == expected


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_bound_variable_can_be_projected_and_grouped(engine: str) -> None:
    from coopgraph.store.oxigraph_store import OxigraphStore
    from coopgraph.store.rdflib_store import RdflibStore

    graph = NamedNode("https://w3id.org/coopgraph/graph/consensus")
    quads = [Quad(A, A, Literal(n), graph) for n in (1, 2)]
    inner = Store()
    inner.extend(quads)
    store = OxigraphStore(inner) if engine == "oxigraph" else RdflibStore(quads)
    query = "SELECT ?x (COUNT(?o) AS ?n) WHERE { ?x ?p ?o } GROUP BY ?x ORDER BY ?x"
    assert store.select(query, bindings={"x": A}).rows == [(A, Literal(2))]


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(QueryError):
        bind_terms("ASK { ?x ?p ?o }", {"x": BlankNode("b")})


@given(st.text())
def test_any_text_is_found_again_and_only_it(value: str) -> None:
    value = value.replace("\x00", "")
    try:
        literal = Literal(value)
    except (UnicodeEncodeError, ValueError):
        return
    store = Store()
    store.add(Quad(A, A, literal))
    store.add(Quad(A, NamedNode("https://example.org/b"), Literal("other" + value)))
    rows = list(store.query(bind_terms("SELECT ?p WHERE { ?s ?p ?v }", {"v": literal})))
    assert [row["p"] for row in rows] == [A]
