"""Communities of the landscape: entities more linked among themselves than with the others.

Found once, when the page is written, so that every reader sees the same. Louvain's method for
ordinary landscapes, label propagation for those on which it would take minutes; both of networkx,
both with a fixed seed.
"""

from __future__ import annotations

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
    if graph.number_of_edges() > _MANY:
        found = list(
            nx.community.fast_label_propagation_communities(graph, weight="weight", seed=_SEED)
        )
    else:
        found = nx.community.louvain_communities(graph, seed=_SEED)
    numbers = [-1] * len(model.nodes)
    for number, group in enumerate(sorted(found, key=lambda group: (-len(group), min(group)))):
        for node in group:
            numbers[node] = number
    return numbers
