"""Read folders of curated tables; report every fault of every file together.

The reader is strict about meaning and lenient about form: it accepts what Excel saves (a byte order
mark, semicolons, a line ``sep=;``, CRLF, blank columns and rows at the end), and refuses whatever
would lose or change a value.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coopgraph.curation.cells import CellError, parse_cell
from coopgraph.curation.checks import check_tables
from coopgraph.curation.files import delimiter_of, find_tables, read_text
from coopgraph.curation.focus_checks import nobody_in_focus
from coopgraph.curation.form import Header, Place, header_is_good, row_fault, trimmed, unsound
from coopgraph.curation.tables import TABLES, Located, Tables
from coopgraph.errors import CurationError, Fault, SourceError
from coopgraph.messages import message
from coopgraph.model.columns import Column, columns_of

__all__ = ["in_order", "parse_lines", "read_lines", "read_rows", "read_tables"]


def read_tables(folders: Sequence[Path], *, needs_focus: bool = True) -> Tables:
    """Read one or several folders of curated tables as one landscape.

    Parameters
    ----------
    folders
        Folders that hold ``sources.csv`` and any of the other tables.
    needs_focus
        Whether ``landscape.csv`` must name one organisation in focus: not where the caller does.

    Returns
    -------
    Tables
        The checked rows.

    Raises
    ------
    SourceError
        If a folder is missing or holds no ``sources.csv``.
    CurationError
        If any row has a fault; carries all faults.
    NoFocus
        If nothing is wrong but that no organisation is in focus.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> tables = read_tables([example_dir()])
    >>> len(tables.rows["sources"]) > 0
    True
    """
    tables = Tables(folders=tuple(folders))
    faults: list[Fault] = []
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(message("{folder}: no such folder of curated tables", folder=folder))
        if not any((other / "sources.csv").is_file() for other in folders):
            raise SourceError(
                message(
                    "{folder}: no sources.csv here; a folder of curated tables must say where its "
                    "facts come from",
                    folder=folder,
                )
            )
        for path, spec in find_tables(folder, faults):
            tables.rows[spec.name].extend(read_rows(path, spec.record, faults))
    tables.faulty.update(TABLES.keys() & {Path(fault.file).stem for fault in faults})
    faults.extend(check_tables(tables, needs_focus=needs_focus))
    if faults:
        if needs_focus and not tables.rows["landscape"] and _is_all(faults):
            raise nobody_in_focus(tables, faults)
        raise CurationError(in_order(faults))
    return tables


def _is_all(faults: Sequence[Fault]) -> bool:
    """Tell whether the one fault is that no table names the organisation in focus."""
    return len(faults) == 1 and not faults[0].line and Path(faults[0].file).stem == "landscape"


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return each fault once, by file, line and column."""
    return sorted(set(faults), key=lambda f: (f.file, f.line, f.column, f.cause))


def read_rows(
    path: Path, record: type[Any], faults: list[Fault], *, later: Collection[str] = ()
) -> Iterator[Located]:
    """Read the rows of one CSV file, as leniently in form and as strictly in meaning as tables.

    Parameters
    ----------
    path
        The file: UTF-8, with commas, semicolons or tabs.
    record
        Row class, whose fields are declared by :mod:`coopgraph.model.columns`.
    faults
        List to which every fault is added.
    later
        Columns that came later: files made before them are read without.

    Yields
    ------
    Located
        Each sound row with its line.
    """
    columns = dict(columns_of(record))
    lines = read_lines(path, faults)
    for line, values in parse_lines(lines, str(path), columns, faults, later=later):
        yield Located(record(**values), str(path), line)


def read_lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a CSV file with their numbers, the header first; nothing is judged.

    Parameters
    ----------
    path
        The file.
    faults
        Receives what keeps the file from being read as CSV.

    Yields
    ------
    int
        Line on which the row begins.
    list of str
        Its cells; a blank file yields a header without any.
    """
    text = read_text(path, faults)
    if text is None:
        return
    delimiter, skipped = delimiter_of(text)
    # The length of a cell is judged with the cell; the limit is of the process and never narrowed.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for _ in range(skipped):
            next(reader)
        yield skipped + 1, next(reader, [])
        line = reader.line_num + 1
        for cells in reader:
            begin, line = line, reader.line_num + 1
            yield begin, cells
    except csv.Error as error:
        faults.append(unsound(error, Place(str(path), line)))


def parse_lines(
    lines: Iterator[tuple[int, list[str]]],
    file: str,
    columns: Mapping[str, Column],
    faults: list[Fault],
    *,
    later: Collection[str] = (),
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Turn lines of text into typed values, row by row.

    Parameters
    ----------
    lines
        The header, then the rows, each with its line.
    file
        The file as the user knows it.
    columns
        The columns that it may have.
    faults
        Receives every fault.
    later
        Columns that came later: files made before them are read without.

    Yields
    ------
    int
        The line of a sound row.
    dict
        Its values by the name of the field, for the columns that the file has.
    """
    first, names = next(lines, (0, None))
    if names is None:
        return
    names = [name.strip() for name in names]
    header = Header(trimmed(names), len(names), columns, later)
    if not header_is_good(header, Place(file, first), faults):
        return
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            values = _values(header, cells, Place(file, line), faults)
            if values is not None:
                yield line, values


def _values(
    header: Header, cells: list[str], place: Place, faults: list[Fault]
) -> dict[str, Any] | None:
    if fault := row_fault(header, cells, place):
        faults.append(fault)
        return None
    values: dict[str, Any] = {}
    sound = True
    short = itertools.chain(cells, itertools.repeat(""))
    for name, cell in zip(header.names, short, strict=False):
        try:
            values["cls" if name == "class" else name] = parse_cell(cell, header.columns[name])
        except CellError as error:
            faults.append(Fault(place.file, place.line, name, error.cause, error.hint))
            sound = False
    return values if sound else None
