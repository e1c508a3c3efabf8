"""What the ontology keeps to beyond the pitfalls of OOPS!, which ``test_oops.py`` looks for."""

from __future__ import annotations

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from coopgraph.namespaces import COOP_NS

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def classes(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return set(graph.subjects(RDF.type, OWL.Class))


def properties(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return {term for kind in PROPERTY_KINDS for term in graph.subjects(RDF.type, kind)}


def local(term: rdflib.URIRef) -> str:
    return str(term).removeprefix(COOP_NS)


def test_no_blank_nodes(ontology: rdflib.Graph, schemes: rdflib.Graph) -> None:
    for graph in (ontology, schemes):
        assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]


def test_kinds_of_properties_do_not_overlap(ontology: rdflib.Graph) -> None:
    for term in properties(ontology):
        assert sum((term, RDF.type, kind) in ontology for kind in PROPERTY_KINDS) == 1, term
    assert not properties(ontology) & classes(ontology)


def test_ranges_fit_the_kind(ontology: rdflib.Graph) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    for term in properties(ontology):
        for target in ontology.objects(term, RDFS.range):
            literal = str(target).startswith(xsd)
            assert literal == ((term, RDF.type, OWL.DatatypeProperty) in ontology), term


def test_disjointness_is_declared_both_with_bodies_and_persons(
    ontology: rdflib.Graph,
) -> None:  # P10
    org = rdflib.URIRef("http://www.w3.org/ns/org#Organization")
    person = rdflib.URIRef("http://xmlns.com/foaf/0.1/Person")
    apart = {COOP_NS + name for name in ("Agreement", "Claim", "SourceDocument", "Place")}
    for target in (org, person):
        assert {str(s) for s in ontology.subjects(OWL.disjointWith, target)} == apart
    pairs = {
        frozenset((str(s), str(o)))
        for s, o in ontology.subject_objects(OWL.disjointWith)
        if str(o) in apart
    }
    assert len(pairs) == 6  # four classes, two by two


def test_no_class_is_below_two_disjoint_ones(ontology: rdflib.Graph) -> None:
    pairs = list(ontology.subject_objects(OWL.disjointWith))
    for cls in classes(ontology):
        above = set(ontology.transitive_objects(cls, RDFS.subClassOf))
        assert not [pair for pair in pairs if above >= set(pair)], cls


def test_derived_terms_say_so(ontology: rdflib.Graph) -> None:
    derived = {local(term) for term in ontology.subjects(SKOS.editorialNote, None)}
    assert derived == {
        "Disagreement",
        "MixedUnit",
        "claimStatus",
        "collaboratesWith",
        "disputedBy",
        "inCountry",
        "inRegion",
        "participatesIn",
        "partyTo",
        "resolvedBy",
        "supervisedBy",
    }
