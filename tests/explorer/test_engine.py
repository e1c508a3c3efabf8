"""The choice of what draws: pyvis by default, or the static figure alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli

Open = Callable[..., Any]
DAY = ["--as-of", "2024-12-31"]


def explore(example: Path, target: Path, *options: str) -> Path:
    command = ["explore", "--no-open", "--data", str(example), *DAY, "-o", str(target), *options]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.stderr
    return target


def test_the_static_page_is_smaller_and_needs_no_pyvis(
    example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = explore(example_folder, tmp_path / "moved.html")
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    still = explore(example_folder, tmp_path / "still.html", "--engine", "svg")
    assert still.stat().st_size < moved.stat().st_size - 150_000
    again = explore(example_folder, tmp_path / "again.html", "--engine", "svg")
    assert still.read_bytes() == again.read_bytes()


def test_another_engine_is_wrong_use(example_folder: Path) -> None:
    result = CliRunner().invoke(cli, ["explore", "--data", str(example_folder), "--engine", "dot"])
    assert result.exit_code == 2


@pytest.mark.browser
def test_the_static_page_finds_filters_and_tells(
    opened: Open, example_folder: Path, tmp_path: Path
) -> None:
    page_file = explore(example_folder, tmp_path / "still.html", "--engine", "svg")
    tab = opened()
    page = tab.ready(page_file)
    box = page.locator("#network svg").bounding_box()
    assert box["width"] > 400
    assert box["height"] > 200
    assert page.locator("#network canvas").count() == 0
    assert page.locator(".tools button:visible").count() == 0
    page.fill("#search", "institut exemple")
    page.keyboard.press("Enter")
    assert "Institut" in page.inner_text("#chosen")
    page.uncheck("#hiddenNodes-research-unit")
    page.click("#to-table")
    assert page.locator("#table-body tbody tr").count() > 5
    page.click("#undo")
    assert page.is_visible("#network svg")
    assert tab.messages == []
    assert tab.requests == []
