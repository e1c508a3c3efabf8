"""Folders and files of imports."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.importing.run import ImportSummary, import_files


@pytest.fixture(scope="session")
def open_data() -> Path:
    """Return the folder of registry files: COOPGRAPH_OPEN_DATA, or beside the documents."""
    beside = Path(os.environ.get("COOPGRAPH_DOCUMENTS", "documents")).parent / "open-data"
    folder = Path(os.environ.get("COOPGRAPH_OPEN_DATA") or beside)
    if not (folder / "ror").is_dir():
        pytest.skip("the registry files are not at hand; name them with COOPGRAPH_OPEN_DATA")
    return folder


@pytest.fixture(scope="session")
def rnsr_file(open_data: Path) -> Path:
    """Return the register of structures of February 2022."""
    (path,) = (open_data / "rnsr").glob("*2022-02-08.csv.gz")
    return path


@pytest.fixture(scope="session")
def ror_files(open_data: Path) -> list[Path]:
    """Return the records of ROR in both schemas."""
    return sorted((open_data / "ror").glob("ror-records-v*latest.jsonl.gz"))


@pytest.fixture(scope="session")
def rnsr_land(
    rnsr_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ImportSummary]:
    """Return a folder filled from the register of structures, and what was said of it."""
    folder = tmp_path_factory.mktemp("rnsr") / "land"
    return folder, import_files("rnsr", [rnsr_file], folder)


@pytest.fixture(scope="session")
def both_land(
    rnsr_file: Path, ror_files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ImportSummary]:
    """Return a folder filled from both, and what was said of the second."""
    folder = tmp_path_factory.mktemp("both") / "land"
    import_files("rnsr", [rnsr_file], folder)
    return folder, import_files("ror", ror_files, folder)


@pytest.fixture
def ror_record() -> Callable[..., dict[str, Any]]:
    """Return a maker of records of ROR, schema 2."""

    def make(ror: str, name: str, **others: Any) -> dict[str, Any]:
        record: dict[str, Any] = {
            "id": f"https://ror.org/{ror}",
            "status": "active",
            "types": ["education"],
            "established": 1900,
            "names": [{"value": name, "types": ["label", "ror_display"], "lang": "fr"}],
            "locations": [],
            "external_ids": [],
            "relationships": [],
            "links": [],
            "admin": {"last_modified": {"date": "2026-01-31"}},
        }
        return record | others

    return make
