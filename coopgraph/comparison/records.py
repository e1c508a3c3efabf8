"""What a comparison finds: changes of things and facts, and where they were looked for."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, bilingual

if TYPE_CHECKING:
    from coopgraph.comparison.gaps import GapChange

__all__ = ["KINDS", "SEVERITIES", "Change", "Difference", "FieldChange", "Side", "label_of_parts"]

#: Kinds of change, those that need a look first first.
KINDS: Final = (
    "disputed",
    "settled",
    "removed",
    "ended",
    "renamed",
    "changed",
    "begun",
    "added",
    "cited",
)
#: Share of the records below which a build looks like an extract of the other.
_EXTRACT: Final = 0.05
#: What makes a comparison fail: a severity, and the kinds of change at or above it.
SEVERITIES: Final[Mapping[str, frozenset[str]]] = {
    "disputed": frozenset({"disputed"}),
    "removed": frozenset({"disputed", "removed"}),
    "ended": frozenset({"disputed", "removed", "ended"}),
    "changed": frozenset({"disputed", "removed", "ended", "renamed", "changed", "settled"}),
    "any": frozenset(KINDS),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value that is another.

    Attributes
    ----------
    column
        Column of the table; of a build, the property in the same spelling.
    old, new
        As written; blank where nothing is stated.
    """

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    Attributes
    ----------
    kind
        One of :data:`KINDS`. ``ended`` and ``begun``: the last or first day lies between the two
        days. ``cited``: the same fact, its source, place, confidence or note another.
    table
        Table of the row; of a build, the class of the node.
    subject
        Id of the thing, or the key of the fact.
    label
        What it is about, by names.
    fields
        Values that differ; empty for what is added, removed or passed its day unchanged.
    source, locator
        Who states it now; for what is removed, who stated it.
    """

    kind: str
    table: str
    subject: str
    label: Message
    fields: tuple[FieldChange, ...] = ()
    source: str = ""
    locator: str = ""

    @property
    def sort_key(self) -> tuple[int, str, str, str]:
        """Kind, table, subject, source."""
        return (KINDS.index(self.kind), self.table, self.subject, self.source)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared.

    Attributes
    ----------
    name
        As the user named it.
    day
        Day at which it is looked at: what has ended by then, and which decisions are known.
    entities, facts
        How many things and how many facts it holds.
    """

    name: str
    day: datetime.date
    entities: int = 0
    facts: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs.

    Attributes
    ----------
    old, new
        What was compared.
    changes
        In the order of :data:`KINDS`, then by table and subject.
    gaps
        How the gaps changed; ``None`` if they were not looked for.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...] = ()
    gaps: tuple[GapChange, ...] | None = None
    counts: Mapping[str, Mapping[str, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, Counter[str]] = {}
        for change in self.changes:
            found.setdefault(change.table, Counter())[change.kind] += 1
        object.__setattr__(self, "counts", {name: dict(found[name]) for name in sorted(found)})

    def fails(self, severity: str) -> bool:
        """Say whether anything changed at or above a severity of :data:`SEVERITIES`.

        A gap that is open now, and was not, counts as ``disputed`` does.

        Examples
        --------
        >>> import datetime
        >>> side = Side("x", datetime.date(2024, 12, 31))
        >>> Difference(side, side).fails("any")
        False
        """
        kinds = SEVERITIES[severity]
        opened = any(gap.opened for gap in self.gaps or ())
        other = severity == "any" and bool(self.gaps)
        return opened or other or any(change.kind in kinds for change in self.changes)

    @property
    def extract(self) -> float | None:
        """Share of the records of the old side that the new one has, if it looks like an extract.

        An extract has less than a twentieth of them, and for the most part no others; None for
        anything else.

        Examples
        --------
        >>> import datetime
        >>> day = datetime.date(2024, 12, 31)
        >>> Difference(Side("all", day, 900, 100), Side("part", day, 8, 2)).extract
        0.01
        """
        size, whole = (side.entities + side.facts for side in (self.new, self.old))
        added = sum(change.kind == "added" for change in self.changes)
        if not whole or not size or size / whole >= _EXTRACT or added * 2 > size:
            return None
        return size / whole


def label_of_parts(parts: Sequence[tuple[str, str]]) -> Message:
    """Join names, each French and English, into what a fact is about.

    Examples
    --------
    >>> print(label_of_parts([("Université", "University"), ("U 1", "U 1")]))
    University – U 1
    """
    return bilingual(" – ".join(fr for fr, _ in parts), " – ".join(en for _, en in parts))
