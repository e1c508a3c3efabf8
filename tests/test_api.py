"""The Python face: the same operations as the command line, on one object."""

from __future__ import annotations

import datetime
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import coopgraph
from coopgraph.namespaces import entity_iri
from coopgraph.resources import example_dir


@pytest.fixture(scope="module")
def example() -> coopgraph.Landscape:
    return coopgraph.load([example_dir()], as_of=datetime.date(2024, 12, 31))


def test_focus_title_and_vintage(example: coopgraph.Landscape) -> None:
    assert example.focus == entity_iri("institut-exemple")
    assert example.title("fr") != ""
    assert example.title("fr") != example.title("en")
    assert any("2023-06-30" in line for line in example.vintage("en"))


def test_rdf_is_an_rdflib_dataset_with_everything(example: coopgraph.Landscape) -> None:
    assert isinstance(example.rdf, rdflib.Dataset)
    focus = rdflib.URIRef(example.focus)
    labels = set(example.rdf.objects(focus, rdflib.SKOS.prefLabel))
    assert rdflib.Literal("Institut Exemple", lang="fr") in labels
    assert len(list(example.rdf.graphs())) >= 5


def test_rdf_of_the_rdflib_store(example: coopgraph.Landscape) -> None:
    other = coopgraph.load([example_dir()], store="rdflib:")
    assert isinstance(other.rdf, rdflib.Dataset)
    assert len(other.store) == len(example.store)


def test_projection_is_a_networkx_graph(example: coopgraph.Landscape) -> None:
    graph = example.project()
    assert isinstance(graph, nx.MultiDiGraph)
    assert example.focus in graph


def test_gaps_are_looked_at_on_the_day_of_the_landscape(example: coopgraph.Landscape) -> None:
    gaps = example.gaps(["expiry"])
    assert gaps
    assert {gap.as_of for gap in gaps} == {datetime.date(2024, 12, 31)}


def test_query_by_name_and_by_text(example: coopgraph.Landscape) -> None:
    assert example.query("conventions-by-year").rows
    assert example.query("SELECT ?s WHERE { ?s a coop:University }").rows


def test_explore_writes_one_file(example: coopgraph.Landscape, tmp_path: Path) -> None:
    page = example.explore(tmp_path / "page.html")
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_misspelt_attribute() -> None:
    with pytest.raises(AttributeError):
        coopgraph.laod  # noqa: B018
