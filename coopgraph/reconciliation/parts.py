"""The parts of a text: words by segment, unit numbers, identifiers, countries and towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from coopgraph.importing.places import commune
from coopgraph.reconciliation.codes import find_codes, find_identifiers
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.normalisation import Token, clean_text, fold, tokenise
from coopgraph.reconciliation.places import country_codes, find_countries, ngrams
from coopgraph.reconciliation.spelling import SHORT

__all__ = ["Asked", "Parts", "take_apart"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to reconcile, and what else is known of it.

    Attributes
    ----------
    text
        A name or an affiliation.
    city, country
        Where it is, where that is known; the country as a name or a code.
    identifiers
        Identifiers, written in any way.
    beside
        What else stands in its row of a list; it decides nothing.
    """

    text: str
    city: str = ""
    country: str = ""
    identifiers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(slots=True)
class Parts:
    """What a text is made of.

    Attributes
    ----------
    tokens, forms
        Its words, and their forms after correction of slips.
    places
        Positions of each form.
    weights
        Weight of each token.
    segments
        Positions of the tokens of each segment, in order.
    codes, identifiers
        What decides without a name.
    countries
        Codes; True where the text ends with the country, or the country is known from elsewhere.
    towns
        Towns with the positions where they stand; none where they are known from elsewhere.
    city, town
        The town that is given beside the text: as it stands, and as towns are compared.
    words
        The folded text, between blanks.
    slips
        For each token, how doubtful it is as a slip: a letter counts for more in a short word.
    corrections
        What misspelt words were read as.
    """

    tokens: list[Token]
    forms: list[str]
    places: dict[str, list[int]]
    weights: list[float]
    segments: list[list[int]]
    codes: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    countries: dict[str, bool]
    towns: dict[str, list[tuple[int, int]]]
    words: str
    slips: list[float]
    city: str = ""
    town: str = ""
    corrections: dict[str, str] = field(default_factory=dict)

    def alone(self, span: tuple[int, int]) -> bool:
        """Tell whether some tokens stand by themselves between commas."""
        return [*range(*span)] in self.segments


def take_apart(asked: Asked, index: Index) -> Parts:
    """Take a text apart.

    Examples
    --------
    >>> parts = take_apart(Asked("Univ. Bordeaux, INSERM U1219, F-33000 Bordeaux"), Index([]))
    >>> parts.forms[:3], parts.codes, parts.countries
    (['university', 'bordeaux', 'inserm'], ('U1219',), {'FR': True})
    """
    text = index.unglued(clean_text(asked.text))
    tokens = tokenise(text)
    town = _forms(commune(asked.city) or "")
    forms = [_read(token, town, index) for token in tokens]
    places: dict[str, list[int]] = defaultdict(list)
    for position, form in enumerate(forms):
        places[form].append(position)
    segments: dict[int, list[int]] = defaultdict(list)
    for position, token in enumerate(tokens):
        segments[token.segment].append(position)
    countries = find_countries(text)
    if asked.country and (known := country_codes(asked.country)):
        countries = dict.fromkeys(known, True)
    towns = _towns(forms, index)
    if town:
        towns.setdefault(" ".join(town), [])
    found = [asked.text, *asked.identifiers]
    return Parts(
        tokens=tokens,
        forms=forms,
        places=dict(places),
        weights=[index.weight(form) for form in forms],
        segments=[segments[number] for number in sorted(segments)],
        codes=find_codes(text),
        identifiers=tuple(dict.fromkeys(one for text in found for one in find_identifiers(text))),
        countries=countries,
        towns=towns,
        words=f" {fold(text)} ",
        slips=[
            0.0 if form == token.form else min(1.0, (2 / len(token.word)) ** 2)
            for token, form in zip(tokens, forms, strict=True)
        ],
        city=asked.city,
        town=" ".join(town),
        corrections={
            token.word: form
            for token, form in zip(tokens, forms, strict=True)
            if form != token.form
        },
    )


def _read(token: Token, town: Sequence[str], index: Index) -> str:
    """Return what a word is read as; a short one in capitals as it stands: it is an acronym."""
    if token.capital and len(token.form) < SHORT:
        return token.form
    return index.spelling.towards(token.form, town)


def _forms(text: str) -> list[str]:
    return [token.form for token in tokenise(text)]


def _towns(forms: Sequence[str], index: Index) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, name in ngrams(forms, 4):
        if name in index.towns:
            found[name].append((start, end))
    return dict(found)
