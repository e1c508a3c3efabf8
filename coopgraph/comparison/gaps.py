"""How the gaps changed: opened, closed, of another status, or no longer to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.records import Gap, Status

__all__ = ["GAP_KINDS", "GapChange", "compare_gaps"]

#: Kinds of change of a gap.
GAP_KINDS: Final = ("new", "reopened", "closed", "restated", "undecidable", "decided", "gone")
_OPEN: Final = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)


@dataclass(frozen=True, slots=True)
class GapChange:
    """What became of a gap.

    A gap is open if it is confirmed, lapsed or a candidate. What is undecidable is neither open nor
    closed, and nothing is known of what has no record any more: both are kinds of their own.

    Attributes
    ----------
    kind
        ``new``: open, and no record before; ``reopened``: open, and covered or exempt before;
        ``closed``: covered or exempt, and open before; ``restated``: open with another status;
        ``undecidable``: undecidable, and not before; ``decided``: undecidable before, and another
        status now; ``gone``: open or undecidable before, and no record now.
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

    @property
    def opened(self) -> bool:
        """Whether a gap is open that was not."""
        return _is_open(self.new) and not _is_open(self.old)


def _is_open(gap: Gap | None) -> bool:
    return gap is not None and gap.status in _OPEN


def _is_undecidable(gap: Gap | None) -> bool:
    return gap is not None and gap.status is Status.UNDECIDABLE


def _kind(old: Gap | None, new: Gap | None) -> str | None:
    """Return the kind of a change; None for what is no change of a gap."""
    if (old and old.status) == (new and new.status):
        return None
    if _is_undecidable(new):
        return "undecidable"
    if new is None:
        return "gone" if _is_open(old) or _is_undecidable(old) else None
    if _is_undecidable(old):
        return "decided"
    if _is_open(new):
        if _is_open(old):
            return "restated"
        return "new" if old is None else "reopened"
    return "closed" if _is_open(old) else None


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
        kind = _kind(one, other)
        if kind is not None:
            found.append(GapChange(kind, one, other))
    return tuple(sorted(found, key=lambda c: (GAP_KINDS.index(c.kind), c.gap.sort_key)))
