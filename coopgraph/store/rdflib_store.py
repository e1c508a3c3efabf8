"""rdflib's own SPARQL engine behind the store protocol: the reference, and the slower one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib.plugins import sparql as rdflib_sparql
from rdflib.term import Identifier

from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.namespaces import PREFIXES
from coopgraph.store.base import DEFAULT_GRAPHS, Answer, Solutions, Term, as_solutions
from coopgraph.store.binding import bind_terms

__all__ = ["RdflibStore", "to_rdflib"]


def to_rdflib(term: Term | Triple) -> Identifier:
    """Convert a term to rdflib's.

    Examples
    --------
    >>> to_rdflib(Literal("x", language="fr"))
    rdflib.term.Literal('x', lang='fr')
    """
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Triple):
        raise QueryError(message("rdflib knows no triple terms (RDF 1.2)"))
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def _from_rdflib(term: Any) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    if term.datatype is not None:
        return Literal(str(term), datatype=NamedNode(str(term.datatype)))
    return Literal(str(term))


def _triple(triple: Iterable[Any]) -> Triple:
    subject, predicate, value = (_from_rdflib(term) for term in triple)
    if (
        isinstance(subject, (NamedNode, BlankNode))
        and isinstance(predicate, NamedNode)
        and value is not None
    ):
        return Triple(subject, predicate, value)
    raise QueryError(
        message(
            "the query makes no sound triple: {triple}", triple=f"{subject} {predicate} {value}"
        )
    )


class RdflibStore:
    """A store answered by rdflib's SPARQL engine.

    Parameters
    ----------
    quads
        The dataset's quads.
    uri
        How it was named.
    refocused
        Whether another organisation than that of the tables was put in focus.
    """

    engine = "rdflib"

    def __init__(
        self, quads: Iterable[Quad], uri: str = "rdflib:", *, refocused: bool = False
    ) -> None:
        rdflib.NORMALIZE_LITERALS = False
        rdflib_sparql.SPARQL_LOAD_GRAPHS = False
        self.uri = uri
        self.refocused = refocused
        self._quads = list(quads)
        self.dataset = rdflib.Dataset()
        default = set(DEFAULT_GRAPHS)
        union = self.dataset.default_graph
        for quad in self._quads:
            triple = (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object))
            if isinstance(quad.graph_name, DefaultGraph):
                union.add(triple)
                continue
            graph = quad.graph_name.value
            self.dataset.graph(rdflib.URIRef(graph)).add(triple)
            if graph in default:
                union.add(triple)

    def query(self, text: str, *, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Answer a query; see :meth:`coopgraph.store.base.Store.query`."""
        try:
            result = self.dataset.query(bind_terms(text, bindings or {}), initNs=PREFIXES)
            if result.type == "SELECT":
                names = tuple(str(variable) for variable in result.vars or [])
                rows = [
                    tuple(_from_rdflib(binding.get(rdflib.Variable(name))) for name in names)
                    for binding in result.bindings
                ]
                return Solutions(names, rows)
            if result.type == "ASK":
                return bool(result.askAnswer)
            return [_triple(triple) for triple in result.graph or []]
        except Exception as error:  # rdflib raises whatever its parser and evaluator raise
            raise QueryError(
                message("the query cannot be answered: {reason}", reason=str(error))
            ) from error

    def select(self, text: str, *, bindings: Mapping[str, Term] | None = None) -> Solutions:
        """Answer a SELECT query."""
        return as_solutions(self.query(text, bindings=bindings))

    def quads(self) -> Iterator[Quad]:
        """Yield every quad."""
        return iter(self._quads)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._quads)
