"""The chapter on priorities: its matrix, its sentences, its tables, on rows and on real records."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.cells import priority_cells
from coopgraph.analysis.gaps.concentration import find_concentration_gaps
from coopgraph.analysis.gaps.coverage import measure_coverage
from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import Facts, Priority
from coopgraph.analysis.gaps.priority import find_priority_gaps
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language, Status
from coopgraph.analysis.gaps.rows import Source
from coopgraph.analysis.gaps.strategy import find_strategy_gaps
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import Section
from coopgraph.outputs.report.figures.matrix import state_matrix
from coopgraph.outputs.report.sections.priorities import priorities
from coopgraph.outputs.report.sections.priority_matrix import matrix_picture
from coopgraph.outputs.report.values import shown
from tests.gaps.rows import AS_OF, agreement, having, speaking, tiny
from tests.report.pages import cited, findings_of, grid, packaged, pictures, told

HOSTILE = "<b>$x$</b> =1+1 \u202eabc"


@pytest.fixture(scope="module")
def of_000(curated_landscape: Landscape) -> list[Gap]:
    """Return the records of the strategy of document 000."""
    gaps = curated_landscape.gaps("priority")
    return [gap for gap in gaps if gap.id.split("/")[1] == "000"]


def announced() -> Facts:
    """Return a strategy: Japan on cancer and ageing, a continent without a theme."""
    return replace(
        tiny(),
        names={
            "japan": Bilingual("Japon", "Japan"),
            "asia": Bilingual("Asie", "Asia"),
            "cancer": Bilingual("Cancer", "Cancer"),
            "ageing": Bilingual("Vieillissement", "Ageing"),
        },
        sources={"doc/s": Source(iri="doc/s", title="The plan")},
        priorities=(
            Priority(iri="p1", strategy="doc/s", place="japan", theme="cancer"),
            Priority(iri="p2", strategy="doc/s", place="japan", theme="ageing"),
            Priority(iri="p3", strategy="doc/s", place="asia"),
        ),
    )


def with_japan(facts: Facts, *themes: str) -> Facts:
    return having(
        facts,
        agreement("a", start=2022, end=2030, places=frozenset({"japan"}), themes=frozenset(themes)),
        a="InternationalCooperationAgreement",
    )


def chapter(facts: Facts, lang: Language = "en", as_of: datetime.date = AS_OF) -> Section:
    gaps = [*find_strategy_gaps(facts, as_of=as_of), *find_concentration_gaps(facts, as_of=as_of)]
    return priorities(findings_of(gaps, facts, lang=lang, as_of=as_of))


# On rows


def test_the_lead_says_covered_of_decidable_and_what_cannot_be_judged() -> None:
    section = chapter(with_japan(announced(), "cancer"))
    text = told(section)
    assert "2 of the 3 priorities of “The plan” that can be judged have" in text
    assert "Covered: Asia; Japan × Cancer." in text
    assert "cannot be judged, since" not in text  # none is
    assert "The strategy states no end." in text
    undecided = told(chapter(with_japan(announced())))
    assert "Priority of “The plan” that can be judged: 1; with an instrument behind it" in undecided
    assert "2 priorities cannot be judged" in undecided


def test_a_place_of_themes_is_no_cell_of_its_own() -> None:
    gaps = list(find_priority_gaps(announced(), as_of=AS_OF))
    cells = [(cell.row, cell.column) for cell in priority_cells(gaps) if cell.announced]
    assert sorted(cells) == [("asia", ""), ("japan", "ageing"), ("japan", "cancer")]


def test_a_theme_is_told_from_its_place_even_if_the_place_has_no_record() -> None:
    gaps = [g for g in find_priority_gaps(announced(), as_of=AS_OF) if g.rule == "priority-theme"]
    assert {(c.place.en, c.theme.en if c.theme else "") for c in priority_cells(gaps)} == {
        ("Japan", "Cancer"),
        ("Japan", "Ageing"),
    }


def test_the_worst_state_stands_first_and_covered_is_not_in_the_table() -> None:
    table = grid(chapter(with_japan(announced(), "cancer")), "priorities-open")
    assert [row.cells[:2] for row in table.rows] == [("Japan × Ageing", "candidate")]
    assert table.rows[0].cells[3] == "a: another theme: Cancer"  # the nearest miss


def test_themes_of_a_place_that_rest_on_the_same_thing_share_a_row() -> None:
    table = grid(chapter(with_japan(announced())), "priorities-open")
    (row,) = table.rows
    assert row.cells[:2] == ("Japan × Ageing, Cancer", "undecidable")
    assert len(row.records) == 2
    assert table.caption.startswith("2 priorities")


def test_nothing_open_is_said_in_place_of_the_table() -> None:
    table = grid(chapter(with_japan(announced(), "cancer", "ageing")), "priorities-open")
    assert (table.rows, table.empty) == (
        (),
        "Every priority has an instrument in force behind it.",
    )


def test_without_a_strategy_there_is_a_sentence_and_no_figure() -> None:
    facts = replace(announced(), priorities=())
    section = chapter(facts)
    assert pictures(section) == []
    assert "the tables hold no strategy of this organisation" in told(section)
    assert len(cited(section)) == 1
    other_type = findings_of((), facts, as_of=AS_OF, types=("convention",))
    assert told(priorities(other_type)) == "This report does not look at priorities."


def test_a_strategy_that_has_ended_is_shown_and_not_judged() -> None:
    facts = announced()
    ended = tuple(replace(p, end=DateRange.year(2020)) for p in facts.priorities)
    older = tuple(
        replace(p, iri=f"old-{p.iri}", strategy="doc/old", end=DateRange.year(2010)) for p in ended
    )
    section = chapter(replace(facts, priorities=(*older, *ended)))
    text = told(section)
    assert "No strategy is in force on that day. The latest, “The plan”, ended on 31 Dec" in text
    assert "that can be judged" not in text
    assert "3 in all: exempt 3" in pictures(section)[0].alt
    assert "Not shown, since it is not in force: old." in text


def test_only_what_is_in_force_is_shown_beside_what_has_ended() -> None:
    facts = announced()
    older = tuple(
        replace(p, iri=f"old-{p.iri}", strategy="doc/old", end=DateRange.year(2010))
        for p in facts.priorities
    )
    section = chapter(speaking(replace(facts, priorities=(*older, *facts.priorities))))
    assert "3 in all: candidate 3" in pictures(section)[0].alt
    assert "Not shown, since it is not in force: old. See the annex." in told(section)


def test_what_is_possibly_in_force_is_told_apart() -> None:
    """Of what ends in a known year it is certain, of what states no end it is not."""
    facts = with_japan(announced(), "cancer")
    sure = chapter(facts)
    assert "covered 2 (in force for certain: 2; possibly: 0)" in pictures(sure)[0].alt
    (item,) = facts.instruments
    open_ = replace(item, period=Period(start=DateRange.year(2022)))
    section = chapter(replace(facts, instruments=(open_,)))
    assert "covered 2 (in force for certain: 0; possibly: 2)" in pictures(section)[0].alt
    assert "in force for certain: 0; possibly: 2" in pictures(section)[0].plot.svg
    assert "a known partnership is in force" not in pictures(section)[0].plot.svg


def test_two_strategies_in_force_share_cells_and_are_counted_apart() -> None:
    facts = announced()
    second = tuple(replace(p, iri=f"q-{p.iri}", strategy="doc/t") for p in facts.priorities)
    section = chapter(speaking(replace(facts, priorities=(*facts.priorities, *second))))
    assert "one mark per announced priority, 6 in all: candidate 6" in pictures(section)[0].alt
    assert "0 of the 3 priorities of “The plan”" in told(section)
    assert "0 of the 3 priorities of “t”" in told(section)
    svg = pictures(section)[0].plot.svg
    assert svg.count(">2<") == 3  # three cells of two records


def test_nothing_outside_the_strategy_is_said_so() -> None:
    text = told(chapter(with_japan(announced())))
    assert "No instrument in force abroad lies outside the strategy “The plan”." in text


def test_what_lies_outside_the_strategy_is_listed() -> None:
    facts = having(
        announced(),
        agreement("peru-1", start=2022, end=2030, places=frozenset({"peru"})),
        **{"peru-1": "InternationalCooperationAgreement", "peru": "Country"},
    )
    section = chapter(with_japan(facts, "cancer"))
    text = told(section)
    assert "Instruments abroad in force, or possibly so: 2; 1 lies in no country of the" in text
    assert "peru-1 (peru)" in text


# The figure


def test_every_state_of_the_figure_is_told_by_a_sign_and_in_words() -> None:
    cells = {(0, number): [status] for number, status in enumerate(Status)}
    svg = state_matrix(["here"], [s.value for s in Status], cells, lang="en").svg
    for sign in ("!", "×", "?", "~", "–", "+"):
        assert f">{sign}<" in svg
    assert "candidate (1): nothing found in the graph; may exist" in svg
    french = state_matrix(["ici"], ["a"], {(0, 0): [Status.COVERED]}, lang="fr")
    assert "couvert (1)" in french.svg


def test_a_cell_that_is_no_priority_stays_empty() -> None:
    plot = state_matrix(["one", "two"], ["a", "b"], {(1, 0): [Status.LAPSED]}, lang="en")
    # Six marks of the legend and one of the cell, each with its sign; nothing else.
    assert plot.svg.count(">×<") == 2
    assert sum(plot.svg.count(f">{sign}<") for sign in ("!", "?", "~", "–", "+")) == 5


def test_a_cell_of_several_records_shows_the_worst_and_how_many() -> None:
    states = [Status.COVERED, Status.CANDIDATE, Status.COVERED]
    svg = state_matrix(["one"], ["a"], {(0, 0): states}, lang="en").svg
    assert (svg.count(">?<"), svg.count(">+<"), svg.count(">3<")) == (2, 1, 1)


def test_labels_are_text_in_the_figure() -> None:
    plot = state_matrix([HOSTILE], [HOSTILE], {(0, 0): [Status.CANDIDATE]}, lang="en")
    assert "&lt;b&gt;$x$&lt;/b&gt;" in plot.svg
    assert "\u202e" not in plot.svg
    assert plot.png.startswith(b"\x89PNG")


def test_what_does_not_fit_is_counted() -> None:
    facts = replace(
        tiny(),
        priorities=tuple(
            Priority(iri=f"p{n}", strategy="s", place=f"place-{n:02}") for n in range(25)
        ),
    )
    gaps = list(find_priority_gaps(facts, as_of=AS_OF))
    findings = findings_of(gaps, facts, as_of=AS_OF)
    picture = matrix_picture(findings, priority_cells(gaps), strategies=["s"], table="")
    assert "5 more priorities stand in the annex alone." in picture.caption
    assert "place-19" in picture.plot.svg
    assert "place-20" not in picture.plot.svg
    table = grid(priorities(findings), "priorities-open")
    assert len(table.rows) == 12
    assert "13 more rows in the annex." in table.notes


# On the packaged landscape


def test_all_cells_of_document_000_appear(of_000: list[Gap]) -> None:
    cells = [cell for cell in priority_cells(of_000) if cell.announced]
    assert sum(cell.theme is not None for cell in cells) == 17
    assert sorted(cell.row for cell in cells if cell.theme is None) == [
        "canada",
        "etats-unis",
        "europe",
        "israel",
    ]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_cell_has_its_code_and_counts_equal_coverage(
    curated_landscape: Landscape, of_000: list[Gap], lang: Language
) -> None:
    findings = packaged(curated_landscape, "priority", "concentration", lang=lang)
    section = priorities(findings)
    cells = [cell.gap for cell in priority_cells(of_000) if cell.announced]
    codes = {findings.codes[gap.id] for gap in cells}
    assert len(codes) == 21
    assert codes <= set(cited(section))
    coverage = {c.strategy: c for c in measure_coverage(findings.gaps)}["000"]
    table = grid(section, "priorities-open")
    assert sum(len(row.records) for row in table.rows) == 21 - coverage.covered
    assert all(row.records for row in table.rows)
    assert all(
        shown(row.cells[4], lang).startswith("Cooperation strategy, l. ") for row in table.rows
    )
    japan = "Japan × Ageing" if lang == "en" else "Japon × Vieillissement"
    (sources,) = (
        shown(row.cells[4], lang) for row in table.rows if str(row.cells[0]).startswith(japan)
    )
    assert "International, l. 17" in sources  # of the agreement found there
    lead = {"en": f"{coverage.covered} of the {coverage.decidable} priorities", "fr": "Sur les"}
    assert lead[lang] in told(section, lang)
    assert f"21 {'in all' if lang == 'en' else 'en tout'}" in pictures(section)[0].alt
    assert pictures(section)[0].table == table.anchor


def test_the_figure_is_the_same_every_time(curated_landscape: Landscape) -> None:
    one, two = (
        pictures(priorities(packaged(curated_landscape, "priority", lang="fr")))[0].plot
        for _ in range(2)
    )
    assert one.svg == two.svg
