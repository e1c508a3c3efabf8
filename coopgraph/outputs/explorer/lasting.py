"""How long what stands by its labels lasts: one answer for every part of the page.

A federation, an integrated site or an institute is there while one of its labels runs. Its own
table gives the first year only; that it has outlived its labels is stated nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["BY_LABEL", "Lasting", "lasting"]

#: Kinds of the legend that stand by their labels; a body, unit or agreement outlives one.
BY_LABEL = frozenset({"labelled-site", "project-team", "international", "network"})


class Lasting(NamedTuple):
    """First and last year in which something stands, and the times between them when it does not.

    Attributes
    ----------
    start, end
        Years, both whole; None where unknown.
    holes
        First and last year of each time between two labels.
    """

    start: int | None
    end: int | None
    holes: tuple[tuple[int, int], ...] = ()


def lasting(
    start: int | None, end: int | None, terms: Sequence[tuple[int | None, int | None]]
) -> Lasting:
    """Return the years in which something stands that is there while it has a label.

    Parameters
    ----------
    start, end
        Its own first and last year, as far as stated.
    terms
        First and last year of each of its labels, in any order.

    Returns
    -------
    Lasting
        Its own years where it has no label; else from the first label to the last, as far as its
        own end lets it. A label without an end has not ended, one without a start began with it.

    Examples
    --------
    >>> lasting(2012, None, [(2012, 2016), (2018, 2022), (2023, 2027)])
    Lasting(start=2012, end=2027, holes=((2017, 2017),))
    >>> lasting(2011, None, [(2011, None)])
    Lasting(start=2011, end=None, holes=())
    """
    if not terms:
        return Lasting(start, end)
    begun = [start if first is None else first for first, _ in terms]
    known = [first for first in begun if first is not None]
    first = min(known) if len(known) == len(begun) else start
    ended = [end if last is None else last for _, last in terms]
    stated = [last for last in ended if last is not None]
    last = max(stated) if len(stated) == len(ended) else end
    if end is not None and last is not None:
        last = min(last, end)
    return Lasting(first, last, _holes(sorted(zip(begun, ended, strict=True), key=_order), last))


def _order(span: tuple[int | None, int | None]) -> tuple[int, int]:
    """Sort what has no start first, what has no end last."""
    first, last = span
    return (-1 if first is None else first, 9999 if last is None else last)


def _holes(
    spans: Sequence[tuple[int | None, int | None]], end: int | None
) -> tuple[tuple[int, int], ...]:
    """Return the years between spans in order that none of them covers."""
    found: list[tuple[int, int]] = []
    reached = spans[0][1]
    for first, last in spans[1:]:
        if reached is None:
            break
        if first is not None and first > reached + 1 and (end is None or reached < end):
            found.append((reached + 1, first - 1))
        reached = None if last is None else max(reached, last)
    return tuple(found)
