"""Check what the tables say of lists: members and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coopgraph.curation.classes import classes_of
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.links import Priority
from coopgraph.model.values import ListMember
from coopgraph.vocabulary import SUBCLASSES

__all__ = ["check_lists"]


def check_lists(tables: Tables) -> Iterator[Fault]:
    """Yield the lists that say one thing and show another.

    The number of names printed is that of the members where a list is printed whole, and none
    where it is absent; members are of the class listed. Priorities have no id and are counted in
    their own table, by source.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.

    Yields
    ------
    Fault
    """
    if not tables.faulty.isdisjoint({"lists", "list_members", "priorities"}):
        return
    members: dict[str, list[ListMember]] = defaultdict(list)
    for row in tables.records(ListMember):
        members[row.list].append(row)
    priorities: dict[str, int] = defaultdict(int)
    for priority in tables.records(Priority):
        priorities[priority.source] += 1
    for located in tables.rows["lists"]:
        row = located.record
        named = members[row.id]
        count = priorities[row.source] if row.covers == "StrategicPriority" else len(named)
        if row.form == "printed" and row.listed != count:
            yield _fault(
                located,
                "listed",
                message("{listed} names listed, {count} known", listed=row.listed, count=count),
                message("list_members.csv holds every name that a printed list gives"),
            )
        own = any(member.source == row.source for member in named)
        if row.form == "absent" and (row.listed or own):
            yield _fault(
                located,
                "form",
                message("an absent list names nobody in its own source"),
                message("printed or examples; names of other sources stay members"),
            )
        if row.approximation and row.announced is None:
            yield _fault(located, "approximation", message("no number is announced"))
    yield from _members_of_another_class(tables)


def _members_of_another_class(tables: Tables) -> Iterator[Fault]:
    covered = {located.record.id: located.record.covers for located in tables.rows["lists"]}
    classes = classes_of(tables)
    for located in tables.rows["list_members"]:
        row = located.record
        own, wanted = classes.get(row.member), covered.get(row.list)
        if own and wanted and not own & SUBCLASSES[wanted]:
            yield _fault(
                located,
                "member",
                message(
                    "{member} is {classes}, the list is of {wanted}",
                    member=row.member,
                    classes=", ".join(sorted(own)),
                    wanted=wanted,
                ),
                message("types.csv says that a source takes it for one"),
            )


def _fault(located: Located, column: str, cause: str, hint: str = "") -> Fault:
    return Fault(located.file, located.line, column, cause, hint)
