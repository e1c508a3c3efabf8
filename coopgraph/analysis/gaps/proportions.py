"""How sure a share of few is."""

from __future__ import annotations

__all__ = ["share_interval"]

_LEVEL = 0.95


def share_interval(found: int, total: int) -> tuple[float, float]:
    """Return the Jeffreys interval (95 %) of a share.

    Parameters
    ----------
    found, total
        How many, of how many.

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
    """
    from scipy.stats import beta

    tail = (1 - _LEVEL) / 2
    a, b = found + 0.5, total - found + 0.5
    low = 0.0 if found == 0 else float(beta.ppf(tail, a, b))
    high = 1.0 if found == total else float(beta.ppf(1 - tail, a, b))
    return low, high
