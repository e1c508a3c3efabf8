"""Nodes and edges as a drawing: where they stand, and where their names hide least."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from coopgraph.outputs.explorer.legend import NODE_LEGEND, OKABE_ITO
from coopgraph.outputs.network_part import SHORT, sorted_part
from coopgraph.outputs.plots import cut_label

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from coopgraph.projection.networks import Network

__all__ = ["draw_network"]

_MARKS: Final[Mapping[str, str]] = {
    "square": "s",
    "triangle": "^",
    "triangleDown": "v",
    "diamond": "D",
    "dot": "o",
    "star": "*",
    "hexagon": "h",
}
_KINDS: Final = frozenset(kind.id for kind in NODE_LEGEND)


def draw_network(axes: Axes, network: Network, shown: nx.Graph[str], lang: str) -> None:
    """Draw nodes and edges with names and a legend of the kinds.

    Parameters
    ----------
    axes
        Where it is drawn.
    network
        The network, which names its nodes.
    shown
        The part that is drawn.
    lang
        ``fr`` or ``en``.
    """
    from matplotlib.lines import Line2D

    points = _places(shown)
    weights = [weight for *_, weight in shown.edges(data="weight", default=1.0)]
    most = max(weights, default=1.0)
    for one, other, weight in shown.edges(data="weight", default=1.0):
        axes.plot(
            *zip(points[one], points[other], strict=True),
            color="#777777",
            linewidth=0.5 + 2.5 * weight / most,
            alpha=0.7,
            zorder=1,
        )
    handles = []
    for kind in NODE_LEGEND:
        nodes = [node for node in shown if shown.nodes[node].get("kind") == kind.id]
        if nodes:
            mark = {"marker": _MARKS[kind.shape], "color": kind.hex, "markeredgecolor": "black"}
            look: dict[str, Any] = {**mark, "linestyle": "none", "markeredgewidth": 0.6}
            name = kind.en if lang == "en" else kind.fr
            handles.append(Line2D([], [], markersize=6, label=name, **look))
            for node in nodes:
                size = 5.0 + 2.0 * math.sqrt(len(shown[node]))
                axes.plot(*points[node], markersize=size, zorder=2, **look)
    other_nodes = [node for node in shown if shown.nodes[node].get("kind") not in _KINDS]
    for node in other_nodes:
        axes.plot(*points[node], "o", color=OKABE_ITO["sky"], markeredgecolor="black", zorder=2)
    names = {node: cut_label(network.label(node, lang), room=SHORT) for node in shown}
    for node, (x, y, side) in _labels(shown, points, names).items():
        written = axes.text(
            x, y, names[node],
            ha=side, va="center", fontsize=6, parse_math=False, zorder=3,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4},
        )  # fmt: skip
        written.set_in_layout(False)  # names may reach over the edge of the axes
    axes.set_axis_off()
    axes.margins(0.08)
    if handles:
        axes.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3,
            frameon=False, fontsize=7,
        )  # fmt: skip


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Place the nodes: each component by the lengths of its ways, the components in rows."""
    import networkx as nx

    points: dict[str, tuple[float, float]] = {}
    right = top = reach = 0.0
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    width = 2.4 * math.sqrt(len(graph)) if parts else 1.0
    for part in parts:
        own = sorted_part(graph, part)
        start = nx.circular_layout(own)
        laid = nx.kamada_kawai_layout(own, pos=start, weight=None)
        size = 1.1 * math.sqrt(len(part))
        if right and right + 2 * size > width:
            right, top, reach = 0.0, top - reach, 0.0
        for node, (x, y) in sorted(laid.items()):
            points[node] = (right + size + size * float(x), top - size + size * float(y))
        right += 2 * size + 0.8
        reach = max(reach, 2 * size + 0.8)
    return points


def _labels(
    graph: nx.Graph[str], points: Mapping[str, tuple[float, float]], names: Mapping[str, str]
) -> dict[str, tuple[float, float, str]]:
    """Return where each name stands and how it is aligned: where it hides least, hubs first."""
    if not points:
        return {}
    xs, ys = zip(*points.values(), strict=True)
    inch = max((max(xs) - min(xs)) / 6.5, (max(ys) - min(ys)) / 4.8, 1e-9)
    high, letter, off = 0.11 * inch, 0.052 * inch, 0.09 * inch
    taken = [(x - off / 2, y - off / 2, x + off / 2, y + off / 2) for x, y in points.values()]
    found: dict[str, tuple[float, float, str]] = {}
    for node in sorted(graph, key=lambda one: (-len(graph[one]), one)):
        x, y = points[node]
        wide = letter * len(names[node])
        ways = (
            (x, y + off + high / 2, "center", x - wide / 2),
            (x, y - off - high / 2, "center", x - wide / 2),
            (x + off, y, "left", x + off),
            (x - off, y, "right", x - off - wide),
        )

        def hidden(way: tuple[float, float, str, float], wide: float = wide) -> float:
            _, middle, _, left = way
            box = (left, middle - high / 2, left + wide, middle + high / 2)
            return sum(_overlap(box, other) for other in taken)

        x, y, side, left = min(ways, key=hidden)
        taken.append((left, y - high / 2, left + wide, y + high / 2))
        found[node] = (x, y, side)
    return found


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
