"""What no change of the data may do to a status, whatever the data.

Landscapes are drawn at random: a university with agreements of random dates, a priority with
instruments of random places, themes and dates.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import Facts, Instrument, ListStatement, TermRule
from coopgraph.analysis.gaps.records import Certainty, Gap, Status
from coopgraph.analysis.gaps.registry import Parameters, detect_gaps
from tests.gaps.rows import AS_OF, classes, complete, tiny

KINDS = ("MixityConvention", "FrameworkAgreement", "RegionalFrameworkConvention")
WORLD = ("InternationalCooperationAgreement", "InternationalAssociatedLaboratory")
COVERAGE = ("priority", "convention")
#: Types whose records do not put what they compare into the key of the record.
UNNAMED = ("priority", "ladder", "convention", "dependence", "site", "brokerage")
OPEN_GAPS = {Status.CONFIRMED, Status.CANDIDATE, Status.LAPSED}


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(st.integers(2008, 2030)), draw(st.integers(2008, 2030))))
    start = DateRange.year(first) if draw(st.booleans()) else None
    end = DateRange.year(last) if draw(st.booleans()) else None
    seen = draw(st.none() | st.integers(first, 2030))  # a source cannot see it before it begins
    return Period(
        start=start,
        end=end,
        term_years=draw(st.none() | st.integers(1, 6)),
        attested=DateRange.year(seen) if seen else None,
    )


@st.composite
def landscapes(draw: st.DrawFn) -> Facts:
    facts = tiny()
    instruments, kinds = [], {}
    for number in range(draw(st.integers(0, 4))):
        iri = f"i{number}"
        cls = draw(st.sampled_from(KINDS + WORLD))
        kinds[iri] = cls
        laboratory = cls == "InternationalAssociatedLaboratory"
        instruments.append(
            Instrument(
                iri=iri,
                kind="collaboration" if laboratory else "agreement",
                concept="lia" if laboratory else None,
                parties=frozenset({"focus", *draw(st.sets(st.sampled_from(["univ", "chu"])))}),
                themes=frozenset(draw(st.sets(st.sampled_from(["cancer", "cancer-du-sein", "x"])))),
                places=frozenset(draw(st.sets(st.sampled_from(["japan", "asia", "region"])))),
                period=draw(periods()),
            )
        )
    rules = (TermRule(concept="lia", years=4),) if draw(st.booleans()) else ()
    return replace(
        facts,
        instruments=tuple(instruments),
        classes={**facts.classes, **classes(**kinds)},
        term_rules=rules,
    )


def statuses(facts: Facts, *types: str, within: int = 12) -> dict[str, Gap]:
    parameters = Parameters(within_months=within)
    return {
        gap.id: gap for gap in detect_gaps(facts, as_of=AS_OF, types=types, parameters=parameters)
    }


def unspoken(gap: Gap) -> bool:
    """Say whether a record is undecidable since the sources do not speak of the kind at all."""
    return gap.status is Status.UNDECIDABLE and {m.field for m in gap.missing} == {"list"}


@given(landscapes(), st.sampled_from(KINDS + WORLD), st.sets(st.sampled_from(["cancer", "x"])))
def test_an_active_instrument_never_creates_a_coverage_gap(
    facts: Facts, cls: str, themes: set[str]
) -> None:
    active = Instrument(
        iri="new",
        kind="collaboration" if cls == WORLD[1] else "agreement",
        parties=frozenset({"focus", "univ"}),
        themes=frozenset(themes),
        places=frozenset({"japan", "region"}),
        period=Period(start=DateRange.year(2022), end=DateRange.year(2028)),
    )
    more = replace(
        facts,
        instruments=(*facts.instruments, active),
        classes={**facts.classes, **classes(new=cls)},
    )
    before, after = statuses(facts, *COVERAGE), statuses(more, *COVERAGE)
    assert before.keys() == after.keys()
    for key, gap in after.items():
        if gap.status in OPEN_GAPS:
            assert before[key].status in OPEN_GAPS or unspoken(before[key])
        if before[key].status is Status.COVERED:
            assert gap.status is Status.COVERED


@given(landscapes(), st.integers(0, 60), st.integers(0, 60))
def test_a_longer_horizon_never_shrinks_the_expiring_set(facts: Facts, a: int, b: int) -> None:
    expiring = []
    for within in sorted((a, b)):
        found = statuses(facts, "expiry", within=within)
        expiring.append({k for k, gap in found.items() if gap.status in OPEN_GAPS})
    assert expiring[0] <= expiring[1]


@given(landscapes(), st.permutations(["univ", "chu", "unit1", "unit2", "japan", "city"]))
def test_relabelling_changes_nothing(facts: Facts, order: list[str]) -> None:
    new = {old: f"z{position}" for position, old in enumerate(order)}

    def rename(value: object) -> object:
        if isinstance(value, str):
            return new.get(value, value)
        if isinstance(value, frozenset):
            return frozenset(rename(item) for item in value)
        if isinstance(value, tuple):
            return tuple(rename(item) for item in value)
        if isinstance(value, dict):
            return {rename(key): rename(item) for key, item in value.items()}
        if isinstance(value, Period) or not hasattr(value, "__dataclass_fields__"):
            return value
        fields = {name: rename(getattr(value, name)) for name in value.__dataclass_fields__}
        return type(value)(**fields)

    renamed = rename(facts)
    assert isinstance(renamed, Facts)

    def summary(landscape: Facts) -> list[tuple[str, str, str, float]]:
        back = {v: k for k, v in new.items()}
        return sorted(
            (gap.rule, back.get(gap.subject, gap.subject), gap.status.value, gap.score)
            for gap in detect_gaps(landscape, as_of=AS_OF, types=UNNAMED)
        )

    assert summary(facts) == summary(renamed)


@given(
    landscapes(),
    st.sampled_from(["Agreement", "MixityConvention", "Collaboration", "InternationalJointUnit"]),
    st.sampled_from([None, "japan", "region", "univ"]),
)
def test_a_completeness_statement_only_confirms_candidates(
    facts: Facts, covers: str, scope: str | None
) -> None:
    lists: tuple[ListStatement, ...] = ()
    before = statuses(facts, "priority", "convention", "expiry")
    for number, cls in enumerate((covers, "Collaboration", "InternationalJointUnit", "Agreement")):
        lists = (*lists, complete(f"l{number}", cls, scope=scope))
        after = statuses(replace(facts, lists=lists), "priority", "convention", "expiry")
        for key, gap in after.items():
            moved = (before[key].status, gap.status)
            spoken = unspoken(before[key]) and moved[1] in (Status.CANDIDATE, Status.CONFIRMED)
            assert moved[0] is moved[1] or moved == (Status.CANDIDATE, Status.CONFIRMED) or spoken


def _without(facts: Facts, number: int, name: str) -> Facts:
    cleared: dict[str, Any] = {name: None}
    return replace(
        facts,
        instruments=tuple(
            replace(item, period=replace(item.period, **cleared)) if place == number else item
            for place, item in enumerate(facts.instruments)
        ),
    )


@given(landscapes(), st.integers(0, 3))
def test_deleting_a_first_day_never_covers(facts: Facts, number: int) -> None:
    before = statuses(facts, "priority", "convention", "expiry")
    after = statuses(_without(facts, number, "start"), "priority", "convention", "expiry")
    for key, gap in before.items():
        if gap.status is not Status.COVERED:
            assert after[key].status is not Status.COVERED


@given(landscapes(), st.integers(0, 3), st.sampled_from(["end", "term_years"]))
def test_deleting_a_last_day_never_covers_for_certain(facts: Facts, number: int, name: str) -> None:
    # Where a source states both a last day and a term, taking one away leaves the other certain.
    changed = [item.period for item in facts.instruments][number : number + 1]
    assume(not any(period.end and period.term_years for period in changed))
    before = statuses(facts, "priority", "convention", "expiry")
    after = statuses(_without(facts, number, name), "priority", "convention", "expiry")
    for key, gap in before.items():
        if gap.status is not Status.COVERED and after[key].status is Status.COVERED:
            assert after[key].dates.certainty is Certainty.POSSIBLE


@given(landscapes(), st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)))
@settings(max_examples=50)
def test_order_is_total_and_ids_are_unique(facts: Facts, as_of: datetime.date) -> None:
    gaps = detect_gaps(facts, as_of=as_of)
    keys = [gap.sort_key for gap in gaps]
    assert keys == sorted(keys)
    assert len({gap.id for gap in gaps}) == len(gaps)
    shuffled = replace(facts, instruments=tuple(reversed(facts.instruments)))
    assert detect_gaps(shuffled, as_of=as_of) == gaps
