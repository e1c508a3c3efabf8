"""Gap records of the page: the same as those of the command, tied to the marks of the drawing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.analysis.gaps.names import TYPE_NAMES
from coopgraph.analysis.gaps.records import Gap, Language, Status
from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.cli import cli
from coopgraph.french import unbroken
from coopgraph.outputs.explorer import render_explorer
from coopgraph.outputs.explorer.gap_build import gap_sources, on_page
from coopgraph.outputs.explorer.gap_island import pack_gaps
from coopgraph.outputs.explorer.gap_legend import GAP_LEGEND
from coopgraph.outputs.explorer.gap_reading import read_gaps
from coopgraph.outputs.explorer.gap_strings import GAPS_EN, GAPS_FR
from coopgraph.outputs.explorer.gap_views import GapList
from coopgraph.outputs.explorer.model import build_model, with_sources
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.outputs.gap_tables import gap_tables
from coopgraph.projection.landscape import project_landscape
from coopgraph.store.sources import read_sources
from tests.explorer.test_legend import VISION, contrast, seen


def built(landscape: Any, focus: str | None = None, dismissals: Path | None = None) -> Any:
    """Return view model and gap records of the page of a landscape."""
    store, day = landscape.store, landscape.as_of
    graph = project_landscape(store, focus=focus, as_of=day, whole=True)
    sources = read_sources(store)
    model = build_model(graph, sources=sources, title=Pair.same("Essai"))
    found = read_gaps(store, day, dismissals)
    gaps = found.of_page(model, graph.graph["terms"], whole=focus is None)
    return with_sources(model, sources, gap_sources(view.gap for view in gaps.records)), gaps


@pytest.fixture(scope="module")
def curated(curated_landscape: Any) -> tuple[ExplorerModel, GapList]:
    result: tuple[ExplorerModel, GapList] = built(curated_landscape)
    return result


def record(gaps: GapList, wanted: str) -> Any:
    return next(view for view in gaps.records if view.gap.id == wanted)


# The same as the command


def test_records_are_those_of_the_command_in_its_order(
    curated_landscape: Any, curated: tuple[ExplorerModel, GapList]
) -> None:
    _, gaps = curated
    every = curated_landscape.gaps()
    assert [view.gap for view in gaps.records] == [gap for gap in every if on_page(gap)]
    aside = [gap for gap in every if not on_page(gap)]
    assert aside and {gap.status for gap in aside} == {Status.COVERED, Status.EXEMPT}
    ticked = {name for name, one in GAP_TYPES.items() if one.ticks_off}
    assert ticked and not ticked & {gap.type for gap in aside}
    settled = {gap.type for gap in every if gap.status in (Status.COVERED, Status.EXEMPT)}
    assert settled - ticked == {gap.type for gap in aside}


@pytest.mark.parametrize(("texts", "side"), [(GAPS_FR, "fr"), (GAPS_EN, "en")])
def test_the_page_says_of_which_types_it_lists_what_is_settled(
    texts: dict[str, str], side: Language
) -> None:
    said = texts["gaps.hint"].rpartition(". ")[2]
    named = {name for name, words in TYPE_NAMES.items() if re.search(rf"\b{words[side]}\b", said)}
    assert named == {name for name, one in GAP_TYPES.items() if one.ticks_off}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tables_have_the_words_of_the_command(
    curated_landscape: Any, curated: tuple[ExplorerModel, GapList], language: Language
) -> None:
    _, gaps = curated
    side = 1 if language == "en" else 0
    listed = [gap for gap in curated_landscape.gaps() if on_page(gap)]
    tables = gap_tables(listed, language=language, as_of=curated_landscape.as_of, within_months=12)
    assert len(tables) == len(gaps.tables)
    for ours, theirs in zip(gaps.tables, tables, strict=True):
        assert f"{ours.name[side]} ({len(ours.rows)})" == theirs.title
        assert tuple(line[side] for line in ours.lead) == theirs.lead
        rows = [
            [gaps.records[number].gap.subject_label[language], *(cell[side] for cell in cells)]
            for number, cells in ours.rows
        ]
        said = [[str(cell) for cell in row if cell is not None] for row in theirs.rows]
        assert [sorted(filter(None, row)) for row in rows] == [sorted(row) for row in said]


def test_no_two_tables_have_one_name(curated: tuple[ExplorerModel, GapList]) -> None:
    _, gaps = curated
    for side in (0, 1):
        names = [table.name[side] for table in gaps.tables]
        assert len(set(names)) == len(names)
    assert any("listes, confirmé – Grandes écoles partenaires" in t.name.fr for t in gaps.tables)


def test_the_page_names_sources_by_title_and_no_command(curated_landscape: Any) -> None:
    store, day = curated_landscape.store, curated_landscape.as_of
    graph = project_landscape(store, as_of=day, whole=True)
    sources = read_sources(store)
    model = build_model(graph, sources=sources, title=Pair.same("Essai"))
    found = read_gaps(store, day)
    gaps = found.of_page(model, graph.graph["terms"], whole=True, sources=sources)
    leads = [line for table in gaps.tables for line in table.lead]
    assert not [line for line in leads if "coopgraph" in line.fr + line.en]
    counted = [line for line in leads if line.fr.startswith("Structures : ")]
    assert counted
    assert not [line for line in counted if "rnsr-2022" in line.fr or "rnsr-2022" in line.en]
    assert "Répertoire national des structures de recherche (RNSR)" in counted[0].fr


def test_every_record_stands_in_one_table(curated: tuple[ExplorerModel, GapList]) -> None:
    _, gaps = curated
    numbers = [number for table in gaps.tables for number, _ in table.rows]
    assert sorted(numbers) == list(range(len(gaps.records)))


# Where they stand in the drawing


def test_convention_gap_points_at_the_body_and_its_ties(
    curated: tuple[ExplorerModel, GapList],
) -> None:
    model, gaps = curated
    view = record(gaps, "convention-university/universite-de-lille")
    assert [model.nodes[number].id for number in view.nodes] == ["universite-de-lille"]
    assert view.absent == Pair("Université de Lille", "University of Lille")
    assert view.gap.status is Status.CANDIDATE
    assert [place.fr for place in view.places] == ["Hauts-de-France"]
    ties = [item.link for item in view.evidence]
    assert None not in ties
    for number in ties:
        ends = (model.links[number].tail, model.links[number].head)
        assert view.nodes[0] in ends


def test_only_missing_relations_are_drawn_as_missing(
    curated: tuple[ExplorerModel, GapList],
) -> None:
    _, gaps = curated
    for view in gaps.records:
        missing = view.gap.type in ("convention", "priority") and view.gap.status in (
            Status.CONFIRMED,
            Status.CANDIDATE,
            Status.LAPSED,
        )
        assert (view.absent is not None) == missing, view.gap.id


def test_gap_of_an_award_points_at_its_holder(curated: tuple[ExplorerModel, GapList]) -> None:
    model, gaps = curated
    view = record(gaps, "expiry/award_fhu-care_fhu_2020")
    assert [model.nodes[number].id for number in view.nodes] == ["fhu-care"]


def test_gap_of_a_region_is_not_about_each_unit(curated: tuple[ExplorerModel, GapList]) -> None:
    _, gaps = curated
    view = record(gaps, "convention-region/ile-de-france")
    assert view.nodes == ()
    assert sum(item.node is not None for item in view.evidence) > 100


def test_cells_name_place_and_theme(curated: tuple[ExplorerModel, GapList]) -> None:
    _, gaps = curated
    cell = record(gaps, "priority-theme/000/maghreb/genetics").cell
    assert (cell.strategy, cell.place.fr, cell.theme.fr) == (
        "000",
        "Maghreb",
        "Génétique et génomique",
    )
    assert record(gaps, "priority-place/000/japon").cell.theme == Pair("", "")
    assert {view.cell is not None for view in gaps.records if view.gap.type == "priority"} == {True}


def test_sources_of_every_statement_are_listed(curated: tuple[ExplorerModel, GapList]) -> None:
    model, gaps = curated
    listed = {source.id for source in model.sources}
    assert gap_sources(view.gap for view in gaps.records) <= listed


def test_page_of_one_entity_keeps_what_concerns_it(curated_landscape: Any) -> None:
    focus = "https://w3id.org/coopgraph/id/universite-de-lille"
    model, gaps = built(curated_landscape, focus)
    ids = [view.gap.id for view in gaps.records]
    assert "convention-university/universite-de-lille" in ids
    assert "convention-university/universite-de-rouen" not in ids
    assert all(view.nodes for view in gaps.records)
    assert gaps.home_name.en == "French Institute of Health and Medical Research"
    assert gap_sources(view.gap for view in gaps.records) <= {one.id for one in model.sources}


# The island


def text(packed: Any, packet: dict[str, Any]) -> list[str]:
    return packet["pairs"][packed] if isinstance(packed, int) else [packed, packed]


def test_island_loses_no_statement(curated: tuple[ExplorerModel, GapList]) -> None:
    model, gaps = curated
    packet = pack_gaps(gaps, model)
    for view, row in zip(gaps.records, packet["records"], strict=True):
        assert row["id"] == view.gap.id
        assert text(row["sentence"], packet) == [
            unbroken(view.gap.sentence.fr),
            view.gap.sentence.en,
        ]
        assert len(row.get("evidence", [])) == len(view.evidence)
        for item, packed in zip(view.evidence, row.get("evidence", []), strict=True):
            where = (item.source, item.locator)
            if isinstance(packed, list):
                french, english = item.statement
                if french != english:  # a text that is the same in both is a name
                    french = unbroken(french)
                assert text(packed[0], packet) == [french, english]
                source = model.sources[packed[1]].id if packed[1] >= 0 else ""
                assert (source, packed[2]) == where
                continue
            thing = model.links[packed] if packed >= 0 else model.nodes[-1 - packed]
            assert where in {(own.source, own.locator) for own in thing.evidence}


def test_page_has_the_same_bytes_and_no_folder_of_ours(
    example_landscape: Any, tmp_path: Path
) -> None:
    path = tmp_path / "dismissed.csv"
    path.write_text("record,reason,by,date\nexpiry/nothing,motif,,\n", encoding="utf-8")
    other = tmp_path / "elsewhere" / "dismissed.csv"
    other.parent.mkdir()
    other.write_bytes(path.read_bytes())
    pages = [
        render_explorer(example_landscape.store, as_of=example_landscape.as_of, dismissals=one)
        for one in (path, other)
    ]
    assert pages[0] == pages[1]


def test_landscape_without_focus_has_no_gaps(small_graph: Any, render: Any) -> None:
    assert "still-gaps" not in render(small_graph).partition("<body>")[2]


# Without scripts


def test_plain_text_lists_open_records_and_dismissed_ones(
    example_landscape: Any, tmp_path: Path
) -> None:
    gaps: Sequence[Gap] = example_landscape.gaps()
    gap = next(g for g in gaps if g.type == "convention" and g.status is Status.CANDIDATE)
    path = tmp_path / "dismissed.csv"
    path.write_text(
        f"record,reason,by,date\n{gap.id},<b>su</b>,DPRE,2024-01-02\n", encoding="utf-8"
    )
    store, day = example_landscape.store, example_landscape.as_of
    page = render_explorer(store, as_of=day, dismissals=path, lang="en")
    section = page[page.index('id="still-gaps-en"') : page.index('id="still-gaps-fr"')]
    titles = re.findall(r"<h3>(.*?)</h3>", section)
    assert titles[-1] == "Dismissed (1)"
    last = section[section.rindex("<h3>") :]
    assert f"{gap.subject_label.en} · {gap.finding.en} · &lt;b&gt;su&lt;/b&gt; · DPRE" in last
    waiting = [g for g in gaps if g.status is Status.UNDECIDABLE and g.type != "data"]
    assert waiting  # the data gaps have them, by what they wait for
    closed = (Status.EXEMPT, Status.COVERED)
    shown = [g for g in gaps if g.status not in closed and g.id != gap.id and g not in waiting]
    assert section.count("<li>") == len(shown) + 1
    assert "covered" not in "".join(titles)


# The command


def test_explore_reads_dismissals_and_tells_faults(
    example_folder: Path, tmp_path: Path, example_landscape: Any
) -> None:
    path = tmp_path / "dismissed.csv"
    target = tmp_path / "page.html"
    options = ["explore", "--no-open", "--data", str(example_folder), "--as-of", "2024-12-31"]
    options += ["-o", str(target), "--dismissals", str(path)]
    path.write_text("record,reason,by,date\nexpiry/x,,,\n", encoding="utf-8")
    result = CliRunner().invoke(cli, options)
    assert result.exit_code == 3
    assert f"{path}:2" in result.stderr
    assert not target.exists()
    path.write_text("record,reason,by,date\nexpiry/x,motif,,\n", encoding="utf-8")
    result = CliRunner().invoke(cli, options)
    assert result.exit_code == 0, result.stderr
    assert target.exists()


# The marks


def test_every_state_has_a_mark_of_its_own_shape_and_sign() -> None:
    assert [mark.id for mark in GAP_LEGEND] == [status.value for status in Status]
    assert len({mark.shape for mark in GAP_LEGEND}) == len(GAP_LEGEND)
    assert len({mark.sign for mark in GAP_LEGEND}) == len(GAP_LEGEND)
    assert all(len(mark.sign) == 1 for mark in GAP_LEGEND)
    assert len({mark.colour for mark in GAP_LEGEND}) == len(GAP_LEGEND)


def test_signs_can_be_read_on_their_marks() -> None:
    for mark in GAP_LEGEND:
        assert contrast(mark.ink, mark.colour) >= 4.5, mark.id


@pytest.mark.parametrize("vision", sorted(VISION))
def test_colours_of_states_differ_for_every_colour_vision(vision: str) -> None:
    for one, two in itertools.combinations(GAP_LEGEND, 2):
        pairs = zip(seen(one.colour, vision), seen(two.colour, vision), strict=True)
        distance = sum((a - b) ** 2 for a, b in pairs) ** 0.5
        assert distance > 0.08, (one.id, two.id)


def test_texts_are_in_both_languages_with_the_same_places() -> None:
    assert GAPS_FR.keys() == GAPS_EN.keys()
    for key, french in GAPS_FR.items():
        places = [sorted(re.findall(r"{\w+}", said)) for said in (french, GAPS_EN[key])]
        assert places[0] == places[1], key
