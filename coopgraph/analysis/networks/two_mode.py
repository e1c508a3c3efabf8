"""Centrality where nodes of two kinds meet, each kind normalised for itself.

Norms are those of Borgatti and Everett: the most that a node of its mode could have in a network of
these sizes. Nodes of different modes are never ranked together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks import engine
from coopgraph.analysis.networks.measure import How, Measure, Needs
from coopgraph.messages import message

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["TWO_MODE"]

_REFERENCE: Final = (
    "S. P. Borgatti, M. G. Everett, Network analysis of 2-mode data, Social Networks 19 (1997) "
    "243-269"
)
_DOI: Final = "10.1016/S0378-8733(96)00301-2"


def _sides(graph: nx.Graph[str], how: How) -> tuple[set[str], int, int]:
    own = {node for node, data in graph.nodes(data=True) if data.get("mode") == how.mode}
    return own, len(own), len(graph) - len(own)


def _two_mode_degree(graph: nx.Graph[str], how: How) -> dict[str, float]:
    own, _, others = _sides(graph, how)
    return {node: len(graph[node]) / others if others else 0.0 for node in graph if node in own}


def _two_mode_closeness(graph: nx.Graph[str], how: How) -> dict[str, float]:
    """Return it with the norm of the component, scaled by its share of all nodes.

    networkx keeps the norm of the whole network, by which a body with a single collective apart
    from all others would come out above 1, and first.
    """
    import networkx as nx

    own, _, _ = _sides(graph, how)
    if not graph.number_of_edges():
        return dict.fromkeys((node for node in graph if node in own), 0.0)
    ranked = [node for node in graph if node in own]
    sums = engine.distance_sums(graph, ranked)
    found = {}
    for part in nx.connected_components(graph):
        n = len(part & own)
        most = ((len(part) - n) + 2 * (n - 1)) * (len(part) - 1) / (len(graph) - 1)
        for node in part & own:
            found[node] = most / sums[node] if sums[node] else 0.0
    return {node: found[node] for node in ranked}


def _two_mode_betweenness(graph: nx.Graph[str], how: How) -> dict[str, float]:
    own, n, m = _sides(graph, how)
    most = _most_between(n, m) if m else 0.0
    values = engine.betweenness(graph, normalized=False)
    return {node: values[node] / most if most else 0.0 for node in graph if node in own}


def _most_between(n: int, m: int) -> float:
    """Return the largest betweenness that one of `n` nodes can have that face `m` others."""
    s, t = divmod(n - 1, m)
    return 0.5 * (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3))


#: Measures of centrality in two-mode networks.
TWO_MODE: Final = (
    Measure(
        name="two-mode-degree",
        title=message("two-mode degree"),
        meaning=message("in which share of the collectives a body takes part (or the reverse)"),
        formula=message("d(i) = k(i)/m, m nodes of the other mode"),
        reference=_REFERENCE,
        doi=_DOI,
        needs=Needs(modes="two"),
        isolates=message("0"),
        disconnected=message("not affected"),
        not_for=message("a share of all research: it is one of the collectives in this projection"),
        values=_two_mode_degree,
    ),
    Measure(
        name="two-mode-closeness",
        title=message("two-mode closeness"),
        meaning=message(
            "how few steps, through collectives and bodies in turn, lead to all others"
        ),
        formula=message(
            "c(i) = (m + 2(n-1))/Σ_j d(i,j) · (n+m-1)/(N-1), n nodes of the own mode and m of the "
            "other in the component, N in all"
        ),
        reference=_REFERENCE,
        doi=_DOI,
        needs=Needs(modes="two"),
        isolates=message("0"),
        disconnected=message(
            "values are scaled by the share of nodes in the component, so that small components "
            "rank low"
        ),
        not_for=message("a comparison of bodies with collectives: their norms differ"),
        values=_two_mode_closeness,
    ),
    Measure(
        name="two-mode-betweenness",
        title=message("two-mode betweenness"),
        meaning=message(
            "through whom the shortest ways between bodies and collectives lead, as a share of the "
            "most that is possible"
        ),
        formula=message(
            "b(i) = Σ_(s<t) σ(s,t|i)/σ(s,t) / b_max(n,m), the most that one of n nodes facing m "
            "others can have"
        ),
        reference=_REFERENCE,
        doi=_DOI,
        needs=Needs(modes="two"),
        isolates=message("0"),
        disconnected=message("pairs without a way between them count as passed by nobody"),
        not_for=message(
            "mediation: a body passes here by having collectives of its own, even if nobody else "
            "takes part in them"
        ),
        values=_two_mode_betweenness,
    ),
)
