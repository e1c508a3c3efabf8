"""Centrality among nodes of one kind: many ties, short ways, ways through, important neighbours.

All values are those of networkx; see :mod:`~coopgraph.analysis.networks.engine` for large graphs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks import engine
from coopgraph.analysis.networks.measure import How, Measure, Needs
from coopgraph.errors import MeasureError
from coopgraph.messages import message

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CENTRALITIES"]

_FREEMAN: Final = (
    "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 "
    "(1978) 215-239"
)
#: Below so many nodes eigenvectors are solved for as a whole.
_DENSE: Final = 12
_CLIQUES: Final = message(
    "all bodies of one collective are tied to each other, so that one large collective gives many "
    "ties at once"
)


def _degree(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return {node: float(len(graph[node])) for node in graph}


def _strength(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return {node: math.fsum(data["weight"] for data in graph[node].values()) for node in graph}


def _betweenness(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return engine.betweenness(graph, length=how.length, sample=how.sample, seed=how.seed)


def _closeness(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return engine.closeness(graph, length=how.length)


def _eigenvector(graph: nx.Graph[str], how: How) -> dict[str, float]:
    """Return it on the largest component; 0 elsewhere, as a resampled network may need."""
    import networkx as nx
    import numpy as np

    values = dict.fromkeys(graph, 0.0)
    if not graph.number_of_edges():
        return values
    largest = max(nx.connected_components(graph), key=lambda part: (len(part), sorted(part)))
    core = graph.subgraph(sorted(largest))
    order = sorted(core)
    matrix = nx.to_scipy_sparse_array(core, nodelist=order, weight=how.weight).astype(float)
    if len(order) < _DENSE:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import ArpackError, eigsh

        try:  # a fixed start, lest the last digits depend on chance
            vector = eigsh(matrix, k=1, which="LA", v0=np.ones(len(order)))[1][:, 0]
        except ArpackError as error:
            raise MeasureError(
                message("eigenvector: no stable values are found here; ask for 'pagerank'")
            ) from error
    return values | dict(zip(order, np.abs(vector).tolist(), strict=True))


def _pagerank(graph: nx.Graph[str], how: How) -> dict[str, float]:
    import networkx as nx

    if not len(graph):
        return {}
    return nx.pagerank(graph, alpha=0.85, weight=how.weight, max_iter=1_000, tol=1e-12)


#: Measures of centrality in one-mode networks (degree in any).
CENTRALITIES: Final = (
    Measure(
        name="degree",
        title=message("degree"),
        meaning=message("with how many others a node is tied"),
        formula="k(i) = |N(i)|",
        reference=_FREEMAN,
        doi="10.1016/0378-8733(78)90021-7",
        needs=Needs(modes="any"),
        isolates=message("0"),
        disconnected=message("not affected"),
        not_for=message(
            "importance: it grows with size, and says nothing of how much is shared with each"
        ),
        joint=_CLIQUES,
        values=_degree,
        whole=True,
    ),
    Measure(
        name="strength",
        title=message("strength"),
        meaning=message("how much a node shares with all others together: its weights added up"),
        formula="s(i) = Σ_j w(i,j)",
        reference=(
            "A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, The architecture of "
            "complex weighted networks, PNAS 101 (2004) 3747-3752"
        ),
        doi="10.1073/pnas.0400087101",
        needs=Needs(weights="required"),
        isolates=message("0"),
        disconnected=message("not affected"),
        not_for=message(
            "a number of structures: a structure shared with three others is counted three times "
            "unless the weights spread it"
        ),
        joint=_CLIQUES,
        values=_strength,
    ),
    Measure(
        name="betweenness",
        title=message("betweenness"),
        meaning=message(
            "on which share of the shortest ways between two others a node lies: who is passed "
            "through"
        ),
        formula="b(i) = Σ_(s<t) σ(s,t|i)/σ(s,t) · 2/((n-1)(n-2))",
        reference=(
            "L. C. Freeman, A set of measures of centrality based on betweenness, Sociometry 40 "
            "(1977) 35-41"
        ),
        doi="10.2307/3033543",
        needs=Needs(weights="lengths"),
        isolates=message("0"),
        disconnected=message(
            "pairs without a way between them count as passed by nobody; all pairs are in the norm"
        ),
        not_for=message(
            "influence or actual mediation: nobody is known to go these ways, and one tie more or "
            "less moves many ranks"
        ),
        joint=message(
            "members of one collective reach each other directly: only who links collectives is "
            "passed through"
        ),
        values=_betweenness,
    ),
    Measure(
        name="closeness",
        title=message("closeness (Wasserman and Faust)"),
        meaning=message(
            "how few steps lead to all others on average, times the share of others that can be "
            "reached at all"
        ),
        formula=message(
            "c(i) = (r-1)/(n-1) · (r-1)/Σ_j d(i,j), r nodes in the component of i, n in all"
        ),
        reference=(
            "S. Wasserman, K. Faust, Social Network Analysis, Cambridge University Press (1994), "
            "p. 201"
        ),
        doi="10.1017/CBO9780511815478",
        needs=Needs(weights="lengths"),
        isolates=message("0"),
        disconnected=message(
            "values are scaled by the share of nodes in the component, so that small components "
            "rank low"
        ),
        not_for=message(
            "geographic nearness, nor a fine order: values lie close together, and most intervals "
            "overlap"
        ),
        joint=_CLIQUES,
        values=_closeness,
    ),
    Measure(
        name="eigenvector",
        title=message("eigenvector centrality"),
        meaning=message("tied to others that are themselves well tied"),
        formula=message("λ x(i) = Σ_j w(i,j) x(j), λ the largest eigenvalue, |x| = 1"),
        reference=(
            "P. Bonacich, Factoring and weighting approaches to status scores and clique "
            "identification, Journal of Mathematical Sociology 2 (1972) 113-120"
        ),
        doi="10.1080/0022250X.1972.9989806",
        needs=Needs(weights="taken", connected=True),
        isolates=message("refused: a network with isolates does not hang together"),
        disconnected=message("refused: all but one component would be 0"),
        not_for=message(
            "merit: values gather in the densest part (here a large city), and fall quickly "
            "outside it"
        ),
        joint=message("one large collective is a dense part by itself and lifts all its members"),
        values=_eigenvector,
    ),
    Measure(
        name="pagerank",
        title=message("PageRank"),
        meaning=message(
            "where one ends up following ties at random, starting anew one time in seven"
        ),
        formula=message(
            "p(i) = 0.15/n + 0.85 (Σ_j p(j) w(j,i)/s(j) + Σ_k p(k)/n), k the nodes without ties"
        ),
        reference=(
            "S. Brin, L. Page, The anatomy of a large-scale hypertextual web search engine, "
            "Computer Networks and ISDN Systems 30 (1998) 107-117"
        ),
        doi="10.1016/S0169-7552(98)00110-X",
        needs=Needs(weights="taken"),
        isolates=message("the least value: from starting anew, and a share of what isolates hold"),
        disconnected=message("defined everywhere, by starting anew"),
        not_for=message(
            "more than strength: without directions the two orders differ little; compare them"
        ),
        joint=_CLIQUES,
        values=_pagerank,
    ),
)
