"""Every class and property is used by a question, a shape or a rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from coopgraph.documentation.reading import OntologyFiles, local
from coopgraph.documentation.usage import Usage, read_usage, terms_of_query
from coopgraph.errors import OntologyError
from coopgraph.namespaces import COOP_NS


def test_every_term_is_used(files: OntologyFiles, usage: Usage) -> None:
    unused = [local(term) for term in usage.unused(files)]
    assert not unused, "use them in a query, a shape or a rule, or remove them"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT ?x { ?x a coop:Agreement }", {"Agreement"}),
        ("PREFIX c: <" + COOP_NS + "> SELECT ?x { ?x c:theme ?y }", {"theme"}),
        ("SELECT ?x { ?x <" + COOP_NS + "theme> ?y }", {"theme"}),
        ("SELECT ?x { ?x (coop:locatedIn|^coop:governs)/coop:within* ?y }",
         {"locatedIn", "governs", "within"}),
        ("SELECT ?x { ?x !(coop:theme|rdf:type) ?y }", {"theme"}),
        ("SELECT ?x { ?x ?p ?y FILTER(?p IN (coop:theme, coop:label)) }", {"theme", "label"}),
        ("SELECT ?x { VALUES ?p { coop:theme } ?x ?p ?y }", {"theme"}),
        ("SELECT ?x { ?x a ?c MINUS { ?x coop:theme ?t } OPTIONAL { ?x coop:label ?l } }",
         {"theme", "label"}),
        ("SELECT ?x { { SELECT ?x { ?x coop:theme ?t } } UNION { ?x coop:label ?l } }",
         {"theme", "label"}),
        ("CONSTRUCT { ?x coop:partyTo ?y } WHERE { ?y coop:hasParty ?x }",
         {"partyTo", "hasParty"}),
        ('# coop:theme\nSELECT ?x { ?x a coop:Claim FILTER(?x != "coop:label") }', {"Claim"}),
    ],
)  # fmt: skip
def test_terms_of_a_query(query: str, names: set[str]) -> None:
    assert terms_of_query(query) == {COOP_NS + name for name in names}


def test_a_term_that_nothing_names_is_unused(changed: Callable[..., OntologyFiles]) -> None:
    files = changed("coop:Idle a owl:Class . coop:idle a owl:ObjectProperty .")
    assert {"Idle", "idle"} <= {local(term) for term in read_usage(files).unused(files)}


def test_a_class_below_the_target_of_a_shape_is_used(
    changed: Callable[..., OntologyFiles],
) -> None:
    files = changed("coop:Treaty a owl:Class ; rdfs:subClassOf coop:MixityConvention .")
    usage = read_usage(files)
    assert "Agreement" in usage.inherited[COOP_NS + "Treaty"]
    assert not usage.by_name(COOP_NS + "Treaty")
    assert usage.used(COOP_NS + "Treaty")


def test_a_property_is_used_where_its_class_of_properties_is_named(
    files: OntologyFiles, tmp_path: Path
) -> None:
    (tmp_path / "any").mkdir()
    text = "SELECT ?x { ?p a coop:SingleValued . ?x ?p ?y }"
    (tmp_path / "any" / "all-measures.rq").write_text(text, encoding="utf-8")
    usage = read_usage(files, tmp_path)
    assert "all-measures" in usage.by_kind[COOP_NS + "unitCount"]
    assert COOP_NS + "theme" not in usage.by_kind


def test_terms_inside_a_shape_are_found(changed: Callable[..., OntologyFiles]) -> None:
    shape = """
        <https://w3id.org/coopgraph/shape/Deep> a sh:NodeShape ;
            sh:or ( [ sh:property [ sh:path coop:rank ] ] [ sh:path ( coop:sha256 ) ] ) ;
            sh:sparql [ sh:select "SELECT $this { $this coop:wave ?w }" ] .
    """
    usage = read_usage(changed(shape, "shapes"))
    for name in ("rank", "sha256", "wave"):
        assert "Deep" in usage.shapes[COOP_NS + name], name


def test_a_query_that_cannot_be_read_is_named(files: OntologyFiles, tmp_path: Path) -> None:
    (tmp_path / "any").mkdir()
    (tmp_path / "any" / "broken.rq").write_text("SELECT", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.rq"):
        read_usage(files, tmp_path)


def test_packaged_queries_and_rules_are_looked_at(usage: Usage) -> None:
    assert "unit-supervisors" in usage.queries[COOP_NS + "unitCode"]
    assert "mixed-unit" in usage.rules[COOP_NS + "MixedUnit"]
    assert "Cotutelle" in usage.shapes[COOP_NS + "Cotutelle"]


def test_usage_is_plain_data(usage: Usage) -> None:
    for index in dataclasses.astuple(usage):
        assert all(names == sorted(names) for names in index.values())
