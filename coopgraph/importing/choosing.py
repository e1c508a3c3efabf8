"""Which table a body belongs to where registers disagree, and which of its rows is kept.

ROR calls a body with a parent a facility, whatever its legal form: another register that has it
among its bodies knows better, and a register of structures best. How well a register knows is its
own to say (:attr:`coopgraph.importing.importer.Importer.standing`).
"""

from __future__ import annotations

from typing import Final

from coopgraph.importing.importer import Standing
from coopgraph.importing.staging import ENTITIES, Staging, columns
from coopgraph.messages import message

__all__ = [
    "MENTION",
    "NAMED_AFTER",
    "NAMED_AFTER_SITE",
    "choose_rows",
    "keep_other_names",
    "keep_other_places",
    "keep_wholes",
]

#: Rank from which a row is a mere mention.
MENTION: Final = 1000
#: Note of a row whose name is that of a site of the body, for want of the body's own.
NAMED_AFTER: Final = message("named after its first site; the file does not name the legal entity")
NAMED_AFTER_SITE: Final = str(NAMED_AFTER)
#: Stands for the reading of rows that no reading made as such.
_NOT_CHOSEN: Final = -1
#: Names of a row, and what they are as names of the thing that another row describes.
_NAMES: Final = (
    ("label_fr", "register-name", None),
    ("label_en", "register-name", "en"),
    ("acronym", "acronym", None),
)


def choose_rows(staging: Staging) -> None:
    """Choose for every id its table, and the row of the lowest rank there.

    Parameters
    ----------
    staging
        The staging file with the table ``identity``; receives the tables ``chosen`` (id, table,
        number of the row) and ``target`` (key, id, table or NULL), by which references are led.
    """
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS work.chosen")
    union = " UNION ALL ".join(
        f"SELECT i.id AS id, {place} AS place, '{table}' AS tbl, t.rank AS rank, t.rowid AS row, "
        f't."id" AS key, b.dated AS dated, CASE WHEN t.rank >= {MENTION} THEN '
        f"{Standing.MENTIONED:d} ELSE COALESCE(s.standing, {_usual(table):d}) END AS standing "
        f'FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN batch b ON b.id = t.batch '
        f"LEFT JOIN standing s ON s.batch = t.batch AND s.tbl = '{table}'"
        for place, table in enumerate(ENTITIES)
    )
    ask("CREATE TABLE work.chosen (id TEXT PRIMARY KEY, tbl TEXT, row INTEGER) WITHOUT ROWID")
    ask("DROP TABLE IF EXISTS temp.candidate")
    ask(f"CREATE TEMP TABLE candidate AS {union}")
    # Most ids have one row, which needs no choice.
    ask("INSERT INTO chosen SELECT id, tbl, row FROM candidate GROUP BY id HAVING COUNT(*) = 1")
    # The number of a row depends on the order of imports, its key does not.
    ask(
        """INSERT INTO chosen SELECT id, tbl, row FROM (
          SELECT id, tbl, row, ROW_NUMBER() OVER (
            PARTITION BY id ORDER BY tbl != first, rank, dated DESC, key, row) AS n
          FROM (SELECT *, FIRST_VALUE(tbl) OVER (
            PARTITION BY id ORDER BY standing, place DESC) AS first
            FROM candidate WHERE id NOT IN (SELECT id FROM chosen)))
        WHERE n = 1"""
    )
    ask("DROP TABLE temp.candidate")
    ask("DROP TABLE IF EXISTS work.target")
    ask("CREATE TABLE work.target (key TEXT PRIMARY KEY, id TEXT, tbl TEXT) WITHOUT ROWID")
    ask(
        """INSERT INTO target SELECT i.key, i.id, c.tbl
        FROM identity i LEFT JOIN chosen c ON c.id = i.id ORDER BY i.key"""
    )


def _usual(table: str) -> Standing:
    """Return the standing of rows whose register says nothing: a body is one unless told."""
    return Standing.LIKELY if table == "structures" else Standing.STATED


def keep_other_names(staging: Staging) -> None:
    """Keep the names of the rows that were not chosen as names in a register.

    The name of a site that stood for that of its body is none of its names.

    Parameters
    ----------
    staging
        The staging file, after :func:`choose_rows`.
    """
    # Those of the last import are made anew: which rows are chosen may have changed.
    staging.connection.execute(f"DELETE FROM aliases WHERE batch = {_NOT_CHOSEN}")
    for table in ENTITIES:
        if table == "places":
            continue
        for name, kind, language in _NAMES:
            if name in columns(table):
                staging.connection.execute(
                    f"""INSERT INTO aliases
                      (batch, rank, entity, alias, language, kind, source, locator, confidence)
                    SELECT {_NOT_CHOSEN}, 500, t."id", t."{name}", ?, ?, t."source",
                      t."locator", t."confidence"
                    FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN chosen c ON c.id = i.id
                    WHERE NOT (c.tbl = '{table}' AND c.row = t.rowid) AND t.rank < {MENTION}
                      AND t."{name}" > '' AND t."note" IS NOT ?""",
                    (language, kind, NAMED_AFTER_SITE),
                )


def keep_other_places(staging: Staging) -> None:
    """Keep the place of a row that was not chosen where its register states further ones.

    Without it the first of several places would be lost, and the further ones kept. A mere
    country is none. A row of what another folder describes was not chosen either.

    Parameters
    ----------
    staging
        The staging file, after :func:`choose_rows`, with the table ``elsewhere``.
    """
    staging.connection.execute(f"DELETE FROM sites WHERE batch = {_NOT_CHOSEN}")
    if not staging.ask("SELECT 1 FROM sites LIMIT 1"):
        return
    for table in ("organizations", "structures"):
        staging.connection.execute(
            f"""INSERT INTO sites (batch, rank, entity, place, source, locator, confidence)
            SELECT {_NOT_CHOSEN}, t.rank, t."id", t.place, t.source, t.locator, t.confidence
            FROM "{table}" t JOIN identity i ON i.key = t."id" JOIN chosen c ON c.id = i.id
            WHERE (t.batch, t."id") IN (SELECT batch, entity FROM sites)
              AND t.place > '' AND t.place NOT LIKE 'country:%'
              AND (NOT (c.tbl = '{table}' AND c.row = t.rowid)
                OR c.id IN (SELECT id FROM elsewhere))"""
        )


def keep_wholes(staging: Staging) -> None:
    """Keep the registered parents that turn out to be structures as what their parts belong to.

    A row of ``cotutelles.csv`` is about a body; what lies within a structure, another one or a
    body, is a part of it.

    Parameters
    ----------
    staging
        The staging file, after :func:`choose_rows`.
    """
    staging.connection.execute(f"DELETE FROM claims WHERE batch = {_NOT_CHOSEN}")
    staging.connection.execute(
        f"""INSERT INTO claims
          (batch, rank, subject, predicate, value, datatype, source, locator, confidence)
        SELECT {_NOT_CHOSEN}, t.rank, t.structure, 'org:subOrganizationOf', t.body, 'iri',
          t.source, t.locator, t.confidence
        FROM cotutelles t
        JOIN target part ON part.key = t.structure JOIN target whole ON whole.key = t.body
        WHERE t.role = 'registered-parent' AND part.id != whole.id
          AND part.tbl IN ('structures', 'organizations') AND whole.tbl = 'structures'"""
    )
