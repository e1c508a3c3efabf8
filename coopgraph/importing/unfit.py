"""Links that fall together, or have no place in their table, once it is known what is one body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.staging import Staging, columns
from coopgraph.model.columns import Column, columns_of

__all__ = ["PAIRS", "Places", "count_fallen", "count_unfit", "declared", "is_many"]

#: A number of rows, and the first places where a source states them.
Places = tuple[int, tuple[str, ...]]
#: How many places of rows are said.
_PLACES: Final = 5
#: Tables of links between two things that may turn out to be one.
PAIRS: Final = {
    "cotutelles": ("structure", "body"),
    "participations": ("collective", "member"),
    "partnerships": ("subject", "partner"),
    "copublications": ("body", "partner"),
    "claims": ("subject", "value"),
    "events": ("originals", "resultings"),
}


def count_fallen(staging: Staging, table: str, key: Sequence[str]) -> Places:
    """Count the rows that are the same as the one above them, and were not as they were staged.

    Parameters
    ----------
    staging
        The staging file.
    table
        A temporary table, sorted by the key, with ``raw_`` (the ends as staged) and ``lost_``.
    key
        Columns of the key.

    Returns
    -------
    int
        How many, of all readings.
    tuple of str
        The first places.
    """
    same = " AND ".join(f'above."{name}" IS t."{name}"' for name in key)
    found = staging.each(
        f'SELECT t.source, t.locator FROM temp."{table}" t CROSS JOIN temp."{table}" above '
        f"ON above.rowid = t.rowid - 1 WHERE {same} AND t.raw_ IS NOT above.raw_ AND NOT t.lost_ "
        "ORDER BY 1, 2"
    )
    return _counted(found)


def count_unfit(
    staging: Staging, table: str, joins: Sequence[str], absent: Sequence[str], wrong: Sequence[str]
) -> Places:
    """Count the links between things that were read which a table has no place for.

    Their two ends are one thing, or one of them is another kind of thing than the table links.

    Parameters
    ----------
    staging
        The staging file, with the table ``target``.
    table
        A table of :data:`PAIRS`.
    joins
        What leads each reference to its target: ``i0``, ``i1`` … by the number of its column.
    absent, wrong
        Conditions by which a reference leads to nothing that was read, or to another kind of thing.

    Returns
    -------
    int
        How many, of all readings.
    tuple of str
        The first places.
    """
    if any(is_many(table, name) for name in PAIRS[table]):
        return 0, ()
    one, other = (f"i{columns(table).index(name)}" for name in PAIRS[table])
    misfit = " OR ".join([f"{one}.id = {other}.id", *wrong])
    # What is staged both as a part of a body and as a structure of it stands where it belongs.
    elsewhere = {
        "cotutelles": (
            "t.role = 'registered-parent' AND NOT "
            f"({one}.id = {other}.id AND {one}.tbl IS 'structures')"
        ),
        "participations": (
            f"t.role = 'registered-part' AND 'structures' IN ({one}.tbl, {other}.tbl)"
        ),
        "claims": "t.datatype IS NOT 'iri'",
    }.get(table, "0")
    found = staging.each(
        f'SELECT t.source, t.locator FROM "{table}" t {" ".join(joins)} WHERE ({misfit}) '
        f"AND NOT ({' OR '.join(absent)}) AND ({elsewhere}) IS NOT TRUE ORDER BY 1, 2"
    )
    return _counted(found)


def _counted(found: Iterable[tuple[Any, ...]]) -> Places:
    """Return how many rows there are, by source and locator, and the first places."""
    number, places = 0, dict[str, None]()
    for source, locator in found:
        number += 1
        if len(places) < _PLACES:
            places[f"{source} {locator or ''}".strip()] = None
    return number, tuple(places)


def is_many(table: str, name: str) -> bool:
    """Tell whether a cell of a column may name several things."""
    return declared(table)[name].many


@cache
def declared(table: str) -> dict[str, Column]:
    """Return the columns of a table with what they hold, by name."""
    return dict(columns_of(TABLES[table].record))
