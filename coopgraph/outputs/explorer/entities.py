"""Put one node of the projection into words: names, place, period, facts, what it is drawn as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coopgraph.namespaces import COOP_NS, ID_NS
from coopgraph.outputs.explorer.countries import countries_of
from coopgraph.outputs.explorer.lasting import BY_LABEL, Lasting, lasting
from coopgraph.outputs.explorer.views import FactView, NodeView, Pair
from coopgraph.outputs.explorer.wording import PERIOD, Wording, fold
from coopgraph.rdf.periods import period_of
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.records import Fact

__all__ = ["INSTITUTE", "label_of", "node_view"]

#: Classes of what is adopted and does not run out, unless an end is stated.
_TEXTS = frozenset({"Charter", "Policy"})
#: Kinds of what may be of a thematic institute.
_STRUCTURES = frozenset({"research-unit", "clinical-or-service", "labelled-site", "project-team"})
#: Class of the institutes by which a body steers one field.
INSTITUTE = "ThematicInstitute"


def label_of(data: Mapping[str, Any]) -> Pair:
    """Return the name of a node in both languages, in the other where one is not known.

    Parameters
    ----------
    data
        Attributes of the node.

    Examples
    --------
    >>> label_of({"label_fr": "Essai", "label_en": ""}).en
    'Essai'
    """
    french, english = data["label_fr"], data["label_en"]
    return Pair(french or english, english or french)


def _links(graph: nx.MultiDiGraph[str], iri: str) -> int:
    """Count the links of a node, but not those of the teams inside a unit."""
    ends = [*graph.out_edges(iri), *((head, tail) for tail, head in graph.in_edges(iri))]
    return sum(graph.nodes[other].get("within", "") not in graph for _, other in ends)


def node_view(
    graph: nx.MultiDiGraph[str], iri: str, wording: Wording, position: Mapping[str, int]
) -> NodeView:
    """Return a node of the projection as the page shows it.

    Parameters
    ----------
    graph
        Projection ``landscape``.
    iri
        The node.
    wording
        What puts its facts into words.
    position
        Place of each node in the page, by IRI.

    Returns
    -------
    NodeView
        Whether it is of national scope is told apart, of all nodes together.
    """
    data = graph.nodes[iri]
    label = label_of(data)
    names: dict[str, Pair] = {}
    for name in data["names"]:
        if name.text not in (label.fr, label.en):
            names.setdefault(name.text, wording.term(name.predicate))
    stands = (data["city"], data["region"], data["country"])
    place = tuple(wording.term(where) for where in stands if where)
    point = data.get("point", "")
    home = graph.nodes.get(graph.graph.get("home", ""), {}).get("country", "")
    country = iri if data["cls"] == "Country" else data["country"]
    abroad = bool(country and home and country != home) or data["cls"] == "WorldRegion"
    site = (country or iri) if abroad else (data["city"] or data["region"])
    terms = tuple(sorted(_terms(data["facts"]), key=str))
    lasts = Lasting(data["start"], data["end"])
    if data["kind"] in BY_LABEL:
        lasts = lasting(data["start"], data["end"], terms)
    return NodeView(
        id=iri.removeprefix(ID_NS),
        iri=iri,
        kind=data["kind"],
        type=wording.term(COOP_NS + data["cls"]),
        label=label,
        translated=bool(data["label_en"]),
        short=_short(data, label),
        acronym=data["acronym"],
        names=tuple(names.items()),
        place=place,
        identifiers=tuple(wording.identifier(fact) for fact in data["identifiers"]),
        facts=_with_last_label(wording.facts(data["facts"]), data["end"], lasts.end),
        evidence=wording.evidence(data["evidence"]),
        site=site,
        abroad=abroad,
        coordinates=None if data["lat"] is None else (data["lat"], data["lon"]),
        links=_links(graph, iri),
        beyond=graph.graph.get("beyond", {}).get(iri, 0),
        precision=next((n for n, one in enumerate(stands[:2]) if one and one == (point or one)), 2),
        unit=position.get(data.get("within", "")),
        region=wording.term(data["region"]) if data["region"] else Pair("", ""),
        country=wording.term(country) if country else Pair("", ""),
        further=tuple(
            tuple(wording.term(where) if where else Pair("", "") for where in chain)
            for chain in data.get("further", ())
        ),
        themes=tuple(
            wording.term(fact.value) for fact in data["facts"] if fact.predicate == COOP.theme
        ),
        start=lasts.start,
        end=lasts.end,
        days=graph.graph.get("days", {}).get(iri, ("", "")),
        terms=terms,
        holes=lasts.holes,
        text=data["cls"] in _TEXTS and lasts.end is None,
        institutes=_institutes(graph, iri, wording),
        countries=tuple(
            wording.term(one)
            for one in countries_of(graph, iri, lambda one: fold(wording.term(one).fr))
        ),
    )


def _institutes(graph: nx.MultiDiGraph[str], iri: str, wording: Wording) -> tuple[Pair, ...]:
    """Return the names of the thematic institutes that a link of a structure leads to."""
    if graph.nodes[iri]["kind"] not in _STRUCTURES:
        return ()
    ends = {*graph.successors(iri), *graph.predecessors(iri)}
    found = [wording.term(end) for end in ends if graph.nodes[end]["cls"] == INSTITUTE]
    return tuple(sorted(found, key=lambda name: fold(name.fr)))


def _with_last_label(
    facts: tuple[FactView, ...], stated: int | None, end: int | None
) -> tuple[FactView, ...]:
    """Say beside the period that it ends with the last label, where nothing else states an end."""
    if end is None or stated is not None or not facts or facts[0].name != PERIOD:
        return facts
    last = Pair(f"dernier label connu jusqu’en {end}", f"last known label until {end}")
    return (replace(facts[0], narrowed=last), *facts[1:])


def _terms(facts: Iterable[Fact]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the first and last year of each label that has one of them."""
    for fact in facts:
        if fact.predicate != COOP.label:
            continue
        years = {q.predicate: q.value for q in fact.qualifiers}
        first, last = period_of(years)
        if first or last:
            yield (int(first[:4]) if first else None, int(last[:4]) if last else None)


#: Longest text in the drawing; longest name that needs no acronym, for bodies and for units.
_SHORT, _PLAIN, _UNIT = 34, 26, 20
_NUMBERED = frozenset({"research-unit", "clinical-or-service"})


def _short(data: Mapping[str, Any], label: Pair) -> str:
    """Return what is written in the drawing: a short name, else the acronym or number."""
    number = next((n.text for n in data["names"] if n.predicate == COOP.unitNumber), "")
    shorter = str(data["acronym"] or number)
    if shorter and len(label.fr) > (_UNIT if data["kind"] in _NUMBERED else _PLAIN):
        text = shorter
    else:
        text = label.fr
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
