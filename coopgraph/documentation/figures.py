"""Measure everything that can be measured of the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coopgraph.documentation.alignment import (
    Coverage,
    alignment_problems,
    coverage,
    read_vendor_terms,
)
from coopgraph.documentation.checks import OntologyCheck, run_checks
from coopgraph.documentation.completeness import Completeness, completeness
from coopgraph.documentation.fair import FairTest, fair_tests
from coopgraph.documentation.pitfalls import Pitfall, pitfalls
from coopgraph.documentation.reading import LANGUAGES, OntologyFiles, local
from coopgraph.documentation.usage import Usage, read_usage

__all__ = ["Figures", "in_both_languages", "measure", "passed", "per_cent", "use_sentence"]


@dataclass(frozen=True)
class Figures:
    """Everything that is measured."""

    files: OntologyFiles
    fair: list[FairTest]
    pitfalls: list[Pitfall]
    completeness: list[Completeness]
    checks: list[OntologyCheck]
    coverage: list[Coverage]
    problems: list[str]
    usage: Usage
    vendor_terms: int

    @property
    def unused(self) -> list[str]:
        """Local names of the terms that nothing uses."""
        return [local(term) for term in self.usage.unused(self.files)]


def measure(files: OntologyFiles, queries: Path | None = None) -> Figures:
    """Measure an ontology.

    Parameters
    ----------
    files
        The ontology.
    queries
        Folder of the queries; the packaged one by default.

    Returns
    -------
    Figures
    """
    return Figures(
        files=files,
        fair=fair_tests(files),
        pitfalls=pitfalls(files),
        completeness=completeness(files),
        checks=run_checks(files.folder),
        coverage=coverage(files),
        problems=alignment_problems(files),
        usage=read_usage(files, queries),
        vendor_terms=len(read_vendor_terms(files.folder)),
    )


def per_cent(part: int, whole: int) -> int:
    """Return a share in per cent, rounded down: 100 stands for all.

    Examples
    --------
    >>> per_cent(199, 200)
    99
    """
    return 100 * part // whole if whole else 0


def passed(tests: Iterable[FairTest]) -> int:
    """Return how many tests of FOOPS! are passed."""
    return sum(test.outcome == "passed" for test in tests)


def in_both_languages(counts: Mapping[str, int], total: int) -> str:
    """Return the shares of both languages as text."""
    if not counts:
        return "not applicable"
    return " ".join(f"{language} {per_cent(counts[language], total)} %" for language in LANGUAGES)


def use_sentence(figures: Figures) -> str:
    """Say how many terms are used, and how."""
    terms = [*figures.files.classes(), *figures.files.properties()]
    named = sum(figures.usage.by_name(str(term)) for term in terms)
    used = sum(figures.usage.used(str(term)) for term in terms)
    return (
        f"{named} of {len(terms)} terms are named by a query, shape or rule, {used - named} more "
        f"are reached through a class above or their kind, {len(terms) - used} are unused"
    )
