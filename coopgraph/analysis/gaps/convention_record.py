"""The record of a body or region that shares units with the focus: status, dates and words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import DateRange, Standing, State
from coopgraph.analysis.gaps.dating import dating_evidence
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Dates,
    Evidence,
    Gap,
    Missing,
    NearMiss,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.requirements import (
    COUNTED,
    REGION,
    Requirement,
)
from coopgraph.analysis.gaps.status import Decision, complete_lists, decide, spoken_of, tier_of
from coopgraph.analysis.gaps.wording import (
    Sought,
    absent,
    capital,
    counted,
    dated,
    ended,
    range_text,
)
from coopgraph.french import of, the
from coopgraph.namespaces import COOP_NS

__all__ = ["ConventionCase", "convention_record"]


TYPE = "convention"


@dataclass(frozen=True, kw_only=True)
class ConventionCase:
    """A body or region that shares units with the focus, and what was found for it.

    Attributes
    ----------
    facts
        Rows of the graph.
    need
        What its kind of body is expected to have.
    subject, key
        IRI of the body or authority, and the end of the id of its record.
    place_scope
        Places within which a missing agreement would stand.
    units, share
        Number of units shared, and their share of those in its region.
    matches, searched
        Agreements that serve it, among how many.
    near
        What almost serves it.
    nowhere
        What may serve it: of no known place or partner.
    evidence
        What says that the units are shared.
    """

    facts: Facts
    need: Requirement
    subject: str
    key: str
    place_scope: frozenset[str]
    units: int
    share: float
    matches: list[Instrument]
    searched: int
    near: list[NearMiss]
    nowhere: tuple[NearMiss, ...]
    evidence: list[Evidence]


def convention_record(case: ConventionCase, as_of: datetime.date) -> Gap:
    """Return the record of a case.

    Parameters
    ----------
    case
        The body or region.
    as_of
        Day of reference.

    Returns
    -------
    Gap
    """
    facts, need = case.facts, case.need
    standings = [(i, i.period.standing(as_of)) for i in case.matches]
    classes = [facts.lineage(cls) for cls in need.accepted]
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=classes,
        scopes=case.place_scope | {case.subject},
        as_of=as_of,
    )
    # Where the sources hold no agreement of the kind at all, none could have been found.
    spoken = case.searched or spoken_of(facts.lists, focus=facts.focus, classes=classes)
    decision = decide(
        eligible=bool(need.accepted),
        standings=[standing for _, standing in standings],
        undecidable=not spoken,
        unplaced=bool(case.nowhere),
        complete=complete,
    )
    telling = _telling(standings, decision.status)
    finding, sentence = _texts(case, decision, telling, as_of)
    end, basis = telling.period.last_day if telling else (None, "unknown")
    return Gap(
        id=f"{need.rule}/{case.key}",
        type=TYPE,
        status=decision.status,
        tier=tier_of(decision.status, Tier.OBLIGATION),
        subject=case.subject,
        subject_label=facts.name(case.subject),
        finding=finding,
        sentence=sentence,
        rule=need.rule,
        rule_version=need.version,
        as_of=as_of,
        closes_by=_closes_by(need.sought, decision.status, unseen=not spoken),
        evidence=tuple(
            [
                item
                for i in case.matches
                for item in (
                    facts.evidence(facts.name(i.iri), i.iri, i.origin),
                    *dating_evidence(facts, i),
                )
            ]
            + case.evidence
        ),
        searched=(Search(need.sought.noun, case.searched, len(case.matches), complete),)
        if need.accepted
        else (),
        near_misses=_near(case, decision.status),
        missing=tuple(
            Missing(i.iri, facts.name(i.iri), name)
            for i, standing in standings
            for name in standing.missing
            if standing.state is State.UNKNOWN
        )
        + (
            (Missing(COOP_NS + need.accepted[0], need.sought.noun, "list"),)
            if not spoken and decision.status is Status.UNDECIDABLE
            else ()
        ),
        dates=Dates(
            end_earliest=end.earliest if end else None,
            end_latest=end.latest if end else None,
            basis=basis if telling else "unknown",
            certainty=decision.certainty,
        ),
        score_terms=(
            ScoreTerm("structures", float(case.units)),
            ScoreTerm("share_of_region", round(case.share, 4)),
        ),
        structures=case.units,
    )


_STATE_OF = {
    Status.COVERED: State.IN_FORCE,
    Status.LAPSED: State.ENDED,
    Status.UNDECIDABLE: State.UNKNOWN,
}


def _telling(standings: Sequence[tuple[Instrument, Standing]], status: Status) -> Instrument | None:
    """Return the instrument that the status rests on: the latest one in the deciding state."""
    wanted = _STATE_OF.get(status)
    found = [i for i, s in standings if s.state is wanted]

    def latest(item: Instrument) -> tuple[datetime.date, str]:
        known: DateRange | None = item.period.last_day[0] or item.period.start
        return (known.latest if known else datetime.date.min, item.iri)

    return max(found, key=latest) if found else None


def _texts(
    case: ConventionCase,
    decision: Decision,
    telling: Instrument | None,
    as_of: datetime.date,
) -> tuple[Bilingual, Bilingual]:
    facts = case.facts
    subject, focus = facts.name(case.subject), facts.short(facts.focus)
    number = counted(case.units, ("structure", "structures"), ("structure", "structures"))
    region = case.need is REGION
    whose = of(focus.fr) if region else f"en cotutelle avec {the(focus.fr)}"
    shared = Bilingual(
        f"{subject.fr} : {number.fr} {whose} ({COUNTED.fr})",
        f"{subject.en}: {number.en} {'of' if region else 'shared with'} {focus.en} ({COUNTED.en})",
    )
    if decision.status is Status.EXEMPT:
        finding = result = Bilingual(
            "ce type d’organisme relève d’autres instruments",
            "this kind of body works under other instruments",
        )
    elif telling is None and decision.status is Status.UNDECIDABLE:
        sought = case.need.sought
        finding = result = Bilingual(
            f"{sought.none_fr} {of(focus.fr)} dans les sources, avec qui que ce soit : rien "
            "ne peut en être dit",
            f"the sources hold no {sought.noun.en} of {focus.en} with anybody: nothing can be said",
        )
    elif telling is None:
        result = absent(decision.status, case.need.sought, as_of)
        finding = absent(decision.status, case.need.sought)
    else:
        result, finding = _state(facts, telling, decision.status)
    found = _near(case, decision.status)
    near = found[0] if found and telling is None else None
    tail = Bilingual(
        f" ; à noter : {near.label.fr} ({near.reason.fr})" if near else "",
        f"; note: {near.label.en} ({near.reason.en})" if near else "",
    )
    return finding, Bilingual(
        f"{shared.fr} ; {result.fr}{tail.fr}.", f"{shared.en}; {result.en}{tail.en}."
    )


def _near(case: ConventionCase, status: Status) -> tuple[NearMiss, ...]:
    """Return what almost serves; first what may be the very agreement, unless one was found."""
    if status in (Status.COVERED, Status.EXEMPT):
        return tuple(case.near)
    return (*case.nowhere, *case.near)


def _state(facts: Facts, telling: Instrument, status: Status) -> tuple[Bilingual, Bilingual]:
    """Say in what state an agreement is: in full for a sentence, in a few words for a table."""
    name, phrase = facts.name(telling.iri), ended(*telling.period.known_end)
    begun, (end, basis) = telling.period.start, telling.period.known_end
    since = range_text(begun) if begun else Bilingual("", "")
    year = Bilingual(f" ({since.fr})", f" ({since.en})") if begun else since
    told = begun is None or str(begun.earliest.year) in name.fr
    named = name if told else Bilingual(f"{name.fr}{year.fr}", f"{name.en}{year.en}")
    if status is Status.LAPSED and end is not None:
        last = dated(end, basis)
        full = Bilingual(
            f"{named.fr}, échéance passée {last.fr}, aucune suite trouvée dans le graphe",
            f"{named.en}, ended {last.en}, nothing later found in the graph",
        )
        return full, full
    if status is Status.COVERED:
        state = Bilingual("en vigueur", "in force")
    else:
        state = Bilingual("connu, mais sans date exploitable", "known, but not dated")
    return (
        Bilingual(f"{named.fr}, {state.fr}, {phrase.fr}", f"{named.en}, {state.en}, {phrase.en}"),
        Bilingual(f"{state.fr}{year.fr}, {phrase.fr}", f"{state.en}{year.en}, {phrase.en}"),
    )


def _closes_by(sought: Sought, status: Status, *, unseen: bool) -> Bilingual:
    if status in (Status.COVERED, Status.EXEMPT):
        return Bilingual("", "")
    if unseen:
        return Bilingual(
            "Une source qui dit quels accords de ce type existent",
            "A source that says which agreements of this kind there are",
        )
    if status is Status.UNDECIDABLE:
        return Bilingual(
            "La date de signature, et la durée ou la date de fin, de l’accord cité",
            "The day of signature, and the term or last day, of the agreement named",
        )
    return Bilingual(
        f"{capital(sought.some.fr)} en vigueur, ou la source qui l’atteste",
        f"{capital(sought.some.en)} in force, or the source that attests it",
    )
