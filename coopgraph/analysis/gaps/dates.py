"""Dates that are known only to the year, and what can be said of them on a given day.

A year is the interval from 1 January to 31 December. A comparison of two dates is *certain* if it
holds for every day the intervals allow, *possible* if it holds for some. The day of reference is
always an argument.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from coopgraph.analysis.gaps.records import Certainty

__all__ = [
    "PRESUMED_YEARS",
    "DateRange",
    "Period",
    "Standing",
    "State",
    "add_months",
    "add_years",
    "parse_attested",
]

#: How long an instrument without a stated term is presumed to stand after the last source that
#: attests it. A convention of the tool, not a fact: see ``docs/gaps.md``.
PRESUMED_YEARS = 10

_DAY = datetime.timedelta(days=1)
_DATE_TEXT = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day `months` later, or the last day of that month.

    Examples
    --------
    >>> add_months(datetime.date(2024, 1, 31), 1), add_months(datetime.date(2024, 3, 31), -1)
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 29))
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not datetime.MINYEAR <= years <= datetime.MAXYEAR:
        return datetime.date.max if months > 0 else datetime.date.min
    last = calendar.monthrange(years, month + 1)[1]
    return datetime.date(years, month + 1, min(day.day, last))


def add_years(day: datetime.date, years: int) -> datetime.date:
    """Return the same day `years` later; 29 February becomes 28 where needed."""
    return add_months(day, 12 * years)


@dataclass(frozen=True, slots=True)
class DateRange:
    """A day known to lie between two days, both included.

    Examples
    --------
    >>> DateRange.year(2027)
    DateRange(earliest=datetime.date(2027, 1, 1), latest=datetime.date(2027, 12, 31))
    """

    earliest: datetime.date
    latest: datetime.date

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts."""
        if self.latest < self.earliest:
            raise ValueError(f"a range cannot end ({self.latest}) before it starts")

    @classmethod
    def year(cls, year: int) -> DateRange:
        """Return the days of a year."""
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @classmethod
    def day(cls, day: datetime.date) -> DateRange:
        """Return a single day."""
        return cls(day, day)

    def after_years(self, years: int) -> DateRange:
        """Return the last day of a term of `years` that begins in this range.

        Where only the first year is known, it counts whole: five years of 2021 end on 31 December
        2025, as the labels themselves say. So do the computed years of the graph.
        """
        if self == DateRange.year(self.earliest.year):
            return DateRange.day(add_years(self.latest, years - 1))
        return DateRange(
            add_years(self.earliest, years) - _DAY, add_years(self.latest, years) - _DAY
        )

    def hull(self, other: DateRange) -> DateRange:
        """Return the smallest range that holds both."""
        return DateRange(min(self.earliest, other.earliest), max(self.latest, other.latest))

    def __str__(self) -> str:
        """Render as a day, a year, or two days."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self == DateRange.year(self.earliest.year):
            return str(self.earliest.year)
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"


def parse_attested(*texts: str | None) -> DateRange | None:
    """Return the time that a source pictures: the last date of the first text that has one.

    Examples
    --------
    >>> print(parse_attested(None, "2022-02"), parse_attested("2020-2024"))
    2022-02-01/2022-02-28 2024
    """
    for text in texts:
        found = _DATE_TEXT.findall(text or "")
        if found:
            return max((_range(*parts) for parts in found), key=lambda r: (r.latest, r.earliest))
    return None


def _range(year: str, month: str, day: str) -> DateRange:
    try:
        if day:
            return DateRange.day(datetime.date(int(year), int(month), int(day)))
        if month:
            first = datetime.date(int(year), int(month), 1)
            return DateRange(first, add_months(first, 1) - _DAY)
    except ValueError:  # 2020-2024 read as a month, or a day that does not exist
        pass
    return DateRange.year(max(int(year), 1))


class State(StrEnum):
    """What an instrument is on a given day."""

    IN_FORCE = "in-force"
    ENDED = "ended"
    FUTURE = "future"
    EXPECTED = "expected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """State of an instrument on a day, how sure, and which dates are wanting."""

    state: State
    certainty: Certainty = Certainty.CERTAIN
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """The time of an instrument, as far as the sources state it.

    Attributes
    ----------
    start
        First day (or day of signature where no other is stated).
    end
        Last day, as stated.
    term_years
        Term that this instrument itself states.
    usual_years
        Usual term of its kind, from a sourced rule; used only where nothing else is stated.
    attested
        The latest time at which a source describes the instrument as existing.
    revision
        Planned revision, which shows that an instrument existed without saying which.
    open_ended
        Whether a source says that it has no end.
    present
        Whether an undated source speaks of it in the present and dates it in no way.
    """

    start: DateRange | None = None
    end: DateRange | None = None
    term_years: int | None = None
    usual_years: int | None = None
    attested: DateRange | None = None
    revision: DateRange | None = None
    open_ended: bool = False
    present: bool = False

    @property
    def last_day(self) -> tuple[DateRange | None, str]:
        """Return the last day and its basis: stated, computed, assumed, open or unknown.

        An assumed end that a source contradicts (it saw the instrument alive later) is dropped.
        """
        if self.end is not None:
            return self.end, "stated"
        if self.open_ended:
            return None, "open"
        if self.start is not None and self.term_years:
            return self.start.after_years(self.term_years), "computed"
        assumed = self._usual_end
        if assumed is not None and self.outlived is None:
            return assumed, "assumed"
        return None, "unknown"

    @property
    def known_end(self) -> tuple[DateRange | None, str]:
        """Return the days on which it may end, as far as known, and the basis of the last day.

        An end counted from a first year is known to the year only, as one stated by its year is.
        """
        end, basis = self.last_day
        start = self.start
        if end is None or self.end is not None or start is None:
            return end, basis
        if start != DateRange.year(start.earliest.year):
            return end, basis
        return DateRange(DateRange.year(end.earliest.year).earliest, end.latest), basis

    @property
    def _usual_end(self) -> DateRange | None:
        if self.start is None or not self.usual_years:
            return None
        return self.start.after_years(self.usual_years)

    @property
    def outlived(self) -> DateRange | None:
        """Return the last day of the usual term, if a source saw the instrument alive later.

        It has been renewed, then, on a day that no source gives.
        """
        if self.end is not None or self.open_ended or self.term_years:
            return None
        usual = self._usual_end
        late = usual is not None and self.attested and self.attested.earliest > usual.latest
        return usual if late else None

    def standing(self, as_of: datetime.date) -> Standing:
        """Return the state on a day.

        Parameters
        ----------
        as_of
            The day.

        Returns
        -------
        Standing
            ``ended`` only if the last day lies before; ``unknown`` if no date says whether the
            instrument had begun, or if nothing attests it within :data:`PRESUMED_YEARS`.
        """
        end, basis = self.last_day
        if end is not None and end.latest < as_of:
            assumed = basis == "assumed"
            return Standing(State.ENDED, Certainty.POSSIBLE if assumed else Certainty.CERTAIN)
        if self.start is not None and self.start.earliest > as_of:
            return Standing(State.FUTURE)
        if self.start is None:
            return self._standing_without_start(as_of, end)
        if basis == "open":
            sure = self.start.latest <= as_of
            return Standing(State.IN_FORCE, Certainty.CERTAIN if sure else Certainty.POSSIBLE)
        if end is None:
            if self._presumed_until() < as_of:
                return Standing(State.UNKNOWN, missing=("end",))
            return Standing(State.IN_FORCE, Certainty.POSSIBLE, ("end",))
        certain = basis != "assumed" and self.start.latest <= as_of <= end.earliest
        return Standing(State.IN_FORCE, Certainty.CERTAIN if certain else Certainty.POSSIBLE)

    def _standing_without_start(self, as_of: datetime.date, end: DateRange | None) -> Standing:
        if self.revision is not None:
            return Standing(State.EXPECTED, Certainty.POSSIBLE, ("start", "end"))
        if self.present and end is None:
            return Standing(State.IN_FORCE, Certainty.POSSIBLE, ("start", "end"))
        attested = self.attested is not None and self.attested.earliest <= as_of
        termed = self.term_years or self.usual_years
        if not attested or termed or (end is None and self._presumed_until() < as_of):
            return Standing(State.UNKNOWN, missing=("start",) if end else ("start", "end"))
        return Standing(State.IN_FORCE, Certainty.POSSIBLE, ("start",) if end else ("start", "end"))

    def _presumed_until(self) -> datetime.date:
        known = [r.latest for r in (self.start, self.attested) if r is not None]
        return add_years(max(known), PRESUMED_YEARS) if known else datetime.date.min
