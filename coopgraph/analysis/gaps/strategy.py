"""Whose strategy it is: priorities are judged only for the body whose document announces them.

A strategy without priorities of the focus is no proof that it has none: nothing is found covered or
uncovered, and one record says what is missing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.priority import TYPE, find_priority_gaps
from coopgraph.analysis.gaps.records import Bilingual, Dates, Gap, Missing, Search, Tier
from coopgraph.analysis.gaps.status import decide
from coopgraph.namespaces import local_name

__all__ = ["find_strategy_gaps"]

RULE = "priority-strategy"
VERSION = "1"


def find_strategy_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Find the priorities of the focus without an instrument, or say that it has no strategy here.

    Parameters
    ----------
    facts
        Rows of the graph, with the priorities of the focus alone.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        Those of :func:`~coopgraph.analysis.gaps.priority.find_priority_gaps`; one undecidable
        record if the tables hold no strategy of the focus.
    """
    if facts.priorities:
        yield from find_priority_gaps(facts, as_of=as_of)
        return
    name = facts.name(facts.focus)
    finding = Bilingual(
        "aucune stratégie de cet organisme dans les tables",
        "the tables hold no strategy of this organisation",
    )
    yield Gap(
        id=f"{RULE}/{local_name(facts.focus)}",
        type=TYPE,
        status=decide(undecidable=True).status,
        tier=Tier.DATA,
        subject=facts.focus,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{name.fr} : {finding.fr}, on ne peut donc pas dire lesquelles de ses priorités ne "
            "reposent sur aucun instrument. Les priorités d’un autre organisme ne sont pas les "
            "siennes.",
            f"{name.en}: {finding.en}, so that nothing can be said of which of its priorities have "
            "nothing behind them. The priorities of another body are not its own.",
        ),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual(
            "La stratégie de l’organisme : une ligne de sources.csv avec issued_by, et "
            "priorities.csv",
            "The strategy of the organisation: a row of sources.csv with issued_by, and "
            "priorities.csv",
        ),
        searched=(Search(Bilingual("priorités", "priorities"), 0, 0, ()),),
        missing=(Missing(facts.focus, name, "strategy"),),
        dates=Dates(basis="unknown"),
    )
