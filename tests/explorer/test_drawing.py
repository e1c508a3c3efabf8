"""pyvis is used under its rules, and gives back what we gave it."""

from __future__ import annotations

from typing import Any

import pytest

from coopgraph.outputs.explorer.drawing import draw
from coopgraph.outputs.explorer.layout import lay_out
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import Pair


@pytest.fixture
def drawing(small_graph: Any) -> dict[str, Any]:
    model = build_model(small_graph, sources=[], title=Pair.same("Essai"))
    return draw(model, lay_out(model))


def test_every_node_and_every_parallel_edge_is_there(drawing: dict[str, Any]) -> None:
    assert [node["id"] for node in drawing["nodes"]] == ["n0", "n1", "n2", "n3"]
    assert [edge["id"] for edge in drawing["edges"]] == ["e0", "e1", "e2", "e3"]
    pair = [(e["from"], e["to"]) for e in drawing["edges"]]
    assert pair.count(("n0", "n1")) == 2


def test_parallel_edges_are_bent_apart(drawing: dict[str, Any]) -> None:
    first, second = (e for e in drawing["edges"] if (e["from"], e["to"]) == ("n0", "n1"))
    assert "smooth" not in first
    assert second["smooth"]["roundness"] > 0


def test_the_rules_for_pyvis_hold(drawing: dict[str, Any]) -> None:
    for node in drawing["nodes"]:
        assert "title" not in node
        assert "group" not in node
        assert node["color"].startswith("#")
        assert not node["id"].isdigit()
        assert {"x", "y", "size", "shape"} <= set(node)
    assert drawing["options"]["physics"]["enabled"] is False
    assert drawing["options"]["edges"]["smooth"] is False
    assert drawing["options"]["layout"]["randomSeed"] == 7


def test_a_label_of_digits_stays_text(small_graph: Any) -> None:
    small_graph.nodes[next(iter(small_graph))]["label_fr"] = "2014"
    model = build_model(small_graph, sources=[], title=Pair.same("Essai"))
    assert draw(model, lay_out(model))["nodes"][0]["label"] == "2014"
