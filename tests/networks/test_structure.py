"""Assortativity, nestedness, core: published values, brute force, another library."""

from __future__ import annotations

import itertools
import random

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.analysis.networks.core_periphery import find_core, pattern_correlation
from coopgraph.analysis.networks.mixing import degree_mixing, label_mixing, permuted_mixing
from coopgraph.analysis.networks.nestedness import measure_nestedness
from coopgraph.landscape import Landscape

GRAPHS = st.integers(1, 8).flatmap(
    lambda n: st.builds(
        nx.gnp_random_graph, st.just(n), st.floats(0, 1), seed=st.integers(0, 1_000)
    )
)
MEMBERS = st.dictionaries(
    st.sampled_from("uvwxyz"), st.frozensets(st.sampled_from("abcde")), min_size=1
)


def named(graph: nx.Graph[int]) -> nx.Graph[str]:
    return nx.relabel_nodes(graph, lambda node: f"n{node:03}")


# Assortativity


@pytest.mark.parametrize("attribute", ["kind", "region", "city"])
def test_an_independent_library_agrees_on_labels(
    curated_landscape: Landscape, attribute: str
) -> None:
    graph = curated_landscape.network().graph
    labels = {node: data[attribute] for node, data in graph.nodes(data=True)}
    found = label_mixing(graph, labels)
    known = graph.subgraph([node for node in graph if labels[node]])
    codes = {label: number for number, label in enumerate(sorted(set(labels.values())))}
    place = {node: number for number, node in enumerate(known)}
    other = igraph.Graph(n=len(known), edges=[(place[a], place[b]) for a, b in known.edges])
    expected = other.assortativity_nominal([codes[labels[node]] for node in known], directed=False)
    assert found.value == pytest.approx(expected, abs=1e-9)
    assert found.edges == known.number_of_edges()
    assert found.unknown == sum(1 for node in graph if not labels[node] and graph.degree(node))
    assert found.value == pytest.approx(nx.attribute_assortativity_coefficient(known, attribute))


def test_an_independent_library_agrees_on_degrees(curated_landscape: Landscape) -> None:
    graph = curated_landscape.network().graph
    place = {node: number for number, node in enumerate(graph)}
    other = igraph.Graph(n=len(graph), edges=[(place[a], place[b]) for a, b in graph.edges])
    assert degree_mixing(graph).value == pytest.approx(other.assortativity_degree(False), abs=1e-9)


def test_nodes_of_unknown_label_are_left_out_and_counted() -> None:
    graph = nx.Graph(["ab", "bc", "cd", "de"])
    found = label_mixing(graph, {"a": "x", "b": "x", "c": "", "d": "y"})
    assert (found.value, found.edges, found.unknown) == (None, 1, 2)


@settings(max_examples=60)
@given(GRAPHS, st.lists(st.sampled_from("xyz"), min_size=8, max_size=8))
def test_the_jackknife_leaves_out_each_edge(graph: nx.Graph[int], letters: list[str]) -> None:
    one = named(graph)
    labels = dict(zip(sorted(one), letters, strict=False))
    found = label_mixing(one, labels)
    if found.value is None or one.size() < 3:
        assert found.interval is None
        return
    squares = 0.0
    for edge in list(one.edges):
        without = one.copy()
        without.remove_edge(*edge)
        value = label_mixing(without, labels).value
        squares += 0.0 if value is None else (value - found.value) ** 2
    reach = 1.959963984540054 * squares**0.5
    assert found.interval == pytest.approx(
        (max(-1.0, found.value - reach), min(1.0, found.value + reach)), abs=1e-9
    )


def test_labels_dealt_anew_are_all_deals_alike() -> None:
    graph = nx.Graph(["ab", "bc", "cd"])
    labels = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    drawn = permuted_mixing(graph, labels, np.random.default_rng(1), 4000)
    values = []
    for chosen in itertools.combinations("abcd", 2):
        value = label_mixing(graph, {n: "x" if n in chosen else "y" for n in "abcd"}).value
        assert value is not None
        values.append(value)
    assert set(drawn) == set(values)
    for value in set(values):
        share = values.count(value) / len(values)
        assert drawn.count(value) / len(drawn) == pytest.approx(share, abs=0.05)


# Nestedness


def brute_force_nodf(members: dict[str, frozenset[str]]) -> float | None:
    """Return NODF as Almeida-Neto and others define it: rows and columns in decreasing fill."""
    names = [name for name in members if members[name]]
    bodies = sorted({body for name in names for body in members[name]})
    table = [[int(body in members[name]) for body in bodies] for name in names]

    def paired(rows: list[list[int]]) -> list[float]:
        rows = sorted(rows, key=sum, reverse=True)
        found = []
        for upper, lower in itertools.combinations(rows, 2):
            if sum(upper) > sum(lower):
                both = sum(a and b for a, b in zip(upper, lower, strict=True))
                found.append(100 * both / sum(lower))
            else:
                found.append(0.0)
        return found

    every = paired(table) + paired([list(column) for column in zip(*table, strict=True)])
    return sum(every) / len(every) if every else None


@given(MEMBERS)
def test_nestedness_is_that_of_its_definition(members: dict[str, frozenset[str]]) -> None:
    found = measure_nestedness(members).whole
    expected = brute_force_nodf(members)
    assert found == (None if expected is None else pytest.approx(expected))
    renamed = {f"{name}!": frozenset(b.upper() for b in members[name]) for name in sorted(members)}
    assert measure_nestedness(renamed).whole == found


def test_nestedness_of_the_southern_women(davis: nx.Graph[str]) -> None:
    events = [node for node, data in davis.nodes(data=True) if data["mode"] == "collective"]
    members = {event: frozenset(davis[event]) for event in events}
    found = measure_nestedness(members)
    assert found.whole == pytest.approx(brute_force_nodf(members))
    turned = {woman: frozenset(davis[woman]) for woman in davis if woman not in members}
    again = measure_nestedness(turned)
    assert (again.whole, again.bodies, again.collectives) == pytest.approx(
        (found.whole, found.collectives, found.bodies)
    )


def test_the_published_extremes_of_nestedness() -> None:
    steps = {f"u{n}": frozenset(range(n)) for n in range(1, 6)}
    assert measure_nestedness(steps).whole == 100.0  # type: ignore[arg-type]
    assert measure_nestedness({"u": frozenset("ab"), "v": frozenset("ab")}).whole == 0.0


# Core and periphery


def misfits(graph: nx.Graph[str], core: set[str]) -> int:
    return sum(
        not graph.has_edge(a, b) if {a, b} <= core else graph.has_edge(a, b)
        for a, b in itertools.combinations(graph, 2)
        if len({a, b} & core) != 1
    )


@settings(max_examples=80)
@given(GRAPHS, st.randoms(use_true_random=False))
def test_no_core_has_fewer_misfits(graph: nx.Graph[int], chance: random.Random) -> None:
    one = named(graph)
    found = find_core(one)
    tied = [node for node in one if one.degree(node)]
    least = min(
        misfits(one.subgraph(tied).copy(), set(core))
        for size in range(len(tied) + 1)
        for core in itertools.combinations(tied, size)
    )
    assert misfits(one, set(found.members)) == found.misfits == least
    names = dict(zip(one, chance.sample(list(one), len(one)), strict=True))
    again = find_core(nx.relabel_nodes(one, names))
    assert (len(again.members), again.misfits) == (len(found.members), found.misfits)
    one.add_node("isolate")
    assert find_core(one) == found


@settings(max_examples=60)
@given(GRAPHS)
def test_the_correlation_is_that_of_the_judged_pairs(graph: nx.Graph[int]) -> None:
    one = named(graph)
    core = set(find_core(one).members)
    tied = [node for node in one if one.degree(node)]
    judged = [pair for pair in itertools.combinations(tied, 2) if len(set(pair) & core) != 1]
    ideal = [float(set(pair) <= core) for pair in judged]
    real = [float(one.has_edge(*pair)) for pair in judged]
    found = pattern_correlation(one, sorted(core))
    if len(set(ideal)) < 2 or len(set(real)) < 2:
        assert found is None
    else:
        assert found == pytest.approx(np.corrcoef(ideal, real)[0, 1])


def test_a_core_with_a_fringe_fits_wholly() -> None:
    graph = nx.complete_graph(4)
    graph.add_edges_from((node, node + 10) for node in range(4))
    found = find_core(named(graph))
    assert (len(found.members), found.misfits, found.correlation) == (4, 0, 1.0)
