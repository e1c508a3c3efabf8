"""Gap records as the page shows them: declarations; :mod:`.gap_build` fills them."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.analysis.gaps.records import Gap
from coopgraph.outputs.explorer.views import Pair

__all__ = [
    "NOTHING",
    "NO_GAPS",
    "Cell",
    "GapEvidence",
    "GapList",
    "GapTable",
    "GapView",
    "Near",
]

#: No text.
NOTHING = Pair("", "")


@dataclass(frozen=True, slots=True)
class GapEvidence:
    """A statement that a record rests on; `link` is the link that states it, if it is drawn."""

    statement: Pair
    source: str
    locator: str
    confidence: Pair
    link: int | None = None
    node: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Something near, and why it does not count; `node` and `link` where it is drawn."""

    label: Pair
    reason: Pair
    node: int | None
    link: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a record stands in the matrix of priorities: strategy, place, theme (or none)."""

    strategy: str
    place: Pair
    theme: Pair


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap record as the page shows it.

    Attributes
    ----------
    gap
        The record.
    nodes, links
        What it is about: positions in the view model.
    absent
        To whom it says that the organisation in focus lacks a relation today, or None.
    places
        Names of the regions and countries of what it is about.
    confidence
        The least confidence of its statements; empty without any.
    dismissal
        Reason, by whom, on which day and as which status, or None.
    reopened
        The same of a record that is open again since its status is worse than that one.
    again
        What is said of a reopened record.
    """

    gap: Gap
    nodes: tuple[int, ...]
    links: tuple[int, ...]
    absent: Pair | None
    places: tuple[Pair, ...]
    confidence: Pair
    evidence: tuple[GapEvidence, ...]
    near: tuple[Near, ...]
    missing: tuple[tuple[Pair, Pair, int | None], ...]
    cell: Cell | None
    dismissal: tuple[str, str, str, str] | None
    reopened: tuple[str, str, str, str] | None = None
    again: Pair = NOTHING


@dataclass(frozen=True, slots=True)
class GapTable:
    """Records under one heading, with the cells that the command prints.

    Attributes
    ----------
    name
        Heading.
    lead
        What holds for all rows.
    columns
        Names of the columns beside the subject.
    rows
        Position in the list of records, and the cells.
    """

    name: Pair
    lead: tuple[Pair, ...]
    columns: tuple[Pair, ...]
    rows: tuple[tuple[int, tuple[Pair, ...]], ...]


@dataclass(frozen=True, slots=True)
class GapList:
    """All records of the page, and the tables in which they stand.

    Attributes
    ----------
    records
        In the order of records.
    tables
        In the order of the command's tables.
    within_months
        Horizon of the expiry rule.
    notices
        What the list of dismissals says of no open record.
    home_name
        Name of the organisation in focus.
    """

    records: tuple[GapView, ...]
    tables: tuple[GapTable, ...]
    within_months: int
    notices: tuple[Pair, ...]
    home_name: Pair = NOTHING


#: A page without gap records.
NO_GAPS = GapList((), (), 0, ())
