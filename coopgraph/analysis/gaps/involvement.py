"""In which instruments the organisation in focus takes part: only these are its own to renew.

A body that sources name as taking part takes part; where they name nobody, nothing speaks against
it. A collaboration of other bodies stays theirs, even if the focus shares a unit with one of them.
"""

from __future__ import annotations

from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.projection.networks import ROLES

__all__ = ["SUPERVISING", "TUTELLES", "foreign_labels", "takes_part"]

#: Roles of who supervises a structure, as networks take them: also of who does so abroad.
SUPERVISING = frozenset(ROLES["supervising"])
#: Roles that make a tutelle at home: who signs for a structure, and owes a convention for it. The
#: foreign partner of a joint unit supervises it on its own side, by the agreement that made it.
TUTELLES = SUPERVISING - {"foreign-partner"}


def takes_part(facts: Facts, item: Instrument) -> bool:
    """Say whether the focus takes part in an instrument, itself or through a structure.

    A structure speaks for the focus only where no other of its supervising bodies is named: the
    instrument is then signed by that body.

    Parameters
    ----------
    facts
        Rows of the graph.
    item
        An agreement, a collaboration or a unit.
    """
    if facts.focus in item.parties or not item.parties:
        return True
    own = item.parties & {structure.iri for structure in facts.structures}
    others = {t.body for t in facts.ties if t.structure in own and t.role in TUTELLES}
    return bool(own) and not item.parties & others


def foreign_labels(facts: Facts) -> frozenset[str]:
    """Return the labels in which the focus has no part, as far as sources name holders' members.

    Who holds a label is a matter of the whole label: sources rarely name all members of a holder.
    A label is foreign if members of its holders are named, and neither the focus nor one of its
    structures is ever among them.
    """
    ours = {facts.focus} | {structure.iri for structure in facts.structures}
    members: dict[str, set[str]] = {}
    for item in facts.instruments:
        if item.kind == "award" and item.concept and item.holder:
            found = facts.memberships.get(item.holder, frozenset())
            members.setdefault(item.concept, set()).update(found)
    return frozenset(label for label, named in members.items() if named and not named & ours)
