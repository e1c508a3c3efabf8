"""``coopgraph gaps`` on the miniature landscape."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coopgraph.analysis.gaps.envelope import COLUMNS
from coopgraph.analysis.gaps.records import Status
from coopgraph.analysis.gaps.registry import GAP_TYPES, RULE_TYPE
from coopgraph.cli import cli
from coopgraph.outputs.gap_tables import STATUS_NAMES, TIER_NAMES, TYPE_NAMES


def run(example_folder: Path, *arguments: str, day: str = "2024-12-31") -> Result:
    options = ["gaps", "--data", str(example_folder), "--as-of", day, *arguments]
    return CliRunner().invoke(cli, options)


def document(example_folder: Path, *arguments: str) -> dict[str, Any]:
    result = run(example_folder, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_envelope(example_folder: Path) -> None:
    found = document(example_folder, "--within", "6", "--lang", "en")
    assert found["version"] == 1
    assert found["as_of"] == "2024-12-31"
    assert found["parameters"]["within_months"] == 6
    assert any("2023-06-30" in line for line in found["vintage"])
    assert found["counts"]["convention"] == {"candidate": 2, "exempt": 2, "covered": 5}
    assert found["coverage"] == [
        {"strategy": "doc-a", "covered": 1, "decidable": 4, "undecidable": 1}
    ]
    assert {gap["tier"] for gap in found["data_gaps"]} == {"D"}
    assert {gap["tier"] for gap in found["gaps"]} == {"A", "B", "C"}
    assert {gap["as_of"] for gap in found["gaps"]} == {"2024-12-31"}


def test_every_record_carries_rule_search_and_evidence(example_folder: Path) -> None:
    for gap in document(example_folder)["gaps"]:
        assert gap["rule"]["version"]
        assert gap["searched"], gap["id"]
        assert gap["evidence"], gap["id"]
        assert gap["evidence"][0]["source"].startswith("https://w3id.org/coopgraph/doc/"), gap["id"]
        assert gap["closes_by"]["en"], gap["id"]


def test_type_and_status_choose_records(example_folder: Path) -> None:
    found = document(example_folder, "--type", "convention", "--status", "covered")
    assert {(g["type"], g["status"]) for g in found["gaps"]} == {("convention", "covered")}
    assert len(found["gaps"]) == 5


def test_csv_is_one_row_per_record(example_folder: Path) -> None:
    result = run(example_folder, "--format", "csv", "--type", "convention")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["status"] for row in rows] == ["candidate", "candidate"]
    assert rows[0]["as_of"] == "2024-12-31"


def test_table_fits_eighty_columns_and_says_its_date(example_folder: Path) -> None:
    result = run(example_folder, "--format", "table")
    lines = result.stdout.splitlines()
    assert any("31 décembre 2024" in line for line in lines)
    assert max(len(line) for line in lines) <= 80
    tables, _, _ = result.stdout.partition("\nAu 31 décembre 2024")
    assert "couvert" not in tables


def test_a_terminal_gives_the_table_its_width(
    example_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Narrow, wide, and without a terminal: then 80 columns."""
    narrow, wide = (_on_a_terminal(example_folder, columns, monkeypatch) for columns in (80, 160))
    assert max(map(len, narrow)) <= 80
    assert 80 < max(map(len, wide)) <= 160
    assert len(wide) < len(narrow)


def _on_a_terminal(
    example_folder: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    monkeypatch.setattr("coopgraph.cli.gaps.terminal_width", lambda output: columns)
    return run(example_folder, "--format", "table").stdout.splitlines()


def test_tiers_are_never_mixed(example_folder: Path) -> None:
    text = run(example_folder, "--format", "md", "--lang", "en").stdout
    heads = [line for line in text.splitlines() if line.startswith("**")]
    assert heads == sorted(heads, key=lambda line: line[2])
    assert {head[2] for head in heads} == {"A", "B", "C", "D"}
    assert "grouped by missing value" in text


def test_undecidable_records_are_listed_when_their_type_is_asked_for(example_folder: Path) -> None:
    text = run(example_folder, "--format", "md", "--lang", "en", "--type", "expiry").stdout
    _, _, unknown = text.partition("expiries: end unknown")
    for name in ("ÉCUME", "BRUME", "École des modèles", "Haute-Exemplie"):
        assert name in unknown
    assert "grouped by missing value" not in text


def test_workbook(example_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    target = tmp_path / "gaps.xlsx"
    result = run(example_folder, "-o", str(target))
    assert result.exit_code == 0, result.output
    assert target.read_bytes()[:2] == b"PK"
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "confirmed"], 1),
        (["--fail-on", "confirmed", "--type", "convention"], 0),
        (["--fail-on", "candidate", "--type", "convention"], 1),
        (["--fail-on", "lapsed", "--type", "expiry"], 1),
        (["--fail-on", "never"], 0),
        (["--type", "nonsense"], 2),
        (["--within", "-1"], 2),
        (["--within", "soon"], 2),
        (["--status", "nonsense"], 2),
        (["--fail-on", "covered"], 2),
        (["--format", "pdf"], 2),
    ],
    ids=str,
)
def test_exit_codes(example_folder: Path, arguments: list[str], code: int) -> None:
    assert run(example_folder, *arguments).exit_code == code


def test_a_day_that_is_none_is_refused(example_folder: Path) -> None:
    assert run(example_folder, day="31/12/2024").exit_code == 2


def test_today_is_the_default_and_is_printed(example_folder: Path) -> None:
    result = CliRunner().invoke(cli, ["gaps", "--data", str(example_folder), "--format", "json"])
    day = datetime.date.fromisoformat(json.loads(result.stdout)["as_of"])
    assert abs((datetime.date.today() - day).days) <= 1


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_far_days_give_answers(example_folder: Path, day: str) -> None:
    result = run(example_folder, "--format", "json", day=day)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["as_of"] == day


def test_languages(example_folder: Path) -> None:
    french = run(example_folder, "--format", "table").stdout
    english = run(example_folder, "--format", "table", "--lang", "en").stdout
    assert "Aucune convention de mixité trouvée dans le graphe." in french
    assert "Not found in the graph: mixity convention." in english


def test_every_type_tier_and_status_has_a_name() -> None:
    assert set(TYPE_NAMES) == {*GAP_TYPES, RULE_TYPE}
    assert set(STATUS_NAMES) == {status.value for status in Status}
    assert set(TIER_NAMES) == set("ABCD")


def test_two_runs_give_the_same_bytes(example_folder: Path) -> None:
    first, second = (run(example_folder, "--format", "json").stdout for _ in range(2))
    assert first == second
