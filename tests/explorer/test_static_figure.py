"""The figure for readers without script: complete, small, inert, the same every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from coopgraph.outputs.explorer.layout import lay_out
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.static_figure import _ENDS, _OUTLINES, StaticFigure, static_figure
from coopgraph.outputs.explorer.views import Pair

SVG = "{http://www.w3.org/2000/svg}"


def figure_of(graph: Any, title: str = "Essai", about: str = "Dessin") -> StaticFigure:
    model = build_model(graph, sources=[], title=Pair.same(title))
    return static_figure(model, lay_out(model), title=title, about=about)


def marks(figure: StaticFigure, colour: str) -> int:
    """Count the marks of a colour: outlines, and ends of strokes of no length."""
    root = ET.fromstring(figure.svg)  # noqa: S314 - just made
    paths = {path.get("id"): path for path in root.iter(f"{SVG}path")}
    drawn = [path for path in paths.values() if path.get("fill") == colour]
    for use in root.iter(f"{SVG}use"):
        if use.get("stroke") == colour:
            drawn.append(paths[use.attrib["href"].removeprefix("#")])
    return sum(path.attrib["d"].count("M") for path in drawn)


def lines(figure: StaticFigure) -> list[frozenset[tuple[int, int]]]:
    """Return both ends of every line, from the strokes of the one path of lines."""
    root = ET.fromstring(figure.svg)  # noqa: S314 - just made
    (path,) = (one for one in root.iter(f"{SVG}path") if one.get("fill") == "none")
    found = []
    for stroke in path.attrib["d"].split("M")[1:]:
        x, y, *steps = (int(one) for one in re.findall(r"-?\d+", stroke))
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            found.append(frozenset({(x, y), (x + dx, y + dy)}))
            x, y = x + dx, y + dy
    return found


def test_every_entity_is_a_mark_and_every_linked_pair_a_line(map_graph: Any) -> None:
    figure = figure_of(map_graph)
    assert figure.marks == map_graph.number_of_nodes()
    pairs = {frozenset(edge[:2]) for edge in map_graph.edges}
    model = build_model(map_graph, sources=[], title=Pair.same("Essai"))
    at = {
        node.iri: (round(x), round(y))
        for node, (x, y) in zip(model.nodes, lay_out(model).positions, strict=True)
    }
    assert figure.links == len(pairs)
    assert sorted(map(sorted, lines(figure))) == sorted(
        sorted({at[one] for one in pair}) for pair in pairs
    )
    for kind in NODE_LEGEND:
        here = [n for n, data in map_graph.nodes(data=True) if data["kind"] == kind.id]
        assert marks(figure, kind.hex) >= len(here)
    root = ET.fromstring(figure.svg)  # noqa: S314
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "Ville 0" in words
    assert len(words) == len(set(words)), "no name twice"
    assert len(figure.svg) < 40_000


def test_each_shape_of_the_legend_has_its_outline() -> None:
    assert {kind.shape for kind in NODE_LEGEND} == set(_OUTLINES) | set(_ENDS)


def test_teams_inside_units_are_left_out(team_graph: Any) -> None:
    assert figure_of(team_graph).marks == 4


def test_all_stands_inside_the_frame(map_graph: Any) -> None:
    figure = figure_of(map_graph)
    root = ET.fromstring(figure.svg)  # noqa: S314
    left, top, width, height = (float(one) for one in root.attrib["viewBox"].split())
    for path in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?\d+) (-?\d+)", path.get("d") or ""):
            assert left <= float(x) <= left + width
            assert top <= float(y) <= top + height


def test_hostile_texts_are_texts_and_two_runs_are_the_same(hostile_graph: Any) -> None:
    title = "</title><svg onload=window.__xss=5>-->"
    figure = figure_of(hostile_graph, title, title)
    assert figure == figure_of(hostile_graph, title, title)
    root = ET.fromstring(figure.svg)  # noqa: S314
    assert root.findtext(f"{SVG}title") == title
    names = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert names <= {"svg", "title", "desc", "circle", "path", "text", "g", "use"}
    assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)
    assert all(use.attrib["href"].startswith("#") for use in root.iter(f"{SVG}use"))


def test_a_large_landscape_is_cut_and_the_count_says_so(small_graph: Any) -> None:
    unit = small_graph.nodes["https://w3id.org/coopgraph/id/u-2"]
    link = next(data for *_, data in small_graph.edges(data=True))
    for number in range(2_000):
        iri = f"https://w3id.org/coopgraph/id/many-{number}"
        small_graph.add_node(iri, **unit)
        small_graph.add_edge(iri, "https://w3id.org/coopgraph/id/body", key="c", **link)
    figure = figure_of(small_graph)
    assert figure.marks == 1_500
    assert figure.links < 2_000
    assert len(figure.svg) < 150_000


def test_nothing_at_all_is_a_figure_too(small_graph: Any) -> None:
    small_graph.remove_nodes_from(list(small_graph))
    assert figure_of(small_graph).marks == 0


def test_names_stay_inside_the_frame(map_graph: Any) -> None:
    for town in range(12):
        long = f"Saint-Germain-des-Longs-Noms-sur-{town}"
        map_graph.graph["others"][f"https://w3id.org/coopgraph/id/town-{town}"] = (long, "")
    root = ET.fromstring(figure_of(map_graph).svg)  # noqa: S314
    left, _, width, _ = (float(one) for one in root.attrib["viewBox"].split())
    names = [text for text in root.iter(f"{SVG}text") if len(text.text or "") > 30]
    assert len(names) > 5
    for text in names:
        half = 0.3 * float(text.attrib["font-size"]) * len(text.text or "")
        assert left - 2 <= float(text.attrib["x"]) - half
        assert float(text.attrib["x"]) + half <= left + width + 2
