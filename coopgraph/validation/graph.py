"""All checks of a graph in one call."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad

from coopgraph.namespaces import GRAPH_VOCABULARY
from coopgraph.resources import ontology_dir
from coopgraph.store.base import DEFAULT_GRAPHS
from coopgraph.validation.findings import Finding, in_order

__all__ = ["validate_quads"]


def validate_quads(quads: Iterable[Quad], *, ontology: Path | None = None) -> list[Finding]:
    """Check a dataset against vocabulary and shapes.

    Parameters
    ----------
    quads
        The dataset. Shapes see the graphs that a query sees by default; a dataset without any of
        these graphs (a foreign file) is seen whole.
    ontology
        Ontology folder; the packaged one by default.

    Returns
    -------
    list of Finding
        Most severe first.
    """
    from coopgraph.validation.shapes import validate_shapes
    from coopgraph.validation.vocabulary_check import check_vocabulary

    everything = list(quads)
    default = [quad for quad in everything if _graph(quad) in DEFAULT_GRAPHS]
    seen = default or everything
    facts = [quad for quad in seen if _graph(quad) != GRAPH_VOCABULARY]
    folder = ontology if ontology is not None else ontology_dir()
    return in_order([*check_vocabulary(facts), *validate_shapes(seen, folder)])


def _graph(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
