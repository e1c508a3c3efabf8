"""The drawing as a static figure, for a reader whose browser runs no script.

Made when the page is made, from the same positions: discs of the sites, links, marks in the shapes
and colours of the legend, names of the largest sites and bodies. Small: whole numbers, one path for
all links and one for all marks of a kind. What does not fit is left out, and the caption says so.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from coopgraph.outputs.explorer.layout import Layout, node_size
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.spacing import Point
from coopgraph.outputs.explorer.views import ExplorerModel, NodeView, Pair

__all__ = ["StaticFigure", "static_figure"]

#: At most so many marks and links; names are written where there is room.
_MARKS, _LINKS = 1_500, 4_000
_WIDTH = 1_200
#: Outlines for a size of 1, as the page's own script draws them.
_OUTLINES: dict[str, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -1.01), (1.15, 0.98), (-1.15, 0.98)),
    "triangleDown": ((0, 1.01), (1.15, -0.98), (-1.15, -0.98)),
    "star": tuple(
        (
            (0.41 if n % 2 else 1.066) * math.sin(n * math.pi / 5),
            0.082 - (0.41 if n % 2 else 1.066) * math.cos(n * math.pi / 5),
        )
        for n in range(10)
    ),
    "hexagon": tuple((math.cos(n * math.pi / 3), math.sin(n * math.pi / 3)) for n in range(6)),
}


@dataclass(frozen=True, slots=True)
class StaticFigure:
    """A figure as SVG, and what it leaves out.

    Attributes
    ----------
    svg
        The element, in the language of the page; every text escaped.
    marks, links
        How many are drawn.
    """

    svg: str
    marks: int
    links: int


def static_figure(model: ExplorerModel, layout: Layout, *, title: str, about: str) -> StaticFigure:
    """Draw the landscape without a script.

    Teams inside units are left out, as when the page opens.

    Parameters
    ----------
    model, layout
        What is shown, and where.
    title, about
        Accessible name and description.

    Returns
    -------
    StaticFigure
        At most some 1,500 marks, those with most links; no style, script or address in it.
    """
    order = sorted(
        (number for number, node in enumerate(model.nodes) if node.unit is None),
        key=lambda number: (-model.nodes[number].links, number),
    )[:_MARKS]
    drawn = set(order)
    ends = sorted(
        {
            (min(link.tail, link.head), max(link.tail, link.head))
            for link in model.links
            if link.tail in drawn and link.head in drawn
        }
    )
    # Links of what is linked least say most; those of the hubs are alike.
    ends = sorted(
        sorted(ends, key=lambda pair: sum(model.nodes[end].links for end in pair))[:_LINKS]
    )
    at = {number: layout.positions[number] for number in order}
    sizes = {number: node_size(model.nodes[number]) for number in order}
    xs = [x + side * sizes[n] for n, (x, _) in at.items() for side in (-1, 1)] or [0.0, 1.0]
    ys = [y + side * sizes[n] for n, (_, y) in at.items() for side in (-1, 1)] or [0.0, 1.0]
    left, top = min(xs) - 40, min(ys) - 60
    width, height = max(xs) + 40 - left, max(ys) + 60 - top
    text = width / _WIDTH * 15
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" class="figure"',
        ' aria-labelledby="figure-title" aria-describedby="figure-about"',
        f' viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}">',
        f'<title id="figure-title">{escape(title)}</title>',
        f'<desc id="figure-about">{escape(about)}</desc>',
        *(
            f'<circle cx="{site.x:.0f}" cy="{site.y:.0f}" r="{site.radius:.0f}" '
            'fill="#788799" fill-opacity="0.13"/>'
            for site in layout.sites
        ),
        f'<path d="{_lines(at, ends)}" fill="none" stroke="#788799" stroke-opacity="0.3"/>',
        *_marks(model, at, sizes),
        *_names(model, layout, order, at, text, (left, left + width)),
        "</svg>",
    ]
    return StaticFigure("\n".join(parts), len(order), len(ends))


def _lines(at: dict[int, Point], ends: list[tuple[int, int]]) -> str:
    """Return all links as one path in whole numbers, each from its first end."""
    path = []
    for a, b in ends:
        (ax, ay), (bx, by) = ((round(x), round(y)) for x, y in (at[a], at[b]))
        path.append(f"M{ax} {ay}l{bx - ax} {by - ay}")
    return "".join(path)


def _marks(model: ExplorerModel, at: dict[int, Point], sizes: dict[int, float]) -> Iterator[str]:
    paths: dict[str, list[str]] = defaultdict(list)
    shapes = {kind.id: kind.shape for kind in NODE_LEGEND}
    for number in sorted(at):
        kind = model.nodes[number].kind
        x, y, size = round(at[number][0]), round(at[number][1]), sizes[number]
        outline = _OUTLINES.get(shapes[kind])
        if outline is None:
            r = round(size)
            paths[kind].append(f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z")
        else:
            corners = [(round(x + px * size), round(y + py * size)) for px, py in outline]
            # Steps from corner to corner have fewer digits than places.
            steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(corners))
            paths[kind].append(f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z")
    for legend in NODE_LEGEND:
        if legend.id in paths:
            rim = ' stroke="#ffffff"' if legend.hex == "#000000" else ' stroke="#39424e"'
            yield f'<path d="{"".join(paths[legend.id])}" fill="{legend.hex}"{rim}/>'


def _names(
    model: ExplorerModel,
    layout: Layout,
    order: list[int],
    at: dict[int, Point],
    text: float,
    frame: tuple[float, float],
) -> Iterator[str]:
    """Write names, of sites and then of the most linked, where none covers another.

    A name at the border of the frame is moved inwards.
    """
    english = model.lang == "en"
    taken: list[tuple[float, float, float, float]] = []

    def said(pair: Pair) -> str:
        return pair.en if english else pair.fr

    def short(node: NodeView) -> str:
        return node.short if len(node.short) < 30 else node.acronym

    wanted = [
        (said(site.label), site.x, site.y - site.radius - text * 0.4, text * 1.1)
        for site in layout.sites
    ]
    wanted += [
        (short(model.nodes[n]), at[n][0], at[n][1] + node_size(model.nodes[n]) + text, text)
        for n in order[:40]
    ]
    for name, x, y, size in wanted:
        half = 0.3 * size * len(name)
        x = max(frame[0] + half, min(x, frame[1] - half))
        box = (x - half, y - size, x + half, y + size * 0.3)
        covered = any(
            box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken
        )
        if name and not covered:
            taken.append(box)
            yield (
                f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" text-anchor="middle" '
                f'fill="currentColor">{escape(name)}</text>'
            )
