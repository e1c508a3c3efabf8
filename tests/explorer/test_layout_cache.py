"""Layouts are kept between runs: same result, whatever happens to the folder."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.outputs.explorer import layout_cache
from coopgraph.outputs.explorer.layout import lay_out
from coopgraph.outputs.explorer.layout_cache import cached_layout, layout_key
from coopgraph.outputs.explorer.layout_warm import Start
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.resources import cache_folder


@pytest.fixture
def model(map_graph: Any) -> ExplorerModel:
    return build_model(map_graph, sources=[], title=Pair.same("Essai"))


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.layout"))


def no_notice(text: str) -> None:
    pytest.fail(f"nothing to say, yet said: {text}")


def test_a_kept_layout_is_the_layout_and_is_not_made_again(
    model: ExplorerModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = cached_layout(model, notice=no_notice, folder=tmp_path)
    assert cold == lay_out(model)
    assert len(kept(tmp_path)) == 1
    monkeypatch.setattr(layout_cache, "lay_out", lambda *_: pytest.fail("laid out again"))
    assert cached_layout(model, notice=no_notice, folder=tmp_path) == cold


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"1", b"2"),
        lambda content: b"\xff" * 100,
        lambda content: content.partition(b"\n")[0] + b"\n{}",
    ],
    ids=["empty", "cut", "changed", "not text", "other"],
)
def test_a_damaged_file_is_said_once_and_made_again(
    model: ExplorerModel, tmp_path: Path, damage: Any
) -> None:
    cold = cached_layout(model, notice=no_notice, folder=tmp_path)
    (file,) = kept(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    said: list[str] = []
    assert cached_layout(model, notice=said.append, folder=tmp_path) == cold
    assert len(said) == 1
    assert file.name in said[0]
    assert cached_layout(model, notice=no_notice, folder=tmp_path) == cold


def test_a_file_of_another_landscape_under_this_name_is_not_used(
    model: ExplorerModel, small_graph: Any, tmp_path: Path
) -> None:
    small = build_model(small_graph, sources=[], title=Pair.same("Essai"))
    cached_layout(small, notice=no_notice, folder=tmp_path)
    (file,) = kept(tmp_path)
    file.rename(tmp_path / f"{layout_key(model)}.layout")
    said: list[str] = []
    assert cached_layout(model, notice=said.append, folder=tmp_path) == lay_out(model)
    assert len(said) == 1


def test_the_key_follows_what_the_layout_reads_and_the_code(
    model: ExplorerModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = model.nodes[5]
    changes = {
        "id": "other",
        "kind": "company",
        "label": Pair.same("Autre"),
        "site": "elsewhere",
        "abroad": True,
        "coordinates": (1.0, 1.0),
        "links": 99,
        "unit": 0,
    }
    keys = {layout_key(model), layout_key(model, Start({"a": (0.0, 0.0)}))}
    for name, value in changes.items():
        changed = dataclasses.replace(node, **{name: value})
        nodes = (*model.nodes[:5], changed, *model.nodes[6:])
        keys.add(layout_key(dataclasses.replace(model, nodes=nodes)))
    keys.add(layout_key(dataclasses.replace(model, links=model.links[1:])))
    keys.add(layout_key(dataclasses.replace(model, focus=3)))
    keys.add(layout_key(dataclasses.replace(model, home=None)))
    keys.add(layout_key(dataclasses.replace(model, sites={})))
    monkeypatch.setattr(layout_cache, "_algorithm", lambda: "next")
    keys.add(layout_key(model))
    assert len(keys) == 2 + len(changes) + 4 + 1
    other = dataclasses.replace(model, title=Pair.same("X"), as_of="2030-01-01", lang="en")
    assert layout_key(other) == layout_key(model), "words do not move marks"


def test_a_folder_that_cannot_be_used_does_not_matter(model: ExplorerModel, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    folder = tmp_path / "file" / "cache"
    assert cached_layout(model, notice=no_notice, folder=folder) == lay_out(model)


def test_the_folder_is_bounded_and_keeps_what_was_used_last(
    model: ExplorerModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached_layout(model, notice=no_notice, folder=tmp_path)
    (used,) = kept(tmp_path)
    size = used.stat().st_size
    for number in range(5):
        (tmp_path / f"{number}.layout").write_bytes(b"x" * size)
        os.utime(tmp_path / f"{number}.layout", (1_000 + number, 1_000 + number))
    os.utime(used, (10, 10))
    left = tmp_path / ".coopgraph-killed"
    left.write_bytes(b"half")
    os.utime(left, (10, 10))
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    cached_layout(model, notice=no_notice, folder=tmp_path)
    monkeypatch.setattr(layout_cache, "_BYTES", 3 * size + 10)
    other = dataclasses.replace(model, links=model.links[1:])
    cached_layout(other, notice=no_notice, folder=tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    expected = {f"{layout_key(one)}.layout" for one in (model, other)}
    assert names == {*expected, "4.layout", "notes.txt"}


def _many(model: ExplorerModel, folder: Path, times: int) -> None:
    for number in range(times):
        for file in kept(folder)[number % 2 :]:
            file.unlink(missing_ok=True)
        assert cached_layout(model, notice=no_notice, folder=folder) == lay_out(model)


def test_runs_at_the_same_time_share_the_folder(model: ExplorerModel, tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")
    runs = [context.Process(target=_many, args=(model, tmp_path, 12)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert all(path.suffix == ".layout" for path in tmp_path.iterdir()), "nothing half-written"


def test_the_folder_is_that_of_the_system_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPGRAPH_CACHE", "/somewhere/else")
    assert cache_folder() == Path("/somewhere/else")
    monkeypatch.delenv("COOPGRAPH_CACHE")
    assert "coopgraph" in (cache_folder() or Path()).parts
    monkeypatch.setenv("COOPGRAPH_CACHE", "off")
    assert cache_folder() is None


def test_the_page_is_the_same_cold_and_warm_and_without_cache(
    example_folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    pages = []
    for number, more in enumerate((["--no-cache"], [], [])):
        page = tmp_path / f"{number}.html"
        command = ["explore", "--no-open", "--data", str(example_folder), "-o", str(page), *more]
        result = CliRunner().invoke(
            cli, [*command, "--as-of", "2024-12-31"], env={"COOPGRAPH_CACHE": str(cache)}
        )
        assert result.exit_code == 0, result.stderr
        assert any(cache.glob("*.layout")) == (number > 0), "without cache no layout is kept"
        pages.append(page.read_bytes())
    assert pages[0] == pages[1] == pages[2]
    assert len(list(cache.glob("*.layout"))) == 1
