"""The class of a body where one register says less than another."""

from __future__ import annotations

from typing import Final

from coopgraph.importing.choosing import MENTION
from coopgraph.importing.resolving import OUT
from coopgraph.importing.staging import Staging

__all__ = ["narrow_classes"]

#: Classes of what no narrower class describes: ROR calls the French research organisations
#: "government", and so does it the ministries.
_WIDE: Final = ("Organisation", "PublicBody")


def narrow_classes(staging: Staging) -> None:
    """Give bodies of a wide class the narrower one that another register states.

    The note of the row says which source states the class, since the row cites another.

    Parameters
    ----------
    staging
        The staging file, with the table ``identity`` and the resolved organisations.
    """
    wide = ", ".join(f"'{name}'" for name in _WIDE)
    ask = staging.connection.execute
    ask("DROP TABLE IF EXISTS temp.narrower")
    ask(
        f"""CREATE TEMP TABLE narrower AS SELECT id, class, source FROM (
          SELECT i.id, t.class, t.source, ROW_NUMBER() OVER (
            PARTITION BY i.id ORDER BY t.rank, b.dated DESC, t."id", t.class) AS n
          FROM organizations t JOIN identity i ON i.key = t."id" JOIN batch b ON b.id = t.batch
          WHERE t.class NOT IN ({wide}) AND t.rank < {MENTION} AND i.id IN (
            SELECT id FROM temp.{OUT}organizations WHERE class IN ({wide})))
        WHERE n = 1"""
    )
    ask(
        f"""UPDATE temp.{OUT}organizations SET
          class = n.class,
          note = COALESCE(note || '; ', '') || 'class: ' || n.source,
          note_fr = COALESCE(note_fr || '\N{NO-BREAK SPACE}; ', '')
            || 'classe\N{NO-BREAK SPACE}: ' || n.source
        FROM narrower n WHERE n.id = {OUT}organizations.id
          AND {OUT}organizations.class IN ({wide})"""
    )
