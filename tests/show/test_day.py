"""What had not begun or had ended on the day of a page says so."""

from __future__ import annotations

import datetime

import pytest

from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS
from coopgraph.outputs.entity_page import EntityPage, describe_entity
from coopgraph.outputs.entity_page.render import render_entity, said


def page_of(landscape: Landscape, name: str, year: int, lang: str = "fr") -> EntityPage:
    day = datetime.date(year, 6, 30)
    return describe_entity(landscape.store, ID_NS + name, as_of=day, lang=lang)


def test_a_label_that_is_to_come_says_so_and_stands_last(curated_landscape: Landscape) -> None:
    page = page_of(curated_landscape, "siric-brio", 2015)
    labels = [line for line in page.lines if line.section == "labels"]
    coming = [line.coming for line in labels]
    assert True in coming
    assert coming == sorted(coming)
    for line in labels:
        assert line.coming == (int(line.period.start) > 2015)
        assert ("pas encore commencé" in said(page, line)) == line.coming
    later = page_of(curated_landscape, "siric-brio", 2026)
    assert not any(line.coming for line in later.lines)


@pytest.mark.parametrize(
    ("year", "lang", "sentence"),
    [
        (2017, "fr", "Au 2017-06-30, cette entité n’avait pas encore commencé."),
        (2017, "en", "On 2017-06-30 this entity had not begun."),
        (2019, "en", None),
        (2023, "en", "On 2023-06-30 this entity had ended."),
    ],
)
def test_an_entity_outside_its_period_says_so(
    example_landscape: Landscape, year: int, lang: str, sentence: str | None
) -> None:
    page = page_of(example_landscape, "lia-aurore", year, lang)
    text = " ".join(str(render_entity(page, "table")).split())
    assert (sentence in text) if sentence else ("this entity" not in text)


def test_a_day_before_all_that_is_dated_says_so(curated_landscape: Landscape) -> None:
    early = page_of(curated_landscape, "inserm", 1900, "en")
    assert "Nothing dated is known" in " ".join(str(render_entity(early, "table")).split())
    late = page_of(curated_landscape, "inserm", 2024, "en")
    assert "Nothing dated is known" not in " ".join(str(render_entity(late, "table")).split())


@pytest.mark.parametrize(("year", "word"), [(2015, "coming"), (2022, "running")])
def test_what_a_body_takes_part_in_begins_with_it(
    curated_landscape: Landscape, year: int, word: str
) -> None:
    page = page_of(curated_landscape, "universite-paris-cite", year)
    assert page.state == word
    structures = [line for line in page.lines if line.section in ("structures", "structure_counts")]
    assert len(structures) > 50
    assert {line.coming for line in structures} == {word == "coming"}


def test_an_instrument_says_from_when_to_when_it_was_granted(curated_landscape: Landscape) -> None:
    page = describe_entity(
        curated_landscape.store,
        "https://w3id.org/coopgraph/scheme/instrument/lia",
        as_of=datetime.date(2026, 6, 30),
        lang="en",
    )
    (period,) = (line for line in page.lines if line.section == "period")
    assert (period.period.start, period.period.end, period.derived) == ("", "2020", True)
    assert [evidence.source for evidence in period.evidence] == ["page-pro-inserm-irp-2020"]
