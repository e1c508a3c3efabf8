"""Figures of networks: what they hold, that they say what they leave out, the same bytes again."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.landscape import Landscape
from coopgraph.outputs.network_part import most_tied
from coopgraph.outputs.network_plot import (
    FIGURES,
    network_alternative,
    render_network_plot,
)
from coopgraph.resources import example_dir

SVG = "{http://www.w3.org/2000/svg}"
FIGURE = pytest.mark.parametrize("figure", sorted(FIGURES))


def texts(svg: bytes) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 - written here
    return ["".join(item.itertext()) for item in root.iter(SVG + "text")]


def draw(landscape: Landscape, projection: str, figure: str, lang: str = "en") -> bytes:
    network = landscape.network(projection)
    return render_network_plot(network, figure, Path("x.svg"), lang=lang, notes=["a <note>"])


@FIGURE
@pytest.mark.parametrize("projection", ["partners", "structures", "countries-themes"])
def test_a_figure_is_described_and_bears_its_notes(
    curated_landscape: Landscape, projection: str, figure: str
) -> None:
    svg = draw(curated_landscape, projection, figure)
    root = ET.fromstring(svg)  # noqa: S314 - written here
    description = root.findtext(SVG + "desc")
    assert description == network_alternative(curated_landscape.network(projection), figure, "en")
    assert projection in str(root.findtext(SVG + "title"))
    assert "a <note>" in texts(svg)


def test_a_matrix_names_its_rows_and_shows_weights(example_landscape: Landscape) -> None:
    network = example_landscape.network("partners")
    shown = texts(draw(example_landscape, "partners", "matrix"))
    tied = [node for node in network.graph if len(network.graph[node])]
    for node in tied:
        name = network.label(node, "en")
        assert shown.count(name) + sum(one.startswith(name[:25] + "…") for one in shown) >= 2
    cells = [one for one in shown if one.isdigit()]
    assert len(cells) == 2 * network.graph.number_of_edges()
    assert any("1 more" in one or "more are not" in one for one in shown)


def test_two_modes_stand_on_two_sides(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("countries-themes")
    shown = texts(draw(curated_landscape, "countries-themes", "matrix"))
    tied = [node for node in network.graph if len(network.graph[node])]
    names = [network.label(node, "en") for node in tied]
    assert all(any(one.startswith(name[:25]) for one in shown) for name in names)
    cells = [one for one in shown if one == "1"]
    assert len(cells) == network.graph.number_of_edges()  # each once: not mirrored


def test_what_is_not_drawn_is_counted(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("partners")
    graph = network.graph
    alone = nx.number_of_isolates(graph)
    shown = texts(draw(curated_landscape, "partners", "network"))
    said = f"Drawn: 40 of the nodes with most ties, tied among themselves; {len(graph) - 40} more"
    assert any(one.startswith(said) and f"{alone} of them" in " ".join(shown) for one in shown)
    names = {network.label(node, "en") for node in graph}
    assert sum(any(name.startswith(one.rstrip("…")) for name in names) for one in shown) >= 40


def test_degrees_are_those_of_the_network(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("partners")
    counts = nx.degree_histogram(network.graph)
    said = network_alternative(network, "degrees", "en")
    for degree, number in enumerate(counts):
        tie = "1 tie" if degree == 1 else f"{degree} ties"
        assert (f" {tie}: {number};" in said or f" {tie}: {number}." in said) == bool(number)


@FIGURE
def test_same_bytes_under_any_hash_seed(repository: Path, figure: str) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from coopgraph import load;"
        "from coopgraph.outputs.network_plot import render_network_plot as draw;"
        "network = load(as_of='2024-12-31').network('partners');"
        f"image = draw(network, {figure!r}, Path('x.svg'), lang='fr', notes=());"
        "print(hashlib.sha256(image).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=repository,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_an_empty_network_is_drawn(example_landscape: Landscape) -> None:
    for figure in FIGURES:
        assert draw(example_landscape, "partners-backbone", figure).startswith(b"<?xml")


def test_the_command_draws_and_refuses(tmp_path: Path) -> None:
    data = ["--data", str(example_dir()), "--lang", "en"]
    path = tmp_path / "ties.png"
    run = CliRunner().invoke
    done = run(cli, ["projections", "partners", "--plot", str(path), *data])
    assert done.exit_code == 0, done.output
    assert path.read_bytes().startswith(b"\x89PNG")
    for arguments, words, code in (
        (["projections", "partners", "--figure", "matrix"], "--plot", 2),
        (["projections", "--plot", str(path)], "name of a projection", 2),
        (["projections", "partners", "--plot", str(tmp_path / "x.gif")], ".svg", 3),
    ):
        failed = run(cli, [*arguments, *data])
        assert failed.exit_code == code, failed.output
        assert words in failed.output


def test_two_modes_never_share_a_curve(curated_landscape: Landscape) -> None:
    network = curated_landscape.network("structures")
    said = network_alternative(network, "degrees", "en")
    modes = dict(network.graph.nodes(data="mode"))
    for mode, word in (("body", "bodies"), ("collective", "collectives")):
        degrees = [len(network.graph[node]) for node in modes if modes[node] == mode]
        part = said.partition(f"{len(degrees)} {word} by")[2].partition(".")[0]
        assert f" {max(degrees)} ties: {degrees.count(max(degrees))}" in part


def test_nobody_who_is_drawn_stands_alone(curated_landscape: Landscape) -> None:
    for projection in ("structures", "sites", "partners"):
        network = curated_landscape.network(projection)
        assert network_alternative(network, "network", "en")
        drawn = most_tied(network.graph)
        assert 10 < len(drawn) <= 40
        assert nx.number_of_isolates(drawn) == 0
        assert len({mode for _, mode in drawn.nodes(data="mode")}) == (
            2 if projection == "structures" else 1
        )
