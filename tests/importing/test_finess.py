"""``finess``: legal entities by SIREN, sites where they are asked for."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.importing.run import import_files
from tests.importing.registers_of_france import (
    assert_sound,
    inserm_edges,
    no_traces,
    table,
)


@pytest.fixture(scope="module")
def matched(open_data: Path) -> Path:
    return open_data / "finess" / "finess-hospitals_2020-09.json.gz"


def sites_of(path: Path) -> dict[str, str]:
    """Return the SIREN of each site by its number, with the zeros that both lost."""
    found = {}
    for rows in json.loads(gzip.decompress(path.read_bytes())).values():
        for row in rows:
            if (number := row.get("Numéro FINESS ET nofinesset")) is not None:
                siret = row["Numéro de SIRET siret"]
                siren = str(int(siret)).zfill(14)[:9] if siret is not None else ""
                found[str(number).zfill(9)] = siren
    return found


def test_bodies_are_legal_entities(matched: Path, tmp_path: Path) -> None:
    sites = sites_of(matched)
    assert len(sites) == 1833
    summary = import_files("finess", [matched], tmp_path / "land")
    made = table(tmp_path / "land", "organizations")
    sirens = {siren for siren in sites.values() if siren}
    assert {row["locator"] for row in made} == sirens
    assert len(made) == 750
    found = table(tmp_path / "land", "identifiers")
    # A number of a site is not the body's.
    assert {row["scheme"] for row in found} == {"siren"}
    assert {reason: n for reason, n, _ in summary.skipped}["no-legal-entity"] == sum(
        not siren for siren in sites.values()
    )
    assert_sound(tmp_path / "land")


def test_a_name_taken_from_a_site_is_said_to_be(matched: Path, tmp_path: Path) -> None:
    import_files("finess", [matched], tmp_path / "land")
    made = {row["locator"]: row for row in table(tmp_path / "land", "organizations")}
    lille, paris = made["265906719"], made["267500452"]
    assert lille["label_fr"] == "Centre hospitalier régional universitaire de Lille"
    assert (lille["confidence"], lille["note"]) == ("high", "")
    assert (paris["confidence"], paris["note"][:5]) == ("medium", "named")
    assert (lille["note_fr"], paris["note_fr"][:5]) == ("", "nommé")


def test_sites_are_parts_with_numbers_of_their_own(matched: Path, tmp_path: Path) -> None:
    sites = sites_of(matched)
    import_files("finess-sites", [matched], tmp_path / "land")
    found = {
        row["value"]: row["entity"]
        for row in table(tmp_path / "land", "identifiers")
        if row["scheme"] == "finess"
    }
    assert set(found) == set(sites)
    owner = {
        row["value"]: row["entity"]
        for row in table(tmp_path / "land", "identifiers")
        if row["scheme"] == "siren"
    }
    made = {row["id"]: row for row in table(tmp_path / "land", "organizations")}
    for number, siren in sites.items():
        assert made[found[number]]["parent"] == owner.get(siren, ""), number
    assert_sound(tmp_path / "land")


def test_hospitals_of_the_register_of_structures_join(
    matched: Path, rnsr_file: Path, tmp_path: Path
) -> None:
    """All hospitals that supervise units with Inserm, and four bodies more: 99 edges."""
    land = tmp_path / "land"
    import_files("rnsr", [rnsr_file], land)
    hospitals = {
        row["id"] for row in table(land, "organizations") if row["class"] == "HealthcareOperator"
    }
    import_files("finess", [matched], land)
    found = table(land, "identifiers")
    sirens = set(sites_of(matched).values())
    described = {
        row["entity"] for row in found if row["scheme"] == "siren" and row["value"] in sirens
    }
    owner = {row["value"]: row["entity"] for row in found}
    joined = {
        key: number
        for key, number in inserm_edges(rnsr_file).items()
        if owner.get(key[1] or key[2], owner.get(key[2])) in described
    }
    assert (len(joined), sum(joined.values())) == (20, 99)
    supervising = {owner.get(key[1] or key[2]) for key in inserm_edges(rnsr_file)}
    assert len(supervising & hospitals) == 16
    assert supervising & hospitals <= described


def line(**cells: str) -> str:
    """Return a row of the official extract of sites."""
    names = [
        "kind", "finess", "body", "short", "name", "complrs", "compldistrib", "numvoie", "typvoie",
        "voie", "compvoie", "lieuditbp", "commune", "departement", "libdepartement", "line",
        "telephone", "telecopie", "category", "category_name", "group", "group_name", "siret",
        "codeape", "codemft", "libmft", "codesph", "libsph", "dateouv", "dateautor", "maj", "uai",
    ]  # fmt: skip
    assert set(cells) <= set(names)
    return ";".join(cells.get(name, "") for name in names) + "\n"


def entity(finess: str, name: str, siren: str) -> str:
    """Return a row of the official extract of legal entities."""
    return ";".join(
        ["structureej", finess, "", name, "", "", "", "", "", "", "", "", "97410 SAINT PIERRE",
         "9D", "REUNION", "", "13", "Etablissement", "", "", siren, "8610Z", "2007-01-02"]
    ) + "\n"  # fmt: skip


HEAD = "finess;etalab;93;2023-01-05\n"
HOSPITAL = line(
    kind="structureet",
    finess="970408589",
    body="970408571",
    name="HOPITAL É",
    siret="20003001300011",
    category_name="Centre Hospitalier Régional (C.H.R.)",
    group="1101",
    line="97448 SAINT PIERRE CEDEX",
)
CANCER = line(
    kind="structureet",
    finess="940000664",
    body="940160013",
    name="INSTITUT",
    siret="77574110100019",
    category_name="Centre de lutte contre le cancer",
    group="1107",
    line="94805 VILLEJUIF CEDEX",
)
CHEMIST = line(
    kind="structureet", finess="750000341", body="750000018", name="PHARMACIE", group="3201",
    siret="18003604800015",
)  # fmt: skip
PLACE = "geolocalisation;970408589;340000;7600000;1,ATLASANTE,100,IGN;2023-01-02\n"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_official_extracts_are_read(encoding: str, tmp_path: Path) -> None:
    """The layout is the publisher's; no whole file was at hand."""
    (tmp_path / "et.csv").write_bytes((HEAD + HOSPITAL + CANCER + CHEMIST + PLACE).encode(encoding))
    (tmp_path / "ej.csv").write_bytes(
        (HEAD + entity("970408571", "CHU É", "200030013")).encode(encoding)
    )
    summary = import_files("finess", [tmp_path / "et.csv", tmp_path / "ej.csv"], tmp_path / "land")
    assert summary.dated == "2023-01-05"
    made = {row["locator"]: row for row in table(tmp_path / "land", "organizations")}
    assert set(made) == {"200030013", "775741101"}
    assert made["200030013"]["label_fr"] == "CHU É"
    assert made["200030013"]["start_year"] == "2007"
    assert made["775741101"]["class"] == "CancerCentre"
    places = {row["id"]: row for row in table(tmp_path / "land", "places")}
    assert places[places[made["200030013"]["place"]]["within"]]["iso_code"] == "RE"
    numbers = {row["value"] for row in table(tmp_path / "land", "identifiers")}
    assert {"970408571", "940160013"} <= numbers  # of the legal entities
    assert not {"970408589", "940000664"} & numbers
    assert {reason: n for reason, n, _ in summary.skipped} == {"no-hospital": 1}
    assert_sound(tmp_path / "land")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ((HEAD + HOSPITAL).encode() + HOSPITAL.encode("latin-1"), "two encodings"),
        # An older extract has no last column, so that thirty are too few.
        ((HEAD + HOSPITAL.replace(";970408571;;", ";")).encode(), "line 2 has 30"),
        ((HEAD + HOSPITAL.replace("structureet", "equipement")).encode(), "no kind of row"),
        ((HEAD + HOSPITAL).replace(";", ",").encode(), "not a table"),
        (b'{"siret1": [], "x": 3}', "no table of sites"),
        (gzip.compress((HEAD + HOSPITAL).encode(), mtime=0)[:60], "cut short"),
        ((HEAD + HOSPITAL + "\0").encode(), "NUL"),
    ],
    ids=["encodings", "columns", "kind", "commas", "no-table", "cut", "nul"],
)
def test_a_file_that_is_not_sound_leaves_nothing(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_bytes(data)
    with pytest.raises(SourceError, match=words):
        import_files("finess", [tmp_path / "in" / "a.csv"], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_a_body_stands_in_the_towns_of_all_its_hospitals(matched: Path, tmp_path: Path) -> None:
    """Counted from the file: post code and town of each site of a legal entity."""
    towns: dict[str, set[str]] = {}
    for rows in json.loads(gzip.decompress(matched.read_bytes())).values():
        for row in rows:
            siret = row.get("Numéro de SIRET siret")
            if row.get("Numéro FINESS ET nofinesset") is not None and siret is not None:
                line = row["Ligne d’acheminement (CodePostal+Lib commune) ligneacheminement"]
                town = re.sub(r" CEDEX.*| \d+$", "", line.split(" ", 1)[1])
                town = re.sub(r"\bST\b", "SAINT", re.sub(r"\bSTE\b", "SAINTE", town))
                siren = str(int(siret)).zfill(14)[:9]
                towns.setdefault(siren, set()).add(folded(town))
    import_files("finess", [matched], tmp_path / "land")
    names = {row["id"]: folded(row["label_fr"]) for row in table(tmp_path / "land", "places")}
    # The seat is where the file puts the legal entity, which may be the town of no site.
    seats = {row["id"]: row for row in table(tmp_path / "land", "organizations")}
    further: dict[str, set[str]] = {row["locator"]: set() for row in seats.values()}
    rows = table(tmp_path / "land", "sites")
    for row in rows:
        body = seats[row["entity"]]
        assert row["place"] != body["place"]
        further[body["locator"]].add(names[row["place"]])
    own = {row["locator"]: names[row["place"]] for row in seats.values()}
    assert further == {siren: found - {own[siren]} for siren, found in towns.items()}
    assert len(rows) == sum(map(len, further.values()))
    assert len(rows) == 353
    assert len(further["267500452"]) > 10  # Assistance publique – Hôpitaux de Paris
