"""G11: whether the instruments abroad lie in one basket, or off the strategy.

Two questions, two measures: how few countries, themes or kinds hold the instruments in force (the
effective number, 1 over the sum of the squared shares), and how many of them match no priority.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.portfolio import Spread, in_force_abroad, instrument_spreads
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Certainty,
    Evidence,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.shared import announced
from coopgraph.analysis.gaps.status import decide, tier_of
from coopgraph.analysis.gaps.wording import counted, decimal_text, joined
from coopgraph.analysis.networks.concentration import Concentration
from coopgraph.namespaces import local_name

__all__ = ["DRIFT", "FEW", "LEAST", "find_concentration_gaps"]

TYPE, VERSION = "concentration", "2"
#: Fewer instruments than this are too few to speak of a spread.
LEAST = 5
#: An effective number below this is reported. Conventions of the tool, like :data:`DRIFT`.
FEW = 2.0
#: Share of instruments outside the strategy from which the portfolio is said to drift.
DRIFT = 0.5
_NOTHING = Bilingual("", "")


def find_concentration_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Measure how the instruments abroad in force are spread, and how many match a priority.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        ``concentration-country``, ``-theme`` and ``-kind``: candidate where the effective number is
        below :data:`FEW`, covered otherwise, undecidable with fewer than :data:`LEAST` instruments.
        ``concentration-drift/STRATEGY``: the same by :data:`DRIFT`.
    """
    in_force = in_force_abroad(facts, as_of)
    items = [item for item, _ in in_force]
    sure = sum(i.period.standing(as_of).certainty is Certainty.CERTAIN for i in items)
    for name, spread in instrument_spreads(facts, in_force).items():
        yield _spread(facts, name, spread, items, sure, as_of)
    for strategy in sorted({row.strategy for row in facts.priorities}):
        yield _drift(facts, strategy, in_force, as_of)


_DIMENSIONS: Mapping[str, tuple[Bilingual, tuple[str, str], tuple[str, str]]] = {
    "country": (Bilingual("pays", "countries"), ("pays", "pays"), ("country", "countries")),
    "theme": (Bilingual("thèmes", "themes"), ("thème", "thèmes"), ("theme", "themes")),
    "kind": (
        Bilingual("types d’instrument", "kinds of instrument"),
        ("type", "types"),
        ("kind", "kinds"),
    ),
}


def _spread(
    facts: Facts,
    name: str,
    spread: Spread,
    items: Sequence[Instrument],
    sure: int,
    as_of: datetime.date,
) -> Gap:
    rule = f"concentration-{name}"
    stating, found = spread.things, spread.index
    dimension = _DIMENSIONS[name][0]
    enough = found is not None and stating >= LEAST
    wide = found is not None and found.effective >= FEW
    status = decide(
        standings=[Standing(State.IN_FORCE)] if enough and wide else (), undecidable=not enough
    ).status
    finding = (
        _measured(facts, name, spread, found, (len(items), sure))
        if enough and found is not None
        else Bilingual(
            f"trop peu d’instruments en vigueur avec {dimension.fr} indiqués ({stating})",
            f"too few instruments in force that state {dimension.en} ({stating})",
        )
    )
    return _record(
        facts,
        rule,
        f"{rule}/{local_name(facts.focus)}",
        status,
        dimension,
        finding,
        as_of,
        score=round(found.hhi / 10_000, 4) if found is not None else 0.0,
        searched=(len(items), stating),
        missing=(Missing(facts.focus, facts.name(facts.focus), name),)
        if status is Status.UNDECIDABLE
        else (),
        evidence=tuple(facts.evidence(facts.name(i.iri), i.iri, i.origin) for i in items),
        closing=Bilingual(
            "Des instruments dans d’autres " + dimension.fr, "Instruments in other " + dimension.en
        ),
    )


def _measured(
    facts: Facts,
    name: str,
    spread: Spread,
    found: Concentration,
    numbers: tuple[int, int],
) -> Bilingual:
    """Say how many of how many instruments are spread over what, and what comes first."""
    stating, (items, sure) = spread.things, numbers
    _, fr, en = _DIMENSIONS[name]
    said = counted(len(spread.counts), fr, en)
    nouns = ("instrument", "instruments")
    tools, of = counted(stating, nouns, nouns), counted(items, nouns, nouns)
    first, number = spread.largest
    label = facts.name(first)
    effective = decimal_text(found.effective, 1)
    return Bilingual(
        f"{tools.fr} sur {items} en vigueur, dont {sure} à coup sûr : {said.fr}, nombre "
        f"effectif {effective.fr} ; en tête {label.fr} ({number})",
        f"{stating} of {of.en} in force, {sure} of them for certain: {said.en}, "
        f"effective number {effective.en}; first {label.en} ({number})",
    )


def _drift(
    facts: Facts,
    strategy: str,
    in_force: Sequence[tuple[Instrument, frozenset[str]]],
    as_of: datetime.date,
) -> Gap:
    rows = [row for row in facts.priorities if row.strategy == strategy]
    live = [row for row in rows if announced(facts, row, as_of)]
    places = {row.place for row in live}
    # An instrument elsewhere in the country of a priority is near, not outside: Ottawa for Québec.
    countries = {p for p in facts.widen(places) if facts.is_a(p, "Country")}
    outside = [item for item, reach in in_force if not reach & (places | countries)]
    total = len(in_force)
    share = len(outside) / total if total else 0.0
    status = decide(
        eligible=bool(live),
        standings=[Standing(State.IN_FORCE)] if total >= LEAST and share < DRIFT else (),
        undecidable=total < LEAST,
    ).status
    number = counted(len(outside), ("instrument", "instruments"), ("instrument", "instruments"))
    percent = round(100 * share)
    names = joined([facts.name(item.iri) for item in outside[:3]])
    more = f" … (+{len(outside) - 3})" if len(outside) > 3 else ""
    if not live:
        finding = Bilingual(
            "stratégie qui n’est pas en vigueur à cette date", "strategy not in force on that day"
        )
    else:
        finding = Bilingual(
            f"{number.fr} en vigueur sur {total} ({percent} %) dans aucun pays de la stratégie"
            + (f" : {names.fr}{more}" if outside else ""),
            f"{number.en} in force of {total} ({percent}%) in no country of the strategy"
            + (f": {names.en}{more}" if outside else ""),
        )
    return _record(
        facts,
        "concentration-drift",
        f"concentration-drift/{local_name(strategy)}",
        status,
        Bilingual(f"stratégie {local_name(strategy)}", f"strategy {local_name(strategy)}"),
        finding,
        as_of,
        score=round(share, 4),
        searched=(total, total - len(outside)),
        missing=(Missing(strategy, facts.name(strategy), "instruments"),)
        if status is Status.UNDECIDABLE
        else (),
        evidence=tuple(facts.evidence(facts.name(i.iri), i.iri, i.origin) for i in outside),
        closing=Bilingual(
            "Une priorité pour ces pays, ou la fin de ces instruments",
            "A priority for these countries, or the end of these instruments",
        ),
    )


def _record(
    facts: Facts,
    rule: str,
    key: str,
    status: Status,
    about: Bilingual,
    finding: Bilingual,
    as_of: datetime.date,
    *,
    score: float,
    searched: tuple[int, int],
    missing: tuple[Missing, ...],
    evidence: tuple[Evidence, ...],
    closing: Bilingual,
) -> Gap:
    focus = facts.short(facts.focus)
    is_open = status in (Status.CANDIDATE, Status.CONFIRMED)
    return Gap(
        id=key,
        type=TYPE,
        status=status,
        tier=tier_of(status, Tier.STRATEGY),
        subject=facts.focus,
        subject_label=Bilingual(f"{focus.fr} : {about.fr}", f"{focus.en}: {about.en}"),
        finding=finding,
        sentence=Bilingual(
            f"{focus.fr}, instruments internationaux, {about.fr} : {finding.fr}.",
            f"{focus.en}, international instruments, {about.en}: {finding.en}.",
        ),
        rule=rule,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=closing if is_open else _NOTHING,
        evidence=evidence,
        searched=(
            Search(
                Bilingual("instruments en vigueur à l’étranger", "instruments in force abroad"),
                *searched,
            ),
        ),
        missing=missing,
        score_terms=(ScoreTerm("share", score),),
    )
