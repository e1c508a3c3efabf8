"""How much partitions agree: the adjusted Rand index, and the best overlap of each group.

References
----------
.. [1] L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2 (1985) 193-218,
   https://doi.org/10.1007/BF01908075.
.. [2] C. Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data
   Analysis 52 (2007) 258-271, https://doi.org/10.1016/j.csda.2006.11.025.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.intervals import LEVEL, Interval

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Agreement", "adjusted_rand", "compare_partitions", "mean_agreement"]

Groups = Sequence[Iterable[str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much some partitions agree among themselves, and with one of them.

    Attributes
    ----------
    mean
        Mean adjusted Rand index of all pairs; None where there is one partition only.
    interval
        Where the middle 95 % of the pairs lie.
    overlaps
        For each group of the one partition, the mean over the others of its best Jaccard overlap
        with a group.
    stays
        For each node, the share of the partitions in which it is in the group that overlaps best
        with its own.
    """

    mean: float | None
    interval: Interval | None
    overlaps: tuple[float, ...]
    stays: Mapping[str, float]


def adjusted_rand(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the adjusted Rand index of two partitions [1]_.

    Parameters
    ----------
    one, other
        Number of the group of each node.

    Returns
    -------
    float
        1 where they are the same, about 0 where they agree as by chance; may be negative.

    Examples
    --------
    >>> adjusted_rand([0, 0, 1, 1], [1, 1, 0, 0])
    1.0
    >>> adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1])
    -0.5
    """
    both = Counter(zip(one, other, strict=True))
    together, first, second = (
        sum(count * (count - 1) // 2 for count in table.values())
        for table in (both, Counter(one), Counter(other))
    )
    return _adjusted(together, first, second, len(one))


def _adjusted(together: float, first: float, second: float, nodes: int) -> float:
    every = nodes * (nodes - 1) / 2
    if not every:
        return 1.0
    expected, most = first * second / every, (first + second) / 2
    # Both all in one, or all apart: they cannot but agree.
    return 1.0 if most == expected else significant((together - expected) / (most - expected))


def mean_agreement(nodes: Sequence[str], partitions: Sequence[Groups]) -> float | None:
    """Return the mean adjusted Rand index of all pairs of partitions; None for a single one.

    Examples
    --------
    >>> mean_agreement("abcd", [["ab", "cd"], ["ab", "cd"]])
    1.0
    """
    indices = _all_pairs(nodes, partitions)
    return significant(float(indices.mean())) if len(indices) else None


def compare_partitions(
    nodes: Sequence[str], partitions: Sequence[Groups], one: Groups
) -> Agreement:
    """Compare partitions with each other, and one with all of them [2]_.

    Parameters
    ----------
    nodes
        All nodes, each in one group of each partition.
    partitions
        The partitions.
    one
        The partition whose groups are looked for in the others.

    Returns
    -------
    Agreement

    Examples
    --------
    >>> found = compare_partitions("abcd", [["ab", "cd"], ["abcd"]], ["ab", "cd"])
    >>> found.mean, found.overlaps, found.stays["a"]
    (0.0, (0.75, 0.75), 1.0)
    """
    import numpy as np

    indices = _all_pairs(nodes, partitions)
    outer = (1 - LEVEL) / 2
    ends = np.quantile(indices, [outer, 1 - outer]).tolist() if len(indices) else []
    overlaps = [0.0] * len(one)
    stays = dict.fromkeys(nodes, 0)
    groups = [frozenset(group) for group in one]
    home = {node: place for place, group in enumerate(groups) for node in group}
    for partition, times in _distinct(partitions).items():
        shared = [Counter(home[node] for node in other) for other in partition]
        for place, group in enumerate(groups):
            # Of equal overlaps the first in the order of members: the same on any machine.
            best, _, other = min(
                (-count[place] / (len(group) + len(part) - count[place]), part, part)
                for part, count in zip(partition, shared, strict=True)
                if place in count
            )
            overlaps[place] -= times * best
            for node in group.intersection(other):
                stays[node] += times
    number = len(partitions)
    return Agreement(
        mean=significant(float(indices.mean())) if len(indices) else None,
        interval=Interval(significant(ends[0]), significant(ends[1])) if ends else None,
        overlaps=tuple(significant(value / number) for value in overlaps),
        stays={node: significant(count / number) for node, count in stays.items()},
    )


def _distinct(partitions: Sequence[Groups]) -> Counter[tuple[tuple[str, ...], ...]]:
    """Return the different partitions, sorted, and how often each occurs: runs often repeat."""
    return Counter(
        tuple(sorted(tuple(sorted(group)) for group in partition)) for partition in partitions
    )


def _all_pairs(nodes: Sequence[str], partitions: Sequence[Groups]) -> npt.NDArray[np.float64]:
    """Return the index of each pair of partitions, repeated ones counting as often as they occur.

    All contingency tables are blocks of one product of memberships.
    """
    import numpy as np
    from scipy.sparse import csr_array

    distinct = _distinct(partitions)
    place = {node: number for number, node in enumerate(nodes)}
    rows, starts, columns = [], [0], 0
    for partition in distinct:
        for group in partition:
            rows += [(place[node], columns) for node in group]
            columns += 1
        starts.append(columns)
    at = np.array(rows, dtype=np.int64).reshape(-1, 2)
    member = csr_array(
        (np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(len(nodes), columns)
    ).tocsc()
    alone = [
        sum(len(group) * (len(group) - 1) / 2 for group in partition) for partition in distinct
    ]
    times = list(distinct.values())
    values, weights = [], []
    for i in range(len(times)):
        table = (member[:, starts[i] : starts[i + 1]].T @ member[:, starts[i] :]).toarray()
        pairs = (table * (table - 1) / 2).sum(axis=0)
        offsets = np.array(starts[i:-1]) - starts[i]
        together = np.add.reduceat(pairs, offsets)
        for j, both in enumerate(together.tolist(), start=i):
            count = times[i] * (times[i] - 1) // 2 if i == j else times[i] * times[j]
            if count:
                values.append(_adjusted(both, alone[i], alone[j], len(nodes)))
                weights.append(count)
    return np.repeat(np.array(values, dtype=float), np.array(weights, dtype=np.int64))
