"""Check events: what became of what must name something, change something, and never go round."""

from __future__ import annotations

import graphlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.links import ChangeEvent

__all__ = ["check_events"]


def check_events(tables: Tables) -> Iterator[Fault]:
    """Yield the events that tell of no change, and those of which each precedes the other.

    An event that keeps a body on both sides is sound as long as something else is on one of them:
    a merger into one of the merged, a split that leaves the divided body in place.

    Parameters
    ----------
    tables
        Rows whose cells are each well formed.

    Yields
    ------
    Fault
    """
    changing: list[Located] = []
    for located in tables.rows["events"]:
        row: ChangeEvent = located.record
        named = (row.originals, row.resultings, row.original_instruments, row.resulting_instruments)
        if not any(named):
            yield _fault(
                located,
                "originals",
                message("the event names nothing, neither before nor after"),
                message("fill in what was before or what came after, or remove the row"),
            )
        elif row.originals and set(row.originals) == set(row.resultings):
            yield _fault(
                located,
                "resultings",
                _unchanged(row.originals),
                message(
                    "a body that only changes its name keeps its id: leave originals blank and "
                    "put the old name in aliases.csv"
                ),
            )
        elif row.original_instruments and set(row.original_instruments) == set(
            row.resulting_instruments
        ):
            yield _fault(
                located,
                "resulting_instruments",
                _unchanged(row.original_instruments),
                message("say what came after, or leave the columns of instruments blank"),
            )
        else:
            changing.append(located)
    order = _order(changing)
    for circle in _circles(order):
        yield _round([changing[number] for number in circle])
        for number in circle:  # what is said of the circle is not said again of its years
            order[number] = {
                other: body for other, body in order[number].items() if other not in circle
            }
    yield from _out_of_order(changing, order)


def _unchanged(names: Sequence[str]) -> str:
    return message("the same before and after: {names}", names=", ".join(sorted(set(names))))


def _order(events: Sequence[Located]) -> dict[int, dict[int, str]]:
    """Return for each event those that come before it, and the body that says so.

    A body begins with the events of which it comes and ends with those in which it gives way: what
    it gives rise to or goes through lies between. A body on both sides of an event goes through it.
    """
    before: dict[int, dict[int, str]] = {number: {} for number in range(len(events))}
    originals: dict[str, list[int]] = defaultdict(list)
    resultings: dict[str, list[int]] = defaultdict(list)
    for number, located in enumerate(events):
        for body in dict.fromkeys(located.record.originals):
            originals[body].append(number)
        for body in dict.fromkeys(located.record.resultings):
            resultings[body].append(number)
    for body in originals.keys() & resultings.keys():
        for later in originals[body]:
            for earlier in resultings[body]:
                through = earlier in originals[body] and later in resultings[body]
                if earlier != later and not through:
                    before[later][earlier] = min(body, before[later].get(earlier, body))
    return before


def _circles(order: dict[int, dict[int, str]]) -> Iterator[list[int]]:
    """Yield events of which each comes before the next, one circle for each tangle."""
    left = {number: sorted(earlier) for number, earlier in order.items()}
    while True:
        try:
            graphlib.TopologicalSorter(left).prepare()
        except graphlib.CycleError as error:
            circle: list[int] = error.args[1][:-1]  # the first is repeated at the end
        else:
            return
        yield circle
        left = {
            number: [other for other in earlier if other not in circle]
            for number, earlier in left.items()
            if number not in circle
        }


def _round(circle: Sequence[Located]) -> Fault:
    first = min(circle, key=lambda located: (located.file, located.line))
    start = circle.index(first)
    ordered = [*circle[start:], *circle[:start]]
    return _fault(
        first,
        "originals",
        message(
            "the events go round in a circle: {events}",
            events=" → ".join(
                [*(f"{event.record.id} ({_place(event)})" for event in ordered), first.record.id]
            ),
        ),
        message("correct one of them; what is created anew has an id of its own"),
    )


def _out_of_order(events: Sequence[Located], order: dict[int, dict[int, str]]) -> Iterator[Fault]:
    """Yield the events whose years say that a body gave way before it began."""
    for number, earlier in order.items():
        later: ChangeEvent = events[number].record
        for other in sorted(earlier):
            first: ChangeEvent = events[other].record
            if first.year is not None and later.year is not None and later.year < first.year:
                yield _fault(
                    events[number],
                    "year",
                    message(
                        "{body} is already there in {year}, and comes of an event of {first} "
                        "({place})",
                        body=earlier[other],
                        year=later.year,
                        first=first.year,
                        place=_place(events[other]),
                    ),
                    message("correct one of the years; what is created anew has an id of its own"),
                )


def _place(located: Located) -> str:
    return f"{located.file}:{located.line}"


def _fault(located: Located, column: str, cause: str, hint: str) -> Fault:
    return Fault(located.file, located.line, column, cause, hint)
