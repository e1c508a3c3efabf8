"""Who shares what since when, cut at a day: what was known then, and the ties that came after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

import numpy as np
from scipy import sparse

__all__ = ["Array", "Collective", "Known", "Register", "Split", "split_at"]

Array = np.ndarray[Any, Any]
_NOBODY: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Collective:
    """A unit or a project that bodies share.

    Attributes
    ----------
    key
        What it is known by.
    since
        Year or day (ISO 8601) of its creation or start.
    bodies
        Keys of the bodies that take part.
    places, domains
        Where it is and what it works on; empty where the register does not say.
    """

    key: str
    since: str
    bodies: frozenset[str]
    places: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Register:
    """Collectives of one register, and how it is evaluated.

    Attributes
    ----------
    name
        Word for it.
    collectives
        The dated ones.
    cuts
        Last years or days that models see, written as `since` of the collectives is.
    least
        Collectives that a body must have had to be compared at all.
    homes
        Where a body itself is, for a register that places bodies and not collectives.
    undated
        Number of collectives that have no date and are left out.
    """

    name: str
    collectives: Sequence[Collective]
    cuts: Sequence[str]
    least: int = 1
    homes: Mapping[str, str] = field(default_factory=lambda: _NOBODY)
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What was known at a cut: all that a model sees.

    Attributes
    ----------
    bodies
        Keys, sorted; rows of everything below.
    incidence
        Bodies by collectives, 1 for taking part.
    adjacency
        Bodies by bodies, 1 for sharing a collective; nothing on the diagonal.
    places, domains
        Bodies by places and by domains, number of collectives there; without columns where the
        register does not say.
    first, second
        Rows of the two bodies of every pair that shares nothing yet, ``first < second``.
    """

    bodies: tuple[str, ...]
    incidence: sparse.csr_array
    adjacency: sparse.csr_array
    places: sparse.csr_array
    domains: sparse.csr_array
    first: Array
    second: Array


@dataclass(frozen=True, slots=True)
class Split:
    """A register cut at a day.

    Attributes
    ----------
    known
        What was known.
    came
        For every pair of `known` whether a tie came after the cut.
    repeated
        Number of pairs that shared something before the cut and again something new after it.
    """

    known: Known
    came: Array
    repeated: int


def split_at(register: Register, cut: str) -> Split:
    """Cut a register: collectives are divided by their date, and only then made into ties.

    Parameters
    ----------
    register
        The collectives.
    cut
        Last year or day that is known, as precise as the dates of the register.

    Returns
    -------
    Split

    Examples
    --------
    >>> shared = [
    ...     Collective("u-1", "2010", frozenset("ab")),
    ...     Collective("u-2", "2011", frozenset("bc")),
    ...     Collective("u-3", "2012", frozenset("abc")),
    ... ]
    >>> split = split_at(Register("units", shared, ["2011"]), "2011")
    >>> list(zip(split.known.first.tolist(), split.known.second.tolist(), split.came.tolist()))
    [(0, 2, True)]
    >>> split.repeated
    2
    """
    before = [one for one in register.collectives if one.since <= cut]
    after = [one for one in register.collectives if one.since > cut]
    known = _known(before, register.least, register.homes)
    row = {body: number for number, body in enumerate(known.bodies)}
    size = len(row)
    later = np.zeros((size, size), dtype=bool)
    for one in after:
        rows = sorted(row[body] for body in one.bodies if body in row)
        for low, high in combinations(rows, 2):
            later[low, high] = True
    tied = known.adjacency.toarray() > 0
    return Split(known, later[known.first, known.second], int((later & tied).sum()))


def _known(before: Sequence[Collective], least: int, homes: Mapping[str, str]) -> Known:
    number: dict[str, int] = {}
    for one in before:
        for body in one.bodies:
            number[body] = number.get(body, 0) + 1
    bodies = tuple(sorted(body for body, times in number.items() if times >= least))

    def table(labels: Callable[[Collective, str], Iterable[str]]) -> sparse.csr_array:
        """Count labels by body over its collectives."""
        pairs = [
            (row[body], label)
            for one in before
            for body in sorted(one.bodies)
            if body in row
            for label in sorted(labels(one, body))
        ]
        names = {label: n for n, label in enumerate(sorted({label for _, label in pairs}))}
        at = ([place for place, _ in pairs], [names[label] for _, label in pairs])
        shape = (len(bodies), len(names))
        return sparse.csr_array((np.ones(len(pairs)), at), shape=shape)

    row = {body: place for place, body in enumerate(bodies)}
    incidence = table(lambda one, _: (one.key,))
    shared = incidence @ incidence.T
    shared.setdiag(0)
    shared.eliminate_zeros()
    adjacency = shared.sign()
    free = np.triu(adjacency.toarray() == 0, 1)
    first, second = np.nonzero(free)
    return Known(
        bodies,
        incidence,
        adjacency,
        table(lambda one, body: one.places or ({homes[body]} if body in homes else ())),
        table(lambda one, _: one.domains),
        first,
        second,
    )
