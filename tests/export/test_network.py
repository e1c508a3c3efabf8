"""The network formats: same nodes and edges for every reader, attributes flat, text inert."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import ID_NS, curie
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.export import export_files
from coopgraph.outputs.export.network import flatten, render_network
from coopgraph.outputs.export.network_tables import EDGE_COLUMNS, NODE_COLUMNS, node_table
from coopgraph.outputs.tables import render_table
from coopgraph.projection.landscape import project_landscape

READERS: dict[str, Callable[[bytes], Any]] = {
    ".graphml": lambda data: nx.read_graphml(io.BytesIO(data), force_multigraph=True),
    ".gexf": lambda data: nx.read_gexf(io.BytesIO(data)),
    ".json": lambda data: nx.node_link_graph(json.loads(data), edges="edges"),
}


def _export(landscape: Landscape, extension: str, **options: Any) -> bytes:
    path = Path(f"x{extension}")
    return export_files(landscape.store, path, as_of=landscape.as_of, **options)[path]


def _tables(landscape: Landscape, **options: Any) -> tuple[list[dict[str, str]], ...]:
    files = export_files(landscape.store, Path("x.csv"), as_of=landscape.as_of, **options)
    assert [path.name for path in files] == ["x-nodes.csv", "x-edges.csv"]
    return tuple(list(csv.DictReader(io.StringIO(data.decode()))) for data in files.values())


@pytest.mark.parametrize("name", ["example_landscape", "curated_landscape"])
@pytest.mark.parametrize("extension", READERS)
def test_networkx_reads_every_node_and_edge(
    name: str, extension: str, request: pytest.FixtureRequest
) -> None:
    landscape: Landscape = request.getfixturevalue(name)
    graph = project_landscape(landscape.store, as_of=landscape.as_of)
    read = READERS[extension](_export(landscape, extension))
    assert read.is_directed()
    assert read.is_multigraph()
    assert set(read) == set(graph)
    assert sorted((u, v) for u, v, _ in read.edges) == sorted((u, v) for u, v, _ in graph.edges)


@pytest.mark.parametrize("name", ["example_landscape", "curated_landscape"])
def test_csv_holds_every_node_and_edge(name: str, request: pytest.FixtureRequest) -> None:
    landscape: Landscape = request.getfixturevalue(name)
    graph = project_landscape(landscape.store, as_of=landscape.as_of)
    nodes, edges = _tables(landscape)
    assert tuple(nodes[0]) == NODE_COLUMNS
    assert tuple(edges[0]) == EDGE_COLUMNS
    assert [row["id"] for row in nodes] == sorted(graph)
    assert sorted((row["source"], row["target"]) for row in edges) == sorted(
        (u, v) for u, v, _ in graph.edges
    )
    assert len({row["id"] for row in edges}) == graph.number_of_edges()


@pytest.mark.parametrize("extension", READERS)
def test_attributes_survive(example_landscape: Landscape, extension: str) -> None:
    read = READERS[extension](_export(example_landscape, extension))
    unit = read.nodes[ID_NS + "u-2"]
    assert unit["label"] == "Neurones imaginaires"
    assert unit["kind"] == "research-unit"
    assert unit["class"] == "unité mixte"
    assert unit["start_year"] == 2010
    assert unit["sources"] == "register-x"
    codes = {
        (head.removeprefix(ID_NS), data["code"])
        for _, head, data in read.out_edges(ID_NS + "u-2", data=True)
        if data["kind"] == "supervision"
    }
    assert codes == {
        ("institut-exemple", "U 2"),
        ("universite-de-valfictif", "UM 12"),
        ("organisme-national-d-essais", "UMR 9002"),
    }


@pytest.mark.parametrize("extension", READERS)
def test_parallel_edges_are_kept(example_landscape: Landscape, extension: str) -> None:
    """The institute supervises U 1 and is its single agent: two statements, two edges."""
    read = READERS[extension](_export(example_landscape, extension))
    pair = read.get_edge_data(ID_NS + "u-1", ID_NS + "institut-exemple")
    assert sorted(data["role"] for data in pair.values()) == [
        "role:single-agent",
        "role:supervising-body",
    ]


@pytest.mark.parametrize("extension", READERS)
def test_hostile_names_stay_text(example_landscape: Landscape, extension: str) -> None:
    data = _export(example_landscape, extension)
    label = READERS[extension](data).nodes[ID_NS + "fictipharma"]["label"]
    assert label.startswith('Fictipharma "Été" <script>')
    if extension != ".json":
        assert b"<script>" not in data


def test_what_xml_cannot_hold_is_replaced() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="t", generator="g")
    graph.add_node("a", label="bad \x0b and \ufffe")
    graph.add_node("b", label="é <&> ]]>")
    graph.add_edge("a", "b", key="k", facts="\x00")
    for extension in (".graphml", ".gexf"):
        read = READERS[extension](render_network(graph, extension))
        assert read.nodes["a"]["label"] == "bad \ufffd and \ufffd"
        assert read.nodes["b"]["label"] == "é <&> ]]>"


def test_a_cell_is_no_formula(example_landscape: Landscape) -> None:
    graph = flatten(
        project_landscape(example_landscape.store, as_of=example_landscape.as_of),
        example_landscape.store,
    )
    graph.nodes[ID_NS + "u-2"]["label"] = "=HYPERLINK(1)"
    assert ",'=HYPERLINK(1)," in str(render_table(node_table(graph), "csv"))


def test_what_is_not_stated_is_left_out(example_landscape: Landscape) -> None:
    document = json.loads(_export(example_landscape, ".json"))
    for record in [*document["nodes"], *document["edges"]]:
        assert all(value is not None and value != "" for value in record.values())
        assert all(isinstance(value, str | int | float) for value in record.values())


def test_a_neighbourhood(example_landscape: Landscape) -> None:
    nodes, _ = _tables(example_landscape, entity=ID_NS + "ecole-des-modeles", hops=1)
    assert {row["id"].removeprefix(ID_NS) for row in nodes} >= {"ecole-des-modeles", "u-4"}
    assert len(nodes) < len(_tables(example_landscape)[0])


def test_language(example_landscape: Landscape) -> None:
    french, english = (
        {row["id"]: row for row in _tables(example_landscape, lang=lang)[0]}
        for lang in ("fr", "en")
    )
    assert french[ID_NS + "zephyrie"]["label"] == "Zéphyrie"
    assert english[ID_NS + "zephyrie"]["label"] == "Zephyria"
    assert english[ID_NS + "u-2"]["class"] == "mixed unit"


def test_the_graph_says_how_old_it_is(example_landscape: Landscape) -> None:
    said = json.loads(_export(example_landscape, ".json"))["graph"]
    assert said["as_of"] == "2024-12-31"
    assert "Registre X" in said["vintage"]


def test_the_day_of_writing_is_not_in_the_file(example_landscape: Landscape) -> None:
    assert b"lastmodified" not in _export(example_landscape, ".gexf")


def test_edges_carry_the_names_of_both_ends(example_landscape: Landscape) -> None:
    nodes, edges = _tables(example_landscape)
    names = {row["id"]: row["label"] for row in nodes}
    assert edges
    for row in edges:
        assert row["source_label"] == names[row["source"]] != ""
        assert row["target_label"] == names[row["target"]] != ""


@pytest.mark.parametrize("name", ["example_landscape", "curated_landscape"])
def test_workbook_says_in_words_what_the_two_csv_files_hold(
    name: str, request: pytest.FixtureRequest
) -> None:
    landscape: Landscape = request.getfixturevalue(name)
    book = openpyxl.load_workbook(io.BytesIO(_export(landscape, ".xlsx")))
    assert book.sheetnames == ["Entités", "Liens", "À propos"]
    nodes, edges = _tables(landscape)
    header, *links = book["Liens"].iter_rows(values_only=True)
    assert header[:4] == ("de", "lien", "vers", "nature du lien")
    assert [(row[0], row[2], row[5]) for row in links] == [
        (
            edge["source_label"].removeprefix("'"),
            edge["target_label"].removeprefix("'"),
            int(edge["start_year"]) if edge["start_year"] else None,
        )
        for edge in edges
    ]
    assert [row[header.index("identifiant\xa0: lien")] for row in links] == [e["id"] for e in edges]
    header, *entities = book["Entités"].iter_rows(values_only=True)
    assert [row[0] for row in entities] == [node["label"].removeprefix("'") for node in nodes]
    assert [row[-1] for row in entities] == [curie(node["id"]) for node in nodes]
    assert {row[header.index("confiance")] for row in entities} <= {"Élevée", "Moyenne", "Faible"}
    kinds = {kind.fr for kind in NODE_LEGEND}
    assert {row[header.index("famille")] for row in entities} <= kinds
    about = {row[0]: row[1] for row in book["À propos"].iter_rows(values_only=True)}
    assert about["Paysage"] == landscape.title("fr")
    assert about["État au"] == datetime.datetime(2024, 12, 31)
    assert (about["Entités"], about["Liens"]) == (len(nodes), len(edges))


def test_workbook_of_a_neighbourhood_in_english(example_landscape: Landscape) -> None:
    data = _export(
        example_landscape, ".xlsx", entity=ID_NS + "ecole-des-modeles", hops=1, lang="en"
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Entities", "Links", "About"]
    assert book["Links"]["A1"].value == "from"
    question = book["About"]["B1"].value
    assert question.startswith("The network around ")
    assert question.endswith(", within 1 step")


def test_further_places_are_an_attribute_beside_the_main_one(in_several_places: Path) -> None:
    nodes, _ = _tables(load([in_several_places], as_of="2024-12-31"), lang="en")
    found = {row["id"]: row for row in nodes}
    university = found[ID_NS + "universite-de-valfictif"]
    assert (university["city"], university["further_places"]) == (
        "Valfictif", "Port-Imaginé, Côte-d’Azimut, Exemplia",
    )  # fmt: skip
    assert found[ID_NS + "u-2"]["further_places"] == ""
