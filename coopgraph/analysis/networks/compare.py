"""Two bodies side by side, or one on two days: what they share, with whom, and where they stand.

Counts are of memberships that sources state in the chosen layers and roles; a difference of counts
is a difference of what is known as much as of what is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.measure import How
from coopgraph.analysis.networks.paths import KNOWN_LAYERS
from coopgraph.analysis.networks.registry import find_measure
from coopgraph.errors import ProjectionError, UnknownEntity
from coopgraph.messages import message
from coopgraph.projection.catalogue import Choices, project_network
from coopgraph.projection.choices import name_of
from coopgraph.projection.founding import without_founding
from coopgraph.projection.incidence import bodies_of, read_ties, taking_part, ties_by_layer
from coopgraph.projection.limits import as_names
from coopgraph.projection.networks import Network, Tie

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BROKERAGE", "Comparison", "Overlap", "Profile", "compare_bodies"]

#: Measures that say where a body stands in the network of partners; weights are left out.
BROKERAGE: Final = ("degree", "betweenness", "constraint", "effective-size")


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
        Measures (:data:`BROKERAGE`) in the network of partners; None where the body has no partner
        in it.
    """

    body: str
    collectives: Mapping[str, Mapping[str, tuple[Tie, ...]]]
    partners: Mapping[str, tuple[str, ...]]
    sites: Mapping[str, int]
    brokerage: Mapping[str, float | None]

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
    day = str(landscape.graph["as_of"])
    if one == other and (later is None or later.graph["as_of"] == day):
        raise ProjectionError(
            message(
                "{entity} would be compared with itself on one day, {day}: nothing can differ; "
                "give another body or a second day",
                entity=name_of(landscape, one) if one in landscape else one,
                day=day or "–",
            )
        )
    names = as_names("layers", layers)
    sides = [_Side(landscape, names, roles)]
    sides.append(sides[0] if later is None else _Side(later, names, roles))
    first, second = (side.profile(body) for side, body in zip(sides, (one, other), strict=True))
    pair = {one, other}
    return Comparison(
        one=first,
        other=second,
        collectives=_overlap(first.all_collectives, second.all_collectives),
        partners=_overlap(set(first.partners) - pair, set(second.partners) - pair),
        sites=_overlap(first.sites, second.sites),
        network=sides[0].network,
    )


class _Side:
    """One landscape: who takes part in what, and where bodies stand in the network of partners."""

    def __init__(
        self, landscape: nx.MultiDiGraph[str], layers: tuple[str, ...], roles: tuple[str, ...]
    ) -> None:
        choices = Choices(layers=layers, roles=roles, whole=True, with_focus=True)
        self._landscape = landscape
        every = read_ties(landscape, layers, roles=roles)
        self._collectives = frozenset(tie.collective for tie in every)
        ties, _ = without_founding(landscape, every)
        self._ties = ties_by_layer(landscape, ties, layers)
        self.network = project_network(landscape, "partners", choices)
        self._values = {
            name: find_measure(name).values(self.network.graph, How()) for name in BROKERAGE
        }

    def profile(self, body: str) -> Profile:
        """Return what a body takes part in, with whom, and where it stands."""
        if body not in self._landscape:
            raise UnknownEntity(message("{entity}: not in the landscape of this day", entity=body))
        if body in self._collectives:
            raise ProjectionError(
                message(
                    "{entity}: a structure or agreement; only bodies that take part in such can be "
                    "compared",
                    entity=body,
                )
            )
        collectives: dict[str, dict[str, tuple[Tie, ...]]] = {}
        partners: dict[str, list[str]] = {}
        sites: dict[str, int] = {}
        for layer, ties in self._ties.items():
            own: dict[str, list[Tie]] = {}
            for tie in ties:
                if tie.body == body:
                    own.setdefault(tie.collective, []).append(tie)
            collectives[layer] = {name: tuple(found) for name, found in own.items()}
            for name, bodies in bodies_of(taking_part(ties, body)).items():
                for partner in sorted(bodies - {body}):
                    partners.setdefault(partner, []).append(name)
            for name in own:
                if city := self._landscape.nodes[name]["city"]:
                    sites[city] = sites.get(city, 0) + 1
        return Profile(
            body=body,
            collectives=collectives,
            partners={name: tuple(sorted(found)) for name, found in sorted(partners.items())},
            sites=dict(sorted(sites.items())),
            brokerage=self._brokerage(body),
        )

    def _stands(self, body: str) -> bool:
        graph = self.network.graph
        return body in graph and bool(graph.degree(body))

    def _brokerage(self, body: str) -> dict[str, float | None]:
        if not self._stands(body):
            return dict.fromkeys(BROKERAGE)
        return {name: values[body] for name, values in self._values.items()}


def _overlap(one: Iterable[str], other: Iterable[str]) -> Overlap:
    first, second = set(one), set(other)
    return Overlap(
        both=tuple(sorted(first & second)),
        only_one=tuple(sorted(first - second)),
        only_other=tuple(sorted(second - first)),
    )
