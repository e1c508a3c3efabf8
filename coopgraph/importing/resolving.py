"""Staged rows with ids in the place of keys: those of things, and those of links between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.staging import REFERENCES, Staging, columns
from coopgraph.importing.unfit import PAIRS, Places, count_fallen, count_unfit, declared, is_many

__all__ = ["OUT", "resolve_links", "resolve_things"]

#: What stands first of the kinds of one name, which is said once.
_KIND: Final = (
    "CASE kind WHEN 'acronym' THEN 0 WHEN 'former-name' THEN 1 WHEN 'alias' THEN 2 ELSE 3 END"
)

#: What the resolved rows of a table are called: temporary tables of this beginning.
OUT: Final = "out_"


def resolve_things(staging: Staging, table: str, reading: int) -> dict[str, int]:
    """Make the rows of a table of things: the chosen row of each id, references as ids.

    Parameters
    ----------
    staging
        The staging file, with the tables ``target``, ``chosen`` and ``elsewhere``.
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
    blanks: dict[str, str] = {}
    for number, name in enumerate(names):
        if name == "id":
            cells.append('c.id AS "id"')
        elif name in refs and not is_many(table, name):
            # A reference to what is no row of the right table is left blank.
            joins.append(f'LEFT JOIN target i{number} ON i{number}.key = t."{name}"')
            fits = f"i{number}.tbl IN ({_targets(table, name)}) AND i{number}.id != c.id"
            found = f"CASE WHEN {fits} THEN i{number}.id END"
            cells.append(f'{found} AS "{name}"')
            lost = f't.batch = {reading:d} AND t."{name}" IS NOT NULL AND {found} IS NULL'
            blanks[name] = f"{lost} AS lost_{number}"
        elif name in refs:
            cells.append(f'ids(t."{name}") AS "{name}"')
        else:
            cells.append(f't."{name}"')
    _with_ids(staging)
    ask = staging.connection.execute
    ask(f'DROP TABLE IF EXISTS temp."{OUT}{table}"')
    ask(
        f'CREATE TEMP TABLE "{OUT}{table}" AS SELECT {", ".join([*cells, *blanks.values()])} '
        f'FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN chosen c ON c.id = i.id '
        f"AND c.tbl = '{table}' AND c.row = t.rowid {' '.join(joins)} "
        "WHERE c.id NOT IN (SELECT id FROM elsewhere) ORDER BY c.id"
    )
    if not blanks:
        return {}
    sums = ", ".join(f"SUM({lost.rpartition(' ')[2]})" for lost in blanks.values())
    counts = ask(f'SELECT {sums} FROM temp."{OUT}{table}"').fetchone()
    return {f"{table}.{name}": n for name, n in zip(blanks, counts, strict=True) if n}


def resolve_links(staging: Staging, table: str, reading: int) -> tuple[int, Places, Places]:
    """Make the rows of a table of links, one for each key, references as ids.

    Parameters
    ----------
    staging
        The staging file, with the table ``target``.
    table
        A table that is none of things.
    reading
        Number of the reading whose rows are counted.

    Returns
    -------
    int
        How many rows of that reading were left out because they refer to what was not read.
    tuple of int and tuple of str
        How many rows of all readings fell together because things that they name are one, and the
        first places.
    tuple of int and tuple of str
        How many rows of all readings were left out because their two ends turned out to be one
        thing, or one of them another kind of thing than the table links, and the first places.
    """
    names = columns(table)
    refs = REFERENCES.get(table, {})
    cells, joins, must, absent = [], [], [], []
    found: dict[str, str] = {}
    for number, name in enumerate(names):
        if table == "claims" and name in ("subject", "value"):
            # A subject is a thing; a value is one where its type is iri.
            joins.append(f'LEFT JOIN target i{number} ON i{number}.key = t."{name}"')
            iri = "1" if name == "subject" else "t.datatype = 'iri'"
            cells.append(f'CASE WHEN {iri} THEN i{number}.id ELSE t."{name}" END AS "{name}"')
            absent.append(f"({iri} AND i{number}.id IS NULL)")
            must.append(f'"{name}" IS NOT NULL')
        elif name not in refs:
            cells.append(f't."{name}" AS "{name}"')
        elif is_many(table, name):
            cells.append(f'ids(t."{name}") AS "{name}"')
        else:
            joins.append(f'LEFT JOIN target i{number} ON i{number}.key = t."{name}"')
            fits = f"i{number}.tbl IN ({_targets(table, name)})"
            found[name] = f"CASE WHEN {fits} THEN i{number}.id END"
            cells.append(f'{found[name]} AS "{name}"')
            absent.append(f'(t."{name}" IS NOT NULL AND i{number}.id IS NULL)')
            if refs[name]:
                must.append(f'"{name}" IS NOT NULL')
    order = ", ".join(f'"{name}"' for name in names if name not in TABLES[table].key)
    if table == "copublications":
        # The pair has no order; of two entries that are one body, the greater count stands: a
        # publication of both would count twice in their sum.
        ends = ", ".join(found[name] for name in PAIRS[table])
        for name, least in zip(PAIRS[table], ("MIN", "MAX"), strict=True):
            cells[names.index(name)] = f'{least}({ends}) AS "{name}"'
        order = f'CAST("count" AS REAL) DESC, {order}'
    if table in PAIRS:
        one, other = PAIRS[table]
        must.append(f'"{one}" != "{other}"')
    apart = ""
    if table == "participations":
        # What is a structure after all has its bodies in cotutelles.csv.
        cells.append(f"i{names.index('member')}.tbl AS tbl_")
        apart = " WHERE NOT (role = 'registered-part' AND tbl_ IS 'structures')"
    # What belongs to a body or to a structure is staged as both, and counts as what it turned out
    # to be.
    other = ""
    if table == "cotutelles":
        unlike = f"i{names.index('structure')}.id IS NOT NULL AND {found['structure']} IS NULL"
        other = f" AND NOT (t.role = 'registered-parent' AND {unlike})"
    elif table == "participations":
        at = names.index("member")
        unlike = f"(i{at}.tbl IS 'structures' OR i{at}.id IS NULL)"
        other = f" AND NOT (t.role = 'registered-part' AND {unlike})"
    lost = f"({' OR '.join(absent)}){other} AND t.batch = {reading:d}" if absent else "0"
    kept = " AND ".join(must) or "1"
    rest = ", ".join(f'"{name}"' for name in names)
    # The same fact at another place of the same register is the same fact.
    key = [name for name in TABLES[table].key if name != "locator"]
    order = f"rank_, {order}"
    if table == "aliases":
        key, order = ["entity", "alias"], f"{_KIND}, source, kind, {order}"
    made = f"{OUT}{table}"
    together = table in PAIRS and table != "copublications"  # of those, a count stands
    staged = " || CHAR(10) || ".join(f"COALESCE(t.\"{n}\", '')" for n in PAIRS.get(table, ()))
    raw = staged if together else "NULL"
    inner = (
        f"SELECT * FROM (SELECT t.rank AS rank_, {lost} AS lost_, {raw} AS raw_, "
        f"{', '.join(cells)} "
        f'FROM "{table}" t {" ".join(joins)}){apart}'
    )
    select = f"SELECT {rest}, rank_, lost_, raw_ FROM ({inner}) WHERE lost_ OR ({kept})"
    make_sorted(staging, made, select, key, order)
    ((number,),) = staging.ask(f'SELECT COUNT(*) FROM temp."{made}" WHERE lost_')
    fallen = count_fallen(staging, made, key) if together else (0, ())
    keep_first(staging, made, key)
    if number:
        staging.connection.execute(f'DELETE FROM temp."{made}" WHERE NOT ({kept})')
    wrong = [f"{cell} IS NULL" for name, cell in found.items() if refs[name]]
    unfit = count_unfit(staging, table, joins, absent, wrong) if table in PAIRS else (0, ())
    return int(number), fallen, unfit


def make_sorted(staging: Staging, table: str, select: str, key: Sequence[str], order: str) -> None:
    """Make a temporary table whose rows stand in the order of a key, and then of what comes first.

    Parameters
    ----------
    staging
        The staging file.
    table
        The temporary table; replaced if there is one.
    select
        Its rows.
    key, order
        Columns of the key, and terms of SQL.
    """
    names = ", ".join(f'"{name}"' for name in key)
    staging.connection.execute(f'DROP TABLE IF EXISTS temp."{table}"')
    staging.connection.execute(f'CREATE TEMP TABLE "{table}" AS {select} ORDER BY {names}, {order}')


def keep_first(staging: Staging, table: str, key: Sequence[str]) -> None:
    """Keep the first of the rows that have the same key, in a table of :func:`make_sorted`.

    Doubles stand one after the other there, so that nothing needs to be sorted or numbered again.

    Parameters
    ----------
    staging
        The staging file.
    table
        The temporary table, as it was made.
    key
        Columns of the key; two blanks are the same.
    """
    same = " AND ".join(f'above."{name}" IS t."{name}"' for name in key)
    staging.connection.execute(
        f'DELETE FROM temp."{table}" WHERE rowid IN (SELECT t.rowid FROM temp."{table}" t '
        f'CROSS JOIN temp."{table}" above ON above.rowid = t.rowid - 1 WHERE {same})'
    )


def _targets(table: str, name: str) -> str:
    return ", ".join(f"'{target}'" for target in declared(table)[name].targets)


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
