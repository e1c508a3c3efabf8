"""What must not matter does not: names, order of insertion, a node without ties; two libraries."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.analysis.networks import MEASURES, How
from coopgraph.analysis.networks import engine as paths
from coopgraph.analysis.networks.cohesion import cut_off
from coopgraph.analysis.networks.roles import ROLES, count_roles, expected_roles
from coopgraph.landscape import Landscape

ONE_MODE = sorted(name for name, m in MEASURES.items() if m.needs.modes != "two")
#: Values of other nodes that an isolate changes, by the number of nodes in their norm.
NORMED = ("betweenness", "closeness", "pagerank", "two-mode-degree", "eigenvector")


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[str]:
    """Return a small graph with weights and groups."""
    number = draw(st.integers(2, 9))
    names = [f"n{position}" for position in range(number)]
    pairs = [(one, other) for i, one in enumerate(names) for other in names[i + 1 :]]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    graph: nx.Graph[str] = nx.Graph()
    for name in names:
        graph.add_node(name, kind=draw(st.sampled_from("xyz")), city=draw(st.sampled_from("XYZ")))
    for one, other in edges:
        graph.add_edge(one, other, weight=float(draw(st.integers(1, 5))))
    return graph


def _how(name: str) -> How:
    needs = MEASURES[name].needs
    weight = "weight" if needs.weights in ("taken", "required") else None
    return How(weight=weight, groups=needs.groups)


def _same(one: dict[str, float], other: dict[str, float]) -> None:
    assert one.keys() == other.keys()
    assert one == pytest.approx(other, rel=1e-7, abs=1e-7, nan_ok=True)


def _defined(name: str, graph: nx.Graph[str]) -> bool:
    """Tell whether the values are the only ones: several leading eigenvectors leave a choice."""
    return name != "eigenvector" or nx.is_connected(graph)


@pytest.mark.parametrize("name", ONE_MODE)
@given(graph=graphs(), chance=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_names_and_order_do_not_matter(
    name: str, graph: nx.Graph[str], chance: random.Random
) -> None:
    if not _defined(name, graph):
        return
    nodes = list(graph)
    shuffled = chance.sample(nodes, len(nodes))
    renamed = dict(zip(nodes, shuffled, strict=True))
    other: nx.Graph[str] = nx.Graph()
    for node in chance.sample(nodes, len(nodes)):
        other.add_node(renamed[node], **graph.nodes[node])
    edges = list(graph.edges(data=True))
    for one, end, data in chance.sample(edges, len(edges)):
        other.add_edge(renamed[end], renamed[one], **data)
    values = MEASURES[name].values
    found = values(other, _how(name))
    _same(values(graph, _how(name)), {node: found[renamed[node]] for node in nodes})


@pytest.mark.parametrize("name", [name for name in ONE_MODE if name not in NORMED])
@given(graph=graphs())
@settings(max_examples=40)
def test_an_isolate_changes_nobody_else(name: str, graph: nx.Graph[str]) -> None:
    values = MEASURES[name].values
    before = values(graph, _how(name))
    graph.add_node("~", kind="x", city="X")
    after = values(graph, _how(name))
    _same(before, {node: after[node] for node in before})


@pytest.mark.parametrize("name", ["betweenness", "closeness"])
@given(graph=graphs())
@settings(max_examples=40)
def test_an_isolate_changes_norms_only(name: str, graph: nx.Graph[str]) -> None:
    values = MEASURES[name].values
    before = values(graph, _how(name))
    n = len(graph)
    graph.add_node("~", kind="x", city="X")
    after = values(graph, _how(name))
    factor = (n - 2) / n if name == "betweenness" else (n - 1) / n
    _same({node: value * factor for node, value in before.items()}, {n: after[n] for n in before})


@given(graph=graphs())
@settings(max_examples=60)
def test_what_is_cut_off_by_taking_nodes_out(graph: nx.Graph[str]) -> None:
    expected = {}
    for node in graph:
        members = nx.node_connected_component(graph, node)
        rest = graph.subgraph(members - {node})
        sizes = [len(part) for part in nx.connected_components(rest)]
        expected[node] = sum(sizes) - max(sizes, default=0)
    assert cut_off(graph) == expected


@given(graph=graphs(), directed=st.booleans())
@settings(max_examples=60)
def test_roles_counted_triad_by_triad(graph: nx.Graph[str], directed: bool) -> None:
    kinds = {node: str(data["kind"]) for node, data in graph.nodes(data=True)}
    kinds["n0"] = ""
    checked: Any = nx.DiGraph(list(graph.edges)) if directed else graph
    checked.add_nodes_from(graph)
    expected = {node: dict.fromkeys(ROLES, 0) for node in checked}
    for i, j, k in permutations(checked, 3):
        if not (checked.has_edge(i, j) and checked.has_edge(j, k)) or checked.has_edge(i, k):
            continue
        a, b, c = kinds[i], kinds[j], kinds[k]
        if not (a and b and c):
            continue
        if a == b == c:
            role = "coordinator"
        elif a == c:
            role = "itinerant"
        elif b == c:
            role = "gatekeeper"
        elif a == b:
            role = "representative"
        else:
            role = "liaison"
        expected[j][role] += 1
    assert count_roles(checked, kinds) == expected


def test_expected_roles_are_the_mean_over_all_ways_to_deal() -> None:
    graph = nx.path_graph(["a", "b", "c", "d", "e"])
    labels = "xxyyz"
    deals = [dict(zip(graph, deal, strict=True)) for deal in permutations(labels)]
    counts = [count_roles(graph, deal)["b"] for deal in deals]
    shares = expected_roles(deals[0])
    for role in ROLES:
        mean = sum(count[role] for count in counts) / len(counts)
        assert mean == pytest.approx(2 * shares[role])  # one pair, in both orders


@pytest.mark.parametrize("projection", ["partners", "structures"])
@pytest.mark.parametrize("measure", ["betweenness", "closeness"])
def test_engines_agree(
    curated_landscape: Landscape, monkeypatch: pytest.MonkeyPatch, projection: str, measure: str
) -> None:
    graph = curated_landscape.network(projection).graph
    function: Callable[..., dict[str, float]] = getattr(paths, measure)
    monkeypatch.setattr(paths, "_LARGE", 0)
    quick = function(graph)
    monkeypatch.setattr(paths, "_LARGE", 10**9)
    reference = function(graph)
    assert quick == pytest.approx(reference, rel=1e-9, abs=1e-12)
    with nx.config.backend_priority(algos=["networkx"]):
        monkeypatch.setattr(paths, "_LARGE", 0)
        assert function(graph) == reference  # whoever configured networkx gets networkx


@given(graph=graphs(), weight=st.sampled_from([None, "weight"]))
@settings(max_examples=60)
def test_effective_size_is_that_of_networkx_node_by_node(
    graph: nx.Graph[str], weight: str | None
) -> None:
    found = MEASURES["effective-size"].values(graph, How(weight=weight))
    _same(found, nx.effective_size(graph, nodes=list(graph), weight=weight))


def _igraph(graph: nx.Graph[str]) -> igraph.Graph:
    nodes = list(graph)
    number = {node: position for position, node in enumerate(nodes)}
    made = igraph.Graph(n=len(nodes), edges=[(number[a], number[b]) for a, b in graph.edges])
    made.es["weight"] = [weight for _, _, weight in graph.edges(data="weight")]
    return made


def test_an_independent_library_agrees_on_the_packaged_landscape(
    curated_landscape: Landscape,
) -> None:
    graph = curated_landscape.network(with_focus=True).graph
    other, n = _igraph(graph), len(graph)
    weight = How(weight="weight")
    norm = (n - 1) * (n - 2) / 2
    leading = other.eigenvector_centrality(weights="weight", scale=True)
    length = sum(value**2 for value in leading) ** 0.5
    theirs = {
        "degree": (other.degree(), How()),
        "strength": (other.strength(weights="weight"), weight),
        "betweenness": ([value / norm for value in other.betweenness()], How()),
        "closeness": (other.closeness(), How()),
        "eigenvector": ([value / length for value in leading], weight),
        "pagerank": (other.pagerank(damping=0.85, weights="weight"), weight),
        "constraint": (other.constraint(weights="weight"), weight),
        "core": (other.coreness(), How()),
    }
    for name, (expected, how) in theirs.items():
        found = MEASURES[name].values(graph, how)
        assert list(found.values()) == pytest.approx(expected, rel=1e-6, abs=1e-9), name
    points = {list(graph)[number] for number in other.articulation_points()}
    assert {node for node, number in cut_off(graph).items() if number} == points
    assert sum(MEASURES["bridges"].values(graph, How()).values()) == 2 * len(other.bridges())


def test_an_independent_library_agrees_on_lengths(curated_landscape: Landscape) -> None:
    ranking = curated_landscape.rank("betweenness", distance="inverse", with_focus=True, exact=True)
    graph = curated_landscape.network(with_focus=True).graph
    other, n = _igraph(graph), len(graph)
    other.es["length"] = [1 / weight for weight in other.es["weight"]]
    norm = (n - 1) * (n - 2) / 2
    theirs = dict(zip(graph, other.betweenness(weights="length"), strict=True))
    found = {row.node: row.value for row in ranking.rows}
    assert found == pytest.approx({k: v / norm for k, v in theirs.items()}, rel=1e-6, abs=1e-9)
