"""G3: co-supervised units without an agreement in force, body by body and region by region.

A body counts only the units where it is a supervising body beside the focus; a participant is not a
tutelle, and neither is the foreign partner of a joint unit, which needs no agreement of this kind.
A convention signed by a body that has since merged or changed its name serves its successors. What
each rule cannot say is written in ``docs/gaps.md``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from coopgraph.analysis.gaps.convention_record import ConventionCase, convention_record
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.involvement import TUTELLES
from coopgraph.analysis.gaps.near import near_agreements, planned_agreements, serves, unplaced
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
)
from coopgraph.analysis.gaps.requirements import (
    REGION,
    REQUIREMENTS,
)
from coopgraph.analysis.gaps.shared import living_units, shared_units, units_by_place
from coopgraph.french import of
from coopgraph.namespaces import local_name

__all__ = ["find_convention_gaps"]

_PARTNER = Bilingual("partenaire inconnu", "partner not known")


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
    units = living_units(facts, as_of)
    yield from _bodies(facts, units, as_of, minimum_structures)
    yield from _regions(facts, units, as_of, minimum_structures)


def _bodies(
    facts: Facts, units: set[str], as_of: datetime.date, minimum_structures: int
) -> Iterator[Gap]:
    shared = shared_units(facts, units, as_of, roles=TUTELLES)
    by_region = units_by_place(facts, units, "Region")
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
        partnerless = [i for i, _ in known if not i.places and not i.parties - {facts.focus}]
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
                nowhere=unplaced(facts, partnerless, as_of, unknown=_PARTNER),
                evidence=evidence,
            ),
            as_of,
        )


def _regions(
    facts: Facts, units: set[str], as_of: datetime.date, minimum_structures: int
) -> Iterator[Gap]:
    authorities = {place: body for body, place in sorted(facts.governed.items(), reverse=True)}
    for region, inside in sorted(units_by_place(facts, units, "Region").items()):
        if len(inside) < minimum_structures:
            continue
        authority = authorities.get(region)
        known = list(_of(facts, REGION.accepted))
        matches = [i for i in known if region in _region_of(facts, i, as_of)]
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
                nowhere=unplaced(
                    facts, [i for i in known if not _region_of(facts, i, as_of)], as_of
                ),
                evidence=[
                    facts.evidence(_place_statement(facts, s.iri, region), s.iri, s.origin)
                    for s in sorted(facts.structures, key=lambda s: s.iri)
                    if s.iri in inside
                ],
            ),
            as_of,
        )


def _region_of(facts: Facts, item: Instrument, as_of: datetime.date) -> frozenset[str]:
    """Return the places of an agreement, and those that its parties govern."""
    heirs = facts.heirs(item.parties, as_of)
    governed = {facts.governed[heir] for heir in heirs if heir in facts.governed}
    return item.places | frozenset(governed)


def _of(facts: Facts, accepted: Sequence[str]) -> Iterator[Instrument]:
    for instrument in sorted(facts.instruments, key=lambda i: i.iri):
        concerned = facts.focus in instrument.parties or not instrument.parties
        if concerned and instrument.kind == "agreement" and facts.is_a(instrument.iri, *accepted):
            yield instrument


def _unit_statement(facts: Facts, unit: str, body: str) -> Bilingual:
    name, owner = facts.name(unit), facts.name(body)
    return Bilingual(
        f"{name.fr} : sous tutelle {of(owner.fr)}", f"{name.en}: supervised by {owner.en}"
    )


def _place_statement(facts: Facts, unit: str, region: str) -> Bilingual:
    name, place = facts.name(unit), facts.name(region)
    return Bilingual(f"{name.fr} : {place.fr}", f"{name.en}: {place.en}")
