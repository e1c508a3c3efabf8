"""The queries of ``ontology/checks``: none returns a row, and each does on a bad ontology."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.documentation.checks import run_checks
from coopgraph.errors import OntologyError
from coopgraph.namespaces import PREFIXES
from coopgraph.resources import ontology_dir

THEME = "<https://w3id.org/coopgraph/scheme/theme>"
BAD = {
    "concept-outside-tree": f"<{THEME[1:-1]}/lost> a skos:Concept ; skos:inScheme {THEME} .",
    "deprecated-in-use": "coop:Old owl:deprecated true .",
    "duplicate-definition": (
        'coop:Agreement skos:definition "Same."@en . coop:Claim skos:definition "Same."@en .'
    ),
    "duplicate-label": 'coop:Agreement rdfs:label "Claim"@en .',
    "foreign-subject": "org:Organization rdfs:subClassOf coop:Organisation .",
    "missing-definition": 'coop:New a owl:Class ; skos:definition "Nouveau."@fr .',
    "missing-label": 'coop:New a owl:Class ; rdfs:label "new"@en .',
    "missing-superclass": "coop:New a owl:Class .",
    "several-definitions": 'coop:Agreement skos:definition "Another text."@en .',
    "several-labels": 'coop:Agreement rdfs:label "accord"@en .',
    "untagged-text": 'coop:Agreement skos:scopeNote "No language." .',
    "whitespace": 'coop:Agreement skos:scopeNote "Two  spaces."@en .',
}


def bad_file(folder: Path, text: str) -> Path:
    path = folder / "bad.ttl"
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    path.write_text(prefixes + text, encoding="utf-8")
    return path


def test_none_returns_a_row() -> None:
    checks = run_checks(ontology_dir())
    assert len(checks) >= 12
    assert not {check.name: check.found for check in checks if check.found}


def test_each_has_a_title_and_a_bad_example() -> None:
    checks = run_checks(ontology_dir())
    assert {check.name for check in checks} == set(BAD)
    assert all(check.title.endswith(".") for check in checks)


@pytest.mark.parametrize("name", BAD)
def test_each_finds_what_it_is_for(tmp_path: Path, name: str) -> None:
    found = {
        check.name: check.found
        for check in run_checks(ontology_dir(), [bad_file(tmp_path, BAD[name])])
    }
    assert found[name]


@pytest.mark.parametrize("text", ["ASK { ?s ?p ?o }", "SELECT ?entity {"])
def test_what_is_no_check_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "coopgraph.ttl").touch()
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "odd.rq").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"odd\.rq"):
        run_checks(tmp_path)


def test_a_folder_without_checks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "coopgraph.ttl").touch()
    with pytest.raises(OntologyError, match="no checks"):
        run_checks(tmp_path)


def test_a_deprecated_parent_is_found(tmp_path: Path) -> None:
    text = "coop:Place owl:deprecated true ; dct:isReplacedBy coop:City ."
    checks = run_checks(ontology_dir(), [bad_file(tmp_path, text)])
    (found,) = (check.found for check in checks if check.name == "deprecated-in-use")
    assert any("used by" in row for row in found)
    assert not any("no dct:isReplacedBy" in row for row in found)
