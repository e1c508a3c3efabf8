"""Findings for tests of the chapters: from rows written by hand, or from a landscape."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from coopgraph.analysis.gaps import GAP_TYPES
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap, Language
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import Grid, Picture, Row, Section
from coopgraph.outputs.report.findings import Findings

__all__ = ["findings_of", "grid", "landscape_findings", "picture", "record_ids", "row_codes"]


def findings_of(
    facts: Facts,
    gaps: Sequence[Gap],
    *,
    as_of: datetime.date,
    lang: Language = "en",
    **rest: Any,
) -> Findings:
    """Return findings about rows written by hand."""
    given = {"within_months": 12, "types": tuple(GAP_TYPES), **rest}
    return Findings(
        gaps=tuple(gaps), facts=facts, lang=lang, as_of=as_of, focus="F", title="T", **given
    )


def landscape_findings(landscape: Landscape, lang: Language) -> Findings:
    """Return all findings of a landscape."""
    return findings_of(landscape.gap_facts, landscape.gaps(), as_of=landscape.as_of, lang=lang)


def _blocks(section: Section, kind: type, anchor: str) -> Iterator[Any]:
    return (b for b in section.blocks if isinstance(b, kind) and b.anchor == anchor)


def grid(section: Section, anchor: str) -> Grid:
    """Return the table of a name."""
    (found,) = _blocks(section, Grid, anchor)
    return found


def picture(section: Section, anchor: str) -> Picture | None:
    """Return the figure of a name; None if the section has none."""
    return next(_blocks(section, Picture, anchor), None)


def record_ids(findings: Findings, row: Row) -> list[str]:
    """Return the ids of the records behind a row."""
    ids = {code: name for name, code in findings.codes.items()}
    return [ids[code] for code in row.records]


def row_codes(table: Grid) -> list[str]:
    """Return the codes of all rows."""
    return [code for row in table.rows for code in row.records]
