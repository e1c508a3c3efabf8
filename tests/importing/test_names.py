"""Links by name and by number of a unit: measured, and never two to one."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.importing.names import name_links, unit_numbers
from coopgraph.importing.run import ImportSummary, import_files
from coopgraph.importing.staging import Staging
from tests.importing.registers_of_france import links, raw, table

Maker = Callable[..., dict[str, Any]]
HEADER = (
    "numero_national_de_structure;libelle;tutelles;code_de_type_de_tutelle;label_numero;"
    "uai_des_tutelles;commune;code_de_niveau_de_structure\n"
)


@pytest.fixture(scope="module")
def inserm_units(rnsr_file: Path) -> dict[str, str]:
    """Return the level of each structure that Inserm supervises."""
    return {
        row["numero_national_de_structure"]: row["code_de_niveau_de_structure"]
        for row in raw(rnsr_file)
        if ("0755364Y", "TUTE")
        in zip(
            row["uai_des_tutelles"].split(";"),
            row["code_de_type_de_tutelle"].split(";"),
            strict=True,
        )
    }


def test_most_units_of_inserm_find_their_record(
    both_land: tuple[Path, ImportSummary], inserm_units: dict[str, str]
) -> None:
    """A plain comparison finds 162 by name, and 208 by name, GRID and U number (195 units)."""
    assert len(inserm_units) == 453
    units = {number for number, level in inserm_units.items() if level == "2"}
    assert len(units) == 362
    by: dict[str, set[str]] = {"same-name": set(), "same-unit-number": set()}
    for link in links(both_land[0]):
        number = link["a"].removeprefix("rnsr:")
        if link["reason"] in by and link["state"] == "joined" and number in inserm_units:
            by[link["reason"]].add(number)
    assert (len(by["same-name"]), len(by["same-unit-number"])) == (167, 137)
    found: dict[str, dict[str, set[str]]] = {}
    for row in table(both_land[0], "identifiers"):
        found.setdefault(row["entity"], {}).setdefault(row["scheme"], set()).add(row["value"])
    joined: set[str] = set()
    for schemes in found.values():
        if "ror" in schemes:
            joined |= schemes.get("rnsr", set()) & set(inserm_units)
    assert (len(joined), len(joined & units)) == (269, 260)


def test_no_structure_has_two_records(both_land: tuple[Path, ImportSummary]) -> None:
    joined = [
        link for link in links(both_land[0])
        if link["state"] == "joined" and link["a"].startswith("rnsr:")
        and link["b"].startswith("ror:")
    ]  # fmt: skip
    assert len(joined) > 2000
    pairs = {(link["a"], link["b"]) for link in joined}
    assert max(Counter(a for a, _ in pairs).values()) == 1
    assert max(Counter(b for _, b in pairs).values()) == 1


def test_looking_for_names_is_fast(both_land: tuple[Path, ImportSummary]) -> None:
    staging = Staging(both_land[0] / "imports" / "staging.sqlite")
    try:
        start = time.process_time()
        assert name_links(staging, lambda key: key)
        assert time.process_time() - start < 4
    finally:
        staging.close()


def lands(
    tmp_path: Path, structures: list[str], records: list[dict[str, Any]]
) -> list[dict[str, str]]:
    """Import structures and records and return the links between them."""
    (tmp_path / "rnsr.csv").write_text(HEADER + "".join(structures), encoding="utf-8")
    (tmp_path / "ror.jsonl").write_text(
        "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8"
    )
    import_files("rnsr", [tmp_path / "rnsr.csv"], tmp_path / "land")
    import_files("ror", [tmp_path / "ror.jsonl"], tmp_path / "land")
    return [link for link in links(tmp_path / "land")
            if link["reason"] in ("same-name", "same-unit-number")]  # fmt: skip


def structure(
    name: str, number: str = "201220230S", code: str = "U 1253", town: str = "TOURS CEDEX 9"
) -> str:
    return f"{number};{name};Inserm;TUTE;{code};0755364Y;{town};2\n"


def city(name: str, country: str = "FR") -> list[dict[str, Any]]:
    details = {"country_code": country, "lat": 1.0, "lng": 1.0, "name": name}
    return [{"geonames_id": 2972191, "geonames_details": details}]


def below_inserm(*names: str, place: str = "Tours", country: str = "FR") -> dict[str, Any]:
    """Return what a record of a laboratory of Inserm has beside its first name."""
    return {
        "types": ["facility"],
        "locations": city(place, country),
        "names": [
            {
                "value": name,
                "types": ["alias"] if number else ["label", "ror_display"],
                "lang": "fr",
            }
            for number, name in enumerate(names)
        ],
        "relationships": [{"label": "Inserm", "type": "parent", "id": "https://ror.org/02vjkv261"}],
    }


@pytest.mark.parametrize(
    ("place", "country", "confidence"),
    [("Tours", "FR", ["high"]), ("Lyon", "FR", ["medium"]), ("Tours", "BE", [])],
)
def test_a_name_joins_in_the_country_and_surely_in_the_city(
    place: str, country: str, confidence: list[str], ror_record: Maker, tmp_path: Path
) -> None:
    record = ror_record(
        "01eem7c55", "", **below_inserm("Imagerie & cerveau", place=place, country=country)
    )
    found = lands(tmp_path, [structure("IMAGERIE CERVEAU", code="")], [record])
    assert [link["confidence"] for link in found] == confidence


def test_a_name_that_two_bear_joins_neither(ror_record: Maker, tmp_path: Path) -> None:
    record = ror_record("01eem7c55", "", **below_inserm("Imagerie et cerveau"))
    rows = [structure("IMAGERIE ET CERVEAU", code=""),
            structure("Imagerie et cerveau", number="200111810M", code="")]  # fmt: skip
    assert lands(tmp_path, rows, [record]) == []


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("- UMR 1253 - Imagerie et cerveau", ["high"]),
        ("UMR_S 930 / U 1253 : Imagerie, cerveau", ["high"]),
        ("Imagerie UMR 1253 et cerveau", []),
        ("Unité 12 Imagerie et cerveau", []),
    ],
)
def test_a_number_before_the_name_is_no_part_of_it(
    name: str, joined: list[str], ror_record: Maker, tmp_path: Path
) -> None:
    record = ror_record("01eem7c55", "", **below_inserm("Imagerie et cerveau", "Imagerie, cerveau"))
    found = lands(tmp_path, [structure(name, code="")], [record])
    assert [link["confidence"] for link in found] == joined


@pytest.mark.parametrize("alias", ["UMR 1253", "U1253", "Inserm UMR-S 1253", "UMR_S1253 iBrain"])
def test_the_number_at_a_body_joins_below_that_body(
    alias: str, ror_record: Maker, tmp_path: Path
) -> None:
    inserm = ror_record("02vjkv261", "Inserm", locations=city("Paris"))
    record = ror_record("01eem7c55", "", **below_inserm("Brain and imaging", alias))
    (found,) = lands(tmp_path, [structure("IMAGERIE ET CERVEAU")], [inserm, record])
    assert (found["a"], found["b"], found["reason"], found["confidence"], found["state"]) == (
        "rnsr:201220230S", "ror:01eem7c55", "same-unit-number", "medium", "joined"
    )  # fmt: skip


def test_the_number_at_another_body_joins_nothing(ror_record: Maker, tmp_path: Path) -> None:
    inserm = ror_record("02vjkv261", "Inserm", locations=city("Paris"))
    other = ror_record("02feahw73", "CNRS", locations=city("Paris"))
    below = below_inserm("Brain and imaging", "UMR 1253")
    below["relationships"] = [
        {"label": "CNRS", "type": "parent", "id": "https://ror.org/02feahw73"}
    ]
    record = ror_record("01eem7c55", "", **below)
    assert lands(tmp_path, [structure("IMAGERIE")], [inserm, other, record]) == []


def test_a_number_that_two_records_have_joins_neither(ror_record: Maker, tmp_path: Path) -> None:
    records = [
        ror_record("02vjkv261", "Inserm", locations=city("Paris")),
        ror_record("01eem7c55", "", **below_inserm("Brain", "U1253")),
        ror_record("05k2v5c08", "", **below_inserm("Imaging", "UMR 1253")),
    ]
    assert lands(tmp_path, [structure("IMAGERIE")], records) == []


def test_numbers_of_units_have_one_form() -> None:
    assert unit_numbers("UMR_S 933") == unit_numbers("UMRS933") == unit_numbers("U 933") == {"u933"}
    assert unit_numbers("UMS 3444 / US 8") == {"ums3444", "ums8"}
    assert unit_numbers("UAR 3444") == {"ums3444"}
    assert unit_numbers("CIC 1407") == unit_numbers("CIC-EC 1407") == {"cic1407"}
    assert unit_numbers("H2020, COVID 19, FUTUR 2030, 75013 Paris") == set()
