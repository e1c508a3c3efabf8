"""The command line as a whole: help, errors, exit codes, laziness."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import coopgraph
from coopgraph.cli import COMMANDS, cli
from coopgraph.resources import example_dir


def test_help_lists_every_command_with_a_sentence() -> None:
    result = CliRunner().invoke(cli, ["--lang", "en", "--help"])
    assert result.exit_code == 0
    for name, (_, sentence) in COMMANDS.items():
        assert f"  {name} " in result.output
        assert sentence.endswith(".")
        assert sentence in result.output


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_with_examples_and_the_common_options(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"coopgraph {name}" in result.output
    assert "--lang" in result.output
    assert "--debug" in result.output


@pytest.mark.parametrize(
    "before",
    [
        ["--lang", "en"],
        ["--lang=en", "--as-of", "2024-12-31", "-q"],
        ["--data", str(example_dir()), "--lang", "en", "--format", "csv"],
    ],
    ids=" ".join,
)
def test_common_options_may_stand_before_the_command(before: list[str]) -> None:
    rest = ["queries", "conventions"]
    first = CliRunner().invoke(cli, [*before, *rest])
    last = CliRunner().invoke(cli, [*rest, *before])
    assert first.exit_code == last.exit_code == 0
    assert first.stdout == last.stdout
    assert first.stderr == last.stderr
    assert "conventions-by-year" in first.stdout


def test_an_output_file_before_the_command_is_written(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    for option in (["-o", str(path)], [f"-o{path}"], [f"--output={path}"]):
        assert CliRunner().invoke(cli, [*option, "queries"]).exit_code == 0
        assert path.read_bytes().startswith(b"[") or path.read_bytes().startswith(b"{")
        path.unlink()


def test_what_stands_after_the_command_wins() -> None:
    told = CliRunner().invoke(cli, ["--lang", "fr", "queries", "mixity", "--lang", "en"]).stdout
    assert "Which" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--all", "show", "CNRS"], "'--all' is an option of 'show': write it after the command."),
        (["--all", "gaps"], "No such option"),
        (["--as-of", "2024-12-31", "build"], "build writes the landscape of all days"),
        (["--as-of", "2020", "show", "CNRS"], "'2020' is not a date; write YYYY-MM-DD"),
        (["--format", "zip", "queries"], "is not one of"),
        (["queries", "--lang"], "requires an argument"),
    ],
)
def test_an_option_in_the_wrong_place_is_told_so(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, ["--lang", "en", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr


def test_version() -> None:
    assert coopgraph.__version__ in CliRunner().invoke(cli, ["--version"]).output


def test_an_unknown_command_is_wrong_use_and_gets_a_hint() -> None:
    result = CliRunner().invoke(cli, ["exlore", "--lang", "en"])
    assert result.exit_code == 2
    assert "Did you mean 'explore'?" in result.output


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["import", "rnrs", "a.csv", "-o", "land"], "rnsr"),
        (["gaps", "--type", "conventions"], "convention"),
        (["gaps", "--format", "tabel"], "table"),
        (["validate", "--fail-on", "Warning"], "warning"),
        (["projections", "partner"], "partners"),
        (["rank", "degree", "--projection", "layrs"], "layers"),
    ],
)
def test_a_mistyped_word_gets_a_hint(arguments: list[str], near: str) -> None:
    for lang, hint in (
        ("en", f'id you mean "{near}"?'),
        ("fr", f"ouliez-vous dire « {near} »"),
    ):
        result = CliRunner().invoke(cli, [*arguments, "--lang", lang])
        assert result.exit_code == 2
        assert hint in result.stderr.replace("\N{NO-BREAK SPACE}", " ")
    distant = CliRunner().invoke(cli, ["gaps", "--type", "zzzzzz", "--lang", "en"])
    assert "you mean" not in distant.stderr


def test_every_choice_gives_hints() -> None:
    commands = Path(coopgraph.__file__).parent / "cli"
    plain = [path.name for path in commands.glob("*.py") if "click.Choice(" in path.read_text()]
    assert plain == []


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
