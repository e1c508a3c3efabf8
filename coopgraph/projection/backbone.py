"""The validated projection: pairs of bodies that share more than their sizes alone explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from coopgraph.messages import Message, counted, message
from coopgraph.projection.configuration import fit_configuration
from coopgraph.projection.incidence import bodies_of
from coopgraph.projection.limits import check_limits
from coopgraph.projection.partners import one_mode, shared_collectives

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Tie

__all__ = ["validated"]


def validated(
    landscape: nx.MultiDiGraph[str],
    ties: Iterable[Tie],
    *,
    without: Iterable[str] = (),
    alpha: float,
) -> tuple[nx.Graph[str], tuple[Message, ...]]:
    """Return the graph of bodies with the edges that chance does not explain.

    Each pair of bodies is compared with the bipartite configuration model of the same degrees [1]_:
    the chance of sharing so many collectives or more is exact (Poisson-binomial), and the
    procedure of Benjamini and Hochberg over *all* pairs keeps the rate of false discoveries below
    `alpha`.

    Parameters
    ----------
    landscape
        The projection ``landscape``, for the attributes of the nodes.
    ties
        Who takes part in what.
    without
        IRIs of bodies that are left out; collectives in which nobody else is drop out too.
    alpha
        Rate of false discoveries.

    Returns
    -------
    networkx.Graph
        Nodes as in :func:`~coopgraph.projection.partners.one_mode`; edges with ``weight``,
        ``through``, ``expected`` (by chance), ``p`` and ``q`` (adjusted).
    tuple of Message
        How many pairs were tested and kept.

    Raises
    ------
    ParameterError
        If alpha is no rate.

    References
    ----------
    .. [1] F. Saracco et al., New J. Phys. 19, 053022 (2017),
       https://doi.org/10.1088/1367-2630/aa6b38.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.projection.incidence import read_ties
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> graph, said = validated(landscape, read_ties(landscape), alpha=0.05)
    >>> graph.number_of_edges()
    0
    """
    import networkx as nx

    check_limits(alpha=alpha)
    gone = frozenset(without)
    kept = [tie for tie in ties if tie.body not in gone]
    members = bodies_of(kept)
    degrees = Counter(body for bodies in members.values() for body in bodies)
    graph = one_mode(landscape, kept)
    pairs = len(degrees) * (len(degrees) - 1) // 2
    sharing = shared_collectives(members)
    if not sharing:
        return graph, (_tested(pairs, 0, 0, alpha),)
    model = fit_configuration(degrees.values(), map(len, members.values()))
    expected, tail = cache(model.expected), cache(model.tail)
    sizes = [tuple(sorted((degrees[one], degrees[other]))) for one, other in sharing]
    chances = [
        tail(low, high, len(through))
        for (low, high), through in zip(sizes, sharing.values(), strict=True)
    ]
    adjusted = _adjusted(chances, pairs)
    backbone: nx.Graph[str] = nx.Graph()
    backbone.add_nodes_from(graph.nodes(data=True))
    for (ends, through), (low, high), p, q in zip(
        sharing.items(), sizes, chances, adjusted, strict=True
    ):
        if q <= alpha:
            backbone.add_edge(
                *ends,
                weight=float(len(through)),
                expected=expected(low, high),
                p=p,
                q=q,
                through=tuple(through),
            )
    said = [_tested(pairs, len(sharing), backbone.number_of_edges(), alpha)]
    if not backbone.number_of_edges():
        said.append(
            message(
                "No pair shares more than the sizes of both explain: the smallest p is {p:.2g}, "
                "and of {pairs} pairs one needs {needed:.2g} at most. This is no proof that bodies "
                "work together at random: with few collectives, nothing can be shown.",
                p=min(chances),
                pairs=pairs,
                needed=alpha / pairs,
            )
        )
    return backbone, tuple(said)


def _adjusted(chances: list[float], pairs: int) -> list[float]:
    """Adjust the chances of the pairs that share something for the number of all pairs.

    The other pairs have a chance of one: they change nothing but the number of tests, so that the
    adjustment among those that share something, scaled, is that among all.
    """
    from scipy.stats import false_discovery_control

    among = false_discovery_control(chances)
    return [min(1.0, float(q) * pairs / len(chances)) for q in among]


def _tested(pairs: int, sharing: int, kept: int, alpha: float) -> Message:
    return message(
        "Tested: {pairs}, {sharing} of which share a collective; kept: {kept}, of which a share of "
        "{alpha} at most is expected to be chance.",
        pairs=counted("{n} pair of bodies", "{n} pairs of bodies", n=pairs),
        sharing=sharing,
        kept=kept,
        alpha=alpha,
    )
