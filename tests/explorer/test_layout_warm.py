"""A changed landscape keeps the shape of the page made before."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import SourceError
from coopgraph.outputs.explorer.layout import Layout, lay_out, node_size
from coopgraph.outputs.explorer.layout_file import layout_json, parse_layout, read_start
from coopgraph.outputs.explorer.layout_warm import Start
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.page import ENGINES, render_page
from coopgraph.outputs.explorer.views import ExplorerModel, Pair

ID = "https://w3id.org/coopgraph/id/"


def model_of(graph: Any) -> ExplorerModel:
    return build_model(graph, sources=[], title=Pair.same("Essai"))


def start_of(model: ExplorerModel, layout: Layout) -> Start:
    return parse_layout(layout_json(model, layout).encode())


def without(graph: Any, share: float, seed: int = 1) -> Any:
    """Return a graph without some of its entities, the body in the middle apart."""
    chance = random.Random(seed)  # noqa: S311
    names = sorted(iri for iri in graph if iri != ID + "body")
    gone = set(chance.sample(names, math.ceil(share * len(names))))
    return graph.subgraph(set(graph) - gone).copy()


def movement(
    before: ExplorerModel, old: Layout, after: ExplorerModel, new: Layout
) -> tuple[float, float]:
    """Return mean and greatest movement of what was there, in parts of the diagonal."""
    now = dict(zip((node.id for node in after.nodes), new.positions, strict=True))
    moves = [
        math.dist(point, now[node.id])
        for node, point in zip(before.nodes, old.positions, strict=True)
        if node.id in now
    ]
    xs, ys = zip(*new.positions, strict=True)
    diagonal = math.dist((min(xs), min(ys)), (max(xs), max(ys)))
    return sum(moves) / len(moves) / diagonal, max(moves) / diagonal


def overlaps(model: ExplorerModel, layout: Layout) -> int:
    marks = list(zip(layout.positions, model.nodes, strict=True))
    return sum(
        math.dist(a, b) < node_size(one) + node_size(two) - 0.3
        for number, (a, one) in enumerate(marks)
        for b, two in marks[:number]
    )


@pytest.fixture
def linked_graph() -> nx.MultiDiGraph[str]:
    """Two hundred bodies without a place, linked at random but always alike."""
    from tests.explorer.conftest import edge, empty_graph, node

    chance = random.Random(20)  # noqa: S311
    graph = empty_graph()
    for number in range(200):
        graph.add_node(f"{ID}n-{number}", **node("company", "Company", f"Corps {number}"))
    for number in range(1, 200):
        for other in {chance.randrange(number), chance.randrange(number)}:
            tail, head, key = f"{ID}n-{number}", f"{ID}n-{other}", f"p-{number}-{other}"
            graph.add_edge(tail, head, key=key, **edge("partnership", key))
    return graph


@pytest.mark.parametrize("name", ["map_graph", "linked_graph"])
def test_what_was_there_stays_when_a_twentieth_is_added(
    name: str, request: pytest.FixtureRequest
) -> None:
    graph = request.getfixturevalue(name)
    before, after = model_of(without(graph, 1 / 21)), model_of(graph)
    old = lay_out(before)
    start = start_of(before, old)
    new = lay_out(after, start)
    mean, most = movement(before, old, after, new)
    assert mean <= 0.01
    assert most <= 0.05
    assert overlaps(after, new) == 0
    assert lay_out(after, start) == new, "the same every time"
    assert movement(before, old, after, lay_out(after))[0] > mean, "a start makes a difference"


@pytest.mark.slow
def test_the_packaged_landscape_keeps_its_shape(curated_landscape: Any) -> None:
    from coopgraph.projection.landscape import project_landscape

    graph = project_landscape(curated_landscape.store, whole=True)
    before, after = model_of(without(graph, 1 / 21)), model_of(graph)
    old = lay_out(before)
    new = lay_out(after, start_of(before, old))
    mean, most = movement(before, old, after, new)
    assert mean <= 0.01
    assert most <= 0.05
    assert overlaps(after, new) == 0


def test_nothing_moves_when_nothing_is_new(map_graph: Any) -> None:
    model = model_of(map_graph)
    old = lay_out(model)
    new = lay_out(model, start_of(model, old))
    assert movement(model, old, model, new)[1] < 1e-4
    assert new.sites == old.sites


def test_what_is_new_stands_near_what_it_is_linked_to(linked_graph: Any) -> None:
    before, after = model_of(without(linked_graph, 1 / 21)), model_of(linked_graph)
    old = lay_out(before)
    new = lay_out(after, start_of(before, old))
    here = dict(zip((node.id for node in after.nodes), new.positions, strict=True))
    known = {node.id for node in before.nodes}
    diagonal = math.dist(
        *((op(x for x, _ in new.positions), op(y for _, y in new.positions)) for op in (min, max))
    )
    tried = 0
    for number, node in enumerate(after.nodes):
        ends = [
            after.nodes[link.head if link.tail == number else link.tail].id
            for link in after.links
            if number in (link.tail, link.head)
        ]
        if node.id in known or not ends or not known.issuperset(ends):
            continue
        at = [here[end] for end in ends]
        middle = sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)
        assert math.dist(here[node.id], middle) < diagonal * 0.06
        tried += 1
    assert tried > 3


def test_a_new_unit_stands_in_the_disc_of_its_town_and_a_new_town_between_its_neighbours(
    map_graph: Any,
) -> None:
    from tests.explorer.conftest import node

    before = model_of(map_graph)
    old = lay_out(before)
    place = {"country": ID + "land", "city": ID + "town-3", "lat": 45.8, "lon": 5.3}
    unit = ("research-unit", "ResearchUnit")
    map_graph.add_node(ID + "fresh", **node(*unit, "Unité nouvelle", **place))
    between = {"country": ID + "land", "city": ID + "new-town", "lat": 47.4, "lon": 2.4}
    map_graph.add_node(ID + "first", **node(*unit, "Première unité", **between))
    map_graph.graph["others"][ID + "new-town"] = ("Ville nouvelle", "")
    after = model_of(map_graph)
    new = lay_out(after, start_of(before, old))
    here = dict(zip((one.id for one in after.nodes), new.positions, strict=True))
    discs = {site.label.fr: site for site in new.sites}
    town, fresh = discs["Ville 3"], discs["Ville nouvelle"]
    assert math.dist(here["fresh"], (town.x, town.y)) <= town.radius
    assert fresh.marks == 1
    assert math.dist(here["first"], (fresh.x, fresh.y)) <= fresh.radius
    assert min(s.x for s in old.sites) < fresh.x < max(s.x for s in old.sites)
    for number, one in enumerate(new.sites):
        for other in new.sites[:number]:
            assert math.dist((one.x, one.y), (other.x, other.y)) > one.radius + other.radius


def test_a_unit_that_moves_to_another_town_goes_to_the_disc_of_that_town(map_graph: Any) -> None:
    before = model_of(map_graph)
    old = lay_out(before)
    there = map_graph.nodes[ID + "u-1"]
    for key in ("city", "lat", "lon"):
        map_graph.nodes[ID + "u-2"][key] = there[key]
    after = model_of(map_graph)
    new = lay_out(after, start_of(before, old))
    here = dict(zip((one.id for one in after.nodes), new.positions, strict=True))
    disc = next(site for site in new.sites if site.label.fr == "Ville 1")
    assert math.dist(here["u-2"], (disc.x, disc.y)) <= disc.radius
    assert movement(before, old, after, new)[0] <= 0.01


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_gives_back_the_positions_that_it_was_made_with(
    map_graph: Any, tmp_path: Path, engine: str
) -> None:
    model = model_of(map_graph)
    layout = lay_out(model)
    page = tmp_path / "page.html"
    page.write_text(render_page(model, engine), encoding="utf-8")
    assert read_start(page) == start_of(model, layout)


def test_a_layout_file_is_read_back_and_is_the_same_text(map_graph: Any, tmp_path: Path) -> None:
    model = model_of(map_graph)
    layout = lay_out(model)
    text = layout_json(model, layout)
    start = parse_layout(text.encode())
    assert tuple(start.positions[node.id] for node in model.nodes) == layout.positions
    assert start.sites == layout.sites
    assert json.loads(text)["format"] == "coopgraph-layout/1"


ISLAND = '<script type="application/octet-stream" id="data">'
GOOD = {"format": "coopgraph-layout/1", "sites": [], "nodes": {"a": [1, 2]}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"<!DOCTYPE html><title>x</title>",
        b"[]",
        b"[" * 100_000,
        json.dumps({**GOOD, "format": "other"}).encode(),
        json.dumps({**GOOD, "nodes": []}).encode(),
        json.dumps({**GOOD, "nodes": {"a": [1]}}).encode(),
        json.dumps({**GOOD, "nodes": {"a": [1, "2"]}}).encode(),
        json.dumps({**GOOD, "nodes": {"a": [1, True]}}).encode(),
        json.dumps({**GOOD, "nodes": {"a": [1, float("nan")]}}).encode(),
        json.dumps({**GOOD, "nodes": {"a": [1, 10**400]}}).encode(),
        json.dumps({**GOOD, "sites": {}}).encode(),
        json.dumps({**GOOD, "sites": [["a", "b", 1, 2, 3]]}).encode(),
        json.dumps({**GOOD, "sites": [["a", 5, 1, 2, 3, 4]]}).encode(),
        json.dumps({**GOOD, "sites": [["a", "b", 1, 2, -3, 4]]}).encode(),
        f"{ISLAND}not base64!</script>".encode(),
        f"{ISLAND}AAAA</script>".encode(),
        f"{ISLAND}H4sIAAAAAAAC/6tWKkktLlGyUqpOVbJSyijJzVGqBQDuRFSTFAAAAA==</script>".encode(),
    ],
)
def test_what_is_not_ours_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "strange.html"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=r"strange\.html: neither a page"):
        read_start(file)


def explore(example: Path, *options: str) -> Any:
    command = ["explore", "--no-open", "--data", str(example), "--as-of", "2024-12-31"]
    return CliRunner().invoke(cli, [*command, "--lang", "en", *options])


def test_from_the_command_line(example_folder: Path, tmp_path: Path) -> None:
    old, layout, new = tmp_path / "old.html", tmp_path / "layout.json", tmp_path / "new.html"
    first = explore(example_folder, "-o", str(old), "--layout-to", str(layout))
    assert first.exit_code == 0, first.stderr
    assert "layout.json: written" in first.stderr
    second = explore(example_folder, "-o", str(new), "--layout-from", str(old))
    assert second.exit_code == 0, second.stderr
    assert "entities stay where they stood" in second.stderr
    third = tmp_path / "third.html"
    explore(example_folder, "-o", str(third), "--layout-from", str(layout))
    assert third.read_bytes() == new.read_bytes()
    own = explore(example_folder, "-o", str(old), "--layout-from", str(old))
    assert own.exit_code == 0, "a page may follow itself"


def test_refusals_on_the_command_line_leave_nothing(example_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    other = tmp_path / "other.json"
    other.write_text(json.dumps(GOOD), encoding="utf-8")
    for file, said in (
        (tmp_path / "missing.html", "no such file"),
        (example_folder / "agreements.csv", "neither a page"),
        (other, "knows the place of 0 of"),
    ):
        result = explore(example_folder, "-o", str(target), "--layout-from", str(file))
        assert result.exit_code == 3, result.stderr
        assert said in result.stderr
        assert not target.exists()
    inside = explore(example_folder, "--layout-to", str(example_folder / "x.json"))
    assert inside.exit_code == 2
