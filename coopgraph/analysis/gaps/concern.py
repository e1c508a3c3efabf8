"""What data gaps concern an organisation for which the tables were not collected.

Of the organisation for which a landscape was made, every gap in its data matters. Another one that
is put in focus has nothing to do with the lists, plans and doubts of that body: only what stands
beside it is looked at. The numbers of such a list would be wrong besides, for of its owner the
rules read only what it shares with the focus.
"""

from __future__ import annotations

from collections.abc import Iterable

from coopgraph.analysis.gaps.facts import Facts, ListStatement

__all__ = ["Concern"]


class Concern:
    """Tells what concerns the organisation in focus; everything, of a landscape of its own.

    Parameters
    ----------
    facts
        Rows of the graph.

    Examples
    --------
    >>> from coopgraph.analysis.gaps.facts import Structure
    >>> facts = Facts(
    ...     focus="us",
    ...     refocused=True,
    ...     structures=(Structure(iri="unit"),),
    ...     memberships={"unit": frozenset({"us", "them"})},
    ... )
    >>> concern = Concern(facts)
    >>> concern.shared(["unit"]), concern.shared(["them"]), concern.beside(["them", "others"])
    (True, False, ['them'])
    >>> Concern(Facts(focus="us")).shared(["them"])
    True
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._shared = _shared(facts) if facts.refocused else frozenset()
        self._beside = _beside(facts, self._shared) if facts.refocused else frozenset()

    def shared(self, things: Iterable[str]) -> bool:
        """Tell whether the focus itself, or what it has a part in, is among some things."""
        return not self._facts.refocused or not self._shared.isdisjoint(things)

    def beside(self, things: Iterable[str]) -> list[str]:
        """Return those of some things that the focus has a part in, or its partners, in order."""
        return [one for one in things if not self._facts.refocused or one in self._beside]

    def named(self, item: ListStatement) -> bool:
        """Tell whether a list is of the focus, or of what it is in, or names it."""
        facts = self._facts
        return (
            not facts.refocused
            or item.subject == facts.focus
            or facts.focus in item.members
            or facts.focus in facts.memberships.get(item.subject, ())
        )


def _shared(facts: Facts) -> frozenset[str]:
    """Return the focus, its structures, what it takes part in, and where these are."""
    found = {facts.focus, *(item.iri for item in facts.structures)}
    found.update(group for group, members in facts.memberships.items() if facts.focus in members)
    for item in facts.instruments:
        if facts.focus in item.parties:
            found |= {item.iri, *filter(None, (item.holder,))}
    found -= {one for one in found if one != facts.focus and facts.is_a(one, "Organisation")}
    return frozenset(found.union(*(facts.seats.get(thing, ()) for thing in found)))


def _beside(facts: Facts, shared: frozenset[str]) -> frozenset[str]:
    """Return what the focus has a part in, and who has, too."""
    found = {*shared, *facts.partners, *(tie.body for tie in facts.ties)}
    found.update(*(facts.memberships.get(thing, ()) for thing in shared))
    found.update(*(item.parties for item in facts.instruments if item.iri in shared))
    return frozenset(found)
