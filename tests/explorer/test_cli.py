"""``coopgraph explore`` writes one file, says so, and opens a browser only when it may."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.cli import explore as explore_module

DAY = "2024-12-31"


@pytest.fixture
def opened_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses given to the browser; none is really opened."""
    asked: list[str] = []

    def fake(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(explore_module.webbrowser, "open", fake)
    monkeypatch.setenv("DISPLAY", ":0")
    return asked


def run(*arguments: str, example: Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        cli, ["explore", *arguments, "--data", str(example), "--as-of", DAY]
    )
    return result.exit_code, result.stdout, result.stderr


def test_writes_the_page_and_says_how_old_the_picture_is(
    example_folder: Path, tmp_path: Path, opened_paths: list[str]
) -> None:
    target = tmp_path / "page.html"
    code, out, err = run("--no-open", "-o", str(target), example=example_folder)
    assert code == 0, err
    assert out == ""
    assert str(target) in err
    assert DAY in err
    assert opened_paths == []
    text = target.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "31 décembre 2024" in text
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_opens_the_file_in_the_browser(
    example_folder: Path, tmp_path: Path, opened_paths: list[str]
) -> None:
    target = tmp_path / "page.html"
    assert run("-o", str(target), example=example_folder)[0] == 0
    assert opened_paths == [target.as_uri()]


def test_without_a_display_no_browser_is_started(
    example_folder: Path,
    tmp_path: Path,
    opened_paths: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, _, err = run("-o", str(tmp_path / "page.html"), example=example_folder)
    assert code == 0
    assert opened_paths == []
    assert "ouvrez vous-même" in err


def test_has_a_name_of_its_own_in_the_current_folder(
    example_folder: Path,
    tmp_path: Path,
    opened_paths: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--no-open", "--quiet", example=example_folder) == (0, "", "")
    assert run("UNIVERSITE DE VALFICTIF", "--no-open", example=example_folder)[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "coopgraph.html",
        "coopgraph-universite-de-valfictif.html",
    }
    assert opened_paths == []


def test_a_neighbourhood_is_smaller_than_the_landscape(
    example_folder: Path, tmp_path: Path
) -> None:
    whole, part = tmp_path / "whole.html", tmp_path / "part.html"
    run("--no-open", "-o", str(whole), example=example_folder)
    code, _, err = run("u-6", "--no-open", "-o", str(part), example=example_folder)
    assert code == 0, err
    assert part.stat().st_size < whole.stat().st_size


@pytest.mark.parametrize("name", ["Nulle part", ""])
def test_an_unknown_entity_leaves_no_file(example_folder: Path, tmp_path: Path, name: str) -> None:
    code, out, err = run(name, "--no-open", "-o", str(tmp_path / "x.html"), example=example_folder)
    assert code == 3
    assert out == ""
    assert "Erreur" in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(example_folder: Path, tmp_path: Path) -> None:
    code, _, err = run("--no-open", "-o", str(tmp_path / "no" / "x.html"), example=example_folder)
    assert code == 3
    assert "ne peut pas être écrit" in err


def test_writes_utf_8_in_a_plain_locale(
    example_folder: Path, tmp_path: Path, repository: Path
) -> None:
    target = tmp_path / "page.html"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "coopgraph",
            "explore",
            "--no-open",
            "-o",
            str(target),
            "--data",
            str(example_folder),
            "--as-of",
            DAY,
        ],
        check=False,
        capture_output=True,
        cwd=repository,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": str(repository)},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "réseau" in target.read_text(encoding="utf-8")


def test_an_entity_that_did_not_stand_on_the_day_says_until_when(
    example_folder: Path, tmp_path: Path
) -> None:
    """LIA AURORE ran from 2018 to 2021."""
    code, _, err = run(
        "LIA AURORE", "--no-open", "-o", str(tmp_path / "page.html"), example=example_folder
    )
    assert code == 0
    assert f"avait pris fin au {DAY}\xa0: jusqu’à 2021" in err


def test_steps_are_shown_on_a_terminal_only(
    example_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page of a large landscape takes seconds: a terminal says what is being done."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    command = ["explore", "--no-open", "--data", str(example_folder), "--as-of", DAY, "--lang"]
    seen = {}
    for name, screen in (("terminal", Terminal()), ("pipe", io.StringIO())):
        with contextlib.redirect_stderr(screen):
            cli([*command, "fr", "-o", str(tmp_path / name)], standalone_mode=False)
        seen[name] = screen.getvalue()
    steps = ("lecture des tables", "lecture du paysage", "mise en mots", "placement et dessin")
    places = [seen["terminal"].find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
    assert "100%" in seen["terminal"]
    assert not any(step in seen["pipe"] for step in steps)
    assert capsys.readouterr().out == ""
