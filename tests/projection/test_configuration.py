"""The configuration model: known values, another library, and what must hold for any network."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from coopgraph.errors import ProjectionError
from coopgraph.projection.configuration import ConfigurationModel, fit_configuration

DAVIS = nx.davis_southern_women_graph()
WOMEN, EVENTS = DAVIS.graph["top"], DAVIS.graph["bottom"]

incidences = st.integers(1, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 1), min_size=width, max_size=width), min_size=1, max_size=7
    )
)


def _davis() -> ConfigurationModel:
    return fit_configuration([DAVIS.degree(w) for w in WOMEN], [DAVIS.degree(e) for e in EVENTS])


def _degrees(rows: list[list[int]]) -> tuple[list[int], list[int]]:
    return [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("one", "other", "expected", "p"),
    [
        ("Olivia Carleton", "Flora Price", 0.5539, 0.088372),
        ("Katherina Rogers", "Sylvia Avondale", 3.6578, 0.093513),
        ("Evelyn Jefferson", "Laura Mandeville", 4.608657, 0.268200),
    ],
)
def test_values_of_the_southern_women(one: str, other: str, expected: float, p: float) -> None:
    model = _davis()
    degrees = DAVIS.degree(one), DAVIS.degree(other)
    shared = len(set(DAVIS[one]) & set(DAVIS[other]))
    assert model.expected(*degrees) == pytest.approx(expected, abs=5e-5)
    assert model.tail(*degrees, shared) == pytest.approx(p, abs=5e-7)


def test_the_hypergeometric_tail_would_validate_what_sizes_explain() -> None:
    """It knows how many events each woman has, not how large each event is; the model knows both.

    Raw p up to 0.05: 17 of the 153 pairs by the one, none by the other. After Benjamini and
    Hochberg none is left of either.
    """
    model = _davis()
    narrow: dict[frozenset[str], float] = {}
    wide: dict[frozenset[str], float] = {}
    for one, other in itertools.combinations(WOMEN, 2):
        degrees = DAVIS.degree(one), DAVIS.degree(other)
        shared = len(set(DAVIS[one]) & set(DAVIS[other]))
        pair = frozenset({one, other})
        wide[pair] = float(stats.hypergeom.sf(shared - 1, len(EVENTS), *degrees))
        narrow[pair] = model.tail(*degrees, shared)
    found = wide[frozenset({"Olivia Carleton", "Flora Price"})]
    assert found == pytest.approx(0.010989, abs=5e-7)
    found = wide[frozenset({"Katherina Rogers", "Sylvia Avondale"})]
    assert found == pytest.approx(0.002331, abs=5e-7)
    assert len(wide) == 153
    assert [sum(p <= 0.05 for p in found.values()) for found in (wide, narrow)] == [17, 0]
    for found_p in (wide, narrow):
        assert min(stats.false_discovery_control(list(found_p.values()))) > 0.05


@pytest.mark.filterwarnings("ignore")  # numba talks about its own internals
def test_another_library_gives_the_same() -> None:
    bicm = pytest.importorskip("bicm")
    matrix = nx.bipartite.biadjacency_matrix(DAVIS, WOMEN, EVENTS).toarray()
    other = bicm.BipartiteGraph()
    other.set_biadjacency_matrix(matrix)
    other.solve_tool(print_error=False, linsearch=True)
    model = _davis()
    for row, woman in enumerate(WOMEN):
        for column, event in enumerate(EVENTS):
            chance = model.chance(DAVIS.degree(woman), DAVIS.degree(event))
            assert chance == pytest.approx(other.get_bicm_matrix()[row, column], abs=1e-6)


@given(incidences)
def test_expected_degrees_are_the_observed_ones(rows: list[list[int]]) -> None:
    of_rows, of_columns = _degrees(rows)
    model = fit_configuration(of_rows, of_columns)
    assert np.all((model.chances >= 0) & (model.chances <= 1))
    for row in of_rows:
        assert sum(model.chance(row, c) for c in of_columns) == pytest.approx(row, abs=1e-6)
    for column in of_columns:
        assert sum(model.chance(r, column) for r in of_rows) == pytest.approx(column, abs=1e-6)


@given(incidences, st.randoms(use_true_random=False))
def test_the_order_of_degrees_does_not_matter(rows: list[list[int]], random: object) -> None:
    of_rows, of_columns = _degrees(rows)
    model = fit_configuration(of_rows, of_columns)
    random.shuffle(of_rows)  # type: ignore[attr-defined]
    random.shuffle(of_columns)  # type: ignore[attr-defined]
    assert np.array_equal(fit_configuration(of_rows, of_columns).chances, model.chances)


@given(incidences)
@settings(max_examples=40)
def test_the_tail_is_the_sum_over_all_outcomes(rows: list[list[int]]) -> None:
    of_rows, of_columns = _degrees(rows)
    model = fit_configuration(of_rows, of_columns)
    one, other = of_rows[0], of_rows[-1]
    coins = [model.chance(one, column) * model.chance(other, column) for column in of_columns]
    for observed in range(len(coins) + 2):
        exact = math.fsum(_outcomes(coins, observed))
        assert model.tail(one, other, observed) == pytest.approx(exact, rel=1e-9, abs=1e-15)


def _outcomes(coins: list[float], least: int) -> Iterator[float]:
    for heads in itertools.product((True, False), repeat=len(coins)):
        if sum(heads) >= least:
            yield math.prod(c if head else 1 - c for c, head in zip(coins, heads, strict=True))


def test_small_tails_keep_their_digits() -> None:
    model = fit_configuration([20] * 10, [1] * 200)  # two rows share a column in one of a hundred
    exact = math.fsum(math.comb(200, n) * 0.01**n * 0.99 ** (200 - n) for n in range(25, 201))
    assert exact < 1e-16  # one minus the rest would be nought, or less
    assert model.tail(20, 20, 25) == pytest.approx(exact, rel=1e-9, abs=0)


def test_degrees_that_leave_no_choice_are_certain() -> None:
    nested = fit_configuration([3, 2, 1], [3, 2, 1])
    assert nested.chances.tolist() == [[0, 0, 1], [0, 1, 1], [1, 1, 1]]
    # Two blocks are forced although no row is full and no column empty.
    blocks = fit_configuration([3, 3, 1, 1], [3, 3, 1, 1])
    assert blocks.chances.tolist() == [[0.0, 0.5], [0.5, 1.0]]


@pytest.mark.parametrize(
    ("rows", "columns"), [([2], [1]), ([3, 1], [1, 1, 1, 1, 1]), ([2, 0], [2]), ([-1, 1], [0])]
)
def test_degrees_of_no_network_are_refused(rows: list[int], columns: list[int]) -> None:
    with pytest.raises(ProjectionError, match="no two-mode network"):
        fit_configuration(rows, columns)


def test_a_large_network_is_solved_by_its_few_degrees() -> None:
    rng = np.random.default_rng(7)
    rows = np.minimum((rng.pareto(1.2, 3000) + 1).astype(int), 500)
    cells = [rng.choice(5000, size=size, replace=False) for size in rows]
    columns = np.bincount(np.concatenate(cells), minlength=5000)
    model = fit_configuration(rows.tolist(), columns.tolist())
    counts = np.array(model.counts)
    assert np.allclose(model.chances @ counts, model.rows, rtol=1e-9)
