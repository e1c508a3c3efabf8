"""Print every quality figure of the ontology, and write them to ``docs/ontology-quality.md``.

``python -m coopgraph.documentation.quality`` prints and writes; with ``--check`` nothing is written
and the exit code is 1 if the page is out of date. Nothing asks the network. In an installed
package, where there is no ``docs``, the figures are printed only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from coopgraph.documentation.figures import (
    Figures,
    in_both_languages,
    measure,
    passed,
    use_sentence,
)
from coopgraph.documentation.quality_page import render_page
from coopgraph.documentation.reading import read_ontology

__all__ = ["main", "render_summary"]

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "ontology-quality.md"


def render_summary(figures: Figures) -> str:
    """Return the figures as some lines of plain text; what is wrong is spelt out."""
    lines = [
        (
            f"ontology: {len(figures.files.classes())} classes, "
            f"{len(figures.files.properties())} properties, "
            f"{len(figures.files.node_shapes())} shapes"
        )
    ]
    lines += _fair(figures)
    lines += _pitfalls(figures)
    lines += [
        f"{row.kind}: {row.total}; named {in_both_languages(row.named, row.total)}, "
        f"explained {in_both_languages(row.explained, row.total)}"
        for row in figures.completeness
    ]
    bad = [check for check in figures.checks if check.found]
    lines.append(f"checks: {len(bad)} of {len(figures.checks)} return rows")
    lines += [f"  {check.name}: {'; '.join(check.found)}" for check in bad]
    lines += [
        f"alignment {row.anchor}: {row.classes} classes, {row.properties} properties, "
        f"{row.concepts} concepts"
        for row in figures.coverage
    ]
    lines.append(f"alignment problems: {len(figures.problems)}")
    lines += [f"  {problem}" for problem in figures.problems]
    lines.append(f"use: {use_sentence(figures)}")
    if figures.unused:
        lines.append(f"  unused: {', '.join(figures.unused)}")
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; write or check the page.

    Parameters
    ----------
    arguments
        Command-line arguments; those of the process by default.

    Returns
    -------
    int
        0, or 1 if ``--check`` found the page out of date.
    """
    parser = argparse.ArgumentParser(description="Quality figures of the ontology.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if out of date")
    options = parser.parse_args(arguments)
    figures = measure(read_ontology())
    sys.stdout.write(render_summary(figures))
    if not _PAGE.parent.is_dir():
        return 0
    page = render_page(figures)
    if options.check:
        current = _PAGE.is_file() and _PAGE.read_text(encoding="utf-8") == page
        if not current:
            sys.stderr.write(
                "docs/ontology-quality.md is out of date; "
                "run: python -m coopgraph.documentation.quality\n"
            )
        return int(not current)
    _PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def _fair(figures: Figures) -> list[str]:
    computed = [test for test in figures.fair if test.outcome != "not tested offline"]
    return [
        (
            f"FOOPS!: {passed(computed)} of {len(computed)} passed, "
            f"{len(figures.fair) - len(computed)} not tested offline"
        ),
        *(
            f"  {test.code} {test.outcome}: {test.detail}"
            for test in computed
            if test.outcome != "passed"
        ),
    ]


def _pitfalls(figures: Figures) -> list[str]:
    lines = []
    for importance in ("critical", "important", "minor"):
        some = [pitfall for pitfall in figures.pitfalls if pitfall.importance == importance]
        sought = [pitfall for pitfall in some if pitfall.state == "computed"]
        left = ", ".join(pitfall.code for pitfall in some if pitfall.state == "not computed")
        found = sum(bool(pitfall.found) for pitfall in sought)
        lines.append(
            f"OOPS! {importance}: {found} of {len(sought)} pitfalls found; not computed: {left}"
        )
    lines += [
        f"  {pitfall.code} {pitfall.title}: {', '.join(pitfall.found)}"
        for pitfall in figures.pitfalls
        if pitfall.state == "computed" and pitfall.found
    ]
    lines += [
        f"  {pitfall.code} {pitfall.title}: {len(pitfall.found)} ({pitfall.note})"
        for pitfall in figures.pitfalls
        if pitfall.state == "reported"
    ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
