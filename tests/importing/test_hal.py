"""``hal``: structures of AuréHAL by the schema of its interface; values are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.run import ImportSummary, import_files
from tests.importing.registers_of_france import assert_sound, no_traces, table

LAB: dict[str, Any] = {
    "docid": "1", "name_s": "Imagerie et cerveau", "acronym_s": "iBrain", "type_s": "laboratory",
    "valid_s": "VALID", "country_s": "fr", "startDate_s": "2018-01-01", "code_s": ["U1253"],
    "rnsr_s": ["201220230S"], "ror_s": ["https://ror.org/01eem7c55"], "aliasDocid_i": [9],
    "parentDocid_i": [2, 3], "parentName_s": ["Université de Tours", "Inserm"],
    "parentAcronym_s": ["", "INSERM"], "parentType_s": ["institution", "institution"],
    "parentValid_s": ["VALID", "VALID"],
}  # fmt: skip
INSERM = {"docid": "3", "name_s": "Inserm", "type_s": "institution", "valid_s": "VALID",
          "ror_s": ["02vjkv261"]}  # fmt: skip


def read(folder: Path, *documents: dict[str, Any]) -> ImportSummary:
    answer = {"response": {"numFound": len(documents), "docs": list(documents)}}
    (folder / "hal.json").write_text(json.dumps(answer), encoding="utf-8")
    return import_files("hal", [folder / "hal.json"], folder / "land", dated="2026-01")


def test_a_laboratory_and_its_parents(tmp_path: Path) -> None:
    read(tmp_path, LAB, INSERM)
    (lab,) = table(tmp_path / "land", "structures")
    assert (lab["unit_number"], lab["start_year"], lab["acronym"]) == ("U1253", "2018", "iBrain")
    bodies = {row["label_fr"]: row["id"] for row in table(tmp_path / "land", "organizations")}
    assert bodies == {"Université de Tours": "hal-2", "Inserm": "inserm"}
    parents = {row["body"]: row["role"] for row in table(tmp_path / "land", "cotutelles")}
    assert parents == dict.fromkeys(bodies.values(), "registered-parent")
    numbers = {(row["scheme"], row["value"]) for row in table(tmp_path / "land", "identifiers")
               if row["entity"] == lab["id"]}  # fmt: skip
    assert {("hal", "1"), ("hal", "9"), ("rnsr", "201220230S")} <= numbers
    assert_sound(tmp_path / "land")


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    read(tmp_path, LAB, INSERM)
    lines = "".join(json.dumps(document) + "\n" for document in (LAB, INSERM))
    (tmp_path / "hal.jsonl").write_text(lines, encoding="utf-8")
    import_files("hal", [tmp_path / "hal.jsonl"], tmp_path / "other", dated="2026-01")
    for name in ("structures", "organizations", "cotutelles", "identifiers", "aliases"):
        assert table(tmp_path / "land", name) == table(tmp_path / "other", name)


def test_what_nobody_checked_and_what_is_no_more_is_no_partner(tmp_path: Path) -> None:
    bare = LAB | {"rnsr_s": [], "ror_s": []}
    summary = read(
        tmp_path,
        INSERM,
        bare | {"docid": "4", "valid_s": "INCOMING"},
        bare | {"docid": "5", "valid_s": "OLD"},
        LAB | {"docid": "6", "valid_s": "OLD", "endDate_s": "2017-12-31"},
        bare | {"docid": "7", "type_s": "person"},
    )
    (old,) = table(tmp_path / "land", "structures")
    assert (old["locator"], old["end_year"]) == ("6", "2017")
    assert {reason: n for reason, n, _ in summary.skipped} == {
        "not-checked": 1, "old-without-end": 1, "unknown-kind": 1
    }  # fmt: skip


def test_lists_that_are_not_parallel_give_no_names(tmp_path: Path) -> None:
    summary = read(tmp_path, LAB | {"parentName_s": ["Inserm"]}, INSERM)
    assert {reason: n for reason, n, _ in summary.skipped} == {"misaligned-names": 1}
    # Numbers alone are certain: the parent that was read is kept, the other is not named.
    assert {row["body"] for row in table(tmp_path / "land", "cotutelles")} == {"inserm"}
    assert summary.dangling["cotutelles"] == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"response": {"docs": [{"name_s": "A"}]}}', "record 1 is no structure"),
        ('{"docid": 1, "name_s": "A"} 3', "record 2 is no structure"),
        ('{"response": {"docs": [{"docid": 1', "no sound JSON"),
    ],
)
def test_a_file_that_is_not_sound_leaves_nothing(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        import_files("hal", [tmp_path / "in" / "a.json"], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_a_team_within_several_laboratories_is_part_of_each(tmp_path: Path) -> None:
    team = {
        "docid": "8", "name_s": "Équipe", "type_s": "researchteam", "valid_s": "VALID",
        "parentDocid_i": [1, 10, 3], "parentType_s": ["laboratory", "laboratory", "institution"],
    }  # fmt: skip
    other = {"docid": "10", "name_s": "Autre", "type_s": "laboratory", "valid_s": "VALID"}
    read(tmp_path, team, LAB, other, INSERM)
    land = tmp_path / "land"
    number = {row["id"]: row["locator"] for row in table(land, "structures")}
    wholes = {
        (number[row["subject"]], row["predicate"], number[row["value"]])
        for row in table(land, "claims")
    }
    assert wholes == {("8", "org:subOrganizationOf", "1"), ("8", "org:subOrganizationOf", "10")}
    assert ("8", "inserm") in {(r["locator"], r["body"]) for r in table(land, "cotutelles")}
    assert_sound(land)
