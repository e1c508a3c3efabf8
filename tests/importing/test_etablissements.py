"""``etablissements``: five generations of one file, and what they join."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.importing.run import import_files
from tests.importing.registers_of_france import (
    assert_sound,
    cell,
    codes,
    inserm_edges,
    links,
    no_traces,
    raw,
    table,
)

NAME = ("uo_lib", "Libellé", "libellé")
UAI = ("uai", "uai - identifiant")
FORMER = ("anciens_codes_uai", "Anciens codes uai", "anciens codes uai")
COLUMNS = {
    "ror": ("identifiant_ror", "Identifiant ROR"),
    "wikidata": ("identifiant_wikidata", "Identifiant wikidata"),
    "grid": ("identifiant_grid", "Identifiant GRID"),
    "isni": ("identifiant_isni", "Identifiant ISNI"),
    "pic": ("Identifiant PIC",),
    "idref": ("identifiant_idref",),
}
YEARS = ("2019v1", "2020v1", "2021-05-06", "2023-06-06", "2024-01-10")


@pytest.fixture(scope="module")
def files(open_data: Path) -> dict[str, Path]:
    folder = open_data / "esr-etablissements"
    return {year: next(folder.glob(f"*{year}*.gz")) for year in YEARS}


@pytest.mark.parametrize("year", YEARS)
def test_every_generation_is_read_exactly(
    year: str, files: dict[str, Path], tmp_path: Path
) -> None:
    rows = raw(files[year])
    summary = import_files("etablissements", [files[year]], tmp_path / "land")
    assert summary.read == len(rows)
    named = [row for row in rows if cell(row, *NAME)]
    made = table(tmp_path / "land", "organizations")
    assert summary.own["organizations"] == len(named)
    names = {row["label_fr"] for row in made}
    names |= {row["alias"] for row in table(tmp_path / "land", "aliases")}
    assert {" ".join(cell(row, *NAME).split()) for row in named} <= names
    # In 2019 one university stands under its old and its new code; the landscape knows both.
    assert len(named) - len(made) == (1 if year == "2019v1" else 0)
    found = table(tmp_path / "land", "identifiers")
    for scheme, names in COLUMNS.items():
        values = Counter(cell(row, *names) for row in named if cell(row, *names))
        unique = sum(1 for value, number in values.items() if number == 1)
        assert sum(1 for row in found if row["scheme"] == scheme) >= unique, scheme
    skipped = {reason: number for reason, number, _ in summary.skipped}
    assert skipped.get("no-name", 0) == len(rows) - len(named)
    assert_sound(tmp_path / "land")


def test_of_several_files_every_row_is_accounted_for(
    files: dict[str, Path], tmp_path: Path
) -> None:
    summary = import_files("etablissements", list(files.values()), tmp_path / "land")
    rows = [row for file in files.values() for row in raw(file)]
    assert summary.read == len(rows)
    skipped = {reason: number for reason, number, _ in summary.skipped}
    nameless = sum(not cell(row, *NAME) for row in rows)
    assert skipped.get("no-name", 0) == nameless
    again = skipped["older-row"] + skipped.get("twice", 0)
    assert summary.own["organizations"] == len(rows) - nameless - again
    # The newest file says the most, and each older one repeats nearly all of its bodies.
    newest = len([row for row in raw(files["2024-01-10"]) if cell(row, *NAME)])
    assert 0 < summary.own["organizations"] - newest < newest


def test_figures_of_2023(files: dict[str, Path], tmp_path: Path) -> None:
    import_files("etablissements", [files["2023-06-06"]], tmp_path / "land")
    number = Counter(row["scheme"] for row in table(tmp_path / "land", "identifiers"))
    assert (number["ror"], number["wikidata"], number["pic"], number["grid"], number["isni"]) == (
        199, 237, 94, 198, 162
    )  # fmt: skip
    assert number["idref"] == 148


def test_rows_without_a_code_keep_another_key(files: dict[str, Path], tmp_path: Path) -> None:
    """An empty key once matched 22 bodies to one school."""
    rows = [row for row in raw(files["2023-06-06"]) if cell(row, *NAME) and not cell(row, *UAI)]
    assert len(rows) == 2
    import_files("etablissements", [files["2023-06-06"]], tmp_path / "land")
    made = {row["label_fr"]: row["id"] for row in table(tmp_path / "land", "organizations")}
    ids = {made[cell(row, *NAME)] for row in rows}
    assert len(ids) == len(rows)
    assert all(one.split("-")[-1] for one in ids)
    assert not [link for link in links(tmp_path / "land") if link["a"].endswith(":")]


def test_a_university_that_changed_its_code_is_one_body(
    files: dict[str, Path], tmp_path: Path
) -> None:
    import_files("etablissements", [files["2020v1"]], tmp_path / "land", series="e-2020")
    import_files("etablissements", [files["2024-01-10"]], tmp_path / "land", series="e-2024")
    bearers = {row["value"]: row["entity"] for row in table(tmp_path / "land", "identifiers")}
    assert bearers["0597065J"] == bearers["0597239Y"] == "universite-de-lille"
    assert bearers["0350936C"] == bearers["0353074B"]  # Rennes 1, Rennes


def test_a_merger_does_not_make_its_forerunners_one(files: dict[str, Path], tmp_path: Path) -> None:
    """Université Paris Cité gives the codes of Descartes and Diderot as its former ones."""
    import_files("etablissements", list(files.values()), tmp_path / "land")
    bearers = {row["value"]: row["entity"] for row in table(tmp_path / "land", "identifiers")}
    assert len({bearers["0751721N"], bearers["0751723R"], bearers["0755976N"]}) == 3
    assert len({bearers["0951793H"], bearers["0951623Y"], bearers["0952259P"]}) == 3
    refused = {(link["b"], link["state"]) for link in links(tmp_path / "land")}
    assert ("uai:0951623Y", "two-wikidata") in refused


def test_a_row_without_a_number_is_the_institution_of_its_name_in_newer_files(
    files: dict[str, Path], tmp_path: Path
) -> None:
    """In 2019 five new universities had neither code nor item; groups of their names stay apart."""
    numbers = (*UAI, "element_wikidata")
    bare = {
        folded(cell(row, *NAME))
        for row in raw(files["2019v1"])
        if cell(row, *NAME) and not cell(row, *numbers)
    }
    assert len(bare) == 5
    alone, all_of_them = tmp_path / "alone", tmp_path / "all"
    import_files("etablissements", [files["2019v1"]], alone)
    import_files("etablissements", list(files.values()), all_of_them)
    assert bare <= {folded(row["label_fr"]) for row in table(alone, "organizations")}
    made = [row for row in table(all_of_them, "organizations") if folded(row["label_fr"]) in bare]
    number = Counter(folded(row["label_fr"]) for row in made)
    # The group of 2019 that was called as the university is now.
    assert {name for name, often in number.items() if often > 1} == {"universite grenoble alpes"}
    assert not [row for row in made if row["id"].startswith("etablissements-")]
    assert all(row["locator"][:1].isdigit() for row in made)  # described by the newer row
    joined = [link for link in links(all_of_them) if link["reason"] == "same-name-in-newer-file"]
    assert [(link["confidence"], link["state"]) for link in joined] == [("medium", "joined")] * 5
    apart = [
        row["id"]
        for row in table(all_of_them, "organizations")
        if row["label_fr"] in ("Sorbonne Université", "Université de Strasbourg")
    ]
    assert len(apart) == 4


def test_a_code_that_is_still_in_use_is_nobodys_former_code(
    files: dict[str, Path], tmp_path: Path
) -> None:
    """Guyane gives the code of the Antilles, from which it parted, as its former one."""
    summary = import_files("etablissements", [files["2024-01-10"]], tmp_path / "land")
    bearers = {row["value"]: row["entity"] for row in table(tmp_path / "land", "identifiers")}
    assert bearers["9710585J"] != bearers["9730429D"]
    rows = raw(files["2024-01-10"])
    now = {code for row in rows for code in codes(row, *UAI)}
    former = Counter(
        code for row in rows for code in set(codes(row, *FORMER)) - set(codes(row, *UAI))
    )
    expected = sum(number for code, number in former.items() if code in now or number > 1)
    assert {reason: n for reason, n, _ in summary.skipped}["shared-former-code"] == expected == 3


def test_a_school_without_legal_personality_has_no_siren(
    files: dict[str, Path], tmp_path: Path
) -> None:
    import_files("etablissements", [files["2023-06-06"]], tmp_path / "land")
    owners = {
        row["value"]: row["entity"]
        for row in table(tmp_path / "land", "identifiers")
        if row["scheme"] == "siren"
    }
    label = {row["id"]: row["label_fr"] for row in table(tmp_path / "land", "organizations")}
    assert label[owners["783707003"]] == "Junia"  # HEI and ISA of Lille have the number, too
    assert "130017270" not in owners  # both schools are the chamber of commerce's


def test_years_read_as_one_keep_older_names(files: dict[str, Path], tmp_path: Path) -> None:
    import_files("etablissements", list(files.values()), tmp_path / "land")
    former = {
        (row["entity"], row["alias"])
        for row in table(tmp_path / "land", "aliases")
        if row["kind"] == "former-name"
    }
    assert ("nantes-universite", "Université de Nantes") in former
    made = {row["id"]: row for row in table(tmp_path / "land", "organizations")}
    assert made["nantes-universite"]["label_fr"] == "Nantes Université"
    assert_sound(tmp_path / "land")


def test_parents_are_participations(files: dict[str, Path], tmp_path: Path) -> None:
    rows = raw(files["2020v1"])
    pairs = {
        (parent, codes(row, *UAI)[0])
        for row in rows
        for parent in codes(row, "rattachement_identifiants")
    }
    import_files("etablissements", [files["2020v1"]], tmp_path / "land")
    read = {code for row in rows for code in codes(row, *UAI)}
    expected = {pair for pair in pairs if pair[0] in read and pair[0] != pair[1]}
    found = list(table(tmp_path / "land", "participations"))
    assert {row["role"] for row in found} == {"registered-part"}
    assert len(found) == len(expected) > 10


#: By years: bodies and edges that UAI, former UAI and SIREN join; what the landscape adds.
JOINS = {
    ("2023-06-06",): (55, 389, {"0350936C", "0597065J", "0342321N"}),  # Rennes, Lille, Montpellier
    ("2024-01-10",): (59, 482, set()),
    YEARS: (71, 506, {"0912423P"}),  # ENS Paris-Saclay
}
#: Schools of the Institut Mines-Télécom: its SIREN, and no code in the file.
MINES = {"0420094Z", "0292355C"}


@pytest.mark.parametrize("years", JOINS)
def test_bodies_that_supervise_with_inserm_join(
    years: tuple[str, ...], files: dict[str, Path], rnsr_file: Path, tmp_path: Path
) -> None:
    """Compare with a join of the two files by code and SIREN.

    Two schools have the SIREN of their institute: that join takes them for it, the engine does
    not. It finds some universities more, whose older code the packaged landscape knows.
    """
    land = tmp_path / "land"
    import_files("rnsr", [rnsr_file], land)
    import_files("etablissements", [files[year] for year in years], land)
    supervised = inserm_edges(rnsr_file)
    assert (len(supervised), sum(supervised.values())) == (107, 861)
    rows = [row for year in years for row in raw(files[year])]
    numbers = {code for row in rows for code in [*codes(row, *UAI), *codes(row, *FORMER)]}
    numbers |= {cell(row, "siren") for row in rows} - {""}
    plain = {key for key in supervised if key[1] in numbers or key[2] in numbers}
    bodies, edges, more = JOINS[years]
    assert (len(plain), sum(supervised[key] for key in plain)) == (bodies, edges)
    found = table(land, "identifiers")
    owner = {row["value"]: row["entity"] for row in found}
    described = {
        row["id"] for row in table(land, "organizations") if row["source"] == "etablissements"
    }
    joined = {key for key in supervised if owner.get(key[1] or key[2]) in described}
    assert {uai for _, uai, _ in plain - joined} == MINES
    assert {uai for _, uai, _ in joined - plain} == more


def test_the_order_of_imports_does_not_matter(
    files: dict[str, Path], rnsr_file: Path, tmp_path: Path
) -> None:
    """Which numbers are one body is the same; a body keeps the id that it was given first."""
    imports = [
        ("rnsr", rnsr_file, "rnsr"),
        ("etablissements", files["2020v1"], "e-2020"),
        ("etablissements", files["2024-01-10"], "e-2024"),
    ]
    seen = set()
    for number, order in enumerate((imports, imports[::-1])):
        land = tmp_path / str(number)
        for kind, file, series in order:
            import_files(kind, [file], land, series=series)
        bodies: dict[str, set[str]] = {}
        for row in table(land, "identifiers"):
            bodies.setdefault(row["entity"], set()).add(row["scheme"] + row["value"])
        seen.add(frozenset(frozenset(numbers) for numbers in bodies.values()))
    assert len(seen) == 1


def test_the_portal_of_today_is_read(tmp_path: Path) -> None:
    record = {
        "identifiant_interne": "x1", "uo_lib": "Université A", "sigle": "UA", "uai": "0597239Y",
        "type_d_etablissement": ["Université"], "anciens_codes_uai": ["0597065J"],
        "identifiant_ror": "02kzqn938", "com_nom": "Lille", "date_creation": "2022-01-01",
        "statut_juridique_court": "EPSCP", "siren": None,
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps([record]), encoding="utf-8")
    import_files("etablissements", [tmp_path / "a.json"], tmp_path / "land")
    (made,) = table(tmp_path / "land", "organizations")
    assert (made["class"], made["classification"], made["start_year"]) == (
        "University", "epscp", "2022"
    )  # fmt: skip


HEADER = "uai;uo_lib;type_d_etablissement;siren\n"
ROW = "0597239Y;Université A;Université;\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER.replace("uo_lib", "nom_nouveau") + ROW, "no column uo_lib"),
        (HEADER.replace(";", "|") + ROW, "not a table"),
        (HEADER + ROW.replace("Université A", "Université;A"), "line 2 has 5 cells"),
        (HEADER + ROW + "\0\0\n", "NUL"),
        (HEADER + "<<<<<<< HEAD\n" + ROW, "conflict"),
        (HEADER + '0597239Y;"Université;Université;\n', "line 2"),
        ("", "empty"),
        ('[{"uo_lib": "A", "type_d_etablissement": "B"}, 3]', "record 2"),
        ('[{"uo_lib": "A", "type_d_etablissement": "B"}', "no sound JSON"),
    ],
)
def test_a_file_that_is_not_sound_leaves_nothing(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        import_files("etablissements", [tmp_path / "in" / "a.csv"], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_a_file_that_stops_half_way_leaves_nothing(files: dict[str, Path], tmp_path: Path) -> None:
    whole = files["2024-01-10"].read_bytes()
    (tmp_path / "a.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match="cut short"):
        import_files("etablissements", [tmp_path / "a.csv.gz"], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    mixed = (HEADER + ROW).encode() + ROW.replace("9Y", "8X").encode("latin-1")
    (tmp_path / "a.csv").write_bytes(mixed)
    with pytest.raises(SourceError, match="not UTF-8"):
        import_files("etablissements", [tmp_path / "a.csv"], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_a_malformed_code_is_counted_with_its_row(tmp_path: Path) -> None:
    text = HEADER + ROW + "059YNCRE;École B;École;\n;;École;\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text.encode()))
    summary = import_files("etablissements", [tmp_path / "a.csv.gz"], tmp_path / "land")
    skipped = {reason: places for reason, _, places in summary.skipped}
    assert skipped["malformed-identifier"] == ["059YNCRE: uai 059YNCRE"]
    assert skipped["no-name"] == ["line 4"]
    assert len(table(tmp_path / "land", "organizations")) == 2
