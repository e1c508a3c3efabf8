"""``crosswalk``: a table that says which numbers are one body."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.run import import_files
from tests.importing.registers_of_france import assert_sound, links, no_traces, raw, table

Maker = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def grids(open_data: Path) -> Path:
    return open_data / "rnsr" / "rnsr-to-grid_2022-02.csv"


def test_a_grid_of_two_structures_is_nobodys(grids: Path, rnsr_file: Path, tmp_path: Path) -> None:
    rows = [(row["numero_national_de_structure"], row["grid"])
            for row in _plain(grids)]  # fmt: skip
    assert len(rows) == 707
    bearers: dict[str, set[str]] = defaultdict(set)
    for number, grid in rows:
        bearers[grid].add(number)
    twice = {grid: numbers for grid, numbers in bearers.items() if len(numbers) > 1}
    assert len(twice) == 9
    import_files("rnsr", [rnsr_file], tmp_path / "land")
    import_files("crosswalk", [grids], tmp_path / "land")
    ambiguous = [
        link for link in links(tmp_path / "land")
        if (link["reason"], link["state"]) == ("same-grid", "ambiguous")
    ]  # fmt: skip
    assert len(ambiguous) == sum(len(numbers) - 1 for numbers in twice.values())
    found = {row["value"]: row for row in table(tmp_path / "land", "identifiers")
             if row["scheme"] == "grid"}  # fmt: skip
    assert not set(twice) & set(found)
    active = {row["numero_national_de_structure"] for row in raw(rnsr_file)}
    assert set(found) == {
        grid for grid, numbers in bearers.items() if len(numbers) == 1 and numbers <= active
    }
    assert {row["confidence"] for row in found.values()} == {"medium"}
    assert_sound(tmp_path / "land")


def _plain(path: Path) -> list[dict[str, str]]:
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def test_a_unit_is_never_made_the_school_that_bears_its_grid(
    grids: Path, rnsr_file: Path, tmp_path: Path
) -> None:
    """The table was made by a machine: a unit of ENS has the GRID of ENS in it."""
    import_files("rnsr", [rnsr_file], tmp_path / "land")
    before = Counter(row["body"] for row in table(tmp_path / "land", "cotutelles"))
    import_files("crosswalk", [grids], tmp_path / "land")
    assert Counter(row["body"] for row in table(tmp_path / "land", "cotutelles")) == before
    refused = {(link["a"], link["state"]) for link in links(tmp_path / "land")}
    assert ("rnsr:199812866Y", "structure-and-body") in refused


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_numbers_that_nobody_is_named_by_join_too(ror_record: Maker, tmp_path: Path) -> None:
    """A row of GRID and SIREN joins who bears the one with who bears the other."""
    grid = {"type": "grid", "all": ["grid.999999.9"], "preferred": None}
    ror = write(tmp_path / "ror.jsonl", ror_record("0zzzzz192", "A", external_ids=[grid]))
    schools = tmp_path / "schools.csv"
    schools.write_text("uai;uo_lib;type_d_etablissement;siren\n;École A;École;100000009\n")
    table_ = tmp_path / "crosswalk.csv"
    table_.write_text("grid,siren,confidence\ngrid.999999.9,100000009,high\n")
    import_files("ror", [ror], tmp_path / "land")
    import_files("etablissements", [schools], tmp_path / "land")
    assert len(table(tmp_path / "land", "organizations")) == 2
    import_files("crosswalk", [table_], tmp_path / "land")
    assert len(table(tmp_path / "land", "organizations")) == 1
    assert {link["confidence"] for link in links(tmp_path / "land")} == {"high"}


def test_two_records_of_ror_stay_two(ror_record: Maker, tmp_path: Path) -> None:
    ror = write(tmp_path / "ror.jsonl", ror_record("0zzzzz192", "A"), ror_record("0zzzzz289", "B"))
    walk = tmp_path / "crosswalk.csv"
    walk.write_text("ror,uai\n0zzzzz192,0111111Y\n0zzzzz289,0111111Y\n", encoding="utf-8")
    import_files("ror", [ror], tmp_path / "land")
    import_files("crosswalk", [walk], tmp_path / "land")
    assert len(table(tmp_path / "land", "organizations")) == 2
    (link,) = [link for link in links(tmp_path / "land") if link["reason"] == "same-uai"]
    assert link["state"] == "ambiguous"


def test_rows_that_say_nothing_are_counted(tmp_path: Path) -> None:
    walk = tmp_path / "crosswalk.csv"
    walk.write_text(
        "ror;uai;confiance\n;0755364Y;\n02vjkv261;0755364Y;sans doute\n02vjkv261;0755364Z;low\n",
        encoding="utf-8",
    )
    summary = import_files("crosswalk", [walk], tmp_path / "land")
    assert {reason: places for reason, _, places in summary.skipped} == {
        "malformed-identifier": ["line 4: uai 0755364Z"],
        "one-number": ["line 2", "line 4"],
        "unknown-confidence": ["line 3: sans doute"],
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "two columns that are named like registers"),
        ("ror,name\n02vjkv261,A\n", "two columns that are named like registers"),
        ("ror,uai\n02vjkv261\n", "line 2 has 1 cell instead"),
        ("ror,uai,ROR\n02vjkv261,0755364Y,x\n", "stands twice"),
        ("ror|uai\n", "not a table"),
    ],
)
def test_a_file_that_is_not_sound_leaves_nothing(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        import_files("crosswalk", [tmp_path / "in" / "a.csv"], tmp_path / "land")
    no_traces(tmp_path / "land")
