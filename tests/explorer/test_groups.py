"""Groups: by kind, site, country, theme and community, opened on demand, in drawing and table."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from coopgraph.namespaces import COOP_NS
from coopgraph.outputs.explorer.columns import column, sparse, stepwise
from coopgraph.outputs.explorer.communities import communities
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import Pair
from coopgraph.projection.records import Fact
from tests.explorer.conftest import ID, edge, empty_graph, node
from tests.explorer.test_sigma import engine, lose, webgl, webgl_browser  # noqa: F401

Open = Callable[..., Any]
MOST = 1200
SIZE = 3_000


def large_graph() -> Any:
    """Three thousand units in thirty towns, of two countries and two themes, around ten bodies."""
    graph = empty_graph()
    graph.graph["home"] = ID + "body-0"
    for town in range(30):
        graph.graph["others"][f"{ID}town-{town}"] = (f"Ville {town}", "")
    graph.graph["others"] |= {ID + "land": ("France", ""), ID + "far": ("Chili", "Chile")}
    graph.graph["others"] |= {ID + "heart": ("Cœur", "Heart"), ID + "brain": ("Cerveau", "Brain")}
    for number in range(10):
        graph.add_node(
            f"{ID}body-{number}",
            **node("research-organisation", "ResearchOrganisation", f"Organisme {number}"),
        )
    for number in range(SIZE):
        town = number % 30
        theme = ID + ("heart" if number % 3 else "brain")
        graph.add_node(
            f"{ID}u-{number}",
            **node(
                "research-unit",
                "ResearchUnit",
                f"Unité {number}",
                city=f"{ID}town-{town}",
                country=ID + ("far" if town == 29 else "land"),
                lat=43.0 + town * 0.25,
                lon=-1.0 + (town * 7 % 30) * 0.25,
                facts=(Fact(COOP_NS + "theme", theme, True),),
            ),
        )
        for body in {number % 10, (number // 100) % 10}:
            key = f"c{number}-{body}"
            graph.add_edge(
                f"{ID}u-{number}", f"{ID}body-{body}", key=key, **edge("supervision", key)
            )
    return graph


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from coopgraph.outputs.explorer.page import render_page

    model = build_model(large_graph(), sources=[], title=Pair.same("Essai"), lang="fr")
    path = tmp_path_factory.mktemp("groups") / "large.html"
    path.write_text(render_page(model), encoding="utf-8")
    return path


def drawn(page: Any) -> dict[str, int]:
    """Count what the library draws: entities, groups, links, lines between groups."""
    counts = page.evaluate(
        """() => {
          const { body } = coopgraph.network;
          const count = (ids, letter) => ids.filter((id) => id[0] === letter).length;
          return ['n', 'g'].map((l) => count(body.nodeIndices, l))
            .concat(['e', 'h'].map((l) => count(body.edgeIndices, l)));
        }"""
    )
    return dict(zip(("entities", "groups", "links", "lines"), counts, strict=True))


def table(page: Any) -> dict[str, tuple[int, int, int]]:
    """Return the table of groups: entities, links inside, links to others."""
    rows = page.evaluate(
        """[...document.querySelectorAll('#groups-body tbody tr')]
          .filter((row) => row.querySelector('th'))
          .map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent))"""
    )
    return {name: (int(a), int(b), int(c)) for name, a, b, c in rows}


def silent(tab: Any) -> None:
    assert tab.messages == []
    assert tab.requests == []


def test_columns_and_runs_keep_what_they_pack() -> None:
    assert column([{"a": 0}, {"a": 2}, {}], "a") == [0, 2, None]
    values = ["x", "x", None, [1], [1], "x"]
    runs = sparse(values)
    unrolled: list[Any] = []
    for times, value in zip(runs[::2], runs[1::2], strict=True):
        unrolled += [value] * times
    assert unrolled == values
    assert list(accumulate(stepwise([3, 3, 9, 10]))) == [3, 3, 9, 10]


def test_communities_are_the_same_each_time_and_cut_where_links_are_few() -> None:
    graph = empty_graph()
    for number in range(12):
        graph.add_node(f"{ID}n-{number}", **node("company", "Company", f"{number:02}"))
    graph.add_node(f"{ID}alone", **node("company", "Company", "zz"))
    for first in (0, 6):
        for a in range(first, first + 6):
            for b in range(a + 1, first + 6):
                key = f"{a}-{b}"
                graph.add_edge(f"{ID}n-{a}", f"{ID}n-{b}", key=key, **edge("partnership", key))
    graph.add_edge(f"{ID}n-0", f"{ID}n-6", key="bridge", **edge("partnership", "bridge"))
    model = build_model(graph, sources=[], title=Pair.same("Essai"))
    found = communities(model)
    assert found == communities(model)
    assert found == [0] * 6 + [1] * 6 + [-1]


@pytest.mark.browser
def test_what_belongs_to_no_group_does_not_cover_the_picture(
    opened: Open, curated_page: Path
) -> None:
    page = opened().ready(curated_page, "#group=theme")
    groups = page.evaluate(
        "coopgraph.picture().groups.map((one) => [one.key, one.x, one.y, one.size])"
    )
    assert groups[0][0] == "", "most entities have no theme"
    reach = [math.hypot(x, y) for _, x, y, _ in groups]
    assert reach[1] == min(reach), "the largest theme stands in the middle"
    assert reach[0] > sorted(reach)[len(reach) // 2]
    assert groups[0][3] == groups[1][3] == max(size for *_, size in groups)


@pytest.mark.browser
def test_dashes_that_cannot_be_seen_are_no_dashes(opened: Open, curated_page: Path) -> None:
    tab = opened(reduced_motion="reduce")
    tab.page.add_init_script(
        """window.dashed = new Set();
        const own = CanvasRenderingContext2D.prototype.setLineDash;
        CanvasRenderingContext2D.prototype.setLineDash = function (dashes) {
          window.dashed.add(dashes.length > 0);
          return own.call(this, dashes);
        };"""
    )
    page = tab.ready(curated_page)
    drawn = """(scale) => new Promise((done) => {
      coopgraph.network.moveTo({ scale, animation: false });
      window.dashed.clear();
      coopgraph.network.redraw();
      done([...window.dashed].sort());
    })"""
    assert page.evaluate(drawn, 0.6) == [False, True]
    assert page.evaluate(drawn, 0.05) == [False]


@pytest.mark.browser
def test_a_change_is_drawn_once(opened: Open, large_page: Path) -> None:
    page = opened(reduced_motion="reduce").ready(large_page)
    drawn = page.evaluate(
        """async () => {
          let times = 0;
          coopgraph.network.on('beforeDrawing', () => (times += 1));
          coopgraph.choose(coopgraph.model.nodes[300]);
          const atOnce = times;
          await new Promise((done) => coopgraph.afterShow(done));
          return [atOnce, times];
        }"""
    )
    assert drawn[0] <= 2, "the rows of marks and lines are changed without drawing each time"


@pytest.mark.browser
def test_a_large_landscape_opens_on_groups(opened: Open, large_page: Path) -> None:
    tab = opened()
    page = tab.ready(large_page)
    assert page.evaluate("coopgraph.state.grouping") == "site"
    counts = drawn(page)
    assert counts["entities"] == 0
    assert counts["groups"] == 31, "thirty towns, and what has no place"
    assert counts["lines"] == 30, "from each town to the bodies without place"
    assert page.locator("#grouping").input_value() == "site"
    assert page.evaluate("location.hash") in ("", "#")
    assert page.locator("#status").inner_text().startswith("3010 entités")
    silent(tab)


@pytest.mark.browser
def test_a_click_opens_a_group_and_another_closes_it(opened: Open, large_page: Path) -> None:
    tab = opened()
    page = tab.ready(large_page, "#group=country")
    x, y = page.evaluate(
        """() => {
          const { network } = coopgraph;
          const at = network.canvasToDOM(network.getPosition('g0'));
          const box = document.querySelector('#network').getBoundingClientRect();
          return [at.x + box.left, at.y + box.top];
        }"""
    )
    assert drawn(page)["groups"] == 3
    page.mouse.click(x, y)
    page.wait_for_function("() => coopgraph.state.unfolded.length === 1")
    counts = drawn(page)
    assert counts["entities"] + counts["groups"] == MOST, "never more, the most linked first"
    assert page.evaluate("location.hash") == "#group=country&open=France"
    assert "déplié" in page.locator("#said").inner_text()
    page.wait_for_timeout(600)
    page.locator("#undo").click()
    assert drawn(page)["entities"] == 0
    silent(tab)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("grouping", "groups"), [("kind", 2), ("country", 3), ("theme", 3), ("site", 31)]
)
def test_the_table_counts_every_entity_and_link_once(
    opened: Open, large_page: Path, grouping: str, groups: int
) -> None:
    page = opened().ready(large_page, f"#view=groups&group={grouping}")
    rows = table(page)
    assert len(rows) == groups
    assert sum(row[0] for row in rows.values()) == SIZE + 10
    links = page.evaluate("coopgraph.model.links.length")
    assert sum(row[1] for row in rows.values()) + sum(row[2] for row in rows.values()) / 2 == links


@pytest.mark.browser
def test_the_table_says_what_the_drawing_shows(opened: Open, large_page: Path) -> None:
    tab = opened()
    page = tab.ready(large_page, "#view=groups&group=theme")
    assert table(page) == {
        "Cœur": (2000, 0, page.evaluate("coopgraph.groups().groups[0].outside")),
        "Cerveau": (1000, 0, page.evaluate("coopgraph.groups().groups[1].outside")),
        "Sans thème": (10, 0, page.evaluate("coopgraph.model.links.length")),
    }
    button = page.locator("#groups-body button[data-group]").nth(1)
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#groups-body .entities li").count() == 100
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    assert page.evaluate("location.hash") == "#view=groups&group=theme&open=Cerveau"
    page.locator("[data-lang=en]").click()
    assert set(table(page)) == {"Heart", "Brain", "No theme"}
    assert page.locator("#grouping-here option:checked").inner_text() == "by theme"
    silent(tab)


@pytest.mark.browser
def test_groups_by_community_are_named_by_their_most_linked(opened: Open, large_page: Path) -> None:
    page = opened().ready(large_page, "#view=groups&group=community")
    rows = table(page)
    assert 1 < len(rows) <= 10
    assert all("Organisme" in name for name in rows)
    assert sum(row[0] for row in rows.values()) == SIZE + 10


@pytest.mark.browser
def test_keys_reach_open_and_close_a_group(opened: Open, large_page: Path) -> None:
    tab = opened()
    page = tab.ready(large_page, "#group=kind")
    page.locator("#network > *").first.focus()
    page.keyboard.press("ArrowRight")
    assert "Entrée" in page.locator("#said").inner_text()
    key = page.evaluate("coopgraph.state.group")
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.unfolded") == [key]
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.unfolded") == []
    silent(tab)


@pytest.mark.browser
def test_what_is_chosen_is_drawn_though_its_group_is_closed(opened: Open, large_page: Path) -> None:
    tab = opened()
    page = tab.ready(large_page, "#e=u-7")
    assert drawn(page)["entities"] == 1
    assert page.locator("#chosen").inner_text().strip() == "Unité 7"
    assert page.evaluate("coopgraph.network.getSelectedNodes()") == [
        "n" + str(page.evaluate("coopgraph.state.node.index"))
    ]
    page.locator("#near").click()
    counts = drawn(page)
    assert counts["groups"] == 0, "a neighbourhood is drawn entity by entity"
    assert counts["entities"] == page.evaluate("coopgraph.shown().nodeCount")
    page.locator("#near").click()
    assert drawn(page)["groups"] == 31
    silent(tab)


@pytest.mark.browser
def test_without_groups_the_most_linked_are_drawn_and_that_is_said(
    opened: Open, large_page: Path
) -> None:
    tab = opened()
    page = tab.ready(large_page, "#group=none")
    assert drawn(page)["entities"] == MOST
    assert "1200 entités les plus liées sur 3010" in page.locator("#drawing-left").inner_text()
    page.locator("#grouping").select_option("site")
    assert page.locator("#drawing-left").is_hidden()
    assert drawn(page) == {"entities": 0, "groups": 31, "links": 0, "lines": 30}
    silent(tab)


@pytest.mark.browser
def test_filters_hold_for_groups(opened: Open, large_page: Path) -> None:
    page = opened().ready(large_page, "#group=country&f.theme=Cerveau")
    page.locator("#to-groups").click()
    assert sum(row[0] for row in table(page).values()) == 1000
    page.locator("#to-network").click()
    assert drawn(page)["groups"] == 1, "none of them is in Chile"


@pytest.mark.browser
def test_a_small_landscape_is_grouped_only_when_asked(
    opened: Open, small_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "small.html"
    path.write_text(render(small_graph), encoding="utf-8")
    tab = opened()
    page = tab.ready(path)
    assert drawn(page) == {"entities": 4, "groups": 0, "links": 4, "lines": 0}
    page.locator("#grouping").select_option("kind")
    assert drawn(page)["groups"] == 3
    assert page.evaluate("coopgraph.network.body.nodes.n0.options.hidden") is True
    svg = page.evaluate("coopgraph.figureText()")
    assert "Unités et équipes de recherche (2)" in svg
    page.locator("#undo").click()
    assert drawn(page) == {"entities": 4, "groups": 0, "links": 4, "lines": 0}
    silent(tab)


def test_of_very_many_the_list_without_scripts_names_the_most_linked(
    render: Callable[..., str], small_graph: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coopgraph.outputs.explorer import still_text

    monkeypatch.setattr(still_text, "LISTED", 3)
    text = render(small_graph)
    assert "Les 3 entités les plus liées sur 4" in text
    assert "<li>Unité seule<" not in text
    assert "<li>École d’essai<" in text
    assert "The 3 most linked of 4 entities" in text


@pytest.mark.browser
def test_webgl_draws_groups_and_hands_them_on_when_it_is_lost(
    webgl: Open,  # noqa: F811
    tmp_path: Path,
) -> None:
    from coopgraph.outputs.explorer.page import render_page

    model = build_model(large_graph(), sources=[], title=Pair.same("Essai"), lang="fr")
    path = tmp_path / "webgl.html"
    path.write_text(render_page(model, "sigma"), encoding="utf-8")
    tab = webgl()
    page = tab.ready(path, "#group=theme")
    assert engine(page) == "sigma"
    rows = "[coopgraph.network.nodes.rows.size, coopgraph.network.edges.rows.size]"
    assert page.evaluate(rows) == [3, 2]
    page.evaluate("coopgraph.turnGroup(coopgraph.groups().groups[2].key)")
    assert page.evaluate(rows) == [13, 2], "the ten bodies"
    page.evaluate("coopgraph.set({ unfolded: [] })")
    assert page.evaluate(rows) == [3, 2]
    page.evaluate("coopgraph.turnGroup(coopgraph.groups().groups[2].key)")
    lose(page)
    assert drawn(page) == {"entities": 10, "groups": 3, "links": 0, "lines": 2}
    silent(tab)
