"""The ends that the calendar tells: which are due, which come next, which are past or unknown."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import add_months
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.messages import Message, counted
from coopgraph.outputs.gap_tables import by_end
from coopgraph.outputs.report.findings import Findings

__all__ = ["Ends", "horizon_of", "late_text", "since_of", "sorted_ends"]

#: Rows of the tables and of the chart: to act on, ending next, due by other signs, ended lately.
_DUE, _NEXT, _SIGNS, _PAST = 14, 3, 3, 10


@dataclass(frozen=True, slots=True)
class Ends:
    """The records of expiries as the chapter tells them apart, each in its order.

    Attributes
    ----------
    due
        What ends within the horizon without a known follow-up, by the day to act.
    following
        What ends later.
    unknown, signs
        What has no known end; those of it that are due by another sign.
    lapsed, lately
        What has ended without a known follow-up, the latest first; those that ended no longer ago
        than the horizon is wide.
    """

    due: tuple[Gap, ...]
    following: tuple[Gap, ...]
    unknown: tuple[Gap, ...]
    signs: tuple[Gap, ...]
    lapsed: tuple[Gap, ...]
    lately: tuple[Gap, ...]

    @property
    def parts(self) -> tuple[tuple[Gap, ...], ...]:
        """The rows that are shown: to renew, ending next, due by other signs, ended lately."""
        return (
            self.due[:_DUE],
            self.following[:_NEXT],
            self.signs[:_SIGNS],
            self.lately[:_PAST],
        )

    @property
    def upcoming(self) -> tuple[Gap, ...]:
        """The rows of the first table."""
        return tuple(gap for part in self.parts[:-1] for gap in part)

    @property
    def past(self) -> tuple[Gap, ...]:
        """The rows of the second table."""
        return self.parts[-1]

    @property
    def left_out(self) -> tuple[Gap, ...]:
        """What is to be renewed and has no row."""
        return self.due[_DUE:]


def horizon_of(findings: Findings) -> datetime.date:
    """Return the last day looked at."""
    return add_months(findings.as_of, findings.within_months)


def since_of(findings: Findings) -> datetime.date:
    """Return the day since when an end is late news: as far back as the horizon lies ahead."""
    return add_months(findings.as_of, -findings.within_months)


def sorted_ends(findings: Findings) -> Ends:
    """Tell the records of expiries apart.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Ends
    """

    def acted(gap: Gap) -> tuple[datetime.date, tuple[int, int, str]]:
        return (gap.dates.act_by or datetime.date.max, by_end(gap))

    lapsed = sorted(findings.of_type("expiry", [Status.LAPSED]), key=by_end)
    unknown = findings.of_type("expiry", [Status.UNDECIDABLE])
    following = [
        gap
        for gap in findings.of_type("expiry", [Status.COVERED])
        if gap.dates.act_by is not None  # no follow-up is known, so there is still a day to act
    ]
    since = since_of(findings)
    return Ends(
        due=tuple(
            sorted(findings.of_type("expiry", [Status.CONFIRMED, Status.CANDIDATE]), key=acted)
        ),
        following=tuple(sorted(following, key=acted)),
        signs=tuple(gap for gap in unknown if gap.near_misses),
        unknown=tuple(unknown),
        lately=tuple(g for g in lapsed if g.dates.end_latest and g.dates.end_latest >= since),
        lapsed=tuple(lapsed),
    )


def late_text(number: int, due: int | None = None) -> Message:
    """Say for how many the day to act has passed: for all, if it is the number of what is due."""
    if number == due:
        return counted(
            "The day to act on it has passed.",
            "The day to act has passed for all of them.",
            n=number,
        )
    return counted(
        "For {n} of those to renew the day to act has passed.",
        "For {n} of those to renew the day to act has passed.",
        n=number,
    )
