"""Guess what a cell was meant to hold, for the hint of a fault: nothing is put right unseen."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from coopgraph.messages import message

__all__ = [
    "closest",
    "did_you_mean",
    "meant_day",
    "meant_number",
    "meant_slug",
    "meant_year",
    "short",
]

#: Day 0 of the serial days of spreadsheets (they count a 29 February 1900 that there never was).
_SERIAL_ZERO: Final = datetime.date(1899, 12, 30)
_FRENCH_DAY: Final = re.compile(
    r"([0-3]?[0-9])[/. -]([01]?[0-9])[/. -]([12][0-9]{3})(?: 0?0:00(?::00)?)?"
)
_SHOWN: Final = 60


def short(value: str) -> str:
    """Return the beginning of a long text.

    Examples
    --------
    >>> short("x" * 100) == "x" * 60 + "…"
    True
    """
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


def did_you_mean(word: str) -> str:
    """Return ``did you mean "…"?``."""
    return message('did you mean "{word}"?', word=word)


def closest(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "…"?`` for the nearest known word, or an empty string.

    Case, accents and zeros in front, which spreadsheets take away, count for less than letters.

    Examples
    --------
    >>> closest("hgih", ["high", "low"])
    'did you mean "high"?'
    >>> closest("3", ["003", "13", "33"])
    'did you mean "003"?'
    >>> closest("ID", ["id", "kind"])
    'did you mean "id"?'
    """
    words = sorted(known)
    forms: tuple[Callable[[str], str], ...] = (str.casefold, _bare)
    for form in forms:
        for other in words:
            if form(word) == form(other) != "":
                return did_you_mean(other)
    best = difflib.get_close_matches(short(word), words, n=1, cutoff=0.6)
    return did_you_mean(best[0]) if best else ""


def _bare(word: str) -> str:
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(letter)
    )
    return plain.lstrip("0") or plain


def meant_slug(value: str) -> str:
    r"""Return the identifier that a name was probably meant to be, or an empty string.

    Examples
    --------
    >>> meant_slug("CHU de\xa0l’Hôpital")
    'chu-de-l-hopital'
    """
    return "-".join(re.findall(r"[a-z0-9]+", _bare_letters(value)))


def _bare_letters(value: str) -> str:
    spelled = value.casefold().replace("œ", "oe").replace("æ", "ae")
    apart = re.sub(r"[^\w\s]|_", "-", spelled)
    return unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode()


def meant_number(value: str, *, whole: bool = False) -> str:
    r"""Return a number without what spreadsheets put around it, or an empty string.

    Examples
    --------
    >>> meant_number("8\u202f592"), meant_number("12,1 %"), meant_number("'5"), meant_number("x")
    ('8592', '12.1', '5', '')
    """
    plain = re.sub(r"[\s\xa0'’%]", "", value).replace(",", ".").replace("−", "-")
    if whole:
        plain = re.sub(r"\.0+\Z", "", plain)
        return plain if re.fullmatch(r"[0-9]{1,15}", plain) else ""
    return plain if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", plain) else ""


def meant_day(value: str) -> str:
    """Return the day of a French date or of the serial number of a spreadsheet, else nothing.

    Examples
    --------
    >>> meant_day("03/12/2023"), meant_day("45263"), meant_day("32/12/2023")
    ('2023-12-03', '2023-12-03', '')
    """
    if found := _FRENCH_DAY.fullmatch(value):
        day, month, year = (int(part) for part in found.groups())
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            return ""
    if re.fullmatch(r"[1-9][0-9]{4}", value):
        return (_SERIAL_ZERO + datetime.timedelta(days=int(value))).isoformat()
    return ""


def meant_year(value: str) -> str:
    """Return the year of a date or of a decimal number, else nothing.

    Examples
    --------
    >>> meant_year("01/01/2021"), meant_year("2021.0"), meant_year("2021-06-30"), meant_year("202")
    ('2021', '2021', '2021', '')
    """
    if found := re.fullmatch(r"([12][0-9]{3})(?:[.,]0+|-[0-9]{2}(?:-[0-9]{2})?)", value):
        return found[1]
    found = _FRENCH_DAY.fullmatch(value)
    return found[3] if found else ""
