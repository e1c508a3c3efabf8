"""The header says what a reader or a catalogue needs before the first term."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, VANN

from coopgraph.namespaces import COOP_NS

ONTOLOGY = rdflib.URIRef(COOP_NS.removesuffix("#"))
BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.abstract,
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.contributor,
        DCTERMS.license,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.bibliographicCitation,
        DCTERMS.source,
        BIBO.status,
        OWL.versionInfo,
        OWL.versionIRI,
        RDFS.label,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    ],
)
def test_header_has(ontology: rdflib.Graph, predicate: rdflib.URIRef) -> None:
    assert list(ontology.objects(ONTOLOGY, predicate))


def test_there_is_one_ontology(ontology: rdflib.Graph) -> None:
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]


@pytest.mark.parametrize("predicate", [DCTERMS.title, DCTERMS.description, RDFS.label])
def test_header_speaks_both_languages(ontology: rdflib.Graph, predicate: rdflib.URIRef) -> None:
    assert {text.language for text in ontology.objects(ONTOLOGY, predicate)} == {"fr", "en"}


def test_namespace_and_versions_agree(ontology: rdflib.Graph) -> None:
    version = str(ontology.value(ONTOLOGY, OWL.versionInfo))
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespaceUri)) == COOP_NS
    assert str(ontology.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/{version}"
    assert version in str(ontology.value(ONTOLOGY, DCTERMS.bibliographicCitation))


def test_licence_is_that_of_the_schemes(ontology: rdflib.Graph, schemes: rdflib.Graph) -> None:
    licence = ontology.value(ONTOLOGY, DCTERMS.license)
    assert set(schemes.objects(None, DCTERMS.license)) == {licence}
