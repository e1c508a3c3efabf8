"""The published form of the gap envelope: real output has it, a broken record has not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from coopgraph.analysis.gaps.envelope import ENVELOPE_VERSION, schema_text
from coopgraph.analysis.gaps.records import Status, Tier
from coopgraph.cli import cli

SCHEMA: dict[str, Any] = json.loads(schema_text())
Document = dict[str, Any]


def faults(document: Document) -> list[str]:
    checker = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(document)]


def output(*arguments: str) -> Document:
    result = CliRunner().invoke(cli, ["gaps", "--format", "json", *arguments])
    assert result.exit_code == 0, result.output
    found: Document = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def packaged() -> Document:
    statuses = [word for status in Status for word in ("--status", status.value)]
    return output("--as-of", "2026-11-20", *statuses)


@pytest.fixture
def document(packaged: Document) -> Document:
    return copy.deepcopy(packaged)


def test_it_is_a_schema_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == ENVELOPE_VERSION


def test_all_records_of_the_packaged_landscape_have_the_form(packaged: Document) -> None:
    assert len(packaged["gaps"]) > 100 and len(packaged["data_gaps"]) > 10
    assert {gap["status"] for gap in packaged["gaps"]} >= {"covered", "candidate", "lapsed"}
    assert faults(packaged) == []


def test_the_open_records_of_the_packaged_landscape_have_the_form(packaged: Document) -> None:
    found = output("--as-of", "2026-11-20")
    assert 0 < len(found["gaps"]) < len(packaged["gaps"])
    assert faults(found) == []


def test_dismissed_and_reopened_records_have_the_form(example_folder: Path, tmp_path: Path) -> None:
    options = ("--data", str(example_folder), "--as-of", "2024-12-31", "--type", "convention")
    first, second = (gap["id"] for gap in output(*options)["gaps"][:2])
    file = tmp_path / "dismissed.csv"
    lines = (
        f"{first},known,DPRE,2024-11-02,",
        f"{second},known,,2024-11-02,covered",
        "no/such,x,,,",
    )
    file.write_text("\n".join(("record,reason,by,date,status", *lines)), encoding="utf-8")
    found = output(*options, "--dismissals", str(file))
    assert [gap["id"] for gap in found["dismissed"]] == [first]
    assert "reopened" in next(gap for gap in found["gaps"] if gap["id"] == second)
    assert found["dismissal_notices"]
    assert faults(found) == []
    del found["dismissed"][0]["dismissal"]
    assert len(faults(found)) == 1


def test_a_day_before_everything_has_the_form() -> None:
    found = output("--as-of", "1950-01-01")
    assert found["gaps"] == []
    assert faults(found) == []


@pytest.mark.parametrize(
    ("break_it", "place"),
    [
        (lambda gap: gap.update(status="maybe"), "status"),
        (lambda gap: gap.update(remark="extra"), "remark"),
        (lambda gap: gap.update(tier="E"), "tier"),
        (lambda gap: gap.pop("rule"), "rule"),
        (lambda gap: gap["sentence"].pop("en"), "en"),
        (lambda gap: gap["sentence"].update(de="…"), "de"),
        (lambda gap: gap.update(as_of="20 November"), "as_of"),
        (lambda gap: gap["dates"].update(basis="guessed"), "basis"),
        (lambda gap: gap.update(score="high"), "score"),
        (lambda gap: gap["evidence"].append({"statement": "x"}), "evidence"),
        (lambda gap: gap.update(id="no rule"), "id"),
        (lambda gap: gap.update(dismissal={"reason": "x"}), "dismissal"),
    ],
    ids=[
        "status", "additional", "tier", "no-rule", "one-language", "three-languages", "day",
        "basis", "score", "evidence", "id", "dismissal",
    ],
)  # fmt: skip
def test_a_broken_record_is_refused(
    document: Document, break_it: Callable[[Document], object], place: str
) -> None:
    document["data_gaps"] = []
    document["gaps"] = document["gaps"][:1]
    assert faults(document) == []
    break_it(document["gaps"][0])
    found = faults(document)
    assert found and all(place in fault for fault in found[:1]), found


def fields(part: Any, path: str = "") -> Iterator[tuple[str, Document]]:
    if isinstance(part, dict):
        for name, inner in part.get("properties", {}).items():
            yield f"{path}.{name}", inner
        for name, inner in part.items():
            yield from fields(inner, f"{path}.{name}")


def test_every_field_is_described() -> None:
    found = list(fields(SCHEMA))
    assert len(found) > 60
    defined = SCHEMA["$defs"]
    bare = [
        path
        for path, field in found
        if not (
            field.get("description") or defined[field["$ref"].rpartition("/")[2]]["description"]
        )
    ]
    assert bare == []


def test_closed_lists_are_those_of_the_code() -> None:
    assert SCHEMA["$defs"]["status"]["enum"] == [status.value for status in Status]
    assert SCHEMA["$defs"]["record"]["properties"]["tier"]["enum"] == [t.value for t in Tier]


def test_the_command_prints_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["gaps", "--schema"])
    assert (result.exit_code, result.stdout) == (0, schema_text())
    file = tmp_path / "gaps.schema.json"
    assert CliRunner().invoke(cli, ["gaps", "--schema", "-o", str(file)]).exit_code == 0
    assert file.read_text(encoding="utf-8") == schema_text()
