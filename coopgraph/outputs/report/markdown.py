"""The report as Markdown of GitHub's kind: what a wiki, a mail or a repository shows.

Anchors are ``<a id="…"></a>``, and only where something leads: the anchors that GitHub makes of
headings follow their wording, hence the language, and tables and rows have none. All else is
Markdown; figures are told in words, with a link to the table that says the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import Message, message
from coopgraph.outputs.report.blocks import (
    Block,
    Cell,
    Code,
    Column,
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
    Span,
    record_anchor,
    walk,
)
from coopgraph.outputs.report.links import anchors, linked_anchors
from coopgraph.outputs.report.style import HouseStyle
from coopgraph.outputs.report.values import shown
from coopgraph.outputs.safe_text import is_web_address, visible
from coopgraph.outputs.tables import markdown_text

__all__ = ["render"]

#: What means something at the beginning of a line only: headings, lists, rules, underlines.
_LEADING: Final = re.compile(r"([#+=-])|(\d+)([.)])")


def render(report: Report, _style: HouseStyle) -> str:
    """Return the report as Markdown.

    Parameters
    ----------
    report
        The report.

    Returns
    -------
    str
        Every label as text, whatever signs it is made of.
    """
    return _Writer(report).written()


class _Writer:
    """Writes one report; a part is what stands between two blank lines."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._known = anchors(report)
        self._linked = linked_anchors(report)
        self._captions = {
            block.anchor: block.caption
            for _, section in walk((*report.sections, *report.annex))
            for block in section.blocks
            if isinstance(block, Grid)
        }

    def written(self) -> str:
        report = self._report
        day = self._say(message("As of {day}", day=day_text(report.as_of)[report.lang]))
        parts = [
            f"# {markdown_text(report.title)}",
            _line(" · ".join(filter(None, (report.subtitle, day)))),
        ]
        for level, section in walk((*report.sections, *report.annex)):
            heading = "#" * min(level + 1, 6)
            parts.append(f"{heading} {self._mark(section.anchor)}{markdown_text(section.title)}")
            for block in section.blocks:
                parts += self._block(block)
        parts.append(f"_{markdown_text(' '.join((f'{report.generator}.', *report.vintage)))}_")
        return "\n\n".join(filter(None, parts)) + "\n"

    def _say(self, text: Message) -> str:
        return text.in_language(self._report.lang)

    def _block(self, block: Block) -> list[str]:
        if isinstance(block, Paragraph):
            return [_led(self._spans(block.line, block.records))]
        if isinstance(block, Note):
            return [f"> {_led(self._spans(block.line, block.records))}"]
        if isinstance(block, Items):
            marks = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
            return [
                "\n".join(
                    f"{mark} {_led(self._spans(item.line, item.records))}"
                    for mark, item in zip(marks, block.items, strict=True)
                )
            ]
        if isinstance(block, Counts):
            return [
                "\n".join(
                    f"- {self._link(f'**{shown(count.value, self._report.lang)}**', count.target)} "
                    f"{markdown_text(count.label)}"
                    for count in block.items
                )
            ]
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return self._code(block)

    def _spans(self, line: Line, records: Iterable[str] = ()) -> str:
        return "".join(self._span(span) for span in line) + self._codes(records, around=True)

    def _span(self, span: Span) -> str:
        # Blanks at the ends are kept, and stay outside of links and bold.
        inner = span.text.strip()
        if not inner:
            return " " if span.text else ""
        text = markdown_text(inner)
        text = self._href(f"**{text}**" if span.strong else text, span.href)
        before = " " if span.text[0].isspace() else ""
        return before + text + (" " if span.text[-1].isspace() else "")

    def _href(self, text: str, href: str) -> str:
        if href.startswith("#"):
            return self._link(text, href[1:])
        if is_web_address(href):
            return f"[{text}](<{href.replace('&', '&amp;')}>)"
        return text

    def _link(self, text: str, anchor: str) -> str:
        return f"[{text}](#{quote(anchor)})" if anchor in self._known else text

    def _mark(self, anchor: str) -> str:
        """Return the anchor of a thing to which something leads."""
        return f'<a id="{html.escape(anchor)}"></a>' if anchor in self._linked else ""

    def _codes(self, records: Iterable[str], *, around: bool = False, own: str = "") -> str:
        codes = [
            markdown_text(code)
            if record_anchor(code) == own
            else self._link(markdown_text(code), record_anchor(code))
            for code in records
        ]
        listed = ", ".join(codes)
        return rf" \[{listed}\]" if around and listed else listed

    def _grid(self, grid: Grid) -> list[str]:
        parts = [f"{self._mark(grid.anchor)}**{markdown_text(grid.caption)}**"]
        if grid.rows:
            parts.append(self._table(grid))
        elif grid.empty:
            parts.append(_line(grid.empty))
        return parts + [f"_{markdown_text(note)}_" for note in grid.notes]

    def _table(self, grid: Grid) -> str:
        rules = ("---:" if column.kind == "number" else "---" for column in grid.columns)
        lines = [
            _row(markdown_text(column.name) for column in grid.columns),
            _row(rules),
            *(_row(self._cells(grid.columns, row)) for row in grid.rows),
        ]
        return "\n".join(lines)

    def _cells(self, columns: tuple[Column, ...], row: Row) -> list[str]:
        cells = [
            self._codes(row.records, own=row.anchor)
            if column.kind == "records"
            else self._cell(cell)
            for column, cell in zip(columns, row.cells, strict=True)
        ]
        if all(column.kind != "records" for column in columns):
            cells[0] += self._codes(row.records, around=True, own=row.anchor)
        cells[0] = self._mark(row.anchor) + cells[0]
        return cells

    def _cell(self, cell: Cell) -> str:
        text = markdown_text(shown(cell, self._report.lang))
        return self._href(text, cell.href) if isinstance(cell, Marked) and text else text

    def _picture(self, picture: Picture) -> list[str]:
        told = f"{markdown_text(self._say(message('Figure')))} – {markdown_text(picture.caption)}"
        parts = [f"{self._mark(picture.anchor)}**{told}**", _line(picture.alt)]
        if caption := self._captions.get(picture.table):
            says = self._say(message("In cells:"))
            parts[-1] += f" {says} {self._link(markdown_text(caption), picture.table)}"
        return parts

    def _code(self, code: Code) -> list[str]:
        text = visible(code.text)
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", text) or [""]))
        return [
            f"{self._mark(code.anchor)}**{markdown_text(code.title)}**",
            f"{fence}{code.language}\n{text}\n{fence}",
        ]


def _line(text: str) -> str:
    return _led(markdown_text(text))


def _led(line: str) -> str:
    """Escape what would make a line of escaped text the beginning of a list or a heading."""
    if found := _LEADING.match(line):
        at = found.start(1) if found[1] else found.start(3)
        return f"{line[:at]}\\{line[at:]}"
    return line


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
