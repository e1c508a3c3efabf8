"""The projections beside partners: answers by hand on the miniature, invariants on the packaged."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import networkx as nx
import pytest
from scipy.stats import false_discovery_control, poisson_binom

from coopgraph.errors import MissingExtra, ParameterError, ProjectionError
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS, SCHEME_NS
from coopgraph.projection.backbone import validated
from coopgraph.projection.catalogue import PROJECTIONS, project_network
from coopgraph.projection.configuration import fit_configuration
from coopgraph.projection.incidence import read_ties
from coopgraph.projection.networks import Network, Tie
from coopgraph.projection.partners import one_mode

EVERY = pytest.mark.parametrize("name", sorted(PROJECTIONS))


def _short(iri: str) -> str:
    return iri.removeprefix(ID_NS).removeprefix(SCHEME_NS + "theme/")


def _edges(network: Network) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        tuple(sorted(map(_short, (one, other)))): tuple(map(_short, through))
        for one, other, through in network.graph.edges(data="through")
    }


def _said(network: Network) -> str:
    return " ".join(network.left_out)


# On the miniature, by hand.


def test_layers_stand_side_by_side(example_landscape: Landscape) -> None:
    network = example_landscape.network("layers")
    assert _edges(network) == {
        ("organisme-national-d-essais", "universite-de-valfictif"): ("u-2",),
        ("ecole-des-modeles", "universite-des-trois-rives"): ("u-4",),
        ("chu-de-port-imagine", "universite-de-port-imagine"): ("u-5",),
        ("chu-de-valfictif", "universite-de-valfictif"): ("fhu-exemplaire",),
    }
    assert {data["layers"] for *_, data in network.graph.edges(data=True)} == {
        ("cotutelle",),
        ("label",),
    }
    assert list(network.parts)[:3] == ["cotutelle", "federation", "label"]
    assert set(network.parts["label"].graph) == {
        ID_NS + body
        for body in ("centre-marie-modele", "chu-de-valfictif", "universite-de-valfictif")
    }


def test_a_layer_weighs_one_whatever_it_holds(example_landscape: Landscape) -> None:
    network = example_landscape.network("layers", with_focus=True)
    edge = network.graph.edges[ID_NS + "institut-exemple", ID_NS + "universite-de-valfictif"]
    assert edge["weight"] == 3
    assert edge["layers"] == ("cotutelle", "label", "agreement")
    assert edge["counts"] == (3, 1, 1)
    part = network.parts["cotutelle"]
    assert (
        part.graph.edges[ID_NS + "institut-exemple", ID_NS + "universite-de-valfictif"]["weight"]
        == 3
    )


def test_a_stated_partnership_is_a_layer_of_its_own(example_landscape: Landscape) -> None:
    network = example_landscape.network(layers=("partnership",), with_focus=True)
    assert set(_edges(network)) == {
        ("agence-du-fictif", "institut-exemple"),
        ("fictipharma", "institut-exemple"),
    }  # a seat on a board makes no partner
    (through,) = network.graph.edges[ID_NS + "fictipharma", ID_NS + "institut-exemple"]["through"]
    assert network.label(through, "fr").startswith(
        "Partenariat industriel structurant (Fictipharma"
    )
    assert network.label(through, "en").startswith(
        "Structuring industrial partnership (Fictipharma"
    )


def test_cities_are_tied_by_what_reaches_over_both(example_landscape: Landscape) -> None:
    # u-4 stands in Saint-Modèle; one of its schools has its seat in Valfictif. The national
    # organisation of u-2 has its seat in Valfictif too, and is not placed.
    network = example_landscape.network("sites")
    assert _edges(network) == {("saint-modele", "valfictif"): ("u-4",)}
    assert set(nx.isolates(network.graph)) == {ID_NS + "port-imagine"}
    assert network.label(ID_NS + "saint-modele") == "Saint-Modèle"


def test_cells_hold_priorities_and_instruments(example_landscape: Landscape) -> None:
    network = example_landscape.network("countries-themes")
    cells = {
        cell: [iri for iri in through if not iri.startswith("priority")]
        for cell, through in _edges(network).items()
    }
    assert cells == {
        ("archipel-austral", "infectious-diseases"): [],
        ("boralie", "neuroscience"): [],  # the laboratory of this cell ended in 2021
        ("cytherie", "genetics"): [],
        ("regenerative-medicine", "septentrie"): [],  # an agreement there states no theme
        ("ageing", "zephyrie"): ["accord-zephyrie"],
    }
    cell = network.graph.edges[ID_NS + "zephyrie", SCHEME_NS + "theme/ageing"]
    assert (cell["stances"], cell["priorities"], cell["instruments"]) == (("consolidate",), 1, 1)
    assert "0 priorities and 1 instruments" in _said(network)
    assert "an instrument: 1; with a priority alone: 4; with an instrument alone: 0" in _said(
        network
    )


def test_an_instrument_counts_until_it_ends(example_folder: object) -> None:
    from coopgraph.landscape import load

    network = load([example_folder], as_of="2020-06-30").network("countries-themes")  # type: ignore[list-item]
    assert "lia-aurore" in _edges(network)["boralie", "neuroscience"]


def test_nothing_is_validated_where_nothing_can_be(example_landscape: Landscape) -> None:
    network = example_landscape.network("partners-backbone")
    assert not network.graph.edges
    assert len(network.graph) == 7
    assert "21 pairs of bodies, 3 of which share a collective; kept: 0" in _said(network)
    assert "This is no proof" in _said(network)


def test_a_host_and_a_parent_of_a_register_are_different_words(
    curated_landscape: Landscape,
) -> None:
    hosts = curated_landscape.network(roles=("supervising", "host"))
    assert "No membership has the role: host" in _said(hosts)
    parents = curated_landscape.network(roles=("supervising", "registered-parent"))
    assert parents.graph.number_of_nodes() > hosts.graph.number_of_nodes()
    assert "no source says that they cooperate" in _said(parents)


# On published data.


def test_of_the_southern_women_nothing_is_validated() -> None:
    davis = nx.davis_southern_women_graph()
    ties = [
        Tie(event, woman, "member", event) for woman in davis.graph["top"] for event in davis[woman]
    ]
    landscape: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    landscape.add_nodes_from(davis)
    plain = one_mode(landscape, ties)
    assert plain.number_of_edges() == 139
    assert plain.size(weight="weight") == 322
    assert plain.edges["Evelyn Jefferson", "Theresa Anderson"]["weight"] == 7
    assert plain.edges["Evelyn Jefferson", "Laura Mandeville"]["weight"] == 6
    graph, said = validated(landscape, ties, alpha=0.05)
    assert not graph.edges
    assert "153 pairs of bodies, 139 of which share a collective; kept: 0" in said[0]
    every, _ = validated(landscape, ties, alpha=1.0)
    assert every.number_of_edges() == 139
    assert min(p for *_, p in every.edges(data="p")) > 0.05  # not even unadjusted


# On the packaged landscape.


@EVERY
def test_what_must_hold_of_every_projection(curated_landscape: Landscape, name: str) -> None:
    network = curated_landscape.network(name)
    graph = network.graph
    assert list(graph) == sorted(graph)
    assert [tuple(sorted(edge)) for edge in graph.edges] == sorted(
        tuple(sorted(edge)) for edge in graph.edges
    )
    assert not graph.is_multigraph() and not graph.is_directed()
    assert not list(nx.selfloop_edges(graph))
    for node, data in graph.nodes(data=True):
        concept = data["mode"] == "theme"
        assert node.startswith(SCHEME_NS + "theme/" if concept else ID_NS)
        assert data["label_fr"] and network.label(node, "en") != node
    for one, other, data in graph.edges(data=True):
        assert data["weight"] > 0 and data["through"]
        assert network.evidence(one, other)
        assert all(network.label(iri) != iri for iri in data["through"])
        if network.declaration.two_mode:
            assert graph.nodes[one]["mode"] != graph.nodes[other]["mode"]


def test_validated_edges_are_those_of_the_definition(curated_landscape: Landscape) -> None:
    plain = curated_landscape.network("partners")
    backbone = curated_landscape.network("partners-backbone")
    home = plain.home
    ties = {(tie.body, tie.collective) for tie in plain.ties if tie.body != home}
    degrees = nx.Graph(ties).degree
    bodies = sorted({body for body, _ in ties})
    columns = [degrees[collective] for collective in sorted({one for _, one in ties})]
    model = fit_configuration([degrees[body] for body in bodies], columns)
    pairs, chances = [], []
    for place, one in enumerate(bodies):
        for other in bodies[:place]:
            shared = plain.graph.get_edge_data(one, other, {"weight": 0})["weight"]
            coins = [
                model.chance(degrees[one], c) * model.chance(degrees[other], c) for c in columns
            ]
            pairs.append(frozenset({one, other}))
            chances.append(
                min(1.0, max(0.0, poisson_binom.sf(shared - 1, coins))) if shared else 1.0
            )
    kept = {
        pair: q
        for pair, q in zip(pairs, false_discovery_control(chances), strict=True)
        if q <= 0.05
    }
    assert kept.keys() == set(map(frozenset, backbone.graph.edges))
    assert len(kept) == 5
    for one, other, data in backbone.graph.edges(data=True):
        assert data["q"] == pytest.approx(kept[frozenset({one, other})], rel=1e-5)
        assert data["weight"] == plain.graph.edges[one, other]["weight"] > data["expected"]
    lille = {ID_NS + end for end in ("chu-de-lille", "universite-de-lille")}
    assert lille in map(set, backbone.graph.edges)


def test_a_looser_rate_keeps_more(curated_landscape: Landscape) -> None:
    sizes = [
        curated_landscape.network("partners-backbone", alpha=alpha).graph.number_of_edges()
        for alpha in (0.001, 0.05, 0.5, 1.0)
    ]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]
    assert sizes[-1] == curated_landscape.network("partners").graph.number_of_edges()


def test_the_focus_in_every_structure_validates_nothing(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("partners-backbone", with_focus=True)
    assert not network.graph.degree[network.home]  # it is in all of them: nobody can share more


def test_layers_are_the_union_of_their_parts(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("layers")
    union = nx.compose_all([part.graph for part in network.parts.values()])
    assert set(network.graph) == set(union)
    assert set(map(frozenset, network.graph.edges)) == set(map(frozenset, union.edges))
    for layer, part in network.parts.items():
        if layer != "agreement":  # some stand in the layer of what they set up: test_founding.py
            alone = curated_landscape.network(layers=(layer,))
            assert nx.utils.graphs_equal(part.graph, alone.graph)
        assert part.choices["layers"] == layer


def test_resampled_memberships_reach_the_parts(curated_landscape: Landscape) -> None:
    landscape = curated_landscape.project()
    ties = [tie for tie in read_ties(landscape, ["label"]) if "siric" in tie.collective]
    network = project_network(landscape, "layers", ties=ties)
    assert {data["layers"] for *_, data in network.graph.edges(data=True)} <= {("label",)}


@pytest.mark.parametrize("name", ["countries-themes", "sites"])
def test_a_choice_that_a_projection_does_not_have_is_refused(
    example_landscape: Landscape, name: str
) -> None:
    with pytest.raises(ProjectionError, match="has no choice of with_focus"):
        example_landscape.network(name, with_focus=True)


@pytest.mark.parametrize("alpha", [0.0, -1.0, 1.01, float("nan")])
def test_a_rate_is_one(example_landscape: Landscape, alpha: float) -> None:
    with pytest.raises(ParameterError, match="alpha is a number"):
        example_landscape.network("partners-backbone", alpha=alpha)


def test_one_body_alone_makes_no_pair(example_landscape: Landscape) -> None:
    landscape = example_landscape.project()
    ties = [tie for tie in read_ties(landscape) if "valfictif" in tie.body]
    network = project_network(landscape, "partners-backbone", ties=[replace(ties[0])])
    assert "0 pairs of bodies" in _said(network)


_HASHED = """
import coopgraph, json
from coopgraph.projection.frames import edge_records, node_records
landscape = coopgraph.load()
for name in ("partners-backbone", "layers", "sites", "countries-themes"):
    network = landscape.network(name)
    print(json.dumps([*node_records(network), *edge_records(network), *network.statement()]))
"""


@pytest.mark.slow
def test_the_same_under_any_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _HASHED],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1 and len(said.pop()) > 10_000


# Tables of pandas.


def test_tables_hold_nodes_and_edges(example_landscape: Landscape) -> None:
    nodes, edges = example_landscape.network("partners").to_dataframes("en")
    assert nodes.loc[ID_NS + "universite-de-valfictif", "label"] == "Valfictif University"
    assert nodes["degree"].sum() == 2 * len(edges) == 6
    assert set(edges["through_labels"]) == {
        ("Neurones imaginaires",),
        ("Génétique de l’hypothèse",),
        ("Infections fictives",),
    }
    assert edges["sources"].map(len).min() >= 1
    assert edges.attrs["statement"][0].startswith("Projection partners:")


def test_tables_of_nothing_have_no_rows(example_landscape: Landscape) -> None:
    nodes, edges = example_landscape.network(layers=("project",)).to_dataframes()
    assert not len(nodes) and not len(edges)


def test_without_pandas_it_is_said_what_to_install(
    example_landscape: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"coopgraph\[dataframe\]"):
        example_landscape.network("partners").to_dataframes()
