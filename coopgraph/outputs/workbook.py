"""Write tables as the sheets of a workbook: text as text, numbers, days and addresses as such.

Made for those who filter, sort and print: a header that stays in view and is repeated on paper,
filters, columns no wider than is read, and a last sheet on where it all comes from.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from coopgraph.extras import needing
from coopgraph.messages import message
from coopgraph.outputs.safe_text import guard_formula, is_web_address, visible
from coopgraph.outputs.tables import Cell, Link, Table, numeric_columns, plain_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

__all__ = ["render_workbook", "sheet_name"]

#: What a cell, the name of a sheet and the address of a link can hold, by the rules of Excel.
_LONGEST: Final = 32_767
_LONGEST_NAME: Final = 31
_LONGEST_ADDRESS: Final = 2_000
#: Links that a sheet can hold; further ones are text.
_MOST_LINKS: Final = 65_000
_NARROWEST: Final = 9
_WIDEST: Final = 48
#: Points that a line of text takes, and that a row can have.
_LINE_HEIGHT: Final = 15
_HIGHEST: Final = 409
#: Width of columns that is still read on one page.
_PAPER: Final = 190
#: Room for the arrow of the filter beside a heading.
_ARROW: Final = 3
_DAYS: Final = {"fr": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ABOUT_WIDTHS: Final = (34, 90, 18, 60)


def render_workbook(
    sheets: Mapping[str, Table | Sequence[Table]],
    *,
    about: Sequence[Sequence[Cell]] = (),
    lang: str = "en",
) -> bytes:
    """Write a workbook with one sheet a table, and one on what they are.

    Text is written as text cells, never as a formula; what could be taken for one carries the mark
    that keeps it text when somebody edits it. Only addresses of the web become links. The same
    tables give the same bytes.

    Parameters
    ----------
    sheets
        Tables by name of their sheet; see :func:`sheet_name`. Several tables of one sheet stand
        below each other under their titles, to be read, without filters.
    about
        Rows of the last sheet; title, lead and notes of the tables if there are none.
    lang
        ``fr`` or ``en``: name of the last sheet, look of days.

    Returns
    -------
    bytes

    Raises
    ------
    MissingExtra
        If xlsxwriter is not installed.

    Examples
    --------
    >>> render_workbook({"partners": Table(("partner",), [("CNRS",)])})[:2]
    b'PK'
    """
    with needing():
        import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": datetime.datetime(1980, 1, 1)})
        styles = _styles(book, lang)
        for name, content in sheets.items():
            if isinstance(content, Table):
                _write_table(book, sheet_name(name), content, styles)
            else:
                _write_stack(book, sheet_name(name), content, styles)
        lines = about or [
            (line,)
            for content in sheets.values()
            for table in ((content,) if isinstance(content, Table) else content)
            for line in [table.title, *table.lead, *table.notes]
            if line
        ]
        if lines:
            name = message("About").in_language(lang)
            _write_about(book, name, lines, styles, named=bool(about))
    return out.getvalue()


def sheet_name(title: str) -> str:
    """Return a title as Excel takes it for the name of a sheet.

    Examples
    --------
    >>> sheet_name("Listes annoncées, imprimées, nommées ailleurs")
    'Listes annoncées, imprimées…'
    >>> sheet_name("Partner / form?")
    'Partner form'
    """
    name = " ".join(re.sub(r"[][:*?/\\]", " ", visible(title)).split()).strip("'")
    if _units(name) > _LONGEST_NAME:
        while _units(name) > _LONGEST_NAME - 1:
            name = name[:-1]
        name = (name.rpartition(" ")[0] or name).rstrip(" ,;:–-'") + "…"
    return name or "coopgraph"


def _units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def _styles(book: Workbook, lang: str) -> dict[str, Any]:
    common = {"text_wrap": True, "valign": "top"}
    day = {"num_format": _DAYS.get(lang, _DAYS["en"]), "align": "left", "valign": "top"}
    head = {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", **common}
    return {
        "head": book.add_format(head),
        "number_head": book.add_format({**head, "align": "right"}),
        "text": book.add_format(common),
        "number": book.add_format({"valign": "top"}),
        "left": book.add_format({"align": "left", "valign": "top"}),
        "day": book.add_format(day),
        "quoted": book.add_format({"quote_prefix": True, **common}),
        "link": book.add_format({"font_color": "#0B5394", "underline": 1, **common}),
        "name": book.add_format({"bold": True, **common}),
        "title": book.add_format({"bold": True, "font_size": 13, "valign": "top"}),
    }


def _write_table(book: Workbook, name: str, table: Table, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(name)
    links = 0
    widths = [_width(table, index) for index in range(len(table.columns))]
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, _text(column), styles["head"])
        sheet.set_column(index, index, widths[index])
    for number, row in enumerate(table.rows, start=1):
        # LibreOffice leaves rows as low as they come, and so would print lines over each other.
        if (lines := _lines(row, widths)) > 1:
            sheet.set_row(number, min(lines * _LINE_HEIGHT, _HIGHEST))
        for index, cell in enumerate(row):
            links += _write_cell(sheet, number, index, cell, styles, link=links < _MOST_LINKS)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    _for_paper(sheet, abreast=max(1, round(sum(widths) / _PAPER)))
    sheet.repeat_rows(0)


def _write_stack(
    book: Workbook, name: str, tables: Sequence[Table], styles: Mapping[str, Any]
) -> None:
    sheet = book.add_worksheet(name)
    widths: dict[int, int] = {}
    line = 0
    for table in tables:
        if table.title:
            sheet.set_row(line, 1.5 * _LINE_HEIGHT)
            sheet.write_string(line, 0, _text(table.title), styles["title"])
            line += 1
        for index, right in enumerate(numeric_columns(table)):
            head = styles["number_head" if right else "head"]
            sheet.write_string(line, index, _text(table.columns[index]), head)
            widths[index] = max(widths.get(index, 0), _width(table, index))
        for row in table.rows:
            line += 1
            for index, cell in enumerate(row):
                _write_cell(sheet, line, index, cell, styles)
        line += 2
    for index, width in widths.items():
        sheet.set_column(index, index, width)
    _for_paper(sheet)


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how many lines a row takes when its texts are wrapped between words."""
    return max(
        (
            sum(1 + int(len(part) / (0.9 * width)) for part in cell.split("\n"))
            for cell, width in zip(row, widths, strict=True)
            if isinstance(cell, str) and len(cell) > 0.9 * width
        ),
        default=1,
    )


def _for_paper(sheet: Any, *, abreast: int = 1) -> None:
    """Print on so many pages side by side; further ones repeat the first column."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_footer("&L&A&R&P / &N")  # name of the sheet, page and pages
    sheet.fit_to_pages(abreast, 0)
    if abreast > 1:
        sheet.repeat_columns(0)


def _width(table: Table, index: int) -> int:
    """Return a width that shows most cells on one line and no heading cut within a word."""
    longest = max((len(plain_text(row[index])) for row in table.rows), default=0)
    head = table.columns[index]
    words = max(map(len, head.split()), default=0)
    wished = max(longest + 2, min(len(head), 16) + _ARROW, words + _ARROW)
    return max(_NARROWEST, min(_WIDEST, wished))


def _write_about(
    book: Workbook,
    name: str,
    rows: Sequence[Sequence[Cell]],
    styles: Mapping[str, Any],
    *,
    named: bool,
) -> None:
    sheet = book.add_worksheet(name)
    widths = _ABOUT_WIDTHS if named else (110,)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            if index == 0 and named and isinstance(cell, str):
                sheet.write_string(number, index, _text(cell), styles["name"])
            else:
                _write_cell(sheet, number, index, cell, styles, left=True)
    _for_paper(sheet)


def _write_cell(
    sheet: Any,
    row: int,
    column: int,
    cell: Cell,
    styles: Mapping[str, Any],
    *,
    link: bool = True,
    left: bool = False,
) -> int:
    """Write a cell as what it is; return how many links that made."""
    if cell is None:
        return 0
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, styles["number"])
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, cell, styles["left" if left else "number"])
    elif isinstance(cell, datetime.date):
        day = datetime.datetime(cell.year, cell.month, cell.day)
        sheet.write_datetime(row, column, day, styles["day"])
    else:
        text = _text(cell)
        address = cell.url if isinstance(cell, Link) else cell
        if link and len(address) <= _LONGEST_ADDRESS and is_web_address(address):
            sheet.write_url(row, column, address, styles["link"], string=text)
            return 1
        quoted = guard_formula(text) != text
        sheet.write_string(row, column, text, styles["quoted" if quoted else "text"])
    return 0


def _text(text: str) -> str:
    """Keep to what a cell can hold, visibly."""
    text = visible(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
