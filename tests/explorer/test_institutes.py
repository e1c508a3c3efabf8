"""Thematic institutes: a facet where a source ties a unit to one; else the page says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.strings import STRINGS
from coopgraph.outputs.explorer.views import Pair
from tests.explorer.conftest import ID, Opened, edge, node

Open = Callable[..., Opened]


@pytest.fixture
def untied(small_graph: Any) -> Any:
    """Two institutes of the body, to which no structure is tied."""
    for name in ("cancer", "neuro"):
        institute = node("organisation-part", "ThematicInstitute", f"Institut {name}")
        small_graph.add_node(ID + name, **institute)
        small_graph.add_edge(ID + name, ID + "body", key="p", **edge("part-of", f"{ID}{name}#p"))
    return small_graph


@pytest.fixture
def tied(untied: Any) -> Any:
    """A source states one of the institutes of a unit."""
    untied.add_edge(ID + "u-1", ID + "cancer", key="i", **edge("association", f"{ID}i"))
    return untied


def written(render: Callable[..., str], graph: Any, folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text(render(graph), encoding="utf-8")
    return path


def test_the_model_says_what_is_tied(small_graph: Any) -> None:
    model = build_model(small_graph, sources=[], title=Pair.same("x"))
    assert not model.untied, "where there are no institutes nothing is missing"


def test_a_tie_is_a_name_of_the_structure_alone(tied: Any) -> None:
    model = build_model(tied, sources=[], title=Pair.same("x"))
    found = {one.id: [name.fr for name in one.institutes] for one in model.nodes if one.institutes}
    assert found == {"u-1": ["Institut cancer"]}
    assert not model.untied


@pytest.mark.browser
def test_without_a_tie_the_page_says_why_there_is_no_such_filter(
    opened: Open, untied: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    page = opened().ready(written(render, untied, tmp_path))
    why = STRINGS["fr"]["facet.institute.none"]
    assert why in page.locator("#limits").inner_text()
    page.locator("#facets > summary").click()
    assert page.locator("#facet-institute-none").inner_text() == why
    assert page.locator("#facet-institute").is_hidden()
    page.locator("[data-lang=en]").click()
    assert page.locator("#facet-institute-none").inner_text().startswith("No filter by thematic")


@pytest.mark.browser
def test_with_a_tie_the_filter_is_there_and_keeps_the_structure(
    opened: Open, tied: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    page = opened().ready(written(render, tied, tmp_path))
    assert page.locator("#limits li").count() == 2
    page.locator("#facets > summary").click()
    assert page.locator("#facet-institute-none").count() == 0
    box = page.locator("#facet-institute")
    assert box.locator("option").all_inner_texts() == ["tous", "Institut cancer (1)"]
    box.select_option("Institut cancer\0Institut cancer")
    assert page.evaluate("coopgraph.shown().nodeCount") == 1
    assert "f.institute=Institut" in page.evaluate("location.hash")


@pytest.mark.browser
def test_the_packaged_landscape_ties_no_unit_to_an_institute(
    opened: Open, curated_page: Path
) -> None:
    page = opened().ready(curated_page)
    types = "coopgraph.model.nodes.filter((one) => one.type[1] === 'Thematic institute').length"
    assert page.evaluate(types) >= 9
    assert STRINGS["fr"]["facet.institute.none"] in page.locator("#limits").inner_text()


@pytest.mark.browser
def test_what_is_in_one_language_says_so(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#lang=en")
    page.evaluate("document.querySelector('#facets').open = true")
    page.wait_for_function("() => document.querySelectorAll('#facet-source option').length > 5")
    assert page.locator("#facet-source option[lang=fr]").count() >= 1
    assert page.locator("#facet-source option[lang=en]").count() == 0
    page.locator("#to-sources").click()
    assert page.locator("#sources-body .source[lang=fr]").count() >= 1
    page.locator("[data-lang=fr]").click()
    assert page.locator("#sources-body .source[lang=en]").count() > 3
    noted = """coopgraph.choose(coopgraph.model.nodes.find(
      (one) => one.evidence.some((evidence) => evidence.note)))"""
    page.evaluate(noted)
    assert page.locator("#panel .note[lang=en]").count() >= 1
    page.evaluate("coopgraph.set({ lang: 'en' })")
    assert page.locator("#panel .note").first.get_attribute("lang") is None
