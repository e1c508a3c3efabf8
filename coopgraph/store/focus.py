"""Another organisation in focus, for one run: nothing that is kept or stored changes.

No rule asks who is in focus, so that what was derived holds for every organisation; only the
description of the landscape names one.
"""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from coopgraph.namespaces import GRAPH_SOURCES, RDF_NS, SKOS_NS, entity_iri
from coopgraph.store.base import Store
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.vocabulary import COOP

__all__ = ["put_focus"]

_LANDSCAPE = NamedNode(entity_iri("landscape"))
_FOCUS = NamedNode(COOP.focus)
_LABEL = NamedNode(SKOS_NS + "prefLabel")
_GRAPH = NamedNode(GRAPH_SOURCES)


def put_focus(
    store: Store, focus: NamedNode, title: dict[str, str], *, in_place: bool = False
) -> Store:
    """Return a store whose landscape has another organisation in focus, in memory.

    Parameters
    ----------
    store
        The landscape.
    focus
        The organisation.
    title
        Title of the landscape by language.
    in_place
        Whether a store in memory may be changed itself, for nobody else has it: a copy of a whole
        register takes longer than loading it. Else `store` stays as it is.

    Returns
    -------
    Store
        Of the same engine and address; the store itself if the organisation is in focus there.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> from coopgraph.store import open_store
    >>> from coopgraph.store.sources import read_focus
    >>> store = open_store("memory:", data=[example_dir()])
    >>> other = put_focus(store, NamedNode(entity_iri("chu-de-valfictif")), {"fr": "CHU"})
    >>> read_focus(other).value.rpartition("/")[2], read_focus(store).value.rpartition("/")[2]
    ('chu-de-valfictif', 'institut-exemple')
    """
    described = [quad for quad in _described(store) if quad.predicate == _FOCUS]
    if [quad.object for quad in described] == [focus]:
        return store
    if in_place and isinstance(store, OxigraphStore):
        inner = store.inner
    else:
        inner = pyoxigraph.Store()
        inner.bulk_extend(store.quads())
    for predicate in (_FOCUS, _LABEL):
        for quad in list(inner.quads_for_pattern(_LANDSCAPE, predicate, None, _GRAPH)):
            inner.remove(quad)
    inner.add(Quad(_LANDSCAPE, NamedNode(RDF_NS + "type"), NamedNode(COOP.Landscape), _GRAPH))
    inner.add(Quad(_LANDSCAPE, _FOCUS, focus, _GRAPH))
    for language, text in title.items():
        inner.add(Quad(_LANDSCAPE, _LABEL, Literal(text, language=language), _GRAPH))
    if store.engine == OxigraphStore.engine:
        return OxigraphStore(inner, store.uri, refocused=True)
    from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

    return RdflibStore(inner, store.uri, refocused=True)


def _described(store: Store) -> list[Quad]:
    """Return what is said of the landscape."""
    rows = store.select("SELECT ?o WHERE { ?l a coop:Landscape ; coop:focus ?o } ORDER BY ?o").rows
    return [
        Quad(_LANDSCAPE, _FOCUS, row[0], _GRAPH) for row in rows if isinstance(row[0], NamedNode)
    ]
