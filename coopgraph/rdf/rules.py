"""Run the CONSTRUCT rules of the ontology: their results go to the graph ``derived``."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, Store

from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import (
    GRAPH_CONSENSUS,
    GRAPH_DERIVED,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
    RDF_NS,
)
from coopgraph.rdf.consensus import agree
from coopgraph.resources import ontology_dir
from coopgraph.vocabulary import COOP

__all__ = [
    "DISAGREEMENT_RULES",
    "RULE_ORDER",
    "derive",
    "derive_again",
    "find_disagreements",
    "read_rules",
]

#: Rules that find what contradicts what, in running order; they run before anything is agreed.
DISAGREEMENT_RULES = (
    "disagreement-values",
    "disagreement-indicator-values",
    "disagreement-kinds",
    "disagreement-lists",
    "disagreement-announced-listed",
    "disagreement-printed-share",
    "disagreement-stated-factor",
    "disagreement-parts-whole",
    "decisions",
)

#: All rules in running order; a rule sees what earlier ones derived.
RULE_ORDER = (
    *DISAGREEMENT_RULES,
    "derived-edges",
    "mixed-unit",
    "end-years",
    "succession-years",
    "places",
)


#: Rules whose conclusions rest on many relations: they are drawn again when relations fall away.
_OF_RELATIONS = ("derived-edges", "mixed-unit")
_EDGES = (COOP.supervisedBy, COOP.participatesIn, COOP.partyTo, COOP.collaboratesWith)


def read_rules(folder: Path) -> list[tuple[str, str]]:
    """Read the rules in running order.

    Parameters
    ----------
    folder
        The ontology folder.

    Returns
    -------
    list of (name, SPARQL text)

    Raises
    ------
    OntologyError
        If a rule is missing, or a rule file is not in the order.
    """
    files = {path.stem: path for path in (folder / "rules").glob("*.rq")}
    if set(files) != set(RULE_ORDER):
        wrong = sorted(set(files) ^ set(RULE_ORDER))
        raise OntologyError(
            message(
                "{folder}: rules missing or without place: {names}",
                folder=folder / "rules",
                names=", ".join(wrong),
            )
        )
    return [(name, files[name].read_text(encoding="utf-8")) for name in RULE_ORDER]


def derive(store: Store, folder: Path) -> int:
    """Run all rules over a store and add what they conclude to the graph ``derived``.

    Once the disagreements and their decisions are known, what nothing contradicts enters the
    consensus (:func:`coopgraph.rdf.consensus.agree`); the other rules see it there.

    Parameters
    ----------
    store
        Store that holds consensus, vocabulary and sources.
    folder
        The ontology folder.

    Returns
    -------
    int
        Number of triples that the rules derived.
    """
    return _run(store, folder, read_rules(folder))


def find_disagreements(store: Store, folder: Path | None = None) -> int:
    """Find what contradicts what, and draw no other conclusion.

    Parameters
    ----------
    store
        Store that holds consensus and vocabulary; of the facts, those that can disagree suffice.
    folder
        The ontology folder; the packaged one by default.

    Returns
    -------
    int
        Number of triples derived.
    """
    folder = folder if folder is not None else ontology_dir()
    rules = [rule for rule in read_rules(folder) if rule[0] in DISAGREEMENT_RULES]
    return _run(store, folder, rules)


def derive_again(store: Store, folder: Path | None = None) -> int:
    """Draw the conclusions from relations anew, after some relations were taken out of a store.

    Parameters
    ----------
    store
        Store whose consensus was reduced.
    folder
        The ontology folder; the packaged one by default.

    Returns
    -------
    int
        Number of triples derived now.
    """
    derived = NamedNode(GRAPH_DERIVED)
    mixed = NamedNode(COOP.MixedUnit)
    for predicate, value in [(iri, None) for iri in _EDGES] + [(RDF_NS + "type", mixed)]:
        for quad in list(store.quads_for_pattern(None, NamedNode(predicate), value, derived)):
            store.remove(quad)
    folder = folder if folder is not None else ontology_dir()
    rules = [(name, text) for name, text in read_rules(folder) if name in _OF_RELATIONS]
    return _run(store, folder, rules)


def _run(store: Store, folder: Path, rules: list[tuple[str, str]]) -> int:
    derived = NamedNode(GRAPH_DERIVED)
    default: list[NamedNode | BlankNode | DefaultGraph] = [
        NamedNode(iri) for iri in (GRAPH_CONSENSUS, GRAPH_VOCABULARY, GRAPH_SOURCES, GRAPH_DERIVED)
    ]
    consensus = NamedNode(GRAPH_CONSENSUS)
    total = 0
    for name, text in rules:
        try:
            result = store.query(text, default_graph=default)
        except SyntaxError as error:
            path = folder / "rules" / f"{name}.rq"
            raise OntologyError(
                message("{path}: cannot be parsed: {reason}", path=path, reason=str(error))
            ) from error
        if not isinstance(result, QueryTriples):
            path = folder / "rules" / f"{name}.rq"
            raise OntologyError(message("{path}: a rule must be a CONSTRUCT query", path=path))
        new = {
            quad
            for triple in result
            if (quad := Quad(triple.subject, triple.predicate, triple.object, derived)) not in store
            and Quad(triple.subject, triple.predicate, triple.object, consensus) not in store
        }
        store.extend(new)
        total += len(new)
        if name == DISAGREEMENT_RULES[-1]:
            agree(store)
    return total
