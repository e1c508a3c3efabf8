"""Facts that are assumed for a while: rows in the form of curated tables, laid over a landscape.

A row that names a fact of the landscape changes it: what its file says takes the place of what
stands there, columns that the file lacks stay. Any other row is added. What names no source is a
hypothesis and says so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coopgraph.curation.cells import CellError, parse_cell
from coopgraph.curation.checks import check_tables
from coopgraph.curation.files import find_tables
from coopgraph.curation.meant import closest
from coopgraph.curation.reader import in_order, parse_lines, read_lines
from coopgraph.curation.tables import TABLES, Located, Tables, TableSpec
from coopgraph.curation.workbooks import WORKBOOKS, workbook_lines
from coopgraph.errors import CurationError, Fault, SourceError
from coopgraph.messages import message
from coopgraph.model.columns import Column, columns_of
from coopgraph.model.entities import Source

__all__ = ["HYPOTHESIS", "Hypotheses", "read_hypotheses"]

#: Id of the source of assumed facts that name none.
HYPOTHESIS: Final = "hypothesis"
#: Columns of evidence that an assumed fact may leave blank.
_EVIDENCE: Final = ("source", "confidence")
#: Columns of a key that say who states a fact, not which it is.
_WHERE: Final = ("source", "locator")
#: How many rows a message names.
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """A landscape with assumed facts.

    Attributes
    ----------
    tables
        All rows: those of the landscape, changed and completed.
    files
        The files of the assumed facts.
    added, changed
        How many facts are new, and how many rows of the landscape were changed.
    unsourced
        How many of the assumed facts rest on the hypothesis alone.
    """

    tables: Tables
    files: tuple[Path, ...]
    added: int
    changed: int
    unsourced: int


def read_hypotheses(paths: Sequence[Path], base: Tables, *, needs_focus: bool = True) -> Hypotheses:
    r"""Read assumed facts and lay them over the rows of a landscape.

    Parameters
    ----------
    paths
        Folders of tables, or files that bear the name of a table: ``agreements.csv``,
        ``agreements.xlsx``.
    base
        The rows of the landscape; they are not changed.
    needs_focus
        Whether one organisation must be in focus.

    Returns
    -------
    Hypotheses

    Raises
    ------
    SourceError
        If a file or folder is missing, or there is no row to assume.
    CurationError
        If a table has faults; all of them, each with file and line.

    Examples
    --------
    >>> import tempfile
    >>> from coopgraph.curation.reader import read_tables
    >>> from coopgraph.resources import example_dir
    >>> base = read_tables([example_dir()])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "organizations.csv")
    ...     _ = file.write_text("id,class,label_fr\nu-x,University,Université X\n", "utf-8")
    ...     found = read_hypotheses([file], base)
    >>> found.added, found.tables.rows["organizations"][-1].record.source
    (1, 'hypothesis')
    """
    faults: list[Fault] = []
    files = list(_files(paths, faults))
    over = _Overlay(base, faults)
    for path, spec in files:
        over.read(path, spec)
    tables = over.tables
    tables.faulty.update(TABLES.keys() & {Path(fault.file).stem for fault in faults})
    if not faults and not over.added and not over.changed:
        names = ", ".join(str(path) for path in paths)
        raise SourceError(message("{files}: no row to assume", files=names))
    if over.unsourced and all(row.record.id != HYPOTHESIS for row in tables.rows["sources"]):
        source = Source(id=HYPOTHESIS, kind="hypothesis", title="Hypothèse / hypothesis")
        tables.rows["sources"].append(Located(source, HYPOTHESIS, 0))
    faults.extend(check_tables(tables, needs_focus=needs_focus))
    if faults:
        raise CurationError(in_order(faults))
    return Hypotheses(
        tables, tuple(path for path, _ in files), over.added, over.changed, over.unsourced
    )


def _files(paths: Sequence[Path], faults: list[Fault]) -> Iterator[tuple[Path, TableSpec]]:
    for path in paths:
        if path.is_dir():
            yield from find_tables(path, faults)
        elif not path.exists():
            raise SourceError(message("{path}: no such file or folder", path=path))
        elif path.suffix not in (".csv", *WORKBOOKS) or path.stem not in TABLES:
            hint = closest(path.stem, TABLES) or message(
                "a file of facts has the name of a table: agreements.csv, agreements.xlsx"
            )
            faults.append(Fault(str(path), 0, "", message("no table has this name"), hint))
        else:
            yield path, TABLES[path.stem]


def _field(column: str) -> str:
    return "cls" if column == "class" else column


class _Overlay:
    """The rows of a landscape, over which assumed ones are laid one by one."""

    def __init__(self, base: Tables, faults: list[Fault]) -> None:
        rows = {name: list(located) for name, located in base.rows.items()}
        self.tables = Tables(folders=base.folders, rows=rows)
        self.added = self.changed = self.unsourced = 0
        self._base, self._faults = base, faults
        self._index: dict[tuple[str, ...], dict[tuple[Any, ...], list[Located]]] = {}

    def read(self, path: Path, spec: TableSpec) -> None:
        """Lay the rows of a file over the table whose name it bears."""
        faults, declared = self._faults, dict(columns_of(spec.record))
        columns = {name: _relaxed(name, column, spec) for name, column in declared.items()}
        lines = workbook_lines(path) if path.suffix in WORKBOOKS else read_lines(path, faults)
        for line, values in parse_lines(lines, str(path), columns, faults):
            meant = self._meant(spec, values)
            if len({_bare_key(spec, located.record) for located in meant}) > 1:
                faults.append(_ambiguous(spec, meant, str(path), line))
                continue
            if not meant and (lacking := list(_lacking(declared, values))):
                faults += [Fault(str(path), line, *told) for told in lacking]
                continue
            self._lay(spec, meant, values, str(path), line)

    def _meant(self, spec: TableSpec, values: Mapping[str, Any]) -> list[Located]:
        """Return the rows of the landscape that an assumed row names."""
        given = tuple(
            name
            for name in map(_field, spec.key)
            if name in values and (values[name] is not None or name not in _WHERE)
        )
        if (spec.name, *given) not in self._index:
            found = self._index[(spec.name, *given)] = {}
            for located in self._base.rows[spec.name]:
                key = tuple(getattr(located.record, name) for name in given)
                found.setdefault(key, []).append(located)
        return self._index[(spec.name, *given)].get(tuple(values[name] for name in given), [])

    def _lay(
        self, spec: TableSpec, meant: list[Located], values: dict[str, Any], file: str, line: int
    ) -> None:
        if "source" in spec.record.__dataclass_fields__:
            if values.get("source") is None:
                self.unsourced += 1
                values = {"locator": None, "note": None, **values, "source": HYPOTHESIS}
            if values.get("confidence") is None and (not meant or values["source"] == HYPOTHESIS):
                values["confidence"] = "high"  # what is assumed is not in doubt
            elif values.get("confidence", "") is None:
                del values["confidence"]
        rows = self.tables.rows[spec.name]
        if meant:
            self.changed += 1
            gone = {id(located) for located in meant}
            rows[:] = [located for located in rows if id(located) not in gone]
            record = dataclasses.replace(meant[0].record, **values)
        else:
            self.added += 1
            record = spec.record(**values)
        rows.append(Located(record, file, line))


def _relaxed(name: str, column: Column, spec: TableSpec) -> Column:
    """Return a column as a file of assumed facts may have it: what it does not change may lack."""
    named = column.required and name in spec.key and name not in _WHERE
    required = column.required and name not in _EVIDENCE
    return dataclasses.replace(column, required=required, may_lack=not named)


def _bare_key(spec: TableSpec, record: Any) -> tuple[Any, ...]:
    """Return what a row is about, whoever states it."""
    return tuple(getattr(record, name) for name in map(_field, spec.key) if name not in _WHERE)


def _lacking(
    declared: Mapping[str, Column], values: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Yield column, cause and hint for each value that a new fact needs and its file lacks."""
    for name, column in declared.items():
        if column.required and name not in _EVIDENCE and _field(name) not in values:
            try:
                parse_cell("", column)
            except CellError as error:
                hint = error.hint or message("the row names no fact of the landscape: a new one")
                yield name, error.cause, hint


def _ambiguous(spec: TableSpec, meant: Sequence[Located], file: str, line: int) -> Fault:
    places = ", ".join(f"{Path(one.file).name}:{one.line}" for one in meant[:_SHOWN])
    return Fault(
        file,
        line,
        spec.key[0],
        message("several facts of the landscape are meant: {places}", places=places),
        message("name one of them: fill the columns {columns}", columns=", ".join(spec.key)),
    )
