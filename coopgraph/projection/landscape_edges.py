"""Edges of the projection ``landscape``: one per relation and role, each with what states it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coopgraph.namespaces import ORG_NS, PROV_NS
from coopgraph.projection.kinds import kind_of
from coopgraph.projection.landscape_nodes import Places
from coopgraph.projection.networks import ROLES
from coopgraph.projection.reading import (
    FACTS,
    Reading,
    local_name,
)
from coopgraph.projection.records import Evidence, Fact
from coopgraph.vocabulary import COOP

__all__ = ["COUNTRIES", "PART_OF", "Edge", "read_edges"]

#: Classes of countries and groups of them, which are nodes where an edge leads to them.
COUNTRIES = frozenset({"Country", "WorldRegion"})
#: What says that one thing is a part of another.
PART_OF = ORG_NS + "subOrganizationOf"
_BUT_KIND = tuple(name for name in FACTS if name != COOP.partnershipKind)
_BUT_STANCE = tuple(name for name in FACTS if name != COOP.stance)
_TUTELLE = frozenset(ROLES["supervising"])


class Edge(NamedTuple):
    """One edge: its ends, its key, its kind, the node that states it, and where more is said.

    Attributes
    ----------
    tail, head, key
        Its ends, and what tells it from others between them.
    kind, iri, role
        Its kind, the node that states it, and how.
    evident
        The nodes whose evidence it has: of the first that has any.
    told
        Properties of the node that states it which are its facts.
    """

    tail: str
    head: str
    key: str
    kind: str
    iri: str
    role: str
    evident: tuple[str, ...]
    told: tuple[str, ...] = ()

    def evidence(self, reading: Reading) -> tuple[Evidence, ...]:
        """Return where it comes from."""
        return next(filter(None, map(reading.evidence, self.evident)), ())

    def facts(self, reading: Reading) -> tuple[Fact, ...]:
        """Return what is stated of it."""
        return tuple(reading.facts(self.iri, self.told)) if self.told else ()


def read_edges(
    reading: Reading, nodes: dict[str, str], home: str, places: Places
) -> Iterator[Edge]:
    """Yield all edges, in no order, also those that lead to what is no node.

    Parameters
    ----------
    reading
        What was read of the store.
    nodes
        Class of each node by its IRI.
    home
        The organisation in focus.
    places
        Where things stand.
    """
    yield from _memberships(reading, nodes)
    yield from _agreements(reading, nodes)
    yield from _labels(reading)
    yield from _partnerships(reading, home)
    yield from _targets(reading, nodes, home, places)
    yield from _parts(reading, nodes)
    yield from _successions(reading)


def _memberships(reading: Reading, nodes: dict[str, str]) -> Iterator[Edge]:
    for name in ("Cotutelle", "Participation"):
        for iri in reading.of_class(name):
            whole = reading.one(iri, ORG_NS + "organization")
            role = reading.one(iri, ORG_NS + "role")
            if name == "Cotutelle":
                kind = "supervision" if local_name(role) in _TUTELLE else "association"
            else:
                kind = "team-partner" if nodes.get(whole) == "ProjectTeam" else "participation"
            yield Edge(
                whole,
                reading.one(iri, ORG_NS + "member"),
                iri,
                kind,
                iri,
                role,
                (iri,),
                FACTS,
            )


def _agreements(reading: Reading, nodes: dict[str, str]) -> Iterator[Edge]:
    for iri, name in nodes.items():
        if kind_of(name) != "agreement":
            continue
        for party in reading.many(iri, COOP.hasParty):
            claim, _ = reading.claim(iri, COOP.hasParty, party)
            yield Edge(
                iri,
                party,
                claim or f"{iri}#hasParty",
                "agreement-party",
                claim or iri,
                COOP.hasParty,
                (claim, iri) if claim else (iri,),
            )
        for earlier in reading.many(iri, PROV_NS + "wasRevisionOf"):
            yield Edge(
                earlier,
                iri,
                f"{iri}#wasRevisionOf",
                "succession",
                iri,
                PROV_NS + "wasRevisionOf",
                (iri,),
            )


def _labels(reading: Reading) -> Iterator[Edge]:
    for iri in reading.of_class("LabelAward"):
        holder = reading.one(iri, COOP.awardedTo)
        for predicate in (COOP.awardedBy, COOP.fundedBy):
            for body in reading.many(iri, predicate):
                yield Edge(
                    holder,
                    body,
                    f"{iri}#{local_name(predicate)}",
                    "label",
                    iri,
                    predicate,
                    (iri,),
                    FACTS,
                )


def _partnerships(reading: Reading, home: str) -> Iterator[Edge]:
    for iri in reading.of_class("Partnership"):
        parties = sorted(reading.many(iri, COOP.hasParty), key=lambda one: (one != home, one))
        for partner in parties[1:]:
            yield Edge(
                parties[0],
                partner,
                iri,
                "partnership",
                iri,
                reading.one(iri, COOP.partnershipKind),
                (iri,),
                _BUT_KIND,
            )


def _targets(reading: Reading, nodes: dict[str, str], home: str, places: Places) -> Iterator[Edge]:
    for iri in reading.of_class("StrategicPriority"):
        for place in reading.many(iri, COOP.targetPlace):
            yield Edge(
                home,
                place,
                iri,
                "priority",
                iri,
                reading.one(iri, COOP.stance),
                (iri,),
                _BUT_STANCE,
            )
    for iri, name in nodes.items():
        if name in COUNTRIES:
            continue
        aimed = [p for p in reading.many(iri, COOP.targetPlace) if nodes.get(p) in COUNTRIES]
        stands = {p for p in reading.many(iri, COOP.locatedIn) if nodes.get(p) in COUNTRIES}
        stands |= {country for _, _, country in places.chains(iri) if country}
        for predicate, found in (
            (COOP.targetPlace, aimed),
            (COOP.locatedIn, sorted(stands - {places.home})),
        ):
            for place in found:
                yield Edge(
                    iri,
                    place,
                    f"{iri}#{local_name(predicate)}",
                    "country",
                    iri,
                    predicate,
                    (iri,),
                )


def _parts(reading: Reading, nodes: dict[str, str]) -> Iterator[Edge]:
    for predicate in (PART_OF, COOP.partOfProgramme, COOP.underScheme):
        for iri in nodes:
            for whole in reading.many(iri, predicate):
                yield Edge(
                    iri,
                    whole,
                    f"{iri}#{local_name(predicate)}",
                    "part-of",
                    iri,
                    predicate,
                    (iri,),
                )


def _successions(reading: Reading) -> Iterator[Edge]:
    for iri in reading:
        before = reading.many(iri, ORG_NS + "originalOrganization")
        after = reading.many(iri, ORG_NS + "resultingOrganization")
        for earlier in before:
            for later in after:
                yield Edge(
                    earlier,
                    later,
                    iri,
                    "succession",
                    iri,
                    reading.one(iri, COOP.eventKind),
                    (iri,),
                    (COOP.eventYear,),
                )
