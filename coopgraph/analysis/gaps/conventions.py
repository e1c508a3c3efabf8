"""G3: co-supervised units without an agreement in force, body by body and region by region.

A body counts only the units where it is a supervising body beside the focus; a participant is not a
tutelle. A convention signed by a body that has since merged or changed its name serves its
successors. What each rule cannot say is written in ``docs/gaps.md``.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from coopgraph.analysis.gaps.convention_record import ConventionCase, convention_record
from coopgraph.analysis.gaps.facts import Facts, Instrument, Structure, Tie
from coopgraph.analysis.gaps.involvement import SUPERVISING
from coopgraph.analysis.gaps.near import near_agreements, planned_agreements, serves
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
)
from coopgraph.analysis.gaps.requirements import (
    NOT_UNITS,
    REGION,
    REQUIREMENTS,
)
from coopgraph.namespaces import local_name

__all__ = ["find_convention_gaps"]


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
        yield convention_record(
            ConventionCase(
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
        yield convention_record(
            ConventionCase(
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


def _unit_statement(facts: Facts, unit: str, body: str) -> Bilingual:
    name, owner = facts.name(unit), facts.name(body)
    return Bilingual(f"{name.fr} : tutelle {owner.fr}", f"{name.en}: supervised by {owner.en}")


def _place_statement(facts: Facts, unit: str, region: str) -> Bilingual:
    name, place = facts.name(unit), facts.name(region)
    return Bilingual(f"{name.fr} : {place.fr}", f"{name.en}: {place.en}")
