"""Maps of France by region and of the world by country, in fills, hatches and shapes.

Outlines and projections are those of :mod:`coopgraph.outputs.geography` (Natural Earth, public
domain). A state of a region is told by its fill and hatch, a state of a country by the shape of its
mark: both are read in grey.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.outputs.geography import Frame, map_of
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path as MplPath

__all__ = ["Mark", "Site", "france_map", "world_map"]

#: Fill and hatch of a region by status of its record.
_FILLS: Final[Mapping[str, tuple[str, str]]] = {
    "covered": (COLOURS["sky"], ""),
    "candidate": ("#FFFFFF", "////"),
    "confirmed": (COLOURS["orange"], "xxxx"),
    "lapsed": (COLOURS["yellow"], "...."),
    "undecidable": ("#FFFFFF", "----"),
    "exempt": ("#DDDDDD", ""),
}
#: Fill of what no record is about.
_NOTHING: Final = "#F4F4F4"
_EDGE: Final = "#4D4D4D"
#: Shape and colour of the mark of a country by the best state of its instruments.
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "certain": ("o", COLOURS["blue"]),
    "possible": ("D", COLOURS["sky"]),
    "expected": ("^", COLOURS["yellow"]),
    "unknown": ("s", "#FFFFFF"),
    "ended": ("X", COLOURS["grey"]),
}
#: Radius of the circle of one structure, in units of the map.
_ONE: Final = 2.7
_SIZE: Final = 7.0
#: Sites with so many structures have their name on the map.
_NAMED: Final = 10
#: White behind a text on a map.
_GROUND: Final[dict[str, Any]] = {
    "facecolor": "#FFFFFF",
    "alpha": 0.75,
    "edgecolor": "none",
    "pad": 0.4,
}
#: Points of an outline nearer to each other than this are drawn as one, in units of the map.
_FINE: Final = 0.8
#: Marks nearer than this are in each other's way, in units of the map.
_NEAR: Final = 30.0
_FRANCE_HEIGHT, _WORLD_HEIGHT = 3.4, 2.8


@dataclass(frozen=True, slots=True)
class Site:
    """A town with the towns around it.

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A country with instruments.

    Attributes
    ----------
    code
        ISO 3166-1 alpha-2; its outline is tinted if the map has it.
    name
        Its name.
    longitude, latitude
        Where its mark stands, in degrees.
    state
        The best state of its instruments: a key of the legend.
    number
        How many instruments; the number beside the mark.
    """

    code: str
    name: str
    longitude: float
    latitude: float
    state: str
    number: int


def france_map(
    regions: Mapping[str, str],
    sites: Sequence[Site],
    *,
    legend: Mapping[str, str],
    title: str,
    nothing: str,
    circles: str,
    lang: str,
) -> Plot:
    """Draw the regions of France by status, and sites as circles whose area is their structures.

    Parameters
    ----------
    regions
        ISO 3166-2 code to status of the record of the region.
    sites
        Sites; those that the map does not show are left out.
    legend
        Status to its words, in the order in which they are listed.
    title
        Heading of the legend.
    nothing
        Words for regions without a record; which stand in the legend if there are any.
    circles
        Heading of the scale of the circles.
    lang
        Language of the names of the insets.

    Returns
    -------
    Plot
    """

    def draw(figure: Figure) -> None:
        frame = map_of("france")
        axes, beside = figure.subplots(1, 2, width_ratios=(2.05, 1.0))
        _prepare(axes, frame)
        for code in sorted(frame.outlines):
            fill, hatch = _FILLS.get(regions.get(code, ""), (_NOTHING, ""))
            axes.add_patch(_patch(frame.outlines[code], fill, hatch))
        for code, (x, y, width, height) in sorted(frame.insets.items()):
            axes.plot(
                [x, x + width, x + width, x, x],
                [y, y, y + height, y + height, y],
                color="#9A9A9A",
                linewidth=0.5,
            )
            name = frame.names[code][0 if lang == "fr" else 1]
            axes.text(x, y - 5, name, fontsize=_SIZE, va="bottom", parse_math=False)
        placed = [
            (site, point)
            for site in sorted(sites, key=lambda one: (-one.structures, one.name))
            if (point := frame.place(site.longitude, site.latitude)) is not None
        ]
        for site, point in placed:
            axes.add_patch(_circle(point, site.structures))
        _name_sites(axes, frame, placed)
        left_out = set(frame.outlines) - set(regions)
        _france_legend(beside, legend, title, nothing if left_out else "")
        if sites:
            _circle_scale(axes, beside, frame, [site.structures for site in sites], circles)

    return Plot(draw, height=_FRANCE_HEIGHT)


def world_map(marks: Sequence[Mark], *, legend: Mapping[str, str], title: str) -> Plot:
    """Draw the countries that instruments reach, each with a mark and its number of instruments.

    Parameters
    ----------
    marks
        The countries.
    legend
        State to its words, in the order in which they are listed; states that no mark has are left
        out.
    title
        Heading of the legend.

    Returns
    -------
    Plot
    """

    def draw(figure: Figure) -> None:
        frame = map_of("world")
        axes = figure.subplots()
        _prepare(axes, frame)
        tinted = {mark.code for mark in marks}
        rest = [
            ring
            for code in sorted(frame.outlines)
            if code not in tinted
            for ring in frame.outlines[code]
        ]
        axes.add_patch(_patch(rest, _NOTHING, "", edge="#BDBDBD", width=0.25))
        for code in sorted(tinted & set(frame.outlines)):
            axes.add_patch(_patch(frame.outlines[code], "#CFE3EF", "", width=0.25))
        placed = [
            (mark, point)
            for mark in sorted(marks, key=lambda one: (-one.number, one.name))
            if (point := frame.place(mark.longitude, mark.latitude)) is not None
        ]
        for mark, point in placed:
            # The number stands on the left where another mark is near on the right.
            crowded = any(
                0 < other[0] - point[0] < _NEAR and abs(other[1] - point[1]) < _NEAR
                for _, other in placed
            )
            shape, colour = _SHAPES[mark.state]
            axes.plot(*point, shape, color=colour, markersize=6.5, mec="#000000", mew=0.7)
            axes.annotate(
                str(mark.number),
                point,
                (-5.5 if crowded else 5.5, 0),
                textcoords="offset points",
                ha="right" if crowded else "left",
                fontsize=_SIZE + 0.5,
                fontweight="bold",
                va="center",
                bbox=_GROUND,
                parse_math=False,
            )
        used = {mark.state for mark in marks}
        _legend(
            axes,
            [
                (_point_handle(*_SHAPES[state]), words)
                for state, words in legend.items()
                if state in used
            ],
            title,
            loc="lower left",
            ncols=1,
        )

    return Plot(draw, height=_WORLD_HEIGHT)


def _prepare(axes: Axes, frame: Frame) -> None:
    axes.set_aspect("equal")
    axes.set_xlim(-4, frame.width + 4)
    axes.set_ylim(frame.height + 4, -4)
    axes.set_axis_off()


def _path(rings: Iterable[Sequence[tuple[float, float]]]) -> MplPath:
    from matplotlib.path import Path as MplPath

    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for ring in rings:
        if not (thin := _thinned(ring)):
            continue
        points += [*thin, thin[0]]
        codes += [MplPath.MOVETO, *[MplPath.LINETO] * (len(thin) - 1), MplPath.CLOSEPOLY]
    return MplPath(points, codes)


def _thinned(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that nobody would see, and islands that are no more than a point."""
    kept = [ring[0]]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) >= _FINE:
            kept.append(point)
    return [(round(x, 2), round(y, 2)) for x, y in kept] if len(kept) > 2 else []


def _patch(
    rings: Iterable[Sequence[tuple[float, float]]],
    fill: str,
    hatch: str,
    *,
    edge: str = _EDGE,
    width: float = 0.5,
) -> Any:
    from matplotlib.patches import PathPatch

    return PathPatch(_path(rings), facecolor=fill, hatch=hatch, edgecolor=edge, linewidth=width)


def _radius(structures: int) -> float:
    return _ONE * math.sqrt(structures)


def _circle(point: tuple[float, float], structures: int) -> Any:
    from matplotlib.patches import Circle

    return Circle(
        point,
        _radius(structures),
        facecolor="#1F1F1F",
        alpha=0.8,
        edgecolor="#FFFFFF",
        linewidth=0.6,
    )


def _name_sites(
    axes: Axes, frame: Frame, placed: Sequence[tuple[Site, tuple[float, float]]]
) -> None:
    """Write the largest sites beside their circles, where they hide least."""
    unit = frame.height / (_FRANCE_HEIGHT * 72)  # units of the map in a point, about
    taken = [
        (
            x - _radius(site.structures),
            y - _radius(site.structures),
            *[2 * _radius(site.structures)] * 2,
        )
        for site, (x, y) in placed
        if site.structures >= _NAMED
    ]
    for site, (x, y) in placed:
        if site.structures < _NAMED:
            continue
        text = f"{visible(site.name)} {site.structures}"
        wide, high = 0.62 * _SIZE * len(text) * unit, 1.15 * _SIZE * unit
        away = _radius(site.structures) + 2
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
            fontsize=_SIZE,
            ha="center",
            va="center",
            bbox=_GROUND,
            parse_math=False,
        )


def _overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the area that two boxes (x, y, width, height) share."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def _point_handle(shape: str, colour: str) -> Artist:
    from matplotlib.lines import Line2D

    return Line2D(
        [], [], marker=shape, color=colour, linestyle="", markersize=6.5, mec="#000000", mew=0.7
    )


def _legend(axes: Axes, entries: Sequence[tuple[Artist, str]], title: str, **where: Any) -> Artist:
    made = axes.legend(
        [handle for handle, _ in entries],
        [visible(words) for _, words in entries],
        title=visible(title),
        fontsize=_SIZE + 0.5,
        title_fontsize=_SIZE + 0.5,
        frameon=False,
        alignment="left",
        borderaxespad=0,
        **where,
    )
    for text in (*made.get_texts(), made.get_title()):
        text.set_parse_math(False)
    return made


def _france_legend(axes: Axes, legend: Mapping[str, str], title: str, nothing: str) -> None:
    from matplotlib.patches import Patch

    axes.set_axis_off()
    entries = [(*_FILLS[status], words) for status, words in legend.items()]
    if nothing:
        entries.append((_NOTHING, "", nothing))
    handles: list[tuple[Artist, str]] = [
        (Patch(facecolor=fill, hatch=hatch, edgecolor=_EDGE, linewidth=0.5), words)
        for fill, hatch, words in entries
    ]
    axes.add_artist(
        _legend(axes, handles, title, loc="upper left", handlelength=2.6, handleheight=1.7)
    )


def _circle_scale(
    axes: Axes, beside: Axes, frame: Frame, sizes: Sequence[int], heading: str
) -> None:
    """Draw circles of known size under the legend, in the units of the map."""
    beside.set_aspect("equal")
    beside.set_xlim(0, frame.width / 2.05)
    beside.set_ylim(frame.height + 4, -4)
    largest = max(sizes)
    steps = sorted({1, max(1, round(largest / 8)), largest})
    base, x = frame.height * 0.93, 10.0
    top = base - 2 * _radius(largest) - 55
    beside.text(x, top, visible(heading), fontsize=_SIZE + 0.5, va="bottom", parse_math=False)
    for number in steps:
        radius = _radius(number)
        beside.add_patch(_circle((x + radius, base - radius), number))
        beside.text(
            x + radius,
            base + 8,
            str(number),
            fontsize=_SIZE,
            ha="center",
            va="top",
            parse_math=False,
        )
        x += 2 * radius + 30
