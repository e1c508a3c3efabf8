"""The compiled engine of very large graphs: the values of networkx, whatever the processors."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.analysis.networks import engine
from coopgraph.analysis.networks.compiled import dependencies, distances
from coopgraph.landscape import Landscape

#: More nodes than parts into which sources are divided, in several components, with a node alone.
SPREAD = nx.disjoint_union_all(
    [nx.barabasi_albert_graph(150, 2, seed=3), nx.cycle_graph(9), nx.empty_graph(1)]
)


@pytest.fixture(autouse=True)
def compiled_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_VERY_LARGE", -1)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    nodes = draw(st.integers(1, 12))
    pairs = [(a, b) for a in range(nodes) for b in range(a + 1)]
    made = nx.Graph()
    made.add_nodes_from(draw(st.permutations(range(nodes))))
    made.add_edges_from(draw(st.lists(st.sampled_from(pairs), max_size=30)))
    made.remove_edges_from(list(nx.selfloop_edges(made)))
    return made


def same(found: dict[Any, float], expected: dict[Any, float]) -> None:
    assert list(found) == list(expected)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@settings(max_examples=80, deadline=None)
@given(graph=graphs(), normalized=st.booleans())
def test_values_are_those_of_networkx(graph: nx.Graph[Any], normalized: bool) -> None:
    assert engine.engine_for(graph) == "numba"
    found = engine.betweenness(graph, normalized=normalized)
    same(found, nx.betweenness_centrality(graph, normalized=normalized))
    same(engine.closeness(graph), nx.closeness_centrality(graph))


@settings(max_examples=60, deadline=None)
@given(graph=graphs(), seed=st.integers(0, 9), normalized=st.booleans(), data=st.data())
def test_a_sample_is_that_of_networkx(
    graph: nx.Graph[Any], seed: int, normalized: bool, data: st.DataObject
) -> None:
    sample = data.draw(st.integers(1, len(graph)))
    found = engine.betweenness(graph, sample=sample, seed=seed, normalized=normalized)
    expected = nx.betweenness_centrality(graph, k=sample, seed=seed, normalized=normalized)
    same(found, expected)


def test_values_on_the_packaged_landscape(curated_landscape: Landscape) -> None:
    for projection in ("partners", "structures"):
        graph = curated_landscape.network(projection).graph
        same(engine.betweenness(graph), nx.betweenness_centrality(graph))
        same(engine.closeness(graph), nx.closeness_centrality(graph))


def test_the_number_of_processors_changes_no_digit() -> None:
    every = numba.get_num_threads()
    try:
        found = []
        for threads in {1, every}:
            numba.set_num_threads(threads)
            sums = dependencies(SPREAD).tolist()
            found.append((sums, [part.tolist() for part in distances(SPREAD)]))
        assert all(one == found[0] for one in found)
    finally:
        numba.set_num_threads(every)
    assert found[0][0][0] > 0


def test_a_loop_is_no_way() -> None:
    looped = nx.path_graph(5)
    looped.add_edge(2, 2)
    assert dependencies(looped).tolist() == dependencies(nx.path_graph(5)).tolist()


def test_lengths_and_other_backends_stay_with_networkx() -> None:
    graph = nx.path_graph(4)
    assert engine.engine_for(graph, lengths=True) == "networkx"
    with nx.config.backend_priority(algos=["networkx"]):
        assert engine.engine_for(graph) == "networkx"


def test_without_the_extra_the_next_engine_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(engine, "_LARGE", 0)
    assert engine.engine_for(nx.path_graph(4)) == "rustworkx"
    assert not math.isnan(engine.betweenness(nx.path_graph(4))[1])
