"""G2 on rows written by hand: what followed, what did not, what cannot be said yet."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import Facts, Instrument, Place, Reform
from coopgraph.analysis.gaps.ladder import find_ladder_gaps
from coopgraph.analysis.gaps.records import Certainty, Gap, Status, Tier
from tests.gaps.rows import AS_OF, agreement, by_id, classes, having

LIA = "InternationalAssociatedLaboratory"
FOLLOW, FIRST = "ladder-follow-up/lab", "ladder-first-step/a"


def lab(iri: str, start: int | None, end: int | None = None, **rest: Any) -> Instrument:
    """Return an associated laboratory of the focus with a body in Tokyo."""
    return Instrument(
        iri=iri,
        kind="collaboration",
        concept=rest.pop("concept", "lia"),
        parties=frozenset({"focus", *rest.pop("partners", ("riken",))}),
        places=frozenset({rest.pop("city", "tokyo")}),
        period=Period(
            start=DateRange.year(start) if start else None,
            end=DateRange.year(end) if end else None,
        ),
        **rest,
    )


def abroad(facts: Facts, *items: Instrument) -> Facts:
    kinds = {i.iri: LIA if i.kind == "collaboration" else "FrameworkAgreement" for i in items}
    base = replace(
        facts,
        places={
            **facts.places,
            "tokyo": Place(iri="tokyo", within=frozenset({"japan"})),
            "kyoto": Place(iri="kyoto", within=frozenset({"japan"})),
        },
        classes={
            **facts.classes,
            **classes(tokyo="City", kyoto="City", riken="ResearchOrganisation"),
        },
        seats={**facts.seats, "riken": frozenset({"tokyo"})},
    )
    return having(base, *items, **kinds)


def find(facts: Facts, as_of: datetime.date = AS_OF) -> dict[str, Gap]:
    return by_id(find_ladder_gaps(facts, as_of=as_of))


def test_a_laboratory_that_nothing_followed(facts: Facts) -> None:
    gap = find(abroad(facts, lab("lab", 2014, 2018)))[FOLLOW]
    assert (gap.status, gap.tier) == (Status.CANDIDATE, Tier.STRATEGY)
    assert "not found in the graph" in gap.sentence.en
    assert gap.score == pytest.approx(6.0, abs=0.01)  # years since 31 December 2018


def test_what_begins_in_the_window_covers(facts: Facts) -> None:
    gap = find(abroad(facts, lab("lab", 2014, 2018), lab("new", 2020, 2024)))[FOLLOW]
    assert (gap.status, gap.dates.certainty) == (Status.COVERED, Certainty.CERTAIN)
    assert [item.subject for item in gap.evidence] == ["lab", "new"]


def test_what_begins_later_is_a_near_miss(facts: Facts) -> None:
    gap = find(abroad(facts, lab("lab", 2010, 2014), lab("new", 2020, 2024)))[FOLLOW]
    assert gap.status is Status.CANDIDATE
    assert [near.subject for near in gap.near_misses] == ["new"]


def test_an_undated_laboratory_may_have_come_before(facts: Facts) -> None:
    gap = find(abroad(facts, lab("lab", 2014, 2018), lab("new", None)))[FOLLOW]
    assert gap.status is Status.UNDECIDABLE
    assert [(item.subject, item.field) for item in gap.missing] == [("new", "start")]


def test_another_partner_is_no_follow_up(facts: Facts) -> None:
    other = lab("new", 2019, partners=("kyodai",), city="kyoto")
    landscape = abroad(facts, lab("lab", 2014, 2018), other)
    landscape = replace(landscape, seats={**landscape.seats, "kyodai": frozenset({"kyoto"})})
    assert find(landscape)[FOLLOW].status is Status.CANDIDATE


def test_another_theme_is_no_follow_up(facts: Facts) -> None:
    one = lab("lab", 2014, 2018, themes=frozenset({"ageing"}))
    other = lab("new", 2019, themes=frozenset({"cancer"}))
    assert find(abroad(facts, one, other))[FOLLOW].status is Status.CANDIDATE
    kin = replace(one, themes=frozenset({"cancer-du-sein"}))
    assert find(abroad(facts, kin, other))[FOLLOW].status is Status.COVERED


def test_too_early_to_say(facts: Facts) -> None:
    landscape = abroad(facts, lab("lab", 2020, 2023))
    early = find(landscape)[FOLLOW]
    assert (early.status, early.finding.en) == (Status.EXEMPT, "too early to say")
    late = find(landscape, datetime.date(2026, 1, 1))[FOLLOW]
    assert late.status is Status.CANDIDATE


def test_what_is_under_way_needs_no_follow_up(facts: Facts) -> None:
    gap = find(abroad(facts, lab("lab", 2022, 2026)))[FOLLOW]
    assert (gap.status, gap.finding.en) == (Status.EXEMPT, "under way")


def test_a_reform_carries_over(facts: Facts) -> None:
    """What is no laboratory, but what a reform put in the place of one, follows it."""
    new = Instrument(
        iri="new",
        kind="agreement",
        concept="pct",
        parties=frozenset({"focus", "riken"}),
        places=frozenset({"tokyo"}),
        period=Period(start=DateRange.year(2020)),
    )
    landscape = abroad(facts, lab("lab", 2014, 2018), new)
    assert find(landscape)[FOLLOW].status is Status.CANDIDATE
    reform = Reform(iri="r", year=2020, originals=frozenset({"lia"}), resultings=frozenset({"pct"}))
    assert find(replace(landscape, reforms=(reform,)))[FOLLOW].status is Status.COVERED


def test_an_agreement_without_a_first_step(facts: Facts) -> None:
    old = agreement("a", "riken", start=2015, places=frozenset({"japan"}))
    assert find(abroad(facts, old))[FIRST].status is Status.CANDIDATE
    stepped = find(abroad(facts, old, lab("lab", 2018)))[FIRST]
    assert stepped.status is Status.COVERED
    recent = agreement("a", "riken", start=2023, places=frozenset({"japan"}))
    assert find(abroad(facts, recent))[FIRST].finding.en == "too early to say"


def test_an_agreement_without_a_date_is_undecidable(facts: Facts) -> None:
    bare = agreement("a", "riken", places=frozenset({"japan"}))
    gap = find(abroad(facts, bare))[FIRST]
    assert gap.status is Status.UNDECIDABLE
    assert [item.field for item in gap.missing] == ["start"]


def test_what_has_not_begun_is_no_record(facts: Facts) -> None:
    assert find(abroad(facts, lab("lab", 2026, 2030))) == {}
