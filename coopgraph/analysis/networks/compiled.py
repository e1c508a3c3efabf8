"""Shortest paths on very large graphs, compiled on first use: the extra ``coopgraph[fast]``.

The algorithms are those of Brandes [1]_ for betweenness and a breadth-first search for distances,
without lengths of edges. Sources are worked off in a fixed number of parts that are added up in
order, so that the last digits do not depend on the number of processors.

References
----------
.. [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
   Sociology 25 (2001) 163-177, https://doi.org/10.1080/0022250X.2001.9990249.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numba
import numpy as np

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

__all__ = ["dependencies", "distances"]

#: Parts into which the sources are divided, each with its own sums.
_PARTS: Final = 32


def dependencies(graph: nx.Graph[Any], sources: Sequence[Any] | None = None) -> NDArray[Any]:
    """Return how much of the shortest paths from some nodes passes each node.

    Parameters
    ----------
    graph
        An undirected graph; every edge has length 1.
    sources
        Nodes from which paths start; all of them if None.

    Returns
    -------
    numpy.ndarray
        Sum of the pair dependencies of Brandes for each node, in the order of the graph: each pair
        of ends counts twice where all nodes are sources.

    Examples
    --------
    >>> import networkx as nx
    >>> dependencies(nx.path_graph(3)).tolist()
    [0.0, 2.0, 0.0]
    """
    numbers = _numbered(graph)
    starts, ends = _adjacency(graph, numbers)
    found = _passed(starts, ends, _chosen(numbers, sources), _PARTS).sum(axis=0)
    return np.asarray(found[[numbers[node] for node in graph]])


def distances(
    graph: nx.Graph[Any], sources: Sequence[Any] | None = None
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return how far it is from some nodes to all others that they reach, and how many these are.

    Parameters
    ----------
    graph
        An undirected graph; every edge has length 1.
    sources
        Nodes from which paths start; all of them if None.

    Returns
    -------
    tuple of two numpy.ndarray
        For each source, the sum of the steps, and the number of nodes reached, itself left out.

    Examples
    --------
    >>> import networkx as nx
    >>> steps, reached = distances(nx.path_graph(4), [0, 1])
    >>> steps.tolist(), reached.tolist()
    ([6, 4], [3, 3])
    """
    numbers = _numbered(graph)
    starts, ends = _adjacency(graph, numbers)
    asked = list(graph) if sources is None else sources
    found = _steps(starts, ends, _chosen(numbers, asked), _PARTS)
    return found[:, 0], found[:, 1]


def _numbered(graph: nx.Graph[Any]) -> dict[Any, int]:
    """Return numbers, the most linked first: what is met often lies close together in memory."""
    order = sorted(graph, key=lambda node: -len(graph[node]))
    return {node: position for position, node in enumerate(order)}


def _adjacency(graph: nx.Graph[Any], numbers: dict[Any, int]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return where the neighbours of each node begin, and the neighbours; loops are no ways."""
    starts = np.zeros(len(numbers) + 1, dtype=np.int64)
    rows = [sorted(numbers[other] for other in graph[node] if other != node) for node in numbers]
    np.cumsum([len(row) for row in rows], out=starts[1:])
    ends = np.fromiter((end for row in rows for end in row), dtype=np.int32, count=int(starts[-1]))
    return starts, ends


def _chosen(numbers: dict[Any, int], sources: Sequence[Any] | None) -> NDArray[Any]:
    if sources is None:
        return np.arange(len(numbers), dtype=np.int64)
    return np.array([numbers[node] for node in sources], dtype=np.int64)


@numba.njit(cache=True)
def _search(
    starts: Any, ends: Any, source: int, steps: Any, order: Any, ways: Any
) -> int:  # pragma: no cover - compiled
    """Walk from a source, nearest nodes first, and return how many nodes it reaches, itself too.

    `order` receives them, `steps` how far each is (-1 before, all over) and `ways`, unless it is
    empty, on how many shortest paths.
    """
    counted = len(ways) > 0
    steps[source] = 0
    order[0] = source
    if counted:
        ways[source] = 1.0
    seen = 1
    at = 0
    while at < seen:
        node = order[at]
        at += 1
        further = steps[node] + 1
        for place in range(starts[node], starts[node + 1]):
            end = ends[place]
            if steps[end] < 0:
                steps[end] = further
                order[seen] = end
                seen += 1
                if counted:
                    ways[end] = ways[node]
            elif counted and steps[end] == further:
                ways[end] += ways[node]
    return seen


@numba.njit(parallel=True, cache=True)
def _passed(starts: Any, ends: Any, sources: Any, parts: int) -> Any:  # pragma: no cover - compiled
    size = len(starts) - 1
    sums = np.zeros((parts, size))
    for part in numba.prange(parts):
        steps = np.full(size, -1, dtype=np.int32)
        order = np.empty(size, dtype=np.int32)
        ways = np.empty(size)
        shares = np.empty(size)
        for place in range(part, len(sources), parts):
            seen = _search(starts, ends, sources[place], steps, order, ways)
            for at in range(seen):
                shares[order[at]] = 0.0
            for back in range(seen - 1, 0, -1):
                node = order[back]
                share = (1.0 + shares[node]) / ways[node]
                nearer = steps[node] - 1
                for place_of_end in range(starts[node], starts[node + 1]):
                    end = ends[place_of_end]
                    if steps[end] == nearer:
                        shares[end] += ways[end] * share
                sums[part, node] += shares[node]
            for at in range(seen):
                steps[order[at]] = -1
    return sums


@numba.njit(parallel=True, cache=True)
def _steps(starts: Any, ends: Any, sources: Any, parts: int) -> Any:  # pragma: no cover - compiled
    size = len(starts) - 1
    found = np.zeros((len(sources), 2), dtype=np.int64)
    for part in numba.prange(parts):
        steps = np.full(size, -1, dtype=np.int32)
        order = np.empty(size, dtype=np.int32)
        uncounted = np.empty(0)
        for place in range(part, len(sources), parts):
            seen = _search(starts, ends, sources[place], steps, order, uncounted)
            total = 0
            for at in range(seen):
                total += steps[order[at]]
                steps[order[at]] = -1
            found[place, 0] = total
            found[place, 1] = seen - 1
    return found
