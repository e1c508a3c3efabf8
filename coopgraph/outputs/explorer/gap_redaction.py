"""Gap records for readers outside: none that rests on what is uncertain, no reasons, no remarks.

The records were found with all that is known: leaving a statement out before would make a gap of
it. So records and statements are left out afterwards, and counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Bilingual, Evidence, Gap
from coopgraph.outputs.explorer.views import Pair
from coopgraph.projection.doubts import Doubts

__all__ = ["ReducedGaps", "reduce_gaps"]

_LOW = "low"
#: A rule whose records are remarks: what a curator holds for uncertain, and why.
_REMARKS = "data-doubt"
#: A rule whose records put all of their statements into words.
_WORDED = "data-dispute"


class ReducedGaps(NamedTuple):
    """Reduced gap records, and how much is missing from them.

    Attributes
    ----------
    review
        The records that are left, none of them dismissed or reopened.
    records, dismissed, statements
        How many records were left out, how many since somebody dismissed them, and how many
        statements of the records that are left.
    """

    review: Review
    records: int
    dismissed: int
    statements: int

    def words(self) -> Pair:
        """Say on the page how much is missing."""
        return Pair(
            f"Lacunes laissées de côté\u00a0: {self.records} pour faible confiance ou remarque, "
            f"{self.dismissed} pour mise à l’écart\u00a0; énoncés laissés de côté dans les "
            f"autres\u00a0: {self.statements}",
            f"Gaps left out: {self.records} for low confidence or remarks, {self.dismissed} for "
            f"dismissal; statements left out of the others: {self.statements}",
        )


def reduce_gaps(review: Review, doubts: Doubts, names: Collection[str] = ()) -> ReducedGaps:
    """Return gap records without what is not for readers outside.

    A record stays if what it is about is known for sure, if not all of its statements are of low
    confidence, and if its words name nothing that is left out. Of one that stays, uncertain
    statements and near misses are left out. Dismissed records are left out with their reasons;
    reopened ones are shown as if they had never been dismissed.

    Parameters
    ----------
    review
        All records, and which of them are dismissed.
    doubts
        What the landscape knows from sources of low confidence alone.
    names
        Names of what is left out.

    Returns
    -------
    ReducedGaps
    """
    kept: list[Gap] = []
    records = statements = 0
    for gap in review.open(review.gaps):
        if _withheld(gap, doubts) or _named(_texts(gap), names):
            records += 1
            continue
        evidence = tuple(item for item in gap.evidence if _stays(item, doubts, names))
        near = tuple(
            miss
            for miss in gap.near_misses
            if miss.subject not in doubts.things and not _named((miss.label, miss.reason), names)
        )
        missing = tuple(
            item
            for item in gap.missing
            if item.subject not in doubts.things and not _named((item.label,), names)
        )
        left = len(evidence) + len(near) + len(missing)
        before = len(gap.evidence) + len(gap.near_misses) + len(gap.missing)
        statements += before - left
        kept.append(replace(gap, evidence=evidence, near_misses=near, missing=missing))
    aside = len(review.aside(review.gaps))
    return ReducedGaps(Review(tuple(kept)), records, aside, statements)


def _withheld(gap: Gap, doubts: Doubts) -> bool:
    """Whether a record rests on what is uncertain."""
    low = [item.confidence == _LOW or item.subject in doubts.things for item in gap.evidence]
    if gap.rule == _REMARKS or gap.subject in doubts.things or (low and all(low)):
        return True
    return gap.rule == _WORDED and any(low)


def _stays(item: Evidence, doubts: Doubts, names: Collection[str]) -> bool:
    return (
        item.confidence != _LOW
        and item.subject not in doubts.things
        and not _named((item.statement,), names)
    )


def _texts(gap: Gap) -> tuple[Bilingual, ...]:
    return (gap.subject_label, gap.finding, gap.sentence, gap.closes_by)


def _named(texts: Iterable[Bilingual], names: Collection[str]) -> bool:
    """Whether some texts name something that is left out."""
    said = "\n".join(side for text in texts for side in (text.fr, text.en))
    return any(name in said for name in names)
