"""The staging file: rows that go in by another thread, tables that come out as CSV."""

from __future__ import annotations

import contextlib
import csv
import io
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopgraph.importing import staging as staging_module
from coopgraph.importing.staging import Staging
from coopgraph.importing.written import write_table

_COMMON = {"batch": 1, "rank": 20, "source": "o'hara", "confidence": "high", "note": None}


@pytest.fixture
def staging() -> Iterator[Staging]:
    """An empty staging file."""
    with _opened() as opened:
        yield opened


@contextlib.contextmanager
def _opened() -> Iterator[Staging]:
    """Open a staging file for one of the examples of a test."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Staging(Path(folder) / "staging.sqlite")
        try:
            yield opened
        finally:
            opened.close()


def _stage(staging: Staging, rows: list[tuple[Any, ...]]) -> None:
    add = staging.writer("aliases", ("entity", "alias", "language"), _COMMON)
    for row in rows:
        add(row)
    staging.flush()


_CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    st.sampled_from(["", "Lille, Loos", 'dit "le CHU"', "é\n\r", "\\u0000", "[1]", '{"a": 1}']),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=30))
def test_cells_come_out_as_they_went_in(rows: list[tuple[Any, ...]]) -> None:
    with _opened() as staging:
        _stage(staging, rows)
        query = "SELECT entity, alias, language, source, note FROM aliases ORDER BY rowid"
        assert staging.ask(query) == [(*row, "o'hara", None) for row in rows]


def test_rows_of_more_than_a_buffer_keep_their_order(staging: Staging) -> None:
    rows = [(f"ror:{n}", n, None) for n in range(23_456)]
    _stage(staging, rows)
    found = staging.ask("SELECT entity, alias FROM aliases ORDER BY rowid")
    # Whatever type a cell has, the tables hold texts.
    assert found == [(key, str(n)) for key, n, _ in rows]


def test_a_row_of_another_width_is_refused(staging: Staging) -> None:
    add = staging.writer("aliases", ("entity", "alias", "language"), _COMMON)
    add(("ror:1", "Lille", "fr"))
    add(("ror:2", "Loos"))
    with pytest.raises(ValueError, match="not 3 cells wide"):
        staging.flush()


def test_a_library_that_takes_few_values_at_once_gets_no_more(staging: Staging) -> None:
    staging.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 7)
    rows = [(f"ror:{n}", str(n), None) for n in range(1001)]
    _stage(staging, rows)
    found = staging.ask("SELECT entity, alias, language FROM aliases ORDER BY rowid")
    assert found == rows


def test_a_library_that_threads_may_not_share_inserts_at_once(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "threadsafety", 1)
    monkeypatch.setattr(staging_module, "ThreadPoolExecutor", None)
    _stage(staging, [("ror:1", "Lille", "fr")])
    assert staging.ask("SELECT alias FROM aliases") == [("Lille",)]


def test_what_fails_aside_is_raised_by_the_one_who_reads(staging: Staging) -> None:
    add = staging.writer("aliases", ("entity", "alias", "language"), _COMMON)
    staging.connection.execute("DROP TABLE aliases")
    add(("ror:1", "Lille", "fr"))
    with pytest.raises(sqlite3.OperationalError, match="aliases"):
        staging.flush()
    # What came after it is not written either, and nobody is told that it was.
    add(("ror:2", "Loos", "fr"))
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="aliases"):
            staging.flush()


def test_no_more_than_some_buffers_wait(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging_module, "_BUFFER", 10)
    add = staging.writer("aliases", ("entity", "alias", "language"), _COMMON)
    most = 0
    for n in range(5000):
        add((f"ror:{n}", "Lille", "fr"))
        most = max(most, len(staging._aside._waiting))
    staging.flush()
    assert 0 < most <= 4
    assert staging.ask("SELECT COUNT(*) FROM aliases") == [(5000,)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), min_size=1, max_size=30))
@example([("a\x1eb", "c, d", None), ("\x1f", '"', "")])
@example([("\x1e\x1f", "\n", "a")])
def test_tables_are_written_as_the_csv_module_writes_them(rows: list[tuple[Any, ...]]) -> None:
    with _opened() as staging:
        staging.connection.execute("CREATE TEMP TABLE t (a TEXT, b TEXT, c TEXT)")
        staging.connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        path = staging.path.with_name("t.csv")
        assert write_table(staging, "t", ("a", "b", "c"), path) == len(rows)
        written = path.read_bytes().decode()
    with io.StringIO() as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([("a", "b", "c"), *rows])
        # Versions of the module differ in whether they quote the end of line that is not theirs.
        if "\r" not in stream.getvalue():
            assert written == stream.getvalue()
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["a", "b", "c"], *([cell or "" for cell in row] for row in rows)]


def test_rows_that_were_taken_away_leave_no_hole(staging: Staging, tmp_path: Path) -> None:
    staging.connection.execute("CREATE TEMP TABLE t (a TEXT, b TEXT)")
    rows = [(str(n), "a, b" if n % 7_000 == 3 else None) for n in range(30_000)]
    staging.connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
    staging.connection.execute("DELETE FROM t WHERE rowid BETWEEN 4000 AND 17000 OR rowid % 3 = 0")
    kept = [row for at, row in enumerate(rows, 1) if not (4000 <= at <= 17000 or at % 3 == 0)]
    assert write_table(staging, "t", ("a", "b"), tmp_path / "t.csv") == len(kept)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["a", "b"], *([a, b or ""] for a, b in kept)]


def test_a_table_without_rows_makes_no_file(staging: Staging, tmp_path: Path) -> None:
    staging.connection.execute("CREATE TEMP TABLE t (a TEXT)")
    assert write_table(staging, "t", ("a",), tmp_path / "t.csv") == 0
    assert not (tmp_path / "t.csv").exists()
