"""Communities: groups of nodes more tied among themselves than their degrees explain.

A method depends on the order in which it visits the nodes, so it runs from many seeds and what the
runs agree on is part of the result. One run is made in
:mod:`~coopgraph.analysis.networks.partitions`; what is said of a partition beside it (modularity
against chance) stands in :mod:`~coopgraph.analysis.networks.structure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from coopgraph.analysis.networks.agreement import Agreement, compare_partitions
from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.partitions import (
    check_method,
    find_groups,
    modularity_of,
    pieces_more,
)
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
]

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
    resolution, seeds, seed, method
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
    method: str


def find_communities(
    graph: nx.Graph[str],
    *,
    weight: str | None = None,
    resolution: float = 1.0,
    seeds: int = 100,
    seed: int = 1,
    method: str = "louvain",
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
    method
        One of :data:`~coopgraph.analysis.networks.partitions.METHODS`.

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
    check_method(method)
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
            method=method,
        )

    def run(one: nx.Graph[str], number: int) -> Partition:
        parts = find_groups(one, weight=weight, resolution=resolution, seed=number, method=method)
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
        split=pieces_more(
            tied,
            len(best),
            weight=weight,
            resolution=resolution,
            seed=runs.index(best) + seed,
            method=method,
        ),
        weighted=weight is not None,
        resolution=resolution,
        seeds=seeds,
        seed=seed,
        method=method,
    )


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
