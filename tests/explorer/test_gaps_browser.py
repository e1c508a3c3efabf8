"""Gaps in a real browser: list, record, drawing, matrix, dismissals, by keyboard and address."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.curation.dismissals import read_dismissals

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
LILLE = "convention-university/universite-de-lille"

REOPENED = "convention-region/guyane"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gaps")


@pytest.fixture(scope="module")
def dismissed_page(curated_landscape: Any, folder: Path) -> Path:
    """The explorer with one gap dismissed, one that is worse than it was then, and a slip."""
    path = folder / "dismissed.csv"
    path.write_text(
        "record,reason,by,date,status\n"
        "convention-region/occitanie,négociée,DPRE,2024-11-02,candidate\n"
        "convention-region/occitani,faute,,,\n"
        f"{REOPENED},à suivre,,2024-11-03,undecidable\n",
        encoding="utf-8",
    )
    return Path(curated_landscape.explore(folder / "dismissed.html", dismissals=path))


def ids(page: Any) -> list[str]:
    found: list[str] = page.evaluate(
        """() => {
          const folds = document.querySelectorAll('#gaps-body details.group');
          for (const fold of folds) fold.open = true;
          return new Promise((done) => setTimeout(() => done(
            [...document.querySelectorAll('#gaps-body details.group [data-gap]')]
              .map((button) => button.dataset.gap)), 50));
        }"""
    )
    return found


def silent(tab: Any) -> None:
    assert tab.messages == []
    assert tab.requests == []


# The list


def test_list_shows_open_records_in_the_tables_of_the_command(
    opened: Open, curated_page: Path, curated_landscape: Any
) -> None:
    from coopgraph.french import unbroken
    from coopgraph.outputs.gap_tables import gap_groups

    tab = opened()
    page = tab.ready(curated_page, "#view=gaps")
    shown = [g for g in curated_landscape.gaps() if g.status.value not in ("exempt", "covered")]
    groups = gap_groups(shown, language="fr", as_of=curated_landscape.as_of, within_months=12)
    assert ids(page) == [gap.id for group in groups for gap in group.records]
    titles = page.locator("#gaps-body details.group > summary").all_inner_texts()
    assert [title.split("\n")[-1].strip() for title in titles] == [
        unbroken(f"{group.name} ({len(group.records)})") for group in groups
    ]
    assert f"{len(shown)} lacunes listées" in page.locator("#gap-count").inner_text()
    silent(tab)


def test_filters_by_state_kind_place_and_confidence(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#view=gaps")
    before = len(ids(page))
    page.locator("#gap-state-covered").check()
    assert len(ids(page)) > before
    assert page.evaluate("document.activeElement.id") == "gap-state-covered"
    for state in ("confirmed", "lapsed", "undecidable", "covered"):
        page.locator(f"#gap-state-{state}").uncheck()
    kinds = page.locator("#gap-filter-type option", has_text="conventions").first
    page.locator("#gap-filter-type").select_option(kinds.get_attribute("value"))
    found = page.evaluate(
        "ids => ids.map((id) => coopgraph.gapTypes[coopgraph.gapById.get(id).type].name[0])",
        ids(page),
    )
    assert found
    assert set(found) == {"conventions"}
    page.evaluate("coopgraph.byId('gap-clear').click()")
    place = page.locator("#gap-filter-place option", has_text="Bretagne").first
    page.locator("#gap-filter-place").select_option(place.get_attribute("value"))
    found = ids(page)
    places = page.evaluate("ids => ids.map((id) => coopgraph.gapById.get(id).places[0][0])", found)
    assert found and set(places) == {"Bretagne"}
    said = page.locator("#said").inner_text()
    assert said == page.locator("#gap-count").inner_text()
    address = page.evaluate("location.hash")
    again = opened().ready(curated_page, address)
    assert ids(again) == found
    page.locator("#gap-clear").click()
    assert len(ids(page)) == before
    page.locator("#gap-filter-confidence").select_option(index=1)
    sure = page.evaluate("coopgraph.state.gapFilters.confidence")
    pairs = page.evaluate(
        "ids => ids.map((id) => coopgraph.gapById.get(id).confidence.join('\\u0000'))", ids(page)
    )
    assert pairs and set(pairs) == {sure}


def test_list_follows_the_chosen_entity_and_its_neighbourhood(
    opened: Open, curated_page: Path
) -> None:
    tab = opened()
    page = tab.ready(curated_page, "#view=gaps&e=universite-de-lille")
    every = len(ids(page))
    page.locator("#gap-filter-about").select_option("universite-de-lille")
    about = ids(page)
    assert LILLE in about
    assert 0 < len(about) < every
    expected = page.evaluate(
        """coopgraph.gapsOf.get(coopgraph.state.node.index)
           .filter((gap) => !coopgraph.state.gapStates.has(gap.state)).map((gap) => gap.id)"""
    )
    assert sorted(about) == sorted(expected)
    # A record that is opened takes the place of the entity; the list stays.
    page.locator(f'#gaps-body [data-gap="{LILLE}"]').click()
    assert ids(page) == about
    assert "g.about=universite-de-lille" in page.evaluate("location.hash")
    page.locator("#gap-clear").click()
    assert len(ids(page)) == every
    page.evaluate("coopgraph.choose(coopgraph.model.nodeById.get('universite-de-lille'))")
    page.evaluate("coopgraph.toggleNear()")
    near = ids(page)
    assert len(about) <= len(near) < every
    assert "Voisinage de Université de Lille seul" in page.locator("#gap-count").inner_text()
    silent(tab)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_listed_records_are_taken_away_as_csv_and_workbook(
    opened: Open, curated_page: Path, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    tab = opened()
    page = tab.ready(curated_page, "#view=gaps&g.about=universite-de-lille&lang=en")
    listed = ids(page)
    with page.expect_download() as waiting:
        page.locator("#save-gaps-csv").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Record"] for row in rows] == listed
    assert all(row["Group"] and row["Subject"] and row["State"] for row in rows)
    assert "Répertoire national des structures de recherche" in rows[0]["Sources"]
    with page.expect_download() as waiting:
        page.locator("#save-gaps-xlsx").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert book.sheetnames == ["Gaps", "About"]
    assert [row[0].value for row in book["Gaps"].iter_rows(min_row=2)] == listed
    silent(tab)


def test_no_gap_with_these_filters_is_said(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#view=gaps&g.states=")
    assert "Aucune lacune avec ces filtres." in page.locator("#gaps-body").inner_text()
    assert page.locator("#gap-clear").is_enabled()


# A record


def test_record_by_address_tells_all_of_it(
    opened: Open, curated_page: Path, curated_landscape: Any
) -> None:
    gap = next(g for g in curated_landscape.gaps() if g.id == LILLE)
    tab = opened()
    page = tab.ready(curated_page, f"#gap={LILLE}")
    panel = page.locator("#panel")
    assert page.locator("#chosen").inner_text().endswith("Université de Lille")
    text = panel.inner_text()
    assert gap.sentence.fr.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert gap.closes_by.fr in text
    assert LILLE in text
    assert "n’existe pas dans le graphe" in page.locator("#hypothesis").inner_text()
    assert "hypothétique" in page.locator("#hypothesis").inner_text()
    fold = panel.locator("details", has_text="Ce qui le fonde").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    assert f"({len(gap.evidence)})" in fold.locator("summary").first.inner_text()
    row = fold.locator("li").first
    row.locator(".why > summary").click()
    assert "RNSR" in row.locator(".evidence:visible").first.inner_text()
    page.locator("[data-lang=en]").click()
    assert gap.sentence.en in panel.inner_text()
    assert "does not exist in the graph" in page.locator("#hypothesis").inner_text()
    silent(tab)


def test_every_record_can_be_opened_in_both_languages(opened: Open, curated_page: Path) -> None:
    tab = opened()
    page = tab.ready(curated_page)
    faults = page.evaluate(
        """() => {
          const faults = [];
          for (const lang of ['fr', 'en']) {
            coopgraph.set({ lang });
            for (const gap of coopgraph.gaps) {
              coopgraph.chooseGap(gap);
              const text = document.getElementById('panel').textContent;
              const told = [coopgraph.say(gap.sentence), gap.id, String(gap.evidence.length || '')];
              if (!told.every((words) => text.includes(words))) faults.push(gap.id);
              if (/undefined|\\[object|gap\\.[a-z]/.test(text)) faults.push(gap.id);
            }
          }
          return faults;
        }"""
    )
    assert faults == []
    silent(tab)


def test_unknown_record_is_said(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#gap=convention-university/nowhere")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('nowhere')")


def test_back_returns_to_the_record(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, f"#gap={LILLE}")
    page.locator("#panel .neighbours .entity", has_text="Université de Lille").click()
    assert page.evaluate("coopgraph.state.gap") is None
    page.locator("#node-gaps [data-gap]").first.wait_for()
    page.go_back()
    page.wait_for_function("() => coopgraph.state.gap !== null")
    assert page.evaluate("coopgraph.state.gap.id") == LILLE
    page.locator("#close").click()
    assert page.evaluate("coopgraph.state.gap") is None


def test_entity_lists_its_records(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#e=universite-de-lille")
    fold = page.locator("#node-gaps")
    buttons = fold.locator("[data-gap]")
    listed = [buttons.nth(n).get_attribute("data-gap") for n in range(buttons.count())]
    assert LILLE in listed
    assert "à vérifier" in fold.inner_text()
    buttons.nth(listed.index(LILLE)).click()
    assert page.evaluate("coopgraph.state.gap.id") == LILLE
    assert page.evaluate("location.hash") == "#gap=" + LILLE.replace("/", "%2F")


# On the drawing


def drawn(page: Any, selector: str = "path") -> list[dict[str, str]]:
    """Return the paths of the figure as attributes."""
    found: list[dict[str, str]] = page.evaluate(
        """(selector) => [...coopgraph.figure(false).querySelectorAll(selector)].map((node) =>
             Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])
               .concat([['text', node.textContent]])))""",
        selector,
    )
    return found


def dashes(page: Any) -> list[dict[str, str]]:
    """Return the heavy dashed lines, which no link has."""
    return [
        path
        for path in drawn(page)
        if path.get("stroke-width") == "2.6" and "stroke-dasharray" in path
    ]


def test_missing_relation_is_dashed_and_said_not_to_exist(opened: Open, curated_page: Path) -> None:
    tab = opened()
    page = tab.ready(curated_page, f"#gap={LILLE}&view=gaps")
    links = page.evaluate("coopgraph.model.links.length")
    page.locator("#gap-show").click()
    assert page.evaluate("coopgraph.state.view") == "network"
    assert page.evaluate("document.activeElement.id") == "chosen"
    assert len(dashes(page)) == 1
    texts = [one["text"] for one in drawn(page, "text")]
    assert "hypothétique, n’existe pas dans le graphe" in texts
    assert "?" in texts
    assert page.evaluate("coopgraph.model.links.length") == links
    page.locator("#close").click()
    assert dashes(page) == []
    silent(tab)


def test_covered_record_draws_no_missing_relation(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page)
    page.evaluate(
        """() => coopgraph.showOnNetwork(coopgraph.gaps.find((gap) =>
             coopgraph.gapStates[gap.state].id === 'covered' && gap.nodes.length))"""
    )
    assert dashes(page) == []
    assert page.locator("#hypothesis").count() == 0
    assert "+" in [one["text"] for one in drawn(page, "text")]


def test_what_filters_hide_is_shown_and_said(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, f"#gap={LILLE}&no=higher-education")
    shown = """() => coopgraph.state.gap.nodes.every((index) => coopgraph.shown().nodes[index])"""
    assert page.evaluate(shown) is False
    page.locator("#gap-show").click()
    assert page.evaluate(shown) is True
    page.wait_for_function("() => document.getElementById('said').textContent.length > 0")


def test_marks_tell_the_worst_state_and_their_number(opened: Open, curated_page: Path) -> None:
    tab = opened()
    page = tab.ready(curated_page)
    plain = len(drawn(page))
    page.locator("#marks").check()
    assert page.evaluate("location.hash") == "#marks=1"
    assert page.locator("#marks-legend").is_visible()
    assert len(drawn(page)) > plain + 100
    legend = page.locator("#marks-legend li").all_inner_texts()
    numbers = [int("".join(c for c in line if c.isdigit())) for line in legend]
    assert sum(numbers) == int(page.locator("#marks-count").inner_text())
    worst = page.evaluate(
        """() => {
          const { index } = coopgraph.model.nodeById.get('universite-de-lille');
          return coopgraph.worstState(index).id;
        }"""
    )
    assert worst == "candidate"
    silent(tab)


def test_static_drawing_promises_no_marks(
    opened: Open, curated_landscape: Any, folder: Path
) -> None:
    tab = opened()
    path = curated_landscape.explore(folder / "still.html", engine="svg")
    page = tab.ready(path, f"#gap={LILLE}")
    assert page.locator("#marks").count() == 0
    assert page.locator("#gap-show").count() == 0
    said = page.locator("#hypothesis").inner_text()
    assert "n’existe pas dans le graphe" in said
    assert "tireté" not in said
    page.locator("#gap-list").click()
    assert page.evaluate("document.activeElement.dataset.gap") == LILLE
    silent(tab)


# The matrix


def test_matrix_has_a_mark_and_a_name_for_each_priority(
    opened: Open, curated_page: Path, curated_landscape: Any
) -> None:
    tab = opened()
    page = tab.ready(curated_page, "#view=matrix&rows=priorities&strategy=all")
    cells = page.locator(".state-cell")
    gaps = curated_landscape.gaps("priority")
    assert cells.count() == len(gaps)
    names = {cells.nth(n).get_attribute("aria-label") for n in range(cells.count())}
    assert len(names) == len(gaps)
    states = page.evaluate(
        """() => [...document.querySelectorAll('.state-cell')].map((cell) => {
             const state = coopgraph.gapStates[coopgraph.gapById.get(cell.dataset.gap).state];
             const svg = cell.querySelector('svg');
             return cell.getAttribute('aria-label').includes(state.name[0])
               && svg.querySelector('text').textContent === state.sign
               && svg.querySelector('polygon, circle').getAttribute('fill') === state.colour;
           })"""
    )
    assert set(states) == {True}
    assert page.locator(".state-legend:visible li").count() == 6
    assert page.locator(".priorities caption").count() == 1
    assert page.locator(".priorities thead th[scope=col]").count() > 5
    rows = page.locator(".priorities tbody tr")
    assert page.locator(".priorities tbody th[scope=row]").count() == rows.count()
    assert "pas une priorité" in rows.first.text_content()
    cells.first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("coopgraph.state.gap.type") == page.evaluate(
        "coopgraph.gapTypes.findIndex(({ id }) => id === 'priority')"
    )
    silent(tab)


def test_matrix_opens_on_a_strategy_in_force(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#view=matrix&rows=priorities")
    strategy = page.evaluate("coopgraph.state.strategy")
    assert strategy
    page.locator("#strategy").select_option("")
    assert "strategy=all" in page.evaluate("location.hash")
    page.locator("#rows-theme").click()
    assert page.evaluate("document.activeElement.id") == "rows-theme"
    assert page.locator(".priorities").count() == 0


def test_matrix_of_counts_says_when_it_is_wider_than_the_screen(
    opened: Open, curated_page: Path
) -> None:
    page = opened(width=390, height=844).ready(curated_page, "#view=matrix&rows=region")
    page.wait_for_timeout(100)
    assert page.locator("#matrix-wide").is_visible()
    assert page.locator(".matrix thead th").first.is_visible()


@pytest.mark.parametrize(("width", "wide"), [(390, True), (2200, False)])
def test_matrix_says_when_it_is_wider_than_the_screen_and_keeps_its_heads(
    opened: Open, curated_page: Path, width: int, wide: bool
) -> None:
    page = opened(width=width, height=844).ready(curated_page, "#view=matrix&rows=priorities")
    page.wait_for_timeout(100)
    assert page.locator("#matrix-wide").is_visible() is wide
    if not wide:
        return
    frame = page.locator("#matrix-frame")
    frame.focus()
    before = page.locator(".priorities tbody th").nth(3).bounding_box()["x"]
    frame.evaluate("frame => { frame.scrollLeft = 200; frame.scrollTop = 60; }")
    assert page.locator(".priorities tbody th").nth(3).bounding_box()["x"] == before
    first = page.locator(".priorities tbody th")
    widths = {round(first.nth(n).bounding_box()["width"]) for n in range(5)}
    assert min(widths) >= 90
    top = frame.bounding_box()["y"]
    head = page.locator(".priorities thead th").nth(2).bounding_box()["y"]
    assert abs(head - top) < 3
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


# Dismissals


def test_dismissed_gap_stands_apart_with_its_reason(opened: Open, dismissed_page: Path) -> None:
    tab = opened()
    page = tab.ready(dismissed_page, "#view=gaps")
    assert "convention-region/occitanie" not in ids(page)
    block = page.locator(".dismissed")
    assert "Écartées (1)" in block.inner_text()
    assert "négociée" in block.inner_text()
    assert "DPRE" in block.inner_text()
    assert "dismissed.csv:3" in block.inner_text()
    assert "vouliez-vous dire «\xa0convention-region/occitanie\xa0»" in block.inner_text()
    block.locator("[data-gap]").click()
    assert "négociée" in page.locator("#panel").inner_text()
    page.locator("#gap-back").click()
    assert "convention-region/occitanie" in ids(page)
    silent(tab)


def test_ticked_gaps_are_dismissed_with_a_reason_and_saved(
    opened: Open, dismissed_page: Path, tmp_path: Path, curated_landscape: Any
) -> None:
    tab = opened()
    page = tab.ready(dismissed_page, "#view=gaps&g.type=conventions&g.states=candidate")
    count = page.locator("#gap-count").inner_text()
    rows = page.locator("#gaps-body details.group[open] tbody tr")
    chosen = [rows.nth(n).locator("[data-gap]").get_attribute("data-gap") for n in (0, 1)]
    for n in (0, 1):
        rows.nth(n).locator("input").focus()
        page.keyboard.press("Space")
    assert page.locator("#picked-count").inner_text() == "Choisies\u00a0: 2"
    page.locator("#picked-go").click()
    assert page.locator("#picked-fault").inner_text() == "Donnez un motif."
    assert page.evaluate("document.activeElement.id") == "picked-reason"
    page.keyboard.type('=SOMME(1), "déjà" vu;')
    page.locator("#picked-by").fill("MS")
    page.keyboard.press("Enter")
    assert page.locator("#picked").count() == 0
    assert page.locator("#gap-count").inner_text() != count
    assert not set(chosen) & set(ids(page))
    with page.expect_download() as download:
        page.locator("#save-dismissed").click()
    target = tmp_path / "saved.csv"
    download.value.save_as(target)
    found = {item.dismissal.record: item.dismissal for item in read_dismissals(target)}
    assert set(found) == {*chosen, "convention-region/occitanie", REOPENED}
    assert {found[one].status for one in chosen} == {"candidate"}
    assert found[REOPENED].status == "undecidable"
    assert found[chosen[0]].reason == '\'=SOMME(1), "déjà" vu;'
    assert found[chosen[0]].by == "MS"
    assert found[chosen[0]].date is not None
    assert found["convention-region/occitanie"].reason == "négociée"
    table = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert table[0] == ["record", "reason", "by", "date", "status"]
    judged = curated_landscape.review_gaps(curated_landscape.gaps(), target)
    # Dismissed today, they are open on the earlier day of this landscape.
    assert set(judged.dismissed) == {"convention-region/occitanie"}
    assert set(judged.reopened) == {REOPENED}
    assert len(judged.notices) == 3
    silent(tab)


def test_record_that_is_worse_than_when_dismissed_is_listed_with_a_note(
    opened: Open, dismissed_page: Path
) -> None:
    tab = opened()
    page = tab.ready(dismissed_page, "#view=gaps")
    assert REOPENED in ids(page)
    said = "écartée le 2024-11-03 comme «\u00a0indéterminé\u00a0», plus grave à présent"
    row = page.locator("#gaps-body tr", has=page.locator(f'[data-gap="{REOPENED}"]'))
    assert said in row.inner_text()
    row.locator("[data-gap]").click()
    assert (
        page.locator("#reopened").inner_text() == f"Rouverte\u00a0: {said} (motif\u00a0: à suivre)"
    )
    page.locator("#gap-dismiss > summary").click()
    page.locator("#gap-dismiss-reason").fill("vu de nouveau")
    page.keyboard.press("Enter")
    assert page.locator("#reopened").count() == 0
    assert f"{REOPENED},vu de nouveau" in page.evaluate("coopgraph.dismissalsCsv()")
    silent(tab)


def test_record_is_dismissed_from_its_details_by_keyboard(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, f"#gap={LILLE}&marks=1")
    before = int(page.locator("#marks-count").inner_text())
    page.locator("#gap-dismiss > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("su")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "chosen"
    assert "Écartée\u00a0: su" in page.locator("#panel").inner_text()
    assert int(page.locator("#marks-count").inner_text()) == before - 1
    page.locator("#gap-back").click()
    assert int(page.locator("#marks-count").inner_text()) == before


# For everyone


def test_without_scripts_the_gaps_are_listed(
    opened: Open, dismissed_page: Path, curated_landscape: Any
) -> None:
    tab = opened(java_script_enabled=False)
    tab.page.goto(dismissed_page.as_uri())
    section = tab.page.locator("section[aria-labelledby=still-gaps-fr]")
    closed = ("exempt", "covered")
    shown = [
        gap
        for gap in curated_landscape.gaps()
        if gap.status.value not in closed
        and (gap.status.value != "undecidable" or gap.type == "data")
    ]
    assert section.locator("li").count() == len(shown)
    # Off the screen it is not laid out yet, but it is there.
    assert "négociée" in section.locator("ul").last.text_content()


@pytest.mark.parametrize(
    "fragment",
    ["#view=gaps", f"#gap={LILLE}&view=gaps", "#view=matrix&rows=priorities"],
)
def test_targets_are_large_and_nothing_overflows(
    opened: Open, curated_page: Path, fragment: str
) -> None:
    page = opened().ready(curated_page, fragment)
    for width in (1400, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        small = page.evaluate(
            """() => ['#view-gaps', '#view-matrix', '#panel']
                 .flatMap((part) => [...document.querySelectorAll(
                   part + ' :is(button, select, .pick label, summary, .gap-states label)')])
                 .filter((node) => node.offsetParent)
                 .map((node) => [node.textContent.slice(0, 40), node.getBoundingClientRect()])
                 .filter(([, box]) => box.width < 24 || box.height < 23.9)
                 .map(([text, box]) => [text, box.width, box.height])"""
        )
        assert small == [], width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def test_every_control_has_a_name(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, f"#view=gaps&gap={LILLE}")
    ids(page)
    page.locator("#gap-dismiss > summary").click()
    nameless = page.evaluate(
        """() => ['#view-gaps', '#panel']
             .map((part) => part + ' :is(input, select, button)')
             .flatMap((all) => [...document.querySelectorAll(all)])
             .filter((node) => !(node.getAttribute('aria-label') || node.textContent.trim()
               || [...(node.labels || [])].some((label) => label.textContent.trim()))).length"""
    )
    assert nameless == 0
    twice = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll('[id]')].map((node) => node.id);
          return all.filter((id, place) => all.indexOf(id) !== place);
        }"""
    )
    assert twice == []


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_marks_keep_their_colours_and_rims(
    opened: Open, curated_page: Path, options: dict[str, str]
) -> None:
    page = opened(**options).ready(curated_page, "#view=matrix&rows=priorities")
    looks = page.evaluate(
        """() => [...document.querySelectorAll('.state-legend .state-mark')].map((svg) => {
             const style = getComputedStyle(svg.querySelector('polygon, circle'));
             return [style.fill, style.stroke !== 'none' && style.stroke !== style.fill];
           })"""
    )
    assert len({fill for fill, _ in looks}) == 6
    assert all(rim for _, rim in looks)
