"""The structure of a network, put together: its communities, and figures held against chance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.agreement import mean_agreement
from coopgraph.analysis.networks.chance import deal_memberships, rewire
from coopgraph.analysis.networks.communities import Communities, find_communities
from coopgraph.analysis.networks.core_periphery import Core, find_core
from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.figures import FIGURES, Described
from coopgraph.analysis.networks.intervals import LEVEL, Interval, older_objects_aside
from coopgraph.analysis.networks.mixing import degree_mixing, label_mixing, permuted_mixing
from coopgraph.analysis.networks.naming import CommunityName, name_community
from coopgraph.analysis.networks.nestedness import measure_nestedness
from coopgraph.analysis.networks.partitions import (
    find_groups,
    is_large,
    method_for,
    modularity_of,
)
from coopgraph.analysis.networks.refusals import refuse_layers, refuse_two_modes
from coopgraph.errors import MeasureError
from coopgraph.messages import Message, bilingual, counted, message
from coopgraph.projection.incidence import bodies_of
from coopgraph.projection.limits import check_limits

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Network

__all__ = [
    "OF_LARGE",
    "REPLICATES",
    "SEEDS",
    "Figure",
    "Structure",
    "assess_structure",
    "refuse_structure",
]

#: Runs that are compared, and networks by chance behind each comparison, unless told otherwise.
SEEDS: Final = 100
REPLICATES: Final = 100
#: As many of both in a network with so many edges that 100 would take minutes.
OF_LARGE: Final = 20
#: Deals of labels for each network by chance: they cost nearly nothing.
_DEALS: Final = 10
#: Runs on each network by chance, and on the network itself when it is held against them.
_RUNS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of structure.

    Attributes
    ----------
    described
        What it is.
    value
        None where it is not defined.
    interval
        Of 95 %; what it is of stands in the description.
    chance, chance_interval
        Mean over the networks by chance, and where the middle 95 % of them lie.
    at_or_above
        Share of the networks that reach the value, this one among them.
    remark
        On what it rests.
    """

    described: Described
    value: float | None
    interval: Interval | None = None
    chance: float | None = None
    chance_interval: Interval | None = None
    at_or_above: float | None = None
    remark: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The structure of a network.

    Attributes
    ----------
    network
        The network.
    communities, names
        Its communities, and what to call each.
    figures
        Figures of structure, those that say something here.
    core
        Its core.
    replicates
        Number of networks by chance.
    """

    network: Network
    communities: Communities
    names: tuple[CommunityName, ...]
    figures: tuple[Figure, ...]
    core: Core
    replicates: int

    def figure(self, name: str) -> Figure | None:
        """Return a figure by its name; None where it says nothing here."""
        return next((one for one in self.figures if one.described.name == name), None)


def refuse_structure(network: Network) -> Message | None:
    """Return why a network has no communities to look for, or None if it may have some.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> print(refuse_structure(landscape.network("structures")))
    in the projection structures no two bodies are neighbours; 'communities' is about ties among \
nodes of one kind: ask it of a projection such as 'partners'
    >>> refuse_structure(landscape.network("partners")) is None
    True
    """
    return refuse_layers(network) or refuse_two_modes(network, "communities")


def assess_structure(
    network: Network,
    *,
    resolution: float = 1.0,
    seeds: int | None = None,
    seed: int = 1,
    replicates: int | None = None,
    method: str | None = None,
) -> Structure:
    """Find the communities of a network, and measure its structure.

    Parameters
    ----------
    network
        A network of one kind of node.
    resolution
        Above 1 for more and smaller communities, below 1 for fewer and larger ones.
    seeds
        Number of runs; 100 unless told otherwise, 20 in networks of more than 5,000 edges.
    seed
        The first seed, and that of everything else that is drawn.
    replicates
        Number of networks by chance; as many unless told otherwise.
    method
        One of :data:`~coopgraph.analysis.networks.partitions.METHODS`; chosen by size unless told
        otherwise.

    Returns
    -------
    Structure

    Raises
    ------
    MeasureError
        If the network has two modes or layers side by side.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> found = assess_structure(network, seeds=10, replicates=20)
    >>> [len(one.members) for one in found.communities.found], found.communities.modularity
    ([2, 2, 2], 0.666666666667)
    """
    if (reason := refuse_structure(network)) is not None:
        raise MeasureError(reason)
    check_limits(replicates=replicates, resolution=resolution, seeds=seeds, seed=seed)
    large = is_large(network.graph)
    seeds = (OF_LARGE if large else SEEDS) if seeds is None else seeds
    replicates = (OF_LARGE if large else REPLICATES) if replicates is None else replicates
    method = method_for(network.graph) if method is None else method
    weight = "weight" if network.declaration.weighted else None
    communities = find_communities(
        network.graph,
        weight=weight,
        resolution=resolution,
        seeds=seeds,
        seed=seed,
        method=method,
    )
    core = find_core(network.graph)
    with older_objects_aside():
        figures = tuple(_figures(network, communities, core, seed, replicates))
    return Structure(
        network=network,
        communities=communities,
        names=tuple(name_community(network, one) for one in communities.found),
        figures=figures,
        core=core,
        replicates=replicates,
    )


def _figures(
    network: Network, communities: Communities, core: Core, seed: int, replicates: int
) -> Iterator[Figure]:
    import numpy as np

    graph = network.graph
    agreement = communities.over_seeds
    yield Figure(
        described=FIGURES["modularity"],
        value=communities.modularity,
        interval=_middle(communities.modularities),
        remark=message(
            "resolution {resolution}",
            resolution=bilingual(
                f"{communities.resolution:g}".replace(".", ","), f"{communities.resolution:g}"
            ),
        ),
    )
    yield Figure(
        described=FIGURES["agreement"],
        value=None if agreement is None else agreement.mean,
        interval=None if agreement is None else agreement.interval,
        remark=counted("{n} seed", "{n} seeds", n=communities.seeds),
    )
    own = _divided(graph, communities, seed)
    rewired = list(rewire(graph, np.random.default_rng([seed, 3]), replicates))
    by_chance = [_divided(one, communities, seed) for one in rewired]
    yield _against("modularity-edges", own[0], [one[0] for one in by_chance])
    members = _members(network)
    dealt = list(deal_memberships(members, np.random.default_rng([seed, 4]), replicates))
    if members and _pairs(members) == _edges(graph):
        projected = [_tied(graph, _pairs(one)) for one in dealt]
        yield _against(
            "modularity-collectives",
            own[0],
            [_divided(one, communities, seed)[0] for one in projected],
        )
    yield _against("agreement-edges", own[1], [one[1] for one in by_chance])
    yield from _mixings(network, seed, _DEALS * replicates)
    mixed = degree_mixing(graph)
    yield _against(
        "assortativity-degree",
        mixed.value,
        [degree_mixing(one).value for one in rewired],
        interval=mixed.interval,
        remark=_rests_on(mixed.edges),
    )
    if members:
        nested = measure_nestedness(members)
        yield _against(
            "nestedness",
            nested.whole,
            [measure_nestedness(one).whole for one in dealt],
            remark=message(
                "bodies {bodies}, collectives {collectives}",
                bodies=_shown(nested.bodies),
                collectives=_shown(nested.collectives),
            ),
        )
    yield _against(
        "core-periphery",
        core.correlation,
        [find_core(one).correlation for one in rewired],
        remark=message(
            "core of {core}, periphery of {periphery}, {misfits}",
            core=len(core.members),
            periphery=core.periphery,
            misfits=counted(
                "{n} pair that does not fit", "{n} pairs that do not fit", n=core.misfits
            ),
        ),
    )


def _mixings(network: Network, seed: int, deals: int) -> Iterator[Figure]:
    import numpy as np

    graph = network.graph
    for stream, attribute in enumerate(("kind", "region", "city"), start=5):
        labels = {node: str(data.get(attribute) or "") for node, data in graph.nodes(data=True)}
        if len({label for label in labels.values() if label}) < 2:
            continue  # one group, or none: nothing to mix
        if attribute == "city" and all(labels[node] == node for node in graph):
            continue  # nodes that are cities are never tied to themselves
        mixed = label_mixing(graph, labels)
        yield _against(
            f"assortativity-{attribute}",
            mixed.value,
            permuted_mixing(graph, labels, np.random.default_rng([seed, stream]), deals),
            interval=mixed.interval,
            remark=message(
                "{edges}; not known of {unknown}",
                edges=_rests_on(mixed.edges),
                unknown=counted("{n} node", "{n} nodes", n=mixed.unknown),
            ),
        )


def _rests_on(edges: int) -> Message:
    return counted("{n} edge", "{n} edges", n=edges)


def _shown(value: float | None) -> Message:
    text = "–" if value is None else f"{value:.1f}"
    return bilingual(text.replace(".", ","), text)


def _divided(
    graph: nx.Graph[str], like: Communities, seed: int
) -> tuple[float | None, float | None]:
    """Return the best modularity of a few runs, and how much they agree; edges count once."""
    import networkx as nx

    tied = graph.subgraph([node for node in graph if any(other != node for other in graph[node])])
    if not len(tied):
        return None, None
    plain = nx.Graph(tied)
    runs = [
        find_groups(
            plain,
            weight=None,
            resolution=like.resolution,
            seed=seed + number,
            method=like.method,
        )
        for number in range(_RUNS)
    ]
    values = [modularity_of(plain, one, resolution=like.resolution) for one in runs]
    return max(value for value in values if value is not None), mean_agreement(sorted(plain), runs)


def _members(network: Network) -> dict[str, frozenset[str]]:
    """Return the bodies of the collectives behind a network, without those it leaves out."""
    if not network.declaration.joint:
        return {}
    without = frozenset({network.home} - set(network.graph))
    found = {name: bodies - without for name, bodies in bodies_of(network.ties).items()}
    return {name: bodies for name, bodies in found.items() if bodies}


def _pairs(members: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    return {pair for bodies in members.values() for pair in combinations(sorted(bodies), 2)}


def _edges(graph: nx.Graph[str]) -> set[tuple[str, str]]:
    return {(min(a, b), max(a, b)) for a, b in graph.edges}


def _tied(graph: nx.Graph[str], pairs: set[tuple[str, str]]) -> nx.Graph[str]:
    import networkx as nx

    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(sorted(graph))
    made.add_edges_from(sorted(pairs))
    return made


def _middle(values: Sequence[float]) -> Interval | None:
    import numpy as np

    if not len(values):
        return None
    outer = (1 - LEVEL) / 2
    low, high = np.quantile(np.array(values), [outer, 1 - outer]).tolist()
    return Interval(significant(low), significant(high))


def _against(
    name: str,
    value: float | None,
    by_chance: Sequence[float | None],
    *,
    interval: Interval | None = None,
    remark: Message | None = None,
) -> Figure:
    """Return a figure with what chance gives; without where it gives nothing."""
    known = [one for one in by_chance if one is not None]
    if value is None or not known:
        return Figure(described=FIGURES[name], value=value, interval=interval, remark=remark)
    reached = sum(1 for one in known if one >= value)
    return Figure(
        described=FIGURES[name],
        value=value,
        interval=interval,
        chance=significant(math.fsum(known) / len(known)),
        chance_interval=_middle(known),
        # The network itself is one of those that chance may give: the share is never 0.
        at_or_above=significant((reached + 1) / (len(known) + 1)),
        remark=remark,
    )
