"""Filters by facet: their numbers, what holds on one link, and what no longer runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.namespaces import SCHEME_NS
from coopgraph.projection.records import Evidence
from tests.explorer.conftest import ID, Opened, edge, empty_graph, node

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
FACETS = ("region", "country", "theme", "status", "link", "role", "linkstatus", "source")
HOST, BODY = (SCHEME_NS + f"role/{name}" for name in ("host", "supervising-body"))


def offered(page: Any, facet: str) -> dict[str, str]:
    """The values of a facet, by key of the option."""
    options = page.locator(f"#facet-{facet} option").all()
    return {one.get_attribute("value") or "": one.inner_text() for one in options[1:]}


def number(text: str) -> int:
    found = re.search(r"\((\d+)[^()]*\)$", text.replace("\u202f", ""))
    assert found, text
    return int(found[1])


@pytest.mark.parametrize("facet", FACETS)
def test_a_number_is_what_choosing_the_value_shows_beside_the_other_facets(
    opened: Open, curated_page: Path, facet: str
) -> None:
    page = opened().ready(curated_page)
    page.locator("#facets summary").click()
    other = {"source": "role", "theme": "region"}.get(facet, "source")
    first = next(iter(offered(page, other)))
    before = offered(page, facet)
    page.select_option(f"#facet-{other}", first)
    after = offered(page, facet)
    assert before != after, "the numbers follow the other facet"
    values = sorted(after, key=lambda key: number(after[key]))
    for value in {values[0], values[len(values) // 2], values[-1]}:
        text = offered(page, facet)[value]
        page.select_option(f"#facet-{facet}", value)
        assert page.evaluate("coopgraph.shown().nodeCount") == number(text) > 0, text
        page.evaluate("coopgraph.undo()")
    # Its own choice does not change the numbers of a facet: another may be chosen instead.
    page.select_option(f"#facet-{facet}", values[-1])
    assert {k: v for k, v in offered(page, facet).items() if k in after} == after


def test_numbers_follow_year_and_legend(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page)
    page.locator("#facets summary").click()
    before = offered(page, "region")
    page.locator("#hiddenNodes-research-unit").uncheck()
    fewer = offered(page, "region")
    assert sum(map(number, fewer.values())) < sum(map(number, before.values()))
    page.evaluate("coopgraph.set({ year: null })")
    more = offered(page, "region")
    assert sum(map(number, more.values())) > sum(map(number, fewer.values()))
    value = next(iter(more))
    page.select_option("#facet-region", value)
    assert page.evaluate("coopgraph.shown().nodeCount") == number(more[value])


def test_a_list_keeps_the_focus_when_a_value_is_chosen(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page)
    page.locator("#facets summary").click()
    page.focus("#facet-region")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "facet-region"
    assert page.evaluate("'region' in coopgraph.state.facets")


@pytest.mark.parametrize(("lang", "words"), [("fr", "toutes les années"), ("en", "all years")])
def test_what_has_ended_is_shown_in_all_years_and_that_is_said(
    opened: Open, curated_page: Path, lang: str, words: str
) -> None:
    tab = opened()
    page = tab.ready(curated_page, f"#lang={lang}")
    ended = page.evaluate("coopgraph.t('status.ended')")
    page.locator("#facets summary").click()
    value, text = next(
        (key, text) for key, text in offered(page, "status").items() if text.startswith(ended)
    )
    assert words in text, "the number is that of all years"
    page.select_option("#facet-status", value)
    assert page.evaluate("coopgraph.shown().nodeCount") == number(text) > 20
    assert page.evaluate("coopgraph.state.year") is None
    assert page.locator("#notice").is_visible()
    assert ended in page.locator("#notice-text").inner_text()
    # The same by address, with and without a year that says otherwise.
    again = opened().ready(curated_page, "#f.status=terminé")
    assert again.evaluate("coopgraph.shown().nodeCount") == number(text)
    past = opened().ready(curated_page, "#f.status=terminé&year=2012")
    assert past.evaluate("coopgraph.state.year") == 2012
    assert 0 < past.evaluate("coopgraph.shown().nodeCount") < number(text)
    # One step back is the page as it was.
    page.click("#undo")
    assert page.evaluate("coopgraph.state.year") is not None
    assert page.evaluate("Object.keys(coopgraph.state.facets).length") == 0
    assert tab.messages == []


@pytest.fixture
def two_links() -> Any:
    """Two bodies with the same values, one on one link and one on two."""
    graph = empty_graph()
    graph.graph["terms"] |= {SCHEME_NS + "confidence/low": ("basse", "low")}
    for name in ("one", "two", "unit", "other"):
        graph.add_node(ID + name, **node("higher-education", "University", name, evidence=()))
    high, low = (SCHEME_NS + f"confidence/{name}" for name in ("high", "low"))
    here, there = Evidence("src", "1", high, ""), Evidence("src-0", "2", low, "")
    rows = [
        ("one", "unit", "association", HOST, (there,)),
        ("two", "unit", "association", HOST, (here,)),
        ("two", "other", "supervision", BODY, (there,)),
        ("other", "unit", "supervision", BODY, (here, there)),
    ]
    for count, (tail, head, kind, role, evidence) in enumerate(rows):
        graph.add_edge(
            ID + tail,
            ID + head,
            key=str(count),
            **edge(kind, f"{ID}l{count}", role=role, evidence=evidence),
        )
    return graph


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"role": "Hébergeur"}, {"one", "two", "unit"}),
        # Two hosts by one source and is supervised by another: it does not host by the other.
        ({"role": "Hébergeur", "confidence": "Basse"}, {"one", "unit"}),
        ({"link": "association", "confidence": "Haute"}, {"two", "unit"}),
        # One link with two sources: the confidence must be that of the source.
        ({"source": "Document d’essai", "confidence": "Basse"}, set()),
        ({"source": "Document d’essai", "confidence": "Haute"}, {"two", "other", "unit"}),
    ],
)
def test_facets_of_links_hold_on_one_link(
    opened: Open,
    two_links: Any,
    render: Callable[..., str],
    tmp_path: Path,
    chosen: dict[str, str],
    left: set[str],
) -> None:
    path = tmp_path / "two.html"
    path.write_text(render(two_links), encoding="utf-8")
    page = opened().ready(path)
    page.locator("#facets summary").click()
    for facet, words in chosen.items():
        options = page.locator(f"#facet-{facet} option")
        if facet == "link":
            words = page.evaluate(
                "(id) => coopgraph.model.linkKinds.find((one) => one.id === id).fr", words
            )
        value = f"{words}\u0000"
        known = [one.get_attribute("value") or "" for one in options.all()]
        match = [one for one in known if one.startswith(value)]
        if not match:
            assert left == set()
            return
        page.select_option(f"#facet-{facet}", match[0])
    shown = page.evaluate(
        "coopgraph.model.nodes.filter((one) => coopgraph.shown().nodes[one.index]).map((n) => n.id)"
    )
    assert set(shown) == left


def test_a_hidden_kind_of_link_and_a_past_year_do_not_count(
    opened: Open, two_links: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "two.html"
    path.write_text(render(two_links), encoding="utf-8")
    page = opened().ready(path, "#f.role=Hébergeur")
    assert page.evaluate("coopgraph.shown().nodeCount") == 3
    page.locator("#hiddenLinks-association").uncheck()
    assert page.evaluate("coopgraph.shown().nodeCount") == 0


def test_what_is_chosen_and_hidden_is_said_and_can_be_shown(
    opened: Open, curated_page: Path
) -> None:
    tab = opened()
    page = tab.ready(curated_page)
    note = page.locator("#hidden-note")
    # Chosen first, filtered out after: by the year.
    page.evaluate("coopgraph.choose(coopgraph.model.nodes.find((n) => n.start > 2015))")
    label = page.evaluate("coopgraph.label(coopgraph.state.node)")
    assert note.is_hidden()
    page.evaluate("coopgraph.set({ year: 1990 })")
    assert note.is_visible()
    assert label in note.inner_text()
    assert "1990" in note.inner_text()
    # Filters and legend as well: one button lifts all that hides it, and only that.
    page.locator("#facets summary").click()
    page.evaluate(
        """() => {
          const { model, state, set, setFacet } = coopgraph;
          set({ hiddenNodes: new Set([state.node.kind, (state.node.kind + 1) % 5]) });
          const away = ({ region }) => region[0] && region[0] !== state.node.region[0];
          setFacet('region', model.nodes.find(away).region);
        }"""
    )
    assert note.inner_text().count(",") >= 2
    page.click("#hidden-lift")
    assert note.is_hidden()
    assert page.evaluate("coopgraph.shown().nodes[coopgraph.state.node.index]") == 1
    assert page.evaluate("coopgraph.state.hiddenNodes.size") == 1
    assert page.evaluate("document.activeElement.id") == "chosen"
    # By search, by address, and a link.
    page.evaluate("coopgraph.reset()")
    ended, name = page.evaluate(
        "(() => { const one = coopgraph.model.nodes.find((n) => n.end && n.end < 2015);"
        " return [one.id, one.fr]; })()"
    )
    page.fill("#search", name)
    page.keyboard.press("Enter")
    assert note.is_visible()
    assert page.evaluate("coopgraph.label(coopgraph.state.node)") in note.inner_text()
    by_address = opened().ready(curated_page, f"#e={ended}")
    assert by_address.locator("#hidden-note").is_visible()
    by_address.evaluate("coopgraph.letGo()")
    assert by_address.locator("#hidden-note").is_hidden()
    by_address.evaluate(
        "coopgraph.chooseLink(coopgraph.model.links.find((n) => n.end && n.end < 2015))"
    )
    assert by_address.locator("#hidden-note").is_visible()
    by_address.click("#hidden-lift")
    assert by_address.evaluate("coopgraph.shown().links[coopgraph.state.link.index]") == 1
    assert tab.messages == []
