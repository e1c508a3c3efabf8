"""What is imported is declared, what is declared is used, and each dependency has its reasons."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

#: Packages whose module has another name.
_PACKAGES = {"PIL": "pillow", "docx": "python-docx", "yaml": "pyyaml"}


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    text = (repository / "pyproject.toml").read_text(encoding="utf-8")
    settings: dict[str, Any] = tomllib.loads(text)["project"]
    return settings


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9_.-]", item, maxsplit=1)[0].lower() for item in requirements}


def _package(module: str) -> str:
    """Return the name under which a package is declared: with hyphens."""
    name = module.split(".")[0]
    return name if name in sys.stdlib_module_names else name.replace("_", "-")


def _imports(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (_package(alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield _package(node.module)


def _documented(repository: Path, heading: str) -> set[str]:
    page = (repository / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = page.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")][2:]
    return {name.strip() for row in rows for name in row.split(",")}


def _optional(project: dict[str, Any]) -> set[str]:
    """Return what users install for some commands only; tests install all of it."""
    extras: dict[str, list[str]] = project["optional-dependencies"]
    return _names([item for name in sorted(set(extras) - {"test", "dev"}) for item in extras[name]])


def test_imported_packages_are_declared_and_declared_ones_are_used(
    repository: Path, project: dict[str, Any]
) -> None:
    modules = set(_imports(repository / "coopgraph")) - sys.stdlib_module_names - {"coopgraph"}
    used = {_PACKAGES.get(module, module) for module in modules}
    assert used == _names(project["dependencies"]) | _optional(project)


def test_each_dependency_has_its_reasons(repository: Path, project: dict[str, Any]) -> None:
    assert _documented(repository, "Run time") == _names(project["dependencies"])
    assert _documented(repository, "Extras") == _optional(project)
    extras = project["optional-dependencies"]
    development = _names([*extras["test"], *extras["dev"]]) - {"coopgraph"}
    assert _documented(repository, "Tests and development") == development


def test_every_bound_has_an_upper_end(project: dict[str, Any]) -> None:
    extras = project["optional-dependencies"]
    required = [*project["dependencies"], *extras["dataframe"], *extras["plot"]]
    open_ended = [item for item in required if "<" not in item and "==" not in item]
    assert not open_ended
