"""Joint publications of two bodies: which of the counts that sources give may be added up.

Periods of one series (one source, one way of counting, one thing counted) are added where they do
not overlap. What two series count are the same publications in part, so that they are never added.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from coopgraph.projection.records import JointCount

__all__ = ["FULL", "Series", "by_series", "greatest", "joint_words", "total"]

#: The way of counting whose figures are numbers of publications.
FULL: Final = "full"
#: Stand for a first and a last year that a source does not give.
_EVER: Final = (-(10**6), 10**6)


class Series(NamedTuple):
    """What one source counts in one way of one thing.

    Attributes
    ----------
    sources
        Ids of the sources.
    method
        Code of the way of counting.
    counted_from
        What was counted; may be empty.
    """

    sources: tuple[str, ...]
    method: str
    counted_from: str


def by_series(counts: Iterable[JointCount]) -> Mapping[Series, list[JointCount]]:
    """Return the counts of one pair by series, sorted.

    Parameters
    ----------
    counts
        Counts of one pair.

    Returns
    -------
    mapping of Series to list of JointCount
    """
    found: defaultdict[Series, list[JointCount]] = defaultdict(list)
    for count in sorted(counts):
        sources = tuple(sorted({evidence.source for evidence in count.evidence}))
        found[Series(sources, count.method, count.counted_from)].append(count)
    return dict(sorted(found.items()))


def total(counts: Iterable[JointCount]) -> float:
    """Return the greatest sum of counts of one series whose periods do not overlap.

    A period of several years and single years within it are not added up; what has no years may
    overlap with everything.

    Parameters
    ----------
    counts
        Counts of one pair and one series.

    Returns
    -------
    float

    Examples
    --------
    >>> def of(count, start, end):
    ...     return JointCount(f"c-{start}-{end}", "a", "b", count, "full", "", start, end)
    >>> total([of(3.0, 2019, 2019), of(4.0, 2020, 2020)])
    7.0
    >>> total([of(3.0, 2019, 2019), of(4.0, 2020, 2020), of(9.0, 2019, 2023)])
    9.0
    >>> total([of(3.0, 2019, 2019), of(2.0, None, None)])
    3.0
    """
    spans = sorted(
        (
            count.end if count.end is not None else _EVER[1],
            count.start if count.start is not None else _EVER[0],
            count.number,
        )
        for count in counts
    )
    ends = [end for end, _, _ in spans]
    # The best sum of the first n spans: without the last of them, or with it and all before it.
    best = [0.0]
    for place, (_, start, count) in enumerate(spans):
        before = bisect_right(ends, start - 1, 0, place)
        best.append(max(best[-1], best[before] + count))
    return best[-1]


def greatest(counts: Iterable[JointCount]) -> float:
    """Return the number of joint publications of one pair: that of the series that has most.

    A series counts a part of what the two published together, so that the greatest is nearest to
    it, and none is added to another.

    Parameters
    ----------
    counts
        Counts of one pair, all counted in one way.

    Returns
    -------
    float

    Examples
    --------
    >>> from coopgraph.projection.records import Evidence
    >>> def of(count, source):
    ...     evidence = (Evidence(source, "", "", ""),)
    ...     return JointCount("c", "a", "b", count, "full", "", 2019, 2019, evidence)
    >>> greatest([of(3.0, "openalex"), of(4.0, "wos")])
    4.0
    """
    known = tuple(counts)
    if len(known) == 1:
        return known[0].number
    return max((total(found) for found in by_series(known).values()), default=0.0)


def joint_words(joint: JointCount) -> tuple[str, ...]:
    """Return what tells a count from others of its pair: number, years, way of counting, source.

    Parameters
    ----------
    joint
        The count.

    Returns
    -------
    tuple of str
        Without what is not known.

    Examples
    --------
    >>> joint_words(JointCount("c", "a", "b", 295.0, "full", "", 2019, 2023))
    ('295', '2019–2023', 'full')
    """
    years = "–".join(dict.fromkeys(str(year) for year in (joint.start, joint.end) if year))
    sources = ", ".join(sorted({evidence.source for evidence in joint.evidence}))
    return tuple(part for part in (f"{joint.number:g}", years, joint.method, sources) if part)
