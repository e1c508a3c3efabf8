"""The place of a body or structure where the row that describes it names none."""

from __future__ import annotations

from typing import Final

from coopgraph.importing.choosing import MENTION
from coopgraph.importing.resolving import OUT
from coopgraph.importing.staging import Staging

__all__ = ["fill_places"]

_PLACED: Final = ("organizations", "structures")


def fill_places(staging: Staging) -> None:
    """Give bodies and structures without a place the one that another register states.

    Of several registers the one that stands first is taken, and a city before a country. A row
    that is itself in doubt tells in which of several towns its body is at home as little as it
    tells its name: FINESS takes the first site where it does not know the legal entity. The note
    of the row says which source states the place, since the row cites another.

    Parameters
    ----------
    staging
        The staging file, with the table ``target`` and the resolved bodies and structures.
    """
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.homes")
    ask("CREATE TEMP TABLE homes (id TEXT PRIMARY KEY, place TEXT, source TEXT) WITHOUT ROWID")
    without = " UNION ALL ".join(
        f"SELECT id FROM temp.{OUT}{table} WHERE place IS NULL" for table in _PLACED
    )
    stated = " UNION ALL ".join(
        f"SELECT i.id, p.id AS place, t.source, t.place LIKE 'country:%' AS wide, t.rank, b.dated, "
        f't."id" AS key FROM "{table}" t JOIN target i ON i.key = t."id" '
        "JOIN target p ON p.key = t.place AND p.tbl = 'places' JOIN batch b ON b.id = t.batch "
        f"WHERE t.place > '' AND t.rank < {MENTION} AND (t.confidence = 'high' "
        'OR (t.batch, t."id") NOT IN (SELECT batch, entity FROM sites))'
        for table in _PLACED
    )
    ask(
        f"""INSERT INTO homes SELECT id, place, source FROM (
          SELECT id, place, source, ROW_NUMBER() OVER (
            PARTITION BY id ORDER BY wide, rank, dated DESC, key, place) AS n
          FROM ({stated}) WHERE id IN ({without}))
        WHERE n = 1"""
    )
    for table in _PLACED:
        ask(
            f"""UPDATE temp.{OUT}{table} SET
              place = h.place,
              note = COALESCE(note || '; ', '') || 'place: ' || h.source
            FROM homes h WHERE h.id = {OUT}{table}.id AND {OUT}{table}.place IS NULL"""
        )
