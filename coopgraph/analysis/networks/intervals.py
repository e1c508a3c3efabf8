"""Ranks and how far they can be trusted: intervals from many networks that might have been seen."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from coopgraph.analysis.networks.engine import significant

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

__all__ = [
    "LEVEL",
    "Interval",
    "Spread",
    "older_objects_aside",
    "rank_bounds",
    "spread",
    "spread_of",
    "tiers",
]

#: Share of replicates that an interval holds.
LEVEL: Final = 0.95


class Interval(NamedTuple):
    """From the lowest to the highest, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spread:
    """What became of each node over all replicates, in the order of the nodes.

    Attributes
    ----------
    ranks
        Interval of ranks.
    values
        Interval of values over the replicates in which it was defined; None if in none.
    first
        Share of replicates in which the node was among the first.
    median
        Median rank; equal values share the best of their ranks.
    """

    ranks: tuple[Interval, ...]
    values: tuple[Interval | None, ...]
    first: tuple[float, ...]
    median: tuple[int, ...]


def rank_bounds(
    values: npt.NDArray[np.float64], *, lowest_first: bool = False
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the best and the worst rank that equal values leave open, row by row.

    Parameters
    ----------
    values
        One row per replicate, one column per node; NaN ranks last.
    lowest_first
        Whether the lowest value ranks first.

    Returns
    -------
    best, worst
        Whole numbers from 1 on.

    Examples
    --------
    >>> import numpy as np
    >>> best, worst = rank_bounds(np.array([[3.0, 1.0, 1.0, np.nan]]))
    >>> best.tolist(), worst.tolist()
    ([[1, 2, 2, 4]], [[1, 3, 3, 4]])
    """
    import numpy as np

    keys = values if lowest_first else -values
    keys = np.where(np.isnan(keys), np.inf, keys)
    order = np.argsort(keys, axis=1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=1)
    place = np.broadcast_to(np.arange(1, keys.shape[1] + 1), keys.shape)
    edge = np.ones((len(keys), 1), dtype=bool)
    other = ordered[:, 1:] != ordered[:, :-1]
    # Equal values run from the last place that begins a new value to the next that ends one.
    begun = np.maximum.accumulate(np.where(np.hstack([edge, other]), place, 0), axis=1)
    ends = np.where(np.hstack([other, edge]), place, keys.shape[1])
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    best, worst = np.empty(keys.shape, np.int64), np.empty(keys.shape, np.int64)
    np.put_along_axis(best, order, begun, axis=1)
    np.put_along_axis(worst, order, last, axis=1)
    return best, worst


def spread(
    nodes: Sequence[str],
    networks: Iterable[nx.Graph[str]],
    measured: Callable[[nx.Graph[str]], Mapping[str, float]],
    *,
    first: int,
    lowest_first: bool = False,
) -> Spread:
    """Measure many networks and return how ranks and values vary.

    Parameters
    ----------
    nodes
        The nodes to rank.
    networks
        The networks, at least one.
    measured
        Returns the value of each node of a network.
    first
        How many nodes are the first.
    lowest_first
        Whether the lowest value ranks first.

    Returns
    -------
    Spread
        Intervals of ranks reach from the best to the worst rank that equal values leave open. A
        place among the first that several share is divided among them.

    Examples
    --------
    >>> import networkx as nx
    >>> same = spread("abc", [nx.path_graph("abc")] * 9, nx.degree_centrality, first=1)
    >>> same.ranks
    (Interval(low=2, high=3), Interval(low=1, high=1), Interval(low=2, high=3))
    """
    import numpy as np

    rows = []
    with older_objects_aside():
        for network in networks:
            found = measured(network)
            rows.append([significant(found[node]) for node in nodes])
    return spread_of(np.array(rows), first=first, lowest_first=lowest_first)


def spread_of(values: npt.NDArray[np.float64], *, first: int, lowest_first: bool = False) -> Spread:
    """Return how ranks and values vary from row to row; see :func:`spread`.

    Parameters
    ----------
    values
        One row per replicate, at least one; one column per node; NaN ranks last.
    first
        How many nodes are the first.
    lowest_first
        Whether the lowest value ranks first.

    Returns
    -------
    Spread

    Examples
    --------
    >>> import numpy as np
    >>> spread_of(np.array([[3.0, 1.0], [3.0, 1.0], [1.0, 2.0]]), first=1).median
    (1, 2)
    """
    import numpy as np

    best, worst = rank_bounds(values, lowest_first=lowest_first)
    outer = (1 - LEVEL) / 2
    low = np.quantile(best, outer, axis=0, method="inverted_cdf")
    median = np.quantile(best, 0.5, axis=0, method="inverted_cdf")
    high = np.quantile(worst, 1 - outer, axis=0, method="inverted_cdf")
    places = np.clip(first - best + 1, 0, worst - best + 1) / (worst - best + 1)
    share = np.where(np.isnan(values), 0.0, places).mean(axis=0)
    return Spread(
        ranks=tuple(Interval(int(a), int(b)) for a, b in zip(low, high, strict=True)),
        values=tuple(_values(values[:, column], outer) for column in range(values.shape[1])),
        first=tuple(significant(part) for part in share.tolist()),
        median=tuple(int(rank) for rank in median),
    )


@contextlib.contextmanager
def older_objects_aside() -> Iterator[None]:
    """Let the collector look at what the replicates leave, not at the landscape each time again."""
    if gc.get_freeze_count():  # somebody else has done so, and will undo it
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _values(column: npt.NDArray[np.float64], outer: float) -> Interval | None:
    import numpy as np

    defined = column[~np.isnan(column)]
    if not len(defined):
        return None
    low, high = np.quantile(defined, [outer, 1 - outer], method="inverted_cdf")
    return Interval(float(low), float(high))


def tiers(intervals: Sequence[Interval]) -> list[int]:
    """Group nodes, best first, that cannot be told apart.

    Parameters
    ----------
    intervals
        Intervals of ranks in the order of the ranks.

    Returns
    -------
    list of int
        Number of the tier of each; a tier goes on as long as intervals overlap that of its first
        node.

    Examples
    --------
    >>> tiers([Interval(1, 2), Interval(1, 3), Interval(3, 5), Interval(6, 9)])
    [1, 1, 2, 3]
    """
    numbers: list[int] = []
    number, edge = 0, float("-inf")
    for interval in intervals:
        if interval.low > edge:
            number, edge = number + 1, interval.high
        numbers.append(number)
    return numbers
