"""Run the CONSTRUCT rules of the ontology: their results go to the graph ``derived``."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, Store

from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import GRAPH_CONSENSUS, GRAPH_DERIVED, GRAPH_SOURCES, GRAPH_VOCABULARY

__all__ = ["RULE_ORDER", "derive", "read_rules"]

#: Rules in running order; a rule sees what earlier ones derived.
RULE_ORDER = (
    "derived-edges",
    "mixed-unit",
    "end-years",
    "succession-years",
    "places",
    "disagreement-values",
    "disagreement-kinds",
    "disagreement-lists",
    "disagreement-announced-listed",
    "disagreement-printed-share",
    "disagreement-stated-factor",
    "disagreement-parts-whole",
    "decisions",
)


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

    Parameters
    ----------
    store
        Store that holds consensus, vocabulary and sources.
    folder
        The ontology folder.

    Returns
    -------
    int
        Number of derived triples.
    """
    derived = NamedNode(GRAPH_DERIVED)
    default: list[NamedNode | BlankNode | DefaultGraph] = [
        NamedNode(iri) for iri in (GRAPH_CONSENSUS, GRAPH_VOCABULARY, GRAPH_SOURCES, GRAPH_DERIVED)
    ]
    consensus = NamedNode(GRAPH_CONSENSUS)
    total = 0
    for name, text in read_rules(folder):
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
    return total
