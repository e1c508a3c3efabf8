"""When something stands: the one comparison of periods with a day that all stages share.

Periods are as the sources state them: a year, or a day. A year counts whole. Only what is certain
is said: what may stand on the day stands.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final, Literal

from coopgraph.vocabulary import COOP

__all__ = ["ENDS", "STARTS", "PeriodState", "period_of", "standing"]

PeriodState = Literal["over", "coming", "running", "undated"]

#: Properties that say when something begins, the most telling first.
STARTS: Final = (
    COOP.startDate,
    COOP.startYear,
    COOP.signedOn,
    COOP.signedYear,
    COOP.eventYear,
)
#: Properties that say when it ends.
ENDS: Final = (COOP.endDate, COOP.endYear)


def period_of(values: Mapping[str, str]) -> tuple[str, str]:
    """Return the first and the last year or day among the values of a thing; empty if unknown.

    Examples
    --------
    >>> period_of({COOP.signedYear: "2019", COOP.endYear: "2022"})
    ('2019', '2022')
    """
    return (
        next((values[name] for name in STARTS if values.get(name)), ""),
        next((values[name] for name in ENDS if values.get(name)), ""),
    )


def standing(start: str, end: str, day: datetime.date) -> PeriodState:
    """Say what something with these first and last years or days is on a day.

    Parameters
    ----------
    start, end
        ``YYYY`` or ``YYYY-MM-DD``; empty where not stated. Both are inclusive, a year whole.
    day
        The day.

    Returns
    -------
    str
        ``over`` or ``coming`` if certainly so, ``undated`` if neither is known, else ``running``.

    Examples
    --------
    >>> day = datetime.date(2022, 6, 30)
    >>> standing("2018", "2022", day), standing("2018", "2022-05-31", day), standing("", "", day)
    ('running', 'over', 'undated')
    """
    text = day.isoformat()
    if end and end < text[: len(end)]:
        return "over"
    if start and start > text[: len(start)]:
        return "coming"
    return "running" if start or end else "undated"
