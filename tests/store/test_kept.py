"""The assembled landscape kept between runs: the same as without, and never an older one."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from coopgraph.errors import CurationError
from coopgraph.rdf.build import build_store
from coopgraph.store import kept
from coopgraph.store.kept import kept_store


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("COOPGRAPH_CACHE", str(folder))
    return folder


@pytest.fixture
def tables(example_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_folder, tmp_path / "tables"))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the list of what was assembled from tables, one entry a time."""
    calls: list[object] = []

    def build(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        return build_store(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "build_store", build)
    return calls


def test_the_second_time_nothing_is_assembled(
    cache: Path, tables: Path, built: list[object]
) -> None:
    first, second = kept_store([tables]), kept_store([tables])
    assert len(built) == 1
    assert set(first) == set(second) == set(build_store([tables]))
    assert [path.suffix for path in cache.iterdir()] == [".landscape"]


def test_a_changed_table_is_read_anew(cache: Path, tables: Path, built: list[object]) -> None:
    kept_store([tables])
    file = tables / "organizations.csv"
    text = file.read_text(encoding="utf-8")
    label = text.splitlines()[1].split(",")[2]
    file.write_text(text.replace(label, "Nouveau nom", 1), encoding="utf-8")
    store = kept_store([tables])
    assert len(built) == 2
    assert any("Nouveau nom" in str(quad.object) for quad in store)


def test_what_is_taken_from_the_cache_may_be_changed(cache: Path, tables: Path) -> None:
    kept_store([tables])
    store = kept_store([tables])
    before = len(store)
    for quad in list(store)[:10]:
        store.remove(quad)
    assert len(kept_store([tables])) == before


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"0" * 64 + b"\nabc"])
def test_a_damaged_file_is_made_again(
    cache: Path, tables: Path, built: list[object], damage: bytes
) -> None:
    whole = set(kept_store([tables]))
    (file,) = cache.iterdir()
    good = file.read_bytes()
    file.write_bytes(damage or good[: len(good) // 2])
    assert set(kept_store([tables])) == whole
    assert len(built) == 2
    assert file.read_bytes() == good


def test_decisions_of_another_day_are_kept_apart(
    cache: Path, tables: Path, built: list[object]
) -> None:
    kept_store([tables])
    kept_store([tables], decided_by=datetime.date(2000, 1, 1))
    assert len(built) == 2
    assert len(list(cache.iterdir())) == 2


def test_faulty_tables_are_refused_each_time_and_never_kept(cache: Path, tables: Path) -> None:
    file = tables / "organizations.csv"
    file.write_text(file.read_text(encoding="utf-8") + "x,NoClass,X\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CurationError):
            kept_store([tables])
    assert not cache.exists()


def test_tables_edited_while_they_are_read_are_not_kept(
    cache: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*arguments: object, **options: object) -> object:
        file = tables / "organizations.csv"
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        return build_store(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "build_store", build)
    kept_store([tables])
    assert not cache.exists()


def test_without_a_cache_and_with_a_folder_that_cannot_be_one(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: list[object]
) -> None:
    monkeypatch.setenv("COOPGRAPH_CACHE", "off")
    kept_store([tables])
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("COOPGRAPH_CACHE", str(file))
    assert len(kept_store([tables])) == len(kept_store([tables]))
    assert len(built) == 3
    assert file.read_text(encoding="utf-8") == "not a folder"


def test_few_landscapes_stay(cache: Path, tables: Path) -> None:
    for year in range(2000, 2012):
        kept_store([tables], decided_by=datetime.date(year, 1, 1))
    assert len(list(cache.iterdir())) == 8
