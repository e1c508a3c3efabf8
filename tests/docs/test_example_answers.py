"""The answers worked out by hand in data/example/README.md are those of the pipeline."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import ID_NS, SCHEME_NS
from coopgraph.sparql import Library
from coopgraph.sparql.run import ask_library

Rows = list[list[str]]
PREFIX = "PREFIX coop: <https://w3id.org/coopgraph/ontology#> "


@pytest.fixture(scope="module")
def tables(example_folder: Path) -> dict[str, Rows]:
    """Return the tables of the page by the heading that they stand under."""
    found: dict[str, Rows] = {}
    heading = ""
    for line in (example_folder / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").split(" (", 1)[0]
        elif line.startswith(("| ", "|-")):
            found.setdefault(heading, []).append([c.strip() for c in line.strip("|").split("|")])
    return {name: rows[2:] for name, rows in found.items()}


def _ids(cell: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", cell)


def _statuses(landscape: Landscape, gap_type: str) -> dict[str, str]:
    return {gap.id.split("/", 1)[1]: gap.status.value for gap in landscape.gaps([gap_type])}


def _supervised(landscape: Landscape) -> set[tuple[str, str]]:
    rows = landscape.store.select(
        PREFIX + "SELECT ?unit ?body WHERE { ?unit coop:supervisedBy ?body }"
    ).dicts()
    return {
        (str(row["unit"].value).removeprefix(ID_NS), str(row["body"].value).removeprefix(ID_NS))
        for row in rows
    }


def test_rows_of_each_table(tables: dict[str, Rows], example_folder: Path) -> None:
    for name, count, _ in tables["What is in it"]:
        lines = (example_folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) - 1 == int(count), name


def test_supervising_bodies(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    expected = {
        (unit, body)
        for unit, bodies, *_ in tables["Who supervises what"]
        for body in ["institut-exemple", *([] if bodies == "(none)" else _ids(bodies))]
    }
    assert len(expected) == 18
    assert _supervised(example_landscape) == expected


def test_mixed_units(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    mixed = {row[0] for row in tables["Who supervises what"] if row[3] == "yes"}
    rows = example_landscape.store.select(
        PREFIX + "SELECT ?u WHERE { ?u a coop:MixedUnit }"
    ).dicts()
    assert {str(row["u"].value).removeprefix(ID_NS) for row in rows} == mixed


def test_joint_structures_per_partner(
    tables: dict[str, Rows], example_landscape: Landscape
) -> None:
    counted = Counter(body for _, body in _supervised(example_landscape))
    del counted["institut-exemple"]
    assert counted == {
        row[0]: int(row[2]) for row in tables["Joint structures per partner"] if len(row) == 3
    }


def test_priorities(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    statuses = _statuses(example_landscape, "priority")
    expected = {
        "doc-a/" + "/".join(part.strip() for part in cell.split("×")): status
        for cell, status, _ in tables["Priorities"]
    }
    assert {key: value for key, value in statuses.items() if key.count("/") == 2} == expected
    without_theme = {key.rsplit("/", 1)[0]: value for key, value in expected.items()}
    without_theme["doc-a/septentrie"] = "covered"
    assert {k: v for k, v in statuses.items() if k.count("/") == 1} == without_theme


def test_priorities_end_with_their_strategy(example_folder: Path) -> None:
    later = load([example_folder], as_of=datetime.date(2025, 1, 1))
    assert set(_statuses(later, "priority").values()) == {"exempt"}


def test_conventions(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    expected = {
        body: status.strip("*")
        for bodies, _, status, _ in tables["Conventions"]
        for body in _ids(bodies)
    }
    assert len(expected) == 9
    assert _statuses(example_landscape, "convention") == expected


def test_framework_agreement_lapses_after_its_last_day(example_folder: Path) -> None:
    for day, status in (((2025, 6, 30), "covered"), ((2025, 7, 1), "lapsed")):
        landscape = load([example_folder], as_of=datetime.date(*day))
        assert _statuses(landscape, "convention")["organisme-national-d-essais"] == status


@pytest.mark.parametrize(("months", "ending"), [(3, 0), (6, 1), (12, 2)])
def test_expiry_within(example_landscape: Landscape, months: int, ending: int) -> None:
    gaps = example_landscape.gaps(["expiry"], within_months=months)
    statuses = Counter(gap.status.value for gap in gaps)
    assert (statuses["candidate"], statuses["lapsed"], statuses["undecidable"]) == (ending, 2, 6)


def test_assumed_end_of_the_label(example_landscape: Landscape) -> None:
    rows = example_landscape.store.select(
        f"{PREFIX} SELECT ?end ?basis WHERE {{"
        f" <{ID_NS}award_fhu-exemplaire_fhu_2021> coop:endYear ?end ; coop:endBasis ?basis }}"
    ).rows
    assert [[term.value for term in row if term is not None] for row in rows] == [
        ["2025", f"{SCHEME_NS}end-basis/assumed"]
    ]


def test_disputed_counts_stay_out_of_the_consensus(example_landscape: Landscape) -> None:
    rows = example_landscape.store.select(
        PREFIX + "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
        " SELECT ?value ?status WHERE {"
        f" ?c a coop:Claim ; rdf:subject <{ID_NS}institut-exemple> ; coop:claimStatus ?status ;"
        " rdf:predicate coop:structureCount ; rdf:object ?value }"
    ).rows
    found = {(value.value, status.value.rpartition("/")[2]) for value, status in rows}
    parts = {("6", "accepted"), ("1", "accepted")}  # of the 7 of 2019
    assert found == {("7", "accepted"), ("8", "disputed"), ("9", "disputed"), *parts}
    values = example_landscape.store.select(
        PREFIX + "SELECT ?structures ?teams WHERE {"
        f" <{ID_NS}institut-exemple> coop:teamCount ?teams OPTIONAL {{"
        f" <{ID_NS}institut-exemple> coop:structureCount ?structures }} }}"
    ).rows
    assert [[term and term.value for term in row] for row in values] == [[None, "3"]]


def _answers(landscape: Landscape, name: str, **values: str) -> list[dict[str, str]]:
    answer = ask_library(
        landscape.store, Library().get(name), values, as_of=datetime.date(2024, 12, 31)
    )
    return [
        {key: "" if term is None else term.value for key, term in row.items()}
        for row in answer.dicts()
    ]


def test_indicators(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    found = {
        row["number"]: (row["reference"], row["latest"], row["distance"], row["attainment"])
        for row in _answers(example_landscape, "indicators")
    }
    expected = {
        component: (
            re.findall(r"[0-9.]+", reference)[0],
            observed.split(" ")[0],
            distance,
            attainment,
        )
        for component, reference, _, observed, distance, attainment in tables["Indicators"]
    }
    assert found == expected


def test_inconsistent_indicators(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    found = {
        (row["number"], row["kind"].rpartition("/")[2], row["value"], row["expected"])
        for row in _answers(example_landscape, "indicators-inconsistent")
    }
    assert found == {tuple(row[:4]) for row in tables["Inconsistent indicators"]}


def test_milestones(tables: dict[str, Rows], example_landscape: Landscape) -> None:
    found = {
        (row["milestone"].removeprefix(ID_NS), row["year"], row["reached_year"])
        for row in _answers(example_landscape, "milestones")
    }
    assert found == {
        (milestone, due, "" if reached == "not stated" else reached.split(",")[0])
        for milestone, due, reached in tables["Milestones"]
    }
    for stated, count in (("true", 1), ("false", 2)):
        assert len(_answers(example_landscape, "milestones", stated=stated)) == count


def test_terms_that_end(example_landscape: Landscape) -> None:
    rows = _answers(example_landscape, "unit-terms", year="2024")
    found = {row["structure"].removeprefix(ID_NS): row["end_year"] for row in rows}
    assert found == {"u-1": "2024", "u-2": "", "us-7": "", "cic-8": ""}
    assert {row["wave"].rpartition("/")[2] for row in rows} == {"b"}


def test_follow_ups(example_landscape: Landscape) -> None:
    rows = _answers(example_landscape, "instruments-followed-up")
    found = {
        row["instrument"].removeprefix(ID_NS): (row["renewal_used"], row["follow_up"])
        for row in rows
    }
    assert found == {"gdri-boussole": ("true", ""), "lia-aurore": ("", "")}
