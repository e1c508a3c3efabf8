"""Tables of a registry: the header at once, the rows as a stream."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import IO, Any, Final, Self

from coopgraph.errors import SourceError
from coopgraph.importing.files.opening import CHUNK, LONGEST, open_text, read_text
from coopgraph.importing.files.recovery import Skipping, sound_rows
from coopgraph.messages import message

__all__ = ["Rows", "read_rows"]

#: Beginnings of the lines that mark a conflict of versions; the second one is all of its line.
_MARKS: Final = ("<<<<<<< ", "=======", ">>>>>>> ")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of a registry as it is read.

    Attributes
    ----------
    header
        Names of the columns as printed, without blanks around them.
    rows
        Number of the line on which a row begins, and its cells; blank rows are left out.
    delimiter
        What separates the cells.

    Notes
    -----
    Closed when the last row was read; ``with`` closes it whatever happens.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    delimiter: str
    stream: IO[str]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


def read_rows(
    path: Path,
    *,
    delimiters: str = ";,\t",
    suffixes: Sequence[str] = (".csv", ".tsv", ".txt"),
    encoding: str = "utf-8-sig",
    skip: int = 0,
    skipping: Skipping | None = None,
) -> Rows:
    """Open a table of a registry: the header at once, the rows as a stream.

    Parameters
    ----------
    path
        CSV or TSV, packed or not, UTF-8.
    delimiters
        Which signs may separate the cells; the one that the header has most decides.
    suffixes
        Member of a zip archive.
    encoding
        Another encoding, for a register that keeps to an older one.
    skip
        Number of lines above the header that are no part of the table.
    skipping
        Called with the number of each line that is in no row with a cell for each column; such
        rows are then left out, as long as they are few.

    Returns
    -------
    Rows

    Raises
    ------
    SourceError
        If the file is empty, has no sign of a table, NUL bytes, or the marks of a conflict of
        versions; while rows are read: if it stops or a quote is not closed, with the line.
    """
    stream = open_text(path, suffixes=suffixes, encoding=encoding)
    try:
        return _opened(path, stream, delimiters, skip, skipping)
    except BaseException:
        stream.close()
        raise


def _opened(
    path: Path, stream: IO[str], delimiters: str, skip: int, skipping: Skipping | None
) -> Rows:
    lines = _lines(stream, path)
    above = skip
    first = next(itertools.islice(lines, skip, None), "")
    if first[:4].casefold() == "sep=" and len(first.strip()) == 5:
        # Excel's own note of its separator.
        delimiters, above, first = first[4], above + 1, next(lines, "")
    skipped = 0
    while first and not first.strip():
        skipped += len(first)
        if skipped > LONGEST:
            raise SourceError(message("{file}: blanks without end", file=path))
        above, first = above + 1, next(lines, "")
    if not first:
        raise SourceError(message("{file}: empty", file=path))
    delimiter = max(delimiters, key=first.count)
    if not first.count(delimiter):
        raise SourceError(
            message(
                "{file}: the header is not a table: no sign of {signs} separates its cells; is "
                "this the file of the registry?",
                file=path,
                signs=" ".join("\\t" if sign == "\t" else sign for sign in delimiters),
            )
        )
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    reader = csv.reader(itertools.chain((first,), lines), delimiter=delimiter, strict=True)
    try:
        header = tuple(name.strip() for name in next(reader))
    except (csv.Error, StopIteration) as error:
        raise _unsound(path, 1, error) from error
    if skipping is None:
        return Rows(header, _cells(reader, stream, path, above), delimiter, stream)
    rows = sound_rows(
        path,
        lines,
        delimiter=delimiter,
        width=len(header),
        above=above + reader.line_num,
        skipping=skipping,
    )
    return Rows(header, rows, delimiter, stream)


def _lines(stream: IO[str], path: Path) -> Iterator[str]:
    """Return the lines with their ends, as csv wants them, checked for what no table holds."""
    return itertools.chain.from_iterable(_blocks(stream, path))


def _blocks(stream: IO[str], path: Path) -> Iterator[Iterable[str]]:
    rest = ""
    number = 0
    while chunk := read_text(stream, path, CHUNK):
        if "\0" in chunk:
            raise SourceError(
                message(
                    "{file}: a NUL byte after line {line}; the file is damaged or no table",
                    file=path,
                    line=number,
                )
            )
        whole, end, rest = (rest + chunk).rpartition("\n")
        if len(rest) > LONGEST:
            raise SourceError(message("{file}: a line without end", file=path))
        _refuse_conflict(whole, path, number)
        number += whole.count("\n") + len(end)
        yield StringIO(whole + end, newline="\n")
    if rest:
        _refuse_conflict(rest, path, number)
        yield (rest,)


def _refuse_conflict(text: str, path: Path, above: int) -> None:
    if not text.startswith(_MARKS) and not any(f"\n{mark}" in text for mark in _MARKS):
        return
    for number, line in enumerate(text.split("\n"), above + 1):
        if line.startswith((_MARKS[0], _MARKS[-1])) or line.rstrip("\r") == _MARKS[1]:
            raise SourceError(
                message(
                    "{file}: line {line} is the mark of a conflict between versions; "
                    "get the file again",
                    file=path,
                    line=number,
                )
            )


def _cells(reader: Any, stream: IO[str], path: Path, above: int) -> Iterator[tuple[int, list[str]]]:
    with stream:
        line = reader.line_num + 1
        try:
            for cells in reader:
                begin, line = line, reader.line_num + 1
                if any(cells):
                    yield above + begin, cells
        except csv.Error as error:
            raise _unsound(path, above + line, error) from error


def _unsound(path: Path, line: int, error: Exception) -> SourceError:
    return SourceError(
        message(
            "{file}: line {line} is no sound row: {reason}",
            file=path,
            line=line,
            reason=str(error),
        )
    )
