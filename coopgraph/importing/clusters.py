"""What is one body: links between keys, and the clusters that they make or must not make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from coopgraph.importing.keys import value_of
from coopgraph.importing.names import REASONS

__all__ = ["CONFIDENCE", "LEGAL", "ORDER", "OWN", "Clusters", "Link"]

#: Registers by how well their identifier tells bodies apart; the first that a body has names it.
ORDER: Final = (
    "rnsr", "ror", "uai", "siren", "siret", "finess", "wikidata", "pic", "cordis", "openalex",
    "hal", "idref", "fundref", "isni", "grid", "geonames", "country",
)  # fmt: skip
#: One body has at most one key of these; ``id`` is an id of the landscape.
_EXCLUSIVE: Final = ("ror", "rnsr", "geonames", "id")
#: Reason of a link to what the landscape knows by this very key.
OWN: Final = "known-by-this-key"
#: Keys of what has legal personality, or stands for a school that has.
LEGAL: Final = ("uai:", "siren:")
#: Degrees of certainty, the surest first.
CONFIDENCE: Final = {"decided": 0, "high": 1, "medium": 2, "low": 3}


class Link(NamedTuple):
    """Two keys, or a key and an id of the landscape, that are one body, or are said to be.

    Attributes
    ----------
    a, b
        The keys; ``id:…`` for a body that the landscape knew before.
    reason
        Why: ``known-by-this-key``, ``same-ror``, ``same-siren`` …, ``same-name-in-country``,
        ``decision``, or a register's own statement.
    confidence
        ``decided``, ``high``, ``medium`` or ``low``.
    state
        ``joined``, or why not: ``ambiguous`` (several bodies of one register bear it),
        ``two-ror``, ``two-rnsr``, ``two-ids``, ``decided-different``; of a link that is only
        likely, also ``two-wikidata``, and ``structure-and-body`` (a number of RNSR on one side,
        one of a legal body on the other, or nothing but the same name).
    """

    a: str
    b: str
    reason: str
    confidence: str
    state: str = "joined"


def _standing(link: Link) -> tuple[int, int, Link]:
    scheme = link.reason.removeprefix("same-")
    place = ORDER.index(scheme) if scheme in ORDER else len(ORDER)
    if link.reason == OWN:
        place = -1  # what the landscape knows by this very key comes before what shares another
    return CONFIDENCE[link.confidence], place, link


class Clusters:
    """Union and find, with what a union must not bring together.

    Parameters
    ----------
    apart
        Pairs of keys that a person decided to be different.
    items
        Gives the items of Wikidata that a key bears.
    legal
        Entries of the landscape (``id:…``) that have legal personality.
    """

    def __init__(
        self,
        apart: set[frozenset[str]],
        items: Callable[[str], Iterable[str]],
        legal: frozenset[str],
    ) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart = apart
        self._items = items
        self._legal = legal

    def root(self, key: str) -> str:
        """Return the key that stands for the cluster of a key."""
        while (parent := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(parent, parent)
            key = parent
        return key

    def members(self, key: str) -> list[str]:
        """Return the keys of the cluster of a key."""
        root = self.root(key)
        return self._members.get(root, [root])

    def several(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the clusters of several keys: the key that stands for one, and its keys."""
        yield from self._members.items()

    def join_all(self, links: Iterable[Link]) -> list[Link]:
        """Join what links say, the surest first, and return them with their states."""
        return [
            self.join(link) if link.state == "joined" else link
            for link in sorted(links, key=_standing)
        ]

    def join(self, link: Link) -> Link:
        """Join what a link says, or return it with the reason against it."""
        one, other = self.root(link.a), self.root(link.b)
        if one == other:
            return link
        mine, theirs = self.members(one), self.members(other)
        likely = link.confidence not in ("decided", "high") or link.reason in REASONS
        state = self._refusal(mine, theirs, decided=link.confidence == "decided", likely=likely)
        if state:
            return Link(link.a, link.b, link.reason, link.confidence, state)
        if len(mine) < len(theirs):
            one, other, mine, theirs = other, one, theirs, mine
        self._parent[other] = one
        self._members[one] = mine + theirs
        self._members.pop(other, None)
        return link

    def _refusal(
        self, mine: Sequence[str], theirs: Sequence[str], *, decided: bool, likely: bool
    ) -> str:
        if self._apart and any(frozenset((a, b)) in self._apart for a in mine for b in theirs):
            return "decided-different"
        if decided:
            return ""
        for scheme in _EXCLUSIVE:
            if _has(scheme, mine) and _has(scheme, theirs):
                return f"two-{scheme}" + ("s" if scheme == "id" else "")
        if likely:
            # Wikidata has doubles, so that two items refuse only what is not sure anyway.
            one, other = self._of(mine), self._of(theirs)
            if one and other and not one & other:
                return "two-wikidata"
            for structure, body in ((mine, theirs), (theirs, mine)):
                if _has("rnsr", structure) and any(
                    key.startswith(LEGAL) or key in self._legal for key in body
                ):
                    return "structure-and-body"
        return ""

    def _of(self, keys: Sequence[str]) -> set[str]:
        found = {value_of(key) for key in keys if key.startswith("wikidata:")}
        return found.union(*(self._items(key) for key in keys))


def _has(scheme: str, keys: Sequence[str]) -> bool:
    return any(key.startswith(scheme + ":") for key in keys)
