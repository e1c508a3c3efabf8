"""Identifiers: form and check characters, against the registers' own numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.curation.identifiers import identifier_fault
from coopgraph.resources import curated_dir, example_dir

#: Numbers as the registers print them, in canonical form.
SOUND = {
    "ror": ["https://ror.org/02vjkv261", "https://ror.org/02feahw73", "https://ror.org/057qpr032"],
    "rnsr": ["200810693T", "200610662T", "200412238P"],
    "wikidata": ["Q1474517", "Q280413"],
    "uai": ["0690187D", "0753639Y", "0171463Y"],
    "siren": ["180036048", "180089013", "196901870"],
    "finess": ["010000024", "2A0000022", "2B0000012"],
    "grid": ["grid.7429.8", "grid.503214.1", "grid.5841.8"],
    "isni": ["0000000121866389", "0000000121810799", "000000012146438X"],
    "pic": ["999997930"],
}
CHECKED = ("ror", "rnsr", "uai", "siren", "finess", "isni")


@pytest.mark.parametrize(
    ("scheme", "value"), [(scheme, value) for scheme, values in SOUND.items() for value in values]
)
def test_what_registers_print_is_sound(scheme: str, value: str) -> None:
    assert identifier_fault(scheme, value) is None


@pytest.mark.parametrize("folder", [curated_dir(), example_dir()], ids=lambda folder: folder.name)
def test_every_identifier_of_the_tables_is_sound(folder: Path) -> None:
    with (folder / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 10
    assert [row for row in rows if identifier_fault(row["scheme"], row["value"])] == []


@given(st.sampled_from(CHECKED), st.data())
def test_one_wrong_digit_is_noticed(scheme: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(SOUND[scheme]))
    start = value.rindex("/") + 1 if "/" in value else 0
    places = [place for place in range(start, len(value)) if value[place].isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != value[place]]))
    assert identifier_fault(scheme, value[:place] + digit + value[place + 1 :]) is not None


@given(st.sampled_from(("ror", "rnsr", "uai", "isni")), st.data())
def test_two_exchanged_digits_are_noticed(scheme: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(SOUND[scheme]))
    places = [
        place
        for place in range(len(value) - 1)
        if value[place].isdigit()
        and value[place + 1].isdigit()
        and value[place] != value[place + 1]
    ]
    place = data.draw(st.sampled_from(places))
    swapped = value[:place] + value[place + 1] + value[place] + value[place + 2 :]
    assert identifier_fault(scheme, swapped) is not None


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("ror", "https://ror.org/02vjkv262"),
        ("rnsr", "200810693U"),
        ("uai", "0690187E"),
        ("siren", "180036049"),
        ("finess", "2A0000023"),
        ("isni", "0000000121866388"),
    ],
)
def test_a_wrong_check_character_is_named_as_such(scheme: str, value: str) -> None:
    fault = identifier_fault(scheme, value)
    assert fault is not None
    cause, hint = fault
    assert cause.endswith(f"is not a {scheme.upper()} identifier: its check character is wrong")
    assert "register" in hint
    assert "caractère de contrôle" in cause.in_language("fr")


@pytest.mark.parametrize(
    ("scheme", "value", "meant"),
    [
        ("ror", "02VJKV261", "https://ror.org/02vjkv261"),
        ("ror", "http://ror.org/02vjkv261", "https://ror.org/02vjkv261"),
        ("isni", "0000 0001 2186 6389", "0000000121866389"),
        ("siren", "180\xa0036\xa0048", "180036048"),
        ("uai", "0690187d", "0690187D"),
        ("wikidata", "https://www.wikidata.org/wiki/Q1474517", "Q1474517"),
        ("grid", "GRID.7429.8", "grid.7429.8"),
    ],
)
def test_another_way_of_writing_gets_the_canonical_one(scheme: str, value: str, meant: str) -> None:
    fault = identifier_fault(scheme, value)
    assert fault is not None
    assert fault[1] == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("ror", "https://ror.org/12vjkv261"),
        ("ror", "https://ror.org/0iiiiii61"),
        ("rnsr", "200810693"),
        ("rnsr", "200810693I"),
        ("wikidata", "Q0"),
        ("wikidata", "P31"),
        ("uai", "690187D"),
        ("siren", "18003604"),
        ("finess", "3A0000022"),
        ("grid", "grid.7429"),
        ("isni", "00000001218663890"),
        ("isni", "000000012146438x"),
        ("pic", "99999793"),
        ("pic", "٩٩٩٩٩٧٩٣٠"),
    ],
)
def test_a_wrong_form_is_said_in_words(scheme: str, value: str) -> None:
    fault = identifier_fault(scheme, value)
    assert fault is not None
    assert fault[0].endswith(" identifier")
    assert fault[1]
