"""What a line of a list of dismissed gaps holds; the list is no curated table."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coopgraph.model.columns import choice, date_, text

__all__ = ["COLUMNS", "LATER", "STATUSES", "Dismissal"]

#: Columns of the file, in order.
COLUMNS = ("record", "reason", "by", "date", "status")
#: Columns that files made by earlier versions do not have.
LATER = ("status",)
#: Words of the column ``status``: those of gap records, worst first.
STATUSES = ("confirmed", "lapsed", "candidate", "undecidable", "exempt", "covered")


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
    status
        Status of the record when it was set aside: a worse one reopens it. Without it, the
        dismissal holds whatever the status.
    """

    record: str = text("id of the gap record", required=True)
    reason: str = text("why it is set aside", required=True)
    by: str | None = text("who set it aside: a role or initials")
    date: datetime.date | None = date_("day of the dismissal")
    status: str | None = choice(
        "status of the record when it was set aside", *STATUSES, required=False
    )
