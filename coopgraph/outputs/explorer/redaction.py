"""The reduced page for readers outside: no named persons, no curator's remarks, nothing uncertain.

What is taken out is taken out of the graph before anything is put into words, so that no text of
it reaches the file; how much was taken out is said on the page. Gap records are reduced by
:mod:`~coopgraph.outputs.explorer.gap_redaction`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coopgraph.namespaces import COOP_NS, ID_NS, ORG_NS, RDF_NS, SKOS_NS
from coopgraph.outputs.explorer.views import Pair
from coopgraph.projection.doubts import LOW, NO_DOUBTS, Doubts
from coopgraph.projection.records import Evidence, Fact
from coopgraph.rdf.periods import ENDS, STARTS, period_of
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["PERSONS", "REDUCED", "Redacted", "redact"]

#: Properties whose values name persons.
PERSONS = frozenset({COOP.ledBy})
#: What the page is called in the line under its title.
REDUCED = Pair("Version réduite", "Reduced version")
_PERSON: Final = ID_NS + "person_"
_LABEL: Final = SKOS_NS + "prefLabel"
_PART_OF: Final = ORG_NS + "subOrganizationOf"
_PLACES: Final = ("city", "region", "country")


class Redacted(NamedTuple):
    """A reduced graph, and how much is missing from it.

    Attributes
    ----------
    graph
        The graph.
    nodes, links, facts, persons, remarks
        How many of each were taken out; links include those of nodes taken out, facts the names,
        identifiers, places and periods of what is left.
    names
        Names of what was taken out, persons included, that nothing shown bears.
    """

    graph: nx.MultiDiGraph[str]
    nodes: int
    links: int
    facts: int
    persons: int
    remarks: int
    names: frozenset[str] = frozenset()

    def words(self) -> Pair:
        """Say on the page that it is reduced, and by how much."""
        return Pair(
            f"{REDUCED.fr}\u00a0: sans nom de personne "
            f"({self.persons}), sans remarque de saisie ({self.remarks}), sans ce qui est de "
            f"faible confiance ({self.nodes} entités, {self.links} liens, {self.facts} valeurs)",
            f"{REDUCED.en}: no names of persons ({self.persons}), no curator's remarks "
            f"({self.remarks}), nothing of low confidence ({self.nodes} entities, {self.links} "
            f"links, {self.facts} values)",
        )


class _Redaction:
    def __init__(self, doubts: Doubts) -> None:
        self.doubts = doubts
        #: Subjects and values of doubtful statements, whatever the property.
        self._said = {(subject, value) for subject, _, value in doubts.statements}
        self.facts = self.persons = self.remarks = 0
        #: What stands where no source says so for sure: node and place.
        self.nowhere: set[tuple[str, str]] = set()
        #: Years, and days, of what has lost its period.
        self.periods: dict[str, tuple[str, str]] = {}

    def doubtful(self, subject: str, predicate: str, value: str) -> bool:
        """Whether a statement rests on sources of low confidence alone, or names such a thing."""
        return (subject, predicate, value) in self.doubts.statements or value in self.doubts.things

    def evidence(self, items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Leave out what is of low confidence, and remarks."""
        kept = [item for item in items if item.confidence != LOW]
        self.remarks += sum(bool(item.note) for item in kept)
        return tuple(item._replace(note="") for item in kept)

    def kept(self, subject: str, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """Leave out facts that name persons, and those of low confidence alone."""
        found = []
        for fact in facts:
            if fact.predicate in PERSONS or fact.value.startswith(_PERSON):
                self.persons += 1
            elif _uncertain(fact.evidence) or self.doubtful(subject, fact.predicate, fact.value):
                self.facts += 1
            else:
                found.append(
                    fact._replace(
                        evidence=self.evidence(fact.evidence),
                        qualifiers=self.kept("", fact.qualifiers),
                    )
                )
        return tuple(found)

    def common(self, iri: str, data: dict[str, Any]) -> dict[str, Any]:
        """Return what nodes and edges have alike, reduced."""
        facts = self.kept(iri, data["facts"])
        left = {(fact.predicate, fact.value) for fact in facts}
        gone = {one.predicate for one in data["facts"] if (one.predicate, one.value) not in left}
        changed = {"facts": facts, "evidence": self.evidence(data["evidence"])}
        if gone & {*STARTS, *ENDS}:
            self.periods[iri] = period_of({fact.predicate: fact.value for fact in reversed(facts)})
        return {**data, **changed}

    def node(
        self, iri: str, data: dict[str, Any], *, always: bool = False
    ) -> dict[str, Any] | None:
        """Return the attributes of a node, reduced; None if it is not to be shown at all."""
        if not always and self.doubtful(iri, RDF_NS + "type", COOP_NS + data["cls"]):
            return None
        french, english = (
            "" if not always and self.doubtful(iri, _LABEL, data[key]) else data[key]
            for key in ("label_fr", "label_en")
        )
        if not (french or english):
            return None
        self.facts += (french != data["label_fr"]) + (english != data["label_en"])
        names = tuple(
            name._replace(evidence=self.evidence(name.evidence))
            for name in data["names"]
            if not (_uncertain(name.evidence) or self.doubtful(iri, name.predicate, name.text))
        )
        self.facts += len(data["names"]) - len(names)
        acronyms = [name.text for name in names if name.predicate == COOP.acronym]
        acronym = data["acronym"]
        if acronym not in acronyms and acronym in {name.text for name in data["names"]}:
            acronym = next(iter(acronyms), "")
        second = data["label"] == data["label_en"]
        within = data.get("within", "")
        if self.doubtful(iri, _PART_OF, within):
            within = ""
        return {
            **self.common(iri, data),
            **self._place(iri, data),
            "label": (english or french) if second else (french or english),
            "label_fr": french,
            "label_en": english,
            "names": names,
            "acronym": acronym,
            "identifiers": self.kept(iri, data["identifiers"]),
            "within": within,
        }

    def _place(self, iri: str, data: dict[str, Any]) -> dict[str, Any]:
        """Return where a node stands: nothing from the first place on that is uncertain.

        What a city lies in is known from the city, and so are its coordinates.
        """
        stands: dict[str, Any] = {name: data[name] for name in (*_PLACES, "lat", "lon")}
        for number, name in enumerate(_PLACES):
            place = data[name]
            if not place or not (
                place in self.doubts.things or self.doubtful(iri, COOP.locatedIn, place)
            ):
                continue
            for wider in _PLACES[number:]:
                self.nowhere.add((iri, data[wider]))
                stands[wider] = ""
            stands["lat"] = stands["lon"] = None
            self.facts += 1
            break
        stands["further"] = tuple(self._further(iri, data.get("further", ())))
        left = [[stands[name] for name in _PLACES], *stands["further"]]
        self.nowhere -= {(iri, place) for chain in left for place in chain}
        return stands

    def _further(
        self, iri: str, chains: tuple[tuple[str, str, str], ...]
    ) -> Iterator[tuple[str, str, str]]:
        """Yield the further places of a node that are not uncertain, nor what they lie in."""
        for chain in chains:
            if any(
                place in self.doubts.things or self.doubtful(iri, COOP.locatedIn, place)
                for place in chain
                if place
            ):
                self.nowhere.update((iri, place) for place in chain)
                self.facts += 1
            else:
                yield chain

    def edge(self, ends: tuple[str, str], data: dict[str, Any]) -> dict[str, Any] | None:
        """Return the attributes of an edge, reduced; None if it is not to be shown."""
        iri, role = data["iri"], data["role"]
        if _uncertain(data["evidence"]) or iri in self.doubts.things:
            return None
        if role == COOP.locatedIn and ends in self.nowhere:
            return None
        # What states the edge is an end of it, or a relation that names both ends.
        told = [(iri, role, end) for end in ends]
        if iri not in ends and any((iri, end) in self._said for end in ends):
            return None
        if any(self.doubtful(*one) for one in told) or self.doubtful(iri, ORG_NS + "role", role):
            return None
        code = "" if self.doubtful(iri, COOP.unitCode, data["code"]) else data["code"]
        return {**self.common(iri, data), "code": code}

    def dated(self, graph: nx.MultiDiGraph[str]) -> None:
        """Give nodes and edges the periods that are left to them."""
        days = graph.graph["days"] = dict(graph.graph.get("days", {}))
        owners: list[tuple[Any, str, dict[str, Any]]] = [
            (node, node, data) for node, data in graph.nodes(data=True)
        ]
        for tail, head, key, data in graph.edges(keys=True, data=True):
            dated = tail if data["kind"] == "agreement-party" else data["iri"]
            if data["kind"] not in ("part-of", "country"):
                owners.append(((tail, head, key), dated, data))
        for place, iri, data in owners:
            if iri in self.periods:
                period = self.periods[iri]
                data["start"], data["end"] = (int(day[:4]) if day else None for day in period)
                days.pop(place, None)
                if any(len(day) > 4 for day in period):
                    days[place] = period


def _uncertain(evidence: tuple[Evidence, ...]) -> bool:
    """Whether something rests on sources of low confidence alone."""
    return bool(evidence) and all(item.confidence == LOW for item in evidence)


def redact(graph: nx.MultiDiGraph[str], doubts: Doubts = NO_DOUBTS) -> Redacted:
    """Return a projected landscape without persons, remarks and what is of low confidence.

    Parameters
    ----------
    graph
        Projection ``landscape``; stays as it is. Its focus and its home are kept in any case.
    doubts
        What the store knows from sources of low confidence alone.

    Returns
    -------
    Redacted
        The reduced graph and the counts.
    """
    import networkx as nx

    always = {graph.graph.get("focus"), graph.graph.get("home")}
    work = _Redaction(doubts)
    # How many links lead out of a neighbourhood counts those that may not be shown, too.
    told_of_all = {key: value for key, value in graph.graph.items() if key != "beyond"}
    reduced: nx.MultiDiGraph[str] = nx.MultiDiGraph(**told_of_all)
    for node, data in graph.nodes(data=True):
        if node not in always and (_uncertain(data["evidence"]) or node in doubts.things):
            continue
        if (kept := work.node(node, data, always=node in always)) is not None:
            reduced.add_node(node, **kept)
    for tail, head, key, data in graph.edges(keys=True, data=True):
        if tail in reduced and head in reduced:
            left = work.edge((tail, head), data)
            if left is not None:
                reduced.add_edge(tail, head, key=key, **left)
    work.dated(reduced)
    others = graph.graph.get("others", {})
    hidden = {iri for iri in others if iri in doubts.things or iri.startswith(_PERSON)}
    reduced.graph["others"] = {iri: names for iri, names in others.items() if iri not in hidden}
    told = set(doubts.labels).union(*(others[iri] for iri in hidden))
    shown = set()
    for node, data in graph.nodes(data=True):
        labels = {data["label_fr"], data["label_en"]}
        if node in reduced:
            shown |= labels
        else:
            told |= labels
    # What stands in the name of something that is shown is no secret: a city, in that of a project.
    said = "\n".join(sorted(shown))
    return Redacted(
        reduced,
        graph.number_of_nodes() - reduced.number_of_nodes(),
        graph.number_of_edges() - reduced.number_of_edges(),
        work.facts,
        work.persons,
        work.remarks,
        frozenset(name for name in told if name and name not in said),
    )
