"""Oxigraph behind the store protocol: in memory, or on disk and read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
)

from coopgraph.errors import QueryError, StoreError
from coopgraph.messages import message
from coopgraph.namespaces import PREFIXES
from coopgraph.store.base import DEFAULT_GRAPHS, Answer, Solutions, Term, as_solutions
from coopgraph.store.binding import bind_terms

__all__ = ["OxigraphStore"]

_DEFAULT: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in DEFAULT_GRAPHS]


class OxigraphStore:
    """A store answered by Oxigraph.

    Parameters
    ----------
    inner
        The filled pyoxigraph store.
    uri
        How it was named.
    refocused
        Whether another organisation than that of the tables was put in focus.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> OxigraphStore(Store()).query("ASK { ?s ?p ?o }")
    False
    """

    engine = "oxigraph"

    def __init__(
        self, inner: pyoxigraph.Store, uri: str = "memory:", *, refocused: bool = False
    ) -> None:
        self.inner = inner
        self.uri = uri
        self.refocused = refocused

    def query(self, text: str, *, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Answer a query; see :meth:`coopgraph.store.base.Store.query`."""
        try:
            result = self.inner.query(
                bind_terms(text, bindings or {}), prefixes=PREFIXES, default_graph=_DEFAULT
            )
            if isinstance(result, QuerySolutions):
                names = tuple(variable.value for variable in result.variables)
                return Solutions(names, [tuple(row) for row in result])
            if isinstance(result, QueryBoolean):
                return bool(result)
            return list(result)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(
                message("the query cannot be answered: {reason}", reason=str(error))
            ) from error

    def select(self, text: str, *, bindings: Mapping[str, Term] | None = None) -> Solutions:
        """Answer a SELECT query."""
        return as_solutions(self.query(text, bindings=bindings))

    def quads(self) -> Iterator[Quad]:
        """Yield every quad."""
        try:
            yield from self.inner
        except (OSError, RuntimeError) as error:
            raise StoreError(
                message(
                    "{store}: the store is damaged: {reason}; build it again",
                    store=self.uri,
                    reason=str(error),
                )
            ) from error

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.inner)
