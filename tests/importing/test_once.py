"""Registers that come through a pipe are read as if they came from a file."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import MappingError, SourceError
from coopgraph.importing.files import read_json, readable_again
from coopgraph.importing.run import import_files

Maker = Callable[..., dict[str, Any]]

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def record(ror_record: Maker) -> bytes:
    return json.dumps([ror_record("02vjkv261", "Inserm")]).encode()


def _fed(path: Path, content: bytes) -> Path:
    """Return a named pipe into which another thread writes."""
    os.mkfifo(path)
    threading.Thread(target=path.write_bytes, args=(content,), daemon=True).start()
    return path


def _tables(land: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in land.glob("*.csv")}


def _import(*files: str, land: Path, given: bytes = b"", **options: Any) -> tuple[int, str]:
    words = (*files, "-o", str(land), "--dated", "2026-06", "--lang", "en")
    done = subprocess.run(
        [sys.executable, "-m", "coopgraph", "import", "ror", *words],
        input=given,
        capture_output=True,
        check=False,
        **options,
    )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("name", ["-", pytest.param("/dev/stdin", marks=posix)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_standard_input_is_read(
    tmp_path: Path, record: bytes, name: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.json").write_bytes(pack(record))
    import_files("ror", [tmp_path / "a.json"], tmp_path / "land", dated="2026-06")
    assert _import(name, land=tmp_path / "piped", given=pack(record)) == (0, "")
    assert _tables(tmp_path / "piped") == _tables(tmp_path / "land")
    left = {path.name for path in (tmp_path / "land" / "imports").iterdir()}
    assert {path.name for path in (tmp_path / "piped" / "imports").iterdir()} == left


@posix
def test_a_file_that_the_shell_opened_is_read(tmp_path: Path, record: bytes) -> None:
    """``<(zcat …)`` is a pipe with a number, ``< file`` and ``<<<`` are files without a name."""
    end, begin = os.pipe()
    os.write(begin, record)
    os.close(begin)
    assert _import(f"/dev/fd/{end}", land=tmp_path / "land", pass_fds=(end,)) == (0, "")
    os.close(end)
    (tmp_path / "a.json").write_bytes(record)
    with (tmp_path / "a.json").open("rb") as stream:
        (tmp_path / "a.json").unlink()
        number = stream.fileno()
        assert _import(f"/dev/fd/{number}", land=tmp_path / "other", pass_fds=(number,)) == (0, "")
    assert _tables(tmp_path / "land") == _tables(tmp_path / "other")


@posix
def test_what_is_wrong_in_a_pipe_is_told_with_its_name(tmp_path: Path, ror_record: Maker) -> None:
    wrong = json.dumps({"id": "none"}).encode()
    code, said = _import("-", land=tmp_path / "land", given=b"[" + wrong + b"]")
    assert code == 3
    assert said.startswith("Error: -: record 1 is no record of ROR, schema 1 or 2 (")
    pipe = _fed(tmp_path / "pipe", b'[{"id":\n1},]')
    code, said = _import(str(pipe), land=tmp_path / "land")
    assert code == 3
    assert said.startswith(f"Error: {pipe}: ")
    assert ".work-" not in said
    code, said = _import("-", land=tmp_path / "land")
    assert (code, said) == (3, "Error: -: empty\n")
    assert not (tmp_path / "land").exists()


@posix
def test_faults_of_a_mapping_name_the_pipe(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "source: {title: A list}\nbodies: {body: {class: Organisation, names: {fr: Nom}}}\n"
    )
    pipe = _fed(tmp_path / "pipe", b"other;more\n1;2\n")
    with pytest.raises(MappingError) as error:
        import_files("table", [pipe], tmp_path / "land", mapping=str(mapping))
    assert f"{pipe} has no column 'Nom'" in str(error.value)
    assert ".work-" not in str(error.value)


@posix
def test_what_does_not_end_is_not_copied_for_ever(tmp_path: Path) -> None:
    with (
        pytest.raises(SourceError, match="/dev/zero: goes on after 3000000 bytes"),
        readable_again([Path("/dev/zero")], tmp_path, most=3_000_000),
    ):
        raise AssertionError
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_full_disk_is_told_with_the_folder(
    tmp_path: Path, record: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coopgraph.importing.files.once._copy", full)
    pipe = _fed(tmp_path / "pipe", record)
    with pytest.raises(SourceError) as error:
        import_files("ror", [pipe], tmp_path / "land")
    said = f"{tmp_path / 'land'}: cannot be written: no space left on the disk"
    assert str(error.value) == said
    assert not (tmp_path / "land").exists()
    pipe.read_bytes()


def test_files_folders_and_what_is_missing_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    files = [tmp_path / "a", tmp_path, tmp_path / "none"]
    with readable_again(files, tmp_path) as found:
        assert found == files
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


@posix
def test_pipes_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    pipes = []
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        pipes.append(_fed(tmp_path / str(number) / "pipe", f"[{number}]".encode()))
    with readable_again(pipes, tmp_path) as found:
        assert [list(read_json(path)) for path in found] == [[1], [2]]
        assert [path.name for path in found] == ["pipe", "pipe"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"]
