"""Domains and ranges type nothing by accident: what they imply, the data say already.

An OWL RL reasoner adds the domain of a property to every subject and its range to every object.
Here each of these types must follow from a stated type and the class tree, on real and on example
data; so a closure adds no class that nobody meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from coopgraph.namespaces import COOP_NS, GRAPH_CONSENSUS, GRAPH_DERIVED, GRAPH_VOCABULARY, ORG_NS
from coopgraph.rdf.build import build_store
from coopgraph.resources import curated_dir, example_dir, ontology_dir

#: What ORG itself says of its classes; ORG is not loaded.
ORG_TREE = "".join(
    f"<{ORG_NS}{name}> <{RDFS.subClassOf}> <{ORG_NS}Organization> ."
    for name in ("FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration")
)


@pytest.fixture(scope="module", params=[example_dir, curated_dir], ids=["example", "real"])
def store(request: pytest.FixtureRequest) -> pyoxigraph.Store:
    folder: Path = request.param()
    built = build_store([folder])
    built.update(f"INSERT DATA {{ {ORG_TREE} }}")
    return built


def implications(ontology: rdflib.Graph) -> Iterator[tuple[str, str, str]]:
    """Yield (property, position, class) for every domain, and every range that is a class."""
    for predicate, position in ((RDFS.domain, "s"), (RDFS.range, "o")):
        for term, target in ontology.subject_objects(predicate):
            literal = (term, RDF.type, OWL.DatatypeProperty) in ontology and position == "o"
            if not literal and target != OWL.Class:
                yield str(term), position, str(target)


def test_domains_and_ranges_add_no_type(store: pyoxigraph.Store, ontology: rdflib.Graph) -> None:
    accidents = []
    for term, position, target in sorted(implications(ontology)):
        query = f"""
            SELECT DISTINCT ?{position} WHERE {{
                ?s <{term}> ?o
                MINUS {{ ?{position} a ?class . ?class <{RDFS.subClassOf}>* <{target}> }}
            }} LIMIT 3
        """
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        accidents += [f"{term} makes {row[position]} a {target}" for row in found]
    assert not accidents


#: What queries read; what sources disagree about stays out of it.
READ = [pyoxigraph.NamedNode(iri) for iri in (GRAPH_CONSENSUS, GRAPH_DERIVED, GRAPH_VOCABULARY)]


def test_nothing_is_in_two_disjoint_classes(
    store: pyoxigraph.Store, ontology: rdflib.Graph
) -> None:
    for one, other in ontology.subject_objects(OWL.disjointWith):
        found = store.query(
            f"""ASK {{
                ?thing a ?a, ?b .
                ?a <{RDFS.subClassOf}>* <{one}> .
                ?b <{RDFS.subClassOf}>* <{other}> .
            }}""",
            default_graph=READ,
        )
        assert not found, f"something is both {one} and {other}"


def test_derived_classes_and_edges_exist(store: pyoxigraph.Store) -> None:
    for pattern in (
        f"?s a <{COOP_NS}MixedUnit>",
        f"?s <{COOP_NS}supervisedBy> ?o",
        f"?s <{COOP_NS}partyTo> ?o",
        f"?s <{COOP_NS}participatesIn> ?o",
        f"?s <{COOP_NS}collaboratesWith> ?o",
        f"?s <{COOP_NS}inRegion> ?o",
        f"?s <{COOP_NS}inCountry> ?o",
        f"?s <{COOP_NS}endBasis> <https://w3id.org/coopgraph/scheme/end-basis/computed>",
        f"?s <{COOP_NS}endBasis> <https://w3id.org/coopgraph/scheme/end-basis/assumed>",
    ):
        assert store.query(f"ASK {{ {pattern} }}", use_default_graph_as_union=True), pattern


def test_outside_terms_in_the_data_have_names(store: pyoxigraph.Store) -> None:
    named = set(rdflib.Graph().parse(ontology_dir() / "external.ttl").subjects())
    unnamed = set()
    for quad in store:
        if quad.graph_name in (pyoxigraph.NamedNode(GRAPH_VOCABULARY), pyoxigraph.DefaultGraph()):
            continue
        terms = [quad.predicate.value]
        if quad.predicate.value == str(RDF.type) and isinstance(quad.object, pyoxigraph.NamedNode):
            terms.append(quad.object.value)
        unnamed |= {
            term
            for term in terms
            if not term.startswith(COOP_NS) and rdflib.URIRef(term) not in named
        }
    assert not unnamed
