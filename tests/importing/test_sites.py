"""Bodies and structures in several places: what registers say of them is kept."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.importing.run import ImportSummary, import_files
from coopgraph.importing.staging import IMPORTS, STAGING, Staging
from coopgraph.validation.sites import check_sites

RecordMaker = Callable[..., dict[str, Any]]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def city(number: int, name: str, country: str = "FR") -> dict[str, Any]:
    details = {"name": name, "country_code": country, "lat": 45.0, "lng": 4.0}
    return {"geonames_id": number, "geonames_details": details}


LYON, VILLEURBANNE, GENEVA = (
    city(2996944, "Lyon"),
    city(2968254, "Villeurbanne"),
    city(2660646, "Geneva", "CH"),
)


def imported(tmp_path: Path, records: list[dict[str, Any]], **options: Any) -> Path:
    path = tmp_path / "ror.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    import_files("ror", [path], tmp_path / "land", **options)
    return tmp_path / "land"


def places_of(folder: Path) -> list[tuple[str, str]]:
    names = {row["id"]: row["label_fr"] for row in table(folder, "places")}
    return [(row["entity"], names[row["place"]]) for row in table(folder, "sites")]


@pytest.fixture(scope="module")
def second_schema(open_data: Path) -> Path:
    return open_data / "ror" / "ror-records-v2-latest.jsonl.gz"


def test_each_location_of_the_register_is_kept(
    second_schema: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("ror") / "land"
    summary = import_files("ror", [second_schema], folder)
    said: dict[str, list[str]] = {}
    repeated = 0
    with gzip.open(second_schema, "rt", encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            numbers = [str(place["geonames_id"]) for place in record["locations"]]
            if record["status"] == "active" and len(numbers) > 1:
                said[record["id"].rpartition("/")[2]] = list(dict.fromkeys(numbers))
                repeated += len(numbers) - len(set(numbers))
    assert len(said) == 127
    number = {row["id"]: row["geonames"] for row in table(folder, "places")}
    rows = table(folder, "sites")
    assert summary.rows["sites"] == len(rows) == sum(len(n) - 1 for n in said.values()) == 177
    assert repeated == 0
    first = {
        row["locator"]: number[row["place"]]
        for name in ("organizations", "structures")
        for row in table(folder, name)
        if row["place"]
    }
    found: dict[str, set[str]] = {}
    for row in rows:
        assert row["source"] == "ror"
        found.setdefault(row["locator"], set()).add(number[row["place"]])
    assert found == {ror: set(numbers[1:]) for ror, numbers in said.items()}
    assert {ror: first[ror] for ror in said} == {ror: numbers[0] for ror, numbers in said.items()}
    assert "further-location" not in {reason for reason, _, _ in summary.skipped}
    kinds = {row["id"]: "structure" for row in table(folder, "structures")}
    assert 30 < sum(entity in kinds for entity in {row["entity"] for row in rows}) < 45


def test_a_country_is_a_place_where_no_city_in_it_is_known(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    nowhere = {"geonames_id": None, "geonames_details": {"name": None, "country_code": "FR"}}
    swiss = {"geonames_id": None, "geonames_details": {"name": None, "country_code": "CH"}}
    record = ror_record("02vjkv261", "Un", locations=[nowhere, LYON, swiss, VILLEURBANNE, LYON])
    land = imported(tmp_path, [record])
    names = {row["id"]: row["label_fr"] for row in table(land, "places")}
    assert [names[row["place"]] for row in table(land, "organizations")] == ["Lyon"]
    assert {place for _, place in places_of(land)} == {"Suisse", "Villeurbanne"}


def test_a_newer_file_says_which_places_came_and_went(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    record = ror_record("02vjkv261", "Un", locations=[LYON, GENEVA])
    land = imported(tmp_path, [record], dated="2025")
    (tmp_path / "ror.json").write_text(
        json.dumps([ror_record("02vjkv261", "Un", locations=[LYON, VILLEURBANNE])]), "utf-8"
    )
    change = import_files("ror", [tmp_path / "ror.json"], land, dated="2026").change
    assert change is not None
    assert (change.came, change.went) == ({"sites": 1}, {"sites": 1})
    with (land / IMPORTS / "sightings.csv").open(encoding="utf-8", newline="") as stream:
        seen = {row["what"]: (row["first"], row["last"]) for row in csv.DictReader(stream)}
    assert seen["sites ror:02vjkv261 geonames:2660646"] == ("2025", "2025")
    assert seen["sites ror:02vjkv261 geonames:2968254"] == ("2026", "2026")


def test_no_place_is_lost_where_another_register_describes_the_structure(
    both_land: tuple[Path, ImportSummary], second_schema: Path
) -> None:
    """All cities of a record stand with its body, whichever row the body has."""
    folder, _ = both_land
    number = {row["id"]: row["geonames"] for row in table(folder, "places")}
    entity = {
        row["value"].rpartition("/")[2]: row["entity"]
        for row in table(folder, "identifiers")
        if row["scheme"] == "ror"
    }
    stands: dict[str, set[str]] = {}
    other = set()
    for name in ("organizations", "structures"):
        for row in table(folder, name):
            stands[row["id"]] = {number[row["place"]]} if row["place"] else set()
            if row["source"] == "rnsr":
                other.add(row["id"])
    for row in table(folder, "sites"):
        assert number[row["place"]] not in stands[row["entity"]], "said twice"
        stands[row["entity"]].add(number[row["place"]])
    seen = 0
    with gzip.open(second_schema, "rt", encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            numbers = {str(place["geonames_id"]) for place in record["locations"]}
            body = entity.get(record["id"].rpartition("/")[2])
            if record["status"] == "active" and len(numbers) > 1 and body is not None:
                seen += body in other
                assert numbers <= stands[body], record["id"]
    assert seen > 5
    assert not list(check_sites(read_tables([folder], needs_focus=False)))


def test_a_city_that_a_record_says_twice_is_one_place(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    record = ror_record("02feahw73", "Centre", locations=[LYON, VILLEURBANNE, LYON, VILLEURBANNE])
    assert places_of(imported(tmp_path, [record])) == [("cnrs", "Villeurbanne")]


def test_a_country_keeps_what_has_one_of_its_places_there(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    records = [
        ror_record("000bmd763", "Deux pays", locations=[GENEVA, LYON]),
        ror_record("000n1xh78", "Un pays", locations=[GENEVA]),
    ]
    folder = imported(tmp_path, records, countries=["FR"])
    (row,) = table(folder, "organizations")
    names = {place["id"]: place["label_fr"] for place in table(folder, "places")}
    assert (row["id"], names[row["place"]]) == ("ror-000bmd763", "Geneva")
    assert places_of(folder) == [("ror-000bmd763", "Lyon")]


def test_a_structure_has_its_further_places_too(tmp_path: Path, ror_record: RecordMaker) -> None:
    within = [{"type": "parent", "id": "https://ror.org/02feahw73", "label": "x"}]
    records = [
        ror_record("02feahw73", "Centre", locations=[LYON]),
        ror_record(
            "000bmd763", "Labo", types=["facility"], relationships=within,
            locations=[LYON, VILLEURBANNE],
        ),
    ]  # fmt: skip
    folder = imported(tmp_path, records)
    assert {row["id"] for row in table(folder, "structures")} == {"ror-000bmd763"}
    assert places_of(folder) == [("ror-000bmd763", "Villeurbanne")]


def test_what_a_folder_beside_says_is_not_said_again(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    older = ror_record("000bmd763", "Labo", locations=[LYON])
    beside = imported(tmp_path, [older], series="older").rename(tmp_path / "beside")
    record = ror_record("000bmd763", "Labo", locations=[VILLEURBANNE, LYON, GENEVA])
    folder = imported(tmp_path, [record], beside=[beside])
    assert table(folder, "organizations") == []
    assert {place for _, place in places_of(folder)} == {"Villeurbanne", "Geneva"}
    assert not list(check_sites(read_tables([folder, beside], needs_focus=False)))


def test_a_newer_file_replaces_the_places_of_an_older_one(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    folder = imported(tmp_path, [ror_record("000bmd763", "A", locations=[LYON, GENEVA])])
    assert places_of(folder) == [("ror-000bmd763", "Geneva")]
    imported(tmp_path, [ror_record("000bmd763", "A", locations=[LYON, VILLEURBANNE])])
    assert places_of(folder) == [("ror-000bmd763", "Villeurbanne")]
    imported(tmp_path, [ror_record("000bmd763", "A", locations=[LYON])])
    assert not (folder / "sites.csv").exists()


def test_a_staging_file_without_the_table_is_opened(
    tmp_path: Path, ror_record: RecordMaker
) -> None:
    folder = imported(tmp_path, [ror_record("000bmd763", "A", locations=[LYON])])
    staged = folder / IMPORTS / STAGING
    with sqlite3.connect(staged) as connection:
        connection.execute("DROP TABLE sites")
    connection.close()
    staging = Staging(staged)
    assert staging.ask("SELECT COUNT(*) FROM sites") == [(0,)]
    assert staging.ask("SELECT COUNT(*) FROM organizations") == [(1,)]
    staging.close()
    with sqlite3.connect(staged) as connection:
        connection.execute("DROP TABLE sites")
    connection.close()
    path = tmp_path / "other.json"
    path.write_text(
        json.dumps([ror_record("000n1xh78", "B", locations=[GENEVA, LYON])]), encoding="utf-8"
    )
    import_files("ror", [path], folder, series="other")
    assert {row["id"] for row in table(folder, "organizations")} == {
        "ror-000bmd763",
        "ror-000n1xh78",
    }
    assert places_of(folder) == [("ror-000n1xh78", "Lyon")]


MAPPING = """\
source: {id: partners, title: Partners, publisher: Office, licence: CC BY 4.0, date: 2026-03}
bodies:
  institute:
    class: University
    key: id
    names: {fr: name}
    city: city
    country: {value: FR}
"""


def test_a_table_with_a_row_for_each_city_keeps_all(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "table.csv").write_text(
        "id,name,city\n1,Un,Lyon\n1,Un,LYON\n1,Un,Bron\n2,Deux,\n2,Deux,Pau\n1,Un,Bron\n",
        encoding="utf-8",
    )
    import_files(
        "table", [tmp_path / "table.csv"], tmp_path / "land", mapping=str(tmp_path / "map.yaml")
    )
    names = {row["id"]: row["label_fr"] for row in table(tmp_path / "land", "places")}
    own = {
        row["label_fr"]: names[row["place"]] for row in table(tmp_path / "land", "organizations")
    }
    assert own == {"Un": "Lyon", "Deux": "France"}
    assert places_of(tmp_path / "land") == [("partners-1", "Bron"), ("partners-2", "Pau")]
