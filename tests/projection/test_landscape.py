"""The projection draws what it declares, with evidence, in the same order every time."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import ParameterError, ProjectionError, UnknownEntity
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS, SCHEME_NS
from coopgraph.projection.kinds import LINK_KINDS, NODE_KINDS, most_specific
from coopgraph.projection.landscape import project_landscape
from coopgraph.resources import example_dir
from coopgraph.sparql.entities import resolve_entity
from coopgraph.store import open_store
from coopgraph.vocabulary import SUBCLASSES


def node(name: str) -> str:
    return ID_NS + name


@pytest.fixture(scope="module")
def graph(example_landscape: Landscape) -> nx.MultiDiGraph[str]:
    return example_landscape.project(as_of=None)


def links(graph: nx.MultiDiGraph[str], **wanted: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (tail.removeprefix(ID_NS), head.removeprefix(ID_NS), data)
        for tail, head, data in graph.edges(data=True)
        if all(data[key] == value for key, value in wanted.items())
    ]


@pytest.mark.parametrize(
    "family",
    [
        "Organisation",
        "OrganisationPart",
        "ResearchStructure",
        "Collaboration",
        "Programme",
        "Agreement",
    ],
)
def test_every_class_that_a_table_may_name_is_drawn(family: str) -> None:
    assert [name for name in SUBCLASSES[family] if most_specific([name]) != name] == []


def test_nodes_are_bodies_structures_agreements_programmes_and_countries_aimed_at(
    graph: nx.MultiDiGraph[str],
) -> None:
    kinds = Counter(data["kind"] for _, data in graph.nodes(data=True))
    assert kinds["research-unit"] + kinds["clinical-or-service"] == 9
    assert kinds["agreement"] == 9
    assert kinds["project-team"] == 2
    assert kinds["labelled-site"] == 2
    assert set(kinds) <= set(NODE_KINDS)
    assert node("zephyrie") in graph, "a priority aims at it"
    assert node("valfictif") not in graph, "a city is an attribute"
    assert all(iri.startswith(ID_NS) for iri in graph), "no literal, no concept, no class"
    assert not any("person_" in iri for iri in graph), "no person"


def test_nodes_and_edges_come_sorted(graph: nx.MultiDiGraph[str]) -> None:
    assert list(graph) == sorted(graph)
    keys = list(graph.edges(keys=True))
    assert [key[0] for key in keys] == sorted(key[0] for key in keys)
    for tail in graph:
        heads = [(head, key) for _, head, key in graph.edges(tail, keys=True)]
        assert [head for head, _ in heads] == sorted(head for head, _ in heads)


def test_cotutelles_of_u_2_carry_role_and_code(graph: nx.MultiDiGraph[str]) -> None:
    codes = {
        head: data["code"] for tail, head, data in links(graph, kind="supervision") if tail == "u-2"
    }
    assert codes == {
        "institut-exemple": "U 2",
        "universite-de-valfictif": "UM 12",
        "organisme-national-d-essais": "UMR 9002",
    }


def test_participants_and_hosts_are_not_supervision(graph: nx.MultiDiGraph[str]) -> None:
    pairs = {(tail, head) for tail, head, _ in links(graph, kind="association")}
    assert ("us-7", "chu-de-valfictif") in pairs
    assert ("u-6", "universite-de-port-imagine") in pairs
    supervised = {(tail, head) for tail, head, _ in links(graph, kind="supervision")}
    assert not pairs & supervised


def test_two_roles_between_the_same_two_are_two_edges(graph: nx.MultiDiGraph[str]) -> None:
    both = graph[node("u-1")][node("institut-exemple")]
    assert {data["role"] for data in both.values()} == {
        SCHEME_NS + "role/supervising-body",
        SCHEME_NS + "role/single-agent",
    }


def test_each_wave_of_a_label_is_an_edge_of_its_own(graph: nx.MultiDiGraph[str]) -> None:
    starts = Counter(
        data["start"] for tail, _, data in links(graph, kind="label") if tail == "siric-modele"
    )
    assert {2018, 2023} <= set(starts)


def test_agreements_are_nodes_with_their_parties(graph: nx.MultiDiGraph[str]) -> None:
    parties = Counter(tail for tail, _, _ in links(graph, kind="agreement-party"))
    assert len(parties) == 9
    assert min(parties.values()) >= 2


def test_every_edge_has_evidence_that_names_a_source(graph: nx.MultiDiGraph[str]) -> None:
    for tail, head, data in graph.edges(data=True):
        assert data["kind"] in LINK_KINDS
        assert data["evidence"], (tail, head, data["kind"])
        for evidence in data["evidence"]:
            assert evidence.source
            assert evidence.confidence.startswith(SCHEME_NS + "confidence/")


def test_priorities_link_the_focus_to_the_place(graph: nx.MultiDiGraph[str]) -> None:
    found = {head for tail, head, _ in links(graph, kind="priority") if tail == "institut-exemple"}
    assert found == {"zephyrie", "boralie", "archipel-austral", "cytherie", "septentrie"}


def test_partners_abroad_are_linked_to_their_country_and_those_at_home_are_not(
    graph: nx.MultiDiGraph[str],
) -> None:
    countries = {head for _, head, _ in links(graph, kind="country")}
    assert countries
    assert "exemplie" not in graph
    assert "exemplie" not in countries


def test_a_former_name_is_found_through_a_succession(graph: nx.MultiDiGraph[str]) -> None:
    assert any(tail == "universite-d-azimut" for tail, _, _ in links(graph, kind="succession"))


def test_labels_follow_the_language(example_landscape: Landscape) -> None:
    english = example_landscape.project(lang="en")
    for _, data in english.nodes(data=True):
        assert data["label"] == (data["label_en"] or data["label_fr"])
    assert english.graph["lang"] == "en"


def test_the_day_is_recorded(example_landscape: Landscape) -> None:
    graph = example_landscape.project(as_of=datetime.date(2024, 12, 31))
    assert graph.graph["as_of"] == "2024-12-31"


@pytest.mark.parametrize("hops", [0, 1, 2])
def test_a_neighbourhood_is_the_induced_graph(
    example_landscape: Landscape, graph: nx.MultiDiGraph[str], hops: int
) -> None:
    centre = node("cic-8")
    near = nx.single_source_shortest_path_length(graph.to_undirected(), centre, hops)
    cut = example_landscape.project(focus=centre, hops=hops, as_of=None)
    assert set(cut) == set(near)
    assert cut.number_of_edges() == graph.subgraph(near).number_of_edges()
    assert cut.graph["focus"] == centre
    # Of how many links of each node the cut shows a part; teams inside units do not count.
    teams = {iri for iri, data in graph.nodes(data=True) if data["within"] in graph}
    for iri in near:
        others = [*graph.successors(iri), *graph.predecessors(iri)]
        ends = [other for other in set(others) if other not in near and other not in teams]
        gone = sum(graph.number_of_edges(iri, b) + graph.number_of_edges(b, iri) for b in ends)
        assert cut.graph["beyond"][iri] == gone
    assert hops == 2 or any(cut.graph["beyond"].values())
    assert "beyond" not in graph.graph


def test_wrong_requests_are_refused(example_landscape: Landscape) -> None:
    with pytest.raises(UnknownEntity, match="is not drawn"):
        example_landscape.project(focus=node("valfictif"))
    with pytest.raises(ParameterError, match="hops"):
        example_landscape.project(hops=-1)
    with pytest.raises(ProjectionError, match="fr or en"):
        example_landscape.project(lang="de")


def test_what_is_not_drawn_leads_to_what_is(example_landscape: Landscape) -> None:
    with pytest.raises(UnknownEntity) as caught:
        example_landscape.project(focus=node("valfictif"))
    said = str(caught.value)
    assert "(city, " in said
    assert "id:valfictif) is not drawn" in said
    assert "  id:universite-de-valfictif – Valfictif University (university" in said
    assert "(université" in caught.value.in_language("fr")


def test_a_name_that_nobody_has_leads_to_what_is_drawn(example_landscape: Landscape) -> None:
    """Near "Valfictiv" is the city first, which no command draws."""
    asked = (
        lambda name: example_landscape.project(focus=name),
        lambda name: example_landscape.path(name, "Institut Exemple"),
        lambda name: example_landscape.compare(name, "Institut Exemple"),
        lambda name: CliRunner().invoke(
            cli, ["explore", name, "--data", str(example_dir()), "--no-open", "--lang", "en"]
        ),
    )
    with pytest.raises(UnknownEntity, match=r"id:valfictif –"):
        resolve_entity(example_landscape.store, "Valfictiv")
    for ask in asked:
        try:
            said = getattr(ask("Valfictiv"), "stderr", "")
        except UnknownEntity as unknown:
            said = str(unknown)
        assert "id:valfictif –" not in said
        assert "id:universite-de-valfictif – " in said


def test_both_engines_give_the_same_graph(
    example_folder: Path, graph: nx.MultiDiGraph[str]
) -> None:
    other = project_landscape(open_store("rdflib:", data=[example_folder]))
    assert dict(other.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert other.graph["terms"] == graph.graph["terms"]


@pytest.mark.slow
def test_the_packaged_landscape_is_projected_whole(curated_landscape: Landscape) -> None:
    graph = curated_landscape.project()
    assert graph.number_of_nodes() > 900
    assert graph.number_of_edges() > 2000
    assert node("inserm") == graph.graph["home"]
    lonely = [iri for iri in graph if not graph.degree(iri)]
    assert len(lonely) < graph.number_of_nodes() * 0.1


def test_a_day_leaves_out_what_was_over_or_had_not_begun(example_landscape: Landscape) -> None:
    """LIA AURORE ran from 2018 to 2021; the label of FHU EXEMPLAIRE begins in 2021."""
    aurore, fhu = node("lia-aurore"), node("fhu-exemplaire")
    for year, laboratory, label in ((2017, False, False), (2019, True, False), (2021, True, True)):
        graph = example_landscape.project(as_of=datetime.date(year, 6, 30))
        assert (aurore in graph) is laboratory
        kinds = {data["kind"] for _, _, data in graph.out_edges(fhu, data=True)}
        assert ("label" in kinds) is label, year
    graph = example_landscape.project(as_of=datetime.date(2023, 6, 30))
    assert aurore not in graph
    whole = example_landscape.project(as_of=None)
    assert whole.graph["over"] == whole.graph["coming"] == 0
    left = graph.graph["over"] + graph.graph["coming"]
    assert left > 0
    assert left == whole.size() - graph.size() + len(whole) - len(graph)
    assert 0 < graph.graph["undated"] <= graph.size()


@pytest.mark.parametrize(
    ("day", "said"),
    [((2017, 6, 30), "had not begun on 2017-06-30: since 2018"), ((2023, 6, 30), "until 2021")],
)
def test_a_focus_that_did_not_stand_says_when_it_did(
    example_landscape: Landscape, day: tuple[int, int, int], said: str
) -> None:
    with pytest.raises(UnknownEntity, match=said):
        example_landscape.project(focus=node("lia-aurore"), as_of=datetime.date(*day))


def test_the_second_wave_of_siric_ran_in_2020_and_not_in_2024(curated_landscape: Landscape) -> None:
    def waves(year: int) -> set[int]:
        graph = curated_landscape.project(as_of=datetime.date(year, 6, 30))
        links = graph.out_edges(node("siric-curie"), data=True)
        return {data["start"] for _, _, data in links if data["kind"] == "label"}

    assert waves(2024) == {2023}
    assert 2023 not in waves(2020)
