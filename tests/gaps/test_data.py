"""G13 on rows written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.data import find_data_gaps
from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import (
    Dispute,
    Doubt,
    Facts,
    ListStatement,
    Origin,
    Place,
    Source,
    Tie,
)
from coopgraph.analysis.gaps.records import Bilingual, Gap, Status, Tier
from coopgraph.analysis.gaps.registry import detect_gaps
from tests.gaps.rows import AS_OF, agreement, by_id, having


def find(facts: Facts) -> dict[str, Gap]:
    gaps = by_id(find_data_gaps(facts, as_of=AS_OF))
    assert all(gap.tier is Tier.DATA for gap in gaps.values())
    return gaps


@pytest.mark.parametrize(
    ("announced", "listed", "completeness", "status"),
    [
        (5, 4, "incomplete", Status.CONFIRMED),
        (46, 0, "unknown", Status.CONFIRMED),
        (8, 8, "unknown", Status.COVERED),
        (None, 0, "incomplete", Status.CONFIRMED),
        (None, 7, "unknown", Status.UNDECIDABLE),
        (None, 7, "complete", Status.COVERED),
        (8, 8, "incomplete", Status.CONFIRMED),  # it says that more exist than it announces
        (8, 6, "complete", Status.CONFIRMED),
    ],
)
def test_announced_against_listed(
    facts: Facts, announced: int | None, listed: int, completeness: str, status: Status
) -> None:
    statement = ListStatement(
        iri="list",
        subject="focus",
        covers="University",
        completeness=completeness,
        announced=announced,
        listed=listed,
    )
    gap = find(replace(facts, lists=(statement,)))["data-list/list"]
    assert gap.status is status
    assert f"listed: {listed}; in the graph: 1" in gap.finding.en


def test_a_list_counts_within_its_scope(facts: Facts) -> None:
    for scope, named in (("region", 1), ("japan", 0)):
        statement = ListStatement(
            iri="list",
            subject="focus",
            covers="University",
            completeness="unknown",
            scope=scope,
        )
        gap = find(replace(facts, lists=(statement,)))["data-list/list"]
        assert gap.searched[0].count == named


@pytest.mark.parametrize(
    ("approximation", "listed", "completeness", "status"),
    [
        ("at-least", 7, "unknown", Status.CONFIRMED),
        ("at-least", 8, "unknown", Status.UNDECIDABLE),
        ("at-least", 8, "complete", Status.COVERED),
        ("more-than", 8, "unknown", Status.CONFIRMED),
        ("more-than", 9, "unknown", Status.UNDECIDABLE),
        ("more-than", 9, "complete", Status.COVERED),
        ("at-most", 3, "unknown", Status.UNDECIDABLE),
        ("at-most", 8, "unknown", Status.COVERED),
        ("at-most", 3, "incomplete", Status.CONFIRMED),
        ("less-than", 3, "unknown", Status.UNDECIDABLE),
        ("less-than", 7, "unknown", Status.COVERED),
        ("about", 7, "unknown", Status.CONFIRMED),  # 8 leaves open 7.2 to 8.8
        ("about", 8, "unknown", Status.UNDECIDABLE),
        ("about", 8, "incomplete", Status.CONFIRMED),
        ("about", 8, "complete", Status.COVERED),
    ],
)
def test_a_number_announced_is_read_as_it_is_worded(
    facts: Facts, approximation: str, listed: int, completeness: str, status: Status
) -> None:
    statement = ListStatement(
        iri="list",
        subject="focus",
        covers="University",
        completeness=completeness,
        announced=8,
        approximation=approximation,
        listed=listed,
    )
    assert find(replace(facts, lists=(statement,)))["data-list/list"].status is status


@pytest.mark.parametrize(
    ("announced", "approximation", "members", "elsewhere", "status", "unnamed"),
    [
        (8, "", 8, 8, Status.COVERED, 0.0),
        (46, "", 14, 14, Status.CONFIRMED, 32.0),
        (2, "more-than", 2, 2, Status.CONFIRMED, 1.0),
        (2, "more-than", 3, 3, Status.UNDECIDABLE, 0.0),
        (9, "at-most", 9, 9, Status.COVERED, 0.0),
        (9, "at-most", 3, 3, Status.UNDECIDABLE, 0.0),
        (365, "about", 362, 362, Status.UNDECIDABLE, 0.0),
        (15, "about", 0, 0, Status.CONFIRMED, 14.0),
        (None, "", 3, 3, Status.CONFIRMED, 0.0),
    ],
)
def test_what_other_sources_name_counts(
    facts: Facts,
    announced: int | None,
    approximation: str,
    members: int,
    elsewhere: int,
    status: Status,
    unnamed: float,
) -> None:
    names = [f"member{number}" for number in range(members)]
    other = ListStatement(iri="other", subject="x", covers="University", completeness="unknown")
    statement = ListStatement(
        iri="list",
        subject="focus",
        covers="University",
        completeness="incomplete",
        announced=announced,
        approximation=approximation,
        listed=0,
        members=frozenset(names),
        elsewhere=frozenset(names[:elsewhere]),
        named_by=("other",),
    )
    gap = find(replace(facts, lists=(statement, other)))["data-list/list"]
    assert (gap.status, gap.score) == (status, unnamed)
    assert [item.subject for item in gap.evidence] == ["list", "other"]
    said = f"named by another source: {elsewhere};"
    assert (said in gap.finding.en) == (elsewhere > 0)


def test_disagreements_of_other_kinds_say_what_is_expected_and_why_they_are_open(
    facts: Facts,
) -> None:
    dispute = Dispute(
        claim="value_card",
        subject="focus",
        predicate="numericValue",
        value="18",
        disagreement="id/disagreement_printed-share_value_card",
        kind="kind/printed-share",
        about_year=2015,
        expected="5.4",
        reason=Bilingual("rien ne tranche", "nothing decides"),
    )
    left_out = replace(dispute, claim="list", value="", disagreement="id/disagreement_lists_x")
    found = find(replace(facts, disputes=(dispute, left_out)))
    gap = found["data-dispute/printed-share_value_card"]
    assert gap.finding.fr == "numericValue (2015) : 18 ; attendu : 5,4"
    assert gap.sentence.en == (
        "focus: numericValue (2015): 18; expected: 5.4 (printed-share; nothing decides)."
    )
    assert found["data-dispute/lists_x"].evidence[0].statement.fr == "non nommé"


def test_disputes_are_grouped(facts: Facts) -> None:
    rows = tuple(
        Dispute(
            claim=f"c{value}", subject="focus", predicate="structures", value=value, about_year=2024
        )
        for value in ("36", "34")
    )
    gap = find(replace(facts, disputes=rows))["data-dispute/focus/structures/2024"]
    assert gap.status is Status.UNDECIDABLE
    assert "34 / 36" in gap.finding.en


@pytest.mark.parametrize(
    ("confidences", "score"),
    [
        (("high", "high"), 1.0),
        (("high", "medium"), 0.5),
        (("low", "medium"), 0.0),
        (("low", "high", "medium"), 0.5),
    ],
)
def test_a_contradiction_weighs_as_much_as_its_least_sure_side(
    facts: Facts, confidences: tuple[str, ...], score: float
) -> None:
    """A third statement repeats the first value: its side is as sure as the surer of the two."""
    rows = tuple(
        Dispute(
            claim=f"c{number}",
            subject="focus",
            predicate="structures",
            value=value,
            origin=Origin("source", "", confidence),
        )
        for number, (value, confidence) in enumerate(
            zip(("34", "36", "34"), confidences, strict=False)
        )
    )
    assert find(replace(facts, disputes=rows))["data-dispute/focus/structures/0"].score == score


def test_disputed_things_are_named(facts: Facts) -> None:
    places = {
        "https://x/id/a": Bilingual("Aurore", "Dawn"),
        "https://x/id/b": Bilingual("Soir", "Dusk"),
    }
    rows = tuple(
        Dispute(claim=f"c{iri}", subject="focus", predicate="origin", value=iri) for iri in places
    )
    gap = find(replace(facts, disputes=rows, names={**facts.names, **places}))[
        "data-dispute/focus/origin/0"
    ]
    assert gap.finding.fr.endswith("Aurore / Soir")
    assert gap.finding.en.endswith("Dawn / Dusk")
    assert "https://" not in gap.sentence.en


def test_doubts(facts: Facts) -> None:
    note = "pairs look shifted"
    named = replace(facts, classes={**facts.classes, "person": frozenset({"Person"})})
    doubts = (
        Doubt(iri="row", subjects=frozenset({"univ", "focus"}), note=note),
        Doubt(iri="person", note=note),
        Doubt(iri="team", note=note),
    )
    gap = find(replace(named, doubts=doubts))["data-doubt/none/person"]
    assert gap.status is Status.CANDIDATE
    assert gap.sentence.en == (
        f"team; univ: to be checked at the source: “{note}” (low confidence)."
    )
    assert [item.subject for item in gap.evidence] == ["row", "team"]


def test_identifiers(facts: Facts) -> None:
    key = "data-identifier/HigherEducationInstitution"
    assert find(facts)[key].finding.en.startswith("1 of 1 without identifier in ROR")
    assert key not in find(replace(facts, identified={"univ": frozenset({"ror"})}))
    assert key in find(replace(facts, identified={"univ": frozenset({"rnsr"})}))


def test_agreements_without_partner(facts: Facts) -> None:
    assert "data-party/Agreement" in find(having(facts, agreement("a", start=2020)))
    assert "data-party/Agreement" not in find(having(facts, agreement("a", "univ", start=2020)))


def test_far_ties(facts: Facts) -> None:
    far = replace(
        facts,
        places={
            **facts.places,
            "city": Place(iri="city", latitude=48.85, longitude=2.35),
            "cayenne": Place(iri="cayenne", latitude=4.94, longitude=-52.33),
        },
        seats={**facts.seats, "univ": frozenset({"cayenne"})},
    )
    gap = find(far)["data-geography/univ"]
    assert gap.finding.en == "3 ties of 3 beyond 2,000 km: city"
    assert {item.subject for item in gap.evidence} == {"t1", "t2", "t3"}
    assert "data-geography/univ" not in find(facts)
    national = replace(far, ties=(Tie(iri="t", structure="unit1", body="focus", role="host"),))
    assert not [key for key in find(national) if key.startswith("data-geography")]


@pytest.mark.parametrize(("year", "stale"), [(2020, True), (2021, False), (2024, False)])
def test_old_registers(facts: Facts, year: int, stale: bool) -> None:
    source = Source(
        iri="r",
        title="Register",
        kind="register",
        describes=str(year),
        attested=DateRange.year(year),
    )
    ties = tuple(replace(tie, origin=Origin("r")) for tie in facts.ties)
    found = find(replace(facts, ties=ties, sources={"r": source}))
    assert ("data-stale/r" in found) is stale
    if stale:
        assert found["data-stale/r"].finding.en == "pictures 2020; 4 statements rest on it"


def test_missing_fields_say_how_many_results_wait(facts: Facts) -> None:
    undated = having(facts, agreement("c", "univ"), c="MixityConvention")
    gaps = by_id(detect_gaps(undated, as_of=AS_OF, types=["data"]))
    gap = gaps["data-missing-field/MixityConvention/end"]
    assert gap.score == 2.0  # the convention's expiry, and the university's coverage
    assert [item.subject for item in gap.evidence] == ["c"]


@pytest.mark.parametrize(("described", "told"), [(2025, False), (2024, True), (None, False)])
def test_a_dispute_about_a_later_year_is_left_out_unless_a_plan_of_the_day_states_it(
    facts: Facts, described: int | None, told: bool
) -> None:
    attested = DateRange.year(described) if described else None
    rows = tuple(
        Dispute(
            claim=f"c{value}",
            subject="focus",
            predicate="structures",
            value=value,
            about_year=2026,
            origin=Origin("source", "", "high"),
        )
        for value in ("36", "34")
    )
    source = Source(iri="source", title="A plan", attested=attested)
    found = find(replace(facts, disputes=rows, sources={"source": source}))
    assert ("data-dispute/focus/structures/2026" in found) is told
