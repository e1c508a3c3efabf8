"""What of a landscape is drawn, before any attribute is put together: nodes, edges, their time.

Cheap, so that of a whole register the part that is shown can be chosen first.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, replace

from coopgraph.projection.kinds import most_specific
from coopgraph.projection.landscape_edges import COUNTRIES, PART_OF, Edge, read_edges
from coopgraph.projection.landscape_nodes import Places
from coopgraph.projection.reading import Reading
from coopgraph.rdf.periods import ENDS, STARTS, PeriodState, period_of, standing
from coopgraph.vocabulary import COOP

__all__ = ["Drawing", "cut_around", "dated", "keep_of_day", "read_drawing"]


_TIMES = frozenset((*STARTS, *ENDS))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: nodes with their classes, and edges; both in order.

    Attributes
    ----------
    reading, places, home
        What was read, where things stand, the organisation in focus of the landscape.
    nodes
        Class by node.
    edges
        The edges between them.
    """

    reading: Reading
    places: Places
    home: str
    nodes: dict[str, str]
    edges: list[Edge]

    def span(self, iri: str) -> tuple[str, str]:
        """Return the period of a node that states it, to the day where it is known."""
        return period_of(self.reading.some(iri, _TIMES))

    def within(self, iri: str) -> str:
        """Return the structure of which a team is a part, or nothing."""
        team = self.nodes.get(iri) == "ResearchTeam"
        return self.reading.one(iri, PART_OF) if team else ""


def read_drawing(reading: Reading) -> Drawing:
    """Return all that can be drawn, of any time.

    Parameters
    ----------
    reading
        What was read of the store.

    Returns
    -------
    Drawing
        Countries only where an edge leads to them.
    """
    home = next((found for one in reading if (found := reading.one(one, COOP.focus))), "")
    places = Places(reading, home)
    classes = {iri: most_specific(reading.classes(iri)) for iri in reading}
    nodes = {iri: name for iri, name in classes.items() if name is not None}
    edges = sorted(
        edge
        for edge in read_edges(reading, nodes, home, places)
        if edge.tail in nodes and edge.head in nodes and edge.tail != edge.head
    )
    linked = {end for edge in edges for end in edge[:2]}
    drawn = {iri: name for iri, name in nodes.items() if name not in COUNTRIES or iri in linked}
    return Drawing(reading, places, home, drawn, edges)


def dated(edge: Edge) -> str:
    """Return the node that states since when and until when an edge stands; empty if none does.

    Parameters
    ----------
    edge
        An edge.
    """
    if edge.kind in ("part-of", "country"):
        return ""
    return edge.tail if edge.kind == "agreement-party" else edge.iri


def keep_of_day(
    drawing: Drawing, day: datetime.date | None
) -> tuple[dict[str, int], dict[str, list[Edge]]]:
    """Take out what had ended before a day or began after it, and count it.

    Parameters
    ----------
    drawing
        What is drawn; its nodes and edges are changed.
    day
        The day; nothing is taken out if None.

    Returns
    -------
    dict of str to int
        ``over`` and ``coming``: nodes and edges taken out; ``undated``: edges left without a date.
    dict of str to list of Edge
        The edges taken out, under ``over`` and ``coming``.
    """
    counts = {"over": 0, "coming": 0, "undated": 0}
    taken_out: dict[str, list[Edge]] = {"over": [], "coming": []}
    if day is None:
        return counts, taken_out
    gone: dict[str, PeriodState] = {}
    for node in drawing.nodes:
        if (state := standing(*drawing.span(node), day)) in ("over", "coming"):
            gone[node] = state
            counts[state] += 1
    kept: list[Edge] = []
    for edge in drawing.edges:
        state = standing(*drawing.span(dated(edge)), day)
        if state not in ("over", "coming"):
            state = gone.get(edge.tail) or gone.get(edge.head) or state
        if state in counts:
            counts[state] += 1
        taken_out.get(state, kept).append(edge)
    drawing.edges[:] = kept
    for node in gone:
        del drawing.nodes[node]
    return counts, taken_out


def cut_around(drawing: Drawing, focus: str, hops: int) -> tuple[Drawing, dict[str, int]]:
    """Return what is near a node, and how many edges of each node lead out of it.

    Parameters
    ----------
    drawing
        What is drawn; it stays as it is.
    focus
        The node.
    hops
        Radius, edges taken in both directions.

    Returns
    -------
    tuple of Drawing and dict
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in drawing.edges:
        beside[edge.tail].append(edge.head)
        beside[edge.head].append(edge.tail)
    near = {focus}
    rim = set(near)
    for _ in range(hops):
        rim = {other for node in rim for other in beside[node]} - near
        near |= rim
    nodes = {iri: name for iri, name in drawing.nodes.items() if iri in near}
    edges = [edge for edge in drawing.edges if edge.tail in near and edge.head in near]
    # Edges to teams inside units do not count.
    beyond = {
        node: sum(
            other not in near and drawing.within(other) not in drawing.nodes
            for other in beside[node]
        )
        for node in nodes
    }
    return replace(drawing, nodes=nodes, edges=edges), beyond
