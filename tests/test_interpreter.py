"""Another Python: the packages of this one, and nothing else that lies about."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coopgraph.interpreter import has_interpreter, python_command


def _said(code: str, *arguments: str, **options: Any) -> str:
    command = python_command(code, *arguments)
    done = subprocess.run(command, capture_output=True, check=True, text=True, **options)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["a:b;c", "with blank", "naïf", "100 % « x »"])
def test_a_package_is_found_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "lies_there.py").write_text("PLACE = __file__")
    monkeypatch.setattr(sys, "path", [Path("/none"), str(folder), *sys.path])
    said = _said("import lies_there; print(ascii(lies_there.PLACE))")
    assert said == ascii(str(folder / "lies_there.py"))
    assert _said("print(sys.path == __import__('json').loads(sys.argv[1]))", "[]") == "False"


def test_nothing_of_the_current_folder_or_of_variables_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "sitecustomize", "usercustomize", "msgspec", "pyoxigraph"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()")
    monkeypatch.chdir(tmp_path)
    for name in ("PYTHONPATH", "PYTHONSTARTUP", "PYTHONUSERBASE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert _said("import json, msgspec, pyoxigraph; print(sys.warnoptions)") == "[]"
    assert not (tmp_path / "run").exists()


def test_arguments_come_over_as_they_are() -> None:
    words = ["", "a b", "--flag", "é«»", '"quoted"', "x\ny"]
    assert _said("print(ascii(sys.argv[1:]))", *words) == ascii(words)


@pytest.mark.parametrize("without", [False, True])
def test_bytecode_is_written_where_it_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: bool
) -> None:
    (tmp_path / "lies_there.py").write_text("")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", without)
    _said("import lies_there")
    assert (tmp_path / "__pycache__").exists() is not without


def test_an_application_is_no_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_interpreter()
    for program in ("/usr/bin/python3.13", "C:/Python/pythonw.exe", "/opt/pypy3", "/x/Python"):
        monkeypatch.setattr(sys, "executable", program)
        assert has_interpreter(), program
    for other in ("/opt/qgis/bin/qgis", "", None, "/opt/app/coopgraph"):
        monkeypatch.setattr(sys, "executable", other)
        assert not has_interpreter(), other
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not has_interpreter()
