"""The reference pages: complete, in one language each, readable by everybody, without network."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import RDF, SKOS

from coopgraph.documentation.model import section_names
from coopgraph.documentation.pages import main, render
from coopgraph.documentation.reading import LANGUAGES, OntologyFiles, local
from coopgraph.documentation.usage import Usage
from coopgraph.documentation.wording import MATCH_WORDS, SECTION_TITLES, WORDS
from coopgraph.namespaces import SCHEME_NS, SHAPE_NS

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "circle", "rect"}
STYLE = Path("coopgraph/documentation/templates/ontology.css")


class Page(HTMLParser):
    """What a test asks of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: Counter[str] = Counter()
        self.labelled: list[str] = []
        self.open: list[str] = []
        self.lang = ""
        self.loads: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if "id" in got:
            self.ids.append(got["id"])
        if "aria-labelledby" in got:
            self.labelled.append(got["aria-labelledby"])
        if tag == "a":
            self.links.append(got["href"])
        if tag == "html":
            self.lang = got["lang"]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        loading = got.get("src") or (tag == "link" and got.get("rel") != "license" and got["href"])
        if loading:
            self.loads.append(loading)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "script"}:
            self.texts.append(data)


@pytest.fixture(scope="module")
def texts(files: OntologyFiles, usage: Usage) -> dict[str, str]:
    return {lang: render(files, usage, lang) for lang in LANGUAGES}


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, texts: dict[str, str]) -> Page:
    return Page(texts[request.param])


def test_committed_pages_are_current() -> None:
    assert main(["--check"]) == 0, "run python -m coopgraph.documentation.pages"


def test_everything_is_on_the_page(files: OntologyFiles, page: Page) -> None:
    terms = {local(term) for term in (*files.classes(), *files.properties())}
    concepts = {
        "concept-" + str(concept).removeprefix(SCHEME_NS).replace("/", "-")
        for concept in files.schemes.subjects(RDF.type, SKOS.Concept)
    }
    shapes = {"shape-" + str(shape).removeprefix(SHAPE_NS) for shape in files.node_shapes()}
    assert terms | concepts | shapes <= set(page.ids)


def test_links_resolve_inside_the_page(page: Page) -> None:
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert len(inside) > 300
    assert inside <= set(page.ids)
    assert set(page.labelled) <= set(page.ids)


def test_other_links_lead_to_the_other_language_or_to_the_web(page: Page) -> None:
    outside = {link for link in page.links if not link.startswith("#")}
    local_links = {link for link in outside if not re.match(r"https?://", link)}
    assert local_links == {"../fr/index.html", "../en/index.html"}
    for link in local_links:
        assert (Path("docs/ontology") / page.lang / link).is_file()


def test_identifiers_are_unique(page: Page) -> None:
    assert not [name for name, count in Counter(page.ids).items() if count > 1]


def test_page_is_closed_and_has_landmarks(page: Page) -> None:
    assert page.open == []
    for tag, count in {"html": 1, "header": 1, "main": 1, "footer": 1, "nav": 2, "h1": 1}.items():
        assert page.tags[tag] == count, tag
    assert page.lang in LANGUAGES


def test_headings_are_in_order(page: Page) -> None:
    assert page.headings[0] == 1
    for above, below in zip(page.headings, page.headings[1:], strict=False):
        assert below <= above + 1


def test_nothing_is_loaded_or_run(page: Page, texts: dict[str, str]) -> None:
    assert page.loads == []
    assert page.tags["script"] == 0
    text = html.unescape(texts[page.lang])
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert not re.search(r"@import|url\(", STYLE.read_text(encoding="utf-8"))


def test_pages_hold_the_same_things(texts: dict[str, str]) -> None:
    french, english = (Page(texts[lang]) for lang in LANGUAGES)
    assert set(french.ids) == set(english.ids)


def test_each_page_speaks_its_language(texts: dict[str, str]) -> None:
    french, english = (" ".join(Page(texts[lang]).texts) for lang in LANGUAGES)
    assert "Texte en vigueur entre au moins deux parties." in french
    assert "A text in force between at least two parties." not in french
    assert "A text in force between at least two parties." in english
    assert "Texte en vigueur" not in english


def test_french_spaces_and_apostrophes(texts: dict[str, str]) -> None:
    for words in WORDS["fr"].values():
        assert "'" not in words
    french = " ".join(Page(texts["fr"]).texts)
    assert "\u00a0: " in french and "«\u00a0Utilisé par\u00a0»" in french
    assert not re.search(r" [;!?»](?=\s)|« ", french)
    assert "\u00a0" not in texts["en"]


def test_every_section_has_a_french_title(files: OntologyFiles) -> None:
    names = section_names(files)
    assert {title for title, _ in names} == set(SECTION_TITLES), "see wording.py"
    listed = [name for _, terms in names for name in terms]
    assert sorted(listed) == sorted(local(term) for term in (*files.classes(), *files.properties()))


def test_wording_is_the_same_in_both_languages() -> None:
    for words in (WORDS, MATCH_WORDS):
        assert set(words["fr"]) == set(words["en"])


def test_deprecated_terms_are_listed_with_their_replacement(
    changed: Callable[..., OntologyFiles], usage: Usage
) -> None:
    files = changed("coop:Charter owl:deprecated true ; dct:isReplacedBy coop:Agreement .")
    text = " ".join(" ".join(Page(render(files, usage, "en")).texts).split())
    assert "charter , replaced by agreement" in text
    assert WORDS["en"]["deprecated_none"] not in text


def test_texts_are_escaped(changed: Callable[..., OntologyFiles], usage: Usage) -> None:
    files = changed('coop:Agreement skos:example "<script>alert(1)</script>"@en .')
    text = render(files, usage, "en")
    assert "<script>" not in text and "&lt;script&gt;alert(1)" in text


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_enough_in_light_and_dark() -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) == 3  # light, dark, print
    for block in blocks:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for ink in ("ink", "muted", "accent"):
            for ground in ("bg", "panel", "mark"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        if "accent-ink" in colours:
            assert contrast(colours["accent-ink"], colours["accent"]) >= 4.5


@pytest.mark.slow
def test_page_is_the_same_under_any_hash_seed(texts: dict[str, str]) -> None:
    code = (
        "import sys; from coopgraph.documentation.pages import render;"
        "from coopgraph.documentation.reading import read_ontology;"
        "from coopgraph.documentation.usage import read_usage;"
        "files = read_ontology();"
        "sys.stdout.buffer.write(render(files, read_usage(files), 'fr').encode())"
    )
    for seed in ("1", "2"):
        result = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert result.stdout.decode("utf-8") == texts["fr"]
