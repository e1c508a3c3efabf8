"""Find terms that the ontology does not know: a misspelt property is silent everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from coopgraph.namespaces import COOP_NS, RDF_NS, SCHEME_NS, curie
from coopgraph.validation.findings import Finding
from coopgraph.vocabulary import CLASSES, PROPERTIES, SCHEMES

__all__ = ["check_vocabulary"]


def check_vocabulary(quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield a violation for each term of the project's namespaces that is not declared.

    Parameters
    ----------
    quads
        The data to check.

    Yields
    ------
    Finding
        One per unknown term and focus node.
    """
    known = {COOP_NS + name for name in (*CLASSES, *PROPERTIES)}
    for quad in quads:
        terms = [quad.predicate]
        if quad.predicate.value == RDF_NS + "type" and isinstance(quad.object, NamedNode):
            terms.append(quad.object)
        for term in terms:
            if term.value.startswith(COOP_NS) and term.value not in known:
                yield _unknown("UnknownTerm", quad, term.value)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(SCHEME_NS):
            scheme, _, name = quad.object.value[len(SCHEME_NS) :].partition("/")
            if name and name not in SCHEMES.get(scheme, frozenset()):
                yield _unknown("UnknownConcept", quad, quad.object.value)


def _unknown(code: str, quad: Quad, iri: str) -> Finding:
    short = curie(iri)
    subject = quad.subject
    return Finding(
        code=code,
        severity="violation",
        focus=curie(subject.value) if isinstance(subject, NamedNode) else str(subject),
        message_fr=f"terme absent de l’ontologie : {short}",
        message_en=f"term not in the ontology: {short}",
    )
