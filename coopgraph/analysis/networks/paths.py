"""How two bodies are linked: shortest chains of memberships, each with its evidence.

A hop leads from a body to a body with which it shares something, and carries all that the two
share, so that every hop rests on statements of sources. A chain says that the memberships are
stated, not that its two ends have ever met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING, Final

from coopgraph.errors import ProjectionError, UnknownEntity
from coopgraph.messages import Message, message
from coopgraph.projection.incidence import LAYERS, read_ties
from coopgraph.projection.limits import as_names, check_limits
from coopgraph.projection.networks import Tie

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "KNOWN_LAYERS",
    "NAMED_LAYERS",
    "PATH_LAYERS",
    "EvidencePath",
    "PathAnswer",
    "Step",
    "find_paths",
]

#: Layers that are searched unless others are asked for.
KNOWN_LAYERS: Final = ("cotutelle", "label", "team", "international", "agreement")
#: Layers whose collectives have a name; a partnership is only a statement about two bodies.
NAMED_LAYERS: Final = tuple(
    name for name, layer in LAYERS.items() if name != "partnership" and not layer.counted
)
#: Layers that can be searched for chains.
PATH_LAYERS: Final = (*NAMED_LAYERS, "co-publication")
#: How many chains beyond those wanted are compared at most.
_BOUND: Final = 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a chain: two bodies and all that they share.

    Attributes
    ----------
    one, other
        IRIs of its ends, in the order of the chain.
    ties
        By collective, sorted: the memberships of both ends. Where an end of the chain is itself a
        collective, the memberships of the other end in it.
    """

    one: str
    other: str
    ties: Mapping[str, tuple[Tie, ...]]


@dataclass(frozen=True, slots=True)
class EvidencePath:
    """A chain from one end to the other.

    Attributes
    ----------
    steps
        Its hops, in order.
    """

    steps: tuple[Step, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Return the nodes in order."""
        return (*(step.one for step in self.steps), self.steps[-1].other)

    @property
    def weakest(self) -> int:
        """Return the number of collectives behind the hop that has fewest."""
        return min(len(step.ties) for step in self.steps)

    def __len__(self) -> int:
        return len(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathAnswer:
    """What was found between two nodes.

    Attributes
    ----------
    one, other
        IRIs of the ends.
    paths
        Chains, shortest first; empty if there is none.
    reason
        Why there is none.
    more
        Whether there are further chains as short as the last one.
    graph
        The network that was searched.
    """

    one: str
    other: str
    paths: tuple[EvidencePath, ...]
    graph: nx.Graph[str]
    reason: Message | None = None
    more: bool = False


def find_paths(
    landscape: nx.MultiDiGraph[str],
    one: str,
    other: str,
    *,
    layers: Iterable[str] = KNOWN_LAYERS,
    roles: tuple[str, ...] = ("supervising", "participant"),
    most: int = 3,
    without: Iterable[str] = (),
) -> PathAnswer:
    """Find the shortest chains of memberships between two nodes.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    one, other
        IRIs of bodies or of collectives (structures, labels, teams, agreements).
    layers
        Layers that may be used; see :data:`~coopgraph.projection.incidence.LAYERS`.
    roles
        Words for roles in structures; see :data:`~coopgraph.projection.networks.ROLES`.
    most
        How many chains to return at most: loopless (Yen's algorithm [1]_), fewest hops first, then
        those whose weakest hop rests on most collectives, then in the order of IRIs.
    without
        IRIs that no chain may pass, except at its ends: a body that takes part nearly everywhere
        makes every chain short and none telling.

    Returns
    -------
    PathAnswer

    Raises
    ------
    UnknownEntity
        If an end is not in the landscape.
    ParameterError
        If `most` is out of range.
    ProjectionError
        If both ends are the same, or a layer or role is unknown.

    References
    ----------
    .. [1] J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17
       (1971), https://doi.org/10.1287/mnsc.17.11.712.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> id = "https://w3id.org/coopgraph/id/"
    >>> answer = find_paths(
    ...     landscape, id + "ecole-des-modeles", id + "universite-des-trois-rives", most=1)
    >>> [node.removeprefix(id) for node in answer.paths[0].nodes]
    ['ecole-des-modeles', 'universite-des-trois-rives']
    """
    check_limits(most=most)
    for end in (one, other):
        if end not in landscape:
            raise UnknownEntity(message("{entity}: not in the landscape of this day", entity=end))
    if one == other:
        raise ProjectionError(
            message("both ends are the same: {entity}", entity=_name(landscape, one))
        )
    names = as_names("layers", layers)
    ties = read_ties(landscape, names, roles=roles)
    gone = frozenset(without) - {one, other}
    whole = _network(ties, (one, other))
    graph = whole.subgraph([node for node in whole if node not in gone]).copy()
    reason = _why_none(landscape, whole, graph, (one, other), names, roles)
    if reason is not None:
        return PathAnswer(one=one, other=other, paths=(), reason=reason, graph=graph)
    found = _shortest(graph, one, other, most)
    return PathAnswer(
        one=one,
        other=other,
        paths=tuple(found[:most]),
        more=len(found) > most and len(found[most]) == len(found[most - 1]),
        graph=graph,
    )


def _network(ties: Iterable[Tie], ends: tuple[str, str]) -> nx.Graph[str]:
    """Return the graph of bodies, and of ends that are collectives; edges carry the memberships."""
    import networkx as nx

    inside: dict[str, dict[str, list[Tie]]] = {}
    for tie in ties:
        inside.setdefault(tie.collective, {}).setdefault(tie.body, []).append(tie)
    hops: dict[tuple[str, str], dict[str, tuple[Tie, ...]]] = {}
    for collective, members in sorted(inside.items()):
        for one, other in combinations(sorted(members), 2):
            both = (*members[one], *members[other])
            hops.setdefault((one, other), {})[collective] = both
        if collective in ends:
            for body, own in sorted(members.items()):
                hops.setdefault((collective, body), {})[collective] = tuple(own)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({tie.body for tie in ties} | (set(ends) & set(inside))))
    for (one, other), through in sorted(hops.items()):
        graph.add_edge(one, other, ties=through)
    return graph


def _shortest(graph: nx.Graph[str], one: str, other: str, most: int) -> list[EvidencePath]:
    """Return the chains wanted and those as short as the last of them, best first.

    Chains of one length come in no promised order, so those as long as the last one are all read
    before they are sorted; a bound keeps a dense landscape from listing millions.
    """
    import networkx as nx

    found: list[EvidencePath] = []
    for nodes in islice(nx.shortest_simple_paths(graph, one, other), most + _BOUND):
        if len(found) >= most and len(nodes) - 1 > len(found[most - 1]):
            break
        hops = pairwise(nodes)
        found.append(EvidencePath(tuple(Step(a, b, graph.edges[a, b]["ties"]) for a, b in hops)))
    return sorted(found, key=lambda path: (len(path), -path.weakest, path.nodes))


def _why_none(
    landscape: nx.MultiDiGraph[str],
    whole: nx.Graph[str],
    graph: nx.Graph[str],
    ends: tuple[str, str],
    layers: tuple[str, ...],
    roles: tuple[str, ...],
) -> Message | None:
    """Return why no chain leads from one end to the other; None if one does."""
    import networkx as nx

    for end in ends:
        if end in graph:
            continue
        name = _name(landscape, end)
        elsewhere = [
            layer
            for layer in PATH_LAYERS
            if layer not in layers
            and any(end in (tie.body, tie.collective) for tie in read_ties(landscape, [layer]))
        ]
        if elsewhere:
            return message(
                "{name} takes part in nothing in the layers {layers}, but in {elsewhere}",
                name=name,
                layers=", ".join(layers),
                elsewhere=", ".join(elsewhere),
            )
        return message(
            "{name} takes part in nothing that the layers {layers} hold, as {roles}",
            name=name,
            layers=", ".join(layers),
            roles=", ".join(roles),
        )
    if nx.has_path(graph, *ends):
        return None
    if nx.has_path(whole, *ends):
        return message(
            "every chain from {one} to {other} leads through what was left out",
            one=_name(landscape, ends[0]),
            other=_name(landscape, ends[1]),
        )
    sizes = [len(nx.node_connected_component(graph, end)) for end in ends]
    return message(
        "{one} and {other} stand in two parts of the network that nothing joins, of {first} and "
        "{second} nodes",
        one=_name(landscape, ends[0]),
        other=_name(landscape, ends[1]),
        first=sizes[0],
        second=sizes[1],
    )


def _name(landscape: nx.MultiDiGraph[str], node: str) -> str:
    return str(landscape.nodes[node]["label_fr"] or node)
