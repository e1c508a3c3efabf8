"""What to call a community: by its most typical members, and by what most of them share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coopgraph.analysis.networks.communities import Community
    from coopgraph.projection.networks import Network

__all__ = ["CommunityName", "name_community"]

#: Members that give a community its name.
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class CommunityName:
    """What a community is called.

    Attributes
    ----------
    typical
        IRIs of at most three members: those with most weight inside, times its share of their
        weight.
    city, region, kind
        What at least half of all members share; empty where nothing is, or two values share them.
    """

    typical: tuple[str, ...]
    city: str
    region: str
    kind: str


def name_community(network: Network, community: Community) -> CommunityName:
    """Return what to call a community of a network.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.analysis.networks.communities import find_communities
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> found = find_communities(network.graph, weight="weight", seeds=5)
    >>> name = name_community(network, found.found[0])
    >>> [network.label(node) for node in name.typical]
    ['CHU de Port-Imaginé', 'Université de Port-Imaginé']
    >>> network.label(name.city)
    'Port-Imaginé'
    """
    nodes = [member.node for member in community.members]

    def shared(attribute: str) -> str:
        counts = Counter(str(network.graph.nodes[node].get(attribute) or "") for node in nodes)
        most = [value for value, count in counts.items() if 2 * count >= len(nodes)]
        return most[0] if len(most) == 1 else ""

    return CommunityName(tuple(nodes[:_NAMED]), shared("city"), shared("region"), shared("kind"))
