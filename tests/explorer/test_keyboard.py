"""Every line of ``docs/keyboard.md``, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.explorer.conftest import ID, Opened

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
GUIDE = Path(__file__).parents[2] / "docs" / "keyboard.md"


class Hands:
    """A reader who has a keyboard and no mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def go(self, selector: str, most: int = 120) -> None:
        """Press the tabulator until a control has the focus, from the start of the page."""
        for _ in range(most):
            self.press("Tab")
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                return
        raise AssertionError(f"{selector} is not reached by keyboard")

    def focus(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def says(self, script: str) -> Any:
        return self.page.evaluate(script)

    def choose(self, text: str) -> None:
        self.press("/")
        self.type(text)
        self.press("ArrowDown", "Enter")

    def draw(self) -> None:
        self.go("#network > *")


def skip_search(hands: Hands) -> None:
    hands.press("Tab", "Enter")
    assert hands.focus() == "search"


def skip_list(hands: Hands) -> None:
    hands.press("Tab", "Tab", "Enter")
    assert hands.focus() == "list-title"
    assert hands.page.locator("#view-list").is_visible()


def slash(hands: Hands) -> None:
    hands.press("/")
    assert hands.focus() == "search"


def search(hands: Hands) -> None:
    hands.press("/")
    hands.type("moleculaires")
    assert hands.page.locator("#search-status").inner_text() == "1 résultat"
    hands.press("ArrowDown", "Enter")
    assert hands.says("coopgraph.state.node.id") == "u-1"
    assert "Unité des essais" in hands.page.locator("#chosen").inner_text()


def search_leave(hands: Hands) -> None:
    hands.press("/")
    hands.type("essai")
    assert hands.page.locator("#results").is_visible()
    hands.press("Escape")
    assert hands.page.locator("#results").is_hidden()
    hands.press("Escape")
    assert hands.page.locator("#search").input_value() == ""


def language(hands: Hands) -> None:
    hands.go("[data-lang=en]")
    hands.press("Enter")
    assert hands.says("document.documentElement.lang") == "en"
    assert hands.says("document.activeElement.dataset.lang") == "en"


def age(hands: Hands) -> None:
    hands.go(".vintage > summary")
    hands.press("Enter")
    assert hands.page.locator("#vintage li").first.is_visible()


def kind(hands: Hands) -> None:
    hands.go("#node-kinds input")
    hands.press("Space")
    assert hands.says("coopgraph.shown().nodeCount") == 3
    assert "3 entités sur 4" in hands.page.locator("#status").inner_text()


def filter_(hands: Hands) -> None:
    hands.go("#facets > summary")
    hands.press("Enter")
    hands.go("#facet-link")
    hands.press("ArrowDown")
    assert hands.says("coopgraph.shown().nodeCount") < 4
    assert "f.link=" in hands.says("decodeURIComponent(location.hash)")


def year(hands: Hands) -> None:
    before = hands.says("coopgraph.state.year")
    hands.go("#year")
    hands.press("ArrowLeft")
    hands.page.wait_for_function(f"() => coopgraph.state.year === {before - 1}")
    assert hands.page.locator("#year-said").inner_text() == str(before - 1)


def view(hands: Hands) -> None:
    hands.go("#to-table")
    hands.press("Enter")
    assert hands.page.locator("#view-table").is_visible()
    assert hands.page.locator("#to-table").get_attribute("aria-pressed") == "true"


def sort(hands: Hands) -> None:
    view(hands)
    hands.go("#sort-name")
    hands.press("Enter")
    assert hands.focus() == "sort-name"
    assert hands.page.locator("th[data-column=name]").get_attribute("aria-sort") == "ascending"


def drawing(hands: Hands) -> None:
    hands.draw()
    hands.press("ArrowRight")
    assert hands.says("coopgraph.state.node !== null")


def zoom(hands: Hands) -> None:
    hands.page.emulate_media(reduced_motion="reduce")
    hands.draw()
    scales = []
    for key in ("0", "+", "-", "-"):
        hands.press(key)
        hands.page.wait_for_timeout(60)
        scales.append(hands.says("coopgraph.network.getScale()"))
    assert scales[1] > scales[2] > scales[3]
    assert scales[2] == pytest.approx(scales[0], rel=0.01)


def details(hands: Hands) -> None:
    drawing(hands)
    hands.press("Enter")
    assert hands.focus() == "chosen"


def let_go(hands: Hands) -> None:
    drawing(hands)
    hands.press("Escape")
    assert hands.says("coopgraph.state.node") is None


def near(hands: Hands) -> None:
    hands.choose("moleculaires")
    hands.draw()
    hands.press("Space")
    assert hands.says("coopgraph.shown().nodeCount") == 3
    hands.press("Space")
    assert hands.says("coopgraph.shown().nodeCount") == 1


def depth(hands: Hands) -> None:
    hands.choose("organisme")
    hands.go("#near")
    hands.press("Enter")
    hands.go("#depth")
    hands.press("ArrowDown")
    assert hands.says("coopgraph.state.depth") == 2


def evidence(hands: Hands) -> None:
    hands.choose("moleculaires")
    hands.go("#panel .neighbours details.why > summary")
    hands.press("Enter")
    text = hands.page.locator("#panel .neighbours .evidence:visible").first.inner_text()
    assert "Document d’essai" in text
    assert "l. 12" in text


def path(hands: Hands) -> None:
    hands.choose("moleculaires")
    hands.go("#path-from")
    hands.press("Enter")
    hands.type("ecole")
    hands.press("ArrowDown", "Enter")
    assert hands.page.locator("#panel .path").count() == 1
    assert hands.page.locator("#panel .path details.why").count() >= 1


def group(hands: Hands) -> None:
    hands.go("#grouping")
    hands.press("ArrowDown")
    assert hands.says("coopgraph.state.grouping") == "kind"
    assert "3" in hands.page.locator("#said").inner_text()


def group_open(hands: Hands) -> None:
    hands.go("#to-groups")
    hands.press("Enter")
    hands.go("#grouping-here")
    hands.press("ArrowDown")
    hands.go("#groups-body button[data-group]")
    hands.press("Enter")
    assert hands.page.locator("#groups-body .entities li").count() >= 1
    assert hands.says("document.activeElement.getAttribute('aria-expanded')") == "true"


def compare(hands: Hands) -> None:
    hands.go("#to-compare")
    hands.press("Enter")
    hands.go("#compare-run")
    hands.press("Enter")
    assert hands.focus() == "compare-said"
    assert hands.page.locator("#compare-said").inner_text()


def save(hands: Hands) -> None:
    view(hands)
    hands.go("#save-csv")
    with hands.page.expect_download() as saved:
        hands.press("Enter")
    assert saved.value.suggested_filename == "coopgraph.csv"
    assert "coopgraph.csv" in hands.page.locator("#said").inner_text()


def undo(hands: Hands) -> None:
    kind(hands)
    hands.go("#undo")
    hands.press("Enter")
    assert hands.says("coopgraph.shown().nodeCount") == 4
    assert hands.page.locator("#said").inner_text()


def close(hands: Hands) -> None:
    hands.choose("moleculaires")
    hands.go("#close")
    hands.press("Enter")
    assert hands.says("coopgraph.state.node") is None
    assert hands.focus() == "search"


WALK: dict[str, Callable[[Hands], None]] = {
    one.__name__.strip("_").replace("_", "-"): one
    for one in (
        *(skip_search, skip_list, slash, search, search_leave, language, age, kind, filter_, year),
        *(view, sort, drawing, zoom, details, let_go, near, depth, evidence, path, group),
        *(group_open, compare, save, undo, close),
    )
}


def test_each_line_of_the_guide_is_tried() -> None:
    rows = re.findall(r"^\| ([a-z-]+) \| ", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [row for row in rows if row != "name"] == list(WALK)


@pytest.fixture
def hands(opened: Open, small_graph: Any, render: Callable[..., str], tmp_path: Path) -> Hands:
    small_graph.nodes[ID + "u-1"]["start"] = 2012  # or there is no earlier year to go to
    page = tmp_path / "page.html"
    page.write_text(render(small_graph), encoding="utf-8")
    return Hands(opened(accept_downloads=True).ready(page))


@pytest.mark.parametrize("line", WALK)
def test_by_keyboard(hands: Hands, line: str) -> None:
    WALK[line](hands)
