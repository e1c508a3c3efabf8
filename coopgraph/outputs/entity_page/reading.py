"""Ask a store for one entity and everything that points to it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from coopgraph.namespaces import (
    COOP_NS,
    DOC_NS,
    GRAPH_DERIVED,
    ORG_NS,
    PROV_NS,
    RDF_NS,
    RDFS_NS,
    SKOS_NS,
    curie,
    local_name,
)
from coopgraph.outputs.entity_page.records import Evidence, Period
from coopgraph.sparql.entities import labels_of
from coopgraph.store.base import Store, Term
from coopgraph.vocabulary import COOP

__all__ = ["Surroundings", "local_name", "read_evidence"]

_TYPE = RDF_NS + "type"
# Shortcuts that rules made repeat other lines; a source or a role is pointed to by too much.
_UNASKED = " ".join(
    f"<{iri}>,"
    for iri in (
        COOP.collaboratesWith,
        COOP.supervisedBy,
        COOP.participatesIn,
        COOP.partyTo,
        COOP.focus,
        COOP.confidence,
        COOP.claimStatus,
        COOP.approximation,
        COOP.unit,
        COOP.endBasis,
        COOP.sourceKind,
        ORG_NS + "role",
        PROV_NS + "wasDerivedFrom",
        SKOS_NS + "inScheme",
        SKOS_NS + "topConceptOf",
        _TYPE,
    )
).rstrip(",")
_LATER = f"SELECT ?body ?name WHERE {{ ?body <{COOP.laterName}> ?name }}"
_OWN = "SELECT ?p ?o WHERE { ?it ?p ?o }"
_DERIVED = f"SELECT ?p ?o WHERE {{ GRAPH <{GRAPH_DERIVED}> {{ ?it ?p ?o }} }}"
_AROUND = f"""
SELECT ?link ?n ?p ?o WHERE {{
  ?n ?link ?it . FILTER(?link NOT IN ({_UNASKED}))
  ?n ?p ?o
}}"""
# What disagrees about the entity, and the decision.
_AT_ODDS = f"""
SELECT DISTINCT ?n WHERE {{
  {{ ?of <{COOP.disagreesAbout}> ?it }} UNION {{ ?of <{COOP.involves}> ?it }}
  ?of ?part ?n . FILTER(?part IN (<{COOP.involves}>, <{COOP.resolvedBy}>))
}}"""
# Of a label or an instrument: the lists of what has it, and the names in them.
_LISTED = f"""
SELECT DISTINCT ?n WHERE {{
  {{
    SELECT DISTINCT ?class WHERE {{
      {{ ?thing <{COOP.instrumentType}> ?it }}
      UNION
      {{ ?award <{COOP.label}> ?it ; <{COOP.awardedTo}> ?thing }}
      ?thing a ?class .
      ?class <{RDFS_NS}subClassOf>+ <{COOP.Collaboration}> .
    }}
  }}
  ?list <{COOP.coversClass}> ?class .
  {{ ?n <{COOP.coversClass}> ?class }}
  UNION
  {{ ?n <{RDF_NS}subject> ?list ; <{RDF_NS}predicate> <{COOP.listMember}> }}
}}"""
_IN_GRAPH = f"""
  GRAPH ?graph {{
    ?n <{PROV_NS}wasDerivedFrom> ?source .
    OPTIONAL {{ ?n <{COOP.locator}> ?locator }}
    OPTIONAL {{ ?n <{COOP.confidence}> ?confidence }}
    OPTIONAL {{ ?n <{COOP.curationNote}> ?note FILTER(LANG(?note) != "fr") }}
    OPTIONAL {{ ?n <{COOP.statedText}> ?stated }}
  }}
  FILTER(STRSTARTS(STR(?graph), "{DOC_NS}"))
"""
_POINTING = f"?n ?link ?it . FILTER(?link NOT IN ({_UNASKED}))"
_OWN_EVIDENCE = f"""
SELECT DISTINCT ?source ?locator ?confidence ?note ?stated WHERE {{
  {_IN_GRAPH.replace("?n ", "?it ")}
}}"""
_SUPERVISED_BY_FOCUS = f"""
SELECT DISTINCT ?focus ?acronym ?structure WHERE {{
  ?landscape <{COOP.focus}> ?focus .
  OPTIONAL {{ ?focus <{COOP.acronym}> ?acronym }}
  OPTIONAL {{ ?structure <{COOP.supervisedBy}> ?focus }}
}}"""
_CLASSES = f"""
SELECT ?s ?class WHERE {{
  ?s a ?class FILTER(STRSTARTS(STR(?class), "{COOP_NS}") && ?class != <{COOP.Claim}>)
}}"""
#: Years and days, as a reader meets them: the day before the year where both are stated. An
#: instrument is granted from a year to a year.
_START = (COOP.startDate, COOP.startYear, COOP.validFromYear)
_END = (COOP.endDate, COOP.endYear, COOP.validToYear)
_SIGNED = (COOP.signedOn, COOP.signedYear)


def read_evidence(
    store: Store, pattern: str, it: NamedNode, name: Callable[[str], str]
) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence of the nodes ``?n`` that a pattern around ``?it`` finds.

    Parameters
    ----------
    store
        The landscape.
    pattern
        Graph pattern that binds ``?n``.
    it
        The entity.
    name
        Gives the name of a confidence.
    """
    query = f"""
    SELECT DISTINCT ?n ?source ?locator ?confidence ?note ?stated WHERE {{
      {{ {pattern} }}
      {_IN_GRAPH}
    }}"""
    found: defaultdict[str, set[Evidence]] = defaultdict(set)
    for n, *row in store.select(query, bindings={"it": it}).rows:
        if n is not None and row[0] is not None:
            found[n.value].add(_evidence(row, name))
    return {node: tuple(sorted(items)) for node, items in found.items()}


def _evidence(row: Sequence[Term | None], name: Callable[[str], str]) -> Evidence:
    source, locator, confidence, note, stated = (term.value if term else "" for term in row)
    return Evidence(
        source.removeprefix(DOC_NS), locator, name(confidence) if confidence else "", note, stated
    )


class Surroundings:
    """The statements about one entity, and those about all that points to it.

    Parameters
    ----------
    store
        The landscape.
    iri
        The entity.
    lang
        Language of the names.
    as_of
        Day at which the entity is looked at; today if not given.

    Attributes
    ----------
    links
        By node that points to the entity: the properties by which it does, sorted.
    derived
        Statements of the entity that rules made: pairs of property and value.
    listed
        Of a label or an instrument: the lists of what has it, and the claims that name somebody
        in them.
    """

    def __init__(
        self, store: Store, iri: str, lang: str, as_of: datetime.date | None = None
    ) -> None:
        self.iri = iri
        self.lang = lang
        self._store = store
        self.as_of = as_of or datetime.date.today()
        it = NamedNode(iri)
        self._statements: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(
            lambda: defaultdict(set)
        )
        links: defaultdict[str, set[str]] = defaultdict(set)
        for p, o in store.select(_OWN, bindings={"it": it}).rows:
            if p is not None and o is not None:
                self._statements[iri][p.value].add(o)
        for link, n, p, o in store.select(_AROUND, bindings={"it": it}).rows:
            if link is not None and n is not None and p is not None and o is not None:
                links[n.value].add(link.value)
                self._statements[n.value][p.value].add(o)
        at_odds, self.listed = (
            {row[0].value for row in store.select(query, bindings={"it": it}).rows if row[0]}
            for query in (_AT_ODDS, _LISTED)
        )
        beside = " ".join(f"<{node}>" for node in sorted(at_odds | self.listed))
        self._these = f"VALUES ?n {{ {beside} }}" if beside else ""
        if beside:
            for n, p, o in store.select(f"SELECT ?n ?p ?o WHERE {{ {self._these} ?n ?p ?o }}").rows:
                if n is not None and p is not None and o is not None:
                    self._statements[n.value][p.value].add(o)
        self.links = {node: sorted(links[node]) for node in sorted(links) if node != iri}
        self.derived = {
            (p.value, o.value)
            for p, o in store.select(_DERIVED, bindings={"it": it}).rows
            if p is not None and o is not None
        }
        self._classes: defaultdict[str, list[str]] = defaultdict(list)
        for subject, cls in store.select(_CLASSES).rows:
            if subject is not None and cls is not None:
                self._classes[subject.value].append(cls.value.removeprefix(COOP_NS))
        self._names = labels_of(store, self._named(), lang)
        self._later: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for body, name in store.select(_LATER).rows:
            if body is not None and isinstance(name, Literal):
                self._later[body.value][name.language or "fr"] = name.value
        self.evidence = self._evidence(store, it)

    def _named(self) -> set[str]:
        found = {COOP_NS + name for names in self._classes.values() for name in names}
        for subject, values in self._statements.items():
            found.add(subject)
            found.update(values)
            found.update(o.value for os in values.values() for o in os if isinstance(o, NamedNode))
        return found

    def _evidence(self, store: Store, it: NamedNode) -> dict[str, tuple[Evidence, ...]]:
        rows = store.select(_OWN_EVIDENCE, bindings={"it": it}).rows
        own = tuple(sorted({_evidence(row, self.name) for row in rows if row[0] is not None}))
        found = read_evidence(store, _POINTING, it, self.name)
        if self._these:
            found |= read_evidence(store, self._these, it, self.name)
        return {**found, it.value: own} if own else found

    def properties(self, subject: str) -> list[str]:
        """Return the properties of a node, sorted."""
        return sorted(self._statements.get(subject, {}))

    def terms(self, subject: str, predicate: str) -> list[Term]:
        """Return the values of a property, sorted; a name in the language of the page first."""
        return sorted(
            self._statements[subject][predicate] if subject in self._statements else (),
            key=lambda o: (
                isinstance(o, Literal) and bool(o.language) and o.language != self.lang,
                self.name(o.value) if isinstance(o, NamedNode) else o.value,
                str(o),
            ),
        )

    def many(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, as text or IRI, in the same order."""
        return [term.value for term in self.terms(subject, predicate)]

    def one(self, subject: str, predicate: str) -> str:
        """Return the first value of a property; empty if there is none."""
        return next(iter(self.many(subject, predicate)), "")

    def named(self, subject: str, predicate: str) -> list[str]:
        """Return the names of the things that are values of a property."""
        return [self.name(iri) for iri in self.many(subject, predicate)]

    def name(self, iri: str) -> str:
        """Return the name of a thing in the language of the page."""
        return self._names.get(iri) or iri

    def name_before(self, event: str, iri: str) -> str:
        """Return the name that a body bore before an event.

        A body that goes on through the event is called by its former name, where it has one.
        """
        went_on = iri in self.many(event, ORG_NS + "resultingOrganization")
        former = self.many(iri, COOP.formerName) if went_on and iri not in self._later else []
        return former[-1] if former else self.name(iri)

    def name_after(self, event: str, iri: str) -> str:
        """Return the name that a body bears after an event.

        Until the year of the event the body bears its earlier name in all other lines.
        """
        year = self.one(event, COOP.eventYear)
        later = self._later.get(iri)
        if later is None or (year and int(year) <= self.as_of.year):
            return self.name(iri)
        return later.get(self.lang) or later.get("fr") or self.name(iri)

    def classes(self, iri: str) -> list[str]:
        """Return the local names of the ontology classes of a node, sorted."""
        return sorted(self._classes.get(iri, ()))

    def class_name(self, iris: Iterable[str]) -> str:
        """Return the label of a class given by local name, joined if there are several."""
        return ", ".join(self.name(COOP_NS + name) for name in iris)

    def period(self, subject: str) -> Period:
        """Return when a node holds."""

        def first(predicates: Iterable[str]) -> str:
            return next((text for p in predicates if (text := self.one(subject, p))), "")

        revision = [
            self.one(subject, COOP.plannedRevisionStartYear),
            self.one(subject, COOP.plannedRevisionEndYear),
        ]
        return Period(
            start=first(_START),
            end=first(_END),
            basis=local_name(self.one(subject, COOP.endBasis)),
            signed=first(_SIGNED),
            event=self.one(subject, COOP.eventYear),
            revision="–".join(dict.fromkeys(year for year in revision if year)),
        )

    def claims(self) -> dict[tuple[str, str], list[str]]:
        """Return the claims about the entity: property and value to the IRIs of the claims."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for node, links in self.links.items():
            if RDF_NS + "subject" in links:
                key = (self.one(node, RDF_NS + "predicate"), self.one(node, RDF_NS + "object"))
                found[key].append(node)
        return dict(found)

    def supervised_by_focus(self) -> tuple[str, str, frozenset[str]]:
        """Return the organisation in focus, its short name, and what it supervises, as CURIEs.

        All are empty for a landscape without a focus.
        """
        rows = self._store.select(_SUPERVISED_BY_FOCUS).rows
        focus = min((row[0].value for row in rows if row[0] is not None), default="")
        if not focus:
            return "", "", frozenset()
        short = min((row[1].value for row in rows if row[1] is not None), default="")
        name = short or labels_of(self._store, {focus}, self.lang).get(focus, "")
        return focus, name, frozenset(curie(row[2].value) for row in rows if row[2] is not None)
