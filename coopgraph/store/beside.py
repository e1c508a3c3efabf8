"""A store with RDF files beside the landscape: gaps, or whatever else is to be asked with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from coopgraph.namespaces import GRAPH_GAPS
from coopgraph.store.base import DEFAULT_GRAPHS, Store
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.store.rdf_files import read_quads

__all__ = ["store_beside"]


def store_beside(store: Store, files: Sequence[Path]) -> Store:
    """Return a copy in memory of a store, with the statements of some files.

    Parameters
    ----------
    store
        The landscape; it is not changed.
    files
        RDF files, their syntax told by the extension. What stands in no named graph, or in that of
        the gaps, is seen by every query; other named graphs are reached by ``GRAPH``.

    Returns
    -------
    Store
        Of the same engine; the store itself without a file.

    Raises
    ------
    SourceError
        If a file cannot be read or parsed.
    """
    if not files:
        return store
    inner = pyoxigraph.Store()
    inner.bulk_extend(store.quads())
    gaps = NamedNode(GRAPH_GAPS)
    seen = [NamedNode(graph) for graph in DEFAULT_GRAPHS]
    for path in files:
        for quad in read_quads(path):
            if not isinstance(quad.graph_name, DefaultGraph) and quad.graph_name != gaps:
                inner.add(quad)
                continue
            said = (quad.subject, quad.predicate, quad.object)
            # What the landscape says already would be counted twice by some engines.
            if not any(Quad(*said, graph) in inner for graph in seen):
                inner.add(Quad(*said, gaps))
    if store.engine == OxigraphStore.engine:
        return OxigraphStore(inner, store.uri, refocused=store.refocused)
    from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

    return RdflibStore(inner, store.uri, refocused=store.refocused)
