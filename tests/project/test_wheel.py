"""The wheel carries the ontology, the tables, the queries and what the page needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel without a network and open it."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("coopgraph-*.whl")
    return zipfile.ZipFile(path)


def _packaged(repository: Path, folder: str) -> set[str]:
    root = repository / folder
    return {
        f"coopgraph/_resources/{folder}/{path.relative_to(root).as_posix()}"
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.parts[-2:])
    }


@pytest.mark.parametrize("folder", ["ontology", "data", "queries"])
def test_resources_are_inside(wheel: zipfile.ZipFile, repository: Path, folder: str) -> None:
    expected = _packaged(repository, folder)
    assert len(expected) > 10
    assert expected <= set(wheel.namelist())


def test_every_file_of_the_package_is_inside(wheel: zipfile.ZipFile, repository: Path) -> None:
    expected = {
        path.relative_to(repository).as_posix()
        for path in (repository / "coopgraph").rglob("*")
        if path.is_file() and "_cache" not in str(path) and "__pycache__" not in path.parts
    }
    assert "coopgraph/py.typed" in expected
    assert expected <= set(wheel.namelist())


def test_nothing_else_is_inside(wheel: zipfile.ZipFile) -> None:
    strangers = [
        name
        for name in wheel.namelist()
        if not name.startswith(("coopgraph/", "coopgraph-")) or name.endswith((".pyc", ".log"))
    ]
    assert not strangers


def test_metadata(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("dist-info/METADATA"))
    text = wheel.read(name).decode("utf-8")
    assert "\nRequires-Python: >=3.11\n" in text
    assert "\nLicense-Expression: Apache-2.0 AND CC-BY-4.0\n" in text
    licences = {name.rsplit("/", 1)[-1] for name in wheel.namelist() if "/licenses/" in name}
    assert {"LICENSE", "NOTICE", "DATA-LICENSE.md"} <= licences
    assert any(name.startswith("vis-network") for name in licences)
