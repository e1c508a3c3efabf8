"""``table``: any table with a mapping; the mapping is checked whole before anything is read."""

from __future__ import annotations

import datetime
import gzip
import json
import re
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from coopgraph.cli import cli
from coopgraph.errors import MappingError, MissingExtra, SourceError
from coopgraph.importing import mapped_importer
from coopgraph.importing.batch import Batch
from coopgraph.importing.mapping.check import read_mapping
from coopgraph.importing.mapping.keys import BODY, FILE, LINKS, SOURCE
from coopgraph.importing.mapping.starter import starter_text
from coopgraph.importing.run import ImportSummary, import_files
from coopgraph.importing.staging import Staging
from coopgraph.importing.wording import REASONS
from tests.importing.registers_of_france import assert_sound, no_traces, table

MAPPING = """\
source:
  id: partners
  title: Partners, list of the European office
  publisher: European office
  url: https://example.org/partners
  licence: CC BY 4.0
  date: 2026-03
file: {day_order: dmy}
bodies:
  institute:
    class: ResearchOrganisation
    names: {fr: {value: Inserm}}
    identifiers: {ror: {value: 02vjkv261}}
  partner:
    class:
      column: Type
      values: {université: University, hospital: UniversityHospital, firm: Company}
    key: Code
    names: {fr: Nom, en: Name}
    acronym: Sigle
    aliases: {column: Autres noms, separator: ";"}
    identifiers: {ror: ROR, wikidata: Wikidata}
    city: Ville
    country: Pays
    latitude: Lat
    longitude: Lon
    start: Créé
    figures: {personCount: Effectif, amountMillionEuro: Budget}
  lab:
    class: ResearchUnit
    names: {fr: Laboratoire}
    city: Ville
    country: Pays
links:
  - {kind: partnership, from: institute, to: partner, type: institutional, start: Depuis}
  - {kind: part-of, part: lab, whole: partner}
  - kind: role
    member: institute
    of: lab
    role: {column: Rôle, values: {tutelle: supervising-body, participant: participant}}
    number: Numéro
"""
HEADER = [
    "Code", "Nom", "Name", "Sigle", "Autres noms", "Type", "ROR", "Wikidata", "Ville", "Pays",
    "Lat", "Lon", "Créé", "Effectif", "Budget", "Depuis", "Laboratoire", "Rôle", "Numéro",
]  # fmt: skip
LILLE = [
    "17", "Université de Lille", "University of Lille", "ULille", "Lille 1;Lille 2", "Université",
    "https://ror.org/02kzqn938", "Q3551621", "Lille", "France", "50,6292", "3,0573", "43101",
    "6 700", "640,5", "01/02/2019", "Centre Œuvre", "Tutelle", "U 1167",
]  # fmt: skip
CHARITE = [
    "18", "Charité", "", "", "", "hospital", "", "", "Berlin", "DE", "", "", "1710", "", "",
    "2020-05-04", "", "", "",
]  # fmt: skip


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8", sign: str = ";") -> Path:
    text = "\r\n".join(
        sign.join('"' + cell.replace('"', '""') + '"' if sign in cell else cell for cell in row)
        for row in rows
    )
    path.write_bytes((text + "\r\n").encode(encoding))
    return path


def run(tmp_path: Path, file: Path, mapping: str = MAPPING, **others: Any) -> ImportSummary:
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    return import_files(
        "table", [file], tmp_path / "land", mapping=str(tmp_path / "map.yaml"), **others
    )


def faults(tmp_path: Path, mapping: str, rows: list[list[str]] | None = None) -> str:
    file = write_csv(tmp_path / "a.csv", rows or [HEADER, LILLE])
    with pytest.raises((MappingError, SourceError)) as caught:
        run(tmp_path, file, mapping)
    no_traces(tmp_path / "land")
    return str(caught.value)


def skipped(summary: ImportSummary) -> dict[str, int]:
    return {reason: number for reason, number, _ in summary.skipped}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
def test_what_excel_saves_is_read(tmp_path: Path, encoding: str, sign: str) -> None:
    file = write_csv(tmp_path / "a.csv", [HEADER, LILLE, CHARITE], encoding, sign)
    summary = run(tmp_path, file)
    land = tmp_path / "land"
    assert (summary.read, summary.source, summary.dated) == (2, "partners", "2026-03")
    assert not summary.skipped and not summary.unresolved and not summary.dangling
    bodies = {row["id"]: row for row in table(land, "organizations")}
    assert set(bodies) == {"inserm", "universite-de-lille", "partners-18"}
    lille = bodies["universite-de-lille"]
    assert (lille["class"], lille["label_en"], lille["acronym"], lille["start_year"]) == (
        "University", "University of Lille", "ULille", "2018"
    )  # fmt: skip
    assert (bodies["partners-18"]["place"], bodies["partners-18"]["start_year"]) == (
        "city-de-berlin", "1710"
    )  # fmt: skip
    places = {row["id"]: row for row in table(land, "places")}
    assert (places["lille"]["latitude"], places["lille"]["longitude"]) == ("50.6292", "3.0573")
    figures = {row["predicate"]: row for row in table(land, "claims")}
    assert figures["personCount"]["value"] == "6700"
    assert (figures["amountMillionEuro"]["value"], figures["amountMillionEuro"]["datatype"]) == (
        "640.5", "decimal"
    )  # fmt: skip
    assert figures["personCount"]["about_year"] == "2026"
    assert {(row["partner"], row["kind"], row["start_year"])
            for row in table(land, "partnerships")} == {
        ("universite-de-lille", "institutional", "2019"),
        ("partners-18", "institutional", "2020"),
    }  # fmt: skip
    (lab,) = table(land, "structures")
    assert (lab["label_fr"], lab["class"]) == ("Centre Œuvre", "ResearchUnit")
    assert {(row["body"], row["role"], row["unit_code"]) for row in table(land, "cotutelles")} == {
        ("inserm", "supervising-body", "U 1167"), ("universite-de-lille", "registered-parent", "")
    }  # fmt: skip
    assert {row["alias"] for row in table(land, "aliases")} == {"Lille 1", "Lille 2"}
    (source,) = table(land, "sources")
    assert (source["id"], source["title"], source["licence"], source["published"]) == (
        "partners", "Partners, list of the European office, 2026-03", "CC BY 4.0", "2026-03"
    )  # fmt: skip
    assert {row["locator"] for row in table(land, "partnerships")} == {"row 2", "row 3"}
    assert_sound(land)


def test_a_workbook_and_parquet_say_the_same(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    values: list[list[Any]] = [list(LILLE), list(CHARITE)]
    for row in values:
        row[0] = int(row[0])
    values[0][10:16] = [50.6292, 3.0573, datetime.datetime(2018, 1, 1), 6700, 640.5,
                        datetime.date(2019, 2, 1)]  # fmt: skip
    values[1][10:16] = [None, None, datetime.datetime(1710, 1, 1), None, None,
                        datetime.date(2020, 5, 4)]  # fmt: skip
    book = Workbook()
    book.create_sheet("Notes")["A1"] = "nothing"
    sheet = book["Sheet"]
    sheet.title = "Partenaires"
    sheet.append(["Partners of the institute"])
    sheet.append([*HEADER, None])
    for row in values:
        # Excel knows no days before 1900; people type the year.
        sheet.append([1710 if isinstance(c, datetime.datetime) and c.year < 1900 else c
                      for c in row])  # fmt: skip
    book.save(tmp_path / "a.xlsx")
    columns = dict(zip(HEADER, map(list, zip(*values, strict=True)), strict=True))
    columns["Autres noms"] = [["Lille 1", "Lille 2"], []]
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    found = {}
    for name, layout in (
        ("a.csv", "{day_order: dmy}"),
        ("a.xlsx", "{sheet: Partenaires, header: 2}"),
        ("a.parquet", "{}"),
    ):
        if name == "a.csv":
            write_csv(tmp_path / name, [HEADER, LILLE, CHARITE])
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        summary = run(folder, tmp_path / name, MAPPING.replace("{day_order: dmy}", layout))
        assert not summary.skipped
        found[name] = {
            name: [{k: v for k, v in row.items() if k != "locator"} for row in table(
                folder / "land", name)]
            for name in ("organizations", "structures", "cotutelles", "partnerships", "claims",
                         "places", "aliases", "identifiers")
        }  # fmt: skip
    assert found["a.xlsx"] == found["a.csv"]
    assert found["a.parquet"] == found["a.csv"]


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Nom", "Créé"])  # type: ignore[union-attr]
    book.active.append(["A", 42369])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    run(tmp_path, tmp_path / "a.xlsx", SMALL.replace("Nom}", "Nom}\n    start: Créé"))
    (body,) = table(tmp_path / "land", "organizations")
    assert body["start_year"] == "2020"


SMALL = """\
source: {title: A list}
bodies:
  body:
    class: Organisation
    names: {fr: Nom}
"""


def test_all_that_is_wrong_with_a_mapping_is_said_at_once(tmp_path: Path) -> None:
    mapping = """\
source:
  id: ror
  title: A list
  date: March
  editor: me
bodies:
  body:
    class: Univeristy
    names: {fr: Nomm, french: Name}
    identifiers: {orcid: ROR}
    figures: {budget: Budget}
    city: Ville
    city: Pays
  other:
    class: {column: Type, values: {a: Person, b: Company}}
links:
  - {kind: partnership, from: body, to: otter, type: institutionnal}
  - {kind: owns, from: body, to: other}
  - {kind: role, member: body, of: other}
"""
    said = faults(tmp_path, mapping).replace(str(tmp_path / "map.yaml"), "map.yaml")
    assert said.splitlines() == [
        "15 faults in the mapping",
        "  map.yaml:2: source.id: 'ror' is the name of a register; take another name",
        "  map.yaml:4: source.date: 'March' cannot be used; write YYYY, YYYY-MM or YYYY-MM-DD",
        (
            "  map.yaml:5: unknown key 'source.editor'; known: id, title, publisher, url, licence, "
            "date, confidence"
        ),
        "  map.yaml:8: bodies.body.class: no class 'Univeristy'; did you mean \"University\"?",
        "  map.yaml:9: bodies.body.names: 'french' is no tag of a language; write fr, en, de …",
        "  map.yaml:10: bodies.body.identifiers: no register 'orcid'; did you mean \"grid\"?",
        said.splitlines()[7],
        (
            "  map.yaml:12: bodies.body.city without country; a city is known by its name and "
            "country: country: {value: FR}"
        ),
        "  map.yaml:13: city stands twice; first on line 12",
        (
            "  map.yaml:15: bodies.other.class.values.a: no class 'Person'; for instance "
            "Organisation, University, ResearchUnit, Company, Project; all of them: "
            "docs/importing.md"
        ),
        (
            "  map.yaml:15: bodies.other has neither names nor identifiers; say which columns hold "
            "its name: names: {fr: …}"
        ),
        "  map.yaml:17: links[1].to: no body 'otter' under bodies; did you mean \"other\"?",
        (
            "  map.yaml:17: links[1].type: no word 'institutionnal' in the list partnership-kind; "
            'did you mean "institutional"?'
        ),
        (
            "  map.yaml:18: links[2].kind: no kind of link 'owns'; use part-of, role, partnership, "
            "related"
        ),
        "  map.yaml:19: links[3].role is missing; add a line role: …",
    ]
    assert "budget" in said and "personCount" in said


def test_columns_that_the_file_lacks_or_has_twice(tmp_path: Path) -> None:
    said = faults(tmp_path, SMALL.replace("Nom}", "Nomm}"))
    assert "map.yaml:5: bodies.body.names.fr: " in said and "has no column 'Nomm'" in said
    assert 'did you mean "Nom"?' in said
    said = faults(tmp_path, SMALL, [["Nom", "nom", "Nom"], ["a", "b", "c"]])
    assert "has the column 'Nom' twice" in said
    # The second file is looked at before the first is read.
    first = write_csv(tmp_path / "1.csv", [["Nom", "x"], ["a", ""]])
    second = write_csv(tmp_path / "2.csv", [["Name", "x"], ["b", ""]])
    (tmp_path / "map.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(MappingError, match=r"2\.csv has no column 'Nom'"):
        import_files(
            "table", [first, second], tmp_path / "land", mapping=str(tmp_path / "map.yaml")
        )
    no_traces(tmp_path / "land")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("- a\n- b\n", "a YAML file with keys is expected"),
        ("source: {title: [\n", "no sound YAML"),
        ("a: &a [x]\nb: *a\n", "line 1: anchors"),
        ("[" * 3000, "nested too deeply"),
        ("source: {title: '=HYPERLINK(A1)'}\nbodies: {b: {class: Company, names: {fr: N}}}",
         "plain text"),
        ("source: {title: A, url: ftp://x}\nbodies: {b: {class: Company, names: {fr: Nom}}}",
         "begins with https://"),
    ],
    ids=["list", "cut", "anchor", "deep", "formula", "address"],
)  # fmt: skip
def test_what_is_no_mapping(tmp_path: Path, mapping: str, said: str) -> None:
    assert said in faults(tmp_path, mapping)


def test_words_stay_as_they_stand(tmp_path: Path) -> None:
    """NO is Norway, 2026-03 a month, and neither false nor a date."""
    (tmp_path / "map.yaml").write_text(
        SMALL.replace("A list", "Yes, date: 2026-03").replace(
            "Nom}", "Nom}\n    country: {value: NO}"
        ),
        encoding="utf-8",
    )
    mapping = read_mapping(tmp_path / "map.yaml", "table")
    assert (mapping.source.title, mapping.source.date) == ("Yes", "2026-03")
    assert mapping.bodies[0].cells["country"].constant == "NO"


def test_rows_that_cannot_be_read_are_counted_with_their_number(tmp_path: Path) -> None:
    rows = [
        HEADER,
        LILLE,
        ["19", "Too short"],
        ["20", "Museum", *[""] * 3, "musée", *[""] * 13],
        ["21", "Nowhere", *[""] * 3, "firm", "12", "", "Oslo", "Atlantis", "x", "", "soon", "many",
         *[""] * 5],
        ["", "", "", "", "", "firm", *[""] * 13],
        ["22", "Lab ltd", *[""] * 3, "firm", *[""] * 10, "Lab", "owner", ""],
        [*CHARITE, "", ""],
    ]  # fmt: skip
    summary = run(tmp_path, write_csv(tmp_path / "a.csv", rows))
    assert {reason: (number, places) for reason, number, places in summary.skipped} == {
        "uneven-row": (1, ["row 3: 2/19"]),
        "nameless-body": (1, ["row 6: partner"]),
        "unknown-kind": (1, ["row 4: musée"]),
        "malformed-identifier": (1, ["row 5: ror 12"]),
        "unknown-country": (1, ["row 5: Atlantis"]),
        "no-date": (1, ["row 5: soon"]),
        "no-number-cell": (1, ["row 5: many"]),
        "unknown-word": (1, ["row 7: owner"]),
    }
    assert {row["label_fr"] for row in table(tmp_path / "land", "organizations")} == {
        "Inserm", "Université de Lille", "Nowhere", "Lab ltd", "Charité"
    }  # fmt: skip
    assert_sound(tmp_path / "land")


def test_a_broken_number_is_told_from_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Nom;Effectif;Budget\nA;3,14;3,14\nB;many;1\nC;1 200,0;2\n", encoding="utf-8"
    )
    figures = SMALL.replace(
        "Nom}", "Nom}\n    figures: {personCount: Effectif, amountMillionEuro: Budget}"
    )
    summary = run(tmp_path, tmp_path / "a.csv", figures)
    assert summary.skipped == [
        ("no-number-cell", 1, ["row 3: many"]),
        ("no-whole-number", 1, ["row 2: 3,14"]),
    ]
    assert "whole number" in REASONS["no-whole-number"]
    assert "nombre entier" in REASONS["no-whole-number"].in_language("fr")
    values = [row["value"] for row in table(tmp_path / "land", "claims")]
    assert sorted(values) == ["1", "1200", "2", "3.14"]


def test_what_excel_notes_above_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=|\nNom|x\nA|\n\n\nB;C|\n", encoding="utf-8")
    run(tmp_path, tmp_path / "a.csv", SMALL)
    found = {row["label_fr"]: row["locator"] for row in table(tmp_path / "land", "organizations")}
    assert found == {"A": "row 3", "B;C": "row 6"}


def test_a_body_that_several_rows_name_is_one(tmp_path: Path) -> None:
    rows = [["Nom", "Ville"], ["A", "x"], ["a ", "y"], ["B", "z"]]
    run(tmp_path, write_csv(tmp_path / "a.csv", rows), SMALL)
    land = tmp_path / "land"
    assert [row["label_fr"] for row in table(land, "organizations")] == ["A", "B"]
    assert [(row["alias"], row["kind"]) for row in table(land, "aliases")] == [
        ("a", "register-name")
    ]


def test_links_to_bodies_that_another_register_describes(tmp_path: Path, ror_record: Any) -> None:
    import json

    (tmp_path / "ror.jsonl").write_text(json.dumps(ror_record("02vjkv261", "Inserm")))
    mapping = """\
source: {id: pairs, title: Pairs}
bodies:
  one: {class: Organisation, identifiers: {ror: A}}
  two: {class: Organisation, identifiers: {ror: B}, names: {en: Name}}
links:
  - {kind: partnership, from: one, to: two, type: institutional}
"""
    rows = [
        ["A", "B", "Name"],
        ["02vjkv261", "02feahw73", "CNRS"],
        ["02vjkv261", "05f82e368", "Paris"],
        ["00f7hpc57", "02feahw73", "CNRS"],
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    import_files("ror", [tmp_path / "ror.jsonl"], tmp_path / "land")
    summary = run(tmp_path, file, mapping)
    pairs = {(row["subject"], row["partner"]) for row in table(tmp_path / "land", "partnerships")}
    assert pairs == {("inserm", "cnrs"), ("inserm", "universite-paris-cite")}
    assert summary.dangling == {"partnerships": 1, "identifiers": 1}


def test_series_country_beside_and_update(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [HEADER, LILLE, CHARITE])
    summary = run(tmp_path, file, countries=["DE"], series="mine", dated="2025")
    land = tmp_path / "land"
    assert (summary.source, summary.dated) == ("mine", "2025")
    assert "other-country" in skipped(summary)
    assert {row["id"] for row in table(land, "organizations")} == {"inserm", "mine-18"}
    write_csv(tmp_path / "a.csv", [HEADER, LILLE])
    newer = run(tmp_path, file, series="mine", dated="2026")
    assert newer.change is not None and newer.change.before == "2025"
    assert newer.change.went["organizations"] == 1
    sightings = (land / "imports" / "sightings.csv").read_text()
    assert "mine,organizations mine:18,2025,2025" in sightings


def test_the_landscape_beside_is_not_described_again(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [["Nom", "x"], ["A", ""], ["B", ""]])
    run(tmp_path, file, SMALL)
    (tmp_path / "land").rename(tmp_path / "mine")
    run(tmp_path, file, SMALL, beside=[tmp_path / "mine"])
    assert not table(tmp_path / "land", "organizations")


def test_parents_of_structures_and_parts(tmp_path: Path) -> None:
    mapping = """\
source: {title: Parts}
bodies:
  part:
    class: {column: Kind, values: {team: ResearchTeam, unit: ResearchUnit, office: Department}}
    names: {fr: Part}
  whole:
    class: {column: Of, values: {unit: ResearchUnit, body: University}}
    names: {fr: Whole}
links:
  - {kind: part-of, part: part, whole: whole}
"""
    rows = [
        ["Part", "Kind", "Whole", "Of"],
        ["T1", "team", "U1", "unit"],
        ["U1", "unit", "B1", "body"],
        ["D1", "office", "B1", "body"],
        ["D1", "office", "B2", "body"],
        ["T1", "team", "U2", "unit"],
        ["U1", "unit", "U1", "unit"],
    ]
    summary = run(tmp_path, write_csv(tmp_path / "a.csv", rows), mapping)
    land = tmp_path / "land"
    assert {row["label_fr"]: row["parent"] for row in table(land, "structures")} == {
        "T1": "table-u1", "U1": "", "U2": ""
    }  # fmt: skip
    assert {row["label_fr"]: row["parent"] for row in table(land, "organizations")} == {
        "B1": "", "B2": "", "D1": "table-b1"
    }  # fmt: skip
    assert {(row["structure"], row["body"]) for row in table(land, "cotutelles")} == {
        ("table-u1", "table-b1")
    }
    assert {(row["collective"], row["member"]) for row in table(land, "participations")} == {
        ("table-b1", "table-d1"), ("table-b2", "table-d1")
    }  # fmt: skip
    assert skipped(summary) == {"several-parents": 1, "relation-to-itself": 1}
    assert_sound(land)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "save it as a workbook of today"),
        ("a.xlsx", b"PK\x03\x04 no zip", "no sound workbook"),
        ("a.parquet", b"PAR1 no", "no sound Parquet file"),
        ("a.csv", b"Nom;x\n\"A;b\n", "no sound row"),
        ("a.csv", b"Nom;x\nA\0;b\n", "NUL byte"),
        ("a.csv", b"Nom;x\nAb\xc3\xa9;b\nc\xe9;d\n", "two encodings"),
        ("a.csv.gz", gzip.compress(b"Nom;x\nA;b\n" * 9000)[:-20], "damaged or cut short"),
    ],
    ids=["old", "zip", "parquet", "quote", "nul", "mixed", "cut"],
)  # fmt: skip
def test_what_is_no_table(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=said):
        run(tmp_path, tmp_path / name, SMALL)
    no_traces(tmp_path / "land")


@pytest.mark.parametrize(("name", "module"), [("a.xlsx", "openpyxl"), ("a.parquet", "pyarrow")])
def test_a_library_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    (tmp_path / name).write_bytes(b"")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf"{module} is needed.*'coopgraph\[table\]'"):
        run(tmp_path, tmp_path / name, SMALL)


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    """Rows of twenty kilobytes go through: what is held is names that were seen, not rows."""
    (tmp_path / "map.yaml").write_text(SMALL, encoding="utf-8")
    peaks = []
    for number in (500, 1_500):
        file = tmp_path / f"{number}.csv"
        with file.open("w", encoding="utf-8") as stream:
            stream.write("Nom;x\n")
            stream.writelines(f"Body {n};{'y' * 20_000}\n" for n in range(number))
        importer, _ = mapped_importer("table", str(tmp_path / "map.yaml"), [file])
        staging = Staging(tmp_path / f"{number}.sqlite")
        batch = Batch(staging, 1, "table", 55)
        tracemalloc.start()
        importer.read([file], batch)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        staging.close()
        assert batch.records == number
    assert peaks[1] - peaks[0] < 1_000 * 20_000 / 3


def test_the_command(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [HEADER, LILLE])
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    runner = CliRunner()
    done = runner.invoke(
        cli,
        ["import", "table", str(file), "--mapping", str(tmp_path / "map.yaml"), "-o",
         str(tmp_path / "land"), "--format", "csv", "--lang", "en"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "kept,partnerships,1," in done.stdout
    done = runner.invoke(cli, ["import", "table", str(file), "-o", str(tmp_path / "other")])
    assert done.exit_code == 3
    assert "--mapping" in done.stderr and "--starter" in done.stderr
    (tmp_path / "map.yaml").write_text(MAPPING.replace("Ville", "Villes"), encoding="utf-8")
    done = runner.invoke(
        cli,
        ["import", "table", str(file), "--mapping", str(tmp_path / "map.yaml"), "-o",
         str(tmp_path / "other")],
    )  # fmt: skip
    assert done.exit_code == 3 and "map.yaml:23" in done.stderr
    assert not (tmp_path / "other").exists()
    done = runner.invoke(cli, ["import", "ror", str(file), "--mapping", "x", "-o", "y"])
    assert done.exit_code == 2


AGREEMENTS = [
    "Établissement partenaire", "Sigle", "Pays", "Ville", "N° ROR", "Type d'accord",
    "Date de début", "Fin", "Effectif",
]  # fmt: skip


def test_the_starter_takes_no_date_of_an_agreement_for_that_of_a_body(tmp_path: Path) -> None:
    row = ["Université de Lille", "ULille", "France", "Lille", "02kzqn938", "cadre",
           "2019", "2023", "6700"]  # fmt: skip
    file = write_csv(tmp_path / "a.csv", [AGREEMENTS, row])
    mapping = starter_text("a.csv", AGREEMENTS)
    assert "not used: Type d'accord, Date de début, Fin, Effectif" in mapping
    run(tmp_path, file, mapping)
    (found,) = table(tmp_path / "land", "organizations")
    assert (found["label_fr"], found["end_year"]) == ("Université de Lille", "")


@pytest.mark.parametrize(
    ("headings", "said", "unsaid"),
    [
        (["Nom", "Fin"], [], ["end:"]),
        (["Name", "Start"], [], ["start:"]),
        (["Nom", "Début", "Fin"], ["start: Début", "end: Fin"], []),
        (["Nom", "Création", "Fin"], ["start: Création", "end: Fin"], []),
        (["Nom", "Date de création"], ["start: Date de création"], []),
        (["Nom", "Début", "Fin", "Convention"], [], ["start:", "end:"]),
        (["Type d'établissement", "Nom de l'établissement"], ["fr: Nom de l'établissement"], []),
        (["Code établissement", "Libellé de la structure"], ["fr: Libellé de la structure"], []),
        (["Nom du contact", "Organismes"], ["fr: Organismes"], []),
        (["Institution (nom)", "Nom usuel"], ["fr: Nom usuel"], []),
        (["Partner name", "Country"], ["en: Partner name"], []),
        (["Organisation name (English)"], ["en: Organisation name (English)"], []),
        (["ROR", "Pays"], ["fr: HEADING OF THE NAME"], []),
    ],
    ids=str,
)  # fmt: skip
def test_the_starter_finds_names_and_dates(
    headings: list[str], said: list[str], unsaid: list[str]
) -> None:
    lines = [
        line.split("#")[0].strip().replace('"', "")
        for line in starter_text("a.csv", headings).splitlines()
    ]
    assert set(said) <= set(lines)
    assert not [line for line in lines if line.startswith(tuple(unsaid))]


def test_a_mapping_that_keeps_nothing_is_refused_before_reading(tmp_path: Path) -> None:
    mapping = "source: {title: T}\nbodies:\n  a: {class: Organisation, identifiers: {ror: ROR}}\n"
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    words = ["import", "table", str(tmp_path / "none.csv"), "-o", str(tmp_path / "land")]
    write_csv(tmp_path / "none.csv", [HEADER, LILLE])
    done = CliRunner().invoke(
        cli, [*words, "--mapping", str(tmp_path / "map.yaml"), "--lang", "en"]
    )
    assert done.exit_code == 3
    assert "map.yaml:3" in done.stderr and "no body has a name" in done.stderr
    assert not (tmp_path / "land").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "records without a name"),
        ("a" * 2001, "records whose name has more than 2000 characters"),
        ("é" * 2001, "records whose name has more than 2000 characters"),
        ("=HYPERLINK(A1)", "records with a formula or an error of a spreadsheet for a name"),
        ("#REF!", "records with a formula or an error of a spreadsheet for a name"),
        ("AcadÃ©mie", "records whose name lost characters, or was read in a wrong encoding"),
    ],
    ids=["none", "long", "long with accents", "formula", "error", "encoding"],
)
def test_why_a_name_cannot_be_kept_is_told(tmp_path: Path, name: str, reason: str) -> None:
    other = [name if heading == "Nom" else cell
             for heading, cell in zip(HEADER, LILLE, strict=True)]  # fmt: skip
    file = write_csv(tmp_path / "a.csv", [HEADER, CHARITE, other])
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "source: {title: T}\nbodies:\n"
        "  a: {class: Organisation, names: {fr: Nom}, identifiers: {ror: ROR}}\n",
        encoding="utf-8",
    )
    words = ["import", "table", str(file), "--mapping", str(mapping), "--lang", "en"]
    done = CliRunner().invoke(cli, [*words, "-o", str(tmp_path / "land"), "--format", "json"])
    rows = json.loads(done.stdout)["rows"]
    skipped = {row["meaning"] for row in rows if row["step"] == "skipped"}
    assert skipped == {reason}


def test_an_import_that_keeps_no_body_says_so(tmp_path: Path) -> None:
    blank = [cell if heading != "Nom" else "" for heading, cell in zip(HEADER, LILLE, strict=True)]
    file = write_csv(tmp_path / "a.csv", [HEADER, blank])
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "source: {title: T}\nbodies:\n"
        "  a: {class: Organisation, names: {fr: Nom}, identifiers: {ror: ROR}}\n",
        encoding="utf-8",
    )
    words = ["import", "table", str(file), "--mapping", str(mapping), "--lang", "en"]
    done = CliRunner().invoke(cli, [*words, "-o", str(tmp_path / "land")])
    assert done.exit_code == 0
    assert "no body was kept" in done.stderr
    write_csv(file, [HEADER, LILLE])
    done = CliRunner().invoke(cli, [*words, "-o", str(tmp_path / "land")])
    assert (done.exit_code, "no body was kept" in done.stderr) == (0, False)


def test_the_starter_is_a_mapping_that_imports(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [HEADER, LILLE, CHARITE])
    done = CliRunner().invoke(cli, ["import", "table", str(file), "--starter"])
    assert done.exit_code == 0
    summary = run(tmp_path, file, done.stdout)
    assert not summary.skipped
    assert [row["label_fr"] for row in table(tmp_path / "land", "organizations")] == [
        "Charité", "Université de Lille"
    ]  # fmt: skip
    assert "not used: Type, " in done.stdout


def test_the_example_of_the_documentation(tmp_path: Path, repository: Path) -> None:
    page = (repository / "docs" / "importing.md").read_text(encoding="utf-8")
    section = page.partition("\n## table\n")[2].partition("\n## ")[0]
    (rows,) = re.findall(r"```csv\n(.*?)```", section, re.DOTALL)
    (mapping,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    (tmp_path / "partners.csv").write_text(rows, encoding="cp1252")
    summary = run(tmp_path, tmp_path / "partners.csv", mapping)
    assert (summary.read, summary.skipped, summary.dangling) == (3, [], {})
    land = tmp_path / "land"
    assert {name: len(table(land, name)) for name in (
        "organizations", "structures", "cotutelles", "partnerships", "claims"
    )} == {
        "organizations": 4, "structures": 1, "cotutelles": 2, "partnerships": 3, "claims": 2
    }  # fmt: skip
    years = {row["label_fr"]: row["start_year"] for row in table(land, "organizations")}
    assert years == {
        "Inserm": "", "Université de Lille": "2018", "Charité": "1710", "Institut Exemple": "1999"
    }  # fmt: skip
    assert_sound(land)


def test_the_keys_of_the_documentation_are_those_that_are_read(repository: Path) -> None:
    page = (repository / "docs" / "importing.md").read_text(encoding="utf-8")
    lines = {line.split("|")[1].strip(" `"): line for line in page.splitlines()
             if line.startswith("| `")}  # fmt: skip
    for name, keys in (("source", SOURCE), ("file", FILE), ("bodies", BODY)):
        assert set(re.findall(r"`([a-z_]+)`", lines[name])) >= {name, *keys}
    for kind, ends in LINKS.items():
        assert f"`{kind}`" in lines["links"] or f"`kind: {kind}`" in lines["links"]
        assert set(ends) <= set(re.findall(r"`([a-z]+)`", lines["links"]))
