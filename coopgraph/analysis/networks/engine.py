"""Shortest paths on small, large and very large graphs: three engines, the same values.

networkx is the reference: tests hold the others to its values, to 1e-9. rustworkx is taken where it
is quicker, and above that code compiled by numba, where the extra ``coopgraph[fast]`` is installed.
Where a backend of networkx has been given priority in its configuration, the work is dispatched to
it instead.
"""

from __future__ import annotations

import importlib.util
import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import networkx as nx
    import rustworkx as rx

__all__ = ["betweenness", "closeness", "distance_sums", "engine_for", "significant"]

#: Nodes times edges from which rustworkx is taken.
_LARGE: Final = 10_000
#: Nodes times edges from which compiled code is taken, if there is a compiler: ten seconds of work.
_VERY_LARGE: Final = 300_000_000
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

    engine = engine_for(graph, lengths=length is not None)
    drawn = sample is not None and sample < len(graph)
    if engine == "numba":
        draw = random.Random(seed)  # noqa: S311 - the drawing of networkx, for the same sample
        sources = draw.sample(list(graph), sample) if drawn and sample else None
        return _betweenness_compiled(graph, sources, normalized=normalized)
    if drawn:
        return nx.betweenness_centrality(
            graph, k=sample, weight=length, normalized=normalized, seed=seed
        )
    if engine == "networkx":
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

    engine = engine_for(graph, lengths=length is not None)
    if engine == "networkx":
        return nx.closeness_centrality(graph, distance=length, wf_improved=True)
    if engine == "numba":
        return _closeness_compiled(graph)
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


def engine_for(graph: nx.Graph[str], *, lengths: bool = False) -> str:
    """Return what computes the shortest paths of a graph.

    Parameters
    ----------
    graph
        An undirected graph.
    lengths
        Whether edges have lengths of their own.

    Returns
    -------
    str
        ``networkx``, ``rustworkx`` or ``numba``.

    Examples
    --------
    >>> import networkx as nx
    >>> engine_for(nx.path_graph(10)), engine_for(nx.path_graph(1_000))
    ('networkx', 'rustworkx')
    """
    import networkx as nx

    preferred: object = getattr(nx.config.backend_priority, "algos", None)
    if lengths or preferred:
        return "networkx"
    size = len(graph) * graph.number_of_edges()
    if size > _VERY_LARGE and importlib.util.find_spec("numba") is not None:
        return "numba"
    return "rustworkx" if size > _LARGE else "networkx"


def _betweenness_compiled(
    graph: nx.Graph[str], sources: Sequence[str] | None, *, normalized: bool
) -> dict[str, float]:
    """Scale sums of dependencies as networkx does: a source says nothing of its own pairs."""
    from coopgraph.analysis.networks.compiled import dependencies

    sums = dependencies(graph, sources).tolist()
    others = len(graph) - 1
    if others < 2:
        return dict.fromkeys(graph, 0.0)
    counted = others if sources is None else len(sources)
    own = others if sources is None else counted - 1
    drawn = frozenset(graph if sources is None else sources)
    whole = 1.0 if normalized else others * (others - 1) / 2

    def scaled(node: str, total: float) -> float:
        pairs = (own if node in drawn else counted) * (others - 1)
        return total * whole / pairs if pairs else math.nan

    return {node: scaled(node, total) for node, total in zip(graph, sums, strict=True)}


def _closeness_compiled(graph: nx.Graph[str]) -> dict[str, float]:
    from coopgraph.analysis.networks.compiled import distances

    steps, reached = distances(graph)
    others = len(graph) - 1
    return {
        node: count / total * count / others if total else 0.0
        for node, total, count in zip(graph, steps.tolist(), reached.tolist(), strict=True)
    }


def _converted(graph: nx.Graph[str]) -> rx.PyGraph[Any, Any]:
    import rustworkx as rx

    number = {node: position for position, node in enumerate(graph)}
    converted: rx.PyGraph[Any, Any] = rx.PyGraph(multigraph=False)
    converted.add_nodes_from(range(len(number)))
    converted.add_edges_from_no_data([(number[one], number[other]) for one, other in graph.edges])
    return converted
