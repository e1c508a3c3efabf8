"""Cities tied by the structures, labels or agreements that reach over both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, counted
from coopgraph.projection.incidence import named
from coopgraph.projection.partners import shared_collectives

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Tie

__all__ = ["LOCAL_KINDS", "sites_graph"]

#: Kinds of bodies whose seat says where they work; that of a national organisation does not.
LOCAL_KINDS: Final = frozenset({"higher-education", "hospital"})


def sites_graph(
    landscape: nx.MultiDiGraph[str], ties: Iterable[Tie]
) -> tuple[nx.Graph[str], tuple[Message, ...]]:
    """Return the graph of cities: an edge where a collective reaches over both.

    A collective is in the cities where it stands, and in those where the universities, schools and
    hospitals that take part in it have their seat.

    Parameters
    ----------
    landscape
        The projection ``landscape``, for cities and their names.
    ties
        Who takes part in what.

    Returns
    -------
    networkx.Graph
        Nodes and edges in sorted order; cities without an edge stay. ``weight`` is the number of
        collectives, ``through`` their IRIs.
    tuple of Message
        What has no city.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.projection.incidence import read_ties
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> graph, said = sites_graph(landscape, read_ties(landscape, ["label"]))
    >>> [graph.nodes[city]["label_fr"] for city in graph]
    ['Valfictif']
    """
    import networkx as nx

    cities: dict[str, set[str]] = {}
    places: dict[str, tuple[str, str]] = {}
    for tie in ties:
        found = cities.setdefault(tie.collective, set())
        for end in (tie.collective, tie.body):
            data = landscape.nodes.get(end)
            local = data is not None and (end == tie.collective or data["kind"] in LOCAL_KINDS)
            if data is None or not local:
                continue
            # A campus says less of where a body works than its seat does.
            others = data.get("further", ()) if end == tie.collective else ()
            for city, *wider in ((data["city"], data["region"], data["country"]), *others):
                if city:
                    found.add(city)
                    places[city] = wider[0], wider[1]
    graph: nx.Graph[str] = nx.Graph()
    for city in sorted(places):
        french, english = named(landscape, city)
        graph.add_node(
            city,
            mode="city",
            label_fr=french,
            label_en=english,
            kind="city",
            cls="City",
            city=city,
            region=places[city][0],
            country=places[city][1],
        )
    within = {collective: frozenset(found) for collective, found in sorted(cities.items())}
    for (one, other), through in shared_collectives(within).items():
        graph.add_edge(one, other, weight=float(len(through)), through=tuple(through))
    nowhere = sum(1 for found in cities.values() if not found)
    if not nowhere:
        return graph, ()
    said = counted(
        "Without a known city: {n} collective.", "Without a known city: {n} collectives.", n=nowhere
    )
    return graph, (said,)
