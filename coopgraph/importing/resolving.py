"""Staged rows with ids in the place of keys: those of things, and those of links between them."""

from __future__ import annotations

from functools import cache
from typing import Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.staging import REFERENCES, Staging, columns
from coopgraph.model.columns import Column, columns_of

__all__ = ["OUT", "resolve_links", "resolve_things"]

#: What the resolved rows of a table are called: temporary tables of this beginning.
OUT: Final = "out_"
#: Tables of links between two things that may turn out to be one.
_PAIRS: Final = {
    "cotutelles": ("structure", "body"),
    "participations": ("collective", "member"),
    "partnerships": ("subject", "partner"),
    "copublications": ("body", "partner"),
    "claims": ("subject", "value"),
    "events": ("originals", "resultings"),
}


def resolve_things(staging: Staging, table: str, reading: int) -> dict[str, int]:
    """Make the rows of a table of things: the chosen row of each id, references as ids.

    Parameters
    ----------
    staging
        The staging file, with the temporary tables ``identity``, ``chosen`` and ``elsewhere``.
    table
        A table of things.
    reading
        Number of the reading whose references are counted.

    Returns
    -------
    dict of str to int
        By table and column, how many references of that reading lead to nothing and were left
        blank.
    """
    names = columns(table)
    refs = REFERENCES.get(table, {})
    cells = []
    joins = []
    for number, name in enumerate(names):
        if name == "id":
            cells.append('c.id AS "id"')
        elif name in refs and not _many(table, name):
            # A reference to what is no row of the right table is left blank.
            targets = _targets(table, name)
            joins.append(
                f'LEFT JOIN identity i{number} ON i{number}.key = t."{name}" '
                f"LEFT JOIN chosen r{number} ON r{number}.id = i{number}.id "
                f"AND r{number}.tbl IN ({targets}) AND r{number}.id != c.id"
            )
            cells.append(f'r{number}.id AS "{name}"')
        elif name in refs:
            cells.append(f'ids(t."{name}") AS "{name}"')
        else:
            cells.append(f't."{name}"')
    _with_ids(staging)
    ask = staging.connection.execute
    ask(f'DROP TABLE IF EXISTS temp."{OUT}{table}"')
    rows = (
        f'FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN chosen c ON c.id = i.id '
        f"AND c.tbl = '{table}' AND c.row = t.rowid {' '.join(joins)} "
        "WHERE c.id NOT IN (SELECT id FROM elsewhere)"
    )
    ask(f'CREATE TEMP TABLE "{OUT}{table}" AS SELECT {", ".join(cells)} {rows}')
    blanked = {}
    for number, name in enumerate(names):
        if name in refs and not _many(table, name):
            (lost,) = ask(
                f'SELECT COUNT(*) {rows} AND t."{name}" IS NOT NULL AND r{number}.id IS NULL '
                "AND t.batch = ?",
                (reading,),
            ).fetchone()
            if lost:
                blanked[f"{table}.{name}"] = lost
    return blanked


def resolve_links(staging: Staging, table: str, reading: int) -> int:
    """Make the rows of a table of links, one for each key, references as ids.

    Parameters
    ----------
    staging
        The staging file, with the temporary tables ``identity`` and ``chosen``.
    table
        A table that is none of things.
    reading
        Number of the reading whose rows are counted.

    Returns
    -------
    int
        How many rows of that reading were left out because they refer to what was not read.
    """
    names = columns(table)
    refs = REFERENCES.get(table, {})
    cells, joins, must, absent = [], [], [], []
    for number, name in enumerate(names):
        if table == "claims" and name in ("subject", "value"):
            # A subject is a thing; a value is one where its type is iri.
            joins.append(f'LEFT JOIN identity i{number} ON i{number}.key = t."{name}"')
            iri = "1" if name == "subject" else "t.datatype = 'iri'"
            cells.append(f'CASE WHEN {iri} THEN i{number}.id ELSE t."{name}" END AS "{name}"')
            absent.append(f"({iri} AND i{number}.id IS NULL)")
            must.append(f'"{name}" IS NOT NULL')
        elif name not in refs:
            cells.append(f't."{name}" AS "{name}"')
        elif _many(table, name):
            cells.append(f'ids(t."{name}") AS "{name}"')
        else:
            joins.append(
                f'LEFT JOIN identity i{number} ON i{number}.key = t."{name}" '
                f"LEFT JOIN chosen r{number} ON r{number}.id = i{number}.id "
                f"AND r{number}.tbl IN ({_targets(table, name)})"
            )
            cells.append(f'r{number}.id AS "{name}"')
            absent.append(f'(t."{name}" IS NOT NULL AND i{number}.id IS NULL)')
            if refs[name]:
                must.append(f'"{name}" IS NOT NULL')
    order = ", ".join(f'"{name}"' for name in names if name not in TABLES[table].key)
    if table == "copublications":
        # The pair has no order; of two entries that are one body, the greater count stands: a
        # publication of both would count twice in their sum.
        ends = ", ".join(f"r{names.index(name)}.id" for name in _PAIRS[table])
        for name, least in zip(_PAIRS[table], ("MIN", "MAX"), strict=True):
            cells[names.index(name)] = f'{least}({ends}) AS "{name}"'
        order = f'CAST("count" AS REAL) DESC, {order}'
    if table in _PAIRS:
        one, other = _PAIRS[table]
        must.append(f'"{one}" != "{other}"')
    apart = ""
    if table == "participations":
        # What is a structure after all has its bodies in cotutelles.csv.
        cells.append(f"r{names.index('member')}.tbl AS tbl_")
        apart = " WHERE NOT (role = 'registered-part' AND tbl_ IS 'structures')"
    # The same fact at another place of the same register is the same fact.
    key = ", ".join(f'"{name}"' for name in TABLES[table].key if name != "locator")
    ask = staging.connection.execute
    ask(f'DROP TABLE IF EXISTS temp."{OUT}{table}"')
    inner = (
        f'SELECT * FROM (SELECT t.rank AS rank_, {", ".join(cells)} FROM "{table}" t '
        f"{' '.join(joins)}){apart}"
    )
    rest = ", ".join(f'"{name}"' for name in names)
    where = f"WHERE {' AND '.join(must)}" if must else ""
    ask(
        f'CREATE TEMP TABLE "{OUT}{table}" AS SELECT {rest} FROM (SELECT *, ROW_NUMBER() OVER ('
        f"PARTITION BY {key} ORDER BY rank_, {order}) AS n_ FROM ({inner}) {where}) WHERE n_ = 1"
    )
    if not absent:
        return 0
    # What belongs to a body or to a structure is staged as both, and counts as what it turned out
    # to be.
    other = ""
    if table == "cotutelles":
        at = names.index("structure")
        other = (
            f" AND NOT (t.role = 'registered-parent' AND i{at}.id IS NOT NULL AND r{at}.id IS NULL)"
        )
    elif table == "participations":
        at = names.index("member")
        unlike = f"(r{at}.tbl IS 'structures' OR i{at}.id IS NULL)"
        other = f" AND NOT (role = 'registered-part' AND {unlike})"
    (lost,) = ask(
        f'SELECT COUNT(*) FROM "{table}" t {" ".join(joins)} WHERE ({" OR ".join(absent)})'
        f"{other} AND t.batch = ?",
        (reading,),
    ).fetchone()
    return int(lost)


def _many(table: str, name: str) -> bool:
    return _declared(table)[name].many


def _targets(table: str, name: str) -> str:
    return ", ".join(f"'{target}'" for target in _declared(table)[name].targets)


@cache
def _declared(table: str) -> dict[str, Column]:
    return dict(columns_of(TABLES[table].record))


def _with_ids(staging: Staging) -> None:
    """Give SQL the function that says the ids of several keys in one cell."""

    def ids(cell: str | None) -> str | None:
        if not cell:
            return None
        found = {
            row[0]
            for key in cell.split("; ")
            for row in staging.connection.execute("SELECT id FROM identity WHERE key = ?", (key,))
        }
        return "; ".join(sorted(found)) or None

    staging.connection.create_function("ids", 1, ids)
