"""Rank the nodes of a network by a measure, with intervals: from a network to rows."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.networks.engine import significant
from coopgraph.analysis.networks.intervals import Interval, Spread, rank_bounds, spread, tiers
from coopgraph.analysis.networks.measure import LENGTH, Details, How, Measure
from coopgraph.analysis.networks.ranking import RankedNode, Ranking
from coopgraph.analysis.networks.refusals import refusal
from coopgraph.analysis.networks.registry import find_measure
from coopgraph.analysis.networks.resampling import Kept, with_missing_edges
from coopgraph.errors import MeasureError
from coopgraph.messages import bilingual, message
from coopgraph.projection.limits import check_flags, check_limits

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.resampling import Resampler
    from coopgraph.projection.networks import Network

__all__ = ["REPLICATES", "SEED", "rank_nodes"]

#: Number of replicates and seed unless told otherwise.
REPLICATES: Final = 200
SEED: Final = 1
#: Nodes times edges above which intervals are left out unless asked for: they would take hours.
_COSTLY: Final = 2_000_000


def rank_nodes(
    network: Network,
    measure: str,
    *,
    weights: bool | None = None,
    distance: str | None = None,
    groups: str = "",
    mode: str = "",
    largest: bool = False,
    sample: int | None = None,
    exact: bool = False,
    replicates: int | None = None,
    seed: int = SEED,
    first: int = 10,
    resampler: Resampler | None = None,
) -> Ranking:
    """Rank the nodes of a network by a measure.

    Parameters
    ----------
    network
        The network.
    measure
        Name of a measure; see :data:`~coopgraph.analysis.networks.registry.MEASURES`.
    weights
        Whether to take weights into account; None leaves it to measure and projection.
    distance
        ``inverse``: for measures of paths, an edge is the longer the less it weighs.
    groups
        ``kind``, ``region`` or ``city``, for measures that know groups.
    mode
        Mode whose nodes are ranked, in a two-mode network; ``body`` unless told otherwise.
    largest
        Measure the largest component only.
    sample
        For betweenness, number of starting points drawn at random instead of all.
    exact
        Values and ranks only, without intervals.
    replicates
        Number of networks behind each interval; 200 unless told otherwise.
    seed
        Seed of the replicates.
    first
        How many nodes are the first.
    resampler
        Draws collectives anew; without it intervals say only what missing edges would do.

    Returns
    -------
    Ranking

    Raises
    ------
    MeasureError
        If the measure is unknown, or says nothing on this network.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> rank_nodes(network, "degree", exact=True).rows[0].value
    1.0
    """
    found = find_measure(measure)
    check_limits(first=first, replicates=replicates, sample=sample, seed=seed)
    check_flags(exact=exact, largest=largest, weights=weights)
    if largest:
        network = _largest_component(network)
        resampler = resampler.on(network) if resampler is not None else None
    reason = refusal(
        found,
        network,
        weights=weights,
        distance=distance,
        groups=groups,
        mode=mode,
        sample=sample,
    )
    if reason is not None:
        raise MeasureError(reason)
    how = _settled(found, network, weights, distance, groups, mode, sample, seed)
    graph = network.graph
    nodes = [node for node in graph if not how.mode or graph.nodes[node]["mode"] == how.mode]

    costly = replicates is None and len(graph) * graph.number_of_edges() > _COSTLY
    number = 0 if exact or costly or not nodes else REPLICATES if replicates is None else replicates
    resampled = bool(number) and _can_resample(resampler, nodes)
    spreads: list[Spread | None] = [None, None]
    if number:
        for stream, networks in enumerate(_replicates(graph, resampler, resampled, seed, number)):
            if networks is not None:
                spreads[stream] = spread(
                    nodes,
                    networks,
                    _measured_anew(found, how, [seed, len(spreads) + stream]),
                    first=first,
                    lowest_first=found.lowest_first,
                )
    values = _measured(found, graph, how)
    details = found.details(graph, how) if found.details is not None else {}
    rows = _rows(found, network, nodes, values, details, *spreads)
    return Ranking(
        measure=found,
        network=network,
        how=how,
        rows=rows,
        replicates=number,
        resampled=resampled,
        seed=seed,
        first=first,
        costly=costly and not exact,
    )


def _replicates(
    graph: nx.Graph[str], resampler: Resampler | None, resampled: bool, seed: int, number: int
) -> tuple[Iterator[nx.Graph[str]] | None, Iterator[nx.Graph[str]]]:
    """Return networks of other collectives, where they can be drawn, and without some edges."""
    import numpy as np

    of_collectives, of_edges = (np.random.default_rng([seed, stream]) for stream in (0, 1))
    kept = Kept() if resampler is None else resampler.kept
    drawn = None
    if resampler is not None and resampled:
        draw = resampler.draw
        drawn = kept.series(("drawn", seed), number, lambda: draw(of_collectives))
    missing = kept.series(("missing", seed), number, lambda: with_missing_edges(graph, of_edges))
    return drawn, missing


def _measured(measure: Measure, graph: nx.Graph[str], how: How) -> dict[str, float]:
    return measure.values(_with_lengths(graph, how), how)


def _measured_anew(
    measure: Measure, how: How, entropy: list[int]
) -> Callable[[nx.Graph[str]], dict[str, float]]:
    """Return what measures one network after the other, each from starting points of its own.

    With the same points for all of them, an interval would not hold the error of their drawing.
    """
    import numpy as np

    seeds = np.random.default_rng(entropy)

    def measured(graph: nx.Graph[str]) -> dict[str, float]:
        own = how if how.sample is None else replace(how, seed=int(seeds.integers(2**32)))
        return _measured(measure, graph, own)

    return measured


def _can_resample(resampler: Resampler | None, nodes: list[str]) -> bool:
    """Tell whether other collectives could have been drawn while the same nodes are ranked."""
    if resampler is None or len(resampler.collectives) < 2:
        return False
    return resampler.collectives.isdisjoint(nodes)


def _settled(
    measure: Measure,
    network: Network,
    weights: bool | None,
    distance: str | None,
    groups: str,
    mode: str,
    sample: int | None,
    seed: int,
) -> How:
    declared, needed = network.declaration, measure.needs
    taken = needed.weights in ("taken", "required") and declared.weighted and weights is not False
    modes = sorted({str(name) for _, name in network.graph.nodes(data="mode")})
    if declared.two_mode and not mode:
        mode = "body" if "body" in modes or not modes else modes[0]
    return How(
        weight="weight" if taken else None,
        length=LENGTH if distance else None,
        groups=(groups or needed.groups) if needed.groups else "",
        mode=mode,
        sample=sample,
        seed=seed,
    )


def _with_lengths(graph: nx.Graph[str], how: How) -> nx.Graph[str]:
    if how.length is None:
        return graph
    measured: nx.Graph[str] = graph.copy()
    for _, _, data in measured.edges(data=True):
        data[how.length] = 1.0 / data["weight"]
    return measured


def _largest_component(network: Network) -> Network:
    """Return a network without all but its largest component, and with a remark on it."""
    import networkx as nx

    parts = sorted(nx.connected_components(network.graph), key=lambda part: (-len(part), min(part)))
    if len(parts) < 2:
        return network
    kept = parts[0]
    left = message(
        "Left out, since only the largest component is measured: {nodes} of {all} nodes.",
        nodes=len(network.graph) - len(kept),
        all=len(network.graph),
    )
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(
        (node, data) for node, data in network.graph.nodes(data=True) if node in kept
    )
    graph.add_edges_from(
        (one, other, data) for one, other, data in network.graph.edges(data=True) if one in kept
    )
    return replace(network, graph=graph, left_out=(*network.left_out, left))


def _rows(
    measure: Measure,
    network: Network,
    nodes: list[str],
    values: Mapping[str, float],
    details: Mapping[str, Details],
    resampled: Spread | None,
    missing: Spread | None,
) -> tuple[RankedNode, ...]:
    import numpy as np

    if not nodes:
        return ()
    rounded = [significant(values[node]) for node in nodes]
    best, worst = rank_bounds(np.array([rounded]), lowest_first=measure.lowest_first)
    main = resampled or missing
    rows = []
    for place, (node, value) in enumerate(zip(nodes, rounded, strict=True)):
        data: dict[str, Any] = network.graph.nodes[node]
        defined = not math.isnan(value)
        french = str(data.get("label_fr") or node)
        rows.append(
            RankedNode(
                rank=int(best[0, place]) if defined else None,
                tied=bool(defined and worst[0, place] > best[0, place]),
                node=node,
                label=bilingual(french, str(data.get("label_en") or french)),
                kind=str(data.get("kind") or ""),
                place=str(data.get("city") or ""),
                value=value if defined else None,
                interval=resampled.ranks[place] if resampled and defined else None,
                missing=missing.ranks[place] if missing and defined else None,
                value_interval=main.values[place] if main and defined else None,
                first=main.first[place] if main and defined else None,
                details=details.get(node, {}),
            )
        )
    rows.sort(key=_order)
    ranked = [row for row in rows if row.rank is not None]
    if main:
        numbers = tiers([row.interval or row.missing or Interval(0, 0) for row in ranked])
        ranked = [replace(row, tier=tier) for row, tier in zip(ranked, numbers, strict=True)]
    return (*ranked, *rows[len(ranked) :])


def _order(row: RankedNode) -> tuple[float, str, str]:
    plain = unicodedata.normalize("NFKD", row.label.in_language("fr")).casefold()
    name = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return (math.inf if row.rank is None else row.rank, name, row.node)
