"""Marks can be told apart without colour vision and seen on both backgrounds."""

from __future__ import annotations

import itertools
import re

import pytest

from coopgraph.outputs.explorer.legend import LINK_LEGEND, NODE_LEGEND, OKABE_ITO
from coopgraph.outputs.explorer.strings import STRINGS
from coopgraph.projection.kinds import LINK_KINDS, NODE_KINDS, kind_of, most_specific
from coopgraph.vocabulary import CLASSES, SUBCLASSES

SHAPES = {"dot", "square", "triangle", "triangleDown", "diamond", "star", "hexagon"}

# Vienot, Brettel and Mollon's matrices over linear light, for three kinds of colour vision.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1124, 0.8876, 0), (0.1124, 0.8876, 0), (0.004, -0.004, 1)),
    "deutan": ((0.2927, 0.7073, 0), (0.2927, 0.7073, 0), (-0.0223, 0.0223, 1)),
    "tritan": ((1, 0.1446, -0.1446), (0, 0.8592, 0.1408), (0, 0.8592, 0.1408)),
}


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def luminance(light: tuple[float, ...]) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(linear(a)), luminance(linear(b))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, vision: str) -> tuple[float, ...]:
    light = linear(colour)
    return tuple(
        max(0.0, sum(m * c for m, c in zip(row, light, strict=True))) ** (1 / 2.4)
        for row in VISION[vision]
    )


def test_every_kind_has_a_legend_in_both_languages() -> None:
    assert [kind.id for kind in NODE_LEGEND] == list(NODE_KINDS)
    assert [kind.id for kind in LINK_LEGEND] == list(LINK_KINDS)
    for kind in (*NODE_LEGEND, *LINK_LEGEND):
        assert kind.fr
        assert kind.en


def test_no_two_kinds_look_alike() -> None:
    assert len({(kind.shape, kind.colour) for kind in NODE_LEGEND}) == len(NODE_LEGEND)
    assert {kind.shape for kind in NODE_LEGEND} <= SHAPES
    assert {kind.colour for kind in NODE_LEGEND} <= set(OKABE_ITO)


@pytest.mark.parametrize("vision", sorted(VISION))
def test_kinds_of_one_shape_differ_for_every_colour_vision(vision: str) -> None:
    for one, two in itertools.combinations(NODE_LEGEND, 2):
        if one.shape == two.shape:
            distance = sum(
                (a - b) ** 2
                for a, b in zip(seen(one.hex, vision), seen(two.hex, vision), strict=True)
            )
            assert distance**0.5 > 0.2, (one.id, two.id)


@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("#16202c", "#ffffff", 7),
        ("#4a5766", "#f6f7f9", 4.5),
        ("#00588c", "#f6f7f9", 4.5),
        ("#eef2f6", "#12181f", 7),
        ("#b2bfcc", "#1a222c", 4.5),
        ("#7cc4f2", "#1a222c", 4.5),
        ("#0b1a26", "#7cc4f2", 4.5),
    ],
)
def test_text_is_readable_on_its_background(ink: str, paper: str, least: float) -> None:
    assert contrast(ink, paper) >= least


def test_every_class_that_is_drawn_exists() -> None:
    assert {name for names in NODE_KINDS.values() for name in names} <= set(CLASSES)


@pytest.mark.parametrize(
    "parent", ["Organisation", "ResearchStructure", "Collaboration", "Agreement", "Programme"]
)
def test_no_class_of_the_ontology_is_forgotten(parent: str) -> None:
    for name in sorted(SUBCLASSES[parent]):
        local = name.rpartition("#")[2]
        if most_specific([local]) is None:
            pytest.fail(f"{local} has no kind; add it to coopgraph/projection/kinds.py")
        assert kind_of(local)


def test_texts_of_the_page_exist_in_both_languages() -> None:
    assert set(STRINGS["fr"]) == set(STRINGS["en"])
    for key in STRINGS["fr"]:
        french, english = STRINGS["fr"][key], STRINGS["en"][key]
        for field in ("{n}", "{nodes}", "{links}", "{label}", "{date}", "{percent}", "{id}"):
            assert (field in french) == (field in english), key


_FORM = re.compile(r"\{(\w+):([^|]*)\|([^|]*?)\}(?!\})")


def test_forms_of_numbers_name_a_value_of_their_text() -> None:
    for texts in STRINGS.values():
        for key, text in texts.items():
            for name, _, _ in _FORM.findall(text):
                assert "{" + name + "}" in text, key


def test_one_word_for_kind_in_french() -> None:
    found = [k for k, text in STRINGS["fr"].items() if re.search(r"\bgenres?\b", text, re.I)]
    assert found == []


def test_supervision_and_agreements_have_a_line_of_their_own() -> None:
    lines = [kind.dashes for kind in LINK_LEGEND]
    own = {kind.id: kind.dashes for kind in LINK_LEGEND}
    assert own["supervision"] == ()
    for kind in ("supervision", "agreement-party"):
        assert lines.count(own[kind]) == 1
