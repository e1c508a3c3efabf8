"""Check that what curators did lies behind them: decisions taken, copies of sources made.

This is a finding and no fault of the tables: they must stay readable on a machine whose clock is
wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from coopgraph.curation.tables import Tables
from coopgraph.messages import message
from coopgraph.namespaces import curie, source_iri
from coopgraph.rdf.values import decision_node
from coopgraph.validation.findings import Finding

__all__ = ["check_days"]


def check_days(tables: Tables, day: datetime.date) -> Iterator[Finding]:
    """Yield a violation for each day of curation that is still to come.

    Parameters
    ----------
    tables
        The checked rows.
    day
        The present day, or a later one that is looked at.

    Yields
    ------
    Finding
        With file and line of the row.

    Examples
    --------
    >>> list(check_days(Tables(), datetime.date(2024, 12, 31)))
    []
    """
    for table, column in (("resolution", "decided_on"), ("sources", "retrieved")):
        for located in tables.rows[table]:
            stated: datetime.date | None = getattr(located.record, column)
            if stated is None or stated <= day:
                continue
            if table == "resolution":
                what = ("décision prise", "decided")
                node, source = decision_node(located.record).value, located.record.source
            else:
                what = ("copie faite", "retrieved")
                node, source = source_iri(located.record.id), located.record.id
            yield Finding(
                code="DayToCome",
                severity="violation",
                focus=curie(node),
                message_fr=f"{what[0]} un jour à venir : {stated}",
                message_en=f"{what[1]} on a day to come: {stated}",
                source=source,
                hint=message(
                    "column {column}: correct the day; if it is right, the clock of this machine "
                    "is wrong",
                    column=column,
                ),
                place=f"{located.file}:{located.line}",
            )
