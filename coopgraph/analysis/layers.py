"""How layers of one network overlap, and in which of them a body takes part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BodyLayers", "LayerOverlap", "body_layers", "layer_overlap"]


@dataclass(frozen=True, slots=True)
class LayerOverlap:
    """One layer beside the others.

    Attributes
    ----------
    layer
        Its name.
    nodes, edges
        How many it has.
    alone
        Edges that no other layer has.
    common
        Edges in common with each layer, by name; with itself: all.
    """

    layer: str
    nodes: int
    edges: int
    alone: int
    common: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BodyLayers:
    """One body over the layers.

    Attributes
    ----------
    body
        Its IRI.
    degrees
        Neighbours in each layer; None where it is not in the layer.
    participation
        Participation coefficient: 0 if all ties are in one layer, 1 if they are spread evenly over
        all of them. None for a body without ties.
    """

    body: str
    degrees: Mapping[str, int | None]
    participation: float | None


def layer_overlap(layers: Mapping[str, nx.Graph[str]]) -> list[LayerOverlap]:
    """Return what layers have in common.

    Parameters
    ----------
    layers
        Simple undirected graphs over the same kind of nodes, by name.

    Returns
    -------
    list of LayerOverlap
        In the order of the layers.

    Examples
    --------
    >>> import networkx as nx
    >>> layers = {"x": nx.path_graph(["a", "b", "c"]), "y": nx.path_graph(["b", "c"])}
    >>> [(found.edges, found.alone, found.common["y"]) for found in layer_overlap(layers)]
    [(2, 1, 1), (1, 0, 1)]
    """
    edges = {name: frozenset(map(frozenset, graph.edges)) for name, graph in layers.items()}
    found = []
    for name, own in edges.items():
        elsewhere = frozenset[frozenset[str]]().union(
            *(others for other, others in edges.items() if other != name)
        )
        found.append(
            LayerOverlap(
                layer=name,
                nodes=len(layers[name]),
                edges=len(own),
                alone=len(own - elsewhere),
                common={other: len(own & others) for other, others in edges.items()},
            )
        )
    return found


def body_layers(layers: Mapping[str, nx.Graph[str]]) -> list[BodyLayers]:
    r"""Return how the ties of each body are spread over the layers.

    The participation coefficient [1]_ of a body with `k` ties in layer `a` and `o` in all is
    :math:`M/(M-1) \, (1 - \sum_a (k_a/o)^2)` over `M` layers that have edges. Ties are counted, not
    the collectives behind them; a neighbour in two layers is two ties.

    Parameters
    ----------
    layers
        Simple undirected graphs over the same kind of nodes, by name.

    Returns
    -------
    list of BodyLayers
        Most layers with ties first, then most ties, then by IRI.

    References
    ----------
    .. [1] F. Battiston, V. Nicosia and V. Latora, "Structural measures for multiplex networks",
       Phys. Rev. E 89, 032804 (2014), https://doi.org/10.1103/PhysRevE.89.032804.

    Examples
    --------
    >>> import networkx as nx
    >>> layers = {"x": nx.path_graph(["a", "b", "c"]), "y": nx.path_graph(["b", "c"])}
    >>> [(found.body, round(found.participation, 3)) for found in body_layers(layers)]
    [('b', 0.889), ('c', 1.0), ('a', 0.0)]
    """
    many = sum(1 for graph in layers.values() if graph.number_of_edges())
    found = []
    for body in sorted({node for graph in layers.values() for node in graph}):
        degrees = {
            name: graph.degree[body] if body in graph else None for name, graph in layers.items()
        }
        ties = [degree for degree in degrees.values() if degree]
        whole = sum(ties)
        share = None
        if whole and many > 1:
            share = many / (many - 1) * (1 - sum((degree / whole) ** 2 for degree in ties))
        found.append(BodyLayers(body, degrees, share))
    return sorted(
        found,
        key=lambda one: (
            -sum(1 for degree in one.degrees.values() if degree),
            -sum(degree or 0 for degree in one.degrees.values()),
            one.body,
        ),
    )
