"""What depends on whom: sole partners, smallest sets of partners, and withdrawal one by one.

A structure depends on a partner if nobody else would be left beside the organisation in focus. All
of it is about what sources state: a partner that no source names is missing here too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.errors import ProjectionError
from coopgraph.messages import message
from coopgraph.projection.limits import check_limits

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "BusFactor",
    "Dependence",
    "Percolation",
    "bus_factor",
    "find_dependence",
    "percolate",
    "random_robustness",
]


@dataclass(frozen=True, slots=True)
class Dependence:
    """What rests on one partner.

    Attributes
    ----------
    partner
        Its IRI.
    collectives
        How many it takes part in.
    sole
        Those in which it is the only partner, sorted.
    """

    partner: str
    collectives: int
    sole: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of its collectives in which it is the only partner."""
        return len(self.sole) / self.collectives


@dataclass(frozen=True, slots=True)
class BusFactor:
    """A smallest set of partners whose withdrawal would leave a share without any.

    Attributes
    ----------
    share
        The share asked for.
    wanted
        That share as a number of collectives, rounded up.
    partners
        One smallest set, sorted; there may be others of the same size.
    lost
        How many collectives it would leave without a partner.
    """

    share: float
    wanted: int
    partners: tuple[str, ...]
    lost: int


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


def find_dependence(members: Mapping[str, frozenset[str]]) -> list[Dependence]:
    """Return what rests on each partner, most sole structures first.

    Parameters
    ----------
    members
        Partners by collective, the organisation in focus left out; empty sets do not count.

    Returns
    -------
    list of Dependence

    Examples
    --------
    >>> found = find_dependence({"u-1": frozenset({"a"}), "u-2": frozenset({"a", "b"})})
    >>> [(one.partner, one.collectives, one.sole) for one in found]
    [('a', 2, ('u-1',)), ('b', 1, ())]
    """
    counts: dict[str, int] = {}
    sole: dict[str, list[str]] = {}
    for collective, partners in sorted(members.items()):
        for partner in partners:
            counts[partner] = counts.get(partner, 0) + 1
        if len(partners) == 1:
            sole.setdefault(next(iter(partners)), []).append(collective)
    found = [Dependence(name, counts[name], tuple(sole.get(name, ()))) for name in counts]
    return sorted(found, key=lambda one: (-len(one.sole), -one.collectives, one.partner))


def bus_factor(members: Mapping[str, frozenset[str]], share: float) -> BusFactor:
    """Return a smallest set of partners on which a share of the collectives rests entirely.

    Exact: a cover by mixed-integer programming (HiGHS through :func:`scipy.optimize.milp`), since
    taking the most linked first overstates it [1]_.

    Parameters
    ----------
    members
        Partners by collective; collectives without any do not count.
    share
        Share of the collectives, above 0 and at most 1.

    Returns
    -------
    BusFactor

    Raises
    ------
    ParameterError
        If the share is out of range.
    ProjectionError
        If no collective has a partner, or the solver gives up.

    References
    ----------
    .. [1] arXiv:2508.09828 on greedy estimates of bus factors.

    Examples
    --------
    >>> bus_factor({"u-1": frozenset({"a", "b"}), "u-2": frozenset({"c"})}, 0.5).partners
    ('c',)
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    check_limits(share=share)
    rows = [partners for _, partners in sorted(members.items()) if partners]
    if not rows:
        raise ProjectionError(message("no structure has a partner to depend on"))
    names = sorted({partner for partners in rows for partner in partners})
    place = {name: number for number, name in enumerate(names)}
    wanted = math.ceil(share * len(rows) - 1e-9)
    # One variable a partner (withdraws), one a collective (left without any): lost <= withdraws.
    ties = [(n, place[partner]) for n, partners in enumerate(rows) for partner in sorted(partners)]
    all_ = len(names) + len(rows)
    data, at, to = [], [], []
    for line, (n, partner) in enumerate(ties):
        data += [1.0, -1.0]
        at += [line, line]
        to += [len(names) + n, partner]
    implied = csr_array((data, (at, to)), shape=(len(ties), all_))
    enough = csr_array(np.concatenate([np.zeros(len(names)), np.ones(len(rows))])[None, :])
    # Too little to change the number: among smallest sets, the first in the order of names.
    order = np.arange(len(names)) / (len(names) ** 2 * 2)
    found = milp(
        np.concatenate([1 + order, np.zeros(len(rows))]),
        integrality=np.concatenate([np.ones(len(names)), np.zeros(len(rows))]),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(implied, -np.inf, 0),
            LinearConstraint(enough, wanted, np.inf),
        ],
    )
    if not found.success:
        raise ProjectionError(message("no smallest set was found: {reason}", reason=found.message))
    chosen = frozenset(name for name in names if found.x[place[name]] > 0.5)
    lost = sum(1 for partners in rows if partners <= chosen)
    return BusFactor(share, wanted, tuple(sorted(chosen)), lost)


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
