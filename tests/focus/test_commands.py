"""Commands on a folder of tables that names no organisation in focus, as imports make them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli

IEX = "institut-exemple"


@pytest.fixture(scope="module")
def unfocused(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("unfocused") / "tables"
    shutil.copytree(example_folder, folder)
    (folder / "landscape.csv").unlink()
    return folder


@pytest.mark.parametrize(
    "words",
    [["path", IEX, "academie-de-boralie"], ["compare", IEX, "academie-de-boralie"]],
    ids=lambda words: words[0],
)
def test_other_readers_take_it(words: list[str], unfocused: Path) -> None:
    arguments = [*words, "--data", str(unfocused), "--focus", IEX, "--lang", "en"]
    given = CliRunner().invoke(cli, arguments)
    assert given.exit_code == 0, given.stderr


@pytest.mark.parametrize("words", [["show", IEX], ["validate"]], ids=lambda words: words[0])
def test_the_focus_that_the_message_asks_for_is_taken(words: list[str], unfocused: Path) -> None:
    arguments = [*words, "--data", str(unfocused), "--format", "json", "--lang", "en"]
    refused = CliRunner().invoke(cli, arguments)
    assert refused.exit_code == 3
    assert "name an organisation with --focus" in refused.stderr
    given = CliRunner().invoke(cli, [*arguments, "--focus", IEX])
    assert given.exit_code == 0, given.stderr
    with_table = [word if word != str(unfocused) else str(unfocused.parent) for word in arguments]
    shutil.copytree(unfocused, unfocused.parent, dirs_exist_ok=True)
    table = unfocused.parent / "landscape.csv"
    table.write_text(f"focus,label_fr,label_en\n{IEX},Un paysage,A landscape\n", encoding="utf-8")
    asked = CliRunner().invoke(cli, with_table)
    assert asked.stdout.replace(str(unfocused.parent), str(unfocused)) == given.stdout
    unknown = CliRunner().invoke(cli, [*arguments, "--focus", "nobody at all"])
    assert unknown.exit_code == 3
    assert "nobody at all" in unknown.stderr
