"""Read from a store what the landscape is about: its sources and the organisation in focus."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from coopgraph.curation.focus_checks import example_of
from coopgraph.errors import NoFocus
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

#: The body of most structures, or of most collaborations; its acronym where no other has it.
_EXAMPLE = """
SELECT ?body (COUNT(DISTINCT ?it) AS ?number) (SAMPLE(?own) AS ?acronym) WHERE {{
  {said}
  OPTIONAL {{
    ?body coop:acronym ?own
    FILTER NOT EXISTS {{ ?other coop:acronym ?own FILTER(?other != ?body) }}
  }}
}} GROUP BY ?body ORDER BY DESC(?number) ?body LIMIT 1
"""
_OF_STRUCTURES = _EXAMPLE.format(said="?it coop:supervisedBy ?body .")
_OF_COLLABORATIONS = _EXAMPLE.format(
    said="?part a coop:Participation ; org:member ?body ; org:organization ?it ."
)


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
    NoFocus
        If the landscape names none.
    """
    rows = store.select("SELECT ?o WHERE { ?l a coop:Landscape ; coop:focus ?o } ORDER BY ?o").rows
    if not rows or not isinstance(rows[0][0], NamedNode):
        raise _nobody(store)
    return rows[0][0]


def _nobody(store: Store) -> NoFocus:
    """Return the error that says that nobody is in focus, with an example of the landscape."""
    for query in (_OF_STRUCTURES, _OF_COLLABORATIONS):
        for body, number, acronym in store.select(query).rows:
            if body is not None and number is not None:
                own = body.value.rpartition("/")[2]
                example = example_of(own, acronym.value if acronym is not None else "")
                return NoFocus(store.uri, example, int(number.value))
    return NoFocus(store.uri)


def read_title(store: Store, lang: str) -> str:
    """Return the title of the landscape in a language, or an empty string."""
    query = """SELECT ?label WHERE {
      ?l a coop:Landscape ; skos:prefLabel ?label FILTER(LANG(?label) = ?lang)
    } ORDER BY ?label"""
    rows = store.select(query, bindings={"lang": Literal(lang)}).rows
    return rows[0][0].value if rows and rows[0][0] is not None else ""
