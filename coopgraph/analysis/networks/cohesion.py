"""What holds a network together: articulation points, bridges, cores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.networks.measure import Details, How, Measure, Needs
from coopgraph.messages import message

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COHESION", "cut_off"]

_JOINT: Final = message(
    "members of one collective are tied to each other: only the last link between collectives shows"
)


def cut_off(graph: nx.Graph[str]) -> dict[str, int]:
    """Return how many nodes lose the largest rest of their component if a node goes.

    Parameters
    ----------
    graph
        An undirected graph.

    Returns
    -------
    dict
        Positive for articulation points and 0 for all other nodes.

    Examples
    --------
    >>> import networkx as nx
    >>> cut_off(nx.path_graph(4))
    {0: 0, 1: 1, 2: 1, 3: 0}
    """
    import networkx as nx

    found = dict.fromkeys(graph, 0)
    for members in nx.connected_components(graph):
        part = graph.subgraph(members)
        for node, sides in _sides(part).items():
            found[node] = sum(sides) - max(sides)
    return found


def _sides(part: nx.Graph[str]) -> dict[str, list[int]]:
    """Return how large the pieces are into which each articulation point cuts a component.

    Blocks and the points between them form a tree; pieces are counted along it, in one walk.
    """
    import networkx as nx

    blocks = [frozenset(block) for block in nx.biconnected_components(part)]
    points = set(nx.articulation_points(part))
    if not points:
        return {}
    tree: nx.Graph[Any] = nx.Graph()
    for number, block in enumerate(blocks):
        for node in block & points:
            tree.add_edge(("block", number), ("point", node))
    below: dict[Any, int] = {}
    root = next(iter(tree))
    parents = dict(nx.bfs_predecessors(tree, root))
    order = [root, *parents]
    for item in reversed(order):
        kind, which = item
        own = 1 if kind == "point" else len(blocks[which] - points)
        below[item] = own + sum(below[child] for child in tree[item] if parents.get(child) == item)
    sides: dict[str, list[int]] = {}
    for item in order:
        kind, which = item
        if kind == "point":
            pieces = [below[child] for child in tree[item] if parents.get(child) == item]
            rest = len(part) - 1 - sum(pieces)
            sides[which] = [*pieces, rest] if rest else pieces
    return sides


def _articulation(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return {node: float(number) for node, number in cut_off(graph).items()}


def _bridges(graph: nx.Graph[str], how: How) -> dict[str, float]:
    return {node: float(len(ends)) for node, ends in _across(graph).items()}


def _bridge_details(graph: nx.Graph[str], how: How) -> dict[str, Details]:
    return {node: {"across": tuple(sorted(ends))} for node, ends in _across(graph).items()}


def _across(graph: nx.Graph[str]) -> dict[str, list[str]]:
    import networkx as nx

    ends: dict[str, list[str]] = {node: [] for node in graph}
    for one, other in (tuple(edge) for edge in nx.bridges(graph)):
        ends[one].append(other)
        ends[other].append(one)
    return ends


def _core(graph: nx.Graph[str], how: How) -> dict[str, float]:
    import networkx as nx

    return {node: float(number) for node, number in nx.core_number(graph).items()}


#: Measures of what holds a network together.
COHESION: Final = (
    Measure(
        name="articulation",
        title=message("articulation points"),
        meaning=message(
            "how many nodes would lose contact with the largest rest of their component if this "
            "one went; above 0 it is an articulation point"
        ),
        formula=message("Σ_C |C| - max_C |C|, C the pieces of the component of i without i"),
        reference=(
            "J. Hopcroft, R. Tarjan, Algorithm 447: efficient algorithms for graph manipulation, "
            "Communications of the ACM 16 (1973) 372-378"
        ),
        doi="10.1145/362248.362272",
        needs=Needs(modes="any"),
        isolates=message("0"),
        disconnected=message("each component is looked at for itself"),
        not_for=message(
            "the damage of a withdrawal: only contact is lost, structures go on; a single tie that "
            "is missing in the data makes or unmakes a point"
        ),
        joint=_JOINT,
        values=_articulation,
        whole=True,
    ),
    Measure(
        name="bridges",
        title=message("bridges"),
        meaning=message(
            "how many of its ties are the only way between the two sides of them; beside it, to "
            "whom they lead"
        ),
        formula=message("number of neighbours j that i does not reach without the edge (i,j)"),
        reference=(
            "R. E. Tarjan, A note on finding the bridges of a graph, Information Processing "
            "Letters 2 (1974) 160-161"
        ),
        doi="10.1016/0020-0190(74)90003-9",
        needs=Needs(modes="any"),
        isolates=message("0"),
        disconnected=message("each component is looked at for itself"),
        not_for=message(
            "weak ties in general: most bridges lead to a node with a single tie; and one unknown "
            "tie more would undo each of them"
        ),
        joint=_JOINT,
        values=_bridges,
        details=_bridge_details,
        whole=True,
    ),
    Measure(
        name="core",
        title=message("k-core"),
        meaning=message(
            "the largest k for which a node is among nodes that all have k ties among themselves: "
            "how deep in the network it lies"
        ),
        formula=message("largest k with i in H, each node of H having k neighbours in H or more"),
        reference=(
            "S. B. Seidman, Network structure and minimum degree, Social Networks 5 (1983) 269-287"
        ),
        doi="10.1016/0378-8733(83)90028-X",
        needs=Needs(),
        isolates=message("0"),
        disconnected=message("not affected: dense parts may lie in several components"),
        not_for=message("a fine order: many nodes share each level"),
        joint=message("a collective of k+1 bodies is a k-core by itself"),
        values=_core,
        whole=True,
    ),
)
