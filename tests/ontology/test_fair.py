"""FOOPS!: what needs no network is computed, what needs it is never called passed."""

from __future__ import annotations

import dataclasses

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN

from coopgraph.documentation.fair import fair_tests
from coopgraph.documentation.reading import ONTOLOGY, OntologyFiles

OFFLINE = [
    "FIND1", "OM1", "OM2", "OM3", "OM4.1", "OM5.1", "OM5.2", "PURL1", "HTTP1", "RDF1", "URI2",
    "VER1", "VOC1", "VOC2", "VOC3", "VOC4",
]  # fmt: skip
ONLINE = {"URI1", "CN1", "DOC1", "OM4.2", "VER2", "FIND2", "FIND3", "FIND3_BIS"}


def test_all_but_one_are_passed(files: OntologyFiles) -> None:
    tests = {test.code: test for test in fair_tests(files)}
    assert {code for code in OFFLINE if tests[code].outcome != "passed"} == {"OM3"}
    assert tests["OM3"].outcome == "partial"
    assert tests["OM3"].detail == "5 of 6; not found: DOI"  # none was ever deposited


def test_what_needs_the_network_is_not_passed(files: OntologyFiles) -> None:
    tests = fair_tests(files)
    assert [test.code for test in tests[:16]] == OFFLINE
    assert {test.code for test in tests[16:]} == ONLINE
    assert {test.outcome for test in tests[16:]} == {"not tested offline"}


def test_the_logo_is_a_file(files: OntologyFiles) -> None:
    logo = files.terms.value(ONTOLOGY, rdflib.FOAF.logo)
    assert logo == rdflib.URIRef(f"{ONTOLOGY}/logo.svg")
    assert (files.folder / "logo.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("predicate", "failing"),
    [
        (VANN.preferredNamespacePrefix, {"FIND1": "failed", "OM2": "partial"}),
        (DCTERMS.title, {"OM1": "partial"}),
        (DCTERMS.license, {"OM1": "partial", "OM4.1": "failed"}),
        (DCTERMS.created, {"OM2": "partial", "OM5.1": "partial"}),
        (DCTERMS.publisher, {"OM5.2": "partial"}),
        (OWL.versionIRI, {"OM1": "partial", "VER1": "failed"}),
        (RDFS.label, {"VOC3": "failed"}),
        (SKOS.definition, {"VOC4": "failed"}),
    ],
)
def test_each_misses_what_is_missing(
    files: OntologyFiles, predicate: rdflib.URIRef, failing: dict[str, str]
) -> None:
    graph = rdflib.Graph()
    graph += files.terms
    graph.remove((None, predicate, None))
    found = {t.code: t.outcome for t in fair_tests(dataclasses.replace(files, terms=graph))}
    expected = {**dict.fromkeys(OFFLINE, "passed"), "OM3": "partial", **failing}
    assert {code: found[code] for code in OFFLINE} == expected


def test_an_address_that_may_move_is_found(files: OntologyFiles) -> None:
    graph = rdflib.Graph()
    graph += files.terms
    graph.remove((ONTOLOGY, RDF.type, OWL.Ontology))
    graph.add((rdflib.URIRef("file:///ontology"), RDF.type, OWL.Ontology))
    found = {t.code: t.outcome for t in fair_tests(dataclasses.replace(files, terms=graph))}
    assert {found[code] for code in ("PURL1", "HTTP1", "URI2")} == {"failed"}


def test_an_ontology_of_its_own_making_only_is_found(files: OntologyFiles) -> None:
    graph = rdflib.Graph()
    graph.parse(data=f"<{ONTOLOGY}> a <{OWL.Ontology}> .", format="turtle")
    found = {t.code: t.outcome for t in fair_tests(dataclasses.replace(files, terms=graph))}
    assert {found[code] for code in ("VOC1", "VOC2", "VOC3", "VOC4", "OM3")} == {"failed"}
