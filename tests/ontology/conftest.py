"""The ontology as one rdflib graph, read once."""

from __future__ import annotations

import pytest
import rdflib

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
