"""Set gaps aside that somebody dismissed with a reason, without losing any.

Pure functions on records and rows: a dismissal hides nothing but the record it names, is shown with
its reason, and whatever names no open record is told.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps.names import STATUS_NAMES
from coopgraph.analysis.gaps.records import Bilingual, Gap, Status
from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.messages import Message, bilingual, message
from coopgraph.namespaces import COOP_NS, concept_iri, entity_iri, source_iri

if TYPE_CHECKING:
    from coopgraph.curation.dismissals import ListedDismissal
    from coopgraph.model.dismissals import Dismissal
    from coopgraph.store.base import Store

__all__ = ["Review", "known_names", "review"]

_CLOSED = (Status.EXEMPT, Status.COVERED)


@dataclass(frozen=True, slots=True)
class Review:
    """Gap records after a list of dismissals.

    Attributes
    ----------
    gaps
        All records, dismissed ones included, in their order.
    dismissed
        Dismissal by id of the record that it sets aside.
    reopened
        Dismissal by id of the record that is open again since its status is worse than the one
        that was dismissed.
    notices
        What the list says of no open record: each with file and line.
    """

    gaps: tuple[Gap, ...]
    dismissed: dict[str, Dismissal] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
    reopened: dict[str, Dismissal] = field(default_factory=dict)

    def note(self, gap: Gap) -> Bilingual | None:
        """Say of a reopened record when and as what it was dismissed; None of all others."""
        entry = self.reopened.get(gap.id)
        if entry is None or entry.status is None:
            return None
        name = STATUS_NAMES[entry.status]
        day = entry.date.isoformat() if entry.date else ""
        on_day = Bilingual(f" le {day}", f" on {day}") if day else Bilingual("", "")
        return Bilingual(
            f"écartée{on_day.fr} comme «\u00a0{name.fr}\u00a0», plus grave à présent",
            f"dismissed{on_day.en} as {name.en}, now worse",
        )

    def open(self, gaps: Iterable[Gap]) -> list[Gap]:
        """Return those of some records that nobody dismissed."""
        return [gap for gap in gaps if gap.id not in self.dismissed]

    def aside(self, gaps: Iterable[Gap]) -> list[Gap]:
        """Return those of some records that somebody dismissed."""
        return [gap for gap in gaps if gap.id in self.dismissed]


def review(
    gaps: Sequence[Gap],
    listed: Iterable[ListedDismissal],
    *,
    as_of: datetime.date,
    types: Collection[str] = (),
    known: Callable[[str], bool],
) -> Review:
    """Apply a list of dismissals to gap records.

    Parameters
    ----------
    gaps
        All records of a day.
    listed
        The dismissals.
    as_of
        Day of reference: a dismissal of a later day has not been made yet.
    types
        Types of gap that were looked for; all of them if empty. Dismissals of other types are not
        judged.
    known
        Whether the landscape knows a local name; tells a record that is no more from a slip.

    Returns
    -------
    Review
    """
    by_id = {gap.id: gap for gap in gaps}
    dismissed: dict[str, Dismissal] = {}
    reopened: dict[str, Dismissal] = {}
    notices: list[Message] = []
    for item in listed:
        entry = item.dismissal
        gap = by_id.get(entry.record)
        kind = _type_of(entry.record)
        if kind in GAP_TYPES and types and kind not in types:
            continue
        if entry.date is not None and entry.date > as_of:
            notices.append(
                message(
                    "{place}: {record} was dismissed on {date}, after the day of reference; "
                    "it counts as open",
                    place=item.place,
                    record=entry.record,
                    date=entry.date.isoformat(),
                )
            )
        elif gap is None:
            notices.append(_unmatched(item, list(by_id), known))
        elif gap.status in _CLOSED:
            notices.append(
                message(
                    "{place}: {record} needs no dismissal any more: {finding}",
                    place=item.place,
                    record=entry.record,
                    finding=bilingual(gap.finding.fr, gap.finding.en),
                )
            )
        elif entry.status is not None and gap.status.rank < Status(entry.status).rank:
            reopened[entry.record] = entry
            before, now = STATUS_NAMES[entry.status], STATUS_NAMES[gap.status.value]
            notices.append(
                message(
                    "{place}: {record} was dismissed as {before} and is {now} by now; it is open "
                    "again",
                    place=item.place,
                    record=entry.record,
                    before=bilingual(before.fr, before.en),
                    now=bilingual(now.fr, now.en),
                )
            )
        else:
            dismissed[entry.record] = entry
    return Review(tuple(gaps), dismissed, tuple(notices), reopened)


def _type_of(record: str) -> str:
    return record.partition("/")[0].partition("-")[0]


def _unmatched(
    item: ListedDismissal, records: Sequence[str], known: Callable[[str], bool]
) -> Message:
    """Tell a record that the landscape has no more from an id that names nothing."""
    wanted = item.dismissal.record
    rule, _, subject = wanted.partition("/")
    parts = [part for part in subject.split("/") if part]
    named = parts[:1] if rule.startswith("data-") else parts
    if _type_of(wanted) in GAP_TYPES and named and all(known(part) for part in named):
        return message(
            "{place}: {record} is found no more on this day; the line has nothing to dismiss",
            place=item.place,
            record=wanted,
        )
    near = difflib.get_close_matches(wanted, records, n=1, cutoff=0.6)
    if near:
        return message(
            '{place}: no gap record is called {record}; did you mean "{near}"?',
            place=item.place,
            record=wanted,
            near=near[0],
        )
    return message("{place}: no gap record is called {record}", place=item.place, record=wanted)


def known_names(store: Store) -> Callable[[str], bool]:
    """Return a test whether a store knows an entity, source, theme or class by its local name.

    Parameters
    ----------
    store
        A filled store.

    Returns
    -------
    callable
        Takes a part of the id of a record.
    """
    from pyoxigraph import NamedNode

    def known(name: str) -> bool:
        for iri in (entity_iri(name), source_iri(name), concept_iri("theme", name), COOP_NS + name):
            try:
                term = NamedNode(iri)
            except ValueError:  # no IRI can be made of it
                return False
            if store.query("ASK { ?it ?property ?value }", bindings={"it": term}):
                return True
        return False

    return known
