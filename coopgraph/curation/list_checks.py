"""Check what the tables say of lists: members and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coopgraph.curation.classes import classes_of
from coopgraph.curation.list_links import check_enumerations, count_priorities
from coopgraph.curation.tables import ENTITY_TABLES, Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import counted, message
from coopgraph.model.values import ListMember
from coopgraph.vocabulary import SUBCLASSES

__all__ = ["check_lists"]


#: How an announced number may be worded: a list announces one number, and no reference value.
_WORDED = frozenset({"exact", "about", "at-least", "at-most", "more-than", "less-than"})


def check_lists(tables: Tables) -> Iterator[Fault]:
    """Yield the lists that say one thing and show another.

    The number of names printed is that of the members where a list is printed whole, and none
    where it is absent; members are of the class listed; a list that is complete prints what it
    announces, and one that is incomplete does not; the lists that name what another announces are
    of other sources and of its class and scope. Priorities have no id and are counted in their own
    table: those that the list's source announces, within its scope and for its year.

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
    lists = {located.record.id: located for located in tables.rows["lists"]}
    astray = not members.keys() <= lists.keys()  # said by the check of references
    for located in tables.rows["lists"]:
        row = located.record
        named = members[row.id]
        yield from check_enumerations(located, lists, tables)
        if row.covers == "StrategicPriority":
            count = count_priorities(row, tables)
        else:
            count = len({member.member for member in named})
        own = {member.member for member in named if member.source == row.source}
        yield from _announcement(located)
        yield from _completeness(located, count, len(own))
        short = row.listed is not None and row.listed > count
        if row.form == "printed" and row.listed != count and not (astray and short):
            yield _fault(
                located,
                "listed",
                counted(
                    "{n} name listed, {known} known",
                    "{n} names listed, {known} known",
                    n=row.listed or 0,
                    known=count,
                ),
                message("list_members.csv holds every name that a printed list gives"),
            )
        elif row.form is None and row.completeness == "complete" and short and not astray:
            yield _fault(
                located,
                "completeness",
                message(
                    "complete, yet {listed} of {announced} listed",
                    listed=count,
                    announced=row.listed,
                ),
                message("list_members.csv holds every name of a complete list"),
            )
        if row.form == "absent" and (row.listed or own):
            yield _fault(
                located,
                "form",
                message("an absent list names nobody in its own source"),
                message("printed or examples; names of other sources stay members"),
            )
    if tables.faulty.isdisjoint({*ENTITY_TABLES, "types"}):
        yield from _members_of_another_class(tables)


def _announcement(located: Located) -> Iterator[Fault]:
    """Yield a fault if the number announced cannot be read, or goes against the row itself."""
    row = located.record
    if row.approximation and row.announced is None:
        yield _fault(located, "approximation", message("no number is announced"))
    elif row.approximation and row.approximation not in _WORDED:
        yield _fault(
            located,
            "approximation",
            message("{value} does not say how one number is to be read", value=row.approximation),
            message("one of {words}", words=", ".join(sorted(_WORDED))),
        )


def _completeness(located: Located, known: int, own: int) -> Iterator[Fault]:
    """Yield a fault if the numbers, or the form, say otherwise than the completeness.

    Where the row does not say how many names are printed, the members are counted: of a complete
    list all that are `known`, of an incomplete one its `own`, since others may name the rest.
    """
    row = located.record
    if row.completeness == "complete" and row.form in ("examples", "absent"):
        yield _fault(
            located,
            "completeness",
            message("complete, yet its form is {form}", form=row.form),
            message("printed, where the source prints it whole; else incomplete or unknown"),
        )
        return
    if row.announced is None:
        return
    least = {"more-than": row.announced + 1}.get(row.approximation, row.announced)
    exact = row.approximation in (None, "exact")
    listed = (
        row.listed if row.listed is not None else known if row.completeness == "complete" else own
    )
    if row.completeness == "complete":
        if (exact or row.approximation in ("at-least", "more-than")) and listed < least:
            yield _fault(
                located,
                "completeness",
                message(
                    "complete, yet {listed} of {announced} listed", listed=listed, announced=least
                ),
                message(
                    "incomplete; where the source contradicts itself, announced and listed say so"
                ),
            )
    elif row.completeness == "incomplete" and exact and listed == row.announced:
        yield _fault(
            located,
            "completeness",
            message(
                "incomplete, yet {listed} of {announced} listed",
                listed=listed,
                announced=row.announced,
            ),
            message("complete; if more exist than are announced, say so by approximation"),
        )


def _members_of_another_class(tables: Tables) -> Iterator[Fault]:
    lists = {located.record.id: located for located in tables.rows["lists"]}
    classes = classes_of(tables)
    members: dict[str, list[Located]] = defaultdict(list)
    for located in tables.rows["list_members"]:
        if located.record.list in lists and classes.get(located.record.member):
            members[located.record.list].append(located)
    for name, rows in members.items():
        wanted = lists[name].record.covers
        foreign = [row for row in rows if not classes[row.record.member] & SUBCLASSES[wanted]]
        if len(foreign) == len(rows) > 1:  # the list is what is wrong, not each of its members
            yield _fault(
                lists[name],
                "covers",
                message("none of its {n} members is {wanted}", n=len(rows), wanted=wanted),
                message("the class of the things that the list names"),
            )
            continue
        for located in foreign:
            row = located.record
            yield _fault(
                located,
                "member",
                message(
                    "{member} is {classes}, the list is of {wanted}",
                    member=row.member,
                    classes=", ".join(sorted(classes[row.member])),
                    wanted=wanted,
                ),
                message("types.csv says that a source takes it for one"),
            )


def _fault(located: Located, column: str, cause: str, hint: str = "") -> Fault:
    return Fault(located.file, located.line, column, cause, hint)
