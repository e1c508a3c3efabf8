"""Agreements that almost serve a body: of its site, of its family, of another kind, to come."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence

from coopgraph.analysis.gaps.dates import DateRange, State
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.records import Bilingual, NearMiss

__all__ = ["near_agreements", "planned_agreements", "serves"]

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
        Those to come first, then by IRI.
    """
    near = planned_agreements(facts, matches, as_of)
    seen = {item.iri for item in matches}
    for item in sorted(facts.instruments, key=lambda i: i.iri):
        if item.iri in seen or item.kind != "agreement" or facts.focus not in item.parties:
            continue
        reason = _reason(facts, accepted, body, item, as_of)
        if reason is not None:
            near.append(NearMiss(item.iri, facts.name(item.iri), reason))
    return near


def _reason(
    facts: Facts, accepted: Collection[str], body: str, item: Instrument, as_of: datetime.date
) -> Bilingual | None:
    revision = item.period.revision
    if not facts.is_a(item.iri, *accepted):
        other_kind = facts.is_a(item.iri, *_KINDS) and serves(facts, item, body, as_of)
        return Bilingual("autre type d’accord", "another kind of agreement") if other_kind else None
    if revision is not None and facts.seats.get(body, frozenset()) & item.places:
        return Bilingual(
            f"convention du site, à réviser {_span(revision)}",
            f"the site’s convention, to be revised {_span(revision)}",
        )
    family = facts.parents.get(body, frozenset()) | {
        child for child, parents in facts.parents.items() if body in parents
    }
    if relatives := family & item.parties:
        names = _names(facts, relatives)
        return Bilingual(f"signée par {names.fr}", f"signed by {names.en}")
    return None


def planned_agreements(
    facts: Facts, matches: Sequence[Instrument], as_of: datetime.date
) -> list[NearMiss]:
    """Return the matches that are expected or begin later."""
    near = []
    for item in matches:
        state, revision = item.period.standing(as_of).state, item.period.revision
        if state is State.EXPECTED and revision is not None:
            reason = Bilingual(
                f"révision prévue {_span(revision)}, date de signature inconnue",
                f"revision planned {_span(revision)}, date of signature unknown",
            )
        elif state is State.FUTURE:
            start = item.period.start
            reason = Bilingual(f"commence plus tard ({start})", f"begins later ({start})")
        else:
            continue
        near.append(NearMiss(item.iri, facts.name(item.iri), reason))
    return near


def _names(facts: Facts, iris: Iterable[str]) -> Bilingual:
    names = [facts.name(iri) for iri in sorted(iris)]
    return Bilingual(", ".join(n.fr for n in names), ", ".join(n.en for n in names))


def _span(period: DateRange) -> str:
    first, last = period.earliest.year, period.latest.year
    return str(first) if first == last else f"{first}–{last}"
