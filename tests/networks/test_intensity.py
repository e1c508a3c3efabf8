"""Relative intensity and odds ratio of collaboration: values by hand, and how they move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.analysis.networks.intensity import FEWEST, Intensity, Links, count_links

#: The collaborations of four bodies: 30 in all.
TOY = {("A", "B"): 8, ("A", "C"): 2, ("B", "C"): 4, ("B", "D"): 6, ("C", "D"): 10}


@pytest.mark.parametrize(
    ("one", "other", "relative", "odds"),
    [
        ("A", "B", 1.6, 4.0),
        ("B", "A", 2.666667, 4.0),
        ("A", "C", 0.285714, 0.107143),
        ("C", "D", 1.458333, 2.222222),
    ],
)
def test_the_values_of_the_toy(one: str, other: str, relative: float, odds: float) -> None:
    found = Links(TOY).between(one, other)
    assert found.relative == pytest.approx(relative, abs=1e-6)
    assert found.odds == pytest.approx(odds, abs=1e-6)


@pytest.mark.parametrize(
    ("shared", "relative"), [(8, 1.6), (16, 1.777778), (32, 1.882353), (64, 1.939394)]
)
def test_more_collaboration_of_two_is_more_intensity(shared: int, relative: float) -> None:
    found = Links({**TOY, ("A", "B"): shared}).between("A", "B")
    assert found.relative == pytest.approx(relative, abs=1e-6)


def test_few_collaborations_are_not_enough() -> None:
    links = Links({("a", "b"): FEWEST - 1, ("a", "c"): FEWEST, ("b", "c"): 1})
    assert not links.between("a", "b").enough
    assert links.between("c", "a").enough


def test_a_divisor_of_nothing_adds_a_half_to_each_cell() -> None:
    """The other collaborates with the one only: 6, 4, 0 and 10 become 6.5, 4.5, 0.5 and 10.5."""
    found = Intensity(shared=6, own=10, other=6, total=20)
    assert found.relative == pytest.approx((6.5 / 11) / (0.5 / 11))
    assert found.odds == pytest.approx(6.5 * 10.5 / (4.5 * 0.5))


def test_partners_stand_by_number_then_name() -> None:
    assert Links(TOY).near("B") == ["A", "D", "C"]
    assert Links({("b", "a"): 1, ("b", "c"): 1}).near("b") == ["a", "c"]


numbers = st.integers(1, 50)


@given(numbers, numbers, numbers, numbers)
def test_odds_have_no_direction_and_names_no_weight(a: int, b: int, c: int, d: int) -> None:
    links = Links({("x", "y"): a, ("x", "z"): b, ("y", "z"): c, ("z", "w"): d})
    other = Links({("q", "p"): a, ("r", "q"): b, ("r", "p"): c, ("s", "r"): d})
    assert links.between("x", "y").odds == pytest.approx(links.between("y", "x").odds)
    assert links.between("x", "y").relative == pytest.approx(other.between("q", "p").relative)
    more = Links({("x", "y"): a + 1, ("x", "z"): b, ("y", "z"): c, ("z", "w"): d})
    assert more.between("x", "y").relative > links.between("x", "y").relative
    assert more.between("x", "y").odds > links.between("x", "y").odds


def test_each_pair_of_a_group_counts_once() -> None:
    links = count_links([["a", "b", "b"], {"a", "b", "c"}, {"c"}])
    assert links.between("b", "a") == Intensity(shared=2, own=3, other=3, total=4)
