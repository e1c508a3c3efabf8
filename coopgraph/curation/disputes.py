"""Which claims and kinds contradict each other, and what curators decided about them.

Judged on the rows, before the graph is made, because a disputed value must not enter the consensus.
The rules ``disagreement-values`` and ``disagreement-kinds`` of the ontology find them again in the
finished graph, as nodes that can be asked for; a test keeps both in step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from coopgraph.curation.tables import ENTITY_TABLES, Tables
from coopgraph.model.entities import ProjectTeam
from coopgraph.model.values import Claim, ExtraType, Resolution
from coopgraph.vocabulary import DISJOINT, PROPERTIES, SINGLE_VALUED, SUBCLASSES

__all__ = [
    "TypeVerdict",
    "Verdict",
    "classes_of",
    "excluded",
    "judge_claims",
    "judge_types",
    "read_decisions",
    "same_thing",
    "states",
]

#: What a decision is about: subject, property, year, population.
Subject = tuple[str, str, int | None, str | None]

#: Approximations that state one value; bounds ("more than 30") cannot contradict an exact figure.
_POINT = {None, "exact", "about"}
_NUMERIC = {"integer", "decimal"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a claim.

    Attributes
    ----------
    status
        Concept of the scheme ``claim-status``.
    plain
        Whether its value is stated plainly in the consensus.
    rivals
        Positions of the claims that dispute it.
    """

    status: str
    plain: bool
    rivals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeVerdict:
    """What became of a class of an entity that another class of it excludes.

    Attributes
    ----------
    status
        Concept of the scheme ``claim-status``.
    plain
        Whether the class is stated in the consensus.
    common
        Narrowest classes that all contested classes have above them; they stay in any case.
    """

    status: str
    plain: bool
    common: tuple[str, ...]


def read_decisions(tables: Tables) -> dict[Subject, Resolution]:
    """Return the decisions by what they are about."""
    return {
        (row.subject, row.predicate, row.about_year, row.population): row
        for row in tables.records(Resolution)
    }


def judge_claims(
    rows: Sequence[Claim], decisions: Mapping[Subject, Resolution] | None = None
) -> list[Verdict]:
    """Compare the claims about the same thing.

    Values of a single-valued property that differ, be it because sources disagree or because year
    or population differ, mean nothing without their claim: none of them is stated plainly.

    Parameters
    ----------
    rows
        Claims.
    decisions
        What was decided. A settled disagreement keeps one value and supersedes the others; an
        explained one keeps all; one left open disputes all, as if nothing had been decided.

    Returns
    -------
    list of Verdict
        One per claim, in the same order.
    """
    decided = decisions or {}
    same: dict[Subject, list[int]] = defaultdict(list)
    for position, row in enumerate(rows):
        if _is_comparable(row):
            same[row.subject, row.predicate, row.about_year, row.population].append(position)
    status = ["accepted"] * len(rows)
    rivals: dict[int, tuple[int, ...]] = {}
    for subject, group in same.items():
        if len({_value(rows[position]) for position in group}) < 2:
            continue
        resolution = decided.get(subject)
        decision = resolution.decision if resolution is not None else None
        for position in group:
            if decision == "settled":
                kept = states(rows[position], resolution.value if resolution else None)
                status[position] = "accepted" if kept else "superseded"
            elif decision != "explained":
                status[position] = "disputed"
                rivals[position] = tuple(
                    other for other in group if _value(rows[other]) != _value(rows[position])
                )
    values: dict[tuple[str, str], set[str | Decimal]] = defaultdict(set)
    for position, row in enumerate(rows):
        if status[position] != "superseded":
            values[row.subject, row.predicate].add(_value(row))
    return [
        Verdict(
            status[position],
            status[position] != "superseded"
            and not (_is_single(row) and len(values[row.subject, row.predicate]) > 1),
            rivals.get(position, ()),
        )
        for position, row in enumerate(rows)
    ]


def _is_single(row: Claim) -> bool:
    return PROPERTIES.get(row.predicate) in SINGLE_VALUED


def _is_comparable(row: Claim) -> bool:
    return _is_single(row) and row.approximation in _POINT


def same_thing(claim: Claim, resolution: Resolution) -> bool:
    """Say whether a claim is one of those that a decision is about."""
    return _is_comparable(claim) and (
        claim.subject,
        claim.predicate,
        claim.about_year,
        claim.population,
    ) == (resolution.subject, resolution.predicate, resolution.about_year, resolution.population)


def _value(row: Claim) -> str | Decimal:
    """Return a claim's value to compare: 5 and 5.0 are the same."""
    return Decimal(row.value) if row.datatype in _NUMERIC else row.value


def states(row: Claim, value: str | None) -> bool:
    """Say whether a claim states a value, written as in ``claims.csv``."""
    if value is not None and row.datatype in _NUMERIC:
        try:
            return Decimal(value) == Decimal(row.value)
        except InvalidOperation:
            return False
    return value == row.value


def judge_types(
    tables: Tables, decisions: Mapping[Subject, Resolution] | None = None
) -> dict[tuple[str, str], TypeVerdict]:
    """Find the entities to which sources give classes that exclude each other.

    Parameters
    ----------
    tables
        The checked rows.
    decisions
        What was decided; only a settled decision brings one of the classes into the consensus.

    Returns
    -------
    dict of (str, str) to TypeVerdict
        Id of the entity and local name of the class, for the contested classes alone.
    """
    decided = decisions or {}
    verdicts: dict[tuple[str, str], TypeVerdict] = {}
    for entity, classes in classes_of(tables).items():
        contested = {one for one in classes if any(excluded(one, other) for other in classes)}
        if not contested:
            continue
        resolution = decided.get((entity, "rdf:type", None, None))
        kept = (
            resolution.value
            if resolution is not None and resolution.decision == "settled"
            else None
        )
        for cls in contested:
            if kept is None:
                verdict = TypeVerdict("disputed", False, _common(contested))
            elif not excluded(cls, kept):
                verdict = TypeVerdict("accepted", True, ())
            else:
                verdict = TypeVerdict("superseded", False, _common(contested))
            verdicts[entity, cls] = verdict
    return verdicts


def classes_of(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the classes that sources give to each entity, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in ENTITY_TABLES:
        for located in tables.rows[name]:
            if (cls := getattr(located.record, "cls", None)) is not None:
                found[located.record.id].add(cls)
    for team in tables.records(ProjectTeam):
        found[team.id].add("ProjectTeam")
    for extra in tables.records(ExtraType):
        found[extra.entity].add(extra.cls)
    return {entity: frozenset(classes) for entity, classes in found.items()}


def excluded(one: str, other: str) -> bool:
    """Say whether nothing can be of both classes."""
    return any(
        (one in SUBCLASSES[first] and other in SUBCLASSES[second])
        or (one in SUBCLASSES[second] and other in SUBCLASSES[first])
        for first, second in DISJOINT
    )


def _common(classes: Collection[str]) -> tuple[str, ...]:
    """Return the narrowest classes above all of several.

    Examples
    --------
    >>> _common(["Company", "Foundation"])
    ('Organisation',)
    """
    wanted = set(classes)
    above = {name for name, below in SUBCLASSES.items() if wanted <= below}
    return tuple(sorted(name for name in above if not (SUBCLASSES[name] - {name}) & above))
