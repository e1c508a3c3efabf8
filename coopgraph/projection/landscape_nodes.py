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
        self._known: dict[str, tuple[str, str, str]] = {}
        self.home = self.chain(home)[2]

    def chain(self, iri: str) -> tuple[str, str, str]:
        """Return city, region and country of an individual, as IRIs or empty.

        Of several places, that of the main one (see :meth:`chains`).
        """
        return next(iter(self.chains(iri)), ("", "", ""))

    def chains(self, iri: str) -> list[tuple[str, str, str]]:
        """Return city, region and country of each place in which an individual stands.

        The main place comes first: where none is stated, the first by IRI of those known to the
        city, else to the region, else to the country. What only says less of another place, such as
        the country of a city, is left out.
        """
        places = self._reading.many(iri, COOP.locatedIn) or self._reading.many(iri, COOP.governs)
        if len(places) == 1:
            return [self._above(places[0])]
        main = self._reading.one(iri, COOP.mainPlace)
        places = sorted(
            places, key=lambda one: (one != main, *(not name for name in self._above(one)), one)
        )
        chains = dict.fromkeys(map(self._above, places))
        known = {chain: frozenset(chain) - {""} for chain in chains}
        return [one for one in chains if not any(known[one] < told for told in known.values())]

    def _above(self, place: str) -> tuple[str, str, str]:
        """Return city, region and country of a place."""
        if place not in self._known:
            found = {"City": "", "Region": "", "Country": ""}
            at = place
            while at:
                for name in self._reading.classes(at):
                    if name in found and not found[name]:
                        found[name] = at
                at = self._reading.one(at, COOP.within)
            self._known[place] = found["City"], found["Region"], found["Country"]
        return self._known[place]

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
    chains = places.chains(iri)
    city, region, country = chains[0] if chains else ("", "", "")
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
        "further": tuple(chains[1:]),
        "lat": latitude,
        "lon": longitude,
        "point": point,
        "start": reading.year(iri, COOP.startYear, COOP.signedYear),
        "end": reading.year(iri, COOP.endYear),
        "within": reading.one(iri, ORG_NS + "subOrganizationOf") if name == "ResearchTeam" else "",
        "facts": (*reading.facts(iri), *labels, *stated),
        "evidence": reading.evidence(iri),
    }
