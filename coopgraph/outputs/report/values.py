"""Values as readers of a report meet them: the same text in every format."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from coopgraph.analysis.gaps.dates import parse_attested
from coopgraph.analysis.gaps.records import Language
from coopgraph.analysis.gaps.wording import day_text, number_text, range_text
from coopgraph.messages import message
from coopgraph.outputs.numbers import figure
from coopgraph.outputs.report.blocks import Cell, Marked, Value

__all__ = ["dates_in_words", "semicolons", "shown", "typeset", "value_of"]

#: A blank before a high sign of French punctuation, or within French quotes.
_BEFORE: Final = re.compile(r"[ \u00a0](?=([:;!?])(?:[\s)\]»,.]|$))")
_WITHIN: Final = re.compile(r"(?<=«) | (?=»)")
_ISO: Final = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?\b")
_SPAN: Final = re.compile(r"\b(\d{4})-(\d{4})\b")
_LATER: Final = re.compile(r"(\d{4}) or later")
_WIDE, _NARROW = "\u00a0", "\u202f"


def value_of(cell: Cell) -> Value:
    """Return what a cell holds, wherever it leads."""
    return cell.value if isinstance(cell, Marked) else cell


def shown(cell: Cell, lang: Language) -> str:
    """Return a cell as text in a language; what is not stated is empty.

    Examples
    --------
    >>> shown(datetime.date(2026, 3, 1), "fr"), shown(12500, "en"), shown(0.25, "fr")
    ('1er mars 2026', '12,500', '0,250')
    >>> shown(Decimal("1.5"), "fr")
    '1,5'
    """
    value = value_of(cell)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return day_text(value)[lang]
    if isinstance(value, Decimal):
        return str(value).replace(".", "," if lang == "fr" else ".")
    if isinstance(value, int):
        return number_text(value)[lang]
    return str(figure(value, lang=lang))


def dates_in_words(text: str, lang: Language) -> str:
    """Return a text in which months and days are words instead of figures with hyphens.

    Examples
    --------
    >>> dates_in_words("RNSR 2022-02, ROR 2026-06-05", "fr")
    'RNSR février 2022, ROR 5 juin 2026'
    >>> dates_in_words("2016-2020", "en"), dates_in_words("2016 or later", "fr")
    ('2016–2020', '2016 ou après')
    """

    def said(found: re.Match[str]) -> str:
        span = parse_attested(found[0])
        return range_text(span)[lang] if span else found[0]

    text = _LATER.sub(lambda m: message("{year} or later", year=m[1]).in_language(lang), text)
    return _SPAN.sub(r"\1–\2", _ISO.sub(said, text))


def semicolons(texts: Iterable[str], lang: Language) -> str:
    """Return texts with semicolons between them, spaced as each language does.

    Examples
    --------
    >>> semicolons(["Lille", "Lyon"], "fr"), semicolons(["Lille", "Lyon"], "en")
    ('Lille ; Lyon', 'Lille; Lyon')
    """
    return (" ; " if lang == "fr" else "; ").join(texts)


def typeset(text: str, lang: str) -> str:
    r"""Return a text in which no sign of French punctuation can begin a line.

    The blank before it becomes one that does not break; nothing else changes.

    Examples
    --------
    >>> typeset("Quand\u00a0? « Jamais » : 2:1", "fr")
    'Quand\u202f? «\xa0Jamais\xa0»\xa0: 2:1'
    >>> typeset("as typed : so", "en")
    'as typed : so'
    """
    if lang != "fr":
        return text
    before = _BEFORE.sub(lambda found: _WIDE if found[1] == ":" else _NARROW, text)
    return _WITHIN.sub(_WIDE, before)
