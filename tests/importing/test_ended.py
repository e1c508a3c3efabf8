"""Imports that are told to end, or killed: nothing half-written, and nothing in use is touched."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coopgraph.importing.folder import workplace
from coopgraph.importing.run import import_files

if os.name == "nt":
    pytest.skip("Windows has no signals between processes", allow_module_level=True)

_ROOMS = ".work-*"


def _importing(tmp_path: Path, *, ignored: str = "") -> subprocess.Popen[bytes]:
    """Return an import under way: it waits for what a named pipe does not bring."""
    slow, land = tmp_path / "slow.json", tmp_path / "land"
    if not slow.exists():
        os.mkfifo(slow)
    # What starts the tests may ignore signals, and so would all that they start.
    code = (
        "import signal, sys\n"
        "for name in ('SIGINT', 'SIGTERM', 'SIGHUP'):\n"
        "    there = signal.default_int_handler if name == 'SIGINT' else signal.SIG_DFL\n"
        f"    there = signal.SIG_IGN if name == {ignored!r} else there\n"
        "    signal.signal(getattr(signal, name), there)\n"
        "from coopgraph.__main__ import main; main()"
    )
    words = ("import", "ror", str(slow), "-o", str(land), "--lang", "en", "--quiet")
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    end = time.monotonic() + 60
    while not list(land.glob(f"imports/{_ROOMS}")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)
    return process


@contextlib.contextmanager
def _gone(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
@pytest.mark.parametrize("before", [False, True])
def test_an_import_that_is_told_to_end_leaves_nothing(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]], name: str, code: int, before: bool
) -> None:
    land = tmp_path / "land"
    if before:
        (tmp_path / "a.json").write_text(json.dumps([ror_record("02vjkv261", "Inserm")]))
        import_files("ror", [tmp_path / "a.json"], land)
    was = {path: path.read_bytes() for path in land.rglob("*") if path.is_file()}
    process = _importing(tmp_path)
    with _gone(process):
        process.send_signal(getattr(signal, name))
        out, said = process.communicate(timeout=60)
    assert process.returncode == code, said
    assert said.decode().splitlines() == ["Error: interrupted; nothing half-written is left"]
    assert out == b""
    assert {path: path.read_bytes() for path in land.rglob("*") if path.is_file()} == was
    assert land.exists() == before
    assert not list(land.glob(f"imports/{_ROOMS}"))


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_within_a_function_that_sqlite_calls_is_not_lost(
    tmp_path: Path, name: str, code: int
) -> None:
    """It comes out of the statement as an error of SQLite, which says nothing of a signal."""
    (tmp_path / "r.csv").write_text(
        "numero_national_de_structure;libelle;tutelles;code_de_type_de_tutelle;commune\n"
        "201220230S;Imagerie;Institut Exemple;TUTE;TOURS\n",
        encoding="utf-8",
    )
    script = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
        "from coopgraph.importing import issuing\n"
        "own = issuing._own_name\n"
        "def hit(*words):\n"
        f"    os.kill(os.getpid(), signal.{name})\n"
        "    return own(*words)\n"
        "issuing._own_name = hit\n"
        "from coopgraph.__main__ import main; main()"
    )
    words = ("import", "rnsr", str(tmp_path / "r.csv"), "-o", str(tmp_path / "land"))
    done = subprocess.run(
        [sys.executable, "-c", script, *words, "--lang", "en", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr.splitlines() == ["Error: interrupted; nothing half-written is left"]
    assert not (tmp_path / "land").exists()


def test_what_is_ignored_ends_nothing(tmp_path: Path) -> None:
    process = _importing(tmp_path, ignored="SIGHUP")
    with _gone(process):
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 143


def test_a_terminal_that_is_gone_does_not_hide_why(tmp_path: Path) -> None:
    process = _importing(tmp_path)
    with _gone(process):
        assert process.stderr is not None
        process.stderr.close()  # nobody reads what is said
        process.send_signal(signal.SIGHUP)
        assert process.wait(60) == 129
    assert not (tmp_path / "land").exists()


def test_the_next_import_clears_away_after_one_that_was_killed(tmp_path: Path) -> None:
    process = _importing(tmp_path)
    with _gone(process):
        process.kill()
        process.communicate()
    land = tmp_path / "land"
    (left,) = land.glob(f"imports/{_ROOMS}")
    with workplace(land) as place:
        assert [place] == list(land.glob(f"imports/{_ROOMS}"))
    assert not left.exists()


def test_what_another_import_works_in_is_not_touched(tmp_path: Path) -> None:
    process = _importing(tmp_path)
    with _gone(process):
        land = tmp_path / "land"
        (used,) = land.glob(f"imports/{_ROOMS}")
        (tmp_path / "none.json").write_text("[]")
        words = ("import", "ror", str(tmp_path / "none.json"), "-o", str(land), "--lang", "en")
        second = subprocess.run(
            [sys.executable, "-m", "coopgraph", *words],
            capture_output=True,
            check=False,
        )
        assert second.returncode == 3
        assert b"another import is filling this folder" in second.stderr
        assert used.is_dir()
        process.terminate()
        process.communicate(timeout=60)
    assert not land.exists()
