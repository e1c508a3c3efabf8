"""Chains between bodies: shortest, with the evidence of each hop, or why there is none."""

from __future__ import annotations

import csv
import io
import itertools
import json

import networkx as nx
import pytest
from click.testing import CliRunner

from coopgraph.analysis.networks.paths import KNOWN_LAYERS, EvidencePath, find_paths
from coopgraph.cli import cli
from coopgraph.errors import ParameterError, ProjectionError, UnknownEntity
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS
from coopgraph.projection.incidence import bodies_of, read_ties

HOME = ID_NS + "institut-exemple"


def _names(path: EvidencePath) -> list[str]:
    return [node.removeprefix(ID_NS) for node in path.nodes]


def test_two_bodies_of_one_structure_are_one_hop_apart(example_landscape: Landscape) -> None:
    answer, _ = example_landscape.path("CHU de Port-Imaginé", "Université de Port-Imaginé")
    first = answer.paths[0]
    assert _names(first) == ["chu-de-port-imagine", "universite-de-port-imagine"]
    assert set(first.steps[0].ties) == {ID_NS + "u-5"}
    assert {tie.body for tie in first.steps[0].ties[ID_NS + "u-5"]} == set(first.nodes)


def test_what_is_left_out_is_never_passed(example_landscape: Landscape) -> None:
    ends = ("Université de Valfictif", "École des modèles")
    through, _ = example_landscape.path(*ends)
    assert any(HOME in path.nodes for path in through.paths)
    around, _ = example_landscape.path(*ends, without=["Institut Exemple"], most=20)
    assert all(HOME not in path.nodes for path in around.paths)
    if not around.paths:
        assert around.reason is not None
        assert "left out" in around.reason


def test_an_end_may_be_a_structure(example_landscape: Landscape) -> None:
    answer, _ = example_landscape.path("U 5", "Université de Port-Imaginé")
    assert _names(answer.paths[0]) == ["u-5", "universite-de-port-imagine"]
    (ties,) = answer.paths[0].steps[0].ties.values()
    assert {tie.body for tie in ties} == {ID_NS + "universite-de-port-imagine"}


def test_lengths_are_those_of_the_library(curated_landscape: Landscape) -> None:
    landscape = curated_landscape.project()
    graph: nx.Graph[str] = nx.Graph()
    for bodies in bodies_of(
        read_ties(landscape, KNOWN_LAYERS, roles=("supervising", "participant"))
    ).values():
        graph.add_nodes_from(bodies)
        graph.add_edges_from(itertools.combinations(sorted(bodies), 2))
    component = sorted(max(nx.connected_components(graph), key=len))
    apart = 0
    for one, other in zip(component[::7], component[3::7], strict=False):
        answer = find_paths(landscape, one, other, most=2)
        expected = nx.shortest_path_length(graph, one, other)
        assert len(answer.paths[0]) == expected
        assert len(answer.paths[0]) <= len(answer.paths[-1])
        apart += expected > 1
    assert apart > 5


def test_best_supported_chains_come_first(curated_landscape: Landscape) -> None:
    answer, _ = curated_landscape.path("CHU de Rennes", "Institut Pasteur de Lille", most=8)
    keys = [(len(path), -path.weakest, path.nodes) for path in answer.paths]
    assert keys == sorted(keys)
    assert answer.more
    for path in answer.paths:
        assert len(set(path.nodes)) == len(path.nodes)
        for step in path.steps:
            assert all(tie.evidence for ties in step.ties.values() for tie in ties)


def test_no_chain_says_why(curated_landscape: Landscape) -> None:
    answer, _ = curated_landscape.path("U 1019", "id:dkfz", without=["Inserm"])
    assert answer.paths == ()
    assert answer.reason is not None
    assert "left out" in answer.reason
    answer, _ = curated_landscape.path("CHU de Rennes", "CNRS", layers=("team",))
    assert answer.reason is not None
    assert "but in cotutelle, label" in answer.reason
    answer, _ = curated_landscape.path("CHU de Rennes", "Nantes Université", layers=("project",))
    assert answer.reason is not None
    assert answer.reason.in_language("fr").startswith("CHU de Rennes")


def test_ends_that_do_not_fit_are_refused(example_landscape: Landscape) -> None:
    landscape = example_landscape.project()
    with pytest.raises(ProjectionError, match="both ends are the same"):
        find_paths(landscape, HOME, HOME)
    with pytest.raises(ParameterError, match="most is a whole number from 1 to 50"):
        find_paths(landscape, HOME, ID_NS + "u-5", most=0)
    with pytest.raises(UnknownEntity, match="not in the landscape"):
        find_paths(landscape, HOME, ID_NS + "nobody")
    with pytest.raises(UnknownEntity):
        example_landscape.path("Nobody at all", "Institut Exemple")


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["path", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_row_of_the_command_has_its_source() -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(
                _run("CHU de Rennes", "Institut Pasteur de Lille", "--format", "csv", "--quiet")
            )
        )
    )
    assert {row["path"] for row in rows} == {"1", "2", "3"}
    assert all(row["sources"] and row["confidence"] for row in rows)
    hops = {(row["path"], row["hop"]): (row["one"], row["other"]) for row in rows}
    assert hops["1", "1"][1] == hops["1", "2"][0] == ID_NS + "inserm"


def test_reader_and_program_are_told_the_same() -> None:
    table = _run("CNRS", "Université de Bordeaux", "--all", "--lang", "en", "--format", "md")
    document = json.loads(
        _run("CNRS", "Université de Bordeaux", "--lang", "en", "--format", "json")
    )
    flat = " ".join(table.split())
    assert document["rows"]
    assert "As of " in flat
    assert any("As of " in note for note in document["notes"])
    for row in document["rows"]:
        assert row["sources"].split("; ")[0].split()[0] in flat


def test_long_hops_say_how_much_they_leave_out() -> None:
    short = _run("CNRS", "Inserm", "--lang", "en", "--format", "md")
    whole = _run("CNRS", "Inserm", "--lang", "en", "--format", "md", "--all")
    assert "more (--all)" in short
    assert "more (--all)" not in whole
    assert len(whole.splitlines()) > 100


def test_no_chain_on_the_command_line() -> None:
    said = _run("U 1019", "id:dkfz", "--without", "Inserm", "--lang", "fr", "--format", "md")
    assert "Aucune chaîne" in said
