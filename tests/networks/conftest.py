"""Published networks as networks to measure, under a declaration of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import pytest

from coopgraph.messages import message
from coopgraph.projection.networks import Declaration, Network

Wrap = Callable[..., Network]


@pytest.fixture(scope="session")
def wrap() -> Wrap:
    """Return a function that makes a network of any graph."""

    def made(
        graph: nx.Graph[str],
        *,
        weighted: bool = False,
        two_mode: bool = False,
        groups: Mapping[str, str] | None = None,
        attribute: str = "kind",
    ) -> Network:
        copy = nx.relabel_nodes(graph, {node: str(node) for node in graph})
        for node in copy:
            copy.nodes[node].setdefault("mode", "body")
            copy.nodes[node].setdefault("label_fr", node)
            if groups is not None:
                copy.nodes[node][attribute] = groups[node]
        text = message("{title}", title="test")
        declaration = Declaration(
            name="test",
            title=text,
            nodes=text,
            edges=text,
            direction=text,
            weight=text,
            not_for=text,
            two_mode=two_mode,
            weighted=weighted,
        )
        return Network(declaration=declaration, graph=copy)

    return made


@pytest.fixture(scope="session")
def davis() -> nx.Graph[str]:
    """Return the women and the events of Davis, with modes."""
    graph = nx.davis_southern_women_graph()
    for node, data in graph.nodes(data=True):
        data["mode"] = "body" if data["bipartite"] == 0 else "collective"
        assert (data["mode"] == "body") != (node.startswith("E") and node[1:].isdigit())
    return graph


@pytest.fixture(scope="session")
def borgatti() -> nx.Graph[str]:
    """Return the network of seven nodes of Borgatti (1997), with the weights of its tests."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(
        [
            ("A", "B", 2),
            ("A", "F", 3),
            ("A", "G", 5),
            ("A", "E", 2),
            ("E", "G", 8),
            ("F", "G", 3),
            ("B", "G", 4),
            ("B", "D", 1),
            ("D", "G", 3),
            ("G", "C", 10),
        ]
    )
    return graph
