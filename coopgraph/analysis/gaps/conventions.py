"""G3: co-supervised units without an agreement in force, body by body and region by region.

A body counts only the units where it is a supervising body beside the focus; a participant is not a
tutelle. A convention signed by a body that has since merged or changed its name serves its
successors. What each rule cannot say is written in ``docs/gaps.md``.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import DateRange, Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument, Structure, Tie
from coopgraph.analysis.gaps.involvement import SUPERVISING
from coopgraph.analysis.gaps.near import near_agreements, planned_agreements, serves
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
    NOT_UNITS,
    REGION,
    REQUIREMENTS,
    Requirement,
)
from coopgraph.analysis.gaps.status import Decision, complete_lists, decide
from coopgraph.analysis.gaps.wording import (
    Sought,
    absent,
    capital,
    counted,
    dated,
    ended,
    range_text,
)
from coopgraph.namespaces import local_name

__all__ = ["find_convention_gaps"]

TYPE = "convention"


def find_convention_gaps(
    facts: Facts, *, as_of: datetime.date, minimum_structures: int = 1
) -> Iterator[Gap]:
    """Find bodies and regions that share units with the focus and have no agreement in force.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    minimum_structures
        A body or region with fewer units is not examined.

    Yields
    ------
    Gap
        One record per body that supervises at least one unit with the focus, one per region of the
        focus's country that holds at least one of its units.
    """
    units = {s.iri for s in facts.structures if _is_unit(facts, s) and _alive(s, as_of)}
    yield from _bodies(facts, units, as_of, minimum_structures)
    yield from _regions(facts, units, as_of, minimum_structures)


def _is_unit(facts: Facts, structure: Structure) -> bool:
    return not facts.is_a(structure.iri, *NOT_UNITS)


def _alive(item: Structure | Tie, as_of: datetime.date) -> bool:
    begun = item.start is None or item.start.earliest <= as_of
    return begun and (item.end is None or item.end.latest >= as_of)


def _bodies(
    facts: Facts, units: set[str], as_of: datetime.date, minimum_structures: int
) -> Iterator[Gap]:
    shared: dict[str, dict[str, Tie]] = defaultdict(dict)
    supervising = [
        tie
        for tie in sorted(facts.ties, key=lambda t: t.iri)
        if tie.role in SUPERVISING and tie.structure in units and _alive(tie, as_of)
    ]
    named = {(tie.structure, tie.body) for tie in supervising}
    for tie in supervising:
        heirs = facts.successors(tie.body, as_of)
        # Of several heirs, those that sources already name for this unit have taken it up.
        told = {heir for heir in heirs if (tie.structure, heir) in named}
        for body in told or heirs:
            shared[body].setdefault(tie.structure, tie)
    shared.pop(facts.focus, None)
    by_region = _units_by_region(facts, units)
    for body in sorted(shared):
        ties = shared[body]
        if len(ties) < minimum_structures:
            continue
        need = next(r for r in REQUIREMENTS if not r.kinds or facts.is_a(body, *r.kinds))
        known = [(i, serves(facts, i, body, as_of)) for i in _of(facts, need.accepted)]
        matches = [i for i, matched in known if matched]
        regions = [r for r in facts.where(body) if r in by_region]
        here = sum(len(by_region[r]) for r in regions)
        inside = sum(len(by_region[r] & set(ties)) for r in regions)
        evidence = [
            facts.evidence(_unit_statement(facts, unit, body), tie.iri, tie.origin)
            for unit, tie in sorted(ties.items())
        ]
        yield _record(
            _Case(
                facts=facts,
                need=need,
                subject=body,
                key=local_name(body),
                place_scope=facts.where(body),
                units=len(ties),
                share=inside / here if here else 0.0,
                matches=matches,
                searched=len(known),
                near=near_agreements(facts, need.accepted, body, matches, as_of)
                if need.accepted
                else [],
                evidence=evidence,
            ),
            as_of,
        )


def _regions(
    facts: Facts, units: set[str], as_of: datetime.date, minimum_structures: int
) -> Iterator[Gap]:
    authorities = {place: body for body, place in sorted(facts.governed.items(), reverse=True)}
    for region, inside in sorted(_units_by_region(facts, units).items()):
        if len(inside) < minimum_structures:
            continue
        authority = authorities.get(region)
        known = list(_of(facts, REGION.accepted))
        matches = [
            i
            for i in known
            if region in i.places
            or any(
                facts.governed.get(heir) == region
                for party in i.parties
                for heir in facts.successors(party, as_of)
            )
        ]
        yield _record(
            _Case(
                facts=facts,
                need=REGION,
                subject=authority or region,
                key=local_name(region),
                place_scope=facts.widen([region]),
                units=len(inside),
                share=len(inside) / len(units),
                matches=matches,
                searched=len(known),
                near=planned_agreements(facts, matches, as_of),
                evidence=[
                    facts.evidence(_place_statement(facts, s.iri, region), s.iri, s.origin)
                    for s in sorted(facts.structures, key=lambda s: s.iri)
                    if s.iri in inside
                ],
            ),
            as_of,
        )


def _units_by_region(facts: Facts, units: Iterable[str]) -> dict[str, set[str]]:
    """Group units by region of the focus's country (of any country if its seat is unknown)."""
    home = {p for p in facts.where(facts.focus) if facts.is_a(p, "Country")}
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        for place in facts.where(unit):
            if facts.is_a(place, "Region") and (not home or home & facts.widen([place])):
                found[place].add(unit)
    return found


def _of(facts: Facts, accepted: Sequence[str]) -> Iterator[Instrument]:
    for instrument in sorted(facts.instruments, key=lambda i: i.iri):
        concerned = facts.focus in instrument.parties or not instrument.parties
        if concerned and instrument.kind == "agreement" and facts.is_a(instrument.iri, *accepted):
            yield instrument


@dataclass(frozen=True, kw_only=True)
class _Case:
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
    evidence: list[Evidence]


def _record(case: _Case, as_of: datetime.date) -> Gap:
    facts, need = case.facts, case.need
    standings = [(i, i.period.standing(as_of)) for i in case.matches]
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=[facts.lineage(cls) for cls in need.accepted],
        scopes=case.place_scope | {case.subject},
        as_of=as_of,
    )
    decision = decide(
        eligible=bool(need.accepted),
        standings=[standing for _, standing in standings],
        complete=complete,
    )
    telling = _telling(standings, decision.status)
    finding, sentence = _texts(case, decision, telling, as_of)
    end, basis = telling.period.last_day if telling else (None, "unknown")
    return Gap(
        id=f"{need.rule}/{case.key}",
        type=TYPE,
        status=decision.status,
        tier=Tier.DATA if decision.status is Status.UNDECIDABLE else Tier.OBLIGATION,
        subject=case.subject,
        subject_label=facts.name(case.subject),
        finding=finding,
        sentence=sentence,
        rule=need.rule,
        rule_version=need.version,
        as_of=as_of,
        closes_by=_closes_by(need.sought, decision.status),
        evidence=tuple(
            [facts.evidence(facts.name(i.iri), i.iri, i.origin) for i in case.matches]
            + case.evidence
        ),
        searched=(Search(need.sought.noun, case.searched, len(case.matches), complete),)
        if need.accepted
        else (),
        near_misses=tuple(case.near),
        missing=tuple(
            Missing(i.iri, facts.name(i.iri), name)
            for i, standing in standings
            for name in standing.missing
            if standing.state is State.UNKNOWN
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
    case: _Case,
    decision: Decision,
    telling: Instrument | None,
    as_of: datetime.date,
) -> tuple[Bilingual, Bilingual]:
    facts = case.facts
    subject, focus = facts.name(case.subject), facts.short(facts.focus)
    number = counted(case.units, ("structure", "structures"), ("structure", "structures"))
    region = case.need is REGION
    shared = Bilingual(
        f"{subject.fr} : {number.fr} {'' if region else 'en cotutelle '}{focus.fr} ({COUNTED.fr})",
        f"{subject.en}: {number.en} {'of' if region else 'shared with'} {focus.en} ({COUNTED.en})",
    )
    if decision.status is Status.EXEMPT:
        finding = result = Bilingual(
            "ce type d’organisme relève d’autres instruments",
            "this kind of body works under other instruments",
        )
    elif telling is None:
        result = absent(decision.status, case.need.sought, as_of)
        finding = absent(decision.status, case.need.sought)
    else:
        result, finding = _state(facts, telling, decision.status)
    near = case.near[0] if case.near and telling is None else None
    tail = Bilingual(
        f" ; à noter : {near.label.fr} ({near.reason.fr})" if near else "",
        f"; note: {near.label.en} ({near.reason.en})" if near else "",
    )
    return finding, Bilingual(
        f"{shared.fr} ; {result.fr}{tail.fr}.", f"{shared.en}; {result.en}{tail.en}."
    )


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


def _closes_by(sought: Sought, status: Status) -> Bilingual:
    if status in (Status.COVERED, Status.EXEMPT):
        return Bilingual("", "")
    if status is Status.UNDECIDABLE:
        return Bilingual(
            "La date de signature, et la durée ou la date de fin, de l’accord cité",
            "The day of signature, and the term or last day, of the agreement named",
        )
    return Bilingual(
        f"{capital(sought.some.fr)} en vigueur, ou la source qui l’atteste",
        f"{capital(sought.some.en)} in force, or the source that attests it",
    )


def _unit_statement(facts: Facts, unit: str, body: str) -> Bilingual:
    name, owner = facts.name(unit), facts.name(body)
    return Bilingual(f"{name.fr} : tutelle {owner.fr}", f"{name.en}: supervised by {owner.en}")


def _place_statement(facts: Facts, unit: str, region: str) -> Bilingual:
    name, place = facts.name(unit), facts.name(region)
    return Bilingual(f"{name.fr} : {place.fr}", f"{name.en}: {place.en}")
