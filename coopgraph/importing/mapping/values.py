"""Cells as people and programs write them: text, days, numbers, countries."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any, Final

from coopgraph.curation.meant import meant_number
from coopgraph.folding import folded
from coopgraph.importing.places import country_names, iso_country

__all__ = ["Day", "cell_text", "country_code", "day_of", "degrees", "number_text"]

#: A year, and the day in ISO 8601 where it is known.
Day = tuple[str, str | None]
_YEAR: Final = re.compile(r"(1\d{3}|20\d\d|2100)(?:[.,]0+)?")
_ISO: Final = re.compile(r"(1\d{3}|20\d\d|2100)-(\d\d?)(?:-(\d\d?))?(?:[T ].*|Z)?")
_SLASHED: Final = re.compile(r"(\d\d?)[/.\- ](\d\d?)[/.\- ](1\d{3}|20\d\d|2100)(?: .*)?")
_SERIAL: Final = re.compile(r"(\d{4,5})(?:[.,]\d+)?")
#: Numbers up to here are years, not serial numbers of days.
_LAST_YEAR: Final = 2100
#: Day 0 of spreadsheets, in either way of counting; the first has a 29 February 1900.
_ZERO: Final = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
_LAST_DAY: Final = datetime.date(2100, 12, 31)
_TWELVE: Final = 12


def cell_text(cell: Any) -> str:
    """Return what a cell of a table of any kind holds, as text.

    Examples
    --------
    >>> cell_text(None), cell_text(12.0), cell_text(" a "), cell_text(True)
    ('', '12', 'a', 'true')
    >>> cell_text(datetime.datetime(2020, 1, 31)), cell_text(0.1)
    ('2020-01-31', '0.1')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return "" if cell != cell else str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace").strip()
    return str(cell).strip()


def day_of(text: str, order: str = "", *, serial_1904: bool = False) -> Day | None:
    """Return the year of a date, and the day where it is certain; None if it is none.

    Parameters
    ----------
    text
        A year, ISO 8601, day, month and year with slashes, points or hyphens, or the serial number
        of a spreadsheet.
    order
        ``dmy`` or ``mdy``: how 03/04/2021 is meant; without it, only what cannot be read in two
        ways has a day.
    serial_1904
        Whether serial numbers count from 1904.

    Returns
    -------
    Day or None

    Examples
    --------
    >>> day_of("2020"), day_of("2020-03-01T00:00:00"), day_of("43831")
    (('2020', None), ('2020', '2020-03-01'), ('2020', '2020-01-01'))
    >>> day_of("31/12/2021"), day_of("03/04/2021"), day_of("03/04/2021", "dmy")
    (('2021', '2021-12-31'), ('2021', None), ('2021', '2021-04-03'))
    >>> day_of("soon") is None, day_of("2020-13-01") is None
    (True, True)
    """
    text = text.strip()
    if found := _YEAR.fullmatch(text):
        return found[1], None
    if found := _ISO.fullmatch(text):
        if found[3] is None:
            return (found[1], None) if 1 <= int(found[2]) <= _TWELVE else None
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if order == "mdy" or (not order and second > _TWELVE):
            return _day(year, first, second)
        if order == "dmy" or first > _TWELVE or first == second:
            return _day(year, second, first)
        return (str(year), None) if first > 0 and second > 0 else None
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) > _LAST_YEAR:
        day = _ZERO[serial_1904] + datetime.timedelta(days=int(found[1]))
        if day <= _LAST_DAY:
            return str(day.year), day.isoformat()
    return None


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return str(year), datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def number_text(text: str, *, whole: bool) -> str | None:
    """Return a number as tables hold it; None if it is none.

    Thousands may stand apart by blanks; a comma is the decimal sign, unless a point follows it.

    Examples
    --------
    >>> number_text("1 234,50", whole=False), number_text("1,234.5", whole=False)
    ('1234.50', '1234.5')
    >>> number_text("12,0", whole=True), number_text("12,5", whole=True) is None
    ('12', True)
    """
    if "." in text.partition(",")[2]:
        text = text.replace(",", "")
    return meant_number(text, whole=whole) or None


def degrees(text: str, most: float) -> float | None:
    """Return degrees of latitude or longitude; None if they are none.

    Examples
    --------
    >>> degrees("48,8566", 90), degrees("480", 90) is None
    (48.8566, True)
    """
    number = number_text(text, whole=False)
    found = float(number) if number is not None else None
    return found if found is not None and -most <= found <= most else None


def country_code(text: str) -> str | None:
    """Return the ISO 3166-1 code of a country by its code, French or English name.

    Examples
    --------
    >>> country_code("fr"), country_code("Allemagne"), country_code("Germany"), country_code("?")
    ('FR', 'DE', 'DE', None)
    """
    return iso_country(text) or _codes().get(folded(text))


@cache
def _codes() -> dict[str, str]:
    return {folded(name): code for code, names in country_names().items() for name in names}
