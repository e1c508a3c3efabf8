"""Figures of the structure of a network, each held against networks by chance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.agreement import mean_agreement
from coopgraph.analysis.networks.chance import deal_memberships, rewire
from coopgraph.analysis.networks.communities import Communities
from coopgraph.analysis.networks.core_periphery import Core, find_core
from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.figures import FIGURES, Described
from coopgraph.analysis.networks.intervals import LEVEL, Interval
from coopgraph.analysis.networks.mixing import degree_mixing, label_mixing, permuted_mixing
from coopgraph.analysis.networks.nestedness import measure_nestedness
from coopgraph.analysis.networks.partitions import find_groups, is_large, modularity_of
from coopgraph.messages import Message, bilingual, counted, message
from coopgraph.projection.incidence import bodies_of

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Network

__all__ = ["Figure", "structure_figures"]

#: Deals of labels for each network by chance: they cost nearly nothing.
_DEALS: Final = 10
#: Runs on each network by chance, and on the network itself when it is held against them.
_RUNS: Final = 5
#: As many in a large network: the least that can agree.
_RUNS_OF_LARGE: Final = 2


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


def structure_figures(
    network: Network, communities: Communities, core: Core, seed: int, replicates: int
) -> Iterator[Figure]:
    """Yield the figures that say something on a network.

    Parameters
    ----------
    network
        The network.
    communities, core
        What was found in it.
    seed
        Seed of the networks by chance.
    replicates
        Number of networks by chance.
    """
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
        for number in range(_RUNS_OF_LARGE if is_large(graph) else _RUNS)
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
