"""``coopgraph export`` on the command line: files, exit codes, same bytes on any hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli
from coopgraph.outputs.export import EXTENSIONS


def _run(example_folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli,
        [
            "export",
            "--data",
            str(example_folder),
            "--as-of",
            "2024-12-31",
            "--lang",
            "en",
            *arguments,
        ],
    )


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_each_extension_writes_and_says_what(
    example_folder: Path, tmp_path: Path, extension: str
) -> None:
    path = tmp_path / f"carte{extension.upper() if extension == '.ttl' else extension}"
    result = _run(example_folder, "-o", str(path))
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    written = sorted(file.name for file in tmp_path.iterdir())
    names = ["carte-edges.csv", "carte-nodes.csv"] if extension == ".csv" else [path.name]
    assert written == names
    assert all(name in result.stderr for name in names)
    assert "As of 2024-12-31." in result.stderr


@pytest.mark.parametrize("name", ["carte.docx", "carte", "carte.zip"])
def test_unknown_extension_is_wrong_use_with_the_list(
    example_folder: Path, tmp_path: Path, name: str
) -> None:
    result = _run(example_folder, "-o", str(tmp_path / name))
    assert result.exit_code == 2
    for extension in EXTENSIONS:
        assert extension in result.stderr
    assert not list(tmp_path.iterdir())


def test_output_is_required(example_folder: Path) -> None:
    assert _run(example_folder).exit_code == 2


def test_rdf_is_never_cut(example_folder: Path, tmp_path: Path) -> None:
    result = _run(example_folder, "-o", str(tmp_path / "x.ttl"), "--entity", "u-1")
    assert result.exit_code == 2
    assert "network format" in result.stderr


def test_unknown_entity_is_3_and_writes_nothing(example_folder: Path, tmp_path: Path) -> None:
    result = _run(example_folder, "-o", str(tmp_path / "x.json"), "--entity", "Nulle part")
    assert result.exit_code == 3
    assert not list(tmp_path.iterdir())


def test_folder_that_is_not_there_is_3(example_folder: Path, tmp_path: Path) -> None:
    result = _run(example_folder, "-o", str(tmp_path / "no" / "x.nq"))
    assert result.exit_code == 3
    assert "cannot be written" in result.stderr


def test_help_lists_the_extensions() -> None:
    result = CliRunner().invoke(cli, ["export", "--lang", "en", "--help"])
    for extension in EXTENSIONS:
        assert f"  {extension} " in result.output
    assert "FILE-nodes.csv" in result.output


def test_same_bytes_under_any_hash_seed(example_folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from coopgraph.cli import cli\n"
        "folder, data = sys.argv[1:]\n"
        f"for extension in {sorted(EXTENSIONS)!r}:\n"
        "    cli(['export', '--data', data, '--as-of', '2024-12-31', '-q',\n"
        "         '-o', f'{folder}/x{extension}'], standalone_mode=False)\n"
    )
    digests = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", code, str(folder), str(example_folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        digests.append(
            {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}
        )
    assert len(digests[0]) == len(EXTENSIONS) + 1
    assert digests[0] == digests[1]


def test_where_one_table_cannot_be_written_neither_is(example_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x-nodes.csv").write_text("before")
    (tmp_path / "x-edges.csv").mkdir()
    result = _run(example_folder, "-o", str(tmp_path / "x.csv"))
    assert result.exit_code != 0
    assert {file.name for file in tmp_path.iterdir()} == {"x-nodes.csv", "x-edges.csv"}
    assert (tmp_path / "x-nodes.csv").read_text() == "before"
