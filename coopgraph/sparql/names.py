"""Search the names of a landscape: as they stand, by their words in any order, or nearly so.

Names are compared without accents, case and punctuation. The words of a text may stand in any
order, without the small words of French and English, and a word of three letters or more may be cut
("univ bordeaux"). Where no name has them all, kind and place help: "SIRIC Lille".
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Final

from coopgraph.folding import folded
from coopgraph.namespaces import COOP_NS, ID_NS, SCHEME_NS, SKOS_NS
from coopgraph.store.base import Store
from coopgraph.vocabulary import COOP

__all__ = ["LABELLED", "NEAREST", "Names"]

#: How many near names are given.
NEAREST: Final = 5
_NAMES = """
SELECT ?entity ?property ?name WHERE {
  VALUES ?property {
    skos:prefLabel skos:altLabel skos:hiddenLabel
    coop:acronym coop:registerName coop:formerName coop:laterName coop:unitNumber
  }
  ?entity ?property ?name .
}
"""
_CODES = """
SELECT ?entity ?code WHERE { ?cotutelle coop:unitCode ?code ; org:organization ?entity }
"""
# What somebody may add to a name, or say instead of it: the kind, the label, the place.
_CONTEXT = f"""
SELECT ?entity ?thing WHERE {{
  {{ ?entity a ?thing FILTER(STRSTARTS(STR(?thing), "{COOP_NS}")) }}
  UNION {{ ?entity coop:instrumentType ?thing }}
  UNION {{ ?award coop:awardedTo ?entity ; coop:label ?thing }}
  UNION {{ ?entity coop:locatedIn ?thing }}
  UNION {{ ?entity coop:inRegion ?thing }}
  FILTER(STRSTARTS(STR(?entity), "{ID_NS}"))
}}
"""
_KINDS = f"""
SELECT ?class ?name WHERE {{
  ?class rdfs:label ?name FILTER(STRSTARTS(STR(?class), "{COOP_NS}"))
}}
"""
#: Strength of a preferred label.
LABELLED: Final = 0
#: Strength of a name: the smaller wins.
_STRENGTH: Final = {
    SKOS_NS + "prefLabel": LABELLED,
    COOP.unitNumber: 0,
    COOP.acronym: 1,
    SKOS_NS + "altLabel": 1,
    COOP.registerName: 1,
    COOP.formerName: 2,
    COOP.laterName: 1,
    SKOS_NS + "hiddenLabel": 2,
}
#: Concepts that may be asked for by name, where no individual has it.
_CONCEPTS: Final = tuple(f"{SCHEME_NS}{scheme}/" for scheme in ("theme", "instrument", "label"))
_CONCEPT: Final = 3
_CODE = re.compile(r"([a-z]+)([0-9]+)\Z")
#: Words that a name may have or lack.
_SMALL: Final = frozenset(
    {"a", "and", "at", "au", "aux", "d", "de", "des", "du", "en", "et", "for", "in", "l"}
    | {"la", "le", "les", "of", "on", "pour", "sur", "the"}
)
#: A word of fewer letters must stand whole.
_CUT: Final = 3


def _words(key: str) -> frozenset[str]:
    """Return the words of a normalised name; the small ones only where there are no others."""
    words = frozenset(key.split())
    return words - _SMALL or words


def _has(words: Iterable[str], wanted: frozenset[str]) -> bool:
    """Tell whether each wanted word is one of the words, or the beginning of one."""
    known = tuple(words)
    return all(
        word in known or (len(word) >= _CUT and any(other.startswith(word) for other in known))
        for word in wanted
    )


class Names:
    """Every name of a landscape, and the strength with which entities have it.

    Parameters
    ----------
    store
        The landscape.
    among
        Entities that may be found; all if not given.
    """

    def __init__(self, store: Store, among: Container[str] | None = None) -> None:
        self._store = store
        self.by_name: dict[str, dict[str, int]] = defaultdict(dict)
        self._named: dict[str, set[str]] = defaultdict(set)
        for entity, of, name in store.select(_NAMES).rows:
            if entity is None or of is None or name is None:
                continue
            if entity.value.startswith(ID_NS):
                strength = _STRENGTH[of.value]
            elif entity.value.startswith(_CONCEPTS):
                strength = _CONCEPT
            else:
                continue
            key = folded(name.value)
            self._named[entity.value].add(key)
            if among is not None and entity.value not in among:
                continue
            holders = self.by_name[key]
            holders[entity.value] = min(strength, holders.get(entity.value, strength))
        self.codes: dict[str, set[str]] = defaultdict(set)
        for entity, code in store.select(_CODES).rows:
            if entity is not None and code is not None:
                self.codes[_compact(code.value)].add(entity.value)
        for key, holders in self.by_name.items():
            if _CODE.match(key.replace(" ", "")) and 0 in holders.values():
                self.codes[key.replace(" ", "")].update(
                    iri for iri, strength in holders.items() if strength == 0
                )

    def exact(self, wanted: str) -> list[str]:
        """Return those who have a name or a code, as strongly as anybody has it."""
        if holders := self.by_name.get(folded(wanted), {}):
            return _strongest(holders)
        compact = _compact(wanted)
        if compact in self.codes:
            return sorted(self.codes[compact])
        # UMR_S 1016 is how the ministry wrote Inserm's U 1016.
        if match := re.fullmatch(r"umrs(\d+)", compact):
            return sorted(self.codes.get(f"u{match[1]}", ()))
        return _strongest(
            self._holders(key for key in self.by_name if key.replace(" ", "") == compact)
        )

    def by_words(self, wanted: str) -> list[str]:
        """Return those whom the words of a text fit, in any order; the shortest name first.

        The same words come before the beginning of a name, that before all words within one name,
        and that before words that also say the kind or the place.
        """
        key = folded(wanted)
        words = _words(key)
        if all(len(word) < _CUT for word in words):
            return []
        if same := self._holders(name for name in self.by_name if _words(name) == words):
            return _strongest(same)
        begun = (name for name in self.by_name if name.startswith(key))
        within = (name for name in self.by_name if _has(_words(name), words))
        return self._ranked(begun) or self._ranked(within) or self.about(wanted)

    def about(self, wanted: str) -> list[str]:
        """Return the individuals whose names, kind and place have all words of a text."""
        words = _words(folded(wanted))
        return sorted(iri for iri, known in self._context().items() if words and _has(known, words))

    def near(self, wanted: str) -> list[str]:
        """Return up to five entities whose names contain the text or look like it."""
        key = folded(wanted)
        inside = sorted((name for name in self.by_name if key and key in name), key=_by_length)
        like = difflib.get_close_matches(key, self.by_name, n=NEAREST, cutoff=0.7)
        names = [*inside[:2], *like, *inside]
        alike = [iri for name in names for iri in sorted(self.by_name[name])]
        return list(dict.fromkeys([*alike[:2], *self._corrected(key), *alike]))[:NEAREST]

    def _corrected(self, key: str) -> Iterator[str]:
        """Yield whom the words fit once those that nobody has are replaced by the most alike."""
        known = sorted({word for name in self.by_name for word in _words(name)})
        words = set()
        for word in _words(key):
            if not _has(known, frozenset({word})):
                alike = difflib.get_close_matches(word, known, n=1, cutoff=0.75)
                word = alike[0] if alike else word
            words.add(word)
        if words and words != _words(key):
            yield from self.by_words(" ".join(sorted(words)))

    def _holders(self, names: Iterable[str]) -> dict[str, int]:
        """Return those who have any of the names, and how strongly."""
        found: dict[str, int] = {}
        for name in names:
            for iri, strength in self.by_name[name].items():
                found[iri] = min(strength, found.get(iri, strength))
        return found

    def _ranked(self, names: Iterable[str]) -> list[str]:
        """Return those who have any of the names, the shortest name first."""
        best: dict[str, tuple[int, int]] = {}
        for name in names:
            for iri, strength in self.by_name[name].items():
                rank = (len(name), strength)
                best[iri] = min(rank, best.get(iri, rank))
        return sorted(best, key=lambda iri: (best[iri], iri))

    def _context(self) -> dict[str, set[str]]:
        """Return all words by which an individual may be described."""
        own: dict[str, set[str]] = defaultdict(set)
        for iri, names in self._named.items():
            own[iri].update(*map(_words, names))
        for kind, said in self._store.select(_KINDS).rows:
            if kind is not None and said is not None:
                own[kind.value] |= _words(folded(said.value))
        sought = {iri for holders in self.by_name.values() for iri in holders}
        found = {iri: set(own[iri]) for iri in sorted(sought) if iri.startswith(ID_NS)}
        for entity, thing in self._store.select(_CONTEXT).rows:
            if entity is not None and thing is not None and entity.value in found:
                found[entity.value] |= own.get(thing.value, frozenset())
        return found


def _strongest(holders: dict[str, int]) -> list[str]:
    best = min(holders.values(), default=0)
    return sorted(iri for iri, strength in holders.items() if strength == best)


def _compact(code: str) -> str:
    return folded(code).replace(" ", "")


def _by_length(name: str) -> tuple[int, str]:
    return (len(name), name)
