"""Check that no row is above itself: parents, places, plans, renewals, pairs of bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from coopgraph.curation.tables import TABLES, Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.columns import columns_of

__all__ = ["check_circles"]

#: Columns of one row that name two different things.
_PAIRS: Final = {
    "place_members": ("region", "country"),
    "participations": ("collective", "member"),
    "partnerships": ("subject", "partner"),
    "copublications": ("body", "partner"),
    "project_teams": ("body", "partner"),
}


def check_circles(tables: Tables) -> Iterator[Fault]:
    """Yield the rows that name themselves, directly or through others of their table.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.

    Yields
    ------
    Fault
        One per circle, at its first row, with the places of the others.
    """
    for name, spec in TABLES.items():
        for column, declared in columns_of(spec.record):
            if declared.kind == "reference" and name in declared.targets and not declared.many:
                yield from _circles(tables.rows[name], column)
    for name, (column, other) in _PAIRS.items():
        for located in tables.rows[name]:
            value = getattr(located.record, column)
            if value == getattr(located.record, other):
                yield Fault(
                    located.file,
                    located.line,
                    other,
                    message("{value} stands in {column} too", value=value, column=column),
                    message("the two are different bodies or places: correct one of them"),
                )


def _circles(rows: list[Located], column: str) -> Iterator[Fault]:
    by_id = {row.record.id: row for row in rows if hasattr(row.record, "id")}
    settled: set[str] = set()
    for start in by_id:
        way: list[str] = []
        name: str | None = start
        while name is not None and name in by_id and name not in settled and name not in way:
            way.append(name)
            name = getattr(by_id[name].record, column)
        if name in way:
            yield _fault(way[way.index(name) :], by_id, column)
        settled.update(way)


def _fault(circle: list[str], by_id: Mapping[str, Located], column: str) -> Fault:
    first = by_id[circle[0]]
    if len(circle) == 1:
        cause = message("{name} names itself", name=circle[0])
    else:
        named = " → ".join(f"{name} ({by_id[name].file}:{by_id[name].line})" for name in circle)
        cause = message("a circle: {rows}", rows=f"{named} → {circle[0]}")
    return Fault(
        first.file,
        first.line,
        column,
        cause,
        message("leave it blank, or name what stands above or before"),
    )
