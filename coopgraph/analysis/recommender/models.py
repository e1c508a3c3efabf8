"""Models that score pairs of bodies which share nothing yet, from what is known at a cut.

Each takes a :class:`~coopgraph.analysis.recommender.incidence.Known` and returns one score for each
of its pairs. networkx has some of them, pair by pair; here all pairs are scored in one product of
matrices, which tests hold against networkx.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh, svds
from scipy.stats import rankdata

from coopgraph.analysis.recommender.incidence import Array, Known

__all__ = ["MODELS", "Model"]

#: Dimensions of the decomposition of the incidence.
_DIMENSIONS: Final = 32
#: Share of the largest damping with which sums over walks converge.
_DAMPING: Final = 0.5
#: Scores that differ only beyond this decimal of the largest are ties, not noise that decides.
_DECIMALS: Final = 10
#: From this size on the largest eigenvalue is found by iteration.
_SMALL: Final = 64


@dataclass(frozen=True, slots=True)
class Model:
    """A way to score pairs.

    Attributes
    ----------
    name
        Word for it.
    score
        Returns the scores of all pairs, higher for likelier.
    trivial
        Whether it looks at sizes only, and not at who works with whom, where, or on what.
    needs
        ``places`` or ``domains``, if it says nothing without them.
    """

    name: str
    score: Callable[[Known], Array]
    trivial: bool = False
    needs: str = ""


def _even(scores: Array) -> Array:
    """Return scores over the largest, without the decimals that only rounding has made."""
    top = float(np.abs(scores).max(initial=0.0))
    return scores if top == 0 else np.round(scores / top, _DECIMALS)


def _dense(table: sparse.csr_array, known: Known) -> Array:
    return _even(np.asarray(table.toarray())[known.first, known.second])


def _product(sizes: Array, known: Known) -> Array:
    return _even(sizes[known.first] * sizes[known.second])


def _inverse(values: Array) -> Array:
    """Return 1/x, and 0 for 0."""
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def _degrees(known: Known) -> Array:
    return np.asarray(known.adjacency.sum(axis=1), dtype=float)


def _degree_product(known: Known) -> Array:
    return _product(_degrees(known), known)


def _count_product(known: Known) -> Array:
    return _product(np.asarray(known.incidence.sum(axis=1), dtype=float), known)


def _common_neighbours(known: Known) -> Array:
    return _dense(known.adjacency @ known.adjacency, known)


def _resource_allocation(known: Known) -> Array:
    shares = sparse.diags_array(_inverse(_degrees(known)))
    return _dense(known.adjacency @ shares @ known.adjacency, known)


def _salton(known: Known) -> Array:
    scale = sparse.diags_array(np.sqrt(_inverse(_degrees(known))))
    return _dense(scale @ known.adjacency @ known.adjacency @ scale, known)


def _katz(known: Known) -> Array:
    matrix = known.adjacency.toarray().astype(float)
    size = len(matrix)
    if not matrix.any():
        return np.zeros(len(known.first))
    if size <= _SMALL:
        largest = float(np.linalg.eigvalsh(matrix)[-1])
    else:
        start = np.ones(size)
        largest = float(eigsh(known.adjacency, k=1, v0=start, return_eigenvectors=False)[0])
    walks = np.linalg.inv(np.eye(size) - _DAMPING / largest * matrix)
    return _even(np.round(walks, _DECIMALS)[known.first, known.second])


def _decomposition(known: Known) -> Array:
    """Score by the incidence's closest table of few dimensions, times itself."""
    rows, columns = known.incidence.shape
    dimensions = min(_DIMENSIONS, rows - 1, columns - 1)
    if dimensions < 1:
        return np.zeros(len(known.first))
    start = np.ones(min(rows, columns))
    left, sizes, _ = svds(known.incidence, k=dimensions, v0=start)
    coordinates = left * sizes / sizes.max()
    product = np.round(coordinates @ coordinates.T, _DECIMALS)
    return _even(product[known.first, known.second])


def _cosine(table: sparse.csr_array, known: Known) -> Array:
    lengths = np.sqrt(np.asarray((table * table).sum(axis=1), dtype=float))
    unit = sparse.diags_array(_inverse(lengths)) @ table
    return _dense(unit @ unit.T, known)


def _geo(known: Known) -> Array:
    return _cosine(known.places, known)


def _domain(known: Known) -> Array:
    return _cosine(known.domains, known)


def _rank_mean(known: Known) -> Array:
    """Average the ranks of three scores: common partners, places in common, size."""
    ranks = [rankdata(score(known)) for score in (_resource_allocation, _geo, _count_product)]
    return np.asarray(sum(ranks) / len(ranks))


#: The models that are compared, the trivial ones first.
MODELS: Final[tuple[Model, ...]] = (
    Model("degree product", _degree_product, trivial=True),
    Model("count product", _count_product, trivial=True),
    Model("common neighbours", _common_neighbours),
    Model("resource allocation", _resource_allocation),
    Model("Katz", _katz),
    Model("Salton", _salton),
    Model("SVD-32", _decomposition),
    Model("domain cosine", _domain, needs="domains"),
    Model("geo cosine", _geo, needs="places"),
    Model("rank mean", _rank_mean, needs="places"),
)
