"""Measure how long rankings take: all measures with intervals, and two on a large network.

``python benchmarks/measures.py`` ranks by every measure on the packaged landscape with the default
intervals, by :meth:`coopgraph.Landscape.rank` of one landscape, projections included; ``--large
[NODES]`` computes betweenness (exact and sampled), constraint and effective size on a random
network with as many nodes (100,000 unless told otherwise) and three times as many edges;
``--communities [NODES [METHOD]]`` finds communities with their stability and all that is held
against chance on a random network of planted groups with as many nodes (5,000) and four times as
many edges, as ``coopgraph communities`` does unless told otherwise; ``--methods`` finds those of
the packaged landscape by each method, with 100 seeds and as many networks without a tenth of the
edges, and compares quality, agreement and time. Numbers
depend on the machine: they are read by people; no test fails on them. Processor time stands beside
time on the clock, for machines that do other work as well.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx

import coopgraph
from coopgraph.analysis.networks import MEASURES, How, Measure, Ranking
from coopgraph.analysis.networks.agreement import mean_agreement
from coopgraph.analysis.networks.communities import Communities, find_communities
from coopgraph.analysis.networks.engine import engine_for
from coopgraph.analysis.networks.partitions import METHODS, find_groups, method_for
from coopgraph.analysis.networks.structure import Structure, assess_structure
from coopgraph.messages import message
from coopgraph.projection.networks import Declaration, Network

#: Seconds within which all measures with intervals are wanted together.
BUDGET = 20.0
#: Number of planted groups.
GROUPS = 50


def processor_time() -> float:
    """Return the processor time of this process, its threads, and processes that it started."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def timed(name: str, work: Callable[[], object]) -> tuple[float, float]:
    """Run something, print how long it took, and return both times."""
    begin, worked = time.perf_counter(), processor_time()
    work()
    seconds, processor = time.perf_counter() - begin, processor_time() - worked
    print(f"{seconds:9.2f}s {processor:9.2f}s  {name}", flush=True)
    return seconds, processor


def packaged() -> None:
    """Rank by every measure on the packaged landscape, as a user does: projections included."""
    landscape = coopgraph.load(as_of="2024-12-31")
    total = [0.0, 0.0]
    for name, measure in MEASURES.items():

        def work(measure: Measure = measure) -> Ranking:
            return landscape.rank(measure.name, largest=measure.needs.connected)

        seconds, processor = timed(name, work)
        total[0] += seconds
        total[1] += processor
    print(f"{total[0]:9.2f}s {total[1]:9.2f}s  all {len(MEASURES)} (budget {BUDGET:.0f}s)")


def large(nodes: int) -> None:
    """Compute what is costly on a large random network with a skewed distribution of degrees."""
    graph = nx.relabel_nodes(
        nx.barabasi_albert_graph(nodes, 3, seed=1), {n: f"{n:07d}" for n in range(nodes)}
    )
    for _, _, data in graph.edges(data=True):
        data["weight"] = 1.0
    print(f"{nodes} nodes, {graph.number_of_edges()} edges")
    weight = How(weight="weight")
    timed("constraint", lambda: MEASURES["constraint"].values(graph, weight))
    timed("effective-size", lambda: MEASURES["effective-size"].values(graph, weight))
    sampled = How(sample=200)
    betweenness, closeness = MEASURES["betweenness"], MEASURES["closeness"]
    print(f"shortest paths: {engine_for(graph)}")
    timed("betweenness, 200 sampled", lambda: betweenness.values(graph, sampled))
    timed("closeness", lambda: closeness.values(graph, How()))
    timed("betweenness, exact", lambda: betweenness.values(graph, How()))


def planted(nodes: int) -> Network:
    """Return a random network with groups of a hundred, inside which seven of ten edges run."""
    generator = random.Random(1)  # noqa: S311 - a network, no secret
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((f"{n:07d}", {"mode": "body", "label_fr": str(n)}) for n in range(nodes))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < 4 * nodes:
        one = int(nodes * generator.random() ** 1.5)  # the first have more edges than the last
        near = generator.random() < 0.7
        other = one % GROUPS + GROUPS * generator.randrange(nodes // GROUPS) if near else None
        other = generator.randrange(nodes) if other is None else other
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    graph.add_edges_from((f"{one:07d}", f"{other:07d}") for one, other in sorted(pairs))
    text = message("{title}", title="planted groups")
    declaration = Declaration(
        name="planted",
        title=text,
        nodes=text,
        edges=text,
        direction=text,
        weight=text,
        not_for=text,
    )
    return Network(declaration=declaration, graph=graph)


def communities(nodes: int, method: str | None) -> None:
    """Find the communities of a large network with all that is said of them."""
    network = planted(nodes)
    graph = network.graph
    print(f"{nodes} nodes, {graph.number_of_edges()} edges")
    chosen = method or method_for(graph)
    timed(f"one run of {chosen}", lambda: find_groups(graph, weight=None, seed=1, method=chosen))
    found: list[Structure] = []
    timed(f"all of it, {chosen}", lambda: found.append(assess_structure(network, method=method)))
    one = found[0].communities
    print(f"{one.seeds} seeds, {found[0].replicates} networks by chance: {len(one.found)} found")


def methods() -> None:
    """Compare the methods on networks of the packaged landscape."""
    landscape = coopgraph.load(as_of="2024-12-31")
    asked: list[tuple[str, dict[str, Any]]] = [
        ("partners", {}),
        ("partners-newman", {}),
        ("partners", {"with_focus": True, "roles": ("supervising", "participant")}),
        ("partners", {"layers": ("label",), "whole": True}),
        ("sites", {}),
    ]
    for projection, choices in asked:
        network = landscape.network(projection, **choices)
        print(f"{projection} {choices or ''}")
        parts = [by_method(network.graph, method) for method in METHODS]
        nodes = sorted(node for part in parts[0] for node in part)
        alike = mean_agreement(nodes, parts)
        print(f"{'':24}the two partitions printed: adjusted Rand index {alike:.3f}")


def by_method(graph: nx.Graph[str], method: str) -> list[list[str]]:
    """Find communities by one method, print what they are worth, and return the members."""
    found: list[Communities] = []
    name = f"{method}, {len(graph)} nodes, {graph.number_of_edges()} edges"
    timed(name, lambda: found.append(find_communities(graph, weight="weight", method=method)))
    one = found[0]
    states = [community.state for community in one.found]
    mean = sum(one.modularities) / len(one.modularities)
    if one.over_seeds is not None and one.over_missing is not None:
        print(f"{'':24}modularity {one.modularity:.4f}, of a run {mean:.4f} on average")
        print(
            f"{'':24}agreement over seeds {one.over_seeds.mean:.3f}, with edges missing "
            f"{one.over_missing.mean:.3f}"
        )
    print(f"{'':24}{len(states)} communities, {states.count('stable')} stable")
    return [[member.node for member in community.members] for community in one.found]


def main(arguments: list[str]) -> int:
    """Print the tables."""
    print(f"{'clock':>10} {'processor':>10}")
    if "--large" in arguments:
        rest = [argument for argument in arguments if argument != "--large"]
        large(int(rest[0]) if rest else 100_000)
    elif "--methods" in arguments:
        methods()
    elif "--communities" in arguments:
        rest = [argument for argument in arguments if argument != "--communities"]
        communities(int(rest[0]) if rest else 5_000, rest[1] if len(rest) > 1 else None)
    else:
        packaged()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
