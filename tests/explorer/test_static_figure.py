"""The figure for readers without script: complete, small, inert, the same every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from coopgraph.outputs.explorer.layout import lay_out
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.static_figure import _OUTLINES, StaticFigure, static_figure
from coopgraph.outputs.explorer.views import Pair

SVG = "{http://www.w3.org/2000/svg}"


def figure_of(graph: Any, title: str = "Essai", about: str = "Dessin") -> StaticFigure:
    model = build_model(graph, sources=[], title=Pair.same(title))
    return static_figure(model, lay_out(model), title=title, about=about)


def starts(figure: StaticFigure, **wanted: str) -> int:
    """Count the strokes of the paths that have some attributes."""
    root = ET.fromstring(figure.svg)  # noqa: S314 - just made
    return sum(
        (path.get("d") or "").count("M")
        for path in root.iter(f"{SVG}path")
        if all(path.get(name) == value for name, value in wanted.items())
    )


def test_every_entity_is_a_mark_and_every_linked_pair_a_line(map_graph: Any) -> None:
    figure = figure_of(map_graph)
    assert figure.marks == map_graph.number_of_nodes()
    pairs = {frozenset(edge[:2]) for edge in map_graph.edges}
    assert figure.links == len(pairs) == starts(figure, fill="none")
    for kind in NODE_LEGEND:
        here = [n for n, data in map_graph.nodes(data=True) if data["kind"] == kind.id]
        assert starts(figure, fill=kind.hex) >= len(here)
    root = ET.fromstring(figure.svg)  # noqa: S314
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "Ville 0" in words
    assert len(words) == len(set(words)), "no name twice"
    assert len(figure.svg) < 40_000


def test_each_shape_of_the_legend_has_its_outline() -> None:
    assert {kind.shape for kind in NODE_LEGEND} - {"dot"} == set(_OUTLINES)


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
    assert names <= {"svg", "title", "desc", "circle", "path", "text"}
    assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)


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
