"""The report as HTML: it loads and runs nothing, is read by everybody, and prints."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coopgraph.outputs.report.blocks import (
    Column,
    Count,
    Counts,
    Grid,
    Marked,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    Span,
    line,
    plain,
    record_anchor,
    walk,
)
from coopgraph.outputs.report.figures.frame import Plot
from coopgraph.outputs.report.formats import render_report
from coopgraph.outputs.report.html_page import plain_text
from coopgraph.outputs.report.style import HouseStyle, Logo
from coopgraph.outputs.report.values import shown
from tests.report.sample import HOSTILE, sample_report

#: What runs, loads or sends.
ACTIVE = frozenset(
    [
        *("script", "noscript", "iframe", "frame", "object", "embed", "applet", "base", "form"),
        *("input", "button", "link", "audio", "video", "source", "track", "template", "slot"),
        *("canvas", "animate", "set", "foreignobject"),
    ]
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[..., Any]


class Elements(HTMLParser):
    """Every element with its attributes, and the texts of the headings and captions."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [found[attribute] for _, found in self.found if attribute in found]


@pytest.fixture(scope="module")
def written(
    real_report: Callable[[str], Report], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Path]:
    """Write the sample or the real report in a language, once."""
    folder = tmp_path_factory.mktemp("html")

    def run(which: str, lang: str) -> Path:
        path = folder / f"{which}-{lang}.html"
        if not path.exists():
            report = sample_report(lang) if which == "sample" else real_report(lang)  # type: ignore[arg-type]
            path.write_bytes(render_report(report, "html"))
        return path

    return run


@pytest.fixture
def tab(browser: Any) -> Iterator[Open]:
    """Open a file in a context without a network; what it asks for or complains of is kept."""
    contexts = []

    def run(path: Path, *, width: int = 1200, fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_offline(True)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.said.append(request.url))
        page.goto(path.as_uri() + fragment)
        assert page.said == [path.as_uri()]
        return page

    yield run
    for context in contexts:
        context.close()


def text_of(report: Report, **style: Any) -> str:
    return render_report(report, "html", style=HouseStyle(**style)).decode("utf-8")


def one_block(*blocks: Any, lang: Any = "en") -> Report:
    return replace(sample_report(lang), sections=(Section("one", "One", blocks),), annex=())


@pytest.mark.parametrize("which", ["sample", "real"])
def test_nothing_is_loaded_and_nothing_runs(
    written: Callable[[str, str], Path], which: str
) -> None:
    text = written(which, "fr").read_text(encoding="utf-8")
    elements = Elements(text)
    names = Counter(tag for tag, _ in elements.found)
    assert not ACTIVE & set(names)
    attributes = {name for _, found in elements.found for name in found}
    assert not [name for name in attributes if name.startswith("on")]
    assert not {"src", "srcset", "style", "action", "background", "ping"} & attributes
    assert all(
        address.startswith(("#", "https://", "http://")) for address in elements.values("href")
    )
    policy = next(
        found["content"]
        for found in elements.named("meta")
        if found.get("http-equiv") == "Content-Security-Policy"
    )
    (sheet,) = re.findall(r"<style>(.*?)</style>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"url\((?!#)|@import", sheet)


@pytest.mark.parametrize("which", ["sample", "real"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_link_leads_somewhere_and_every_id_is_one(
    written: Callable[[str, str], Path], which: str, lang: str
) -> None:
    text = written(which, lang).read_text(encoding="utf-8")
    elements = Elements(text)
    ids = elements.values("id")
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    inner = [address[1:] for address in elements.values("href") if address.startswith("#")]
    assert len(inner) > 20
    pointed = [name for found in elements.values("aria-labelledby") for name in found.split()]
    clips = re.findall(r"url\(#([^)]*)\)", text)
    assert set(inner) | set(pointed) | set(clips) <= set(ids)
    assert elements.named("html") == [{"lang": lang}]


def test_the_real_report_is_light(written: Callable[[str, str], Path]) -> None:
    assert written("real", "fr").stat().st_size < 3_000_000


def test_landmarks_headings_and_tables(written: Callable[[str, str], Path]) -> None:
    for which in ("sample", "real"):
        text = written(which, "fr").read_text(encoding="utf-8")
        elements = Elements(text)
        names = [tag for tag, _ in elements.found]
        assert [names.count(tag) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
        levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
        steps = [after - before for before, after in pairwise(levels)]
        assert levels[0] == 1 and max(steps) <= 1
        assert names.count("table") == names.count("caption") > 0
        assert all(found.get("scope") in ("col", "row") for found in elements.named("th"))
        assert names.index("nav") < names.index("main") < names.index("footer")


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_hostile_labels_are_shown_as_typed(
    tab: Open, written: Callable[[str, str], Path], lang: str
) -> None:
    page = tab(written("sample", lang))
    report = sample_report(lang)  # type: ignore[arg-type]
    wanted = [plain_text(text) for text in HOSTILE]
    assert page.locator("#table-hostile tbody th").all_inner_texts() == wanted
    assert page.locator("#table-hostile tbody th [lang=en]").count() == len(HOSTILE)
    findings = page.locator("#annex-A-candidate tbody td:nth-child(2)")
    assert findings.all_inner_texts() == wanted
    units = page.locator("#table-hostile tbody td.n").all_inner_texts()
    assert units == [shown(number * 1000, report.lang) for number in range(len(HOSTILE))]
    assert page.locator(".subtitle").inner_text() == "sample <b>report</b>"
    page.locator("summary").last.click()
    block = report.annex[-1].blocks[0]
    assert page.locator("pre").inner_text() == block.text  # type: ignore[union-attr]
    assert page.evaluate("document.scripts.length") == 0
    drawn = page.locator("svg text").all_text_contents()
    assert "announced <&>" in drawn and "FHU" in drawn


@pytest.mark.browser
def test_what_is_written_from_right_to_left_leaves_its_neighbours_in_place(
    tab: Open, tmp_path: Path
) -> None:
    """The number after an Arabic name stays to the right of it, and an override is only a sign."""
    path = tmp_path / "a.html"
    marks = Paragraph(line("\u202eabc", Span("12345", strong=True)))
    path.write_text(
        text_of(one_block(Paragraph(line("جامعة 7", Span(" 12345", strong=True))), marks))
    )
    page = tab(path)
    for place in (page.locator("p bdi"), page.locator("main p").nth(1)):
        left = place.evaluate("e => e.getClientRects()[0].left")
        paragraph = place.locator("xpath=ancestor-or-self::p")
        right = paragraph.locator("strong").evaluate("e => e.getClientRects()[0].left")
        assert left < right
    assert page.locator("main p").nth(1).inner_text().strip() == "\ufffdabc12345"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("which", "lang", "scheme"),
    [
        *(("sample", lang, scheme) for lang in ("fr", "en") for scheme in ("light", "dark")),
        # Whole pages take twenty seconds each and more: one of each language, one in the dark.
        pytest.param("real", "fr", "light", marks=pytest.mark.slow),
        pytest.param("real", "en", "dark", marks=pytest.mark.slow),
    ],
)
def test_no_violation_is_found_by_axe(
    tab: Open, written: Callable[[str, str], Path], which: str, lang: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = tab(written(which, lang), color_scheme=scheme)
    page.set_default_timeout(300_000)
    result = axe.run(page, options={"runOnly": WCAG}).response
    assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == []
    assert len(result["passes"]) > 20
    # All of it was looked at, the long tables of the annex as well.
    (contrast,) = (one for one in result["passes"] if one["id"] == "color-contrast")
    filled = "e => e.filter(one => one.innerText.trim()).length"
    assert len(contrast["nodes"]) > 0.9 * page.locator("main tbody :is(td, th)").evaluate_all(
        filled
    )


@pytest.mark.browser
@pytest.mark.parametrize("which", ["sample", "real"])
def test_a_narrow_page_does_not_scroll_sideways(
    tab: Open, written: Callable[[str, str], Path], which: str
) -> None:
    page = tab(written(which, "fr"), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = page.locator(".scroll").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.tabIndex)"
    )
    assert wide and set(wide) == {0}


@pytest.mark.browser
@pytest.mark.parametrize("width", [640, 320])
def test_short_words_of_tables_stay_whole(
    tab: Open, written: Callable[[str, str], Path], width: int
) -> None:
    """As on a page of 1280 points that is enlarged to 200 %, and to 400 %."""
    page = tab(written("real", "fr"), width=width)
    torn = page.locator("main > section:not(#page--annex) tbody th").evaluate_all(
        """all => all.filter(e => /^\\p{L}{1,13}$/u.test(e.innerText.trim())).map(e => {
          const range = document.createRange();
          range.selectNodeContents(e);
          return [e.innerText, new Set([...range.getClientRects()].map(r => r.top)).size];
        })"""
    )
    assert len(torn) > 10
    assert [word for word, lines in torn if lines > 1] == []


@pytest.mark.browser
def test_a_label_without_a_blank_wraps(tab: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    grid = Grid("g", "x" * 400, (Column("y" * 400), Column("n")), (Row(("z" * 400, "w" * 400)),))
    path.write_text(text_of(one_block(Paragraph(line("v" * 400)), grid)))
    assert tab(path, width=320).evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
def test_a_code_leads_to_its_row_and_back(tab: Open, written: Callable[[str, str], Path]) -> None:
    page = tab(written("sample", "fr"))
    cited = page.locator("#cite-AAAA0-1")
    assert cited.inner_text() == "AAAA0"
    ground = "e => getComputedStyle(e.querySelector('td')).backgroundColor"
    row = page.locator(f"#{record_anchor('AAAA0')}")
    plain = row.evaluate(ground)
    cited.click()
    assert page.url.endswith("#record-AAAA0")
    assert row.evaluate(ground) != plain
    row.locator("a.back").first.click()
    assert page.url.endswith("#cite-AAAA0-1")
    assert row.evaluate(ground) == plain


@pytest.mark.browser
def test_an_address_with_a_code_opens_at_its_row(
    tab: Open, written: Callable[[str, str], Path], real_report: Callable[[str], Report]
) -> None:
    """Rows of the annex are in sight when one arrives, without a script."""
    code = list(real_report("fr").codes.values())[-1]
    page = tab(written("real", "fr"), fragment=f"#{record_anchor(code)}")
    row = page.locator(f"#{record_anchor(code)}")
    box = row.bounding_box()
    assert box and 0 <= box["y"] < 900
    assert code in row.inner_text()


@pytest.mark.browser
def test_it_prints(tab: Open, written: Callable[[str, str], Path], tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    page = tab(written("sample", "fr"), color_scheme="dark")
    # Closed by the reader, and yet on paper.
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = false)")
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden() and page.locator("#table-hostile table").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert page.locator("pre").bounding_box()["height"] > 30
    path = tmp_path / "a.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    with pikepdf.open(path) as sheet:
        assert len(sheet.pages) == 3
        width, height = (float(one) for one in sheet.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_real_page_is_printed_as_it_is_read(
    tab: Open,
    written: Callable[[str, str], Path],
    real_report: Callable[[str], Report],
    pdftotext: str,
    tmp_path: Path,
    lang: str,
) -> None:
    """Decisions are one page, and what leads to a figure stands on its page."""
    path = tmp_path / "a.pdf"
    page = tab(written("real", lang))
    page.pdf(path=path, prefer_css_page_size=True)
    read = subprocess.run([pdftotext, str(path), "-"], capture_output=True, check=True)
    pages = ["".join(text.split()) for text in read.stdout.decode("utf-8").split("\f")]
    sections = real_report(lang).sections
    assert pages[1].startswith("".join(sections[1].title.split()))
    pairs = 0
    for _, section in walk(sections):
        for lead, block in zip(section.blocks, section.blocks[1:], strict=False):
            if isinstance(block, Picture) and lead is section.blocks[0]:
                assert isinstance(lead, Paragraph)
                caption = "".join(plain(line(block.caption)).split())[:40]
                (found,) = (text for text in pages if caption in text)
                assert "".join(plain(lead.line).split())[:40] in found, section.title
                pairs += 1
    assert pairs > 4


def test_a_record_that_the_annex_lacks_is_no_link() -> None:
    text = text_of(one_block(Paragraph(line("Text."), records=("ZZZZ9",))))
    assert '<span class="code">ZZZZ9</span>' in text and "#record-ZZZZ9" not in text


def test_codes_stand_in_tables_without_a_column_for_them() -> None:
    row = Row(("name", 3), records=("ZZZZ9",))
    text = text_of(one_block(Grid("g", "Table", (Column("a"), Column("b", "number")), (row,))))
    assert re.search(r'<td class="n">3 <span class="codes">.*ZZZZ9', text)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://[", "#no"],
)
def test_addresses_that_lead_nowhere_good_are_text(address: str) -> None:
    text = text_of(
        one_block(
            Paragraph(line(Span("here", address))),
            Grid("g", "Table", (Column("a"),), (Row((Marked("there", address),)),)),
            Counts((Count(3, "of them", address.removeprefix("#")),)),
        )
    )
    assert Elements(text).values("href").count(address) == 0
    assert "<p>here</p>" in text and ">there</th>" in text and "of them" in text


def test_texts_of_another_language_say_so() -> None:
    text = text_of(one_block(Paragraph(line(Span("Institut", lang="fr", strong=True)))))
    assert '<span lang="fr"><strong>Institut</strong></span>' in text


def test_lone_halves_of_characters_do_not_stop_it() -> None:
    assert "a\ufffdb" in text_of(one_block(Paragraph(line("a\ud800b"))))


def test_two_figures_share_no_name() -> None:
    def draw(figure: Any) -> None:
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], marker="o")
        axes.set_title("\u202e<b> & c", parse_math=False)

    pictures = [Picture(f"figure-{n}", f"Figure {n}", "Alt “<&>”", Plot(draw)) for n in "ab"]
    text = text_of(one_block(*pictures))
    elements = Elements(text)
    ids = elements.values("id")
    assert len(ids) == len(set(ids))
    own = {name for name in ids if name.startswith("figure-a--")}
    assert len(own) > 2 and {name.replace("-a--", "-b--") for name in own} <= set(ids)
    used = set(re.findall(r'(?:url\(#|<use[^>]* href="#)([^")]*)', text))
    assert used and used <= set(ids)
    labels = [found["aria-label"] for found in elements.named("svg")]
    assert labels == ["Alt “<&>”"] * 2
    assert html.escape("\ufffd<b> & c", quote=False) in text


def test_the_house_is_seen() -> None:
    logo = Logo(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "image/svg+xml", 'L"o'
    )
    text = text_of(
        sample_report("en"),
        accent="#7A1F5C",
        header='</style><b>Head" }',
        footer="Foot\\",
        logo=logo,
    )
    elements = Elements(text)
    (image,) = elements.named("img")
    assert image["alt"] == 'L"o' and image["src"].startswith("data:image/svg+xml;base64,")
    (sheet,) = re.findall(r"<style>(.*?)</style>", text, re.S)
    assert "--house-accent: #7A1F5C;" in sheet and "#1B4F72" not in sheet
    assert r'content: "\3C \2F style' in sheet and r'content: "Foot\5C "' in sheet
    assert "&lt;/style&gt;&lt;b&gt;Head&#34; }" in text


@pytest.mark.browser
def test_lines_of_the_house_are_on_paper(tab: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(text_of(sample_report("en"), header='A "line" é', footer="B \\ line"))
    page = tab(path)
    rules = page.evaluate(
        "[...document.styleSheets[0].cssRules].filter(r => r instanceof CSSPageRule)"
        ".map(r => r.cssText).join('')"
    )
    assert "size: a4" in rules.lower()
    wanted = ('A \\"line\\" é', "B \\\\ line", 'counter(page) " / " counter(pages)')
    assert [text in rules for text in wanted] == [True] * 3


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    script = (
        "import sys, importlib.util as u\n"
        "s = u.spec_from_file_location('sample', sys.argv[1])\n"
        "m = u.module_from_spec(s); s.loader.exec_module(m)\n"
        "from coopgraph.outputs.report.formats import render_report\n"
        "sys.stdout.buffer.write(render_report(m.sample_report('fr'), 'html'))\n"
    )
    sample = Path(__file__).with_name("sample.py")
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script, str(sample)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(outputs[0]) > 10_000
    assert outputs[0] == outputs[1]


def test_every_text_of_the_real_report_is_there(
    written: Callable[[str, str], Path], real_report: Callable[[str], Report]
) -> None:
    text = written("real", "fr").read_text(encoding="utf-8")
    report = real_report("fr")
    rows = [
        row
        for _, section in walk((*report.sections, *report.annex))
        for block in section.blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]
    assert text.count("<tr") == len(rows) + text.count("<thead>")
    assert all(f'id="{record_anchor(code)}"' in text for code in report.codes.values())
