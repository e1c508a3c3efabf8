"""A network without ties says where they are."""

from __future__ import annotations

import coopgraph
from coopgraph.resources import example_dir


def test_a_blank_network_names_the_layers_that_are_not_and_what_the_day_left_out() -> None:
    landscape = coopgraph.load([example_dir()], as_of="2100-01-01")
    blank = landscape.network("partners", layers=("international",), whole=True)
    assert not blank.graph.number_of_edges()
    said = " ".join(text.in_language("en") for text in blank.statement())
    assert blank.off_day.ended > 0
    assert f"{blank.off_day.ended} memberships that had ended" in said
    assert "nodes and edges had ended" not in said  # the exact number is enough
    assert "cotutelle" in said
    full = landscape.network("partners", whole=True)
    assert full.graph.number_of_edges()
    assert "No ties" not in " ".join(text.in_language("en") for text in full.statement())
