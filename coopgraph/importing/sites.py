"""Further places of bodies and structures, once it is settled which row describes each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopgraph.importing.known import known_places
from coopgraph.importing.resolving import OUT
from coopgraph.importing.staging import Staging

__all__ = ["thin_sites"]

#: Tables whose rows have a place of their own.
_PLACED: Final = ("organizations", "structures")


def thin_sites(staging: Staging, beside: Sequence[Path]) -> None:
    """Leave out the further places that are the one of the row of the thing itself.

    Parameters
    ----------
    staging
        The staging file, with the resolved rows of sites and of all things.
    beside
        Folders with which the tables will be read, and whose rows describe some of the things.
    """
    ask = staging.connection.execute
    if not staging.ask(f"SELECT 1 FROM temp.{OUT}sites LIMIT 1"):
        return
    ask("DROP TABLE IF EXISTS temp.placed")
    ask("CREATE TEMP TABLE placed (entity TEXT, place TEXT)")
    staging.for_each("INSERT INTO placed VALUES (?, ?)", known_places(beside))
    for table in _PLACED:
        ask(
            f"INSERT INTO temp.placed SELECT id, place FROM temp.{OUT}{table} "
            f"WHERE place > '' AND id IN (SELECT entity FROM temp.{OUT}sites)"
        )
    ask(
        f"DELETE FROM temp.{OUT}sites "
        "WHERE (entity, place) IN (SELECT entity, place FROM temp.placed)"
    )
