"""Nestedness of a two-mode network: whether small bodies sit in the collectives of large ones.

References
----------
.. [1] M. Almeida-Neto, P. Guimarães, P. R. Guimarães Jr, R. D. Loyola and W. Ulrich, "A consistent
   metric for nestedness analysis in ecological systems: reconciling concept and measurement",
   Oikos 117 (2008) 1227-1239, https://doi.org/10.1111/j.0030-1299.2008.16644.x.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from coopgraph.analysis.networks.engine import significant

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_array

__all__ = ["Nestedness", "measure_nestedness"]


class Nestedness(NamedTuple):
    """NODF of a two-mode network, from 0 (nothing nested) to 100.

    Attributes
    ----------
    whole
        Over the pairs of both modes; None where there is no pair.
    bodies, collectives
        Over the pairs of one mode.
    """

    whole: float | None
    bodies: float | None
    collectives: float | None


def measure_nestedness(members: Mapping[str, frozenset[str]]) -> Nestedness:
    """Measure nestedness by overlap and decreasing fill (NODF) [1]_.

    Of two bodies in different numbers of collectives, the share of those of the smaller one in
    which the larger one is, too; 0 for bodies in equally many; the mean over all pairs of bodies
    and all pairs of collectives, as a percentage.

    Parameters
    ----------
    members
        Bodies of each collective; collectives without any are left out.

    Returns
    -------
    Nestedness

    Examples
    --------
    >>> steps = {"u": frozenset("abc"), "v": frozenset("ab"), "w": frozenset("a")}
    >>> measure_nestedness(steps).whole
    100.0
    >>> measure_nestedness({"u": frozenset("a"), "v": frozenset("b")}).whole
    0.0
    """
    from scipy.sparse import csr_array

    names = sorted(name for name, bodies in members.items() if bodies)
    bodies = sorted({body for name in names for body in members[name]})
    place = {body: number for number, body in enumerate(bodies)}
    cells = [(row, place[body]) for row, name in enumerate(names) for body in members[name]]
    if not cells:
        return Nestedness(None, None, None)
    rows, columns = zip(*cells, strict=True)
    table = csr_array(([1.0] * len(cells), (rows, columns)), shape=(len(names), len(bodies)))
    of_names, of_bodies = _paired(table), _paired(table.T.tocsr())
    pairs = [len(part) * (len(part) - 1) // 2 for part in (names, bodies)]

    def mean(total: float, number: int) -> float | None:
        return significant(100 * total / number) if number else None

    return Nestedness(
        mean(of_names + of_bodies, sum(pairs)), mean(of_bodies, pairs[1]), mean(of_names, pairs[0])
    )


def _paired(table: csr_array) -> float:
    """Return the sum over pairs of rows of unequal fill of how much of the lesser is in the other.

    Only rows that share a column count, so the product stays sparse.
    """
    import numpy as np

    fill: npt.NDArray[np.float64] = np.asarray(table.sum(axis=1)).ravel()
    shared = (table @ table.T).tocoo()
    lesser = fill[shared.row] < fill[shared.col]
    return float((shared.data[lesser] / fill[shared.row[lesser]]).sum())
