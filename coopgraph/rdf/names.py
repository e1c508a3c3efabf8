"""Names as they were on a day: a body that has changed its name bears the one of that day.

A former name whose last full year a source gives (``end_year`` of ``aliases.csv``) is the
preferred label until the end of that year; the present names are then later names
(``coop:laterName``). In the year of the change the new name stands. Every command reads the labels
of the store, so that all of them speak of the day alike.
"""

from __future__ import annotations

import datetime
from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad, Store

from coopgraph.namespaces import GRAPH_CONSENSUS, GRAPH_DERIVED, RDF_NS, SKOS_NS
from coopgraph.vocabulary import COOP

__all__ = ["names_of", "put_names_of"]

_PREF_LABEL = NamedNode(SKOS_NS + "prefLabel")
_LATER = NamedNode(COOP.laterName)
_FORMER = f"""
SELECT ?entity ?name ?last ?first WHERE {{
  ?claim <{RDF_NS}predicate> <{COOP.formerName}> ;
    <{RDF_NS}subject> ?entity ;
    <{RDF_NS}object> ?name ;
    <{COOP.endYear}> ?last .
  OPTIONAL {{ ?claim <{COOP.startYear}> ?first }}
}}
ORDER BY ?entity ?last ?name"""


def names_of(store: Store, day: datetime.date) -> dict[str, Literal]:
    """Return the former names that bodies bore on a day, by IRI.

    Parameters
    ----------
    store
        A built store.
    day
        The day.
    """
    names: dict[str, Literal] = {}
    seen: defaultdict[str, set[str]] = defaultdict(set)
    consensus = NamedNode(GRAPH_CONSENSUS)
    for row in store.query(_FORMER, default_graph=consensus):  # type: ignore[union-attr]
        entity, name, last, first = row["entity"], row["name"], row["last"], row["first"]
        begun = first is None or int(first.value) <= day.year
        if day.year <= int(last.value) and begun and name.value not in seen[entity.value]:
            seen[entity.value].add(name.value)
            names.setdefault(entity.value, name)  # the nearest last year comes first
    return names


def put_names_of(store: Store, day: datetime.date) -> int:
    """Make the names of a day the preferred labels of a store in memory.

    Parameters
    ----------
    store
        A built store; its consensus and its derived graph are changed.
    day
        The day.

    Returns
    -------
    int
        Number of entities that bore another name on that day.
    """
    consensus, derived = NamedNode(GRAPH_CONSENSUS), NamedNode(GRAPH_DERIVED)
    names = names_of(store, day)
    for iri, name in names.items():
        entity = NamedNode(iri)
        for present in list(store.quads_for_pattern(entity, _PREF_LABEL, None, consensus)):
            store.remove(present)
            store.add(Quad(entity, _LATER, present.object, derived))
        former = name if name.language else Literal(name.value, language="fr")
        store.add(Quad(entity, _PREF_LABEL, former, derived))
    return len(names)
