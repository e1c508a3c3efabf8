"""Tables of any kind as rows: CSV and TSV, workbooks, Parquet. Nothing is read whole."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from coopgraph.errors import SourceError, reason
from coopgraph.extras import needing
from coopgraph.importing.files import encoding_of, read_rows, refuse_tight
from coopgraph.messages import message

__all__ = ["Grid", "open_grid"]

_WORKBOOKS: Final = (".xlsx", ".xlsm")
_OLD: Final = (".xls", ".ods", ".xlsb")
_BATCH: Final = 4096


@dataclass(slots=True)
class Grid:
    """A table that is open.

    Attributes
    ----------
    header
        Headings, as text.
    rows
        Number of the row (line of a CSV file) and its cells, as the file has them.
    serial_1904
        Whether serial numbers of days count from 1904.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[Any]]]
    serial_1904: bool = False
    held: list[AbstractContextManager[Any]] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for held in reversed(self.held):
            held.__exit__(kind, error, trace)


def open_grid(path: Path, layout: Mapping[str, str]) -> Grid:
    """Open a table.

    Parameters
    ----------
    path
        ``.xlsx``, ``.xlsm``, ``.parquet``, or any other name for CSV and TSV, plain, gzip or zip.
    layout
        What the mapping says of the file: sheet, header, encoding, delimiter.

    Returns
    -------
    Grid

    Raises
    ------
    SourceError
        If it cannot be read or is something else.
    MissingExtra
        If the library for workbooks or Parquet is not installed.
    """
    suffix = path.suffix.lower()
    if suffix in _OLD:
        raise SourceError(
            message("{file}: save it as a workbook of today (.xlsx) or as CSV UTF-8", file=path)
        )
    if suffix in _WORKBOOKS:
        return _workbook(path, layout)
    if suffix == ".parquet":
        return _parquet(path)
    return _delimited(path, layout)


def _delimited(path: Path, layout: Mapping[str, str]) -> Grid:
    encoding = layout.get("encoding") or encoding_of(path, "cp1252")
    try:
        table = read_rows(
            path,
            delimiters=layout.get("delimiter", "\t;," if ".tsv" in path.name.lower() else ";,\t"),
            encoding=encoding,
            skip=int(layout.get("header", "1")) - 1,
        )
    except LookupError as error:
        raise SourceError(
            message("{file}: there is no encoding {name!r}", file=path, name=encoding)
        ) from error
    return Grid(table.header, _even(table.rows, len(table.header)), held=[table])


def _even(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield rows without the blank cells that spreadsheets leave behind the last column."""
    for line, cells in rows:
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        yield line, cells


def _workbook(path: Path, layout: Mapping[str, str]) -> Grid:
    with needing("table"):
        from openpyxl import load_workbook
        from openpyxl.utils.datetime import CALENDAR_MAC_1904
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                refuse_tight(path, entry)
        book = load_workbook(path, read_only=True, data_only=True)
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise SourceError(message("{file}: no sound workbook", file=path)) from error
    held = closing(book)
    wanted = layout.get("sheet")
    names = book.sheetnames
    if wanted is not None and wanted not in names:
        book.close()
        raise SourceError(
            message("{file}: no sheet {name!r}; there are {names}", file=path, name=wanted,
                    names=", ".join(names))
        )  # fmt: skip
    sheet = book[wanted] if wanted is not None else book.worksheets[0]
    # Some programs write a wrong extent; without one, all rows are read.
    sheet.reset_dimensions()
    rows = _sheet_rows(path, sheet.iter_rows(values_only=True))
    header = _heading(path, rows, int(layout.get("header", "1")))
    return Grid(header, _wide(rows, len(header)), book.epoch == CALENDAR_MAC_1904, [held])


def _sheet_rows(path: Path, rows: Iterator[Any]) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of a sheet; what is no XML in it is one clear message."""
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except (ValueError, KeyError, SyntaxError, zipfile.BadZipFile, EOFError) as error:
            raise SourceError(
                message("{file}: damaged after row {row}: {reason}", file=path, row=number,
                        reason=str(error)[:120])
            ) from error  # fmt: skip
        number += 1
        yield number, list(cells)


def _heading(path: Path, rows: Iterator[tuple[int, list[Any]]], wanted: int) -> tuple[str, ...]:
    """Take the row of headings from rows and return it without blanks at its end."""
    for number, cells in rows:
        names = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
        if number < wanted or (wanted == 1 and not any(names)):
            continue
        while names and not names[-1]:
            names.pop()
        if names:
            return tuple(names)
        break
    raise SourceError(message("{file}: no headings in row {row}", file=path, row=wanted))


def _wide(rows: Iterator[tuple[int, list[Any]]], width: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield rows of a sheet, which leaves out blank cells at the end, as wide as the headings."""
    for number, cells in rows:
        if any(cell is not None and cell != "" for cell in cells):
            yield number, (cells + [None] * (width - len(cells)))[:width]


def _parquet(path: Path) -> Grid:
    with needing("table"):
        import pyarrow
        from pyarrow import parquet
    try:
        file = parquet.ParquetFile(path)
        header = tuple(str(name) for name in file.schema_arrow.names)
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    except (pyarrow.ArrowException, ValueError) as error:
        raise SourceError(message("{file}: no sound Parquet file", file=path)) from error
    return Grid(header, _batches(path, file, pyarrow.ArrowException), held=[closing(file)])


def _batches(path: Path, file: Any, broken: type[Exception]) -> Iterator[tuple[int, list[Any]]]:
    number = 0
    read: Callable[[], Any] = iter(file.iter_batches(batch_size=_BATCH)).__next__
    while True:
        try:
            batch = read()
            columns = [column.to_pylist() for column in batch.columns]
        except StopIteration:
            return
        except (broken, OSError, ValueError) as error:
            raise SourceError(
                message("{file}: damaged after row {row}: {reason}", file=path, row=number,
                        reason=str(error)[:120])
            ) from error  # fmt: skip
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, list(cells)
