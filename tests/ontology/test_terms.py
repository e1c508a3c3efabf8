"""Every term and every concept is named and defined in French and in English."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from coopgraph.namespaces import COOP_NS, SCHEME_NS
from coopgraph.resources import ontology_dir

ONTOLOGY = rdflib.URIRef(COOP_NS.removesuffix("#"))
BOTH = {"fr": 1, "en": 1}
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
SCHEME_FILES = sorted((ontology_dir() / "schemes").glob("*.ttl"))


def languages(
    graph: rdflib.Graph, subject: rdflib.URIRef, predicate: rdflib.URIRef
) -> Counter[str | None]:
    return Counter(text.language for text in graph.objects(subject, predicate))


def terms(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    return sorted({term for kind in KINDS for term in graph.subjects(RDF.type, kind)})


def test_terms_are_labelled_and_defined_in_both_languages(ontology: rdflib.Graph) -> None:
    assert len(terms(ontology)) > 180
    for term in terms(ontology):
        assert languages(ontology, term, RDFS.label) == BOTH, term
        assert languages(ontology, term, SKOS.definition) == BOTH, term
        assert ontology.value(term, RDFS.isDefinedBy) == ONTOLOGY, term
        for predicate in (SKOS.scopeNote, SKOS.example, SKOS.editorialNote):
            assert languages(ontology, term, predicate) in (Counter(), BOTH), term


def test_definitions_are_sentences_of_their_own(ontology: rdflib.Graph) -> None:
    for term in terms(ontology):
        labels = {str(label).casefold() for label in ontology.objects(term, RDFS.label)}
        for literal in ontology.objects(term, SKOS.definition):
            definition = str(literal)
            assert definition == definition.strip() and definition.endswith("."), term
            assert definition.rstrip(".").casefold() not in labels, term


def test_definitions_differ(ontology: rdflib.Graph) -> None:
    counts = Counter(ontology.objects(None, SKOS.definition))
    assert not [text for text, count in counts.items() if count > 1]


@pytest.mark.parametrize("path", SCHEME_FILES, ids=lambda path: path.stem)
def test_scheme(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    scheme = rdflib.URIRef(SCHEME_NS + path.stem)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    for predicate in (SKOS.prefLabel, SKOS.definition):
        assert languages(graph, scheme, predicate) == BOTH
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        assert languages(graph, concept, SKOS.prefLabel) == BOTH, concept
        assert languages(graph, concept, SKOS.definition) == BOTH, concept
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme], concept
        name = str(concept).removeprefix(f"{scheme}/")
        assert [str(text) for text in graph.objects(concept, SKOS.notation)] == [name], concept
        broader = set(graph.objects(concept, SKOS.broader))
        assert broader <= concepts, concept
        top = graph.value(concept, SKOS.topConceptOf)
        assert top == (None if broader else scheme), concept
        above = {x for parent in broader for x in graph.transitive_objects(parent, SKOS.broader)}
        assert concept not in above, concept
    for language in ("fr", "en"):
        names = Counter(
            str(name).casefold()
            for concept in concepts
            for name in graph.objects(concept, SKOS.prefLabel)
            if name.language == language
        )
        assert not [name for name, count in names.items() if count > 1]


def test_alternative_names_are_not_the_preferred_one(schemes: rdflib.Graph) -> None:
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        preferred = set(schemes.objects(concept, SKOS.prefLabel))
        assert not preferred & set(schemes.objects(concept, SKOS.altLabel)), concept


def test_mesh_matches_are_descriptors(schemes: rdflib.Graph) -> None:
    mesh = "http://id.nlm.nih.gov/mesh/"
    matches = [str(match) for match in schemes.objects(None, SKOS.closeMatch) if mesh in match]
    assert matches
    for match in matches:
        number = match.removeprefix(mesh + "D")
        assert number.isdigit() and len(number) == 6, match
    assert len(matches) == len(set(matches)), "two themes match the same descriptor"


def test_instruments_are_typed(schemes: rdflib.Graph) -> None:
    instrument_type = rdflib.URIRef(COOP_NS + "InstrumentType")
    scheme = rdflib.URIRef(SCHEME_NS + "instrument")
    typed = set(schemes.subjects(RDF.type, instrument_type))
    assert typed == set(schemes.subjects(SKOS.inScheme, scheme))


def test_outside_terms_have_names_and_nothing_else() -> None:
    graph = rdflib.Graph().parse(ontology_dir() / "external.ttl")
    assert set(graph.predicates()) == {RDFS.label}
    for term in set(graph.subjects()):
        assert not term.startswith(COOP_NS)
        assert languages(graph, term, RDFS.label) == BOTH, term
