"""Bodies of a dump of ROR: schema 1 or 2, array or lines, packed or not."""

from __future__ import annotations

from pathlib import Path

from coopgraph.importing.registers.ror_records import ror_records
from coopgraph.reconciliation.bodies import Body, body_of_register

__all__ = ["read_register"]


def read_register(path: Path) -> list[Body]:
    """Return the bodies of a dump, without withdrawn records.

    Parameters
    ----------
    path
        The official zip, or JSON and JSON Lines of it, packed or not.

    Returns
    -------
    list of Body

    Raises
    ------
    SourceError
        If the file cannot be read, or is no dump of ROR.
    """
    return [body for record in ror_records(path) if (body := body_of_register(record)) is not None]
