"""The structure of a network, put together: its communities, and figures held against chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.communities import Communities, find_communities
from coopgraph.analysis.networks.core_periphery import Core, find_core
from coopgraph.analysis.networks.intervals import older_objects_aside
from coopgraph.analysis.networks.naming import CommunityName, name_community
from coopgraph.analysis.networks.partitions import (
    is_large,
    method_for,
)
from coopgraph.analysis.networks.refusals import refuse_layers, refuse_two_modes
from coopgraph.analysis.networks.structure_figures import Figure, structure_figures
from coopgraph.errors import MeasureError
from coopgraph.messages import Message
from coopgraph.projection.limits import check_limits

if TYPE_CHECKING:
    from coopgraph.projection.networks import Network

__all__ = [
    "OF_LARGE",
    "REPLICATES",
    "SEEDS",
    "Structure",
    "assess_structure",
    "refuse_structure",
]

#: Runs that are compared, and networks by chance behind each comparison, unless told otherwise.
SEEDS: Final = 100
REPLICATES: Final = 100
#: As many of both in a network with so many edges that 100 would take minutes.
OF_LARGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The structure of a network.

    Attributes
    ----------
    network
        The network.
    communities, names
        Its communities, and what to call each.
    figures
        Figures of structure, those that say something here.
    core
        Its core.
    replicates
        Number of networks by chance.
    by_installation
        Whether the method was taken because of what is installed: another machine may take the
        other one.
    """

    network: Network
    communities: Communities
    names: tuple[CommunityName, ...]
    figures: tuple[Figure, ...]
    core: Core
    replicates: int
    by_installation: bool = False

    def figure(self, name: str) -> Figure | None:
        """Return a figure by its name; None where it says nothing here."""
        return next((one for one in self.figures if one.described.name == name), None)


def refuse_structure(network: Network) -> Message | None:
    """Return why a network has no communities to look for, or None if it may have some.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> print(refuse_structure(landscape.network("structures")))
    in the projection structures no two bodies are neighbours; 'communities' is about ties among \
nodes of one kind: ask it of a projection such as 'partners'
    >>> refuse_structure(landscape.network("partners")) is None
    True
    """
    return refuse_layers(network) or refuse_two_modes(network, "communities")


def assess_structure(
    network: Network,
    *,
    resolution: float = 1.0,
    seeds: int | None = None,
    seed: int = 1,
    replicates: int | None = None,
    method: str | None = None,
) -> Structure:
    """Find the communities of a network, and measure its structure.

    Parameters
    ----------
    network
        A network of one kind of node.
    resolution
        Above 1 for more and smaller communities, below 1 for fewer and larger ones.
    seeds
        Number of runs; 100 unless told otherwise, 20 in networks of more than 5,000 edges.
    seed
        The first seed, and that of everything else that is drawn.
    replicates
        Number of networks by chance; as many unless told otherwise.
    method
        One of :data:`~coopgraph.analysis.networks.partitions.METHODS`; chosen by size unless told
        otherwise.

    Returns
    -------
    Structure

    Raises
    ------
    MeasureError
        If the network has two modes or layers side by side.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> found = assess_structure(network, seeds=10, replicates=20)
    >>> [len(one.members) for one in found.communities.found], found.communities.modularity
    ([2, 2, 2], 0.666666666667)
    """
    if (reason := refuse_structure(network)) is not None:
        raise MeasureError(reason)
    check_limits(replicates=replicates, resolution=resolution, seeds=seeds, seed=seed)
    large = is_large(network.graph)
    seeds = (OF_LARGE if large else SEEDS) if seeds is None else seeds
    replicates = (OF_LARGE if large else REPLICATES) if replicates is None else replicates
    by_installation = method is None and large
    method = method_for(network.graph) if method is None else method
    weight = "weight" if network.declaration.weighted else None
    communities = find_communities(
        network.graph,
        weight=weight,
        resolution=resolution,
        seeds=seeds,
        seed=seed,
        method=method,
    )
    core = find_core(network.graph)
    with older_objects_aside():
        figures = tuple(structure_figures(network, communities, core, seed, replicates))
    return Structure(
        network=network,
        communities=communities,
        names=tuple(name_community(network, one) for one in communities.found),
        figures=figures,
        core=core,
        replicates=replicates,
        by_installation=by_installation,
    )
