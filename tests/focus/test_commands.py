"""Commands on a folder of tables that names no organisation in focus, as imports make them."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import coopgraph
from coopgraph.cli import cli
from coopgraph.rdf.build import build_store
from coopgraph.store.disk import write_store

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
def test_what_depends_on_no_focus_needs_none(words: list[str], unfocused: Path) -> None:
    arguments = [*words, "--data", str(unfocused), "--format", "json", "--lang", "en"]
    plain = CliRunner().invoke(cli, arguments)
    assert plain.exit_code == 0, plain.stderr
    assert json.loads(plain.stdout)
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


@pytest.mark.parametrize(
    "words",
    [
        ["path", IEX, "academie-de-boralie"],
        ["compare", IEX, "academie-de-boralie"],
        ["query", "disputed-facts", "--format", "csv"],
        ["query", "-e", "ASK { ?unit a coop:MixedUnit }"],
        ["rank", "degree", "--whole", "--with-focus", "--exact"],
        ["communities", "--whole", "--with-focus", "--seeds", "4", "--replicates", "20"],
        ["projections", "partners", "--whole", "--with-focus"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_these_need_none_either(words: list[str], unfocused: Path) -> None:
    found = CliRunner().invoke(cli, [*words, "--data", str(unfocused), "--lang", "en"])
    assert found.exit_code == 0, found.stderr
    assert found.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["gaps"],
        ["report", "-o", "r.html"],
        ["robustness"],
        ["rank", "degree"],
        ["rank", "degree", "--whole"],
        ["communities"],
        ["projections", "partners"],
        ["explore", "--no-open", "-o", "e.html"],
        ["query", "structures-without-cotutelle"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_others_say_how_to_name_one_with_an_example_that_works(
    words: list[str], lang: str, unfocused: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [*words, "--data", str(unfocused), "--lang", lang]
    refused = CliRunner().invoke(cli, arguments)
    assert refused.exit_code == 3
    assert not list(tmp_path.iterdir())
    example = re.search(r"--focus (\S+) \(", refused.stderr)
    assert example is not None, refused.stderr
    with (unfocused / "cotutelles.csv").open(encoding="utf-8") as stream:
        pairs = {(row["body"], row["structure"]) for row in csv.DictReader(stream)}
    most = Counter(body for body, _ in pairs).most_common(2)
    assert most[0][1] > most[1][1]
    assert f"({most[0][1]} structures" in refused.stderr
    named = coopgraph.load([unfocused], focus=example[1])
    assert named.focus.endswith(f"/{most[0][0]}")


def test_a_store_without_focus_says_the_same(unfocused: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(build_store([unfocused], needs_focus=False), path)
    store = ["--store", f"oxigraph:{path}", "--lang", "en"]
    refused = CliRunner().invoke(cli, ["gaps", *store])
    assert refused.exit_code == 3
    of_tables = CliRunner().invoke(cli, ["gaps", "--data", str(unfocused), "--lang", "en"])
    assert refused.stderr.partition(": no org")[2] == of_tables.stderr.partition(": no org")[2]
    assert CliRunner().invoke(cli, ["show", IEX, *store]).exit_code == 0


def test_build_does_not_offer_an_option_that_it_has_not(unfocused: Path, tmp_path: Path) -> None:
    arguments = ["build", "--data", str(unfocused), "-o", str(tmp_path / "x.nq"), "--lang", "en"]
    refused = CliRunner().invoke(cli, arguments)
    assert refused.exit_code == 3
    assert "add landscape.csv" in refused.stderr
    assert "--focus" not in refused.stderr


def test_explore_takes_what_it_is_asked_about_as_focus(unfocused: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ["explore", "--data", str(unfocused), "--lang", "en", "--no-open", "-o", str(page)]
    words += ["--engine", "svg"]
    found = CliRunner().invoke(cli, [*words, "IEX"])
    assert found.exit_code == 0, found.stderr
    assert "IEX is taken" in found.stderr
    own = page.read_bytes()
    named = CliRunner().invoke(cli, [*words, "IEX", "--focus", IEX])
    assert named.exit_code == 0
    assert "is taken" not in named.stderr
    assert page.read_bytes() == own


def test_explore_of_no_organisation_has_no_gaps_and_says_so(
    unfocused: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    words = ["explore", "--data", str(unfocused), "--lang", "en", "--no-open", "-o", str(page)]
    found = CliRunner().invoke(cli, [*words, "u-1", "--engine", "svg"])
    assert found.exit_code == 0, found.stderr
    assert "hence no gaps on the page" in found.stderr
    unknown = CliRunner().invoke(cli, [*words, "nobody at all"])
    assert unknown.exit_code == 3
    assert "nobody at all" in unknown.stderr
