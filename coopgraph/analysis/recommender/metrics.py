"""Figures of one scoring of pairs against the ties that came, with ties of scores told as such.

A pair that did not come is no error for sure: the register may not know it. Precisions are lower
bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import rankdata

from coopgraph.analysis.recommender.incidence import Array

__all__ = ["ByBody", "area", "average_precision", "by_body"]

_TOP: Final = 10


@dataclass(frozen=True, slots=True)
class ByBody:
    """Figures of each body that got a new tie, in the order of the bodies.

    Attributes
    ----------
    precision
        Average precision of its own list.
    recall
        Share of its new ties among its first ten.
    """

    precision: Array
    recall: Array


def average_precision(scores: Array, came: Array) -> float:
    """Return the average precision of one list of all pairs; equal scores enter together.

    Parameters
    ----------
    scores
        One for each pair.
    came
        Whether the tie came.

    Returns
    -------
    float
        0 if none came.

    Examples
    --------
    >>> average_precision(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, False, True, False]))
    0.8333333333333333
    """
    total = int(came.sum())
    if not total:
        return 0.0
    order = np.argsort(-scores, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    hits = np.cumsum(came[order])[ends]
    gained = np.diff(hits, prepend=0)
    return float((gained * hits / (ends + 1)).sum() / total)


def area(scores: Array, came: Array, weights: Array | None = None) -> float:
    """Return how often a pair that came is scored above one that did not; equal scores count half.

    No negative is sampled: all are compared.

    Parameters
    ----------
    scores, came
        As for :func:`average_precision`.
    weights
        How much each pair counts as a negative; all the same if None. With the product of the two
        bodies' numbers of new ties, negatives have the ends that ties have: to know which bodies
        get many ties is then not enough (Aiyappa et al. 2025 sample such negatives).

    Returns
    -------
    float
        Not a number if there is nothing to compare.

    Examples
    --------
    >>> scores, came = np.array([3.0, 2.0, 2.0, 4.0]), np.array([True, True, False, False])
    >>> area(scores, came)
    0.375
    >>> area(scores, came, np.array([1.0, 1.0, 3.0, 1.0]))
    0.5625
    """
    if weights is None:
        ranks = rankdata(scores)[came]
        positives = len(ranks)
        negatives = len(scores) - positives
        if not positives or not negatives:
            return float("nan")
        return float((ranks.sum() - positives * (positives + 1) / 2) / positives / negatives)
    negative, weight = scores[~came], weights[~came]
    order = np.argsort(negative, kind="stable")
    below = np.concatenate(([0.0], np.cumsum(weight[order])))
    if not came.any() or below[-1] == 0:
        return float("nan")
    ordered = negative[order]
    less = below[np.searchsorted(ordered, scores[came], "left")]
    most = below[np.searchsorted(ordered, scores[came], "right")]
    return float(((less + most) / 2).mean() / below[-1])


def by_body(first: Array, second: Array, scores: Array, came: Array, size: int) -> ByBody:
    """Return the figures of each body that got a new tie, from the list of its own pairs.

    The rank of a pair among equal scores is the mean of the best and the worst that it could have.

    Parameters
    ----------
    first, second
        Rows of the two bodies of each pair.
    scores, came
        As for :func:`average_precision`.
    size
        Number of bodies.

    Returns
    -------
    ByBody

    Examples
    --------
    Body 0 got a tie with 1, whose score it shares with 2: rank 1.5.

    >>> pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    >>> found = by_body(*pairs, np.array([2.0, 2.0, 1.0]), np.array([True, False, False]), 3)
    >>> found.precision.round(3).tolist(), found.recall.tolist()
    ([0.667, 1.0], [1.0, 1.0])
    """
    table = np.full((size, size), np.nan)
    table[first, second] = table[second, first] = scores
    arrived = np.zeros((size, size), dtype=bool)
    arrived[first, second] = arrived[second, first] = came
    precision, recall = [], []
    for row in np.flatnonzero(arrived.any(axis=1)):
        own = table[row]
        hits = np.sort(own[arrived[row]])
        ranks = _ranks(np.sort(own[~np.isnan(own)]), hits)
        precision.append(float((_ranks(hits, hits) / ranks).mean()))
        recall.append(float((ranks <= _TOP).mean()))
    return ByBody(np.array(precision), np.array(recall))


def _ranks(ordered: Array, values: Array) -> Array:
    """Return ranks from the top of values in an ascending list, the mean rank for equal ones."""
    low = np.searchsorted(ordered, values, "left")
    high = np.searchsorted(ordered, values, "right")
    return np.asarray(len(ordered) - high + (1 + high - low) / 2)
