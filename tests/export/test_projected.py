"""A projection as a file: the same nodes and edges for every reader, and its declaration inside."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from coopgraph.landscape import Landscape
from coopgraph.outputs.export.projected import PROJECTED
from coopgraph.projection.catalogue import PROJECTIONS

READERS: dict[str, Callable[[bytes], Any]] = {
    ".graphml": lambda data: nx.read_graphml(io.BytesIO(data)),
    ".gexf": lambda data: nx.read_gexf(io.BytesIO(data)),
    ".json": lambda data: nx.node_link_graph(json.loads(data), edges="edges"),
}


@pytest.mark.parametrize("extension", READERS)
@pytest.mark.parametrize("name", sorted(PROJECTIONS))
def test_networkx_reads_the_same_graph(
    curated_landscape: Landscape, name: str, extension: str
) -> None:
    network = curated_landscape.network(name)
    path = Path(f"x{extension}")
    read = READERS[extension](curated_landscape.render_network(path, network, lang="en")[path])
    assert not read.is_directed() and not read.is_multigraph()
    assert set(read) == set(network.graph)
    assert set(map(frozenset, read.edges)) == set(map(frozenset, network.graph.edges))
    for one, other, data in read.edges(data=True):
        assert data["weight"] == network.graph.edges[one, other]["weight"]
        assert data["through_labels"] and data["sources"]


@pytest.mark.parametrize("extension", [".graphml", ".json"])
def test_the_graph_says_what_it_is(example_landscape: Landscape, extension: str) -> None:
    network = example_landscape.network("partners")
    path = Path(f"x{extension}")
    said = READERS[extension](example_landscape.render_network(path, network)[path]).graph
    assert said["projection"] == "partners"
    assert said["weight_is"] == network.declaration.weight.in_language("fr")
    assert said["chosen"].startswith("layers=cotutelle; roles=supervising")
    assert said["as_of"] == "2024-12-31"
    for part in network.statement():
        assert part.in_language("fr") in said["statement"]


def test_gephi_finds_the_statement_in_the_description(example_landscape: Landscape) -> None:
    path = Path("x.gexf")
    network = example_landscape.network("partners")
    text = example_landscape.render_network(path, network, lang="en")[path].decode()
    assert "Weight: number of collectives that both take part in." in text
    assert "lastmodifieddate" not in text


def test_two_tables_hold_every_node_and_edge(example_landscape: Landscape) -> None:
    files = example_landscape.render_network("x.csv", example_landscape.network("layers"))
    assert [path.name for path in files] == ["x-nodes.csv", "x-edges.csv"]
    nodes, edges = (list(csv.DictReader(io.StringIO(data.decode()))) for data in files.values())
    assert len(nodes) == 13 and len(edges) == 4
    assert {row["source"] for row in edges} < {row["id"] for row in nodes}
    assert edges[1]["layers"] == "label" and edges[1]["through_labels"] == "FHU EXEMPLAIRE"


def test_a_workbook_says_it_on_its_last_sheet(example_landscape: Landscape) -> None:
    path = Path("x.xlsx")
    network = example_landscape.network("partners")
    data = example_landscape.render_network(path, network, lang="en")[path]
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Nodes", "Edges", "About"]
    assert book["Edges"].max_row == 1 + 3
    said = [cell.value for row in book["About"] for cell in row]
    assert all(str(part) in said for part in network.statement())


@pytest.mark.parametrize("extension", PROJECTED)
def test_nothing_at_all_can_be_written(example_landscape: Landscape, extension: str) -> None:
    network = example_landscape.network(layers=("project",))
    files = example_landscape.render_network(f"x{extension}", network)
    assert all(files.values())


@pytest.mark.parametrize("extension", PROJECTED)
def test_the_same_network_gives_the_same_bytes(
    example_landscape: Landscape, extension: str
) -> None:
    one, other = (
        example_landscape.render_network(f"x{extension}", example_landscape.network("layers"))
        for _ in range(2)
    )
    assert one == other


def test_an_unknown_extension_says_what_there_is(example_landscape: Landscape) -> None:
    with pytest.raises(ValueError, match=r"\.graphml"):
        example_landscape.render_network("x.pdf", example_landscape.network("partners"))
