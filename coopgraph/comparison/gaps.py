"""How the gaps changed: new ones, closed ones, open again, or of another status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.records import Gap, Status

__all__ = ["GAP_KINDS", "GapChange", "compare_gaps"]

#: Kinds of change of a gap.
GAP_KINDS: Final = ("new", "reopened", "closed", "restated")
_CLOSED: Final = (Status.COVERED, Status.EXEMPT)


@dataclass(frozen=True, slots=True)
class GapChange:
    """What became of a gap.

    Attributes
    ----------
    kind
        ``new``: open, and no record before; ``reopened``: open, and covered or exempt before;
        ``closed``: covered, exempt or without record now; ``restated``: open with another status.
    old, new
        The records; ``None`` where there is none.
    """

    kind: str
    old: Gap | None
    new: Gap | None

    @property
    def gap(self) -> Gap:
        """The record as it is now, or was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change of no gap")
        return found


def compare_gaps(old: Iterable[Gap], new: Iterable[Gap]) -> tuple[GapChange, ...]:
    """Compare the gaps of two builds, record by record.

    Parameters
    ----------
    old, new
        All records of the same rules, covered ones included.

    Returns
    -------
    tuple of GapChange
        By kind, then in the order of the records.

    Examples
    --------
    >>> compare_gaps([], [])
    ()
    """
    before, after = {gap.id: gap for gap in old}, {gap.id: gap for gap in new}
    found = []
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        was = one is not None and one.status not in _CLOSED
        now = other is not None and other.status not in _CLOSED
        if now and not was:
            found.append(GapChange("new" if one is None else "reopened", one, other))
        elif was and not now:
            found.append(GapChange("closed", one, other))
        elif was and now and one is not None and other is not None and one.status != other.status:
            found.append(GapChange("restated", one, other))
    return tuple(sorted(found, key=lambda c: (GAP_KINDS.index(c.kind), c.gap.sort_key)))
