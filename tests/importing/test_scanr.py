"""``scanr``: structures of version 1, organisations and projects of version 2, no persons."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.run import import_files
from coopgraph.rdf.build import build_store
from tests.importing.registers_of_france import assert_sound, no_traces, table


@pytest.fixture(scope="module")
def first(open_data: Path) -> Path:
    return open_data / "scanr" / "scanr-v1-rnsr-sample.json.gz"


@pytest.fixture(scope="module")
def second(open_data: Path) -> list[Path]:
    return sorted((open_data / "scanr").glob("scanr-v2-*.json"))


@pytest.fixture(scope="module")
def records(first: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gzip.decompress(first.read_bytes()))
    return found


def test_structures_and_the_bodies_that_supervise_them(
    first: Path, records: list[dict[str, Any]], tmp_path: Path
) -> None:
    import_files("scanr", [first], tmp_path / "land")
    found = table(tmp_path / "land", "identifiers")
    owner = {row["value"]: row["entity"] for row in found}
    expected = {
        (
            owner[record["id"]],
            owner[body["id"]],
            " ".join(filter(None, (body["code"]["type"], body["code"]["number"]))),
        )
        for record in records
        for body in record["institutions"]
    }
    rows = table(tmp_path / "land", "cotutelles")
    assert {(row["structure"], row["body"], row["unit_code"]) for row in rows} == expected
    assert len(rows) == sum(len(record["institutions"]) for record in records) == 37
    assert {row["role"] for row in rows} == {"supervising-body"}
    assert {row["locator"] for row in table(tmp_path / "land", "structures")} == {
        record["id"] for record in records
    }
    assert_sound(tmp_path / "land")


def test_no_person_is_read(
    first: Path, second: list[Path], records: list[dict[str, Any]], tmp_path: Path
) -> None:
    import_files("scanr", [first], tmp_path / "land")
    import_files("scanr", second, tmp_path / "land", series="scanr-2")
    written = "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "land").rglob("*.csv")
    )
    staged = (tmp_path / "land" / "imports" / "staging.sqlite").read_bytes()
    named = [leader["lastname"] for record in records for leader in record["leaders"] or ()]
    assert len(named) > 20
    for name in (*named, "Takahashi", "idref07120489X"):
        if len(name) > 4:
            assert name not in written
            assert name.encode() not in staged


def test_what_both_registers_have_is_one(
    first: Path, rnsr_file: Path, records: list[dict[str, Any]], tmp_path: Path
) -> None:
    import_files("rnsr", [rnsr_file], tmp_path / "land")
    before = len(table(tmp_path / "land", "structures"))
    import_files("scanr", [first], tmp_path / "land")
    active = {row["value"] for row in table(tmp_path / "land", "identifiers")
              if row["scheme"] == "rnsr" and row["source"] == "rnsr"}  # fmt: skip
    new = sum(record["id"] not in active for record in records)
    assert len(table(tmp_path / "land", "structures")) == before + new


def test_projects_and_who_takes_part(second: list[Path], rnsr_file: Path, tmp_path: Path) -> None:
    import_files("rnsr", [rnsr_file], tmp_path / "land")
    import_files("scanr", second, tmp_path / "land", series="scanr-2")
    made = {row["locator"]: row for row in table(tmp_path / "land", "collaborations")}
    assert set(made) == {"ANR-14-CE25-0013", "321186", "ANR-13-INSE-0007", "0044-2275"}
    assert made["321186"]["id"] == "cordis-321186"  # of Horizon 2020: one with CORDIS
    assert {row["class"] for row in made.values()} == {"Project"}
    assert (made["0044-2275"]["start_date"], made["0044-2275"]["end_year"]) == ("2017-01-01", "")
    rows = table(tmp_path / "land", "participations")
    labelled = {row["member"] for row in rows if row["collective"].endswith("14-ce25-0013")}
    assert "scanr-body-universite-de-bordeaux" in labelled
    roles = {(row["collective"], row["role"]) for row in rows}
    assert ("project-anr-0044-2275", "coordinator") in roles
    assert_sound(tmp_path / "land")


def test_version_2_of_a_structure_is_read(tmp_path: Path) -> None:
    """The shape of the published dumps; values are invented."""
    record = {
        "id": "201220230S", "label": {"default": "iBrain", "en": "iBrain Unit"}, "level": "2",
        "institutions": [
            {"structure": "180036048", "label": "Inserm", "relationType": "établissement tutelle",
             "code": {"type": "U", "number": "1253"}},
            {"structure": "193708005", "label": "Tours", "relationType": "participant"},
            {"structure": "193708005", "label": "Tours", "relationType": "voisin"},
        ],
        "externalIds": [{"type": "ror", "id": "01eem7c55"}],
        "leaders": [{"firstName": "A", "lastName": "B"}],
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    summary = import_files("scanr", [tmp_path / "a.jsonl"], tmp_path / "land")
    rows = {row["role"]: row for row in table(tmp_path / "land", "cotutelles")}
    assert rows["supervising-body"]["unit_code"] == "U 1253"
    assert set(rows) == {"supervising-body", "participant"}
    assert {reason: n for reason, n, _ in summary.skipped} == {"unknown-role": 1}


def test_the_main_address_is_the_place_and_the_others_are_further_ones(tmp_path: Path) -> None:
    def address(city: str, code: str, *, main: bool = False) -> dict[str, Any]:
        return {"city": city, "citycode": code, "country": "France", "main": main}

    def structure(number: str, *addresses: dict[str, Any]) -> dict[str, Any]:
        return {"id": number, "label": {"default": number}, "level": "2", "addresses": addresses}

    records = [
        structure(
            "201220230S", address("Lyon 3e", "69383"), address("Dijon", "21231", main=True),
            address("Lyon 7e", "69387"), address("", ""),
        ),
        structure("016650996", address("Dijon", "21231", main=True), address("Dijon", "21231")),
    ]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    import_files("scanr", [path], tmp_path / "land")
    names = {row["id"]: row["label_fr"] for row in table(tmp_path / "land", "places")}
    (unit,) = table(tmp_path / "land", "structures")
    assert names[unit["place"]] == "Dijon"
    (site,) = table(tmp_path / "land", "sites")
    assert (site["entity"], names[site["place"]]) == (unit["id"], "Lyon")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"id": "201220230S"}]', "record 1 is none"),
        ('[{"id": "201220230S", "label": "A", "institutions": [3]}]', "version that is known"),
        ('[{"id": "201220230S", "label": "A"', "no sound JSON"),
        ("\0", "no sound JSON"),
    ],
)
def test_a_file_that_is_not_sound_leaves_nothing(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        import_files("scanr", [tmp_path / "in" / "a.json"], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_a_structure_within_several_others_is_part_of_each(
    first: Path, records: list[dict[str, Any]], tmp_path: Path
) -> None:
    land = tmp_path / "land"
    child = next(record for record in records if len(record["parent"] or ()) == 2)
    wholes = [
        child | {"id": parent["id"], "label": f"Tout {place}", "parent": [], "institutions": []}
        for place, parent in enumerate(child["parent"])
    ]
    (tmp_path / "a.json").write_text(json.dumps([child, *wholes]), encoding="utf-8")
    import_files("scanr", [tmp_path / "a.json"], land)
    number = {row["id"]: row["locator"] for row in table(land, "structures")}
    found = {(number[r["subject"]], number[r["value"]]) for r in table(land, "claims")}
    assert found == {(child["id"], parent["id"]) for parent in child["parent"]}
    assert {row["parent"] for row in table(land, "structures")} == {""}
    rows = build_store([land], needs_focus=False).query(
        "SELECT ?part ?whole WHERE { GRAPH <https://w3id.org/coopgraph/graph/consensus> "
        "{ ?part <http://www.w3.org/ns/org#subOrganizationOf> ?whole } }"
    )
    assert len(list(rows)) == 2
