"""In a past year, what has no date may not have existed: it is drawn hollow, and that is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

HOLLOW = """coopgraph.model.nodes
  .filter((node) => coopgraph.shown().nodes[node.index] && coopgraph.hollow(node))
  .map(({ id }) => id)"""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_undated_bodies_are_hollow_in_past_years(
    opened: Open, curated_page: Path, lang: str
) -> None:
    tab = opened()
    page = tab.ready(curated_page, f"#lang={lang}")
    note = page.locator("#hollow-note")
    assert page.evaluate(HOLLOW) == []
    assert note.is_hidden()
    full = page.evaluate("coopgraph.figureText()").count("<path")
    page.evaluate("coopgraph.set({ year: 2006 })")
    hollow = page.evaluate(HOLLOW)
    assert len(hollow) > 100
    assert "universite-de-lille" in hollow
    assert "japon" not in hollow
    text = "n’existait peut-être pas en 2006" if lang == "fr" else "may not have existed in 2006"
    assert text in note.inner_text()
    assert f"({len(hollow)})" in note.inner_text()
    # The holes are shapes of their own, in the drawing and in the figure made of it.
    page.click("#fit")
    page.evaluate("coopgraph.network.moveTo({ scale: 1, animation: false })")
    drawn = page.evaluate("coopgraph.figureText()")
    assert text in drawn
    page.evaluate("coopgraph.set({ year: coopgraph.state.year, hiddenLinks: new Set() })")
    page.evaluate("coopgraph.drawHoles = () => {}")
    page.evaluate("coopgraph.network.redraw()")
    without = page.evaluate("coopgraph.figureText()")
    assert drawn.count("<path") - without.count("<path") == len(hollow)
    assert full > 0
    for change in ("year: 2026", "year: null", "year: 2006, between: '2001-01-01_2006-01-01'"):
        page.evaluate(f"coopgraph.set({{ {change} }})")
        assert page.evaluate(HOLLOW) == []
        assert note.is_hidden()
    assert tab.messages == []


def test_a_chosen_undated_body_stays_hollow(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#year=2006&e=universite-de-lille")
    holes = """(() => {
      let holes = 0;
      const own = coopgraph.drawHole;
      coopgraph.drawHole = (...all) => { holes += 1; own(...all); };
      const all = coopgraph.drawHoles;
      coopgraph.drawHoles = () => {};
      coopgraph.figureText();
      Object.assign(coopgraph, { drawHole: own, drawHoles: all });
      return holes;
    })()"""
    assert page.evaluate(holes) >= 1
    assert re.search("2006", page.inner_text("#hollow-note"))
