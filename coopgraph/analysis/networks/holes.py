"""Structural holes: how much the neighbours of a node are neighbours of each other.

Values are those of networkx, node by node. Graphs are simple and without self-loops here, which its
formulas need: parallel edges would act as weights, and a self-loop as a neighbour.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.measure import How, Measure, Needs
from coopgraph.messages import message

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["HOLES"]

_NONE: Final = message("not defined: without neighbours there is nothing between them")
_LOCAL: Final = message("not affected: only neighbours and their ties count")
_JOINT: Final = message(
    "members of one collective are tied to each other by construction, so that bodies of few large "
    "collectives look redundant and constrained"
)


def _constraint(graph: nx.Graph[str], how: How) -> dict[str, float]:
    import networkx as nx
    import numpy as np

    if not graph.number_of_edges():
        return dict.fromkeys(graph, math.nan)
    with np.errstate(invalid="ignore", divide="ignore"):  # rows of isolates, NaN in the end
        found = nx.constraint(graph, weight=how.weight)
    return {node: value if len(graph[node]) else math.nan for node, value in found.items()}


def _effective_size(graph: nx.Graph[str], how: How) -> dict[str, float]:
    """Return what networkx returns node by node.

    Its way of all nodes at once divides weights by the largest of the wrong node (3.6.1), and
    builds a dense matrix of all pairs.
    """
    import networkx as nx
    import numpy as np

    if not graph.number_of_edges():
        return dict.fromkeys(graph, math.nan)
    weights = nx.to_scipy_sparse_array(graph, weight=how.weight, format="csr").astype(float)
    rows = np.repeat(np.arange(len(graph)), np.diff(weights.indptr))
    total = np.asarray(weights.sum(axis=1)).ravel()
    most = weights.max(axis=1).toarray().ravel()
    shares, relative = weights.copy(), weights.copy()
    shares.data /= total[rows]
    relative.data /= most[rows]
    redundant = np.asarray((shares @ relative.T).multiply(weights > 0).sum(axis=1)).ravel()
    degrees = np.diff(weights.indptr).astype(float)
    values = np.where(degrees > 0, degrees - redundant, np.nan)
    return dict(zip(graph, values.tolist(), strict=True))


def _efficiency(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return {
        node: value / len(graph[node]) if len(graph[node]) else math.nan
        for node, value in _effective_size(graph, how).items()
    }


_BURT_1992: Final = (
    "R. S. Burt, Structural Holes: The Social Structure of Competition, Harvard University Press "
    "(1992)"
)
_BURT_1992_DOI: Final = "10.4159/9780674029095"

#: Measures of structural holes.
HOLES: Final = (
    Measure(
        name="constraint",
        title=message("Burt’s constraint"),
        meaning=message(
            "how far all that a node has leads back to the same few others: low for who links "
            "others that are not linked; the lowest ranks first"
        ),
        formula="C(i) = Σ_j (p(i,j) + Σ_q p(i,q) p(q,j))², p(i,j) = w(i,j)/s(i)",
        reference=(
            "R. S. Burt, Structural holes and good ideas, American Journal of Sociology 110 (2004) "
            "349-399"
        ),
        doi="10.1086/421787",
        needs=Needs(weights="taken"),
        isolates=_NONE,
        disconnected=_LOCAL,
        not_for=message(
            "a measure apart from size: it falls with the number of neighbours, and can exceed 1 "
            "where there are two or three"
        ),
        joint=_JOINT,
        values=_constraint,
        lowest_first=True,
    ),
    Measure(
        name="effective-size",
        title=message("effective size"),
        meaning=message(
            "how many neighbours remain once those that lead to each other are not counted again"
        ),
        formula=message(
            "E(i) = Σ_j (1 - Σ_q p(i,q) m(j,q)), m(j,q) = w(j,q)/max_h w(j,h); without weights "
            "k - 2t/k, t ties among k neighbours"
        ),
        reference=_BURT_1992,
        doi=_BURT_1992_DOI,
        needs=Needs(weights="taken"),
        isolates=_NONE,
        disconnected=_LOCAL,
        not_for=message("a number of partners: it is one minus what they have in common"),
        joint=_JOINT,
        values=_effective_size,
    ),
    Measure(
        name="efficiency",
        title=message("efficiency"),
        meaning=message("which share of the neighbours is not redundant: effective size by degree"),
        formula="E(i)/k(i)",
        reference=_BURT_1992,
        doi=_BURT_1992_DOI,
        needs=Needs(weights="taken"),
        isolates=_NONE,
        disconnected=_LOCAL,
        not_for=message(
            "success: who has a single partner has the greatest value, 1; read it beside the degree"
        ),
        joint=_JOINT,
        values=_efficiency,
    ),
)
