"""A locator is looked up in the document that gives it."""

from __future__ import annotations

from pathlib import Path

from coopgraph.landscape import Landscape
from coopgraph.sources.passages import DocumentFolder
from coopgraph.validation.locators import check_locators

#: Lines of the texts of the documents.
LINES = {"000": 62, "001": 25, "002": 37, "003": 1877, "004": 198}


def _folder(tmp_path: Path, lines: dict[str, int]) -> DocumentFolder:
    for name, number in lines.items():
        text = "\n".join(["word"] * number)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return DocumentFolder(tmp_path)


def test_each_source_of_a_fact_is_read_at_its_own_lines(
    curated_landscape: Landscape, tmp_path: Path
) -> None:
    """Two documents may state one link: the lines of one are not sought in the other."""
    findings = list(check_locators(curated_landscape.store, _folder(tmp_path, LINES)))
    assert {finding.code for finding in findings} == {"LocatorWords"}


def test_lines_beyond_the_text_are_found(curated_landscape: Landscape, tmp_path: Path) -> None:
    findings = list(check_locators(curated_landscape.store, _folder(tmp_path, {"003": 1400})))
    outside = [finding for finding in findings if finding.code == "LocatorOutside"]
    assert outside
    assert {finding.source for finding in outside} == {"003"}
