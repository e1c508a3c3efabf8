"""Dependence, bus factor, withdrawal, concentration: published values, brute force, invariances."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import random
import re

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.analysis.networks.concentration import measure_concentration
from coopgraph.analysis.networks.percolation import percolate, random_robustness
from coopgraph.analysis.networks.robustness import bus_factor, find_dependence
from coopgraph.cli import cli
from coopgraph.errors import ParameterError, ProjectionError
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS
from coopgraph.outputs.robustness_tables import flat_robustness_table
from coopgraph.projection.incidence import bodies_of

MEMBERS = st.dictionaries(
    st.sampled_from([f"u-{n}" for n in range(8)]),
    st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=4),
    min_size=1,
)
GRAPHS = st.integers(1, 12).flatmap(
    lambda n: st.builds(
        nx.gnp_random_graph, st.just(n), st.floats(0, 1), seed=st.integers(0, 1_000)
    )
)


# Concentration


def test_concentration_of_the_reference() -> None:
    found = measure_concentration([4, 3, 2, 1])
    assert found is not None
    assert found.hhi == pytest.approx(3000)
    assert found.effective == pytest.approx(3.333333, rel=1e-6)
    assert found.entropy_number == pytest.approx(3.596115, rel=1e-6)
    assert found.gini == pytest.approx(0.25)


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_concentration_stays_within_its_bounds(amounts: list[float]) -> None:
    found = measure_concentration([*amounts, 0.0])
    assert found is not None
    n = len(amounts)
    assert 10_000 / n - 1e-6 <= found.hhi <= 10_000 + 1e-6
    assert 1 - 1e-9 <= found.effective <= found.entropy_number * (1 + 1e-9) <= n * (1 + 2e-9)
    pairs = sum(abs(a - b) for a in amounts for b in amounts)
    assert found.gini == pytest.approx(pairs / (2 * n * sum(amounts)), abs=1e-9)
    again = measure_concentration([2 * amount for amount in reversed(amounts)])
    assert again is not None
    assert again.hhi == pytest.approx(found.hhi)


def test_nothing_has_no_concentration_and_debts_are_refused() -> None:
    assert measure_concentration([]) is None
    assert measure_concentration([0, 0]) is None
    for amounts in ([1, -1], [math.nan], [math.inf]):
        with pytest.raises(ProjectionError, match="negative or not a number"):
            measure_concentration(amounts)


# Bus factor


def _brute_force(members: dict[str, frozenset[str]], share: float) -> int:
    names = sorted({name for partners in members.values() for name in partners})
    wanted = math.ceil(share * len(members) - 1e-9)
    for size in range(len(names) + 1):
        for chosen in itertools.combinations(names, size):
            if sum(partners <= set(chosen) for partners in members.values()) >= wanted:
                return size
    raise AssertionError


@settings(deadline=None, max_examples=60)
@given(MEMBERS, st.sampled_from([0.1, 0.25, 0.5, 0.75, 1.0]))
def test_bus_factor_is_exact(members: dict[str, frozenset[str]], share: float) -> None:
    found = bus_factor(members, share)
    assert len(found.partners) == _brute_force(members, share)
    lost = sum(partners <= set(found.partners) for partners in members.values())
    assert found.lost == lost >= found.wanted
    shuffled = dict(sorted(members.items(), reverse=True))
    assert bus_factor(shuffled, share) == found


def test_the_most_linked_are_not_the_smallest_set() -> None:
    hub = {f"u-{n}": frozenset({"hub", f"p-{n}"}) for n in range(5)}
    sole = {f"v-{n}": frozenset({"only"}) for n in range(3)}
    assert bus_factor(hub | sole, 3 / 8).partners == ("only",)


@pytest.mark.parametrize("share", [0, -0.5, 1.01])
def test_shares_out_of_range_are_refused(share: float) -> None:
    with pytest.raises(ParameterError, match="share is a number above 0"):
        bus_factor({"u": frozenset("a")}, share)
    with pytest.raises(ProjectionError, match="no structure has a partner"):
        bus_factor({"u": frozenset()}, 0.5)


def test_dependence_counts_sole_partners() -> None:
    found = find_dependence(
        {"u": frozenset("a"), "v": frozenset("ab"), "w": frozenset("a"), "x": frozenset()}
    )
    assert [(one.partner, one.collectives, one.sole, one.share) for one in found] == [
        ("a", 3, ("u", "w"), pytest.approx(2 / 3)),
        ("b", 1, (), 0),
    ]


# Withdrawal


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.star_graph(9), 0.09),
        (nx.complete_graph(10), 0.45),
        (nx.florentine_families_graph(), 0.164444),
        (nx.karate_club_graph(), 0.131488),
    ],
    ids=["star", "complete", "Florentine", "Zachary"],
)
def test_robustness_of_published_networks(graph: nx.Graph[object], expected: float) -> None:
    found = percolate(nx.relabel_nodes(graph, str))
    assert found.robustness == pytest.approx(expected, abs=5e-7)


@settings(deadline=None)
@given(GRAPHS)
def test_withdrawal_follows_the_largest_component(graph: nx.Graph[int]) -> None:
    named = nx.relabel_nodes(graph, lambda n: f"n{n:02}")
    found = percolate(named)
    left = named.copy()
    for node, share in zip(found.order, found.left, strict=True):
        assert left.degree(node) == max(degree for _, degree in left.degree())
        left.remove_node(node)
        largest = max(map(len, nx.connected_components(left)), default=0)
        assert share == largest / len(named)
    assert found.until(0.0) <= len(named)


def test_random_withdrawal_leaves_global_state_alone_and_is_repeated_by_its_seed() -> None:
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    before, other = random.getstate(), np.random.get_state()[1].tolist()
    one = random_robustness(graph, replicates=50, seed=3)
    assert random.getstate() == before
    assert np.random.get_state()[1].tolist() == other
    assert random_robustness(graph, replicates=50, seed=3) == one
    assert random_robustness(graph, replicates=50, seed=4) != one
    mean, low, high = one
    assert percolate(graph).robustness < low < mean < high


def test_orders_and_graphs_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ProjectionError, match="no node"):
        percolate(nx.Graph())
    with pytest.raises(ProjectionError, match="not one of all nodes"):
        percolate(nx.Graph([("a", "b")]), ["a"])


# On the landscapes


def test_the_miniature_by_hand(example_landscape: Landscape) -> None:
    found, _ = example_landscape.robustness()
    assert (found.collectives, found.alone) == (8, 1)  # u-6 has no other supervising body
    sole = {one.partner.removeprefix(ID_NS): one.sole for one in found.dependence if one.sole}
    assert sole == {
        "universite-de-valfictif": (ID_NS + "u-1", ID_NS + "us-7"),
        "universite-des-trois-rives": (ID_NS + "u-3",),
        "chu-de-valfictif": (ID_NS + "cic-8",),
    }
    assert [len(one.partners) for one in found.bus_factors] == [1, 3, 5]  # 2, 4 and 6 of 7
    assert found.bus_factors[0].partners == (ID_NS + "universite-de-valfictif",)


def test_the_packaged_landscape_adds_up(curated_landscape: Landscape) -> None:
    found, _ = curated_landscape.robustness()
    home = found.network.home
    members = {name: bodies - {home} for name, bodies in bodies_of(found.network.ties).items()}
    assert found.collectives == len(members) == 362
    assert found.alone == sum(not bodies for bodies in members.values())
    assert sum(len(one.sole) for one in found.dependence) == sum(
        len(bodies) == 1 for bodies in members.values()
    )
    for one in found.bus_factors:
        assert sum(bool(b) and b <= set(one.partners) for b in members.values()) == one.lost
    assert found.attack is not None
    assert found.chance is not None
    assert found.attack.robustness < found.chance[1]
    cities = found.concentration["city"]
    assert cities is not None
    assert cities.total == 362 - found.unplaced


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["robustness", "--as-of", "2024-12-31", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_formats_say_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(_run("--format", "csv", "--quiet"))))
    document = json.loads(_run("--format", "json"))
    assert [row["item"] for row in rows] == [row["item"] for row in document["rows"]]
    whole = _run("--format", "md", "--all", "--lang", "en")
    assert "more (--all)" not in whole
    assert "more (--all)" in _run("--format", "md", "--lang", "en")
    for row in rows:
        if row["measure"] == "partners" and row["section"] == "bus-factor":
            assert f"| {float(row['item']):.0%} | {row['value']} |".replace("%", " %") in whole
    assert any("Projection partners" in note for note in document["notes"])


def test_a_layer_with_nothing_says_so() -> None:
    said = _run("--layer", "project", "--format", "md", "--lang", "en")
    assert "Structures of Inserm: 0;" in said


def test_one_figure_a_cell(example_landscape: Landscape) -> None:
    found, graph = example_landscape.robustness()
    rows = flat_robustness_table(found, graph, "fr").records()
    numbers = ("value", "low", "high", "of", "share")
    for row in rows:
        assert all(row[name] is None or type(row[name]) in (int, float) for name in numbers)
        if row["of"] and row["share"] is not None and row["measure"] != "place":
            assert row["share"] == pytest.approx(row["value"] / row["of"])
    by_measure = {(row["section"], row["item"], row["measure"]): row for row in rows}
    chance = by_measure["withdrawal", "chance", "robustness"]
    assert found.chance is not None
    assert (chance["value"], chance["low"], chance["high"]) == pytest.approx(found.chance)
    for one in found.bus_factors:
        chosen = [
            row["other"]
            for row in rows
            if row["section"] == "bus-factor-set" and row["item"] == f"{one.share:g}"
        ]
        assert chosen == list(one.partners)
        assert by_measure["bus-factor", f"{one.share:g}", "structures-left"]["value"] == one.lost
    cities = found.concentration["city"]
    assert cities is not None
    assert by_measure["concentration", "city", "gini"]["value"] == pytest.approx(cities.gini)
    order = [row["item"] for row in rows if row["section"] == "withdrawal-order"]
    assert found.attack is not None
    assert order == list(found.attack.order)
    bridges = [(row["item"], row["other"]) for row in rows if row["section"] == "bridge"]
    assert bridges == list(found.bridges)


def test_readers_get_the_sign_of_their_language_and_programs_a_point() -> None:
    french, english = (_run("--format", "md", "--lang", lang) for lang in ("fr", "en"))
    assert re.search(r"\| R, retraits au hasard \| 0,\d{3} \| 0,\d{3} à 0,\d{3} \|", french)
    assert re.search(r"\| R, withdrawal at random \| 0\.\d{3} \| 0\.\d{3} to 0\.\d{3} \|", english)
    one, other = (
        [
            row["value"]
            for row in csv.DictReader(io.StringIO(_run("--format", "csv", "--lang", lang)))
        ]
        for lang in ("fr", "en")
    )
    assert one == other
    assert not any("," in value for value in one)
