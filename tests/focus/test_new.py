"""A new folder of tables: clean, in the form of a spreadsheet, easy to make one's own."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli
from coopgraph.curation.starter import starter_files
from coopgraph.curation.tables import TABLES
from coopgraph.errors import ParameterError
from coopgraph.landscape import load
from coopgraph.model.columns import columns_of

CNRS = ("--name", "Centre national de la recherche scientifique", "--ror", "02feahw73")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--lang", "en"])


def clean(folder: Path) -> None:
    result = run("validate", "--data", str(folder), "--fail-on", "info", "--format", "csv")
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "named", [(), CNRS, ("--name", "Œuvre d’été")], ids=["none", "ror", "name"]
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_new_landscape_is_clean(tmp_path: Path, named: tuple[str, ...], lang: str) -> None:
    folder = tmp_path / "new"
    result = CliRunner().invoke(cli, ["new", str(folder), *named, "--lang", lang])
    assert result.exit_code == 0, result.output
    assert "README.md" in result.stderr
    clean(folder)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_table_is_there_as_a_spreadsheet_opens_it(tmp_path: Path, lang: str) -> None:
    for table, spec in TABLES.items():
        content = starter_files(lang=lang)[f"{table}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        header = content.decode("utf-8-sig").splitlines()[0]
        assert header.split(";" if lang == "fr" else ",") == [n for n, _ in columns_of(spec.record)]


def test_examples_go_by_their_word_and_the_rest_stays_clean(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("new", str(folder), *CNRS).exit_code == 0
    for path in folder.glob("*.csv"):
        lines = path.read_text("utf-8-sig").splitlines(keepends=True)
        kept = [line for line in lines if "exemple" not in line]
        assert kept[0] == lines[0]
        path.write_text("".join(kept), encoding="utf-8-sig", newline="")
    clean(folder)
    landscape = load([folder])
    assert landscape.focus.endswith("/centre-national-de-la-recherche-scientifique")
    assert load([folder], focus="https://ror.org/02feahw73").focus == landscape.focus
    assert [gap.rule for gap in landscape.gaps("priority")] == ["priority-strategy"]


def test_nothing_is_claimed_of_the_body_but_its_name_and_ror(tmp_path: Path) -> None:
    files = starter_files(name="CNRS", ror="https://ror.org/02feahw73")
    found = {
        name: list(csv.reader(text.decode("utf-8-sig").splitlines(), delimiter=";"))
        for name, text in files.items()
        if name.endswith(".csv")
    }
    naming = {name for name, rows in found.items() for row in rows[1:] if "cnrs" in row}
    assert naming == {"landscape.csv", "organizations.csv", "identifiers.csv"}


def test_the_guide_is_in_both_languages_and_names_tables_that_exist() -> None:
    guide = starter_files()["README.md"].decode()
    assert "## En français" in guide
    assert "## In English" in guide
    assert set(re.findall(r"`(\w+)\.csv`", guide)) <= TABLES.keys()
    assert "{" not in guide


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run("new", str(tmp_path))
    assert result.exit_code == 3
    assert "is not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert run("new", str(tmp_path / "empty")).exit_code == 0
    assert run("new", str(tmp_path / "mine.txt")).exit_code == 3


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        ({"name": "X", "ror": "02feahw74"}, "02feahw74"),
        ({"ror": "02feahw73"}, "--name"),
        ({"name": "…"}, "no id"),
    ],
)
def test_what_cannot_be_is_refused(options: dict[str, str], cause: str) -> None:
    with pytest.raises(ParameterError, match=cause):
        starter_files(**options)  # type: ignore[arg-type]
