"""Networks to measure on the miniature landscape: counted by hand, declared in both languages."""

from __future__ import annotations

import networkx as nx
import pytest

from coopgraph.errors import ProjectionError
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS, SCHEME_NS
from coopgraph.projection.catalogue import PROJECTIONS, Choices, project_network
from coopgraph.projection.incidence import LAYERS, read_ties

EVERY = pytest.mark.parametrize("name", sorted(PROJECTIONS))
HOME = ID_NS + "institut-exemple"


def _pairs(graph: nx.Graph[str]) -> set[frozenset[str]]:
    return {frozenset(end.removeprefix(ID_NS) for end in edge) for edge in graph.edges}


@EVERY
def test_every_projection_declares_itself_in_both_languages(
    example_landscape: Landscape, name: str
) -> None:
    network = example_landscape.network(name)
    assert network.declaration.name == name
    for said in network.statement():
        assert said.in_language("fr") != said.in_language("en")
    assert network.as_of == example_landscape.as_of


@EVERY
def test_nodes_and_edges_are_sorted_individuals(example_landscape: Landscape, name: str) -> None:
    graph = example_landscape.network(name).graph
    assert list(graph) == sorted(graph)
    for node, mode in graph.nodes(data="mode"):  # themes are concepts, all others individuals
        assert node.startswith(SCHEME_NS + "theme/" if mode == "theme" else ID_NS)
    assert all(data["label_fr"] for _, data in graph.nodes(data=True))
    assert not list(nx.selfloop_edges(graph))
    assert not graph.is_multigraph()


def test_partners_share_structures(example_landscape: Landscape) -> None:
    graph = example_landscape.network("partners").graph
    assert _pairs(graph) == {
        frozenset({"organisme-national-d-essais", "universite-de-valfictif"}),
        frozenset({"ecole-des-modeles", "universite-des-trois-rives"}),
        frozenset({"chu-de-port-imagine", "universite-de-port-imagine"}),
    }
    assert set(nx.isolates(graph)) == {ID_NS + "chu-de-valfictif"}
    assert HOME not in graph


def test_the_organisation_in_focus_takes_part_if_asked(example_landscape: Landscape) -> None:
    graph = example_landscape.network("partners", with_focus=True).graph
    assert graph.edges[HOME, ID_NS + "universite-de-valfictif"]["weight"] == 3  # u-1, u-2, us-7
    assert graph.edges[HOME, ID_NS + "universite-de-valfictif"]["through"] == (
        ID_NS + "u-1",
        ID_NS + "u-2",
        ID_NS + "us-7",
    )


def test_newman_weights_spread_one_unit_over_the_partners(example_landscape: Landscape) -> None:
    network = example_landscape.network("partners-newman", with_focus=True)
    shared: dict[str, set[str]] = {}
    for tie in network.ties:
        shared.setdefault(tie.body, set()).add(tie.collective)
    alone = {ID_NS + "u-6"}  # supervised by the institute only
    for body, weight in network.graph.degree(weight="weight"):
        assert weight == pytest.approx(len(shared[body] - alone))


def test_participants_and_hosts_come_only_if_chosen(example_landscape: Landscape) -> None:
    pair = frozenset({"chu-de-valfictif", "universite-de-valfictif"})
    assert pair not in _pairs(example_landscape.network("partners").graph)
    with_participants = example_landscape.network(roles=("supervising", "participant"))
    assert with_participants.graph.edges[*(ID_NS + end for end in sorted(pair))]["through"] == (
        ID_NS + "cic-8",
        ID_NS + "u-1",
    )
    with_hosts = example_landscape.network(roles=("supervising", "host"))
    assert with_hosts.graph.edges[*(ID_NS + end for end in sorted(pair))]["through"] == (
        ID_NS + "us-7",
    )


def test_two_modes_never_mix(curated_landscape: Landscape) -> None:
    graph = curated_landscape.network("structures").graph
    assert nx.is_bipartite(graph)
    for one, other in graph.edges:
        assert {graph.nodes[one]["mode"], graph.nodes[other]["mode"]} == {"collective", "body"}


def test_weights_are_those_of_the_library_on_the_packaged_landscape(
    curated_landscape: Landscape,
) -> None:
    incidence = curated_landscape.network("structures", with_focus=True).graph
    bodies = [node for node, mode in incidence.nodes(data="mode") if mode == "body"]
    for name, project in (
        ("partners", nx.bipartite.weighted_projected_graph),
        ("partners-newman", nx.bipartite.collaboration_weighted_projected_graph),
    ):
        graph = curated_landscape.network(name, with_focus=True).graph
        expected = project(incidence, bodies)
        assert set(graph) == set(expected)
        assert set(map(frozenset, graph.edges)) == set(map(frozenset, expected.edges))
        for one, other, weight in expected.edges(data="weight"):
            assert graph.edges[one, other]["weight"] == pytest.approx(weight)


def test_the_population_is_that_of_the_focus_unless_all_is_asked(
    curated_landscape: Landscape,
) -> None:
    home = ID_NS + "inserm"
    own = curated_landscape.network("structures", with_focus=True)
    collectives = {tie.collective for tie in own.ties}
    assert len(collectives) == 362
    assert collectives == {tie.collective for tie in own.ties if tie.body == home}
    every = {tie.collective for tie in curated_landscape.network(whole=True).ties}
    assert every > collectives


def test_memberships_given_are_taken_instead(example_landscape: Landscape) -> None:
    landscape = example_landscape.project()
    ties = [tie for tie in read_ties(landscape) if tie.collective == ID_NS + "u-2"]
    network = project_network(landscape, "partners", ties=ties)
    assert len(network.graph.edges) == 1


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_layers_hold_what_they_say(curated_landscape: Landscape, layer: str) -> None:
    landscape = curated_landscape.project()
    ties = read_ties(landscape, [layer])
    assert bool(ties) == (LAYERS[layer].empty is None)
    assert not {tie.collective for tie in ties} & {tie.body for tie in ties}
    assert list(ties) == sorted(ties, key=lambda tie: (tie.collective, tie.body, tie.role))
    assert all(tie.evidence for tie in ties)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"projection": "parteners"}, "parteners.*partners-newman"),
        ({"layers": ("cotutele",)}, "cotutele.*cotutelle"),
        ({"roles": ("boss",)}, "boss.*supervising"),
    ],
)
def test_unknown_choices_say_what_there_is(
    example_landscape: Landscape, options: dict[str, object], words: str
) -> None:
    with pytest.raises(ProjectionError, match=words):
        example_landscape.network(**options)  # type: ignore[arg-type]


def test_choices_are_said(example_landscape: Landscape) -> None:
    said = example_landscape.network(roles=("supervising", "host"), whole=True).choices
    assert said["roles"] == "supervising,host"
    assert said["structures-of"] == "*"
    assert Choices().roles == ("supervising",)
