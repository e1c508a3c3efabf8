"""Neighbourhoods step by step, paths between two bodies, undo: by mouse, keyboard and address."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ID = "https://w3id.org/coopgraph/id/"


@pytest.fixture
def net_page(small_graph: Any, render: Callable[..., str], tmp_path: Path) -> Path:
    """A hub linked to a, b, c, z; a - m - z and a - n - z, twice between a and m; z - far."""
    unit = small_graph.nodes[ID + "u-2"]
    link = small_graph.edges[ID + "u-1", ID + "body", "c1"]
    small_graph.remove_nodes_from(list(small_graph))
    for name in ("hub", "a", "b", "c", "m", "n", "z", "far", "alone"):
        small_graph.add_node(ID + name, **{**unit, "label": name, "label_fr": f"Le {name}"})
    pairs = "a-m a-m m-z a-n n-z z-far hub-a hub-b hub-c hub-z hub-m"
    for number, pair in enumerate(pairs.split()):
        tail, head = pair.split("-")
        small_graph.add_edge(ID + tail, ID + head, key=str(number), **link)
    path = tmp_path / "net.html"
    path.write_text(render(small_graph), encoding="utf-8")
    return path


def seen(page: Any) -> str:
    """Ids of the entities shown."""
    return str(
        page.evaluate(
            """coopgraph.model.nodes.filter((node) => coopgraph.shown().nodes[node.index])
              .map((node) => node.id).sort().join(' ')"""
        )
    )


def choose(page: Any, name: str) -> None:
    page.fill("#search", f"Le {name}")
    page.keyboard.press("Enter")


def silent(*tabs: Any) -> None:
    for tab in tabs:
        assert tab.messages == []
        assert tab.requests == []


def test_a_neighbourhood_grows_by_depth_and_one_by_one(opened: Open, net_page: Path) -> None:
    tab = opened()
    page = tab.ready(net_page)
    assert page.is_disabled("#turn")
    choose(page, "far")
    page.click("#near")
    assert seen(page) == "far z"
    page.select_option("#depth", "2")
    assert seen(page) == "far hub m n z"
    choose(page, "hub")
    assert page.evaluate("coopgraph.state.centre.id") == "far", "choosing inside does not move it"
    assert page.inner_text("#turn") == "Déplier"
    page.locator("#turn").focus()
    page.keyboard.press("Enter")
    assert seen(page) == "a b c far hub m n z"
    assert page.inner_text("#turn") == "Replier"
    assert page.evaluate("document.activeElement.id") == "turn"
    choose(page, "z")
    page.click("#turn")
    assert seen(page) == "far z", "closing takes away what hangs on it"
    address = page.evaluate("location.hash")
    other = opened()
    again = other.ready(net_page, address)
    assert seen(again) == "far z"
    assert again.evaluate("coopgraph.state.centre.id") == "far"
    choose(again, "b")
    assert seen(again) == "a b c hub m z", "a choice outside moves the neighbourhood"
    silent(tab, other)


def test_space_in_the_drawing_opens_and_closes(opened: Open, net_page: Path) -> None:
    page = opened().ready(net_page, "#e=far")
    page.locator("#network .vis-network").focus()
    page.keyboard.press(" ")
    assert seen(page) == "far z"
    page.evaluate("coopgraph.choose(coopgraph.model.nodeById.get('z'))")
    page.locator("#network .vis-network").focus()
    page.keyboard.press(" ")
    assert seen(page) == "far hub m n z"


def test_marks_of_a_neighbourhood_stand_apart(opened: Open, curated_page: Path) -> None:
    tab = opened()
    page = tab.ready(curated_page, "#e=universite-de-bordeaux&near=2")
    least = page.evaluate(
        """() => {
          const { model, network, shown } = coopgraph;
          const at = network.getPositions();
          const here = model.nodes.filter((node) => shown().nodes[node.index])
            .map((node) => at['n' + node.index]);
          let least = Infinity;
          for (let i = 0; i < here.length; i += 1) for (let j = 0; j < i; j += 1) {
            least = Math.min(least, Math.hypot(here[i].x - here[j].x, here[i].y - here[j].y));
          }
          return [here.length, least];
        }"""
    )
    assert least[0] > 20
    same = page.evaluate(
        """() => {
          const { model, network, shown, state, rings, drawing } = coopgraph;
          const at = network.getPositions();
          const sizes = drawing.nodes.map(({ size }) => size);
          return [...rings(shown().levels, sizes)].every(
            ([index, { x, y }]) => at['n' + index].x === x && at['n' + index].y === y);
        }"""
    )
    assert same, "marks stand exactly where their labels and links are drawn"
    assert least[1] > 20
    silent(tab)


def test_all_shortest_paths_with_each_link_and_its_source(opened: Open, net_page: Path) -> None:
    tab = opened()
    page = tab.ready(net_page)
    choose(page, "a")
    page.locator("#path-from").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "search"
    assert "Le a" in page.inner_text(".path-bar")
    choose(page, "z")
    assert page.inner_text("#path-said") == "3 plus courts chemins, de longueur 2."
    assert page.locator("#panel .path").count() == 3
    page.check("#path-avoid")
    assert page.inner_text("#path-said") == "2 plus courts chemins, de longueur 2."
    assert page.evaluate("document.activeElement.id") == "path-avoid"
    first = page.locator("#panel .path").first
    assert first.locator(".step").count() == 3, "two links between a and m, one to z"
    assert [b.strip() for b in first.locator(":scope > ol > li > .entity").all_inner_texts()] == [
        "Le a",
        "Le m",
        "Le z",
    ]
    first.locator("summary").first.click()
    assert "Document d’essai" in first.locator(".evidence").first.inner_text()
    drawn = page.evaluate("coopgraph.pathLinks().map((link) => link.id).sort()")
    assert drawn == ["a~m~0", "a~m~1", "a~n~0", "m~z~0", "n~z~0"]
    other = opened()
    again = other.ready(net_page, page.evaluate("location.hash"))
    assert again.inner_text("#path-said") == "2 plus courts chemins, de longueur 2."
    again.locator("#panel .path .entity").nth(1).click()
    assert again.is_visible("#path-back")
    again.click("#path-back")
    assert again.locator("#panel .path").count() == 2
    again.click("#path-stop")
    assert "from=" not in again.evaluate("location.hash")
    silent(tab, other)


@pytest.mark.parametrize("avoid", [False, True])
def test_paths_are_those_of_networkx(opened: Open, curated_page: Path, avoid: bool) -> None:
    page = opened().ready(curated_page, "#year=all")
    ends, links, hub, said = page.evaluate(
        """([avoid]) => {
          const { model, state, findPaths, shown } = coopgraph;
          const on = model.nodes.filter(({ index }) => shown().nodes[index]);
          const pairs = [];
          for (let n = 0; n < 120; n += 1) {
            pairs.push([on[(n * 37) % on.length], on[(n * 101 + 59) % on.length]]);
          }
          state.avoid = avoid;
          const said = pairs.map(([a, b]) => {
            [state.from, state.to] = [a, b];
            const { length, total, paths } = findPaths(a, b);
            return [length, total, paths.map((path) => path.map((one) => one.index))];
          });
          return [pairs.map((pair) => pair.map((one) => one.index)),
            model.links.filter(({ index }) => shown().links[index]).map((l) => [l.tail, l.head]),
            model.byLinks[0].index, said];
        }""",
        [avoid],
    )
    whole: nx.Graph[int] = nx.Graph(links)
    several = 0
    for (a, b), (length, total, paths) in zip(ends, said, strict=True):
        graph = whole
        if avoid and hub not in (a, b):
            graph = nx.restricted_view(whole, [hub], [])
        if a == b or a not in graph or b not in graph or not nx.has_path(graph, a, b):
            assert total == 0
            continue
        expected = {tuple(path) for path in nx.all_shortest_paths(graph, a, b)}
        steps = len(next(iter(expected))) - 1
        if steps > 6:
            assert total == 0
            continue
        assert (length, total) == (steps, len(expected))
        assert len(paths) == min(20, total) == len({tuple(path) for path in paths})
        assert {tuple(path) for path in paths} <= expected
        several += total > 1
    assert several > 20


def test_where_there_is_no_path_it_is_said(opened: Open, net_page: Path) -> None:
    page = opened().ready(net_page, "#from=a&to=alone")
    assert page.inner_text("#path-said").startswith("Aucun chemin")
    assert page.locator("#panel .path").count() == 0
    page = opened().ready(net_page, "#from=a&to=z")
    page.evaluate(
        "coopgraph.set({ hiddenLinks: new Set(coopgraph.model.links.map((l) => l.kind)) })"
    )
    assert page.inner_text("#path-said").startswith("Aucun chemin"), "filters hold for paths"


def test_undo_goes_back_step_by_step_and_reset_to_the_opening(opened: Open, net_page: Path) -> None:
    tab = opened()
    page = tab.ready(net_page, "#e=a")
    assert page.is_disabled("#undo")
    choose(page, "hub")
    page.click("#near")
    page.click("#to-table")
    page.locator("#undo").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.view") == "network"
    assert seen(page) == "a b c hub m z"
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.centre") is None
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.node.id") == "a"
    assert page.is_disabled("#undo")
    assert page.evaluate("location.hash") == "#e=a"
    page.click("[data-lang=en]")
    page.click("#near")
    page.click("#reset")
    assert page.evaluate("location.hash") == "#lang=en", "the language stays"
    assert page.evaluate("coopgraph.state.node") is None
    assert page.is_disabled("#reset")
    page.click("#undo")
    assert seen(page) == "a hub m n"
    silent(tab)


def test_the_slider_is_one_step(opened: Open, net_page: Path) -> None:
    page = opened().ready(net_page)
    for year in (2020, 2019, 2018):
        page.evaluate(f"coopgraph.set({{ year: {year} }})")
    page.click("#undo")
    assert page.evaluate("coopgraph.state.year") == 2024
    assert page.is_disabled("#undo")


def test_a_path_comes_into_view_whole(opened: Open, curated_page: Path) -> None:
    tab = opened(reduced_motion="reduce")
    page = tab.ready(curated_page, "#from=universite-de-bordeaux&to=inria")
    inside = """() => {
      const { network, pathLinks, pathEnds } = coopgraph;
      const box = document.querySelector('#network canvas').getBoundingClientRect();
      const on = new Set(pathEnds());
      for (const link of pathLinks()) on.add(link.tail).add(link.head);
      const at = [...on].map((index) => network.canvasToDOM(network.getPosition('n' + index)));
      const spread = (key) => {
        const own = at.map((point) => point[key]);
        return Math.max(...own) - Math.min(...own);
      };
      return [on.size, at.every(({ x, y }) => x > 0 && y > 0 && x < box.width && y < box.height),
        Math.max(spread('x') / box.width, spread('y') / box.height)];
    }"""
    page.wait_for_timeout(200)
    marks, whole, share = page.evaluate(inside)
    assert marks == 3
    assert whole
    assert share > 0.5, "the path fills the view"
    page.evaluate("coopgraph.set({ to: coopgraph.model.nodeById.get('universite-de-lille') })")
    page.wait_for_timeout(200)
    assert page.evaluate(inside)[1:][0]
    silent(tab)


def test_each_step_has_its_own_ground_and_links(opened: Open, net_page: Path) -> None:
    page = opened(reduced_motion="reduce").ready(net_page, "#e=far&near=3")
    page.wait_for_timeout(200)
    labels = page.evaluate("coopgraph.stepLabels().map((one) => one.text)")
    assert labels == ["1 pas", "2 pas", "3 pas"]
    apart = page.evaluate(
        """() => {
          const { shown, network, model, stepLabels } = coopgraph;
          const far = (index) => {
            const { x, y } = network.getPosition('n' + index);
            return Math.hypot(x / 1.25, y);
          };
          const steps = [[], [], []];
          for (const [index, level] of shown().levels) if (level) steps[level - 1].push(far(index));
          return steps.map((step) => [Math.min(...step), Math.max(...step)]);
        }"""
    )
    for (_, outer), (inner, _) in itertools.pairwise(apart):
        assert inner > outer + 60
    drawn = page.evaluate("coopgraph.figureText()")
    assert drawn.count('fill-opacity="0.11"') == 3, "a ground for each step"
    for text in labels:
        assert f">{text}</text>" in drawn
