"""The RDF syntaxes: nothing is lost on the way out and back, and the bytes are always the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from coopgraph.landscape import Landscape
from coopgraph.outputs.export import RDF, export_files
from coopgraph.store.base import DEFAULT_GRAPHS

GRAPHS = (".ttl", ".nt", ".rdf", ".rdfxml")
DATASETS = (".trig", ".nq", ".jsonld")
SYNTAX = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def _content(landscape: Landscape, extension: str) -> bytes:
    files = export_files(landscape.store, Path(f"x{extension}"))
    assert list(files) == [Path(f"x{extension}")]
    return files[Path(f"x{extension}")]


def test_every_syntax_is_tested() -> None:
    assert {*GRAPHS, *DATASETS} == set(RDF) == set(SYNTAX)


@pytest.mark.parametrize(
    ("name", "extension"),
    [("example_landscape", extension) for extension in GRAPHS]
    + [("curated_landscape", ".ttl"), ("curated_landscape", ".rdf")],
)
def test_graph_comes_back_whole(name: str, extension: str, request: pytest.FixtureRequest) -> None:
    landscape: Landscape = request.getfixturevalue(name)
    expected = {q.triple for q in landscape.store.quads() if q.graph_name.value in DEFAULT_GRAPHS}
    found = list(pyoxigraph.parse(_content(landscape, extension), format=SYNTAX[extension]))
    assert len(found) == len(expected)
    assert {quad.triple for quad in found} == expected


@pytest.mark.parametrize("name", ["example_landscape", "curated_landscape"])
@pytest.mark.parametrize("extension", DATASETS)
def test_dataset_comes_back_whole(
    name: str, extension: str, request: pytest.FixtureRequest
) -> None:
    landscape: Landscape = request.getfixturevalue(name)
    expected = set(landscape.store.quads())
    found = list(pyoxigraph.parse(_content(landscape, extension), format=SYNTAX[extension]))
    assert len(found) == len(expected)
    assert set(found) == expected


def test_another_library_reads_the_same_graph(example_landscape: Landscape) -> None:
    read = {}
    for extension, syntax in ((".ttl", "turtle"), (".nt", "nt"), (".rdf", "xml")):
        read[extension] = rdflib.Graph().parse(
            data=_content(example_landscape, extension), format=syntax
        )
    assert isomorphic(read[".ttl"], read[".nt"])
    assert isomorphic(read[".rdf"], read[".nt"])


def test_another_library_reads_the_same_dataset(example_landscape: Landscape) -> None:
    read = {}
    for extension, syntax in ((".trig", "trig"), (".nq", "nquads"), (".jsonld", "json-ld")):
        dataset = rdflib.Dataset()
        dataset.parse(data=_content(example_landscape, extension), format=syntax)
        read[extension] = set(dataset.quads())
    assert read[".trig"] == read[".nq"] == read[".jsonld"]
    assert len(read[".nq"]) == len(example_landscape.store)


def test_a_source_is_a_named_graph_of_the_dataset_only(example_landscape: Landscape) -> None:
    graph = b"https://w3id.org/coopgraph/doc/doc-b#graph"
    assert graph in _content(example_landscape, ".nq")
    assert graph not in _content(example_landscape, ".nt")


def test_engines_give_the_same_bytes(example_folder: Path, example_landscape: Landscape) -> None:
    from coopgraph.landscape import load

    other = load([example_folder], store="rdflib:")
    assert _content(other, ".nq") == _content(example_landscape, ".nq")
    assert _content(other, ".ttl") == _content(example_landscape, ".ttl")
