"""Networks to measure: simple graphs that say what their nodes, edges and weights mean.

Between the projection ``landscape``, from which all of them are derived, and
:mod:`coopgraph.analysis`, which measures them. A measure without its projection cannot be read, so
the declaration travels with the graph and is printed with every result. Nothing is measured here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coopgraph.errors import ProjectionError
from coopgraph.messages import Message, counted, message
from coopgraph.projection.off_day import OffDay
from coopgraph.projection.records import Evidence, JointCount

if TYPE_CHECKING:
    import networkx as nx
    import pandas

__all__ = [
    "MODES",
    "ROLES",
    "Declaration",
    "Network",
    "Tie",
    "chosen_roles",
    "evidence_between",
]

#: Roles of a body in a structure, by the word with which they are chosen: codes of the scheme.
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "supervising": ("supervising-body", "single-agent", "foreign-partner"),
    "participant": ("participant",),
    "host": ("host",),
    # A register's parent without a stated legal role: it says less than any of the others.
    "registered-parent": ("registered-parent",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a projection is: read it before any figure computed on it.

    Attributes
    ----------
    name
        The name by which it is asked for.
    title, nodes, edges, direction, weight, not_for
        What it shows, what its nodes and edges are, which way they point, what the weight means,
        and what it must not be read as.
    two_mode
        Whether edges run between two kinds of nodes only; the mode of a node is its attribute
        ``mode``, one of :data:`MODES`.
    weighted
        Whether the weight of an edge is more than its presence.
    joint
        Whether an edge stands for collectives that two bodies share, so that collectives can be
        resampled.
    multiplex
        Whether its layers must not be added up: a measure runs on one of :attr:`Network.parts` at
        a time.
    counted
        Whether it can be made of pairs whose joint publications are counted.
    choices
        Names of the choices that change it; see :class:`~coopgraph.projection.catalogue.Choices`.
    layers
        Layers that are taken unless others are chosen.
    """

    name: str
    title: Message
    nodes: Message
    edges: Message
    direction: Message
    weight: Message
    not_for: Message
    two_mode: bool = False
    weighted: bool = False
    joint: bool = False
    multiplex: bool = False
    counted: bool = False
    choices: frozenset[str] = frozenset({"layers", "roles", "whole", "with_focus"})
    layers: tuple[str, ...] = ("cotutelle",)


@dataclass(frozen=True, slots=True)
class Tie:
    """One collective that ties bodies, with what is stated of each.

    Attributes
    ----------
    collective
        IRI of the structure, label, team, agreement or collaboration.
    body
        IRI of the body; of the place or theme in a projection of these.
    role
        Code of the role.
    statement
        IRI of the node that states it.
    start, end
        First and last year, where they are known.
    evidence
        Where it comes from.
    count
        What is counted of the pair, where the collective is a count of joint publications.
    """

    collective: str
    body: str
    role: str
    statement: str
    start: int | None = None
    end: int | None = None
    evidence: tuple[Evidence, ...] = ()
    count: JointCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A projected graph and all that is needed to read it.

    Attributes
    ----------
    declaration
        What the projection is.
    graph
        Simple undirected graph, nodes and edges in sorted order. Node attributes: ``label_fr``,
        ``label_en``, ``kind``, ``cls``, ``city``, ``region``, ``country``, ``mode``. Edge
        attributes: ``weight`` and ``through``, the IRIs of the collectives behind the edge; a
        projection may have more.
    ties
        The memberships from which it is derived, sorted; resampling starts here.
    collectives
        Attributes of the collectives of the ties, as nodes have them; not all of them are nodes.
    places
        French and English names of the cities, regions and countries of the nodes, by IRI.
    parts
        The networks of the single layers, by layer, where the declaration says `multiplex`.
    as_of
        Day at which the landscape was looked at; None if all that is known was taken.
    choices
        What was chosen: layer, roles, whether the organisation in focus takes part.
    left_out
        What the projection left out, and why, by reason.
    home
        IRI of the organisation in focus of the landscape.
    off_day
        How many memberships the day leaves out.
    """

    declaration: Declaration
    graph: nx.Graph[str]
    ties: tuple[Tie, ...] = ()
    collectives: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    parts: Mapping[str, Network] = field(default_factory=dict)
    as_of: datetime.date | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[Message, ...] = ()
    home: str = ""
    off_day: OffDay = field(default_factory=OffDay)

    def label(self, iri: str, lang: str = "fr") -> str:
        """Return the name of a node, collective or place; in French where there is no English."""
        data = self.graph.nodes.get(iri) or self.collectives.get(iri)
        if data is None:
            french, english = self.places.get(iri, ("", ""))
            data = {"label_fr": french, "label_en": english}
        return str((data["label_en"] if lang == "en" else "") or data["label_fr"] or iri)

    def evidence(self, one: str, other: str) -> tuple[Evidence, ...]:
        """Return on what an edge rests: what is stated of its ends in the collectives behind it.

        Parameters
        ----------
        one, other
            Ends of an edge.

        Returns
        -------
        tuple of Evidence
            Sorted, each once.
        """
        behind = frozenset(self.graph.edges[one, other].get("through", ()))
        ties = [tie for tie in self.ties if tie.collective in behind]
        return evidence_between(ties, one, other)

    def to_dataframes(self, lang: str = "fr") -> tuple[pandas.DataFrame, pandas.DataFrame]:
        """Return nodes and edges as tables of pandas; see :mod:`coopgraph.projection.frames`.

        Raises
        ------
        MissingExtra
            If pandas is not installed.
        """
        from coopgraph.projection.frames import to_dataframes

        return to_dataframes(self, lang)

    def statement(self) -> list[Message]:
        """Return what must be printed with every result of this network.

        Returns
        -------
        list of Message
            Nodes, edges, weight, direction, choices, size, what was left out.
        """
        import networkx as nx

        said = self.declaration
        kinds = Counter(str(data.get("mode")) for _, data in self.graph.nodes(data=True))
        parts = [
            message("Projection {name}: {title}.", name=said.name, title=said.title),
            message("Nodes: {nodes}. Edges: {edges}.", nodes=said.nodes, edges=said.edges),
            message(
                "Weight: {weight}. Direction: {direction}.",
                weight=said.weight,
                direction=said.direction,
            ),
            message("Not to be read as: {not_for}.", not_for=said.not_for),
        ]
        parts.extend(self.chosen())
        isolated = sum(1 for _ in nx.isolates(self.graph))
        components = nx.number_connected_components(self.graph) if len(self.graph) else 0
        parts.append(
            message(
                "Size: {nodes}, {edges}, {components}, {isolated} of them a single node.",
                nodes=_sizes(kinds),
                edges=counted("{n} edge", "{n} edges", n=self.graph.number_of_edges()),
                components=counted("{n} component", "{n} components", n=components),
                isolated=isolated,
            )
        )
        parts.extend(self.of_day())
        parts.extend(self.left_out)
        return parts

    def chosen(self) -> tuple[Message, ...]:
        """Say what was chosen, in one sentence; nothing where there is no choice."""
        if not self.choices:
            return ()
        chosen = "; ".join(f"{name}={value}" for name, value in sorted(self.choices.items()))
        return (message("Chosen: {choices}.", choices=chosen),)

    def of_day(self) -> tuple[Message, ...]:
        """Say how many memberships the day leaves out, in one sentence; nothing if none."""
        return () if self.as_of is None else self.off_day.said(self.as_of.isoformat())


#: What nodes of each mode are, one and several.
MODES: Final[Mapping[str, Callable[[int], Message]]] = {
    "collective": lambda n: counted("{n} collective", "{n} collectives", n=n),
    "body": lambda n: counted("{n} body", "{n} bodies", n=n),
    "city": lambda n: counted("{n} city", "{n} cities", n=n),
    "place": lambda n: counted("{n} country or region", "{n} countries or regions", n=n),
    "theme": lambda n: counted("{n} theme", "{n} themes", n=n),
}


def evidence_between(ties: Iterable[Tie], one: str, other: str) -> tuple[Evidence, ...]:
    """Return what is stated of two bodies in some ties; of all of them where neither has any."""
    every = tuple(ties)
    of_ends = [tie for tie in every if tie.body in (one, other)]
    return tuple(sorted({item for tie in of_ends or every for item in tie.evidence}))


def _sizes(kinds: Mapping[str, int]) -> Message:
    said = [say(kinds[mode]) for mode, say in MODES.items() if kinds.get(mode)]
    if not said:
        return counted("{n} node", "{n} nodes", n=0)
    both = message("{one} and {other}", one=said[0], other=said[-1])
    return both if len(said) > 1 else said[0]


def chosen_roles(names: tuple[str, ...]) -> frozenset[str]:
    """Return the codes of the roles that some words choose.

    Examples
    --------
    >>> sorted(chosen_roles(("participant",)))
    ['participant']
    """
    unknown = sorted(set(names) - set(ROLES))
    if unknown or not names:
        raise ProjectionError(
            message(
                "no role {role!r}; choose among {roles}",
                role=", ".join(unknown),
                roles=", ".join(ROLES),
            )
        )
    return frozenset(code for name in names for code in ROLES[name])
