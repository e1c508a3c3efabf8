"""Another Python, as this one is: the same packages, and nothing that the user's variables bring.

Two things run in a process of their own: the reading of large files
(:mod:`coopgraph.importing.files.aside`) and users' queries (:mod:`coopgraph.sparql.confined`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

__all__ = ["has_interpreter", "python_command"]

#: Nothing of the folder in which the command runs is imported, and nothing that variables name but
#: what this process found there itself. A path is handed over as JSON: its entries may hold what
#: separates those of PYTHONPATH.
_BEGIN: Final = "import json, sys\nsys.path[:] = json.loads(sys.argv.pop(1))\n"


def has_interpreter() -> bool:
    """Tell whether this is run by Python, and not by an application that has it within."""
    name = Path(sys.executable or "").stem.lower()
    return name.startswith(("python", "pypy")) and not hasattr(sys, "frozen")


def python_command(code: str, *arguments: str) -> list[str]:
    """Return the command that runs code in another Python.

    Parameters
    ----------
    code
        Lines of Python; they find `arguments` in ``sys.argv[1:]``.
    *arguments
        Texts for them.

    Returns
    -------
    list of str
        Makes sense only where there is an interpreter: see :func:`has_interpreter`.

    Examples
    --------
    >>> import subprocess
    >>> command = python_command("print(sys.argv[1])", "there")
    >>> subprocess.run(command, capture_output=True).stdout.split()
    [b'there']
    """
    entries: list[object] = [*sys.path]  # what is no text is passed over by Python, too
    found = [entry for entry in entries if isinstance(entry, str) and entry]
    # Names of files mean the same there; no cached bytecode is written where none is here.
    flags = ["-I", "-X", f"utf8={sys.flags.utf8_mode}", *(["-B"] * sys.dont_write_bytecode)]
    return [sys.executable, *flags, "-c", _BEGIN + code, json.dumps(found), *arguments]
