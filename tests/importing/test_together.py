"""All registers at hand in one folder: nothing that one says is lost to another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from coopgraph.curation.reader import read_tables
from coopgraph.importing.run import import_files
from coopgraph.resources import curated_dir
from tests.importing.registers_of_france import assert_sound, raw, table


def test_no_supervision_is_lost(open_data: Path, rnsr_file: Path, tmp_path: Path) -> None:
    """Two bodies that later turn out to be two had one id once, and lost 21 links."""
    land = tmp_path / "land"
    import_files("ror", [open_data / "ror" / "ror-fr-v2.json.gz"], land)
    import_files("rnsr", [rnsr_file], land)
    schools = sorted((open_data / "esr-etablissements").glob("*.gz"))
    import_files("etablissements", schools, land)
    import_files("finess", sorted((open_data / "finess").glob("*.gz")), land)
    import_files("wikidata", sorted((open_data / "wikidata-esr").glob("*.gz")), land)
    import_files("crosswalk", [open_data / "rnsr" / "rnsr-to-grid_2022-02.csv"], land)
    said = Counter(
        role for row in raw(rnsr_file) for role in row["code_de_type_de_tutelle"].split(";") if role
    )
    kept = Counter(row["role"] for row in table(land, "cotutelles") if row["source"] == "rnsr")
    # Some bodies stand twice at a structure, under an old and a new code.
    lost = said.total() - kept["supervising-body"] - kept["participant"]
    assert 0 <= lost <= 5
    structures = {row["value"] for row in table(land, "identifiers") if row["scheme"] == "rnsr"}
    assert structures >= {row["numero_national_de_structure"] for row in raw(rnsr_file)}
    assert_sound(land)


def test_what_another_folder_states_is_left_to_it(tmp_path: Path) -> None:
    """An identifier that the curated tables have is not stated again: both are read together."""
    (tmp_path / "items.csv").write_text(
        "item,label_fr,label_en,kinds,ror\nQ1474517,Inserm,Inserm,EPST,02vjkv261\n"
        "Q280413,CNRS,CNRS,EPST,02feahw73\n",
        encoding="utf-8",
    )
    land = tmp_path / "land"
    import_files("wikidata", [tmp_path / "items.csv"], land, beside=[curated_dir()])
    assert "organizations" not in {path.stem for path in land.glob("*.csv")}
    # The same key in two folders is a fault; none is left.
    read_tables([curated_dir(), land])
    known = {tuple(row.values())[:3] for row in table(curated_dir(), "identifiers")}
    stated = {tuple(row.values())[:3] for row in table(land, "identifiers")}
    assert ("inserm", "ror", "https://ror.org/02vjkv261") in known - stated
    assert not known & stated


def test_a_wide_class_gives_way_to_a_narrower_one(
    open_data: Path, rnsr_file: Path, tmp_path: Path
) -> None:
    """ROR calls CNRS and the ministries "government"; RNSR knows which of them does research."""
    land = tmp_path / "land"
    import_files("rnsr", [rnsr_file], land)
    import_files("ror", [open_data / "ror" / "ror-fr-v2.json.gz"], land)
    rows = {row["id"]: row for row in table(land, "organizations")}
    for name in ("cnrs", "inserm"):
        assert rows[name]["class"] == "ResearchOrganisation"
        assert rows[name]["source"] == "ror"
        assert rows[name]["note"] == "class: rnsr"
        assert rows[name]["note_fr"] == "classe\N{NO-BREAK SPACE}: rnsr"
    assert rows["ministere-de-la-sante"]["class"] == "PublicBody"
    assert rows["ministere-de-la-sante"]["note"] == ""
    # What ROR says precisely stays, whatever the register of structures says.
    assert not any(row["note"] for row in rows.values() if row["class"] == "PublicBody")
