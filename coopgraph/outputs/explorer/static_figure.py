"""The drawing as a static figure, for a reader whose browser runs no script.

Made when the page is made, from the same positions: discs of the sites, links, marks in the shapes
and colours of the legend, names of the largest sites and bodies. Small: whole numbers, one path for
all links, drawn in few strokes, and few for all marks of a kind; discs and squares are the round
and square ends of strokes of no length. What does not fit is left out, and the caption says so.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from coopgraph.outputs.explorer.layout import Layout, node_size
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.spacing import Point
from coopgraph.outputs.explorer.views import ExplorerModel, NodeView, Pair
from coopgraph.outputs.safe_text import visible

__all__ = ["StaticFigure", "static_figure"]

#: At most so many marks and links; names are written where there is room.
_MARKS, _LINKS = 1_500, 4_000
_WIDTH = 1_200
#: Outlines for a size of 1, as the page's own script draws them.
_OUTLINES: dict[str, tuple[Point, ...]] = {
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
#: Shapes that the end of a stroke has.
_ENDS = {"dot": "round", "square": "square"}


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
        f'<title id="figure-title">{escape(visible(title))}</title>',
        f'<desc id="figure-about">{escape(about)}</desc>',
        *(
            f'<circle cx="{site.x:.0f}" cy="{site.y:.0f}" r="{site.radius:.0f}" '
            'fill="#788799" fill-opacity="0.13"/>'
            for site in layout.sites
        ),
        '<path fill="none" stroke="#788799" stroke-opacity="0.3" stroke-linejoin="bevel"',
        f' d="{_lines(at, ends)}"/>',
        *_marks(model, at, sizes),
        *_names(model, layout, order, at, text, (left, left + width)),
        "</svg>",
    ]
    return StaticFigure("\n".join(parts), len(order), len(ends))


def _lines(at: dict[int, Point], ends: list[tuple[int, int]]) -> str:
    """Return all links as one path in whole numbers, each drawn once.

    A stroke goes on from link to link as far as it can, so that most points stand once and not for
    each of their links.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in reversed(ends):
        beside[a].append(b)
        beside[b].append(a)
    left = set(ends)
    path = []
    # Strokes begin where an odd number of links meet: there they would end in any case.
    for start in sorted(beside, key=lambda n: (len(beside[n]) % 2 == 0, n)):
        while (stroke := _stroke(start, beside, left))[1:]:
            points = [(round(at[n][0]), round(at[n][1])) for n in stroke]
            steps = [b[i] - a[i] for a, b in itertools.pairwise(points) for i in (0, 1)]
            path.append(f"M{points[0][0]} {points[0][1]}l{_joined(steps)}")
    return "".join(path)


def _stroke(start: int, beside: dict[int, list[int]], left: set[tuple[int, int]]) -> list[int]:
    """Take links that are left, one after another, until none goes on."""
    stroke = [start]
    while True:
        here = stroke[-1]
        while beside[here]:
            other = beside[here].pop()
            link = (min(here, other), max(here, other))
            if link in left:
                left.remove(link)
                stroke.append(other)
                break
        else:
            return stroke


def _joined(numbers: Iterable[int]) -> str:
    """Join numbers of a path; a sign parts them as well as a space."""
    return " ".join(str(number) for number in numbers).replace(" -", "-")


def _marks(model: ExplorerModel, at: dict[int, Point], sizes: dict[int, float]) -> Iterator[str]:
    outlined: dict[str, list[str]] = defaultdict(list)
    ended: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    shapes = {kind.id: kind.shape for kind in NODE_LEGEND}
    for number in sorted(at):
        kind = model.nodes[number].kind
        x, y, size = round(at[number][0]), round(at[number][1]), sizes[number]
        if shapes[kind] in _ENDS:
            ended[kind][round(size)].append(f"M{x} {y}h0")
            continue
        corners = [
            (round(x + px * size), round(y + py * size)) for px, py in _OUTLINES[shapes[kind]]
        ]
        # Steps from corner to corner have fewer digits than places.
        steps = [b[i] - a[i] for a, b in itertools.pairwise(corners) for i in (0, 1)]
        outlined[kind].append(f"M{corners[0][0]} {corners[0][1]}l{_joined(steps)}z")
    for legend in NODE_LEGEND:
        rim = "#ffffff" if legend.hex == "#000000" else "#39424e"
        if legend.id in outlined:
            path = "".join(outlined[legend.id])
            yield f'<path d="{path}" fill="{legend.hex}" stroke="{rim}"/>'
        for size, places in sorted(ended[legend.id].items(), reverse=True):
            # The rim is a larger mark below.
            name = f"figure-{legend.id}-{size}"
            yield (
                f'<g stroke-linecap="{_ENDS[legend.shape]}"><g stroke="{rim}" '
                f'stroke-width="{2 * size + 1}"><path id="{name}" d="{"".join(places)}"/></g>'
                f'<use href="#{name}" stroke="{legend.hex}" stroke-width="{2 * size - 1}"/></g>'
            )


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
                f'fill="currentColor">{escape(visible(name))}</text>'
            )
