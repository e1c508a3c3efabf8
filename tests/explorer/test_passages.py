"""``--documents``: the page holds the passages that it cites, as text, and none without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.landscape import Landscape

Open = Callable[..., Any]
FIRST = "() => coopgraph.model.links.flatMap((link) => link.evidence).filter((one) => one.passage)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a text for document 004: each line says its number, and markup."""
    path = tmp_path_factory.mktemp("texts")
    lines = [f"ligne {number} <b>é</b> </script>" for number in range(1, 400)]
    (path / "004_text.txt").write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page_with(
    curated_landscape: Landscape, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("passages") / "page.html"
    curated_landscape.explore(path, documents=folder)
    return path


def test_every_cited_line_of_the_document_is_there_as_text(opened: Open, page_with: Path) -> None:
    page = opened().ready(page_with)
    rows = page.evaluate(
        "() => coopgraph.data.evidence.map((row) => "
        "[coopgraph.model.sources[row[0]].id, row[1], row[4] || ''])"
    )
    cited = [(locator, text) for source, locator, text in rows if source == "004"]
    assert len(cited) > 30
    for locator, text in cited:
        first = locator.rpartition("l. ")[2].partition("-")[0]
        assert text.startswith(f"ligne {first} <b>é</b> </script>")
    assert all(not text for source, _, text in rows if source != "004")


def test_a_reader_opens_the_passage(opened: Open, page_with: Path) -> None:
    tab = opened()
    page = tab.page
    page.goto(page_with.as_uri() + "#e=inserm")
    page.wait_for_function("() => document.documentElement.dataset.ready === 'true'")
    page.evaluate("document.querySelectorAll('#panel details').forEach((one) => (one.open = true))")
    quote = page.locator("#panel details.passage blockquote").first
    assert (quote.text_content() or "").startswith("ligne ")
    assert "<b>é</b>" in (quote.text_content() or "")
    assert quote.locator("b").count() == 0
    assert tab.messages == []


def test_without_the_option_no_passage(opened: Open, curated_page: Path) -> None:
    assert opened().ready(curated_page).evaluate(FIRST) == []


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    result = CliRunner().invoke(
        cli, ["explore", "--documents", str(tmp_path), "--no-open", "-o", str(target)]
    )
    assert result.exit_code == 3
    assert "000" in result.output
    assert not target.exists()


def test_places_in_a_file_are_said_in_the_language_of_the_page(
    opened: Open, page_with: Path
) -> None:
    page = opened().ready(page_with)
    shown = """(lang) => {
      coopgraph.set({ lang });
      return ["line 12", "record 3: x", "result 7", "02vjkv261", "l. 4-6"].map(coopgraph.locator);
    }"""
    stays = ["02vjkv261", "l. 4-6"]
    assert page.evaluate(shown, "fr") == ["ligne 12", "enregistrement 3: x", "résultat 7", *stays]
    assert page.evaluate(shown, "en") == ["line 12", "record 3: x", "result 7", *stays]
