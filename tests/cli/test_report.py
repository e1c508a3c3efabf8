"""``coopgraph report``: what a name after ``--focus`` stands for."""

from __future__ import annotations

import shutil
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


def test_a_folder_without_a_focus_of_its_own_is_reported_on_for_the_one_named(
    tmp_path: Path,
) -> None:
    """Imports leave no landscape.csv behind."""
    land = tmp_path / "land"
    shutil.copytree(example_dir(), land)
    (land / "landscape.csv").unlink()
    file = tmp_path / "gaps.md"
    options = ["--data", str(land), "--as-of", "2026-11-20", "--lang", "en", "-o", str(file)]
    asked = ["report", "--focus", "CHU de Valfictif", "--type", "convention", *options]
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 0, result.output
    assert file.read_text(encoding="utf-8").split("\n")[2].startswith("CHU de Valfictif ·")
    (land / "places.csv").write_text("id\n", encoding="utf-8")
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 3
    assert "places.csv" in result.output
