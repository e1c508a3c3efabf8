"""Find an entity by what people call it: name, acronym, alias, unit number, identifier, IRI.

Names are compared without accents, case and punctuation; where none is the same, its words may
stand in another order, be cut or say kind and place (:mod:`coopgraph.sparql.names`). A name that
several entities have as strongly is ambiguous and is never guessed: preferred labels come before
acronyms and other names, those before former names and spellings, and any individual before themes,
instruments and labels. Of several that share an acronym or another
name, the one whose id in the landscape is that name is meant: with a register of the whole world
beside it, CNRS is still ``id:cnrs``.
"""

from __future__ import annotations

import re
from collections.abc import Container

from pyoxigraph import NamedNode

from coopgraph.errors import AmbiguousName, UnknownEntity
from coopgraph.folding import folded
from coopgraph.messages import message
from coopgraph.namespaces import PREFIXES, curie, entity_iri, expand, source_iri
from coopgraph.sparql.candidates import candidate_lines
from coopgraph.sparql.labels import label_of, labels_of
from coopgraph.sparql.names import LABELLED, Names
from coopgraph.store.base import Store

__all__ = ["label_of", "labels_of", "resolve_entity"]

_IDENTIFIERS = """
SELECT ?entity ?identifier WHERE {
  VALUES ?register {
    coop:ror coop:rnsr coop:wikidata coop:uai coop:siren coop:finess coop:grid coop:isni coop:pic
    coop:siret coop:idref coop:fundref coop:openalex coop:hal coop:cordis
  }
  ?entity ?register ?identifier .
}
"""
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)\Z", re.IGNORECASE)
_ROR = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(0[a-z0-9]{8})/?\Z", re.IGNORECASE)


def resolve_entity(store: Store, text: str, *, among: Container[str] | None = None) -> NamedNode:
    """Return the entity that a text names.

    Parameters
    ----------
    store
        The landscape.
    text
        A label in any language, alias, acronym, slug (``cnrs``), id of a source (``004``), IRI,
        CURIE (``id:cnrs``, ``instrument:lia``), unit number or code (``U 1016``, ``UMR 8104``),
        words of a name in any order, with the kind or the place (``SIRIC Lille``), or an identifier
        of ROR, RNSR, Wikidata, UAI, SIREN, FINESS, GRID, ISNI or PIC.
    among
        IRIs that may be named; everything if not given.

    Returns
    -------
    NamedNode

    Raises
    ------
    UnknownEntity
        If nothing has this name; the message lists whom it may mean.
    AmbiguousName
        If several entities have it; the message lists them with kind, place and id.
    """
    if not isinstance(text, str):
        raise UnknownEntity(message("a name is a text, not {value!r}", value=text))
    wanted = text.strip()
    if re.fullmatch(r"<[^<>]+>", wanted):
        wanted = wanted[1:-1]
    if not wanted:
        raise UnknownEntity(message("an empty name names nothing"))

    def kept(found: list[str]) -> list[str]:
        return [iri for iri in found if among is None or iri in among]

    direct = _by_address(store, wanted)
    if direct is not None and kept([direct.value]):
        return direct
    if found := kept(_by_identifier(store, wanted)):
        return _only(store, found, wanted)
    names = Names(store, among)
    if found := kept(names.exact(wanted)):
        key = folded(wanted)
        own = entity_iri(key.replace(" ", "-"))
        # Mexico is the label of a city and, in English, of a country: nobody's other name.
        short = own in found and names.by_name.get(key, {}).get(own, LABELLED) > LABELLED
        return _only(store, [own] if short else found, wanted)
    if found := kept(names.by_words(wanted)):
        return _only(store, found, wanted)
    if near := names.near(wanted):
        raise UnknownEntity(
            message(
                "no entity is called {name!r}; did you mean one of these?\n{near}",
                name=wanted,
                near=candidate_lines(store, near),
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


def _by_identifier(store: Store, wanted: str) -> list[str]:
    """Look for an identifier of a register; upper and lower case alike."""
    if match := _WIKIDATA.match(wanted):
        wanted = match[1]
    if match := _ROR.match(wanted):
        wanted = match[1]
    key = re.sub(r"\s", "", wanted).casefold()
    if not re.search(r"\d", key):
        return []
    found = set()
    for entity, identifier in store.select(_IDENTIFIERS).rows:
        if entity is not None and identifier is not None:
            value = re.sub(r"\s", "", identifier.value).casefold()
            if key in (value, value.removeprefix("https://ror.org/")):
                found.add(entity.value)
    return sorted(found)


def _only(store: Store, found: list[str], wanted: str) -> NamedNode:
    if len(found) == 1:
        return NamedNode(next(iter(found)))
    raise AmbiguousName(
        message(
            "{name!r} names several entities:\n{listed}\nGive one by its id, for example {example}",
            name=wanted,
            listed=candidate_lines(store, found),
            example=curie(found[0]),
        )
    )
