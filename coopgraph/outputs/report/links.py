"""Anchors of a report: what has one, and to which of them something leads."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.outputs.report.blocks import (
    Block,
    Cell,
    Code,
    Counts,
    Grid,
    Items,
    Line,
    Marked,
    Note,
    Paragraph,
    Picture,
    Report,
    record_anchor,
    walk,
)

__all__ = ["anchors", "linked_anchors"]


def _blocks(report: Report) -> Iterator[Block]:
    for _, section in walk((*report.sections, *report.annex)):
        yield from section.blocks


def anchors(report: Report) -> dict[str, None]:
    """Return the anchors of a report, each once, in an order that is always the same."""
    found = {section.anchor: None for _, section in walk((*report.sections, *report.annex))}
    for block in _blocks(report):
        if isinstance(block, Grid | Picture | Code):
            found[block.anchor] = None
        if isinstance(block, Grid):
            found |= {row.anchor: None for row in block.rows}
    found.pop("", None)
    return found


def linked_anchors(report: Report) -> set[str]:
    """Return the anchors of a report to which something in it leads."""
    found: set[str] = set()
    for block in _blocks(report):
        if isinstance(block, Counts):
            found |= {count.target for count in block.items}
        elif isinstance(block, Picture):
            found.add(block.table)
        elif isinstance(block, Grid):
            for row in block.rows:
                found |= _of_records(row.records)
                found |= {target for cell in row.cells for target in _of_cell(cell)}
        elif isinstance(block, Paragraph | Note):
            found |= _of_line(block.line, block.records)
        elif isinstance(block, Items):
            for item in block.items:
                found |= _of_line(item.line, item.records)
    return found & set(anchors(report))


def _of_records(records: tuple[str, ...]) -> set[str]:
    return {record_anchor(code) for code in records}


def _of_cell(cell: Cell) -> Iterator[str]:
    if isinstance(cell, Marked) and cell.href.startswith("#"):
        yield cell.href[1:]


def _of_line(line: Line, records: tuple[str, ...]) -> set[str]:
    inner = {span.href[1:] for span in line if span.href.startswith("#")}
    return inner | _of_records(records)
