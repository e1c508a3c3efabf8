"""Brokerage roles of Gould and Fernandez, and how ties are spread over groups.

No maintained Python library has either; tests hold them to published counts and to counting triad
by triad. Nodes whose group is not known take part in no count.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.networks.measure import Details, How, Measure, Needs
from coopgraph.messages import Message, message

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BROKERAGE", "ROLES", "count_roles", "expected_roles"]

#: Roles of a broker, in the order in which they are told.
ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def count_roles(
    graph: nx.Graph[str] | nx.DiGraph[str], group: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """Count in which roles each node stands between two others that are not tied directly.

    Parameters
    ----------
    graph
        A graph without self-loops. Where it is undirected each pair is counted in both orders, so
        that a gatekeeper is always a representative as well.
    group
        Group by node; nodes without a group are left out.

    Returns
    -------
    dict
        Number of pairs by node and role. Along ``i`` to ``j`` to ``k``, ``j`` is coordinator (all
        of one group), itinerant (``i`` and ``k`` of one, ``j`` of another), gatekeeper (``j`` and
        ``k`` of one), representative (``i`` and ``j`` of one) or liaison (three groups).

    References
    ----------
    .. [1] R. V. Gould, R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in
       transaction networks", Sociological Methodology 19 (1989) 89-126,
       https://doi.org/10.2307/270949.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.path_graph(["a", "b", "c"])
    >>> count_roles(graph, {"a": "x", "b": "y", "c": "x"})["b"]["itinerant"]
    2
    """
    known = {node: group[node] for node in graph if group.get(node)}
    before: Mapping[str, Any] = getattr(graph, "pred", graph.adj)
    after: Mapping[str, Any] = getattr(graph, "succ", graph.adj)
    found: dict[str, dict[str, int]] = {}
    for broker in graph:
        counts = dict.fromkeys(ROLES, 0)
        if broker in known:
            sources = [node for node in before[broker] if node in known and node != broker]
            targets = {node for node in after[broker] if node in known and node != broker}
            _count_all(counts, known, broker, sources, targets)
            for source in sources:
                near = after[source]
                small, large = (near, targets) if len(near) < len(targets) else (targets, near)
                for target in small:
                    if target in large and target not in (source, broker):
                        counts[_role(known[source], known[broker], known[target])] -= 1
        found[broker] = counts
    return found


def _count_all(
    counts: dict[str, int],
    known: Mapping[str, str],
    broker: str,
    sources: list[str],
    targets: set[str],
) -> None:
    """Count all pairs of different nodes, tied or not, without walking over them."""
    own = known[broker]
    first = Counter(known[node] for node in sources)
    last = Counter(known[node] for node in targets)
    both = Counter(known[node] for node in sources if node in targets)
    one, other = first[own], last[own]
    same = sum(number * last[name] for name, number in first.items() if name != own)
    counts["coordinator"] = one * other - both[own]
    counts["itinerant"] = same - (both.total() - both[own])
    counts["gatekeeper"] = (len(sources) - one) * other
    counts["representative"] = one * (len(targets) - other)
    counts["liaison"] = (len(sources) - one) * (len(targets) - other) - same


def _role(source: str, broker: str, target: str) -> str:
    if source == target:
        return "coordinator" if broker == source else "itinerant"
    if broker == target:
        return "gatekeeper"
    return "representative" if broker == source else "liaison"


def expected_roles(group: Mapping[str, str]) -> dict[str, float]:
    """Return which share of pairs a broker would hold in each role if groups were dealt at random.

    Parameters
    ----------
    group
        Group by node, of the nodes that have one.

    Returns
    -------
    dict
        Share by role; 0 where fewer than three nodes have a group.

    Examples
    --------
    >>> shares = expected_roles({"a": "x", "b": "x", "c": "y"})
    >>> round(shares["gatekeeper"], 3), shares["liaison"]
    (0.333, 0.0)
    """
    sizes = Counter(name for name in group.values() if name)
    n = sizes.total()
    all_ways = n * (n - 1) * (n - 2)
    if not all_ways:
        return dict.fromkeys(ROLES, 0.0)
    alike = sum(size * (size - 1) * (size - 2) for size in sizes.values())
    pair = sum(size * (size - 1) * (n - size) for size in sizes.values())
    return {
        "coordinator": alike / all_ways,
        "itinerant": pair / all_ways,
        "gatekeeper": pair / all_ways,
        "representative": pair / all_ways,
        "liaison": (all_ways - alike - 3 * pair) / all_ways,
    }


def _groups(graph: nx.Graph[str], how: How) -> dict[str, str]:
    return {node: str(name or "") for node, name in graph.nodes(data=how.groups)}


def _brokerage(graph: nx.Graph[str], how: How) -> dict[str, float]:
    counts = count_roles(graph, _groups(graph, how))
    return {node: float(sum(roles.values())) for node, roles in counts.items()}


def _brokerage_details(graph: nx.Graph[str], how: How) -> dict[str, Details]:
    counts = count_roles(graph, _groups(graph, how))
    return {
        node: {role: float(number) for role, number in roles.items()}
        for node, roles in counts.items()
    }


class _InRole:
    """The count in one role, and what dealing groups at random would give."""

    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, graph: nx.Graph[str], how: How) -> dict[str, float]:
        counts = count_roles(graph, _groups(graph, how))
        return {node: float(roles[self.role]) for node, roles in counts.items()}

    def details(self, graph: nx.Graph[str], how: How) -> dict[str, Details]:
        group = _groups(graph, how)
        share = expected_roles(group)[self.role]
        counts = count_roles(graph, group)
        return {node: {"expected": share * sum(roles.values())} for node, roles in counts.items()}


def _participation(graph: nx.Graph[str], how: How) -> dict[str, float]:
    group = _groups(graph, how)
    values = {}
    for node in graph:
        shares: dict[str, float] = {}
        for neighbour, data in graph[node].items():
            if group[neighbour]:
                weight = float(data[how.weight]) if how.weight else 1.0
                shares[group[neighbour]] = shares.get(group[neighbour], 0.0) + weight
        total = math.fsum(shares.values())
        squares = math.fsum((part / total) ** 2 for part in shares.values()) if total else 0.0
        values[node] = 1.0 - squares if total else math.nan
    return values


_GOULD: Final = (
    "R. V. Gould, R. M. Fernandez, Structures of mediation: a formal approach to brokerage in "
    "transaction networks, Sociological Methodology 19 (1989) 89-126"
)
_GOULD_DOI: Final = "10.2307/270949"
_UNKNOWN: Final = message("0; nodes without a known group take part in no count")
_LOCAL: Final = message("not affected: only neighbours and their ties count")
_CLIQUES: Final = message(
    "members of one collective are tied to each other, so that only pairs of different collectives "
    "can be brokered"
)
_SIZE: Final = message(
    "a role that anybody took on: counts grow with degree and group sizes; compare "
    "them with what groups dealt at random would give (expected)"
)


def _in_role(role: str, title: Message, meaning: Message, formula: str) -> Measure:
    count = _InRole(role)
    return Measure(
        name=role,
        title=title,
        meaning=meaning,
        formula=message(
            "number of (i,k) with i-j-k, i and k not tied, {condition}; (k,i) counted as well",
            condition=formula,
        ),
        reference=_GOULD,
        doi=_GOULD_DOI,
        needs=Needs(groups="kind"),
        isolates=_UNKNOWN,
        disconnected=_LOCAL,
        not_for=_SIZE,
        joint=_CLIQUES,
        values=count,
        details=count.details,
        whole=True,
    )


#: Measures of brokerage between groups.
BROKERAGE: Final = (
    Measure(
        name="brokerage",
        title=message("brokerage (all roles)"),
        meaning=message(
            "between how many pairs of others that are not tied directly a node stands, each pair "
            "in both orders; beside it, the five roles by the groups of the three"
        ),
        formula=message("number of (i,k) with i-j-k, i and k not tied; (k,i) counted as well"),
        reference=_GOULD,
        doi=_GOULD_DOI,
        needs=Needs(groups="kind"),
        isolates=_UNKNOWN,
        disconnected=_LOCAL,
        not_for=message(
            "mediation that took place: it counts openings, and grows with the square of the degree"
        ),
        joint=_CLIQUES,
        values=_brokerage,
        details=_brokerage_details,
        whole=True,
    ),
    _in_role(
        "coordinator",
        message("coordinator"),
        message("between how many pairs of its own group a node stands"),
        "g(i)=g(j)=g(k)",
    ),
    _in_role(
        "itinerant",
        message("itinerant broker"),
        message("between how many pairs of one group a node of another group stands"),
        "g(i)=g(k)≠g(j)",
    ),
    _in_role(
        "gatekeeper",
        message("gatekeeper"),
        message(
            "how often a node leads from another group into its own; without directions the same "
            "as representative"
        ),
        "g(i)≠g(j)=g(k)",
    ),
    _in_role(
        "representative",
        message("representative"),
        message(
            "how often a node leads from its own group to another; without directions the same as "
            "gatekeeper"
        ),
        "g(i)=g(j)≠g(k)",
    ),
    _in_role(
        "liaison",
        message("liaison"),
        message("between how many pairs of two other groups a node of a third stands"),
        "g(i)≠g(j)≠g(k)≠g(i)",
    ),
    Measure(
        name="participation",
        title=message("participation coefficient"),
        meaning=message(
            "how evenly the ties of a node are spread over groups (cities, unless told otherwise): "
            "0 if all lead into one, near 1 if into many alike"
        ),
        formula=message(
            "P(i) = 1 - Σ_g (w(i,g)/Σ_h w(i,h))², w(i,g) the weight of ties into group g; ties to "
            "nodes without a known group are left out"
        ),
        reference=(
            "R. Guimerà, L. A. N. Amaral, Functional cartography of complex metabolic networks, "
            "Nature 433 (2005) 895-900"
        ),
        doi="10.1038/nature03288",
        needs=Needs(modes="any", weights="taken", groups="city"),
        isolates=message("not defined: there are no ties to spread"),
        disconnected=_LOCAL,
        not_for=message(
            "a number of sites: with k ties it cannot exceed 1 - 1/k, so read it beside the "
            "degree; a national body counts where its seat is"
        ),
        joint=message("one collective with members in many cities spreads the ties of all of them"),
        values=_participation,
    ),
)
