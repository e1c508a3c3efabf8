"""What a day leaves out of a network: memberships that had ended by then, or had not begun.

The projection ``landscape`` keeps of what it leaves out only what tells in which layer it would
stand, so that every network can say how much is missing from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coopgraph.messages import Message, counted, message
from coopgraph.namespaces import ORG_NS
from coopgraph.projection.kinds import kind_of
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.landscape_edges import Edge
    from coopgraph.projection.networks import Tie
    from coopgraph.projection.reading import Reading
    from coopgraph.projection.records import JointCount

__all__ = ["OffDay", "off_day", "outline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffDay:
    """How many memberships of a network a day leaves out.

    Attributes
    ----------
    ended, not_begun
        How many had ended by the day, and how many had not begun.
    """

    ended: int = 0
    not_begun: int = 0

    def said(self, day: str) -> tuple[Message, ...]:
        """Say how many were left out; nothing if none were.

        Parameters
        ----------
        day
            The day.

        Returns
        -------
        tuple of Message

        Examples
        --------
        >>> print(*OffDay(ended=2).said("2024-12-31"))
        Left out on 2024-12-31: 2 memberships that had ended, 0 that had not begun (another day: \
--as-of).
        >>> OffDay().said("2024-12-31")
        ()
        """
        if not self.ended and not self.not_begun:
            return ()
        return (
            message(
                "Left out on {day}: {ended}, {not_begun} (another day: --as-of).",
                day=day,
                ended=counted(
                    "{n} membership that had ended",
                    "{n} memberships that had ended",
                    n=self.ended,
                ),
                not_begun=counted(
                    "{n} that had not begun", "{n} that had not begun", n=self.not_begun
                ),
            ),
        )


def outline(
    reading: Reading,
    nodes: Mapping[str, str],
    edges: Iterable[Edge],
    counts: Iterable[JointCount] = (),
) -> nx.MultiDiGraph[str]:
    """Return some edges with the few attributes by which memberships are read.

    Parameters
    ----------
    reading
        What was read of the store.
    nodes
        Class by node; of those that are ends.
    edges
        The edges.
    counts
        Counts of joint publications.

    Returns
    -------
    networkx.MultiDiGraph
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(copublications=tuple(counts))
    chosen = tuple(edges)
    ends = {end for edge in chosen for end in edge[:2]}
    ends.update(end for joint in graph.graph["copublications"] for end in (joint.one, joint.other))
    for iri in sorted(ends):
        name = nodes[iri]
        graph.add_node(
            iri,
            kind=kind_of(name),
            classes=reading.classes(iri),
            within=reading.one(iri, ORG_NS + "subOrganizationOf") if name == "ResearchTeam" else "",
            facts=tuple(reading.facts(iri, (COOP.theme,))),
            start=None,
            end=None,
            evidence=(),
        )
    for edge in chosen:
        graph.add_edge(
            edge.tail,
            edge.head,
            key=edge.key,
            iri=edge.iri,
            kind=edge.kind,
            role=edge.role,
            facts=edge.facts(reading) if edge.kind == "priority" else (),
            start=None,
            end=None,
            evidence=(),
        )
    return graph


def off_day(
    landscape: nx.MultiDiGraph[str],
    read: Callable[[nx.MultiDiGraph[str]], Iterable[Tie]],
    *,
    around: str | None = None,
    taken: Iterable[Tie] = (),
) -> OffDay:
    """Count the memberships that the day of a landscape leaves out.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    read
        Reads the memberships of a layer of it.
    around
        IRI of a body: only those of collectives in which it takes part, or took part; all if None.
    taken
        The memberships that stand on the day.

    Returns
    -------
    OffDay

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.projection.incidence import read_ties
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2100-01-01").project()
    >>> off_day(landscape, read_ties).not_begun
    0
    """
    left: Mapping[str, Any] = landscape.graph.get("off_day", {})
    found = {state: tuple(read(graph)) for state, graph in left.items()}
    if around is not None:
        every = (*taken, *(tie for ties in found.values() for tie in ties))
        own = {tie.collective for tie in every if tie.body == around}
        found = {
            state: tuple(tie for tie in ties if tie.collective in own)
            for state, ties in found.items()
        }
    return OffDay(ended=len(found.get("over", ())), not_begun=len(found.get("coming", ())))
