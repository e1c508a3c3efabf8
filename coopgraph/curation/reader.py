"""Read folders of curated tables; report every fault of every file together.

The reader is strict about meaning and lenient about form: it accepts what Excel saves (a byte order
mark, semicolons, CRLF), and refuses whatever would lose or change a value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coopgraph.curation.cells import CellError, closest, parse_cell
from coopgraph.curation.checks import check_tables
from coopgraph.curation.tables import TABLES, Located, Tables
from coopgraph.errors import CurationError, Fault, SourceError, reason
from coopgraph.messages import counted, message
from coopgraph.model.columns import Column, columns_of

__all__ = ["read_rows", "read_tables"]

_MAX_CELL = 1_000_000


def read_tables(folders: Sequence[Path]) -> Tables:
    """Read one or several folders of curated tables as one landscape.

    Parameters
    ----------
    folders
        Folders that hold ``sources.csv`` and any of the other tables.

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
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() != ".csv":
                continue
            spec = TABLES.get(path.stem) if path.suffix == ".csv" else None
            if spec is None:
                hint = closest(path.name, [f"{name}.csv" for name in TABLES])
                cause = message("no table has this name")
                faults.append(Fault(str(path), 0, "", cause, hint))
            elif not path.is_file():
                cause, hint = message("is no regular file"), message("remove or rename it")
                faults.append(Fault(str(path), 0, "", cause, hint))
            else:
                before = len(faults)
                tables.rows[spec.name].extend(read_rows(path, spec.record, faults))
                if len(faults) > before:
                    tables.faulty.add(spec.name)
    faults.extend(check_tables(tables))
    if faults:
        raise CurationError(_in_order(faults))
    return tables


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(set(faults), key=lambda f: (f.file, f.line, f.column, f.cause))


def read_rows(path: Path, record: type[Any], faults: list[Fault]) -> Iterator[Located]:
    """Read the rows of one CSV file, as far as they are sound.

    Parameters
    ----------
    path
        The file: UTF-8, with commas, semicolons or tabs.
    record
        Row class, whose fields are declared by :mod:`coopgraph.model.columns`.
    faults
        List to which every fault is added.

    Yields
    ------
    Located
        Each sound row with its line.
    """
    file = str(path)
    text = _decode(path, faults)
    if text is None:
        return
    header_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header_line.count)
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        columns = dict(columns_of(record))
        if not _header_is_good(header, columns, file, faults):
            return
        line = reader.line_num + 1
        for cells in reader:
            begin, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            row = _record(record, header, columns, cells, file, begin, faults)
            if row is not None:
                yield Located(row, file, begin)
    except csv.Error as error:
        faults.append(
            Fault(
                file,
                reader.line_num,
                "",
                message("the file is not sound CSV: {reason}", reason=str(error)),
                message("check the quotes"),
            )
        )


def _decode(path: Path, faults: list[Fault]) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        cause = message("cannot be read: {reason}", reason=reason(error))
        faults.append(Fault(str(path), 0, "", cause))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.append(
            Fault(
                str(path),
                line,
                "",
                message(
                    "not UTF-8: byte {byte} cannot be decoded",
                    byte=f"0x{raw[error.start]:02X}",
                ),
                message('save the table as "CSV UTF-8"'),
            )
        )
        return None


def _header_is_good(
    header: list[str], columns: dict[str, Column], file: str, faults: list[Fault]
) -> bool:
    before = len(faults)
    for name in columns:
        if name not in header:
            cause, hint = message("the column is missing"), message("add it to the header")
            faults.append(Fault(file, 1, name, cause, hint))
    for name in header:
        if name not in columns:
            cause = message("no such column in this table")
            faults.append(Fault(file, 1, name, cause, closest(name, columns)))
    for name in sorted({name for name in header if header.count(name) > 1}):
        faults.append(Fault(file, 1, name, message("the column stands twice in the header")))
    return len(faults) == before


def _record(
    record: type[Any],
    header: list[str],
    columns: dict[str, Column],
    cells: list[str],
    file: str,
    line: int,
    faults: list[Fault],
) -> Any:
    if len(cells) != len(header):
        faults.append(
            Fault(
                file,
                line,
                "",
                counted(
                    "{n} cell where the header has {expected}",
                    "{n} cells where the header has {expected}",
                    n=len(cells),
                    expected=len(header),
                ),
                message("a comma inside a value needs quotes around the value"),
            )
        )
        return None
    values: dict[str, Any] = {}
    sound = True
    for name, cell in zip(header, cells, strict=True):
        try:
            values["cls" if name == "class" else name] = parse_cell(cell, columns[name])
        except CellError as error:
            faults.append(Fault(file, line, name, error.cause, error.hint))
            sound = False
    return record(**values) if sound else None
