"""Bodies tied by what they share, and the two-mode network behind them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from coopgraph.projection.counts import greatest
from coopgraph.projection.incidence import bodies_of, collective_attributes, node_attributes

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Tie
    from coopgraph.projection.records import JointCount

__all__ = ["one_mode", "shared_collectives", "two_mode"]


def two_mode(landscape: nx.MultiDiGraph[str], ties: Iterable[Tie]) -> nx.Graph[str]:
    """Return the graph of collectives and bodies: an edge where a body takes part.

    Parameters
    ----------
    landscape
        The projection ``landscape``, for the attributes of the nodes.
    ties
        Who takes part in what; several roles of one body in one collective are one edge.

    Returns
    -------
    networkx.Graph
        Nodes and edges in sorted order; ``mode`` is ``collective`` or ``body``.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.projection.incidence import read_ties
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> graph = two_mode(landscape, read_ties(landscape, ["label"]))
    >>> sorted(graph.nodes[node]["mode"] for node in graph)
    ['body', 'body', 'body', 'body', 'collective', 'collective']
    """
    import networkx as nx

    ties = tuple(ties)
    members = bodies_of(ties)
    graph: nx.Graph[str] = nx.Graph()
    nodes = collective_attributes(landscape, ties)
    for body in {body for bodies in members.values() for body in bodies}:
        nodes[body] = node_attributes(landscape.nodes[body], "body")
    for node in sorted(nodes):
        graph.add_node(node, **nodes[node])
    for collective, bodies in members.items():
        for body in sorted(bodies):
            graph.add_edge(collective, body, weight=1.0, through=(collective,))
    return graph


def shared_collectives(members: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], list[str]]:
    """Return what each pair of bodies shares: pairs and collectives in sorted order.

    Examples
    --------
    >>> shared_collectives({"u-1": frozenset({"a", "b"}), "u-2": frozenset({"b"})})
    {('a', 'b'): ['u-1']}
    """
    pairs: dict[tuple[str, str], list[str]] = {}
    for collective, bodies in members.items():
        for one, other in combinations(sorted(bodies), 2):
            pairs.setdefault((one, other), []).append(collective)
    return dict(sorted(pairs.items()))


def one_mode(
    landscape: nx.MultiDiGraph[str],
    ties: Iterable[Tie],
    *,
    newman: bool = False,
    without: Iterable[str] = (),
) -> nx.Graph[str]:
    """Return the graph of bodies: an edge where two share at least one collective.

    Parameters
    ----------
    landscape
        The projection ``landscape``, for the attributes of the nodes.
    ties
        Who takes part in what. Counts of joint publications weigh what they count: the greatest
        number that one source gives of a pair (:mod:`coopgraph.projection.counts`).
    newman
        Weigh a collective of `n` bodies with ``1 / (n - 1)``, so that each body spreads one unit of
        cooperation over its partners in it [1]_; each collective counts one if false.
    without
        IRIs of bodies that are left out after the collectives were read; `n` still counts them.

    Returns
    -------
    networkx.Graph
        Nodes and edges in sorted order. Bodies that share nothing stay as isolates.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II", Phys. Rev. E 64, 016132 (2001),
       https://doi.org/10.1103/PhysRevE.64.016132.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.projection.incidence import read_ties
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> graph = one_mode(landscape, read_ties(landscape, ["label"]))
    >>> [weight for _, _, weight in graph.edges(data="weight")]
    [1.0, 1.0, 1.0, 1.0]
    """
    import networkx as nx

    ties = tuple(ties)
    members = bodies_of(ties)
    joints = {tie.collective: tie.count for tie in ties if tie.count is not None}
    gone = frozenset(without)
    graph: nx.Graph[str] = nx.Graph()
    for body in sorted({body for bodies in members.values() for body in bodies} - gone):
        graph.add_node(body, **node_attributes(landscape.nodes[body], "body"))
    for (one, other), through in shared_collectives(members).items():
        if one in gone or other in gone:
            continue
        weight = (
            math.fsum(1.0 / (len(members[collective]) - 1) for collective in through)
            if newman
            else _weight(through, joints)
        )
        if not weight:
            continue
        graph.add_edge(one, other, weight=weight, through=tuple(through))
    return graph


def _weight(through: Iterable[str], joints: Mapping[str, JointCount]) -> float:
    """Return how many collectives there are, or how many publications they count."""
    number = 0
    # What was drawn twice is a second count, not the same one again.
    copies: defaultdict[str, list[JointCount]] = defaultdict(list)
    for collective in through:
        joint = joints.get(collective)
        if joint is None:
            number += 1
        else:
            copies[collective.partition("~")[2]].append(joint)
    return number + math.fsum(greatest(counts) for counts in copies.values())
