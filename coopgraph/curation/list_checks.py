"""Check what the tables say of lists and of disagreements: members, numbers, decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coopgraph.curation.cells import closest
from coopgraph.curation.disputes import classes_of, excluded, same_thing, states
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.links import Priority
from coopgraph.model.values import Claim, ListMember
from coopgraph.vocabulary import CLASSES, PROPERTIES, SUBCLASSES

__all__ = ["check_decisions", "check_lists"]


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


def check_decisions(tables: Tables, known: set[str]) -> Iterator[Fault]:
    """Yield the decisions that decide nothing, or keep what nobody states.

    Whether there is a disagreement at all is said by the shape ``Resolution`` for the kinds that
    only the finished graph shows.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.
    known
        Names that a subject may have.

    Yields
    ------
    Fault
    """
    properties = {*PROPERTIES, "rdf:type"}
    for located in tables.rows["resolution"]:
        row = located.record
        if row.subject not in known:
            yield _fault(
                located,
                "subject",
                message("unknown subject {value!r}", value=row.subject),
                closest(row.subject, known) or message("the id of an entity, or scheme:concept"),
            )
        elif row.predicate not in properties:
            yield _fault(
                located,
                "predicate",
                message("unknown property {value!r}", value=row.predicate),
                closest(row.predicate, properties),
            )
        elif row.decision == "settled" and row.value is None:
            yield _fault(
                located,
                "value",
                message("settled without a value"),
                message("the value that is kept"),
            )
        elif row.decision != "settled" and row.value is not None:
            yield _fault(
                located,
                "value",
                message("a value is kept, yet the decision is {decision}", decision=row.decision),
            )
        elif row.decision == "settled":
            yield from _settled(located, tables)


def _settled(located: Located, tables: Tables) -> Iterator[Fault]:
    """Yield a fault if the kept value is stated nowhere, or if nothing contradicts it."""
    row = located.record
    if row.predicate == "rdf:type":
        classes = classes_of(tables).get(row.subject, frozenset())
        stated = row.value in classes and row.value in CLASSES
        contested = stated and any(excluded(row.value, other) for other in classes)
    else:
        claims = [claim for claim in tables.records(Claim) if same_thing(claim, row)]
        stated = any(states(claim, row.value) for claim in claims)
        contested = stated and not all(states(claim, row.value) for claim in claims)
    if not stated:
        yield _fault(
            located,
            "value",
            message(
                "no claim states {value!r} of {subject} {predicate}",
                value=row.value,
                subject=row.subject,
                predicate=row.predicate,
            ),
            message(
                "a decision keeps a value that a source states, for the same year and population"
            ),
        )
    elif not contested:
        yield _fault(
            located,
            "value",
            message(
                "nothing contradicts {value!r}: there is no disagreement to settle", value=row.value
            ),
        )


def _fault(located: Located, column: str, cause: str, hint: str = "") -> Fault:
    return Fault(located.file, located.line, column, cause, hint)
