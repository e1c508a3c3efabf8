"""The reduced page for readers outside: no named persons, no curator's remarks, nothing uncertain.

What is taken out is taken out of the graph before anything is put into words, so that no text of
it reaches the file; how much was taken out is said on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coopgraph.namespaces import ID_NS, SCHEME_NS
from coopgraph.outputs.explorer.views import Pair
from coopgraph.projection.records import Evidence, Fact
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["PERSONS", "REDUCED", "Redacted", "redact"]

#: Properties whose values name persons.
PERSONS = frozenset({COOP.ledBy})
#: What the page is called in the line under its title.
REDUCED = Pair("Version réduite", "Reduced version")
_PERSON = ID_NS + "person_"
_LOW = SCHEME_NS + "confidence/low"


class Redacted(NamedTuple):
    """A reduced graph, and how much is missing from it.

    Attributes
    ----------
    graph
        The graph.
    nodes, links, facts, persons, remarks
        How many of each were taken out; links include those of nodes taken out.
    """

    graph: nx.MultiDiGraph[str]
    nodes: int
    links: int
    facts: int
    persons: int
    remarks: int

    def words(self) -> Pair:
        """Say on the page that it is reduced, and by how much."""
        return Pair(
            f"{REDUCED.fr}\u00a0: sans nom de personne "
            f"({self.persons}), sans remarque de saisie ({self.remarks}), sans ce qui est de "
            f"faible confiance ({self.nodes} entités, {self.links} liens, {self.facts} valeurs), "
            "sans les lacunes",
            f"{REDUCED.en}: no names of persons ({self.persons}), no curator's remarks "
            f"({self.remarks}), nothing of low confidence ({self.nodes} entities, {self.links} "
            f"links, {self.facts} values), no gaps",
        )


class _Redaction:
    def __init__(self) -> None:
        self.facts = self.persons = self.remarks = 0

    def evidence(self, items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Leave out what is of low confidence, and remarks."""
        kept = [item for item in items if item.confidence != _LOW]
        self.remarks += sum(bool(item.note) for item in kept)
        return tuple(item._replace(note="") for item in kept)

    def kept(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """Leave out facts that name persons, and those of low confidence alone."""
        found = []
        for fact in facts:
            if fact.predicate in PERSONS or fact.value.startswith(_PERSON):
                self.persons += 1
            elif _uncertain(fact.evidence):
                self.facts += 1
            else:
                found.append(
                    fact._replace(
                        evidence=self.evidence(fact.evidence),
                        qualifiers=self.kept(fact.qualifiers),
                    )
                )
        return tuple(found)

    def attributes(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the attributes of a node or an edge, reduced."""
        changed = {"facts": self.kept(data["facts"]), "evidence": self.evidence(data["evidence"])}
        if "identifiers" in data:
            changed["identifiers"] = self.kept(data["identifiers"])
            changed["names"] = tuple(
                name._replace(evidence=self.evidence(name.evidence))
                for name in data["names"]
                if not _uncertain(name.evidence)
            )
        return {**data, **changed}


def _uncertain(evidence: tuple[Evidence, ...]) -> bool:
    """Whether something rests on sources of low confidence alone."""
    return bool(evidence) and all(item.confidence == _LOW for item in evidence)


def redact(graph: nx.MultiDiGraph[str]) -> Redacted:
    """Return a projected landscape without persons, remarks and what is of low confidence.

    Parameters
    ----------
    graph
        Projection ``landscape``; stays as it is. Its focus and its home are kept in any case.

    Returns
    -------
    Redacted
        The reduced graph and the counts.
    """
    import networkx as nx

    always = {graph.graph.get("focus"), graph.graph.get("home")}
    work = _Redaction()
    reduced: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    for node, data in graph.nodes(data=True):
        if node in always or not _uncertain(data["evidence"]):
            reduced.add_node(node, **work.attributes(data))
    for tail, head, key, data in graph.edges(keys=True, data=True):
        if tail in reduced and head in reduced and not _uncertain(data["evidence"]):
            reduced.add_edge(tail, head, key=key, **work.attributes(data))
    return Redacted(
        reduced,
        graph.number_of_nodes() - reduced.number_of_nodes(),
        graph.number_of_edges() - reduced.number_of_edges(),
        work.facts,
        work.persons,
        work.remarks,
    )
