"""Measures have the values that were published, or that two independent libraries agree on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from coopgraph.analysis.networks import rank_nodes
from coopgraph.analysis.networks.roles import count_roles
from coopgraph.projection.networks import Network

Wrap = Callable[..., Network]


def _values(network: Network, measure: str, **choices: Any) -> dict[str, float]:
    ranking = rank_nodes(network, measure, exact=True, **choices)
    return {row.node: row.value for row in ranking.rows if row.value is not None}


def _holds(found: dict[str, float], expected: dict[str, float], rel: float = 1e-5) -> None:
    assert {node: found[node] for node in expected} == pytest.approx(expected, rel=rel, abs=5e-7)


def test_borgatti_1997(wrap: Wrap, borgatti: nx.Graph[str]) -> None:
    plain, weighted = wrap(borgatti), wrap(borgatti, weighted=True)
    _holds(
        _values(plain, "effective-size"),
        {"G": 14 / 3, "A": 2.5, "B": 5 / 3, "C": 1, "D": 1, "E": 1, "F": 1},
    )
    _holds(
        _values(plain, "constraint"),
        {
            "G": 0.400270,
            "A": 0.595486,
            "B": 0.642747,
            "C": 1,
            "D": 0.784722,
            "E": 0.730903,
            "F": 0.730903,
        },
    )
    _holds(_values(weighted, "constraint"), {"G": 0.299, "A": 0.795}, rel=2e-3)
    _holds(_values(weighted, "effective-size"), {"G": 5.47, "A": 2.475}, rel=5e-4)
    _holds(_values(plain, "efficiency"), {"G": 14 / 18, "A": 2.5 / 4, "C": 1})
    _holds(
        _values(weighted, "constraint", weights=False), {"G": 0.400270, "A": 0.595486}
    )  # plain if asked for


def test_florentine_families(wrap: Wrap) -> None:
    network = wrap(nx.florentine_families_graph())
    pairs = 14 * 13 / 2
    between = _values(network, "betweenness")
    _holds(
        {node: value * pairs for node, value in between.items()},
        {
            "Medici": 47.5,
            "Guadagni": 23.166667,
            "Albizzi": 19.333333,
            "Salviati": 13,
            "Ridolfi": 10.333333,
            "Bischeri": 9.5,
        },
    )
    _holds(between, {"Medici": 0.521978, "Guadagni": 0.254579, "Albizzi": 0.212454})
    _holds(between, {"Strozzi": 0.1026}, rel=1e-3)
    _holds(_values(network, "closeness"), {"Medici": 0.56})
    _holds(
        _values(network, "constraint"),
        {"Medici": 17 / 81, "Guadagni": 0.25, "Strozzi": 0.4583, "Peruzzi": 0.6559},
        rel=2e-4,
    )
    _holds(_values(network, "effective-size"), {"Medici": 17 / 3, "Guadagni": 4, "Strozzi": 3})
    points = {node for node, value in _values(network, "articulation").items() if value}
    assert points == {"Albizzi", "Guadagni", "Medici", "Salviati"}
    assert sum(_values(network, "bridges").values()) == 2 * 5


def test_what_the_library_gives_beside_the_measures() -> None:
    """No measures here; they tell whether its networks are still those of the known values."""
    families = nx.florentine_families_graph()
    davis = nx.davis_southern_women_graph()
    assert nx.transitivity(families) == pytest.approx(0.191489, abs=5e-7)
    assert nx.diameter(families) == 5
    assert nx.bipartite.robins_alexander_clustering(davis) == pytest.approx(0.467764, abs=5e-7)


def test_zachary_without_weights(wrap: Wrap) -> None:
    network = wrap(nx.karate_club_graph())
    pairs = 33 * 32 / 2
    between = _values(network, "betweenness")
    _holds(between, {"0": 0.437635, "33": 0.304075})
    _holds(
        {node: value * pairs for node, value in between.items()},
        {
            "0": 231.071429,
            "33": 160.551587,
            "32": 76.690476,
            "2": 75.850794,
            "31": 73.009524,
        },
    )
    _holds(_values(network, "constraint"), {"0": 0.155423, "33": 0.156419})
    _holds(_values(network, "effective-size"), {"0": 13.75, "33": 15.235294})
    assert [node for node, value in _values(network, "articulation").items() if value] == ["0"]


def test_zachary_with_weights(wrap: Wrap) -> None:
    network = wrap(nx.karate_club_graph(), weighted=True)
    _holds(_values(network, "constraint"), {"0": 0.190623, "33": 0.186287})


def test_davis(wrap: Wrap, davis: nx.Graph[str]) -> None:
    network = wrap(davis, two_mode=True)
    women = {"mode": "body"}
    events = {"mode": "collective"}
    name = "Evelyn Jefferson"
    for measure, found in {
        "two-mode-degree": {"E8": 0.7778, "E9": 0.6667, name: 0.5714},
        "two-mode-betweenness": {
            "E8": 0.2438,
            "E9": 0.2255,
            "Nora Fayette": 0.1135,
            name: 0.0966,
        },
        "two-mode-closeness": {"E8": 0.8462, name: 0.8},
    }.items():
        both = _values(network, measure, **women) | _values(network, measure, **events)
        _holds(both, found, rel=1e-3)


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness"])
def test_two_modes_are_normalised_as_by_networkx(
    wrap: Wrap, davis: nx.Graph[str], measure: str
) -> None:
    women = [node for node, mode in davis.nodes(data="mode") if mode == "body"]
    expected = getattr(nx.bipartite, f"{measure}_centrality")(davis, women)
    network = wrap(davis, two_mode=True)
    found = _values(network, f"two-mode-{measure}", mode="body")
    found |= _values(network, f"two-mode-{measure}", mode="collective")
    assert found == pytest.approx(expected, rel=1e-9)


def test_brokerage_of_directed_graphs() -> None:
    graph = nx.DiGraph(["AB", "AC", "BC", "BD", "CD", "DA"])
    counts = count_roles(graph, {"A": "1", "B": "1", "C": "2", "D": "2"})
    told = {node: {role: n for role, n in roles.items() if n} for node, roles in counts.items()}
    assert told == {
        "A": {"itinerant": 1, "gatekeeper": 1},
        "B": {"representative": 1},
        "C": {"gatekeeper": 1},
        "D": {"itinerant": 1, "representative": 1},
    }


def test_brokerage_of_zachary_by_club(wrap: Wrap) -> None:
    graph = nx.karate_club_graph()
    groups = {str(node): club for node, club in graph.nodes(data="club")}
    network = wrap(graph, groups=groups)
    roles = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    found = {role: _values(network, role) for role in roles}
    assert [found[role]["0"] for role in roles] == [174, 0, 15, 15, 0]
    assert [found[role]["33"] for role in roles] == [156, 6, 40, 40, 0]
    total = _values(network, "brokerage")
    assert total["33"] == 156 + 6 + 40 + 40


def test_participation_in_small(wrap: Wrap) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(
        [("hub", "a", 3), ("hub", "b", 1), ("hub", "c", 1), ("hub", "d", 1)]
    )
    groups = {"hub": "X", "a": "X", "b": "X", "c": "Y", "d": ""}
    plain = wrap(graph, groups=groups, attribute="city")
    weighted = wrap(graph, weighted=True, groups=groups, attribute="city")
    # d has no city: three ties remain, of weight 5.
    assert _values(plain, "participation")["hub"] == pytest.approx(1 - (4 + 1) / 9)
    assert _values(weighted, "participation")["hub"] == pytest.approx(1 - (16 + 1) / 25)
    assert _values(plain, "participation")["a"] == 0


def test_closeness_of_two_components(wrap: Wrap) -> None:
    graph = nx.disjoint_union(nx.path_graph(3), nx.path_graph(2))
    found = _values(wrap(graph), "closeness")
    assert found == pytest.approx(
        {"0": 2 / 4 * 2 / 3, "1": 2 / 4, "2": 2 / 4 * 2 / 3, "3": 1 / 4, "4": 1 / 4}
    )


def test_core_and_strength(wrap: Wrap, borgatti: nx.Graph[str]) -> None:
    network = wrap(borgatti, weighted=True)
    assert _values(network, "core") == {"A": 2, "B": 2, "C": 1, "D": 2, "E": 2, "F": 2, "G": 2}
    assert _values(network, "strength")["G"] == 5 + 8 + 3 + 4 + 3 + 10
