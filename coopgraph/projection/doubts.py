"""What a store knows from sources of low confidence alone.

A projection carries the evidence of its nodes, edges and facts, but not that of what it takes from
elsewhere: the place in which something stands, the name that a mark bears, the period of a link.
Whoever leaves out what is uncertain needs to know those statements one by one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.namespaces import DOC_NS, ID_NS, RDF_NS, SCHEME_NS, SKOS_NS
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = ["LOW", "NO_DOUBTS", "Doubts", "Statement", "read_doubts"]

#: The concept of low confidence.
LOW = SCHEME_NS + "confidence/low"
#: Subject, predicate and value, as IRIs and text.
Statement = tuple[str, str, str]

_OF_SOURCES = f'FILTER(STRSTARTS(STR(?g), "{DOC_NS}"))'
_CONFIDENCE = f"""
SELECT ?g ?s ?confidence WHERE {{
  GRAPH ?g {{ ?s <{COOP.confidence}> ?confidence }} {_OF_SOURCES}
}}"""
_CLAIMS = f"""
SELECT ?g ?s ?p ?o ?confidence WHERE {{
  GRAPH ?g {{
    ?claim <{RDF_NS}subject> ?s ; <{RDF_NS}predicate> ?p ; <{RDF_NS}object> ?o ;
      <{COOP.confidence}> ?confidence
  }} {_OF_SOURCES}
}}"""
_STATED = f"""
SELECT DISTINCT ?g ?s ?p ?o WHERE {{
  {{ SELECT DISTINCT ?s WHERE {{
    {{ GRAPH ?h {{ ?s <{COOP.confidence}> <{LOW}> }} }} UNION
    {{ GRAPH ?h {{ ?claim <{COOP.confidence}> <{LOW}> ; <{RDF_NS}subject> ?s }} }}
  }} }}
  GRAPH ?g {{ ?s ?p ?o }} {_OF_SOURCES}
}}"""
_LABELS = f"""
SELECT ?s ?label WHERE {{
  ?s <{SKOS_NS}prefLabel> ?label FILTER(STRSTARTS(STR(?s), "{ID_NS}"))
}}"""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What rests on sources of low confidence alone.

    Attributes
    ----------
    things
        IRIs of entities, relations and claims.
    statements
        Statements, of other entities too.
    labels
        Names of those things that have one.
    """

    things: frozenset[str] = frozenset()
    statements: frozenset[Statement] = frozenset()
    labels: frozenset[str] = frozenset()


#: Nothing is doubtful.
NO_DOUBTS = Doubts()


def read_doubts(store: Store) -> Doubts:
    """Read what a store knows from sources of low confidence alone.

    A statement rests on the claim that makes it in the graph of a source, else on what that source
    is trusted for its subject. It is doubtful if that is low in every graph that states it.

    Parameters
    ----------
    store
        A filled store.

    Returns
    -------
    Doubts

    Examples
    --------
    >>> from coopgraph.landscape import load
    >>> from coopgraph.resources import example_dir
    >>> doubts = read_doubts(load([example_dir()]).store)
    >>> all(iri.startswith("http") for iri in doubts.things)
    True
    """
    sure: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in store.select(_CONFIDENCE).rows:
        graph, subject, confidence = _texts(row)
        sure[subject][graph] = sure[subject].get(graph, False) or confidence != LOW
    things = frozenset(subject for subject, graphs in sure.items() if not any(graphs.values()))
    claimed: dict[Statement, dict[str, bool]] = defaultdict(dict)
    for row in store.select(_CLAIMS).rows:
        graph, subject, predicate, value, confidence = _texts(row)
        of = claimed[subject, predicate, value]
        of[graph] = of.get(graph, False) or confidence != LOW
    supports: dict[Statement, list[bool]] = defaultdict(list)
    for row in store.select(_STATED).rows:
        graph, subject, predicate, value = _texts(row)
        statement = subject, predicate, value
        known = claimed.get(statement, {})
        supports[statement].append(known.get(graph, sure[subject].get(graph, True)))
    labels = {
        label for subject, label in map(_texts, store.select(_LABELS).rows) if subject in things
    }
    return Doubts(
        things,
        frozenset(statement for statement, of in supports.items() if not any(of)),
        frozenset(labels),
    )


def _texts(row: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(term, "value", "")) for term in row)
