"""The texts of the page: each is used, and each that is used is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coopgraph.outputs.explorer.strings import STRINGS

FOLDER = Path(__file__).parents[2] / "coopgraph" / "outputs" / "explorer"
SOURCES = [
    *sorted((FOLDER / "static").glob("*.js")),
    *sorted((FOLDER / "templates").iterdir()),
    *(path for path in sorted(FOLDER.glob("*.py")) if not path.name.endswith("strings.py")),
]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
#: Texts named in code, whole or by their beginning, as in ``cg.t("view." + name)``.
WHOLE = set(re.findall(r"""["'`]([a-z]\w*(?:\.\w+)*)["'`]""", CODE))
STARTS = set(re.findall(r'"((?:[a-z]\w*\.)+)" \+', CODE)) | set(
    re.findall(r"`((?:[a-z]\w*\.)+)\$\{", CODE)
)


def used(key: str) -> bool:
    start = key.rpartition(".")[0] + "."
    return key in WHOLE or key.removesuffix("One") in WHOLE or start in STARTS


def test_no_text_of_the_page_is_left_unused() -> None:
    assert [key for key in STRINGS["fr"] if not used(key)] == []


def test_a_text_that_nothing_names_would_be_found() -> None:
    assert not used("hidden.nobody.says.this")
    assert not used("untranslated")
    assert used("hidden.node")
    assert used("facet.region"), "named by its beginning"


def test_both_languages_have_the_same_texts() -> None:
    assert set(STRINGS["fr"]) == set(STRINGS["en"])


def test_no_french_line_ends_before_a_sign_of_punctuation() -> None:
    broken = re.compile(r" [:;!?»](?!\w)|« |(?<!\xa0)[:;!?](?=[\s).]|$)")
    texts = {key: re.sub(r"\{[^}]*\}", "x", text) for key, text in STRINGS["fr"].items()}
    assert [key for key, text in texts.items() if broken.search(text)] == []


@pytest.mark.parametrize("pattern", [r'\bt\("([a-z][\w.]*)"[,)]', r'data-t(?:itle)?="([\w.]+)"'])
def test_each_text_that_is_named_exists(pattern: str) -> None:
    named = set(re.findall(pattern, CODE))
    assert len(named) > 10
    assert named - set(STRINGS["fr"]) == set()
