"""The other views of the page in a real browser: filters, year, table, matrix, maps, timeline."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.landscape import load
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.page import render_page
from coopgraph.outputs.explorer.views import Pair
from coopgraph.outputs.safe_text import guard_formula
from coopgraph.rdf.periods import standing
from coopgraph.resources import example_dir

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def example_page(example_landscape: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(example_landscape.explore(tmp_path_factory.mktemp("views") / "example.html"))


@pytest.fixture
def at(opened: Open) -> Open:
    """Open a page at an address of its own; downloads are let through."""

    def run(path: Path, fragment: str = "") -> Any:
        here = opened(accept_downloads=True)
        here.ready(path, "#" + fragment if fragment else "")
        return here

    return run


def shown(page: Any) -> int:
    return int(page.evaluate("window.coopgraph.shown().nodeCount"))


def names(page: Any, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def silent(opened: Any) -> None:
    assert opened.messages == []
    assert opened.requests == []


def test_a_region_filters_every_view_and_is_kept_in_the_address(
    at: Open, example_page: Path
) -> None:
    here = at(example_page)
    page = here.page
    whole = shown(page)
    page.locator("#facets summary").click()
    page.select_option("#facet-region", index=1)
    part = shown(page)
    assert 0 < part < whole
    assert "f.region=" in page.url
    page.click("#to-table")
    assert page.locator("#table-body tbody tr").count() == part
    page.click("#no-facets")
    assert shown(page) == whole
    silent(here)


def test_an_address_with_filters_and_year_opens_as_it_was(at: Open, example_page: Path) -> None:
    here = at(example_page)
    here.page.evaluate("window.coopgraph.set({year: 2019})")
    few = shown(here.page)
    address = here.page.url
    again = at(example_page, address.partition("#")[2])
    assert again.page.evaluate("window.coopgraph.state.year") == 2019
    assert shown(again.page) == few
    assert again.page.inner_text("#year-said") == "2019"


def test_a_year_shows_what_runs_and_what_is_undated(at: Open, example_page: Path) -> None:
    """FHU EXEMPLAIRE begins in 2021, LIA AURORE ran from 2018 to 2021."""
    page = at(example_page).page
    find = "(label) => window.coopgraph.model.nodes.find((node) => node.fr.includes(label)).index"
    aurore = page.evaluate(find, "AURORE")
    for year, there in ((2017, False), (2018, True), (2021, True), (2022, False)):
        page.evaluate(f"window.coopgraph.set({{year: {year}}})")
        assert bool(page.evaluate(f"window.coopgraph.shown().nodes[{aurore}]")) is there, year


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_slider_says_what_a_year_hides_and_what_has_no_date(
    at: Open, example_page: Path, lang: str
) -> None:
    """The numbers are those of the projection: what it leaves out of the middle of the year."""
    page = at(example_page, f"lang={lang}").page
    landscape = load([example_dir()])
    whole = landscape.project(as_of=None)
    for year in (1980, 2010, 2019, 2023):
        page.evaluate(f"window.coopgraph.set({{year: {year}}})")
        day = landscape.project(as_of=datetime.date(year, 12, 31))
        shown, every = day.number_of_edges(), whole.number_of_edges()
        said = sorted(map(int, re.findall(r"\d+", page.inner_text("#year-counts"))))
        assert said == sorted([year, every - shown, every, shown, day.graph["undated"]])
        page.evaluate(f"coopgraph.set({{ between: '{year}-06-30_{year}-07-01' }})")
        assert page.evaluate("coopgraph.countYear(null).undated") == day.graph["undated"]
        page.evaluate("coopgraph.set({ between: null })")
    page.click("#all-years")
    undated = sum(
        data["start"] is None and data["end"] is None for *_, data in whole.edges(data=True)
    )
    said = sorted(map(int, re.findall(r"\d+", page.inner_text("#year-counts"))))
    assert said == sorted([undated, whole.number_of_edges()])


def test_counts_of_dates_follow_what_is_shown(at: Open, curated_page: Path) -> None:
    page = at(curated_page, "year=2006").page
    words = page.locator("#year-counts")
    before = words.inner_text()
    count = "coopgraph.model.links.filter((link) => coopgraph.shown().links[link.index]).length"
    undated = count.replace("]).length", "] && coopgraph.undated(link)).length")
    for change in ("year: 2015", "hiddenLinks: new Set([0])", "year: null"):
        page.evaluate(f"coopgraph.set({{ {change} }})")
        assert words.inner_text() != before
        before = words.inner_text()
        numbers = re.findall(r"\d+", before)
        assert str(page.evaluate(undated)) in numbers
        assert str(page.evaluate(count)) in numbers
    page.evaluate("coopgraph.set({ hiddenLinks: new Set(), between: '2014-01-01_2024-12-31' })")
    page.click("#to-compare")
    said = page.inner_text("#compare-undated")
    assert f" {page.evaluate(undated)} liens" in said


def test_the_legend_counts_what_is_shown_beside_all(at: Open, curated_page: Path) -> None:
    page = at(curated_page, "year=2006").page
    cells = page.locator("#node-kinds .count, #link-kinds .count")
    texts = cells.all_inner_texts()
    assert any(" / " in text for text in texts)
    shown = [int(text.split(" / ")[0]) for text in texts]
    kinds = page.locator("#node-kinds li").count()
    assert sum(shown[:kinds]) == page.evaluate("coopgraph.shown().nodeCount")
    assert sum(shown[kinds:]) == page.evaluate("coopgraph.shown().linkCount")
    page.click("#all-years")
    whole = cells.all_inner_texts()
    assert whole == [text.split(" / ")[-1] for text in texts]
    page.uncheck("#hiddenNodes-research-unit")
    cell = page.locator("#hiddenNodes-research-unit-count")
    assert cell.inner_text().startswith("0 / ")
    page.click("#all-kinds")
    assert cells.all_inner_texts() == whole


@pytest.mark.parametrize("year", [2017, 2018, 2020, 2022, 2023])
def test_the_slider_judges_periods_as_the_commands_do(
    at: Open, example_page: Path, year: int
) -> None:
    page = at(example_page).page
    spans: list[list[int | None]] = [
        [start, end] for start in (None, 2018, 2020) for end in (None, 2020, 2022)
    ]
    said = page.evaluate(
        "([spans, year]) => spans.map(([start, end]) => "
        "window.coopgraph.standing({ start, end }, year))",
        [spans, year],
    )
    names = {"over": "ended"}
    expected = [
        standing(str(start or ""), str(end or ""), datetime.date(year, 6, 30))
        for start, end in spans
    ]
    assert said == [names.get(state, state) for state in expected]


def test_the_year_of_the_page_is_that_of_its_day(at: Open, example_page: Path) -> None:
    page = at(example_page).page
    day = page.evaluate("coopgraph.model.asOf")
    assert day == "2024-12-31"
    assert page.inner_text("#year-said") == "2024, au 31 décembre 2024"
    page.evaluate("coopgraph.set({ year: 2023 })")
    assert page.inner_text("#year-said") == "2023"


def test_what_has_a_day_is_looked_at_on_the_day_of_the_page(
    opened: Open, small_graph: Any, tmp_path: Path
) -> None:
    small_graph.graph["as_of"] = "2024-06-15"
    ends = {"u-1": ("2020-01-01", "2024-06-14"), "u-2": ("2024-06-16", "2027-12-31")}
    ends |= {"school": ("2024-06-15", "2024-06-15"), "body": ("2024", "2024")}
    small_graph.graph["days"] = {}
    for name, (start, end) in ends.items():
        iri = f"https://w3id.org/coopgraph/id/{name}"
        small_graph.nodes[iri].update(start=int(start[:4]), end=int(end[:4]), facts=())
        small_graph.graph["days"][iri] = (start, end)
    model = build_model(small_graph, sources=[], title=Pair.same("Essai"))
    path = tmp_path / "days.html"
    path.write_text(render_page(model), encoding="utf-8")
    page = opened().ready(path)
    stands = """(year) => Object.fromEntries(coopgraph.model.nodes.map(
      (node) => [node.id, coopgraph.standing(node, year)]))"""
    assert page.evaluate(stands, 2024) == {
        name: {"over": "ended"}.get(state, state)
        for name, state in (
            (name, standing(start, end, datetime.date(2024, 6, 15)))
            for name, (start, end) in ends.items()
        )
    }
    assert set(page.evaluate(stands, 2024).values()) == {"running", "ended", "coming"}
    assert page.evaluate("coopgraph.shown().nodeCount") == 2
    assert page.evaluate(stands, 2023)["u-1"] == "running", "other years count whole"
    assert page.evaluate(stands, 2025)["u-2"] == "running"


def test_the_table_sorts_both_ways_and_says_so(at: Open, example_page: Path) -> None:
    page = at(example_page, "view=table").page
    page.click("#sort-name")
    up = names(page, "#table-body tbody th")
    assert page.get_attribute("#table-body th:has(#sort-name)", "aria-sort") == "ascending"
    page.click("#sort-name")
    down = names(page, "#table-body tbody th")
    assert page.get_attribute("#table-body th:has(#sort-name)", "aria-sort") == "descending"
    assert len(up) > 20
    assert down == up[::-1]
    assert page.evaluate("document.activeElement.id") == "sort-name"


def test_the_saved_file_opens_in_a_spreadsheet_and_runs_nothing(
    at: Open, small_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    iri = next(iter(small_graph.nodes))
    small_graph.nodes[iri]["label_fr"] = '=HYPERLINK("x";"é")'
    path = tmp_path / "page.html"
    path.write_text(render(small_graph), encoding="utf-8")
    page = at(path, "view=table").page
    with page.expect_download() as saved:
        page.click("#save-csv")
    target = tmp_path / "saved.csv"
    saved.value.save_as(target)
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Nom"
    assert len(rows) == 1 + small_graph.number_of_nodes()
    assert '\'=HYPERLINK("x";"é")' in {row[0] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_number_of_the_matrix_opens_its_entities(at: Open, curated_page: Path) -> None:
    here = at(curated_page, "view=matrix")
    page = here.page
    cell = page.locator("#matrix-body tbody tr:first-child button.cell").first
    count = int(cell.inner_text())
    cell.click()
    assert page.evaluate("window.coopgraph.state.view") == "table"
    assert page.evaluate("document.activeElement.id") == "table-title"
    assert shown(page) == count
    silent(here)


def test_maps_show_areas_and_count_what_has_no_place(at: Open, curated_page: Path) -> None:
    here = at(curated_page, "view=map")
    page = here.page
    circles = page.locator("#map-body svg circle").count()
    assert 40 < circles < 70
    summaries = names(page, "#map-body > details > summary")
    assert len(summaries) == circles
    placed = sum(int(text.rpartition("(")[2].rstrip(")")) for text in summaries)
    said = page.inner_text("#map-body .hint")
    elsewhere = re.search(r"([\d\u202f\u00a0 ]+) entités n’ont pas de lieu", said)
    assert elsewhere is not None
    assert placed + int(re.sub(r"\D", "", elsewhere[1])) == shown(page)
    assert summaries[0].startswith("Paris et environs (")
    assert not any(text.startswith(("Villejuif", "Bron", "Pessac")) for text in summaries)
    page.click("#map-world")
    countries = names(page, "#map-body > details > summary")
    assert countries[0].startswith("France (")
    assert any(text.startswith("Allemagne (") for text in countries)
    assert any(text.startswith("France\u00a0: Cayenne (") for text in countries)
    silent(here)


OVERLAPS = """() => {
  const circles = [...document.querySelectorAll("#map-body svg circle")]
    .map((one) => ["cx", "cy", "r"].map((name) => Number(one.getAttribute(name))));
  return circles.filter(([x, y, r], i) =>
    circles.some(([a, b, s], k) => k < i && Math.hypot(x - a, y - b) < r + s - 1)).length;
}"""


@pytest.mark.parametrize("map_name", ["france", "world"])
@pytest.mark.parametrize("width", [1400, 390])
def test_circles_of_a_map_do_not_cover_each_other(
    at: Open, curated_page: Path, map_name: str, width: int
) -> None:
    here = at(curated_page, f"view=map&map={map_name}")
    page = here.page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(OVERLAPS) == 0
    frame = page.eval_on_selector(
        "#map-body svg", "(svg) => svg.getAttribute('viewBox').split(' ').map(Number)"
    )
    paths = page.evaluate(
        "[...document.querySelectorAll('#map-body path.land')].map((one) => one.getBBox())"
        ".map(({ x, y, width, height }) => [x, y, x + width, y + height])"
    )
    left, top = frame[0], frame[1]
    right, bottom = left + frame[2], top + frame[3]
    assert all(left <= x0 and top <= y0 for x0, y0, _, _ in paths)
    assert all(x1 <= right and y1 <= bottom for _, _, x1, y1 in paths)
    silent(here)


def test_the_map_is_used_by_keyboard(at: Open, curated_page: Path) -> None:
    here = at(curated_page, "view=map&lang=en")
    page = here.page
    label = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
    page.focus("#save-map-png")
    page.keyboard.press("Tab")
    assert page.evaluate(label).startswith("Paris area: ")
    # Every circle is reached from some other one.
    reached = page.evaluate(
        """() => {
          const marks = [...document.querySelectorAll("#map-body svg circle")];
          const found = new Set([marks[0]]);
          for (const mark of found) {
            for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
              mark.focus();
              mark.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
              found.add(document.activeElement);
            }
          }
          return [found.size, marks.length];
        }"""
    )
    assert reached[0] == reached[1]
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert page.evaluate(label).startswith("Paris area (")
    page.keyboard.press("Tab")
    assert page.evaluate(label).startswith("Paris (")
    towns = names(page, "#map-body > details[open] > .parts > details > summary")
    assert any(text.startswith("Villejuif (") for text in towns)
    page.keyboard.press("Escape")
    assert page.evaluate(label).startswith("Paris area: ")
    silent(here)


def test_an_opened_place_stays_open_when_something_in_it_is_chosen(
    at: Open, curated_page: Path
) -> None:
    here = at(curated_page, "view=map")
    page = here.page
    page.locator("#map-body > details", has_text="Rennes et environs").locator(
        "summary"
    ).first.click()
    page.locator("#map-body > details[open] .parts summary").first.click()
    page.locator("#map-body > details[open] .parts button").first.click()
    assert page.evaluate("coopgraph.state.node !== null")
    assert page.locator("#map-body > details[open] .parts details[open]").count() == 1
    assert page.locator("#map-body circle.chosen").count() == 1
    silent(here)


def test_groups_by_site_take_suburbs_with_their_town(at: Open, curated_page: Path) -> None:
    here = at(curated_page, "view=groups&group=site&open=Lille")
    page = here.page
    rows = names(page, "#groups-body tbody th")
    assert rows[0] == "Paris et environs"
    assert "Lyon et environs" in rows
    assert not {"Villejuif", "Le Kremlin-Bicêtre", "Pessac", "Bron", "Villeurbanne"} & set(rows)
    # The address keeps the name of the town.
    assert page.evaluate("coopgraph.state.unfolded.length") == 1
    silent(here)


def test_the_timeline_has_a_bar_for_each_dated_instrument(at: Open, curated_page: Path) -> None:
    here = at(curated_page, "view=timeline")
    page = here.page
    rows = page.locator("#timeline-body tbody tr").count()
    assert rows > 60
    assert page.locator("#timeline-body tbody svg rect").count() >= rows
    wave = page.locator("#timeline-body tr", has_text="SIRIC Curie")
    assert "2018–2022" in wave.inner_text()
    assert "2023–2027" in wave.inner_text()
    silent(here)


@pytest.mark.parametrize("view", ["network", "list", "links", "table", "matrix", "map", "timeline"])
def test_views_speak_english_and_tell_when_nothing_is_left(
    at: Open, example_page: Path, view: str
) -> None:
    here = at(example_page, f"view={view}&lang=en")
    page = here.page
    assert "Réseau" not in page.inner_text("main .bar")
    page.click("#no-kinds")
    assert shown(page) == 0
    text = page.inner_text(f"#view-{view}")
    assert "Nothing to show" in text or "Places (0)" in text
    silent(here)


def test_hostile_texts_stay_texts_in_every_view(
    at: Open, hostile_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    for iri in hostile_graph.nodes:
        data = hostile_graph.nodes[iri]
        data.update(lat=48.0, lon=2.0, start=2010, region=iri, city=iri, kind="agreement")
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile_graph), encoding="utf-8")
    for view in ("table", "matrix", "map", "timeline"):
        here = at(path, f"view={view}")
        assert here.page.evaluate("window.__xss") is None
        assert "<script>window.__xss = 1</script>" in here.page.inner_text(f"#view-{view}")
        silent(here)


def test_the_drawing_speaks_the_language_of_the_page(at: Open, curated_page: Path) -> None:
    here = at(curated_page)
    read = """(id) => {
      const { model, drawn, set } = window.coopgraph;
      const node = model.nodeById.get(id);
      return ["fr", "en"].map((lang) => { set({ lang }); return drawn(node); });
    }"""
    assert here.page.evaluate(read, "universite-de-bordeaux") == [
        "Université de Bordeaux",
        "University of Bordeaux",
    ]
    assert here.page.evaluate(read, "cnrs") == ["CNRS", "CNRS"]
    silent(here)


@pytest.mark.parametrize("width", [1400, 330])
def test_suggestions_are_never_cut(opened: Open, curated_page: Path, width: int) -> None:
    page = opened(width=width).ready(curated_page)
    page.fill("#search", "institut national")
    page.wait_for_selector("#results li")
    inside = page.evaluate(
        """() => [...document.querySelectorAll('#results li')].every((row) => {
          const box = row.getBoundingClientRect();
          const list = document.querySelector('.side').getBoundingClientRect();
          const whole = row.scrollWidth <= row.clientWidth;
          return whole && box.left >= list.left && box.right <= list.right;
        })"""
    )
    assert inside


@pytest.mark.parametrize("width", [1400, 1100, 390])
def test_the_table_is_read_without_squeezed_columns(
    opened: Open, curated_page: Path, width: int
) -> None:
    page = opened(width=width, height=900).ready(curated_page, "#view=table")
    name = page.locator("#table-body tbody th").first
    assert name.bounding_box()["width"] >= 150
    assert name.bounding_box()["height"] < 80
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1400:
        table, frame = (
            page.locator(one).bounding_box() for one in ("#table-body table", "#table-body .scroll")
        )
        assert table["width"] <= frame["width"] + 1, "all columns in view"
    if width == 390:
        first = page.locator("#table-body tbody tr").first
        label = "getComputedStyle(document.querySelector('#table-body td'), '::before').content"
        assert "Sigle" in page.evaluate(label)
        assert "Inserm" in first.inner_text()


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_workbook_is_read_back_with_days_as_days_and_no_formula(
    at: Open, small_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    names_of = ('=HYPERLINK("x";"é")', "+33 1", "@mail <b>&", "a\x0b😀")
    for iri, label in zip(list(small_graph.nodes), names_of, strict=True):
        small_graph.nodes[iri].update(label_fr=label, label=label)
    path = tmp_path / "page.html"
    path.write_text(render(small_graph), encoding="utf-8")
    here = at(path, "view=table")
    page = here.page
    with page.expect_download() as saved:
        page.click("#save-xlsx")
    assert saved.value.suggested_filename == "coopgraph.xlsx"
    target = tmp_path / "saved.xlsx"
    saved.value.save_as(target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Entités", "Liens", "Sources", "À propos"]
    sheet = book["Entités"]
    head = [cell.value for cell in sheet[1]]
    assert head[:3] == ["Nom", "Sigle", "Type"]
    assert sheet.max_row == 1 + small_graph.number_of_nodes()
    first = {sheet.cell(row, 1).value: sheet.cell(row, 1) for row in range(2, sheet.max_row + 1)}
    assert {*names_of[:3], "a😀"} == set(first), "what XML cannot hold is left out"
    for name in book.sheetnames:
        for row in book[name].iter_rows():
            for one in row:
                assert one.data_type != "f", one.value
                if isinstance(one.value, str) and one.value.startswith(("=", "+", "-", "@")):
                    assert one.number_format == "@"
    start = {row[head.index("Début")] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert start <= {None, 2012}
    assert isinstance(book["À propos"]["B2"].value, datetime.datetime)
    assert book["À propos"]["B2"].value.date() == datetime.date(2024, 12, 31)
    assert book["Liens"].max_row == 1 + page.evaluate("coopgraph.shown().linkCount")
    assert "l. 12" in {cell.value for cell in book["Liens"]["H"]}
    page.click("[data-lang=en]")
    with page.expect_download() as saved:
        page.click("#save-xlsx")
    saved.value.save_as(target)
    english = openpyxl.load_workbook(target)
    assert english.sheetnames == ["Entities", "Links", "Sources", "About"]
    assert english["Entities"]["A1"].value == "Name"
    silent(here)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_workbook_of_the_packaged_landscape_has_every_row(
    at: Open, curated_page: Path, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    here = at(curated_page, "view=table&year=all")
    with here.page.expect_download() as saved:
        here.page.click("#save-xlsx")
    target = tmp_path / "whole.xlsx"
    saved.value.save_as(target)
    book = openpyxl.load_workbook(target, read_only=True)
    counts = here.page.evaluate("[coopgraph.shown().nodeCount, coopgraph.shown().linkCount]")
    assert [sum(1 for _ in book[name].rows) - 1 for name in ("Entités", "Liens")] == counts
    silent(here)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_workbook_tells_links_shown_from_those_of_all_years(
    at: Open, curated_page: Path, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    here = at(curated_page, "view=table&e=inserm")
    with here.page.expect_download() as saved:
        here.page.click("#save-xlsx")
    target = tmp_path / "links.xlsx"
    saved.value.save_as(target)
    book = openpyxl.load_workbook(target, read_only=True)
    entities = list(book["Entités"].iter_rows(values_only=True))
    head = list(entities[0])
    shown, every = head.index("Liens montrés"), head.index("Liens (toutes années)")
    inserm = next(row for row in entities[1:] if row[head.index("Sigle")] == "Inserm")
    # The details say the first number, and the links shown add up to it.
    (said,) = re.findall(r"(\d+)", here.page.locator("#links-said").inner_text())[:1]
    assert inserm[shown] == int(said)
    assert inserm[shown] < inserm[every]
    assert here.page.locator("#panel h4", has_text=f"Liens ({inserm[every]})").count() == 1
    links = list(book["Liens"].iter_rows(min_row=2, values_only=True))
    assert sum(row[shown] for row in entities[1:]) == 2 * len(links)
    about = {row[0]: row[-1] for row in book["À propos"].iter_rows(values_only=True)}
    assert "passent l’année" in about["Liens montrés"]
    assert "quels que soient l’année" in about["Liens (toutes années)"]
    text = here.page.evaluate("coopgraph.asCsv()")
    assert "Liens montrés;Liens (toutes années)" in text
    silent(here)


def test_what_holds_labels_lasts_as_long_as_they_do(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#view=timeline")
    rows = page.evaluate("coopgraph.timelineShown().rows.map(({ node, list }) => [node.id, list])")
    bars = dict(rows)
    assert bars["fhu-care"] == [[2020, 2024]]
    # Between two days, its label ends: it changed.
    page.evaluate("coopgraph.set({ between: '2021-11-26_2026-11-26' })")
    assert page.evaluate("coopgraph.changeOf(coopgraph.model.nodeById.get('fhu-care'))")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_play_goes_through_the_years_from_where_dates_are_many(
    at: Open, curated_page: Path, lang: str
) -> None:
    """From the opening page it begins again, says Stop until the last year, and takes seconds."""
    here = at(curated_page, f"lang={lang}")
    page = here.page
    stop, start = ("Arrêter", "Lire") if lang == "fr" else ("Stop", "Play")
    opening = page.evaluate("coopgraph.state.year")
    page.clock.install(time=0)
    page.clock.pause_at(60_000)  # else time goes on by itself between the steps
    page.click("#play")
    first = page.evaluate("coopgraph.state.year")
    last = int(page.get_attribute("#year", "max") or 0)
    assert 2000 < first < opening - 10
    assert last - first < 35, "half a minute at most"
    for year in range(first + 1, last):
        assert page.inner_text("#play") == stop
        page.clock.run_for(900)
        assert page.evaluate("coopgraph.state.year") == year
    page.click(f"[data-lang={'en' if lang == 'fr' else 'fr'}]")
    assert page.inner_text("#play") == ("Stop" if lang == "fr" else "Arrêter")
    page.click(f"[data-lang={lang}]")
    page.clock.run_for(900)
    assert page.evaluate("coopgraph.state.year") == last
    assert page.inner_text("#play") == start
    # From a year before the opening one it goes on; a choice by hand stops it.
    page.evaluate("coopgraph.set({ year: 2015 })")
    page.click("#play")
    page.clock.run_for(1800)
    assert page.evaluate("coopgraph.state.year") == 2017
    page.click("#play")
    assert page.inner_text("#play") == start
    page.clock.run_for(5000)
    assert page.evaluate("coopgraph.state.year") == 2017
    silent(here)


def test_map_and_order_of_the_table_stand_in_the_address(at: Open, example_page: Path) -> None:
    here = at(example_page, "view=map")
    page = here.page
    assert page.evaluate("location.hash") == "#view=map"
    page.click("#map-world")
    assert page.evaluate("location.hash") == "#view=map&map=world"
    page.click("#to-table")
    page.click("#sort-name")
    page.click("#sort-name")
    address = page.evaluate("location.hash")
    order = names(page, "#table-body tbody th")
    assert "sort=name-" in address
    assert "map=world" in address
    again = at(example_page, address.lstrip("#")).page
    assert names(again, "#table-body tbody th") == order
    assert again.get_attribute("#table-body th:has(#sort-name)", "aria-sort") == "descending"
    again.click("#to-map")
    assert again.get_attribute("#map-world", "aria-pressed") == "true"
    again.click("#map-france")
    again.click("#to-table")
    again.click("#sort-links")
    again.click("#sort-links")
    assert again.evaluate("location.hash") == "#view=table"
    again.click("#undo")
    assert "sort=links" in again.evaluate("location.hash")
    again.click("#reset")
    assert again.evaluate("location.hash") == ""
    for wrong in ("view=table&sort=nothing", "view=table&sort=links--", "view=map&map=mars"):
        odd = at(example_page, wrong)
        state = odd.page.evaluate("[coopgraph.state.sort, coopgraph.state.map]")
        assert state == ["links-", "france"]
        silent(odd)
    silent(here)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_timeline_is_sorted_by_end_and_keeps_texts_apart(
    at: Open, curated_page: Path, lang: str
) -> None:
    here = at(curated_page, f"view=timeline&lang={lang}")
    page = here.page
    words = "coopgraph.timelineShown().rows.map(({ node, list }) => [node.id, list])"

    def last(spans: list[list[int | None]]) -> float:
        return max(math.inf if end is None else end for _, end in spans)

    rows = page.evaluate(words)
    starts = [spans[0][0] for _, spans in rows]
    assert starts == sorted(starts)
    page.focus("#timeline-order")
    page.select_option("#timeline-order", "end")
    assert page.evaluate("document.activeElement.id") == "timeline-order"
    again = page.evaluate(words)
    assert sorted(one for one, _ in again) == sorted(one for one, _ in rows)
    ends = [last(spans) for _, spans in again]
    assert ends == sorted(ends)
    assert math.isinf(ends[-1])
    address = page.evaluate("location.hash")
    assert "order=end" in address
    second = at(curated_page, address.lstrip("#")).page
    assert second.evaluate(words) == again
    assert second.input_value("#timeline-order") == "end"
    assert page.locator("label[for=timeline-order]").inner_text()
    # Years stand at the ticks, and a law is no bar that goes on for ever.
    ticks = [int(text) for text in page.locator("#timeline-body .ticks text").all_text_contents()]
    assert len(ticks) > 3
    assert all(year % 5 == 0 for year in ticks)
    texts = page.locator("#timeline-texts tr")
    law = texts.filter(has_text="2013-660")
    assert law.locator("td").first.inner_text() == "2013"
    assert law.locator("rect").get_attribute("class") == "text"
    assert texts.count() == 1 + page.evaluate("coopgraph.timelineShown().texts.length") == 4
    assert page.locator("#timeline-body tbody:first-of-type tr", has_text="2013-660").count() == 0
    page.locator("#facets summary").click()
    state = "texte adopté" if lang == "fr" else "text adopted"
    assert "(3)" in page.locator("#facet-status option", has_text=state).inner_text()
    silent(here)


def test_the_timeline_keeps_the_days_of_its_sources(at: Open, curated_page: Path) -> None:
    here = at(curated_page, "view=timeline&year=all")
    page = here.page
    row = page.locator("#timeline-body tr", has_text="PRISME Côte d'Ivoire").first
    assert "depuis le 24 janvier 2023" in row.inner_text()
    bars = page.evaluate(
        """() => {
          const { rows, texts, first, span, now } = coopgraph.timelineShown();
          const all = [...rows, ...texts].map((one) => [one.node.id, coopgraph.timelineBars(one, first, span)]);
          return { now, bars: Object.fromEntries(all) };
        }"""  # noqa: E501
    )
    assert bars["bars"]["prisme-cote-d-ivoire"][0]["from"] == pytest.approx(2023 + 23 / 365)
    # Where a source gives years, both count whole.
    assert bars["bars"]["siric-curie"][-1]["from"] == 2023
    assert bars["bars"]["siric-curie"][-1]["to"] == 2028
    day = page.evaluate("coopgraph.model.asOf")
    first = datetime.date(int(day[:4]), 1, 1)
    days = (datetime.date.fromisoformat(day) - first).days + 1
    length = (first.replace(year=first.year + 1) - first).days
    assert bars["now"] == pytest.approx(first.year + days / length)
    page.evaluate(
        "coopgraph.set({ lang: 'en', node: coopgraph.model.nodeById.get('prisme-cote-d-ivoire') })"
    )
    assert "since 24 January 2023" in page.inner_text("#panel")
    assert "2023-01-24" not in page.inner_text("#panel")
    # The slider goes by years.
    assert page.get_attribute("#year", "step") == "1"
    silent(here)


def test_a_neighbourhood_says_of_how_many_links_it_shows_a_part(
    at: Open, curated_landscape: Any, curated_page: Path, tmp_path: Path
) -> None:
    path = curated_landscape.explore(tmp_path / "near.html", entity="Université de Bordeaux")
    here = at(path, "lang=en")
    page = here.page
    whole = at(curated_page).page
    cut = page.evaluate(
        "coopgraph.model.nodes.map((node) => [node.id, coopgraph.linkCount(node), node.beyond])"
    )
    counts = dict(
        whole.evaluate("coopgraph.model.nodes.map((node) => [node.id, coopgraph.linkCount(node)])")
    )
    assert len(cut) > 20
    assert any(beyond for _, _, beyond in cut)
    for name, count, beyond in cut:
        assert count + beyond == counts[name], name
    name, count, beyond = next(one for one in cut if one[2])
    page.evaluate(
        "(id) => coopgraph.set({ node: coopgraph.model.nodeById.get(id), view: 'list' })", name
    )
    assert f"Links ({count} of {count + beyond})" in page.inner_text("#panel")
    page.locator("#view-list details").evaluate_all(
        "(all) => all.forEach((one) => (one.open = true))"
    )
    page.wait_for_function(
        "(words) => document.getElementById('view-list').innerText.includes(words)",
        arg=f"{count} of {count + beyond} links",
    )
    page.click("#to-table")
    assert f"{count} of {count + beyond}" in page.inner_text("#table-body")
    saved = page.evaluate("coopgraph.asCsv()").split("\n")[0]
    assert "Links in the whole landscape" in saved
    assert "whole landscape" not in whole.evaluate("coopgraph.asCsv()").split("\n")[0]
    # The body in the middle has all its links here.
    assert [beyond for name, _, beyond in cut if name == "universite-de-bordeaux"] == [0]
    silent(here)


FORMULAS = [
    "=1+1", "  =1", "＝1+1", "+33 1", "-1", "-1,5", "+2.5", "-a", "@x", "\t=1", "\n", "'=1",
    "\ufeff=1", "CNRS", "2016", "a=1", "", "－1", "１", "-1-1", "1;2",
]  # fmt: skip


def test_the_page_guards_cells_as_the_commands_do(at: Open, example_page: Path) -> None:
    page = at(example_page, "view=table").page
    found = page.evaluate("(cells) => cells.map(coopgraph.inert)", FORMULAS)
    assert found == [guard_formula(text) for text in FORMULAS]
    assert sum(one != text for one, text in zip(found, FORMULAS, strict=True)) > 8
