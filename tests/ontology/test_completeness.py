"""Everything that has a name has it in both languages, shapes and their messages included."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coopgraph.documentation.completeness import completeness, domain_and_range, gaps
from coopgraph.documentation.reading import OntologyFiles

SHAPE = "<https://w3id.org/coopgraph/shape/Bare>"


def test_nothing_is_missing(files: OntologyFiles) -> None:
    assert not gaps(files)


def test_everything_is_counted(files: OntologyFiles) -> None:
    rows = {row.kind: row for row in completeness(files)}
    assert list(rows) == [
        "classes", "properties", "schemes", "concepts", "shapes", "constraints on a property",
        "other constraints",
    ]  # fmt: skip
    for row in rows.values():
        assert row.total > 0
        assert set(row.named.values()) <= {row.total}
        assert set(row.explained.values()) <= {row.total}


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ('coop:New a owl:Class ; rdfs:label "new"@en .', "terms", "classes"),
        ("coop:new a owl:ObjectProperty .", "terms", "properties"),
        ("<x:s> a skos:ConceptScheme .", "schemes", "schemes"),
        ('<x:c> a skos:Concept ; skos:prefLabel "c"@en, "c"@fr .', "schemes", "concepts"),
        (f'{SHAPE} a sh:NodeShape ; sh:name "bare"@en .', "shapes", "shapes"),
        (f"{SHAPE} a sh:NodeShape ; sh:property [ sh:path coop:theme ] .", "shapes", "constraints"),
        (f"{SHAPE} a sh:NodeShape ; sh:not [ sh:class coop:Place ] .", "shapes", "other"),
        (f"{SHAPE} a sh:NodeShape ; sh:sparql [ sh:select '' ] .", "shapes", "other"),
    ],
)
def test_a_gap_is_found(
    changed: Callable[..., OntologyFiles], text: str, part: str, kind: str
) -> None:
    assert any(gap.startswith(kind) for gap in gaps(changed(text, part)))


def test_two_names_in_one_language_are_found(changed: Callable[..., OntologyFiles]) -> None:
    (gap,) = gaps(changed('coop:Agreement rdfs:label "deal"@en .'))
    assert "Agreement: 2 texts in en" in gap


def test_domains_and_ranges_are_counted(
    files: OntologyFiles, changed: Callable[..., OntologyFiles]
) -> None:
    both, all_of_them = domain_and_range(files)
    assert 0 < both < all_of_them == len(files.properties())
    more = changed("coop:theme rdfs:domain coop:Agreement .")
    assert domain_and_range(more) == (both + 1, all_of_them)
