"""Communities of the landscape: entities more linked among themselves than with the others.

Found once, when the page is written, so that every reader sees the same: one run of
:func:`~coopgraph.analysis.networks.partitions.find_groups` with a fixed seed, and labels spread
instead on landscapes for which it would take minutes. How far communities can be trusted is said
by ``coopgraph communities``, which runs it many times.
"""

from __future__ import annotations

from coopgraph.analysis.networks.partitions import find_groups
from coopgraph.outputs.explorer.views import ExplorerModel

__all__ = ["communities"]

_SEED = 7
#: Beyond so many links Louvain's method takes longer than all the rest of the page.
_MANY = 20_000


def communities(model: ExplorerModel) -> list[int]:
    """Return for each node the number of its community, the largest first.

    Parameters
    ----------
    model
        The view model. Its order of nodes and links decides ties, so that the same model gives the
        same communities.

    Returns
    -------
    list of int
        Entities without a link stand together under -1.
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(model.nodes)))
    for link in model.links:
        if link.tail == link.head:
            continue
        weight = graph.get_edge_data(link.tail, link.head, {"weight": 0})["weight"]
        graph.add_edge(link.tail, link.head, weight=weight + 1)
    graph.remove_nodes_from([node for node, degree in graph.degree() if not degree])
    found = find_groups(graph, seed=_SEED, quick_above=_MANY)
    numbers = [-1] * len(model.nodes)
    for number, group in enumerate(found):
        for node in group:
            numbers[node] = number
    return numbers
