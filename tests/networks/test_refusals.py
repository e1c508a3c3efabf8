"""A measure that says nothing on a network is refused, and told why."""

from __future__ import annotations

from typing import Any

import pytest

from coopgraph.analysis.networks import MEASURES
from coopgraph.errors import MeasureError
from coopgraph.landscape import Landscape


@pytest.mark.parametrize(
    ("measure", "choices", "reason"),
    [
        ("betweeness", {}, "did you mean 'betweenness'"),
        ("zzz", {}, "choose among degree, strength"),
        ("constraint", {"projection": "structures"}, "no two bodies are neighbours"),
        ("brokerage", {"projection": "structures"}, "no two bodies are neighbours"),
        ("pagerank", {"projection": "structures"}, "no two bodies are neighbours"),
        ("core", {"projection": "structures"}, "no two bodies are neighbours"),
        ("closeness", {"projection": "structures"}, "ask for 'two-mode-closeness'"),
        ("betweenness", {"projection": "structures"}, "ask for 'two-mode-betweenness'"),
        ("two-mode-degree", {"projection": "partners"}, "needs two"),
        ("two-mode-closeness", {"mode": "all"}, "choose one of body, collective"),
        ("degree", {"mode": "body"}, "no mode to choose"),
        ("betweenness", {"weights": True}, "say which distance"),
        ("closeness", {"weights": True}, "say which distance"),
        ("betweenness", {"distance": "shortest"}, "there is 'inverse'"),
        ("degree", {"distance": "inverse"}, "for measures of paths"),
        ("degree", {"weights": True}, "takes no weights"),
        ("strength", {"weights": False}, "nothing without weights"),
        ("participation", {"projection": "structures", "weights": True}, "counts once"),
        ("eigenvector", {}, "would be 0 outside"),
        ("degree", {"groups": "kind"}, "knows no groups"),
        ("brokerage", {"groups": "country"}, "no groups by 'country'"),
        ("closeness", {"sample": 5}, "only betweenness"),
    ],
)
def test_refused_with_the_reason(
    example_landscape: Landscape, measure: str, choices: dict[str, Any], reason: str
) -> None:
    with pytest.raises(MeasureError, match=reason) as caught:
        example_landscape.rank(measure, exact=True, **choices)
    assert caught.value.in_language("fr") != caught.value.in_language("en")
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_says_something_somewhere(curated_landscape: Landscape, name: str) -> None:
    ranking = curated_landscape.rank(name, exact=True, largest=name == "eigenvector")
    assert len(ranking.rows) > 70
    assert ranking.rows[0].rank == 1


def test_the_largest_component_can_be_measured_alone(curated_landscape: Landscape) -> None:
    ranking = curated_landscape.rank("eigenvector", largest=True, exact=True)
    whole = curated_landscape.network()
    assert len(ranking.rows) < len(whole.graph)
    assert any("largest component" in said for said in ranking.network.statement())


def test_layers_are_never_added_up(curated_landscape: Landscape) -> None:
    with pytest.raises(MeasureError, match="one layer at a time"):
        curated_landscape.rank("degree", "layers", exact=True)


def test_roles_between_groups_need_two(curated_landscape: Landscape) -> None:
    with pytest.raises(MeasureError, match="nothing to pass"):
        curated_landscape.rank("brokerage", "sites", exact=True)
    by_region = curated_landscape.rank("brokerage", "sites", exact=True, groups="region")
    assert sum(row.value or 0 for row in by_region.rows) > 0


def test_groups_that_nobody_has_are_refused(example_landscape: Landscape) -> None:
    network = example_landscape.network()
    for node in network.graph:
        network.graph.nodes[node]["region"] = ""
    from coopgraph.analysis.networks import rank_nodes

    with pytest.raises(MeasureError, match="has a region"):
        rank_nodes(network, "brokerage", groups="region", exact=True)
