"""A report as the plain data that the template of the PDF lays out.

Every text is made displayable here, every link is held against the anchors that exist, and every
mention of a record outside its row gets a name, so that the row can lead back to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from coopgraph.messages import Message, message
from coopgraph.outputs.report.blocks import (
    Block,
    Cell,
    Code,
    Column,
    ColumnKind,
    Count,
    Counts,
    Grid,
    Items,
    Line,
    Marked,
    Note,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    record_anchor,
    walk,
)
from coopgraph.outputs.report.leading import with_leads
from coopgraph.outputs.report.query_lines import folded
from coopgraph.outputs.report.style import HouseStyle
from coopgraph.outputs.report.values import shown
from coopgraph.outputs.safe_text import visible, xml_text

__all__ = ["as_pages"]

Data = dict[str, Any]

#: Width between the margins, and the least width of a column by what it holds, in millimetres.
_WIDTH: Final = 174.0
_LEAST: Final[dict[ColumnKind, float]] = {"text": 15, "number": 13, "date": 17, "records": 14}
#: A row with a longer cell may be broken over pages: it could be taller than one.
_UNBROKEN: Final = 1200
#: Letters on a line of a query; the template sets them.
_LETTERS: Final = 106
#: What Typst calls the types of an image.
_IMAGES: Final = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


def as_pages(report: Report, style: HouseStyle) -> tuple[Data, dict[str, bytes]]:
    """Return what the template lays out.

    Parameters
    ----------
    report
        The report.
    style
        The look of the house.

    Returns
    -------
    tuple of dict and dict
        Data for JSON, and the figures by the names that the data call them.
    """
    return _Pages(report).laid_out(style)


def _text(text: str) -> str:
    """Return a text without what no font shows: hidden characters and halves of characters."""
    return xml_text(visible(text))


class _Pages:
    """Turns the blocks of one report into data."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._figures: dict[str, bytes] = {}
        #: Anchors that something has, and those that are given out already.
        self._anchors = frozenset(_anchors((*report.sections, *report.annex)))
        self._used: set[str] = set()
        #: Names of the mentions of each record, in the order in which they are read.
        self._mentions: defaultdict[str, list[str]] = defaultdict(list)

    def laid_out(self, style: HouseStyle) -> tuple[Data, dict[str, bytes]]:
        report, say = self._report, self._say
        subtitle = _text(report.subtitle)
        day = say(message("as of {day}", day=shown(report.as_of, report.lang)))
        data: Data = {
            "title": _text(report.title),
            "subtitle": subtitle,
            "lang": report.lang,
            "date": [report.as_of.year, report.as_of.month, report.as_of.day],
            "day": day,
            "generator": _text(report.generator),
            "keywords": [
                say(message("partnerships")),
                say(message("gaps")),
                _text(report.subtitle),
            ],
            "vintage": [_text(text) for text in report.vintage],
            "words": {
                "page": say(message("page {n} of {total}", n="{n}", total="{total}")),
                "pages": say(message("p.")),
                "same": say(message("same content: {table}", table="{table}")),
            },
            "style": self._style(style),
            # The annex comes after the chapters: by then all mentions are known.
            "sections": [self._section(section, annex=False) for section in report.sections],
            "annex": [self._section(section, annex=True) for section in report.annex],
        }
        return data, self._figures

    def _say(self, text: Message) -> str:
        return text.in_language(self._report.lang)

    def _style(self, style: HouseStyle) -> Data:
        logo: Data | None = None
        if style.logo is not None:
            logo = {
                # The files of Typst's memory are texts; an image of pixels goes as numbers.
                "content": list(style.logo.content),
                "format": _IMAGES[style.logo.media_type],
                "alt": _text(style.logo.alt) or _text(style.header) or "Logo",
            }
        return {
            "accent": style.accent,
            "header": _text(style.header),
            "footer": _text(style.footer),
            "logo": logo,
        }

    def _section(self, section: Section, *, annex: bool) -> Data:
        return {
            "anchor": self._anchor(section.anchor),
            "title": _text(section.title),
            "blocks": [
                self._block(block, annex=annex) | {"leads": leads}
                for block, leads in with_leads(section.blocks)
            ],
            "sections": [self._section(inner, annex=annex) for inner in section.sections],
        }

    def _block(self, block: Block, *, annex: bool) -> Data:
        match block:
            case Paragraph():
                return {"kind": "paragraph", **self._said(block.line, block.records)}
            case Note():
                return {"kind": "note", **self._said(block.line, block.records)}
            case Items():
                items = [self._said(item.line, item.records) for item in block.items]
                return {"kind": "items", "ordered": block.ordered, "items": items}
            case Counts():
                return {"kind": "counts", "items": [self._count(one) for one in block.items]}
            case Grid():
                return self._grid(block, annex=annex)
            case Picture():
                return self._picture(block)
            case Code():
                return {
                    "kind": "code",
                    "anchor": self._anchor(block.anchor),
                    "title": _text(block.title),
                    "text": folded(_text(block.text), _LETTERS),
                }

    def _said(self, line: Line, records: Sequence[str]) -> Data:
        runs = [
            {
                "text": _text(span.text),
                "href": self._href(span.href),
                "strong": span.strong,
                "lang": span.lang,
            }
            for span in line
        ]
        return {"runs": runs, "records": self._codes(records)}

    def _count(self, count: Count) -> Data:
        return {
            "value": shown(count.value, self._report.lang),
            "label": _text(count.label),
            "href": self._href(f"#{count.target}"),
        }

    def _picture(self, picture: Picture) -> Data:
        name = f"figure-{len(self._figures)}.svg"
        self._figures[name] = xml_text(picture.plot.svg).encode("utf-8")
        return {
            "kind": "picture",
            "anchor": self._anchor(picture.anchor),
            "caption": _text(picture.caption),
            "alt": _text(picture.alt),
            "file": name,
            "inches": picture.plot.width,
            "table": picture.table if picture.table in self._anchors else "",
        }

    def _grid(self, grid: Grid, *, annex: bool) -> Data:
        return {
            "kind": "grid",
            "anchor": self._anchor(grid.anchor),
            "caption": _text(grid.caption),
            "columns": [
                {"name": _text(column.name), "kind": column.kind, "width": width}
                for column, width in zip(grid.columns, _widths(grid.columns), strict=True)
            ],
            "rows": [self._row(grid, row) for row in grid.rows],
            "notes": [_text(note) for note in grid.notes],
            "empty": _text(grid.empty),
            "heads": grid.heads and not annex,
            "small": annex,
        }

    def _row(self, grid: Grid, row: Row) -> Data:
        own = next((code for code in row.records if record_anchor(code) == row.anchor), "")
        cells = [
            None if column.kind == "records" else self._cell(cell)
            for column, cell in zip(grid.columns, row.cells, strict=True)
        ]
        longest = max((len(cell["text"]) for cell in cells if cell), default=0)
        return {
            "anchor": self._anchor(row.anchor),
            "cells": cells,
            "own": own,
            "mentions": list(self._mentions[own]) if own else [],
            "records": self._codes([code for code in row.records if code != own]),
            "whole": longest <= _UNBROKEN,
        }

    def _cell(self, cell: Cell) -> Data:
        marked = cell if isinstance(cell, Marked) else Marked(cell)
        return {
            "text": _text(shown(cell, self._report.lang)),
            "href": self._href(marked.href),
            "strong": False,
            "lang": marked.lang,
        }

    def _codes(self, codes: Iterable[str]) -> list[Data]:
        found: list[Data] = []
        for code in codes:
            target = record_anchor(code)
            if target not in self._anchors:
                found.append({"code": code, "href": "", "name": ""})
                continue
            name = f"mention-{code}-{len(self._mentions[code])}"
            self._mentions[code].append(name)
            found.append({"code": code, "href": f"#{target}", "name": name})
        return found

    def _href(self, href: str) -> str:
        """Return where a text leads; nowhere if this report has no such place."""
        if href.startswith("#") and href[1:] not in self._anchors:
            return ""
        return href

    def _anchor(self, anchor: str) -> str:
        """Return an anchor for the first that has it: a name leads to one place."""
        if anchor in self._used:
            return ""
        self._used.add(anchor)
        return anchor


def _anchors(sections: Sequence[Section]) -> Iterable[str]:
    for _, section in walk(sections):
        yield section.anchor
        for block in section.blocks:
            if isinstance(block, Grid | Picture | Code):
                yield block.anchor
            if isinstance(block, Grid):
                yield from (row.anchor for row in block.rows if row.anchor)


def _widths(columns: Sequence[Column]) -> list[float]:
    """Return widths of columns in millimetres: by weight, none narrower than what it holds needs.

    Examples
    --------
    >>> widths = _widths((Column("finding", weight=14), Column("code", "records")))
    >>> [round(width) for width in widths]
    [160, 14]
    """
    least = [_LEAST[column.kind] for column in columns]
    if sum(least) >= _WIDTH:
        return [_WIDTH / len(columns)] * len(columns)
    widths = [0.0] * len(columns)
    free = set(range(len(columns)))
    room = _WIDTH
    while True:
        total = sum(columns[index].weight for index in free)
        widths = [
            room * columns[index].weight / total if index in free else width
            for index, width in enumerate(widths)
        ]
        narrow = {index for index in free if widths[index] < least[index]}
        if not narrow:
            return widths
        for index in narrow:
            widths[index] = least[index]
            room -= least[index]
        free -= narrow
