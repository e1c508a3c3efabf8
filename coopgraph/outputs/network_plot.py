"""A network as a figure: how ties are spread, a matrix of ties, or a small drawing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coopgraph.messages import Message, message
from coopgraph.outputs.explorer.legend import OKABE_ITO
from coopgraph.outputs.network_drawing import draw_network
from coopgraph.outputs.network_part import MOST_NODES, SHORT, most_tied, sides
from coopgraph.outputs.plots import cut_label, render_figure
from coopgraph.projection.networks import MODES

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from coopgraph.projection.networks import Network

__all__ = ["FIGURES", "network_alternative", "render_network_plot"]

#: Height of each figure, in rows of text.
_HEIGHT: Final = 22
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
    shown = most_tied(network.graph) if figure != "degrees" else network.graph
    if not len(shown):
        draw = _draw_nothing
    rows = _HEIGHT
    if figure == "matrix":
        rows = max(6, len(sides(shown)[0])) + 12
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
    shown = most_tied(graph)
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

    rows, columns = sides(shown)
    weights = np.full((len(rows), len(columns)), math.nan)
    for place, one in enumerate(rows):
        for position, other in enumerate(columns):
            if shown.has_edge(one, other):
                weights[place, position] = shown[one][other].get("weight", 1.0)
    shades = LinearSegmentedColormap.from_list("blues", ["#d6e6f2", OKABE_ITO["blue"], "#00263d"])
    most = float(np.nanmax(weights)) if shown.number_of_edges() else 1.0
    axes.imshow(weights, cmap=shades, vmin=0.0, vmax=most, aspect="auto", interpolation="nearest")
    small = len(columns) <= MOST_NODES
    for place in range(len(rows)):
        for position in range(len(columns)):
            value = weights[place, position]
            if small and not math.isnan(value):
                ink = "white" if value > most * 0.35 else "black"
                axes.text(
                    position, place, _number(round(float(value), 2)),
                    ha="center", va="center", fontsize=5.5, color=ink,
                )  # fmt: skip
    names = {node: network.label(node, lang) for node in shown}
    axes.set_yticks(
        range(len(rows)), [cut_label(names[node]) for node in rows], parse_math=False, fontsize=7
    )
    axes.set_xticks(
        range(len(columns)),
        [cut_label(names[node], room=SHORT) for node in columns],
        parse_math=False,
        fontsize=6,
        rotation=90,
    )
    axes.tick_params(length=0)
    axes.set_xticks([at - 0.5 for at in range(1, len(columns))], minor=True)
    axes.set_yticks([at - 0.5 for at in range(1, len(rows))], minor=True)
    axes.grid(which="minor", color="#eeeeee", linewidth=0.4)
    axes.tick_params(which="minor", length=0)


def _in(text: Message, lang: str) -> str:
    return text.in_language(lang)


#: Figures by name: their titles, and what draws them.
FIGURES: Final[Mapping[str, tuple[Message, Callable[[Any, Any, Any, str], None]]]] = {
    "degrees": (message("distribution of ties"), _draw_degrees),
    "matrix": (message("matrix of ties"), _draw_matrix),
    "network": (message("network of ties"), draw_network),
}
