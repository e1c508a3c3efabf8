"""Check what curators decided about disagreements: what a decision names, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.curation.cells import closest
from coopgraph.curation.disputes import classes_of, excluded, same_thing, states
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.values import Claim
from coopgraph.vocabulary import CLASSES, PROPERTIES

__all__ = ["check_decisions"]


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
