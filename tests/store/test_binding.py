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
    ],
)
def test_only_the_variable_is_replaced(query: str, expected: str) -> None:
    assert bind_terms(query, {"x": A}) == expected


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
