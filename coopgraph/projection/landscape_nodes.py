"""Nodes of the projection ``landscape``: what is known of each, and where it stands."""

from __future__ import annotations

from typing import Any

from coopgraph.namespaces import GEO_NS, ORG_NS
from coopgraph.projection.kinds import kind_of
from coopgraph.projection.reading import (
    FACTS,
    IDENTIFIERS,
    NAMES,
    PERIOD,
    Reading,
)
from coopgraph.projection.records import Fact, Name
from coopgraph.vocabulary import COOP

__all__ = ["Places", "node_attributes"]

#: Claims that repeat what the graph shows otherwise: names, identifiers, parties, types.
_SHOWN_ELSEWHERE = frozenset(
    {*NAMES, *IDENTIFIERS, *FACTS, COOP.hasParty, COOP.includesCountry, COOP.locatedIn}
)


class Places:
    """Where things stand: the chain city, region, country of a node."""

    def __init__(self, reading: Reading, home: str) -> None:
        self._reading = reading
        self.home = self.chain(home)[2]

    def chain(self, iri: str) -> tuple[str, str, str]:
        """Return city, region and country of an individual, as IRIs or empty."""
        found = {"City": "", "Region": "", "Country": ""}
        for place in self._reading.many(iri, COOP.locatedIn) or self._reading.many(
            iri, COOP.governs
        ):
            while place:
                for name in self._reading.classes(place):
                    if name in found and not found[name]:
                        found[name] = place
                place = self._reading.one(place, COOP.within)
        return found["City"], found["Region"], found["Country"]

    def coordinates(self, *places: str) -> tuple[float | None, float | None, str]:
        """Return the coordinates of the first place that has any, and that place."""
        for place in places:
            north = self._reading.one(place, GEO_NS + "lat")
            east = self._reading.one(place, GEO_NS + "long")
            if north and east:
                return float(north), float(east), place
        return None, None, ""


def node_attributes(
    reading: Reading, iri: str, name: str, lang: str, places: Places, awards: list[str]
) -> dict[str, Any]:
    """Return the attributes of a node; which there are is told with the projection.

    Parameters
    ----------
    reading
        What was read of the store.
    iri, name
        The node and its class.
    lang
        Language of the attribute ``label``.
    places
        Where things stand.
    awards
        IRIs of the labels that it was awarded.
    """
    french, english = reading.label(iri, "fr"), reading.label(iri, "en")
    city, region, country = places.chain(iri)
    latitude, longitude, point = places.coordinates(city, region, country)
    labels = tuple(
        Fact(
            COOP.label,
            reading.one(award, COOP.label),
            True,
            tuple(reading.facts(award, (*PERIOD, COOP.wave, COOP.call))),
            reading.evidence(award),
        )
        for award in awards
    )
    stated = tuple(
        fact for _, fact in reading.claims(iri) if fact.predicate not in _SHOWN_ELSEWHERE
    )
    return {
        "kind": kind_of(name),
        "cls": name,
        "classes": reading.classes(iri),
        "label": (english or french) if lang == "en" else (french or english),
        "label_fr": french,
        "label_en": english,
        "acronym": reading.one(iri, COOP.acronym),
        "names": tuple(
            Name(fact.value, fact.predicate, fact.evidence) for fact in reading.facts(iri, NAMES)
        ),
        "identifiers": tuple(reading.facts(iri, IDENTIFIERS)),
        "city": city,
        "region": region,
        "country": country,
        "lat": latitude,
        "lon": longitude,
        "point": point,
        "start": reading.year(iri, COOP.startYear, COOP.signedYear),
        "end": reading.year(iri, COOP.endYear),
        "within": reading.one(iri, ORG_NS + "subOrganizationOf") if name == "ResearchTeam" else "",
        "facts": (*reading.facts(iri), *labels, *stated),
        "evidence": reading.evidence(iri),
    }
