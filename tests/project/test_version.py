"""The version is written once and read everywhere."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import coopgraph


def test_package_and_metadata_agree() -> None:
    assert version("coopgraph") == coopgraph.__version__


def test_pyproject_reads_it_from_the_package(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "coopgraph/__init__.py"


def test_citation_names_it(repository: Path) -> None:
    text = (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (\S+)$", text, flags=re.MULTILINE) == [coopgraph.__version__]


def test_changelog_has_a_place_for_changes(repository: Path) -> None:
    text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(
        rf"^## (Unreleased|\[?{re.escape(coopgraph.__version__)}\b)", text, re.MULTILINE
    )
