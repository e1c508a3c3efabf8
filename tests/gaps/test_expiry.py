"""G4 on rows written by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.expiry import find_expiries
from coopgraph.analysis.gaps.facts import Facts, Instrument, TermRule
from coopgraph.analysis.gaps.records import Certainty, Gap, Status, Tier
from tests.gaps.rows import AS_OF, agreement, by_id, complete, having, year


def find(
    facts: Facts, *instruments: Instrument, as_of: datetime.date = AS_OF, within: int = 12
) -> dict[str, Gap]:
    found = having(facts, *instruments, **{i.iri: "FrameworkAgreement" for i in instruments})
    return by_id(find_expiries(found, as_of=as_of, within_months=within))


def award(iri: str, holder: str, start: int, end: int | None = None, **rest: Any) -> Instrument:
    return Instrument(
        iri=iri,
        kind="award",
        concept="label",
        holder=holder,
        period=Period(start=year(start), end=year(end), **rest),
    )


@pytest.mark.parametrize(
    ("end", "within", "status", "certainty"),
    [
        (2023, 12, Status.LAPSED, Certainty.CERTAIN),
        (2024, 12, Status.CANDIDATE, Certainty.CERTAIN),
        (2025, 12, Status.CANDIDATE, Certainty.CERTAIN),
        (2025, 6, Status.CANDIDATE, Certainty.POSSIBLE),
        (2026, 12, Status.COVERED, Certainty.CERTAIN),
        (2026, 13, Status.CANDIDATE, Certainty.POSSIBLE),
    ],
)
def test_horizon(facts: Facts, end: int, within: int, status: Status, certainty: Certainty) -> None:
    gap = find(facts, agreement("a", "univ", start=2020, end=end), within=within)["expiry/a"]
    assert (gap.status, gap.dates.certainty) == (status, certainty)


def test_dates_of_a_record(facts: Facts) -> None:
    gap = find(facts, agreement("a", "univ", start=2020, end=2025))["expiry/a"]
    assert gap.dates.end_earliest == datetime.date(2025, 1, 1)
    assert gap.dates.end_latest == datetime.date(2025, 12, 31)
    assert gap.dates.act_by == datetime.date(2024, 7, 1)
    assert gap.dates.basis == "stated"
    assert "act by 2024-07-01" in gap.sentence.en


def test_unknown_term_is_undecidable(facts: Facts) -> None:
    gap = find(facts, agreement("a", "univ", start=2021))["expiry/a"]
    assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
    assert [missing.field for missing in gap.missing] == ["end"]


def test_no_term_is_expected_of_a_charter(facts: Facts) -> None:
    signed = agreement("a", "univ", start=2015)
    found = having(facts, signed, a="Charter")
    gap = by_id(find_expiries(found, as_of=AS_OF))["expiry/a"]
    assert (gap.status, gap.missing) == (Status.EXEMPT, ())
    ended = replace(signed, period=replace(signed.period, end=year(2020)))
    gap = by_id(find_expiries(having(facts, ended, a="Charter"), as_of=AS_OF))["expiry/a"]
    assert gap.status is Status.LAPSED, "an end that a source states counts all the same"


def test_what_has_not_begun_is_left_out(facts: Facts) -> None:
    assert find(facts, agreement("a", "univ", start=2026, end=2027)) == {}


def test_agreements_of_others_are_left_out(facts: Facts) -> None:
    other = replace(agreement("a", start=2020, end=2025), parties=frozenset({"univ", "chu"}))
    assert find(facts, other) == {}


def test_usual_term_is_assumed_within_its_validity(facts: Facts) -> None:
    rule = TermRule(concept="label", years=5, valid_from=2014, valid_to=2019)
    ruled = replace(facts, term_rules=(rule,))
    gaps = find(ruled, award("old", "fhu", 2018), award("new", "other", 2020))
    assert gaps["expiry/old"].status is Status.LAPSED
    assert gaps["expiry/old"].dates.basis == "assumed"
    assert gaps["expiry/old"].dates.certainty is Certainty.POSSIBLE
    assert gaps["expiry/new"].status is Status.UNDECIDABLE


def test_two_usual_terms_for_one_time_give_none(facts: Facts) -> None:
    rules = (TermRule(concept="label", years=5), TermRule(concept="label", years=4))
    assert find(replace(facts, term_rules=rules), award("a", "fhu", 2020))["expiry/a"].status is (
        Status.UNDECIDABLE
    )


def test_a_wave_that_follows_renews(facts: Facts) -> None:
    gaps = find(facts, award("w1", "siric", 2018, 2022), award("w2", "siric", 2023, 2027))
    assert gaps["expiry/w1"].status is Status.COVERED
    assert "followed by LABEL siric 2023" in gaps["expiry/w1"].sentence.en
    assert gaps["expiry/w2"].status is Status.COVERED


def test_a_wave_of_another_holder_does_not_renew(facts: Facts) -> None:
    gaps = find(facts, award("w1", "siric", 2018, 2022), award("w2", "rival", 2023, 2027))
    assert gaps["expiry/w1"].status is Status.LAPSED


def test_a_revision_renews(facts: Facts) -> None:
    later = replace(agreement("b", "univ", "chu", start=2022, end=2030), revision_of="a")
    assert (
        find(facts, agreement("a", "univ", start=2018, end=2021), later)["expiry/a"].status
        is Status.COVERED
    )


def test_a_later_agreement_with_the_same_parties_and_themes_renews(facts: Facts) -> None:
    first = agreement("a", "univ", start=2014, end=2018)
    assert (
        find(facts, first, agreement("b", "univ", start=2019, end=2030))["expiry/a"].status
        is Status.COVERED
    )
    other = agreement("b", "univ", start=2019, end=2030, themes=frozenset({"cancer"}))
    assert find(facts, first, other)["expiry/a"].status is Status.LAPSED


def test_open_ended_and_termless_things_are_exempt(facts: Facts) -> None:
    lasting = Instrument(iri="alliance", kind="collaboration", period=Period(start=year(2009)))
    opened = award("a", "fhu", 2020, open_ended=True)
    gaps = find(facts, lasting, opened)
    assert {gap.status for gap in gaps.values()} == {Status.EXEMPT}


def test_a_holder_of_labels_does_not_end_its_label_does(facts: Facts) -> None:
    holder = Instrument(iri="fhu", kind="collaboration", period=Period(end=year(2020)))
    assert set(find(facts, holder, award("a", "fhu", 2020, 2025))) == {"expiry/a"}


def test_confirmed_with_a_complete_list(facts: Facts) -> None:
    listed = replace(facts, lists=(complete("list", "FrameworkAgreement"),))
    assert (
        find(listed, agreement("a", "univ", start=2020, end=2025))["expiry/a"].status
        is Status.CONFIRMED
    )
    assert (
        find(listed, agreement("a", "univ", start=2020, end=2023))["expiry/a"].status
        is Status.LAPSED
    )


def test_the_nearest_end_comes_first(facts: Facts) -> None:
    days = {"near": datetime.date(2025, 1, 31), "far": datetime.date(2025, 11, 30)}
    gaps = find(
        facts,
        *(
            agreement(name, "univ", period=Period(start=year(2020), end=DateRange.day(day)))
            for name, day in days.items()
        ),
    )
    assert gaps["expiry/near"].sort_key < gaps["expiry/far"].sort_key
