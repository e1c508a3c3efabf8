"""Records that another process reads: the same ones, whatever becomes of that process."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import threading
import time
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
        return _REAL([sys.executable, "-c", script, *command[command.index("-c") + 2 :]], **options)

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


_MARK = "import sys; w = sys.stdout.buffer.write; w(b'coopgraph records 1\\n'); "


@pytest.mark.parametrize(
    "script",
    [
        "import sys; sys.exit(1)",
        "import sys; sys.stdout.buffer.write(b'no records at all, but a greeting of the system')",
        "import sys; sys.stdout.buffer.write(bytes(4))",
        f"{_MARK} w(bytes([0, 0, 0, 5]) + b'abcde')",
        f"{_MARK} w(bytes([0, 0, 9]))",
        f"{_MARK} w(bytes([255, 255, 255, 255]) + b'abc')",
        f"{_MARK} w(bytes([0, 0, 0, 0, 0, 0, 0, 1]))",  # one record that did not come
    ],
)
def test_what_the_other_process_does_not_send_is_read_here(
    files: list[Path], script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(monkeypatch, script)
    here = [facts for path in files for facts in ror_facts(path)]
    assert list(read_aside(ror_facts, RorFacts, files)) == here


_SEVEN = (
    f"{_MARK} import msgspec, itertools; from pathlib import Path; "
    "from coopgraph.importing.registers.ror_facts import ror_facts; "
    "some = msgspec.msgpack.encode(list(itertools.islice(ror_facts(Path(sys.argv[4])), 7))); "
    "w(len(some).to_bytes(4, 'big') + some)"
)


def test_a_part_that_came_is_not_read_twice(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(monkeypatch, _SEVEN)
    here = [facts for path in files for facts in ror_facts(path)]
    assert list(read_aside(ror_facts, RorFacts, files)) == here
    records = read_aside(_elsewhere, RorFacts, files)
    assert [next(records) for _ in range(7)] == here[:7]
    with pytest.raises(AssertionError, match="read here"):
        next(records)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a system that stops no process")
@pytest.mark.parametrize(("before", "sent"), [("import sys; ", 0), (f"{_SEVEN}; ", 7)])
def test_a_process_that_is_stopped_is_not_waited_for(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, before: str, sent: int
) -> None:
    processes = []

    def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        script = (
            f"{before}sys.stdout.buffer.flush(); import os, signal; "
            "os.kill(os.getpid(), signal.SIGSTOP)"
        )
        processes.append(
            _REAL([sys.executable, "-c", script, *command[command.index("-c") + 2 :]], **options)
        )
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(aside, "_SILENCE", 3.0)
    here = [facts for path in files for facts in ror_facts(path)]
    begun = time.monotonic()
    records = read_aside(ror_facts, RorFacts, files)
    assert [next(records) for _ in range(sent)] == here[:sent]
    assert list(records) == here[sent:]
    assert time.monotonic() - begun >= 3
    assert [process.returncode for process in processes] == [-signal.SIGKILL]


@pytest.mark.parametrize("silence", [0.05, 0.6, 60.0])
def test_of_a_process_that_is_only_slow_nothing_is_lost(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, silence: float
) -> None:
    slow = (
        "import sys, time; from coopgraph.importing.files import aside; out = sys.stdout.buffer\n"
        "class Slow:\n"
        "    def write(self, data): time.sleep(0.3); out.write(data); out.flush()\n"
        "    def flush(self): pass\n"
        "class Out: buffer = Slow()\n"
        "sys.stdout = Out; aside._send(*sys.argv[2:])"
    )
    _instead(monkeypatch, slow)
    monkeypatch.setattr(aside, "_SILENCE", silence)
    here = [facts for path in files for facts in ror_facts(path)]
    assert list(read_aside(ror_facts, RorFacts, files)) == here


def test_a_file_that_was_replaced_meanwhile_is_not_read_on(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(monkeypatch, _SEVEN)
    records = read_aside(ror_facts, RorFacts, files)
    assert [next(records) for _ in range(7)]
    files[0].write_bytes(b"{}\n" + files[0].read_bytes())
    with pytest.raises(SourceError, match=r"a\.jsonl: was changed while it was read"):
        next(records)


def test_a_record_that_cannot_be_sent_is_read_here(
    tmp_path: Path, ror_record: Make, started: list[subprocess.Popen[bytes]]
) -> None:
    path = tmp_path / "years.jsonl"
    records = [ror_record(_number(n), f"Université n° {n}") for n in range(300)]
    records[250]["established"] = 2**70
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert list(read_aside(ror_facts, RorFacts, [path])) == list(ror_facts(path))
    assert len(started) == 1


def test_large_records_come_in_parts_of_some_bytes(
    tmp_path: Path, ror_record: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.jsonl"
    names = [
        {"value": f"{n:04d}" + "x" * 1500, "types": ["alias"], "lang": None} for n in range(90)
    ]
    long = [ror_record(_number(n), "Université", names=names) for n in range(60)]
    for record in long:
        record["names"].append({"value": "U", "types": ["label", "ror_display"], "lang": "fr"})
    path.write_text("\n".join(map(json.dumps, long)), "utf-8")
    sizes = []
    take = aside._exactly
    monkeypatch.setattr(aside, "_exactly", lambda stream, n: sizes.append(n) or take(stream, n))
    assert list(read_aside(_elsewhere, RorFacts, [path])) == list(ror_facts(path))
    assert len(sizes) > 40
    assert max(sizes) < 2 * aside._BYTES


@pytest.mark.parametrize("error", [MemoryError(), OSError(5, "input"), ValueError("closed")])
def test_a_part_that_cannot_be_taken_is_read_here(
    files: list[Path],
    error: Exception,
    started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take, calls = aside._exactly, iter(range(100))

    def fail(stream: Any, length: int) -> bytes:
        if next(calls) == 3:
            raise error
        return take(stream, length)

    monkeypatch.setattr(aside, "_exactly", fail)
    assert len(list(read_aside(ror_facts, RorFacts, files))) == 600
    assert started[0].returncode is not None


def test_a_system_without_a_second_thread_reads_here(
    files: list[Path], started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    assert len(list(read_aside(ror_facts, RorFacts, files))) == 600
    assert started[0].returncode is not None


def test_nothing_of_the_current_folder_is_run(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = tmp_path / "evil"
    evil.mkdir()
    for name in ("queue", "json", "msgspec", "sitecustomize"):
        (evil / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()")
    monkeypatch.chdir(evil)
    monkeypatch.setenv("PYTHONPATH", str(evil))
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])
    assert len(list(read_aside(_elsewhere, RorFacts, files))) == 600
    assert not (tmp_path / "run").exists()


def test_what_python_passes_over_in_its_path_is_passed_over(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [Path("/none"), "/a:b;c", *sys.path])
    assert len(list(read_aside(_elsewhere, RorFacts, files))) == 600


def test_a_system_without_a_second_process_reads_here(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert len(list(read_aside(ror_facts, RorFacts, files))) == 600


@pytest.mark.parametrize(
    "why", ["small", "one processor", "no interpreter", "application", "missing"]
)
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
    elif why == "application":
        monkeypatch.setattr(sys, "executable", "/opt/qgis/bin/qgis")
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
