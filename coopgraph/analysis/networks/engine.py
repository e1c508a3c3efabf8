"""Shortest paths on small and large graphs: networkx, or rustworkx where that is quicker.

networkx is the reference: tests hold both to the same values. Where a backend of networkx has been
given priority in its configuration, the work is dispatched to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import networkx as nx
    import rustworkx as rx

__all__ = ["betweenness", "closeness", "distance_sums", "significant"]

#: Nodes times edges from which rustworkx is taken.
_LARGE: Final = 10_000
#: No graph has so many nodes: several threads add up in any order, and the last digits differ.
_ONE_THREAD: Final = 2**62
#: Numbers that are held at a time while distances are added up.
_HELD: Final = 4_000_000
_DIGITS: Final = 12


def betweenness(
    graph: nx.Graph[str],
    *,
    length: str | None = None,
    normalized: bool = True,
    sample: int | None = None,
    seed: int = 1,
) -> dict[str, float]:
    """Return the betweenness of each node.

    Parameters
    ----------
    graph
        An undirected graph.
    length
        Edge attribute with the length; None if every edge has length 1.
    normalized
        Divide by the number of pairs of other nodes.
    sample
        Take the paths from so many nodes drawn at random instead of all of them.
    seed
        Seed of the drawing.

    Returns
    -------
    dict

    Examples
    --------
    >>> import networkx as nx
    >>> betweenness(nx.path_graph(3))
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    import networkx as nx

    if sample is not None and sample < len(graph):
        return nx.betweenness_centrality(
            graph, k=sample, weight=length, normalized=normalized, seed=seed
        )
    if length is not None or not _is_quicker(graph):
        return nx.betweenness_centrality(graph, weight=length, normalized=normalized)
    import rustworkx as rx

    found = rx.graph_betweenness_centrality(
        _converted(graph), normalized=normalized, parallel_threshold=_ONE_THREAD
    )
    return {node: float(found[number]) for number, node in enumerate(graph)}


def closeness(graph: nx.Graph[str], *, length: str | None = None) -> dict[str, float]:
    """Return the closeness of each node, after Wasserman and Faust.

    Parameters
    ----------
    graph
        An undirected graph.
    length
        Edge attribute with the length; None if every edge has length 1.

    Returns
    -------
    dict

    Examples
    --------
    >>> import networkx as nx
    >>> closeness(nx.path_graph(3))[1]
    1.0
    """
    import networkx as nx

    if length is not None or not _is_quicker(graph):
        return nx.closeness_centrality(graph, distance=length, wf_improved=True)
    import rustworkx as rx

    found = rx.graph_closeness_centrality(_converted(graph), wf_improved=True)
    return {node: float(found[number]) for number, node in enumerate(graph)}


def distance_sums(graph: nx.Graph[str], sources: Sequence[str]) -> dict[str, float]:
    """Return the number of steps from each of some nodes to all that it reaches, added up.

    Examples
    --------
    >>> import networkx as nx
    >>> distance_sums(nx.path_graph("abc"), ["a"])
    {'a': 3.0}
    """
    import networkx as nx
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    number = {node: position for position, node in enumerate(graph)}
    adjacency = nx.to_scipy_sparse_array(graph, weight=None, format="csr").astype(float)
    sums: dict[str, float] = {}
    step = max(1, _HELD // max(1, len(graph)))
    for start in range(0, len(sources), step):
        part = sources[start : start + step]
        steps = dijkstra(
            adjacency, directed=False, unweighted=True, indices=[number[node] for node in part]
        )
        totals = np.where(np.isfinite(steps), steps, 0.0).sum(axis=1)
        sums |= dict(zip(part, totals.tolist(), strict=True))
    return sums


def significant(value: float) -> float:
    """Return a value without the digits in which engines and orders of summation differ.

    Examples
    --------
    >>> significant(0.1 + 0.2) == significant(0.3)
    True
    """
    return float(f"{value:.{_DIGITS}g}")


def _is_quicker(graph: nx.Graph[str]) -> bool:
    import networkx as nx

    if getattr(nx.config.backend_priority, "algos", ()):
        return False
    return len(graph) * graph.number_of_edges() > _LARGE


def _converted(graph: nx.Graph[str]) -> rx.PyGraph[Any, Any]:
    import rustworkx as rx

    number = {node: position for position, node in enumerate(graph)}
    converted: rx.PyGraph[Any, Any] = rx.PyGraph(multigraph=False)
    converted.add_nodes_from(range(len(number)))
    converted.add_edges_from_no_data([(number[one], number[other]) for one, other in graph.edges])
    return converted
