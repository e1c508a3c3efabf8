"""G4 on rows written by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.expiry import LASTING, find_expiries
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
    assert "act now (was to be done by 1 July 2024)" in gap.sentence.en


def test_sentences_of_what_lapsed_and_what_is_to_be_renewed(facts: Facts) -> None:
    past = find(facts, agreement("a", "univ", start=2020, term=2))["expiry/a"]
    assert past.sentence.fr == (
        "a, au 31 décembre 2024 : échéance passée en 2021 (calculée d’après la durée "
        "indiquée), aucune suite trouvée dans le graphe."
    )
    coming = find(facts, agreement("a", "univ", start=2020, end=2026), within=30)["expiry/a"]
    assert coming.sentence.en == (
        "a, on 31 December 2024: to be renewed, ends in 2026, no follow-up found in the graph; "
        "act by 1 July 2025, only the year of the end is known: reckoned from the earliest "
        "possible end, 1 January 2026."
    )


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
    assert "followed by LABEL siric, label 2023" in gaps["expiry/w1"].sentence.en
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


def test_open_ended_and_lasting_things_are_exempt(facts: Facts) -> None:
    opened = find(facts, award("a", "fhu", 2020, open_ended=True))
    assert opened["expiry/a"].status is Status.EXEMPT
    for kind in LASTING:
        assert collaborate(facts, kind)["expiry/c"].status is Status.EXEMPT


@pytest.mark.parametrize(
    "kind", ["ProjectTeam", "InternationalPlatform", "JointLaboratory", "Collaboration"]
)
def test_a_collaboration_whose_term_no_source_states_is_undecidable(
    facts: Facts, kind: str
) -> None:
    gap = collaborate(facts, kind)["expiry/c"]
    assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
    assert [missing.field for missing in gap.missing] == ["end"]
    assert gap.closes_by.en == "The term or the last day"


def collaborate(facts: Facts, kind: str, *members: str, **rest: Any) -> dict[str, Gap]:
    period = rest.pop("period", Period(start=year(2020)))
    item = Instrument(
        iri="c", kind="collaboration", parties=frozenset(members), period=period, **rest
    )
    return by_id(find_expiries(having(facts, item, c=kind), as_of=AS_OF))


@pytest.mark.parametrize(
    ("members", "listed"),
    [
        ((), True),  # nobody named: nothing speaks against it
        (("focus", "univ"), True),
        (("chu", "univ"), False),  # as a laboratory of another body with a shared unit
        (("unit1", "foreign"), True),
        (("unit1", "univ", "foreign"), False),  # the unit's other body signs
    ],
)
def test_only_collaborations_of_the_focus_are_in_its_calendar(
    facts: Facts, members: tuple[str, ...], listed: bool
) -> None:
    found = collaborate(facts, "InternationalAssociatedLaboratory", *members)
    assert ("expiry/c" in found) is listed


@pytest.mark.parametrize(
    ("members", "listed"),
    [({}, True), ({"fhu": {"univ"}}, False), ({"fhu": {"univ"}, "other": {"unit1"}}, True)],
)
def test_labels_in_which_the_focus_has_no_part_are_left_out(
    facts: Facts, members: dict[str, set[str]], listed: bool
) -> None:
    """One holder with the focus is enough: sources seldom name all members of a holder."""
    named = replace(facts, memberships={key: frozenset(value) for key, value in members.items()})
    gaps = find(named, award("a", "fhu", 2020, 2025), award("b", "other", 2020, 2025))
    assert ("expiry/a" in gaps) is listed


def unit(facts: Facts, **dates: Any) -> Gap:
    rules = tuple(TermRule(concept=concept, years=5) for concept in ("ume", "umi"))
    item = Instrument(iri="u", kind="unit", period=Period(**dates))
    found = having(replace(facts, term_rules=rules), item, u="InternationalJointUnit")
    return by_id(find_expiries(found, as_of=AS_OF))["expiry/u"]


def test_a_joint_unit_abroad_ends_after_its_usual_term(facts: Facts) -> None:
    gap = unit(facts, start=year(2021))
    assert (gap.status, gap.dates.basis) == (Status.CANDIDATE, "assumed")
    assert gap.dates.end_latest == datetime.date(2025, 12, 31)
    assert gap.dates.certainty is Certainty.POSSIBLE
    assert unit(facts).status is Status.UNDECIDABLE


def test_a_usual_term_that_a_source_contradicts_is_told_and_not_used(facts: Facts) -> None:
    gap = unit(facts, start=year(2012), attested=year(2022))
    assert (gap.status, gap.dates.end_latest) == (Status.UNDECIDABLE, None)
    assert "31 December 2016" in gap.near_misses[0].reason.en
    assert "une source de 2022 atteste la suite" in gap.sentence.fr
    assert gap.closes_by.en.startswith("The day of the renewal")


DAY = datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("dates", "basis"),
    [
        ({"start": year(2021), "end": DateRange.day(DAY)}, "stated"),
        ({"start": DateRange.day(datetime.date(2021, 7, 1)), "term_years": 5}, "computed"),
        ({"start": DateRange.day(datetime.date(2021, 7, 1))}, "assumed"),
    ],
)
@pytest.mark.parametrize("as_of", ["2022-01-01", "2025-12-31", "2026-06-30", "2026-07-01"])
def test_act_by_is_drawn_alike_from_every_basis(
    facts: Facts, dates: dict[str, Any], basis: str, as_of: str
) -> None:
    """It goes only with what has lapsed for certain, which an assumed end never has."""
    rule = TermRule(concept="kind", years=5)
    item = replace(agreement("a", "univ", period=Period(**dates)), concept="kind")
    day = datetime.date.fromisoformat(as_of)
    gap = find(replace(facts, term_rules=(rule,)), item, as_of=day)["expiry/a"]
    assert (gap.dates.basis, gap.dates.end_latest) == (basis, DAY)
    over = day > DAY and basis != "assumed"
    assert gap.dates.act_by == (None if over else datetime.date(2025, 12, 30))


def test_a_planned_revision_says_what_would_close_an_unknown_end(facts: Facts) -> None:
    gap = find(facts, agreement("a", "univ", period=Period(revision=year(2025))))["expiry/a"]
    assert gap.status is Status.UNDECIDABLE
    assert gap.near_misses[0].reason.fr == "annoncée pour 2025"
    assert gap.closes_by.en.startswith("The revised agreement")


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


def test_a_day_to_act_beside_a_year_says_that_it_is_the_earliest(facts: Facts) -> None:
    """Stated or counted, a year-only end is a year; the day beside it is said to be the first."""
    for item in (
        agreement("a", "univ", start=2020, end=2025),
        agreement("a", "univ", start=2021, term=5),
    ):
        gap = find(facts, item)["expiry/a"]
        assert "échéance en 2025" in gap.finding.fr and "ends in 2025" in gap.finding.en
        assert "seule l’année de la fin est connue" in gap.sentence.fr
        assert "reckoned from the earliest possible end, 1 January 2025" in gap.sentence.en
    day = Period(start=year(2020), end=DateRange.day(datetime.date(2025, 6, 30)))
    known = find(facts, agreement("a", "univ", period=day))["expiry/a"]
    assert "act by 30 December 2024" in known.sentence.en or "act now" in known.sentence.en
    assert "earliest possible" not in known.sentence.en
