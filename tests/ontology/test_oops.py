"""OOPS!: no pitfall that can be computed is found, and each would be."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import rdflib

from coopgraph.documentation.exemptions import exempted, unexplained
from coopgraph.documentation.pitfalls import pitfalls
from coopgraph.documentation.reading import ONTOLOGY, OntologyFiles

BAD = {
    "P04": "coop:Alone a owl:Class .",
    "P05": "coop:locatedIn owl:inverseOf coop:locates . coop:locates rdfs:domain coop:Agreement .",
    "P06": "coop:Place rdfs:subClassOf coop:City .",
    "P07": "coop:UnitOrTeam a owl:Class .",
    "P08": "coop:Silent a owl:Class .",
    "P19": "coop:unitCode rdfs:domain coop:Participation .",
    "P20": 'coop:Agreement skos:definition "Agreement."@en .',
    "P21": "coop:OtherBody a owl:Class .",
    "P22": "coop:research_unit a owl:Class .",
    "P24": "coop:Agreement owl:equivalentClass [ owl:unionOf ( coop:Agreement coop:Claim ) ] .",
    "P25": "coop:locatedIn owl:inverseOf coop:locatedIn .",
    "P26": "coop:collaboratesWith owl:inverseOf coop:workedWith .",
    "P27": "coop:unitCode owl:equivalentProperty coop:unitNumber .",
    "P28": "coop:ledBy a owl:SymmetricProperty .",
    "P29": "coop:ledBy a owl:TransitiveProperty .",
    "P30": 'coop:Agreement rdfs:label "partnership"@en .',
    "P32": 'coop:startYear rdfs:label "end year"@en .',
    "P33": "coop:inRegion owl:propertyChainAxiom ( coop:locatedIn ) .",
    "P34": "coop:ledBy rdfs:range coop:Human .",
    "P35": "coop:Agreement coop:unheardOf coop:Place .",
    "P36": "<https://w3id.org/coopgraph/ontology.ttl> a owl:Class .",
    "P38": "<https://w3id.org/coopgraph/other> a owl:Ontology .",
    "P39": "<https://w3id.org/coopgraph/ontology/v2#Agreement> a owl:Class .",
    "P40": "org:Organization rdfs:subClassOf coop:Organisation .",
}


def found_in(files: OntologyFiles) -> set[str]:
    return {p.code for p in pitfalls(files) if p.state == "computed" and p.found}


def test_none_is_found(files: OntologyFiles) -> None:
    assert not {
        pitfall.code: pitfall.found
        for pitfall in pitfalls(files)
        if pitfall.state == "computed" and pitfall.found
    }


def test_all_forty_one_are_listed_and_none_of_judgement_is_counted(files: OntologyFiles) -> None:
    listed = pitfalls(files)
    assert [pitfall.code for pitfall in listed] == [f"P{number:02}" for number in range(1, 42)]
    computed = {pitfall.code for pitfall in listed if pitfall.state == "computed"}
    assert computed == {*BAD, "P10", "P41"}
    assert {p.code for p in listed if p.state == "reported"} == {"P11", "P13"}
    assert not [p for p in listed if p.state == "not computed" and (p.found or not p.note)]


@pytest.mark.parametrize("code", BAD)
def test_each_is_found_where_it_is(changed: Callable[[str], OntologyFiles], code: str) -> None:
    assert code in found_in(changed(BAD[code]))


@pytest.mark.parametrize(
    ("code", "predicate"), [("P10", rdflib.OWL.disjointWith), ("P41", rdflib.DCTERMS.license)]
)
def test_what_is_missing_is_found(
    files: OntologyFiles, code: str, predicate: rdflib.URIRef
) -> None:
    graph = rdflib.Graph()
    graph += files.terms
    graph.remove((None, predicate, None))
    assert found_in(dataclasses.replace(files, terms=graph)) == {code}


def test_every_missing_domain_or_range_has_a_reason(files: OntologyFiles) -> None:
    assert not unexplained(files), "give the reason in coopgraph/documentation/exemptions.py"


def test_a_property_without_reason_is_found(changed: Callable[[str], OntologyFiles]) -> None:
    files = changed("coop:vague a owl:ObjectProperty .")
    assert exempted(files)["vague"] == ("domain and range", "")
    assert unexplained(files) == ["vague"]


def test_a_reason_that_is_no_longer_needed_is_found(
    changed: Callable[[str], OntologyFiles],
) -> None:
    files = changed("coop:theme rdfs:domain coop:Agreement .")
    assert unexplained(files) == ["theme"]


def test_the_ontology_is_where_the_pitfalls_look(files: OntologyFiles) -> None:
    assert (ONTOLOGY, rdflib.RDF.type, rdflib.OWL.Ontology) in files.terms
