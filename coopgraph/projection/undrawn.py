"""Which node of the drawing a text names; what to say of a city or a label, which are no nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from coopgraph.errors import UnknownEntity
from coopgraph.messages import bilingual, message
from coopgraph.namespaces import COOP_NS, curie
from coopgraph.projection.kinds import NODE_KINDS
from coopgraph.sparql.candidates import candidate_lines, kind_and_place
from coopgraph.sparql.entities import labels_of, resolve_entity
from coopgraph.sparql.names import Names
from coopgraph.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["resolve_drawn", "undrawn"]

_ORDER = {kind: position for position, kind in enumerate(NODE_KINDS)}
_DRAWN = frozenset(name for names in NODE_KINDS.values() for name in names)
_TYPES = "SELECT ?it ?class WHERE { ?it a ?class }"


def resolve_drawn(store: Store, text: str) -> NamedNode:
    """Return the entity that a text names; where none has the name, propose what can be drawn.

    Parameters
    ----------
    store
        The landscape.
    text
        As for :func:`~coopgraph.sparql.entities.resolve_entity`.

    Returns
    -------
    NamedNode
        It may be a city or a label: :func:`undrawn` says then who of the drawn may be meant.

    Raises
    ------
    UnknownEntity
        If nothing has this name; the message lists near names of what is drawn alone.
    AmbiguousName
        If several entities have it.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> from coopgraph.store import open_store
    >>> store = open_store("memory:", data=[example_dir()])
    >>> resolve_drawn(store, "CHU de Valfictif").value.rpartition("/")[2]
    'chu-de-valfictif'
    """
    try:
        return resolve_entity(store, text)
    except UnknownEntity:
        drawn = {
            it.value
            for it, cls in store.select(_TYPES).rows
            if it is not None and cls is not None and cls.value.removeprefix(COOP_NS) in _DRAWN
        }
        return resolve_entity(store, text, among=drawn)


def undrawn(store: Store, iri: str, graph: nx.MultiDiGraph[str]) -> UnknownEntity:
    """Return the error that says what is not drawn, and whom of the drawn may be meant.

    Parameters
    ----------
    store
        The landscape.
    iri
        What was asked for.
    graph
        The projection.

    Returns
    -------
    UnknownEntity
    """
    labels = {lang: labels_of(store, [iri], lang)[iri] for lang in ("fr", "en")}
    said = {lang: _said(store, iri, labels[lang], lang) for lang in labels}
    names = Names(store, among=graph)
    found = {node for label in labels.values() for node in names.about(label)}
    shown = sorted(
        found,
        key=lambda node: (_ORDER[graph.nodes[node]["kind"]], -graph.degree(node), node),
    )
    why = message(
        "{focus} is not drawn; the landscape draws organisations, structures, "
        "collaborations, agreements, programmes and the countries they aim at",
        focus=bilingual(said["fr"], said["en"]),
    )
    if not shown:
        return UnknownEntity(why)
    return UnknownEntity(
        message(
            "{why}.\nOf these, the name or the place fits:\n{listed}\n"
            "Give one by its id, for example {example}",
            why=why,
            listed=candidate_lines(store, shown),
            example=curie(shown[0]),
        )
    )


def _said(store: Store, iri: str, label: str, lang: str) -> str:
    kind = kind_and_place(store, iri, lang)
    return f"{label} ({kind}, {curie(iri)})" if kind else f"{label} ({curie(iri)})"
