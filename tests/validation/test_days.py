"""Days of curation that are still to come are found, and no day that is merely looked at."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.curation.reader import read_tables
from coopgraph.resources import curated_dir
from coopgraph.validation.days import check_days
from coopgraph.validation.findings import Finding
from tests.curation.edits import put


def _found(folder: Path, *arguments: str, exit_code: int = 1) -> list[dict[str, str]]:
    line = ["validate", "--data", str(folder), "--format", "json", "--lang", "en", *arguments]
    result = CliRunner().invoke(cli, line)
    assert result.exit_code == exit_code, result.output
    rows = json.loads(result.stdout)["rows"]
    return [row for row in rows if row["code"] == "DayToCome"]


@pytest.mark.parametrize(
    ("table", "column", "focus"),
    [
        ("resolution", "decided_on", "id:decision_fictipharma_rdf-type"),
        ("sources", "retrieved", "doc:doc-a"),
    ],
)
def test_a_day_to_come_is_a_violation_with_its_row(
    example_copy: Path, table: str, column: str, focus: str
) -> None:
    put(example_copy, table, 2, **{column: "2999-01-01"})
    (finding,) = _found(example_copy)
    assert finding["severity"] == "violation"
    assert finding["focus"] == focus
    assert finding["message"].endswith("on a day to come: 2999-01-01")
    assert finding["place"] == f"{example_copy / table}.csv:2"
    assert column in finding["hint"]


def test_a_later_day_may_be_looked_at_and_so_may_an_earlier_one(example_copy: Path) -> None:
    assert _found(example_copy, "--as-of", "2020-01-01", exit_code=0) == []
    put(example_copy, "resolution", 2, decided_on="2999-01-01")
    assert _found(example_copy, "--as-of", "2999-01-01", exit_code=0) == []
    assert len(_found(example_copy, "--as-of", "2998-12-31")) == 1
    assert len(_found(example_copy, "--as-of", "2020-01-01")) == 1


def test_the_packaged_landscape_is_found_out_where_the_clock_is_wrong() -> None:
    found = list(check_days(read_tables([curated_dir()]), datetime.date(2000, 1, 1)))
    assert {finding.focus.partition(":")[0] for finding in found} == {"id", "doc"}
    assert all(isinstance(finding, Finding) and finding.place for finding in found)
    assert all("clock" in finding.hint for finding in found)
