"""Instruments abroad by partner: what belongs together on the ladder."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import networkx as nx

from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.ladder import kin_themes, parties_abroad
from coopgraph.analysis.gaps.priority_search import concerns, reach_of
from coopgraph.analysis.gaps.terms import with_usual_terms

__all__ = ["Lane", "partner_lanes"]


@dataclass(frozen=True, slots=True)
class Lane:
    """Instruments with one partner, on kindred themes.

    Attributes
    ----------
    partners
        Bodies from abroad; empty if no source names one.
    places
        Where they are: countries, then cities.
    items
        The instruments, the oldest first.
    """

    partners: tuple[str, ...]
    places: tuple[str, ...]
    items: tuple[Instrument, ...]


def partner_lanes(facts: Facts, *, as_of: datetime.date) -> list[Lane]:
    """Group the instruments abroad of the focus by partner and theme.

    Two instruments belong together if they name a body from abroad in common, or stand in the same
    city where one of them names none, and if their themes are kin or not stated: as the ladder
    looks for follow-ups.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference, for what partners have become.

    Returns
    -------
    list of Lane
        By the IRI of the first instrument.
    """
    reach = {
        item.iri: (item, places)
        for item in with_usual_terms(facts)
        if concerns(facts, item) and (places := reach_of(facts, item))
    }
    foreign = {iri: parties_abroad(facts, item, as_of) for iri, (item, _) in reach.items()}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(reach)
    ids = list(reach)
    for number, one in enumerate(ids):
        for two in ids[number + 1 :]:
            shared = (
                bool(foreign[one] & foreign[two])
                if foreign[one] and foreign[two]
                else any(facts.is_a(place, "City") for place in reach[one][1] & reach[two][1])
            )
            if shared and kin_themes(facts, reach[one][0], reach[two][0]):
                graph.add_edge(one, two)
    lanes = []
    for component in nx.connected_components(graph):
        items = sorted((reach[iri][0] for iri in component), key=_begin)
        places = frozenset[str]().union(*(reach[iri][1] for iri in component))
        lanes.append(
            Lane(
                tuple(sorted(frozenset[str]().union(*(foreign[iri] for iri in component)))),
                _of(facts, "Country", places) + _of(facts, "City", places),
                tuple(items),
            )
        )
    return sorted(lanes, key=lambda lane: min(item.iri for item in lane.items))


def _of(facts: Facts, cls: str, places: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(place for place in places if facts.is_a(place, cls)))


def _begin(item: Instrument) -> tuple[datetime.date, str]:
    start = item.period.start or item.period.attested
    return (start.earliest if start else datetime.date.max), item.iri
