"""Roles of brokers between groups: the census of Gould and Fernandez, and what chance gives.

No maintained Python library has it; tests hold it to published counts and to counting triad by
triad. Nodes whose group is not known take part in no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ROLES", "count_roles", "expected_roles", "role_census"]

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
    return role_census(getattr(graph, "pred", graph.adj), getattr(graph, "succ", graph.adj), group)


def role_census(
    before: Mapping[str, Collection[str]],
    after: Mapping[str, Collection[str]],
    group: Mapping[str, str],
) -> dict[str, dict[str, int]]:
    """Count roles as :func:`count_roles` does, from neighbours alone.

    Parameters
    ----------
    before, after
        By node, the nodes that lead to it and those to which it leads, without itself; the same
        where ties have no direction.
    group
        Group by node.

    Examples
    --------
    >>> near = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
    >>> role_census(near, near, {"a": "x", "b": "y", "c": "z"})["b"]["liaison"]
    2
    """
    known = {node: group[node] for node in before if group.get(node)}
    found: dict[str, dict[str, int]] = {}
    for broker in before:
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
