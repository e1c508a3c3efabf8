"""``rnsr``: both tables and the JSON, held against an independent reading."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.registers.rnsr_lists import supervisions
from coopgraph.importing.registers.rnsr_rows import rnsr_rows
from coopgraph.importing.run import ImportSummary, import_files

ROLES = {"TUTE": "supervising-body", "PART": "participant"}
LEVELS = {
    "1": {"ResearchTeam"},
    "2": {"ResearchUnit", "ServiceUnit", "ClinicalInvestigationCentre"},
    "3": {"ResearchFederation"},
}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def raw(rnsr_file: Path) -> list[dict[str, str]]:
    with gzip.open(rnsr_file, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_structures_levels_and_roles_are_those_of_the_file(
    rnsr_land: tuple[Path, ImportSummary], raw: list[dict[str, str]]
) -> None:
    folder, summary = rnsr_land
    structures = table(folder, "structures")
    assert summary.read == len(raw) == len(structures) == 4506
    classes: Counter[str] = Counter(row["class"] for row in structures)
    levels = Counter(row["code_de_niveau_de_structure"] for row in raw)
    for level, names in LEVELS.items():
        assert sum(classes[name] for name in names) == levels[level]
    expected = Counter(
        (row["numero_national_de_structure"], ROLES[role])
        for row in raw
        for role in row["code_de_type_de_tutelle"].split(";")
    )
    found = Counter((row["locator"], row["role"]) for row in table(folder, "cotutelles"))
    assert found == expected
    assert Counter(role for _, role in expected.elements()) == {
        "supervising-body": 8879,
        "participant": 1167,
    }


def test_numbers_at_each_body_are_those_of_the_file(
    rnsr_land: tuple[Path, ImportSummary], raw: list[dict[str, str]]
) -> None:
    folder, _ = rnsr_land
    expected = Counter(
        (row["numero_national_de_structure"], " ".join(code.split()))
        for row in raw
        for code, _ in zip(row["label_numero"].split(";"), row["tutelles"].split(";"), strict=True)
    )
    found = Counter((row["locator"], row["unit_code"]) for row in table(folder, "cotutelles"))
    assert found == expected


def test_inserm_supervises_and_takes_part_as_counted(rnsr_land: tuple[Path, ImportSummary]) -> None:
    roles = Counter(
        row["role"] for row in table(rnsr_land[0], "cotutelles") if row["body"] == "inserm"
    )
    assert roles == {"supervising-body": 453, "participant": 71}


def test_a_body_is_named_by_its_number_not_by_its_name(
    rnsr_land: tuple[Path, ImportSummary], raw: list[dict[str, str]]
) -> None:
    """As many bodies as different UAI, or SIREN where there is no UAI, or names without either."""
    keys = set()
    for row in raw:
        columns = ("tutelles", "uai_des_tutelles", "siret_des_tutelles")
        for name, uai, siret in zip(*(row[c].split(";") for c in columns), strict=True):
            keys.add(("uai", uai) if uai else ("siren", siret[:9]) if siret else ("name", name))
    bodies = table(rnsr_land[0], "organizations")
    # Two UAI that the landscape or a SIREN knows as one body are one.
    assert len(keys) - 20 < len(bodies) <= len(keys)


def test_no_person_is_read(
    rnsr_land: tuple[Path, ImportSummary], raw: list[dict[str, str]]
) -> None:
    names = {
        f"{first} {last}"
        for row in raw[:500]
        for last, first in zip(
            row["nom_du_responsable"].split(";"), row["prenom_du_responsable"].split(";"),
            strict=False,
        )
        if len(first) > 2 and len(last) > 3
    }  # fmt: skip
    assert len(names) > 300
    for path in rnsr_land[0].rglob("*"):
        if path.suffix in (".csv", ".sqlite"):
            content = path.read_bytes().decode("utf-8", "replace")
            assert not [name for name in names if name in content]


def test_the_later_export_counts_by_what_is_reliable(open_data: Path) -> None:
    """Thirteen bodies whose names hold commas: IRSTV, in the excerpt of 2025."""
    (path,) = (open_data / "rnsr").glob("*2025-dialect-excerpt.csv")
    rows = {row["sigle"]: row for _, row in rnsr_rows(path)}
    bodies, faults = supervisions(rows["IRSTV"])
    assert faults == ["misaligned-codes"]  # three numbers for thirteen bodies
    assert len(bodies) == 13
    assert [body.role for body in bodies] == ["TUTE"] * 9 + ["PART"] * 4
    assert bodies[12].name == (
        "Institut national d'enseignement supérieur pour l'agriculture, l'alimentation et "
        "l'environnement"
    )
    assert bodies[12].uai == "0756246G"
    assert {body.confidence for body in bodies} == {"medium"}


def test_a_list_that_does_not_come_out_even_is_reported(open_data: Path) -> None:
    (path,) = (open_data / "rnsr").glob("*2025-dialect-excerpt.csv")
    rows = {row["sigle"]: row for _, row in rnsr_rows(path)}
    bodies, faults = supervisions(rows["OSUG"])
    assert len(bodies) == 8
    assert "misaligned-numbers" in faults
    assert {body.uai for body in bodies} == {""}


def test_the_json_of_the_portal_is_read(open_data: Path) -> None:
    (path,) = (open_data / "rnsr").glob("*.json")
    ((_, row),) = rnsr_rows(path)
    (body,), faults = supervisions(row)
    assert (body.uai, body.role, body.unit_code, faults) == ("0860856N", "TUTE", "UR 14145", [])


@pytest.mark.parametrize("change", ["delimiter", "column", "cells"])
def test_a_damaged_table_leaves_the_folder_as_it_was(
    rnsr_file: Path, tmp_path: Path, change: str
) -> None:
    with gzip.open(rnsr_file, "rt", encoding="utf-8", newline="") as stream:
        lines = [next(stream) for _ in range(20)]
    whole, damaged = tmp_path / "whole.csv", tmp_path / "damaged.csv"
    whole.write_text("".join(lines), encoding="utf-8")
    if change == "delimiter":
        lines = [line.replace(";", ",") for line in lines]
    elif change == "column":
        lines[0] = lines[0].replace("code_de_type_de_tutelle", "role")
    else:
        lines[10] = lines[10].rstrip("\r\n") + ";more\r\n"
    damaged.write_text("".join(lines), encoding="utf-8")
    land = tmp_path / "land"
    import_files("rnsr", [whole], land)
    before = {path: path.read_bytes() for path in land.rglob("*") if path.is_file()}
    with pytest.raises(SourceError, match=r"damaged\.csv"):
        import_files("rnsr", [damaged], land)
    assert {path: path.read_bytes() for path in land.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.csv", "land", "whole.csv"]


def test_every_structure_that_holds_another_is_kept(
    rnsr_land: tuple[Path, ImportSummary], raw: list[dict[str, str]]
) -> None:
    """One stands in the row, several are statements; what the file does not hold is counted."""
    folder, summary = rnsr_land
    numbers = {row["numero_national_de_structure"] for row in raw}
    said = {
        row["numero_national_de_structure"]: {
            parent for parent in row["numero_de_structure_parent"].split(";") if parent
        }
        for row in raw
    }
    expected = {
        (number, parent)
        for number, parents in said.items()
        for parent in (parents & numbers) - {number}
    }
    bearer = {row["id"]: row["locator"] for row in table(folder, "structures")}
    found = {
        (row["locator"], bearer[row["parent"]])
        for row in table(folder, "structures")
        if row["parent"]
    }
    several = {
        (row["locator"], bearer[row["value"]])
        for row in table(folder, "claims")
        if row["predicate"] == "org:subOrganizationOf"
    }
    assert found | several <= expected
    # Of structures that would contain each other, none contains the other.
    assert len(expected - found - several) == sum(summary.circles.values()) < 50
    assert not {number for number, _ in found} & {number for number, _ in several}
    lost = {(n, p) for n, parents in said.items() if len(parents) > 1 for p in parents - numbers}
    assert summary.dangling["claims"] == len(lost)


def test_cells_of_json_may_be_anything() -> None:
    """A portal that nests a list, or has an object in the place of a text, breaks no import."""
    row = {
        "tutelles": ["CNRS", ["x"]],
        "code_de_type_de_tutelle": ["TUTE", "PART"],
        "uai_des_tutelles": {"a": 1},
        "label_numero": None,
    }
    bodies, faults = supervisions(row)
    assert [(body.name, body.role, body.uai) for body in bodies] == [
        ("CNRS", "TUTE", ""),
        ("['x']", "PART", ""),
    ]
    assert faults == ["misaligned-numbers"]


def test_the_number_at_a_body_goes_with_its_row() -> None:
    """Bodies that stand together with several structures have another number in each."""
    bodies = {"tutelles": "CNRS;INSERM", "code_de_type_de_tutelle": "TUTE;TUTE"}
    rows = [{**bodies, "label_numero": codes} for codes in ("UMR1;U1", "UMR2;", "")]
    assert [[body.unit_code for body in supervisions(row)[0]] for row in rows] == [
        ["UMR1", "U1"],
        ["UMR2", ""],
        ["", ""],
    ]
