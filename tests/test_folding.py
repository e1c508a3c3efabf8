"""Names are folded in one way everywhere; the table of countries holds names so folded."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coopgraph.folding import folded
from coopgraph.importing.places import country_names, folded_country_names
from coopgraph.reconciliation.normalisation import fold
from coopgraph.reconciliation.places import country_codes


def test_letters_that_unicode_does_not_take_apart_are_folded_in_both_cases() -> None:
    assert folded("ŒUVRE Ærø ŁÓDŹ") == folded("oeuvre aero lodz") == "oeuvre aero lodz"


@given(st.text(max_size=40))
def test_folding_leaves_words_without_marks(text: str) -> None:
    found = folded(text)
    assert found == " ".join(found.split())
    assert not any(unicodedata.combining(letter) for letter in found)
    assert "_" not in found


def test_countries_are_one_table_of_folded_names() -> None:
    assert folded_country_names().keys() == country_names().keys()
    for code, (french, english) in country_names().items():
        names = folded_country_names()[code]
        assert fold(french) in names, code
        assert fold(english) in names, code
        assert all(fold(name) == name for name in names), code
        assert all(code in country_codes(name) for name in names), code
