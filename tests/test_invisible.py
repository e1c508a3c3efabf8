"""Characters that no reader sees: which are kept, dropped and shown, in every output alike."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from coopgraph.curation.plain_text import text_fault
from coopgraph.folding import folded
from coopgraph.importing.text import clean
from coopgraph.invisible import find_hidden
from coopgraph.outputs.safe_text import (
    as_json_escapes,
    as_turtle_escapes,
    as_xml_references,
    guard_formula,
    visible,
)

MARK = "\N{REPLACEMENT CHARACTER}"
#: Format characters that are drawn: signs around Arabic, Kaithi and Syriac numbers, hieroglyphs.
DRAWN = {
    *(0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2),
    *(0x110BD, 0x110CD, *range(0x13430, 0x13440)),
}
#: Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt).
IGNORABLE = [
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810)),
    *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164),
    *(*range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFF9)),
    *(*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
]
#: Names as people write them, with characters that their scripts need.
LAWFUL = [
    "پژوهش\u200cهای علمی",  # Persian: a joint that is not drawn
    "می\u200cخواهم\u200c",
    "क\u094d\u200dष क\u094d\u200cष",  # Devanagari: half forms
    "ශ\u0dca\u200dරී ලංකා",  # Sinhala
    "สถาบัน\u200bวิจัย",  # Thai: where a line may end
    "👩\u200d🔬 ❤\ufe0f 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f",
    "葛\U000e0100城",  # Han: the form of a name
    "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
]


def test_none_of_them_passes_between_latin_letters() -> None:
    for code in (*IGNORABLE, *range(0xFFF9, 0xFFFC)):
        sign = chr(code)
        shown = visible(f"Ins{sign}erm")
        assert shown == ("Inserm" if sign == "\u00ad" else f"Ins{MARK}erm"), hex(code)
        assert visible(f"{sign}Inserm") == f"{MARK}Inserm", hex(code)
        fault = text_fault(f"Ins{sign}erm")
        assert fault is not None and f"U+{code:04X}" in fault[0]
        assert clean(f"Ins{sign}erm") == "Inserm", hex(code)


def test_every_format_character_is_decided() -> None:
    passed = {
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cf" and visible(f"a{chr(code)}b") == f"a{chr(code)}b"
    }
    assert passed <= DRAWN


@pytest.mark.parametrize("name", LAWFUL)
def test_what_a_script_needs_stays(name: str) -> None:
    assert find_hidden(name) is None
    assert visible(name) == name
    assert text_fault(name) is None
    assert clean(name) == unicodedata.normalize("NFC", name)
    assert as_json_escapes(json.dumps(name, ensure_ascii=False)) == f'"{name}"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Uni\u00adver\u00adsité", "Université"),
        ("-\u00ad5 \u00ad", f"-{MARK}5 {MARK}"),
        ("جامعة\u200e (x)\u200f", "جامعة (x)"),
        ("abc\u200e (x)\u061c", f"abc{MARK} (x){MARK}"),
        ("می\u200c\u200cخ", f"می\u200c{MARK}خ"),
        ("\u200cمی", f"{MARK}می"),
        ("in\u200cserm \u200d", f"in{MARK}serm {MARK}"),
        ("a\u200d🔬", f"a{MARK}🔬"),
        ("a\ufe0f\u200d🔬", f"a{MARK}{MARK}🔬"),
        ("🏴\U000e0067\U000e007f", f"🏴{MARK}{MARK}"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("\u202eab\u202c\u2066c\u2069", f"{MARK}ab{MARK}{MARK}c{MARK}"),
    ],
)
def test_the_others_are_dropped_or_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_formats_with_escapes_lose_nothing() -> None:
    text = 'a\u00adb\u200b\u202e\U000e0041\ufeff "q" \\ پژوهش\u200cها'
    escaped = as_json_escapes(json.dumps({text: text}, ensure_ascii=False))
    assert find_hidden(escaped) is None
    assert json.loads(escaped) == {text: text}
    line = f"<https://x/\u00ad> <https://x/p> {Literal(text)} ."
    triples = as_turtle_escapes(line)
    assert find_hidden(triples) is None
    (read,) = parse(triples, RdfFormat.TURTLE)
    assert (read.subject.value, read.object) == ("https://x/\u00ad", Literal(text))
    assert as_xml_references("<a>\u200bb\U000e0041</a>") == "<a>&#x200B;b&#xE0041;</a>"


def test_names_with_a_prefix_have_no_escapes_in_turtle() -> None:
    text = '@prefix e: <https://x/> . e:a\u3164b e:p "\u3164" .'
    (read,) = parse(as_turtle_escapes(text), RdfFormat.TURTLE)
    assert read.subject.value == "https://x/a\u3164b"


@pytest.mark.parametrize("sign", "\u200b\u2060\u3164\U000e0041\u00ad\ufe0f")
def test_no_formula_hides_behind_them(sign: str) -> None:
    assert guard_formula(f"{sign}=1+1") == f"'{sign}=1+1"


def test_joiners_do_not_part_names_that_are_compared() -> None:
    assert folded("پژوهش\u200cها") == folded("پژوهشها")


@given(st.text(max_size=40))
def test_what_is_shown_hides_nothing_more(text: str) -> None:
    once = visible(text)
    assert find_hidden(once) is None
    assert visible(once) == once


def test_the_packaged_tables_have_none(repository: Path) -> None:
    for path in sorted(repository.glob("data/**/*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        assert visible(text) == text, path
