"""The catalogue in the documentation is that of the query files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coopgraph.cli.queries import SUBJECTS
from coopgraph.sparql import Library


def test_the_page_is_current(repository: Path) -> None:
    result = subprocess.run(
        [sys.executable, "docs/query_catalogue.py", "--check"],
        cwd=repository,
        env={"PYTHONPATH": str(repository), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_every_subject_has_a_title() -> None:
    assert {query.folder for query in Library().questions()} == set(SUBJECTS)
