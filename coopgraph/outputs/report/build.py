"""Chapters in their order, put together into one report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import coopgraph
from coopgraph.analysis.gaps.envelope import as_envelope
from coopgraph.messages import message
from coopgraph.outputs.report.blocks import Report, Section
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.annex import records_annex
from coopgraph.outputs.report.sections.announced import lists_annex
from coopgraph.outputs.report.sections.calendar import calendar
from coopgraph.outputs.report.sections.changes import changes_annex
from coopgraph.outputs.report.sections.conventions import conventions
from coopgraph.outputs.report.sections.decisions import decision_lists, decisions
from coopgraph.outputs.report.sections.dependence import dependence
from coopgraph.outputs.report.sections.ladder import ladder
from coopgraph.outputs.report.sections.methods import (
    methods,
    queries_annex,
    rules_annex,
    sources_annex,
)
from coopgraph.outputs.report.sections.opportunities import opportunities
from coopgraph.outputs.report.sections.priorities import priorities
from coopgraph.outputs.report.sections.unknowns import unknowns

__all__ = ["build_report"]

#: The chapters, in the order in which they are read.
_CHAPTERS: Final[tuple[Callable[[Findings], Section], ...]] = (
    decisions,
    unknowns,
    calendar,
    priorities,
    ladder,
    conventions,
    dependence,
    opportunities,
    methods,
)
#: Of a day before everything there is nothing to tell but why.
_BEFORE_ALL: Final = (decisions, methods)
#: The annex; what has nothing to say returns None.
_ANNEX: Final[tuple[Callable[[Findings], Section | None], ...]] = (
    decision_lists,
    changes_annex,
    records_annex,
    lists_annex,
    rules_annex,
    sources_annex,
    queries_annex,
)
_ANNEX_BEFORE_ALL: Final = (changes_annex, rules_annex, sources_annex, queries_annex)


def build_report(findings: Findings) -> Report:
    """Write the report.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Report
    """
    chapters = _BEFORE_ALL if findings.before_all else _CHAPTERS
    annex = _ANNEX_BEFORE_ALL if findings.before_all else _ANNEX
    generator = f"coopgraph {coopgraph.__version__}"
    envelope = as_envelope(
        findings.gaps,
        shown=findings.gaps,
        as_of=findings.as_of,
        parameters=findings.parameters,
        vintage=findings.vintage,
        generator=generator,
    )
    return Report(
        title=findings.say(message("{title}: what is missing", title=findings.title)),
        subtitle=findings.scope or findings.focus,
        lang=findings.lang,
        as_of=findings.as_of,
        generator=generator,
        sections=tuple(chapter(findings) for chapter in chapters),
        annex=tuple(section for chapter in annex if (section := chapter(findings)) is not None),
        gaps=findings.gaps,
        codes=findings.codes,
        vintage=findings.vintage,
        sources=findings.sources,
        packaged=findings.packaged,
        envelope=envelope,
    )
