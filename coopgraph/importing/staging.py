"""The staging file: what every import of a folder has read, by key, before ids are given.

A SQLite file (``imports/staging.sqlite`` in the folder) with one table per curated table, whose
cells refer to things by key. It keeps memory bounded whatever the size of a registry, sorts and
joins in C, and remembers when something was seen first and last.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, Final

from coopgraph.curation.tables import TABLES
from coopgraph.errors import SourceError
from coopgraph.messages import message
from coopgraph.model.columns import columns_of

__all__ = ["ENTITIES", "IMPORTS", "REFERENCES", "STAGING", "Staging", "columns"]

#: Where in the folder that imports fill the file is, and its name.
IMPORTS: Final = "imports"
STAGING: Final = "staging.sqlite"

#: Version of the layout below; a file of another version is read again from the registries.
_VERSION: Final = 2
#: Tables whose ``id`` is the key of a thing that importers may make.
ENTITIES: Final = ("places", "organizations", "structures", "programmes", "collaborations")
_BUFFER: Final = 5000
#: How many rows a statement inserts.
_AT_ONCE: Final = 500
#: How many buffers may wait for the file.
_WAITING: Final = 4
_WORK: Final = "work.sqlite"


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a curated table, in file order.

    Examples
    --------
    >>> columns("place_members")
    ('region', 'country', 'source', 'locator', 'confidence', 'note', 'note_fr')
    """
    return tuple(name for name, _ in columns_of(TABLES[table].record))


def _references() -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for name, spec in TABLES.items():
        for column, declared in columns_of(spec.record):
            if declared.kind == "reference" and column != "source":
                found.setdefault(name, {})[column] = declared.required
    return found


#: By table, the columns that refer to a thing, and whether the cell must be filled.
REFERENCES: Final = _references()

_OWN: Final = """
CREATE TABLE batch (id INTEGER PRIMARY KEY, kind TEXT, dated TEXT);
CREATE TABLE standing (batch INTEGER, tbl TEXT, standing INTEGER, PRIMARY KEY (batch, tbl))
  WITHOUT ROWID;
CREATE TABLE same (batch INTEGER, a TEXT, b TEXT, reason TEXT, confidence TEXT, locator TEXT);
CREATE TABLE skipped (batch INTEGER, reason TEXT, number INTEGER, examples TEXT);
CREATE TABLE unresolved (batch INTEGER, what TEXT, name TEXT, locator TEXT, number INTEGER,
  PRIMARY KEY (batch, what, name));
CREATE TABLE issued (key TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE sighting (kind TEXT, key TEXT, first TEXT, last TEXT, PRIMARY KEY (kind, key))
  WITHOUT ROWID;
"""


class Staging:
    """The staging file of a folder, opened.

    Parameters
    ----------
    path
        The SQLite file; made if it is missing.
    beside
        Whether it is open already, and this is a second connection for another thread; temporary
        tables are all that it may write.

    Notes
    -----
    The tables of the schema ``work`` stand in a file of their own that goes when this is closed. A
    second connection sees them, as it does not see temporary tables.
    """

    def __init__(self, path: Path, *, beside: bool = False) -> None:
        self.path = path
        fresh = not path.exists()
        self._work = None if beside else path.with_name(_WORK)
        try:
            self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            if self._work is not None:
                self._work.unlink(missing_ok=True)
            self.connection.execute("ATTACH ? AS work", (str(path.with_name(_WORK)),))
            self.connection.execute("PRAGMA work.journal_mode = OFF")
            self.connection.execute("PRAGMA work.synchronous = OFF")
            self.connection.execute("PRAGMA work.cache_size = -32768")
            self.connection.execute("PRAGMA journal_mode = OFF")
            self.connection.execute("PRAGMA synchronous = OFF")
            self.connection.execute("PRAGMA temp_store = FILE")
            self.connection.execute("PRAGMA cache_size = -16384")
            self.connection.execute("PRAGMA temp.cache_size = -16384")
            if fresh:
                self._make()
            elif self.connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                raise sqlite3.DatabaseError("another version")
            elif not beside:
                self._add_tables()  # an older file lacks the tables that are newer
        except sqlite3.Error as error:
            raise SourceError(
                message(
                    "{file}: cannot be used: {reason}; remove it and import the registers again",
                    file=path,
                    reason=str(error),
                )
            ) from error
        self._writers: list[_Writer] = []
        self._aside = _Aside(self.connection)

    def _make(self) -> None:
        self.connection.executescript(_OWN)
        self._add_tables()
        self.connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _add_tables(self) -> None:
        for table in TABLES:
            cells = ", ".join(f'"{name}" TEXT' for name in columns(table))
            self.connection.execute(
                f'CREATE TABLE IF NOT EXISTS "{table}" (batch INTEGER, rank INTEGER, {cells})'
            )

    def writer(
        self, table: str, names: Sequence[str], constants: dict[str, Any]
    ) -> Callable[[tuple[Any, ...]], None]:
        """Return a function that takes rows of some columns; the others are constant or blank."""
        writer = _Writer(self.connection, self._aside.run, table, names, constants)
        self._writers.append(writer)
        rows, take, flush = writer.rows, writer.rows.append, writer.flush

        def add(row: tuple[Any, ...]) -> None:
            take(row)
            if len(rows) >= _BUFFER:
                flush()

        return add

    def flush(self) -> None:
        """Write the rows that writers still hold."""
        for writer in self._writers:
            writer.flush()
        self._aside.wait()

    def for_each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Do a statement for each of some rows, which is quick only within one transaction."""
        if self.connection.in_transaction:
            self.connection.executemany(statement, rows)
            return
        self.connection.execute("BEGIN")
        self.connection.executemany(statement, rows)
        self.connection.execute("COMMIT")

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return all rows of an answer."""
        return self.connection.execute(query, values).fetchall()

    def each(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer, for those that may be as many as a register has."""
        yield from self.connection.execute(query, values)

    def close(self) -> None:
        """Close the file."""
        self._writers.clear()
        self._aside.close()
        self.connection.close()
        if self._work is not None:
            self._work.unlink(missing_ok=True)


class _Aside:
    """Work by another thread, in its order: SQLite inserts while Python reads on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[Any]] = deque()
        self._failed: BaseException | None = None

    def run(self, work: Callable[[], object]) -> None:
        """Do some work with the file, now or soon; what went wrong is raised by a later call."""
        if self._failed is not None:
            raise self._failed
        if sqlite3.threadsafety < 3:
            work()
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1)
        self._waiting.append(self._pool.submit(work))
        self._take(_WAITING)

    def wait(self) -> None:
        """Wait until all is written."""
        if self._failed is not None:
            raise self._failed
        self._take(0)

    def _take(self, most: int) -> None:
        """Wait until no more than some are waiting; after one that failed none is written."""
        try:
            while len(self._waiting) > most:
                self._waiting.popleft().result()
        except BaseException as error:
            self._failed = error
            self.close()
            raise

    def close(self) -> None:
        """Forget what waits."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


class _Writer:
    """Rows of one table on their way into the file, by the buffer."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run: Callable[[Callable[[], object]], None],
        table: str,
        names: Sequence[str],
        constants: dict[str, Any],
    ) -> None:
        columns = ", ".join(f'"{name}"' for name in (*constants, *names))
        self._into = f'INSERT INTO "{table}" ({columns}) VALUES '
        self._row = f"({', '.join([*map(_literal, constants.values()), *'?' * len(names)])})"
        # One statement for many rows: asked for one by one, SQLite and Python would take turns.
        most = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // len(names)
        self._rows = min(_AT_ONCE, most)
        self._width = len(names)
        self._connection, self._run = connection, run
        self.rows: list[tuple[Any, ...]] = []

    def flush(self) -> None:
        if self.rows:
            cells = list(chain.from_iterable(self.rows))
            if len(cells) != len(self.rows) * self._width:
                raise ValueError(f"a row that is not {self._width} cells wide: {self._into}")
            self.rows.clear()
            self._run(lambda: self._insert(cells))

    def _insert(self, cells: list[Any]) -> None:
        step = self._rows * self._width
        for first in range(0, len(cells), step):
            part = cells[first : first + step]
            rows = ",".join([self._row] * (len(part) // self._width))
            self._connection.execute(self._into + rows, part)


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
