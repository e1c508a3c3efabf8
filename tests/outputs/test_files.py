"""Files are written whole or not at all, and several together."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coopgraph.errors import SourceError
from coopgraph.outputs.files import write_files


def test_a_file_gets_the_mode_of_the_umask_or_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_bytes(b"before")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_files({new: b"n", old: b"o"})
    finally:
        os.umask(mask)
    assert (new.read_bytes(), old.read_bytes()) == (b"n", b"o")
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    calls: list[object] = []

    def full(*args: object) -> None:
        calls.append(args)
        if failing == "replace" or len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(SourceError, match=r"\.csv: cannot be written: no space left on the disk"):
        write_files({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"})
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a": b"a"})
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real" / "file")
    write_files({link: b"through"})
    assert link.is_symlink()
    assert (tmp_path / "real" / "file").read_bytes() == b"through"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "it is a folder"),
        ("absent/file", "no such file or folder"),
        ("loop", "Too many levels of symbolic links"),
        ("nul\0", "embedded null byte"),
    ],
)
def test_what_cannot_be_written_is_said_and_the_others_are_left(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    good = tmp_path / "good"
    with pytest.raises(SourceError, match=reason):
        write_files({good: b"good", tmp_path / name: b""})
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "loop"}


def test_one_file_under_two_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    with pytest.raises(SourceError, match="it is the same file as"):
        write_files({tmp_path / "file": b"1", tmp_path / "link": b"2"})


def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()), daemon=True)
    reader.start()
    write_files({fifo: b"flow"})
    reader.join(10)
    assert read == [b"flow"]
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_device_is_written_into() -> None:
    before = Path("/dev/null").stat().st_ino
    write_files({Path("/dev/null"): b"away"})
    assert Path("/dev/null").stat().st_ino == before
    with pytest.raises(SourceError, match="no space left"):
        write_files({Path("/dev/full"): b"never"})


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_is_continued(tmp_path: Path, name: str) -> None:
    code = (
        "import sys; from pathlib import Path; from coopgraph.outputs.files import write_files;"
        f"print('one'); write_files({{Path({name!r}): b'two\\n'}}); print('three')"
    )
    out = tmp_path / "out"
    with out.open("w") as file:
        subprocess.run([sys.executable, "-c", code], stdout=file, check=True)
    assert out.read_text() == "one\ntwo\nthree\n"
