"""Rows of other tests can be imported when these tests run alone, too.

Some distribution installs a package called ``tests``, which hides this folder from imports.
"""

from __future__ import annotations

from pathlib import Path

import tests

_HERE = str(Path(__file__).resolve().parent.parent)
if _HERE not in tests.__path__:
    tests.__path__ = [_HERE, *tests.__path__]
