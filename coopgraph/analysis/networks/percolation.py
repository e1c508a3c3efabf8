"""Withdrawal one by one: what is left of the largest component of a network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.errors import ProjectionError
from coopgraph.messages import message
from coopgraph.projection.limits import check_limits

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Percolation", "percolate", "random_robustness"]


@dataclass(frozen=True, slots=True)
class Percolation:
    """What is left of the largest component while nodes withdraw.

    Attributes
    ----------
    robustness
        Schneider's R: the mean share of nodes in the largest component after 1 to N withdrawals.
    order
        The nodes in the order of withdrawal.
    left
        Share of all nodes in the largest component after each.
    """

    robustness: float
    order: tuple[str, ...]
    left: tuple[float, ...]

    def until(self, share: float) -> int:
        """Return after how many withdrawals the largest component holds at most so much."""
        return next(n for n, left in enumerate(self.left, 1) if left <= share)


def percolate(graph: nx.Graph[str], order: Sequence[str] | None = None) -> Percolation:
    """Take nodes away one by one and follow the largest component.

    Parameters
    ----------
    graph
        A simple graph with at least one node.
    order
        Order of withdrawal; the most linked of those that are left if None, by name where equal
        (the harshest attack that needs no planning ahead).

    Returns
    -------
    Percolation

    Raises
    ------
    ProjectionError
        If the graph is empty, or the order is not one of all its nodes.

    Notes
    -----
    R [1]_ lies between (N-1)/N² for a star and (N-1)/(2N) for a complete graph. Compare it with the
    same network under random withdrawal (:func:`random_robustness`), not across sizes.

    References
    ----------
    .. [1] C. M. Schneider et al., "Mitigation of malicious attacks on networks", PNAS 108 (2011),
       https://doi.org/10.1073/pnas.1009440108.

    Examples
    --------
    >>> import networkx as nx
    >>> star = nx.relabel_nodes(nx.star_graph(9), str)
    >>> round(percolate(star).robustness, 6)
    0.09
    """
    size = graph.number_of_nodes()
    if not size:
        raise ProjectionError(message("the network has no node"))
    if order is None:
        order = _by_links(graph)
    elif sorted(order) != sorted(graph):
        raise ProjectionError(message("the order of withdrawal is not one of all nodes"))
    left = _largest(graph, order)
    return Percolation(
        math.fsum(left) / size / size, tuple(order), tuple(count / size for count in left)
    )


def random_robustness(
    graph: nx.Graph[str], *, replicates: int = 200, seed: int = 0
) -> tuple[float, float, float]:
    """Return Schneider's R under random withdrawal: mean, and the middle 95 % of the replicates.

    Parameters
    ----------
    graph
        A simple graph with at least one node.
    replicates
        Number of random orders.
    seed
        Seed of the generator, which is its own: global random state is left alone.

    Returns
    -------
    tuple of three float

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> import networkx as nx
    >>> mean, low, high = random_robustness(nx.relabel_nodes(nx.complete_graph(6), str))
    >>> round(mean, 6) == round(low, 6) == round(high, 6) == round(5 / 12, 6)
    True
    """
    import numpy as np

    check_limits(replicates=replicates, seed=seed)
    generator = np.random.default_rng(seed)
    nodes = sorted(graph)
    found = [
        percolate(graph, [nodes[n] for n in generator.permutation(len(nodes))]).robustness
        for _ in range(replicates)
    ]
    low, high = np.quantile(found, [0.025, 0.975])
    return math.fsum(found) / len(found), float(low), float(high)


def _by_links(graph: nx.Graph[str]) -> list[str]:
    """Return the nodes, the most linked of those that are left first."""
    around = {node: set(graph[node]) - {node} for node in graph}
    order = []
    while around:
        node = min(around, key=lambda one: (-len(around[one]), one))
        order.append(node)
        for other in around.pop(node):
            around[other].discard(node)
    return order


def _largest(graph: nx.Graph[str], order: Iterable[str]) -> list[int]:
    """Return the size of the largest component after each withdrawal.

    Nodes are put back from the last to the first and joined, which is quicker than taking apart.
    """
    parent: dict[str, str] = {}
    size: dict[str, int] = {}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    largest = 0
    found = []
    for node in reversed(list(order)):
        found.append(largest)
        parent[node], size[node] = node, 1
        for other in graph[node]:
            if other in parent and (one := root(node)) != (two := root(other)):
                parent[one] = two
                size[two] += size[one]
        largest = max(largest, size[root(node)])
    return found[::-1]
