"""Rewrite the terminal sessions of ``README.md`` with real output, or check that they are current.

``python docs/sessions.py`` runs each line after ``$`` on a terminal of 100 columns and writes below
it what it prints on standard output; ``--check`` only compares and exits with 1 if they differ.
A line ``…`` stands for lines left out: as many lines stay before and after it as the page has now.
Needs a Unix terminal.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
import termios
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "README.md"
SESSION = re.compile(r"(?<=^<!-- session -->\n```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COLUMNS, LINES = 100, 50
CUT = "…"


def on_a_terminal(command: str) -> list[str]:
    """Run one line of a session on a terminal of its own; return the lines that it prints."""
    name, *arguments = shlex.split(command)
    if name != "coopgraph":
        raise SystemExit(f"a session runs coopgraph only, not {name!r}")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": str(COLUMNS)}
    parts = []
    with subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [sys.executable, "-m", "coopgraph", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment,
    ):
        os.close(theirs)
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the other end is closed: the command has ended
            pass
    os.close(ours)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(parts).decode("utf-8"))
    return [line.rstrip() for line in text.replace("\r\n", "\n").strip("\n").split("\n")]


def refreshed(session: str) -> str:
    """Return a session with the output of each command replaced by its real one."""
    _, *parts = re.split(r"^\$ (.+)$", session, flags=re.MULTILINE)
    runs = []
    for command, shown in zip(parts[::2], parts[1::2], strict=True):
        old, new = shown.strip("\n").split("\n"), on_a_terminal(command)
        if CUT in old:
            before, after = old.index(CUT), len(old) - old.index(CUT) - 1
            new = [*new[:before], CUT, *new[len(new) - after :]]
        runs.append("\n".join([f"$ {command}", *new]) + "\n")
    return "\n".join(runs)


def main(arguments: list[str]) -> int:
    """Write or check the page; return the exit code."""
    page = PAGE.read_text(encoding="utf-8")
    new = SESSION.sub(lambda match: refreshed(match.group()), page)
    if "--check" in arguments:
        if new != page:
            sys.stderr.write("README.md shows old output; run: python docs/sessions.py\n")
        return int(new != page)
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
