"""The small records that hang on the nodes and edges of a projection."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Evidence", "Fact", "JointCount", "Name"]


class Evidence(NamedTuple):
    """Where a statement comes from.

    Attributes
    ----------
    source
        Id of the source document.
    locator
        Place in it; may be empty.
    confidence
        IRI of the concept; may be empty.
    note
        The curator's remark; may be empty.
    """

    source: str
    locator: str
    confidence: str
    note: str


class Fact(NamedTuple):
    """A value stated of a node or of an edge.

    Attributes
    ----------
    predicate
        IRI of the property.
    value
        Text of a literal, or IRI of a concept, class or individual.
    is_iri
        Whether `value` is an IRI.
    qualifiers
        What narrows the value (year, population, approximation, words as printed, status): facts
        about the fact, without evidence of their own.
    evidence
        Evidence of the value itself; empty when it rests on the evidence of the node or edge.
    """

    predicate: str
    value: str
    is_iri: bool = False
    qualifiers: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Name(NamedTuple):
    """Another name of a node.

    Attributes
    ----------
    text
        The name.
    predicate
        IRI of the property that gives it: alternative, former, register's name, acronym…
    evidence
        Evidence of the name itself; empty when it rests on the evidence of the node.
    """

    text: str
    predicate: str
    evidence: tuple[Evidence, ...] = ()


class JointCount(NamedTuple):
    """How many publications two bodies have in common, as one source counts them.

    Attributes
    ----------
    iri
        The node that states it.
    one, other
        IRIs of the two, sorted.
    number
        How many.
    method
        Code of the way of counting: ``full`` or ``fractional``.
    counted_from
        What was counted; may be empty.
    start, end
        First and last year counted, where they are known.
    evidence
        Where it comes from.
    """

    iri: str
    one: str
    other: str
    number: float
    method: str
    counted_from: str
    start: int | None = None
    end: int | None = None
    evidence: tuple[Evidence, ...] = ()
