"""The ontology as one rdflib graph, read once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import rdflib

from coopgraph.documentation.reading import OntologyFiles, read_ontology
from coopgraph.documentation.usage import Usage, read_usage
from coopgraph.namespaces import PREFIXES
from coopgraph.resources import ontology_dir


@pytest.fixture(scope="session")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_dir() / "coopgraph.ttl")


@pytest.fixture(scope="session")
def schemes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ontology_dir() / "schemes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def files() -> OntologyFiles:
    return read_ontology()


@pytest.fixture(scope="session")
def usage(files: OntologyFiles) -> Usage:
    return read_usage(files)


@pytest.fixture
def changed(files: OntologyFiles) -> Callable[..., OntologyFiles]:
    """Return the ontology with more Turtle in it, the usual prefixes declared."""

    def change(text: str, part: str = "terms") -> OntologyFiles:
        graph = rdflib.Graph()
        graph += getattr(files, part)
        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        graph.parse(data=prefixes + text, format="turtle")
        return dataclasses.replace(files, **{part: graph})

    return change
