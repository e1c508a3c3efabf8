"""Odd addresses, and pages of a neighbourhood: no dead slider, no lost texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.landscape import Landscape

Open = Callable[..., Any]
YEAR = """() => {
  const slider = document.getElementById("year");
  return [slider.value, slider.min, slider.max, coopgraph.state.year].map(Number);
}"""


@pytest.fixture(scope="module")
def near_page(curated_landscape: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("near") / "near.html"
    curated_landscape.explore(path, entity="CHU de Bordeaux")
    return path


def open_at(opened: Open, path: Path, address: str) -> Any:
    tab = opened()
    tab.page.goto(path.as_uri() + "#" + address)
    tab.page.wait_for_function("() => document.documentElement.dataset.ready === 'true'")
    return tab.page


def test_the_slider_of_a_neighbourhood_stands_where_the_page_is(
    opened: Open, near_page: Path, curated_landscape: Landscape
) -> None:
    page = open_at(opened, near_page, "")
    value, least, most, year = page.evaluate(YEAR)
    assert value == year == curated_landscape.as_of.year
    assert least <= year <= most
    page.focus("#year")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(YEAR)[3] == year


@pytest.mark.parametrize("said", ["99999", "-3", "1e3"])
def test_a_year_out_of_reach_is_the_nearest(opened: Open, near_page: Path, said: str) -> None:
    page = open_at(opened, near_page, f"year={said}")
    value, least, most, year = page.evaluate(YEAR)
    assert value == year
    assert year == (most if said == "99999" else least)


@pytest.mark.parametrize("said", ["constructor", "toString", "__proto__", "de", ""])
def test_a_language_that_the_page_does_not_speak_changes_nothing(
    opened: Open, near_page: Path, said: str
) -> None:
    page = open_at(opened, near_page, f"lang={said}")
    assert page.evaluate("document.documentElement.lang") in ("fr", "en")
    assert "." not in page.inner_text("#status")
    assert "status.part" not in page.inner_text("body")
