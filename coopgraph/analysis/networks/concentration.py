"""How unevenly something is spread: Herfindahl–Hirschman, Gini and effective numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from coopgraph.errors import ProjectionError
from coopgraph.messages import message

__all__ = ["Concentration", "measure_concentration"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Indices of the shares of some parts in a whole.

    Attributes
    ----------
    parts
        Number of parts with a share above 0.
    total
        Their sum.
    hhi
        Herfindahl–Hirschman index, 10,000 times the sum of the squared shares: 10,000 where one
        part has all, 10,000 / n where n parts have the same.
    effective
        1 over the sum of the squared shares: as many parts of the same size would give this index.
    entropy_number
        Exponential of Shannon's entropy: an effective number that minds small parts more.
    gini
        Gini index: 0 where all parts have the same, near 1 where one has nearly all.
    largest
        Share of the largest part.
    """

    parts: int
    total: float
    hhi: float
    effective: float
    entropy_number: float
    gini: float
    largest: float


def measure_concentration(amounts: Iterable[float]) -> Concentration | None:
    """Return how unevenly amounts are spread; None if there is nothing.

    Parameters
    ----------
    amounts
        What each part has, not negative; parts with 0 do not count.

    Returns
    -------
    Concentration or None

    Raises
    ------
    ProjectionError
        If an amount is negative or not a number.

    Notes
    -----
    Not to be read across years or bodies with different numbers of parts without the effective
    number beside it. References: O. C. Herfindahl (1950); C. Gini (1912); M. O. Hill (1973),
    "Diversity and evenness", Ecology 54, https://doi.org/10.2307/1934352.

    Examples
    --------
    >>> found = measure_concentration([4, 3, 2, 1])
    >>> round(found.hhi), round(found.effective, 6), round(found.gini, 2)
    (3000, 3.333333, 0.25)
    """
    values = sorted(float(amount) for amount in amounts if amount != 0)
    if any(not value > 0 or math.isinf(value) for value in values):
        raise ProjectionError(message("an amount is negative or not a number"))
    if not values:
        return None
    total = math.fsum(values)
    shares = [value / total for value in values]
    squares = math.fsum(share * share for share in shares)
    entropy = -math.fsum(share * math.log(share) for share in shares)
    n = len(values)
    weighted = math.fsum(place * value for place, value in enumerate(values, 1))
    return Concentration(
        parts=n,
        total=total,
        hhi=10_000 * squares,
        effective=1 / squares,
        entropy_number=math.exp(entropy),
        gini=max(0.0, 2 * weighted / (n * total) - (n + 1) / n),
        largest=shares[-1],
    )
