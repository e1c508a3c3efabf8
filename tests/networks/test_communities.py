"""Communities: published values, planted parts, agreement by definition, what must not matter."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.analysis.networks.agreement import (
    adjusted_rand,
    compare_partitions,
    mean_agreement,
)
from coopgraph.analysis.networks.chance import deal_memberships, rewire
from coopgraph.analysis.networks.communities import Communities, find_communities
from coopgraph.analysis.networks.partitions import (
    METHODS,
    find_groups,
    method_for,
    modularity_of,
    split_disconnected,
)
from coopgraph.analysis.networks.structure import assess_structure
from coopgraph.errors import MissingExtra, ParameterError
from coopgraph.outputs.communities_words import said_of_communities
from coopgraph.projection.networks import Network

Wrap = Callable[..., Network]
GRAPHS = st.integers(2, 12).flatmap(
    lambda n: st.builds(
        nx.gnp_random_graph, st.just(n), st.floats(0, 0.7), seed=st.integers(0, 1_000)
    )
)


def named(graph: nx.Graph[int]) -> nx.Graph[str]:
    """Return a graph whose names sort as its numbers do."""
    return nx.relabel_nodes(graph, lambda node: f"n{node:03}")


def parts(found: Communities) -> list[list[str]]:
    return [sorted(member.node for member in one.members) for one in found.found]


def zachary() -> nx.Graph[str]:
    return named(nx.karate_club_graph())


# Published values


def test_zachary_comes_near_the_optimum_and_never_above() -> None:
    found = find_communities(zachary(), seeds=100)
    assert found.modularity is not None
    assert 0.415 <= found.modularity <= 0.4197896 + 1e-7
    assert max(found.modularities) == found.modularity
    assert min(found.modularities) < found.modularity, "a single run is not the best one"


@pytest.mark.parametrize(("weight", "expected"), [(None, 0.358235), ("weight", 0.391438)])
def test_the_split_of_the_club(weight: str | None, expected: float) -> None:
    graph = zachary()
    clubs: dict[str, set[str]] = {}
    for node, club in graph.nodes(data="club"):
        clubs.setdefault(club, set()).add(node)
    assert modularity_of(graph, clubs.values(), weight=weight) == pytest.approx(expected, abs=1e-6)


def test_planted_parts_are_found_again() -> None:
    graph = named(nx.planted_partition_graph(4, 12, 0.8, 0.03, seed=5))
    found = find_communities(graph, seeds=20)
    planted = [[f"n{12 * part + place:03}" for place in range(12)] for part in range(4)]
    assert sorted(parts(found)) == planted
    assert found.over_seeds is not None
    assert found.over_seeds.mean == 1.0
    assert {one.state for one in found.found} == {"stable"}


def test_a_random_network_is_no_more_divided_than_chance(wrap: Wrap) -> None:
    network = wrap(named(nx.gnm_random_graph(40, 100, seed=3)))
    figure = assess_structure(network, seeds=10, replicates=40).figure("modularity-edges")
    assert figure is not None
    assert figure.at_or_above is not None
    assert figure.at_or_above > 0.05
    planted = wrap(named(nx.planted_partition_graph(4, 10, 0.8, 0.03, seed=5)))
    figure = assess_structure(planted, seeds=10, replicates=40).figure("modularity-edges")
    assert figure is not None
    assert figure.at_or_above == pytest.approx(1 / 41)


# Pieces


def test_pieces_that_no_tie_joins_are_taken_apart() -> None:
    graph = named(nx.Graph([(0, 1), (1, 2), (3, 4), (2, 9), (9, 3)]))
    assert split_disconnected(graph, [{"n000", "n001", "n003", "n004"}, {"n002", "n009"}]) == [
        {"n000", "n001"},
        {"n003", "n004"},
        {"n002", "n009"},
    ]


def test_a_community_in_pieces_is_split_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = named(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3)))
    monkeypatch.setattr(nx.community, "louvain_communities", lambda graph, **_: [set(graph)])
    found = find_communities(graph, seeds=3)
    assert [len(part) for part in parts(found)] == [3, 3]
    assert found.split == 1


@settings(max_examples=60)
@given(GRAPHS, st.integers(0, 50), st.sampled_from(METHODS))
def test_each_community_is_in_one_piece_and_all_nodes_are_in_one(
    graph: nx.Graph[int], seed: int, method: str
) -> None:
    found = find_groups(graph, seed=seed, method=method)
    assert sorted(itertools.chain.from_iterable(found)) == sorted(graph)
    assert all(nx.is_connected(graph.subgraph(part)) for part in found)


# What must not matter


@settings(max_examples=30)
@given(GRAPHS, st.randoms(use_true_random=False))
def test_order_of_insertion_and_names_that_sort_alike_do_not_matter(
    graph: nx.Graph[int], chance: random.Random
) -> None:
    shuffled: nx.Graph[int] = nx.Graph()
    shuffled.add_nodes_from(chance.sample(list(graph), len(graph)))
    shuffled.add_edges_from((b, a) for a, b in chance.sample(list(graph.edges), graph.size()))
    one, other = named(graph), nx.relabel_nodes(shuffled, lambda node: f"x{node:03}")
    expected = [[f"x{name[1:]}" for name in part] for part in parts(find_communities(one, seeds=5))]
    assert parts(find_communities(other, seeds=5)) == expected


@settings(max_examples=30)
@given(GRAPHS)
def test_an_isolate_is_listed_apart_and_changes_nothing_else(graph: nx.Graph[int]) -> None:
    one = named(graph)
    before = find_communities(one, seeds=5)
    one.add_node("m")
    after = find_communities(one, seeds=5)
    assert after.isolates == ("m", *before.isolates)
    assert (after.found, after.modularity) == (before.found, before.modularity)
    assert all(one.degree(member.node) for part in after.found for member in part.members)


def test_weights_and_resolution_are_taken() -> None:
    graph = named(nx.cycle_graph(6))
    nx.set_edge_attributes(graph, 1.0, "weight")
    for edge in (("n000", "n001"), ("n002", "n003"), ("n004", "n005")):
        graph.edges[edge]["weight"] = 9.0
    pairs = [["n000", "n001"], ["n002", "n003"], ["n004", "n005"]]
    assert parts(find_communities(graph, weight="weight", seeds=5)) == pairs
    assert len(find_communities(graph, weight="weight", seeds=5, resolution=0.1).found) == 1
    assert len(find_communities(graph, seeds=5, resolution=9).found) == 6


def test_the_same_under_any_hash_seed_and_random_state_is_left_alone(wrap: Wrap) -> None:
    program = (
        "import networkx as nx\n"
        "from coopgraph.analysis.networks.communities import find_communities\n"
        "from coopgraph.analysis.networks.chance import rewire\n"
        "import numpy as np\n"
        "made = nx.gnm_random_graph(40, 90, seed=2)\n"
        "edges = {tuple(f'n{x}' for x in edge) for edge in made.edges}\n"
        "graph = nx.Graph(edges)\n"
        "print(find_communities(graph, seeds=10))\n"
        "print([sorted(g.edges) for g in rewire(graph, np.random.default_rng(1), 2)])\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert "Community(" in said.pop()
    before, other = random.getstate(), np.random.get_state()[1].tolist()
    assess_structure(wrap(zachary()), seeds=5, replicates=20)
    assert random.getstate() == before
    assert np.random.get_state()[1].tolist() == other


# Agreement


def brute_force_rand(one: list[int], other: list[int]) -> float:
    """Return the adjusted index from its definition, pair by pair."""
    pairs = list(itertools.combinations(range(len(one)), 2))
    first = [one[a] == one[b] for a, b in pairs]
    second = [other[a] == other[b] for a, b in pairs]
    index = sum(a and b for a, b in zip(first, second, strict=True))
    expected = sum(first) * sum(second) / len(pairs)
    most = (sum(first) + sum(second)) / 2
    return 1.0 if most == expected else (index - expected) / (most - expected)


PARTITIONS = st.integers(2, 9).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 3), min_size=n, max_size=n), min_size=2, max_size=5)
)


def groups_of(numbers: list[int]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for place, number in enumerate(numbers):
        found.setdefault(number, []).append(f"n{place}")
    return list(found.values())


@given(PARTITIONS)
def test_agreement_is_the_mean_over_pairs(partitions: list[list[int]]) -> None:
    pairs = list(itertools.combinations(partitions, 2))
    values = [brute_force_rand(one, other) for one, other in pairs]
    found = [adjusted_rand(one, other) for one, other in pairs]
    assert found == pytest.approx(values, abs=1e-9)
    nodes = [f"n{place}" for place in range(len(partitions[0]))]
    every = [groups_of(numbers) for numbers in partitions]
    assert mean_agreement(nodes, every) == pytest.approx(sum(values) / len(values), abs=1e-9)


@given(PARTITIONS)
def test_overlaps_are_the_best_jaccard_of_each_other_partition(partitions: list[list[int]]) -> None:
    nodes = [f"n{place}" for place in range(len(partitions[0]))]
    every = [groups_of(numbers) for numbers in partitions]
    found = compare_partitions(nodes, every, every[0])
    for group, overlap in zip(every[0], found.overlaps, strict=True):
        best = [
            max(len(set(group) & set(part)) / len(set(group) | set(part)) for part in other)
            for other in every
        ]
        assert overlap == pytest.approx(sum(best) / len(best))
    assert all(1 / len(every) - 1e-9 <= share <= 1 for share in found.stays.values())


# Chance


@settings(max_examples=40)
@given(GRAPHS, st.integers(0, 100))
def test_rewiring_keeps_degrees_and_makes_no_loops(graph: nx.Graph[int], seed: int) -> None:
    one = named(graph)
    for other in rewire(one, np.random.default_rng(seed), 2):
        assert dict(other.degree) == dict(one.degree)
        assert not nx.number_of_selfloops(other)


def test_rewiring_reaches_all_networks_of_some_degrees_equally_often() -> None:
    square = nx.relabel_nodes(nx.cycle_graph(4), str)
    made = rewire(square, np.random.default_rng(1), 3000)
    counts: dict[tuple[tuple[str, str], ...], int] = {}
    for one in made:
        key = tuple(sorted((min(a, b), max(a, b)) for a, b in one.edges))
        counts[key] = counts.get(key, 0) + 1
    assert len(counts) == 3
    assert all(900 < count < 1100 for count in counts.values()), "six standard errors around 1000"


def test_dealing_reaches_all_memberships_of_some_degrees_equally_often() -> None:
    members = {"u": frozenset("a"), "v": frozenset("b"), "w": frozenset("c")}
    counts: dict[tuple[tuple[str, ...], ...], int] = {}
    for made in deal_memberships(members, np.random.default_rng(1), 6000):
        key = tuple(tuple(sorted(bodies)) for bodies in made.values())
        counts[key] = counts.get(key, 0) + 1
    assert len(counts) == 6
    assert all(830 < count < 1170 for count in counts.values()), "six standard errors around 1000"


def test_dealing_gives_the_known_tails_of_the_southern_women() -> None:
    """Pairs that share so many events where both degrees are kept, by 20,000 draws of others."""
    davis = nx.davis_southern_women_graph()
    known = {
        ("Katherina Rogers", "Sylvia Avondale"): 0.0083,
        ("Evelyn Jefferson", "Theresa Anderson"): 0.034,
        ("Evelyn Jefferson", "Laura Mandeville"): 0.105,
    }
    shared = {(a, b): len(set(davis[a]) & set(davis[b])) for a, b in known}
    counts = dict.fromkeys(known, 0)
    members = {event: frozenset(davis[event]) for event in davis.graph["bottom"]}
    draws = 4000
    for made in deal_memberships(members, np.random.default_rng(1), draws):
        for (a, b), least in shared.items():
            counts[a, b] += sum(a in women and b in women for women in made.values()) >= least
    for pair, p in known.items():
        error = (p * (1 - p) / draws) ** 0.5
        assert counts[pair] / draws == pytest.approx(p, abs=0.004 + 3 * error), pair


@given(
    st.dictionaries(
        st.sampled_from("uvwxyz"), st.frozensets(st.sampled_from("abcde"), min_size=1), min_size=1
    ),
    st.integers(0, 50),
)
def test_dealing_keeps_both_degrees(members: dict[str, frozenset[str]], seed: int) -> None:
    (made,) = deal_memberships(members, np.random.default_rng(seed), 1)
    assert {name: len(bodies) for name, bodies in made.items()} == {
        name: len(bodies) for name, bodies in members.items()
    }
    counts = [
        sorted(body for bodies in every.values() for body in bodies) for every in (members, made)
    ]
    assert counts[0] == counts[1]


# Refusals and nothing


@pytest.mark.parametrize("options", [{"seeds": 0}, {"resolution": 0}, {"resolution": float("nan")}])
def test_numbers_out_of_range_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ParameterError, match=r"seeds is a whole number|resolution is a number"):
        find_communities(zachary(), **options)  # type: ignore[arg-type]


def test_a_network_without_ties_has_no_communities(wrap: Wrap) -> None:
    found = assess_structure(wrap(nx.empty_graph(3)), seeds=3, replicates=20)
    assert found.communities.found == ()
    assert found.communities.isolates == ("0", "1", "2")
    assert all(one.value is None and one.at_or_above is None for one in found.figures)


# Leiden's method


@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("resolution", [0.7, 1.0, 1.5])
def test_leiden_is_as_good_as_louvain(weight: str | None, resolution: float) -> None:
    one, other = (
        find_communities(zachary(), weight=weight, resolution=resolution, seeds=50, method=method)
        for method in METHODS
    )
    assert one.method == "louvain"
    assert other.method == "leiden"
    assert other.modularity == pytest.approx(one.modularity, abs=2e-3)
    assert other.split == 0
    if weight is None and resolution == 1:
        assert other.modularity == pytest.approx(0.4197896, abs=1e-6)


def test_leiden_depends_on_seed_and_ties_alone() -> None:
    graph = zachary()
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    for seed in range(5):
        found = find_groups(graph, seed=seed, method="leiden")
        assert find_groups(turned, seed=seed, method="leiden") == found


def test_the_method_is_chosen_by_size_and_by_what_is_installed(
    monkeypatch: pytest.MonkeyPatch, wrap: Wrap
) -> None:
    small, large = nx.path_graph(10), nx.gnm_random_graph(200, 5_001, seed=1)
    assert (method_for(small), method_for(large)) == ("louvain", "leiden")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert method_for(large) == "louvain"
    with pytest.raises(MissingExtra, match=r"coopgraph\[fast\]"):
        assess_structure(wrap(nx.karate_club_graph()), method="leiden")
    with pytest.raises(ParameterError, match="choose among louvain, leiden"):
        assess_structure(wrap(nx.karate_club_graph()), method="infomap")


def test_a_method_chosen_by_what_is_installed_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch, wrap: Wrap
) -> None:
    """In a small network nothing installed decides; in a large one it does, unless named."""
    network = wrap(nx.karate_club_graph())

    def told(method: str | None = None) -> tuple[str, bool]:
        found = assess_structure(network, seeds=2, replicates=20, method=method)
        said = [str(one) for one in said_of_communities(found)]
        return found.communities.method, any("chosen by what is installed" in one for one in said)

    assert told() == ("louvain", False)
    monkeypatch.setattr("coopgraph.analysis.networks.partitions._LARGE", 10)
    assert told() == ("leiden", True)
    assert told("louvain") == ("louvain", False)
