"""What a measure is: its words, its formula, its reference, and what it needs of a network.

A measure that is asked of a network on which it says nothing is refused with the reason; see
:func:`refusal`. How each is computed stands in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from coopgraph.messages import Message, message

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Network

__all__ = ["GROUPS", "LENGTH", "Details", "How", "Measure", "Needs", "refusal"]

#: Attributes of nodes by which they are grouped.
GROUPS: Final = ("kind", "region", "city")

#: Edge attribute that holds a length, where one was asked for.
LENGTH: Final = "length"

#: What is worth knowing beside a value: numbers, or nodes.
Details = Mapping[str, float | tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a measure is computed on one graph: choices that are settled.

    Attributes
    ----------
    weight
        Edge attribute with the weight; None if every edge counts once.
    length
        Edge attribute with the length; None if every edge has length 1.
    groups
        Node attribute that tells the group; empty where there are no groups.
    mode
        Mode whose nodes are ranked, in a two-mode network; empty elsewhere.
    sample
        Number of starting points from which paths are sampled; None for all of them.
    seed
        Seed of the sample.
    """

    weight: str | None = None
    length: str | None = None
    groups: str = ""
    mode: str = ""
    sample: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a measure needs of a projection.

    Attributes
    ----------
    modes
        ``one``: ties among nodes of one kind; ``two``: ties between two kinds; ``any``: either.
    weights
        ``ignored``: every edge counts once; ``taken``: as strengths, where the projection has them;
        ``required``: nothing is measured without them; ``lengths``: only once they are turned into
        distances.
    groups
        Attribute by which nodes are grouped unless told otherwise; empty if there are no groups.
    connected
        Whether all nodes must hang together.
    """

    modes: Literal["one", "two", "any"] = "one"
    weights: Literal["ignored", "taken", "required", "lengths"] = "ignored"
    groups: str = ""
    connected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of nodes.

    Attributes
    ----------
    name
        The name by which it is asked for.
    title, meaning
        What it is called, and what it says in plain words.
    formula
        How it is computed.
    reference, doi
        Who defined it, and the DOI of the publication.
    needs
        What it needs of a projection.
    isolates, disconnected
        What it says of a node without ties, and in a network that does not hang together.
    not_for
        How it must not be read.
    joint
        What shared collectives do to it, in projections whose edges stand for them.
    values
        Returns the value of each node; NaN where it is not defined.
    details
        Returns what is worth knowing beside the value.
    whole
        Whether values are counts.
    lowest_first
        Whether the lowest value ranks first.
    """

    name: str
    title: Message
    meaning: Message
    formula: str
    reference: str
    doi: str
    needs: Needs
    isolates: Message
    disconnected: Message
    not_for: Message
    values: Callable[[nx.Graph[str], How], dict[str, float]]
    joint: Message | None = None
    details: Callable[[nx.Graph[str], How], dict[str, Details]] | None = None
    whole: bool = False
    lowest_first: bool = False


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
        _of_layers(network)
        or _wrong_modes(measure, network, mode)
        or _wrong_weights(measure, network, weights, distance)
        or _wrong_groups(measure, network, groups)
        or _wrong_sample(measure, sample)
        or _in_pieces(measure, network)
    )


def _of_layers(network: Network) -> Message | None:
    if not network.declaration.multiplex:
        return None
    return message(
        "the projection {projection} puts layers side by side, which are never added up: measure "
        "one layer at a time (Landscape.rank_layers; --projection partners --layer NAME)",
        projection=network.declaration.name,
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
        return message(
            "in the projection {projection} no two bodies are neighbours; {measure!r} is about "
            "ties among nodes of one kind: ask it of a projection such as 'partners'",
            projection=declared.name,
            measure=measure.name,
        )
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
