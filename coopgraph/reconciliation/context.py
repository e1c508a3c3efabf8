"""What speaks for and against a body among the others that a text may name, in numbers."""

from __future__ import annotations

from typing import Final

from coopgraph.reconciliation.features import FIRST, Evidence
from coopgraph.reconciliation.index import Index

__all__ = ["SECOND", "context_of", "named"]

#: Names of the figures of the second look, which sees the other candidates.
SECOND: Final = (
    "first",
    "best_overlap",
    "worse_overlap",
    "inside_longer",
    "best_elsewhere",
    "child_of_named",
    "parent_of_named",
    "same_name_better",
    "margin",
)


def context_of(
    place: int, evidence: list[Evidence], scores: list[float], index: Index
) -> tuple[float, ...]:
    """Return the figures of :data:`SECOND`: one candidate among the others.

    Parameters
    ----------
    place
        Which of the candidates.
    evidence
        All candidates of a text.
    scores
        Their first scores.
    index
        The bodies.

    Returns
    -------
    tuple of float
    """
    this = evidence[place]
    mine = set(this.hit.positions)
    over = longer = elsewhere = child = parent = same = 0.0
    worse = 0.0
    for other_place, other in enumerate(evidence):
        if other_place == place or other.body == this.body:
            continue
        score = scores[other_place]
        theirs = set(other.hit.positions)
        if mine & theirs:
            over = max(over, score)
            if mine < theirs and other.hit.coverage > 0.95:
                longer = max(longer, score)
            if theirs < mine:
                worse = max(worse, score)
            if other.hit.key == this.hit.key:
                same = max(same, score)
        else:
            elsewhere = max(elsewhere, score)
            if other.body in index.parents[this.body]:
                child = max(child, score)
            if this.body in index.parents[other.body]:
                parent = max(parent, score)
    first = scores[place]
    return first, over, worse, longer, elsewhere, child, parent, same, first - over


def named(figures: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
    """Return figures of both looks with their names.

    Examples
    --------
    >>> named((0.9, 0.1))
    (('coverage', 0.9), ('missing', 0.1))
    """
    return tuple(zip(FIRST + SECOND, figures, strict=False))
