"""Paths between two sites that do not run through what is everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.outputs.explorer.national import national_bodies
from coopgraph.projection.landscape import project_landscape
from tests.explorer.conftest import ID, edge, empty_graph, node

Open = Callable[..., Any]


def test_national_is_the_focus_what_sits_beside_it_and_what_reaches_far() -> None:
    graph = empty_graph()
    graph.graph["home"] = ID + "home"
    here = {"country": ID + "land", "city": ID + "capital", "region": ID + "r0"}
    there = {**here, "city": ID + "town"}
    abroad = {**here, "country": ID + "far", "city": ID + "elsewhere"}
    for name, kind, place in (
        ("home", "research-organisation", here),
        ("agency", "public-authority", here),
        ("local", "research-organisation", there),
        ("wide", "research-organisation", there),
        ("firm", "company", here),
        ("school", "higher-education", here),
        ("foreign", "research-organisation", abroad),
        ("call", "programme", {}),
    ):
        graph.add_node(ID + name, **{**node(kind, "Organisation", name), **place})
    for number in range(3):
        unit = f"{ID}u-{number}"
        graph.add_node(unit, **node("research-unit", "ResearchUnit", unit, region=f"{ID}r{number}"))
        for name in ("wide", "school", "foreign"):
            graph.add_edge(unit, ID + name, key=name, **edge("supervision", unit + name))
        if number:
            graph.add_edge(unit, ID + "local", key="l", **edge("supervision", unit + "l"))
    found = {one.removeprefix(ID) for one in national_bodies(graph)}
    assert found == {"home", "agency", "wide", "call"}


def test_national_bodies_of_the_packaged_landscape(curated_landscape: Any) -> None:
    found = {
        one.removeprefix(ID)
        for one in national_bodies(project_landscape(curated_landscape.store, whole=True))
    }
    assert {"inserm", "cnrs", "inrae", "inria"} <= found
    assert not {"ap-hp", "universite-de-lille", "chu-de-lille", "institut-curie"} & found


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_paths_without_national_bodies(opened: Open, curated_page: Path, lang: str) -> None:
    ends = ["chu-de-lille", "chu-de-bordeaux"]
    tab = opened()
    page = tab.ready(curated_page, f"#year=all&from={ends[0]}&to={ends[1]}&lang={lang}")
    before = page.inner_text("#path-said")
    words = "nationaux" if lang == "fr" else "national"
    assert words in page.inner_text("label:has(#path-local)")
    page.focus("#path-local")
    page.keyboard.press("Space")
    assert page.is_checked("#path-local")
    assert page.evaluate("document.activeElement.id") == "path-local"
    assert page.inner_text("#path-said") != before
    inside = """coopgraph.findPaths(coopgraph.state.from, coopgraph.state.to).paths
      .flatMap((path) => path.slice(1, -1)).filter((node) => node.national).length"""
    assert page.evaluate(inside) == 0
    assert page.locator("#panel .path").count() > 0
    said = page.inner_text("#path-said")
    other = opened()
    again = other.ready(curated_page, page.evaluate("location.hash"))
    assert again.inner_text("#path-said") == said
    again.uncheck("#path-local")
    assert again.inner_text("#path-said") == before
    assert again.evaluate(inside) > 0
    # The first paths of many do not all come to their end in the same way.
    last_but_one = """(() => {
      const { from, to } = coopgraph.state;
      const { total, paths } = coopgraph.findPaths(from, to);
      const known = new Set(paths.map((path) => path.map(({ id }) => id).join()));
      return [total, paths.length, known.size, new Set(paths.map((path) => path.at(-2))).size];
    })()"""
    total, listed, different, ways = again.evaluate(last_but_one)
    assert total > listed == different == 20
    assert ways >= 4
    # The ends may be national bodies themselves.
    last = opened().ready(curated_page, "#year=all&from=cnrs&to=inserm&local=1")
    assert last.locator("#panel .path").count() > 0
    assert tab.messages == other.messages == []
