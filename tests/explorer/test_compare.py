"""Two days compared in the page: the same as projecting the landscape on each of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ID = "https://w3id.org/coopgraph/id/"


@pytest.fixture(scope="module")
def example_page(example_landscape: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(example_landscape.explore(tmp_path_factory.mktemp("compare") / "example.html"))


FOUND = """() => {
  const { model, changes, shown } = coopgraph;
  const of = (name) => model.nodes
    .filter((node) => shown().nodes[node.index] && changes().nodes[node.index] === name)
    .map((node) => node.id).sort();
  const links = (name) => model.links
    .filter((link) => shown().links[link.index] && changes().links[link.index] === name).length;
  const counts = [links('appeared'), links('ended')];
  return { appeared: of('appeared'), ended: of('ended'), links: counts };
}"""


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2015-01-01", "2024-12-31"),
        ("2018-06-30", "2019-01-01"),
        ("2019-12-31", "2020-01-01"),
        ("2021-12-31", "2023-03-15"),
    ],
)
def test_what_appeared_and_ended_is_what_the_projection_says(
    opened: Open, example_landscape: Any, example_page: Path, first: str, last: str
) -> None:
    tab = opened()
    page = tab.ready(example_page, f"#teams=1&between={first}_{last}")
    before, after = (
        example_landscape.project(as_of=datetime.date.fromisoformat(day)) for day in (first, last)
    )
    found = page.evaluate(FOUND)
    assert [ID + one for one in found["appeared"]] == sorted(set(after) - set(before))
    assert [ID + one for one in found["ended"]] == sorted(set(before) - set(after))
    edges = [set(graph.edges(keys=True)) for graph in (before, after)]
    assert found["links"] == [len(edges[1] - edges[0]), len(edges[0] - edges[1])]
    assert tab.messages == []


def test_a_period_known_to_the_day_is_compared_to_the_day(
    opened: Open, small_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    """A unit that begins on 15 March 2020, and one of 2012–2018, on days around those."""
    small_graph.nodes[ID + "u-2"].update(start=2020)
    small_graph.nodes[ID + "u-1"].update(start=2012, end=2018)
    small_graph.graph["days"] = {ID + "u-2": ("2020-03-15", "")}
    path = tmp_path / "days.html"
    path.write_text(render(small_graph), encoding="utf-8")
    for days, appeared, ended in (
        ("2020-03-14_2020-03-15", ["u-2"], []),
        ("2020-03-15_2020-12-31", [], []),
        ("2018-12-31_2019-01-01", [], ["u-1"]),
        ("2017-01-01_2018-12-31", [], []),
        ("2018-01-01_2020-06-30", ["u-2"], ["u-1"]),
    ):
        page = opened().ready(path, f"#between={days}")
        found = page.evaluate(FOUND)
        assert (found["appeared"], found["ended"]) == (appeared, ended), days


def test_compared_by_keyboard_read_out_and_kept_in_the_address(
    opened: Open, example_page: Path
) -> None:
    tab = opened()
    page = tab.ready(example_page)
    page.focus("#to-compare")
    page.keyboard.press("Enter")
    for which, day in (("a", "2024-12-31"), ("b", "2015-01-01")):
        page.fill(f"#compare-{which}", day)
    page.focus("#compare-b")
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.between") == "2015-01-01_2024-12-31", "earlier day first"
    assert page.evaluate("document.activeElement.id") == "compare-said"
    said = page.locator("#compare-said")
    assert said.get_attribute("role") == "status"
    found = page.evaluate(FOUND)
    assert (
        f"{len(found['appeared'])} apparues, {len(found['ended'])} terminées" in said.inner_text()
    )
    assert page.inner_text("#compare-undated").startswith("Sans date")
    undated = page.evaluate(
        """coopgraph.model.nodes.filter((node) => coopgraph.shown().nodes[node.index]
          && node.start === null && node.end === null).length"""
    )
    assert f"{undated} entités" in page.inner_text("#compare-undated")
    rows = page.locator("#compare-appeared tbody tr")
    assert rows.count() == len(found["appeared"])
    first = rows.first
    assert first.locator("td").nth(1).inner_text()
    first.locator("summary", has_text="Sources").last.click()
    assert first.locator(".evidence").first.inner_text()
    assert page.is_disabled("#year"), "the slider gives way"
    other = opened()
    again = other.ready(example_page, page.evaluate("location.hash") + "&lang=en")
    assert again.evaluate(FOUND) == found
    assert "appeared" in again.inner_text("#compare-said")
    again.click("#to-table")
    words = again.locator("#table-body td[data-column=change]").all_inner_texts()
    assert words.count("appeared") == len(found["appeared"])
    again.click("#to-compare")
    again.focus("#compare-stop")
    again.keyboard.press("Enter")
    assert again.evaluate("coopgraph.state.between") is None
    assert "between" not in again.evaluate("location.hash")
    assert not again.is_disabled("#year")
    for one in (tab, other):
        assert one.messages == []
        assert one.requests == []


def test_two_equal_days_are_refused_in_words(opened: Open, example_page: Path) -> None:
    page = opened().ready(example_page, "#view=compare")
    for which in "ab":
        page.fill(f"#compare-{which}", "2020-01-01")
    page.click("#compare-run")
    assert "deux jours différents" in page.inner_text("#compare-said")
    assert page.evaluate("coopgraph.state.between") is None


def test_the_drawing_keeps_places_and_signs_what_changed(opened: Open, example_page: Path) -> None:
    page = opened().ready(example_page)
    places = "coopgraph.network.getPositions()"
    before = page.evaluate(places)
    page.evaluate("coopgraph.set({ between: '2015-01-01_2024-12-31' })")
    after = page.evaluate(places)
    common = set(before) & set(after)
    assert len(common) > 30
    assert {one: after[one] for one in common} == {one: before[one] for one in common}
    found = page.evaluate(FOUND)
    drawn = page.evaluate("coopgraph.figureText()")
    assert drawn.count(">+</text>") == len(found["appeared"]) > 0
    assert drawn.count(">−</text>") == len(found["ended"]) > 0
    assert "+ apparu" in page.inner_text("#compare-note")
