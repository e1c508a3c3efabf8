"""Say which entities a text may mean: name, kind, place and the id to type, one a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode

from coopgraph.messages import Message, bilingual
from coopgraph.namespaces import COOP_NS, curie
from coopgraph.sparql.labels import labels_of
from coopgraph.store.base import Store
from coopgraph.vocabulary import COOP, SUBCLASSES

__all__ = ["candidate_lines", "kind_and_place"]

#: How many candidates are listed.
SHOWN: Final = 10
_CLASSES = "SELECT ?class WHERE { ?it a ?class }"
_PLACES: Final = (
    COOP.mainPlace,
    COOP.locatedIn,
    COOP.governs,
    COOP.inRegion,
    COOP.inCountry,
    COOP.within,
)


def candidate_lines(store: Store, iris: Sequence[str]) -> Message:
    """Return one line for each of some entities, in both languages.

    Parameters
    ----------
    store
        The landscape.
    iris
        The entities in the order in which they are listed; of many, only the first ten are.
    """
    shown = iris[:SHOWN]
    french, english = (_lines(store, shown, lang) for lang in ("fr", "en"))
    if left := len(iris) - len(shown):
        french.append(f"  … (+{left})")
        english.append(f"  … (+{left})")
    return bilingual("\n".join(french), "\n".join(english))


def _lines(store: Store, iris: Sequence[str], lang: str) -> list[str]:
    labels = labels_of(store, iris, lang)
    lines = []
    for iri in iris:
        said = kind_and_place(store, iri, lang)
        lines.append(f"  {curie(iri)} – {labels[iri]}" + (f" ({said})" if said else ""))
    return lines


def kind_and_place(store: Store, iri: str, lang: str) -> str:
    """Return what an entity is and where, as text; empty where neither is known.

    Parameters
    ----------
    store
        The landscape.
    iri
        The entity.
    lang
        ``fr`` or ``en``.
    """
    it = {"it": NamedNode(iri)}
    rows = store.select(_CLASSES, bindings=it).rows
    kinds = {row[0].value.removeprefix(COOP_NS) for row in rows if row[0] is not None}
    kinds = {kind for kind in kinds if ":" not in kind}
    narrow = sorted(
        kind
        for kind in kinds
        if not any(other != kind and other in SUBCLASSES.get(kind, ()) for other in kinds)
    )
    place: defaultdict[str, list[str]] = defaultdict(list)
    asked = " ".join(f"<{name}>" for name in _PLACES)
    query = f"SELECT ?p ?o WHERE {{ VALUES ?p {{ {asked} }} ?it ?p ?o }}"
    for name, value in store.select(query, bindings=it).rows:
        if name is not None and value is not None:
            place[name.value].append(value.value)
    where = next((sorted(place[name])[:1] for name in _PLACES if place[name]), [])
    things = [*(COOP_NS + kind for kind in narrow[:1]), *where]
    labels = labels_of(store, things, lang)
    return ", ".join(dict.fromkeys(labels[thing] for thing in things))
