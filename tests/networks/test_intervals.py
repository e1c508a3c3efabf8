"""Intervals: reproduced by their seed, and they hold the rank itself where that makes sense."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from coopgraph.analysis.networks import MEASURES, Ranking, rank_nodes
from coopgraph.analysis.networks.intervals import Interval, rank_bounds, spread, tiers
from coopgraph.analysis.networks.resampling import Resampler, with_missing_edges
from coopgraph.landscape import Landscape
from coopgraph.projection.catalogue import PROJECTIONS, Choices, project_network
from coopgraph.projection.networks import Network, Tie
from coopgraph.resources import example_dir

Wrap = Callable[..., Network]
FEW = 40


def _plain(ranking: Ranking) -> list[tuple[object, ...]]:
    return [
        (row.rank, row.node, row.value, row.interval, row.missing, row.first, row.tier)
        for row in ranking.rows
    ]


def test_reproduced_by_the_seed(curated_landscape: Landscape) -> None:
    one, same, other = (
        curated_landscape.rank("degree", seed=seed, replicates=FEW) for seed in (3, 3, 4)
    )
    assert _plain(one) == _plain(same)
    assert _plain(one) != _plain(other)
    assert [row.value for row in one.rows] == [row.value for row in other.rows]


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_global_random_state_is_left_alone(wrap: Wrap, davis: nx.Graph[str], name: str) -> None:
    two_mode = MEASURES[name].needs.modes == "two"
    graph = davis if two_mode else nx.bipartite.weighted_projected_graph(davis, list(davis)[:18])
    groups = {node: str(len(node) % 3) for node in graph}
    attribute = MEASURES[name].needs.groups or "-"
    network = wrap(
        graph, two_mode=two_mode, weighted=not two_mode, groups=groups, attribute=attribute
    )
    random.seed(11)
    np.random.seed(11)
    before, numpy_before = random.getstate(), np.random.get_state()[1].tolist()
    rank_nodes(network, name, replicates=20)
    if name == "betweenness":
        rank_nodes(network, name, sample=5, exact=True)
    assert random.getstate() == before
    assert np.random.get_state()[1].tolist() == numpy_before


@pytest.mark.parametrize("name", ["degree", "strength", "two-mode-degree", "core", "articulation"])
def test_intervals_hold_the_rank_itself(curated_landscape: Landscape, name: str) -> None:
    for row in curated_landscape.rank(name, replicates=FEW).rows:
        assert row.rank is not None
        assert row.interval is not None
        assert row.missing is not None
        assert row.interval.low <= row.rank <= row.interval.high, row
        assert row.missing.low <= row.rank + 1, row


def test_places_among_the_first_add_up(curated_landscape: Landscape) -> None:
    ranking = curated_landscape.rank("strength", replicates=FEW, first=10)
    assert sum(row.first or 0 for row in ranking.rows) == pytest.approx(10)


def test_a_large_body_is_surer_than_its_followers(curated_landscape: Landscape) -> None:
    rows = curated_landscape.rank("betweenness", replicates=FEW).rows
    assert rows[0].interval == (1, 1)
    fourth = rows[3].interval
    assert fourth is not None
    assert fourth.high - fourth.low > 10  # not publishable without its interval


def test_exact_has_no_intervals(curated_landscape: Landscape) -> None:
    ranking = curated_landscape.rank("degree", exact=True)
    assert {(row.interval, row.missing, row.first, row.tier) for row in ranking.rows} == {
        (None, None, None, None)
    }
    assert "cannot" not in " ".join(ranking.method())
    assert any("No intervals, as asked" in said for said in ranking.method())


def test_collectives_are_not_resampled_where_they_are_ranked(
    curated_landscape: Landscape,
) -> None:
    ranking = curated_landscape.rank("two-mode-degree", mode="collective", replicates=20)
    assert not ranking.resampled
    assert {row.interval for row in ranking.rows} == {None}
    assert ranking.rows[0].missing is not None
    assert any("not resampled" in said for said in ranking.method())


def test_equal_values_share_the_best_rank(wrap: Wrap) -> None:
    rows = rank_nodes(wrap(nx.star_graph(3)), "degree", exact=True).rows
    assert [(row.rank, row.tied) for row in rows] == [
        (1, False),
        (2, True),
        (2, True),
        (2, True),
    ]


def test_bounds_of_ranks_by_hand() -> None:
    values = np.array([[5.0, 5.0, np.nan, 1.0], [1.0, 2.0, 3.0, np.nan]])
    best, worst = rank_bounds(values)
    assert best.tolist() == [[1, 1, 4, 3], [3, 2, 1, 4]]
    assert worst.tolist() == [[2, 2, 4, 3], [3, 2, 1, 4]]
    lowest, _ = rank_bounds(values, lowest_first=True)
    assert lowest.tolist() == [[2, 2, 4, 1], [1, 2, 3, 4]]


def test_quantiles_are_ranks_that_occurred() -> None:
    values = iter([{"a": float(n), "b": 9.5} for n in range(20)])
    found = spread(["a", "b"], nx.Graph, lambda _graph: next(values), replicates=20, first=1)
    assert found.ranks == (Interval(1, 2), Interval(1, 2))
    assert found.values[0] == Interval(0, 19)
    assert found.first == (0.5, 0.5)


def test_tiers_end_where_the_first_is_surely_better() -> None:
    chained = [Interval(1, 3), Interval(2, 5), Interval(4, 6), Interval(5, 9)]
    assert tiers(chained) == [1, 1, 2, 2]


def test_missing_edges_are_a_tenth() -> None:
    graph = nx.complete_graph(20)
    left = with_missing_edges(graph, np.random.default_rng(1))
    assert left.number_of_edges() == 171
    assert len(left) == 20
    assert graph.number_of_edges() == 190
    assert with_missing_edges(nx.empty_graph(2), np.random.default_rng(1)).number_of_edges() == 0


def _example(landscape: Landscape, **choices: object) -> tuple[nx.MultiDiGraph[str], Resampler]:
    graph = landscape.project()
    chosen = Choices(**choices)  # type: ignore[arg-type]
    network = project_network(graph, "structures", chosen)
    return graph, Resampler(graph, network, chosen)


def test_a_collective_drawn_twice_is_two(example_landscape: Landscape) -> None:
    landscape, resampler = _example(example_landscape, with_focus=True)
    generator = np.random.default_rng(5)
    number = len(resampler.collectives)
    seen_double = False
    for _ in range(20):
        drawn = resampler.draw(generator)
        collectives = [n for n, mode in drawn.nodes(data="mode") if mode == "collective"]
        assert len(collectives) == number
        seen_double |= any("~" in node for node in collectives)
        bodies = {n for n, mode in drawn.nodes(data="mode") if mode == "body"}
        assert bodies == {n for n, m in resampler.network.graph.nodes(data="mode") if m == "body"}
    assert seen_double
    assert not any("~" in node for node in landscape)  # the landscape itself is left alone


def test_drawing_every_collective_once_gives_the_network_back(
    example_landscape: Landscape,
) -> None:
    class Once:
        def integers(self, number: int, size: int) -> np.ndarray:
            return np.arange(number)

    _, resampler = _example(example_landscape, with_focus=True)
    drawn = resampler.draw(Once())  # type: ignore[arg-type]
    assert set(drawn) == set(resampler.network.graph)
    assert set(map(frozenset, drawn.edges)) == set(map(frozenset, resampler.network.graph.edges))


def test_one_structure_alone_is_not_resampled(example_landscape: Landscape) -> None:
    landscape = example_landscape.project()
    network = project_network(landscape, "partners")
    one = network.ties[0].collective
    ties: list[Tie] = [tie for tie in network.ties if tie.collective == one]
    single = project_network(landscape, "partners", ties=ties)
    ranking = rank_nodes(
        single, "degree", replicates=20, resampler=Resampler(landscape, single, Choices())
    )
    assert not ranking.resampled


@pytest.mark.slow
def test_same_bytes_under_any_hash_seed(repository: Path) -> None:
    outputs = set()
    for seed in ("0", "1", "77"):
        for measure in ("betweenness", "eigenvector"):
            result = subprocess.run(
                [
                    *(sys.executable, "-m", "coopgraph", "rank", measure, "--format", "json"),
                    *("--largest", "--with-focus", "--replicates", "20", "--role", "supervising"),
                    *("--data", str(example_dir()), "--as-of", "2024-12-31"),
                ],
                cwd=repository,
                env={"PYTHONHASHSEED": seed, "PATH": "", "COOPGRAPH_CACHE": "off"},
                capture_output=True,
                check=True,
            )
            outputs.add(result.stdout)
    assert len(outputs) == 2


@pytest.mark.parametrize("projection", sorted(set(PROJECTIONS) - {"layers"}))
def test_every_projection_is_resampled(curated_landscape: Landscape, projection: str) -> None:
    ranking = curated_landscape.rank("degree", projection, replicates=20)
    assert ranking.replicates == 20
    assert all(row.interval is not None and row.missing is not None for row in ranking.rows)
    widths = {row.interval.high - row.interval.low for row in ranking.rows if row.interval}
    assert max(widths) > 0
    again = curated_landscape.rank("degree", projection, replicates=20)
    assert _plain(again) == _plain(ranking)


def test_layers_of_a_draw_are_those_that_are_read(curated_landscape: Landscape) -> None:
    landscape = curated_landscape.project()
    network = project_network(landscape, "layers")
    for layer, part in network.parts.items():
        alone = project_network(landscape, "partners", Choices(layers=(layer,)))
        assert sorted(part.graph.edges(data="weight")) == sorted(alone.graph.edges(data="weight"))
        assert set(part.ties) == set(alone.ties)
