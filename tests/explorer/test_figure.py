"""What is taken away from the page: SVG, PNG, a copied address, a printed sheet."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def small_page(small_graph: Any, render: Callable[..., str], tmp_path: Path) -> Path:
    """The explorer of a body, a school and two units."""
    path = tmp_path / "small.html"
    path.write_text(render(small_graph), encoding="utf-8")
    return path


def saved(page: Any, button: str, folder: Path) -> Path:
    """Click a button that saves a file; return the file."""
    with page.expect_download() as download:
        page.click(button)
    target = folder / str(download.value.suggested_filename)
    download.value.save_as(target)
    return target


def texts(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def silent(*tabs: Any) -> None:
    for tab in tabs:
        assert tab.messages == []
        assert tab.requests == []


def test_the_svg_has_labels_as_text_legend_date_and_source(
    opened: Open, small_page: Path, tmp_path: Path
) -> None:
    tab = opened()
    page = tab.ready(small_page)
    file = saved(page, "#save-svg", tmp_path)
    assert file.name == "coopgraph.svg"
    root = ET.parse(file).getroot()  # noqa: S314 - made by the page under test
    assert root.find(f"{SVG}title").text == "Essai"  # type: ignore[union-attr]
    words = texts(root)
    for word in ("Essai", "École d’essai", "Organisme d’essai", "Universités et écoles", "Tutelle"):
        assert any(word in text for text in words), word
    assert "Hôpitaux et centres de soins" not in words, "only kinds that are shown"
    assert any("31 décembre 2024" in text for text in words)
    assert any("Document d’essai" in text for text in words)
    assert not list(root.iter(f"{SVG}image"))
    colours = {node.get(name) for node in root.iter() for name in ("fill", "stroke")} - {None}
    assert all(one == "none" or re.fullmatch("#[0-9a-fA-F]{6}", str(one)) for one in colours)
    silent(tab)


def test_the_svg_shows_what_is_in_view_and_nothing_else(
    opened: Open, small_page: Path, tmp_path: Path
) -> None:
    page = opened().ready(small_page, "#e=school&near=1&lang=en")
    words = texts(ET.parse(saved(page, "#save-svg", tmp_path)).getroot())  # noqa: S314
    assert "Universities and schools" in words
    assert not any("Unité seule" in text for text in words)
    page.click("#to-list")
    page.click("#to-network")
    assert page.is_enabled("#save-svg")


def test_hostile_labels_are_texts_of_the_svg(
    opened: Open, hostile_graph: Any, render: Callable[..., str], tmp_path: Path
) -> None:
    labels = [data["label_fr"] for _, data in hostile_graph.nodes(data=True)]
    for data in hostile_graph.nodes.values():
        data["acronym"] = ""
    hostile_graph.nodes[next(iter(hostile_graph))]["label_fr"] = "bell\x07<b>"
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile_graph, title=labels[1]), encoding="utf-8")
    tab = opened()
    page = tab.ready(path, "#e=h-0")
    root = ET.parse(saved(page, "#save-svg", tmp_path)).getroot()  # noqa: S314
    words = texts(root)
    assert any(word.startswith(f"{labels[1]} – bell") for word in words)
    assert "bell\ufffd<b>" in words
    names = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "text", "clipPath", "g", "path"}
    assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)
    assert page.evaluate("window.__xss") is None
    silent(tab)


def test_the_png_is_the_same_figure_twice_as_sharp(
    opened: Open, small_page: Path, tmp_path: Path
) -> None:
    tab = opened()
    page = tab.ready(small_page)
    root = ET.parse(saved(page, "#save-svg", tmp_path)).getroot()  # noqa: S314
    raw = saved(page, "#save-png", tmp_path).read_bytes()
    assert raw.startswith(b"\x89PNG")
    size = [int.from_bytes(raw[at : at + 4], "big") for at in (16, 20)]
    wanted = [2 * float(root.attrib[name]) for name in ("width", "height")]
    assert all(abs(a - b) <= 2 for a, b in zip(size, wanted, strict=True))
    colours = page.evaluate(
        """async (letters) => {
          const bytes = Uint8Array.from(atob(letters), (one) => one.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = document.createElement('canvas');
          canvas.width = bitmap.width; canvas.height = bitmap.height;
          const ctx = canvas.getContext('2d');
          ctx.drawImage(bitmap, 0, 0);
          const { data } = ctx.getImageData(0, 0, bitmap.width, bitmap.height);
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4) {
            seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
          }
          return ['0072b2', 'e69f00', '56b4e9'].filter((one) => seen.has(parseInt(one, 16)));
        }""",
        base64.b64encode(raw).decode(),
    )
    assert colours == ["0072b2", "e69f00", "56b4e9"], "body, school and unit in their colours"
    silent(tab)


def test_the_printed_sheet_holds_vectors_and_the_screen_is_as_before(
    opened: Open, small_page: Path, tmp_path: Path
) -> None:
    tab = opened(color_scheme="dark")
    page = tab.ready(small_page, "#e=body")
    positions = page.evaluate("JSON.stringify(coopgraph.network.getPositions())")
    sheet = page.pdf(prefer_css_page_size=True)
    assert b"/Subtype /Image" not in sheet, "a canvas would be a bitmap"
    assert b"/Font" in sheet
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    figure = page.locator("#on-paper svg")
    assert figure.locator("text", has_text="Organisme d’essai").count()
    ground = figure.locator("rect").first.get_attribute("fill")
    assert ground == "#ffffff", "paper is white, whatever the screen is"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert figure.count() == 0
    assert page.evaluate("JSON.stringify(coopgraph.network.getPositions())") == positions
    silent(tab)


def test_the_address_is_copied_or_it_is_said_why_not(opened: Open, small_page: Path) -> None:
    tab = opened(permissions=["clipboard-read", "clipboard-write"])
    page = tab.ready(small_page, "#e=body")
    page.locator("#copy").focus()
    page.keyboard.press("Enter")
    page.locator("#said", has_text="Adresse copiée").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.click("#copy")
    page.locator("#said", has_text="barre").wait_for()
    assert page.evaluate("document.activeElement.id") == "copy"


@pytest.mark.parametrize("fragment", ["#e=chu-de-lille&near=1", ""])
def test_the_legend_is_whole_and_the_title_says_what_is_seen(
    opened: Open, curated_page: Path, tmp_path: Path, fragment: str
) -> None:
    page = opened().ready(curated_page, fragment)
    told = page.evaluate(
        """() => {
          const svg = coopgraph.figure();
          document.body.append(svg);
          const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)));
          const boxes = [...svg.querySelectorAll(':scope > text')].map((one) => one.getBBox());
          const title = svg.querySelector(':scope > text').textContent;
          const clip = svg.querySelector('clipPath rect');
          const clipped = ['width', 'height'].map((name) => Number(clip.getAttribute(name)));
          const { view } = coopgraph.seen(false);
          svg.remove();
          return {
            title, width, height, clipped, view, year: coopgraph.state.year,
            right: Math.max(...boxes.map((box) => box.x + box.width)),
            bottom: Math.max(...boxes.map((box) => box.y + box.height)),
          };
        }"""
    )
    assert told["right"] <= told["width"]
    assert told["bottom"] <= told["height"]
    assert told["title"].endswith(f"– {told['year']}")
    if fragment:
        assert "CHU de Lille" in told["title"]
        view = told["view"]
        # The ground of the steps is centred on the entity: the view holds it on both sides.
        top, bottom = view["top"], view["top"] + view["height"]
        assert abs(top + bottom) < 0.2 * view["height"]
    page.evaluate("coopgraph.set({ facets: { region: 'Bretagne\\u0000Brittany' }, node: null })")
    assert "Région\u00a0: Bretagne" in page.evaluate(
        "[...coopgraph.figure().querySelectorAll(':scope > text')].map((o) => o.textContent)"
        ".join(' ')"
    )
