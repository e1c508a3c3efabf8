"""From staged rows to curated tables: one id per body, one row per key, everything sorted.

All of it is SQL on the staging file, so that a registry of any size is joined and sorted on disk.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.staging import ENTITIES, REFERENCES, Staging, columns
from coopgraph.model.columns import Column, columns_of

__all__ = ["Settled", "settle_tables"]

#: What the settled rows are called while they are made.
_OUT: Final = "out_"
_ROWS: Final = 10_000
#: Stands for the reading of names that no reading made as such.
_NOT_CHOSEN: Final = -1
#: How well a row knows which table its thing belongs to: a register of structures, one of bodies,
#: ROR, a mere mention.
_STANDING: Final = {
    "structures": "CASE WHEN t.rank <= 10 THEN 0 ELSE 2 END",
    "organizations": "CASE WHEN t.rank >= 1000 THEN 4 WHEN t.rank = 20 THEN 3 ELSE 1 END",
}
#: Tables of links between two things that may turn out to be one.
_PAIRS: Final = {
    "cotutelles": ("structure", "body"),
    "participations": ("collective", "member"),
    "partnerships": ("subject", "partner"),
    "copublications": ("body", "partner"),
    "claims": ("subject", "value"),
    "events": ("originals", "resultings"),
}


@dataclass(slots=True)
class Settled:
    """What became of the staged rows.

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
        Number of references left blank because things would contain each other.
    """

    rows: dict[str, int] = field(default_factory=dict)
    dangling: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    shared: int = 0
    circles: dict[str, int] = field(default_factory=dict)


def settle_tables(
    staging: Staging, folder: Path, *, beside: frozenset[str] = frozenset()
) -> Settled:
    """Write the curated tables of all that is staged.

    Parameters
    ----------
    staging
        The staging file, with the table ``identity``.
    folder
        Where the tables are written; it is empty.
    beside
        Ids that another folder describes, with which the tables will be read: their own rows are
        left out.

    Returns
    -------
    Settled
    """
    settled = Settled()
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.elsewhere")
    ask("CREATE TEMP TABLE elsewhere (id TEXT PRIMARY KEY) WITHOUT ROWID")
    staging.connection.executemany(
        "INSERT INTO elsewhere VALUES (?)", [(name,) for name in sorted(beside)]
    )
    _with_ids(staging)
    _choose(staging)
    for table in ENTITIES:
        _entities(staging, table, settled)
    _register_names(staging)
    for table in TABLES:
        if table not in (*ENTITIES, "landscape", "sources"):
            _links(staging, table, settled)
    _thin_aliases(staging)
    _thin_identifiers(staging, settled)
    for table, column in (("structures", "parent"), ("organizations", "parent")):
        _open_circles(staging, table, column, settled)
    for table in TABLES:
        if table == "landscape":
            continue
        number = _write(staging, table, folder)
        if number:
            settled.rows[table] = number
    return settled


def _choose(staging: Staging) -> None:
    """Choose for every id the table that it belongs to, and the row of the lowest rank there.

    ROR calls a body with a parent a facility, whatever its legal form: another register that has
    it among its bodies knows better, and a register of structures best.
    """
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.chosen")
    union = " UNION ALL ".join(
        f"SELECT i.id AS id, {place} AS place, '{table}' AS tbl, t.rank AS rank, t.rowid AS row, "
        f't."id" AS key, b.dated AS dated, {_STANDING.get(table, "1")} AS standing '
        f'FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN batch b ON b.id = t.batch'
        for place, table in enumerate(ENTITIES)
    )
    ask("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY, tbl TEXT, row INTEGER) WITHOUT ROWID")
    # The number of a row depends on the order of imports, its key does not.
    ask(
        f"""INSERT INTO chosen SELECT id, tbl, row FROM (
          SELECT id, tbl, row, ROW_NUMBER() OVER (
            PARTITION BY id ORDER BY tbl != first, rank, dated DESC, key, row) AS n
          FROM (SELECT *, FIRST_VALUE(tbl) OVER (
            PARTITION BY id ORDER BY standing, place DESC) AS first FROM ({union})))
        WHERE n = 1"""
    )


def _entities(staging: Staging, table: str, settled: Settled) -> None:
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
    ask = staging.connection.execute
    ask(f'DROP TABLE IF EXISTS temp."{_OUT}{table}"')
    ask(
        f'CREATE TEMP TABLE "{_OUT}{table}" AS SELECT {", ".join(cells)} FROM "{table}" t '
        f"JOIN identity i ON i.key = t.\"id\" JOIN chosen c ON c.id = i.id AND c.tbl = '{table}' "
        f"AND c.row = t.rowid {' '.join(joins)} "
        "WHERE c.id NOT IN (SELECT id FROM elsewhere)"
    )
    for name in refs:
        if not _many(table, name):
            (lost,) = ask(
                f'SELECT (SELECT COUNT("{name}") FROM "{table}" t JOIN identity i ON '
                f'i.key = t."id" '
                f"JOIN chosen c ON c.id = i.id AND c.tbl = '{table}' AND c.row = t.rowid "
                "WHERE c.id NOT IN (SELECT id FROM elsewhere)) - "
                f'(SELECT COUNT("{name}") FROM temp."{_OUT}{table}")'
            ).fetchone()
            if lost:
                settled.blanked[f"{table}.{name}"] = lost


def _register_names(staging: Staging) -> None:
    """Keep the names of the rows that were not chosen as names in a register."""
    # Those of the last import are made anew: which rows are chosen may have changed.
    staging.connection.execute(f"DELETE FROM aliases WHERE batch = {_NOT_CHOSEN}")
    for table in ENTITIES:
        if table == "places":
            continue
        staging.connection.execute(
            f"""INSERT INTO aliases (batch, rank, entity, alias, kind, source, locator, confidence)
            SELECT {_NOT_CHOSEN}, 500, t."id", t."label_fr", 'register-name', t."source",
              t."locator", t."confidence"
            FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN chosen c ON c.id = i.id
            WHERE NOT (c.tbl = '{table}' AND c.row = t.rowid) AND t.rank < 1000"""
        )


def _links(staging: Staging, table: str, settled: Settled) -> None:
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
    ask(f'DROP TABLE IF EXISTS temp."{_OUT}{table}"')
    inner = (
        f'SELECT * FROM (SELECT t.rank AS rank_, {", ".join(cells)} FROM "{table}" t '
        f"{' '.join(joins)}){apart}"
    )
    rest = ", ".join(f'"{name}"' for name in names)
    where = f"WHERE {' AND '.join(must)}" if must else ""
    ask(
        f'CREATE TEMP TABLE "{_OUT}{table}" AS SELECT {rest} FROM (SELECT *, ROW_NUMBER() OVER ('
        f"PARTITION BY {key} ORDER BY rank_, {order}) AS n_ FROM ({inner}) {where}) WHERE n_ = 1"
    )
    if absent:
        (lost,) = ask(
            f'SELECT COUNT(*) FROM "{table}" t {" ".join(joins)} WHERE {" OR ".join(absent)}'
        ).fetchone()
        if lost:
            settled.dangling[table] = lost


def _thin_aliases(staging: Staging) -> None:
    """Leave out the names that the row of the thing has anyway, and a name said twice."""
    ask = staging.connection.execute
    for table in ENTITIES:
        named = ["label_fr", "label_en"] + (["acronym"] if "acronym" in columns(table) else [])
        for name in named:
            ask(
                f"DELETE FROM temp.{_OUT}aliases WHERE rowid IN (SELECT a.rowid FROM "
                f'temp.{_OUT}aliases a JOIN temp."{_OUT}{table}" t ON t.id = a.entity '
                f'AND t."{name}" = a.alias)'
            )
    ask(
        f"""DELETE FROM temp.{_OUT}aliases WHERE rowid IN (SELECT rowid FROM (
          SELECT rowid, ROW_NUMBER() OVER (PARTITION BY entity, alias ORDER BY
            CASE kind WHEN 'acronym' THEN 0 WHEN 'former-name' THEN 1 WHEN 'alias' THEN 2 ELSE 3
            END, source, locator) AS n FROM temp.{_OUT}aliases) WHERE n > 1)"""
    )


def _thin_identifiers(staging: Staging, settled: Settled) -> None:
    """Leave out what several bodies bear: it identifies none, or the one that is named by it."""
    cursor = staging.connection.execute(
        f"""DELETE FROM temp.{_OUT}identifiers WHERE (scheme, value) IN (
          SELECT scheme, value FROM temp.{_OUT}identifiers GROUP BY 1, 2
          HAVING COUNT(DISTINCT entity) > 1)
        AND entity IS NOT (SELECT id FROM identity
          WHERE key = scheme || ':' || REPLACE(value, 'https://ror.org/', ''))"""
    )
    settled.shared = cursor.rowcount


def _open_circles(staging: Staging, table: str, column: str, settled: Settled) -> None:
    """Blank the references of things that contain each other: no register means that."""
    above = dict(
        staging.ask(f'SELECT id, "{column}" FROM temp."{_OUT}{table}" WHERE "{column}" IS NOT NULL')
    )
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
    staging.connection.executemany(
        f'UPDATE temp."{_OUT}{table}" SET "{column}" = NULL WHERE id = ?',
        [(key,) for key in round_],
    )
    if round_:
        settled.circles[f"{table}.{column}"] = len(round_)


def _write(staging: Staging, table: str, folder: Path) -> int:
    key = ", ".join(f"COALESCE(\"{name}\", '')" for name in TABLES[table].key)
    names = ", ".join(f'"{name}"' for name in columns(table))
    origin = f'temp."{_OUT}{table}"'
    if table == "sources":
        origin = (
            '(SELECT * FROM sources WHERE rowid IN (SELECT MAX(rowid) FROM sources GROUP BY "id"))'
        )
    cursor = staging.connection.execute(f"SELECT {names} FROM {origin} ORDER BY {key}")
    first = cursor.fetchmany(_ROWS)
    if not first:
        return 0
    number = 0
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns(table))
        rows = first
        while rows:
            writer.writerows(rows)
            number += len(rows)
            rows = cursor.fetchmany(_ROWS)
    return number


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
