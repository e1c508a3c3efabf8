"""Records that another process reads: the same ones, whatever becomes of that process."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.files import aside
from coopgraph.importing.files.aside import read_aside
from coopgraph.importing.registers.ror_facts import RorFacts, ror_facts

_REAL = subprocess.Popen
Make = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every file is large, the machine has two processors; what was started is listed."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        processes.append(_REAL(*args, **options))
        return processes[-1]

    monkeypatch.setattr(aside, "_LARGE", 1)
    monkeypatch.setattr(aside, "_processors", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", start)
    return processes


@pytest.fixture
def files(tmp_path: Path, ror_record: Make) -> list[Path]:
    """Two files: 450 records and 150, so that parts of both are sent."""
    made = []
    for name, numbers in (("a.jsonl", range(450)), ("b.jsonl", range(450, 600))):
        made.append(tmp_path / name)
        lines = (json.dumps(ror_record(_number(n), f"Université n° {n}")) for n in numbers)
        made[-1].write_text("\n".join(lines), "utf-8")
    return made


def _number(place: int) -> str:
    return f"0{place:06d}42".replace("1", "a")  # the form is enough


def _elsewhere(path: Path) -> Iterator[RorFacts]:
    raise AssertionError(f"{path} read here")
    yield


_elsewhere.__module__, _elsewhere.__name__ = ror_facts.__module__, ror_facts.__name__


def _instead(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let the other process run something else."""

    def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return _REAL([sys.executable, "-c", script, *command[3:]], **options)

    monkeypatch.setattr(subprocess, "Popen", start)


def test_another_process_reads_what_would_be_read_here(
    files: list[Path], started: list[subprocess.Popen[bytes]]
) -> None:
    here = [facts for path in files for facts in ror_facts(path)]
    assert len(here) == 600
    assert list(read_aside(_elsewhere, RorFacts, files)) == here
    assert [process.returncode is not None for process in started] == [True]


def test_the_records_of_the_register_come_over_as_they_are(ror_files: list[Path]) -> None:
    number = 0
    there = read_aside(_elsewhere, RorFacts, ror_files)
    for path in ror_files:
        for facts in ror_facts(path):
            assert next(there) == facts
            number += 1
    assert next(there, None) is None
    assert number == 51_370


def test_a_damaged_file_is_told_as_if_it_were_read_here(
    tmp_path: Path, files: list[Path], started: list[subprocess.Popen[bytes]]
) -> None:
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(files[1].read_bytes())[:-40])
    told: list[str] = []
    records: list[list[RorFacts]] = []
    for read in (
        lambda: (facts for path in (files[0], cut) for facts in ror_facts(path)),
        lambda: read_aside(ror_facts, RorFacts, [files[0], cut]),
    ):
        records.append([])
        with pytest.raises(SourceError) as error:
            records[-1].extend(read())
        told.append(str(error.value))
    assert told[0] == told[1]
    assert "cut.jsonl.gz" in told[0]
    assert records[0] == records[1]
    assert len(started) == 1


@pytest.mark.parametrize(
    "script",
    [
        "import sys; sys.exit(1)",
        "import sys; sys.stdout.buffer.write(b'no records at all, but a greeting of the system')",
        "import sys; sys.stdout.buffer.write(bytes([0, 0, 0, 3]) + b'abc')",
        "import sys; sys.stdout.buffer.write(bytes([0, 0, 9]))",
    ],
)
def test_what_the_other_process_does_not_send_is_read_here(
    files: list[Path], script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(monkeypatch, script)
    here = [facts for path in files for facts in ror_facts(path)]
    assert list(read_aside(ror_facts, RorFacts, files)) == here


def test_a_part_that_came_is_not_read_twice(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(
        monkeypatch,
        "import sys, msgspec, itertools; from pathlib import Path; "
        "from coopgraph.importing.registers.ror_facts import ror_facts; "
        "some = msgspec.msgpack.encode(list(itertools.islice(ror_facts(Path(sys.argv[3])), 7))); "
        "sys.stdout.buffer.write(len(some).to_bytes(4, 'big') + some)",
    )
    here = [facts for path in files for facts in ror_facts(path)]
    assert list(read_aside(ror_facts, RorFacts, files)) == here
    with pytest.raises(AssertionError, match="read here"):
        list(read_aside(_elsewhere, RorFacts, files))


def test_a_system_without_a_second_process_reads_here(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert len(list(read_aside(ror_facts, RorFacts, files))) == 600


@pytest.mark.parametrize("why", ["small", "one processor", "no interpreter", "missing"])
def test_no_process_is_started_where_none_is_worth_it(
    files: list[Path],
    started: list[subprocess.Popen[bytes]],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if why == "small":
        monkeypatch.setattr(aside, "_LARGE", 1 << 20)
    elif why == "one processor":
        monkeypatch.setattr(aside, "_processors", lambda: 1)
    elif why == "no interpreter":
        monkeypatch.setattr(sys, "executable", "")
    if why == "missing":
        with pytest.raises(SourceError, match=r"none\.jsonl"):
            list(read_aside(ror_facts, RorFacts, [files[0].with_name("none.jsonl")]))
    else:
        assert len(list(read_aside(ror_facts, RorFacts, files))) == 600
    assert started == []


def test_who_stops_early_leaves_no_process_behind(
    files: list[Path], started: list[subprocess.Popen[bytes]]
) -> None:
    records = read_aside(ror_facts, RorFacts, files * 40)
    assert isinstance(next(records), RorFacts)
    records.close()  # type: ignore[attr-defined]
    (process,) = started
    assert process.returncode is not None
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)
