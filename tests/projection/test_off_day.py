"""Every network says how many memberships its day leaves out."""

from __future__ import annotations

import pytest

import coopgraph
from coopgraph.projection.incidence import LAYERS, read_ties
from coopgraph.resources import example_dir

#: A layer is counted, not stated, where its ties have no dates of their own.
_STATED = [name for name, layer in LAYERS.items() if not layer.counted]


@pytest.mark.parametrize("day", ["1950-01-01", "2012-06-30", "2024-12-31", "2100-01-01"])
@pytest.mark.parametrize("layer", _STATED)
@pytest.mark.parametrize("whole", [True, False])
def test_it_is_what_stands_in_the_landscape_of_all_days_and_not_on_this_one(
    day: str, layer: str, whole: bool
) -> None:
    landscape = coopgraph.load([example_dir()], as_of=day)
    network = landscape.network("partners", layers=(layer,), whole=whole)
    if network.home not in landscape.project():
        whole = True  # as the network itself does
    around = None if whole else network.home
    of_all_days = read_ties(landscape.project(whole=True), (layer,), around=around)
    every = {(t.collective, t.body, t.role, t.statement) for t in of_all_days}
    on_day = read_ties(landscape.project(), (layer,))
    stand = {(t.collective, t.body, t.role, t.statement) for t in on_day}
    assert network.off_day.ended + network.off_day.not_begun == len(every - stand)


def test_it_tells_what_ended_from_what_had_not_begun() -> None:
    early = coopgraph.load([example_dir()], as_of="1900-01-01").network("partners", whole=True)
    late = coopgraph.load([example_dir()], as_of="2100-01-01").network("partners", whole=True)
    assert early.off_day.not_begun > 0 == early.off_day.ended
    assert late.off_day.ended > 0 == late.off_day.not_begun


def test_statement_and_plain_data_say_it_even_if_ties_remain() -> None:
    from coopgraph.outputs.projection_document import glance_document

    landscape = coopgraph.load([example_dir()], as_of="2100-01-01")
    network = landscape.network("structures", whole=True)
    assert network.graph.number_of_edges()
    gone = network.off_day
    assert gone.ended
    told = f"Left out on 2100-01-01: {gone.ended} membership"
    assert any(part.in_language("en").startswith(told) for part in network.statement())
    plain = glance_document(network, "en", 5)
    assert plain["off_day"] == {"ended": gone.ended, "not_begun": gone.not_begun}


def test_parts_of_a_network_of_layers_say_their_own() -> None:
    landscape = coopgraph.load([example_dir()], as_of="2100-01-01")
    parts = landscape.network("layers", whole=True).parts
    for layer, part in parts.items():
        alone = landscape.network("partners", layers=(layer,), whole=True)
        assert part.off_day == alone.off_day


def test_a_projection_of_aims_counts_them_too() -> None:
    landscape = coopgraph.load([example_dir()], as_of="1900-01-01")
    network = landscape.network("countries-themes", whole=True)
    later = coopgraph.load([example_dir()], as_of="2024-12-31").network(
        "countries-themes", whole=True
    )
    assert later.ties
    assert network.off_day.not_begun >= len({tie.statement for tie in later.ties if tie.start})
