"""Things that would contain each other, which no register means: their links are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from coopgraph.importing.resolving import OUT
from coopgraph.importing.staging import Staging

__all__ = ["open_circles"]

_PART_OF: Final = "org:subOrganizationOf"
_TABLES: Final = ("structures", "organizations")
_STATED: Final = f"SELECT subject, value FROM temp.{OUT}claims WHERE predicate = '{_PART_OF}'"


def open_circles(staging: Staging, reading: int) -> dict[str, int]:
    """Leave out what makes circles: of parents in the rows, then of statements together with them.

    Registers that describe the same things may see them from two sides: A is a part of B for the
    one, B of A for the other.

    Parameters
    ----------
    staging
        The staging file with the resolved tables.
    reading
        Number of the reading whose losses are counted.

    Returns
    -------
    dict of str to int
        By table and column, how many that its register states were left out.
    """
    ((register,),) = staging.ask("SELECT kind FROM batch WHERE id = ?", reading)
    found = {f"{table}.parent": _blank_parents(staging, table, register) for table in _TABLES}
    found["claims.value"] = _drop_statements(staging, register)
    return {name: number for name, number in found.items() if number}


def _blank_parents(staging: Staging, table: str, register: str) -> int:
    # Each has one parent, so that all that is left is in a circle.
    rows = sorted((part,) for part, _ in _core(staging, _parents(table)))
    own = _stated_by(staging, register, f'"{OUT}{table}" WHERE id = ?', rows)
    staging.for_each(f'UPDATE temp."{OUT}{table}" SET "parent" = NULL WHERE id = ?', rows)
    return own


def _drop_statements(staging: Staging, register: str) -> int:
    edges = _core(staging, _STATED, *map(_parents, _TABLES))
    stated = staging.ask(f"{_STATED} AND (subject, value) IN (SELECT part, whole FROM edges)")
    above: dict[str, list[str]] = defaultdict(list)
    for part, whole in edges:
        above[part].append(whole)
    rows = sorted(
        (part, whole, _PART_OF) for part, whole in set(stated) if _leads(above, whole, part)
    )
    those = f"{OUT}claims WHERE subject = ? AND value = ? AND predicate = ?"
    own = _stated_by(staging, register, those, rows)
    staging.for_each(f"DELETE FROM temp.{those}", rows)
    return own


def _stated_by(staging: Staging, register: str, those: str, rows: Sequence[tuple[str, ...]]) -> int:
    """Count the rows that a register states, of some rows of a resolved table."""
    return sum(
        int(staging.ask(f"SELECT COUNT(*) FROM temp.{those} AND source = ?", *row, register)[0][0])
        for row in rows
    )


def _parents(table: str) -> str:
    return f'SELECT id, "parent" FROM temp."{OUT}{table}" WHERE "parent" IS NOT NULL'


def _core(staging: Staging, *queries: str) -> list[tuple[str, str]]:
    """Return the edges that may be in a circle: those with one before and one behind them.

    All others are taken away on disk, again and again, until none is left to be taken.
    """
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.edges")
    ask("CREATE TEMP TABLE edges (part TEXT, whole TEXT, PRIMARY KEY (part, whole)) WITHOUT ROWID")
    ask(f"INSERT INTO edges {' UNION '.join(queries)}")
    ask("CREATE INDEX temp.edges_by_whole ON edges (whole)")
    while ask(
        """DELETE FROM edges WHERE part NOT IN (SELECT whole FROM edges)
        OR whole NOT IN (SELECT part FROM edges)"""
    ).rowcount:
        pass
    return [(part, whole) for part, whole in staging.ask("SELECT part, whole FROM edges")]


def _leads(above: Mapping[str, Iterable[str]], start: str, end: str) -> bool:
    """Tell whether a way upwards leads from one thing to another.

    Examples
    --------
    >>> _leads({"a": ["b"], "b": ["c"]}, "a", "c"), _leads({"a": ["b"]}, "b", "a")
    (True, False)
    """
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        if here == end:
            return True
        for further in above.get(here, ()):
            if further not in seen:
                seen.add(further)
                ahead.append(further)
    return False
