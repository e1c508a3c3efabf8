"""Bodies that a text may mean, and what is answered to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from coopgraph.messages import Message, message
from coopgraph.reconciliation.bodies import Body
from coopgraph.reconciliation.parts import Asked

__all__ = ["Answer", "Candidate", "Decision", "ranked", "refused"]

#: What is decided of a body, and of a text.
Decision = Literal["matched", "review", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a text may mean.

    Attributes
    ----------
    body
        The body.
    score
        Between 0 and 1: how likely it is, as far as the gold strings tell; None for a body that a
        person named and no score speaks for.
    decision
        ``matched``, ``review`` or ``none``.
    reasons
        What speaks for and against it, in words.
    positions
        Tokens of the text that name it.
    figures
        Values of the figures behind the score, by name.
    decided_by
        ``score``, ``identifier``, ``number`` (of a unit) or ``person``.
    """

    body: Body
    score: float | None
    decision: Decision
    reasons: tuple[Message, ...]
    positions: frozenset[int] = frozenset()
    figures: tuple[tuple[str, float], ...] = ()
    decided_by: str = "score"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to a text.

    Attributes
    ----------
    asked
        The text.
    candidates
        Answers first, then what is to be looked at, then the rest; the best first in each.
    decided_by
        As for a candidate.
    left_open
        Whether there are more candidates to be looked at than were asked for.
    """

    asked: Asked
    candidates: tuple[Candidate, ...]
    decided_by: str = "score"
    left_open: bool = False

    @property
    def matched(self) -> tuple[Candidate, ...]:
        """The bodies that are answered."""
        return tuple(one for one in self.candidates if one.decision == "matched")

    @property
    def decision(self) -> Decision:
        """What is decided of the text as a whole."""
        return "matched" if self.matched else "review" if self.open else "none"

    @property
    def open(self) -> bool:
        """Whether somebody should look at it."""
        return self.left_open or any(one.decision == "review" for one in self.candidates)


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return answers first, then what is to be looked at, then the rest; the best first in each."""
    ranks = {"matched": 0, "review": 1, "none": 2}
    return sorted(candidates, key=lambda one: (ranks[one.decision], -(one.score or 0), one.body.id))


def refused(candidates: Iterable[Candidate], ids: Collection[str]) -> list[Candidate]:
    """Return the candidates of some ids as a person refused them, the best first.

    Parameters
    ----------
    candidates
        All that were found.
    ids
        Those that a person said are not meant.

    Returns
    -------
    list of Candidate
    """
    said = message("refused by a person")
    return ranked(
        replace(one, decision="none", reasons=(said, *one.reasons), decided_by="person")
        for one in candidates
        if one.body.id in ids
    )
