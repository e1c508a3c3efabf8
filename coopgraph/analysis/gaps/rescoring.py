"""How the scores of each rule follow from pairs, so that they can be had for many replicates.

On what was seen they are the scores of the records; a test holds them to that, rule by rule.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.gaps.brokers import regions_of, site_groups
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.holes import hole_id, presences
from coopgraph.analysis.gaps.records import Gap
from coopgraph.analysis.gaps.requirements import REGION
from coopgraph.analysis.gaps.sampling import Replicates, Scoring, positions, summed
from coopgraph.analysis.gaps.shared import living_units, shared_units, units_by_place
from coopgraph.analysis.gaps.site import site_id, strata
from coopgraph.namespaces import local_name

if TYPE_CHECKING:
    from coopgraph.analysis.gaps.sampling import Numbers, Places

__all__ = ["SCORINGS", "Scorer"]

#: Returns how the scores of records follow from pairs.
Scorer = Callable[[Facts, datetime.date, int, Sequence[Gap]], Iterable[Scoring]]


def _placed(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _share(part: Numbers, all_: Numbers) -> Numbers:
    """Return a share, 0 of nothing."""
    import numpy as np

    part, all_ = np.broadcast_arrays(part, all_)
    found: Numbers = np.divide(part, all_, out=np.zeros(all_.shape), where=all_ > 0)
    return found


class _Supervision:
    """Units, the bodies that supervise them, and the regions where they are."""

    def __init__(self, facts: Facts, as_of: datetime.date) -> None:
        living = living_units(facts, as_of)
        self.shared = shared_units(facts, living, as_of)
        self.bodies = sorted(self.shared)
        self.units = sorted(living)
        at, of = _placed(self.units), _placed(self.bodies)
        pairs = [(unit, body) for body in self.bodies for unit in sorted(self.shared[body])]
        self.owner = positions([unit for unit, _ in pairs], at)
        self.body = positions([body for _, body in pairs], of)
        by_region = units_by_place(facts, living, "Region")
        self.regions = sorted(by_region)
        inside = [(unit, region) for region in self.regions for unit in sorted(by_region[region])]
        self.region = positions([region for _, region in inside], _placed(self.regions))
        self.region_owner = positions([unit for unit, _ in inside], at)


def _conventions(
    facts: Facts, as_of: datetime.date, minimum: int, gaps: Sequence[Gap]
) -> Iterable[Scoring]:
    seen = _Supervision(facts, as_of)
    of_regions = [gap for gap in gaps if gap.rule == REGION.rule]
    of_bodies = [gap for gap in gaps if gap.rule != REGION.rule]
    if of_bodies:
        yield _body_conventions(facts, seen, of_bodies)
    if of_regions:
        yield _region_conventions(seen, of_regions)


def _body_conventions(facts: Facts, seen: _Supervision, gaps: Sequence[Gap]) -> Scoring:
    places, bodies = _placed(seen.regions), _placed(seen.bodies)
    where = [
        (bodies[body], places[region])
        for body in seen.bodies
        for region in sorted(facts.where(body))
        if region in places
    ]
    around: dict[int, set[int]] = {}
    for body, region in where:
        around.setdefault(body, set()).add(region)
    held: dict[int, set[int]] = {}
    for unit, region in zip(seen.region_owner.tolist(), seen.region.tolist(), strict=True):
        held.setdefault(unit, set()).add(region)
    times = [
        float(len(around.get(body, set()) & held.get(unit, set())))
        for unit, body in zip(seen.owner.tolist(), seen.body.tolist(), strict=True)
    ]
    chosen = positions([gap.subject for gap in gaps], bodies)

    def scores(replicates: Replicates) -> Numbers:
        import numpy as np

        pairs, size = replicates.pairs(seen.owner), len(seen.bodies)
        number = summed(pairs, seen.body, size)
        inside = summed(pairs * np.array(times)[:, None], seen.body, size)
        drawn = summed(replicates.drawn[seen.region_owner], seen.region, len(seen.regions))
        of, at = np.array(where, dtype=np.int64).reshape(-1, 2).T
        found: Numbers = (number + _share(inside, summed(drawn[at], of, size)))[chosen]
        return found

    return Scoring(tuple(gap.id for gap in gaps), len(seen.units), seen.owner, scores)


def _region_conventions(seen: _Supervision, gaps: Sequence[Gap]) -> Scoring:
    keys = {f"{REGION.rule}/{local_name(region)}": region for region in seen.regions}
    chosen = positions([keys[gap.id] for gap in gaps], _placed(seen.regions))

    def scores(replicates: Replicates) -> Numbers:
        pairs = replicates.pairs(seen.region_owner)
        number = summed(pairs, seen.region, len(seen.regions))
        found: Numbers = (number + number / len(seen.units))[chosen]
        return found

    return Scoring(tuple(gap.id for gap in gaps), len(seen.units), seen.region_owner, scores)


def _holes(
    facts: Facts, as_of: datetime.date, minimum: int, gaps: Sequence[Gap]
) -> Iterable[Scoring]:
    items = list(presences(facts, as_of))
    units = _placed(sorted({item.unit for item in items}))
    cells = _placed(sorted({f"{item.body} {item.key}" for item in items}))
    keys: dict[str, set[str]] = {}
    for item in items:
        keys.setdefault(item.body, set()).add(item.key)
    ends = {
        hole_id(gap.subject, other): (gap.subject, other)
        for gap in gaps
        for other in keys
        if other > gap.subject
    }
    pairs = [ends[gap.id] for gap in gaps]
    both = [
        (row, cells[f"{one} {key}"], cells[f"{other} {key}"])
        for row, (one, other) in enumerate(pairs)
        for key in sorted(keys[one] & keys[other])
    ]
    owner = positions([item.unit for item in items], units)
    cell = positions([f"{item.body} {item.key}" for item in items], cells)

    def scores(replicates: Replicates) -> Numbers:
        import numpy as np

        logs = np.log1p(summed(replicates.pairs(owner), cell, len(cells)))
        row, one, other = np.array(both, dtype=np.int64).reshape(-1, 3).T
        found: Numbers = np.sqrt(summed(logs[one] * logs[other], row, len(pairs)))
        return found

    yield Scoring(tuple(gap.id for gap in gaps), len(units), owner, scores)


def _dependences(
    facts: Facts, as_of: datetime.date, minimum: int, gaps: Sequence[Gap]
) -> Iterable[Scoring]:
    seen = _Supervision(facts, as_of)
    # Sets of partners are two answers to two questions: nothing orders them.
    partners = [gap for gap in gaps if gap.subject in seen.shared]
    chosen = positions([gap.subject for gap in partners], _placed(seen.bodies))
    units, bodies, regions = len(seen.units), len(seen.bodies), len(seen.regions)

    def scores(replicates: Replicates) -> Numbers:
        import numpy as np

        pairs = replicates.pairs(seen.owner)
        number = summed(replicates.kept, seen.owner, units)  # partners that each unit has left
        held, single = replicates.drawn * (number > 0), replicates.drawn * (number == 1)
        usual = np.broadcast_to(_share(single.sum(axis=0), held.sum(axis=0)), held.shape).copy()
        rate = _share(
            summed(single[seen.region_owner], seen.region, regions),
            summed(held[seen.region_owner], seen.region, regions),
        )
        # A unit in two regions has the habit of the last: rows are in the order of regions.
        usual[seen.region_owner] = rate[seen.region]
        excess = pairs * ((number == 1)[seen.owner] - usual[seen.owner])
        found: Numbers = summed(excess, seen.body, bodies)[chosen]
        return found

    if partners:
        yield Scoring(tuple(gap.id for gap in partners), units, seen.owner, scores)


def _sites(
    facts: Facts, as_of: datetime.date, minimum: int, gaps: Sequence[Gap]
) -> Iterable[Scoring]:
    units = living_units(facts, as_of)
    cities = units_by_place(facts, units, "City")
    pairs = [(unit, city) for city in sorted(cities) for unit in sorted(cities[city])]
    owner = positions([unit for unit, _ in pairs], _placed(sorted(units)))
    at = _placed(sorted(cities))
    city = positions([name for _, name in pairs], at)
    dealt: dict[str, tuple[int, Places, int]] = {}
    for stratum in strata(facts, as_of, minimum):
        among = positions(sorted(stratum.sites), at)
        for name in stratum.sites:
            dealt[site_id(stratum.concept, name)] = (at[name], among, stratum.labels)

    def scores(replicates: Replicates) -> Numbers:
        import numpy as np

        number = summed(replicates.pairs(owner), city, len(cities))
        return np.stack(
            [
                labels * _share(number[place], number[among].sum(axis=0))
                for place, among, labels in (dealt[gap.id] for gap in gaps)
            ]
        )

    yield Scoring(tuple(gap.id for gap in gaps), len(units), owner, scores)


def _brokers(
    facts: Facts, as_of: datetime.date, minimum: int, gaps: Sequence[Gap]
) -> Iterable[Scoring]:
    groups = site_groups(facts, as_of)
    pairs = [(key, body) for key in sorted(groups) for body in sorted(groups[key])]
    bodies = _placed(sorted({body for _, body in pairs}))
    owner = positions([key for key, _ in pairs], _placed(sorted(groups)))
    member = positions([body for _, body in pairs], bodies)
    rows = _placed(gap.subject for gap in gaps)
    seats = [
        (bodies[body], rows[region])
        for region, inside in sorted(regions_of(facts, bodies).items())
        if region in rows
        for body in sorted(inside)
    ]

    def scores(replicates: Replicates) -> Numbers:
        import numpy as np

        there = (replicates.pairs(owner) > 0).astype(np.float64)
        tied = there * (summed(there, owner, len(groups)) > 1)[owner]
        present = (summed(tied, member, len(bodies)) > 0).astype(np.float64)
        body, region = np.array(seats, dtype=np.int64).reshape(-1, 2).T
        return summed(present[body], region, len(rows))

    yield Scoring(tuple(gap.id for gap in gaps), len(groups), owner, scores)


#: By type of gap, where a score that rests on counts orders the records.
SCORINGS: Final[dict[str, Scorer]] = {
    "convention": _conventions,
    "hole": _holes,
    "dependence": _dependences,
    "site": _sites,
    "brokerage": _brokers,
}
