"""Sites on a map: circles whose area is what stands there, the largest with their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.outputs.geography import Frame
from coopgraph.outputs.report.figures.outlines import GROUND, SIZE
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Placed", "Site", "circle", "circle_scale", "name_sites", "radius_of"]

#: Radius of the circle of one structure, in units of the map.
_ONE: Final = 2.7
#: A site and where it stands on the map.
Placed = tuple["Site", tuple[float, float]]
#: Sites with so many structures have their name on the map.
_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class Site:
    """A city with the cities around it.

    Attributes
    ----------
    name
        Its name.
    longitude, latitude
        Degrees.
    structures
        How many stand there; the area of its circle.
    """

    name: str
    longitude: float
    latitude: float
    structures: int


def radius_of(structures: int) -> float:
    """Return the radius of a circle, in units of the map, so that its area is the number."""
    return _ONE * math.sqrt(structures)


def circle(point: tuple[float, float], structures: int) -> Any:
    """Return the circle of a site, dark and edged in white so that it is read on any fill."""
    from matplotlib.patches import Circle

    return Circle(
        point,
        radius_of(structures),
        facecolor="#1F1F1F",
        alpha=0.8,
        edgecolor="#FFFFFF",
        linewidth=0.6,
    )


def name_sites(axes: Axes, frame: Frame, placed: Sequence[Placed], *, height: float) -> None:
    """Write the largest sites beside their circles, where they hide least.

    Parameters
    ----------
    axes
        Where the map is drawn.
    frame
        The map.
    placed
        The sites, the largest first.
    height
        Height of the figure in inches.
    """
    unit = frame.height / (height * 72)  # units of the map in a point, about
    taken = [
        (
            x - radius_of(site.structures),
            y - radius_of(site.structures),
            *[2 * radius_of(site.structures)] * 2,
        )
        for site, (x, y) in placed
        if site.structures >= _NAMED
    ]
    for site, (x, y) in placed:
        if site.structures < _NAMED:
            continue
        text = f"{visible(site.name)} {site.structures}"
        wide, high = 0.62 * SIZE * len(text) * unit, 1.15 * SIZE * unit
        away = radius_of(site.structures) + 2
        corners = {
            "right": (x + away, y - high / 2),
            "left": (x - away - wide, y - high / 2),
            "below": (x - wide / 2, y + away),
            "above": (x - wide / 2, y - away - high),
        }
        best = min(
            corners.values(),
            key=lambda corner: sum(_overlap((*corner, wide, high), box) for box in taken),
        )
        taken.append((*best, wide, high))
        axes.text(
            best[0] + wide / 2,
            best[1] + high / 2,
            text,
            fontsize=SIZE,
            ha="center",
            va="center",
            bbox=GROUND,
            parse_math=False,
        )


def _overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the area that two boxes (x, y, width, height) share."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def circle_scale(
    axes: Axes, beside: Axes, frame: Frame, sizes: Sequence[int], heading: str
) -> None:
    """Draw circles of known size under the legend, in the units of the map."""
    beside.set_aspect("equal")
    beside.set_xlim(0, frame.width / 2.05)
    beside.set_ylim(frame.height + 4, -4)
    largest = max(sizes)
    steps = sorted({1, max(1, round(largest / 8)), largest})
    base, x = frame.height * 0.93, 10.0
    top = base - 2 * radius_of(largest) - 55
    beside.text(x, top, visible(heading), fontsize=SIZE + 0.5, va="bottom", parse_math=False)
    for number in steps:
        radius = radius_of(number)
        beside.add_patch(circle((x + radius, base - radius), number))
        beside.text(
            x + radius,
            base + 8,
            str(number),
            fontsize=SIZE,
            ha="center",
            va="top",
            parse_math=False,
        )
        x += 2 * radius + 30
