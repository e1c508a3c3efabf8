"""Edits of a copy of the miniature landscape, and the faults that they make."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError, Fault
from coopgraph.messages import translated

__all__ = ["Row", "add", "faults", "only", "put", "rows", "write"]

Row = dict[str, str]


def rows(folder: Path, table: str) -> list[Row]:
    """Return the rows of a table."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, content: list[Row]) -> None:
    """Write a table."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, content[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)


def add(folder: Path, table: str, *changes: Row) -> list[int]:
    """Append copies of the first row with other cells; return their lines."""
    content = rows(folder, table)
    lines = [len(content) + 2 + number for number in range(len(changes))]
    write(folder, table, content + [{**content[0], **change} for change in changes])
    return lines


def put(folder: Path, table: str, line: int, **cells: str) -> None:
    """Change cells of the row at a line."""
    content = rows(folder, table)
    content[line - 2].update(cells)
    write(folder, table, content)


def faults(folder: Path) -> list[Fault]:
    """Return the faults of the tables, each in French too and with what to do."""
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    for fault in caught.value.faults:
        assert fault.hint
        assert translated(fault.cause, "fr") != str(fault.cause)
        assert translated(fault.hint, "fr") != str(fault.hint)
    return list(caught.value.faults)


def only(folder: Path, table: str, line: int, column: str) -> Fault:
    """Return the one fault that there is, which stands at this place."""
    (fault,) = faults(folder)
    assert (fault.file, fault.line, fault.column) == (str(folder / f"{table}.csv"), line, column)
    return fault
