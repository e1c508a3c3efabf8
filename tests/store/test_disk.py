"""The store in a folder: killed at any moment, it holds the old statements or the new, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from coopgraph.errors import StoreError
from coopgraph.store import open_store
from coopgraph.store.disk import write_store

#: Writes a store of so many statements and kills itself at one of the steps that touch the folder.
_WRITER = """
import os, signal, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad, Store
from coopgraph.store.disk import write_store

path, size, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
seen = 0
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "shutil.rmtree")

def watch(event, arguments):
    global seen
    if event in STEPS and str(arguments[0]).startswith(path):
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

inner = Store()
one = NamedNode("http://example.org/one")
inner.extend(Quad(one, one, Literal(number)) for number in range(size))
sys.addaudithook(watch)
write_store(inner, Path(path))
"""
_MOST_STEPS = 60


def _write(path: Path, size: int, step: int = 0) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _WRITER, str(path), str(size), str(step)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode


def _store(size: int) -> pyoxigraph.Store:
    inner = pyoxigraph.Store()
    one = NamedNode("http://example.org/one")
    inner.extend(Quad(one, one, Literal(number)) for number in range(size))
    return inner


def _size(path: Path) -> int:
    return len(open_store(f"oxigraph:{path}"))


def _names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_killed_at_any_step_the_old_store_or_the_new_is_there(tmp_path: Path) -> None:
    """Kill before each step that touches the folder, in the first write and in the third."""
    outcomes: dict[int, list[int]] = {0: [], 2: []}
    for earlier in outcomes:
        for step in range(1, _MOST_STEPS):
            path = tmp_path / f"store-{earlier}-{step}"
            for number in range(earlier):
                write_store(_store(10 + number), path)
            before = 9 + earlier if earlier else 0
            finished = _write(path, 50, step) == 0
            found = _size(path) if (path / "coopgraph-store").exists() else 0
            assert found in (before, 50)
            outcomes[earlier].append(found)
            write_store(_store(70), path)  # the next write is not in the way of what was left
            assert _size(path) == 70
            kept = [name for name in _names(path) if name.startswith("gen-")]
            assert len(kept) == (2 if found else 1)
            assert set(_names(path)) == {*kept, "coopgraph-store", "lock"}
            if finished:
                break
        assert finished, "more steps than expected"
        assert len(outcomes[earlier]) > 5
        assert outcomes[earlier][0] == before
        assert outcomes[earlier][-1] == 50


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(_store(10), path)
    opened = open_store(f"oxigraph:{path}")
    write_store(_store(20), path)
    assert len(list(opened.quads())) == 10
    assert _size(path) == 20


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(_store(10), path)
    code = (
        "import sys; from pathlib import Path; from coopgraph.store import disk\n"
        "with disk._locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(StoreError, match="another process is writing"):
            write_store(_store(20), path)
        assert _size(path) == 10
        holder.communicate(b"")
    write_store(_store(20), path)
    assert _size(path) == 20


def test_a_failure_leaves_the_old_store_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store"
    write_store(_store(10), path)
    before = _names(path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="cannot be written: no space left on the disk"):
        write_store(_store(20), path)
    monkeypatch.undo()
    assert _names(path) == before
    assert _size(path) == 10


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "147046\n",
        "{}",
        '{"generation": "../other", "quads": 10}',
        '{"generation": "gen-000009", "quads": 10}',
    ],
)
def test_a_damaged_mark_is_said_and_a_build_mends_it(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "store"
    write_store(_store(10), path)
    (path / "coopgraph-store").write_text(mark, encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        _size(path)
    write_store(_store(20), path)
    assert _size(path) == 20


def test_an_empty_folder_is_taken_and_a_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_store(_store(10), tmp_path / "empty")
    assert _size(tmp_path / "empty") == 10
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is no store of coopgraph"):
        write_store(_store(10), tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_the_mark_says_what_is_in_force(tmp_path: Path) -> None:
    path = tmp_path / "store"
    for size in (10, 20, 30):
        write_store(_store(size), path)
    mark = json.loads((path / "coopgraph-store").read_text(encoding="utf-8"))
    assert mark == {"generation": "gen-000003", "quads": 30}
    assert _names(path) == ["coopgraph-store", "gen-000002", "gen-000003", "lock"]
