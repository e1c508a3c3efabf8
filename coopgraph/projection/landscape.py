"""The projection ``landscape``: who works with whom, and on what evidence.

Between the store and everything that draws, measures or exports the network as a whole; it measures
nothing itself.

Declaration
-----------
Nodes
    Organisations and their parts, research structures, collaborations (labels, project teams,
    international laboratories, alliances), agreements, programmes; and the countries and world
    regions that a priority or an agreement aims at, or in which a partner abroad stands.
    Agreements are nodes, not edges: they have a name, dates and often more than two parties, and
    a reader looks for them by name. Cities and regions are attributes. Classes, concepts and
    literals are never nodes; nor are persons.
Edges
    One per relation and role, so two instruments between the same partners are two edges:
    cotutelle (``supervision``, ``association``), ``participation``, ``team-partner``,
    ``agreement-party``, ``label`` (who awards, who funds), ``partnership``, ``priority``,
    ``country``, ``part-of``, ``succession``. The key of an edge is the IRI of the node that states
    it, followed by the predicate where that node states several.
Direction
    From the more local or younger side to what it depends on: structure to body, collaboration to
    member, agreement to party, organisation in focus to country, part to whole, before to after.
    It says how to read the sentence, not who leads.
Weight
    None: every edge counts once.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import NamedNode

from coopgraph.errors import ProjectionError, UnknownEntity
from coopgraph.messages import Message, message
from coopgraph.namespaces import GEO_NS, ORG_NS, PROV_NS
from coopgraph.projection.kinds import kind_of, most_specific
from coopgraph.projection.reading import (
    FACTS,
    IDENTIFIERS,
    NAMES,
    PERIOD,
    Reading,
    local_name,
)
from coopgraph.projection.records import Evidence, Fact, Name
from coopgraph.projection.undrawn import undrawn
from coopgraph.rdf.periods import ENDS, STARTS, PeriodState, period_of, standing
from coopgraph.sparql.entities import labels_of
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.store.base import Store

__all__ = ["absence", "project_landscape"]

_TUTELLE = frozenset({"supervising-body", "single-agent", "foreign-partner"})
_COUNTRIES = frozenset({"Country", "WorldRegion"})
_PART_OF = ORG_NS + "subOrganizationOf"
#: Claims that repeat what the graph shows otherwise: names, identifiers, parties, types.
_SHOWN_ELSEWHERE = frozenset(
    {*NAMES, *IDENTIFIERS, *FACTS, COOP.hasParty, COOP.includesCountry, COOP.locatedIn}
)


class _Edge(NamedTuple):
    tail: str
    head: str
    key: str
    kind: str
    iri: str
    role: str
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()


def project_landscape(
    store: Store,
    *,
    focus: str | None = None,
    hops: int = 1,
    as_of: datetime.date | None = None,
    whole: bool = False,
    lang: str = "fr",
) -> nx.MultiDiGraph[str]:
    """Project the store to the network of partners, structures, collaborations and agreements.

    Nodes, edges and direction are declared in the documentation of this module.

    Parameters
    ----------
    store
        The landscape.
    focus
        IRI of the node around which the graph is cut; the whole landscape if None.
    hops
        Radius of the cut, edges taken in both directions.
    as_of
        Date at which the picture is looked at: nodes and edges that were certainly over, or had
        certainly not begun, are left out; what has no date stays. All are kept if None.
    whole
        Record the date and leave nothing out.
    lang
        Language of the attribute ``label``: ``fr`` or ``en`` (French where there is no English).

    Returns
    -------
    networkx.MultiDiGraph
        Nodes (IRIs) and edges in sorted order.

        Node attributes: ``kind``, ``cls``, ``classes``, ``label``, ``label_fr``, ``label_en``,
        ``acronym``, ``names`` (of :class:`Name`), ``identifiers`` and ``facts`` (of :class:`Fact`),
        ``city``, ``region``, ``country`` (IRIs), ``lat``, ``lon``, ``point`` (IRI of the place
        whose coordinates these are), ``start``, ``end``,
        ``within`` (IRI of the structure of which a team is a part, or empty), ``evidence`` (of
        :class:`Evidence`).

        Edge attributes: ``iri`` (the node that states it), ``kind``, ``role`` (IRI), ``code``,
        ``start``, ``end``, ``facts``, ``evidence``.

        Graph attributes: ``projection``, ``as_of``, ``lang``, ``focus``, ``hops``, ``home`` (the
        organisation in focus of the landscape), ``over`` and ``coming`` (how many nodes and edges
        were left out because they had ended or not begun, edges of such nodes included),
        ``undated`` (how many edges that remain have no date), ``beyond`` (only where the graph is
        cut around `focus`: how many edges of each node lead out of it), ``terms`` (IRI to French
        and English label) and ``others`` (labels of individuals that facts name without being
        nodes).

    Raises
    ------
    UnknownEntity
        If `focus` is not a node of this projection.
    ProjectionError
        If `hops` is negative or `lang` is neither ``fr`` nor ``en``.
    """
    import networkx as nx

    if hops < 0:
        raise ProjectionError(message("hops must be 0 or more, not {hops}", hops=hops))
    if lang not in ("fr", "en"):
        raise ProjectionError(
            message("a landscape is labelled in fr or en, not {lang!r}", lang=lang)
        )
    reading = Reading(store)
    home = next((focus_ for one in reading if (focus_ := reading.one(one, COOP.focus))), "")
    places = _Places(reading, home)
    classes = {iri: most_specific(reading.classes(iri)) for iri in reading}
    nodes = {iri: name for iri, name in classes.items() if name is not None}
    edges = sorted(
        edge
        for edge in _edges(reading, nodes, home, places)
        if edge.tail in nodes and edge.head in nodes and edge.tail != edge.head
    )
    linked = {end for edge in edges for end in edge[:2]}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        projection="landscape",
        as_of=as_of.isoformat() if as_of else "",
        lang=lang,
        focus=focus or "",
        hops=hops,
        home=home,
        terms=reading.terms,
        others={
            iri: (reading.label(iri, "fr"), reading.label(iri, "en"))
            for iri in reading
            if iri not in nodes or nodes[iri] in _COUNTRIES
        },
    )
    awards = defaultdict(list)
    for award in reading.of_class("LabelAward"):
        awards[reading.one(award, COOP.awardedTo)].append(award)
    spans: dict[object, tuple[str, str]] = {}
    for iri, name in nodes.items():
        if name not in _COUNTRIES or iri in linked:
            spans[iri] = _span(reading, iri)
            graph.add_node(iri, **_node(reading, iri, name, lang, places, awards.get(iri, [])))
    for edge in edges:
        dated = edge.tail if edge.kind == "agreement-party" else edge.iri
        if edge.kind in ("part-of", "country"):
            dated = ""
        spans[edge.tail, edge.head, edge.key] = _span(reading, dated)
        graph.add_edge(
            edge.tail,
            edge.head,
            key=edge.key,
            iri=edge.iri,
            kind=edge.kind,
            role=edge.role,
            code=reading.one(edge.iri, COOP.unitCode),
            start=reading.year(dated, COOP.startYear, COOP.signedYear, COOP.eventYear),
            end=reading.year(dated, COOP.endYear),
            facts=edge.facts,
            evidence=edge.evidence,
        )
    # Periods that are known to the day, where attributes hold the year alone.
    graph.graph["days"] = {
        key: span for key, span in spans.items() if any(len(text) > 4 for text in span)
    }
    _keep_of_day(graph, spans, None if whole else as_of)
    if focus is not None:
        require_drawn(store, focus, graph, as_of, lang)
    return graph if focus is None else _around(graph, focus, hops)


def _span(reading: Reading, iri: str) -> tuple[str, str]:
    """Return the period of a node that states it, to the day where it is known."""
    return period_of({name: reading.one(iri, name) for name in (*STARTS, *ENDS)})


def _keep_of_day(
    graph: nx.MultiDiGraph[str],
    spans: Mapping[object, tuple[str, str]],
    as_of: datetime.date | None,
) -> None:
    """Take out what had ended before a day or began after it."""
    counts = {"over": 0, "coming": 0, "undated": 0}
    gone: dict[str, PeriodState] = {}
    if as_of is not None:
        for node in graph.nodes:
            if (state := standing(*spans[node], as_of)) in ("over", "coming"):
                gone[node] = state
                counts[state] += 1
        for edge in list(graph.edges(keys=True)):
            tail, head, _ = edge
            state = standing(*spans[edge], as_of)
            if state not in ("over", "coming"):
                state = gone.get(tail) or gone.get(head) or state
            if state in counts:
                counts[state] += 1
            if state in ("over", "coming"):
                graph.remove_edge(*edge)
        graph.remove_nodes_from(gone)
    graph.graph.update(counts)


def require_drawn(
    store: Store,
    iri: str,
    graph: nx.MultiDiGraph[str],
    as_of: datetime.date | None,
    lang: str = "fr",
) -> None:
    """Refuse to go on with something that is no node of a projection, and say why.

    Parameters
    ----------
    store
        The landscape.
    iri
        What was asked for.
    graph
        The projection.
    as_of
        The day of the projection.
    lang
        Language of its name.

    Raises
    ------
    UnknownEntity
        If it had ended on the day, or had not begun; else with the drawn that may be meant.
    """
    if iri in graph:
        return
    said = None if as_of is None else absence(store, iri, as_of, lang)
    raise undrawn(store, iri, graph) if said is None else UnknownEntity(said)


def absence(store: Store, iri: str, as_of: datetime.date, lang: str = "fr") -> Message | None:
    """Say since when, or until when, something stands that did not on a day.

    Parameters
    ----------
    store
        The landscape.
    iri
        The thing.
    as_of
        The day.
    lang
        Language of its name.

    Returns
    -------
    Message or None
        ``None`` if it stood, or may have.
    """
    asked = " ".join(f"<{name}>" for name in (*STARTS, *ENDS))
    values: dict[str, str] = {}
    query = f"SELECT ?p ?o WHERE {{ VALUES ?p {{ {asked} }} ?it ?p ?o }}"
    rows = store.select(query, bindings={"it": NamedNode(iri)}).rows
    for name, value in sorted(rows, key=str):
        if name is not None and value is not None:
            values.setdefault(name.value, value.value)
    start, end = period_of(values)
    label = labels_of(store, [iri], lang).get(iri, iri)
    day = as_of.isoformat()
    state = standing(start, end, as_of)
    if state == "over":
        return message("{label} had ended on {day}: until {end}", label=label, day=day, end=end)
    if state == "coming":
        return message(
            "{label} had not begun on {day}: since {start}", label=label, day=day, start=start
        )
    return None


def _around(graph: nx.MultiDiGraph[str], focus: str, hops: int) -> nx.MultiDiGraph[str]:
    import networkx as nx

    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), focus, hops)
    beyond = {node: _beyond(graph, node, near.keys()) for node in graph if node in near}
    cut: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph, beyond=beyond)
    cut.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in near)
    for tail, head, key, data in graph.edges(keys=True, data=True):
        if tail in near and head in near:
            cut.add_edge(tail, head, key=key, **data)
    return cut


def _beyond(graph: nx.MultiDiGraph[str], node: str, near: Container[str]) -> int:
    """Count the edges that a cut takes from a node, but those to teams inside units."""
    others = [head for _, head in graph.out_edges(node)]
    others += [tail for tail, _ in graph.in_edges(node)]
    return sum(other not in near and graph.nodes[other]["within"] not in graph for other in others)


class _Places:
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


def _node(
    reading: Reading, iri: str, name: str, lang: str, places: _Places, awards: list[str]
) -> dict[str, Any]:
    french, english = reading.label(iri, "fr"), reading.label(iri, "en")
    city, region, country = places.chain(iri)
    latitude, longitude, point = places.coordinates(city, region, country)
    labels = tuple(
        Fact(
            COOP.label,
            reading.one(award, COOP.label),
            True,
            tuple(reading.facts(award, (*PERIOD, COOP.wave, COOP.call))),
            reading.evidence.get(award, ()),
        )
        for award in awards
    )
    stated = tuple(
        fact for _, fact in reading.claims.get(iri, ()) if fact.predicate not in _SHOWN_ELSEWHERE
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
        "within": reading.one(iri, _PART_OF) if name == "ResearchTeam" else "",
        "facts": (*reading.facts(iri), *labels, *stated),
        "evidence": reading.evidence.get(iri, ()),
    }


def _edges(reading: Reading, nodes: dict[str, str], home: str, places: _Places) -> Iterator[_Edge]:
    yield from _memberships(reading, nodes)
    yield from _agreements(reading, nodes)
    yield from _labels(reading)
    yield from _partnerships(reading, home)
    yield from _targets(reading, nodes, home, places)
    yield from _parts(reading, nodes)
    yield from _successions(reading)


def _memberships(reading: Reading, nodes: dict[str, str]) -> Iterator[_Edge]:
    for name in ("Cotutelle", "Participation"):
        for iri in reading.of_class(name):
            whole = reading.one(iri, ORG_NS + "organization")
            role = reading.one(iri, ORG_NS + "role")
            if name == "Cotutelle":
                kind = "supervision" if local_name(role) in _TUTELLE else "association"
            else:
                kind = "team-partner" if nodes.get(whole) == "ProjectTeam" else "participation"
            yield _Edge(
                whole,
                reading.one(iri, ORG_NS + "member"),
                iri,
                kind,
                iri,
                role,
                reading.evidence.get(iri, ()),
                tuple(reading.facts(iri)),
            )


def _agreements(reading: Reading, nodes: dict[str, str]) -> Iterator[_Edge]:
    for iri, name in nodes.items():
        if kind_of(name) != "agreement":
            continue
        for party in reading.many(iri, COOP.hasParty):
            claim, evidence = reading.claim(iri, COOP.hasParty, party)
            yield _Edge(
                iri,
                party,
                claim or f"{iri}#hasParty",
                "agreement-party",
                claim or iri,
                COOP.hasParty,
                evidence or reading.evidence.get(iri, ()),
            )
        for earlier in reading.many(iri, PROV_NS + "wasRevisionOf"):
            yield _Edge(
                earlier,
                iri,
                f"{iri}#wasRevisionOf",
                "succession",
                iri,
                PROV_NS + "wasRevisionOf",
                reading.evidence.get(iri, ()),
            )


def _labels(reading: Reading) -> Iterator[_Edge]:
    for iri in reading.of_class("LabelAward"):
        holder = reading.one(iri, COOP.awardedTo)
        for predicate in (COOP.awardedBy, COOP.fundedBy):
            for body in reading.many(iri, predicate):
                yield _Edge(
                    holder,
                    body,
                    f"{iri}#{local_name(predicate)}",
                    "label",
                    iri,
                    predicate,
                    reading.evidence.get(iri, ()),
                    tuple(reading.facts(iri)),
                )


def _partnerships(reading: Reading, home: str) -> Iterator[_Edge]:
    for iri in reading.of_class("Partnership"):
        parties = sorted(reading.many(iri, COOP.hasParty), key=lambda one: (one != home, one))
        for partner in parties[1:]:
            yield _Edge(
                parties[0],
                partner,
                iri,
                "partnership",
                iri,
                reading.one(iri, COOP.partnershipKind),
                reading.evidence.get(iri, ()),
                tuple(reading.facts(iri, (p for p in FACTS if p != COOP.partnershipKind))),
            )


def _targets(
    reading: Reading, nodes: dict[str, str], home: str, places: _Places
) -> Iterator[_Edge]:
    for iri in reading.of_class("StrategicPriority"):
        for place in reading.many(iri, COOP.targetPlace):
            yield _Edge(
                home,
                place,
                iri,
                "priority",
                iri,
                reading.one(iri, COOP.stance),
                reading.evidence.get(iri, ()),
                tuple(reading.facts(iri, (p for p in FACTS if p != COOP.stance))),
            )
    for iri, name in nodes.items():
        if name in _COUNTRIES:
            continue
        aimed = [p for p in reading.many(iri, COOP.targetPlace) if nodes.get(p) in _COUNTRIES]
        country = places.chain(iri)[2]
        stands = {p for p in reading.many(iri, COOP.locatedIn) if nodes.get(p) in _COUNTRIES}
        if country:
            stands.add(country)
        for predicate, found in (
            (COOP.targetPlace, aimed),
            (COOP.locatedIn, sorted(stands - {places.home})),
        ):
            for place in found:
                yield _Edge(
                    iri,
                    place,
                    f"{iri}#{local_name(predicate)}",
                    "country",
                    iri,
                    predicate,
                    reading.evidence.get(iri, ()),
                )


def _parts(reading: Reading, nodes: dict[str, str]) -> Iterator[_Edge]:
    for predicate in (_PART_OF, COOP.partOfProgramme, COOP.underScheme):
        for iri in nodes:
            for whole in reading.many(iri, predicate):
                yield _Edge(
                    iri,
                    whole,
                    f"{iri}#{local_name(predicate)}",
                    "part-of",
                    iri,
                    predicate,
                    reading.evidence.get(iri, ()),
                )


def _successions(reading: Reading) -> Iterator[_Edge]:
    for iri in reading:
        before = reading.many(iri, ORG_NS + "originalOrganization")
        after = reading.many(iri, ORG_NS + "resultingOrganization")
        for earlier in before:
            for later in after:
                yield _Edge(
                    earlier,
                    later,
                    iri,
                    "succession",
                    iri,
                    reading.one(iri, COOP.eventKind),
                    reading.evidence.get(iri, ()),
                    tuple(reading.facts(iri, (COOP.eventYear,))),
                )
