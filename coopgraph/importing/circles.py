"""Things that would contain each other, which no register means: their links are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from coopgraph.importing.resolving import OUT
from coopgraph.importing.staging import Staging

__all__ = ["open_circles"]

_PART_OF: Final = "org:subOrganizationOf"


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
    found = {
        f"{table}.parent": _blank_parents(staging, table, register)
        for table in ("structures", "organizations")
    }
    found["claims.value"] = _drop_statements(staging, register)
    return {name: number for name, number in found.items() if number}


def _blank_parents(staging: Staging, table: str, register: str) -> int:
    above = dict(_parents(staging, table))
    done: set[str] = set()
    round_: list[str] = []
    for start in sorted(above):
        way: list[str] = []
        key: str | None = start
        while key is not None and key not in done and key not in way:
            way.append(key)
            key = above.get(key)
        if key in way:
            round_ += way[way.index(key) :]
        done.update(way)
    rows = [(key,) for key in round_]
    own = _stated_by(staging, register, f'"{OUT}{table}" WHERE id = ?', rows)
    staging.connection.executemany(
        f'UPDATE temp."{OUT}{table}" SET "parent" = NULL WHERE id = ?', rows
    )
    return own


def _drop_statements(staging: Staging, register: str) -> int:
    stated = staging.ask(
        f"SELECT DISTINCT subject, value FROM temp.{OUT}claims WHERE predicate = ?", _PART_OF
    )
    edges: set[tuple[str, str]] = {(part, whole) for part, whole in stated}
    for table in ("structures", "organizations"):
        edges.update(_parents(staging, table))
    edges = _core(edges)
    above: dict[str, list[str]] = defaultdict(list)
    for part, whole in edges:
        above[part].append(whole)
    round_ = sorted(
        (part, whole)
        for part, whole in stated
        if (part, whole) in edges and _leads(above, whole, part)
    )
    rows = [(part, whole, _PART_OF) for part, whole in round_]
    those = f"{OUT}claims WHERE subject = ? AND value = ? AND predicate = ?"
    own = _stated_by(staging, register, those, rows)
    staging.connection.executemany(f"DELETE FROM temp.{those}", rows)
    return own


def _stated_by(staging: Staging, register: str, those: str, rows: Sequence[tuple[str, ...]]) -> int:
    """Count the rows that a register states, of some rows of a resolved table."""
    return sum(
        int(staging.ask(f"SELECT COUNT(*) FROM temp.{those} AND source = ?", *row, register)[0][0])
        for row in rows
    )


def _parents(staging: Staging, table: str) -> list[tuple[str, str]]:
    return [
        (part, whole)
        for part, whole in staging.ask(
            f'SELECT id, "parent" FROM temp."{OUT}{table}" WHERE "parent" IS NOT NULL'
        )
    ]


def _core(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the edges that may be in a circle: those with one before and one behind them.

    Examples
    --------
    >>> sorted(_core({("a", "b"), ("b", "a"), ("b", "c"), ("d", "a")}))
    [('a', 'b'), ('b', 'a')]
    """
    while True:
        parts, wholes = {part for part, _ in edges}, {whole for _, whole in edges}
        kept = {(part, whole) for part, whole in edges if part in wholes and whole in parts}
        if kept == edges:
            return kept
        edges = kept


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
