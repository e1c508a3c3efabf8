"""The drawing by WebGL: the same page, the same state, and a canvas when WebGL is not there."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.outputs.explorer import page as page_module
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.page import render_page
from coopgraph.outputs.explorer.views import Pair
from coopgraph.outputs.safe_text import visible
from coopgraph.sources.vintage import SourceInfo
from tests.explorer.conftest import HOSTILE, Opened

Open = Callable[..., Opened]
#: Makes the browser say that it has a graphics card, which a machine for tests has not.
PRETEND = """
const real = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return real.call(this, kind, { ...options, failIfMajorPerformanceCaveat: false });
};
const get = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  return name === 37446 ? 'ANGLE (A Graphics Card, OpenGL 4.6)' : get.call(this, name);
};
"""


def render(graph: Any, engine: str) -> str:
    sources = [
        SourceInfo("src", "document", "Document", "https://example.org/a", "2020"),
        *(SourceInfo(f"src-{n}", "page", t, t, t, t, t) for n, t in enumerate(HOSTILE)),
    ]
    return render_page(build_model(graph, sources=sources, title=Pair.same("Essai")), engine)


@pytest.fixture(scope="session")
def webgl_browser(chromium: str, playwright: Any) -> Iterator[Any]:
    """A headless Chromium that draws WebGL on the processor."""
    flags = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--no-first-run"]
    flags += ["--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    started = playwright.chromium.launch(executable_path=chromium, args=flags)
    yield started
    started.close()


@pytest.fixture
def webgl(webgl_browser: Any) -> Iterator[Open]:
    """Open pages in a context with WebGL that refuses every request over the network."""
    contexts = []

    def run(*, width: int = 1400, height: int = 900, script: str = "", **options: Any) -> Opened:
        context = webgl_browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_offline(True)
        context.set_default_timeout(20_000)
        if script:
            context.add_init_script(script)
        contexts.append(context)
        return Opened(context.new_page())

    yield run
    for context in contexts:
        context.close()


@pytest.fixture
def small(small_graph: Any, tmp_path: Path) -> Path:
    path = tmp_path / "small.html"
    path.write_text(render(small_graph, "sigma"), encoding="utf-8")
    return path


@pytest.fixture
def large(map_graph: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of which `auto` says that it is large."""
    monkeypatch.setattr(page_module, "ORDINARY", 200)
    path = tmp_path / "large.html"
    path.write_text(render(map_graph, "auto"), encoding="utf-8")
    return path


def silent(tab: Opened) -> None:
    assert tab.messages == []
    assert tab.requests == []


def engine(page: Any) -> str:
    return str(
        page.evaluate(
            """() => document.querySelector('.sigma-network') ? 'sigma'
              : document.querySelector('.vis-network') ? 'vis' : 'none'"""
        )
    )


def pixels(page: Any) -> tuple[int, int, list[bytes]]:
    """Return what is seen of the drawing: width, height, and the colour of each point."""
    picture = base64.b64encode(page.locator("#network").screenshot()).decode()
    blank = page.context.new_page()
    width, height, letters = blank.evaluate(
        """async (picture) => {
          const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const ctx = canvas.getContext('2d');
          ctx.drawImage(image, 0, 0);
          const { data } = ctx.getImageData(0, 0, image.width, image.height);
          let letters = '';
          for (let i = 0; i < data.length; i += 8192) {
            letters += String.fromCharCode(...data.subarray(i, i + 8192));
          }
          return [image.width, image.height, btoa(letters)];
        }""",
        picture,
    )
    blank.close()
    data = base64.b64decode(letters)
    return width, height, [data[i : i + 3] for i in range(0, len(data), 4)]


def place(page: Any, name: str) -> tuple[float, float]:
    """Return where a mark stands on the screen."""
    x, y = page.evaluate(
        """name => {
          const { index } = coopgraph.model.nodeById.get(name);
          const { network } = coopgraph;
          const { x, y } = network.canvasToDOM(network.getPosition('n' + index));
          const box = document.querySelector('#network').getBoundingClientRect();
          return [x + box.left, y + box.top];
        }""",
        name,
    )
    return x, y


def lose(page: Any) -> None:
    page.evaluate(
        """() => {
          const gl = document.querySelector('.sigma-nodes').getContext('webgl2');
          gl.getExtension('WEBGL_lose_context').loseContext();
        }"""
    )
    page.wait_for_function("() => document.querySelector('.vis-network canvas')")


def test_the_file_holds_sigma_only_where_it_may_draw(
    small_graph: Any, map_graph: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    island = 'id="webgl"'
    pages = {name: render(small_graph, name) for name in page_module.ENGINES}
    assert [name for name, text in pages.items() if island in text] == ["sigma"]
    assert pages["auto"] == pages["pyvis"]
    assert 'data-when="always"' in pages["sigma"]
    assert "coopgraph.sigmaPrograms" not in pages["pyvis"].replace("cg.", "coopgraph.")
    monkeypatch.setattr(page_module, "ORDINARY", 200)
    assert 'data-when="gpu"' in render(map_graph, "auto")
    assert island not in render(map_graph, "pyvis")
    assert render(map_graph, "auto") == render(map_graph, "auto")


def test_teams_inside_units_do_not_make_a_landscape_large(
    team_graph: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "ORDINARY", 5)
    assert 'id="webgl"' not in render(team_graph, "auto")


def test_the_command_line_knows_the_engine(example_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    command = ["explore", "--no-open", "--data", str(example_folder), "--engine", "sigma"]
    result = CliRunner().invoke(cli, [*command, "--as-of", "2024-12-31", "-o", str(target)])
    assert result.exit_code == 0, result.stderr
    assert 'id="webgl"' in target.read_text(encoding="utf-8")


@pytest.mark.browser
def test_opens_and_draws_marks_lines_and_discs_without_network(webgl: Open, large: Path) -> None:
    tab = webgl(script=PRETEND)
    page = tab.ready(large)
    page.wait_for_timeout(300)
    assert engine(page) == "sigma"
    assert page.evaluate("typeof vis") == "undefined", "the other library is not even unpacked"
    _, _, colours = pixels(page)
    sky = sum(abs(r - 0x56) + abs(g - 0xB4) + abs(b - 0xE9) < 24 for r, g, b in colours)
    assert sky > 2_000, "the units"
    assert len(set(colours)) > 100
    assert page.locator("#drawing-note").is_hidden()
    silent(tab)


@pytest.mark.browser
def test_each_shape_is_drawn_as_in_the_legend(webgl: Open, tmp_path: Path) -> None:
    from tests.explorer.conftest import ID, empty_graph, node

    graph = empty_graph()
    # Square, triangle, diamond, triangle on its head, dot, star, hexagon.
    kinds = (
        "research-organisation",
        "higher-education",
        "hospital",
        "company",
        "research-unit",
        "labelled-site",
        "international",
    )
    for kind in kinds:
        graph.add_node(f"{ID}k-{kind}", **node(kind, "Company", kind))
    path = tmp_path / "shapes.html"
    path.write_text(render(graph, "sigma"), encoding="utf-8")
    page = webgl().ready(path)
    page.wait_for_timeout(200)
    probes = page.evaluate(
        """() => {
          const { network, model, drawing, outlines } = coopgraph;
          const inside = (outline, x, y) => {
            if (!outline) return Math.hypot(x, y) < 1;
            let odd = false;
            outline.forEach(([ax, ay], i) => {
              const [bx, by] = outline[(i + 1) % outline.length];
              if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
            });
            return odd;
          };
          network.moveTo({ scale: 6 });
          const found = [];
          for (const node of model.nodes) {
            const { shape, size, x, y } = drawing.nodes[node.index];
            network.moveTo({ position: { x, y } });
            const points = [];
            for (let i = -13; i <= 13; i += 2) for (let j = -13; j <= 13; j += 2) {
              const [px, py] = [i / 10, j / 10];
              const near = [[0.12, 0], [-0.12, 0], [0, 0.12], [0, -0.12]];
              const side = inside(outlines[shape], px, py);
              if (near.every(([dx, dy]) => inside(outlines[shape], px + dx, py + dy) === side)) {
                points.push([px * size * 6, py * size * 6, side]);
              }
            }
            found.push([node.index, x, y, points]);
          }
          return found;
        }"""
    )
    for index, x, y, points in probes:
        # The label would lie over the mark.
        page.evaluate(
            """([x, y]) => {
              coopgraph.network.moveTo({ position: { x, y }, scale: 6 });
              for (const name of ['under', 'above']) {
                document.querySelector('.sigma-' + name).style.visibility = 'hidden';
              }
            }""",
            [x, y],
        )
        page.wait_for_timeout(120)
        width, height, colours = pixels(page)
        ground = colours[5 * width + 5]
        tried = {True: 0, False: 0}
        for dx, dy, side in points:
            at = round(height / 2 + dy) * width + round(width / 2 + dx)
            assert (colours[at] != ground) == side, (index, dx, dy, side)
            tried[side] += 1
        assert tried[True] > 10
        assert tried[False] > 10


@pytest.mark.browser
def test_clicks_choose_marks_and_let_go(webgl: Open, small: Path) -> None:
    tab = webgl()
    page = tab.ready(small)
    page.wait_for_timeout(200)
    page.mouse.click(*place(page, "school"))
    page.wait_for_function("() => coopgraph.state.node && coopgraph.state.node.id === 'school'")
    assert page.locator("#chosen").inner_text().strip() == "École d’essai"
    assert page.evaluate("coopgraph.network.getSelectedNodes().length") == 1
    page.wait_for_timeout(600)
    box = page.locator("#network").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + 8)
    page.wait_for_function("() => coopgraph.state.node === null")
    page.wait_for_timeout(400)
    page.mouse.dblclick(*place(page, "body"))
    page.wait_for_function("() => coopgraph.state.centre && coopgraph.state.centre.id === 'body'")
    silent(tab)


@pytest.mark.browser
def test_a_finger_chooses_and_moves_the_picture_not_the_marks(webgl: Open, small: Path) -> None:
    tab = webgl(width=390, height=844, has_touch=True, is_mobile=True)
    page = tab.ready(small)
    page.evaluate("document.querySelector('#network').scrollIntoView()")
    page.wait_for_timeout(400)
    page.touchscreen.tap(*place(page, "school"))
    page.wait_for_function("() => coopgraph.state.node && coopgraph.state.node.id === 'school'")
    page.wait_for_timeout(600)
    at = page.evaluate("coopgraph.network.getPosition('n1')")
    x, y = place(page, "school")
    touch = page.context.new_cdp_session(page)
    for kind, dx in (("touchStart", 0), ("touchMove", 20), ("touchMove", 60), ("touchEnd", None)):
        points = [] if dx is None else [{"x": x + dx, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_timeout(300)
    assert place(page, "school")[0] > x + 30
    assert page.evaluate("coopgraph.network.getPosition('n1')") == at
    silent(tab)


@pytest.mark.browser
def test_parallel_links_are_apart_and_each_can_be_clicked(webgl: Open, small: Path) -> None:
    tab = webgl()
    page = tab.ready(small, "#e=body")
    page.wait_for_timeout(600)
    curves = page.evaluate(
        """() => coopgraph.model.links
          .filter((link) => coopgraph.model.linkKinds[link.kind].id === 'partnership')
          .map((link) => {
            const { network, model } = coopgraph;
            const [a, b] = [link.tail, link.head].map((end) => network.getPosition('n' + end));
            const { bend } = network.graph.getEdgeAttributes('e' + link.index);
            const middle = bend ? coopgraph.via(a, b, bend) : null;
            const at = middle
              ? { x: (a.x + b.x) / 4 + middle[0] / 2, y: (a.y + b.y) / 4 + middle[1] / 2 }
              : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
            const seen = network.canvasToDOM(at);
            const box = document.querySelector('#network').getBoundingClientRect();
            return [link.id, seen.x + box.left, seen.y + box.top];
          })"""
    )
    assert len(curves) == 2
    (_, ax, ay), (_, bx, by) = curves
    assert abs(ax - bx) + abs(ay - by) > 8, "drawn apart"
    for name, x, y in curves:
        page.mouse.click(x, y)
        page.wait_for_function(
            f"() => coopgraph.state.link && coopgraph.state.link.id === '{name}'"
        )
        assert page.evaluate("coopgraph.network.getSelectedEdges().length") == 1
        page.evaluate("coopgraph.choose(coopgraph.model.nodeById.get('body'))")
        page.wait_for_timeout(500)
    silent(tab)


@pytest.mark.browser
def test_filters_hide_marks_and_hidden_marks_cannot_be_met(webgl: Open, small: Path) -> None:
    tab = webgl()
    page = tab.ready(small)
    at = place(page, "u-2")
    page.locator("#hiddenNodes-research-unit").uncheck()
    page.wait_for_timeout(300)
    assert page.evaluate("coopgraph.network.shownNodes().length") == 2
    page.mouse.click(*at)
    page.wait_for_timeout(300)
    assert page.evaluate("coopgraph.state.node") is None
    _, _, colours = pixels(page)
    assert not [c for c in colours if abs(c[0] - 0x56) + abs(c[1] - 0xB4) + abs(c[2] - 0xE9) < 24]
    page.locator("#all-kinds").click()
    page.wait_for_timeout(300)
    page.mouse.click(*at)
    page.wait_for_function("() => coopgraph.state.node && coopgraph.state.node.id === 'u-2'")
    silent(tab)


@pytest.mark.browser
def test_walks_by_keyboard_zooms_and_drags(webgl: Open, small: Path) -> None:
    tab = webgl()
    page = tab.ready(small)
    page.locator("#network > [role=application]").focus()
    assert page.locator("#network > [role=application]").get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Boolean(coopgraph.state.node)")
    page.keyboard.press("Escape")
    assert page.evaluate("coopgraph.state.node") is None
    page.keyboard.press("0")
    page.wait_for_timeout(500)
    before = page.evaluate("coopgraph.network.getScale()")
    page.keyboard.press("+")
    page.wait_for_timeout(500)
    assert page.evaluate("coopgraph.network.getScale()") == pytest.approx(before * 1.4)
    page.keyboard.press("0")
    page.wait_for_timeout(500)
    x, y = place(page, "school")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 20, steps=4)
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    assert place(page, "school") == pytest.approx((x + 60, y + 40), abs=1.5)
    assert page.evaluate("coopgraph.state.node") is None, "a drag is not a click"
    box = page.locator("#network").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 70, box["y"] + 20, steps=5)
    page.mouse.up()
    page.wait_for_timeout(400)
    assert place(page, "school")[0] > x + 90, "the picture moves with the mouse"
    silent(tab)


@pytest.mark.browser
@pytest.mark.parametrize("script", ["", PRETEND], ids=["always", "auto"])
def test_a_lost_context_falls_back_and_keeps_choice_filters_and_view(
    webgl: Open, small: Path, large: Path, script: str
) -> None:
    tab = webgl(script=script)
    page = tab.ready(large if script else small, "#e=u-1&nolinks=association&lang=en")
    page.wait_for_timeout(600)
    assert engine(page) == "sigma"
    page.locator("#network > [role=application]").focus()
    state = "[coopgraph.state.node.id, coopgraph.status, location.hash]"
    before = page.evaluate(state)
    at = place(page, "u-1")
    lose(page)
    page.wait_for_timeout(300)
    assert engine(page) == "vis"
    assert page.evaluate(state) == before
    note = page.locator("#drawing-note")
    assert note.is_visible()
    assert "graphics card" in note.inner_text()
    # The note takes a line: the picture keeps its middle.
    assert place(page, "u-1")[0] == pytest.approx(at[0], abs=2)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "application"
    page.keyboard.press("Escape")
    assert page.evaluate("coopgraph.state.node") is None
    assert page.locator("#arrange").is_visible()
    page.locator("button[data-lang=fr]").click()
    assert "carte graphique" in note.inner_text()
    silent(tab)


@pytest.mark.browser
def test_without_webgl_the_same_file_draws_on_a_canvas_and_says_so(
    opened: Open, small: Path
) -> None:
    tab = opened()
    tab.page.add_init_script("delete window.WebGL2RenderingContext")
    page = tab.ready(small)
    assert engine(page) == "vis"
    assert page.evaluate("typeof sigmaParts") == "undefined"
    assert "WebGL" in page.locator("#drawing-note").inner_text()
    silent(tab)


@pytest.mark.browser
def test_auto_does_not_choose_sigma_without_a_graphics_card(webgl: Open, large: Path) -> None:
    tab = webgl()
    page = tab.ready(large)
    assert engine(page) == "vis"
    assert "carte graphique" in page.locator("#drawing-note").inner_text()
    silent(tab)


@pytest.mark.browser
def test_a_broken_driver_falls_back(webgl: Open, small: Path) -> None:
    tab = webgl(
        script="WebGL2RenderingContext.prototype.getShaderParameter = () => false;"
        "WebGL2RenderingContext.prototype.getShaderInfoLog = () => 'no';"
    )
    page = tab.ready(small, "#e=body")
    page.wait_for_function("() => document.querySelector('.vis-network canvas')")
    assert page.evaluate("coopgraph.state.node.id") == "body"
    assert page.locator("#drawing-note").is_visible()
    silent(tab)


@pytest.mark.browser
def test_hostile_texts_stay_text(webgl: Open, hostile_graph: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile_graph, "sigma"), encoding="utf-8")
    tab = webgl()
    page = tab.ready(path)
    assert engine(page) == "sigma"
    for number, text in enumerate(map(visible, HOSTILE)):
        page.evaluate(f"coopgraph.choose(coopgraph.model.nodeById.get('h-{number}'))")
        shown = page.locator("#chosen").text_content()
        assert json.dumps(text.strip())[1:-1] in json.dumps(shown)
    page.wait_for_timeout(300)
    assert page.evaluate("window.__xss") is None
    silent(tab)


@pytest.mark.browser
def test_figures_are_those_of_the_other_engine(
    webgl: Open, opened: Open, small_graph: Any, small: Path, tmp_path: Path
) -> None:
    other = tmp_path / "pyvis.html"
    other.write_text(render(small_graph, "pyvis"), encoding="utf-8")
    figures = []
    for tab, path in ((webgl(), small), (opened(), other)):
        page = tab.ready(path)
        page.wait_for_timeout(200)
        page.evaluate("coopgraph.network.moveTo({ position: { x: 0, y: 0 }, scale: 0.5 })")
        page.wait_for_timeout(300)
        figures.append(page.evaluate("coopgraph.figureText()"))
    assert "<path" in figures[0]
    assert figures[0].count("<path") == figures[1].count("<path")
    assert figures[0].count("<text") == figures[1].count("<text")


@pytest.mark.browser
def test_opens_on_another_view_and_is_whole_when_shown(webgl: Open, small: Path) -> None:
    tab = webgl()
    page = tab.ready(small, "#view=table")
    page.click("#to-network")
    page.wait_for_timeout(300)
    box = page.locator("#network").bounding_box()
    for name in ("body", "school", "u-1", "u-2"):
        x, y = place(page, name)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    middle = page.evaluate("coopgraph.network.getViewPosition()")
    scale = page.evaluate("coopgraph.network.getScale()")
    page.set_viewport_size({"width": 1200, "height": 760})
    page.wait_for_timeout(300)
    assert page.evaluate("coopgraph.network.getScale()") == pytest.approx(scale)
    assert page.evaluate("coopgraph.network.getViewPosition()") == pytest.approx(middle)
    silent(tab)


@pytest.mark.browser
def test_follows_dark_mode(webgl: Open, small: Path) -> None:
    tab = webgl(color_scheme="dark")
    page = tab.ready(small)
    page.wait_for_timeout(200)
    dark = pixels(page)[2]
    assert Counter(dark).most_common(1)[0][0] == bytes((0x12, 0x18, 0x1F))
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(300)
    light = pixels(page)[2]
    assert Counter(light).most_common(1)[0][0] == b"\xff\xff\xff"
    silent(tab)
