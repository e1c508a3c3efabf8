"""Judge the form of a table: its header, the number of cells of its rows, its quotes."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from coopgraph.curation.meant import closest, did_you_mean, short
from coopgraph.errors import Fault
from coopgraph.messages import counted, message
from coopgraph.model.columns import Column

__all__ = ["Header", "Place", "header_is_good", "row_fault", "trimmed", "unsound"]

#: What the parser of CSV says, in words that say what to look for.
_UNSOUND: Final = {
    "unexpected end of data": message("a quote that opens in this row is never closed"),
    "new-line character": message("a line ends within the row, outside quotes"),
    "expected after": message("text stands after a quote that closes"),
}


class Place(NamedTuple):
    """A row of a file.

    Attributes
    ----------
    file
        Path of the file.
    line
        Its line.
    """

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a table.

    Attributes
    ----------
    names
        Names of the columns in the order of the file.
    width
        Number of its cells, blank ones at its end included.
    columns
        The columns that the table has.
    later
        Those that came later: files made before them are read without.
    """

    names: list[str]
    width: int
    columns: Mapping[str, Column]
    later: Collection[str] = ()


def trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells without the blank ones at the end, which spreadsheets add.

    Examples
    --------
    >>> trimmed(["id", "", "note", "", ""])
    ['id', '', 'note']
    """
    used = len(cells)
    while used and not cells[used - 1].strip():
        used -= 1
    return list(cells[:used])


def header_is_good(first: Header, place: Place, faults: list[Fault]) -> bool:
    """Tell whether each column stands in the header once; add a fault for each that does not.

    Parameters
    ----------
    first
        The header.
    place
        Where it stands.
    faults
        Receives the faults.

    Returns
    -------
    bool
    """
    before = len(faults)
    header, columns = first.names, first.columns

    def add(name: str, cause: str, hint: str) -> None:
        faults.append(Fault(place.file, place.line, name, cause, hint))

    whole = message("the first row names the columns: {columns}", columns=",".join(columns))
    if not header:
        add("", message("the table is blank"), whole)
        return False
    if not set(header) & set(columns):
        shown = short(",".join(header))
        add("", message("this is not the header of the table: {header!r}", header=shown), whole)
        return False
    missing = [name for name in columns if name not in header and not columns[name].may_lack]
    for name in dict.fromkeys(header):
        if name in columns:
            continue
        if not name:
            add("", message("a column without name"), message("name it, or remove the column"))
            continue
        hint = closest(name, missing) or closest(name, columns)
        for meant in missing:
            if hint == did_you_mean(meant):
                missing.remove(meant)
                break
        hint = hint or message("remove it, or name one of: {columns}", columns=", ".join(columns))
        add(name, message("no such column in this table"), hint)
    for name in missing:
        if name in first.later:
            continue
        add(name, message("the column is missing"), message("add it to the header"))
    for name in dict.fromkeys(header):
        if name and header.count(name) > 1:
            cause = message("the column stands twice in the header")
            add(name, cause, message("rename or remove one of the two"))
    return len(faults) == before


def row_fault(first: Header, cells: Sequence[str], place: Place) -> Fault | None:
    """Return a fault if a row has not the cells of the header.

    Blank cells beyond the last column do not count where the header has them too: elsewhere they
    come of a comma without quotes. Where a row ends before columns that may be blank, and after the
    confidence, they are blank: spreadsheets leave their separators out.

    Parameters
    ----------
    first
        The header of the file.
    cells
        The cells of the row.
    place
        Where the row stands.

    Returns
    -------
    Fault or None
    """
    header = first.names
    if cells[0].strip() == header[0] and [cell.strip() for cell in trimmed(cells)] == header:
        cause = message("the header stands here again")
        return Fault(*place, "", cause, message("remove the line"))
    if len(header) == len(cells) or len(trimmed(cells)) <= len(header) < len(cells) <= first.width:
        return None
    if len(cells) < len(header):
        if "confidence" in header[: len(cells)] and not any(
            first.columns[name].required for name in header[len(cells) :]
        ):
            return None
        hint = message("the row ends early: add what is missing, or join it with the next line")
    else:
        hint = message("a comma inside a value needs quotes around the value")
    return Fault(
        *place,
        "",
        counted(
            "{n} cell where the header has {expected}",
            "{n} cells where the header has {expected}",
            n=len(cells),
            expected=len(header),
        ),
        hint,
    )


def unsound(error: csv.Error, place: Place) -> Fault:
    """Return the fault of a row that is no CSV.

    Examples
    --------
    >>> unsound(csv.Error("unexpected end of data"), Place("claims.csv", 7)).cause
    'the file is not sound CSV: a quote that opens in this row is never closed'
    """
    said = next((words for key, words in _UNSOUND.items() if key in str(error)), str(error))
    cause = message("the file is not sound CSV: {reason}", reason=said)
    hint = message("check the quotes: straight ones, and doubled inside a value")
    return Fault(*place, "", cause, hint)
