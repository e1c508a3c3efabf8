"""The chapter on dependence: figures of the analysis, rows with codes, reasons in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.records import Gap, Language, ScoreTerm, Status
from coopgraph.analysis.gaps.reliance import compare_years
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import Note, Section, plain
from coopgraph.outputs.report.sections.dependence import dependence
from coopgraph.outputs.report.sections.groups import decision_groups
from tests.gaps.rows import AS_OF
from tests.report.hand import HOSTILE, dated, findings, grids, pictures, records, texts, two_regions


def notes(section: Section) -> str:
    return " ".join(plain(block.line) for block in section.blocks if isinstance(block, Note))


def test_sole_partners_with_what_is_usual() -> None:
    """Two of Brittany's four structures have one partner, and the only one of Corsica."""
    rows = grids(dependence(findings()))["dependence-partners-table"].rows
    assert [row.cells for row in rows] == [
        (HOSTILE, 3, 2, Decimal("1.5"), Decimal("0.5"), "yes", None),
        ("corsican", 1, 1, Decimal("1.0"), Decimal("0.0"), "yes", None),
    ]


def test_every_row_has_its_code() -> None:
    found = findings()
    tables = grids(dependence(found))
    assert set(tables) == {
        "dependence-partners-table",
        "dependence-sets",
        "dependence-concentration",
    }
    for table in tables.values():
        for row in table.rows:
            assert row.records and set(row.records) <= set(found.codes.values())


def test_the_lead_names_who_carries_more_than_usual() -> None:
    found = findings()
    assert texts(dependence(found)).startswith(
        "Of 5 structures with a supervising partner, 3 have one only. 1 partner carries more of "
        f"them than is usual in its regions: {HOSTILE} (2 of 3, usually 1.5)."
    )


def test_smallest_sets_are_those_of_the_records() -> None:
    rows = grids(dependence(findings()))["dependence-sets"].rows
    assert [row.cells[:3] for row in rows] == [("25%", 1, 2), ("50%", 2, 3)]
    assert rows[0].cells[-2] == HOSTILE


def test_an_old_picture_is_not_compared() -> None:
    facts = two_regions()
    facts = replace(
        facts,
        sources={
            "reg": replace(facts.sources["reg"], attested=DateRange.year(2020)),
        },
    )
    chapter = dependence(findings(facts))
    assert "most of their ties are known from sources that picture 2020" in notes(chapter)


def test_survivors_alone_are_not_compared() -> None:
    chapter = dependence(findings())
    assert "no source says when a structure or tie ended" in notes(chapter)
    names = [column.name for column in grids(chapter)["dependence-sets"].columns]
    assert "partners a year before" not in names
    assert all(
        row.cells[6] is None
        for row in grids(chapter)["dependence-concentration"].rows
        if str(row.cells[0]).startswith("structures")
    )


def test_the_year_before_where_sources_say_what_ended() -> None:
    """A structure that ended in 2023 is missing now, and was there on 31 December 2023."""
    facts = dated(two_regions(), "u2", 2023)
    chapter = dependence(findings(facts))
    assert "not compared" not in notes(chapter)
    assert "partners a year before" in [
        column.name for column in grids(chapter)["dependence-sets"].columns
    ]
    by_partner = grids(chapter)["dependence-concentration"].rows[0]
    assert (by_partner.cells[1], by_partner.cells[6]) == (4, 5)


def test_a_part_of_the_landscape_tells_its_partners_only() -> None:
    facts = two_regions()
    there = [gap for gap in records(facts) if gap.subject == "corsican"]
    chapter = dependence(replace(findings(facts, there), scope="Corse"))
    assert list(grids(chapter)) == ["dependence-partners-table"]
    assert texts(chapter) == "1 structure rests on one partner alone."


def test_without_records_there_is_a_sentence() -> None:
    chapter = dependence(findings(gaps=[]))
    assert not grids(chapter) and not pictures(chapter)
    assert texts(chapter) == "No record is about what rests on a partner or on few."


def test_without_figures_there_is_a_sentence() -> None:
    assert texts(dependence(replace(findings(), reliance=None)))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_bars_are_drawn_from_text(lang: Language) -> None:
    picture = pictures(dependence(findings(lang=lang)))["dependence-partners"]
    assert "&lt;b&gt;$\\frac{1}{2}$" in picture.plot.svg
    assert picture.plot.svg == pictures(dependence(findings(lang=lang)))[picture.anchor].plot.svg
    assert ("d’habitude 1,5" if lang == "fr" else "usually 1.5") in picture.alt


def test_figures_of_the_packaged_landscape(curated_landscape: Landscape) -> None:
    """Places as the networks count them; partners as the records do, mergers being followed."""
    years = compare_years(curated_landscape.gap_facts, curated_landscape.as_of)
    known, _ = curated_landscape.robustness()
    for ours, theirs in (("City", "city"), ("Region", "region"), ("Country", "country")):
        index, other = years.now.structure_spreads[ours].index, known.concentration[theirs]
        assert index is not None and other is not None
        assert index.hhi == pytest.approx(other.hhi)
    report = curated_landscape.report(("dependence", "concentration"), lang="en")
    [chapter] = [section for section in report.sections if section.anchor == "dependence"]
    rows = grids(chapter)["dependence-partners-table"].rows
    by_code = {code: gap for gap in report.gaps if (code := report.codes[gap.id])}
    assert rows and all(row.cells[2] == by_code[row.records[0]].structures for row in rows)
    for row, gap in zip(
        grids(chapter)["dependence-sets"].rows,
        (gap for share in (25, 50) for gap in report.gaps if gap.id == f"dependence-set/{share}"),
        strict=True,
    ):
        assert f"{row.cells[2]} of {years.now.held}" in gap.sentence.en
        assert f"{row.cells[1]} partners" in gap.finding.en


def test_days_a_year_apart() -> None:
    years = compare_years(two_regions(), AS_OF)
    assert (years.before.as_of.year, years.before.as_of.month) == (AS_OF.year - 1, AS_OF.month)


def many(gap: Gap) -> Gap:
    """Return the record of a set as if there were structures enough to speak of shares."""
    return replace(gap, searched=(replace(gap.searched[0], count=10),))


def test_the_first_page_keeps_small_sets_apart_from_single_partners() -> None:
    """The subject of a set is the organisation in focus, which does not rest on itself."""
    found = findings()
    part = next(gap for gap in found.gaps if gap.rule == "dependence-set")
    gaps = tuple(
        replace(gap, status=Status.CANDIDATE, score_terms=(ScoreTerm("excess", 1.5),))
        if gap.rule == "dependence-partner"
        else many(replace(gap, status=Status.CANDIDATE))
        for gap in found.gaps
        if gap.type == "dependence"
    )
    groups = {group.name: group for group in decision_groups(replace(found, gaps=gaps))}
    assert {gap.rule for gap in groups["reliant"].gaps} == {"dependence-partner"}
    assert {gap.rule for gap in groups["concentrated"].gaps} == {"dependence-set"}
    for lang in ("fr", "en"):
        assert part.subject_label[lang] not in groups["concentrated"].decision.in_language(lang)
    assert "corsican (1.5 more)" in groups["reliant"].decision.in_language("en")


def test_the_first_page_names_what_is_worth_a_decision() -> None:
    """Half a structure more than usual is none, nor is a share of five; one set is one decision."""
    found = findings()
    names = {group.name for group in decision_groups(found)}
    assert not names & {"reliant", "concentrated"}
    sets = [many(gap) for gap in found.gaps if gap.rule == "dependence-set"]
    assert len(sets) == 2
    same = [replace(sets[0], id=gap.id) for gap in sets]
    for gaps, number in ((sets, 2), (same, 1)):
        groups = decision_groups(replace(found, gaps=tuple(gaps)))
        (shares,) = (group for group in groups if group.name == "concentrated")
        assert len(shares.gaps) == number
    assert shares.gaps[0].id == "dependence-set/50"
