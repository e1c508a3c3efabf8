"""Numbers as readers meet them: few digits, the decimal sign of their language, intervals in words.

Formats for programs take the numbers themselves, in full and with a point.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from coopgraph.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["figure", "interval_text", "percent"]

#: Significant digits of values that are no counts.
_DIGITS: Final = 3


class _Figure(Decimal):
    """A number for readers: with the decimal sign of their language."""

    sign: str

    def __new__(cls, text: str, lang: str) -> _Figure:
        self = super().__new__(cls, text)
        self.sign = "," if lang == "fr" else "."
        return self

    def __str__(self) -> str:
        return format(self, "f").replace(".", self.sign)


def figure(value: float, *, whole: bool = True, lang: str) -> Decimal:
    """Return a value with as many digits as a reader can use.

    Parameters
    ----------
    value
        A number.
    whole
        Whether a value without a fraction is shown without one.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Decimal
        A number, so that its column is aligned as one; its text has the sign of the language.

    Examples
    --------
    >>> str(figure(0.45678, whole=False, lang="fr")), str(figure(12.0, lang="fr"))
    ('0,457', '12')
    """
    if value == 0 or (whole and float(value).is_integer()):
        return _Figure(str(int(value)), lang)
    places = max(0, _DIGITS - 1 - math.floor(math.log10(abs(value))))
    return _Figure(f"{value:.{min(places, 6)}f}", lang)


def percent(share: float) -> str:
    """Return a share in percent; only what is always or never so is 100 or 0.

    Examples
    --------
    >>> percent(0.25), percent(0.999), percent(0.001), percent(1.0)
    ('25 %', '> 99 %', '< 1 %', '100 %')
    """
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        return "> 99 %"
    if rounded == 0 and share > 0:
        return "< 1 %"
    return f"{rounded} %"


def interval_text(interval: Sequence[float] | None, lang: str) -> str | None:
    """Return the two ends of an interval in words; None if there is none.

    Examples
    --------
    >>> interval_text((0.1, 0.25), "en")
    '0.100 to 0.250'
    """
    if interval is None:
        return None
    low, high = (str(figure(value, lang=lang)) for value in interval)
    return message("{low} to {high}", low=low, high=high).in_language(lang)
