"""Which missing values hold up which results: requests to the owners of the data, and their yield.

The dates of a thing are one request: whoever knows the last day knows the first one, and most rules
wait for both. A request makes a result decidable only if the result lacks nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.namespaces import COOP_NS

__all__ = ["DataFix", "data_fixes", "most_specific"]

#: Fields that are asked for together.
_REQUESTS: Final = {"start": "dates", "end": "dates"}


@dataclass(frozen=True, slots=True)
class DataFix:
    """Values that are missing from the entries of one class, and what waits for them.

    Attributes
    ----------
    cls
        Local name of the class.
    fields
        The missing fields, sorted.
    entries
        IRIs of the things that lack at least one of them, sorted.
    decidable
        Undecidable records that lack nothing else, in the order given.
    waiting
        Undecidable records that lack it, be it with other things or alone.
    """

    cls: str
    fields: tuple[str, ...]
    entries: tuple[str, ...]
    decidable: tuple[Gap, ...]
    waiting: tuple[Gap, ...]


def data_fixes(facts: Facts, gaps: Iterable[Gap]) -> list[DataFix]:
    """Turn undecidable records round: what to ask for, the most yielding first.

    Parameters
    ----------
    facts
        Rows of the graph.
    gaps
        Records of any type and status; those of the rules on data themselves wait for nothing.

    Returns
    -------
    list of DataFix
        By the number of records that become decidable, then by that of those that wait.
    """
    fields: dict[tuple[str, str], set[str]] = defaultdict(set)
    entries: dict[tuple[str, str], set[str]] = defaultdict(set)
    waiting: dict[tuple[str, str], list[Gap]] = defaultdict(list)
    alone: dict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.status is not Status.UNDECIDABLE or gap.type == "data":
            continue
        wanted = set()
        for item in gap.missing:
            request = (most_specific(facts, item.subject), _REQUESTS.get(item.field, item.field))
            fields[request].add(item.field)
            entries[request].add(item.subject)
            wanted.add(request)
        for request in wanted:
            waiting[request].append(gap)
            if len(wanted) == 1:
                alone[request].append(gap)
    fixes = [
        DataFix(
            cls=request[0],
            fields=tuple(sorted(fields[request])),
            entries=tuple(sorted(entries[request])),
            decidable=tuple(alone[request]),
            waiting=tuple(waiting[request]),
        )
        for request in fields
    ]
    return sorted(fixes, key=lambda f: (-len(f.decidable), -len(f.waiting), f.cls, f.fields))


def most_specific(facts: Facts, iri: str) -> str:
    """Return the class of a thing that has the most ancestors; a class itself is its own."""
    if iri.startswith(COOP_NS):
        return iri.removeprefix(COOP_NS)
    classes = facts.classes.get(iri, frozenset())
    return max(classes, key=lambda cls: (len(facts.lineage(cls)), cls), default="Agreement")
