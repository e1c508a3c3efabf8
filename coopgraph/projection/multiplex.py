"""Layers side by side: one network each, and the graph of pairs that says in which they meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Network

__all__ = ["layered"]


def layered(parts: Mapping[str, Network]) -> nx.Graph[str]:
    """Return the graph of bodies that meet in at least one layer.

    Parameters
    ----------
    parts
        Networks of bodies that share collectives, by layer.

    Returns
    -------
    networkx.Graph
        Nodes and edges in sorted order. An edge has the names of its ``layers``, ``counts`` of the
        collectives (or joint publications) in each of them, ``through`` for all of these, and as
        ``weight`` the number of layers. A node has the names of the ``layers`` in which it takes
        part.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> parts = {name: landscape.network(layers=(name,)) for name in ("cotutelle", "label")}
    >>> graph = layered(parts)
    >>> [edge["layers"] for *_, edge in graph.edges(data=True)][-1]
    ('cotutelle',)
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    nodes = {node: data for part in parts.values() for node, data in part.graph.nodes(data=True)}
    for node in sorted(nodes):
        within = tuple(layer for layer, part in parts.items() if node in part.graph)
        graph.add_node(node, **nodes[node], layers=within)
    pairs: dict[tuple[str, str], dict[str, tuple[float, tuple[str, ...]]]] = {}
    for layer, part in parts.items():
        for one, other, data in part.graph.edges(data=True):
            found = pairs.setdefault((min(one, other), max(one, other)), {})
            found[layer] = data["weight"], data["through"]
    for ends, found in sorted(pairs.items()):
        graph.add_edge(
            *ends,
            weight=float(len(found)),
            layers=tuple(found),
            counts=tuple(
                int(weight) if weight == int(weight) else weight for weight, _ in found.values()
            ),
            through=tuple(sorted({iri for _, through in found.values() for iri in through})),
        )
    return graph
