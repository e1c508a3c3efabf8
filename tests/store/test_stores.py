"""One behaviour suite for every store: the same dataset gives the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from coopgraph.errors import QueryError, StoreError
from coopgraph.namespaces import entity_iri
from coopgraph.rdf.build import build_store
from coopgraph.resources import example_dir
from coopgraph.store import Solutions, Store, open_store
from coopgraph.store.disk import write_store


@pytest.fixture(scope="module", params=["memory", "rdflib", "oxigraph"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Return the miniature in each kind of store."""
    if request.param == "oxigraph":
        path: Path = tmp_path_factory.mktemp("disk") / "store"
        write_store(build_store([example_dir()]), path)
        yield open_store(f"oxigraph:{path}")
    else:
        yield open_store(f"{request.param}:", data=[example_dir()])


@pytest.fixture(scope="module")
def reference() -> Store:
    return open_store("memory:", data=[example_dir()])


def _rows(answer: Solutions) -> list[tuple[str, ...]]:
    return sorted(tuple(str(term) for term in row) for row in answer.rows)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "SELECT ?s ?label WHERE { ?s a coop:University ; skos:prefLabel ?label }",
        "SELECT ?c ?v WHERE { ?c rdf:object ?v ; coop:aboutYear ?y FILTER(?y > 2000) }",
        "SELECT ?s WHERE { ?s a coop:ResearchUnit MINUS { ?s a coop:MixedUnit } }",
    ],
)
def test_same_rows_as_the_reference(store: Store, reference: Store, query: str) -> None:
    rows = _rows(store.select(query))
    assert rows == _rows(reference.select(query))
    assert rows


def test_a_binding_is_a_term_and_not_text(store: Store) -> None:
    query = "SELECT ?s WHERE { ?s skos:prefLabel ?name }"
    hostile = Literal('x" } UNION { ?s ?p ?o } #', language="fr")
    assert store.select(query, bindings={"name": hostile}).rows == []


def test_a_binding_selects(store: Store) -> None:
    focus = store.select("SELECT ?o WHERE { ?l coop:focus ?o }").rows[0][0]
    assert isinstance(focus, NamedNode)
    assert store.query("ASK { ?x skos:prefLabel ?l }", bindings={"x": focus}) is True
    other = NamedNode(entity_iri("nobody-at-all"))
    assert store.query("ASK { ?x skos:prefLabel ?l }", bindings={"x": other}) is False


def test_construct_gives_triples(store: Store) -> None:
    answer = store.query("CONSTRUCT { ?s a coop:University } WHERE { ?s a coop:University }")
    assert isinstance(answer, list)
    assert answer


def test_malformed_and_wrong_forms_are_query_errors(store: Store) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT ?s WHERE { ?s ?p")
    with pytest.raises(QueryError):
        store.select("ASK { ?s ?p ?o }")


def test_default_graphs_do_not_overlap(reference: Store) -> None:
    doubled = reference.select(
        """SELECT ?s ?p ?o (COUNT(?g) AS ?n) WHERE {
             VALUES ?g { <https://w3id.org/coopgraph/graph/consensus>
                         <https://w3id.org/coopgraph/graph/derived>
                         <https://w3id.org/coopgraph/graph/vocabulary>
                         <https://w3id.org/coopgraph/graph/sources> }
             GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o HAVING(COUNT(?g) > 1)"""
    )
    assert doubled.rows == []


def test_unknown_address() -> None:
    with pytest.raises(StoreError, match="unknown store"):
        open_store("sqlite:x")


def test_a_damaged_store_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "store"
    inner = build_store([example_dir()])
    write_store(inner, path)
    mark = path / "coopgraph-store"
    text = mark.read_text(encoding="utf-8")
    mark.write_text(text.replace(str(len(inner)), str(len(inner) + 1)), encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        open_store(f"oxigraph:{path}")
