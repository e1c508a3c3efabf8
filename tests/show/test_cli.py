"""``coopgraph show`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli


def _run(example_folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli, ["show", "--data", str(example_folder), "--as-of", "2024-12-31", *arguments]
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Universite de Valfictif", "universite-de-valfictif"),
        ("UNIVERSITÉ DE VALFICTIF", "universite-de-valfictif"),
        ('Univ. "Valfictif"', "universite-de-valfictif"),
        ("L’« Université » du Val", "universite-de-valfictif"),
        ("IEX", "institut-exemple"),
        ("Institute of Examples", "institut-exemple"),
        ("id:u-2", "u-2"),
        ("https://w3id.org/coopgraph/id/u-2", "u-2"),
        ("u 2", "u-2"),
        ("UMR-9002", "u-2"),
        ("999999002M", "u-2"),
        ("https://ror.org/0exemp108", "institut-exemple"),
        ("0exemp108", "institut-exemple"),
        ("Q999999999991", "institut-exemple"),
        ("Université d’Azimut", "universite-d-azimut"),
        ("Fictipharma \"Été\" <script>alert('é')</script> & Cie", "fictipharma"),
    ],
)
def test_what_people_call_it(example_folder: Path, name: str, slug: str) -> None:
    result = _run(example_folder, name, "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["title"].endswith(f"(id:{slug})")


def test_stdout_is_the_result_and_nothing_else(example_folder: Path) -> None:
    result = _run(example_folder, "u-1", "--format", "json")
    assert result.stderr == ""
    json.loads(result.stdout)


def test_unknown_name_is_3_with_suggestions(example_folder: Path) -> None:
    result = _run(example_folder, "Universite de Valfictiff")
    assert result.exit_code == 3
    assert "Universite de Valfictif" in result.stderr
    assert result.stdout == ""


def test_ambiguous_name_is_3_and_lists_the_candidates(example_folder: Path) -> None:
    result = _run(example_folder, "LEM")
    assert result.exit_code == 3
    assert "id:u-1" in result.stderr
    assert "id:ecole-des-modeles" in result.stderr


@pytest.mark.parametrize("name", ['" } DROP ALL #', "?x", "<a> <b>", "\\", "{{7*7}}", "' OR 1"])
def test_hostile_names_are_only_unknown(example_folder: Path, name: str) -> None:
    result = _run(example_folder, name)
    assert result.exit_code == 3
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments", [[], ["u-1", "--format", "pdf"], ["u-1", "--documents", "/no/such/folder"]]
)
def test_wrong_use_is_2(example_folder: Path, arguments: list[str]) -> None:
    assert _run(example_folder, *arguments).exit_code == 2


def test_folder_without_texts_is_3(example_folder: Path, tmp_path: Path) -> None:
    result = _run(example_folder, "u-1", "--documents", str(tmp_path), "--lang", "en")
    assert result.exit_code == 3
    assert "no texts named by document number" in result.stderr


def test_sources(example_folder: Path) -> None:
    result = _run(example_folder, "u-1", "--sources", "--format", "table", "--lang", "en")
    assert result.exit_code == 0
    assert "Passages cited" in result.stdout
    assert "supports: " in result.stdout


def test_output_by_extension(example_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "u1.xlsx"
    assert _run(example_folder, "u-1", "-o", str(path)).exit_code == 0
    assert path.read_bytes()[:2] == b"PK"
