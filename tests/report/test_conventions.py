"""The chapter on conventions: every record in its table, every row with its code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.records import Certainty, Dates, Gap, Language, Status
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import Items, Paragraph, Report, plain
from coopgraph.outputs.report.sections.conventions import conventions
from coopgraph.outputs.report.values import shown
from tests.gaps.rows import speaking
from tests.report.hand import HOSTILE, findings, grids, pictures, records, texts, two_regions


@pytest.fixture(scope="module", params=["fr", "en"])
def packaged(request: pytest.FixtureRequest, curated_landscape: Landscape) -> Report:
    return curated_landscape.report(lang=request.param)


def test_bodies_and_regions_stand_in_tables_of_their_own() -> None:
    found = findings()
    tables = grids(conventions(found))
    own = [gap for gap in found.of_type("convention") if gap.status is not Status.EXEMPT]
    regions = [gap for gap in own if gap.rule == "convention-region"]
    assert len(tables["conventions-regions"].rows) == len(regions) == 2
    assert len(tables["conventions-bodies"].rows) == len(own) - len(regions) == 4
    assert tables["conventions-bodies"].rows[0].cells[:2] == (HOSTILE, 3)


def test_every_row_has_its_code() -> None:
    found = findings()
    for table in grids(conventions(found)).values():
        for row in table.rows:
            assert row.records and set(row.records) <= set(found.codes.values())


def test_a_row_says_what_is_found_and_where() -> None:
    rows = {row.cells[0]: row for row in grids(conventions(findings()))["conventions-bodies"].rows}
    assert rows[HOSTILE].cells[2:4] == ("In force (2022), ends in 2026", "Register, l. 3")
    assert rows["corsican"].cells[2] == "Not found in the graph"
    assert rows["corsican"].cells[3] == "0 of 1 agreement searched"


def test_what_is_possible_only_is_marked() -> None:
    gaps = [
        replace(gap, dates=Dates(certainty=Certainty.POSSIBLE))
        if gap.id == "convention-university/univ"
        else gap
        for gap in records(two_regions())
    ]
    chapter = conventions(findings(gaps=gaps))
    rows = {row.cells[0]: row for row in grids(chapter)["conventions-bodies"].rows}
    assert str(rows[HOSTILE].cells[2]).startswith("Possibly in force")
    [items] = [block for block in chapter.blocks if isinstance(block, Items)]
    assert "In force, or possibly so: 1 body (0 for certain, 1 possibly)" in [
        plain(item.line).partition(";")[0] for item in items.items
    ]


def test_the_lead_counts_what_is_without() -> None:
    assert texts(conventions(findings(speaking(two_regions())))).startswith(
        "On 31 December 2024, no agreement in force was found for 3 of 4 bodies that share "
        "structures. No regional convention in force was found for 2 of 2 regions with structures."
    )


def test_where_the_sources_hold_no_agreement_nothing_is_to_be_signed() -> None:
    """Regions: no regional convention of anybody is known, so that none can be missed."""
    chapter = conventions(findings())
    said = texts(chapter)
    assert "2 regions have structures; it cannot be told of any of them whether" in said
    assert "What cannot be told: the agreement has no usable date" in said
    assert "found for 0 of" not in said
    rows = grids(chapter)["conventions-regions"].rows
    assert all("nothing can be said" in str(row.cells[2]) for row in rows)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_cannot_be_told_is_said_before_what_is_lacking(lang: Language) -> None:
    found = records(two_regions())
    bodies = [
        gap
        for gap in found
        if gap.type == "convention"
        and gap.rule != "convention-region"
        and gap.status is not Status.EXEMPT
    ]
    all_unclear = [replace(gap, status=Status.UNDECIDABLE) for gap in bodies]
    some = [*all_unclear[:1], *(replace(gap, status=Status.CANDIDATE) for gap in bodies[1:])]
    n = len(bodies)
    assert n > 2

    def lead(gaps: list[Gap]) -> str:
        held = replace(findings(gaps=gaps), lang=lang)
        block = conventions(held).blocks[0]
        assert isinstance(block, Paragraph)
        return plain(block.line)

    said, part = lead(all_unclear), lead(some)
    if lang == "en":
        assert said.startswith(f"{n} bodies share structures; on 31 December 2024, it cannot be")
        assert f"told of 1 of {n} bodies" in part
        assert f"of the other {n - 1}, none in force was found for {n - 1}." in part
    else:
        assert said.startswith(f"{n} organismes partagent des structures\xa0; au 31 décembre 2024")
        assert f"sur les {n - 1} autres, sans accord en vigueur trouvé\xa0: {n - 1}." in part
    assert " 0" not in said


def test_more_rows_than_fit_are_told() -> None:
    facts = two_regions()
    gaps = [gap for gap in records(facts) if gap.id == "convention-university/univ"]
    many = [replace(gaps[0], id=f"convention-university/{n}") for n in range(14)]
    chapter = conventions(findings(facts, many))
    assert len(grids(chapter)["conventions-bodies"].rows) == 10
    assert "4 more bodies in the annex" in texts(chapter)


def test_countries_are_those_of_the_records() -> None:
    found = findings()
    table = grids(conventions(found))["conventions-countries"]
    assert [row.cells for row in table.rows] == [("Japan", 1, 0, None), ("china", 0, 1, None)]
    expiry = {gap.subject: gap for gap in found.of_type("expiry")}
    assert [row.records for row in table.rows] == [
        found.code(expiry["mou"]),
        found.code(expiry["old"]),
    ]


def test_regions_of_another_country_have_no_map() -> None:
    facts = two_regions()
    places = {iri: replace(place, code=f"XA-{place.code}") for iri, place in facts.places.items()}
    chapter = conventions(findings(replace(facts, places=places)))
    assert "conventions-regions" in grids(chapter)
    assert "conventions-map" not in pictures(chapter)


def test_without_records_there_is_a_sentence() -> None:
    chapter = conventions(findings(gaps=[]))
    assert not grids(chapter) and not pictures(chapter)
    assert texts(chapter) == "No record is about a body or a region that shares structures."


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "not found in the graph"), ("fr", "rien trouvé dans le graphe")]
)
def test_alternatives_say_the_main_facts(lang: Language, words: str) -> None:
    shown_ = pictures(conventions(findings(speaking(two_regions()), lang=lang)))
    assert f"{words} (bretagne, corse)" in shown_["conventions-map"].alt
    assert "rennes (3), brest (1), corte (1)" in shown_["conventions-map"].alt
    assert ("Japon (1)" if lang == "fr" else "Japan (1)") in shown_["conventions-world"].alt


def test_the_packaged_chapter_holds_the_records(packaged: Report) -> None:
    [chapter] = [section for section in packaged.sections if section.anchor == "conventions"]
    tables = grids(chapter)
    own = [gap for gap in packaged.gaps if gap.type == "convention"]
    regions = [gap for gap in own if gap.rule == "convention-region"]
    assert len(tables["conventions-regions"].rows) == len(regions) == 14
    assert {row.records for row in tables["conventions-regions"].rows} == {
        (packaged.codes[gap.id],) for gap in regions
    }
    counts = [row.cells[1] for row in tables["conventions-bodies"].rows]
    assert (
        counts
        == sorted(
            (
                gap.structures
                for gap in own
                if gap not in regions and gap.status is not Status.EXEMPT
            ),
            reverse=True,
        )[:10]
    )
    assert all(
        row.records and all(shown(cell, packaged.lang) for cell in row.cells[:-1])
        for table in tables.values()
        for row in table.rows
    )
