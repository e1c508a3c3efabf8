"""Maps, matrix and timeline as images: real text, a legend, the day, the source; nothing loaded."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
VIEWS = ("map", "matrix", "timeline")


@pytest.fixture(scope="module")
def example_page(example_landscape: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(example_landscape.explore(tmp_path_factory.mktemp("figures") / "example.html"))


def saved(page: Any, view: str, kind: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click(f"#save-{view}-{kind}")
    assert download.value.suggested_filename == f"coopgraph-{view}.{kind}"
    path = folder / f"{view}.{kind}"
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_saved_as_a_vector_figure_that_stands_alone(
    opened: Open, curated_page: Path, tmp_path: Path, view: str, lang: str
) -> None:
    tab = opened(accept_downloads=True)
    page = tab.ready(curated_page, f"#view={view}&lang={lang}")
    text = saved(page, view, "svg", tmp_path).read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - made by the page under test
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    title = page.inner_text("h1")
    assert texts[0].startswith(title)
    assert (root.findtext(f"{SVG}title") or "").startswith(title)
    written = " ".join(texts)
    for said in ("#headline", "#as-of", "#status"):
        assert page.inner_text(said) in written
    assert "class=" not in text, "the styles of the page do not reach a file"
    assert "var(" not in text
    assert not re.search(r'(href|src)="|url\((?!#)', text)
    words = {"fr": ("Chaque cercle", "Plus une case", "fin non énoncée")}.get(
        lang, ("Each circle", "The darker", "end not stated")
    )
    assert words[VIEWS.index(view)] in written
    if view == "map":
        circles = sum(1 for _ in root.iter(f"{SVG}circle"))
        assert circles == page.locator("#map-body circle").count() > 40
        assert all(circle.get("fill", "").startswith("#") for circle in root.iter(f"{SVG}circle"))
    if view == "matrix":
        for row in page.locator("#matrix-body tbody tr").all()[:3]:
            cells = [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
            start = texts.index(cells[0])
            assert texts[start : start + len(cells)] == cells
    if view == "timeline":
        rows = page.locator("#timeline-body tbody tr").count()
        bars = page.locator("#timeline-body tbody svg rect").count()
        assert sum(1 for _ in root.iter(f"{SVG}rect")) == bars + 4 + 1, "bars, legend, ground"
        assert rows > 60
    assert tab.messages == []
    assert tab.requests == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_matrix_of_priorities_is_saved_with_the_shapes_of_its_states(
    opened: Open, curated_page: Path, tmp_path: Path, lang: str
) -> None:
    tab = opened(accept_downloads=True)
    page = tab.ready(curated_page, f"#view=matrix&rows=priorities&lang={lang}")
    text = saved(page, "matrix", "svg", tmp_path).read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - made by the page under test
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    marks = sum(1 for tag in ("polygon", "circle") for _ in root.iter(f"{SVG}{tag}"))
    cells = page.locator("#matrix-body .state-cell").count()
    assert cells > 20
    assert marks == cells + 6, "a mark a cell, and the legend of the six states"
    for place in page.locator("#matrix-body tbody th").all_inner_texts():
        assert place in texts
    for name in page.evaluate("coopgraph.gapStates.map(({ name }) => coopgraph.say(name))"):
        assert any(one.startswith(f"{name} (") for one in texts)
    assert page.locator("#strategy option:checked").inner_text().rpartition(" (")[0] in " ".join(
        texts
    )
    assert tab.messages == []
    assert tab.requests == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_saved_as_a_sharp_bitmap(
    opened: Open, example_page: Path, tmp_path: Path, view: str
) -> None:
    tab = opened(accept_downloads=True)
    page = tab.ready(example_page, f"#view={view}")
    raw = saved(page, view, "png", tmp_path).read_bytes()
    assert raw.startswith(b"\x89PNG\r\n")
    size = page.evaluate(
        """(view) => {
          const figure = coopgraph.viewFigure(view);
          return ['width', 'height'].map((name) => Number(figure.getAttribute(name)));
        }""",
        view,
    )
    assert list(struct.unpack(">II", raw[16:24])) == [int(2 * int(side)) for side in size]
    assert len(raw) > 10_000
    assert tab.messages == []


def test_hostile_names_stay_texts_in_every_figure(
    opened: Open, hostile_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    for iri in hostile_graph.nodes:
        data = hostile_graph.nodes[iri]
        data.update(lat=48.0, lon=2.0, start=2010, region=iri, city=iri, kind="agreement")
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile_graph), encoding="utf-8")
    for view in VIEWS:
        tab = opened(accept_downloads=True)
        page = tab.ready(path, f"#view={view}")
        text = saved(page, view, "svg", tmp_path).read_text(encoding="utf-8")
        root = ET.fromstring(text)  # noqa: S314 - made by the page under test
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "text", "tspan", "g", "path", "circle"}
        assert page.evaluate("window.__xss") is None
        assert tab.messages == []
