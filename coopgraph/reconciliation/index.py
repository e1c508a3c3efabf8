"""An index of bodies: their names by words, their codes, identifiers and places.

Names are kept once each, as *keys* (tokens in order); several bodies may have one. Words weigh by
how rare they are among the keys (inverse document frequency): "Cochin" tells more than "Institute".
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from coopgraph.model.distance import great_circle_km
from coopgraph.reconciliation.bodies import Body, Name, NameKind
from coopgraph.reconciliation.codes import code_of
from coopgraph.reconciliation.normalisation import fold, key_of
from coopgraph.reconciliation.spelling import Spelling
from coopgraph.reconciliation.words import SMALL, common_form

__all__ = ["LONGEST", "RAREST", "Index"]

# "EngineeringKettering", "Lausanne1015Switzerland": lost ends of lines.
_PIECE: Final = re.compile(
    r"(?<=[^\W\d_A-Z]{3})(?=[A-Z][^\W\d_A-Z]|[A-Z]{2,}|\d{4})|(?<=\d{4})(?=[A-Z])"
)
_GLUED: Final = re.compile(r"\b\w*[^\W\d_A-Z]{3}(?:[A-Z]|\d{4})\w*")
#: Longest name that is looked up word for word, in tokens.
LONGEST: Final = 14
#: "AP-HP", "A.N.R.": what stands between the letters of an acronym.
_INNER: Final = re.compile(r"[\W_]+")
_SHORT: Final = 8
_ACRONYMS: Final = ("acronym", "former-acronym")
#: Towns that are less far from each other are neighbours; that many degrees of latitude are more.
_NEIGHBOURS_KM: Final = 15.0
_NEIGHBOURS_DEGREES: Final = 0.14
#: Weight of a word that one name has, whatever the size of the index.
RAREST: Final = 12.0


class Index:
    """Bodies by everything that may name them.

    Parameters
    ----------
    bodies
        The bodies that can be answers; their order decides nothing.

    Examples
    --------
    >>> from coopgraph.reconciliation.bodies import Body, Name
    >>> index = Index([Body("x", "Institut Exemple", (Name("Institut Exemple", "label"),))])
    >>> index.exact[("institute", "exemple")], index.named[0]
    (0, [(0, 'label')])
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies = sorted(bodies, key=lambda body: body.id)
        self.position = {body.id: place for place, body in enumerate(self.bodies)}
        self.exact: dict[tuple[str, ...], int] = {}
        self.keys: list[tuple[str, ...]] = []
        self.named: list[list[tuple[int, NameKind]]] = []
        self.codes: dict[str, list[int]] = defaultdict(list)
        self.identifiers: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.cities: list[frozenset[str]] = []
        self.regions: list[frozenset[str]] = []
        self.towns: set[str] = set()
        self.town_countries: dict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        self._points: dict[str, set[tuple[float, float]]] = defaultdict(set)
        self.parents: list[frozenset[int]] = []
        self.children: dict[int, int] = defaultdict(int)
        self.longest: dict[str, int] = {}
        for place, body in enumerate(self.bodies):
            self._add(place, body)
        self._weigh()

    def _add(self, place: int, body: Body) -> None:
        seen: set[int] = set()
        for name in _with_variants(body.names):
            codes = code_of(name.text)
            for code in codes:
                if place not in self.codes[code]:
                    self.codes[code].append(place)
            if codes and name.kind not in _ACRONYMS:
                continue
            key = key_of(name.text)
            if not key:
                continue
            number = self.exact.setdefault(key, len(self.keys))
            if number == len(self.keys):
                self.keys.append(key)
                self.named.append([])
                length = min(len(key), LONGEST)
                if length > self.longest.get(key[0], 0):
                    self.longest[key[0]] = length
            if number not in seen:
                seen.add(number)
                self.named[number].append((place, name.kind))
        for identifier in body.identifiers:
            self.identifiers[identifier].append(place)
        cities = frozenset(map(_town, body.cities))
        self.cities.append(cities)
        self.regions.append(frozenset(map(_region, body.regions)))
        self.towns |= cities
        for city in body.cities:
            self._shown.setdefault(_town(city), city)
        for city, latitude, longitude in body.points:
            self._points[_town(city)].add((latitude, longitude))
        for city in cities:
            self.town_countries[city].update(body.countries)
        self.parents.append(
            frozenset(self.position[one] for one in body.parents if one in self.position)
        )
        for parent in self.parents[-1]:
            self.children[parent] += 1

    def _weigh(self) -> None:
        self.vocabulary: dict[str, int] = {}
        vocabulary = self.vocabulary
        tokens: list[int] = []
        owners: list[int] = []
        for number, key in enumerate(self.keys):
            for form in sorted(set(key)) if len(key) > 1 else key:
                tokens.append(vocabulary.setdefault(form, len(vocabulary)))
                owners.append(number)
        columns = np.asarray(tokens, dtype=np.int32)
        rows = np.asarray(owners, dtype=np.int32)
        order = np.argsort(columns, kind="stable")
        self.postings = rows[order]
        counts = np.bincount(columns, minlength=len(self.vocabulary))
        self.starts = np.concatenate([[0], np.cumsum(counts)])
        total = max(len(self.keys), 1)
        rarity = np.log(1 + total / np.maximum(counts, 1)) / math.log(1 + total)
        self.weights = (RAREST * rarity).astype(np.float64)
        self.masses = np.bincount(rows, weights=self.weights[columns], minlength=total)
        tally = dict(zip(vocabulary, counts.tolist(), strict=True))
        alone = {form for form, n in tally.items() if n == 1 and (form,) in self.exact}
        self.spelling = Spelling(tally, alone - self.towns)

    def wholes(self, body: int) -> set[int]:
        """Return the bodies that one belongs to, directly or by way of others."""
        found: set[int] = set()
        new = set(self.parents[body])
        while new:
            found |= new
            new = {whole for one in new for whole in self.parents[one]} - found
        return found

    def weight(self, form: str) -> float:
        """Return how much a word tells; the most if no name has it."""
        number = self.vocabulary.get(form)
        return RAREST if number is None else float(self.weights[number])

    def unglued(self, text: str) -> str:
        """Return a text in which words that ran together stand apart again.

        Only a word that no name has is parted, and only where its pieces are words of names.
        """

        def parted(found: re.Match[str]) -> str:
            if common_form(fold(found[0])) in self.vocabulary:
                return found[0]
            pieces = _PIECE.sub(" ; ", found[0]).split(" ; ")
            known = [common_form(fold(one)) in self.vocabulary for one in pieces]
            return " ; ".join(pieces) if all(known) else found[0]

        return _GLUED.sub(parted, text)

    @cached_property
    def initials(self) -> dict[str, list[int]]:
        """Bodies by the initials of their names, small words left out; made when first asked."""
        found: dict[str, dict[int, None]] = defaultdict(dict)
        for place, body in enumerate(self.bodies):
            for name in body.names:
                if name.kind in ("label", "alias"):
                    words = [word for word in fold(name.text).split() if word not in SMALL]
                    if len(words) > 2:
                        found["".join(word[0] for word in words)][place] = None
        return {letters: list(places) for letters, places in found.items()}

    def town(self, name: str) -> str:
        """Return the name of a town as it is compared."""
        return _town(name)

    def near(self, body: int, town: str) -> bool:
        """Tell whether a body is in a neighbouring town, as those of one urban area are.

        Parameters
        ----------
        body
            Position of the body.
        town
            The other town, as towns are compared.

        Returns
        -------
        bool
            False, too, where no coordinates are known.
        """
        return any(
            great_circle_km((latitude, longitude), point) < _NEIGHBOURS_KM
            for point in self._points.get(town, ())
            for _, latitude, longitude in self.bodies[body].points
            if abs(latitude - point[0]) < _NEIGHBOURS_DEGREES
        )

    def shown_town(self, town: str) -> str:
        """Return a town as a body has it; blank if none is there."""
        return self._shown.get(town, "")

    def key(self, name: str) -> tuple[str, ...]:
        """Return a name as it is looked up."""
        return key_of(name)

    def names_of(self, body: int) -> tuple[Name, ...]:
        """Return the names by which a body is found, variants included."""
        return tuple(_with_variants(self.bodies[body].names))

    def coverage(self, forms: Iterable[str]) -> npt.NDArray[np.float64]:
        """Return, for each key, the share of its weight that words of a text make up."""
        numbers = sorted({self.vocabulary[form] for form in forms if form in self.vocabulary})
        if not numbers:
            return np.zeros(len(self.keys))
        spans = [slice(self.starts[number], self.starts[number + 1]) for number in numbers]
        owners = np.concatenate([self.postings[span] for span in spans])
        weights = np.concatenate(
            [
                np.full(span.stop - span.start, self.weights[number])
                for number, span in zip(numbers, spans, strict=True)
            ]
        )
        return np.bincount(owners, weights=weights, minlength=len(self.keys)) / self.masses


def _with_variants(names: Iterable[Name]) -> Iterator[Name]:
    """Yield names, and after them those in front of brackets: "Amgen (United States)"."""
    names = tuple(names)
    yield from names
    for name in names:
        if name.text.endswith(")"):
            bare, bracket, _ = name.text.partition(" (")
            if bracket and bare:
                yield Name(bare, "alias")
        if name.kind in _ACRONYMS:
            joined = _INNER.sub("", name.text)
            if joined != name.text and len(joined) <= _SHORT:
                yield Name(joined, name.kind)


# A register has each town and region many times.
_region = lru_cache(maxsize=10_000)(fold)


@lru_cache(maxsize=50_000)
def _town(name: str) -> str:
    """Return the name of a town as it is compared."""
    return " ".join(key_of(name))
