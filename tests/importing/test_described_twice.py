"""What several registers describe: which names and towns are its own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.importing.run import import_files
from coopgraph.outputs.import_tables import import_table
from tests.importing.registers_of_france import assert_sound, table


@pytest.fixture(scope="module")
def matched(open_data: Path) -> Path:
    return open_data / "finess" / "finess-hospitals_2020-09.json.gz"


@pytest.fixture(scope="module")
def land(matched: Path, rnsr_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the bodies of RNSR and of FINESS."""
    folder = tmp_path_factory.mktemp("hospitals") / "land"
    import_files("rnsr", [rnsr_file], folder)
    import_files("finess", [matched], folder)
    return folder


def test_the_name_of_a_site_is_no_name_of_its_body(matched: Path, land: Path) -> None:
    """Where FINESS does not name the legal entity, RNSR does; ten names of sites stood there."""
    sites = {
        row["Raison sociale longue rslongue"]
        for rows in json.loads(gzip.decompress(matched.read_bytes())).values()
        for row in rows
        if row.get("Numéro FINESS ET nofinesset") is not None
    }
    cochin = "GPE HOSP COCHIN SAINT VINCENT DE PAUL GPT HOSP UNIVERS OUEST"
    assert cochin in sites
    names = [row for row in table(land, "aliases") if row["source"] == "finess"]
    assert names
    assert cochin not in {row["alias"] for row in names}
    assert {row["confidence"] for row in names} == {"high"}
    assert_sound(land)


def homes(folder: Path) -> dict[str, tuple[str, str]]:
    """Return town and note of what RNSR describes, by name."""
    names = {row["id"]: row["label_fr"] for row in table(folder, "places")}
    return {
        row["label_fr"]: (names.get(row["place"], ""), row["note"])
        for kind in ("organizations", "structures")
        for row in table(folder, kind)
        if row["source"] == "rnsr"
    }


def test_a_body_without_a_town_takes_that_of_another_register(land: Path) -> None:
    found = homes(land)
    taken = {name: town for name, (town, note) in found.items() if note.endswith("place: finess")}
    assert taken["CHU Amiens-Picardie"] == "Amiens"
    assert taken["CHR d'Orléans"] == "Orleans"
    assert "" not in taken.values()
    # A town is said once: at the body, and no longer among its further ones.
    places = {row["id"]: row["place"] for row in table(land, "organizations")}
    sites = table(land, "sites")
    assert not [row for row in sites if places[row["entity"]] == row["place"]]
    # All that have further towns and none of their own are named after a site, as is their town.
    without = {row["entity"] for row in sites if not places[row["entity"]]}
    noted = {
        row["id"]: row["label_fr"] for row in table(land, "organizations") if row["id"] in without
    }
    assert "CENTRE HOSPITALIER UNIVERSITAIRE DE NICE" in noted.values()  # of which Menton is first
    assert found["CENTRE HOSPITALIER UNIVERSITAIRE DE NICE"] == ("", "")


def test_the_order_of_imports_makes_no_other_town(
    matched: Path, rnsr_file: Path, land: Path, tmp_path: Path
) -> None:
    import_files("finess", [matched], tmp_path / "land")
    import_files("rnsr", [rnsr_file], tmp_path / "land")
    assert homes(tmp_path / "land") == homes(land)


def test_a_structure_takes_a_city_before_the_country_of_a_better_register(
    ror_record: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    details = {"country_code": "FR", "lat": 1.0, "lng": 1.0, "name": ""}
    record = ror_record(
        "01eem7c55",
        "Imagerie et cerveau",
        locations=[{"geonames_id": 0, "geonames_details": details}],
    )
    (tmp_path / "ror.json").write_text(json.dumps([record]), encoding="utf-8")
    (tmp_path / "rnsr.csv").write_text(
        "numero_national_de_structure;libelle;tutelles;code_de_type_de_tutelle;uai_des_tutelles\n"
        "201220230S;IMAGERIE ET CERVEAU;Inserm;TUTE;0755364Y\n",
        encoding="utf-8",
    )
    (tmp_path / "own.csv").write_text("n;r;c;p\nCerveau;201220230S;Tours;FR\n", encoding="utf-8")
    (tmp_path / "own.yaml").write_text(
        "source: {title: Own, date: 2024}\nbodies:\n  lab:\n    class: ResearchUnit\n"
        "    names: {fr: n}\n    identifiers: {rnsr: r}\n    city: c\n    country: p\n",
        encoding="utf-8",
    )
    land = tmp_path / "land"
    import_files("rnsr", [tmp_path / "rnsr.csv"], land)
    import_files("ror", [tmp_path / "ror.json"], land)
    assert homes(land)["IMAGERIE ET CERVEAU"] == ("France", "place: ror")
    import_files("table", [tmp_path / "own.csv"], land, mapping=str(tmp_path / "own.yaml"))
    assert homes(land)["IMAGERIE ET CERVEAU"] == ("Tours", "place: table")
    assert_sound(land)


def test_what_is_counted_as_body_and_as_structure_is_said(
    open_data: Path, ror_record: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    above = [{"label": "", "type": "parent", "id": "https://ror.org/02vjkv261"}]
    records = [
        ror_record("02vjkv261", "Inserm"),
        ror_record("01eem7c55", "Imagerie", types=["facility"], relationships=above),
    ]
    (tmp_path / "ror.json").write_text(json.dumps(records), encoding="utf-8")
    summary = import_files("ror", [tmp_path / "ror.json"], tmp_path / "land")
    assert (summary.own["organizations"], summary.own["structures"], summary.both) == (2, 1, 1)
    assert (summary.rows["organizations"], summary.rows["structures"]) == (1, 1)
    (line,) = [row for row in import_table(summary, "en", machine=True).rows if row[1] == "both"]
    assert line[:3] == ("kept", "both", 1)
    said = {lang: import_table(summary, lang).rows for lang in ("fr", "en")}
    assert any("comptés à la fois dans organizations.csv" in str(row[1]) for row in said["fr"])
    assert any("counted in both organizations.csv" in str(row[1]) for row in said["en"])
    assert import_files("ror", [tmp_path / "ror.json"], tmp_path / "land").both == 1
    france = open_data / "ror" / "ror-fr-v2.json.gz"
    real = import_files("ror", [france], tmp_path / "france")
    # Each active record once, and no other.
    active = [one for one in json.loads(gzip.decompress(france.read_bytes()))
              if one["status"] == "active"]  # fmt: skip
    assert real.own["organizations"] + real.own["structures"] - real.both == len(active)
    assert real.both > 2000


def test_where_nothing_is_counted_twice_nothing_is_said(rnsr_file: Path, tmp_path: Path) -> None:
    summary = import_files("rnsr", [rnsr_file], tmp_path / "land")
    assert not [row for row in import_table(summary, "en", machine=True).rows if row[1] == "both"]
