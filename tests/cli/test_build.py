"""``coopgraph build``: deterministic files, whole or not at all, exit codes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.resources import example_dir


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "coopgraph", *arguments], capture_output=True, check=False
    )


@pytest.mark.parametrize("extension", ["nq", "trig"])
def test_same_bytes_under_any_hash_seed(tmp_path: Path, extension: str) -> None:
    written = []
    for seed in ("0", "1", "4242"):
        path = tmp_path / f"{seed}.{extension}"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "coopgraph",
                "build",
                "--no-validate",
                "--data",
                str(example_dir()),
                "-o",
                str(path),
            ],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            check=True,
            capture_output=True,
        )
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]
    assert len(written[0]) > 10_000


def test_the_miniature_conforms_and_is_written(tmp_path: Path) -> None:
    path = tmp_path / "example.nq"
    result = CliRunner().invoke(cli, ["build", "--data", str(example_dir()), "-o", str(path)])
    assert result.exit_code == 0, result.output
    assert path.read_bytes().count(b"\n") > 500
    assert result.stdout == ""


def test_faulty_tables_leave_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(example_dir(), folder)
    table = folder / "cotutelles.csv"
    table.write_text(table.read_text(encoding="utf-8") + "nope,nope,host,,,,doc-z,,high,\n")
    output = tmp_path / "out.nq"
    result = _run("build", "--data", str(folder), "-o", str(output), "--lang", "en")
    assert result.returncode == 3
    assert not output.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["tables"]
    message = result.stderr.decode()
    assert f"{table}:" in message
    assert "column structure: unknown id 'nope'" in message
    assert "Traceback" not in message
    assert result.stdout == b""


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    result = _run("build", "--data", str(tmp_path), "--debug")
    assert b"Traceback" in result.stderr


def test_wrong_extension_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["build", "-o", str(tmp_path / "x.pdf"), "--lang", "en"])
    assert result.exit_code == 2
    assert ".nq or .trig" in result.output


def test_store_on_disk_is_written_and_read(tmp_path: Path) -> None:
    store = f"oxigraph:{tmp_path / 'store'}"
    runner = CliRunner()
    for _ in range(2):
        built = runner.invoke(
            cli, ["build", "--no-validate", "--data", str(example_dir()), "--store", store]
        )
        assert built.exit_code == 0, built.output
    asked = runner.invoke(
        cli, ["query", "conventions-by-year", "--store", store, "--format", "csv"]
    )
    direct = runner.invoke(
        cli, ["query", "conventions-by-year", "--data", str(example_dir()), "--format", "csv"]
    )
    assert asked.exit_code == 0, asked.output
    assert asked.stdout == direct.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["store"]


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli,
        [
            "query",
            "conventions-by-year",
            "--store",
            f"oxigraph:{tmp_path / 'store'}",
            "--lang",
            "en",
        ],
    )
    assert result.exit_code == 3
    assert "no store of coopgraph here" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    result = CliRunner().invoke(
        cli,
        [
            "build",
            "--no-validate",
            "--data",
            str(example_dir()),
            "--store",
            f"oxigraph:{tmp_path / 'mine'}",
        ],
    )
    assert result.exit_code == 3
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_an_output_among_the_tables_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(example_dir(), folder)
    before = (folder / "sources.csv").read_bytes()
    result = CliRunner().invoke(
        cli, ["gaps", "--data", str(folder), "-o", str(folder / "sources.csv")]
    )
    assert result.exit_code == 2
    assert (folder / "sources.csv").read_bytes() == before


@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST", "sst", "coopgraph-store"])
def test_a_damaged_store_is_one_message(tmp_path: Path, victim: str) -> None:
    path = tmp_path / "store"
    CliRunner().invoke(
        cli, ["build", "--no-validate", "--data", str(example_dir()), "--store", f"oxigraph:{path}"]
    )
    spoilt = [p for p in path.rglob("*") if victim in p.name and p.is_file()]
    assert spoilt
    for file in spoilt:
        file.write_bytes(b"")
    result = _run("gaps", "--store", f"oxigraph:{path}", "--lang", "en")
    assert result.returncode == 3, result.stderr
    assert b"damaged" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_one_message() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "coopgraph", "queries"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 3
    assert b"Traceback" not in result.stderr


def test_ctrl_c_is_130() -> None:
    import signal

    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from coopgraph.cli import main; sys.argv = ['coopgraph', 'build', '--lang', 'en']; main()"
    )  # a background shell ignores SIGINT: the handler gives it back
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    assert process.stderr is not None
    first = process.stderr.readline()  # the graph is built; validation takes seconds
    assert b"named graphs" in first
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert b"Traceback" not in errors
