"""The README is true: its commands are those that are checked, its sessions show real output."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

MARKED = re.compile(
    r"^<!-- (?P<mark>[^>]+) -->\n```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
COLUMNS, LINES = 100, 50


@pytest.fixture(scope="module")
def blocks(repository: Path) -> dict[str, str]:
    """Return the marked blocks of the README."""
    page = (repository / "README.md").read_text(encoding="utf-8")
    return {match["mark"]: match["text"] for match in MARKED.finditer(page)}


def _terminal(command: str) -> str:
    """Run a command on a terminal of its own and return what it prints on standard output."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": str(COLUMNS)}
    name, *arguments = shlex.split(command)
    assert name == "coopgraph"
    with subprocess.Popen(
        [sys.executable, "-m", "coopgraph", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment,
    ):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    text = b"".join(parts).decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def _runs(session: str) -> list[tuple[str, list[str]]]:
    _, *parts = re.split(r"^\$ (.+)$", session, flags=re.MULTILINE)
    return [
        (command, _lines(output)) for command, output in zip(parts[::2], parts[1::2], strict=True)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")
def test_terminal_session_shows_real_output(blocks: dict[str, str]) -> None:
    runs = _runs(blocks["session"])
    assert len(runs) >= 2
    for command, expected in runs:
        real = _lines(_terminal(command))
        if "…" in expected:
            cut = expected.index("…")
            tail = len(expected) - cut - 1
            real = [*real[:cut], "…", *(real[-tail:] if tail else [])]
        assert real == expected, command


def test_python_twin_runs(blocks: dict[str, str]) -> None:
    test = doctest.DocTestParser().get_doctest(blocks["python"], {}, "README.md", "README.md", 0)
    assert len(test.examples) >= 4
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    result = runner.run(test, out=report.append)
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("name", ["explore", "test"])
def test_commands_are_one_line_each_and_set_up_what_they_need(
    blocks: dict[str, str], name: str
) -> None:
    (command,) = blocks[f"command: {name}"].splitlines()
    assert command.startswith("python3 -m venv ")
    assert "pip install" in command
    assert command.endswith({"explore": "coopgraph explore", "test": "pytest"}[name])
    (twin,) = blocks[f"command: {name}, Windows"].splitlines()
    assert twin.startswith("py -m venv ")


def test_continuous_integration_takes_the_test_command_from_here(repository: Path) -> None:
    script = (repository / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- command: test -->" in script
    assert "README.md" in script
    assert not re.search(r"/pytest\b|-m pytest", script)


def test_continuous_integration_extracts_that_command(
    repository: Path, blocks: dict[str, str]
) -> None:
    script = (repository / ".ci" / "run").read_text(encoding="utf-8")
    extraction = re.search(r"^command=\$\((awk .+)\)$", script, flags=re.MULTILINE)
    assert extraction
    result = subprocess.run(
        ["bash", "-c", extraction[1]], cwd=repository, capture_output=True, text=True, check=True
    )
    assert result.stdout == blocks["command: test"]
