"""Landscapes that might as well have been seen: other structures drawn, or some ties left out.

A rule is not run again for each of them. What its scores rest on are pairs of a unit and what it
counts for (a body, a city, a region); a replicate is how often each unit was drawn and which pairs
were kept, and scores follow from that for all replicates at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.resampling import MISSING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Places = npt.NDArray[np.int64]

__all__ = ["Replicates", "Scoring", "draw_units", "leave_out_pairs", "positions", "summed", "whole"]

#: Cells of a table of replicates up to which it is held at once: some 40 MB.
MOST_CELLS: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Replicates:
    """How often each unit was drawn, and which pairs were kept: one column per replicate.

    A table with one column holds for all replicates.

    Attributes
    ----------
    drawn
        One row per unit.
    kept
        One row per pair, 1 or 0.
    """

    drawn: Numbers
    kept: Numbers

    def pairs(self, owner: Places) -> Numbers:
        """Return how often each pair counts; `owner` has the unit of each."""
        found: Numbers = self.drawn[owner] * self.kept
        return found


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the scores of some records follow from pairs.

    Attributes
    ----------
    ids
        Ids of the records.
    units
        Number of units.
    owner
        Unit of each pair.
    scores
        Returns one row per record, one column per replicate.
    """

    ids: tuple[str, ...]
    units: int
    owner: Places
    scores: Callable[[Replicates], Numbers]


def whole(scoring: Scoring) -> Replicates:
    """Return what was seen: every unit once, every pair kept."""
    import numpy as np

    return Replicates(np.ones((scoring.units, 1)), np.ones((len(scoring.owner), 1)))


def draw_units(scoring: Scoring, generator: np.random.Generator, number: int) -> Replicates:
    """Draw as many units as there are, with replacement."""
    import numpy as np

    units = scoring.units
    found = generator.integers(units, size=(number, units))
    drawn = np.stack([np.bincount(row, minlength=units) for row in found], axis=1)
    return Replicates(drawn.astype(np.float64), np.ones((len(scoring.owner), 1)))


def leave_out_pairs(
    scoring: Scoring, generator: np.random.Generator, number: int, share: float = MISSING
) -> Replicates:
    """Leave out a share of the pairs, at least one, drawn at random."""
    import numpy as np

    pairs = len(scoring.owner)
    gone = min(pairs, max(1, round(share * pairs)))
    kept = np.ones((pairs, number))
    order = generator.random((number, pairs)).argpartition(gone - 1, axis=1)[:, :gone]
    kept[order.T, np.arange(number)] = 0.0
    return Replicates(np.ones((scoring.units, 1)), kept)


def positions(names: Sequence[str], order: dict[str, int]) -> Places:
    """Return the place of each name in an order."""
    import numpy as np

    return np.array([order[name] for name in names], dtype=np.int64)


def summed(rows: Numbers, target: Places, size: int) -> Numbers:
    """Add up the rows that have the same target.

    Parameters
    ----------
    rows
        One row per addend.
    target
        To which sum each is added.
    size
        Number of sums; one to which nothing is added is 0.

    Examples
    --------
    >>> import numpy as np
    >>> summed(np.array([[1.0], [2.0], [4.0]]), np.array([2, 0, 2]), 3).ravel().tolist()
    [2.0, 0.0, 5.0]
    """
    import numpy as np

    sums = np.zeros((size, rows.shape[1]))
    if len(target):
        order = np.argsort(target, kind="stable")
        sorted_ = target[order]
        starts = np.flatnonzero(np.r_[True, sorted_[1:] != sorted_[:-1]])
        sums[sorted_[starts]] = np.add.reduceat(rows[order], starts, axis=0)
    return sums
