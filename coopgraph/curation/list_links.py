"""Check what the lists of the sources say of each other, and what a list of priorities covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.entities import Place
from coopgraph.model.links import Priority
from coopgraph.model.values import ListStatement, PlaceMember
from coopgraph.vocabulary import SUBCLASSES

__all__ = ["check_enumerations", "count_priorities", "inside"]


def check_enumerations(
    located: Located, lists: Mapping[str, Located], tables: Tables
) -> Iterator[Fault]:
    """Yield the lists said to name what a list announces that cannot do so.

    Parameters
    ----------
    located
        A row of ``lists.csv``.
    lists
        All of them, by id.
    tables
        Rows whose cells are each well formed.

    Yields
    ------
    Fault
        One per list that is the list itself, points back to it, is of the same source, of a class
        that is not its own or below it, or of a scope that is not inside its own.
    """
    row = located.record
    within = {place.id: place.within for place in tables.records(Place)}
    for name in row.enumerated_by:
        if name not in lists:
            continue  # said by the check of references
        other = lists[name].record
        place = f"{lists[name].file}:{lists[name].line}"
        if name == row.id:
            cause = message("a list does not name what it announces itself")
            hint = message("members of its own stand in list_members.csv; leave this blank")
        elif row.id in _reached(name, lists):
            cause = message(
                "{name} ({place}) is itself enumerated by this list", name=name, place=place
            )
            hint = message("only the list that announces points to the one that names")
        elif other.source == row.source:
            cause = message("{name} ({place}) is of the same source", name=name, place=place)
            hint = message("enumerated_by is for lists of other sources")
        elif other.covers not in SUBCLASSES[row.covers]:
            cause = message(
                "{name} ({place}) is of {covers}, this list of {wanted}",
                name=name,
                place=place,
                covers=other.covers,
                wanted=row.covers,
            )
            hint = message("a list of the same class, or of a narrower one")
        elif row.scope is not None and not inside(other.scope, row.scope, within):
            cause = message(
                "{name} ({place}) is not limited to {scope}",
                name=name,
                place=place,
                scope=row.scope,
            )
            hint = message("a list of the same scope, or of a part of it")
        else:
            continue
        yield Fault(located.file, located.line, "enumerated_by", cause, hint)


def _reached(name: str, lists: Mapping[str, Located]) -> set[str]:
    """Return the lists that a list points to, directly or through others."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        if (located := lists.get(waiting.pop())) is not None:
            further = set(located.record.enumerated_by) - reached
            reached |= further
            waiting.extend(further)
    return reached


def inside(scope: str | None, wanted: str, within: Mapping[str, str | None]) -> bool:
    """Tell whether a place is another one or lies in it, however many lie between them.

    Parameters
    ----------
    scope
        The place.
    wanted
        The other one.
    within
        Place to the one that contains it.

    Returns
    -------
    bool

    Examples
    --------
    >>> inside("lille", "france", {"lille": "hauts-de-france", "hauts-de-france": "france"})
    True
    """
    seen: set[str] = set()
    while scope is not None and scope not in seen:
        if scope == wanted:
            return True
        seen.add(scope)
        scope = within.get(scope)
    return False


def count_priorities(row: ListStatement, tables: Tables) -> int:
    """Count the priorities that a list covers.

    Parameters
    ----------
    row
        A list of priorities.
    tables
        Rows whose cells are each well formed.

    Returns
    -------
    int
        Number of priorities of the list's source, within its scope if that is a place, and in
        force in its year if it has one.
    """
    within = {place.id: place.within for place in tables.records(Place)}
    regions: dict[str, set[str]] = defaultdict(set)
    for member in tables.records(PlaceMember):
        regions[member.country].add(member.region)
    return sum(
        priority.source == row.source
        and (
            row.scope not in within  # a body: the strategy is its own
            or inside(priority.place, row.scope, within)
            or row.scope in regions[priority.place]
        )
        and (
            row.about_year is None
            or (priority.start_year or row.about_year)
            <= row.about_year
            <= (priority.end_year or row.about_year)
        )
        for priority in tables.records(Priority)
    )
