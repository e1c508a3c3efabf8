"""Why a measure says nothing on a network: modes, layers, weights, groups, pieces.

What all measures of one kind of node have in common is said once, for ranks and communities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.analysis.networks.measure import GROUPS, Measure
from coopgraph.messages import Message, message

if TYPE_CHECKING:
    from coopgraph.projection.networks import Network

__all__ = ["refusal", "refuse_layers", "refuse_two_modes"]


def refusal(
    measure: Measure,
    network: Network,
    *,
    weights: bool | None = None,
    distance: str | None = None,
    groups: str = "",
    mode: str = "",
    sample: int | None = None,
) -> Message | None:
    """Return why a measure says nothing on a network, or None if it says something.

    Parameters
    ----------
    measure
        The measure.
    network
        The network.
    weights
        Whether weights are to be taken into account; None leaves it to measure and projection.
    distance
        ``inverse``: an edge is the longer the less it weighs.
    groups
        Attribute by which nodes are to be grouped.
    mode
        Mode whose nodes are to be ranked.
    sample
        Number of starting points from which paths are to be sampled.

    Returns
    -------
    Message or None

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.analysis.networks.registry import MEASURES
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> print(refusal(MEASURES["constraint"], landscape.network("structures")))
    in the projection structures no two bodies are neighbours; 'constraint' is about ties among \
nodes of one kind: ask it of a projection such as 'partners'
    >>> refusal(MEASURES["constraint"], landscape.network("partners")) is None
    True
    """
    return (
        refuse_layers(network)
        or _wrong_modes(measure, network, mode)
        or _wrong_weights(measure, network, weights, distance)
        or _wrong_groups(measure, network, groups)
        or _wrong_sample(measure, sample)
        or _in_pieces(measure, network)
    )


def refuse_layers(network: Network) -> Message | None:
    """Return why nothing is measured on layers side by side; None on any other network."""
    if not network.declaration.multiplex:
        return None
    return message(
        "the projection {projection} puts layers side by side, which are never added up: measure "
        "one layer at a time (--projection partners --layer NAME; in Python layers='NAME', and "
        "Landscape.rank_layers for all)",
        projection=network.declaration.name,
    )


def refuse_two_modes(network: Network, name: str) -> Message | None:
    """Return why what is about ties among nodes of one kind says nothing here, or None.

    Parameters
    ----------
    network
        The network.
    name
        What was asked for.
    """
    if not network.declaration.two_mode:
        return None
    return message(
        "in the projection {projection} no two bodies are neighbours; {measure!r} is about ties "
        "among nodes of one kind: ask it of a projection such as 'partners'",
        projection=network.declaration.name,
        measure=name,
    )


def _wrong_modes(measure: Measure, network: Network, mode: str) -> Message | None:
    declared, needed = network.declaration, measure.needs.modes
    if declared.two_mode and needed == "one":
        twin = f"two-mode-{measure.name}"
        if measure.name in ("betweenness", "closeness"):
            return message(
                "the projection {projection} has two modes, between which distances and their "
                "norms differ: {measure!r} would compare the one with the other; ask for {twin!r}",
                projection=declared.name,
                measure=measure.name,
                twin=twin,
            )
        return refuse_two_modes(network, measure.name)
    if not declared.two_mode and needed == "two":
        return message(
            "the projection {projection} has one kind of node; {measure!r} needs two: ask it of a "
            "projection such as 'structures'",
            projection=declared.name,
            measure=measure.name,
        )
    modes = sorted({str(kind) for _, kind in network.graph.nodes(data="mode")})
    if mode and declared.two_mode and modes and mode not in modes:
        return message(
            "nodes of two modes are normalised differently and not ranked together: choose one of "
            "{modes}, not {mode!r}",
            modes=", ".join(modes),
            mode=mode,
        )
    if mode and not declared.two_mode:
        return message(
            "the projection {projection} has one kind of node: there is no mode to choose",
            projection=declared.name,
        )
    return None


def _wrong_weights(
    measure: Measure, network: Network, weights: bool | None, distance: str | None
) -> Message | None:
    declared, needed = network.declaration, measure.needs.weights
    if distance not in (None, "inverse"):
        return message("no distance {distance!r}; there is 'inverse'", distance=distance)
    if distance and (needed != "lengths" or weights is False):
        return message(
            "a distance is for measures of paths that take weights; {measure!r} is not asked so",
            measure=measure.name,
        )
    if not declared.weighted and (weights or distance or needed == "required"):
        return message(
            "every edge of the projection {projection} counts once: it has no weights that "
            "{measure!r} could take",
            projection=declared.name,
            measure=measure.name,
        )
    if needed == "lengths" and weights and not distance:
        return message(
            "the weights of the projection {projection} say how strong a tie is, and {measure!r} "
            "asks how long it is: say which distance a weight is ('inverse': half as long for "
            "twice the weight), or leave weights out",
            projection=declared.name,
            measure=measure.name,
        )
    if needed == "ignored" and weights:
        return message("{measure!r} takes no weights", measure=measure.name)
    if needed == "required" and weights is False:
        return message("{measure!r} is nothing without weights", measure=measure.name)
    return None


def _wrong_groups(measure: Measure, network: Network, groups: str) -> Message | None:
    if groups and not measure.needs.groups:
        return message("{measure!r} knows no groups", measure=measure.name)
    if groups and groups not in GROUPS:
        return message(
            "no groups by {groups!r}; choose among {all}", groups=groups, all=", ".join(GROUPS)
        )
    chosen = groups or measure.needs.groups
    if not chosen or not len(network.graph):
        return None
    known = {data.get(chosen) for _, data in network.graph.nodes(data=True)} - {None, ""}
    if not known:
        return message(
            "no node of this network has a {groups}, so that there are no groups", groups=chosen
        )
    if all(data.get(chosen) in (node, None, "") for node, data in network.graph.nodes(data=True)):
        return message(
            "each node of this network is a {groups}, hence a group of its own: {measure!r} would "
            "only count neighbours; choose others with --groups",
            groups=chosen,
            measure=measure.name,
        )
    between = measure.needs.groups == "kind"  # roles of brokerage, which one group leaves empty
    if between and len(known) == 1 and network.graph.number_of_edges():
        return message(
            "all nodes whose {groups} is known have the same: there is nothing to pass or to "
            "spread between groups; choose others with --groups",
            groups=chosen,
        )
    return None


def _wrong_sample(measure: Measure, sample: int | None) -> Message | None:
    if sample is not None and measure.name != "betweenness":
        return message("only betweenness can be sampled, not {measure!r}", measure=measure.name)
    return None


def _in_pieces(measure: Measure, network: Network) -> Message | None:
    import networkx as nx

    if not measure.needs.connected or not len(network.graph):
        return None
    pieces = nx.number_connected_components(network.graph)
    if pieces == 1:
        return None
    return message(
        "the network has {pieces} components, and {measure!r} would be 0 outside one of them "
        "whatever the ties there: measure the largest component only "
        "(--largest), or ask for 'pagerank'",
        pieces=pieces,
        measure=measure.name,
    )
