"""An OWL RL closure of the data adds no type that nobody meant, clashes included.

It is computed with the alignment to ORG, PROV and FOAF, on the real and on the example data, folded
by their types: OWL RL on all statements takes many minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from coopgraph.namespaces import (
    BASE,
    COOP_NS,
    GRAPH_CONSENSUS,
    GRAPH_DERIVED,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
    ORG_NS,
    SCHEME_NS,
)
from coopgraph.rdf.build import build_store
from coopgraph.resources import curated_dir, example_dir, ontology_dir
from coopgraph.store.rdflib_store import to_rdflib

#: What ORG itself says of its classes; ORG is not loaded.
ORG_TREE = "".join(
    f"<{ORG_NS}{name}> <{RDFS.subClassOf}> <{ORG_NS}Organization> ."
    for name in ("FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration")
)
#: What owlrl writes where the data contradict the axioms.
CLASH = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
#: What a query sees of things: a kind that sources dispute is only the object of their claims.
FOLDED = tuple(pyoxigraph.NamedNode(iri) for iri in (GRAPH_CONSENSUS, GRAPH_DERIVED, GRAPH_SOURCES))
#: What a reasoner looks at; labels and definitions are left out.
AXIOMS = {
    OWL.disjointWith,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.inverseOf,
    RDF.type,
    RDFS.domain,
    RDFS.range,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
}


def ontology_for_reasoning(*more: str) -> rdflib.Graph:
    """Read the ontology, the alignment with ORG, PROV and FOAF, and more, without annotations."""
    graph = rdflib.Graph()
    for path in (ontology_dir() / "coopgraph.ttl", ontology_dir() / "alignment" / "org-prov.ttl"):
        graph.parse(path)
    for text in (ORG_TREE, *more):
        graph.parse(data=text, format="turtle")
    axioms = rdflib.Graph()
    for triple in graph:
        if triple[1] in AXIOMS:
            axioms.add(triple)
    return axioms


def folded(store: pyoxigraph.Store) -> rdflib.Graph:
    """Replace each thing by one that stands for all things of the same stated types.

    A rule of OWL RL that types a thing does the same to the thing that stands for it, since folding
    keeps every statement: what the closure of the folded data does not hold, that of the data does
    not hold either.
    """
    triples = {quad.triple for quad in store if quad.graph_name in FOLDED}
    triples |= {
        quad.triple
        for quad in store.quads_for_pattern(
            None, None, None, pyoxigraph.NamedNode(GRAPH_VOCABULARY)
        )
        if quad.subject.value.startswith(SCHEME_NS)
    }
    types: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == str(RDF.type):
            types[triple.subject.value].add(ending(triple.object.value))
    names = {iri: f"{BASE}folded/{'+'.join(sorted(found))}" for iri, found in types.items()}
    kept: dict[tuple[str, str, str], rdflib.term.Node] = {}
    for triple in triples:
        subject, target = triple.subject.value, triple.object
        if isinstance(target, pyoxigraph.Literal):
            key, node = f"{target.datatype.value}@{target.language}", to_rdflib(target)
        else:
            key = names.get(target.value, target.value)
            node = rdflib.URIRef(key)
        kept.setdefault((names.get(subject, subject), triple.predicate.value, key), node)
    graph = rdflib.Graph()
    for (subject, predicate, _), node in kept.items():
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), node))
    return graph


def ending(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def added_types(data: rdflib.Graph, axioms: rdflib.Graph) -> set[tuple[str, str]]:
    """Return what an OWL RL closure adds to the tree of the stated types, clashes included."""
    closed = data + axioms
    # Its improved datatypes would stay in rdflib for the tests that come after.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(closed)
    found = {("clash", str(message)) for message in closed.objects(None, CLASH)}
    for thing in set(data.subjects()) | set(data.objects()):
        if isinstance(thing, rdflib.Literal) or thing.startswith(COOP_NS):
            continue
        meant = {
            above
            for stated in data.objects(thing, RDF.type)
            for above in axioms.transitive_objects(stated, RDFS.subClassOf)
        }
        found |= {
            (ending(thing), str(cls))
            for cls in closed.objects(thing, RDF.type)
            if cls not in meant and cls != OWL.Thing and cls != RDFS.Resource
        }
    return found


@pytest.mark.slow
@pytest.mark.parametrize("folder", [example_dir, curated_dir], ids=["example", "real"])
def test_closure_adds_no_type(folder: Callable[[], Path]) -> None:
    assert not added_types(folded(build_store([folder()])), ontology_for_reasoning())


PREFIXES = f"""
    @prefix coop: <{COOP_NS}> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix org: <{ORG_NS}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> .
"""


@pytest.mark.parametrize(
    ("axiom", "expected"),
    [
        ("coop:theme rdfs:domain coop:Agreement .", COOP_NS + "Agreement"),
        ("coop:awardedBy rdfs:range coop:Foundation .", COOP_NS + "Foundation"),
        (
            "coop:ledBy rdfs:subPropertyOf coop:x . coop:x rdfs:range org:Organization .",
            ORG_NS + "Organization",
        ),
        ("coop:collaboratesWith rdfs:domain foaf:Person .", "http://xmlns.com/foaf/0.1/Person"),
        ("coop:University owl:disjointWith coop:HigherEducationInstitution .", "Disjoint"),
    ],
)
def test_closure_finds_a_type_that_nobody_meant(axiom: str, expected: str) -> None:
    found = added_types(
        folded(build_store([example_dir()])), ontology_for_reasoning(PREFIXES + axiom)
    )
    assert any(expected in text for _, text in found), sorted(found)[:5]
