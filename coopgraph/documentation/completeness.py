"""How many terms, schemes, concepts and shapes are named and explained in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Node

from coopgraph.documentation.reading import LANGUAGES, OntologyFiles, texts_of

__all__ = ["Completeness", "completeness", "domain_and_range", "gaps"]


@dataclass(frozen=True)
class Completeness:
    """What is said of one kind of thing.

    Attributes
    ----------
    kind
        Which things.
    total
        How many there are.
    named
        Language to how many have a name (label, preferred label, name of a shape); empty where
        there is nothing to name.
    explained
        Language to how many have a definition, or a message if they are constraints; empty where
        there is nothing to explain.
    """

    kind: str
    total: int
    named: Mapping[str, int]
    explained: Mapping[str, int]


def completeness(files: OntologyFiles) -> list[Completeness]:
    """Count what is named and explained, kind by kind.

    Parameters
    ----------
    files
        The ontology.

    Returns
    -------
    list of Completeness
    """
    return [
        Completeness(
            kind,
            len(things),
            _counts(files, things, names),
            _counts(files, things, explanations),
        )
        for kind, things, names, explanations in _kinds(files)
    ]


def gaps(files: OntologyFiles) -> list[str]:
    """Return what is not named or not explained exactly once in a language."""
    return [
        f"{kind} {thing}: {len(texts)} texts in {language}"
        for kind, things, names, explanations in _kinds(files)
        for thing in things
        for read in (names, explanations)
        if read is not None
        for language in LANGUAGES
        if len(texts := read(files, thing, language)) != 1
    ]


def domain_and_range(files: OntologyFiles) -> tuple[int, int]:
    """Return how many properties have both a domain and a range, and how many there are."""
    properties = files.properties()
    both = [
        term
        for term in properties
        if files.terms.value(term, RDFS.domain) and files.terms.value(term, RDFS.range)
    ]
    return len(both), len(properties)


#: Constraints that a node shape can carry itself.
_LOGICAL = (SH["or"], SH["not"], SH["and"], SH.xone, SH.closed, SH.nodeKind)
_Read = Callable[[OntologyFiles, Node, str], list[str]]


def _from_terms(predicate: URIRef) -> _Read:
    return lambda files, thing, language: texts_of(files.terms, thing, predicate, language)


def _from_schemes(predicate: URIRef) -> _Read:
    return lambda files, thing, language: texts_of(files.schemes, thing, predicate, language)


def _from_shapes(predicate: URIRef) -> _Read:
    return lambda files, thing, language: texts_of(files.shapes, thing, predicate, language)


def _message(files: OntologyFiles, thing: Node, language: str) -> list[str]:
    """Return the message of a constraint, or that of its shape."""
    return texts_of(files.shapes, thing, SH.message, language) or [
        text
        for shape in files.shapes.subjects(None, thing)
        for text in texts_of(files.shapes, shape, SH.message, language)
    ]


def _kinds(files: OntologyFiles) -> Iterable[tuple[str, list[Node], _Read | None, _Read | None]]:
    label, definition = _from_terms(RDFS.label), _from_terms(SKOS.definition)
    concept, meaning = _from_schemes(SKOS.prefLabel), _from_schemes(SKOS.definition)
    shapes = files.node_shapes()
    properties = [node for shape in shapes for node in files.shapes.objects(shape, SH.property)]
    others: list[Node] = [
        shape
        for shape in shapes
        if any(files.shapes.value(shape, predicate) is not None for predicate in _LOGICAL)
    ]
    others += [node for shape in shapes for node in files.shapes.objects(shape, SH.sparql)]
    yield "classes", list(files.classes()), label, definition
    yield "properties", list(files.properties()), label, definition
    yield "schemes", _typed(files, SKOS.ConceptScheme), concept, meaning
    yield "concepts", _typed(files, SKOS.Concept), concept, meaning
    yield "shapes", list(shapes), _from_shapes(SH.name), None
    yield "constraints on a property", properties, _from_shapes(SH.name), _message
    yield "other constraints", others, None, _message


def _typed(files: OntologyFiles, kind: URIRef) -> list[Node]:
    return sorted(set(files.schemes.subjects(RDF.type, kind)), key=str)


def _counts(files: OntologyFiles, things: list[Node], read: _Read | None) -> dict[str, int]:
    if read is None:
        return {}
    return {
        language: sum(bool(read(files, thing, language)) for thing in things)
        for language in LANGUAGES
    }
