"""Structures of RNSR and bodies of one name are told, and joined by a person alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.importing.alike import plain_name
from coopgraph.importing.run import ImportSummary, import_files
from tests.importing.registers_of_france import assert_sound, links, table

HEADER = (
    "numero_national_de_structure;libelle;tutelles;code_de_type_de_tutelle;uai_des_tutelles;"
    "commune\n"
)
MAPPING = """
source: {title: Own, date: 2024}
bodies:
  body:
    class: HealthcareOperator
    names: {fr: n}
    identifiers: {siren: s}
    city: c
    country: p
"""


def structure(number: str = "201923475N", town: str = "NIMES CEDEX 9") -> str:
    return f"{number};CHU DE NÎMES;Inserm;TUTE;0755364Y;{town}\n"


def read(tmp_path: Path, structures: list[str], body: str, decision: str = "") -> Path:
    """Import structures and a body, and return the folder."""
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "rnsr.csv").write_text(HEADER + "".join(structures), encoding="utf-8")
    (tmp_path / "own.csv").write_text("n;s;c;p\n" + body, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(MAPPING, encoding="utf-8")
    land = tmp_path / "land"
    import_files("rnsr", [tmp_path / "rnsr.csv"], land)
    if decision:
        (land / "imports" / "decisions.csv").write_text(f"a,b,decision,reason\n{decision},\n")
    import_files("table", [tmp_path / "own.csv"], land, mapping=str(tmp_path / "own.yaml"))
    return land


def told(land: Path) -> list[tuple[str, str, str, str]]:
    return [
        (link["a"], link["b"], link["confidence"], link["state"])
        for link in links(land)
        if link["reason"] == "same-name"
    ]


PAIR = ("rnsr:201923475N", "siren:263000036")
NIMES = "Centre Hospitalier Universitaire Nîmes;263000036;"


@pytest.mark.parametrize(
    ("body", "confidence"),
    [
        (NIMES + "Nîmes;FR", "medium"),
        (NIMES + ";FR", "low"),
        (NIMES + ";", "low"),
        (NIMES + "Lyon;FR", None),
        (NIMES + ";BE", None),
        ("Centre Hospitalier Nîmes;263000036;Nîmes;FR", None),
    ],
)
def test_a_name_is_told_where_no_town_contradicts(
    body: str, confidence: str | None, tmp_path: Path
) -> None:
    land = read(tmp_path, [structure()], body + "\n")
    assert told(land) == ([(*PAIR, confidence, "structure-and-body")] if confidence else [])
    assert len(table(land, "structures")) == 1
    assert "chu-de-nimes" in {row["id"] for row in table(land, "organizations")}
    assert_sound(land)


def test_a_body_of_unknown_town_is_none_of_two_structures(tmp_path: Path) -> None:
    two = [structure(), structure("201923476P", "LYON")]
    assert told(read(tmp_path / "a", two, NIMES + ";FR\n")) == []
    assert told(read(tmp_path / "b", two, NIMES + "Nîmes;FR\n")) == [
        (*PAIR, "medium", "structure-and-body")
    ]


def test_a_person_tells_them_apart(tmp_path: Path) -> None:
    land = read(tmp_path, [structure()], NIMES + "Nîmes;FR\n", f"{PAIR[0]},{PAIR[1]},different")
    assert told(land) == [(*PAIR, "medium", "decided-different")]


def test_a_person_joins_them(tmp_path: Path) -> None:
    land = read(tmp_path, [structure()], NIMES + "Nîmes;FR\n", f"{PAIR[0]},{PAIR[1]},same")
    assert told(land) == []
    owners = {row["entity"] for row in table(land, "identifiers") if row["scheme"] != "uai"}
    assert owners == {"rnsr-201923475n"}


def test_what_the_register_of_structures_has_twice(rnsr_land: tuple[Path, ImportSummary]) -> None:
    """Counted over the real file: 27 names of bodies that are those of structures, too."""
    found = told(rnsr_land[0])
    assert len(found) == 27
    assert {state for *_, state in found} == {"structure-and-body"}
    assert ("rnsr:195823326S", "siren:268000148", "low", "structure-and-body") in found
    ids = {row["value"]: row["entity"] for row in table(rnsr_land[0], "identifiers")}
    assert ids["195823326S"] != ids["268000148"]


def test_names_are_compared_without_what_says_nothing() -> None:
    assert plain_name("CHRU de Brest") != plain_name("CHU de Brest")
    assert plain_name("L’Institut du cerveau") == plain_name("INSTITUT CERVEAU")
