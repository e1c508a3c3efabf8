"""Maps: projections against published values, outlines that hold the places they should."""

from __future__ import annotations

import csv
import itertools
import math
from functools import cache

import pytest

from coopgraph.outputs.geography import Frame, map_of
from coopgraph.outputs.geography import _equal_earth as equal_earth
from coopgraph.outputs.geography import _lambert as lambert
from coopgraph.resources import curated_dir


@cache
def places() -> list[dict[str, str]]:
    with (curated_dir() / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def inside(frame: Frame, code: str, point: tuple[float, float]) -> bool:
    """Cast a ray to the right and count borders, ring by ring."""
    x, y = point
    for ring in frame.outlines[code]:
        crossings = 0
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossings += 1
        if crossings % 2:
            return True
    return False


def test_equal_earth_matches_the_published_extent() -> None:
    # Šavrič et al. 2018: the width of the world is 2 × 2.70663 radii, its height 2 × 1.31737.
    assert equal_earth(180, 0)[0] == pytest.approx(2.70663, abs=1e-5)
    assert equal_earth(0, 90)[1] == pytest.approx(-1.31737, abs=1e-5)


def test_lambert_keeps_scale_on_its_standard_parallels() -> None:
    for latitude in (44.0, 49.0):
        (x1, y1), (x2, y2) = lambert(2.9, latitude), lambert(3.1, latitude)
        arc = math.radians(0.2) * math.cos(math.radians(latitude))
        assert math.hypot(x2 - x1, y2 - y1) == pytest.approx(arc, rel=1e-5)


@pytest.mark.parametrize(
    ("city", "region"),
    [
        ("paris", "FR-IDF"),
        ("lyon", "FR-ARA"),
        ("rennes", "FR-BRE"),
        ("toulouse", "FR-OCC"),
        ("strasbourg", "FR-GES"),
        ("lille", "FR-HDF"),
    ],
)
def test_cities_stand_in_their_region(city: str, region: str) -> None:
    row = next(row for row in places() if row["id"] == city)
    france = map_of("france")
    point = france.place(float(row["longitude"]), float(row["latitude"]))
    assert point is not None
    assert [code for code in france.outlines if inside(france, code, point)] == [region]


def test_every_french_place_of_the_landscape_is_on_the_map_of_france() -> None:
    rows = places()
    regions = {row["id"] for row in rows if row["iso_code"].startswith("FR-")}
    france = map_of("france")
    missing = [
        row["id"]
        for row in rows
        if (row["within"] in regions or row["id"] in regions)
        and row["latitude"]
        and france.place(float(row["longitude"]), float(row["latitude"])) is None
    ]
    assert len(regions) == 18
    assert missing == []


def test_every_country_and_region_of_the_landscape_has_an_outline() -> None:
    world, france = map_of("world").outlines, map_of("france").outlines
    codes = {row["iso_code"] for row in places() if row["class"] == "Country"}
    assert len(codes) > 100
    # The Vatican is smaller than a hundredth of a degree.
    assert codes - set(world) == {"VA"}
    assert {row["iso_code"] for row in places() if row["iso_code"].startswith("FR-")} == set(france)


@pytest.mark.parametrize("name", ["france", "world"])
def test_outlines_are_closed_and_within_the_figure(name: str) -> None:
    frame = map_of(name)  # type: ignore[arg-type]
    for rings in frame.outlines.values():
        assert rings
        for ring in rings:
            assert ring[0] == ring[-1]
            assert all(-1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1 for x, y in ring)


def test_overseas_regions_stand_in_their_inset() -> None:
    france = map_of("france")
    assert set(france.insets) == {"FR-971", "FR-972", "FR-973", "FR-974", "FR-976"}
    for code, (x, y, width, height) in france.insets.items():
        points = [point for ring in france.outlines[code] for point in ring]
        assert all(x <= px <= x + width and y <= py <= y + height for px, py in points)
    assert france.names["FR-973"] == ("Guyane", "French Guiana")
    assert set(france.names) == set(france.insets)
    tops = sorted((y, y + height) for _, y, _, height in france.insets.values())
    # Names stand above.
    assert tops[0][0] >= 30
    assert all(after - before >= 30 for (_, before), (after, _) in itertools.pairwise(tops))


def test_a_path_is_a_closed_figure_of_plain_numbers() -> None:
    path = map_of("france").path("FR-IDF")
    assert path.startswith("M") and path.endswith("Z")
    assert set(path) <= set("MLZ0123456789. -")
