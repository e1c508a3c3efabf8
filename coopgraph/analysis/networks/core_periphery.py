"""Core and periphery: a part tied throughout, and a rest whose members are not tied to each other.

References
----------
.. [1] S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social Networks 21
   (2000) 375-395, https://doi.org/10.1016/S0378-8733(99)00019-2.
.. [2] S. Z. W. Lip, "A fast algorithm for the discrete core/periphery bipartitioning problem"
   (2011), https://doi.org/10.48550/arXiv.1102.5511.
.. [3] S. Kojaku and N. Masuda, "Core-periphery structure requires something else in the network",
   New Journal of Physics 20 (2018) 043012, https://doi.org/10.1088/1367-2630/aab547.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.engine import significant

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Core", "find_core", "pattern_correlation"]


@dataclass(frozen=True, slots=True)
class Core:
    """The core of a network.

    Attributes
    ----------
    members
        Nodes of the core, by degree.
    periphery
        How many other nodes have a tie.
    misfits
        Pairs that do not fit: not tied in the core, or tied in the periphery.
    correlation
        Of the ties with the ideal pattern; None where one of the two parts has no pair.
    exchangeable
        How many nodes outside have the degree of the last one inside, and could stand there.
    """

    members: tuple[str, ...]
    periphery: int
    misfits: int
    correlation: float | None
    exchangeable: int


def find_core(graph: nx.Graph[str]) -> Core:
    """Find the core with the fewest misfits: exactly, by degrees alone [2]_.

    Pairs of a node of the core and one of the periphery are not judged, as in one of the two
    patterns of [1]_: the misfits of a core are ``E + k(k-1)/2 - (sum of its degrees)``, so that the
    best core of each size holds the highest degrees. Nodes without a tie are left out.

    Parameters
    ----------
    graph
        A simple undirected graph.

    Returns
    -------
    Core
        The smallest of those with the fewest misfits; among equal degrees, nodes tied to most of
        the rest of the core come first.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph(["ab", "ac", "bc", "ad", "be", "cf"])
    >>> found = find_core(graph)
    >>> found.members, found.misfits, found.correlation
    (('a', 'b', 'c'), 0, 1.0)
    """
    around = {node: set(graph[node]) - {node} for node in graph}
    around = {node: others for node, others in around.items() if others}
    order = sorted(around, key=lambda node: (-len(around[node]), node))
    size = sum(1 for place, node in enumerate(order) if len(around[node]) > place)
    if not size:
        return Core((), 0, 0, None, 0)
    last = len(around[order[size - 1]])
    sure = {node for node in order if len(around[node]) > last}
    even = [node for node in order if len(around[node]) == last]
    even.sort(key=lambda node: (-len(around[node] & sure), node))
    members = [node for node in order if node in sure] + even[: size - len(sure)]
    edges = sum(len(others) for others in around.values()) // 2
    misfits = edges + size * (size - 1) // 2 - sum(len(around[node]) for node in members)
    return Core(
        members=tuple(members),
        periphery=len(order) - size,
        misfits=misfits,
        correlation=pattern_correlation(graph, members),
        exchangeable=len(even) - (size - len(sure)),
    )


def pattern_correlation(graph: nx.Graph[str], core: list[str] | tuple[str, ...]) -> float | None:
    """Return the correlation of ties with the pattern: all tied in the core, none outside it.

    Parameters
    ----------
    graph
        A simple undirected graph; nodes without a tie are left out.
    core
        Nodes of the core.

    Returns
    -------
    float or None
        None where core or periphery has no pair, or all or none of the pairs are tied.

    Examples
    --------
    >>> import networkx as nx
    >>> round(pattern_correlation(nx.path_graph("abcd"), ["b", "c"]), 4)
    1.0
    """
    inside = set(core)
    tied = [node for node in graph if set(graph[node]) - {node}]
    within = sum(1 for a, b in graph.edges if a != b and a in inside and b in inside)
    without = sum(1 for a, b in graph.edges if a != b and not {a, b} & inside)
    rest = len(tied) - len(inside)
    ideal, other = len(inside) * (len(inside) - 1) // 2, rest * (rest - 1) // 2
    every, ties = ideal + other, within + without
    below = ideal * other * ties * (every - ties)
    if below <= 0:
        return None
    return significant((within * other - without * ideal) / below**0.5)
