"""A projection at a glance as plain data, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coopgraph.analysis.layers import body_layers, layer_overlap
from coopgraph.analysis.summary import Spread, summarise
from coopgraph.messages import Message
from coopgraph.projection.frames import edge_records

if TYPE_CHECKING:
    from coopgraph.projection.networks import Network

__all__ = ["glance_document"]


def glance_document(network: Network, lang: str, top: int) -> dict[str, Any]:
    """Return a projection at a glance as plain data, for JSON.

    Parameters
    ----------
    network
        A projection.
    lang
        Language of the names of nodes; what is said of the projection comes in both.
    top
        How many edges are listed.

    Returns
    -------
    dict
    """
    said = network.declaration
    summary = summarise(network.graph, two_mode=said.two_mode)
    records = sorted(edge_records(network, lang), key=lambda record: -record["weight"])
    document: dict[str, Any] = {
        "projection": {
            "name": said.name,
            **{
                name: _both(getattr(said, name))
                for name in ("title", "nodes", "edges", "direction", "weight", "not_for")
            },
            "two_mode": said.two_mode,
            "weighted": said.weighted,
        },
        "choices": dict(network.choices),
        "off_day": {"ended": network.off_day.ended, "not_begun": network.off_day.not_begun},
        "statement": [_both(part) for part in network.statement()],
        "summary": {
            "nodes": summary.nodes,
            "edges": summary.edges,
            "density": summary.density,
            "components": summary.components,
            "largest_component": summary.largest,
            "isolates": summary.isolates,
            "degrees": {
                mode: {part: getattr(spread, part) for part in Spread.__slots__}
                for mode, spread in summary.degrees.items()
            },
        },
        "strongest_edges": records[:top],
    }
    if network.parts:
        graphs = {name: part.graph for name, part in network.parts.items()}
        document["layers"] = [
            {
                "layer": one.layer,
                "nodes": one.nodes,
                "edges": one.edges,
                "alone": one.alone,
                "common": dict(one.common),
            }
            for one in layer_overlap(graphs)
        ]
        document["bodies"] = [
            {
                "body": one.body,
                "label": network.label(one.body, lang),
                "degrees": dict(one.degrees),
                "participation": one.participation,
            }
            for one in body_layers(graphs)
        ]
    return document


def _both(said: Message) -> dict[str, str]:
    return {lang: said.in_language(lang) for lang in ("fr", "en")}
