"""The chapter on opportunities: kinds apart, ranks as intervals, drawings small and the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

import coopgraph
from coopgraph.analysis.gaps.ranks import with_ranks
from coopgraph.analysis.gaps.records import Bilingual, Gap, Status, Tier
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.analysis.gaps.surroundings import Surroundings, Vicinity
from coopgraph.outputs.report.blocks import Report, Row, Section, record_anchor, walk
from coopgraph.outputs.report.figures.ego import Ego, ego_drawings
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.opportunities import opportunities
from tests.gaps.rows import AS_OF, tiny
from tests.gaps.test_dependence import supervised
from tests.report.hand import HOSTILE, findings, grids, pictures, texts

DAY = "2026-11-20"
#: Two bodies of one city with two structures each, and a school that shares one with both.
PAIRS = (
    *(("a", "univ"), ("b", "univ"), ("c", "chu"), ("d", "chu")),
    *(("b", "school"), ("c", "school")),
)


def by_hand(lang: str = "en") -> Findings:
    facts = supervised(tiny(), *PAIRS)
    memberships = {"b": frozenset({"univ", "school"}), "c": frozenset({"chu", "school"})}
    facts = replace(
        facts,
        memberships=memberships,
        names={"univ": Bilingual(HOSTILE, HOSTILE)},
        classes={**facts.classes, "school": frozenset({"HigherEducationInstitution"})},
    )
    gaps = detect_gaps(facts, as_of=AS_OF, types=["hole"])
    return findings(facts, gaps, lang="fr" if lang == "fr" else "en")


@pytest.fixture(scope="module")
def landscape() -> coopgraph.Landscape:
    return coopgraph.load(as_of=DAY)


@pytest.fixture(scope="module", params=["fr", "en"])
def report(request: pytest.FixtureRequest, landscape: coopgraph.Landscape) -> Report:
    return landscape.report(lang=request.param)


@pytest.fixture(scope="module")
def chapter(report: Report) -> Section:
    return next(part for part in report.sections if part.anchor == "opportunities")


def test_ten_at_most_of_all_kinds_each_with_its_code(chapter: Section, report: Report) -> None:
    rows = grids(chapter)["opportunities-first"].rows
    assert len(rows) == 10
    kinds = [row.cells[1] for row in rows]
    assert len(set(kinds)) >= 4
    # Kinds stand together, and none takes two places more than another that has more to give.
    turns = [kind for kind, last in zip(kinds, [None, *kinds], strict=False) if kind != last]
    assert turns == list(dict.fromkeys(kinds))
    assert max(Counter(kinds).values()) - min(Counter(kinds).values()) <= 1
    known = {row.anchor for _, part in walk(report.annex) for row in all_rows(part) if row.anchor}
    for row in rows:
        assert len(row.records) == 1
        assert record_anchor(row.records[0]) in known


def all_rows(part: Section) -> list[Row]:
    return [row for grid in grids(part).values() for row in grid.rows]


def test_the_lead_counts_what_is_open(chapter: Section, report: Report) -> None:
    found = [
        gap
        for gap in report.gaps
        if gap.tier is Tier.OPPORTUNITY
        and gap.status in (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
        and gap.type != "dependence"
    ]
    assert texts(chapter).startswith(f"{len(found)} ")
    assert re.search(rf"\b{len(found) - 10}\b", texts(chapter))


def test_ranks_are_whole_numbers_with_intervals(chapter: Section) -> None:
    for row in grids(chapter)["opportunities-first"].rows:
        numbers = [int(number) for number in re.findall(r"\d+", str(row.cells[4]))]
        median, of, low, high, band = numbers
        assert 1 <= low <= median <= high <= of and band >= 1
        assert not re.search(r"\d[.,]\d", str(row.cells[4]))


def test_pictures_lead_to_the_table_and_say_what_they_show(chapter: Section) -> None:
    found = pictures(chapter)
    assert set(found) == {"opportunities-ranks", "opportunities-around"}
    for picture in found.values():
        assert picture.table == "opportunities-first"
        assert 40 < len(picture.alt) < 600
        assert picture.plot.svg == replace(picture.plot).svg
        assert picture.plot.png.startswith(b"\x89PNG")
        assert picture.plot.height < 5.5


def test_drawings_are_small(landscape: coopgraph.Landscape) -> None:
    vicinity = Vicinity(landscape.gap_facts, landscape.as_of)
    gaps = [gap for gap in landscape.gaps() if gap.tier is Tier.OPPORTUNITY]
    kinds = {gap.type for gap in gaps}
    assert {"hole", "site", "brokerage"} <= kinds
    for gap in gaps:
        around = vicinity.around(gap)
        names = [node.iri for node in around.nodes]
        assert 1 <= len(names) <= 30 and len(set(names)) == len(names), gap.id
        assert {end for edge in around.edges for end in edge} <= set(names)
        assert any(node.main for node in around.nodes)


def around(found: Findings) -> tuple[Gap, Surroundings]:
    gap = next(gap for gap in found.gaps if gap.id == "hole/chu--univ")
    return gap, Vicinity(found.facts, found.as_of).around(gap)


def test_what_stands_around_a_pair() -> None:
    gap, found = around(by_hand())
    columns = {node.iri: node.column for node in found.nodes}
    expected = {"chu": 0, "c": 1, "d": 1, "school": 2, "city": 2, "a": 3, "b": 3, "univ": 4}
    assert columns == expected
    assert found.absent == ("chu", "univ") and gap.status is Status.CANDIDATE
    assert ("chu", "school") in found.edges and ("school", "univ") in found.edges
    assert ("c", "city") in found.edges and ("a", "city") in found.edges
    kinds = {node.iri: node.kind for node in found.nodes}
    assert (kinds["univ"], kinds["a"], kinds["city"]) == ("body", "structure", "place")


def test_who_links_the_two_is_told_with_numbers() -> None:
    found = by_hand()
    (link,) = Vicinity(found.facts, found.as_of).between("chu", "univ")
    assert (link.body, link.one, link.other, link.weight) == ("school", 1, 1, 0.5)
    row = grids(opportunities(found))["opportunities-first"].rows
    assert "school (1, 1)" in [cells.cells[3] for cells in row]


def test_many_structures_are_counted_not_drawn() -> None:
    pairs = [(f"u{n}", "univ") for n in range(9)] + [("c", "chu"), ("d", "chu")]
    facts = supervised(tiny(), *pairs)
    gaps = detect_gaps(facts, as_of=AS_OF, types=["hole"])
    _, found = around(findings(facts, gaps))
    (more,) = [node for node in found.nodes if node.kind == "more"]
    assert more.label == Bilingual("+ 6 autres", "+ 6 more")
    assert sum(node.kind == "structure" for node in found.nodes) == 5


def test_a_hostile_name_is_text_in_the_drawings() -> None:
    chapter = opportunities(by_hand())
    svg = pictures(chapter)["opportunities-around"].plot.svg
    assert "<b>" not in svg and "&lt;b&gt;" in svg


def test_the_order_of_structures_changes_no_drawing() -> None:
    found = by_hand()
    facts = found.facts
    other = replace(
        found,
        facts=replace(
            facts,
            structures=tuple(reversed(facts.structures)),
            ties=tuple(reversed(facts.ties)),
        ),
    )
    drawings = [
        ego_drawings(
            [Ego("x", around(one)[1])],
            kinds=dict.fromkeys(("body", "structure", "place", "theme", "other"), "k"),
            absent="none",
            lang="en",
        ).svg
        for one in (found, other)
    ]
    assert drawings[0] == drawings[1]


def test_records_without_a_rank_are_said_to_have_none() -> None:
    found = by_hand()
    lone = [gap for gap in found.gaps if gap.status is Status.CANDIDATE]
    bare = tuple(replace(gap, rank=None) for gap in lone)
    chapter = opportunities(replace(found, gaps=bare))
    assert {row.cells[4] for row in grids(chapter)["opportunities-first"].rows} == {"not ranked"}
    assert set(pictures(chapter)) == {"opportunities-around"}
    assert with_ranks(found.facts, "hole", bare[:1], as_of=AS_OF) == bare[:1]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "No opportunity was found among what was looked for."),
        ("fr", "Aucune piste n’a été trouvée parmi ce qui était cherché."),
    ],
)
def test_nothing_found_is_said(lang: str, said: str) -> None:
    found = by_hand(lang)
    chapter = opportunities(replace(found, gaps=(), types=("hole", "site")))
    assert texts(chapter) == said and not pictures(chapter)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "No opportunity is known to belong to Corse."),
        ("fr", "Aucune piste connue ne relève de l’objet «\xa0Corse\xa0»."),
    ],
)
def test_of_a_part_none_is_said_to_be_lacking(lang: str, said: str) -> None:
    found = replace(by_hand(lang), gaps=(), types=("hole", "site"), scope="Corse")
    assert texts(opportunities(found)).startswith(said)


def test_a_report_on_something_else_says_so() -> None:
    chapter = opportunities(replace(by_hand("en"), gaps=(), types=("expiry",)))
    assert texts(chapter) == "This report does not look at opportunities."
