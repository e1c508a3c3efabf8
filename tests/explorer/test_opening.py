"""What the page leaves undone or does once, so that it opens and answers quickly."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.analysis.gaps.wording import day_text
from tests.explorer.conftest import Opened

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]

#: Counts how often a part of the page is filled anew until the page is ready.
COUNT = """() => {
  window.filled = {};
  const fill = Element.prototype.replaceChildren;
  Element.prototype.replaceChildren = function (...children) {
    const { ready } = document.documentElement.dataset;
    if (!ready) filled[this.id] = (filled[this.id] || 0) + 1;
    return fill.apply(this, children);
  };
}"""


@pytest.fixture
def page_of_teams(team_graph: Any, render: Callable[..., str], tmp_path: Path) -> Path:
    """A page with twelve teams inside a unit, which the address may ask for."""
    path = tmp_path / "teams.html"
    path.write_text(render(team_graph), encoding="utf-8")
    return path


@pytest.mark.parametrize("fragment", ["", "#e=body&no=research-unit", "#lang=en&group=kind"])
def test_what_the_address_asks_for_is_shown_once(
    opened: Open, page_of_teams: Path, fragment: str
) -> None:
    tab = opened()
    tab.page.add_init_script(f"({COUNT})()")
    page = tab.ready(page_of_teams, fragment)
    filled = page.evaluate("filled")
    for part in ("panel", "node-kinds", "link-kinds", "vintage"):
        assert filled.get(part) == 1, filled
    if "lang=en" in fragment:
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.locator("#legend, .legend > summary").first.inner_text().startswith("Legend")
    if "e=body" in fragment:
        assert page.locator("#chosen").inner_text().strip() == "Organisme d’essai"
        assert not page.locator("#hiddenNodes-research-unit").is_checked()
    assert tab.messages == []


def test_an_unknown_entity_is_still_said_when_the_page_opens(
    opened: Open, page_of_teams: Path
) -> None:
    page = opened().ready(page_of_teams, "#e=nobody")
    assert "nobody" in (page.locator("#notice-text").text_content() or "")
    assert "nobody" in (page.locator("#said").text_content() or "")


def test_days_are_said_as_the_commands_say_them(opened: Open, page_of_teams: Path) -> None:
    page = opened().ready(page_of_teams)
    days = [datetime.date(2023, month, day) for month in range(1, 13) for day in (1, 2, 28)]
    asked = [day.isoformat() for day in days]
    say = "days => days.map(coopgraph.dayText)"
    assert page.evaluate(say, asked) == [day_text(day).fr for day in days]
    page.evaluate("coopgraph.set({ lang: 'en' })")
    assert page.evaluate(say, asked) == [day_text(day).en for day in days]
    assert page.evaluate("['2023', '2023-05', 'x'].map(coopgraph.dayText)") == [
        "2023",
        "2023-05",
        "x",
    ]


def test_the_library_works_out_no_fonts_and_shares_options(
    opened: Open, page_of_teams: Path
) -> None:
    page = opened().ready(page_of_teams)
    found = page.evaluate(
        """() => {
          const { nodes, edges } = coopgraph.network.body;
          const all = [...Object.values(nodes), ...Object.values(edges)];
          const shared = ["font", "scaling", "shadow"];
          const copies = ({ options }) => shared.some((name) => Object.hasOwn(options, name));
          const worded = ({ labelModule }) => Object.keys(labelModule.fontOptions).length > 0;
          const colours = Object.values(nodes).map(({ options }) => options.color.background);
          return {
            all: all.length,
            fonts: all.filter(worded).length,
            copied: all.filter(copies).length,
            colours: new Set(colours).size,
          };
        }"""
    )
    assert found["all"] > 8
    assert found["fonts"] == 0
    assert found["copied"] == 0
    assert found["colours"] > 1, "each mark keeps a colour of its own"


def test_an_opened_group_is_drawn_with_the_next_frame_alone_and_fits(
    opened: Open, map_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.write_text(render(map_graph), encoding="utf-8")
    page = opened(reduced_motion="reduce").ready(path)
    page.evaluate("coopgraph.set({ grouping: 'kind' })")
    page.wait_for_timeout(300)
    drawn = page.evaluate(
        """() => new Promise((done) => {
          let frames = 0;
          coopgraph.network.on("beforeDrawing", () => (frames += 1));
          coopgraph.turnGroup("research-unit");
          const atOnce = frames;
          requestAnimationFrame(() => setTimeout(() => done([atOnce, frames]), 0));
        })"""
    )
    assert drawn == [0, 1]
    middle, view = page.evaluate(
        """() => {
          const boxes = Object.values(coopgraph.network.body.nodes)
            .filter(({ options }) => !options.hidden).map(({ shape }) => shape.boundingBox);
          const least = (side) => Math.min(...boxes.map((one) => one[side]));
          const most = (side) => Math.max(...boxes.map((one) => one[side]));
          const of = (low, high) => (least(low) + most(high)) / 2;
          const at = coopgraph.network.getViewPosition();
          return [[of("left", "right"), of("top", "bottom")], [at.x, at.y]];
        }"""
    )
    assert view == pytest.approx(middle, abs=1)
