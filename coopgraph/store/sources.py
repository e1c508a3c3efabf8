"""Read from a store what the landscape is about: its sources and the organisation in focus."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from coopgraph.errors import StoreError
from coopgraph.messages import message
from coopgraph.sources.vintage import SourceInfo
from coopgraph.store.base import Store

__all__ = ["read_focus", "read_sources", "read_title"]

_SOURCES = """
SELECT ?id ?kind ?title ?title_fr ?title_en ?language ?url ?published ?describes ?retrieved
       ?licence ?licence_fr WHERE {
  ?s a coop:SourceDocument ; dct:identifier ?id ; dct:title ?title ; coop:sourceKind ?kind .
  OPTIONAL { ?s dct:alternative ?title_fr FILTER(LANG(?title_fr) = "fr") }
  OPTIONAL { ?s dct:alternative ?title_en FILTER(LANG(?title_en) = "en") }
  OPTIONAL { ?s dct:language ?language }
  OPTIONAL { ?s dct:source ?url }
  OPTIONAL { ?s dct:issued ?published }
  OPTIONAL { ?s coop:describes ?describes }
  OPTIONAL { ?s coop:retrievedOn ?retrieved }
  OPTIONAL { ?s dct:license ?licence FILTER(LANG(?licence) = "") }
  OPTIONAL { ?s dct:license ?licence_fr FILTER(LANG(?licence_fr) = "fr") }
} ORDER BY ?id
"""


def read_sources(store: Store) -> list[SourceInfo]:
    """Return the sources of a landscape, sorted by id."""
    found = []
    for row in store.select(_SOURCES).dicts():
        text = {name: term.value if term is not None else "" for name, term in row.items()}
        text["kind"] = text["kind"].rpartition("/")[2]
        found.append(SourceInfo(**text))
    return found


def read_focus(store: Store) -> NamedNode:
    """Return the organisation in focus.

    Raises
    ------
    StoreError
        If the landscape names none.
    """
    rows = store.select("SELECT ?o WHERE { ?l a coop:Landscape ; coop:focus ?o } ORDER BY ?o").rows
    if not rows or not isinstance(rows[0][0], NamedNode):
        raise StoreError(message("the landscape names no organisation in focus; add landscape.csv"))
    return rows[0][0]


def read_title(store: Store, lang: str) -> str:
    """Return the title of the landscape in a language, or an empty string."""
    query = """SELECT ?label WHERE {
      ?l a coop:Landscape ; skos:prefLabel ?label FILTER(LANG(?label) = ?lang)
    } ORDER BY ?label"""
    rows = store.select(query, bindings={"lang": Literal(lang)}).rows
    return rows[0][0].value if rows and rows[0][0] is not None else ""
