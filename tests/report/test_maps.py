"""Maps: every region and country on its outline, states told without colour, names as text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from coopgraph.landscape import Landscape
from coopgraph.outputs.geography import map_of
from coopgraph.outputs.report.figures import maps
from coopgraph.outputs.report.figures.maps import Mark, Site, france_map, world_map
from coopgraph.outputs.report.figures.sites import radius_of
from coopgraph.outputs.report.sections import regions as chapter
from tests.report.hand import HOSTILE, findings

LEGEND = {"covered": "in force", "candidate": "not found"}


def france(**states: str) -> str:
    regions = {code.replace("_", "-"): state for code, state in states.items()}
    sites = [Site("Rennes", -1.67, 48.11, 30), Site("New York", -74.0, 40.7, 12)]
    return france_map(
        regions,
        sites,
        legend=LEGEND,
        title="convention",
        nothing="none",
        circles="sites",
        lang="en",
    ).svg


def test_a_map_is_sound_xml_with_names_as_text() -> None:
    svg = france(FR_BRE="covered", FR_974="candidate")
    words = _words(svg)
    assert {"Rennes 30", "in force", "not found", "none", "French Guiana", "Mayotte"} <= words
    assert "New York 12" not in words  # the map does not show it


def test_the_legend_is_whole_and_said_once() -> None:
    long = "ended, and nothing later was found in the graph (1)"
    svg = france_map(
        {"FR-BRE": "lapsed"},
        [],
        legend={"lapsed": long},
        title="regional convention",
        nothing="none",
        circles="sites",
        lang="en",
    ).svg
    root = ET.fromstring(svg)  # noqa: S314 - just made
    lines = [e.text for e in root.iter() if e.text and not e.text.isspace()]
    said = [text for text in lines if text in long]
    assert " ".join(said) == long
    assert max(map(len, said)) <= maps._LEGEND_WIDTH
    assert lines.count("regional convention") == 1


def _words(svg: str) -> set[str]:
    root = ET.fromstring(svg)  # noqa: S314 - just made
    return {element.text for element in root.iter() if element.text}


def test_states_differ_without_colour() -> None:
    fills = list(maps._FILLS.values())
    greys = [(round(_grey(fill), 1), hatch) for fill, hatch in fills]
    assert len(set(greys)) == len(fills)
    shapes = [shape for shape, _ in maps._SHAPES.values()]
    assert len(set(shapes)) == len(shapes)


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_region_is_hatched_by_its_state() -> None:
    """One more shape is filled by the pattern of the legend."""
    covered, candidate = france(FR_20R="covered"), france(FR_20R="candidate")
    assert candidate.count("url(#h") == covered.count("url(#h") + 1


def test_a_map_is_the_same_each_time() -> None:
    assert france(FR_BRE="covered", FR_20R="candidate") == france(
        FR_20R="candidate", FR_BRE="covered"
    )


def test_the_world_shows_marks_and_numbers() -> None:
    marks = [
        Mark("JP", "Japan", 139.7, 35.7, "certain", 3),
        Mark("XX", HOSTILE, 10.0, 50.0, "ended", 1),
    ]
    legend = {"certain": "in force", "possible": "maybe", "ended": HOSTILE}
    svg = world_map(marks, legend=legend, title="state").svg
    words = _words(svg)
    assert {"3", "1", "in force", HOSTILE} <= words
    assert "maybe" not in words  # no mark is in that state


def test_circles_grow_with_their_area() -> None:
    assert radius_of(40) == pytest.approx(2 * radius_of(10))


def test_every_region_with_a_record_is_on_the_map(
    curated_landscape: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}

    def spy(regions: Any, sites: Any, **rest: Any) -> Any:
        seen.update(regions=dict(regions), sites=list(sites))
        return france_map(regions, sites, **rest)

    monkeypatch.setattr(chapter, "france_map", spy)
    report = curated_landscape.report("convention", lang="en")
    regions = [gap for gap in report.gaps if gap.rule == "convention-region"]
    assert len(seen["regions"]) == len(regions)
    assert set(seen["regions"]) <= set(map_of("france").outlines)
    assert sorted(seen["regions"].values()) == sorted(gap.status.value for gap in regions)
    placed = sum(site.structures for site in seen["sites"])
    assert placed == sum(gap.structures or 0 for gap in regions)
    names = [site.name for site in seen["sites"]]
    assert "Villejuif" not in names and names[0] == "Paris"  # a suburb is counted with its city
    assert {"Cayenne", "Saint-Denis (La Réunion)"} <= set(names)


def test_suburbs_are_counted_with_their_town() -> None:
    found = findings()
    regions = [gap for gap in found.of_type("convention") if gap.rule == "convention-region"]
    sites = chapter._sites(found, regions)
    assert [(site.name, site.structures) for site in sites] == [
        ("rennes", 3),
        ("brest", 1),
        ("corte", 1),
    ]


def test_text_is_large_enough() -> None:
    svg = france(FR_BRE="covered")
    sizes = [float(size) for size in re.findall(r"font-size: ([0-9.]+)px", svg)]
    assert sizes and min(sizes) >= 7
