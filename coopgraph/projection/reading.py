"""Read from a store, in five SELECT queries, what a projection of the whole landscape needs.

The queries are plain and few; joining is done here in Python, where the cost is known. Nothing is
decided here about nodes and edges: see :mod:`coopgraph.projection.landscape`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from coopgraph.collector import without_collector
from coopgraph.namespaces import (
    COOP_NS,
    DOC_NS,
    FOAF_NS,
    GEO_NS,
    ID_NS,
    ORG_NS,
    PROV_NS,
    RDF_NS,
    RDFS_NS,
    SKOS_NS,
    local_name,
)
from coopgraph.projection.records import Evidence, Fact
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    from coopgraph.store.base import Store, Term

__all__ = ["FACTS", "IDENTIFIERS", "LABEL", "NAMES", "PERIOD", "Reading", "local_name"]

LABEL = SKOS_NS + "prefLabel"
_TYPE = RDF_NS + "type"

#: Properties that give a node another name, most telling first.
NAMES = (
    COOP.acronym,
    COOP.unitNumber,
    SKOS_NS + "altLabel",
    COOP.formerName,
    COOP.laterName,
    COOP.registerName,
    SKOS_NS + "hiddenLabel",
)
#: Identifiers in outside registers.
IDENTIFIERS = (
    COOP.ror,
    COOP.rnsr,
    COOP.wikidata,
    COOP.uai,
    COOP.siren,
    COOP.finess,
    COOP.grid,
    COOP.isni,
    COOP.pic,
    COOP.siret,
    COOP.idref,
    COOP.fundref,
    COOP.openalex,
    COOP.hal,
    COOP.cordis,
    COOP.isoCode,
)
#: Properties that say when.
PERIOD = (
    COOP.signedYear,
    COOP.signedOn,
    COOP.startYear,
    COOP.startDate,
    COOP.endYear,
    COOP.endDate,
    COOP.endBasis,
    COOP.durationYears,
    COOP.plannedRevisionStartYear,
    COOP.plannedRevisionEndYear,
    COOP.undated,
)
#: Properties shown as facts of a node or an edge, in the order of reading.
FACTS = (
    COOP.unitCode,
    COOP.label,
    COOP.instrumentType,
    COOP.partnershipKind,
    COOP.stance,
    COOP.theme,
    COOP.modality,
    *PERIOD,
    COOP.wave,
    COOP.call,
    COOP.scope,
    COOP.eventKind,
    COOP.eventYear,
    COOP.registerType,
    COOP.ledBy,
    COOP.onBehalfOf,
    COOP.vehicle,
    COOP.governs,
    ORG_NS + "classification",
    FOAF_NS + "homepage",
)
_LINKS = (
    COOP.locatedIn,
    COOP.mainPlace,
    COOP.within,
    COOP.targetPlace,
    COOP.inStrategy,
    COOP.hasParty,
    COOP.publishingBody,
    COOP.publicationCount,
    COOP.countingMethod,
    COOP.countedFrom,
    COOP.awardedTo,
    COOP.awardedBy,
    COOP.fundedBy,
    COOP.partOfProgramme,
    COOP.underScheme,
    COOP.focus,
    ORG_NS + "organization",
    ORG_NS + "member",
    ORG_NS + "role",
    ORG_NS + "subOrganizationOf",
    ORG_NS + "originalOrganization",
    ORG_NS + "resultingOrganization",
    PROV_NS + "wasRevisionOf",
    GEO_NS + "lat",
    GEO_NS + "long",
)
_CLAIM_PARTS = (
    COOP.aboutYear,
    COOP.population,
    COOP.approximation,
    COOP.unit,
    COOP.statedText,
    COOP.claimStatus,
)


def _values(predicates: Iterable[str]) -> str:
    return " ".join(f"<{predicate}>" for predicate in predicates)


_STATEMENTS = f"""
SELECT ?s ?p ?o WHERE {{
  VALUES ?p {{ {_values([_TYPE, LABEL, *NAMES, *IDENTIFIERS, *FACTS, *_LINKS])} }}
  ?s ?p ?o
}}"""

_TERMS = f"""
SELECT ?term ?label WHERE {{
  ?term <{RDFS_NS}label> ?label
}}"""

_CLAIMS = f"""
SELECT ?claim ?p ?o WHERE {{
  VALUES ?p {{ {_values([RDF_NS + "subject", RDF_NS + "predicate", RDF_NS + "object"])}
               {_values(_CLAIM_PARTS)} }}
  ?claim a <{COOP.Claim}> ; ?p ?o
}}"""

_EVIDENCE = f"""
SELECT ?node ?source ?confidence ?locator ?note WHERE {{
  GRAPH ?graph {{
    ?node <{PROV_NS}wasDerivedFrom> ?source .
    OPTIONAL {{ ?node <{COOP.confidence}> ?confidence }}
    OPTIONAL {{ ?node <{COOP.locator}> ?locator }}
    OPTIONAL {{ ?node <{COOP.curationNote}> ?note FILTER(LANG(?note) != "fr") }}
  }}
  FILTER(STRSTARTS(STR(?graph), "{DOC_NS}"))
}}"""


class Reading:
    """What the store says, by subject.

    Parameters
    ----------
    store
        The landscape.

    Attributes
    ----------
    terms
        IRI of a class, property or concept to its French and English label.
    """

    def __init__(self, store: Store) -> None:
        with without_collector():
            self._read(store)

    def _read(self, store: Store) -> None:
        self._statements: dict[str, dict[str, list[Term]]] = {}
        for subject, predicate, value in store.select(_STATEMENTS).rows:
            values = self._statements.setdefault(_text(subject), {})
            values.setdefault(_text(predicate), []).append(_given(value))
        for values in self._statements.values():
            for items in values.values():
                if len(items) > 1:
                    items.sort(key=_sort_key)
        self._individuals = sorted(iri for iri in self._statements if iri.startswith(ID_NS))
        self._of_class: dict[str, list[str]] = defaultdict(list)
        for iri in self._individuals:
            for name in self.classes(iri):
                self._of_class[name].append(iri)
        self.terms = self._terms(store)
        # Of a whole register a page shows little: what hangs on the statements is put together
        # for those that are asked for.
        self._stated: dict[str, list[tuple[Term | None, ...]]] = defaultdict(list)
        for row in store.select(_EVIDENCE).rows:
            self._stated[_text(row[0])].append(row)
        self._parts: dict[str, dict[str, Term]] = defaultdict(dict)
        for claim, predicate, value in store.select(_CLAIMS).rows:
            self._parts[_text(claim)][_text(predicate)] = _given(value)
        self._claimed: dict[str, list[str]] = defaultdict(list)
        for iri, of in self._parts.items():
            if RDF_NS + "subject" in of and RDF_NS + "predicate" in of:
                self._claimed[_text(of[RDF_NS + "subject"])].append(iri)
        self._claims: dict[str, tuple[tuple[str, Fact], ...]] = {}

    def _terms(self, store: Store) -> dict[str, tuple[str, str]]:
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for term, label in store.select(_TERMS).rows:
            if isinstance(label, Literal):
                labels[_text(term)][label.language or "fr"] = label.value
        for iri in self._statements:
            if not iri.startswith(ID_NS):
                for language in ("fr", "en"):
                    if text := self.label(iri, language):
                        labels[iri][language] = text
        return {iri: (found.get("fr", ""), found.get("en", "")) for iri, found in labels.items()}

    def evidence(self, iri: str) -> tuple[Evidence, ...]:
        """Return the evidence of an individual, relation or claim, sorted."""
        rows = self._stated.get(iri)
        if rows is None:
            return ()
        found = {
            Evidence(
                _text(source).removeprefix(DOC_NS), _text(locator), _text(confidence), _text(note)
            )
            for _, source, confidence, locator, note in rows
        }
        return tuple(sorted(found))

    def claims(self, subject: str) -> tuple[tuple[str, Fact], ...]:
        """Return the claims of a subject: IRI, and fact with qualifiers and evidence; sorted."""
        if subject not in self._claims:
            found = [(iri, self._claim(iri)) for iri in self._claimed.get(subject, ())]
            self._claims[subject] = tuple(sorted(found, key=lambda item: (item[1], item[0])))
        return self._claims[subject]

    def _claim(self, iri: str) -> Fact:
        of = self._parts[iri]
        value = of[RDF_NS + "object"]
        return Fact(
            _text(of[RDF_NS + "predicate"]),
            _text(value),
            isinstance(value, NamedNode),
            tuple(
                Fact(part, _text(of[part]), isinstance(of[part], NamedNode))
                for part in _CLAIM_PARTS
                if part in of
            ),
            self.evidence(iri),
        )

    def __iter__(self) -> Iterator[str]:
        """Yield the IRIs of the individuals, sorted."""
        return iter(self._individuals)

    def classes(self, iri: str) -> tuple[str, ...]:
        """Return the local names of the ontology classes of an individual, sorted."""
        types = self.many(iri, _TYPE)
        return tuple(t.removeprefix(COOP_NS) for t in types if t.startswith(COOP_NS))

    def of_class(self, name: str) -> list[str]:
        """Return the individuals that have a class, sorted."""
        return list(self._of_class.get(name, ()))

    def many(self, subject: str, predicate: str) -> list[str]:
        """Return all values of a property, as text or IRI, sorted."""
        return [value.value for value in self._statements.get(subject, {}).get(predicate, ())]

    def one(self, subject: str, predicate: str) -> str:
        """Return the first value of a property, as text or IRI; empty if there is none."""
        values = self._statements.get(subject, {}).get(predicate)
        return values[0].value if values else ""

    def some(self, subject: str, predicates: Set[str]) -> dict[str, str]:
        """Return the first value of each of some properties that has any, as text or IRI."""
        values = self._statements.get(subject, {})
        return {name: values[name][0].value for name in predicates & values.keys()}

    def year(self, subject: str, *predicates: str) -> int | None:
        """Return the first value found under some year properties."""
        for predicate in predicates:
            if text := self.one(subject, predicate):
                return int(text)
        return None

    def label(self, iri: str, language: str) -> str:
        """Return the preferred label in a language; empty if there is none."""
        for value in self._statements.get(iri, {}).get(LABEL, ()):
            if isinstance(value, Literal) and value.language == language:
                return value.value
        return ""

    def facts(self, subject: str, predicates: Iterable[str] = FACTS) -> Iterator[Fact]:
        """Yield the values of some properties, in the order of the properties.

        A value that has a claim of its own carries the evidence of the claim.
        """
        values = self._statements.get(subject, {})
        for predicate in predicates:
            for value in values.get(predicate, ()):
                text = _text(value)
                _, evidence = self.claim(subject, predicate, text)
                yield Fact(predicate, text, isinstance(value, NamedNode), (), evidence)

    def claim(self, subject: str, predicate: str, value: str) -> tuple[str, tuple[Evidence, ...]]:
        """Return the IRI and the evidence of the claim of a statement; empty if none."""
        if subject in self._claimed:
            for iri, fact in self.claims(subject):
                if fact.predicate == predicate and fact.value == value:
                    return iri, fact.evidence
        return "", ()


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _given(term: Term | None) -> Term:
    if term is None:
        raise ValueError("a bound variable is unbound")
    return term


def _sort_key(term: Term) -> tuple[str, str, str]:
    language = (term.language or "") if isinstance(term, Literal) else ""
    return term.value, language, type(term).__name__
