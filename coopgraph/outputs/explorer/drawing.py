"""Adapter to pyvis: nodes, edges and options of the drawing, and nothing else of it.

pyvis 0.3.2 is used through these hundred lines only, under rules that its defects make necessary:
always directed (undirected graphs lose parallel edges), nodes added one by one under ids that we
make (bare digits would turn into numbers), no titles, no groups (they drop the colour), no heading,
no menus, no page of its own. What pyvis has built is read back and put into our own page.
"""

from __future__ import annotations

import json
import warnings
from collections import Counter
from typing import Any

from coopgraph.extras import needing
from coopgraph.outputs.explorer.layout import Layout, node_size
from coopgraph.outputs.explorer.legend import LINK_LEGEND, NODE_LEGEND
from coopgraph.outputs.explorer.views import ExplorerModel

__all__ = ["draw", "still"]

_SEED = 7

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False, "randomSeed": _SEED},
    "physics": {
        "enabled": False,
        "solver": "barnesHut",
        "barnesHut": {
            "gravitationalConstant": -3000,
            "centralGravity": 1.2,
            "springLength": 90,
            "springConstant": 0.03,
            "avoidOverlap": 0.3,
        },
        "stabilization": {"enabled": False, "iterations": 200, "updateInterval": 10},
    },
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 3600000,
        "keyboard": {"enabled": False},
    },
    "nodes": {
        "borderWidth": 1,
        "borderWidthSelected": 3,
        "font": {"size": 0},
        "labelHighlightBold": False,
    },
    "edges": {
        "smooth": False,
        "width": 1,
        "selectionWidth": 2,
        "hoverWidth": 1,
        "arrowStrikethrough": False,
    },
}


class _Ids(list[str]):
    """Identifiers, in which pyvis looks for the ends of every edge, found without reading all."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def append(self, value: str) -> None:
        self._known.add(value)
        super().append(value)

    def __contains__(self, value: object) -> bool:
        return value in self._known


def draw(model: ExplorerModel, layout: Layout) -> dict[str, Any]:
    """Build the drawing with pyvis.

    Parameters
    ----------
    model
        The view model.
    layout
        Positions of its nodes.

    Returns
    -------
    dict
        ``nodes``, ``edges`` and ``options`` as pyvis made them for vis-network; ``sites``, the
        discs behind the marks. Node ``n3`` is the fourth node of the model, edge ``e3`` its fourth
        link.

    Raises
    ------
    MissingExtra
        If pyvis is not installed.
    """
    with needing(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyvis brings IPython, which warns on its own account
        from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Ids()
    colours = {kind.id: (kind.shape, kind.hex) for kind in NODE_LEGEND}
    for number, (node, (x, y)) in enumerate(zip(model.nodes, layout.positions, strict=True)):
        shape, colour = colours[node.kind]
        network.add_node(
            f"n{number}",
            label=node.short or "?",
            shape=shape,
            color=colour,
            size=node_size(node),
            x=x,
            y=y,
        )
    dashes = {kind.id: list(kind.dashes) for kind in LINK_LEGEND}
    seen: Counter[tuple[int, int]] = Counter()
    for number, link in enumerate(model.links):
        options: dict[str, Any] = {"id": f"e{number}", "arrows": ""}
        if dashes[link.kind]:
            options["dashes"] = dashes[link.kind]
        ends = (min(link.tail, link.head), max(link.tail, link.head))
        if seen[ends]:
            options["smooth"] = _bent(seen[ends], reverse=link.tail > link.head)
        seen[ends] += 1
        network.add_edge(f"n{link.tail}", f"n{link.head}", **options)
    network.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, built = network.get_network_data()
    return {
        "nodes": [dict(sorted(node.items())) for node in nodes],
        "edges": [
            {key: edge[key] for key in sorted(edge) if (key, edge[key]) != ("arrows", "")}
            for edge in edges
        ],
        "options": json.loads(built),
        "sites": _sites(layout),
    }


def _sites(layout: Layout) -> list[list[Any]]:
    return [[list(site.label), site.x, site.y, site.radius, site.marks] for site in layout.sites]


def still(model: ExplorerModel, layout: Layout) -> dict[str, Any]:
    """Return what the page reads of a drawing that is a static figure, without pyvis.

    Parameters
    ----------
    model, layout
        As for :func:`draw`.

    Returns
    -------
    dict
        As of :func:`draw`: the marks with what is written at them; no edges and no options.
    """
    return {
        "nodes": [
            {"label": node.short or "?", "size": node_size(node), "x": x, "y": y}
            for node, (x, y) in zip(model.nodes, layout.positions, strict=True)
        ],
        "edges": [],
        "options": {},
        "sites": _sites(layout),
        "still": True,
    }


def _bent(place: int, *, reverse: bool) -> dict[str, Any]:
    """Return the curve of the second and later of parallel edges, alternating sides."""
    side = (place % 2 == 1) != reverse
    return {
        "enabled": True,
        "type": "curvedCW" if side else "curvedCCW",
        "roundness": round(0.12 * ((place + 1) // 2), 2),
    }
