"""Positions are finite, apart, the same every time, and say something."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest

from coopgraph.outputs.explorer.layout import Layout, lay_out, mark_size, node_size
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import ExplorerModel, Pair


def model_of(graph: Any) -> ExplorerModel:
    return build_model(graph, sources=[], title=Pair.same("Essai"))


def overlaps(model: ExplorerModel, layout: Layout) -> int:
    marks = list(zip(layout.positions, model.nodes, strict=True))
    return sum(
        math.dist(a, b) < (node_size(one) + node_size(two)) * 0.9
        for (a, one), (b, two) in itertools.combinations(marks, 2)
    )


@pytest.mark.parametrize("name", ["small_graph", "map_graph", "team_graph"])
def test_positions_are_finite_apart_and_repeat(name: str, request: pytest.FixtureRequest) -> None:
    model = model_of(request.getfixturevalue(name))
    layout = lay_out(model)
    assert len(layout.positions) == len(model.nodes)
    assert all(math.isfinite(value) for point in layout.positions for value in point)
    assert overlaps(model, layout) == 0
    assert lay_out(model) == layout


def test_the_order_in_which_the_graph_was_made_does_not_matter(map_graph: Any) -> None:
    import networkx as nx

    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**map_graph.graph)
    turned.add_nodes_from(reversed(list(map_graph.nodes(data=True))))
    for tail, head, key, data in reversed(list(map_graph.edges(keys=True, data=True))):
        turned.add_edge(tail, head, key=key, **data)
    assert lay_out(model_of(turned)) == lay_out(model_of(map_graph))


def test_the_map_puts_towns_where_they_stand(map_graph: Any) -> None:
    model = model_of(map_graph)
    layout = lay_out(model)
    assert {site.label.fr for site in layout.sites} >= {f"Ville {n}" for n in (0, 11)}
    for a, b in itertools.combinations(layout.sites, 2):
        assert math.dist((a.x, a.y), (b.x, b.y)) > a.radius + b.radius
    north = [n for n in model.nodes if n.coordinates and n.coordinates[0] > 49]
    south = [n for n in model.nodes if n.coordinates and n.coordinates[0] < 45]
    heights = {node.id: y for node, (_, y) in zip(model.nodes, layout.positions, strict=True)}
    mean = [sum(heights[n.id] for n in side) / len(side) for side in (north, south)]
    assert mean[0] < mean[1], "north is above south"


def test_every_mark_of_the_map_is_inside_a_disc(map_graph: Any) -> None:
    model = model_of(map_graph)
    layout = lay_out(model)
    assert sum(site.marks for site in layout.sites) == len(model.nodes)
    for node, at in zip(model.nodes, layout.positions, strict=True):
        assert any(
            math.dist(at, (site.x, site.y)) + mark_size(node.links) <= site.radius + 0.2
            for site in layout.sites
        ), node.id


def test_a_node_without_place_joins_its_least_linked_neighbour(map_graph: Any) -> None:
    model = model_of(map_graph)
    layout = lay_out(model)
    where = {node.id: at for node, at in zip(model.nodes, layout.positions, strict=True)}
    disc = min(layout.sites, key=lambda site: math.dist((site.x, site.y), where["u-3"]))
    assert math.dist(where["lost"], (disc.x, disc.y)) <= disc.radius


def test_national_bodies_stand_apart(map_graph: Any) -> None:
    layout = lay_out(model_of(map_graph))
    assert any(site.label.en.startswith("National") and site.marks == 1 for site in layout.sites)


def test_components_are_packed_in_a_decent_frame(small_graph: Any) -> None:
    small_graph.add_nodes_from(
        (f"https://w3id.org/coopgraph/id/x-{n}", {**next(iter(small_graph.nodes.values()))})
        for n in range(30)
    )
    points = lay_out(model_of(small_graph)).positions
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    assert 0.5 < width / height < 4


def test_nothing_and_one_thing_can_be_laid_out(small_graph: Any) -> None:
    small_graph.remove_nodes_from(list(small_graph)[1:])
    assert len(lay_out(model_of(small_graph)).positions) == 1
    small_graph.remove_nodes_from(list(small_graph))
    assert lay_out(model_of(small_graph)).positions == ()


def test_marks_grow_with_links_but_not_without_end() -> None:
    sizes = [mark_size(n) for n in (0, 1, 10, 100, 1000, 10_000)]
    assert sizes == sorted(sizes)
    assert sizes[-1] <= 34


def test_teams_stand_around_their_unit_and_widen_nothing(team_graph: Any) -> None:
    model = model_of(team_graph)
    points = dict(zip((node.id for node in model.nodes), lay_out(model).positions, strict=True))
    sizes = {node.id: node_size(node) for node in model.nodes}
    for number in range(12):
        assert math.dist(points[f"team-{number}"], points["u-1"]) < sizes["u-1"] + 20
        assert sizes[f"team-{number}"] == 3.0
    links = {node.id: node.links for node in model.nodes}
    assert links["body"] == 3, "one unit and two partnerships; teams do not make it larger"
    assert links["u-1"] == 2


def test_a_team_of_a_unit_that_is_not_drawn_is_a_node_like_others(team_graph: Any) -> None:
    team_graph.remove_node("https://w3id.org/coopgraph/id/u-1")
    model = model_of(team_graph)
    assert all(node.unit is None for node in model.nodes)
    body = next(node for node in model.nodes if node.id == "body")
    assert body.links == 14
    assert overlaps(model, lay_out(model)) == 0


def test_springs_place_a_bounded_number_and_the_others_still_stand_apart(
    small_graph: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rustworkx

    asked: list[int] = []
    springs = rustworkx.spring_layout

    def counted(graph: Any, **options: Any) -> Any:
        asked.append(graph.num_nodes())
        return springs(graph, **options)

    monkeypatch.setattr(rustworkx, "spring_layout", counted)
    unit = small_graph.nodes["https://w3id.org/coopgraph/id/u-2"]
    link = next(data for *_, data in small_graph.edges(data=True))
    for number in range(1500):
        iri = f"https://w3id.org/coopgraph/id/many-{number}"
        small_graph.add_node(iri, **unit)
        for body in ("body", "school")[: 1 + number % 2]:
            small_graph.add_edge(iri, f"https://w3id.org/coopgraph/id/{body}", key="c", **link)
    model = model_of(small_graph)
    layout = lay_out(model)
    assert max(asked) <= 800
    assert overlaps(model, layout) == 0
    assert lay_out(model) == layout
