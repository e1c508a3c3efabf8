"""Find an entity by what people call it: name, acronym, alias, unit number, identifier, IRI.

Names are compared without accents, case and punctuation. A name that several entities have as
strongly is ambiguous and is never guessed: preferred labels come before acronyms and other names,
those before former names and spellings, and any individual before themes, instruments and labels.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from coopgraph.errors import AmbiguousName, UnknownEntity
from coopgraph.messages import message
from coopgraph.namespaces import (
    COOP_NS,
    ID_NS,
    PREFIXES,
    SCHEME_NS,
    SKOS_NS,
    curie,
    entity_iri,
    expand,
    source_iri,
)
from coopgraph.store.base import Store
from coopgraph.vocabulary import COOP

__all__ = ["label_of", "labels_of", "normalise_name", "resolve_entity"]

_SHOWN: Final = 5
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
_IDENTIFIERS = """
SELECT ?entity ?identifier WHERE {
  VALUES ?register {
    coop:ror coop:rnsr coop:wikidata coop:uai coop:siren coop:finess coop:grid coop:isni coop:pic
  }
  ?entity ?register ?identifier .
}
"""
#: Strength of a name: the smaller wins.
_STRENGTH: Final = {
    SKOS_NS + "prefLabel": 0,
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
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)\Z", re.IGNORECASE)
_ROR = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(0[a-z0-9]{8})/?\Z", re.IGNORECASE)
_CODE = re.compile(r"([a-z]+)([0-9]+)\Z")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o"})


def normalise_name(text: str) -> str:
    """Return a name without accents, case and punctuation.

    Examples
    --------
    >>> normalise_name("  L’« Université »  de BORDEAUX ")
    'l universite de bordeaux'
    """
    text = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    letters = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]|_", " ", letters).split())


def resolve_entity(store: Store, text: str) -> NamedNode:
    """Return the entity that a text names.

    Parameters
    ----------
    store
        The landscape.
    text
        A label in any language, alias, acronym, slug (``cnrs``), id of a source (``004``), IRI,
        CURIE (``id:cnrs``, ``instrument:lia``), unit number or code (``U 1016``, ``UMR 8104``), or
        an identifier of
        ROR, RNSR, Wikidata, UAI, SIREN, FINESS, GRID, ISNI or PIC.

    Returns
    -------
    NamedNode

    Raises
    ------
    UnknownEntity
        If nothing has this name; the message lists names that look alike.
    AmbiguousName
        If several entities have it; the message lists them.
    """
    wanted = text.strip()
    if re.fullmatch(r"<[^<>]+>", wanted):
        wanted = wanted[1:-1]
    if not wanted:
        raise UnknownEntity(message("an empty name names nothing"))
    if direct := _by_address(store, wanted):
        return direct
    if found := _by_identifier(store, wanted):
        return _only(store, found, wanted)
    names = _Names(store)
    if found := names.find(wanted):
        return _only(store, found, wanted)
    if near := names.near(wanted):
        raise UnknownEntity(
            message(
                "no entity is called {name!r}; close names: {near}",
                name=wanted,
                near=", ".join(near),
            )
        )
    raise UnknownEntity(message("no entity is called {name!r}", name=wanted))


def _exists(store: Store, iri: str) -> bool:
    try:
        return bool(store.query("ASK { ?it ?property ?value }", bindings={"it": NamedNode(iri)}))
    except ValueError:  # not an IRI
        return False


def _by_address(store: Store, wanted: str) -> NamedNode | None:
    """Look for an IRI, a CURIE or a slug."""
    prefix, colon, local = wanted.partition(":")
    if re.match(r"https?://", wanted, re.IGNORECASE):
        return NamedNode(wanted) if _exists(store, wanted) else None
    if colon and local and prefix in PREFIXES:
        iri = expand(wanted)
        if _exists(store, iri):
            return NamedNode(iri)
        raise UnknownEntity(message("the landscape has no {name}", name=wanted))
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]*", wanted):
        for iri in (entity_iri(wanted), source_iri(wanted)):
            if _exists(store, iri):
                return NamedNode(iri)
    return None


def _by_identifier(store: Store, wanted: str) -> set[str]:
    """Look for an identifier of a register; upper and lower case alike."""
    if match := _WIKIDATA.match(wanted):
        wanted = match[1]
    if match := _ROR.match(wanted):
        wanted = match[1]
    key = re.sub(r"\s", "", wanted).casefold()
    if not re.search(r"\d", key):
        return set()
    found = set()
    for entity, identifier in store.select(_IDENTIFIERS).rows:
        if entity is not None and identifier is not None:
            value = re.sub(r"\s", "", identifier.value).casefold()
            if key in (value, value.removeprefix("https://ror.org/")):
                found.add(entity.value)
    return found


class _Names:
    """Every name of the individuals of a landscape, and the strength with which they have it."""

    def __init__(self, store: Store) -> None:
        self.by_name: dict[str, dict[str, int]] = defaultdict(dict)
        self.written: dict[str, str] = {}
        for entity, of, name in store.select(_NAMES).rows:
            if entity is None or of is None or name is None:
                continue
            if entity.value.startswith(ID_NS):
                strength = _STRENGTH[of.value]
            elif entity.value.startswith(_CONCEPTS):
                strength = _CONCEPT
            else:
                continue
            key = normalise_name(name.value)
            holders = self.by_name[key]
            holders[entity.value] = min(strength, holders.get(entity.value, strength))
            self.written[key] = min(name.value, self.written.get(key, name.value))
        self.codes: dict[str, set[str]] = defaultdict(set)
        for entity, code in store.select(_CODES).rows:
            if entity is not None and code is not None:
                self.codes[_compact(code.value)].add(entity.value)
        for key, holders in self.by_name.items():
            if _CODE.match(key.replace(" ", "")) and 0 in holders.values():
                self.codes[key.replace(" ", "")].update(
                    iri for iri, strength in holders.items() if strength == 0
                )

    def find(self, wanted: str) -> set[str]:
        """Return those who have a name or a code, as strongly as anybody has it."""
        if holders := self.by_name.get(normalise_name(wanted), {}):
            return _strongest(holders)
        compact = _compact(wanted)
        if compact in self.codes:
            return self.codes[compact]
        # UMR_S 1016 is how the ministry wrote Inserm's U 1016.
        if match := re.fullmatch(r"umrs(\d+)", compact):
            return self.codes.get(f"u{match[1]}", set())
        joined: dict[str, int] = {}  # APHP for AP-HP
        for key, holders in self.by_name.items():
            if key.replace(" ", "") == compact:
                for iri, strength in holders.items():
                    joined[iri] = min(strength, joined.get(iri, strength))
        return _strongest(joined)

    def near(self, wanted: str) -> list[str]:
        """Return up to five names that contain the text or look like it, as they are written."""
        key = normalise_name(wanted)
        inside = sorted((name for name in self.by_name if key and key in name), key=_by_length)
        like = difflib.get_close_matches(key, self.by_name, n=_SHOWN, cutoff=0.7)
        chosen = list(dict.fromkeys([*inside[:2], *like, *inside]))[:_SHOWN]
        return [self.written[name] for name in chosen]


def _strongest(holders: dict[str, int]) -> set[str]:
    best = min(holders.values(), default=0)
    return {iri for iri, strength in holders.items() if strength == best}


def _compact(code: str) -> str:
    return normalise_name(code).replace(" ", "")


def _by_length(name: str) -> tuple[int, str]:
    return (len(name), name)


def _only(store: Store, found: set[str], wanted: str) -> NamedNode:
    if len(found) == 1:
        return NamedNode(next(iter(found)))
    ordered = sorted(found)
    shown = ordered[: 2 * _SHOWN]
    labels = labels_of(store, shown, "fr")
    listed = "; ".join(f"{labels[iri]} ({_kinds(store, iri)}{curie(iri)})" for iri in shown)
    if len(ordered) > len(shown):
        listed += f"; … (+{len(ordered) - len(shown)})"
    raise AmbiguousName(
        message(
            "{name!r} names several entities: {listed}; give one by its id, for example {example}",
            name=wanted,
            listed=listed,
            example=curie(ordered[0]),
        )
    )


def _kinds(store: Store, iri: str) -> str:
    """Return the local names of the classes of an entity, each followed by a comma."""
    rows = store.select("SELECT ?class WHERE { ?it a ?class }", bindings={"it": NamedNode(iri)})
    kinds = {row[0].value for row in rows.rows if row[0] is not None}
    return "".join(f"{kind.removeprefix(COOP_NS)}, " for kind in sorted(kinds) if COOP_NS in kind)


_LABELS = """
SELECT ?it ?name WHERE {
  VALUES ?property { skos:prefLabel rdfs:label dct:title foaf:name }
  ?it ?property ?name .
}
"""


def labels_of(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the name of each IRI in a language, or in French, or any; else its CURIE.

    Parameters
    ----------
    store
        The landscape.
    iris
        What is to be named: individuals, concepts, classes, properties, source documents.
    lang
        Wished language.

    Returns
    -------
    dict of str to str
    """
    wanted = set(iris)
    found: dict[str, tuple[int, str]] = {}
    if len(wanted) <= _SHOWN:
        rows = [row for iri in sorted(wanted) for row in _own_labels(store, iri)]
    else:
        rows = [
            (it, name)
            for it, name in store.select(_LABELS).rows
            if isinstance(it, NamedNode) and isinstance(name, Literal)
        ]
    for it, name in rows:
        if it.value not in wanted:
            continue
        rank = 0 if name.language == lang else 1 if name.language == "fr" else 2
        entry = (rank, name.value)
        found[it.value] = min(entry, found.get(it.value, entry))
    return {iri: found[iri][1] if iri in found else curie(iri) for iri in wanted}


def _own_labels(store: Store, iri: str) -> list[tuple[NamedNode, Literal]]:
    node = NamedNode(iri)
    rows = store.select(_LABELS.replace("SELECT ?it ?name", "SELECT ?name"), bindings={"it": node})
    return [(node, row[0]) for row in rows.rows if isinstance(row[0], Literal)]


def label_of(store: Store, iri: str, lang: str) -> str:
    """Return the name of one IRI; see :func:`labels_of`."""
    return labels_of(store, [iri], lang)[iri]
