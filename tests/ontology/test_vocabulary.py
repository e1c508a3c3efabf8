"""The generated constants are closed, current and quick to import."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import coopgraph.vocabulary
from coopgraph.errors import OntologyError
from coopgraph.model import entities, links, plans, values
from coopgraph.model.columns import columns_of
from coopgraph.namespaces import COOP_NS
from coopgraph.rdf.vocabulary_writer import main, render_vocabulary
from coopgraph.resources import ontology_dir
from coopgraph.vocabulary import (
    CLASSES,
    COOP,
    PROPERTIES,
    SCHEMES,
    SINGLE_VALUED,
    SUBCLASSES,
)

TABLES = [
    record
    for module in (entities, links, plans, values)
    for record in vars(module).values()
    if dataclasses.is_dataclass(record)
    and isinstance(record, type)
    and record.__module__ == module.__name__
]


def test_committed_module_is_current() -> None:
    written = Path(coopgraph.vocabulary.__file__).read_text(encoding="utf-8")
    assert written == render_vocabulary(ontology_dir()), (
        "run python -m coopgraph.rdf.vocabulary_writer"
    )


def test_check_accepts_the_committed_module() -> None:
    assert main(["--check"]) == 0


def test_constants_are_full_iris() -> None:
    assert COOP.Agreement == COOP_NS + "Agreement"
    assert CLASSES["Agreement"] == COOP.Agreement
    assert PROPERTIES["startYear"] == COOP.startYear


def test_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError):
        COOP.Agrement  # type: ignore[attr-defined]  # noqa: B018


def test_subclasses_are_transitive_and_hold_the_class_itself() -> None:
    assert {"Organisation", "University", "CancerCentre"} <= SUBCLASSES["Organisation"]
    assert SUBCLASSES["University"] == {"University"}
    assert SUBCLASSES["MixedUnit"] == {"MixedUnit", "InternationalJointUnit"}


def test_single_valued_properties_are_properties() -> None:
    assert COOP.structureCount in SINGLE_VALUED
    assert set(PROPERTIES.values()) >= SINGLE_VALUED


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.__name__)
def test_tables_name_schemes_and_classes_that_exist(record: type) -> None:
    for name, column in columns_of(record):
        if column.kind == "concept":
            assert set(column.targets) <= set(SCHEMES), name
        if column.kind == "class":
            assert set(column.targets) <= set(CLASSES), name


def test_cycle_of_classes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    (tmp_path / "coopgraph.ttl").write_text(
        f"@prefix coop: <{COOP_NS}> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "coop:A a owl:Class ; rdfs:subClassOf coop:B .\n"
        "coop:B a owl:Class ; rdfs:subClassOf coop:A .\n",
        encoding="utf-8",
    )
    with pytest.raises(OntologyError, match="subclass of itself"):
        render_vocabulary(tmp_path)


def test_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "coopgraph.ttl").write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"coopgraph\.ttl"):
        render_vocabulary(tmp_path)
