"""The dependence of one organisation on its partners, put together from its measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.concentration import Concentration, measure_concentration
from coopgraph.analysis.networks.percolation import (
    Percolation,
    percolate,
    random_robustness,
)
from coopgraph.analysis.networks.robustness import (
    BusFactor,
    Dependence,
    bus_factor,
    find_dependence,
)
from coopgraph.projection.catalogue import Choices, project_network
from coopgraph.projection.incidence import bodies_of
from coopgraph.projection.limits import check_limits
from coopgraph.projection.networks import Network

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["SHARES", "Resilience", "assess_resilience"]

#: Shares of the structures for which a smallest set of partners is looked for.
SHARES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resilience:
    """What an organisation depends on.

    Attributes
    ----------
    network
        The network of partners, without the organisation.
    collectives, alone
        How many structures it has, and how many of them without any partner.
    dependence
        What rests on each partner.
    bus_factors
        Smallest sets of partners on which shares of the structures rest.
    cut_partners, bridges
        Partners whose withdrawal would part the network of partners, and edges likewise.
    attack
        Withdrawal of the most linked partner, again and again.
    chance
        Schneider's R under random withdrawal: mean, and the middle 95 %.
    concentration
        By ``partner``, ``city``, ``region`` and ``country``: how unevenly structures are spread.
    unplaced
        Structures without a known city.
    """

    network: Network
    collectives: int
    alone: int
    dependence: tuple[Dependence, ...]
    bus_factors: tuple[BusFactor, ...]
    cut_partners: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]
    attack: Percolation | None
    chance: tuple[float, float, float] | None
    concentration: dict[str, Concentration | None]
    unplaced: int


def assess_resilience(
    landscape: nx.MultiDiGraph[str], choices: Choices | None = None, *, seed: int = 0
) -> Resilience:
    """Put together what the organisation in focus of a landscape depends on.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    choices
        Layers and roles; the organisation in focus is always left out as a partner of itself.
    seed
        Seed of the random withdrawals.

    Returns
    -------
    Resilience

    Raises
    ------
    ParameterError
        If the seed is out of range.
    ProjectionError
        If a layer or role is unknown.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> found = assess_resilience(landscape)
    >>> found.collectives, found.alone, len(found.bus_factors[1].partners)
    (8, 1, 3)
    """
    import networkx as nx

    check_limits(seed=seed)
    network = project_network(landscape, "partners", choices)
    graph = network.graph
    members = {
        collective: bodies - {network.home}
        for collective, bodies in bodies_of(network.ties).items()
    }
    with_partners = {name: bodies for name, bodies in members.items() if bodies}
    dependence = find_dependence(with_partners)
    by_place: dict[str, dict[str, int]] = {"city": {}, "region": {}, "country": {}}
    for collective in members:
        for kind, counts in by_place.items():
            if place := landscape.nodes[collective][kind]:
                counts[place] = counts.get(place, 0) + 1
    amounts = {"partner": [one.collectives for one in dependence]} | {
        kind: list(counts.values()) for kind, counts in by_place.items()
    }
    return Resilience(
        network=network,
        collectives=len(members),
        alone=len(members) - len(with_partners),
        dependence=tuple(dependence),
        bus_factors=tuple(bus_factor(with_partners, share) for share in SHARES)
        if with_partners
        else (),
        cut_partners=tuple(sorted(nx.articulation_points(graph))),
        bridges=tuple(sorted((min(edge), max(edge)) for edge in nx.bridges(graph))),
        attack=percolate(graph) if len(graph) else None,
        chance=random_robustness(graph, seed=seed) if len(graph) else None,
        concentration={kind: measure_concentration(values) for kind, values in amounts.items()},
        unplaced=len(members) - sum(by_place["city"].values()),
    )
