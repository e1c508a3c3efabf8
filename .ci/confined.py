"""Run ``coopgraph`` from this environment and fail if it opens a file anywhere else.

``python confined.py ALLOWED ARGUMENT…``: besides Python itself and its packages, only the folder
ALLOWED and the system's own places may be opened.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

SYSTEM = ("/dev", "/etc", "/proc", "/sys", "/usr", "/lib", "/lib64", "/var/cache/fontconfig")


def confine(allowed: str) -> list[str]:
    """Collect every file that is opened outside the places expected."""
    roots = (allowed, sys.prefix, sys.base_prefix, tempfile.gettempdir(), *SYSTEM)
    places = tuple(os.path.realpath(root) + os.sep for root in roots)
    tree = os.environ["FORBIDDEN_TREE"] + os.sep
    strangers: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path.startswith(tree) or not path.startswith(places):
            strangers.append(path)

    sys.addaudithook(hook)
    return strangers


def main() -> int:
    """Run the command and report strangers; return the command's exit code, or 70."""
    strangers = confine(sys.argv[1])
    sys.argv = ["coopgraph", *sys.argv[2:]]
    import coopgraph
    from coopgraph.cli import main as command

    if not Path(coopgraph.__file__).is_relative_to(sys.prefix):
        sys.stderr.write(f"coopgraph was imported from {coopgraph.__file__}\n")
        return 70
    code = 0
    try:
        command()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    if strangers:
        sys.stderr.write("opened outside the environment:\n  " + "\n  ".join(strangers) + "\n")
        return 70
    return code


if __name__ == "__main__":
    raise SystemExit(main())
