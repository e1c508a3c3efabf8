"""Edges of the command line: early Ctrl-C, a folder that is gone, names that move a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Raise Ctrl-C once, at the import of a module, and start the command line.
_EARLY = """
import sys
class Finder:
    def find_spec(self, name, *rest):
        if name == {module!r}:
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
sys.argv = ["coopgraph", *{arguments!r}]
from coopgraph.__main__ import main
main()
"""


def _run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, *arguments], capture_output=True, check=False, **options
    )


@pytest.mark.parametrize(
    "module",
    ["coopgraph.cli", "click", "gettext", "coopgraph.errors", "coopgraph.cli.gaps", "pyoxigraph"],
)
@pytest.mark.parametrize(("lang", "word"), [("fr", "interrompu"), ("en", "interrupted")])
def test_ctrl_c_while_modules_load_is_130_and_one_line(module: str, lang: str, word: str) -> None:
    arguments = ["gaps", "--lang", lang]
    result = _run("-c", _EARLY.format(module=module, arguments=arguments))
    assert result.returncode == 130, result.stderr
    (line,) = result.stderr.decode().splitlines()
    assert word in line
    assert result.stdout == b""


def test_nothing_is_loaded_before_ctrl_c_is_looked_for() -> None:
    code = (
        "import sys; before = set(sys.modules); import coopgraph.__main__; "
        "print(*sorted(set(sys.modules) - before))"
    )
    assert _run("-c", code).stdout.split() == [b"__future__", b"coopgraph", b"coopgraph.__main__"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the current folder")
@pytest.mark.parametrize("command", ["gaps", "explore", "validate", "export", "build", "queries"])
def test_a_current_folder_that_is_gone_is_said(tmp_path: Path, command: str) -> None:
    code = (
        "import os, sys; folder = sys.argv.pop(); os.chdir(folder); os.rmdir(folder); "
        "from coopgraph.__main__ import main; main()"
    )
    (tmp_path / "gone").mkdir()
    arguments = ["-o", "x.ttl"] if command == "export" else []
    result = _run("-c", code, command, *arguments, "--lang", "en", str(tmp_path / "gone"))
    assert result.returncode == 3
    (line,) = result.stderr.decode().splitlines()
    assert line == (
        "Error: the current folder cannot be reached: no such file or folder; "
        "go to another one with cd"
    )
    assert result.stdout == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the current folder")
def test_help_is_given_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    code = (
        "import os, sys; folder = sys.argv.pop(); os.chdir(folder); os.rmdir(folder); "
        "from coopgraph.__main__ import main; main()"
    )
    (tmp_path / "gone").mkdir()
    assert _run("-c", code, "gaps", "--help", str(tmp_path / "gone")).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "{name}"], 3),
        (["query", "{name}"], 3),
        (["query", "conventions-by-year", "-p", "{name}=1"], 3),
        (["gaps", "{name}"], 2),
        (["gaps", "--{name}"], 2),
        (["gaps", "--lang", "{name}"], 2),
        (["gaps", "--data", "{name}"], 2),
        (["gaps", "--store", "{name}"], 3),
        (["{name}"], 2),
        (["--{name}"], 2),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="arguments of Windows hold no such characters")
def test_a_name_with_controls_does_not_move_the_terminal(arguments: list[str], code: int) -> None:
    name = "<script>alert(1)</script>\x1b]0;title\x07\x9b31m\u202e"
    result = _run("-m", "coopgraph", *(part.format(name=name) for part in arguments))
    assert result.returncode == code
    said = result.stderr.decode()
    assert not set(said) & set("\x1b\x07\x9b\u202e\r")
    last = said.splitlines()[-1]
    assert last.startswith("Erreur")
    assert "<script>alert(1)</script>" in last
    assert r"\x1b]0;title\x07" in last
    assert "Traceback" not in said
