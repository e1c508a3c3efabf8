"""Lists and reviews as people keep them: CSV of any spreadsheet, TSV, workbooks, plain text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coopgraph.curation.separators import NOTHING, UNUSUAL, separator_of, uneven_line
from coopgraph.curation.workbooks import WORKBOOKS, workbook_lines
from coopgraph.errors import SourceError, reason
from coopgraph.messages import message

__all__ = ["WORKBOOKS", "Row", "read_list", "read_text"]

#: How the first line of a text says which sign separates its cells, for Excel.
_SAID: Final = "sep="
_END: Final = re.compile(r"\r\n|\r|\n")
#: How texts begin that Excel calls "Unicode".
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: Line of the file, or row of the sheet, and its cells.
Row = tuple[int, list[str]]


def read_text(path: Path) -> str:
    """Return the text of a file: UTF-8, marked UTF-16, or the code page of older spreadsheets.

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
    # Excel's older CSV is in the code page of Windows, its "Unicode text" in UTF-16.
    for encoding in ("utf-16",) if raw.startswith(_WIDE) else ("utf-8-sig", "cp1252"):
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
        tabs, or bars if all lines have as many; the first line tells which.

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
    first, skipped = _line(text), 0
    said = first[len(_SAID) :][:1].strip('"') if first.startswith(_SAID) else ""
    if first.startswith(_SAID):
        text, skipped = text[len(first) :].removeprefix("\r").removeprefix("\n"), 1
        first = _line(text)
    delimiter = said or separator_of(first, "\t,;" if path.suffix.lower() == ".tsv" else ";,\t")
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    width = 0
    try:
        if not said and delimiter in UNUSUAL:
            delimiter = _agreed(path, text, delimiter, skipped)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        begun, ended = 1, 0
        for row in reader:
            begun, ended = ended + 1, reader.line_num
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
        _refuse_open_quote(path, text, (begun, ended), skipped)
    except csv.Error as error:
        raise SourceError(
            message("{file}: no sound table: {reason}", file=path, reason=str(error))
        ) from error


def _refuse_open_quote(path: Path, text: str, last: tuple[int, int], skipped: int) -> None:
    """Refuse a last row that goes over lines because its quote is never closed."""
    begun, ended = last
    if begun < ended and "".join(_END.split(text)[begun - 1 : ended]).count('"') % 2:
        raise SourceError(
            message(
                "{file}: line {line}: {reason}",
                file=path,
                line=begun + skipped,
                reason=message("a quote that opens in this row is never closed"),
            )
        )


def _line(text: str) -> str:
    """Return the first line of a text."""
    return _END.split(text, maxsplit=1)[0]


def _agreed(path: Path, text: str, sign: str, skipped: int) -> str:
    """Return an unusual sign if it separates the cells of all lines, or of none but the first."""
    line = uneven_line(io.StringIO(text, newline=""), sign)
    if line:
        raise SourceError(
            message(
                "{file}: line {line}: the first line separates its cells by “{sign}”, this one has "
                "not as many; put texts that hold the sign in quotes, or separate cells by commas, "
                "semicolons or tabs",
                file=path,
                line=line + skipped,
                sign=sign,
            )
        )
    return sign if line is None else NOTHING


def _workbook(path: Path) -> Iterator[Row]:
    return ((number, cells) for number, cells in workbook_lines(path) if any(cells))
