"""How intensely two bodies collaborate, whatever their sizes: relative intensity and odds ratio.

Both grow when the two collaborate more and nothing else changes, which observed over expected
numbers (the probabilistic affinity index) do not; so that index is not used here [1]_ [2]_.

References
----------
.. [1] L. Smolinsky, S. Yang, "Validity and bias of indicators of international collaboration",
   Journal of Informetrics 18 (2024) no. 1,
   https://www.sciencedirect.com/science/article/pii/S1751157724000014.
.. [2] J. E. Fuchs, G. Sivertsen, R. Rousseau, "Measuring the relative intensity of collaboration
   within a network", Scientometrics 126 (2021) 8673-8682,
   https://doi.org/10.1007/s11192-021-04110-x.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

__all__ = ["FEWEST", "Intensity", "Links", "count_links"]

#: With fewer collaborations of the two, neither figure says anything.
FEWEST: Final = 5
#: Added to all four cells of a table in which a divisor is 0.
_CORRECTION: Final = 0.5


@dataclass(frozen=True, slots=True)
class Intensity:
    """Collaborations of two bodies within all collaborations.

    Attributes
    ----------
    shared
        Collaborations of the two with each other.
    own, other
        Collaborations of the one, and of the other, with anybody.
    total
        Collaborations of anybody with anybody.

    Examples
    --------
    >>> found = Intensity(shared=8, own=10, other=18, total=30)
    >>> found.relative, found.odds
    (1.6, 4.0)
    """

    shared: int
    own: int
    other: int
    total: int

    @property
    def enough(self) -> bool:
        """Say whether the two share enough for the figures to be shown."""
        return self.shared >= FEWEST

    def _cells(self, *, defined: bool) -> tuple[float, float, float, float]:
        """Return the table: both, the one alone, the other alone, neither."""
        both, alone, others = self.shared, self.own - self.shared, self.other - self.shared
        neither = self.total - both - alone - others
        added = 0.0 if defined else _CORRECTION
        return both + added, alone + added, others + added, neither + added

    @property
    def relative(self) -> float:
        """Relative intensity of collaboration (RIC) of the one with the other.

        The share of the other in the collaborations of the one, over its share in those of all
        the rest: (C_xy / C_x) / ((C_y - C_xy) / (T - C_x)). It has a direction: from the other to
        the one it differs.
        """
        a, b, c, d = self._cells(defined=self.own > 0 and self.other > self.shared)
        return (a / (a + b)) / (c / (c + d))

    @property
    def odds(self) -> float:
        """Odds ratio of collaboration (ORC), the same in both directions.

        C_xy (T - C_x - C_y + C_xy) / ((C_x - C_xy) (C_y - C_xy)).
        """
        a, b, c, d = self._cells(defined=self.shared not in (self.own, self.other))
        return (a * d) / (b * c)


class Links:
    """Numbers of collaborations by pair.

    Parameters
    ----------
    pairs
        Number by pair; each pair stands once, in any order.

    Examples
    --------
    >>> links = Links({("a", "b"): 8, ("a", "c"): 2, ("b", "c"): 4, ("b", "d"): 6, ("c", "d"): 10})
    >>> round(links.between("b", "a").relative, 6)
    2.666667
    """

    def __init__(self, pairs: Mapping[tuple[str, str], int]) -> None:
        self._near: dict[str, Counter[str]] = {}
        for (one, other), number in sorted(pairs.items()):
            self._near.setdefault(one, Counter())[other] += number
            self._near.setdefault(other, Counter())[one] += number
        self._sums = {name: near.total() for name, near in self._near.items()}
        self._total = sum(pairs.values())

    def near(self, one: str) -> list[str]:
        """Return who collaborates with a body: most collaborations first, then by name."""
        found = self._near.get(one, Counter())
        return sorted(found, key=lambda other: (-found[other], other))

    def between(self, one: str, other: str) -> Intensity:
        """Return the collaborations of the one with the other."""
        return Intensity(
            shared=self._near.get(one, Counter())[other],
            own=self._sums.get(one, 0),
            other=self._sums.get(other, 0),
            total=self._total,
        )


def count_links(groups: Iterable[Iterable[str]]) -> Links:
    """Count one collaboration for each two members of each group.

    Parameters
    ----------
    groups
        Members of each collective.

    Returns
    -------
    Links

    Examples
    --------
    >>> count_links([{"a", "b"}, {"a", "b", "c"}]).between("a", "b").shared
    2
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for members in groups:
        pairs.update(combinations(sorted(set(members)), 2))
    return Links(pairs)
