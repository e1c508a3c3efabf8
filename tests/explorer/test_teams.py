"""Teams inside units: left out of the picture until asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


@pytest.fixture
def team_page(team_graph: Any, render: Callable[..., str], tmp_path: Path) -> Path:
    """The explorer of a unit with twelve teams."""
    path = tmp_path / "teams.html"
    path.write_text(render(team_graph), encoding="utf-8")
    return path


def shown(page: Any) -> int:
    return int(page.evaluate("coopgraph.shown().nodeCount"))


def test_teams_appear_when_asked_for_and_stand_in_the_address(
    opened: Open, team_page: Path
) -> None:
    tab = opened()
    page = tab.ready(team_page)
    assert shown(page) == 4
    assert page.inner_text("label:has(#hiddenNodes-research-unit) .count") == "2"
    hidden = "coopgraph.network.body.nodes['n' + coopgraph.model.nodeById.get('team-3').index]"
    assert page.evaluate(f"{hidden}.options.hidden") is True
    page.check("#teams")
    assert shown(page) == 16
    assert page.inner_text("label:has(#hiddenNodes-research-unit) .count") == "14"
    assert page.evaluate(f"{hidden}.options.hidden") is False
    assert "teams=1" in page.url
    again = opened()
    assert shown(again.ready(team_page, "#teams=1")) == 16
    assert again.page.is_checked("#teams")
    page.uncheck("#teams")
    assert shown(page) == 4
    assert tab.messages == again.messages == []


def test_a_chosen_team_is_shown(opened: Open, team_page: Path) -> None:
    page = opened().ready(team_page)
    page.fill("#search", "Équipe 7")
    page.keyboard.press("Enter")
    assert page.inner_text("#chosen").strip() == "Équipe 7"
    assert shown(page) == 16
    assert shown(opened().ready(team_page, "#e=team-7")) == 16


def test_a_landscape_without_teams_does_not_offer_them(
    opened: Open, small_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "plain.html"
    path.write_text(render(small_graph), encoding="utf-8")
    assert opened().ready(path).is_hidden("#teams-option")


def test_one_number_of_links_stands_everywhere(opened: Open, curated_page: Path) -> None:
    """The start of the details, the table, the list and the entity's own page count the same."""
    tab = opened()
    page = tab.ready(curated_page, "#view=table")
    start = page.locator("#panel ol li").first
    first = start.locator(".count").inner_text()
    row = page.locator("#table-body tbody tr").first
    assert row.locator("[data-column=links]").inner_text() == first
    start.locator("button").click()
    own = page.locator("#panel h4", has_text="Liens (").inner_text()
    groups = page.locator("#panel .group summary", has_text="(").all_inner_texts()
    kinds = page.evaluate(
        "[...coopgraph.model.linkKinds, ...coopgraph.model.nodeKinds].map((kind) => kind.fr)"
    )
    listed = [
        one.rpartition("(")[2].rstrip(")")
        for one in groups
        if one[: one.rfind("(")].strip() in kinds
    ]
    assert own == f"Liens ({first})"
    assert sum(map(int, listed)) == int(first)
    said = page.inner_text("#links-said")
    shown = page.evaluate(
        "coopgraph.state.node.links.filter((one) => coopgraph.shown().links[one.index]).length"
    )
    assert f"{shown} passent" in said
    without = page.evaluate("coopgraph.state.node.links.length") - int(first)
    assert without > 0
    assert f"{without} liens avec des équipes" in said
    page.click("#all-years")
    assert page.inner_text("#links-said") != said
    assert f"{first} passent" in page.inner_text("#links-said")
    page.check("#teams")
    assert page.locator("#panel h4", has_text=f"Liens ({int(first) + without})").count() == 1
    assert page.inner_text("#status").endswith("liens montrés")
    assert tab.messages == []
