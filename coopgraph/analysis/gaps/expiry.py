"""G4: labels, agreements and collaborations that end within a number of months, or have ended.

An end is stated, computed from the term that the instrument itself states, or assumed from the
usual term of its kind where a source gives one. A term that nothing states leaves the record
undecidable: it is never guessed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State, add_months
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Certainty,
    Dates,
    Gap,
    Missing,
    NearMiss,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import complete_lists, decide
from coopgraph.analysis.gaps.wording import ended, local_name

__all__ = ["LEAD_MONTHS", "find_expiries", "with_usual_terms"]

TYPE = "expiry"
RULE, VERSION = "expiry", "1"

#: Months between the day to act and the end, by kind of instrument. A convention of the tool (a
#: call or a board comes about a year before), not a fact of the sources.
LEAD_MONTHS: Mapping[str, int] = {"award": 12, "unit": 12, "agreement": 6, "collaboration": 12}

#: Collaborations that exist for a term; others end only if a source says so.
TERMED = (
    "InternationalAssociatedLaboratory",
    "InternationalResearchGroup",
    "InternationalResearchProject",
    "JointLaboratory",
    "HospitalUniversityFederation",
    "IntegratedCancerSite",
    "HospitalUniversityDepartment",
)
#: Agreements without term: signatories commit themselves for good.
UNTERMED = ("Charter",)


def with_usual_terms(facts: Facts) -> list[Instrument]:
    """Return the instruments, by IRI, with the usual term of their kind where a source states one.

    A rule applies to instruments that begin within its validity; where two sources state two terms
    for the same time, none is used.
    """
    by_concept = defaultdict(list)
    for rule in facts.term_rules:
        by_concept[rule.concept].append(rule)
    result = []
    for item in sorted(facts.instruments, key=lambda i: i.iri):
        start = item.period.start
        years = {
            rule.years
            for rule in by_concept.get(item.concept or "", ())
            if start is not None
            and (rule.valid_from is None or start.latest.year >= rule.valid_from)
            and (rule.valid_to is None or start.earliest.year <= rule.valid_to)
        }
        usual = years.pop() if len(years) == 1 else None
        result.append(replace(item, period=replace(item.period, usual_years=usual)))
    return result


def find_expiries(facts: Facts, *, as_of: datetime.date, within_months: int = 12) -> Iterator[Gap]:
    """Find what has ended without a follow-up, what ends soon, and what has no stated term.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    within_months
        Length of the horizon: an instrument that may end by then is expiring.

    Yields
    ------
    Gap
        Lapsed or expiring instruments, undecidable ones, and those checked: covered by a follow-up
        or by an end beyond the horizon, exempt where the kind has no term.
    """
    horizon = add_months(as_of, within_months)
    instruments = with_usual_terms(facts)
    labelled = {i.holder for i in instruments if i.kind == "award"}
    groups: dict[tuple[str, ...], list[Instrument]] = defaultdict(list)
    for item in instruments:
        groups[_chain(facts, item, as_of)].append(item)
    revised = {i.revision_of: i for i in instruments if i.revision_of is not None}
    for item in sorted(instruments, key=lambda i: i.iri):
        if item.iri in labelled or _not_begun(item.period, as_of):
            continue
        if item.kind == "agreement" and item.parties and facts.focus not in item.parties:
            continue
        family = groups[_chain(facts, item, as_of)]
        yield _record(_Case(facts, item, _follow_up(item, family, revised), horizon), as_of)


def _not_begun(period: Period, as_of: datetime.date) -> bool:
    return period.start is not None and period.start.earliest > as_of


def _chain(facts: Facts, item: Instrument, as_of: datetime.date) -> tuple[str, ...]:
    """Return what makes two instruments members of one chain of renewals."""
    if item.kind == "award" and item.holder:
        return ("award", item.concept or "", *sorted(facts.successors(item.holder, as_of)))
    others = {
        heir for party in item.parties - {facts.focus} for heir in facts.successors(party, as_of)
    }
    if item.kind == "agreement" and others:
        kinds = sorted(facts.classes.get(item.iri, frozenset()))
        return ("agreement", *kinds, "|", *sorted(others), "|", *sorted(item.themes))
    return (item.kind, item.iri)


def _follow_up(
    item: Instrument, family: Sequence[Instrument], revised: Mapping[str, Instrument]
) -> Instrument | None:
    """Return the instrument that renews this one, if the graph holds one."""
    if item.iri in revised:
        return revised[item.iri]
    start = item.period.start
    later = [
        other
        for other in family
        if other.iri != item.iri
        and start is not None
        and other.period.start is not None
        and other.period.start.earliest > start.latest
    ]
    return min(later, key=lambda o: (o.period.start.earliest, o.iri)) if later else None  # type: ignore[union-attr]


@dataclass(frozen=True)
class _Case:
    facts: Facts
    item: Instrument
    follow_up: Instrument | None
    horizon: datetime.date


def _decide(case: _Case, as_of: datetime.date) -> tuple[Status, Certainty | None]:
    """Decide from the end, the horizon and the follow-up.

    What covers is a follow-up, or an end beyond the horizon; absence of a follow-up is what makes
    the gap, so that "confirmed" needs a complete list here too.
    """
    end, basis = case.item.period.last_day
    termed = (
        case.facts.is_a(case.item.iri, *TERMED)
        if case.item.kind == "collaboration"
        else not case.facts.is_a(case.item.iri, *UNTERMED)
    )
    standings = []
    if case.follow_up is not None:
        standings.append(Standing(State.IN_FORCE))
    if end is None:
        standings.append(Standing(State.UNKNOWN))
    elif end.earliest > case.horizon:
        standings.append(Standing(State.IN_FORCE, _sure(basis == "stated")))
    elif end.latest < as_of:
        standings.append(Standing(State.ENDED, _sure(basis != "assumed")))
    decision = decide(
        eligible=end is not None or (termed and basis != "open"),
        standings=standings,
        complete=_complete(case, as_of),
    )
    if end is not None and decision.status in (Status.CANDIDATE, Status.CONFIRMED):
        return decision.status, _sure(basis != "assumed" and end.latest <= case.horizon)
    return decision.status, decision.certainty


def _sure(certain: bool) -> Certainty:
    return Certainty.CERTAIN if certain else Certainty.POSSIBLE


def _complete(case: _Case, as_of: datetime.date) -> tuple[str, ...]:
    facts, item = case.facts, case.item
    own = facts.classes.get(item.iri, frozenset())
    if not own:
        return ()
    scopes = facts.widen(item.places) | item.parties | {item.holder or item.iri}
    return complete_lists(
        facts.lists, focus=facts.focus, classes=[own], scopes=frozenset(scopes), as_of=as_of
    )


def _record(case: _Case, as_of: datetime.date) -> Gap:
    facts, item = case.facts, case.item
    status, certainty = _decide(case, as_of)
    end, basis = item.period.last_day
    lead = LEAD_MONTHS.get(item.kind, 12)
    ahead = end is not None and status is not Status.LAPSED and case.follow_up is None
    act_by = add_months(end.earliest, -lead) if end is not None and ahead else None
    label = _label(facts, item)
    finding, sentence = _texts(case, status, certainty, label, as_of, act_by)
    searched = 1 if case.follow_up is not None else 0
    return Gap(
        id=f"{RULE}/{local_name(item.iri)}",
        type=TYPE,
        status=status,
        tier=Tier.DATA if status is Status.UNDECIDABLE else Tier.OBLIGATION,
        subject=item.iri,
        subject_label=label,
        finding=finding,
        sentence=sentence,
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=_closes_by(status),
        evidence=(facts.evidence(_statement(label, item.period), item.iri, item.origin),),
        searched=(
            Search(
                Bilingual("suite ou renouvellement", "follow-up or renewal"),
                len([i for i in facts.instruments if i.kind == item.kind]),
                searched,
                _complete(case, as_of) if status is Status.CONFIRMED else (),
            ),
        ),
        near_misses=_planned_revision(item),
        missing=tuple(
            Missing(item.iri, label, name)
            for name, absent in (("start", item.period.start is None), ("end", end is None))
            if status is Status.UNDECIDABLE and absent
        ),
        dates=Dates(
            end_earliest=end.earliest if end else None,
            end_latest=end.latest if end else None,
            basis=basis,
            act_by=act_by,
            certainty=certainty,
        ),
        score_terms=_score(end, as_of),
    )


def _score(end: DateRange | None, as_of: datetime.date) -> tuple[ScoreTerm, ...]:
    """Put the nearest end first: 1 where it may be today, falling by the distance in years."""
    if end is None:
        return (ScoreTerm("nearness", 0.0),)
    days = (as_of - end.latest).days if end.latest < as_of else (end.earliest - as_of).days
    years = max(0, days) / 365.25
    return (ScoreTerm("nearness", round(1 / (1 + years), 4)),)


def _label(facts: Facts, item: Instrument) -> Bilingual:
    if item.kind != "award" or not item.holder:
        return facts.name(item.iri)
    name = facts.short(item.holder)
    years = str(item.period.start.earliest.year) if item.period.start else ""
    mark = (item.concept or "").upper()
    prefix = "" if "-" in mark or mark in name.fr.upper() else f"{mark} "
    return Bilingual(f"{prefix}{name.fr} {years}".strip(), f"{prefix}{name.en} {years}".strip())


def _statement(label: Bilingual, period: Period) -> Bilingual:
    start = str(period.start) if period.start else "?"
    end = str(period.end) if period.end else "?"
    term = f", {period.term_years}" if period.term_years else ""
    return Bilingual(
        f"{label.fr} : {start} – {end}{term + ' ans' if term else ''}",
        f"{label.en}: {start} – {end}{term + ' years' if term else ''}",
    )


def _planned_revision(item: Instrument) -> tuple[NearMiss, ...]:
    revision = item.period.revision
    if revision is None:
        return ()
    span = f"{revision.earliest.year}–{revision.latest.year}"
    return (
        NearMiss(
            item.iri,
            Bilingual("révision prévue", "planned revision"),
            Bilingual(f"annoncée pour {span}", f"announced for {span}"),
        ),
    )


def _texts(
    case: _Case,
    status: Status,
    certainty: Certainty | None,
    label: Bilingual,
    as_of: datetime.date,
    act_by: datetime.date | None,
) -> tuple[Bilingual, Bilingual]:
    end = ended(*case.item.period.last_day)
    name = _label(case.facts, case.follow_up) if case.follow_up else Bilingual("", "")
    perhaps = ("peut-être ", "possibly ") if certainty is Certainty.POSSIBLE else ("", "")
    says = {
        Status.LAPSED: (
            f"{perhaps[0]}échu, {end.fr}, aucune suite trouvée dans le graphe",
            f"{perhaps[1]}lapsed, {end.en}, no follow-up found in the graph",
        ),
        Status.CANDIDATE: (
            f"{perhaps[0]}à renouveler, {end.fr}, aucune suite trouvée dans le graphe",
            f"{perhaps[1]}to be renewed, {end.en}, no follow-up found in the graph",
        ),
        Status.CONFIRMED: (
            f"{perhaps[0]}à renouveler, {end.fr}, sans suite selon une liste déclarée complète",
            f"{perhaps[1]}to be renewed, {end.en}, no follow-up according to a complete list",
        ),
        Status.UNDECIDABLE: (
            f"{end.fr} : l’échéance ne peut pas être établie",
            f"{end.en}: no expiry can be established",
        ),
        Status.EXEMPT: (
            "hors de la règle : aucun terme n’est attendu de ce type, ou la source le dit ouvert",
            "outside the rule: no term is expected of this kind, or the source calls it open",
        ),
        Status.COVERED: (
            f"{end.fr}, suite : {name.fr}" if case.follow_up else f"{end.fr}, au-delà de l’horizon",
            f"{end.en}, followed by {name.en}"
            if case.follow_up
            else f"{end.en}, beyond the horizon",
        ),
    }[status]
    acts = (f", agir avant le {act_by}", f", act by {act_by}")
    if act_by is None or status not in (Status.CANDIDATE, Status.CONFIRMED):
        acts = ("", "")
    finding = Bilingual(says[0].partition(", aucune suite")[0], says[1].partition(", no follow")[0])
    return finding, Bilingual(
        f"{label.fr} : {says[0]}{acts[0]} (au {as_of}).",
        f"{label.en}: {says[1]}{acts[1]} (on {as_of}).",
    )


def _closes_by(status: Status) -> Bilingual:
    if status in (Status.COVERED, Status.EXEMPT):
        return Bilingual("", "")
    if status is Status.UNDECIDABLE:
        return Bilingual("La durée ou la date de fin", "The term or the last day")
    return Bilingual(
        "Un renouvellement, ou la source qui l’atteste",
        "A renewal, or the source that attests it",
    )
