"""``wikidata``: links as either side states them, events, answers of the query service."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.run import import_files
from tests.importing.registers_of_france import assert_sound, no_traces, table


@pytest.fixture(scope="module")
def extract(open_data: Path) -> Path:
    (path,) = (open_data / "wikidata-esr").glob("*.json.gz")
    return path


@pytest.fixture(scope="module")
def items(extract: Path) -> dict[str, dict[str, Any]]:
    found = json.loads(gzip.decompress(extract.read_bytes()))["items"]
    return {item["id"]: item for item in found}


@pytest.fixture(scope="module")
def land(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wikidata") / "land"
    summary = import_files("wikidata", [extract], folder)
    assert summary.read == 1039
    return folder


def bearers(land: Path) -> dict[str, str]:
    return {row["value"]: row["entity"] for row in table(land, "identifiers")}


def test_items_are_bodies_or_structures(land: Path, items: dict[str, dict[str, Any]]) -> None:
    bodies, structures = table(land, "organizations"), table(land, "structures")
    assert len(bodies) + len(structures) == len(items) - 11
    words = {
        "UMR", "UPR", "FRE", "UMS", "laboratoire", "site", "institut de recherche",
        "centre de recherche", "observatoire astronomique", "observatoire volcanologique",
    }  # fmt: skip
    units = sum(item["statut"] in words for item in items.values())
    assert len(structures) == units
    kinds = Counter(item["statut"] for item in items.values())
    assert sum(row["class"] == "ServiceUnit" for row in structures) == kinds["UMS"]
    assert_sound(land)


def test_links_come_from_both_sides_once(land: Path, items: dict[str, dict[str, Any]]) -> None:
    pairs = {
        (whole, item["id"]) for item in items.values() for whole in item["composante_de"] or ()
    }
    pairs |= {(item["id"], part) for item in items.values() for part in item["composante"] or ()}
    ids = bearers(land)
    known = {(ids[a], ids[b]) for a, b in pairs if a in ids and b in ids}
    structures = {row["id"] for row in table(land, "structures")}
    found = {(row["body"], row["structure"]) for row in table(land, "cotutelles")}
    assert {row["role"] for row in table(land, "cotutelles")} == {"registered-parent"}
    assert found == {(a, b) for a, b in known if b in structures and a not in structures and a != b}
    parts = {
        (row["collective"], row["member"])
        for row in table(land, "participations")
        if row["role"] == "registered-part"
    }
    assert parts == {(a, b) for a, b in known if a not in structures and b not in structures}


def test_inserm_has_what_either_side_says(land: Path, items: dict[str, dict[str, Any]]) -> None:
    """99 components of its own list and 117 that name it; 50 of these are not in its list."""
    own = set(items["Q1474517"]["composante"])
    theirs = {one for one, item in items.items() if "Q1474517" in (item["composante_de"] or ())}
    assert (len(own), len(theirs), len(theirs - own)) == (99, 117, 50)
    ids = bearers(land)
    below = {row["structure"] for row in table(land, "cotutelles") if row["body"] == "inserm"}
    below |= {row["member"] for row in table(land, "participations")
              if (row["collective"], row["role"]) == ("inserm", "registered-part")}  # fmt: skip
    assert below == {ids[one] for one in own | theirs if one in ids}


def test_what_followed_is_an_event(land: Path) -> None:
    ids = bearers(land)
    merged = {row["resultings"]: row for row in table(land, "events") if row["kind"] == "merger"}
    strasbourg = merged[ids["Q157575"]]
    assert len(strasbourg["originals"].split("; ")) == 3
    ended = {row["id"]: row["end_year"] for row in table(land, "organizations")}
    assert ended[ids["Q1687719"]] == "2012"  # Aix-Marseille I, dissolved
    assert all(row["originals"] and row["resultings"] for row in table(land, "events"))


HEADER = (
    "item,label_fr,label_en,aliases,kinds,country,inception,dissolved,part_of,parts,member_of,"
    "replaces,replaced_by,ror,rnsr,uai,siren,grid,isni,pic,idref,fundref,hal,openalex\n"
)
ROWS = (
    "http://www.wikidata.org/entity/Q1474517,Inserm,Inserm,INSERM|Institut,EPST,FR,"
    "1964-01-01T00:00:00Z,,,http://www.wikidata.org/entity/Q2,,,,02vjkv261,,,180036048,,,,,,,\n"
    "http://www.wikidata.org/entity/Q2,Q2,Lab,,laboratoire,FR,,,"
    "http://www.wikidata.org/entity/Q1474517,,,http://www.wikidata.org/entity/Q3,,,,,,,,,,,,\n"
    "http://www.wikidata.org/entity/Q3,Old lab,,,laboratoire,FR,1990,1999-12-31,,,,,,,,,,,,,,,,\n"
)


def test_an_answer_in_csv_is_read(tmp_path: Path) -> None:
    (tmp_path / "query.csv").write_text(HEADER + ROWS, encoding="utf-8")
    summary = import_files("wikidata", [tmp_path / "query.csv"], tmp_path / "land")
    assert summary.read == 3
    (body,) = table(tmp_path / "land", "organizations")
    assert (body["id"], body["class"], body["start_year"]) == (
        "inserm", "ResearchOrganisation", "1964"
    )  # fmt: skip
    labs = {row["locator"]: row for row in table(tmp_path / "land", "structures")}
    assert labs["Q2"]["label_fr"] == "Lab"
    assert labs["Q3"]["end_year"] == "1999"
    assert len(table(tmp_path / "land", "cotutelles")) == 1
    (event,) = table(tmp_path / "land", "events")
    assert (event["kind"], event["year"]) == ("succession", "1999")
    assert_sound(tmp_path / "land")


def test_an_answer_in_json_says_the_same(tmp_path: Path) -> None:
    names = HEADER.strip().split(",")
    bindings = [
        {name: {"type": "literal", "value": cell}
         for name, cell in zip(names, line.split(","), strict=True) if cell}
        for line in ROWS.splitlines()
    ]  # fmt: skip
    answer = {"head": {"vars": names}, "results": {"bindings": bindings}}
    (tmp_path / "query.json").write_text(json.dumps(answer), encoding="utf-8")
    (tmp_path / "query.csv").write_text(HEADER + ROWS, encoding="utf-8")
    for form in ("csv", "json"):
        import_files("wikidata", [tmp_path / f"query.{form}"], tmp_path / form, dated="2026")
    for name in ("organizations", "structures", "identifiers", "cotutelles", "events"):
        one, other = (
            [{**row, "locator": ""} for row in table(tmp_path / form, name)]
            for form in ("csv", "json")
        )
        assert one == other, name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER.replace("label_fr", "libelle") + ROWS, "no column label_fr"),
        (HEADER + ROWS.replace("entity/Q2,Q2", "entity/X2,Q2"), "line 3 is no item"),
        (HEADER + ROWS.replace(",EPST", ",EPST,x"), "line 2 has 25 cells"),
        ('{"items": [{"id": "Q1", "composante_de": null}]}', "record 1 is no item"),
        ('{"results": {"bindings": [{"x": {"value": "1"}}]}}', "record 1 is no item"),
        ('{"items": [{"id": "Q1"', "no sound JSON"),
    ],
)
def test_a_file_that_is_not_sound_leaves_nothing(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        import_files("wikidata", [tmp_path / "in" / "a.csv"], tmp_path / "land")
    no_traces(tmp_path / "land")
