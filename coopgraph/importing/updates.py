"""A newer file over an older one: what came, what went, first and last sight."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.staging import ENTITIES, Staging
from coopgraph.importing.written import write_table

__all__ = ["Change", "replace_batch", "write_sightings"]

#: What is followed from one reading to the next: things, and who has to do with which structure.
_SEEN: Final = {
    **{table: '"id"' for table in ENTITIES if table != "places"},
    "cotutelles": '"structure" || \' \' || "body" || \' \' || "role"',
    "sites": '"entity" || \' \' || "place"',
    "participations": '"collective" || \' \' || "member" || \' \' || "role"',
}


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer reading changed.

    Attributes
    ----------
    before
        Date of the older file.
    came, went
        Numbers by table.
    """

    before: str
    came: dict[str, int]
    went: dict[str, int]


def replace_batch(staging: Staging, name: str, number: int, day: str) -> Change | None:
    """Let a reading take the place of the older ones of its name.

    Parameters
    ----------
    staging
        The staging file.
    name
        Name under which the register is remembered.
    number
        The newer reading.
    day
        Date of its files.

    Returns
    -------
    Change or None
        None if there was no older reading.
    """
    ask = staging.connection.execute
    older = staging.ask(
        "SELECT id, dated FROM batch WHERE kind = ? AND id != ? ORDER BY id", name, number
    )
    ask("BEGIN")
    change = None
    if older:
        numbers = ", ".join(str(batch) for batch, _ in older)
        came, went = {}, {}
        for table, key in _SEEN.items():
            new = f'SELECT {key} FROM "{table}" WHERE batch = {number}'
            old = f'SELECT {key} FROM "{table}" WHERE batch IN ({numbers})'
            came[table] = staging.ask(f"SELECT COUNT(*) FROM ({new} EXCEPT {old})")[0][0]
            went[table] = staging.ask(f"SELECT COUNT(*) FROM ({old} EXCEPT {new})")[0][0]
        change = Change(
            older[-1][1],
            {table: count for table, count in came.items() if count},
            {table: count for table, count in went.items() if count},
        )
        # What is still described says itself when it was seen: only what went must be remembered.
        ask(
            "INSERT INTO sighting SELECT kind, key, MIN(first), MAX(last) "
            f"FROM ({_sights(f'batch IN ({numbers})')}) WHERE 1 GROUP BY 1, 2 "
            "ON CONFLICT DO UPDATE SET first = MIN(first, excluded.first), "
            "last = MAX(last, excluded.last)"
        )
        for table in (*TABLES, "same", "skipped", "unresolved", "standing"):
            ask(f'DELETE FROM "{table}" WHERE batch IN ({numbers})')
        ask(f"DELETE FROM batch WHERE id IN ({numbers})")
    ask("COMMIT")
    return change


def write_sightings(staging: Staging, path: Path) -> None:
    """Write when each thing and link was seen first and last, by register.

    Parameters
    ----------
    staging
        The staging file.
    path
        The table to write: register, what (table and keys), date of the first and the last file.
    """
    staging.connection.execute("DROP TABLE IF EXISTS temp.seen")
    staging.connection.execute(
        "CREATE TEMP TABLE seen AS SELECT kind AS register, key AS what, MIN(first) AS first, "
        "MAX(last) AS last FROM (SELECT kind, key, first, last FROM sighting UNION ALL "
        f"{_sights('1')}) GROUP BY 1, 2 ORDER BY 1, 2"
    )
    names = ("register", "what", "first", "last")
    if not write_table(staging, "seen", names, path):
        path.write_text(",".join(names) + "\n", "utf-8", newline="")


def _sights(where: str) -> str:
    """Return a query of what readings describe: register, what, and twice the day of its files."""
    batches = "(SELECT id AS batch_, kind AS kind_, dated AS day_ FROM batch)"
    return " UNION ALL ".join(
        f"SELECT kind_ AS kind, '{table} ' || {key} AS key, day_ AS first, day_ AS last "
        f'FROM "{table}" JOIN {batches} ON batch_ = batch WHERE {where}'
        for table, key in _SEEN.items()
    )
