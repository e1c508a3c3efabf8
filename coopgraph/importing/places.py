"""Cities and countries that registers name, as rows of places."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Protocol

from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.text import clean

__all__ = [
    "Located",
    "PlaceWriter",
    "commune",
    "country_names",
    "country_of_commune",
    "folded_country_names",
    "iso_country",
    "town_name",
]

#: Codes of the European Union that ISO 3166 writes otherwise.
_EUROPEAN: Final = {"UK": "GB", "EL": "GR"}
#: Country of ISO 3166-1 by the first digits of the codes of communes overseas.
_OVERSEAS: Final = {
    "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL",
    "978": "MF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
#: Mail for companies: a word after the town, or glued to it, with the number of an office.
_CEDEX: Final = re.compile(r"[\s,-]*c(?:e\u0301?|é)dex(?![^\W\d_]).*\Z", re.IGNORECASE | re.DOTALL)
#: Postal codes before a name, and the number of a district after it.
_NUMBERS: Final = re.compile(r"\A(?:F-)?\d{4,5}\s+|\s+\d{1,2}\s*\Z")
_LONG: Final = {"st": "saint", "ste": "sainte"}
_SMALL: Final = frozenset(
    ("de", "des", "du", "d", "la", "le", "les", "l", "en", "et", "sur", "sous", "aux", "au", "a")
)


class Located(Protocol):
    """A city with its number in GeoNames."""

    @property
    def geonames(self) -> int:
        """Number in GeoNames; 0 where none is given."""
        ...

    @property
    def name(self) -> str:
        """The city."""
        ...

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        ...

    @property
    def latitude(self) -> float | None:
        """Degrees north."""
        ...

    @property
    def longitude(self) -> float | None:
        """Degrees east."""
        ...


class PlaceWriter:
    """Writes each place once and returns its key.

    Parameters
    ----------
    batch
        Where the rows go.
    """

    def __init__(self, batch: Batch) -> None:
        self._place = batch.writer(
            "places", "id", "class", "label_fr", "label_en", "iso_code", "within", "latitude",
            "longitude", "geonames", "locator",
        )  # fmt: skip
        self._mentioned = batch.writer(
            "places", "id", "class", "label_fr", "label_en", "iso_code", "within", "latitude",
            "longitude", "geonames", "locator", rank=900,
        )  # fmt: skip
        self._seen: set[str] = set()
        self._cities: dict[tuple[int, str, str], str | None] = {}
        self._named: dict[tuple[str, str], str | None] = {}

    def country(self, code: str) -> str | None:
        """Return the key of a country by its code, ISO or European; None if there is none such."""
        iso = iso_country(code)
        if iso is None:
            return None
        key = f"country:{iso}"
        if key not in self._seen:
            self._seen.add(key)
            french, english = country_names()[iso]
            self._place(
                (key, "Country", french, english, iso, None, None, None, None, f"ISO 3166 {iso}")
            )
        return key

    def city(self, location: Located) -> str | None:
        """Return the key of a city that GeoNames numbers; the country where it does not."""
        said = (location.geonames, location.country, location.name)
        if said not in self._cities:
            self._cities[said] = self._city(location)
        return self._cities[said]

    def _city(self, location: Located) -> str | None:
        country = self.country(location.country)
        name = town_name(location.name)
        if not location.geonames or name is None:
            return self.named_city(location.name, location.country) if name else country
        key = f"geonames:{location.geonames}"
        if key not in self._seen:
            self._seen.add(key)
            latitude, longitude = location.latitude, location.longitude
            sound = latitude is not None and longitude is not None
            self._place(
                (key, "City", name, None, None, country,
                 _degrees(latitude) if sound else None, _degrees(longitude) if sound else None,
                 str(location.geonames), f"GeoNames {location.geonames}")
            )  # fmt: skip
        return key

    def named_city(
        self, name: str, code: str, north: float | None = None, east: float | None = None
    ) -> str | None:
        """Return the key of a city that a register only names; the country if it has no name.

        The degrees north and east of the first row that names it are kept, if both are known.
        """
        if (name, code) not in self._named:
            self._named[name, code] = self._named_city(name, code, north, east)
        return self._named[name, code]

    def _named_city(
        self, name: str, code: str, north: float | None, east: float | None
    ) -> str | None:
        country = self.country(code)
        label = town_name(name)
        if country is None or label is None or not folded(label):
            return country
        key = f"city:{country[8:]}:{folded(label)}"
        if key not in self._seen:
            self._seen.add(key)
            sound = north is not None and east is not None
            self._mentioned(
                (key, "City", label, None, None, country, _degrees(north) if sound else None,
                 _degrees(east) if sound else None, None, label)
            )  # fmt: skip
        return key


def town_name(text: str | None) -> str | None:
    """Return the name of a town without *Cedex*, which is no part of it; None if nothing is left.

    Examples
    --------
    >>> town_name("Rennes Cédex 7"), town_name("Lillecedex"), town_name("CEDEX 05")
    ('Rennes', 'Lille', None)
    """
    bare = clean(text)
    return (_CEDEX.sub("", bare) or None) if bare else None


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def iso_country(code: str | None) -> str | None:
    """Return the ISO 3166-1 code of a country.

    Examples
    --------
    >>> iso_country("UK"), iso_country("el"), iso_country("FR"), iso_country("ZZ")
    ('GB', 'GR', 'FR', None)
    """
    upper = (code or "").strip().upper()
    iso = _EUROPEAN.get(upper, upper)
    return iso if iso in country_names() else None


def country_of_commune(code: str) -> str:
    """Return the country of ISO 3166-1 in which a French commune or postal code lies.

    ISO 3166-1 gives the territories overseas codes of their own, as GeoNames and ROR use them.

    Examples
    --------
    >>> country_of_commune("97411"), country_of_commune("75119"), country_of_commune("")
    ('RE', 'FR', 'FR')
    """
    return _OVERSEAS.get(code[:3], "FR") if len(code) == 5 else "FR"


@cache
def country_names() -> dict[str, tuple[str, str]]:
    """Return the French and the English name of every country by its ISO 3166-1 code.

    The names are those of the Unicode CLDR (Unicode licence), written by ``tools/countries.py``.

    Examples
    --------
    >>> country_names()["DE"]
    ('Allemagne', 'Germany')
    """
    return {row["code"]: (row["fr"], row["en"]) for row in _countries()}


def folded_country_names() -> dict[str, tuple[str, ...]]:
    """Return the names of every country in the languages of affiliations, by its code.

    Names are folded as :func:`coopgraph.reconciliation.normalisation.fold` does it; a name may
    stand with several countries.

    Examples
    --------
    >>> [name for name in folded_country_names()["DE"] if name.startswith("a")]
    ['alemanha', 'alemania', 'alemanya', 'allemagne', 'almanya']
    """
    return {row["code"]: tuple(row["folded"].split("|")) for row in _countries()}


@cache
def _countries() -> list[dict[str, str]]:
    with (Path(__file__).parent / "countries.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@lru_cache(maxsize=8192)
def commune(text: str | None) -> str | None:
    """Return the name of a French commune from the last line of an address.

    Examples
    --------
    >>> commune("TOURS CEDEX 9"), commune("PARIS 14"), commune("VILLENEUVE D'ASCQ CEDEX")
    ('Tours', 'Paris', "Villeneuve d'Ascq")
    >>> commune("ST MARTIN D HERES"), commune("Amiens Cedex1"), commune("02200 nairobi")
    ('Saint Martin d Heres', 'Amiens', 'Nairobi')
    >>> commune(""), commune("Saint-Étienne"), commune("Cedex"), commune("TALENCE CÉDEX")
    (None, 'Saint-Étienne', None, 'Talence')
    """
    bare = town_name(text)
    if bare is None:
        return None
    bare = _NUMBERS.sub("", bare).strip(" -,")
    words = re.split(r"([ '’-])", bare.lower() if bare.isupper() or bare.islower() else bare)
    shouted = bare.isupper() or bare.islower()
    said = []
    for place, word in enumerate(words):
        whole = _LONG.get(word.casefold(), word)
        small = place and whole.casefold() in _SMALL
        said.append(whole.capitalize() if (shouted or whole != word) and not small else whole)
    return "".join(said) or None
