"""Words for places: one term for each, as docs/ontology.md lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from coopgraph.messages import LOCALE
from coopgraph.outputs.entity_page.wording import SECTIONS, WORDS
from coopgraph.outputs.explorer.strings import STRINGS
from coopgraph.outputs.headings import HEADINGS

CITY = {"en": re.compile(r"\b(?:city|cities)\b", re.I), "fr": re.compile(r"\bvilles?\b", re.I)}
#: Words that the list has another one for.
OTHER = {
    "en": re.compile(r"\btowns?\b", re.I),
    "fr": re.compile(r"\b(?:par|la|les|une|des|de) communes?\b|\blocalités?\b|\bbourgs?\b", re.I),
}
_PLACE = re.compile(r"\{[^}]*\}")


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if value else []  # type: ignore[call-overload]


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield each text that a user reads, in English and in French."""
    with (LOCALE / "fr" / "LC_MESSAGES" / "coopgraph.po").open("rb") as file:
        for entry in read_po(file, locale="fr"):
            if entry.id:
                yield from zip(_texts(entry.id), _texts(entry.string), strict=True)
    for words in (STRINGS, WORDS):
        yield from ((words["en"][key], words["fr"][key]) for key in words["en"])
    yield from ((names["en"], names["fr"]) for names in SECTIONS.values())
    yield from ((en, fr) for fr, en in HEADINGS.values())


def test_a_city_is_a_ville_on_page_show_report_and_terminal() -> None:
    pairs = [(_PLACE.sub("x", en), _PLACE.sub("x", fr)) for en, fr in _pairs()]
    assert len([en for en, _ in pairs if CITY["en"].search(en)]) > 20
    wrong = [
        (en, fr)
        for en, fr in pairs
        if bool(CITY["en"].search(en)) != bool(CITY["fr"].search(fr))
        or OTHER["en"].search(en)
        or OTHER["fr"].search(fr)
    ]
    assert wrong == []


def _documents(repository: Path) -> list[Path]:
    return [
        *sorted((repository / "docs").glob("*.md")),
        *sorted((repository / "queries").rglob("*.rq")),
        repository / "README.md",
    ]


def test_docs_and_queries_have_the_same_words(repository: Path) -> None:
    listed = re.compile(r"“town”|« commune »")  # where the list says that they are not used
    for path in _documents(repository):
        text = listed.sub("", path.read_text(encoding="utf-8"))
        assert [m[0] for word in OTHER.values() for m in word.finditer(text)] == [], path.name


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "a Town"), ("fr", "structures par commune"), ("fr", "une localité")]
)
def test_another_word_would_be_found(lang: str, text: str) -> None:
    assert OTHER[lang].search(text)
    assert not OTHER["fr"].search("une structure commune")
