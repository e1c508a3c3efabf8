"""From staged rows to curated tables: one id per body, one row per key, everything sorted.

All of it is SQL on the staging file, so that a registry of any size is joined and sorted on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.choosing import (
    choose_rows,
    keep_other_names,
    keep_other_places,
    keep_wholes,
)
from coopgraph.importing.circles import open_circles
from coopgraph.importing.known import known_ids, known_rows
from coopgraph.importing.narrowing import narrow_classes
from coopgraph.importing.placing import fill_places
from coopgraph.importing.resolving import OUT, resolve_links, resolve_things
from coopgraph.importing.sites import thin_sites
from coopgraph.importing.staging import ENTITIES, Staging, columns
from coopgraph.importing.unfit import Places
from coopgraph.importing.written import write_table

__all__ = ["Settled", "settle_tables"]

#: Tables that depend on no other one, the longest first.
_ASIDE: Final = ("identifiers", "cotutelles", "participations")


@dataclass(slots=True)
class Settled:
    """What became of the staged rows; losses are those of the reading that is settled.

    Attributes
    ----------
    rows
        Number of rows written, by table; tables without rows have no file.
    dangling
        Number of rows that were left out because they refer to what was not read, by table.
    blanked
        Number of optional references to what was not read, left blank, by table and column.
    shared
        Number of identifiers left out because several bodies bear them.
    circles
        Number of references and statements left out because things would contain each other.
    together
        By table, how many rows of all readings fell together because things are one, with the
        first places.
    unfit
        By table, how many links of all readings were left out because their two ends are one, or
        one of them is another kind of thing than the table links, with the first places.
    """

    rows: dict[str, int] = field(default_factory=dict)
    dangling: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    shared: int = 0
    circles: dict[str, int] = field(default_factory=dict)
    together: dict[str, Places] = field(default_factory=dict)
    unfit: dict[str, Places] = field(default_factory=dict)

    def take(self, other: Settled) -> None:
        """Take in what became of other tables."""
        self.rows.update(other.rows)
        self.dangling.update(other.dangling)
        self.blanked.update(other.blanked)
        self.shared += other.shared
        self.circles.update(other.circles)
        self.together.update(other.together)
        self.unfit.update(other.unfit)


def settle_tables(
    staging: Staging,
    folder: Path,
    reading: int,
    meanwhile: Sequence[Callable[[Staging], None]],
    *,
    beside: Sequence[Path] = (),
) -> Settled:
    """Write the curated tables of all that is staged.

    Parameters
    ----------
    staging
        The staging file, with the tables ``identity`` and ``shared``.
    folder
        Where the tables are written; it is empty.
    reading
        Number of the reading whose losses are counted.
    meanwhile
        What else is to be done once ids and tables of all things are settled; called with a
        connection to the staging file, perhaps a second one in another thread. Reads only.
    beside
        Folders with which the tables will be read: rows about what they describe, and rows that
        they have already, are left out.

    Returns
    -------
    Settled
    """
    staging.connection.execute("DROP TABLE IF EXISTS work.elsewhere")
    staging.connection.execute("CREATE TABLE work.elsewhere (id TEXT PRIMARY KEY) WITHOUT ROWID")
    staging.for_each(
        "INSERT INTO elsewhere VALUES (?)", [(name,) for name in sorted(known_ids(beside))]
    )
    choose_rows(staging)
    keep_other_names(staging)
    keep_other_places(staging)
    keep_wholes(staging)
    # From here on nothing is written but temporary tables, so that two threads can share the work:
    # SQLite lets go of Python while it joins and sorts.
    parts: list[Settled] = []

    def settle(table: str, on: Staging) -> None:
        parts.append(_settle_links(on, (table,), folder, reading, beside))

    # About half of the work; short jobs come last, for whichever thread is free by then.
    first, *others = (partial(settle, table) for table in _ASIDE)
    jobs: list[Callable[[Staging], None]] = [first, *meanwhile, *others]
    other = Staging(staging.path, beside=True)
    try:
        with ThreadPoolExecutor(max_workers=1) as pool:
            aside = [pool.submit(job, other) for job in jobs]
            try:
                parts.append(_settle_things(staging, folder, reading, beside))
                # What the other thread has not begun by now is done here, from the end.
                for job, future in zip(reversed(jobs), reversed(aside), strict=True):
                    if future.cancel():
                        job(staging)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                other.connection.interrupt()
                raise
            for future in aside:
                if not future.cancelled():
                    future.result()
    finally:
        other.close()
    # Counted only now: while both threads worked, one could have undone a sum of the other.
    settled = Settled()
    for part in parts:
        settled.take(part)
    for counts in (settled.rows, settled.dangling, settled.together, settled.unfit):
        _in_order(counts)
    return settled


def _in_order(counts: dict[str, Any]) -> None:
    """Bring what is said by table into the order of the tables."""
    said = {table: counts[table] for table in TABLES if table in counts}
    counts.clear()
    counts.update(said)


def _settle_things(staging: Staging, folder: Path, reading: int, beside: Sequence[Path]) -> Settled:
    """Write the things, and all links but those that another thread writes."""
    blanked: dict[str, int] = {}
    for table in ENTITIES:
        blanked |= resolve_things(staging, table, reading)
    narrow_classes(staging)
    fill_places(staging)
    links = [name for name in TABLES if name not in (*ENTITIES, *_ASIDE, "landscape", "sources")]
    settled = _settle_links(staging, links, folder, reading, beside)
    settled.blanked = blanked
    for table in (*ENTITIES, "sources"):
        if number := _write(staging, table, folder):
            settled.rows[table] = number
    return settled


def _settle_links(
    staging: Staging, tables: Sequence[str], folder: Path, reading: int, beside: Sequence[Path]
) -> Settled:
    """Write some tables of links."""
    settled = Settled()
    for table in tables:
        lost, fallen, unfit = resolve_links(staging, table, reading)
        if lost:
            settled.dangling[table] = lost
        if fallen[0]:
            settled.together[table] = fallen
        if unfit[0]:
            settled.unfit[table] = unfit
    if "sites" in tables:
        thin_sites(staging, beside)
    if "aliases" in tables:
        _thin_aliases(staging)
    if "identifiers" in tables:
        settled.shared = _thin_identifiers(staging, reading)
    if "claims" in tables:
        settled.circles = open_circles(staging, reading)
    for table in tables:
        _leave_to(beside, staging, table)
        if number := _write(staging, table, folder):
            settled.rows[table] = number
    return settled


def _thin_aliases(staging: Staging) -> None:
    """Leave out the names that the row of the thing has anyway."""
    ask = staging.connection.execute
    for table in ENTITIES:
        named = ["label_fr", "label_en"] + (["acronym"] if "acronym" in columns(table) else [])
        names = ", ".join(f't."{name}"' for name in named)
        ask(
            f"DELETE FROM temp.{OUT}aliases WHERE rowid IN (SELECT a.rowid FROM "
            f'temp.{OUT}aliases a JOIN temp."{OUT}{table}" t ON t.id = a.entity '
            f"WHERE a.alias IN ({names}))"
        )


def _thin_identifiers(staging: Staging, reading: int) -> int:
    """Leave out what several bodies bear: it identifies none, or the one that is named by it.

    Returned is how many of them the register of a reading states.
    """
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.borne")
    ask(
        f"""CREATE TEMP TABLE borne AS SELECT rowid AS row, source FROM temp.{OUT}identifiers
        WHERE (scheme, value) IN (
          SELECT scheme, value FROM temp.{OUT}identifiers
          WHERE (scheme, value) IN (SELECT scheme, value FROM work.shared)
          GROUP BY 1, 2 HAVING MIN(entity) < MAX(entity))
        AND entity IS NOT (SELECT id FROM identity
          WHERE key = scheme || ':' || REPLACE(value, 'https://ror.org/', ''))"""
    )
    own = "WHERE source = (SELECT kind FROM batch WHERE id = ?)"
    ((number,),) = staging.ask(f"SELECT COUNT(*) FROM temp.borne {own}", reading)
    ask(f"DELETE FROM temp.{OUT}identifiers WHERE rowid IN (SELECT row FROM temp.borne)")
    return int(number)


def _leave_to(beside: Sequence[Path], staging: Staging, table: str) -> None:
    """Leave out the rows that another folder has: a fact stands once in what is read together."""
    if not beside:
        return
    names = TABLES[table].key
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.there")
    ask(f"CREATE TEMP TABLE there ({', '.join(f'k{n}' for n in range(len(names)))})")
    staging.for_each(
        f"INSERT INTO there VALUES ({', '.join('?' * len(names))})", known_rows(beside, table)
    )
    ask(f"CREATE INDEX temp.there_at ON there ({', '.join(f'k{n}' for n in range(len(names)))})")
    same = " AND ".join(f"k{n} = COALESCE(\"{name}\", '')" for n, name in enumerate(names))
    ask(f'DELETE FROM temp."{OUT}{table}" WHERE EXISTS (SELECT 1 FROM temp.there WHERE {same})')


def _write(staging: Staging, table: str, folder: Path) -> int:
    """Write the resolved rows of a table in the order of its key; they stand so, or are sorted."""
    names = columns(table)
    made = f"{OUT}{table}"
    if table == "sources":
        key = ", ".join(f"COALESCE(\"{name}\", '')" for name in TABLES[table].key)
        newest = 'SELECT MAX(rowid) FROM sources GROUP BY "id"'
        staging.connection.execute(f'DROP TABLE IF EXISTS temp."{made}"')
        staging.connection.execute(
            f'CREATE TEMP TABLE "{made}" AS SELECT * FROM sources WHERE rowid IN ({newest}) '
            f"ORDER BY {key}"
        )
    return write_table(staging, made, names, folder / f"{table}.csv")
