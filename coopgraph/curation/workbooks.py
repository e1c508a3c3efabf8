"""Read the first sheet of a workbook as lines of text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError, reason
from coopgraph.extras import needing
from coopgraph.messages import message

__all__ = ["WORKBOOKS", "workbook_lines"]

#: Extensions of the workbooks that can be read.
WORKBOOKS: Final = (".xlsx", ".xlsm")


def workbook_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet with their numbers, cells as they would stand in a CSV.

    Parameters
    ----------
    path
        The workbook.

    Yields
    ------
    int
        Number of the row, from 1.
    list of str
        Its cells: days as ``YYYY-MM-DD``, whole numbers without a point, blank for no value.

    Raises
    ------
    MissingExtra
        If openpyxl is not installed.
    SourceError
        If the file is missing or no workbook.
    """
    with needing("reconcile"):
        from openpyxl import load_workbook
    import zipfile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SourceError(message("{file}: no sound workbook", file=path)) from error
    try:
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_cell(value) for value in row]
    finally:
        book.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        at_midnight = value.time() == datetime.time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ")
    return str(value).strip()
