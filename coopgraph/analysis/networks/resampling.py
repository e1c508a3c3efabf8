"""Networks that might as well have been seen: other collectives drawn, or some edges missing."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from coopgraph.projection.catalogue import Choices, graph_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

    from coopgraph.projection.networks import Network, Tie

__all__ = ["MISSING", "Kept", "Resampler", "with_missing_edges"]

#: Share of edges that is taken away to see what missing data would do.
MISSING: Final = 0.1
#: Nodes and edges up to which the networks of a series are kept: some 100 MB.
_KEPT: Final = 200_000


class Kept:
    """Networks drawn for one measure, kept for the next one that asks for the same.

    Only series of small networks are kept, and only those of one seed and number. What is handed
    out must not be changed.

    Parameters
    ----------
    most
        Nodes and edges of all networks of a series up to which it is kept.

    Examples
    --------
    >>> import networkx as nx
    >>> kept = Kept()
    >>> one = list(kept.series(("paths", 1), 2, lambda: nx.path_graph(3)))
    >>> list(kept.series(("paths", 1), 2, lambda: nx.path_graph(3)))[0] is one[0]
    True
    """

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._known: dict[tuple[str, int, int], list[nx.Graph[str]]] = {}

    def series(
        self, asked: tuple[str, int], number: int, draw: Callable[[], nx.Graph[str]]
    ) -> Iterator[nx.Graph[str]]:
        """Yield as many networks, drawn unless they are known.

        Parameters
        ----------
        asked
            What they are, and the seed from which `draw` starts.
        number
            How many.
        draw
            Returns the next network.
        """
        key = (*asked, number)
        if key in self._known:
            yield from self._known[key]
            return
        made: list[nx.Graph[str]] = []
        size = 0
        for _ in range(number):
            graph = draw()
            size += len(graph) + graph.number_of_edges()
            if size <= self._most:
                made.append(graph)
            else:
                made.clear()
            yield graph
        if len(made) == number:
            others = {one: kept for one, kept in self._known.items() if one[1:] == key[1:]}
            self._known = {**others, key: made}


class Resampler:
    """Draws collectives with replacement and makes the network again from what was drawn.

    Parameters
    ----------
    landscape
        The projection ``landscape`` from which the network was made.
    network
        The network.
    choices
        The choices with which it was made.
    own
        Whether `landscape` may be added to, which saves a copy of it; it is good for nothing else
        afterwards.

    Examples
    --------
    >>> import numpy as np
    >>> from coopgraph import load
    >>> from coopgraph.projection.catalogue import project_network
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> network = project_network(landscape, "partners")
    >>> resampler = Resampler(landscape, network, Choices())
    >>> graph = resampler.draw(np.random.default_rng(1))
    >>> sorted(graph) == sorted(network.graph)
    True
    """

    def __init__(
        self,
        landscape: nx.MultiDiGraph[str],
        network: Network,
        choices: Choices,
        *,
        own: bool = False,
    ) -> None:
        self.network = network
        self.choices = choices
        ties: dict[str, list[Tie]] = defaultdict(list)
        for tie in network.ties:
            ties[tie.collective].append(tie)
        self._ties = dict(sorted(ties.items()))
        self._collectives = list(self._ties)
        self._landscape = landscape if own else landscape.copy()
        self._doubles: dict[str, list[Tie]] = {}
        #: IRIs of the collectives that can be drawn.
        self.collectives = frozenset(self._collectives)
        #: What was drawn, for the next measure on the same network.
        self.kept = Kept()
        self._bodies = [node for node in network.graph if node not in self.collectives]

    def on(self, network: Network) -> Resampler:
        """Return one that draws only collectives of a part of the network, and makes that part."""
        kept = {tie.collective for tie in network.ties if tie.body in network.graph}
        ties = tuple(tie for tie in network.ties if tie.collective in kept)
        part = dataclasses.replace(network, ties=ties)
        return Resampler(self._landscape, part, self.choices, own=True)

    def draw(self, generator: np.random.Generator) -> nx.Graph[str]:
        """Return a network of as many collectives, drawn with replacement.

        One that is drawn twice counts as two. Bodies that are in none of those drawn stay as
        isolates, so that every network has the same bodies.
        """
        number = len(self._collectives)
        drawn = Counter(generator.integers(number, size=number).tolist())
        ties = [
            tie for position in sorted(drawn) for tie in self._copies(position, drawn[position])
        ]
        return self._same_bodies(graph_of(self.network, self._landscape, ties, self.choices))

    def _copies(self, position: int, times: int) -> Iterator[Tie]:
        collective = self._collectives[position]
        yield from self._ties[collective]
        for copy in range(2, times + 1):
            double = f"{collective}~{copy}"
            if double not in self._doubles:
                self._double(collective, double)
                self._doubles[double] = [
                    dataclasses.replace(tie, collective=double) for tie in self._ties[collective]
                ]
            yield from self._doubles[double]

    def _double(self, collective: str, double: str) -> None:
        """Enter a second collective like the first, for projections that look at its relations."""
        graph = self._landscape
        if collective not in graph or double in graph:  # a statement: its ties say all of it
            return
        graph.add_node(double, **graph.nodes[collective])
        for _, other, data in list(graph.out_edges(collective, data=True)):
            graph.add_edge(double, other, **data)
        for other, _, data in list(graph.in_edges(collective, data=True)):
            graph.add_edge(other, double, **data)

    def _same_bodies(self, made: nx.Graph[str]) -> nx.Graph[str]:
        known = self.network.graph
        made.remove_nodes_from(
            [
                node
                for node in made
                if node not in known and node.partition("~")[0] not in self.collectives
            ]
        )
        made.add_nodes_from((node, known.nodes[node]) for node in self._bodies if node not in made)
        return made


def with_missing_edges(
    graph: nx.Graph[str], generator: np.random.Generator, share: float = MISSING
) -> nx.Graph[str]:
    """Return a graph without a share of its edges, at least one, drawn at random.

    Examples
    --------
    >>> import networkx as nx
    >>> import numpy as np
    >>> with_missing_edges(nx.complete_graph(5), np.random.default_rng(1)).number_of_edges()
    9
    """
    edges = sorted(tuple(sorted(edge)) for edge in graph.edges)
    number = min(len(edges), max(1, round(share * len(edges))))
    left: nx.Graph[str] = graph.copy()
    if edges:
        gone = generator.choice(len(edges), size=number, replace=False)
        left.remove_edges_from(edges[position] for position in gone.tolist())
    return left
