"""What every store can do.

Terms are pyoxigraph's (``NamedNode``, ``Literal``, ``BlankNode``) whatever the engine, so that
callers never see which one answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.namespaces import (
    GRAPH_CONSENSUS,
    GRAPH_DERIVED,
    GRAPH_GAPS,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
)

__all__ = ["DEFAULT_GRAPHS", "Answer", "Solutions", "Store", "Term", "as_solutions"]

Term = NamedNode | Literal | BlankNode

#: Named graphs whose union a query sees outside ``GRAPH``. They are disjoint by construction, so
#: that engines which do not merge duplicates count the same rows as those which do. Gaps are there
#: only where a file of them was put beside the landscape.
DEFAULT_GRAPHS = (GRAPH_CONSENSUS, GRAPH_DERIVED, GRAPH_VOCABULARY, GRAPH_SOURCES, GRAPH_GAPS)


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of a SELECT query.

    Attributes
    ----------
    variables
        Names of the columns, without question mark.
    rows
        One tuple per solution; ``None`` where a variable is unbound.
    """

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def dicts(self) -> Iterator[dict[str, Term | None]]:
        """Yield each row as a mapping of variable to term.

        Examples
        --------
        >>> list(Solutions(("x",), [(None,)]).dicts())
        [{'x': None}]
        """
        for row in self.rows:
            yield dict(zip(self.variables, row, strict=True))


Answer = Solutions | bool | list[Triple]


class Store(Protocol):
    """A dataset that can be asked in SPARQL 1.1.

    Attributes
    ----------
    uri
        How the store was named: ``memory:``, ``rdflib:``, ``oxigraph:PATH``.
    engine
        Name of the query engine.
    refocused
        Whether another organisation than that of the tables was put in focus.
    """

    uri: str
    engine: str
    refocused: bool

    def query(self, text: str, *, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Answer a query over the default dataset.

        Parameters
        ----------
        text
            SPARQL 1.1 query.
        bindings
            Terms for variables of the query; bound as terms, never pasted as text.

        Returns
        -------
        Solutions, bool or list of Triple
            For SELECT, ASK, and CONSTRUCT or DESCRIBE.

        Raises
        ------
        QueryError
            If the query cannot be parsed or evaluated.
        """
        ...

    def select(self, text: str, *, bindings: Mapping[str, Term] | None = None) -> Solutions:
        """Answer a SELECT query; any other form raises :class:`~coopgraph.errors.QueryError`."""
        ...

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the dataset, in no particular order."""
        ...

    def __len__(self) -> int:
        """Return the number of quads."""
        ...


def as_solutions(answer: Answer) -> Solutions:
    """Return a SELECT answer, or raise if the query had another form."""
    if not isinstance(answer, Solutions):
        raise QueryError(message("a SELECT query was expected"))
    return answer
