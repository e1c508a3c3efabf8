"""Every measure on every projection: it gives figures, or is refused for a reason that is told."""

from __future__ import annotations

import math

import pytest

from coopgraph.analysis.networks import MEASURES
from coopgraph.errors import MeasureError
from coopgraph.landscape import Landscape
from coopgraph.projection.catalogue import PROJECTIONS

TWO_MODES = {"structures", "countries-themes"}
ONE_MODE = {"partners", "partners-newman", "partners-backbone", "sites"}
#: About ties of any kind of node, so that they say something where two modes meet, too.
ANY_MODES = {"degree", "articulation", "bridges", "participation"}
ROLES = {"brokerage", "coordinator", "itinerant", "gatekeeper", "representative", "liaison"}


def reason(measure: str, projection: str) -> str:
    """Return words of the reason why a pair means nothing; empty if it means something."""
    if projection == "layers":
        return "never added up"
    two = projection in TWO_MODES
    if measure.startswith("two-mode-"):
        return "" if two else "needs two"
    if two and measure in ("betweenness", "closeness"):
        return f"ask for 'two-mode-{measure}'"
    if two and measure not in ANY_MODES:
        return "no two bodies are neighbours"
    if measure == "participation":
        return {
            "countries-themes": "has a city",  # neither places nor themes stand in one
            "sites": "a group of its own",
        }.get(projection, "")
    if measure in ROLES and projection == "sites":
        return "nothing to pass"  # all nodes are cities
    return "would be 0 outside" if measure == "eigenvector" else ""


def test_the_table_knows_every_projection_and_measure() -> None:
    assert TWO_MODES | ONE_MODE | {"layers"} == set(PROJECTIONS)
    assert set(MEASURES) > ANY_MODES | ROLES
    assert {name for name, one in PROJECTIONS.items() if one.declaration.two_mode} == TWO_MODES


@pytest.mark.parametrize("projection", sorted(PROJECTIONS))
@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_a_pair_gives_figures_or_the_reason(
    curated_landscape: Landscape, measure: str, projection: str
) -> None:
    expected = reason(measure, projection)
    if expected:
        with pytest.raises(MeasureError, match=expected) as caught:
            curated_landscape.rank(measure, projection, exact=True)
        assert caught.value.in_language("fr") != caught.value.in_language("en")
        return
    ranking = curated_landscape.rank(measure, projection, exact=True)
    ranked = {row.node for row in ranking.rows}
    modes = dict(ranking.network.graph.nodes(data="mode"))
    of_one = {node for node, mode in modes.items() if mode == modes[ranking.rows[0].node]}
    assert ranked == (of_one if projection in TWO_MODES else set(modes))
    values = [row.value for row in ranking.rows if row.value is not None]
    assert values and all(math.isfinite(value) for value in values)
    tied = sum(1 for row in ranking.rows if len(ranking.network.graph[row.node]))
    assert len(values) >= tied  # who has ties has a value
    assert {row.rank for row in ranking.rows if row.value is None} <= {None}


@pytest.mark.parametrize("groups", ["kind", "region", "city"])
@pytest.mark.parametrize("measure", sorted(ROLES | {"participation"}))
def test_groups_of_one_node_each_are_refused(
    curated_landscape: Landscape, measure: str, groups: str
) -> None:
    if groups == "region":
        ranking = curated_landscape.rank(measure, "sites", exact=True, groups=groups)
        assert len({row.value for row in ranking.rows}) > 1 or measure in ("itinerant", "liaison")
        return
    if groups == "kind" and measure == "participation":
        ranking = curated_landscape.rank(measure, "sites", exact=True, groups=groups)
        assert {row.value for row in ranking.rows} == {None, 0.0}  # all in one group
        return
    with pytest.raises(MeasureError, match="of its own" if groups == "city" else "nothing to pass"):
        curated_landscape.rank(measure, "sites", exact=True, groups=groups)
