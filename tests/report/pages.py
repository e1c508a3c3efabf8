"""What tests of chapters share: findings around some records, and what a section says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from coopgraph.analysis.gaps import GAP_TYPES
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap, Language
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import (
    Block,
    Grid,
    Item,
    Items,
    Note,
    Paragraph,
    Picture,
    Row,
    Section,
    plain,
)
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.values import shown


def findings_of(
    gaps: Iterable[Gap], facts: Facts, *, lang: Language = "en", as_of: datetime.date, **rest: Any
) -> Findings:
    """Return findings around some records."""
    return Findings(
        gaps=tuple(gaps),
        facts=facts,
        lang=lang,
        as_of=as_of,
        within_months=12,
        focus="Focus",
        title="Landscape",
        types=rest.pop("types", tuple(GAP_TYPES)),
        **rest,
    )


def packaged(landscape: Landscape, *types: str, lang: Language = "en") -> Findings:
    """Return the findings of some types in a landscape."""
    return findings_of(landscape.gaps(types), landscape.gap_facts, lang=lang, as_of=landscape.as_of)


def grid(section: Section, anchor: str) -> Grid:
    """Return a table of a section."""
    (found,) = (b for b in section.blocks if isinstance(b, Grid) and b.anchor == anchor)
    assert {len(row.cells) for row in found.rows} <= {len(found.columns)}
    return found


def pictures(section: Section) -> list[Picture]:
    """Return the figures of a section."""
    return [block for block in section.blocks if isinstance(block, Picture)]


def told(section: Section, lang: Language = "en") -> str:
    """Return all words of a section."""
    return "\n".join(text for block in section.blocks for text in _texts(block, lang))


def _texts(block: Block, lang: Language) -> Iterator[str]:
    if isinstance(block, Paragraph | Note):
        yield plain(block.line)
    elif isinstance(block, Items):
        yield from (plain(item.line) for item in block.items)
    elif isinstance(block, Picture):
        yield from (block.caption, block.alt)
    elif isinstance(block, Grid):
        yield from (block.caption, *(column.name for column in block.columns), *block.notes)
        yield from (shown(cell, lang) for row in block.rows for cell in row.cells)


def cited(section: Section) -> list[str]:
    """Return the codes of all records that a section cites."""
    parts: list[Paragraph | Note | Item | Row] = []
    for block in section.blocks:
        if isinstance(block, Paragraph | Note):
            parts.append(block)
        elif isinstance(block, Items):
            parts += block.items
        elif isinstance(block, Grid):
            parts += block.rows
    return [code for part in parts for code in part.records]
