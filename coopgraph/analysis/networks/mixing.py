"""Who is tied with whom: assortativity by what nodes are, where they are, and by degree.

References
----------
.. [1] M. E. J. Newman, "Mixing patterns in networks", Physical Review E 67 (2003) 026126,
   https://doi.org/10.1103/PhysRevE.67.026126.
.. [2] M. E. J. Newman, "Assortative mixing in networks", Physical Review Letters 89 (2002) 208701,
   https://doi.org/10.1103/PhysRevLett.89.208701.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.intervals import Interval

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

__all__ = ["Mixing", "degree_mixing", "label_mixing", "permuted_mixing"]

#: Quantile of the normal distribution for an interval of 95 %.
_NORMAL: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Mixing:
    """An assortativity coefficient.

    Attributes
    ----------
    value
        Between -1 and 1; None where it is not defined (no edge, or all in one group).
    interval
        Of 95 %, by the jackknife over edges.
    edges
        On how many edges it rests.
    unknown
        How many nodes with an edge have no known value, and are left out with their edges.
    """

    value: float | None
    interval: Interval | None
    edges: int
    unknown: int


def label_mixing(graph: nx.Graph[str], labels: Mapping[str, str]) -> Mixing:
    """Return the assortativity of a network by labels, every edge counting once [1]_.

    Parameters
    ----------
    graph
        A simple undirected graph.
    labels
        Label of each node; empty or missing where it is not known.

    Returns
    -------
    Mixing

    Examples
    --------
    >>> import networkx as nx
    >>> label_mixing(nx.Graph(["ab", "cd"]), {"a": "x", "b": "x", "c": "y", "d": "y"}).value
    1.0
    >>> label_mixing(nx.Graph(["ab", "cd"]), {"a": "x", "b": "y", "c": "x", "d": "y"}).value
    -1.0
    """
    import numpy as np

    ends, unknown = _known_ends(graph, labels)
    names = sorted({labels[node] for edge in ends for node in edge})
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(names), len(names)))
    for one, other in ends:
        table[place[labels[one]], place[labels[other]]] += 1
        table[place[labels[other]], place[labels[one]]] += 1
    value = _coefficient(table)
    interval = None
    if value is not None and len(ends) > 2:
        total = 0.0
        # Edges between the same two groups leave the same table behind them.
        for i in range(len(names)):
            for j in range(i, len(names)):
                number = table[i, j] / (2 if i == j else 1)
                if number:
                    table[i, j] -= 1
                    table[j, i] -= 1
                    without = _coefficient(table)
                    table[i, j] += 1
                    table[j, i] += 1
                    if without is not None:
                        total += number * (without - value) ** 2
        interval = _around(value, total)
    return Mixing(None if value is None else significant(value), interval, len(ends), unknown)


def _known_ends(
    graph: nx.Graph[str], labels: Mapping[str, str]
) -> tuple[list[tuple[str, str]], int]:
    edges = sorted((min(a, b), max(a, b)) for a, b in graph.edges if a != b)
    unknown = {node for edge in edges for node in edge if not labels.get(node)}
    return [(a, b) for a, b in edges if a not in unknown and b not in unknown], len(unknown)


def _coefficient(table: npt.NDArray[np.float64]) -> float | None:
    total = table.sum()
    if not total:
        return None
    shares = table / total
    expected = float((shares.sum(axis=0) * shares.sum(axis=1)).sum())
    if 1 - expected < 1e-12:
        return None
    return (float(shares.trace()) - expected) / (1 - expected)


def _around(value: float, squares: float) -> Interval:
    reach = _NORMAL * squares**0.5
    return Interval(significant(max(-1.0, value - reach)), significant(min(1.0, value + reach)))


def permuted_mixing(
    graph: nx.Graph[str],
    labels: Mapping[str, str],
    generator: np.random.Generator,
    replicates: int,
) -> list[float]:
    """Return the assortativity with the known labels of tied nodes dealt anew among them.

    Parameters
    ----------
    graph, labels
        As for :func:`label_mixing`.
    generator
        Where chance comes from.
    replicates
        Number of deals.

    Returns
    -------
    list of float
        Those that are defined.

    Examples
    --------
    >>> import networkx as nx
    >>> import numpy as np
    >>> pairs = nx.Graph(["ab", "cd"])
    >>> labels = {"a": "x", "b": "x", "c": "y", "d": "y"}
    >>> sorted(set(permuted_mixing(pairs, labels, np.random.default_rng(1), 50)))
    [-1.0, 1.0]
    """
    import numpy as np

    ends, _ = _known_ends(graph, labels)
    nodes = sorted(
        node for node in graph if labels.get(node) and any(other != node for other in graph[node])
    )
    names = sorted({labels[node] for node in nodes})
    code = {name: number for number, name in enumerate(names)}
    place = {node: number for number, node in enumerate(nodes)}
    dealt = np.array([code[labels[node]] for node in nodes], dtype=np.int64)
    at = np.array([(place[a], place[b]) for a, b in ends], dtype=np.int64).reshape(-1, 2)
    found: list[float] = []
    if not ends:
        return found
    for _ in range(replicates):
        now = generator.permutation(dealt)
        pairs = now[at[:, 0]] * len(names) + now[at[:, 1]]
        half = np.bincount(pairs, minlength=len(names) ** 2).reshape(len(names), -1)
        value = _coefficient((half + half.T).astype(float))
        if value is not None:
            found.append(significant(value))
    return found


def degree_mixing(graph: nx.Graph[str]) -> Mixing:
    """Return the correlation of the degrees at both ends of an edge [2]_.

    Parameters
    ----------
    graph
        A simple undirected graph.

    Returns
    -------
    Mixing
        The interval leaves out one edge at a time, with degrees as they are.

    Examples
    --------
    >>> import networkx as nx
    >>> degree_mixing(nx.path_graph("abcd")).value
    -0.5
    """
    import numpy as np

    degrees = {node: len(set(graph[node]) - {node}) for node in graph}
    ends = [(degrees[a], degrees[b]) for a, b in graph.edges if a != b]
    at = np.array(ends, dtype=float).reshape(-1, 2)
    sums = [at[:, 0] * at[:, 1], at.sum(axis=1) / 2, (at**2).sum(axis=1) / 2]
    totals = [float(part.sum()) for part in sums]
    value = _correlation(len(at), *totals)
    interval = None
    if value is not None and len(at) > 2:
        squares = 0.0
        for number in range(len(at)):
            rest = (total - part[number] for total, part in zip(totals, sums, strict=True))
            without = _correlation(len(at) - 1, *rest)
            squares += 0.0 if without is None else (without - value) ** 2
        interval = _around(value, squares)
    return Mixing(None if value is None else significant(value), interval, len(at), 0)


def _correlation(number: int, products: float, halves: float, squares: float) -> float | None:
    if not number:
        return None
    mean = halves / number
    spread = squares / number - mean**2
    if spread < 1e-12:
        return None
    return float((products / number - mean**2) / spread)
