"""Nodes and edges of a network as flat records, and as tables of pandas."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from coopgraph.extras import needing
from coopgraph.projection.networks import Tie, evidence_between

if TYPE_CHECKING:
    import pandas

    from coopgraph.projection.networks import Network

__all__ = ["edge_records", "node_records", "require_pandas", "to_dataframes"]

_PLACES: Final = ("city", "region", "country")


def require_pandas() -> ModuleType:
    """Return pandas.

    Raises
    ------
    MissingExtra
        If it is not installed.

    Examples
    --------
    >>> require_pandas().DataFrame({"n": [1]})["n"].tolist()
    [1]
    """
    with needing("dataframe"):
        return importlib.import_module("pandas")


def node_records(network: Network, lang: str = "fr") -> Iterator[dict[str, Any]]:
    """Give the nodes, with names for IRIs.

    Parameters
    ----------
    network
        A projection.
    lang
        Language of names.

    Yields
    ------
    dict
        ``id``, ``label``, ``mode``, ``kind``, ``class``, places, ``degree`` and what else the
        projection says of its nodes; text, numbers and tuples of text.
    """
    degrees = dict(network.graph.degree())
    for node, data in network.graph.nodes(data=True):
        kept = {"mode": data["mode"], "kind": data["kind"], "class": data["cls"]}
        kept |= {name: network.label(data[name], lang) if data[name] else "" for name in _PLACES}
        more = {name: value for name, value in data.items() if name == "layers"}
        yield {
            "id": node,
            "label": network.label(node, lang),
            "label_fr": data["label_fr"],
            "label_en": data["label_en"],
            **kept,
            "degree": degrees[node],
            **more,
        }


def edge_records(network: Network, lang: str = "fr") -> Iterator[dict[str, Any]]:
    """Give the edges with the names of their ends, what is behind them, and its sources.

    Parameters
    ----------
    network
        A projection.
    lang
        Language of names.

    Yields
    ------
    dict
        ``source``, ``source_label``, ``target``, ``target_label``, ``weight``, what else the
        projection says, ``through`` (IRIs), ``through_labels`` and ``sources`` (id and passage).
    """
    ties: dict[str, list[Tie]] = {}
    for tie in network.ties:
        ties.setdefault(tie.collective, []).append(tie)
    for one, other, data in network.graph.edges(data=True):
        through = data.get("through", ())
        behind = [tie for collective in through for tie in ties.get(collective, ())]
        own = {name: value for name, value in data.items() if name not in ("weight", "through")}
        yield {
            "source": one,
            "source_label": network.label(one, lang),
            "target": other,
            "target_label": network.label(other, lang),
            "weight": data["weight"],
            **own,
            "through": through,
            "through_labels": tuple(network.label(collective, lang) for collective in through),
            "sources": tuple(
                dict.fromkeys(
                    ", ".join(part for part in (item.source, item.locator) if part)
                    for item in evidence_between(behind, one, other)
                )
            ),
        }


def to_dataframes(network: Network, lang: str = "fr") -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Return nodes and edges as tables of pandas.

    Parameters
    ----------
    network
        A projection.
    lang
        Language of names.

    Returns
    -------
    tuple of pandas.DataFrame
        Nodes, indexed by IRI, and edges; columns as in :func:`node_records` and
        :func:`edge_records`. The statement of the projection is in ``attrs["statement"]`` of both.

    Raises
    ------
    MissingExtra
        If pandas is not installed.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> nodes, edges = to_dataframes(network)
    >>> len(nodes), list(edges["weight"])
    (7, [1.0, 1.0, 1.0])
    """
    pandas = require_pandas()
    nodes = pandas.DataFrame(list(node_records(network, lang)))
    edges = pandas.DataFrame(list(edge_records(network, lang)))
    said = [part.in_language(lang) for part in network.statement()]
    for frame in (nodes, edges):
        frame.attrs["statement"] = said
    return (nodes.set_index("id") if len(nodes) else nodes), edges
