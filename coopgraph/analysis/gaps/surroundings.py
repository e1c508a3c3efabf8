"""What stands around an opportunity: who links the two, what both share, what is there already.

Small on purpose: some twenty things at most, each in a column from left to right, so that a figure
can show them without searching for places.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.holes import LEAST, hole_id, presences
from coopgraph.analysis.gaps.records import Bilingual, Gap
from coopgraph.analysis.gaps.shared import living_groups, living_units, units_by_place

__all__ = ["Between", "Node", "NodeKind", "Surroundings", "Vicinity"]

NodeKind = Literal["body", "structure", "place", "theme", "other", "more"]
#: Things of one kind that are shown one by one; the others are counted.
_EACH: Final = 4
#: Bodies between two others that are shown.
_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the surroundings of a record.

    Attributes
    ----------
    iri
        Its IRI, or the name of a count of others.
    label
        What it is called for short.
    kind
        What it is; ``more`` counts others.
    column
        Its place from left to right, 0 to 4.
    main
        Whether the record is about it.
    """

    iri: str
    label: Bilingual
    kind: NodeKind
    column: int
    main: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A body that shares something with each of two others.

    Attributes
    ----------
    body
        The body.
    one, other
        How many things it shares with the one and with the other.
    weight
        One over the number of bodies it is tied to: who is tied to few links more closely.
    """

    body: str
    one: int
    other: int
    weight: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a record.

    Attributes
    ----------
    nodes
        Column by column.
    edges
        Pairs of their IRIs.
    absent
        The pair between which no tie was found; None if the record is not about a pair.
    """

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    absent: tuple[str, str] | None = None


class _Drawing:
    """Nodes and edges as they come; a thing that comes twice stands where it came first."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], None] = {}

    def add(self, iri: str, column: int, *, main: bool = False, label: str = "") -> str:
        if iri not in self.nodes:
            name = self.facts.short(label or iri)
            self.nodes[iri] = Node(iri, name, self._kind(label or iri), column, main)
        return iri

    def link(self, one: str, other: str) -> None:
        if one != other and (other, one) not in self.edges:
            self.edges[one, other] = None

    def some(self, near: str, things: Sequence[str], column: int, most: int = _EACH) -> list[str]:
        """Add the first of some things, tied to a node, and how many more there are."""
        shown = list(things) if len(things) <= most + 1 else list(things[:most])
        for thing in shown:
            self.link(near, self.add(thing, column))
        if rest := len(things) - len(shown):
            name = f"{near} +{column}"
            text = Bilingual(f"+ {rest} autres", f"+ {rest} more")
            self.nodes[name] = Node(name, text, "more", column)
            self.link(near, name)
        return shown

    def _kind(self, iri: str) -> NodeKind:
        facts = self.facts
        if iri in facts.places:
            return "place"
        if facts.is_a(iri, "Organisation", "Organization", "ThematicInstitute"):
            return "body"
        if iri in {structure.iri for structure in facts.structures}:
            return "structure"
        return "other"

    def done(self, absent: tuple[str, str] | None = None) -> Surroundings:
        nodes = sorted(self.nodes.values(), key=lambda node: node.column)
        return Surroundings(tuple(nodes), tuple(self.edges), absent)


class Vicinity:
    """Looks around records on one day; what it needs is read once.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    """

    def __init__(self, facts: Facts, as_of: datetime.date) -> None:
        self._facts = facts
        self._as_of = as_of

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        """What bodies share on the day, the focus left out: it is in all of it."""
        facts = self._facts
        ours = facts.successors(facts.focus, self._as_of) | {facts.focus}
        bodies = {key: members - ours for key, members in living_groups(facts, self._as_of).items()}
        return {key: members for key, members in sorted(bodies.items()) if len(members) > 1}

    @cached_property
    def _near(self) -> Mapping[str, Counter[str]]:
        near: dict[str, Counter[str]] = defaultdict(Counter)
        for members in self._groups.values():
            for body in members:
                near[body].update(members - {body})
        return near

    @cached_property
    def _holes(self) -> dict[str, tuple[str, str]]:
        bodies = sorted({item.body for item in presences(self._facts, self._as_of)})
        return {
            hole_id(one, other): (one, other)
            for place, one in enumerate(bodies)
            for other in bodies[place + 1 :]
        }

    @cached_property
    def _present(self) -> Mapping[tuple[str, str], list[str]]:
        """Structures or collaborations by body and place (or theme and region)."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item in presences(self._facts, self._as_of):
            found[item.body, item.key].append(item.unit)
        return found

    def pair(self, gap: Gap) -> tuple[str, str] | None:
        """Return the two bodies that a record is about; None if it is not about a pair."""
        return self._holes.get(gap.id)

    def between(self, one: str, other: str) -> list[Between]:
        """Return who shares something with each of two bodies, the closest links first."""
        near = self._near
        first, second = near.get(one, Counter()), near.get(other, Counter())
        found = [
            Between(body, first[body], second[body], 1 / len(near[body]))
            for body in sorted(first.keys() & second.keys())
        ]
        return sorted(found, key=lambda b: (-b.weight * min(b.one, b.other), b.body))

    def around(self, gap: Gap) -> Surroundings:
        """Return what stands around a record.

        Parameters
        ----------
        gap
            The record.

        Returns
        -------
        Surroundings
        """
        pair = self.pair(gap)
        if pair is not None:
            return self._around_pair(*pair)
        if gap.type == "site":
            return self._around_site(gap)
        if gap.type == "brokerage":
            return self._around_broker(gap)
        drawing = _Drawing(self._facts)
        subject = drawing.add(gap.subject, 0, main=True)
        drawing.some(subject, _distinct(item.subject for item in gap.evidence), 2, most=8)
        return drawing.done()

    def _around_pair(self, one: str, other: str) -> Surroundings:
        drawing, present = _Drawing(self._facts), self._present
        drawing.add(one, 0, main=True)
        drawing.add(other, 4, main=True)
        for link in self.between(one, other)[:_BETWEEN]:
            middle = drawing.add(link.body, 2)
            drawing.link(one, middle)
            drawing.link(middle, other)
        for key in sorted(key for body, key in present if body == one and (other, key) in present):
            mine, theirs = present[one, key], present[other, key]
            if min(len(mine), len(theirs)) < LEAST:
                continue
            shared = drawing.add(key, 2, label=key.partition(" ")[0])
            if " " in key:
                drawing.nodes[key] = Node(key, drawing.nodes[key].label, "theme", 2)
            for body, units, column in ((one, mine, 1), (other, theirs, 3)):
                for unit in drawing.some(body, units, column, most=_EACH - 1):
                    drawing.link(unit, shared)
        return drawing.done((one, other))

    def _around_site(self, gap: Gap) -> Surroundings:
        facts, city = self._facts, gap.subject
        drawing = _Drawing(facts)
        drawing.add(city, 2, main=True)
        hosts = ("UniversityHospital", "CancerCentre")
        at = [body for body in sorted(facts.classes) if facts.is_a(body, *hosts)]
        drawing.some(city, [body for body in at if city in facts.seats.get(body, ())], 1)
        holders = [facts.instrument(item.subject) for item in gap.evidence]
        held = _distinct((item.holder or item.iri) for item in holders if item is not None)
        drawing.some(city, held, 0, most=3)
        units = units_by_place(facts, living_units(facts, self._as_of), "City").get(city, set())
        drawing.some(city, sorted(units), 4, most=6)
        return drawing.done()

    def _around_broker(self, gap: Gap) -> Surroundings:
        facts = self._facts
        drawing = _Drawing(facts)
        broker = gap.figures[0].subject if gap.figures else gap.subject
        region = gap.subject
        inside = region in facts.where(broker)
        drawing.add(broker, 1 if inside else 3, main=True)
        for key in _distinct(item.subject for item in gap.evidence):
            members = self._groups.get(key, frozenset())
            drawing.link(broker, drawing.add(key, 2))
            away = {b for b in members - {broker} if (region in facts.where(b)) is not inside}
            for body in sorted(b for b in away if facts.where(b))[:_EACH]:
                drawing.link(key, drawing.add(body, 4 if inside else 1))
        beyond = [
            body
            for body in sorted(self._near.get(broker, ()))
            if (region in facts.where(body)) is inside
            and body not in drawing.nodes
            and facts.where(body)
        ]
        drawing.some(broker, beyond, 0 if inside else 4)
        return drawing.done()


def _distinct(things: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(things))
