"""Budgets of time grow with a slow machine, within bounds; a page that does more still fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.explorer.conftest import benchmark
from tests.explorer.test_browser import SECONDS, page_spends


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The module of the benchmarks that measures the machine."""
    return benchmark("reference")


def test_a_machine_at_least_as_fast_is_given_the_budget_itself(reference: ModuleType) -> None:
    for share in (0.0, 0.2, 0.99, 1.0):
        assert reference.factor(share * reference.REFERENCE) == 1.0


def test_a_slower_machine_is_given_as_much_more_within_bounds(reference: ModuleType) -> None:
    assert reference.factor(1.5 * reference.REFERENCE) == pytest.approx(1.5)
    for times in (2.5, 3.0, 1e9, float("inf")):
        assert reference.factor(times * reference.REFERENCE) == 2.5 == reference.MOST


@pytest.mark.parametrize(
    ("work", "spent", "kept", "given"),
    [
        (9.0, 0.3, True, 1.0),  # keeps to the budget itself: the machine is not asked
        (1.0, 0.31, False, 1.0),
        (0.1, 0.31, False, 1.0),
        (1.5, 0.44, True, 1.5),
        (1.5, 0.46, False, 1.5),
        (9.0, 0.74, True, 2.5),
        (9.0, 0.76, False, 2.5),
    ],
)
def test_what_is_measured_is_held_to_the_budget_of_the_machine(
    reference: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    work: float,
    spent: float,
    kept: bool,
    given: float,
) -> None:
    seconds = work * reference.REFERENCE
    monkeypatch.setattr(reference, "reference_seconds", lambda *_: seconds)
    found = reference.keeps(None, lambda: spent, 0.3)
    assert found.kept is kept
    assert found.factor == pytest.approx(given)


def test_the_least_of_page_and_of_machine_count(
    reference: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent, work = iter([0.9, 0.5, 0.7]), iter([2.0, 1.2, 2.0])
    monkeypatch.setattr(reference, "reference_seconds", lambda *_: next(work) * reference.REFERENCE)
    found = reference.keeps(None, lambda: next(spent), 0.3, runs=3)
    assert (found.spent, found.factor, found.kept) == (0.5, pytest.approx(1.2), False)


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_that_does_much_more_does_not_keep_to_its_budget(
    reference: ModuleType, opened: Callable[..., Any], browser: Any, curated_page: Path
) -> None:
    busy = "const end = performance.now() + 2500; while (performance.now() < end);"

    def measure() -> float:
        tab = opened()
        tab.page.add_init_script(busy)
        return page_spends(tab, curated_page, "picture")

    found = reference.keeps(browser, measure, SECONDS, runs=2)
    assert not found.kept, found
    assert 1.0 <= found.factor <= reference.MOST


@pytest.mark.browser
def test_the_work_is_done_and_measured(reference: ModuleType, browser: Any) -> None:
    assert 0.01 < reference.reference_seconds(browser, 1) < 10
