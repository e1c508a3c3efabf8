"""G4: labels, agreements and collaborations that end within a number of months, or have ended.

An end is stated, computed from the term that the instrument itself states, or assumed from the
usual term of its kind where a source gives one. A term that nothing states leaves the record
undecidable: it is never guessed. What the focus takes no part in is not in its calendar.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State, add_months
from coopgraph.analysis.gaps.dating import dating_evidence, own_period
from coopgraph.analysis.gaps.expiry_wording import (
    Wording,
    closes_by,
    label_of,
    near_misses,
    statement_of,
)
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.involvement import foreign_labels, takes_part
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Certainty,
    Dates,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import complete_lists, decide, tier_of
from coopgraph.analysis.gaps.terms import with_usual_terms
from coopgraph.namespaces import local_name

__all__ = ["LASTING", "LEAD_MONTHS", "find_expiries"]

TYPE = "expiry"
RULE, VERSION = "expiry", "2"

#: Months between the day to act and the end, by kind of instrument. A convention of the tool (a
#: call or a board comes about a year before), not a fact of the sources.
LEAD_MONTHS: Mapping[str, int] = {"award": 12, "unit": 12, "agreement": 6, "collaboration": 12}

#: Collaborations and charters that are made to last: no term is expected of them. Of every other
#: kind one is, so that a silent source leaves its end unknown.
LASTING = (
    "ResearchAlliance",
    "ResearchNetwork",
    "NationalContactPoint",
    "ResearchInfrastructure",
    "Cohort",
    "Charter",
)


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
        or by an end beyond the horizon, exempt where the kind has no term. Nothing on instruments
        in which the focus takes no part, or that have not begun.
    """
    horizon = add_months(as_of, within_months)
    instruments = with_usual_terms(facts)
    labelled = {i.holder for i in instruments if i.kind == "award"}
    labels = {i.concept for i in instruments if i.kind == "award"}
    foreign = foreign_labels(facts)
    groups: dict[tuple[str, ...], list[Instrument]] = defaultdict(list)
    for item in instruments:
        groups[_chain(facts, item, as_of)].append(item)
    revised = {i.revision_of: i for i in instruments if i.revision_of is not None}
    for item in sorted(instruments, key=lambda i: i.iri):
        if item.iri in labelled or _not_begun(item.period, as_of):
            continue
        if item.concept in foreign or not (item.concept in labels or takes_part(facts, item)):
            continue
        family = groups[_chain(facts, item, as_of)]
        yield _record(_Case(facts, item, _follow_up(item, family, revised), horizon), as_of)


def _not_begun(period: Period, as_of: datetime.date) -> bool:
    return period.start is not None and period.start.earliest > as_of


def _chain(facts: Facts, item: Instrument, as_of: datetime.date) -> tuple[str, ...]:
    """Return what makes two instruments members of one chain of renewals."""
    if item.kind == "award" and item.holder:
        return ("award", item.concept or "", *sorted(facts.successors(item.holder, as_of)))
    others = facts.heirs(item.parties - {facts.focus}, as_of)
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
    termed = not case.facts.is_a(case.item.iri, *LASTING)
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
    known, _ = item.period.known_end
    act_by = _act_by(case, status, certainty)
    label = label_of(facts, item)
    finding, sentence = Wording(facts, item, case.follow_up, as_of).say(status, certainty, act_by)
    searched = 1 if case.follow_up is not None else 0
    return Gap(
        id=f"{RULE}/{local_name(item.iri)}",
        type=TYPE,
        status=status,
        tier=tier_of(status, Tier.OBLIGATION),
        subject=item.iri,
        subject_label=label,
        finding=finding,
        sentence=sentence,
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=closes_by(item.period, status),
        evidence=(
            facts.evidence(_stated(item, label), item.iri, item.origin),
            *dating_evidence(facts, item),
        ),
        searched=(
            Search(
                Bilingual("suite ou renouvellement", "follow-up or renewal"),
                len([i for i in facts.instruments if i.kind == item.kind]),
                searched,
                _complete(case, as_of) if status is Status.CONFIRMED else (),
            ),
        ),
        near_misses=near_misses(item),
        missing=tuple(
            Missing(item.iri, label, name)
            for name, absent in (("start", item.period.start is None), ("end", end is None))
            if status is Status.UNDECIDABLE and absent
        ),
        dates=Dates(
            end_earliest=known.earliest if known else None,
            end_latest=known.latest if known else None,
            basis=basis,
            act_by=act_by,
            certainty=certainty,
        ),
        score_terms=_score(end, as_of),
    )


def _stated(item: Instrument, label: Bilingual) -> Bilingual:
    """Return what the instrument's own source states; its name where all dates are of others."""
    own = own_period(item)
    if item.dated_by and own.start is None and own.end is None and not own.term_years:
        return label
    return statement_of(label, own)


def _act_by(case: _Case, status: Status, certainty: Certainty | None) -> datetime.date | None:
    """Return the day to act by; none once all is over for certain, or a follow-up is known."""
    end, _ = case.item.period.known_end
    over = status is Status.LAPSED and certainty is Certainty.CERTAIN
    if end is None or over or case.follow_up is not None:
        return None
    return add_months(end.earliest, -LEAD_MONTHS.get(case.item.kind, 12))


def _score(end: DateRange | None, as_of: datetime.date) -> tuple[ScoreTerm, ...]:
    """Put the nearest end first: 1 where it may be today, falling by the distance in years."""
    if end is None:
        return (ScoreTerm("nearness", 0.0),)
    days = (as_of - end.latest).days if end.latest < as_of else (end.earliest - as_of).days
    years = max(0, days) / 365.25
    return (ScoreTerm("nearness", round(1 / (1 + years), 4)),)
