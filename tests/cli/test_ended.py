"""Commands that are told to end while they write: 128 and the signal, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coopgraph.resources import example_dir

if os.name == "nt":
    pytest.skip("Windows has no signals between processes", allow_module_level=True)

#: Told to end at the nth step that changes the current folder.
_TOLD = """
import os, signal, sys
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
name, left = sys.argv.pop(1), int(sys.argv.pop(1))
def hook(event, arguments):
    global left
    if event in ("os.mkdir", "os.rename", "tempfile.mkstemp"):
        if str(arguments[0]).startswith(os.getcwd()):
            left -= 1
            if not left:
                os.kill(os.getpid(), getattr(signal, name))
from coopgraph.__main__ import main
sys.addaudithook(hook)
main()
"""


@pytest.mark.parametrize(
    ("words", "step"),
    [
        (["build", "--no-validate", "-o", "{here}/new.nq"], 1),
        (["export", "-o", "{here}/new.graphml"], 1),
        (["build", "--no-validate", "--store", "oxigraph:{here}/store"], 1),
        (["build", "--no-validate", "--store", "oxigraph:{here}/store"], 2),
    ],
)
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_command_that_is_told_to_end_leaves_nothing(
    tmp_path: Path, words: list[str], step: int, name: str, code: int
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    words = [word.format(here=here) for word in words]
    words += ["--data", str(example_dir()), "--lang", "en"]
    result = subprocess.run(
        [sys.executable, "-c", _TOLD, name, str(step), *words],
        cwd=here,
        capture_output=True,
        check=False,
    )
    assert result.returncode == code, result.stderr
    assert result.stderr.decode().splitlines()[-1] == (
        "Error: interrupted; nothing half-written is left"
    )
    assert b"Traceback" not in result.stderr
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("module", ["coopgraph.cli", "click", "coopgraph.cli.queries"])
def test_a_command_that_is_told_to_end_while_it_loads_says_so(module: str) -> None:
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)\n"
        "class Finder:\n"
        "    def find_spec(self, name, *rest):\n"
        f"        if name == {module!r}:\n"
        "            sys.meta_path.remove(self)\n"
        "            os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from coopgraph.__main__ import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "queries", "--lang", "en"], capture_output=True, check=False
    )
    assert result.returncode == 143
    (line,) = result.stderr.decode().splitlines()
    assert "interrupted" in line
    assert result.stdout == b""
