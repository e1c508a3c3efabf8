"""An agreement and what it sets up make one tie: neither two of strength, nor two layers."""

from __future__ import annotations

import networkx as nx
import pytest

from coopgraph.landscape import Landscape
from coopgraph.projection.founding import set_up_by
from coopgraph.projection.incidence import read_ties
from coopgraph.projection.networks import Tie
from coopgraph.projection.records import Evidence

ID = "https://w3id.org/coopgraph/id/"
BOTH = ("international", "agreement")


def _ties(name: str, bodies: str, source: str) -> list[Tie]:
    said = (Evidence(source, "", "high", ""),)
    return [Tie(name, body, "partner", name + body, evidence=said) for body in bodies]


@pytest.mark.parametrize(
    ("paper", "year", "bodies", "source", "found"),
    [
        ("FoundingAgreement", 2024, "abc", "doc-1", {"paper": "lab"}),
        ("FoundingAgreement", 2024, "abcd", "doc-1", {}),  # another circle of bodies
        ("FoundingAgreement", 2023, "abc", "doc-1", {}),  # another year
        ("FoundingAgreement", None, "abc", "doc-1", {}),  # no year: nothing to tell by
        ("FoundingAgreement", 2024, "abc", "doc-2", {}),  # no source that states both
        ("JointLaboratory", 2024, "abc", "doc-1", {}),  # two laboratories are two
    ],
)
def test_what_is_set_up(
    paper: str, year: int | None, bodies: str, source: str, found: dict[str, str]
) -> None:
    landscape: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    landscape.add_node("lab", classes=("JointLaboratory",), start=2024)
    landscape.add_node("paper", classes=(paper,), start=year)
    ties = _ties("lab", "abc", "doc-1") + _ties("paper", bodies, source)
    assert set_up_by(landscape, ties) == found


def test_the_platforms_of_the_packaged_landscape(curated_landscape: Landscape) -> None:
    graph = curated_landscape.project()
    found = set_up_by(graph, read_ties(graph, BOTH))
    assert {key.removeprefix(ID): value.removeprefix(ID) for key, value in found.items()} == {
        "accord-prisme-cote-d-ivoire-2023": "prisme-cote-d-ivoire",
        "accord-prisme-guinee-2022": "prisme-guinee",
        "accord-prisme-rdc-2023": "prisme-rdc",
    }


def test_a_tie_is_counted_once(curated_landscape: Landscape) -> None:
    pair = (ID + "anrs-mie", ID + "cerfig")
    layers = curated_landscape.network("layers")
    edge = layers.graph.edges[pair]
    assert (edge["weight"], edge["layers"], edge["counts"]) == (1.0, ("international",), (1,))
    assert not layers.parts["agreement"].graph.has_edge(*pair)
    together = curated_landscape.network("partners", layers=BOTH)
    assert together.graph.edges[pair]["weight"] == 1.0
    # Alone, the layer of agreements holds the agreement: nothing else stands for the tie there.
    alone = curated_landscape.network("partners", layers=("agreement",))
    assert alone.graph.edges[pair]["weight"] == 1.0


def test_the_statement_says_so(curated_landscape: Landscape) -> None:
    def said(**choices: object) -> list[str]:
        statement = curated_landscape.network(**choices).statement()  # type: ignore[arg-type]
        return [part for part in statement if part.startswith("Counted once: 3 agreements")]

    assert len(said(projection="layers")) == 1
    assert len(said(projection="partners", layers=BOTH)) == 1
    assert said(projection="partners", layers=("agreement",)) == []
    part = curated_landscape.network("layers").parts["agreement"]
    assert any(text.startswith("Counted once") for text in part.statement())


def test_ranks_of_layers_are_those_of_the_layers_shown(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("layers")
    rankings = curated_landscape.rank_layers("degree", replicates=20)
    for layer, ranking in rankings.items():
        degrees = dict(network.parts[layer].graph.degree())
        assert {row.node: row.value for row in ranking.rows} == degrees
    assert ID + "cerfig" not in {row.node for row in rankings["agreement"].rows}


def test_compared_bodies_share_a_platform_once(curated_landscape: Landscape) -> None:
    found, _ = curated_landscape.compare("ANRS MIE", "IRD", layers=BOTH)
    shared = {iri.removeprefix(ID) for iri in found.collectives.both}
    assert {"prisme-guinee", "prisme-rdc", "prisme-cote-d-ivoire"} <= shared
    assert not [name for name in shared if name.startswith("accord-prisme")]
    assert found.one.partners[ID + "cerfig"] == (ID + "prisme-guinee",)
