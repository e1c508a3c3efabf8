"""A network without ties says where they are."""

from __future__ import annotations

import coopgraph
from coopgraph.resources import example_dir


def test_a_blank_network_names_the_layers_that_are_not_and_what_the_day_left_out() -> None:
    landscape = coopgraph.load([example_dir()], as_of="2100-01-01")
    blank = landscape.network("partners", layers=("international",), whole=True)
    assert not blank.graph.number_of_edges()
    said = " ".join(text.in_language("en") for text in blank.left_out)
    over = landscape.project().graph["over"]
    assert over > 0
    assert f"{over} nodes and edges had ended" in said
    assert "cotutelle" in said
    full = landscape.network("partners", whole=True)
    assert full.graph.number_of_edges()
    assert "had ended" not in " ".join(text.in_language("en") for text in full.left_out)
