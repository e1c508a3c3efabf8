"""One partition of a network: the methods, and what a partition is worth.

Louvain's method [1]_ is that of networkx. It may leave a community in pieces that no tie joins;
Leiden's method [2]_, of graspologic-native (extra ``coopgraph[fast]``), does not, and is quicker by
an order of magnitude. Pieces are taken apart all the same, which never lowers modularity.

References
----------
.. [1] V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of communities
   in large networks", J. Stat. Mech. (2008) P10008,
   https://doi.org/10.1088/1742-5468/2008/10/P10008.
.. [2] V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing
   well-connected communities", Scientific Reports 9 (2019) 5233,
   https://doi.org/10.1038/s41598-019-41695-z.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coopgraph.analysis.networks.engine import significant
from coopgraph.errors import ParameterError
from coopgraph.extras import require
from coopgraph.messages import message

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "METHODS",
    "check_method",
    "find_groups",
    "is_large",
    "method_for",
    "modularity_of",
    "pieces_more",
    "split_disconnected",
]

N = TypeVar("N", bound=Hashable)

#: Methods by name.
METHODS: Final = ("louvain", "leiden")
#: Edges above which a run of Louvain's method takes half a second and more.
_LARGE: Final = 5_000
#: Leiden: how freely nodes move in the refinement, and full cycles of a run.
_RANDOMNESS: Final = 0.001
_ITERATIONS: Final = 2


def method_for(graph: nx.Graph[Any]) -> str:
    """Return the method that is taken unless another is asked for.

    Louvain's, that of the reference library; in large networks, where it takes minutes, Leiden's if
    it is installed.

    Examples
    --------
    >>> import networkx as nx
    >>> method_for(nx.path_graph(10))
    'louvain'
    """
    if is_large(graph) and importlib.util.find_spec("graspologic_native") is not None:
        return "leiden"
    return "louvain"


def is_large(graph: nx.Graph[Any]) -> bool:
    """Tell whether runs on a network are costly, so that fewer are made unless asked for."""
    return graph.number_of_edges() > _LARGE


def check_method(method: str) -> None:
    """Refuse a method that is unknown or not installed.

    Parameters
    ----------
    method
        One of :data:`METHODS`.

    Raises
    ------
    ParameterError
        If there is no such method.
    MissingExtra
        If it needs an extra.
    """
    if method not in METHODS:
        raise ParameterError(
            message(
                "no method {name!r}; choose among {methods}",
                name=method,
                methods=", ".join(METHODS),
            )
        )
    if method == "leiden":
        require("graspologic_native", extra="fast")


def find_groups(
    graph: nx.Graph[N],
    *,
    weight: str | None = "weight",
    resolution: float = 1.0,
    seed: int,
    method: str = "louvain",
    quick_above: int | None = None,
) -> list[set[N]]:
    """Run a method once.

    Parameters
    ----------
    graph
        An undirected graph whose nodes can be sorted: they are visited in an order that depends on
        nodes, ties and seed alone, not on how the graph was put together.
    weight
        Edge attribute with the weight; None if every edge counts once.
    resolution
        Above 1 for more and smaller communities, below 1 for fewer and larger ones.
    seed
        Seed of the order of visits.
    method
        One of :data:`METHODS`.
    quick_above
        Number of edges above which labels are spread instead, which is quicker and coarser; None
        for never.

    Returns
    -------
    list of set
        The largest first, then by their first node; each in one piece. An isolate is alone.

    Examples
    --------
    >>> import networkx as nx
    >>> find_groups(nx.barbell_graph(3, 0), seed=1)
    [{0, 1, 2}, {3, 4, 5}]
    """
    import networkx as nx

    ordered = _ordered(graph, weight)
    found: Iterable[set[int]]
    if quick_above is not None and ordered.number_of_edges() > quick_above:
        found = nx.community.fast_label_propagation_communities(ordered, weight="weight", seed=seed)
    else:
        found = _METHODS[method](ordered, resolution, seed)
    nodes: list[N] = sorted(graph)  # type: ignore[type-var]
    pieces = split_disconnected(ordered, found)
    pieces.sort(key=lambda part: (-len(part), min(part)))
    return [{nodes[place] for place in part} for part in pieces]


def pieces_more(
    graph: nx.Graph[str],
    parts: int,
    *,
    weight: str | None,
    resolution: float,
    seed: int,
    method: str,
) -> int:
    """Return how many communities more there are, pieces taken apart, than a method gave."""
    return parts - len(_METHODS[method](_ordered(graph, weight), resolution, seed))


def _louvain(graph: nx.Graph[int], resolution: float, seed: int) -> list[set[int]]:
    import networkx as nx

    found = nx.community.louvain_communities(
        graph, weight="weight", resolution=resolution, seed=seed
    )
    return [set(part) for part in found]


def _leiden(graph: nx.Graph[int], resolution: float, seed: int) -> list[set[int]]:
    import graspologic_native

    edges = [(str(one), str(other), data["weight"]) for one, other, data in graph.edges(data=True)]
    groups: dict[int, set[int]] = {}
    if edges:
        _, found = graspologic_native.leiden(
            edges=edges,
            resolution=resolution,
            randomness=_RANDOMNESS,
            iterations=_ITERATIONS,
            use_modularity=True,
            seed=seed,
            trials=1,
        )
        for node, group in found.items():
            groups.setdefault(group, set()).add(int(node))
    tied = {int(end) for edge in edges for end in edge[:2]}
    return [*groups.values(), *({node} for node in graph if node not in tied)]


_METHODS: Final[dict[str, Callable[[nx.Graph[int], float, int], list[set[int]]]]] = {
    "louvain": _louvain,
    "leiden": _leiden,
}


def _ordered(graph: nx.Graph[Any], weight: str | None) -> nx.Graph[int]:
    import networkx as nx

    place = {node: number for number, node in enumerate(sorted(graph))}
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(place)))
    edges = [
        (*sorted((place[a], place[b])), 1.0 if weight is None else float(data.get(weight, 1.0)))
        for a, b, data in graph.edges(data=True)
        if a != b
    ]
    for one, other, strength in sorted(edges):
        made.add_edge(int(one), int(other), weight=strength)
    return made


def split_disconnected(graph: nx.Graph[N], groups: Iterable[set[N]]) -> list[set[N]]:
    """Take apart groups of which no tie joins the pieces.

    Examples
    --------
    >>> import networkx as nx
    >>> split_disconnected(nx.path_graph(3), [{0, 2}, {1}])
    [{0}, {2}, {1}]
    """
    import networkx as nx

    first: Callable[[set[N]], Any] = min
    return [
        set(piece)
        for group in groups
        for piece in sorted(nx.connected_components(graph.subgraph(group)), key=first)
    ]


def modularity_of(
    graph: nx.Graph[str],
    groups: Iterable[Iterable[str]],
    *,
    weight: str | None = None,
    resolution: float = 1.0,
) -> float | None:
    """Return the modularity of a partition; None where there is no tie.

    Examples
    --------
    >>> import networkx as nx
    >>> pairs = nx.Graph([("a", "b"), ("c", "d")])
    >>> modularity_of(pairs, [{"a", "b"}, {"c", "d"}])
    0.5
    """
    import networkx as nx

    if not graph.number_of_edges():
        return None
    ordered = _ordered(graph, weight)
    place = {node: number for number, node in enumerate(sorted(graph))}
    parts = [{place[node] for node in group} for group in groups]
    found = nx.community.modularity(ordered, parts, weight="weight", resolution=resolution)
    return significant(found)
