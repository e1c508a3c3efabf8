"""A network as a figure: how ties are spread, a matrix of ties, or a small drawing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coopgraph.messages import Message, message
from coopgraph.outputs.explorer.legend import NODE_LEGEND, OKABE_ITO
from coopgraph.outputs.plots import cut_label, render_figure
from coopgraph.projection.networks import MODES

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from coopgraph.projection.networks import Network

__all__ = ["FIGURES", "network_alternative", "render_network_plot"]

#: Nodes that a matrix or a drawing has room for: those with most ties.
_MOST: Final = 40
#: How many of these are of the smaller mode, where there are two.
_FEWER: Final = 15
#: Height of each figure, in rows of text.
_HEIGHT: Final = 22
_MARKS: Final[Mapping[str, str]] = {
    "square": "s",
    "triangle": "^",
    "triangleDown": "v",
    "diamond": "D",
    "dot": "o",
    "star": "*",
    "hexagon": "h",
}
_TIES: Final = 12
#: Mark and colour of the line of each mode.
_LINES: Final = (("o", "blue"), ("s", "vermilion"), ("^", "black"))


def render_network_plot(
    network: Network, figure: str, path: Path, *, lang: str, notes: Sequence[str]
) -> bytes:
    """Draw a network.

    Parameters
    ----------
    network
        The network.
    figure
        ``degrees``: what share of the nodes has at least so many ties; ``matrix``: weights between
        nodes; ``network``: nodes and edges. The last two hold the forty nodes with most ties.
    path
        File to be written; its extension tells the format.
    lang
        ``fr`` or ``en``.
    notes
        Lines below the figure: the projection, the day, the sources.

    Returns
    -------
    bytes
        SVG with title and description, PNG, or PDF.

    Raises
    ------
    KeyError
        If there is no such figure.
    MissingExtra
        If matplotlib is not installed.
    SourceError
        If the extension is not that of a figure.
    """
    title, draw = FIGURES[figure]
    shown = _shown(network.graph) if figure != "degrees" else network.graph
    if not len(shown):
        draw = _draw_nothing
    rows = _HEIGHT
    if figure == "matrix":
        rows = max(6, len(_sides(shown)[0])) + 12
    left = len(network.graph) - len(shown)
    lines = list(notes)
    if left:
        said = message(
            "Drawn: {n} of the nodes with most ties, tied among themselves; {left} more are not, "
            "{alone} of them without any tie.",
            n=len(shown),
            left=left,
            alone=sum(1 for node in network.graph if not len(network.graph[node])),
        )
        lines.insert(0, said.in_language(lang))
    heading = message(
        "{figure}, projection {projection}", figure=title, projection=network.declaration.name
    ).in_language(lang)
    return render_figure(
        path,
        lambda axes: draw(axes, network, shown, lang),
        rows=rows,
        title=heading[:1].upper() + heading[1:],
        description=network_alternative(network, figure, lang),
        notes=lines,
    )


def network_alternative(network: Network, figure: str, lang: str = "fr") -> str:
    """Return what a figure shows, for those who do not see it.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> network_alternative(network, "degrees", "en")
    '7 bodies by their number of ties: 0 ties: 1; 1 tie: 6.'
    """
    graph = network.graph
    if figure == "degrees":
        return " ".join(
            _degrees_said(graph, mode, lang)
            for mode in sorted({str(mode) for _, mode in graph.nodes(data="mode")})
        )
    shown = _shown(graph)
    edges = sorted(
        shown.edges(data="weight", default=1.0), key=lambda edge: (-edge[2], edge[0], edge[1])
    )
    said = "; ".join(
        f"{network.label(one, lang)} – {network.label(other, lang)}: {_number(weight)}"
        for one, other, weight in edges[:_TIES]
    )
    return message(
        "{nodes} nodes and {edges} edges; the heaviest: {list}.",
        nodes=len(shown),
        edges=shown.number_of_edges(),
        list=said,
    ).in_language(lang)


def _degrees_said(graph: nx.Graph[str], mode: str, lang: str) -> str:
    """Return how many nodes of a mode have how many ties."""
    counts = Counter(len(graph[node]) for node, own in graph.nodes(data="mode") if str(own) == mode)
    said = "; ".join(
        message("{degree} ties: {n}", degree=degree, n=n).in_language(lang)
        if degree != 1
        else message("1 tie: {n}", n=n).in_language(lang)
        for degree, n in sorted(counts.items())
    )
    total = sum(counts.values())
    kind = MODES[mode](total) if mode in MODES else message("nodes")
    return message("{kind} by their number of ties: {list}.", kind=kind, list=said).in_language(
        lang
    )


def _shown(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the part with the nodes that have most ties, as far as they are tied there.

    Of two modes, the most tied of the smaller one, and of the other those with most ties to them.
    """
    tied = [node for node in graph if len(graph[node])]
    kept = sorted(tied, key=lambda node: (-len(graph[node]), node))
    modes = Counter(str(graph.nodes[node].get("mode")) for node in tied)
    if len(kept) > _MOST and len(modes) > 1:
        small = min(modes, key=lambda mode: (modes[mode], mode))
        first = [node for node in kept if graph.nodes[node]["mode"] == small][:_FEWER]
        near = Counter(other for node in first for other in graph[node])
        rest = sorted(near, key=lambda node: (-near[node], node))[: _MOST - _FEWER]
        kept = [*first, *rest]
    part = _part(graph, kept[:_MOST])
    return _part(part, [node for node in part if len(part[node])])


def _part(graph: nx.Graph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    """Return a part in sorted order, which a view of a subgraph does not keep."""
    import networkx as nx

    order = sorted(nodes)
    kept = frozenset(order)
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((node, graph.nodes[node]) for node in order)
    part.add_edges_from(
        (one, other, graph[one][other])
        for one in order
        for other in sorted(graph[one])
        if other in kept and one < other
    )
    return part


def _sides(graph: nx.Graph[str]) -> tuple[list[str], list[str]]:
    """Return rows and columns: the two modes, or all nodes twice; the most tied first."""
    order = sorted(graph, key=lambda node: (-len(graph[node]), node))
    modes = sorted({str(mode) for _, mode in graph.nodes(data="mode") if mode})
    if len(modes) == 2:
        sides = [[node for node in order if graph.nodes[node]["mode"] == mode] for mode in modes]
        return sides[0], sides[1]
    return order, order


def _number(value: float) -> str:
    return f"{value:g}"


def _draw_nothing(axes: Axes, network: Network, shown: nx.Graph[str], lang: str) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, _in(message("no ties"), lang), ha="center", transform=axes.transAxes)


def _draw_degrees(axes: Axes, network: Network, shown: nx.Graph[str], lang: str) -> None:
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    by_mode: dict[str, list[int]] = {}
    for node, data in shown.nodes(data=True):
        by_mode.setdefault(str(data["mode"]), []).append(len(shown[node]))
    most = 0
    for (mode, degrees), (marker, colour) in zip(sorted(by_mode.items()), _LINES, strict=False):
        steps = sorted(set(degrees))
        shares = [sum(1 for one in degrees if one >= step) / len(degrees) for step in steps]
        name = MODES[mode](len(degrees)).in_language(lang) if mode in MODES else ""
        axes.step([0, *steps], [1.0, *shares], where="pre", color=OKABE_ITO[colour], linewidth=1.3)
        axes.plot(
            steps, shares, linestyle="none", marker=marker, markersize=4, color=OKABE_ITO[colour],
            label=name,
        )  # fmt: skip
        most = max(most, *steps)
    if len(by_mode) > 1:
        axes.legend(loc="upper right", frameon=False, fontsize=8)
    axes.set_ylim(0, 1.03)
    axes.set_xlim(-0.5, most + 0.5)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(_in(message("number of ties (degree)"), lang))
    axes.set_ylabel(_in(message("share of nodes with at least so many"), lang))
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)


def _draw_matrix(axes: Axes, network: Network, shown: nx.Graph[str], lang: str) -> None:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    rows, columns = _sides(shown)
    weights = np.full((len(rows), len(columns)), math.nan)
    for place, one in enumerate(rows):
        for position, other in enumerate(columns):
            if shown.has_edge(one, other):
                weights[place, position] = shown[one][other].get("weight", 1.0)
    shades = LinearSegmentedColormap.from_list("blues", ["#d6e6f2", OKABE_ITO["blue"], "#00263d"])
    most = float(np.nanmax(weights)) if shown.number_of_edges() else 1.0
    axes.imshow(weights, cmap=shades, vmin=0.0, vmax=most, aspect="auto", interpolation="nearest")
    small = len(columns) <= _MOST
    for place in range(len(rows)):
        for position in range(len(columns)):
            value = weights[place, position]
            if small and not math.isnan(value):
                ink = "white" if value > most * 0.35 else "black"
                axes.text(
                    position, place, _number(round(float(value), 2)),
                    ha="center", va="center", fontsize=5.5, color=ink,
                )  # fmt: skip
    names = {node: cut_label(network.label(node, lang)) for node in shown}
    axes.set_yticks(range(len(rows)), [names[node] for node in rows], parse_math=False, fontsize=7)
    axes.set_xticks(
        range(len(columns)),
        [_short(names[node]) for node in columns],
        parse_math=False,
        fontsize=6,
        rotation=90,
    )
    axes.tick_params(length=0)
    axes.set_xticks([at - 0.5 for at in range(1, len(columns))], minor=True)
    axes.set_yticks([at - 0.5 for at in range(1, len(rows))], minor=True)
    axes.grid(which="minor", color="#eeeeee", linewidth=0.4)
    axes.tick_params(which="minor", length=0)


def _draw_network(axes: Axes, network: Network, shown: nx.Graph[str], lang: str) -> None:
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
    names = {node: _short(cut_label(network.label(node, lang))) for node in shown}
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


_KINDS: Final = frozenset(kind.id for kind in NODE_LEGEND)


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Place the nodes: each component by the lengths of its ways, the components in rows."""
    import networkx as nx

    points: dict[str, tuple[float, float]] = {}
    right = top = reach = 0.0
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    width = 2.4 * math.sqrt(len(graph)) if parts else 1.0
    for part in parts:
        own = _part(graph, part)
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


def _short(label: str) -> str:
    return label if len(label) <= 26 else label[:25] + "…"


def _in(text: Message, lang: str) -> str:
    return text.in_language(lang)


#: Figures by name: their titles, and what draws them.
FIGURES: Final[Mapping[str, tuple[Message, Callable[[Any, Any, Any, str], None]]]] = {
    "degrees": (message("distribution of ties"), _draw_degrees),
    "matrix": (message("matrix of ties"), _draw_matrix),
    "network": (message("network of ties"), _draw_network),
}
