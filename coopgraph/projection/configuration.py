"""The bipartite configuration model: what a two-mode network of given degrees is by chance.

Every cell of the incidence matrix is an independent coin whose chance is chosen so that the
expected degree of every row and column is the observed one, and that nothing else is assumed
(maximum entropy) [1]_. Rows with equal degrees have equal chances, so the model is a small table
over the distinct degrees, whatever the size of the network.

References
----------
.. [1] F. Saracco, M. J. Straka, R. Di Clemente, A. Gabrielli, G. Caldarelli and T. Squartini,
   "Inferring monopartite projections of bipartite networks: an entropy-based approach",
   New J. Phys. 19, 053022 (2017), https://doi.org/10.1088/1367-2630/aa6b38.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import ProjectionError
from coopgraph.messages import message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ConfigurationModel", "fit_configuration"]

#: Largest error of an expected degree, as a share of it, with which a solution is accepted.
_TOLERANCE: Final = 1e-9
_STEPS: Final = 50


@dataclass(frozen=True, slots=True, eq=False)
class ConfigurationModel:
    """Chances of the cells of an incidence matrix, by the degrees of row and column.

    Attributes
    ----------
    rows, columns
        Distinct degrees, rising.
    counts
        How many columns have each degree.
    chances
        Chance of a cell: one line per degree of rows, one place per degree of columns.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    counts: tuple[int, ...]
    chances: NDArray[np.float64]

    def chance(self, row: int, column: int) -> float:
        """Return the chance of a cell whose row and column have these degrees."""
        return float(self.chances[self.rows.index(row), self.columns.index(column)])

    def expected(self, one: int, other: int) -> float:
        """Return how many columns two rows of these degrees share on average."""
        return float((self._shared(one, other) * self.counts).sum())

    def tail(self, one: int, other: int, observed: int) -> float:
        """Return the chance that two rows of these degrees share so many columns, or more.

        Exact: the number of shared columns is a sum of independent coins (Poisson-binomial). The
        tail is summed from its far end, as what is *not* shared, so that small chances keep their
        digits.

        Parameters
        ----------
        one, other
            Degrees of two different rows.
        observed
            Number of columns that they share.

        Returns
        -------
        float
            Between 0 and 1.
        """
        import numpy as np
        from scipy.stats import poisson_binom

        apart = 1.0 - np.repeat(self._shared(one, other), self.counts)
        if observed <= 0:
            return 1.0
        if observed > len(apart):
            return 0.0
        return float(np.clip(poisson_binom.cdf(len(apart) - observed, apart), 0.0, 1.0))

    def _shared(self, one: int, other: int) -> NDArray[np.float64]:
        chances: NDArray[np.float64] = (
            self.chances[self.rows.index(one)] * self.chances[self.rows.index(other)]
        )
        return chances


def fit_configuration(rows: Iterable[int], columns: Iterable[int]) -> ConfigurationModel:
    """Fit the bipartite configuration model to degrees.

    Degrees that leave no choice (a row with all columns, nested rows) are found first, by the
    condition of Gale and Ryser, and give chances of exactly 0 or 1; what remains has one finite
    solution.

    Parameters
    ----------
    rows, columns
        Degrees of the two modes, in any order.

    Returns
    -------
    ConfigurationModel

    Raises
    ------
    ProjectionError
        If no two-mode graph has these degrees.

    Examples
    --------
    >>> model = fit_configuration([2, 1, 1], [2, 1, 1])
    >>> round(sum(model.chance(2, degree) for degree in (2, 1, 1)), 9)
    2.0
    >>> fit_configuration([2, 1], [2, 1]).chance(1, 1)
    0.0
    """
    import numpy as np

    of_rows, of_columns = sorted(Counter(rows).items()), sorted(Counter(columns).items())
    model = ConfigurationModel(
        rows=tuple(degree for degree, _ in of_rows),
        columns=tuple(degree for degree, _ in of_columns),
        counts=tuple(count for _, count in of_columns),
        chances=np.zeros((len(of_rows), len(of_columns))),
    )
    _fill(
        model.chances,
        [_Class(place, degree, count) for place, (degree, count) in enumerate(of_rows)],
        [_Class(place, degree, count) for place, (degree, count) in enumerate(of_columns)],
    )
    return model


@dataclass(frozen=True, slots=True)
class _Class:
    """Rows or columns of one degree: place in the table, degree still to be spread, how many."""

    place: int
    degree: int
    count: int


def _size(classes: Sequence[_Class]) -> int:
    return sum(one.count for one in classes)


def _less(classes: Sequence[_Class], taken: int) -> list[_Class]:
    return [_Class(one.place, one.degree - taken, one.count) for one in classes]


def _fill(table: NDArray[np.float64], rows: list[_Class], columns: list[_Class]) -> None:
    """Fill the cells of some rows and columns; cells that are not touched keep their zero."""
    if not rows or not columns:
        return
    rows = sorted(rows, key=lambda one: -one.degree)
    if (
        sum(one.degree * one.count for one in rows)
        != sum(one.degree * one.count for one in columns)
        or min(one.degree for one in (*rows, *columns)) < 0
    ):
        raise _impossible()
    top, spread = 0, 0
    for place in range(len(rows) + 1):
        room = sum(min(one.degree, top) * one.count for one in columns)
        if spread > room:
            raise _impossible()
        if spread == room:
            # The rows above have all columns but the low ones; the rows below have only high ones.
            high = [one for one in columns if one.degree > top]
            even = [one for one in columns if one.degree == top]
            low = [one for one in columns if one.degree < top]
            if 0 < place < len(rows) or even:
                for row in rows[:place]:
                    for column in (*high, *even):
                        table[row.place, column.place] = 1.0
                _fill(table, _less(rows[:place], _size(high) + _size(even)), low)
                _fill(table, rows[place:], _less(high, top))
                return
        if place < len(rows):
            top += rows[place].count
            spread += rows[place].degree * rows[place].count
    _solve(table, rows, columns)


def _impossible() -> ProjectionError:
    return ProjectionError(message("no two-mode network has these degrees"))


def _solve(table: NDArray[np.float64], rows: Sequence[_Class], columns: Sequence[_Class]) -> None:
    """Maximise the likelihood where it has a finite maximum: concave, hence with one solution."""
    import numpy as np
    from scipy.linalg import solve
    from scipy.optimize import minimize
    from scipy.special import expit

    many = np.array([one.count for one in rows], float), np.array([c.count for c in columns], float)
    degrees = np.array([one.degree for one in rows], float), np.array([c.degree for c in columns])
    cut = len(rows)
    # One unknown is set: only sums of an unknown of a row and one of a column matter.
    free = cut + len(columns) - 1

    def split(unknowns: NDArray[np.float64]) -> NDArray[np.float64]:
        of_columns = np.append(unknowns[cut:], 0.0)
        sums: NDArray[np.float64] = unknowns[:cut, None] + of_columns[None, :]
        return sums

    weights = np.outer(*many)

    def loss(unknowns: NDArray[np.float64]) -> float:
        linear = (many[0] * degrees[0] * unknowns[:cut]).sum()
        linear += (many[1] * degrees[1])[:-1] @ unknowns[cut:]
        return float((weights * np.logaddexp(0.0, split(unknowns))).sum() - linear)

    def slope(unknowns: NDArray[np.float64]) -> NDArray[np.float64]:
        mass = weights * expit(split(unknowns))
        parts = mass.sum(axis=1) - many[0] * degrees[0], mass.sum(axis=0) - many[1] * degrees[1]
        return np.concatenate(parts)[:free]

    def curvature(unknowns: NDArray[np.float64]) -> NDArray[np.float64]:
        chances = expit(split(unknowns))
        spread = weights * chances * (1.0 - chances)
        matrix = np.block(
            [[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]]
        )
        cut_out: NDArray[np.float64] = matrix[:free, :free]
        return cut_out

    links = float((many[0] * degrees[0]).sum())
    start = [np.log(part / np.sqrt(links)) for part in degrees]
    first = np.concatenate([start[0] + start[1][-1], (start[1] - start[1][-1])[:-1]])
    method: Any = "trust-exact"
    found = minimize(
        loss, first, jac=slope, hess=curvature, method=method, options={"gtol": 1e-6}
    ).x
    for _ in range(_STEPS):  # Newton's steps: from here on they double the digits
        step = solve(curvature(found), slope(found), assume_a="sym")
        found = found - step
        if np.abs(step).max() < 1e-13 * max(1.0, np.abs(found).max()):
            break
    chances = expit(split(found))
    for wanted, made in (
        (degrees[0], (chances * many[1]).sum(axis=1)),
        (degrees[1], (chances * many[0][:, None]).sum(axis=0)),
    ):
        if not np.allclose(made, wanted, rtol=_TOLERANCE, atol=0.0):
            raise ProjectionError(message("the configuration model was not solved"))
    table[np.ix_([one.place for one in rows], [one.place for one in columns])] = chances
