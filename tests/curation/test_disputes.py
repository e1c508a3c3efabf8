"""Which claims and kinds disagree, on rows written by hand; decisions; faults of lists."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from coopgraph.curation.disputes import Verdict, excluded, judge_claims, judge_types
from coopgraph.curation.reader import read_tables
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import CurationError, Fault
from coopgraph.model.entities import Organization
from coopgraph.model.values import Claim, ExtraType, Resolution
from coopgraph.resources import example_dir

CIC = {"about_year": 2016, "population": "cic"}


def claim(value: str, predicate: str = "structureCount", **rest: Any) -> Claim:
    return Claim(
        **{
            "subject": "inserm",
            "predicate": predicate,
            "value": value,
            "datatype": "integer",
            "source": "003",
            "confidence": "high",
            **rest,
        }
    )


def decision(kind: str, value: str | None = None, **rest: Any) -> dict[Any, Resolution]:
    row = Resolution(
        **{
            "subject": "inserm",
            "predicate": "structureCount",
            "decision": kind,
            "value": value,
            "reason_fr": "motif",
            "reason_en": "reason",
            "source": "003",
            "confidence": "high",
            **rest,
        }
    )
    return {(row.subject, row.predicate, row.about_year, row.population): row}


def test_two_values_of_one_thing_are_disputed_and_not_plain() -> None:
    assert judge_claims([claim("34", **CIC), claim("36", **CIC)]) == [
        Verdict("disputed", False, (1,)),
        Verdict("disputed", False, (0,)),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [claim("34", about_year=2022), claim("36", about_year=2024)],
        [claim("279", population="units-only"), claim("365", population="all-structures")],
        [claim("30", approximation="more-than"), claim("41")],
        [claim("30", approximation="at-least"), claim("40", approximation="at-most")],
        [claim("36"), claim("36", source="004")],
        [claim("5.0", datatype="decimal"), claim("5", datatype="decimal")],
        [claim("1", about_year=2020), claim("2")],
    ],
)
def test_nothing_is_disputed(rows: list[Claim]) -> None:
    assert {verdict.status for verdict in judge_claims(rows)} == {"accepted"}


def test_several_values_are_plain_where_a_property_has_several() -> None:
    rows = [claim(v, "guidingPrinciple", datatype="string") for v in ("a", "b")]
    assert [verdict.plain for verdict in judge_claims(rows)] == [True, True]


def test_values_of_other_years_are_accepted_and_not_plain() -> None:
    verdicts = judge_claims([claim("350", about_year=2021), claim("365", about_year=2024)])
    assert [(v.status, v.plain) for v in verdicts] == [("accepted", False)] * 2


def test_a_settled_value_is_plain_and_the_others_superseded() -> None:
    rows = [claim("1964", "createdYear"), claim("1966", "createdYear", source="004")]
    verdicts = judge_claims(rows, decision("settled", "1964", predicate="createdYear"))
    assert verdicts == [Verdict("accepted", True), Verdict("superseded", False)]


def test_a_settled_value_is_not_plain_beside_that_of_another_year() -> None:
    rows = [claim("34", **CIC), claim("36", **CIC), claim("30", about_year=2010, population="cic")]
    verdicts = judge_claims(rows, decision("settled", "36", **CIC))
    assert [v.status for v in verdicts] == ["superseded", "accepted", "accepted"]
    assert not any(v.plain for v in verdicts)


def test_explained_values_are_all_kept_and_those_left_open_are_disputed() -> None:
    rows = [claim("34", **CIC), claim("36", **CIC)]
    explained = judge_claims(rows, decision("explained", **CIC))
    assert explained == [Verdict("accepted", False)] * 2
    assert judge_claims(rows, decision("left-open", **CIC)) == judge_claims(rows)


def test_a_decision_about_another_year_decides_nothing() -> None:
    rows = [claim("34", **CIC), claim("36", **CIC)]
    other = decision("settled", "36", about_year=2017, population="cic")
    assert judge_claims(rows, other) == judge_claims(rows)


def body(cls: str, *others: str) -> Tables:
    tables = Tables()
    row = Organization(id="x", cls=cls, label_fr="X", source="004", confidence="high")
    tables.rows["organizations"].append(Located(row, "organizations.csv", 2))
    tables.rows["types"] += [
        Located(ExtraType(entity="x", cls=other, source="003", confidence="high"), "types.csv", 2)
        for other in others
    ]
    return tables


def test_kinds_that_exclude_each_other_leave_what_they_have_in_common() -> None:
    verdicts = judge_types(body("Company", "Foundation", "ResearchOrganisation"))
    assert {key: (v.status, v.plain, v.common) for key, v in verdicts.items()} == {
        ("x", "Company"): ("disputed", False, ("Organisation",)),
        ("x", "Foundation"): ("disputed", False, ("Organisation",)),
    }


def test_kinds_that_go_together_are_not_contested() -> None:
    assert not judge_types(body("ResearchOrganisation", "Foundation"))
    assert not judge_types(body("Company", "Company"))


def test_a_settled_kind_is_kept() -> None:
    settled = decision("settled", "Foundation", subject="x", predicate="rdf:type")
    verdicts = judge_types(body("Company", "Foundation"), settled)
    assert (verdicts["x", "Foundation"].status, verdicts["x", "Foundation"].plain) == (
        "accepted",
        True,
    )
    assert (verdicts["x", "Company"].status, verdicts["x", "Company"].plain) == (
        "superseded",
        False,
    )


def test_exclusion_is_mutual_and_inherited() -> None:
    assert excluded("Company", "Foundation")
    assert excluded("Foundation", "Company")
    assert excluded("MixityConvention", "City")
    assert not excluded("Company", "Company")
    assert not excluded("Company", "University")


# Faults ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    return Path(shutil.copytree(example_dir(), tmp_path / "tables"))


def change(folder: Path, table: str, where: dict[str, str], **cells: str) -> None:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row for row in rows if where.items() <= row.items()]
    assert found
    for row in found:
        row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def the_fault(folder: Path) -> Fault:
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("table", "where", "cells", "column", "cause"),
    [
        (
            "lists",
            {"id": "liste-equipes-projets"},
            {"listed": "3"},
            "listed",
            "3 names listed, 2 known",
        ),
        ("lists", {"id": "liste-fhu"}, {"form": "absent"}, "form", "an absent list names nobody"),
        (
            "lists",
            {"id": "liste-siric-page"},
            {"approximation": "about"},
            "approximation",
            "no number is announced",
        ),
        (
            "list_members",
            {"member": "siric-modele"},
            {"member": "lia-aurore"},
            "member",
            "lia-aurore is InternationalAssociatedLaboratory, the list is of IntegratedCancerSite",
        ),
        (
            "resolution",
            {"decision": "settled"},
            {"value": "1965"},
            "value",
            "no claim states '1965' of organisme-national-d-essais createdYear",
        ),
        ("resolution", {"decision": "settled"}, {"value": ""}, "value", "settled without a value"),
        (
            "resolution",
            {"decision": "explained"},
            {"value": "8"},
            "value",
            "a value is kept, yet the decision is explained",
        ),
        (
            "resolution",
            {"decision": "settled"},
            {"subject": "organisme-inconnu"},
            "subject",
            "unknown subject 'organisme-inconnu'",
        ),
        (
            "resolution",
            {"decision": "settled"},
            {"predicate": "creationYear"},
            "predicate",
            "unknown property 'creationYear'",
        ),
        (
            "resolution",
            {"subject": "fictipharma"},
            {"decision": "settled", "value": "University"},
            "value",
            "no claim states 'University' of fictipharma rdf:type",
        ),
        (
            "claims",
            {"subject": "organisme-national-d-essais", "value": "1966"},
            {"value": "1964"},
            "value",
            "nothing contradicts '1964'",
        ),
    ],
)
def test_faults(
    folder: Path,
    table: str,
    where: dict[str, str],
    cells: dict[str, str],
    column: str,
    cause: str,
) -> None:
    change(folder, table, where, **cells)
    fault = the_fault(folder)
    assert fault.column == column
    assert fault.cause.startswith(cause)
    assert fault.line > 1


def test_a_settled_kind_is_accepted(folder: Path) -> None:
    change(folder, "resolution", {"subject": "fictipharma"}, decision="settled", value="Foundation")
    assert read_tables([folder]).rows["resolution"]


def test_priorities_are_counted_in_their_own_table(folder: Path) -> None:
    change(folder, "lists", {"id": "liste-siric-page"}, covers="StrategicPriority", source="doc-a")
    change(folder, "lists", {"id": "liste-siric-page"}, locator="Priorités, l. 10")
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    causes = {fault.cause for fault in caught.value.faults}
    assert "1 names listed, 5 known" in causes
