"""The one place where the status of a gap is decided.

The data are open: what is not in the graph may exist. A gap is *confirmed* only if a source
declares complete the list in which the missing thing would stand, for this scope and this time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import ListStatement
from coopgraph.analysis.gaps.records import Certainty, Status, Tier

__all__ = ["Decision", "complete_lists", "decide", "spoken_of", "tier_of"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, and whether it holds for all that the sources allow.

    None where it rests on no date, and nothing of an unknown place may be what was sought.
    """

    status: Status
    certainty: Certainty | None = None


def decide(
    *,
    eligible: bool = True,
    standings: Sequence[Standing] = (),
    undecidable: bool = False,
    unplaced: bool = False,
    complete: Sequence[str] = (),
) -> Decision:
    """Decide the status of a gap.

    Parameters
    ----------
    eligible
        Whether the rule applies to the subject at all.
    standings
        States, on the day of reference, of the instruments that match.
    undecidable
        Whether something that the rule needs is missing besides the dates of the matches.
    unplaced
        Whether the graph knows of something of the kind sought, but not where it is or with whom:
        it may be the very thing, so that no list confirms its absence, and what is left is possible
        only.
    complete
        List statements that declare the searched list complete (see :func:`complete_lists`).

    Returns
    -------
    Decision
        Exempt if the rule does not apply; covered if a match is in force; undecidable if a needed
        field is missing; lapsed if a match has ended; confirmed if a list without the thing is
        declared complete and nothing sought is unplaced; otherwise candidate.

    Examples
    --------
    >>> decide(standings=[Standing(State.ENDED)]).status
    <Status.LAPSED: 'lapsed'>
    >>> decide(complete=["liste-conventions"]).status
    <Status.CONFIRMED: 'confirmed'>
    """
    if not eligible:
        return Decision(Status.EXEMPT)
    in_force = [s for s in standings if s.state is State.IN_FORCE]
    if in_force:
        certain = any(s.certainty is Certainty.CERTAIN for s in in_force)
        return Decision(Status.COVERED, Certainty.CERTAIN if certain else Certainty.POSSIBLE)
    if undecidable or any(s.state is State.UNKNOWN for s in standings):
        return Decision(Status.UNDECIDABLE)
    ended = [s for s in standings if s.state is State.ENDED]
    if ended:
        certain = not unplaced and all(s.certainty is Certainty.CERTAIN for s in ended)
        return Decision(Status.LAPSED, Certainty.CERTAIN if certain else Certainty.POSSIBLE)
    if unplaced:
        return Decision(Status.CANDIDATE, Certainty.POSSIBLE)
    return Decision(Status.CONFIRMED if complete else Status.CANDIDATE)


def tier_of(status: Status, tier: Tier) -> Tier:
    """Return the tier of a record: what cannot be decided is work on the data, whatever its rule.

    Examples
    --------
    >>> tier_of(Status.UNDECIDABLE, Tier.STRATEGY), tier_of(Status.LAPSED, Tier.STRATEGY)
    (<Tier.DATA: 'D'>, <Tier.STRATEGY: 'B'>)
    """
    return Tier.DATA if status is Status.UNDECIDABLE else tier


def complete_lists(
    lists: Iterable[ListStatement],
    *,
    focus: str,
    classes: Iterable[frozenset[str]],
    scopes: frozenset[str],
    as_of: datetime.date,
) -> tuple[str, ...]:
    """Return the list statements that together declare a search complete.

    Parameters
    ----------
    lists
        What the sources say about the completeness of their lists.
    focus
        The organisation whose lists they must be.
    classes
        For each class searched, the class and its ancestors; every one must be covered.
    scopes
        IRIs within which the missing thing would stand: the subject itself, its places.
    as_of
        The day of reference; a list speaks of the year that it describes, and of no other. A list
        limited to a window ("signed since 2021") never declares all that is in force.

    Returns
    -------
    tuple of str
        IRIs of the statements, sorted; empty unless every class is covered.
    """
    valid = [
        item
        for item in lists
        if item.completeness == "complete"
        and item.subject == focus
        and item.about_year == as_of.year
        and item.since_year is None
        and (item.scope is None or item.scope in scopes)
    ]
    found: set[str] = set()
    for ancestors in classes:
        covering = {item.iri for item in valid if item.covers in ancestors}
        if not covering:
            return ()
        found |= covering
    return tuple(sorted(found))


def spoken_of(
    lists: Iterable[ListStatement], *, focus: str, classes: Iterable[frozenset[str]]
) -> bool:
    """Say whether a source has a list of things of some classes, be it whole or not.

    Where neither a thing of a kind nor a list of them is known, the sources do not speak of the
    kind at all: a register of structures says nothing of conventions.

    Parameters
    ----------
    lists
        What the sources say about their lists.
    focus
        The organisation whose lists they must be.
    classes
        For each class, the class and its ancestors.
    """
    wanted = frozenset[str]().union(*classes)
    return any(item.subject == focus and item.covers in wanted for item in lists)
