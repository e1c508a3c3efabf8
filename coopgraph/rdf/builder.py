"""Collect triples per source graph and mint the IRIs of relation nodes.

Blank nodes are never made: every node has an IRI that a rebuild makes again.
"""

from __future__ import annotations

import datetime
import hashlib
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from coopgraph.model.columns import Row
from coopgraph.namespaces import (
    CLAIM_NS,
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
    "entity",
    "node",
    "number",
    "plain",
    "relation",
    "year_of",
]

Value = NamedNode | Literal

RDF_TYPE = NamedNode(RDF_NS + "type")
_DERIVED_FROM = NamedNode(PROV_NS + "wasDerivedFrom")
_PREF_LABEL = NamedNode(SKOS_NS + "prefLabel")
_DECIMAL = NamedNode(XSD_NS + "decimal")
_DATE = NamedNode(XSD_NS + "date")


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


def year_of(value: datetime.date) -> Literal:
    """Return an ``xsd:date`` literal."""
    return Literal(value.isoformat(), datatype=_DATE)


class GraphBuilder:
    """Triples by source, in the making.

    Attributes
    ----------
    graphs
        Source id to its set of triples.
    """

    def __init__(self) -> None:
        self.graphs: dict[str, set[Triple]] = {}

    def add(self, source: str, subject: NamedNode, predicate: str, value: Value | None) -> None:
        """State ``subject predicate value`` on behalf of a source; nothing if `value` is None."""
        if value is not None:
            self.graphs.setdefault(source, set()).add(Triple(subject, node(predicate), value))

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
        triples = self.graphs.setdefault(row.source, set())
        triples.add(Triple(subject, RDF_TYPE, node(cls)))
        triples.add(Triple(subject, _DERIVED_FROM, node(source_iri(row.source))))
        triples.add(Triple(subject, node(COOP.confidence), concept("confidence", row.confidence)))
        if row.locator:
            triples.add(Triple(subject, node(COOP.locator), plain(row.locator)))
        if row.note:
            triples.add(Triple(subject, node(COOP.curationNote), plain(row.note, "en")))
        return subject

    def label(self, source: str, subject: NamedNode, fr: str | None, en: str | None) -> None:
        """Attach the preferred labels."""
        triples = self.graphs.setdefault(source, set())
        if fr:
            triples.add(Triple(subject, _PREF_LABEL, plain(fr, "fr")))
        if en:
            triples.add(Triple(subject, _PREF_LABEL, plain(en, "en")))

    def years(self, row: Row, subject: NamedNode, *names: str) -> None:
        """Attach the integer columns `names` (``start_year``…) under their own property names."""
        for name in names:
            value = getattr(row, name)
            if value is not None:
                self.add(row.source, subject, _CAMEL[name], number(value))

    def claim(
        self, row: Row, subject: NamedNode, predicate: str, value: Value
    ) -> tuple[NamedNode, Triple]:
        """Make a claim node for ``subject predicate value`` and return it with the plain triple.

        The IRI is a hash of subject, predicate, value, source and locator, so that a rebuild makes
        the same one.
        """
        key = "|".join(
            (subject.value, predicate, str(value), row.source, row.locator or "")
        ).encode()
        iri = node(CLAIM_NS + hashlib.sha256(key).hexdigest()[:16])
        self.start(row, iri, COOP.Claim)
        self.add(row.source, iri, RDF_NS + "subject", subject)
        self.add(row.source, iri, RDF_NS + "predicate", node(predicate))
        self.add(row.source, iri, RDF_NS + "object", value)
        return iri, Triple(subject, node(predicate), value)


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
}


def relation(kind: str, *parts: str | int | None) -> NamedNode:
    """Return the node of a relation, named after what it relates.

    Examples
    --------
    >>> relation("cotutelle", "u-1016", "cnrs", "supervising-body").value
    'https://w3id.org/coopgraph/id/cotutelle_u-1016_cnrs_supervising-body'
    """
    return node(ID_NS + "_".join([kind, *(str(p) for p in parts if p is not None)]))
