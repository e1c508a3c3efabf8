"""The page loads nothing, runs only our scripts, and repeats byte for byte."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import coopgraph
from coopgraph.outputs.explorer import page as page_module
from coopgraph.outputs.explorer.island import escape_json, inflate
from coopgraph.outputs.explorer.scripts import BOOT, SCRIPTS, WEBGL_SCRIPTS
from coopgraph.outputs.safe_text import visible

STATIC = Path(page_module.__file__).resolve().parent / "static"
Render = Callable[..., str]


class Parts(html.parser.HTMLParser):
    """Elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.text: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[0] == tag:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw.append((*self._open, data))
        else:
            self.text.append(data)


def inflated(parts: Parts, island: str) -> str:
    text = next(text for _, attributes, text in parts.raw if attributes.get("id") == island)
    return inflate(text)


@pytest.mark.parametrize("name", ["small_graph", "hostile_graph"])
def test_nothing_is_loaded_from_anywhere(
    name: str, request: pytest.FixtureRequest, render: Render
) -> None:
    parts = Parts(render(request.getfixturevalue(name)))
    for tag, attributes in parts.elements:
        assert "src" not in attributes, tag
        assert tag not in {
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "image",
        }
        if tag in ("a", "use"):  # "use" draws again what stands in the same figure
            assert (attributes["href"] or "").startswith("#")
            assert "xlink:href" not in attributes
        assert not any(attribute.startswith("on") for attribute in attributes)
        assert "style" not in attributes
    for tag, _, text in parts.raw:
        if tag == "style":
            assert "@import" not in text
            assert "url(" not in text
    assert sum(tag == "script" for tag, _ in parts.elements) == 5
    assert sum(tag == "h1" for tag, _ in parts.elements) == 1
    titles = [dict(attributes).get("id") for tag, attributes in parts.elements if tag == "title"]
    assert titles == [None, "figure-title"], "of the page and of its figure"


def test_own_scripts_never_parse_markup_or_text_as_code() -> None:
    for name in (*BOOT, *SCRIPTS, *WEBGL_SCRIPTS):
        text = (STATIC / name).read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
            "import(",
            "localStorage",
        ):
            assert word not in text, (name, word)


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(
    small_graph: Any, render: Render
) -> None:
    parts = Parts(render(small_graph))
    policy = next(
        attributes["content"] or ""
        for tag, attributes in parts.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    scripts = [text for tag, attributes, text in parts.raw if tag == "script" and not attributes]
    libraries = [inflated(parts, name) for name in ("library", "sheets", "own")]
    assert rules["script-src"].split() == [digest(text) for text in (*libraries, *scripts)]
    styles = [text for tag, _, text in parts.raw if tag == "style"]
    assert digest(styles[0]) in rules["style-src"].split()


def test_islands_hold_no_character_that_could_end_them(hostile_graph: Any, render: Render) -> None:
    parts = Parts(render(hostile_graph))
    islands = [
        (attributes["id"], text)
        for tag, attributes, text in parts.raw
        if attributes.get("type") == "application/octet-stream"
    ]
    assert [name for name, _ in islands] == ["data", "own", "library", "sheets"]
    for _, text in islands:
        assert text and text.isascii()
        assert not set("<>&'\"\\ \n") & set(text)
    first, *others = [json.loads(line) for line in inflated(parts, "data").split("\n")]
    assert set(first) == {"parts", "landscape", "drawing"}
    assert len(first["parts"]) == len(others)
    by_name = dict(zip(first["parts"], others, strict=True))
    assert {"evidence", "nodes.facts", "links.role", "maps", "gaps"} <= set(by_name)
    assert next(iter(by_name["maps"])) == "france"
    assert next(iter(by_name["gaps"])) == "home"


def test_hostile_labels_survive_as_text(hostile_graph: Any, render: Render) -> None:
    for text in (data["label_fr"] for _, data in hostile_graph.nodes(data=True)):
        parts = Parts(render(hostile_graph, title=text))
        shown = visible(text)
        assert shown in "".join(parts.text), "the label is in the list for readers without script"
        landscape = json.loads(inflated(parts, "data").split("\n")[0])["landscape"]
        assert shown in landscape["nodes"]["fr"]


def test_without_script_the_page_lists_every_entity(small_graph: Any, render: Render) -> None:
    text = "".join(Parts(render(small_graph)).text)
    for _, data in small_graph.nodes(data=True):
        assert data["label_fr"] in text


def test_both_languages_are_in_the_file(small_graph: Any, render: Render) -> None:
    assert '<html lang="en">' in render(small_graph, lang="en")
    assert "Neighbourhood only" in inflated(Parts(render(small_graph, lang="fr")), "data")


def test_two_runs_give_the_same_bytes(map_graph: Any, render: Render) -> None:
    assert render(map_graph) == render(map_graph)


_SCRIPT = """
import datetime, sys
from pathlib import Path
from coopgraph.landscape import load
from coopgraph.resources import example_dir
landscape = load([example_dir()], as_of=datetime.date(2024, 12, 31))
landscape.explore(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "PYTHONUTF8": "0"}],
)
def test_hash_seed_and_locale_change_nothing(
    environment: dict[str, str], tmp_path: Path, example_landscape: Any, repository: Path
) -> None:
    here, there = tmp_path / "here.html", tmp_path / "there.html"
    example_landscape.explore(here)
    subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(there)],
        check=True,
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository), **environment},
    )
    assert there.read_bytes() == here.read_bytes()
    assert "é" in there.read_text(encoding="utf-8")


def test_json_islands_refuse_not_a_number() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        escape_json({"x": float("nan")})


def test_a_failed_write_leaves_nothing(
    tmp_path: Path, example_landscape: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("before", encoding="utf-8")

    def fail(*_: object, **__: object) -> str:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        example_landscape.explore(target)
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_page_keeps_to_the_umask_and_names_the_version(
    tmp_path: Path, example_landscape: Any
) -> None:
    mask = os.umask(0o027)
    try:
        page = example_landscape.explore(tmp_path / "page.html")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert f"coopgraph {coopgraph.__version__}" in page.read_text(encoding="utf-8")
