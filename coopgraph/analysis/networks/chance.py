"""Networks by chance: what the degrees alone would give, to hold a figure against.

A figure of structure says nothing by itself: dense parts arise in any sparse network, and a
two-mode network of uneven degrees is nested. Both chains here keep every degree and mix the rest;
a step that would break a rule is counted as a step that stays, without which some networks would
be drawn more often than others [2]_.

References
----------
.. [1] S. Maslov and K. Sneppen, "Specificity and stability in topology of protein networks",
   Science 296 (2002) 910-913, https://doi.org/10.1126/science.1065103.
.. [2] B. K. Fosdick, D. B. Larremore, J. Nishimura and J. Ugander, "Configuring random graph models
   with fixed degree sequences", SIAM Review 60 (2018) 315-355,
   https://doi.org/10.1137/16M1087175.
.. [3] G. Strona, D. Nappo, F. Boccacci, S. Fattorini and J. San-Miguel-Ayanz, "A fast and unbiased
   procedure to randomize ecological binary matrices with fixed row and column totals",
   Nature Communications 5 (2014) 4114, https://doi.org/10.1038/ncomms5114.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

__all__ = ["deal_memberships", "rewire"]

#: Steps between two networks, by edge or by row: enough to forget where the chain came from.
_SWAPS: Final = 10
_TRADES: Final = 5


def rewire(
    graph: nx.Graph[str], generator: np.random.Generator, replicates: int
) -> Iterator[nx.Graph[str]]:
    """Return networks with the same degree of every node, edges counting once [1]_.

    Parameters
    ----------
    graph
        A simple graph.
    generator
        Where chance comes from.
    replicates
        Number of networks.

    Yields
    ------
    networkx.Graph
        Nodes in sorted order.

    Examples
    --------
    >>> import networkx as nx
    >>> import numpy as np
    >>> ring = nx.relabel_nodes(nx.cycle_graph(6), str)
    >>> made = list(rewire(ring, np.random.default_rng(1), 3))
    >>> [sorted(degree for _, degree in one.degree) for one in made] == [[2] * 6] * 3
    True
    """
    import networkx as nx

    nodes = sorted(graph)
    number = {node: place for place, node in enumerate(nodes)}
    edges = sorted(
        (min(number[a], number[b]), max(number[a], number[b])) for a, b in graph.edges if a != b
    )
    around: list[set[int]] = [set() for _ in nodes]
    for one, other in edges:
        around[one].add(other)
        around[other].add(one)
    for _ in range(replicates):
        if len(edges) > 1:
            picks = generator.integers(len(edges), size=(_SWAPS * len(edges), 2)).tolist()
            turns = generator.integers(2, size=len(picks)).tolist()
            for (first, second), turn in zip(picks, turns, strict=True):
                _swap(edges, around, first, second, turn=bool(turn))
        made: nx.Graph[str] = nx.Graph()
        made.add_nodes_from(nodes)
        made.add_edges_from((nodes[a], nodes[b]) for a, b in sorted(edges))
        yield made


def _swap(
    edges: list[tuple[int, int]], around: list[set[int]], first: int, second: int, *, turn: bool
) -> None:
    """Let two edges exchange an end, unless a loop or a double edge would come of it."""
    (a, b), (c, d) = edges[first], edges[second]
    if turn:
        c, d = d, c
    if len({a, b, c, d}) < 4 or d in around[a] or b in around[c]:
        return
    around[a].discard(b)
    around[b].discard(a)
    around[c].discard(d)
    around[d].discard(c)
    around[a].add(d)
    around[d].add(a)
    around[c].add(b)
    around[b].add(c)
    edges[first], edges[second] = (min(a, d), max(a, d)), (min(c, b), max(c, b))


def deal_memberships(
    members: Mapping[str, frozenset[str]], generator: np.random.Generator, replicates: int
) -> Iterator[dict[str, frozenset[str]]]:
    """Deal memberships anew: as many for each body and in each collective (curveball [3]_).

    Parameters
    ----------
    members
        Bodies of each collective.
    generator
        Where chance comes from.
    replicates
        Number of two-mode networks.

    Yields
    ------
    dict
        Bodies of each collective, sorted by collective.

    Examples
    --------
    >>> import numpy as np
    >>> members = {"u": frozenset("ab"), "v": frozenset("cd"), "w": frozenset("ad")}
    >>> (made,) = deal_memberships(members, np.random.default_rng(1), 1)
    >>> [len(bodies) for bodies in made.values()]
    [2, 2, 2]
    """
    names = sorted(members)
    bodies = sorted({body for of_one in members.values() for body in of_one})
    place = {body: number for number, body in enumerate(bodies)}
    of_names = [{place[body] for body in members[name]} for name in names]
    of_bodies: list[set[int]] = [set() for _ in bodies]
    for row, places in enumerate(of_names):
        for column in places:
            of_bodies[column].add(row)
    # Trading is between the rows of the mode with fewer of them: fewer trades mix as well.
    turned = len(bodies) < len(names)
    rows = of_bodies if turned else of_names
    for _ in range(replicates):
        if len(rows) > 1:
            first = generator.integers(len(rows), size=_TRADES * len(rows)).tolist()
            apart = generator.integers(1, len(rows), size=len(first)).tolist()
            for one, step in zip(first, apart, strict=True):
                _trade(rows, one, (one + step) % len(rows), generator)
        made: dict[str, set[str]] = {name: set() for name in names}
        for row, places in enumerate(rows):
            for column in places:
                name, body = (column, row) if turned else (row, column)
                made[names[name]].add(bodies[body])
        yield {name: frozenset(found) for name, found in made.items()}


def _trade(rows: list[set[int]], one: int, other: int, generator: np.random.Generator) -> None:
    """Let two rows deal what only one of them has between them, each as many as before."""
    own = len(rows[one] - rows[other])
    pool = sorted(rows[one] ^ rows[other])
    if not own or own == len(pool):
        return
    shared = rows[one] & rows[other]
    dealt = [pool[n] for n in generator.permutation(len(pool)).tolist()]
    rows[one] = shared | set(dealt[:own])
    rows[other] = shared | set(dealt[own:])
