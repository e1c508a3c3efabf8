"""Maps of France and of the world as flat figures: outlines, projections, insets overseas.

For the drawings of the explorer and the reports: no tiles, nothing fetched. Outlines come from
Natural Earth (public domain) and are made by ``tools/outlines.py``.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["Frame", "MapName", "map_of"]

MapName = Literal["france", "world"]
Point = tuple[float, float]

#: Lambert-93, the official projection of metropolitan France (RGF93 v1, EPSG:2154), on a sphere:
#: standard parallels 44° and 49°, origin 46.5° N 3° E.
_LAMBERT = (math.radians(44), math.radians(49), math.radians(46.5), math.radians(3))
#: Regions overseas, one inset under the other: names in French and English; centre in degrees;
#: degrees of latitude that the inset shows.
_OVERSEAS: dict[str, tuple[tuple[str, str], Point, float]] = {
    "FR-971": (("Guadeloupe", "Guadeloupe"), (-61.40, 16.20), 0.95),
    "FR-972": (("Martinique", "Martinique"), (-61.00, 14.65), 0.75),
    "FR-973": (("Guyane", "French Guiana"), (-53.10, 3.95), 4.2),
    "FR-974": (("La Réunion", "Réunion"), (55.53, -21.12), 0.75),
    "FR-976": (("Mayotte", "Mayotte"), (45.15, -12.82), 0.55),
}
#: Side of an inset and room above it for its name, in thousandths of the width of the figure.
_INSET, _NAME = 122.0, 30.0
#: The same with the corner of each inset.
_INSETS: dict[str, tuple[float, float, float, Point, float]] = {
    code: (0.0, _NAME + number * (_INSET + _NAME), _INSET, centre, span)
    for number, (code, (_, centre, span)) in enumerate(_OVERSEAS.items())
}
_INSET_STRIP = 150.0


def _equal_earth(longitude: float, latitude: float) -> Point:
    """Project by Equal Earth (Šavrič et al. 2018, doi:10.1080/13658816.2018.1504949)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    half_root = math.sqrt(3) / 2
    theta = math.asin(half_root * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (
        math.radians(longitude)
        * math.cos(theta)
        / (half_root * (a1 + 3 * a2 * squared + sixth * (7 * a3 + 9 * a4 * squared)))
    )
    return x, -theta * (a1 + a2 * squared + sixth * (a3 + a4 * squared))


def _lambert(longitude: float, latitude: float) -> Point:
    """Project by a Lambert conformal conic (Snyder 1987, Map Projections, eq. 15-1 to 15-3)."""
    first, second, origin, meridian = _LAMBERT

    def isometric(phi: float) -> float:
        return math.tan(math.pi / 4 + phi / 2)

    n = math.log(math.cos(first) / math.cos(second)) / math.log(
        isometric(second) / isometric(first)
    )
    factor = math.cos(first) * isometric(first) ** n / n
    radius = factor / isometric(math.radians(latitude)) ** n
    angle = n * (math.radians(longitude) - meridian)
    return radius * math.sin(angle), radius * math.cos(angle) - factor / isometric(origin) ** n


@dataclass(frozen=True, slots=True)
class Frame:
    """A map as a flat figure.

    Attributes
    ----------
    name
        ``france`` or ``world``.
    width, height
        Size of the figure, in its own units; y grows downwards.
    outlines
        ISO code (3166-1 alpha-2 of a country, 3166-2 of a French region) to its closed rings.
    insets
        ISO code of a region overseas to the frame of its inset: x, y, width, height. Its name fits
        above.
    names
        ISO code of such a region to its name in French and English.
    """

    name: MapName
    width: float
    height: float
    outlines: dict[str, tuple[tuple[Point, ...], ...]]
    insets: dict[str, tuple[float, float, float, float]]
    names: dict[str, tuple[str, str]]

    def place(self, longitude: float, latitude: float) -> Point | None:
        """Return where a place stands in the figure, or None if the map does not show it.

        Parameters
        ----------
        longitude, latitude
            WGS 84, degrees.

        Returns
        -------
        tuple of float, or None

        Examples
        --------
        >>> france = map_of("france")
        >>> paris, lyon = france.place(2.35, 48.85), france.place(4.85, 45.75)
        >>> paris is not None and lyon is not None and paris[1] < lyon[1]
        True
        >>> france.place(-74.0, 40.7) is None
        True
        """
        if self.name == "world":
            return _on_world(longitude, latitude)
        return _on_france(longitude, latitude)

    def path(self, code: str) -> str:
        """Return an outline as the ``d`` of an SVG path, with one decimal.

        Parameters
        ----------
        code
            A key of `outlines`.

        Returns
        -------
        str
            Closed subpaths.

        Raises
        ------
        KeyError
            If the map has no such outline.
        """
        return "".join(
            "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in ring[:-1]) + "Z"
            for ring in self.outlines[code]
        )


def _short(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


@cache
def _world_scale() -> tuple[float, float, float]:
    left, _ = _equal_earth(-180, 0)
    _, top = _equal_earth(0, 84)
    return left, top, 1000 / (-2 * left)


def _on_world(longitude: float, latitude: float) -> Point:
    left, top, scale = _world_scale()
    x, y = _equal_earth(longitude, latitude)
    return (x - left) * scale, (y - top) * scale


@cache
def _france_scale() -> tuple[float, float, float]:
    """Fit metropolitan France (5.2° W to 9.7° E, 41.3° N to 51.2° N) beside the insets."""
    corners = [_lambert(x, y) for x in (-5.2, 2.5, 9.7) for y in (41.3, 51.2)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    return left, min(y for _, y in corners), (1000 - _INSET_STRIP) / (right - left)


def _on_france(longitude: float, latitude: float) -> Point | None:
    for _, (x, y, size, (east, north), span) in _INSETS.items():
        scale = size / span
        dx = (longitude - east) * math.cos(math.radians(north)) * scale
        dy = (north - latitude) * scale
        if max(abs(dx), abs(dy)) <= size / 2:
            return x + size / 2 + dx, y + size / 2 + dy
    if not (-6 <= longitude <= 10.5 and 41 <= latitude <= 51.6):
        return None
    left, top, scale = _france_scale()
    x, y = _lambert(longitude, latitude)
    return _INSET_STRIP + (x - left) * scale, (y - top) * scale


@cache
def map_of(name: MapName) -> Frame:
    """Return a map.

    Parameters
    ----------
    name
        ``france``: regions, in the official projection, overseas in insets. ``world``: countries,
        in a projection that keeps areas comparable.

    Returns
    -------
    Frame

    Examples
    --------
    >>> sorted(map_of("france").outlines)[:3]
    ['FR-20R', 'FR-971', 'FR-972']
    >>> "JP" in map_of("world").outlines
    True
    """
    content = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    scale = content["scale"]
    place = _on_world if name == "world" else _on_france
    outlines: dict[str, tuple[tuple[Point, ...], ...]] = {}
    for code, rings in content["outlines"].items():
        placed = []
        for ring in rings:
            points = [
                place(x / scale, y / scale) for x, y in zip(ring[::2], ring[1::2], strict=True)
            ]
            if all(point is not None for point in points):
                placed.append(tuple(point for point in points if point is not None))
        outlines[code] = tuple(placed)
    height = max(y for rings in outlines.values() for ring in rings for _, y in ring)
    insets = (
        {code: (x, y, size, size) for code, (x, y, size, *_) in _INSETS.items()}
        if name == "france"
        else {}
    )
    lowest = max((y + size for _, y, _, size in insets.values()), default=0.0)
    names = {code: _OVERSEAS[code][0] for code in insets}
    return Frame(name, 1000.0, max(height, lowest), outlines, insets, names)
