"""Short pieces of French and English that several rules use.

Wording follows the status: what a search did not find is "not found in the graph"; only a list that
a source declares complete allows "does not exist".
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Bilingual, Figure, Status
from coopgraph.namespaces import COOP_NS

__all__ = [
    "Sought",
    "absent",
    "capital",
    "class_noun",
    "counted",
    "dated",
    "day_text",
    "decimal_text",
    "ended",
    "figure_text",
    "joined",
    "listed",
    "lowered",
    "number_text",
    "range_text",
    "when",
]

_MONTHS_FR: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS_EN: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a rule looks for, in the forms that sentences need.

    Attributes
    ----------
    noun
        Without article: "convention de mixité", "mixity convention".
    some
        With its article: "une convention de mixité", "a mixity convention".
    none_fr, found_fr
        French only, where gender and number must agree: "aucune convention de mixité", "trouvée".
    """

    noun: Bilingual
    some: Bilingual
    none_fr: str
    found_fr: str


def day_text(day: datetime.date) -> Bilingual:
    """Return a day in words.

    Examples
    --------
    >>> day_text(datetime.date(2026, 1, 1))
    Bilingual(fr='1er janvier 2026', en='1 January 2026')
    """
    first = "1er" if day.day == 1 else str(day.day)
    return Bilingual(
        f"{first} {_MONTHS_FR[day.month - 1]} {day.year}",
        f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}",
    )


def range_text(span: DateRange) -> Bilingual:
    """Return a day, a month, a year or several years in words.

    Examples
    --------
    >>> range_text(DateRange.year(2027)).fr
    '2027'
    >>> range_text(DateRange(datetime.date(2022, 2, 1), datetime.date(2022, 2, 28)))
    Bilingual(fr='février 2022', en='February 2022')
    """
    first, last = span.earliest, span.latest
    if first == last:
        return day_text(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return Bilingual(years, years)
    month_end = calendar.monthrange(first.year, first.month)[1]
    if (first.year, first.month, 1, month_end) == (last.year, last.month, first.day, last.day):
        return Bilingual(
            f"{_MONTHS_FR[first.month - 1]} {first.year}",
            f"{_MONTHS_EN[first.month - 1]} {first.year}",
        )
    begin, end = day_text(first), day_text(last)
    return Bilingual(f"du {begin.fr} au {end.fr}", f"{begin.en} to {end.en}")


def number_text(number: int) -> Bilingual:
    """Return a number with its thousands separated, as each language does.

    Examples
    --------
    >>> number_text(2000).en
    '2,000'
    """
    english = f"{number:,}"
    return Bilingual(english.replace(",", "\N{NO-BREAK SPACE}"), english)


def decimal_text(value: float, digits: int) -> Bilingual:
    """Return a number with so many decimals, under the decimal sign of each language.

    Examples
    --------
    >>> decimal_text(3.25, 1)
    Bilingual(fr='3,2', en='3.2')
    """
    english = f"{value:.{digits}f}"
    return Bilingual(english.replace(".", ","), english)


def counted(number: int, fr: tuple[str, str], en: tuple[str, str]) -> Bilingual:
    """Return a number with its noun; French takes the singular below two.

    Examples
    --------
    >>> counted(0, ("unité", "unités"), ("unit", "units"))
    Bilingual(fr='0 unité', en='0 units')
    """
    text = number_text(number)
    return Bilingual(
        f"{text.fr} {fr[0] if number < 2 else fr[1]}",
        f"{text.en} {en[0] if number == 1 else en[1]}",
    )


def figure_text(figure: Figure) -> Bilingual:
    """Return a figure of a record in words, or why there is none.

    Examples
    --------
    >>> near = Bilingual("rapport de cotes", "odds ratio")
    >>> figure_text(Figure("odds-ratio", "u", near, 4.0)).en
    'odds ratio: 4'
    >>> figure_text(Figure("odds-ratio", "u", near, 1.5, 1.25)).fr
    'rapport de cotes : 1,50 (attendu au hasard : 1,25)'
    """
    if figure.value is None:
        return Bilingual(
            f"{figure.label.fr} : {figure.note.fr}", f"{figure.label.en}: {figure.note.en}"
        )
    value = _short(figure.value)
    text = Bilingual(f"{figure.label.fr} : {value.fr}", f"{figure.label.en}: {value.en}")
    if figure.expected is None:
        return text
    chance = _short(figure.expected)
    return Bilingual(
        f"{text.fr} (attendu au hasard : {chance.fr})", f"{text.en} (by chance: {chance.en})"
    )


def _short(value: float) -> Bilingual:
    return number_text(int(value)) if value == int(value) else decimal_text(value, 2)


def capital(text: str) -> str:
    """Return a text with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def lowered(name: Bilingual) -> Bilingual:
    """Return a name as it stands inside a sentence; acronyms stay as they are."""
    return Bilingual(_lower_first(name.fr), _lower_first(name.en))


def class_noun(facts: Facts, cls: str) -> Bilingual:
    """Return the label of an ontology class as a noun inside a sentence."""
    return lowered(facts.name(COOP_NS + cls))


def joined(names: Sequence[Bilingual], separator: str = ", ") -> Bilingual:
    """Join names."""
    return Bilingual(separator.join(n.fr for n in names), separator.join(n.en for n in names))


def listed(names: Sequence[Bilingual], shown: int = 5) -> Bilingual:
    """Join names with semicolons; the first few and how many more."""
    rest = len(names) - shown
    more = f" … (+{rest})" if rest > 0 else ""
    return Bilingual(
        " ; ".join(n.fr for n in names[:shown]) + more,
        "; ".join(n.en for n in names[:shown]) + more,
    )


def absent(status: Status, sought: Sought, as_of: datetime.date | None = None) -> Bilingual:
    """Say that something was not found, or does not exist, according to the status."""
    text = day_text(as_of) if as_of else None
    day = (f" au {text.fr}", f" on {text.en}") if text else ("", "")
    if status is Status.CONFIRMED:
        return Bilingual(
            f"{sought.none_fr}{day[0]}, selon une liste déclarée complète",
            f"does not exist{day[1]} according to a list declared complete: {sought.noun.en}",
        )
    return Bilingual(
        f"{sought.none_fr} {sought.found_fr} dans le graphe{day[0]}",
        f"not found in the graph{day[1]}: {sought.noun.en}",
    )


def when(span: DateRange) -> Bilingual:
    """Return a time in words with its preposition.

    Examples
    --------
    >>> when(DateRange.year(2027))
    Bilingual(fr='en 2027', en='in 2027')
    >>> when(DateRange.day(datetime.date(2026, 4, 11)))
    Bilingual(fr='le 11 avril 2026', en='on 11 April 2026')
    """
    text = range_text(span)
    if span.earliest == span.latest:
        return Bilingual(f"le {text.fr}", f"on {text.en}")
    if " to " in text.en:
        return Bilingual(text.fr, f"from {text.en}")
    return Bilingual(f"en {text.fr}", f"in {text.en}")


def dated(end: DateRange, basis: str) -> Bilingual:
    """Return a last day in words and, where no source states it, what it is drawn from."""
    note = {
        "computed": (" (calculée d’après la durée indiquée)", " (computed from the stated term)"),
        "assumed": (" (supposée d’après la durée usuelle)", " (assumed from the usual term)"),
    }.get(basis, ("", ""))
    text = when(end)
    return Bilingual(f"{text.fr}{note[0]}", f"{text.en}{note[1]}")


def ended(end: DateRange | None, basis: str) -> Bilingual:
    """Say when something ends and where the date comes from."""
    if end is None:
        if basis == "open":
            return Bilingual("sans échéance", "without an end")
        return Bilingual("échéance non indiquée", "end not stated")
    text = dated(end, basis)
    return Bilingual(f"échéance {text.fr}", f"ends {text.en}")
