"""Communities: groups of nodes more tied among themselves than their degrees explain.

Louvain's method [1]_ depends on the order in which it visits the nodes, so it runs from many seeds
and what the runs agree on is part of the result. It may also leave a community in pieces that no
tie joins [2]_: these are taken apart, which never lowers modularity. What is said of a partition
beside it (modularity against chance) stands in :mod:`~coopgraph.analysis.networks.structure`.

References
----------
.. [1] V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of communities
   in large networks", J. Stat. Mech. (2008) P10008,
   https://doi.org/10.1088/1742-5468/2008/10/P10008.
.. [2] V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing
   well-connected communities", Scientific Reports 9 (2019) 5233,
   https://doi.org/10.1038/s41598-019-41695-z.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from coopgraph.analysis.networks.agreement import Agreement, compare_partitions
from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.resampling import with_missing_edges
from coopgraph.projection.limits import check_limits

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "DOUBTFUL",
    "STABLE",
    "Communities",
    "Community",
    "Member",
    "find_communities",
    "modularity_of",
    "run_louvain",
    "split_disconnected",
]

N = TypeVar("N", bound=Hashable)
Partition = tuple[tuple[str, ...], ...]

#: Mean Jaccard from which on a community is stable, and below which it is not one to print: those
#: of C. Hennig, Computational Statistics & Data Analysis 52 (2007),
#: https://doi.org/10.1016/j.csda.2006.11.025.
STABLE: Final = 0.75
DOUBTFUL: Final = 0.6


@dataclass(frozen=True, slots=True)
class Member:
    """One node of a community.

    Attributes
    ----------
    node
        Its IRI.
    within
        Weight of its ties inside the community.
    share
        That weight as a share of the weight of all its ties.
    stays
        Share of the seeds in which it sits with its community.
    """

    node: str
    within: float
    share: float
    stays: float

    @property
    def typical(self) -> float:
        """Return how typical it is: much tied inside, and little outside."""
        return significant(self.within * self.share)


@dataclass(frozen=True, slots=True)
class Community:
    """A community, and how far it can be trusted.

    Attributes
    ----------
    members
        The most typical first.
    inside
        Share of the weight of the ties of its members that stays inside.
    over_seeds, over_missing
        Mean of its best Jaccard overlap with a community, over the seeds and over networks without
        a tenth of the edges.
    """

    members: tuple[Member, ...]
    inside: float
    over_seeds: float
    over_missing: float

    @property
    def state(self) -> Literal["stable", "doubtful", "unstable"]:
        """Return what the lower of the two overlaps allows to say."""
        least = min(self.over_seeds, self.over_missing)
        return "stable" if least >= STABLE else "doubtful" if least >= DOUBTFUL else "unstable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """The communities of a network.

    Attributes
    ----------
    found
        The largest first.
    isolates
        Nodes without a tie, which are in no community.
    modularity
        Of the partition, by the weights that were taken and the resolution.
    over_seeds, over_missing
        How much the partitions of the seeds, and of networks without a tenth of the edges, agree.
    modularities
        Modularity of the partition of each seed.
    split
        How many communities of the partition were pieces of a disconnected one.
    weighted
        Whether weights were taken.
    resolution, seeds, seed
        As asked for.
    """

    found: tuple[Community, ...]
    isolates: tuple[str, ...]
    modularity: float | None
    over_seeds: Agreement | None
    over_missing: Agreement | None
    modularities: tuple[float, ...]
    split: int
    weighted: bool
    resolution: float
    seeds: int
    seed: int


def run_louvain(
    graph: nx.Graph[N],
    *,
    weight: str | None = "weight",
    resolution: float = 1.0,
    seed: int,
    quick_above: int | None = None,
) -> list[set[N]]:
    """Run Louvain's method once.

    Parameters
    ----------
    graph
        An undirected graph whose nodes can be sorted: they are visited in an order that depends on
        nodes, ties and seed alone, not on how the graph was put together.
    weight
        Edge attribute with the weight; None if every edge counts once.
    resolution
        Above 1 for more and smaller communities, below 1 for fewer and larger ones.
    seed
        Seed of the order of visits.
    quick_above
        Number of edges above which labels are spread instead, which is quicker and coarser; None
        for never.

    Returns
    -------
    list of set
        The largest first, then by their first node; each in one piece. An isolate is alone.

    Examples
    --------
    >>> import networkx as nx
    >>> run_louvain(nx.barbell_graph(3, 0), seed=1)
    [{0, 1, 2}, {3, 4, 5}]
    """
    import networkx as nx

    ordered = _ordered(graph, weight)
    found: Iterable[set[int]]
    if quick_above is not None and ordered.number_of_edges() > quick_above:
        found = nx.community.fast_label_propagation_communities(ordered, weight="weight", seed=seed)
    else:
        found = nx.community.louvain_communities(
            ordered, weight="weight", resolution=resolution, seed=seed
        )
    nodes: list[N] = sorted(graph)  # type: ignore[type-var]
    pieces = split_disconnected(ordered, found)
    pieces.sort(key=lambda part: (-len(part), min(part)))
    return [{nodes[place] for place in part} for part in pieces]


def _ordered(graph: nx.Graph[Any], weight: str | None) -> nx.Graph[int]:
    import networkx as nx

    place = {node: number for number, node in enumerate(sorted(graph))}
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(place)))
    edges = [
        (*sorted((place[a], place[b])), 1.0 if weight is None else float(data.get(weight, 1.0)))
        for a, b, data in graph.edges(data=True)
        if a != b
    ]
    for one, other, strength in sorted(edges):
        made.add_edge(int(one), int(other), weight=strength)
    return made


def split_disconnected(graph: nx.Graph[N], groups: Iterable[set[N]]) -> list[set[N]]:
    """Take apart groups of which no tie joins the pieces.

    Examples
    --------
    >>> import networkx as nx
    >>> split_disconnected(nx.path_graph(3), [{0, 2}, {1}])
    [{0}, {2}, {1}]
    """
    import networkx as nx

    first: Callable[[set[N]], Any] = min
    return [
        set(piece)
        for group in groups
        for piece in sorted(nx.connected_components(graph.subgraph(group)), key=first)
    ]


def modularity_of(
    graph: nx.Graph[str],
    groups: Iterable[Iterable[str]],
    *,
    weight: str | None = None,
    resolution: float = 1.0,
) -> float | None:
    """Return the modularity of a partition; None where there is no tie.

    Examples
    --------
    >>> import networkx as nx
    >>> pairs = nx.Graph([("a", "b"), ("c", "d")])
    >>> modularity_of(pairs, [{"a", "b"}, {"c", "d"}])
    0.5
    """
    import networkx as nx

    if not graph.number_of_edges():
        return None
    ordered = _ordered(graph, weight)
    place = {node: number for number, node in enumerate(sorted(graph))}
    parts = [{place[node] for node in group} for group in groups]
    found = nx.community.modularity(ordered, parts, weight="weight", resolution=resolution)
    return significant(found)


def find_communities(
    graph: nx.Graph[str],
    *,
    weight: str | None = None,
    resolution: float = 1.0,
    seeds: int = 100,
    seed: int = 1,
) -> Communities:
    """Find the communities of a network: the best of many runs, and what they agree on.

    Parameters
    ----------
    graph
        A simple undirected graph.
    weight
        Edge attribute with the weight; None if every edge counts once.
    resolution
        Above 1 for more and smaller communities.
    seeds
        Number of runs.
    seed
        The first seed; the others follow it.

    Returns
    -------
    Communities
        The partition is the one of highest modularity among the runs; of equal ones, the first in
        the order of their members.

    Raises
    ------
    ParameterError
        If a number is out of range: two runs are the least that can agree.

    Examples
    --------
    >>> import networkx as nx
    >>> barbell = nx.relabel_nodes(nx.barbell_graph(4, 0), str)
    >>> found = find_communities(barbell, seeds=10)
    >>> [[member.node for member in one.members] for one in found.found]
    [['0', '1', '2', '3'], ['5', '6', '7', '4']]
    >>> found.over_seeds.mean
    1.0
    """
    import networkx as nx
    import numpy as np

    check_limits(resolution=resolution, seeds=seeds, seed=seed)
    isolates = tuple(sorted(nx.isolates(graph)))
    tied = nx.Graph(graph.subgraph([node for node in graph if node not in set(isolates)]))
    nodes = sorted(tied)
    if not nodes:
        return Communities(
            found=(),
            isolates=isolates,
            modularity=None,
            over_seeds=None,
            over_missing=None,
            modularities=(),
            split=0,
            weighted=weight is not None,
            resolution=resolution,
            seeds=seeds,
            seed=seed,
        )

    def run(one: nx.Graph[str], number: int) -> Partition:
        parts = run_louvain(one, weight=weight, resolution=resolution, seed=number)
        return tuple(tuple(sorted(part)) for part in parts)

    runs = [run(tied, seed + number) for number in range(seeds)]
    scores = {
        one: modularity_of(tied, one, weight=weight, resolution=resolution) or 0.0 for one in runs
    }
    best = min(scores, key=lambda one: (-scores[one], one))
    generator = np.random.default_rng([seed, 2])
    missing = [run(with_missing_edges(tied, generator), seed + number) for number in range(seeds)]
    over_seeds = compare_partitions(nodes, runs, best)
    over_missing = compare_partitions(nodes, missing, best)
    found = [
        _community(tied, part, weight, over_seeds, over_missing, place)
        for place, part in enumerate(best)
    ]
    return Communities(
        found=tuple(found),
        isolates=isolates,
        modularity=scores[best],
        over_seeds=over_seeds,
        over_missing=over_missing,
        modularities=tuple(scores[one] for one in runs),
        split=_pieces(tied, runs.index(best) + seed, len(best), weight, resolution),
        weighted=weight is not None,
        resolution=resolution,
        seeds=seeds,
        seed=seed,
    )


def _pieces(
    graph: nx.Graph[str], seed: int, parts: int, weight: str | None, resolution: float
) -> int:
    """Return how many communities more there are than Louvain's method gave."""
    import networkx as nx

    raw = nx.community.louvain_communities(
        _ordered(graph, weight), weight="weight", resolution=resolution, seed=seed
    )
    return parts - len(raw)


def _community(
    graph: nx.Graph[str],
    part: Sequence[str],
    weight: str | None,
    over_seeds: Agreement,
    over_missing: Agreement,
    place: int,
) -> Community:
    inside = set(part)

    def strength(node: str, others: Iterable[str]) -> float:
        around = graph[node]
        return sum(1.0 if weight is None else around[other].get(weight, 1.0) for other in others)

    members, total, inner = [], 0.0, 0.0
    for node in part:
        others = sorted(set(graph[node]) - {node})
        within = strength(node, [other for other in others if other in inside])
        every = strength(node, others)
        total, inner = total + every, inner + within
        stays = over_seeds.stays[node]
        members.append(Member(node, significant(within), significant(within / every), stays))
    members.sort(key=lambda one: (-one.typical, one.node))
    return Community(
        members=tuple(members),
        inside=significant(inner / total),
        over_seeds=over_seeds.overlaps[place],
        over_missing=over_missing.overlaps[place],
    )
