"""Write tables as the sheets of a workbook: text as text, numbers and days as what they are."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from coopgraph.errors import MissingExtra
from coopgraph.messages import message
from coopgraph.outputs.safe_text import guard_formula, visible
from coopgraph.outputs.tables import Cell, Table, plain_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

__all__ = ["render_workbook"]

#: What a cell can hold, by the specification of Excel.
_LONGEST: Final = 32_767
_WIDEST: Final = 60
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render_workbook(sheets: Mapping[str, Table]) -> bytes:
    """Write a workbook with one sheet a table, and one on what they are.

    Text is written as text cells, never as a formula or a link; what could be taken for a formula
    carries the mark that keeps it text when somebody edits it. The same tables give the same bytes.

    Parameters
    ----------
    sheets
        Tables by name of their sheet. Title, lead and notes go to the sheet ``about``.

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
    try:
        import xlsxwriter
    except ImportError as error:  # pragma: no cover - depends on the installation
        raise MissingExtra(
            message("XLSX output needs xlsxwriter: pip install xlsxwriter")
        ) from error

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": datetime.datetime(1980, 1, 1)})
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": False, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "quoted": book.add_format({"quote_prefix": True}),
        }
        for name, table in sheets.items():
            _write_sheet(book, name, table, styles)
        lines = [
            line
            for table in sheets.values()
            for line in [table.title or "", *table.lead, *table.notes]
        ]
        if any(lines):
            about = book.add_worksheet("about")
            for number, line in enumerate(lines):
                about.write_string(number, 0, _text(line))
    return out.getvalue()


def _write_sheet(book: Workbook, name: str, table: Table, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(name)
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, _text(column), styles["head"])
        longest = max(len(plain_text(row[index])) for row in table.rows) if table.rows else 0
        sheet.set_column(index, index, min(_WIDEST, max(longest, len(column)) + 2))
    for number, row in enumerate(table.rows, start=1):
        for index, cell in enumerate(row):
            _write_cell(sheet, number, index, cell, styles)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, styles: Mapping[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime.date):
        day = datetime.datetime(cell.year, cell.month, cell.day)
        sheet.write_datetime(row, column, day, styles["day"])
    else:
        text = _text(cell)
        style = styles["quoted"] if guard_formula(text) != text else None
        sheet.write_string(row, column, text, style)


def _text(text: str) -> str:
    """Keep to what a cell can hold, visibly."""
    text = visible(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
