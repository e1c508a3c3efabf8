"""The command line as a whole: help, errors, exit codes, laziness."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

import coopgraph
from coopgraph.cli import COMMANDS, cli


def test_help_lists_every_command_with_a_sentence() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name, (_, sentence) in COMMANDS.items():
        assert f"  {name} " in result.output
        assert sentence.endswith(".")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_with_examples_and_the_common_options(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"coopgraph {name}" in result.output
    assert "--lang" in result.output
    assert "--debug" in result.output


def test_version() -> None:
    assert coopgraph.__version__ in CliRunner().invoke(cli, ["--version"]).output


def test_an_unknown_command_is_wrong_use_and_gets_a_hint() -> None:
    result = CliRunner().invoke(cli, ["exlore", "--lang", "en"])
    assert result.exit_code == 2
    assert "Did you mean 'explore'?" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["gaps", "--as-of", "31/12/2024"],
        ["gaps", "--lang", "de"],
        ["gaps", "--data", "/no/such/folder"],
    ],
)
def test_wrong_use_is_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).exit_code == 2


def test_an_unknown_store_is_3_with_one_message() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "coopgraph", "gaps", "--store", "sqlite:x", "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 3
    assert result.stdout == ""
    assert result.stderr.startswith("Error: unknown store 'sqlite:x'")
    assert "Traceback" not in result.stderr


def test_help_imports_no_heavy_library() -> None:
    """Heavy imports belong inside commands: help must come at once."""
    code = (
        "import sys; from coopgraph.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rdflib', 'networkx', 'pyshacl', 'pyvis', 'rustworkx', 'pyoxigraph', 'rich'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "HEAVY []" in result.stdout


def test_output_in_a_c_locale_is_utf8() -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "coopgraph",
            "gaps",
            "--type",
            "convention",
            "--format",
            "csv",
            "--as-of",
            "2024-12-31",
        ],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PATH": ""},
    )
    assert "Université" in result.stdout.decode("utf-8")
