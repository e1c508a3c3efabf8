"""Pitfalls of ontology engineering that can be computed; the numbers are those of OOPS!

Reported elsewhere and not forced here: P11 (properties without domain or range) and P13 (no
inverses). Shared properties would type things by accident, and queries walk backwards with ``^``.
"""

from __future__ import annotations

import re
from collections import Counter

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


def test_no_cycles_of_classes_or_properties(ontology: rdflib.Graph) -> None:  # P06
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in set(ontology.subjects(predicate, None)):
            parents = ontology.objects(term, predicate)
            above = {
                x for parent in parents for x in ontology.transitive_objects(parent, predicate)
            }
            assert term not in above, term


def test_no_statement_about_foreign_terms(ontology: rdflib.Graph) -> None:
    root = COOP_NS.removesuffix("#")
    assert all(str(subject).startswith(root) for subject in ontology.subjects())


def test_no_blank_nodes(ontology: rdflib.Graph, schemes: rdflib.Graph) -> None:
    for graph in (ontology, schemes):
        assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]


def test_classes_have_a_parent_or_a_reason(ontology: rdflib.Graph) -> None:  # P04
    orphans = {local(cls) for cls in classes(ontology) if not ontology.value(cls, RDFS.subClassOf)}
    assert orphans == {"SingleValued"}  # a class of properties


def test_one_domain_and_one_range(ontology: rdflib.Graph) -> None:  # P19: they would intersect
    for term in properties(ontology):
        for predicate in (RDFS.domain, RDFS.range):
            assert len(list(ontology.objects(term, predicate))) <= 1, term


def test_domains_and_ranges_are_declared(ontology: rdflib.Graph) -> None:  # P34
    known = classes(ontology)
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.disjointWith):
        for target in ontology.objects(None, predicate):
            assert target in known or not target.startswith(COOP_NS), target


def test_used_properties_are_declared(ontology: rdflib.Graph) -> None:  # P35
    known = properties(ontology)
    for predicate in (RDFS.subPropertyOf, OWL.inverseOf):
        for target in ontology.objects(None, predicate):
            assert target in known or not target.startswith(COOP_NS), target
    assert not [p for p in ontology.predicates() if p.startswith(COOP_NS)]


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


def test_symmetric_properties_have_the_same_domain_and_range(
    ontology: rdflib.Graph,
) -> None:  # P28
    for term in ontology.subjects(RDF.type, OWL.SymmetricProperty):
        assert ontology.value(term, RDFS.domain) == ontology.value(term, RDFS.range), term


def test_transitive_properties_have_the_same_domain_and_range(
    ontology: rdflib.Graph,
) -> None:  # P29
    for term in ontology.subjects(RDF.type, OWL.TransitiveProperty):
        assert ontology.value(term, RDFS.domain) == ontology.value(term, RDFS.range), term


def test_labels_are_unique(ontology: rdflib.Graph) -> None:  # P30, P32
    for terms in (classes(ontology), properties(ontology)):
        for language in ("fr", "en"):
            counts = Counter(
                str(label).casefold()
                for term in terms
                for label in ontology.objects(term, RDFS.label)
                if label.language == language
            )
            assert not [label for label, count in counts.items() if count > 1]


def test_naming_style(ontology: rdflib.Graph) -> None:  # P22
    for cls in classes(ontology):
        assert re.fullmatch(r"([A-Z][a-z]+)+", local(cls)), cls
    for term in properties(ontology):
        assert re.fullmatch(r"[a-z]+[a-z0-9]*([A-Z][a-z]*)*", local(term)), term


def test_no_catch_all_and_no_two_in_one(ontology: rdflib.Graph) -> None:  # P07, P21
    for term in classes(ontology) | properties(ontology):
        words = re.findall(r"[A-Z]?[a-z0-9]+", local(term))
        assert not {word.lower() for word in words} & {"and", "or", "other", "misc"}, term


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


def test_iris_have_no_file_extension(ontology: rdflib.Graph) -> None:  # P36
    assert not [s for s in ontology.subjects() if re.search(r"\.(owl|ttl|rdf|xml)\b", str(s))]


def test_derived_terms_say_so(ontology: rdflib.Graph) -> None:
    derived = {local(term) for term in ontology.subjects(SKOS.editorialNote, None)}
    assert derived == {
        "Disagreement",
        "MixedUnit",
        "collaboratesWith",
        "inCountry",
        "inRegion",
        "participatesIn",
        "partyTo",
        "resolvedBy",
        "supervisedBy",
    }
