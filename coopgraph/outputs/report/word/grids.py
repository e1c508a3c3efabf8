"""Tables: their header repeated on each page, no row torn apart, columns by their weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopgraph.outputs.report.blocks import Column, ColumnKind, Counts, Grid, Row
from coopgraph.outputs.report.word.lines import Lines
from coopgraph.outputs.report.word.nodes import Node, node, paragraph, run, shown_text
from coopgraph.outputs.report.word.places import Places

__all__ = ["column_widths", "counts_table", "grid_table"]

#: Least widths in twentieths of a point: a day, a code or a number is not broken.
_LEAST: Final[dict[ColumnKind, int]] = {"text": 900, "number": 760, "date": 1150, "records": 860}
_ALIGNED: Final[dict[ColumnKind, str]] = {"number": "TableNumber"}
#: Width of a bold letter of a heading, and of what is left blank beside it.
_LETTER: Final = 98
_MARGINS: Final = 150
_LONG_WORD: Final = 16
#: Numbers side by side on a page.
_ABREAST: Final = 5


def column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share a width among columns: by weight, but no less than what a column holds needs.

    Parameters
    ----------
    columns
        The columns.
    width
        The width in twentieths of a point.

    Returns
    -------
    list of int

    Examples
    --------
    >>> column_widths([Column("a", weight=3), Column("b")], 8000)
    [6000, 2000]
    >>> column_widths([Column("a", weight=30), Column("b", "date")], 8000)
    [6850, 1150]
    """
    widths = [0] * len(columns)
    least = [max(_LEAST[column.kind], _word(column.name)) for column in columns]
    open_ = list(range(len(columns)))
    room = width
    while open_:
        total = sum(columns[index].weight for index in open_) or 1.0
        narrow = [index for index in open_ if room * columns[index].weight / total < least[index]]
        if not narrow or len(narrow) == len(open_):
            for index in open_:
                share = columns[index].weight / total if not narrow else 1 / len(open_)
                widths[index] = int(room * share)
            break
        for index in narrow:
            widths[index] = least[index]
            room -= widths[index]
        open_ = [index for index in open_ if index not in narrow]
    return widths


def _word(name: str) -> int:
    """Return the width that keeps the words of a heading whole, up to that of a long word."""
    longest = max(map(len, name.split()), default=0)
    return min(longest, _LONG_WORD) * _LETTER + _MARGINS


def grid_table(grid: Grid, lines: Lines, places: Places, width: int) -> Node:
    """Return the table of a grid that has rows.

    Parameters
    ----------
    grid
        The table.
    lines, places
        What writes its lines and marks its rows.
    width
        Its width in twentieths of a point.
    """
    widths = column_widths(grid.columns, width)
    table = _table(widths, style="ReportTable", caption=grid.caption, heads=grid.heads)
    table.append(
        _row(
            [_cell(size, _head(column)) for column, size in zip(grid.columns, widths, strict=True)],
            header=True,
        )
    )
    for row in grid.rows:
        table.append(_row(_cells(grid.columns, row, widths, lines, places)))
    return table


def _head(column: Column) -> Node:
    aligned = {"w:jc": "right"} if column.kind in _ALIGNED else None
    return paragraph("TableHead", [run(column.name)], properties=aligned)


def _cells(
    columns: Sequence[Column], row: Row, widths: Sequence[int], lines: Lines, places: Places
) -> list[Node]:
    made = []
    listed = any(column.kind == "records" for column in columns)
    for index, (column, cell, width) in enumerate(zip(columns, row.cells, widths, strict=True)):
        if column.kind == "records":
            inner = lines.codes(row.records, own=row.anchor)
        else:
            inner = lines.cell(cell)
        if index == 0:
            if not listed:
                inner += lines.codes(row.records, before=" [", after="]", own=row.anchor)
            inner = places.marked(row.anchor, inner)
        made.append(_cell(width, paragraph(_ALIGNED.get(column.kind, "TableText"), inner)))
    return made


def counts_table(counts: Counts, lines: Lines, width: int) -> list[Node]:
    """Return large numbers side by side, each leading to its table."""
    items = counts.items
    if not items:
        return []
    rows = -(-len(items) // _ABREAST)
    abreast = -(-len(items) // rows)
    widths = [width // abreast] * abreast
    table = _table(widths, style="ReportCounts", caption="", heads=False)
    for first in range(0, len(items), abreast):
        cells = []
        for count in items[first : first + abreast]:
            number = lines.cell(count.value)
            cells.append(
                _cell(
                    widths[0],
                    paragraph("Count", lines.link(f"#{count.target}", number)),
                    paragraph("CountLabel", [run(count.label)]),
                )
            )
        cells += [_cell(widths[0], paragraph("CountLabel")) for _ in range(abreast - len(cells))]
        table.append(_row(cells))
    return [table]


def _table(widths: Sequence[int], *, style: str, caption: str, heads: bool) -> Node:
    looks = {"firstRow": int(bool(caption)), "firstColumn": int(heads)}
    properties = [
        node("w:tblStyle", val=style),
        node("w:tblW", w=sum(widths), type="dxa"),
        node("w:tblLayout", type="fixed"),
        node("w:tblLook", **looks, lastRow=0, lastColumn=0, noHBand=1, noVBand=1),
    ]
    if caption:
        properties.append(node("w:tblCaption", val=shown_text(caption)))
    columns = [node("w:gridCol", w=width) for width in widths]
    return node("w:tbl", node("w:tblPr", *properties), node("w:tblGrid", *columns))


def _row(cells: Sequence[Node], *, header: bool = False) -> Node:
    properties = [node("w:cantSplit")]
    if header:
        properties.append(node("w:tblHeader"))
    return node("w:tr", node("w:trPr", *properties), *cells)


def _cell(width: int, *paragraphs: Node) -> Node:
    return node("w:tc", node("w:tcPr", node("w:tcW", w=width, type="dxa")), *paragraphs)
