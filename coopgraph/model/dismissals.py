"""What a line of a list of dismissed gaps holds; the list is no curated table."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coopgraph.model.columns import date_, text

__all__ = ["COLUMNS", "Dismissal"]

#: Columns of the file, in order.
COLUMNS = ("record", "reason", "by", "date")


@dataclass(frozen=True, kw_only=True)
class Dismissal:
    """One gap that somebody set aside, and why.

    Attributes
    ----------
    record
        Id of the gap record.
    reason
        Why it is set aside.
    by
        Who set it aside: a role or initials.
    date
        The day of the dismissal; without it, the dismissal holds on every day.
    """

    record: str = text("id of the gap record", required=True)
    reason: str = text("why it is set aside", required=True)
    by: str | None = text("who set it aside: a role or initials")
    date: datetime.date | None = date_("day of the dismissal")
