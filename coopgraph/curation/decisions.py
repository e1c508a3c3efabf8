"""Check what curators decided about disagreements: what a decision names, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.curation.meant import closest
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.vocabulary import PROPERTIES

__all__ = ["check_decisions"]


def check_decisions(tables: Tables, known: set[str]) -> Iterator[Fault]:
    """Yield the decisions whose cells do not go together.

    Whether there is a disagreement, and whether somebody states the value kept, shows in the
    finished graph only: see :mod:`coopgraph.rdf.decided`.

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


def _fault(located: Located, column: str, cause: str, hint: str = "") -> Fault:
    return Fault(located.file, located.line, column, cause, hint)
