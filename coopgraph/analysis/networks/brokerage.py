"""Measures of brokerage between groups, and of how ties are spread over groups.

The census of roles stands in :mod:`~coopgraph.analysis.networks.roles`. Nodes whose group is not
known take part in no count.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.measure import Details, How, Measure, Needs
from coopgraph.analysis.networks.roles import count_roles, expected_roles
from coopgraph.messages import Message, message

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BROKERAGE"]


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
