"""Collect triples per source graph and mint the IRIs of relation nodes.

Blank nodes are never made: every node has an IRI that a rebuild makes again.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from coopgraph.model.columns import Row
from coopgraph.namespaces import (
    CLAIM_NS,
    COOP_NS,
    ID_NS,
    PROV_NS,
    RDF_NS,
    SKOS_NS,
    XSD_NS,
    concept_iri,
    entity_iri,
    source_iri,
)
from coopgraph.vocabulary import COOP

__all__ = [
    "GraphBuilder",
    "boolean",
    "concept",
    "day_of",
    "entity",
    "node",
    "number",
    "plain",
    "relation",
]

Value = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Value]

RDF_TYPE = NamedNode(RDF_NS + "type")
_DERIVED_FROM = NamedNode(PROV_NS + "wasDerivedFrom")
_PREF_LABEL = NamedNode(SKOS_NS + "prefLabel")
_CONFIDENCE = NamedNode(COOP.confidence)
_LOCATOR = NamedNode(COOP.locator)
_NOTE = NamedNode(COOP.curationNote)
_DECIMAL = NamedNode(XSD_NS + "decimal")
_DATE = NamedNode(XSD_NS + "date")
_IN_DOCUMENT = re.compile(
    r"(?:(?P<section>.+), )?l\. (?P<first>[1-9][0-9]*)(?:-(?P<last>[1-9][0-9]*))?\Z"
)


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """Return the (shared) node of an IRI."""
    return NamedNode(iri)


def entity(slug: str) -> NamedNode:
    """Return the node of an individual."""
    return node(entity_iri(slug))


def concept(scheme: str, name: str) -> NamedNode:
    """Return the node of a concept."""
    return node(concept_iri(scheme, name))


def plain(text: str, language: str | None = None) -> Literal:
    """Return a literal: language-tagged if `language` is given, else ``xsd:string``."""
    return Literal(text, language=language) if language else Literal(text)


def number(value: float) -> Literal:
    """Return an ``xsd:integer`` or ``xsd:decimal`` literal, never a floating-point one."""
    if isinstance(value, int):
        return Literal(value)
    text = f"{value:.10f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=_DECIMAL)


def boolean(value: bool) -> Literal:
    """Return an ``xsd:boolean`` literal."""
    return Literal(value)


def day_of(value: datetime.date) -> Literal:
    """Return an ``xsd:date`` literal."""
    return Literal(value.isoformat(), datatype=_DATE)


class GraphBuilder:
    """Statements by source, in the making; the same one may come twice.

    Parameters
    ----------
    several
        Ids of entities to which rows give several classes, with each class that is not above the
        others: it is then a claim of its own, which the rules compare with the others.

    Attributes
    ----------
    agreed
        Source id to its statements that go into the consensus too.
    held
        Source id to its statements that enter the consensus only if nothing contradicts them (see
        :mod:`coopgraph.rdf.consensus`).
    """

    def __init__(self, several: Collection[tuple[str, str]] = ()) -> None:
        self._several = frozenset((entity(slug), node(COOP_NS + cls)) for slug, cls in several)
        self.agreed: defaultdict[str, list[Statement]] = defaultdict(list)
        self.held: defaultdict[str, list[Statement]] = defaultdict(list)

    def add(self, source: str, subject: NamedNode, predicate: str, value: Value | None) -> None:
        """State ``subject predicate value`` on behalf of a source; nothing if `value` is None."""
        if value is not None:
            self.agreed[source].append((subject, node(predicate), value))

    def start(self, row: Row, subject: NamedNode, cls: str) -> NamedNode:
        """Type a node and attach the evidence of its row.

        Parameters
        ----------
        row
            The row that states the node.
        subject
            The node.
        cls
            IRI of its class.

        Returns
        -------
        NamedNode
            The same node.
        """
        stated = self.agreed[row.source]
        if (subject, node(cls)) in self._several:
            self.kind(row, subject, node(cls))
        else:
            stated.append((subject, RDF_TYPE, node(cls)))
        stated.append((subject, _DERIVED_FROM, node(source_iri(row.source))))
        stated.append((subject, _CONFIDENCE, concept("confidence", row.confidence)))
        if row.locator:
            stated.append((subject, _LOCATOR, plain(row.locator)))
            stated.extend((subject, *place) for place in _place_in_document(row.locator))
        stated.extend((subject, _NOTE, note) for note in _notes(row))
        return subject

    def kind(self, row: Row, subject: NamedNode, cls: NamedNode) -> None:
        """State the class of a thing with a claim, held until the rules have compared it."""
        self.claim(row, subject, RDF_NS + "type", cls, held=True)

    def label(self, source: str, subject: NamedNode, fr: str | None, en: str | None) -> None:
        """Attach the preferred labels."""
        for text, language in ((fr, "fr"), (en, "en")):
            if text:
                self.agreed[source].append((subject, _PREF_LABEL, plain(text, language)))

    def years(self, row: Row, subject: NamedNode, *names: str) -> None:
        """Attach the integer columns `names` (``start_year``…) under their own property names."""
        for name in names:
            value = getattr(row, name)
            if value is not None:
                self.add(row.source, subject, _CAMEL[name], number(value))

    def claim(
        self,
        row: Row,
        subject: NamedNode,
        predicate: str,
        value: Value,
        *,
        context: tuple[int | str | None, ...] = (),
        held: bool = False,
    ) -> NamedNode:
        """State ``subject predicate value`` with a claim node that carries the evidence.

        The claim's IRI is a hash of subject, predicate, value, source, locator and context (year
        and population), so that a rebuild makes the same one. Its status is added once the rules
        have run.

        Parameters
        ----------
        row
            The row that states the value.
        subject, predicate, value
            The statement.
        context
            What else tells this claim from another.
        held
            Whether the plain statement waits until the rules have found nothing against it.

        Returns
        -------
        NamedNode
            The claim.
        """
        parts = [subject.value, predicate, str(value), row.source, row.locator or ""]
        parts += [str(part) for part in context if part is not None]
        iri = node(CLAIM_NS + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16])
        self.start(row, iri, COOP.Claim)
        self.add(row.source, iri, RDF_NS + "subject", subject)
        self.add(row.source, iri, RDF_NS + "predicate", node(predicate))
        self.add(row.source, iri, RDF_NS + "object", value)
        statements = self.held if held else self.agreed
        statements[row.source].append((subject, node(predicate), value))
        return iri


_CAMEL = {
    "start_year": COOP.startYear,
    "end_year": COOP.endYear,
    "signed_year": COOP.signedYear,
    "about_year": COOP.aboutYear,
    "since_year": COOP.sinceYear,
    "year": COOP.eventYear,
    "duration_years": COOP.durationYears,
    "revision_start_year": COOP.plannedRevisionStartYear,
    "revision_end_year": COOP.plannedRevisionEndYear,
    "wave": COOP.wave,
    "due_year": COOP.dueYear,
    "for_year": COOP.forYear,
}


def _notes(row: Row) -> Iterator[Literal]:
    """Return the curator's remark in the languages in which there is one."""
    for language, note in (("en", row.note), ("fr", row.note_fr)):
        if note:
            yield plain(note, language)


@lru_cache(maxsize=65536)
def _place_in_document(locator: str) -> tuple[tuple[NamedNode, Value], ...]:
    """Part a document's locator (``Section, l. 12-14``) into section and lines."""
    match = _IN_DOCUMENT.match(locator)
    if match is None:
        return ()
    first, last = match["first"], match["last"] or match["first"]
    places: list[tuple[NamedNode, Value]] = [
        (node(COOP.firstLine), number(int(first))),
        (node(COOP.lastLine), number(int(last))),
    ]
    if match["section"]:
        places.append((node(COOP.section), plain(match["section"])))
    return tuple(places)


def relation(kind: str, *parts: str | int | None) -> NamedNode:
    """Return the node of a relation, named after what it relates.

    Examples
    --------
    >>> relation("cotutelle", "u-1016", "cnrs", "supervising-body").value
    'https://w3id.org/coopgraph/id/cotutelle_u-1016_cnrs_supervising-body'
    """
    return node(ID_NS + "_".join([kind, *(str(p) for p in parts if p is not None)]))
