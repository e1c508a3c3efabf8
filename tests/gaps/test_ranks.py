"""Ranks of records: they start from the scores, hold their medians, and depend on nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import coopgraph
from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.ranks import with_ranks, with_sources_age
from coopgraph.analysis.gaps.records import Bilingual, Gap, Rank, SourcesAge, Status
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.analysis.gaps.rescoring import SCORINGS
from coopgraph.analysis.gaps.rows import Origin, Source
from coopgraph.analysis.gaps.sampling import draw_units, leave_out_pairs, whole
from tests.gaps.rows import AS_OF, by_id, classes, speaking
from tests.gaps.test_dependence import supervised
from tests.gaps.test_metamorphic import landscapes

RANKED = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
DAY = "2026-11-20"
#: Two kinds of unit with two partners each, one of which they have in common.
_TWO = (("u", "univ"), ("u", "chu"), ("v", "univ"), ("v", "school"))


def universities(facts: Facts, **units: int) -> Facts:
    """Return the landscape with universities that supervise so many units each, alone."""
    pairs = [(f"{name}-{n}", name) for name, number in units.items() for n in range(number)]
    found = supervised(facts, *pairs)
    named = dict.fromkeys(units, "University")
    return replace(found, classes={**found.classes, **classes(**named)})


def ranks(facts: Facts, kind: str, rule: str = "") -> dict[str, Rank]:
    found = by_id(detect_gaps(facts, as_of=AS_OF, types=[kind]))
    return {
        key: gap.rank for key, gap in found.items() if gap.rank and (not rule or gap.rule == rule)
    }


def ranked_scorings(facts: Facts, as_of: Any) -> list[tuple[str, Any, dict[str, Gap]]]:
    found = []
    for kind, scorer in SCORINGS.items():
        gaps = [
            gap for gap in detect_gaps(facts, as_of=as_of, types=[kind]) if gap.status in RANKED
        ]
        if gaps:
            found += [(kind, one, by_id(gaps)) for one in scorer(facts, as_of, 1, gaps)]
    return found


@pytest.fixture(scope="module")
def packaged() -> coopgraph.Landscape:
    return coopgraph.load(as_of=DAY)


@pytest.fixture(scope="module")
def records(packaged: coopgraph.Landscape) -> list[Gap]:
    return packaged.gaps(list(SCORINGS))


def test_on_what_was_seen_the_scores_are_those_of_the_records(
    packaged: coopgraph.Landscape,
) -> None:
    found = ranked_scorings(packaged.gap_facts, packaged.as_of)
    assert {kind for kind, _, _ in found} == set(SCORINGS)
    for kind, scoring, gaps in found:
        values = scoring.scores(whole(scoring))[:, 0]
        for record, value in zip(scoring.ids, values, strict=True):
            assert value == pytest.approx(gaps[record].score, abs=1.01e-4), (kind, record)


@given(landscapes())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_same_on_landscapes_drawn_at_random(facts: Facts) -> None:
    for _, scoring, gaps in ranked_scorings(facts, AS_OF):
        values = scoring.scores(whole(scoring))[:, 0]
        for record, value in zip(scoring.ids, values, strict=True):
            assert value == pytest.approx(gaps[record].score, abs=1.01e-4)


def test_an_interval_holds_its_median_and_bands_follow_the_scores(records: list[Gap]) -> None:
    groups: dict[tuple[str, Status], list[Gap]] = {}
    for gap in records:
        if gap.rank is not None:
            groups.setdefault((gap.rule, gap.status), []).append(gap)
    assert len(groups) >= 8
    for group in groups.values():
        for gap in group:
            assert gap.rank is not None
            assert 1 <= gap.rank.low <= gap.rank.median <= gap.rank.high <= gap.rank.of
            assert gap.rank.of == len(group)
            assert 0 <= gap.rank.top10 <= 1
            if gap.rank.of <= 10:
                assert gap.rank.top10 == 1
        best_first = sorted(group, key=lambda gap: (-gap.score, gap.id))
        ordered = [gap.rank.band for gap in best_first if gap.rank]
        assert ordered[0] == 1 and ordered == sorted(ordered)
        assert set(ordered) == set(range(1, max(ordered) + 1))


def test_only_what_is_left_to_do_is_ranked(records: list[Gap]) -> None:
    assert all(gap.status in RANKED for gap in records if gap.rank)
    unranked = [gap for gap in records if gap.status in RANKED and gap.rank is None]
    single: dict[tuple[str, Status], int] = {}
    for gap in records:
        single[gap.rule, gap.status] = single.get((gap.rule, gap.status), 0) + 1
    assert all(single[gap.rule, gap.status] == 1 for gap in unranked)


def test_what_differs_much_makes_bands_and_what_is_equal_does_not(facts: Facts) -> None:
    landscape = speaking(universities(facts, aa=30, bb=2, cc=2, dd=2))
    found = ranks(landscape, "convention", "convention-university")
    first = found["convention-university/aa"]
    assert (first.median, first.low, first.high, first.band) == (1, 1, 1, 1)
    others = [found[f"convention-university/{name}"] for name in ("bb", "cc", "dd")]
    assert {rank.band for rank in others} == {2}
    assert all(rank.high == 4 and rank.low == 2 for rank in others)


def test_a_record_alone_has_no_rank(facts: Facts) -> None:
    assert ranks(universities(facts, aa=3), "convention", "convention-university") == {}


def test_a_missing_tie_can_make_a_partner_a_sole_one(facts: Facts) -> None:
    """Drawing units never changes who is alone on one; leaving out ties does."""
    pairs = [(f"{unit}{n}", body) for n in range(5) for unit, body in _TWO]
    landscape = supervised(facts, *pairs)
    gaps = [
        gap
        for gap in detect_gaps(landscape, as_of=AS_OF, types=["dependence"])
        if gap.rule == "dependence-partner"
    ]
    (scoring,) = SCORINGS["dependence"](landscape, AS_OF, 1, gaps)
    chu = scoring.ids.index("dependence-partner/chu")
    drawn = scoring.scores(draw_units(scoring, np.random.default_rng(0), 100))[chu]
    lacking = scoring.scores(leave_out_pairs(scoring, np.random.default_rng(0), 100))[chu]
    assert drawn.max() == 0 < lacking.max()


def test_a_tenth_of_the_pairs_is_left_out(packaged: coopgraph.Landscape) -> None:
    for _, scoring, _ in ranked_scorings(packaged.gap_facts, packaged.as_of):
        kept = leave_out_pairs(scoring, np.random.default_rng(1), 7).kept
        left = max(1, round(0.1 * len(scoring.owner)))
        assert (len(scoring.owner) - kept.sum(axis=0) == left).all()
        drawn = draw_units(scoring, np.random.default_rng(1), 7).drawn
        assert (drawn.sum(axis=0) == scoring.units).all()


def test_the_order_of_rows_and_other_names_change_nothing(
    packaged: coopgraph.Landscape, records: list[Gap]
) -> None:
    facts = packaged.gap_facts
    other = replace(
        facts,
        **{
            name: tuple(reversed(getattr(facts, name)))
            for name in ("ties", "structures", "instruments", "parts")
        },
        names={iri: Bilingual(name.fr[::-1], name.en[::-1]) for iri, name in facts.names.items()},
    )
    found = by_id(detect_gaps(other, as_of=packaged.as_of, types=list(SCORINGS)))
    assert {gap.id: gap.rank for gap in records} == {key: gap.rank for key, gap in found.items()}


def test_other_iris_in_the_same_order_change_nothing(facts: Facts) -> None:
    one = ranks(universities(facts, aa=6, bb=4, cc=1), "convention", "convention-university")
    other = ranks(universities(facts, ma=6, nb=4, oc=1), "convention", "convention-university")
    assert list(one.values()) == list(other.values())


def test_a_seed_decides_and_numpy_is_left_as_it_was(
    packaged: coopgraph.Landscape, records: list[Gap]
) -> None:
    gaps = [gap for gap in records if gap.type == "hole"]
    before = np.random.get_state()[1].tolist()  # type: ignore[index,union-attr]
    facts, day = packaged.gap_facts, packaged.as_of
    again = with_ranks(facts, "hole", gaps, as_of=day)
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index,union-attr]
    assert list(again) == gaps
    assert list(with_ranks(facts, "hole", gaps, as_of=day, seed=2)) != gaps


def test_two_hash_seeds_give_the_same_bytes() -> None:
    command = [
        *(sys.executable, "-m", "coopgraph", "gaps", "--as-of", DAY, "--format", "json"),
        *("--type", "hole", "--type", "dependence", "--type", "brokerage", "--type", "site"),
    ]
    outputs = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    (text,) = outputs
    assert b'"band"' in text


def test_the_age_of_the_sources_is_that_of_the_evidence(facts: Facts) -> None:
    landscape = universities(facts, aa=2, bb=1)
    origins = ("old", "new", "undated")
    landscape = replace(
        landscape,
        ties=tuple(
            replace(tie, origin=Origin(source))
            for tie, source in zip(landscape.ties, origins, strict=True)
        ),
        sources={
            "old": Source(iri="old", title="o", attested=DateRange.year(2012)),
            "new": Source(iri="new", title="n", attested=DateRange.year(2022)),
            "undated": Source(iri="undated", title="u"),
            "unused": Source(iri="unused", title="x", attested=DateRange.year(1999)),
        },
    )
    found = by_id(detect_gaps(landscape, as_of=AS_OF, types=["convention"]))
    assert found["convention-university/aa"].sources_age == SourcesAge(2012, 2022)
    assert found["convention-university/bb"].sources_age is None
    assert list(with_sources_age(landscape, list(found.values()))) == list(found.values())
