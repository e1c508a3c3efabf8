"""Alignments relate terms that exist, and nothing loads them for queries."""

from __future__ import annotations

import dataclasses
import re

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

from coopgraph.documentation.alignment import (
    MATCHES,
    alignment_problems,
    cited_terms,
    coverage,
    mappings,
    read_vendor_terms,
)
from coopgraph.documentation.reading import OntologyFiles
from coopgraph.namespaces import COOP_NS, PREFIXES
from coopgraph.rdf.build import build_store
from coopgraph.resources import curated_dir

ANCHORS = {
    "cerif2", "eurio", "frapo", "org-prov", "rnsr", "ror", "schema", "semopenalex", "vivo",
    "wikidata",
}  # fmt: skip


def aligned(files: OntologyFiles, anchor: str, text: str) -> OntologyFiles:
    graph = rdflib.Graph()
    graph += files.alignments[anchor]
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    vivo = "@prefix vivo: <http://vivoweb.org/ontology/core#> .\n"
    graph.parse(data=prefixes + vivo + text, format="turtle")
    return dataclasses.replace(files, alignments={**files.alignments, anchor: graph})


def test_there_is_one_file_per_anchor(files: OntologyFiles) -> None:
    assert set(files.alignments) == ANCHORS


def test_there_is_no_problem(files: OntologyFiles) -> None:
    assert not alignment_problems(files)


def test_every_cited_term_of_another_vocabulary_exists(files: OntologyFiles) -> None:
    external = rdflib.Graph().parse(files.folder / "external.ttl")
    graphs = [files.terms, files.schemes, files.shapes, external, *files.alignments.values()]
    unknown = cited_terms(graphs) - set(read_vendor_terms(files.folder))
    assert not unknown, "add them to ontology/vendor/terms.tsv, with their source"


def test_an_invented_term_is_found() -> None:
    graph = rdflib.Graph().parse(
        data="<x:a> <http://www.w3.org/ns/org#hasAgreement> <x:b> .", format="turtle"
    )
    assert "http://www.w3.org/ns/org#hasAgreement" in cited_terms([graph])


def test_vendored_terms_are_sorted_complete_and_sourced(files: OntologyFiles) -> None:
    terms = list(read_vendor_terms(files.folder).values())
    lines = (files.folder / "vendor" / "terms.tsv").read_text(encoding="utf-8").splitlines()
    assert len(terms) == len(lines) - 1, "an IRI stands there twice"
    assert [term.iri for term in terms] == sorted(term.iri for term in terms)
    assert {term.kind for term in terms} == {"class", "property", "item", "code"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", term.read_on) for term in terms)
    page = (files.folder / "vendor" / "README.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([\w-]+)` \| .+ \| .+ \| .+ \|$", page, flags=re.MULTILINE))
    assert {term.source for term in terms} == described


def test_codes_of_registers_are_concepts_of_their_alignment(files: OntologyFiles) -> None:
    codes = {iri for iri, term in read_vendor_terms(files.folder).items() if term.kind == "code"}
    concepts = {
        str(concept)
        for anchor in ("ror", "rnsr")
        for concept in files.alignments[anchor].subjects(RDF.type, SKOS.Concept)
    }
    assert concepts == codes
    for anchor in ("ror", "rnsr"):
        for concept, notation in files.alignments[anchor].subject_objects(SKOS.notation):
            assert str(concept).endswith(f"/{notation}")


def test_every_anchor_covers_something_and_counts_add_up(files: OntologyFiles) -> None:
    rows = {row.anchor: row for row in coverage(files)}
    for anchor in ANCHORS - {"org-prov"}:
        stated = [mapped for mapped in mappings(files) if mapped.anchor == anchor]
        row = rows[anchor]
        assert row.classes > 0
        assert sum(row.relations.values()) == len(stated)
        assert row.classes + row.properties + row.concepts == len({m.subject for m in stated})
    assert rows["org-prov"].classes > 0.9 * len(files.classes())


@pytest.mark.parametrize(
    ("anchor", "text", "problem"),
    [
        ("vivo", "coop:Charter skos:closeMatch vivo:Covenant .", "not in vendor/terms.tsv"),
        ("vivo", "coop:Chartre skos:closeMatch vivo:Contract .", "not declared"),
        ("vivo", "coop:Charter rdfs:subClassOf vivo:Contract .", "only below ORG, PROV and FOAF"),
        ("org-prov", "coop:Charter rdfs:subClassOf dct:Policy .", "only below ORG, PROV"),
        ("vivo", "coop:theme skos:closeMatch vivo:Contract .", "a class and a property"),
        ("vivo", "coop:Agreement skos:broadMatch vivo:Contract .", "two relations"),
        ("vivo", 'coop:Charter rdfs:comment "hm"@en .', "no relation of an alignment"),
    ],
)
def test_a_bad_statement_is_found(
    files: OntologyFiles, anchor: str, text: str, problem: str
) -> None:
    found = alignment_problems(aligned(files, anchor, text))
    assert len(found) == 1 and problem in found[0]


def test_nothing_of_an_alignment_is_loaded(files: OntologyFiles) -> None:
    store = build_store([curated_dir()])
    for mapped in mappings(files):
        if mapped.subject.startswith(COOP_NS):
            pattern = (
                pyoxigraph.NamedNode(str(mapped.subject)),
                pyoxigraph.NamedNode(str(mapped.relation)),
                pyoxigraph.NamedNode(str(mapped.target)),
            )
            assert not list(store.quads_for_pattern(*pattern)), mapped


def test_relations_are_those_of_skos_and_rdfs(files: OntologyFiles) -> None:
    assert {mapped.relation for mapped in mappings(files)} <= set(MATCHES)
    only_base = {m.anchor for m in mappings(files) if m.relation == RDFS.subClassOf}
    assert only_base == {"org-prov"}


def test_each_says_what_it_is_in_both_languages(files: OntologyFiles) -> None:
    for anchor, graph in files.alignments.items():
        iri = rdflib.URIRef(f"https://w3id.org/coopgraph/alignment/{anchor}")
        titles = {text.language for text in graph.objects(iri, rdflib.DCTERMS.title)}
        assert titles == {"fr", "en"}, anchor
