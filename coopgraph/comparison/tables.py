"""Compare folders of curated tables, one table at a time; what is the same is dropped at once.

Tables are read as text: what is the same needs no parsing. Form is checked as the reader checks it;
whether references lead somewhere is the business of ``validate``.
"""

from __future__ import annotations

import csv
import datetime
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coopgraph.comparison.disputes import CONTESTED, compare_disputes, disputes_of_folders
from coopgraph.comparison.matching import (
    EVIDENCE,
    Cells,
    Found,
    changes_of_pair,
    pair_rows,
    passed_between,
)
from coopgraph.comparison.names import Names, renamed_ids
from coopgraph.comparison.records import Change, Difference, FieldChange, Side, label_of_parts
from coopgraph.curation.files import delimiter_of, find_tables, read_text
from coopgraph.curation.form import Header, Place, header_is_good, row_fault, trimmed, unsound
from coopgraph.curation.tables import ENTITY_TABLES, TABLES
from coopgraph.errors import CurationError, Fault, SourceError
from coopgraph.messages import message
from coopgraph.model.columns import Column, columns_of

__all__ = ["compare_folders"]

Line = tuple[str, ...]
_CLAIMED: Final = {"claims": ("subject", "value"), "resolution": ("subject", "value")}
_THINGS: Final = ("sources", *ENTITY_TABLES)


def compare_folders(
    old: Path | Sequence[Path],
    new: Path | Sequence[Path],
    *,
    days: tuple[datetime.date, datetime.date] | None = None,
    decided: bool = False,
) -> Difference:
    """Compare two landscapes in folders of curated tables.

    Parameters
    ----------
    old, new
        A folder, or several that are read as one landscape.
    days
        Days at which the two are looked at; today if not given.
    decided
        Whether decisions after the days are unknown: only where the days were asked for.

    Returns
    -------
    Difference

    Raises
    ------
    SourceError
        If a folder is missing or holds no table.
    CurationError
        If a table cannot be read.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> compare_folders(example_dir(), example_dir()).changes
    ()
    """
    today = datetime.date.today()
    of_days = days or (today, today)
    before, after = _Folders(_paths(old)), _Folders(_paths(new))
    ids = renamed_ids(before.numbers, after.numbers, (before.names, after.names))
    names = {**before.names, **after.names}
    changes: list[Change] = []
    contested = False
    counts = ([0, 0], [0, 0])
    for table in TABLES:
        lines = before.lines(table, ids), after.lines(table, {})
        for side, found in zip(counts, lines, strict=True):
            side[table not in _THINGS] += len(found)
        kept = _passed(table, lines, of_days)
        left = [_cells(table, line) for line in lines[0] if line not in lines[1]]
        right = [_cells(table, line) for line in lines[1] if line not in lines[0]]
        contested |= table in CONTESTED and bool(left or right)
        for one, other in pair_rows(left, right, TABLES[table].key):
            changes += _named(table, changes_of_pair(one, other, of_days), names)
        changes += _named(table, kept, names)
    changes += [_renamed(one, other, after) for one, other in ids.items()]
    if contested or (decided and of_days[0] != of_days[1]):
        changes += compare_disputes(
            *(
                disputes_of_folders(side.folders, day if decided else None)
                for side, day in zip((before, after), of_days, strict=True)
            ),
            names=names,
        )
    return Difference(
        Side(before.name, of_days[0], *counts[0]),
        Side(after.name, of_days[1], *counts[1]),
        tuple(sorted(changes, key=lambda change: change.sort_key)),
    )


def _paths(folders: Path | Sequence[Path]) -> tuple[Path, ...]:
    return (folders,) if isinstance(folders, Path) else tuple(folders)


@dataclass
class _Folders:
    """The tables of one side: names and identifiers at hand, rows read table by table."""

    folders: tuple[Path, ...]
    files: dict[str, list[Path]] = field(init=False)
    names: Names = field(init=False)
    numbers: dict[tuple[str, str], str] = field(init=False)
    where: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        faults: list[Fault] = []
        self.files = {}
        for folder in self.folders:
            if not folder.is_dir():
                raise SourceError(
                    message("{folder}: no such folder of curated tables", folder=folder)
                )
            for path, spec in find_tables(folder, faults):
                self.files.setdefault(spec.name, []).append(path)
        if faults:
            raise CurationError(faults)
        if not self.files:
            raise SourceError(message("{folder}: holds no curated table", folder=self.folders[0]))
        self.names, self.where = {}, {}
        for table in _THINGS:
            columns = _columns(table)
            place = {name: number for number, name in enumerate(columns)}
            french = place.get("label_fr", place.get("title", 0))
            english = place.get("label_en", french)
            for line in self.lines(table, {}):
                label = line[french] or line[place["id"]]
                self.names[line[place["id"]]] = (label, line[english] or label)
                self.where[line[place["id"]]] = table
        self.numbers = {(line[1], line[2]): line[0] for line in self.lines("identifiers", {})}

    @property
    def name(self) -> str:
        return ", ".join(str(folder) for folder in self.folders)

    def lines(self, table: str, ids: Mapping[str, str]) -> dict[Line, None]:
        """Return the rows of a table in the order of its columns; ids that changed are new ones."""
        faults: list[Fault] = []
        found = {
            line: None for path in self.files.get(table, []) for line in _read(path, table, faults)
        }
        if faults:
            raise CurationError(faults)
        if not ids:
            return found
        places = _references(table)
        return {
            tuple(
                _replaced(cell, ids) if cell and number in places else cell
                for number, cell in enumerate(line)
            ): None
            for line in found
        }


def _columns(table: str) -> dict[str, Column]:
    return dict(columns_of(TABLES[table].record))


def _references(table: str) -> frozenset[int]:
    """Return the places of the columns that may hold ids."""
    return frozenset(
        number
        for number, (name, column) in enumerate(_columns(table).items())
        if column.kind in ("id", "reference") or name in _CLAIMED.get(table, ())
    )


def _replaced(cell: str, ids: Mapping[str, str]) -> str:
    if cell in ids:
        return ids[cell]
    return "; ".join(ids.get(part, part) for part in cell.split("; ")) if "; " in cell else cell


def _read(path: Path, table: str, faults: list[Fault]) -> Iterator[Line]:
    """Yield the rows of a file as text, in the order of the declared columns."""
    text = read_text(path, faults)
    if text is None:
        return
    columns = _columns(table)
    delimiter, skipped = delimiter_of(text)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    many = [name for name, column in columns.items() if column.many]
    try:
        for _ in range(skipped):
            next(reader)
        cells = next(reader, [])
        header = Header(trimmed([name.strip() for name in cells]), len(cells), columns)
        if not header_is_good(header, Place(str(path), skipped + 1), faults):
            return
        places = [header.names.index(name) if name in header.names else None for name in columns]
        several = [number for number, name in enumerate(columns) if name in many]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if fault := row_fault(header, cells, Place(str(path), reader.line_num)):
                faults.append(fault)
                continue
            line = [
                _cell(cells[place]) if place is not None and place < len(cells) else ""
                for place in places
            ]
            for number in several:
                if ";" in line[number]:
                    line[number] = "; ".join(sorted(p.strip() for p in line[number].split(";")))
            yield tuple(line)
    except csv.Error as error:
        faults.append(unsound(error, Place(str(path), reader.line_num)))


def _cell(text: str) -> str:
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _cells(table: str, line: Line) -> Cells:
    return dict(zip(_columns(table), line, strict=True))


def _passed(
    table: str,
    lines: tuple[dict[Line, None], dict[Line, None]],
    days: tuple[datetime.date, datetime.date],
) -> list[Found]:
    """Return the rows that are the same and ended or began between the two days."""
    if days[0] == days[1] or not {"start_year", "end_year"} & _columns(table).keys():
        return []
    found = []
    for line in lines[1]:
        if line in lines[0]:
            cells = _cells(table, line)
            if passed := passed_between(cells, cells, days):
                found.append(Found(passed, cells))
    return found


def _named(table: str, found: Iterator[Found] | list[Found], names: Names) -> Iterator[Change]:
    """Yield changes with the names of what they are about."""
    key = TABLES[table].key
    places = _references(table)
    named = {name for number, name in enumerate(_columns(table)) if number in places}
    for one in found:
        cells = one.cells
        parts = []
        for name in key:
            value = cells.get(name, "")
            if not value or name in ("source", "locator", "start_year", "end_year"):
                continue
            parts.append(names.get(value, (value, value)) if name in named else (value, value))
        bare = [cells.get(name, "") for name in key if name not in EVIDENCE]
        yield Change(
            kind=one.kind,
            table=table,
            subject=" ".join(value for value in bare if value) or cells.get(key[0], ""),
            label=label_of_parts(parts),
            fields=one.fields,
            source=cells.get("source", "") or (cells.get("id", "") if table == "sources" else ""),
            locator=cells.get("locator", ""),
        )


def _renamed(one: str, other: str, after: _Folders) -> Change:
    return Change(
        kind="renamed",
        table=after.where[other],
        subject=other,
        label=label_of_parts([after.names[other]]),
        fields=(FieldChange("id", one, other),),
    )
