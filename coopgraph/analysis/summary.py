"""A network at a glance: size, density, components, degrees, strongest edges."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["NetworkSummary", "Spread", "strongest_edges", "summarise"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How numbers are spread; quartiles are those of the values themselves, ends included.

    Attributes
    ----------
    least, lower, median, upper, most
        Minimum, quartiles, maximum.
    mean
        Arithmetic mean.
    """

    least: float
    lower: float
    median: float
    upper: float
    most: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSummary:
    """A network in figures.

    Attributes
    ----------
    nodes, edges
        How many there are.
    density
        Edges as a share of those that could be; between the modes where there are two. None where
        there could be none.
    components, largest, isolates
        Number of components, size of the largest, nodes without an edge.
    degrees
        Spread of the number of neighbours, by mode.
    """

    nodes: int
    edges: int
    density: float | None
    components: int
    largest: int
    isolates: int
    degrees: dict[str, Spread]


def summarise(graph: nx.Graph[str], *, two_mode: bool = False) -> NetworkSummary:
    """Return the figures of a network.

    Parameters
    ----------
    graph
        Undirected simple graph whose nodes have a ``mode``.
    two_mode
        Whether edges can run between two modes only, so that density counts these pairs alone.

    Returns
    -------
    NetworkSummary

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(["a", "b", "c"])
    >>> nx.set_node_attributes(graph, "body", "mode")
    >>> found = summarise(graph)
    >>> round(found.density, 3), found.degrees["body"].most, found.components
    (0.667, 2, 1)
    """
    import networkx as nx

    by_mode: dict[str, list[int]] = {}
    for node, degree in graph.degree():
        by_mode.setdefault(str(graph.nodes[node]["mode"]), []).append(degree)
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    sizes = [len(found) for found in by_mode.values()]
    pairs = sizes[0] * sizes[1] if two_mode and len(sizes) == 2 else nodes * (nodes - 1) // 2
    if two_mode and len(sizes) < 2:
        pairs = 0
    components = [len(found) for found in nx.connected_components(graph)]
    return NetworkSummary(
        nodes=nodes,
        edges=edges,
        density=edges / pairs if pairs else None,
        components=len(components),
        largest=max(components, default=0),
        isolates=sum(1 for _ in nx.isolates(graph)),
        degrees={mode: _spread(by_mode[mode]) for mode in sorted(by_mode)},
    )


def _spread(values: Sequence[int]) -> Spread:
    ordered = sorted(values)
    # One value has no quartiles of its own; twice the same value has the same ones.
    lower, median, upper = statistics.quantiles(
        ordered * 2 if len(ordered) == 1 else ordered, n=4, method="inclusive"
    )
    return Spread(ordered[0], lower, median, upper, ordered[-1], statistics.fmean(ordered))


def strongest_edges(
    graph: nx.Graph[str], top: int | None = None
) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the edges of most weight first, then by their ends.

    Parameters
    ----------
    graph
        Graph whose edges have a ``weight``.
    top
        How many; all if None.

    Returns
    -------
    list of tuple
        Both ends and the attributes.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("a", "b", 1.0), ("b", "c", 2.0)])
    >>> strongest_edges(graph, 1)
    [('b', 'c', {'weight': 2.0})]
    """
    edges = [
        (min(one, other), max(one, other), data) for one, other, data in graph.edges(data=True)
    ]
    found = sorted(edges, key=lambda edge: (-edge[2]["weight"], *edge[:2]))
    return found if top is None else found[:top]
