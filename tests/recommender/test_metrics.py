"""Figures counted by hand, ties of scores included."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics

from coopgraph.analysis.recommender.metrics import area, average_precision, by_body
from coopgraph.analysis.recommender.protocol import paired_intervals


def test_average_precision_takes_equal_scores_together() -> None:
    # One hit at the first place, two more when four of the rest enter at once: 3 hits of 5.
    scores = np.array([5.0, 1.0, 1.0, 1.0, 1.0])
    came = np.array([True, True, False, True, False])
    assert average_precision(scores, came) == pytest.approx((1 / 1 + 2 * 3 / 5) / 3)


def test_average_precision_of_one_score_for_all_is_the_prevalence() -> None:
    came = np.arange(50) % 10 == 0
    assert average_precision(np.zeros(50), came) == pytest.approx(0.1)
    assert average_precision(np.zeros(50), np.zeros(50, dtype=bool)) == 0


def test_order_of_the_pairs_does_not_matter() -> None:
    random = np.random.default_rng(3)
    scores = random.integers(0, 6, 200).astype(float)
    came = random.random(200) < 0.2
    shuffled = random.permutation(200)
    for measure in (average_precision, area):
        assert measure(scores, came) == pytest.approx(measure(scores[shuffled], came[shuffled]))


def test_figures_are_those_of_scikit_learn() -> None:
    random = np.random.default_rng(4)
    scores = random.integers(0, 9, 400).astype(float)
    came = random.random(400) < 0.1
    weights = np.where(came, 1.0, random.integers(1, 5, 400))
    assert average_precision(scores, came) == pytest.approx(
        metrics.average_precision_score(came, scores)
    )
    assert area(scores, came) == pytest.approx(metrics.roc_auc_score(came, scores))
    assert area(scores, came, weights) == pytest.approx(
        metrics.roc_auc_score(came, scores, sample_weight=weights)
    )


def test_area_counts_half_for_equal_scores_and_weighs_negatives() -> None:
    scores = np.array([2.0, 2.0, 1.0, 3.0])
    came = np.array([True, False, False, False])
    assert area(scores, came) == pytest.approx((0.5 + 1 + 0) / 3)
    weights = np.array([9.0, 2.0, 1.0, 1.0])  # that of the tie that came says nothing
    assert area(scores, came, weights) == pytest.approx((2 * 0.5 + 1 + 0) / 4)
    assert np.isnan(area(scores, np.ones(4, dtype=bool)))
    assert np.isnan(area(scores, came, np.zeros(4)))


def star(scores: list[float], came: list[int]) -> tuple[float, float]:
    """Return precision and recall of body 0, which is paired with all the others."""
    size = len(scores) + 1
    first, second = np.zeros(size - 1, dtype=int), np.arange(1, size)
    arrived = np.isin(second, came)
    found = by_body(first, second, np.array(scores), arrived, size)
    return float(found.precision[0]), float(found.recall[0])


def test_own_list_of_a_body() -> None:
    # Ranks 1 and 3: precisions 1 and 2/3.
    assert star([9, 8, 7, 6], [1, 3]) == pytest.approx(((1 + 2 / 3) / 2, 1))


def test_rank_among_equal_scores_is_the_mean_of_best_and_worst() -> None:
    # One of four equal scores: between 1 and 4.
    assert star([5, 5, 5, 5], [2])[0] == pytest.approx(1 / 2.5)
    # All that is equal came: nothing is lost, and nothing gained.
    assert star([5, 5, 1], [1, 2])[0] == pytest.approx(1)


def test_recall_counts_the_first_ten() -> None:
    descending = [float(n) for n in range(20, 0, -1)]
    assert star(descending, [10, 11])[1] == pytest.approx(0.5)
    # Twenty equal scores: rank 10.5 for each, just beyond.
    assert star([1.0] * 20, [1])[1] == 0
    assert star([1.0] * 19, [1])[1] == 1


def test_only_bodies_with_a_new_tie_count_and_only_their_own_pairs() -> None:
    first, second = np.array([0, 0, 2]), np.array([1, 2, 3])
    found = by_body(first, second, np.array([1.0, 2.0, 3.0]), np.array([True, False, False]), 4)
    assert found.precision.tolist() == [0.5, 1.0]  # body 0 at the second place, body 1 at the first


def test_intervals_have_a_seed_and_the_same_draws_for_all() -> None:
    random = np.random.default_rng(5)
    gains = random.normal(0.1, 1, (2, 60))
    gains[1] = gains[0] + 1
    once = paired_intervals(gains, seed=7, samples=500)
    assert np.array_equal(once, paired_intervals(gains, seed=7, samples=500))
    assert not np.array_equal(once, paired_intervals(gains, seed=8, samples=500))
    assert once[1] == pytest.approx(once[0] + 1)
    assert once[0, 0] < gains[0].mean() < once[0, 1]
    # Half-width of a mean of 60: 1.96 standard errors.
    expected = 1.96 * gains[0].std() / np.sqrt(60)
    assert (once[0, 1] - once[0, 0]) / 2 == pytest.approx(expected, rel=0.15)
