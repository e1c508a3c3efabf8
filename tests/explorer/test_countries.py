"""A country keeps its partnerships: what aims at it, and what is done with a body of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.outputs.explorer.countries import countries_of
from tests.explorer.conftest import ID, edge, empty_graph, node

Open = Callable[..., Any]


@pytest.fixture
def world() -> Any:
    graph = empty_graph()
    graph.graph["home"] = ID + "home"
    for name in ("france", "japan", "italy"):
        graph.add_node(ID + name, **node("country", "Country", name))
    for name, country in (("home", "france"), ("school", "france"), ("kyoto", "japan")):
        graph.add_node(ID + name, **node("higher-education", "University", name))
        graph.nodes[ID + name]["country"] = ID + country
    graph.add_node(ID + "europe", **node("country", "WorldRegion", "europe"))
    for name in ("lab", "treaty", "lonely"):
        graph.add_node(ID + name, **node("international", "InternationalPlatform", name))
    for number, (tail, head, kind) in enumerate(
        (
            ("lab", "home", "participation"),
            ("lab", "school", "participation"),
            ("lab", "kyoto", "participation"),
            ("treaty", "home", "agreement-party"),
            ("treaty", "italy", "country"),
            ("treaty", "europe", "country"),
            ("lonely", "home", "participation"),
            ("home", "kyoto", "partnership"),
            ("home", "italy", "priority"),
            ("school", "kyoto", "succession"),
        )
    ):
        graph.add_edge(ID + tail, ID + head, key=str(number), **edge(kind, f"{ID}e{number}"))
    return graph


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("japan", ["japan"]),
        ("kyoto", ["japan"]),
        ("lab", ["japan", "france"]),
        ("treaty", ["italy"]),
        ("lonely", []),
        ("home", ["france", "italy", "japan"]),
        ("school", ["france"]),
        ("europe", []),
    ],
)
def test_countries_of_an_entity(world: Any, name: str, expected: list[str]) -> None:
    assert list(countries_of(world, ID + name)) == [ID + one for one in expected]


@pytest.mark.browser
def test_choosing_a_country_keeps_the_partnerships_with_it(
    opened: Open, curated_page: Path
) -> None:
    page = opened().ready(curated_page, "#year=all")
    shown = """() => coopgraph.model.nodes
      .filter((node) => coopgraph.shown().nodes[node.index]).map(({ id }) => id)"""
    page.locator("#facets summary").click()
    for country, among in (
        ("Japon", {"japon", "accord-nouveau-modele-japon"}),
        ("Canada", {"canada", "universite-laval", "irp-montreal", "declaration-intention-frq"}),
    ):
        offered = page.locator("#facet-country option", has_text=country).inner_text()
        page.select_option("#facet-country", label=offered)
        found = page.evaluate(shown)
        assert among <= set(found)
        assert offered == f"{country} ({len(found)})"
        assert page.evaluate("coopgraph.shown().linkCount") >= len(among) - 1
        assert page.locator("#facet-country").get_attribute("aria-describedby")
    page.click("#to-matrix")
    page.click("#rows-country")
    row = page.locator("#matrix-body tbody tr", has=page.locator("th", has_text="Canada"))
    total = row.locator("td").last
    assert int(total.inner_text()) == len(found)


@pytest.mark.browser
def test_a_group_of_a_country_holds_what_is_done_with_it(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#group=country&year=all")
    group = "(key) => coopgraph.groups().groups.find((one) => one.key.startsWith(key))"
    members = page.evaluate(f"(key) => ({group})(key).nodes.map(({{ id }}) => id)", "Canada")
    assert {"canada", "irp-montreal", "universite-laval"} <= set(members)
    without = page.evaluate(
        "coopgraph.groups().groups.find(({ key }) => key === '').nodes.map(({ index }) => index)"
    )
    placeless = page.evaluate(
        "coopgraph.model.nodes.filter((one) => coopgraph.shown().nodes[one.index] "
        "&& !one.country[0]).length"
    )
    assert len(without) < placeless
