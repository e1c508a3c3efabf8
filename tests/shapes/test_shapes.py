"""Each shape has a valid file that it accepts and an invalid one in which it finds exactly this.

The first lines of ``<shape>/invalid.ttl`` list what must be found, one ``# expect: <constraint>
<severity>`` per result. A case sees its own triples and the class tree of the ontology only.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from coopgraph.namespaces import SHAPE_NS
from coopgraph.resources import ontology_dir

HERE = Path(__file__).parent
SHAPE_FILES = sorted((ontology_dir() / "shapes").glob("*.ttl"))


@cache
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in SHAPE_FILES:
        graph.parse(path)
    return graph


@cache
def class_tree() -> rdflib.Graph:
    ontology = rdflib.Graph().parse(ontology_dir() / "coopgraph.ttl")
    tree = rdflib.Graph()
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        tree.add(triple)
    return tree


def kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def shape_names() -> list[str]:
    nodes = shapes().subjects(RDF.type, SH.NodeShape)
    return sorted(str(node).removeprefix(SHAPE_NS) for node in nodes)


def found_in(name: str, data: rdflib.Graph) -> Counter[tuple[str, str]]:
    """Count what one shape finds in `data`, by constraint and severity."""
    node = rdflib.URIRef(SHAPE_NS + name)
    _, report, text = pyshacl.validate(
        data + class_tree(), shacl_graph=shapes().cbd(node), inference="none"
    )
    assert isinstance(report, rdflib.Graph), text
    found: Counter[tuple[str, str]] = Counter()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        component = str(report.value(result, SH.sourceConstraintComponent))
        severity = str(report.value(result, SH.resultSeverity))
        # pySHACL drops the language of messages of SPARQL constraints: those stand on the shape.
        speaker = (node, SH.message) if "SPARQL" in component else (result, SH.resultMessage)
        languages = {
            getattr(message, "language", None) for message in (shapes() + report).objects(*speaker)
        }
        assert languages == {"fr", "en"}, f"messages of {name} in {languages}"
        found[
            component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
            severity.removeprefix(str(SH)),
        ] += 1
    return found


@pytest.mark.parametrize("name", shape_names())
def test_shape_accepts_its_valid_file(name: str) -> None:
    data = rdflib.Graph().parse(HERE / kebab(name) / "valid.ttl")
    targets = [
        *shapes().objects(rdflib.URIRef(SHAPE_NS + name), SH.targetClass),
        *shapes().objects(rdflib.URIRef(SHAPE_NS + name), SH.targetSubjectsOf),
        *shapes().objects(rdflib.URIRef(SHAPE_NS + name), SH.targetObjectsOf),
    ]
    used = set(data.predicates()) | set(data.objects(None, RDF.type))
    below = {
        cls
        for target in targets
        for cls in class_tree().transitive_subjects(RDFS.subClassOf, target)
    }
    assert used & below, "the valid file has no focus node, so it proves nothing"
    assert not found_in(name, data)


@pytest.mark.parametrize("name", shape_names())
def test_shape_finds_what_its_invalid_file_announces(name: str) -> None:
    path = HERE / kebab(name) / "invalid.ttl"
    expected = Counter(
        (constraint, severity)
        for constraint, severity in re.findall(
            r"^# expect: (\w+) (\w+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
    )
    assert expected, "an invalid file says what is wrong with it"
    assert found_in(name, rdflib.Graph().parse(path)) == expected


def test_every_folder_belongs_to_a_shape() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {kebab(name) for name in shape_names()}


def test_shapes_are_named_in_both_languages() -> None:
    for node in shapes().subjects(RDF.type, SH.NodeShape):
        for named in (node, *shapes().objects(node, SH.property)):
            languages = {name.language for name in shapes().objects(named, SH.name)}
            assert languages == {"fr", "en"}, f"{node} {shapes().value(named, SH.path)}"


def test_shapes_speak_of_declared_terms_only() -> None:
    ontology = rdflib.Graph().parse(ontology_dir() / "coopgraph.ttl")
    declared = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in ontology.subjects(RDF.type, kind)
    }
    namespace = "https://w3id.org/coopgraph/ontology#"
    used = {
        term
        for triple in shapes()
        for term in triple
        if isinstance(term, rdflib.URIRef) and term.startswith(namespace)
    }
    assert used <= declared


def test_shapes_name_concepts_that_exist() -> None:
    concepts = {
        str(concept)
        for path in (ontology_dir() / "schemes").glob("*.ttl")
        for concept in rdflib.Graph().parse(path).subjects(RDF.type, None)
    }
    scheme = "https://w3id.org/coopgraph/scheme/"
    used = {str(term) for term in shapes().objects() if str(term).startswith(scheme)}
    assert used <= concepts
