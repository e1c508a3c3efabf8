"""Maps of France by region and of the world by country, in fills, hatches and shapes.

Outlines and projections are those of :mod:`coopgraph.outputs.geography` (Natural Earth, public
domain). A state of a region is told by its fill and hatch, a state of a country by the shape of its
mark: both are read in grey.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.outputs.geography import map_of
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.report.figures.outlines import EDGE, GROUND, SIZE, legend_of, patch, prepare
from coopgraph.outputs.report.figures.sites import Site, circle, circle_scale, name_sites

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

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
#: Letters of a line of the legend of France, which has a third of the width.
_LEGEND_WIDTH: Final = 28
#: Shape and colour of the mark of a country by the best state of its instruments.
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "certain": ("o", COLOURS["blue"]),
    "possible": ("D", COLOURS["sky"]),
    "expected": ("^", COLOURS["yellow"]),
    "unknown": ("s", "#FFFFFF"),
    "ended": ("X", COLOURS["grey"]),
}
#: Marks nearer than this are in each other's way, in units of the map.
_NEAR: Final = 30.0
_FRANCE_HEIGHT, _WORLD_HEIGHT = 3.4, 2.8


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
        prepare(axes, frame)
        for code in sorted(frame.outlines):
            fill, hatch = _FILLS.get(regions.get(code, ""), (_NOTHING, ""))
            axes.add_patch(patch(frame.outlines[code], fill, hatch))
        for code, (x, y, width, height) in sorted(frame.insets.items()):
            axes.plot(
                [x, x + width, x + width, x, x],
                [y, y, y + height, y + height, y],
                color="#9A9A9A",
                linewidth=0.5,
            )
            name = frame.names[code][0 if lang == "fr" else 1]
            axes.text(x, y - 5, name, fontsize=SIZE, va="bottom", parse_math=False)
        placed = [
            (site, point)
            for site in sorted(sites, key=lambda one: (-one.structures, one.name))
            if (point := frame.place(site.longitude, site.latitude)) is not None
        ]
        for site, point in placed:
            axes.add_patch(circle(point, site.structures))
        name_sites(axes, frame, placed, height=_FRANCE_HEIGHT)
        left_out = set(frame.outlines) - set(regions)
        _france_legend(beside, legend, title, nothing if left_out else "")
        if sites:
            circle_scale(axes, beside, frame, [site.structures for site in sites], circles)

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
        prepare(axes, frame)
        tinted = {mark.code for mark in marks}
        rest = [
            ring
            for code in sorted(frame.outlines)
            if code not in tinted
            for ring in frame.outlines[code]
        ]
        axes.add_patch(patch(rest, _NOTHING, "", edge="#BDBDBD", width=0.25))
        for code in sorted(tinted & set(frame.outlines)):
            axes.add_patch(patch(frame.outlines[code], "#CFE3EF", "", width=0.25))
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
                fontsize=SIZE + 0.5,
                fontweight="bold",
                va="center",
                bbox=GROUND,
                parse_math=False,
            )
        used = {mark.state for mark in marks}
        legend_of(
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


def _point_handle(shape: str, colour: str) -> Artist:
    from matplotlib.lines import Line2D

    return Line2D(
        [], [], marker=shape, color=colour, linestyle="", markersize=6.5, mec="#000000", mew=0.7
    )


def _france_legend(axes: Axes, legend: Mapping[str, str], title: str, nothing: str) -> None:
    from matplotlib.patches import Patch

    axes.set_axis_off()
    entries = [(*_FILLS[status], words) for status, words in legend.items()]
    if nothing:
        entries.append((_NOTHING, "", nothing))
    handles: list[tuple[Artist, str]] = [
        (
            Patch(facecolor=fill, hatch=hatch, edgecolor=EDGE, linewidth=0.5),
            "\n".join(textwrap.wrap(words, _LEGEND_WIDTH)),
        )
        for fill, hatch, words in entries
    ]
    legend_of(axes, handles, title, loc="upper left", handlelength=2.6, handleheight=1.7)
