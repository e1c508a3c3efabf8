"""Traps of other tools that measures here do not fall into, pinned so that nobody walks back."""

from __future__ import annotations

import math
from collections.abc import Callable

import networkx as nx
import pytest

from coopgraph.analysis.networks import MEASURES, How, rank_nodes
from coopgraph.landscape import Landscape
from coopgraph.projection.catalogue import PROJECTIONS
from coopgraph.projection.networks import Network

Wrap = Callable[..., Network]


def _triangle_with_a_loop() -> nx.Graph[int]:
    graph = nx.complete_graph(3)
    graph.add_edge(0, 0)
    return graph


def test_networkx_reads_a_self_loop_in_two_ways() -> None:
    graph = _triangle_with_a_loop()
    every, listed = nx.effective_size(graph), nx.effective_size(graph, nodes=list(graph))
    assert list(every.values()) == pytest.approx([2 / 3, 0.5, 0.5])
    assert list(listed.values()) == pytest.approx([1, 0, 0])


def test_networkx_divides_by_the_wrong_weights_when_asked_for_all_nodes(
    borgatti: nx.Graph[str],
) -> None:
    published = {"G": 5.47, "A": 2.47}
    at_once = nx.effective_size(borgatti, weight="weight")
    by_node = nx.effective_size(borgatti, nodes=list(borgatti), weight="weight")
    ours = MEASURES["effective-size"].values(borgatti, How(weight="weight"))
    for node, value in published.items():
        assert by_node[node] == pytest.approx(value, abs=6e-3)
        assert ours[node] == pytest.approx(value, abs=6e-3)
        assert at_once[node] != pytest.approx(value, abs=6e-3)  # once this fails, use it


@pytest.mark.parametrize("name", sorted(PROJECTIONS))
def test_networks_have_neither_loops_nor_parallel_edges(
    curated_landscape: Landscape, name: str
) -> None:
    has_focus = name not in ("countries-themes", "sites")
    choices = {"with_focus": True} if has_focus else {}
    graph = curated_landscape.network(name, **choices).graph
    assert not graph.is_multigraph()
    assert not list(nx.selfloop_edges(graph))


def test_parallel_edges_would_act_as_weights() -> None:
    graph = nx.MultiGraph([(0, 1), (0, 1), (0, 2), (1, 2)])
    assert nx.constraint(graph)[0] == pytest.approx(1.003086, abs=5e-7)
    assert nx.constraint(nx.Graph(graph))[0] == pytest.approx(1.125)


def test_common_neighbours_say_nothing_across_two_modes() -> None:
    """Why holes are looked for among nodes of one kind: across modes each such score is 0."""
    davis = nx.davis_southern_women_graph()
    pairs = [
        (woman, event)
        for woman in davis.graph["top"]
        for event in davis.graph["bottom"]
        if event not in davis[woman]
    ]
    assert {score for *_, score in nx.adamic_adar_index(davis, pairs)} == {0}
    with pytest.raises(nx.NetworkXNotImplemented):
        nx.adamic_adar_index(nx.DiGraph([(0, 1)]), [(0, 1)])


@pytest.mark.parametrize("measure", ["constraint", "effective-size", "efficiency", "participation"])
def test_what_is_not_defined_has_no_rank(wrap: Wrap, measure: str) -> None:
    graph = nx.path_graph(3)
    graph.add_node(3)
    groups = dict.fromkeys("0123", "here")
    ranking = rank_nodes(wrap(graph, groups=groups, attribute="city"), measure, replicates=20)
    last = ranking.rows[-1]
    assert (last.node, last.rank, last.value, last.interval) == ("3", None, None, None)
    assert [row.rank for row in ranking.rows[:3]].count(None) == 0
    assert any("not defined" in said for said in ranking.method())


def test_isolates_only(wrap: Wrap) -> None:
    network = wrap(nx.empty_graph(3), groups=dict.fromkeys("012", "x"), attribute="city")
    for name in ("constraint", "effective-size", "efficiency", "participation"):
        assert {row.rank for row in rank_nodes(network, name, replicates=20).rows} == {None}
    for name in ("degree", "betweenness", "closeness", "articulation", "bridges", "core"):
        rows = rank_nodes(network, name, replicates=20).rows
        assert {(row.rank, row.value) for row in rows} == {(1, 0)}
        assert {tuple(row.missing or ()) for row in rows} == {(1, 3)}


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_an_empty_network_is_no_accident(wrap: Wrap, name: str) -> None:
    measure = MEASURES[name]
    network = wrap(
        nx.Graph(),
        two_mode=measure.needs.modes == "two",
        weighted=measure.needs.weights == "required",
    )
    assert rank_nodes(network, name, replicates=20).rows == ()


def test_networkx_ranks_a_lone_pair_first_in_two_mode_closeness(wrap: Wrap) -> None:
    graph: nx.Graph[str] = nx.complete_bipartite_graph(4, 6)
    graph.add_edge("lone", "own")
    for node, data in graph.nodes(data=True):
        body = data.get("bipartite") == 0 or node == "lone"
        data.clear()
        data["mode"] = "body" if body else "collective"
    bodies = [node for node, mode in graph.nodes(data="mode") if mode == "body"]
    theirs = nx.bipartite.closeness_centrality(graph, bodies)
    assert theirs["lone"] > 1 > 0.9 > 1 - 1 / len(graph) - 0.1
    rows = rank_nodes(wrap(graph, two_mode=True), "two-mode-closeness", exact=True).rows
    assert rows[-1].node == "lone"
    assert rows[-1].value == pytest.approx(1 / 11)


def test_constraint_can_exceed_one(wrap: Wrap) -> None:
    graph = nx.complete_graph(3)
    rows = rank_nodes(wrap(graph), "constraint", exact=True).rows
    assert {row.value for row in rows} == {1.125}


def test_a_two_mode_network_of_one_collective(wrap: Wrap) -> None:
    graph: nx.Graph[str] = nx.Graph([("u", "a"), ("u", "b")])
    nx.set_node_attributes(graph, {"u": "collective", "a": "body", "b": "body"}, "mode")
    for name in ("two-mode-degree", "two-mode-closeness", "two-mode-betweenness"):
        rows = rank_nodes(wrap(graph, two_mode=True), name, exact=True).rows
        assert [row.value for row in rows] == ([0, 0] if "betweenness" in name else [1, 1])


def test_values_are_never_numpy(wrap: Wrap, borgatti: nx.Graph[str]) -> None:
    for name, measure in MEASURES.items():
        if measure.needs.modes == "two":
            continue
        groups = dict.fromkeys(borgatti, "x")
        network = wrap(
            borgatti, weighted=True, groups=groups, attribute=measure.needs.groups or "-"
        )
        found = measure.values(
            network.graph, How(weight="weight", groups=measure.needs.groups, mode="body")
        )
        assert {type(value) for value in found.values()} == {float}, name
        assert not any(math.isnan(value) for value in found.values()), name
