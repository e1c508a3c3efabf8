"""The rules on the packaged landscape, against counts made from its tables without the rules."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from coopgraph import load
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.analysis.gaps.records import Gap, Status, Tier
from coopgraph.analysis.gaps.registry import GAP_TYPES, detect_gaps
from coopgraph.landscape import Landscape
from tests.gaps.rows import AS_OF, by_id

CURATED = Path(__file__).parents[2] / "data" / "curated"


def table(name: str) -> list[dict[str, str]]:
    with (CURATED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def facts(curated_landscape: Landscape) -> Facts:
    return read_facts(curated_landscape.store)


@pytest.fixture(scope="module")
def gaps(facts: Facts) -> dict[str, Gap]:
    return by_id(detect_gaps(facts, as_of=AS_OF))


def of_type(gaps: dict[str, Gap], name: str) -> list[Gap]:
    return [gap for gap in gaps.values() if gap.type == name]


def test_thirteen_types_find_something(gaps: dict[str, Gap]) -> None:
    assert [kind.number for kind in GAP_TYPES.values()] == [f"G{n}" for n in range(1, 14)]
    assert {gap.type for gap in gaps.values()} == set(GAP_TYPES)


def test_undecidable_records_are_work_on_the_data_and_no_others(gaps: dict[str, Gap]) -> None:
    for gap in gaps.values():
        if gap.type != "data":
            assert (gap.tier is Tier.DATA) == (gap.status is Status.UNDECIDABLE), gap.id
            if gap.status is Status.UNDECIDABLE:
                assert gap.missing, gap.id


def test_candidates_claim_no_more_than_the_graph_allows(gaps: dict[str, Gap]) -> None:
    counted = {"concentration", "reciprocity", "data", "expiry"}
    for gap in gaps.values():
        if gap.status is Status.CANDIDATE and gap.type not in counted:
            if gap.rule == "dependence-set":
                continue
            assert "in the graph" in gap.sentence.en, gap.id
            assert "dans le graphe" in gap.sentence.fr, gap.id
            assert gap.closes_by.en and gap.closes_by.fr, gap.id


def test_sole_partners_against_the_tables(gaps: dict[str, Gap]) -> None:
    """Bodies that no event touches: units of Inserm by plain reading of the two tables."""
    units = {
        row["id"]
        for row in table("structures")
        if row["class"] not in ("ResearchTeam", "ResearchFederation")
        and (not row["start_year"] or int(row["start_year"]) <= AS_OF.year)
        and (not row["end_year"] or int(row["end_year"]) >= AS_OF.year)
    }
    events = table("events")
    touched = {name.strip() for row in events for name in row["originals"].split(";")}
    bodies: dict[str, set[str]] = defaultdict(set)
    for row in table("cotutelles"):
        alive = (not row["start_year"] or int(row["start_year"]) <= AS_OF.year) and (
            not row["end_year"] or int(row["end_year"]) >= AS_OF.year
        )
        if row["role"] in ("supervising-body", "single-agent", "foreign-partner") and alive:
            bodies[row["structure"]].add(row["body"])
    shared: dict[str, list[str]] = defaultdict(list)
    sole: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        others = bodies[unit] - {"inserm"}
        if "inserm" in bodies[unit] and not others & touched:
            for body in others:
                shared[body].append(unit)
            if len(others) == 1:
                sole[next(iter(others))].append(unit)
    expected = {body: len(found) for body, found in sole.items() if len(found) >= 5}
    assert len(expected) >= 5
    for body, number in expected.items():
        gap = gaps[f"dependence-partner/{body}"]
        assert gap.structures is not None and gap.structures >= number, body
    # A body whose units no touched body co-supervises has exactly these.
    pasteur = gaps["dependence-partner/institut-pasteur"]
    assert pasteur.structures == len(sole["institut-pasteur"]) == 12


def test_dependence_counts_what_robustness_counts(gaps: dict[str, Gap]) -> None:
    """Two ways to the same figures: from the rows of the rules, and from the projection."""
    found, _ = load(as_of=AS_OF).robustness()
    partners = found.collectives - found.alone
    for factor in found.bus_factors[:2]:
        gap = gaps[f"dependence-set/{round(100 * factor.share)}"]
        assert f"{factor.lost} of {partners} structures" in gap.sentence.en
        assert f"rest entirely on {len(factor.partners)} partners" in gap.finding.en


def test_indicators_wait_for_observed_figures(gaps: dict[str, Gap]) -> None:
    rows = table("indicator_values")
    targets = {row["component"] for row in rows if row["value_role"] == "target"}
    assert not [row for row in rows if row["value_role"] == "actual"]
    found = of_type(gaps, "indicator")
    assert {gap.id for gap in found} == {f"indicator/{name}" for name in targets}
    assert {gap.status for gap in found} == {Status.UNDECIDABLE}


def test_each_institute_waits_for_the_institute_of_each_team(gaps: dict[str, Gap]) -> None:
    institutes = [r for r in table("organizations") if r["class"] == "ThematicInstitute"]
    partners = {row["partner"] for row in table("project_teams")}
    assert len(of_type(gaps, "theme")) == len(institutes) * len(partners)


def test_what_the_reform_of_2020_dates(gaps: dict[str, Gap]) -> None:
    """An associated laboratory of 2016 has ended by its usual term, and nothing follows it."""
    gap = gaps["ladder-follow-up/lia-virhost"]
    assert gap.status is Status.CANDIDATE
    assert gap.dates.basis == "assumed"
    assert gap.dates.end_latest is not None and gap.dates.end_latest.year == 2020


def test_regions_with_one_way_outward(gaps: dict[str, Gap]) -> None:
    """Bordeaux supervises federations and holds labels with bodies of many regions."""
    assert gaps["brokerage/nouvelle-aquitaine"].status is Status.COVERED
    assert gaps["brokerage/ile-de-france"].status is Status.COVERED


def test_pairs_are_few_and_share_nothing(gaps: dict[str, Gap], facts: Facts) -> None:
    pairs = [gap for gap in of_type(gaps, "hole") if gap.status is Status.CANDIDATE]
    assert 5 <= len(pairs) <= 50
    together = [members | {key} for key, members in facts.memberships.items()]
    for gap in pairs:
        names = gap.id.removeprefix("hole/").split("--")
        assert not any(
            {name.rpartition("/")[2] for name in group} >= set(names) for group in together
        ), gap.id
