"""``coopgraph report``: what a name after ``--focus`` stands for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.resources import example_dir


@pytest.mark.parametrize(
    ("name", "subtitle"),
    [
        # A place by its whole name, although a university and a hospital have it in theirs.
        ("Valfictif", "Valfictif ·"),
        ("vieillissement", "Ageing ·"),
        ("CHU de Valfictif", "CHU de Valfictif ·"),
    ],
)
def test_focus_is_what_has_the_name(tmp_path: Path, name: str, subtitle: str) -> None:
    file = tmp_path / "gaps.md"
    options = ["--data", str(example_dir()), "--as-of", "2026-11-20", "--lang", "en"]
    result = CliRunner().invoke(
        cli, ["report", "-o", str(file), "--focus", name, "--type", "convention", *options]
    )
    assert result.exit_code == 0, result.output
    assert file.read_text(encoding="utf-8").split("\n")[2].startswith(subtitle)
