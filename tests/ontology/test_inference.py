"""Domains and ranges type nothing by accident: what they imply, the data say already.

An OWL RL reasoner adds the domain of a property to every subject and its range to every object.
Here each of these types must follow from a stated type and the class tree, on real and on example
data; so a closure adds no class that nobody meant. The closure itself is computed too, with the
alignment to ORG, PROV and FOAF: on the data folded by their types, since OWL RL on all of them
takes many minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from coopgraph.namespaces import BASE, COOP_NS, GRAPH_VOCABULARY, ORG_NS, SCHEME_NS
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
#: Graphs that speak of terms, not of things.
UNFOLDED = (pyoxigraph.NamedNode(GRAPH_VOCABULARY), pyoxigraph.DefaultGraph())
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
            use_default_graph_as_union=True,
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
    triples = {quad.triple for quad in store if quad.graph_name not in UNFOLDED}
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
def test_closure_adds_no_type(store: pyoxigraph.Store) -> None:
    assert not added_types(folded(store), ontology_for_reasoning())


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
