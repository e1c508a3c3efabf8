"""Whether the country that a text states is another one than that of a body.

Only what stands for itself counts, between commas or in a column of its own: a name of a country
within other words is often that of a body or of a state ("British Columbia", "New Mexico").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coopgraph.reconciliation.bodies import Body
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.normalisation import clean_text, fold
from coopgraph.reconciliation.parts import Asked, Parts
from coopgraph.reconciliation.places import country_codes

__all__ = ["Stated", "stated_places"]

_BETWEEN: Final = re.compile(r"[,;()\[\]/|\n]+|\.(?:\s|$)")
#: Codes of two letters are states, too, except this one.
_SHORTEST: Final = 3
_KINGDOM: Final = "uk"
#: Territories with codes of their own (ISO 3166-1), by the country that they may be given with.
_WITHIN: Final = {
    territory: country
    for country, territories in {
        "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "US": "AS GU MP PR UM VI",
        "GB": "AI BM FK GG GI IM JE KY MS SH TC VG",
        "NL": "AW BQ CW SX",
        "DK": "FO GL",
        "CN": "HK MO",
        "FI": "AX",
        "NO": "SJ",
        "AU": "CC CX NF",
    }.items()
    for territory in territories.split()
}
#: Countries whose name is that of a state of the United States, too.
_STATES: Final = frozenset({"GE"})


class Stated:
    """Countries and towns that a text states by themselves.

    Parameters
    ----------
    countries
        Codes of the countries.
    towns
        For each town, the tokens where it stands (none if it is known from elsewhere), and the
        countries that have a town of this name.
    """

    def __init__(
        self,
        countries: Iterable[str],
        towns: Iterable[tuple[frozenset[int], frozenset[str]]],
    ) -> None:
        self.countries = frozenset(map(_whole, countries))
        self._towns = tuple((where, frozenset(map(_whole, codes))) for where, codes in towns)

    def __bool__(self) -> bool:
        return bool(self.countries or self._towns)

    def agrees(self, body: Body) -> bool:
        """Tell whether a body is in a country that is stated; if none is, in that of a town."""
        mine = set(map(_whole, body.countries))
        if self.countries:
            return bool(mine & self.countries)
        return any(mine & codes for _, codes in self._towns)

    def elsewhere(self, body: Body, positions: frozenset[int]) -> list[str]:
        """Return the countries that are stated, if a body is in none of them.

        Parameters
        ----------
        body
            The body.
        positions
            Tokens of the text that name it: a town among them is its name.

        Returns
        -------
        list of str
            Codes, sorted; empty where nothing differs.
        """
        mine = set(map(_whole, body.countries))
        if not mine or self.agrees(body):
            return []
        if self.countries:
            both = "US" in mine and self.countries <= _STATES
            return [] if both else sorted(self.countries)
        found = [codes for where, codes in self._towns if not where & positions]
        return sorted(frozenset().union(*found))


def stated_places(asked: Asked, parts: Parts, index: Index) -> Stated:
    """Return what a text states of where it is.

    Parameters
    ----------
    asked
        The text, and country or city where they are known.
    parts
        Its parts.
    index
        The bodies: a town is in the countries where they have one of its name.

    Returns
    -------
    Stated

    Examples
    --------
    >>> from coopgraph.reconciliation.parts import take_apart
    >>> index = Index([])
    >>> asked = Asked("University of Lille, Belgium")
    >>> stated_places(asked, take_apart(asked, index), index).countries
    frozenset({'BE'})
    """
    countries = set(country_codes(asked.country))
    if not countries:
        for piece in _BETWEEN.split(clean_text(asked.text)):
            name = fold(piece)
            if len(name) >= _SHORTEST or name == _KINGDOM:
                countries.update(country_codes(name))
    towns = []
    for name, spans in parts.towns.items():
        where = frozenset(place for span in spans if parts.alone(span) for place in range(*span))
        if (where or not spans) and (codes := index.town_countries.get(name)):
            towns.append((where, frozenset(codes)))
    return Stated(countries, towns)


def _whole(code: str) -> str:
    return _WITHIN.get(code, code)
