"""Countries and towns in a text: what tells bodies of the same name apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from coopgraph.importing.places import folded_country_names
from coopgraph.reconciliation.normalisation import clean_text, fold

__all__ = ["country_codes", "find_countries", "ngrams"]

#: Longest name of a country or town, in words.
_LONGEST: Final = 6
# "F-33000", "D-69120": the letter of the country before a postal code.
_POSTAL: Final = re.compile(r"\b(F|FR|D|DE|CH|A|AT|B|BE|I|IT|E|ES|NL|DK|SE|PL|CZ|L)-\d{4,5}\b")
_LETTERS: Final = {"F": "FR", "D": "DE", "A": "AT", "B": "BE", "I": "IT", "E": "ES", "L": "LU"}
_STATE: Final = re.compile(
    r"(?:,|\s)\s*([A-Z]{2})(?:\s+\d{5}(?:-\d{4})?)?\s*(?=[,.;)]|$|\s+USA?\b)"
)
_FRENCH: Final = re.compile(r"\bcedex\b", re.IGNORECASE)
#: Letters of the states of the United States.
_STATES: Final = frozenset(
    "AK AL AR AZ CA CO CT DC DE FL HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH "
    "NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY".split()
)
#: States whose letters are a word or a country elsewhere, and count only before a postal code.
_DOUBTFUL: Final = frozenset(
    "DE IN OR ME OK HI LA CO AL AR CA GA IL MA MD MT NE PA SC SD VA ID KY".split()
)
_US_POSTAL: Final = re.compile(r"\b[A-Z]{2}\s+\d{5}\b")


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Return the codes that each folded name of a country may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for code, names in sorted(folded_country_names().items()):
        for name in names:
            found[name] = (*found.get(name, ()), code)
    return found


def country_codes(name: str) -> tuple[str, ...]:
    """Return the codes that a name of a country, or a code, may mean.

    Examples
    --------
    >>> country_codes("Allemagne"), country_codes("fr"), country_codes("Cochin")
    (('DE',), ('FR',), ())
    """
    if re.fullmatch(r"[A-Za-z]{2}", name.strip()) and name.strip().upper() != "UK":
        return (name.strip().upper(),)
    return _by_name().get(fold(name), ())


def ngrams(words: Sequence[str], longest: int = _LONGEST) -> list[tuple[int, int, str]]:
    """Return every run of words as start, end and text, the longest first at each start."""
    found = []
    for start in range(len(words)):
        for end in range(min(len(words), start + longest), start, -1):
            found.append((start, end, " ".join(words[start:end])))
    return found


def find_countries(text: str) -> dict[str, bool]:
    """Return the countries that a text names; True where the name stands at its end.

    A name in the midst of a text may belong to the name of a body ("Bank of Japan").

    Examples
    --------
    >>> find_countries("Univ. Bordeaux, F-33000 Bordeaux")
    {'FR': True}
    >>> find_countries("Dana-Farber Cancer Institute, Boston, MA 02215, USA")
    {'US': True}
    """
    countries = _by_name()
    text = clean_text(text)
    found: dict[str, bool] = {}
    words = fold(text).split()
    taken = -1
    for start, end, name in ngrams(words):
        if start < taken:
            continue
        codes = countries.get(name)
        if codes:
            taken = end
            last = end >= len(words) - 2 or end == len(words)
            for code in codes:
                found[code] = found.get(code, False) or last
    for match in _POSTAL.finditer(text):
        found[_LETTERS.get(match[1], match[1])] = True
    if _FRENCH.search(text):
        found.setdefault("FR", True)
    for match in _STATE.finditer(text):
        doubtful = match[1] in _DOUBTFUL and not _US_POSTAL.search(text)
        if match[1] in _STATES and (not doubtful or not found):
            found.setdefault("US", True)
    return found
