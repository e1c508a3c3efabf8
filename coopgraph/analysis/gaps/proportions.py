"""How sure a share of few is, be they independent of each other or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

__all__ = ["effective_number", "share_interval"]

_LEVEL = 0.95


def effective_number(groups: Iterable[Hashable]) -> float:
    """Return how many independent outcomes some are worth, if those of a group go together.

    Parameters
    ----------
    groups
        The group of each outcome: what has one partner is decided together.

    Returns
    -------
    float
        The number of outcomes where each has its own group, at least the 1 of a single group.

    Notes
    -----
    The number over Kish's design effect, for the worst case that the outcomes of a group are all
    the same. How alike they are is not estimated: from few groups that gives intervals that are too
    narrow (C. Franco, R. J. A. Little, T. A. Louis, E. V. Slud (2019), "Comparative study of
    confidence intervals for proportions in complex sample surveys", Journal of Survey Statistics
    and Methodology 7, https://doi.org/10.1093/jssam/smy019).

    Examples
    --------
    >>> effective_number("abc"), effective_number("aaab")
    (3.0, 1.6)
    """
    sizes = Counter(groups).values()
    return sum(sizes) ** 2 / sum(size * size for size in sizes) if sizes else 0.0


def share_interval(
    found: int, total: int, *, effective: float | None = None
) -> tuple[float, float]:
    """Return the Jeffreys interval (95 %) of a share.

    Parameters
    ----------
    found, total
        How many, of how many.
    effective
        How many independent outcomes they are worth, see :func:`effective_number`; all of them if
        None.

    Returns
    -------
    tuple of float
        Bounds between 0 and 1; none found keeps 0, all found keeps 1.

    Notes
    -----
    L. D. Brown, T. T. Cai, A. DasGupta (2001), "Interval estimation for a binomial proportion",
    Statistical Science 16, https://doi.org/10.1214/ss/1009213286.

    Examples
    --------
    >>> low, high = share_interval(4, 8)
    >>> round(low, 2), round(high, 2)
    (0.2, 0.8)
    >>> low, high = share_interval(4, 8, effective=4.0)
    >>> round(low, 2), round(high, 2)
    (0.12, 0.88)
    """
    from scipy.stats import beta

    tail = (1 - _LEVEL) / 2
    worth = 1.0 if effective is None or not total else effective / total
    a, b = worth * found + 0.5, worth * (total - found) + 0.5
    low = 0.0 if found == 0 else float(beta.ppf(tail, a, b))
    high = 1.0 if found == total else float(beta.ppf(1 - tail, a, b))
    return low, high
