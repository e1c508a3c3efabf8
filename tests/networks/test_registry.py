"""Every measure says what it means, in both languages, and has its place in the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coopgraph.analysis.networks import MEASURES

EVERY = pytest.mark.parametrize("name", sorted(MEASURES))
#: Text that is the same in both languages.
ALIKE = {"0", "PageRank", "liaison"}


@EVERY
def test_words_in_both_languages(name: str) -> None:
    measure = MEASURES[name]
    for text in (
        measure.title,
        measure.meaning,
        measure.isolates,
        measure.disconnected,
        measure.not_for,
        measure.joint,
    ):
        if text is None:
            continue
        assert text.in_language("fr") != text.in_language("en") or text in ALIKE, text
        assert not text.endswith("."), text


@EVERY
def test_reference_with_doi(name: str) -> None:
    measure = MEASURES[name]
    assert re.fullmatch(r"10\.\d{4,}/\S+", measure.doi)
    assert re.search(r"\((18|19|20)\d\d\)", measure.reference)
    assert measure.name == name


def test_one_mode_measures_say_what_shared_collectives_do() -> None:
    assert not [name for name, m in MEASURES.items() if m.needs.modes != "two" and m.joint is None]


def test_the_documentation_is_current(repository: Path) -> None:
    result = subprocess.run(
        [sys.executable, "docs/measures.py", "--check"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
