"""The part of a network that a figure has room for: its most tied nodes, in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOST_NODES", "SHORT", "most_tied", "sides", "sorted_part"]

#: Nodes that a matrix or a drawing has room for: those with most ties.
MOST_NODES: Final = 40
#: Letters of a name where names are many.
SHORT: Final = 26
#: How many of these are of the smaller mode, where there are two.
_FEWER: Final = 15


def most_tied(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the part with the nodes that have most ties, as far as they are tied there.

    Of two modes, the most tied of the smaller one, and of the other those with most ties to them.
    """
    tied = [node for node in graph if len(graph[node])]
    kept = sorted(tied, key=lambda node: (-len(graph[node]), node))
    modes = Counter(str(graph.nodes[node].get("mode")) for node in tied)
    if len(kept) > MOST_NODES and len(modes) > 1:
        small = min(modes, key=lambda mode: (modes[mode], mode))
        first = [node for node in kept if graph.nodes[node]["mode"] == small][:_FEWER]
        near = Counter(other for node in first for other in graph[node])
        rest = sorted(near, key=lambda node: (-near[node], node))[: MOST_NODES - _FEWER]
        kept = [*first, *rest]
    part = sorted_part(graph, kept[:MOST_NODES])
    return sorted_part(part, [node for node in part if len(part[node])])


def sorted_part(graph: nx.Graph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    """Return a part in sorted order, which a view of a subgraph does not keep."""
    import networkx as nx

    order = sorted(nodes)
    kept = frozenset(order)
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((node, graph.nodes[node]) for node in order)
    part.add_edges_from(
        (one, other, graph[one][other])
        for one in order
        for other in sorted(graph[one])
        if other in kept and one < other
    )
    return part


def sides(graph: nx.Graph[str]) -> tuple[list[str], list[str]]:
    """Return rows and columns: the two modes, or all nodes twice; the most tied first."""
    order = sorted(graph, key=lambda node: (-len(graph[node]), node))
    modes = sorted({str(mode) for _, mode in graph.nodes(data="mode") if mode})
    if len(modes) == 2:
        one, other = (
            [node for node in order if graph.nodes[node]["mode"] == mode] for mode in modes
        )
        return one, other
    return order, order
