"""Scores of the models, counted by hand and held against networkx."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from coopgraph.analysis.recommender.incidence import Collective, Known, Register, split_at
from coopgraph.analysis.recommender.models import MODELS

BY_NAME = {model.name: model for model in MODELS}
#: a-b, b-c (twice), c-d, and e alone: pairs ac, ad, ae, bd, be, ce, de are free.
CHAIN = [
    Collective("u-1", "2010", frozenset("ab"), frozenset({"75"}), frozenset({"1"})),
    Collective("u-2", "2010", frozenset("bc"), frozenset({"75"}), frozenset({"2"})),
    Collective("u-3", "2010", frozenset("bc"), frozenset({"59"}), frozenset({"2"})),
    Collective("u-4", "2010", frozenset("cd"), frozenset({"59"}), frozenset({"1"})),
    Collective("u-5", "2010", frozenset("e"), frozenset({"59"}), frozenset({"3"})),
]


def known(collectives: list[Collective]) -> Known:
    return split_at(Register("units", collectives, ["2010"]), "2010").known


def scores(model: str, seen: Known) -> dict[str, float]:
    pairs = zip(seen.first, seen.second, strict=True)
    names = [seen.bodies[i] + seen.bodies[j] for i, j in pairs]
    return dict(zip(names, BY_NAME[model].score(seen).tolist(), strict=True))


def over(values: dict[str, float]) -> dict[str, float]:
    """Return what is not 0 over the largest, as models do."""
    top = max(values.values())
    return {pair: value / top for pair, value in values.items() if value}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        # Partners: a 1, b 2, c 2, d 1, e 0. Units: a 1, b 3, c 3, d 1, e 1.
        ("degree product", {"ac": 2, "ad": 1, "bd": 2}),
        ("count product", {"ac": 3, "ad": 1, "ae": 1, "bd": 3, "be": 3, "ce": 3, "de": 1}),
        ("common neighbours", {"ac": 1, "bd": 1}),
        ("resource allocation", {"ac": 1 / 2, "bd": 1 / 2}),
        ("Salton", {"ac": 1 / math.sqrt(2), "bd": 1 / math.sqrt(2)}),
        # Units by domain: a (1 in 1), b (1 in 1, 2 in 2), c likewise, d as a, e in 3.
        ("domain cosine", {"ac": 1 / math.sqrt(5), "ad": 1, "bd": 1 / math.sqrt(5)}),
        # Units by department (75, 59): a (1, 0), b (2, 1), c (1, 2), d (0, 1), e (0, 1).
        (
            "geo cosine",
            {
                "ac": 1 / math.sqrt(5),
                "bd": 1 / math.sqrt(5),
                "be": 1 / math.sqrt(5),
                "ce": 2 / math.sqrt(5),
                "de": 1,
            },
        ),
    ],
)
def test_counted_by_hand(model: str, expected: dict[str, float]) -> None:
    found = {pair: value for pair, value in scores(model, known(CHAIN)).items() if value}
    assert found == pytest.approx(over(expected))


def test_katz_sums_walks() -> None:
    seen = known(CHAIN)
    matrix = seen.adjacency.toarray()
    damping = 0.5 / np.linalg.eigvalsh(matrix)[-1]
    walks = sum(np.linalg.matrix_power(damping * matrix, length) for length in range(1, 80))
    expected = np.asarray(walks)[seen.first, seen.second]
    assert BY_NAME["Katz"].score(seen) == pytest.approx(expected / expected.max())


def test_decomposition_of_full_rank_but_one_is_the_closest_table() -> None:
    units = ["ab", "bc", "bcd", "cde", "e"]  # of rank 5
    seen = known([Collective(f"u-{n}", "2010", frozenset(one)) for n, one in enumerate(units)])
    left, sizes, right = np.linalg.svd(seen.incidence.toarray())
    closest = left[:, :4] * sizes[:4] @ right[:4]
    expected = (closest @ closest.T)[seen.first, seen.second]
    assert BY_NAME["SVD-32"].score(seen) == pytest.approx(
        expected / np.abs(expected).max(), abs=1e-7
    )


def test_what_is_noise_scores_nothing() -> None:
    """An incidence that few dimensions hold wholly: its free pairs share nothing."""
    assert not BY_NAME["SVD-32"].score(known(CHAIN)).any()


def test_rank_mean_averages_three_ranks() -> None:
    # By hand, pairs ac ad ae bd be ce de; common partners: ac, bd share 6.5, the others 3.
    # Places: ad, ae 1.5; ac, bd, be 4; ce 6; de 7. Size: ad, ae, de 2; ac, bd, be, ce 5.5.
    expected = {
        "ac": 6.5 + 4 + 5.5, "ad": 3 + 1.5 + 2, "ae": 3 + 1.5 + 2, "bd": 6.5 + 4 + 5.5,
        "be": 3 + 4 + 5.5, "ce": 3 + 6 + 5.5, "de": 3 + 7 + 2,
    }  # fmt: skip
    found = scores("rank mean", known(CHAIN))
    assert found == pytest.approx({pair: value / 3 for pair, value in expected.items()})


def test_scores_are_those_of_networkx() -> None:
    """On a network large enough for the iterated eigenvalue, and with ties of equal score."""
    random = np.random.default_rng(6)
    bodies = [f"b{n:02}" for n in range(80)]
    units = [
        Collective(f"u-{n}", "2010", frozenset(random.choice(bodies, 3).tolist()))
        for n in range(120)
    ]
    seen = known(units)
    graph = nx.Graph()
    graph.add_nodes_from(seen.bodies)
    for unit in units:
        graph.add_edges_from(combinations(sorted(unit.bodies), 2))
    pairs = [(seen.bodies[i], seen.bodies[j]) for i, j in zip(seen.first, seen.second, strict=True)]
    for model, theirs in (
        ("degree product", nx.preferential_attachment),
        ("common neighbours", nx.common_neighbor_centrality),
        ("resource allocation", nx.resource_allocation_index),
    ):
        options = {"alpha": 1.0} if model == "common neighbours" else {}
        expected = np.array([value for _, _, value in theirs(graph, pairs, **options)], dtype=float)
        assert BY_NAME[model].score(seen) == pytest.approx(expected / expected.max()), model
    matrix = nx.to_numpy_array(graph, nodelist=list(seen.bodies))
    damping = 0.5 / np.linalg.eigvalsh(matrix)[-1]
    walks = np.linalg.inv(np.eye(len(matrix)) - damping * matrix)[seen.first, seen.second]
    assert BY_NAME["Katz"].score(seen) == pytest.approx(walks / walks.max(), abs=1e-8)


def test_sums_that_only_rounding_tells_apart_are_ties() -> None:
    """0.1 added in another order must not decide a rank."""
    seen = known(CHAIN)
    found = scores("resource allocation", seen)
    assert found["ac"] == found["bd"]
    assert scores("Salton", seen)["ac"] == scores("Salton", seen)["bd"]


def test_a_network_without_ties_scores_nothing() -> None:
    seen = known([Collective(f"u-{n}", "2010", frozenset(body)) for n, body in enumerate("abc")])
    for model in MODELS:
        if not model.needs and model.name not in ("count product", "SVD-32"):
            assert not BY_NAME[model.name].score(seen).any(), model.name
