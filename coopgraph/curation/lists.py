"""Lists and reviews as people keep them: CSV of any spreadsheet, TSV, workbooks, plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coopgraph.curation.workbooks import WORKBOOKS, workbook_lines
from coopgraph.errors import SourceError, reason
from coopgraph.messages import message

__all__ = ["WORKBOOKS", "Row", "read_list", "read_text"]

#: What separates the cells where the first line has no separator: every line is one cell.
_NOTHING: Final = "\x1f"

#: Line of the file, or row of the sheet, and its cells.
Row = tuple[int, list[str]]


def read_text(path: Path) -> str:
    """Return the text of a file: UTF-8, or the code page of older spreadsheets.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str

    Raises
    ------
    SourceError
        If it cannot be read, or is no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    for encoding in ("utf-8-sig", "cp1252"):  # Excel's older CSV is in the code page of Windows
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise SourceError(
        message("{file}: no text; save it as CSV UTF-8 or as a workbook (.xlsx)", file=path)
    )


def read_list(path: Path) -> Iterator[Row]:
    r"""Yield the rows of a table, the header first, each with its number.

    Parameters
    ----------
    path
        A workbook (``.xlsx``, ``.xlsm``: its first sheet), or text with commas, semicolons or
        tabs; the first line tells which.

    Yields
    ------
    Row
        Cells without blanks around them.

    Raises
    ------
    SourceError
        If the file is no sound table.
    MissingExtra
        If workbooks cannot be read here.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "list.csv"
    ...     _ = path.write_text("nom;ville\n\nInserm;Paris\n", encoding="cp1252")
    ...     list(read_list(path))
    [(1, ['nom', 'ville']), (3, ['Inserm', 'Paris'])]
    """
    return _workbook(path) if path.suffix.lower() in WORKBOOKS else _delimited(path)


def _delimited(path: Path) -> Iterator[Row]:
    text = read_text(path)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.startswith("sep="):  # what Excel writes to say its separator
        text, skipped = rest, 1
        first = text.partition("\n")[0]
    signs = "\t,;" if path.suffix.lower() == ".tsv" else ";,\t"
    delimiter = max(signs, key=first.count)
    if delimiter not in first:
        delimiter = _NOTHING
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    width = 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            line = reader.line_num + skipped
            width = width or len(cells)
            if any(cells[width:]):
                raise SourceError(
                    message(
                        "{file}: line {line}: {n} cells, where the first line has {width}; put "
                        "texts that hold the separator in quotes",
                        file=path,
                        line=line,
                        n=len(cells),
                        width=width,
                    )
                )
            yield line, cells
    except csv.Error as error:
        raise SourceError(
            message("{file}: no sound table: {reason}", file=path, reason=str(error))
        ) from error


def _workbook(path: Path) -> Iterator[Row]:
    return ((number, cells) for number, cells in workbook_lines(path) if any(cells))
