"""Bodies to which registers give two numbers where a body has one."""

from __future__ import annotations

from typing import Final

from coopgraph.importing.clusters import Link
from coopgraph.importing.staging import Staging
from coopgraph.messages import message

__all__ = ["WITHDRAWN", "doubled_numbers"]

#: Note of a number that ROR withdrew: a body may have it beside the one that is valid.
WITHDRAWN: Final = message("withdrawn by ROR; the body has another number")
#: What bears which number, by body; withdrawn ones, and what leads to several bodies, left out.
_NUMBERS: Final = """
CREATE TEMP TABLE numbers AS
SELECT n.id AS id, i.scheme AS scheme, i.entity AS entity,
  i.scheme || ':' || REPLACE(i.value, 'https://ror.org/', '') AS key,
  COALESCE(i.confidence, 'high') AS confidence
FROM identifiers i JOIN identity n ON n.key = i.entity
WHERE i.scheme IN ('ror', 'rnsr')
  AND NOT EXISTS (SELECT 1 FROM temp.gone WHERE scheme = i.scheme AND value = i.value)
"""
_SEVERAL: Final = """
SELECT DISTINCT entity, key, scheme, confidence FROM temp.numbers
WHERE (id, scheme) IN (
  SELECT id, scheme FROM temp.numbers GROUP BY 1, 2 HAVING COUNT(DISTINCT key) > 1)
AND key NOT IN (SELECT key FROM identity)
ORDER BY 1, 2, 3, 4
"""


def doubled_numbers(staging: Staging) -> list[Link]:
    """Return the numbers of bodies that bear several of one register, as links that are refused.

    By what is a thing itself a body is known, or another one: that it is refused to this one is
    said where the two would have been joined.

    Parameters
    ----------
    staging
        The staging file with the table ``identity``.

    Returns
    -------
    list of Link
        Key of what bears the number, and the number; ``two-ror`` or ``two-rnsr``.
    """
    execute = staging.connection.execute
    execute("DROP TABLE IF EXISTS temp.numbers")
    execute("DROP TABLE IF EXISTS temp.gone")
    # NOT IN would go through all of them for each number, in case that one is NULL.
    execute(
        "CREATE TEMP TABLE gone (scheme TEXT NOT NULL, value TEXT NOT NULL, "
        "PRIMARY KEY (scheme, value)) WITHOUT ROWID"
    )
    execute(
        "INSERT OR IGNORE INTO gone SELECT scheme, value FROM identifiers WHERE note = ?",
        (str(WITHDRAWN),),
    )
    execute(_NUMBERS)
    execute(
        """DELETE FROM temp.numbers WHERE key IN (
        SELECT key FROM temp.numbers GROUP BY 1 HAVING COUNT(DISTINCT id) > 1)"""
    )
    return [
        Link(entity, key, f"same-{scheme}", confidence, f"two-{scheme}")
        for entity, key, scheme, confidence in staging.each(_SEVERAL)
    ]
