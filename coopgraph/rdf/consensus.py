"""What enters the consensus once the rules have found which statements contradict each other.

Values that may be contested are held back when tables become statements: values of single-valued
properties, and the classes of a thing to which rows give several. The rules derive who disputes
whom and which decision is about it; here each claim gets its status, and what nobody disputes
becomes a plain statement. A disputed value is then only the object of its claim, so that no query
picks one by accident.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolution,
    QuerySolutions,
    Store,
)

from coopgraph.namespaces import (
    COOP_NS,
    GRAPH_CONSENSUS,
    GRAPH_DERIVED,
    GRAPH_VOCABULARY,
    RDF_NS,
    XSD_NS,
    concept_iri,
    entity_iri,
)
from coopgraph.vocabulary import COOP, SUBCLASSES

__all__ = ["agree", "states"]

Term = NamedNode | Literal

_CONSENSUS, _DERIVED = NamedNode(GRAPH_CONSENSUS), NamedNode(GRAPH_DERIVED)
_TYPE = NamedNode(RDF_NS + "type")
_STATUS = NamedNode(COOP.claimStatus)
_DISPUTED_BY = NamedNode(COOP.disputedBy)
_NUMERIC = {XSD_NS + "integer", XSD_NS + "decimal"}

#: Kinds of disagreement that keep claims out of the consensus.
_CONTESTING = [f"<{concept_iri('disagreement-kind', name)}>" for name in ("values", "kinds")]
_CLAIMS = f"""SELECT ?claim ?subject ?property ?value ?single WHERE {{
  ?claim <{RDF_NS}subject> ?subject ; <{RDF_NS}predicate> ?property ; <{RDF_NS}object> ?value .
  OPTIONAL {{ ?property a ?single . FILTER(?single = <{COOP.SingleValued}>) }}
}}"""
_RIVALS = f"SELECT ?claim ?rival WHERE {{ ?claim <{COOP.disputedBy}> ?rival }}"
_DECISIONS = f"""SELECT ?claim ?decision ?kept WHERE {{
  ?disagreement <{COOP.involves}> ?claim , ?rival ;
    <{COOP.disagreementKind}> ?kind ;
    <{COOP.resolvedBy}> ?resolution .
  FILTER(?kind IN ({", ".join(_CONTESTING)}))
  ?claim <{COOP.disputedBy}> ?rival .
  ?resolution <{COOP.decision}> ?decision .
  OPTIONAL {{ ?resolution <{COOP.acceptedValue}> ?kept }}
}}"""


def agree(store: Store) -> None:
    """Give every claim its status, and bring into the consensus what nothing contradicts.

    A settled disagreement keeps the claims that state the value kept and supersedes those that
    dispute them; an explained one keeps all; one left open disputes all, as if nothing had been
    decided. Values of a single-valued property that differ, be it because year or population
    differ, mean nothing without their claim: none of them becomes a plain statement. Of contested
    classes what they have in common is derived.

    Parameters
    ----------
    store
        Store with consensus and vocabulary, and in ``derived`` the disagreements with their
        decisions. Who disputes whom is withdrawn there where a decision settles or explains.
    """
    claims = {row["claim"]: row for row in _rows(store, _CLAIMS)}
    rivals: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for row in _rows(store, _RIVALS):
        rivals[row["claim"]].add(row["rival"])
    status = {claim: "disputed" if rivals.get(claim) else "accepted" for claim in claims}
    for row in _rows(store, _DECISIONS):
        claim, decision = row["claim"], row["decision"].value.rpartition("/")[2]
        if decision == "explained":
            status[claim] = "accepted"
        elif decision == "settled" and row["kept"] is not None:
            kept = row["kept"].value
            beaten = any(states(claims[rival]["value"], kept) for rival in rivals[claim])
            status[claim] = "superseded" if beaten else "accepted"
    for claim, found in status.items():
        concept = NamedNode(concept_iri("claim-status", found))
        store.add(Quad(claim, _STATUS, concept, _DERIVED))
        if found != "disputed":
            for rival in rivals.get(claim, ()):
                store.remove(Quad(claim, _DISPUTED_BY, rival, _DERIVED))
                store.remove(Quad(rival, _DISPUTED_BY, claim, _DERIVED))
    for subject, predicate, value in _plain(claims.values(), status):
        store.add(Quad(subject, predicate, value, _CONSENSUS))
    for subject, cls in _common_classes(claims[claim] for claim in rivals):
        store.add(Quad(subject, _TYPE, cls, _DERIVED))


def states(value: Term, written: str) -> bool:
    """Say whether a claim's value is the one written in a decision.

    Examples
    --------
    >>> states(Literal("5.0", datatype=NamedNode(XSD_NS + "decimal")), "5")
    True
    >>> states(NamedNode(COOP.Foundation), "Foundation")
    True
    """
    if isinstance(value, Literal):
        if value.datatype.value not in _NUMERIC:
            return value.value == written
        try:
            return Decimal(value.value) == Decimal(written)
        except InvalidOperation:
            return False
    scheme, colon, name = written.partition(":")
    meant = {concept_iri(scheme, name)} if colon else {entity_iri(written), COOP_NS + written}
    return value.value in meant


def _rows(store: Store, query: str) -> QuerySolutions:
    graphs: list[NamedNode | BlankNode | DefaultGraph] = [
        _CONSENSUS,
        _DERIVED,
        NamedNode(GRAPH_VOCABULARY),
    ]
    return cast(QuerySolutions, store.query(query, default_graph=graphs))


def _plain(
    claims: Iterable[QuerySolution], status: dict[NamedNode, str]
) -> Iterator[tuple[NamedNode, NamedNode, Term]]:
    """Yield the statements of claims that nothing contradicts."""
    stated: dict[tuple[NamedNode, NamedNode], list[QuerySolution]] = defaultdict(list)
    for row in claims:
        if row["property"] == _TYPE and status[row["claim"]] == "accepted":
            yield row["subject"], _TYPE, row["value"]
        elif row["single"] is not None and status[row["claim"]] != "superseded":
            stated[row["subject"], row["property"]].append(row)
    for (subject, predicate), rows in stated.items():
        if len({_comparable(row["value"]) for row in rows}) == 1:
            for row in rows:
                if status[row["claim"]] == "accepted":
                    yield subject, predicate, row["value"]


def _common_classes(contested: Iterable[QuerySolution]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield what the contested classes of a thing have in common: nobody disputes that."""
    classes: dict[NamedNode, set[str]] = defaultdict(set)
    for row in contested:
        if row["property"] == _TYPE:
            classes[row["subject"]].add(row["value"].value.removeprefix(COOP_NS))
    for subject, names in classes.items():
        for name in _common(names):
            yield subject, NamedNode(COOP_NS + name)


def _comparable(value: Term) -> Term | Decimal:
    """Return a value to compare: 5 and 5.0 are the same."""
    if isinstance(value, Literal) and value.datatype.value in _NUMERIC:
        return Decimal(value.value)
    return value


def _common(classes: set[str]) -> list[str]:
    """Return the narrowest classes above all of several.

    Examples
    --------
    >>> _common({"Company", "Foundation"})
    ['Organisation']
    """
    above = {name for name, below in SUBCLASSES.items() if classes <= below}
    return sorted(name for name in above if not (SUBCLASSES[name] - {name}) & above)
