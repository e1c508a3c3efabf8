"""What an import did, for the person who asked for it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coopgraph.curation.tables import TABLES
from coopgraph.importing.settle import Settled
from coopgraph.importing.staging import Staging
from coopgraph.importing.updates import Change

__all__ = ["ImportSummary", "own_rows", "tell"]

_BODIES: Final = ("organizations", "structures", "collaborations", "programmes")


@dataclass(slots=True)
class ImportSummary:
    """What an import did.

    Attributes
    ----------
    kind, source, dated
        Kind of register, id of the source that the rows cite, date of the file.
    undated
        Whether nobody said the date: it is then the day on which the files were last changed.
    folder
        Folder of the tables.
    read
        Number of records read.
    rows
        Rows of all tables of the folder, by table, after this import.
    own
        Rows that this reading staged, by table.
    both
        How many things this reading staged as bodies and as structures, so that ``own`` counts
        them twice; each became one of these.
    skipped
        Reason, number, first places.
    unresolved
        What, how many names, how often in all, first names.
    dangling
        Rows of this reading left out because they refer to what was not read, by table.
    blanked
        Optional references of this reading left blank, by table and column.
    shared
        Identifiers of this register left out because several bodies bear them.
    circles
        References of this register left blank because things would contain each other, by table
        and column.
    together
        Rows of all readings that fell together because the bodies that they name are one, by
        table, with the first places.
    unfit
        Links of all readings left out because their two ends are one, or one of them is another
        kind of thing than the table links, by table, with the first places.
    links
        Number of links of identity by state, those that the folder did not have before.
    change
        What an older reading had and this has not, and the reverse; None for a first reading.
    """

    kind: str
    source: str
    dated: str
    folder: Path
    undated: bool = False
    read: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    both: int = 0
    skipped: list[tuple[str, int, list[str]]] = field(default_factory=list)
    unresolved: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    dangling: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    shared: int = 0
    circles: dict[str, int] = field(default_factory=dict)
    together: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    unfit: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    change: Change | None = None

    @property
    def bodies(self) -> int:
        """How many bodies, structures, collaborations and programmes this reading staged."""
        return sum(self.own.get(table, 0) for table in _BODIES)

    @property
    def older(self) -> bool:
        """Whether this reading took the place of one of a later date."""
        if self.change is None:
            return False
        # 2024 is neither before nor after 2024-05.
        size = min(len(self.change.before), len(self.dated))
        return self.dated[:size] < self.change.before[:size]


def own_rows(staging: Staging, number: int) -> dict[str, int]:
    """Return how many rows a reading staged, by table.

    Parameters
    ----------
    staging
        The staging file, once identities and tables of all things are settled.
    number
        The reading.

    Returns
    -------
    dict of str to int
    """
    counts = {
        table: staging.ask(f'SELECT COUNT(*) FROM "{table}" WHERE batch = ?', number)[0][0]
        for table in TABLES
    }
    # What belongs to a body or to a structure is staged as both; it is counted as what it became.
    for table, role, end, other in (
        ("cotutelles", "registered-parent", "structure", "c.tbl != 'structures'"),
        (
            "participations",
            "registered-part",
            "member",
            "COALESCE(c.tbl, '') IN ('', 'structures')",
        ),
    ):
        counts[table] -= staging.ask(
            f'SELECT COUNT(*) FROM "{table}" t LEFT JOIN target c ON c.key = t."{end}" '
            f"WHERE t.batch = ? AND t.role = '{role}' "
            f"AND {other}",
            number,
        )[0][0]
    return {table: count for table, count in counts.items() if count and table != "sources"}


def tell(staging: Staging, number: int, summary: ImportSummary, settled: Settled) -> None:
    """Put into a summary what was written, skipped and not found.

    Parameters
    ----------
    staging
        The staging file.
    number
        The reading.
    summary
        Receives it.
    settled
        What became of the rows.
    """
    summary.rows = settled.rows
    ((summary.both,),) = staging.ask(
        """SELECT COUNT(DISTINCT "id") FROM organizations WHERE batch = ?1
        AND "id" IN (SELECT "id" FROM structures WHERE batch = ?1)""",
        number,
    )
    summary.dangling, summary.blanked = settled.dangling, settled.blanked
    summary.shared, summary.circles = settled.shared, settled.circles
    summary.together, summary.unfit = settled.together, settled.unfit
    summary.skipped = [
        (reason, count, json.loads(examples))
        for reason, count, examples in staging.ask(
            "SELECT reason, number, examples FROM skipped WHERE batch = ? ORDER BY 1", number
        )
    ]
    for what, names, times in staging.ask(
        "SELECT what, COUNT(*), SUM(number) FROM unresolved WHERE batch = ? GROUP BY 1 ORDER BY 1",
        number,
    ):
        examples = staging.ask(
            "SELECT name FROM unresolved WHERE batch = ? AND what = ? ORDER BY number DESC, name "
            "LIMIT 5",
            number,
            what,
        )
        summary.unresolved.append((what, names, times, [name for (name,) in examples]))
