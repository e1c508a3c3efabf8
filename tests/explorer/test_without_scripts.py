"""What the page offers where no script runs: headless Chromium with scripting off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.outputs.explorer.strings import STRINGS
from tests.explorer.conftest import ID, Opened, node

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
#: What a reader could press or fill in.
CONTROLS = "button, input, select, textarea, [role=button], [role=application]"


@pytest.fixture
def scriptless(opened: Open) -> Callable[[Path], Opened]:
    """Open a page with scripting off."""

    def run(path: Path, **options: Any) -> Opened:
        tab = opened(java_script_enabled=False, **options)
        tab.page.goto(path.as_uri())
        return tab

    return run


@pytest.fixture
def small_page(small_graph: Any, render: Callable[..., str], tmp_path: Path) -> Path:
    """The page of the small graph, one of whose names has English."""
    small_graph.add_node(
        f"{ID}land", **node("country", "Country", "Pays d’essai", label_en="Land of trial")
    )
    path = tmp_path / "small.html"
    path.write_text(render(small_graph), encoding="utf-8")
    return path


def test_the_network_is_seen_and_entities_are_listed(
    scriptless: Callable[[Path], Opened], small_page: Path
) -> None:
    tab = scriptless(small_page)
    figure = tab.page.locator("#still svg")
    box = figure.bounding_box()
    assert box["width"] > 500
    assert box["height"] > 200
    assert tab.page.get_by_role("img", name="Essai").count() == 1
    assert "École d’essai" in figure.locator("text").all_text_contents()
    assert tab.page.locator("#still-list li").all_inner_texts() == [
        "Organisme d’essai",
        "École d’essai",
        "Unité des essais moléculaires",
        "Unité seule",
        "Pays d’essai · Land of trial",
    ]
    assert tab.messages == []


def test_both_languages_are_read_each_marked_with_its_own(
    scriptless: Callable[[Path], Opened], small_page: Path
) -> None:
    page = scriptless(small_page).page
    for lang, entities in (("fr", "Entités\xa0: 5 sur 5"), ("en", "Entities: 5 of 5")):
        part = page.locator(f"#still-{lang}")
        assert part.get_attribute("lang") == lang
        assert STRINGS[lang]["noscript"] in part.inner_text()
        caption = page.locator(f"figcaption [lang={lang}]")
        assert entities in caption.inner_text()
    assert page.locator("#still-list [lang=en]", has_text="Land of trial").count() == 1
    assert (
        page.locator("#still-list h3 [lang=en]").count() == page.locator("#still-list h3").count()
    )
    assert page.locator("h1").count() == 1


def test_nothing_is_shown_that_does_nothing(
    scriptless: Callable[[Path], Opened], small_page: Path
) -> None:
    page = scriptless(small_page).page
    shown = page.locator(f":is({CONTROLS}):visible")
    assert shown.all_inner_texts() == []
    for link in page.locator("a[href^='#']:visible, #still-skips a").all():
        target = link.get_attribute("href")
        assert page.locator(target).count() == 1, target
        assert page.locator(target).is_visible()


def test_skip_links_come_first_and_lead_to_what_they_name(
    scriptless: Callable[[Path], Opened], small_page: Path
) -> None:
    for presses, target in ((1, "still-fr"), (2, "still-en"), (3, "still-list")):
        page = scriptless(small_page, height=400).page
        for _ in range(presses):
            page.keyboard.press("Tab")
        focused = page.locator("a.skip:focus")
        assert focused.get_attribute("href") == "#" + target
        assert focused.bounding_box()["y"] >= 0, "a skip link is seen when it has the focus"
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{target}")
        page.wait_for_timeout(100)
        box = page.locator("#" + target).bounding_box()
        assert -2 <= box["y"] < 400


@pytest.mark.parametrize("width", [320, 1400])
def test_the_packaged_page_has_gaps_in_both_languages_and_fits(
    scriptless: Callable[..., Opened], curated_page: Path, width: int
) -> None:
    page = scriptless(curated_page, width=width).page
    french, english = (page.locator(f".still-gaps[lang={lang}]") for lang in ("fr", "en"))
    assert french.locator("li").count() == english.locator("li").count() > 100
    assert "Gaps" in english.locator("h2").text_content()
    assert page.locator(":target").count() == 0
    page.locator("#still-fr a", has_text="lacunes").click()
    page.wait_for_url("**#still-gaps-fr")
    box = page.locator("#still-gaps-fr").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + 100 < width
    assert page.locator("#still").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_with_scripts_the_buttons_and_skip_links_are_there(opened: Open, small_page: Path) -> None:
    page = opened().ready(small_page)
    assert page.locator("#still, #still-skips, noscript").count() == 0
    assert page.locator(".langs button:visible").count() == 2
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip-search"
    page.locator("[data-lang=en]").click()
    assert page.evaluate("document.documentElement.lang") == "en"
