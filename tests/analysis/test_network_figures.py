"""Figures of networks and overlap of layers, by hand and for any graph."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.analysis.layers import body_layers, layer_overlap
from coopgraph.analysis.summary import Spread, strongest_edges, summarise

DAVIS = nx.davis_southern_women_graph()
pairs = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(
    lambda p: p[0] != p[1]
)
graphs = st.lists(pairs, max_size=12).map(nx.Graph)


def _mode(graph: nx.Graph[str], mode: str = "body") -> nx.Graph[str]:
    nx.set_node_attributes(graph, mode, "mode")
    return graph


def test_density_of_two_modes_counts_pairs_between_them() -> None:
    graph = DAVIS.copy()
    for node in graph:
        graph.nodes[node]["mode"] = "body" if node in DAVIS.graph["top"] else "collective"
    found = summarise(graph, two_mode=True)
    assert found.density == pytest.approx(89 / (18 * 14))
    assert (found.nodes, found.edges, found.components, found.isolates) == (32, 89, 1, 0)
    assert found.degrees["collective"] == Spread(3, 3.25, 5.5, 8, 14, pytest.approx(89 / 14))


def test_nothing_and_one_node_have_no_density() -> None:
    assert summarise(nx.Graph()).density is None
    assert summarise(nx.Graph()).largest == 0
    one = _mode(nx.empty_graph(["a"]))
    assert summarise(one).density is None
    assert summarise(one, two_mode=True).density is None
    assert summarise(one).degrees["body"] == Spread(0, 0, 0, 0, 0, 0)


@given(graphs)
def test_an_isolate_changes_what_it_must_and_no_more(graph: nx.Graph[str]) -> None:
    before = summarise(_mode(graph.copy()))
    more = graph.copy()
    more.add_node("z")
    after = summarise(_mode(more))
    assert (after.nodes, after.isolates, after.components) == (
        before.nodes + 1,
        before.isolates + 1,
        before.components + 1,
    )
    assert (after.edges, after.largest) == (before.edges, max(before.largest, 1))
    if before.density is not None:
        assert before.density == pytest.approx(nx.density(graph))


def test_strongest_edges_of_equal_weight_stand_in_order() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("b", "c", 1.0), ("a", "c", 1.0), ("a", "b", 3.0)])
    assert [edge[:2] for edge in strongest_edges(graph)] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert len(strongest_edges(graph, 2)) == 2


def test_a_star_in_one_layer_and_a_path_in_another() -> None:
    layers = {
        "star": nx.Graph([("a", "b"), ("a", "c"), ("a", "d")]),
        "path": nx.Graph([("a", "b")]),
    }
    star, path = layer_overlap(layers)
    assert (star.nodes, star.edges, star.alone, dict(star.common)) == (
        4,
        3,
        2,
        {"star": 3, "path": 1},
    )
    assert (path.nodes, path.edges, path.alone) == (2, 1, 0)
    found = {one.body: one for one in body_layers(layers)}
    # Three ties of four in one of two layers: 2 (1 - 9/16 - 1/16).
    assert found["a"].participation == pytest.approx(0.75)
    assert found["b"].participation == pytest.approx(1.0)
    assert found["c"].participation == 0
    assert dict(found["c"].degrees) == {"star": 1, "path": None}


def test_a_layer_without_edges_does_not_count() -> None:
    layers = {"x": nx.Graph([("a", "b")]), "empty": nx.empty_graph(["a"])}
    assert [one.participation for one in body_layers(layers)] == [None, None]
    assert layer_overlap(layers)[1].edges == 0


@given(st.lists(graphs, min_size=1, max_size=4))
def test_participation_lies_between_none_and_all(found: list[nx.Graph[str]]) -> None:
    layers = {str(place): graph for place, graph in enumerate(found)}
    for one in body_layers(layers):
        assert one.participation is None or -1e-12 <= one.participation <= 1 + 1e-12
    overlap = layer_overlap(layers)
    for one in overlap:
        for other in overlap:
            assert one.common[other.layer] == other.common[one.layer] <= one.edges
