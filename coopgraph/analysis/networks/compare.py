"""Two bodies side by side, or one on two days: what they share, with whom, and where they stand.

Counts are of memberships that sources state in the chosen layers and roles; a difference of counts
is a difference of what is known as much as of what is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.paths import KNOWN_LAYERS
from coopgraph.errors import ProjectionError, UnknownEntity
from coopgraph.messages import message
from coopgraph.projection.catalogue import Choices, project_network
from coopgraph.projection.incidence import bodies_of, read_ties
from coopgraph.projection.networks import Network, Tie

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Comparison", "Overlap", "Profile", "compare_bodies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One body in one landscape.

    Attributes
    ----------
    body
        Its IRI.
    collectives
        By layer, what it takes part in, each with its memberships.
    partners
        By partner, the collectives that both take part in, sorted.
    sites
        By city (IRI), how many of its collectives stand there.
    brokerage
        Degree, betweenness, constraint and effective size in the network of partners; None where
        the measure is not defined (an isolate has no constraint) or the body is not in it.
    rank
        Place by betweenness among the bodies of that network; equal values share the best place.
    """

    body: str
    collectives: Mapping[str, Mapping[str, tuple[Tie, ...]]]
    partners: Mapping[str, tuple[str, ...]]
    sites: Mapping[str, int]
    brokerage: Mapping[str, float | None]
    rank: int | None

    @property
    def all_collectives(self) -> frozenset[str]:
        """Return what it takes part in, whatever the layer."""
        return frozenset(name for layer in self.collectives.values() for name in layer)

    def ties_in(self, collective: str) -> tuple[Tie, ...]:
        """Return the memberships in one collective; empty if it takes no part in it."""
        return tuple(
            tie for layer in self.collectives.values() for tie in layer.get(collective, ())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much two sets have in common.

    Attributes
    ----------
    both, only_one, only_other
        Members of both, and of one alone, sorted.
    """

    both: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]

    @property
    def jaccard(self) -> float | None:
        """Return the share of the union that is common; None if both sets are empty."""
        union = len(self.both) + len(self.only_one) + len(self.only_other)
        return len(self.both) / union if union else None

    @property
    def salton(self) -> float | None:
        """Return the common members over the geometric mean of the sizes; None if one is empty."""
        sizes = (len(self.both) + len(self.only_one)) * (len(self.both) + len(self.only_other))
        return len(self.both) / math.sqrt(sizes) if sizes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two profiles and what they have in common.

    Attributes
    ----------
    one, other
        The profiles.
    collectives, partners, sites
        Overlaps. Of two bodies, neither counts as a partner of itself or of the other.
    network
        The network of partners in which the brokerage of the first was measured.
    """

    one: Profile
    other: Profile
    collectives: Overlap
    partners: Overlap
    sites: Overlap
    network: Network


def compare_bodies(
    landscape: nx.MultiDiGraph[str],
    one: str,
    other: str,
    *,
    later: nx.MultiDiGraph[str] | None = None,
    layers: Iterable[str] = KNOWN_LAYERS,
    roles: tuple[str, ...] = ("supervising",),
) -> Comparison:
    """Set two bodies side by side, or one body on two days.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    one, other
        IRIs of two bodies; the same one for two days.
    later
        The landscape of the second day; `other` is then read from it.
    layers
        Layers that count.
    roles
        Words for roles in structures.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownEntity
        If a body is not in its landscape.
    ProjectionError
        If a body is compared with itself on one day, or is no body.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> id = "https://w3id.org/coopgraph/id/"
    >>> found = compare_bodies(
    ...     landscape, id + "ecole-des-modeles", id + "universite-des-trois-rives")
    >>> [iri.removeprefix(id) for iri in found.collectives.both]
    ['u-4']
    """
    if one == other and later is None:
        raise ProjectionError(
            message("{entity}: compared with itself; give another body or a second day", entity=one)
        )
    names = tuple(layers)
    first = _profile(landscape, one, names, roles)
    network = _partners(landscape, names, roles)
    second_landscape = landscape if later is None else later
    second = _profile(second_landscape, other, names, roles)
    pair = {one, other}
    return Comparison(
        one=_placed(first, network),
        other=_placed(second, network if later is None else _partners(later, names, roles)),
        collectives=_overlap(first.all_collectives, second.all_collectives),
        partners=_overlap(set(first.partners) - pair, set(second.partners) - pair),
        sites=_overlap(first.sites, second.sites),
        network=network,
    )


def _profile(
    landscape: nx.MultiDiGraph[str], body: str, layers: tuple[str, ...], roles: tuple[str, ...]
) -> Profile:
    if body not in landscape:
        raise UnknownEntity(message("{entity}: not in the landscape of this day", entity=body))
    collectives: dict[str, dict[str, tuple[Tie, ...]]] = {}
    partners: dict[str, list[str]] = {}
    sites: dict[str, int] = {}
    for layer in layers:
        ties = read_ties(landscape, [layer], roles=roles)
        own: dict[str, list[Tie]] = {}
        for tie in ties:
            if tie.body == body:
                own.setdefault(tie.collective, []).append(tie)
            elif tie.collective == body:
                raise ProjectionError(
                    message(
                        "{entity}: a structure or agreement; only bodies that take part in such "
                        "can be compared",
                        entity=body,
                    )
                )
        collectives[layer] = {name: tuple(found) for name, found in own.items()}
        for name, bodies in bodies_of(ties).items():
            if name in own:
                for partner in sorted(bodies - {body}):
                    partners.setdefault(partner, []).append(name)
        for name in own:
            if city := landscape.nodes[name]["city"]:
                sites[city] = sites.get(city, 0) + 1
    return Profile(
        body=body,
        collectives=collectives,
        partners={name: tuple(sorted(found)) for name, found in sorted(partners.items())},
        sites=dict(sorted(sites.items())),
        brokerage={},
        rank=None,
    )


def _partners(
    landscape: nx.MultiDiGraph[str], layers: tuple[str, ...], roles: tuple[str, ...]
) -> Network:
    choices = Choices(layers=layers, roles=roles, whole=True, with_focus=True)
    return project_network(landscape, "partners", choices)


def _placed(profile: Profile, network: Network) -> Profile:
    """Return the profile with where the body stands in the network of partners."""
    import networkx as nx

    graph, body = network.graph, profile.body
    names = ("degree", "betweenness", "constraint", "effective_size")
    if body not in graph or not graph.degree(body):
        found: dict[str, float | None] = dict.fromkeys(names)
        rank = None
    else:
        between = nx.betweenness_centrality(graph)
        found = {
            "degree": float(graph.degree(body)),
            "betweenness": between[body],
            "constraint": nx.constraint(graph, [body])[body],
            "effective_size": nx.effective_size(graph, [body])[body],
        }
        rank = 1 + sum(1 for value in between.values() if value > between[body])
    return Profile(
        body=body,
        collectives=profile.collectives,
        partners=profile.partners,
        sites=profile.sites,
        brokerage=found,
        rank=rank,
    )


def _overlap(one: Iterable[str], other: Iterable[str]) -> Overlap:
    first, second = set(one), set(other)
    return Overlap(
        both=tuple(sorted(first & second)),
        only_one=tuple(sorted(first - second)),
        only_other=tuple(sorted(second - first)),
    )
