"""G3 on rows written by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.conventions import find_convention_gaps
from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import ChangeEvent, Facts, Tie
from coopgraph.analysis.gaps.records import Bilingual, Certainty, Gap, Status, Tier
from tests.gaps.rows import AS_OF, agreement, by_id, complete, having, speaking

UNIV = "convention-university/univ"


def find(facts: Facts, as_of: datetime.date = AS_OF, **options: int) -> dict[str, Gap]:
    return by_id(find_convention_gaps(facts, as_of=as_of, **options))


def test_a_university_without_convention_is_a_candidate(facts: Facts) -> None:
    gap = find(speaking(facts))[UNIV]
    assert (gap.status, gap.tier) == (Status.CANDIDATE, Tier.OBLIGATION)
    assert "not found in the graph" in gap.sentence.en
    assert "aucune convention de mixité trouvée dans le graphe" in gap.sentence.fr
    assert "does not exist" not in gap.sentence.en
    assert "31 December 2024" in gap.sentence.en


def test_participants_and_teams_do_not_count(facts: Facts) -> None:
    gap = find(facts)[UNIV]
    assert gap.score_terms[0].value == 1.0
    assert [item.subject for item in gap.evidence] == ["t1"]
    alone = replace(facts, ties=tuple(t for t in facts.ties if t.iri != "t1"))
    assert UNIV not in find(alone)


def test_the_foreign_partner_of_a_joint_unit_needs_no_convention(facts: Facts) -> None:
    abroad = tuple(replace(tie, role="foreign-partner") for tie in facts.ties if tie.iri == "t1")
    assert UNIV not in find(replace(facts, ties=abroad))


def test_a_hospital_is_exempt(facts: Facts) -> None:
    assert find(facts)["convention-other-body/chu"].status is Status.EXEMPT


def test_a_convention_covers_from_its_signature(facts: Facts) -> None:
    signed = having(facts, agreement("c", "univ", start=2022), c="MixityConvention")
    gap = find(signed)[UNIV]
    assert (gap.status, gap.dates.certainty) == (Status.COVERED, Certainty.POSSIBLE)
    assert gap.evidence[0].subject == "c"
    before = find(signed, datetime.date(2021, 12, 31))[UNIV]
    assert before.status is Status.CANDIDATE
    assert [near.subject for near in before.near_misses] == ["c"]


def test_another_kind_of_agreement_is_a_near_miss(facts: Facts) -> None:
    other = having(facts, agreement("f", "univ", start=2022), f="FrameworkAgreement")
    gap = find(speaking(other))[UNIV]
    assert gap.status is Status.CANDIDATE
    assert [near.subject for near in gap.near_misses] == ["f"]


def test_a_convention_of_the_site_to_be_revised_is_a_near_miss(facts: Facts) -> None:
    revision = DateRange.year(2024).hull(DateRange.year(2025))
    site = agreement("s", period=Period(revision=revision), places=frozenset({"city"}))
    gap = find(having(facts, site, s="MixityConvention"))[UNIV]
    assert gap.status is Status.CANDIDATE
    assert gap.near_misses[0].subject == "s"
    assert "2024–2025" in gap.near_misses[0].reason.en
    assert "2024–2025" in gap.sentence.fr


def test_the_most_telling_near_miss_comes_first(facts: Facts) -> None:
    """The convention of the site to be revised, then another kind, then one of the family."""
    site = agreement("z", period=Period(revision=DateRange.year(2025)), places=frozenset({"city"}))
    other = agreement("y", "univ", start=2022)
    family = agreement("x", "school", start=2022)
    related = replace(facts, parents={"school": frozenset({"univ"})})
    kinds = {"x": "MixityConvention", "y": "FrameworkAgreement", "z": "MixityConvention"}
    gap = find(having(related, site, other, family, **kinds))[UNIV]
    assert [near.subject for near in gap.near_misses] == ["z", "y", "x"]


def test_a_sentence_says_which_structures_are_counted(facts: Facts) -> None:
    gap = find(facts)[UNIV]
    assert gap.structures == 1
    assert "1 structure shared with focus (units, service units and CIC)" in gap.sentence.en
    assert "1 structure en cotutelle avec focus (unités, unités de service" in gap.sentence.fr


def test_an_ended_convention_lapses_and_outranks_never(facts: Facts) -> None:
    ended = having(facts, agreement("c", "univ", start=2012, end=2016), c="MixityConvention")
    gap = find(ended)[UNIV]
    assert (gap.status, gap.dates.end_latest) == (Status.LAPSED, datetime.date(2016, 12, 31))


def test_an_undated_convention_is_undecidable(facts: Facts) -> None:
    gap = find(having(facts, agreement("c", "univ"), c="MixityConvention"))[UNIV]
    assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
    assert {missing.field for missing in gap.missing} == {"start", "end"}


def test_a_successor_inherits_convention_and_units(facts: Facts) -> None:
    merged = replace(
        facts,
        ties=(*facts.ties, Tie(iri="t5", structure="unit2", body="old", role="supervising-body")),
        events=(
            ChangeEvent(
                iri="e", year=2019, originals=frozenset({"old"}), resultings=frozenset({"univ"})
            ),
        ),
    )
    signed = having(merged, agreement("c", "old", start=2018), c="MixityConvention")
    gap = find(signed)[UNIV]
    assert gap.status is Status.COVERED
    assert gap.score_terms[0].value == 2.0
    assert UNIV not in {g for g in find(signed, datetime.date(2018, 6, 1)) if "old" in g}


def test_confirmed_only_with_a_complete_list(facts: Facts) -> None:
    listed = replace(facts, lists=(complete("list", "MixityConvention"),))
    gap = find(listed)[UNIV]
    assert gap.status is Status.CONFIRMED
    assert gap.searched[0].completeness == ("list",)
    assert "does not exist" in gap.sentence.en
    window = replace(facts, lists=(complete("list", "MixityConvention", since_year=2021),))
    assert find(window)[UNIV].status is Status.CANDIDATE


def test_regions(facts: Facts) -> None:
    key = "convention-region/region"
    assert find(speaking(facts))[key].status is Status.CANDIDATE
    assert find(facts)[key].subject == "region"
    signed = having(
        facts,
        agreement("r", start=2022, end=2025, places=frozenset({"region"})),
        r="RegionalFrameworkConvention",
    )
    assert find(signed)[key].status is Status.COVERED
    assert find(signed, datetime.date(2026, 1, 1))[key].status is Status.LAPSED


def test_a_region_is_covered_through_its_authority(facts: Facts) -> None:
    governed = replace(facts, governed={"authority": "region"})
    signed = having(
        governed, agreement("r", "authority", start=2022), r="RegionalFrameworkConvention"
    )
    gap = find(signed)["convention-region/region"]
    assert (gap.status, gap.subject) == (Status.COVERED, "authority")


def test_minimum_structures(facts: Facts) -> None:
    assert UNIV not in find(facts, minimum_structures=2)


@pytest.mark.parametrize("unit_end", [2023, 2024])
def test_closed_units_do_not_count(facts: Facts, unit_end: int) -> None:
    closed = replace(
        facts,
        structures=tuple(
            replace(s, end=DateRange.year(unit_end)) if s.iri == "unit1" else s
            for s in facts.structures
        ),
    )
    assert (UNIV in find(closed)) is (unit_end == 2024)


def test_a_convention_of_unknown_partner_or_region_is_named(facts: Facts) -> None:
    unnamed = agreement("c", start=2022), agreement("r", start=2022)
    gaps = find(having(facts, *unnamed, c="MixityConvention", r="RegionalFrameworkConvention"))
    university, region = gaps[UNIV], gaps["convention-region/region"]
    assert (university.status, region.status) == (Status.CANDIDATE, Status.CANDIDATE)
    assert {university.dates.certainty, region.dates.certainty} == {Certainty.POSSIBLE}
    assert "c (in force, partner not known)" in university.sentence.en
    assert "r (en vigueur, lieu inconnu)" in region.sentence.fr
    placed = agreement("r", start=2022, places=frozenset({"japan"}))
    gap = find(having(facts, placed, r="RegionalFrameworkConvention"))["convention-region/region"]
    assert (gap.near_misses, gap.dates.certainty) == ((), None)


def test_where_the_sources_speak_of_no_convention_none_is_missing(facts: Facts) -> None:
    """A register of structures alone: not a candidate, but a question to who has the list."""
    named = replace(facts, names={"focus": Bilingual("Institut d’essai", "Test Institute")})
    gap = find(named)[UNIV]
    assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
    assert "not found" not in gap.sentence.en and "nothing can be said" in gap.sentence.en
    assert "convention de mixité de l’Institut d’essai dans les sources" in gap.sentence.fr
    assert [(m.subject.rpartition("#")[2], m.field) for m in gap.missing] == [
        ("MixityConvention", "list")
    ]
    assert "source" in gap.closes_by.en
    assert find(facts)["convention-region/region"].status is Status.UNDECIDABLE
    window = complete("list", "MixityConvention", since_year=2021)
    assert find(replace(facts, lists=(window,)))[UNIV].status is Status.CANDIDATE
    others = replace(window, subject="somebody")
    assert find(replace(facts, lists=(others,)))[UNIV].status is Status.UNDECIDABLE
