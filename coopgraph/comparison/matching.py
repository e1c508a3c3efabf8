"""Pair the rows that differ: the same fact with another value, or one gone and another come.

Rows that are the same on both sides never get here. A row is paired by its key; where the key is
no longer there, by the key without the evidence (a newer edition of a register is another source),
then without the years too, as long as only one row of each side has it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.comparison.records import FieldChange

__all__ = [
    "ENDS",
    "EVIDENCE",
    "STARTS",
    "Cells",
    "Found",
    "changes_of_pair",
    "pair_rows",
    "passed_between",
]

Cells = Mapping[str, str]
#: Columns that say who states a row, not what it states.
EVIDENCE: Final = frozenset({"source", "locator", "confidence", "note"})
#: Columns of first and last days, the more precise first.
STARTS: Final = ("start_date", "start_year")
ENDS: Final = ("end_date", "end_year")
_YEARS: Final = frozenset({*STARTS, *ENDS})
_NAMES: Final = frozenset({"id", "label_fr", "label_en", "acronym", "name"})


@dataclass(frozen=True, slots=True)
class Found:
    """A change before it has a name: its kind, the row that bears it, and what differs."""

    kind: str
    cells: Cells
    fields: tuple[FieldChange, ...] = ()


def pair_rows(
    old: Sequence[Cells], new: Sequence[Cells], key: Sequence[str]
) -> Iterator[tuple[Cells | None, Cells | None]]:
    """Pair rows that differ.

    Parameters
    ----------
    old, new
        Rows of one table that the other side has not.
    key
        Columns that identify a row.

    Yields
    ------
    tuple
        Old and new row; ``None`` where there is no counterpart.
    """
    left, right = list(old), list(new)
    for names in _rounds(key):
        ours, theirs = _alone(left, names), _alone(right, names)
        pairs = [(ours[wanted], theirs[wanted]) for wanted in ours if wanted in theirs]
        for one, other in pairs:
            yield left[one], right[other]
        gone, come = {one for one, _ in pairs}, {other for _, other in pairs}
        left = [cells for place, cells in enumerate(left) if place not in gone]
        right = [cells for place, cells in enumerate(right) if place not in come]
    for cells in left:
        yield cells, None
    for cells in right:
        yield None, cells


def _rounds(key: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the columns to pair by: the key, then less and less of it."""
    before = tuple(key)
    yield before
    for without in (EVIDENCE, EVIDENCE | _YEARS):
        names = tuple(name for name in key if name not in without)
        if names and names != before:
            yield names
            before = names


def _alone(rows: Sequence[Cells], names: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the places of the rows that alone have the values of some columns."""
    found: dict[tuple[str, ...], int] = {}
    several = set()
    for place, cells in enumerate(rows):
        values = tuple(cells.get(name, "") for name in names)
        if found.setdefault(values, place) != place:
            several.add(values)
    return {values: place for values, place in found.items() if values not in several}


def changes_of_pair(
    old: Cells | None, new: Cells | None, days: tuple[datetime.date, datetime.date]
) -> Iterator[Found]:
    """Yield what became of a row.

    Parameters
    ----------
    old, new
        The row before and after; ``None`` where there is none.
    days
        Days at which the sides are looked at.

    Yields
    ------
    Found
        One for what is added or removed; else one for its names, one for its end, one for all
        other values, and one for its evidence if nothing else changed.

    Examples
    --------
    >>> day = datetime.date(2024, 12, 31)
    >>> row = {"id": "cnrs", "label_fr": "CNRS"}
    >>> [found.kind for found in changes_of_pair(row, {**row, "end_year": "2020"}, (day, day))]
    ['ended']
    """
    if old is None or new is None:
        yield Found("added" if old is None else "removed", new or old or {})
        return
    differing = [name for name in {**old, **new} if old.get(name, "") != new.get(name, "")]
    passed = passed_between(old, new, days)
    names: dict[str, list[FieldChange]] = {}
    for name in differing:
        field = FieldChange(name, old.get(name, ""), new.get(name, ""))
        if name in EVIDENCE:
            kind = "cited"
        elif name in _NAMES:
            kind = "renamed"
        elif (passed == "ended" and name in ENDS) or (passed == "begun" and name in STARTS):
            kind = passed
        else:
            kind = "changed"
        names.setdefault(kind, []).append(field)
    if passed:
        names.setdefault(passed, [])
    evidence = names.pop("cited", [])
    if not names and evidence:
        names["cited"] = evidence
    for kind, fields in names.items():
        yield Found(kind, new, tuple(fields))


def passed_between(old: Cells, new: Cells, days: tuple[datetime.date, datetime.date]) -> str:
    """Say whether a row ended or began between the two days; an empty text if neither.

    Examples
    --------
    >>> days = datetime.date(2020, 1, 1), datetime.date(2024, 12, 31)
    >>> passed_between({"end_year": "2023"}, {"end_year": "2023"}, days)
    'ended'
    """
    if not _ended(old, days[0]) and _ended(new, days[1]):
        return "ended"
    if not _begun(old, days[0]) and _begun(new, days[1]):
        return "begun"
    return ""


def _ended(cells: Cells, day: datetime.date) -> bool:
    last = next((cells[name] for name in ENDS if cells.get(name)), "")
    return bool(last) and last < day.isoformat()[: len(last)]


def _begun(cells: Cells, day: datetime.date) -> bool:
    first = next((cells[name] for name in STARTS if cells.get(name)), "")
    return not first or first <= day.isoformat()[: len(first)]
