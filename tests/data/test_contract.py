"""The contract of objectives is curated whole: its parts are counted again from its text.

The texts of the documents are not part of the project; ``COOPGRAPH_DOCUMENTS`` names their folder.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.model.plans import IndicatorValue, PlanItem
from coopgraph.resources import curated_dir
from coopgraph.sources.passages import DocumentFolder, lines_of, stands_in

CONTRACT = "contrat-d-objectifs-2016-2020"
WITH_TEXTS = pytest.mark.skipif(
    "COOPGRAPH_DOCUMENTS" not in os.environ, reason="the texts of the documents are not at hand"
)
#: By objective: actions, indicators and milestones, read off the contract.
ACTIONS = {1: 6, 2: 8, 3: 3, 4: 11, 5: 4, 6: 3}
INDICATORS = {1: 4, 2: 8, 3: 2, 4: 4, 5: 3, 6: 3}
MILESTONES = {
    (1, 2016): 4,
    (1, 2017): 3,
    (2, 2017): 3,
    (3, 2016): 2,
    (3, 2017): 2,
    (3, 2018): 1,
    (4, 2016): 2,
    (4, 2017): 1,
    (4, 2018): 1,
    (5, 2016): 1,
    (5, 2017): 1,
    (5, 2018): 1,
}


@pytest.fixture(scope="module")
def items() -> dict[str, PlanItem]:
    tables = read_tables([curated_dir()])
    return {item.id: item for item in tables.records(PlanItem) if item.plan == CONTRACT}


@pytest.fixture(scope="module")
def values(items: dict[str, PlanItem]) -> dict[str, list[IndicatorValue]]:
    """Return the values by notation of the indicator (``5.2``)."""
    found: defaultdict[str, list[IndicatorValue]] = defaultdict(list)
    for value in read_tables([curated_dir()]).records(IndicatorValue):
        if value.component in items:
            found[_notation(items[str(items[value.component].part_of)])].append(value)
    return found


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Return the lines of the contract; the first is at 1."""
    (path,) = Path(os.environ["COOPGRAPH_DOCUMENTS"]).glob("003*.txt")
    return ["", *path.read_text("utf-8").split("\n")]


def _notation(item: PlanItem) -> str:
    assert item.notation is not None
    return item.notation


def _of(items: dict[str, PlanItem], cls: str) -> list[PlanItem]:
    return [item for item in items.values() if item.cls == cls]


def _objective(items: dict[str, PlanItem], item: PlanItem) -> int:
    return int(_notation(items[str(item.part_of)]))


def _first_line(item: PlanItem) -> int:
    found = lines_of(item.locator or "")
    assert found is not None, item
    return found[0]


def test_the_contract_is_whole(items: dict[str, PlanItem]) -> None:
    assert [_notation(item) for item in _of(items, "Objective")] == list("123456")
    actions = _of(items, "StrategicAction")
    assert sorted(int(_notation(item)) for item in actions) == list(range(1, 36))
    assert Counter(_objective(items, item) for item in actions) == ACTIONS
    indicators = _of(items, "Indicator")
    assert Counter(_objective(items, item) for item in indicators) == INDICATORS
    milestones = _of(items, "Milestone")
    assert Counter((_objective(items, i), i.due_year) for i in milestones) == MILESTONES
    assert (sum(ACTIONS.values()), sum(INDICATORS.values())) == (35, 24)
    assert sum(MILESTONES.values()) == 22


def test_numbers_agree_with_identifiers_and_parts(items: dict[str, PlanItem]) -> None:
    for item in items.values():
        if item.cls in ("Indicator", "IndicatorComponent"):
            slug = re.sub(r"[. ]", "-", _notation(item))
            assert item.id == f"cop-2016-2020-indicateur-{slug}"
            assert _notation(item).startswith(_notation(items[str(item.part_of)]))
        assert item.label_fr
        assert item.label_en, item.id


def test_every_indicator_has_a_reference_and_a_target(
    items: dict[str, PlanItem], values: dict[str, list[IndicatorValue]]
) -> None:
    components = {value.component for rows in values.values() for value in rows}
    assert components == {item.id for item in _of(items, "IndicatorComponent")}
    for item in _of(items, "Indicator"):
        roles = {(v.value_role, v.for_year) for v in values[_notation(item)]}
        first = 2014 if _notation(item) in ("1.1", "1.2", "2.6") else 2015
        assert roles == {("reference", first), ("target", 2020)}, item


@pytest.mark.parametrize(
    ("notation", "reference", "target"),
    [
        ("5.1 a", {"value": 16, "numerator": 44, "denominator": 279}, {"value": 60}),
        ("5.2 a", {"value": 18, "numerator": 15, "denominator": 279}, {"value": 75}),
        ("5.2 b", {"value": 9, "numerator": 26, "denominator": 279}, {"value": 80}),
        ("5.2 c", {"value": 2, "numerator": 8, "denominator": 279}, {"value": 80}),
        ("1.1 a", {"value": 8592}, {"approximation": "more-than", "stated_factor": 1}),
        ("1.1 f", {"value": 1, "unit": "rank"}, {"value": 1, "approximation": "maintained"}),
        ("1.2 a", {"value": 1.66, "unit": "world-norm"}, {"value": None, "unit": "world-norm"}),
        ("1.3 a", {"value": 0}, {"value": 4, "approximation": "at-least"}),
        ("1.4 a", {"value": 0}, {"lower": 6, "upper": 9, "approximation": "between"}),
        ("2.1 a", {"value": 27.8}, {"value": 40, "approximation": "more-than"}),
        ("2.2 a", {"value": 10, "since_year": 2014}, {"value": 30, "period": "plan"}),
        ("2.6 a", {"value": 32, "unit": "percent"}, {"value": 3, "unit": "world-norm"}),
        ("2.8 a", {"value": 2}, {"lower": 1, "upper": 2, "period": "year"}),
        ("3.1 b", {"value": 125}, {"stated_factor": 1, "approximation": "at-least"}),
        ("4.1 a", {"value": 58}, {"value": 55, "approximation": "more-than"}),
        ("4.3 a", {"value": 24}, {"value": 20, "period": "three-year-mean"}),
        ("5.3 b", {"value": 12, "unit": "day"}, {"value": 50, "period": "plan"}),
        ("6.1 a", {"value": 23}, {"value": 23, "period": "year"}),
    ],
)
def test_values_as_printed(
    items: dict[str, PlanItem],
    values: dict[str, list[IndicatorValue]],
    notation: str,
    reference: dict[str, object],
    target: dict[str, object],
) -> None:
    found = {
        value.value_role: value
        for value in values[notation.split()[0]]
        if items[value.component].notation == notation
    }
    for role, expected in (("reference", reference), ("target", target)):
        assert {name: getattr(found[role], name) for name in expected} == expected


def _headings(lines: list[str], pattern: str) -> Iterator[tuple[int, int, str]]:
    """Yield objective, line and number of each heading that matches."""
    objective = 0
    for number, line in enumerate(lines):
        if heading := re.match(r"\s*(?:OBJECTIF|Objectif) (\d)\b(?! *\))", line):
            objective = int(heading[1])
        elif match := re.match(pattern, line):
            yield objective, number, match[1]


@WITH_TEXTS
def test_objectives_of_the_text(items: dict[str, PlanItem], lines: list[str]) -> None:
    printed = {
        match[1]: number
        for number, line in enumerate(lines)
        if (match := re.match(r"\s*OBJECTIF (\d)\s*\Z", line))
    }
    assert printed == {_notation(i): _first_line(i) for i in _of(items, "Objective")}


@WITH_TEXTS
@pytest.mark.parametrize(
    ("cls", "pattern", "total"),
    [
        ("StrategicAction", r"\s*ÚAction (\d+) ", 35),
        ("Indicator", r"\s*INDICATEUR (\d\.\d)", 24),
    ],
)
def test_numbered_headings_of_the_text(
    items: dict[str, PlanItem], lines: list[str], cls: str, pattern: str, total: int
) -> None:
    printed = set(_headings(lines, pattern))
    assert len(printed) == total
    curated = {(_objective(items, i), _first_line(i), _notation(i)) for i in _of(items, cls)}
    assert curated == printed


@WITH_TEXTS
def test_milestones_of_the_text(items: dict[str, PlanItem], lines: list[str]) -> None:
    printed = set()
    for objective, start, year in _headings(lines, r"\s*JALONS? (\d{4})"):
        for number in range(start + 1, len(lines)):
            if re.match(r"\s*(?:INDICATEUR|JALONS?|Objectif)\b", lines[number]):
                break
            if re.match(r"\s*•", lines[number]):
                printed.add((objective, number, int(year)))
    assert len(printed) == 22
    curated = {(_objective(items, i), _first_line(i), i.due_year) for i in _of(items, "Milestone")}
    assert curated == printed


#: What a block of values prints in figures besides values: years, names, lengths of time.
_NO_VALUE = re.compile(
    r"\b(?:2014|2015)\b|\b2016-2020\b|en 2020|H2020|Top 10 %|\b5 ans\b|Valeur de référence14|Web of"
)
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?")


@WITH_TEXTS
def test_words_of_values_stand_where_they_are_said_to(
    values: dict[str, list[IndicatorValue]],
) -> None:
    folder = DocumentFolder(Path(os.environ["COOPGRAPH_DOCUMENTS"]))
    for value in (value for rows in values.values() for value in rows):
        passage = folder.passage(value.source, value.locator or "") or ""
        assert stands_in(value.stated_text or "?", passage), value


@WITH_TEXTS
def test_no_printed_figure_is_left_out(
    items: dict[str, PlanItem], values: dict[str, list[IndicatorValue]], lines: list[str]
) -> None:
    starts = [(line, notation) for _, line, notation in _headings(lines, r"\s*INDICATEUR (\d\.\d)")]
    for start, notation in starts:
        role, printed = "", defaultdict[str, set[float]](set)
        for line in lines[start + 1 :]:
            if re.match(r"\s*(?:INDICATEUR|JALONS?|Objectif)\b", line) or re.match(
                r"1\d [A-Z]", line
            ):
                break
            if heading := re.match(r"Valeur (de référence|cible)", line):
                role = {"de référence": "reference", "cible": "target"}[heading[1]]
            elif role:
                for figure in _NUMBER.findall(_NO_VALUE.sub("", line)):
                    whole = re.sub(r"[^\d,]", "", figure).replace(",", ".")
                    printed[role].add(float(whole))
        for role in ("reference", "target"):
            curated = {
                figure
                for v in values[notation]
                if v.value_role == role
                for figure in (v.value, v.lower, v.upper, v.numerator, v.denominator)
                if figure is not None
            }
            assert printed[role] <= curated, (notation, role)
            # Figures printed in words only.
            words = {
                ("2.8", "reference"): {2},
                ("2.8", "target"): {1, 2},
                ("5.3", "reference"): {0},
            }
            assert curated - printed[role] <= words.get((notation, role), set()), (notation, role)
