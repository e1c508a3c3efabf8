"""A finding of the graph says which curated row it is about."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.curation.reader import read_tables
from coopgraph.rdf.assemble import assemble, rows_of_nodes
from coopgraph.resources import example_dir
from coopgraph.validation.findings import Finding
from coopgraph.validation.places import locate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    return shutil.copytree(example_dir(), tmp_path / "tables")


def _spoil(folder: Path, table: str, column: str, where: tuple[str, str], value: str) -> int:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    number = next(number for number, row in enumerate(rows) if row[where[0]] == where[1])
    assert rows[number][column] != value
    rows[number][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return number + 2


def test_a_violation_of_a_shape_names_file_and_line(folder: Path) -> None:
    line = _spoil(folder, "plan_items", "due_year", ("class", "Milestone"), "")
    result = CliRunner().invoke(cli, ["validate", "--data", str(folder), "--format", "json"])
    assert result.exit_code == 1
    (violation,) = [
        row for row in json.loads(result.stdout)["rows"] if row["severity"] == "violation"
    ]
    assert violation["code"] == "Milestone"
    assert violation["place"] == f"{folder / 'plan_items.csv'}:{line}"


def test_every_node_that_carries_evidence_has_its_row(folder: Path) -> None:
    tables = read_tables([folder])
    rows = rows_of_nodes(tables)
    derived_from = "http://www.w3.org/ns/prov#wasDerivedFrom"
    stated = {
        quad.subject.value for quad in assemble(tables) if quad.predicate.value == derived_from
    }
    assert len(stated) > 100
    assert stated <= rows.keys()


def test_what_no_row_made_has_no_place(folder: Path) -> None:
    findings = [
        Finding("X", "info", "id:nobody", "rien", "nothing"),
        Finding("X", "info", "doc:doc-a", "rien", "nothing"),
    ]
    unknown, source = locate(findings, read_tables([folder]))
    assert unknown == findings[0]
    assert source.place == f"{folder / 'sources.csv'}:2"
