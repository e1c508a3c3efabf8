"""Names in a language of what stands in a landscape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from coopgraph.namespaces import curie
from coopgraph.store.base import Store

__all__ = ["label_of", "labels_of"]

#: Up to this many are asked one by one.
_FEW: Final = 5
_LABELS = """
SELECT ?it ?name WHERE {
  VALUES ?property { skos:prefLabel rdfs:label dct:title foaf:name }
  ?it ?property ?name .
}
"""


def labels_of(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the name of each IRI in a language, or in French, or any; else its CURIE.

    Parameters
    ----------
    store
        The landscape.
    iris
        What is to be named: individuals, concepts, classes, properties, source documents.
    lang
        Wished language.

    Returns
    -------
    dict of str to str
    """
    wanted = set(iris)
    found: dict[str, tuple[int, str]] = {}
    if len(wanted) <= _FEW:
        rows = [row for iri in sorted(wanted) for row in _own_labels(store, iri)]
    else:
        rows = [
            (it, name)
            for it, name in store.select(_LABELS).rows
            if isinstance(it, NamedNode) and isinstance(name, Literal)
        ]
    for it, name in rows:
        if it.value not in wanted:
            continue
        rank = 0 if name.language == lang else 1 if name.language == "fr" else 2
        entry = (rank, name.value)
        found[it.value] = min(entry, found.get(it.value, entry))
    return {iri: found[iri][1] if iri in found else curie(iri) for iri in wanted}


def _own_labels(store: Store, iri: str) -> list[tuple[NamedNode, Literal]]:
    node = NamedNode(iri)
    rows = store.select(_LABELS.replace("SELECT ?it ?name", "SELECT ?name"), bindings={"it": node})
    return [(node, row[0]) for row in rows.rows if isinstance(row[0], Literal)]


def label_of(store: Store, iri: str, lang: str) -> str:
    """Return the name of one IRI; see :func:`labels_of`."""
    return labels_of(store, [iri], lang)[iri]
