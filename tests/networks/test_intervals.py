"""Intervals: reproduced by their seed, and they hold the rank itself where that makes sense."""

from __future__ import annotations

import math
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
from coopgraph.analysis.networks.measure import How
from coopgraph.analysis.networks.rank import _measured_anew
from coopgraph.analysis.networks.resampling import Kept, Resampler, with_missing_edges
from coopgraph.landscape import Landscape, load
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
        assert row.missing.low <= row.rank <= row.missing.high, row


@pytest.mark.parametrize("stream", ["interval", "missing"])
def test_intervals_are_those_counted_by_hand(example_landscape: Landscape, stream: str) -> None:
    """Draw the same networks, and count for each body who has more ties, and who as many."""
    graph = example_landscape.project()
    network = project_network(graph, "partners", Choices(with_focus=True))
    resampler = Resampler(graph, network, Choices(with_focus=True))
    generator = np.random.default_rng([9, 0 if stream == "interval" else 1])
    best: dict[str, list[int]] = {node: [] for node in network.graph}
    worst: dict[str, list[int]] = {node: [] for node in network.graph}
    for _ in range(FEW):
        drawn = (
            resampler.draw(generator)
            if stream == "interval"
            else with_missing_edges(network.graph, generator)
        )
        for node in network.graph:
            own = len(drawn[node])
            best[node].append(1 + sum(len(drawn[other]) > own for other in drawn))
            worst[node].append(sum(len(drawn[other]) >= own for other in drawn))
    low, high = math.ceil(FEW * 0.025) - 1, math.ceil(FEW * 0.975) - 1
    ranking = example_landscape.rank("degree", with_focus=True, replicates=FEW, seed=9)
    counted = {node: (sorted(best[node])[low], sorted(worst[node])[high]) for node in best}
    assert {row.node: getattr(row, stream) for row in ranking.rows} == counted
    assert len(set(counted.values())) > 1


def test_one_seed_draws_the_same_for_each_measure(example_landscape: Landscape) -> None:
    fresh = load([example_dir()], as_of=example_landscape.as_of)
    alone = fresh.rank("strength", replicates=FEW)
    fresh.rank("degree", replicates=FEW, seed=2)  # other networks are kept now
    fresh.rank("degree", replicates=FEW)
    after_another = fresh.rank("strength", replicates=FEW)
    assert _plain(after_another) == _plain(alone)


def test_networks_are_drawn_once_for_several_measures(
    example_landscape: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    draw = Resampler.draw
    monkeypatch.setattr(Resampler, "draw", lambda *args: drawn.append(1) or draw(*args))
    fresh = load([example_dir()], as_of=example_landscape.as_of)
    for measure in ("degree", "strength", "core"):
        fresh.rank(measure, replicates=FEW)
    assert len(drawn) == FEW
    fresh.rank("core", replicates=FEW, with_focus=True)
    assert len(drawn) == 2 * FEW


def test_large_series_are_not_kept() -> None:
    kept = Kept(most=10)
    for _ in range(2):
        made = list(kept.series(("paths", 1), 3, lambda: nx.path_graph(3)))
        assert [len(graph) for graph in made] == [3, 3, 3]
    first = list(kept.series(("paths", 1), 2, lambda: nx.path_graph(3)))
    again = list(kept.series(("paths", 1), 2, lambda: nx.path_graph(3)))
    assert first[0] is again[0]
    assert made[0] is not first[0]


def test_a_sample_is_drawn_anew_for_each_network(wrap: Wrap) -> None:
    """On a ring all are alike: only the drawing makes values differ."""
    graph = nx.relabel_nodes(nx.cycle_graph(30), str)

    def values() -> list[tuple[float, ...]]:
        measured = _measured_anew(MEASURES["betweenness"], How(sample=4, seed=1), [1, 3])
        return [tuple(measured(graph).values()) for _ in range(20)]

    assert len(set(values())) > 15
    assert values() == values()
    whole = rank_nodes(wrap(graph), "betweenness", sample=30, replicates=FEW)
    assert not any("drawn anew" in said for said in whole.method())


def test_a_sampled_interval_holds_the_exact_rank(curated_landscape: Landscape) -> None:
    exact = {row.node: row.rank for row in curated_landscape.rank("betweenness", exact=True).rows}
    ranking = curated_landscape.rank("betweenness", sample=20, replicates=FEW)
    outside = [
        row
        for row in ranking.rows
        if row.interval and not row.interval.low <= (exact[row.node] or 0) <= row.interval.high
    ]
    assert len(outside) <= 0.05 * len(ranking.rows)
    assert any("20 nodes drawn anew" in said for said in ranking.method())


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
    assert [said for said in ranking.method() if "ntervals" in said] == [
        "No intervals, as asked: how far these ranks can be trusted is not said."
    ]
    assert not any("Tier" in said or "seed" in said for said in ranking.method())


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
    found = spread(["a", "b"], [nx.Graph()] * 20, lambda _graph: next(values), first=1)
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
        if layer == "agreement":  # some stand in the layer of what they set up: test_founding.py
            continue
        alone = project_network(landscape, "partners", Choices(layers=(layer,)))
        assert sorted(part.graph.edges(data="weight")) == sorted(alone.graph.edges(data="weight"))
        assert set(part.ties) == set(alone.ties)
