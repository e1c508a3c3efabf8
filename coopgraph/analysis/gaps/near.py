"""What almost serves a body: of its site, of its family, of another kind, to come, of no place."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence

from coopgraph.analysis.gaps.dates import State
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.records import Bilingual, NearMiss
from coopgraph.analysis.gaps.wording import range_text
from coopgraph.french import the

__all__ = ["near_agreements", "planned_agreements", "serves", "unplaced"]

_PLACE = Bilingual("lieu inconnu", "place not known")
_KINDS = ("FrameworkAgreement", "MixityConvention")


def serves(facts: Facts, item: Instrument, body: str, as_of: datetime.date) -> bool:
    """Say whether a body, or one that it succeeds, is a party of an agreement."""
    return any(body in facts.successors(party, as_of) for party in item.parties)


def near_agreements(
    facts: Facts,
    accepted: Collection[str],
    body: str,
    matches: Sequence[Instrument],
    as_of: datetime.date,
) -> list[NearMiss]:
    """Return agreements that concern the body's site, family or future.

    Parameters
    ----------
    facts
        Rows of the graph.
    accepted
        Classes of agreements that would satisfy the rule.
    body
        The body.
    matches
        Agreements that match the rule, whatever their dates.
    as_of
        Day of reference.

    Returns
    -------
    list of NearMiss
        Most telling first: matches to come, the site's convention to be revised, another kind of
        agreement with the body itself, one of its family; then by IRI.
    """
    near = planned_agreements(facts, matches, as_of)
    seen = {item.iri for item in matches}
    ranked = []
    for item in sorted(facts.instruments, key=lambda i: i.iri):
        if item.iri in seen or item.kind != "agreement" or facts.focus not in item.parties:
            continue
        found = _reason(facts, accepted, body, item, as_of)
        if found is not None:
            rank, reason = found
            ranked.append((rank, NearMiss(item.iri, facts.name(item.iri), reason)))
    return near + [miss for _, miss in sorted(ranked, key=lambda entry: entry[0])]


def _reason(
    facts: Facts, accepted: Collection[str], body: str, item: Instrument, as_of: datetime.date
) -> tuple[int, Bilingual] | None:
    """Say why an agreement is near, and how telling that is: 0 is most."""
    revision = item.period.revision
    if not facts.is_a(item.iri, *accepted):
        other_kind = facts.is_a(item.iri, *_KINDS) and serves(facts, item, body, as_of)
        reason = Bilingual("autre type d’accord", "another kind of agreement")
        return (1, reason) if other_kind else None
    if revision is not None and facts.seats.get(body, frozenset()) & item.places:
        span = range_text(revision)
        return 0, Bilingual(
            f"même site, révision annoncée pour {span.fr}",
            f"same site, revision announced for {span.en}",
        )
    family = facts.parents.get(body, frozenset()) | {
        child for child, parents in facts.parents.items() if body in parents
    }
    if relatives := family & item.parties:
        names = [facts.name(iri) for iri in sorted(relatives)]
        return 2, Bilingual(
            f"signée par {', '.join(the(name.fr) for name in names)}",
            f"signed by {', '.join(name.en for name in names)}",
        )
    return None


def planned_agreements(
    facts: Facts, matches: Sequence[Instrument], as_of: datetime.date
) -> list[NearMiss]:
    """Return the matches that are expected or begin later."""
    near = []
    for item in matches:
        state, revision = item.period.standing(as_of).state, item.period.revision
        if state is State.EXPECTED and revision is not None:
            span = range_text(revision)
            reason = Bilingual(
                f"révision annoncée pour {span.fr}, date de signature inconnue",
                f"revision announced for {span.en}, day of signature unknown",
            )
        elif state is State.FUTURE and item.period.start is not None:
            start = range_text(item.period.start)
            reason = Bilingual(f"commence plus tard ({start.fr})", f"begins later ({start.en})")
        else:
            continue
        near.append(NearMiss(item.iri, facts.name(item.iri), reason))
    return near


def unplaced(
    facts: Facts,
    items: Iterable[Instrument],
    as_of: datetime.date,
    *,
    unknown: Bilingual = _PLACE,
) -> tuple[NearMiss, ...]:
    """Return what may be in force on a day at a place that the graph does not know.

    A rule that finds nothing at a place has to name it: it may be there.

    Parameters
    ----------
    facts
        Rows of the graph.
    items
        Instruments of the kind sought that stand at no place of the graph.
    as_of
        Day of reference.
    unknown
        What is not known of them.

    Returns
    -------
    tuple of NearMiss
        In force first, then those whose dates leave it open; by IRI.
    """
    found = []
    for item in items:
        state = item.period.standing(as_of).state
        if state is State.IN_FORCE:
            reason = Bilingual(f"en vigueur, {unknown.fr}", f"in force, {unknown.en}")
        elif state in (State.UNKNOWN, State.EXPECTED):
            reason = Bilingual(f"sans date, {unknown.fr}", f"undated, {unknown.en}")
        else:
            continue
        name = facts.name(item.holder or item.iri)
        found.append((state is not State.IN_FORCE, NearMiss(item.iri, name, reason)))
    return tuple(near for _, near in sorted(found, key=lambda entry: (entry[0], entry[1].subject)))
