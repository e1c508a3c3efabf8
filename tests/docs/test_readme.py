"""The README is true: its commands are those that are checked, its sessions show real output."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli

MARKED = re.compile(
    r"^<!-- (?P<mark>[^>]+) -->\n```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)


@pytest.fixture(scope="module")
def blocks(repository: Path) -> dict[str, str]:
    """Return the marked blocks of the README."""
    page = (repository / "README.md").read_text(encoding="utf-8")
    return {match["mark"]: match["text"] for match in MARKED.finditer(page)}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")
def test_terminal_session_shows_real_output(repository: Path, blocks: dict[str, str]) -> None:
    assert len(re.findall(r"^\$ coopgraph ", blocks["session"], flags=re.MULTILINE)) >= 2
    result = subprocess.run(
        [sys.executable, "docs/sessions.py", "--check"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


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


def test_the_language_is_told_where_the_first_command_stands(repository: Path) -> None:
    page = (repository / "README.md").read_text(encoding="utf-8")
    told = page.index("in French by default. `--lang en`")
    assert page.index("<!-- command: explore -->") < told < page.index("<!-- session -->")
    for words, said in (([], "Usage\N{NO-BREAK SPACE}: "), (["--lang", "en"], "Usage: ")):
        help_ = CliRunner().invoke(cli, ["explore", *words, "--help"])
        assert help_.stdout.startswith(said)


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
