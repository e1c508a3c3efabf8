"""``openalex``: tables of co-publications, institutions and works, counted again by plain csv."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from coopgraph.errors import SourceError
from coopgraph.importing.registers import openalex_works
from coopgraph.importing.run import ImportSummary, import_files
from tests.importing.registers_of_france import assert_sound, table

ITEM = re.compile(r"(\w+) \((\d+) ; [\d.]+\)")


def raw(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def files(open_data: Path) -> dict[str, Path]:
    folder = open_data / "openalex-copub"
    names = ("external-partners", "labs", "labs-lineage-top-partners")
    return {name: folder / f"univ-lorraine-{name}.csv.gz" for name in names}


@pytest.fixture(scope="module")
def land(
    files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ImportSummary]:
    folder = tmp_path_factory.mktemp("openalex") / "land"
    return folder, import_files("openalex", list(files.values()), folder)


@pytest.fixture(scope="module")
def ror_of(land: tuple[Path, ImportSummary]) -> dict[str, str]:
    return {
        row["entity"]: row["value"].rpartition("/")[2]
        for row in table(land[0], "identifiers")
        if row["scheme"] == "ror"
    }


def test_pairs_are_those_of_the_files(
    files: dict[str, Path], land: tuple[Path, ImportSummary], ror_of: dict[str, str]
) -> None:
    expected: dict[frozenset[str], int] = {}
    edges = 0
    for row in raw(files["external-partners"]):
        for lab, count in ITEM.findall(row["Labs collaborating (details)"]):
            edges += 1
            expected[frozenset((lab, row["Institutions ROR"]))] = int(count)
    assert (edges, len(expected)) == (15_523, 15_523)
    for row in raw(files["labs"]):
        for partner, count in ITEM.findall(row["External partners (details, >5 pubs)"]):
            pair = frozenset((row["Unit ROR"], partner))
            assert expected.setdefault(pair, int(count)) == int(count)
    rows = [r for r in table(land[0], "copublications") if "by partner" in r["counted_from"]]
    found = {
        frozenset((ror_of[row["body"]], ror_of[row["partner"]])): int(row["count"]) for row in rows
    }
    assert len(rows) == len(found)
    assert found == expected
    assert {(row["start_year"], row["end_year"], row["method"]) for row in rows} == {
        ("2019", "2023", "full")
    }


def test_bodies_are_those_of_the_files(
    files: dict[str, Path], land: tuple[Path, ImportSummary], ror_of: dict[str, str]
) -> None:
    partners, labs = raw(files["external-partners"]), raw(files["labs"])
    named = {row["Institutions ROR"] for row in partners} | {row["Unit ROR"] for row in labs}
    assert set(ror_of.values()) == {ror for ror in named if re.fullmatch("0[a-z0-9]{8}", ror)}
    structures = {ror_of[row["id"]] for row in table(land[0], "structures")}
    assert structures == {row["Unit ROR"] for row in labs if row["structure type"] == "lab"}
    assert {"inserm", "cnrs"} <= set(ror_of)
    openalex = {
        row["value"] for row in table(land[0], "identifiers") if row["scheme"] == "openalex"
    }
    assert openalex >= {row["Institutions ID"] for row in partners}


def test_first_partners_stand_beside_and_only_a_name_of_one_body_joins(
    files: dict[str, Path], land: tuple[Path, ImportSummary], ror_of: dict[str, str]
) -> None:
    known: dict[str, set[tuple[str, str]]] = {}
    for row in raw(files["external-partners"]):
        ror = row["Institutions ROR"], row["Country Name"]
        known.setdefault(row["Institution Name"], set()).add(ror)
    tops = raw(files["labs-lineage-top-partners"])
    for row in (*raw(files["labs"]), *tops):
        name, ror = row.get("Laboratoire") or row["Structure name"], row.get("Unit ROR")
        if re.fullmatch("0[a-z0-9]{8}", ror or row.get("ROR", "")):
            known.setdefault(name.strip(), set()).add((ror or row["ROR"], ""))
    expected: dict[frozenset[str], int] = {}
    skipped: Counter[str] = Counter()
    for row in tops:
        if not re.fullmatch("0[a-z0-9]{8}", row["ROR"]):
            continue
        abroad = zip(
            row["Top 10 int partners (name)"].split(" | "),
            row["Top 10 int partners (copubs with structure)"].split(" | "),
            row["Top 10 int partners (country)"].split(" | "),
            strict=True,
        )
        home = zip(
            row["Top 10 FR partners (name)"].split(" | "),
            row["Top 10 FR partners (copubs with lab)"].split(" | "),
            strict=True,
        )
        for name, count, country in [*abroad, *((one, n, "") for one, n in home)]:
            if not name:
                continue
            found = known.get(name, set())
            if len({ror for ror, _ in found}) > 1 and country:
                found = {one for one in found if one[1] == country}
            rors = {ror for ror, _ in found}
            if len(rors) == 1:
                pair = frozenset((row["ROR"], *rors))
                if len(pair) == 2:
                    expected.setdefault(pair, int(count))
            else:
                skipped["ambiguous-name" if rors else "unknown-name"] += 1
    rows = [r for r in table(land[0], "copublications") if "first" in r["counted_from"]]
    found_pairs = {
        frozenset((ror_of[row["body"]], ror_of[row["partner"]])): int(row["count"]) for row in rows
    }
    assert found_pairs == expected
    assert len(rows) == len(found_pairs) > 900
    reasons = {reason: number for reason, number, _ in land[1].skipped}
    assert reasons["unknown-name"] == skipped["unknown-name"]
    assert reasons.get("ambiguous-name", 0) == skipped["ambiguous-name"]


def test_the_tables_are_sound_and_what_was_left_out_is_said(
    land: tuple[Path, ImportSummary],
) -> None:
    folder, summary = land
    assert summary.read == 3150 + 71 + 80
    assert_sound(folder)
    reasons = {reason: number for reason, number, _ in summary.skipped}
    # Of the pairs by laboratory, 2,198 stand by partner too.
    assert reasons["twice"] == 2198
    assert reasons["no-number"] + reasons["malformed-number"] == 14


def institution(number: int, ror: str | None, country: str = "FR", **more: Any) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/I{number}",
        "ror": f"https://ror.org/{ror}" if ror else None,
        "display_name": f"Body {number}",
        "country_code": country,
        "type": "education",
        **more,
    }


INSERM = institution(154526488, "02vjkv261")
OTHER = institution(7, None)
CNRS = institution(1294671590, "02feahw73")
ABROAD = institution(9, None, "DE")


def work(number: int, year: int | None, *bodies: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{number}",
        "publication_year": year,
        "type": "article",
        "authorships": [
            {"author": {"display_name": "Zoe Secretname"}, "institutions": [body]}
            for body in bodies
        ],
        **more,
    }


WORKS = [
    work(1, 2020, INSERM, OTHER, CNRS, INSERM),
    work(2, 2020, INSERM, OTHER),
    work(2, 2020, INSERM, OTHER),
    work(3, 2021, INSERM, OTHER, ABROAD),
    work(4, 2021, INSERM),
    work(5, 2021, INSERM, OTHER, type="dataset"),
    work(6, 2021, INSERM, OTHER, is_retracted=True),
    work(7, None, INSERM, OTHER),
    work(8, 2021, *[institution(100 + n, None) for n in range(101)]),
]


def written(folder: Path, records: list[dict[str, Any]], name: str = "works.jsonl.gz") -> Path:
    file = folder / name
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, records)).encode()))
    return file


def pairs_of(folder: Path) -> dict[tuple[str, str, str], int]:
    return {
        (row["body"], row["partner"], row["start_year"]): int(row["count"])
        for row in table(folder, "copublications")
    }


def test_works_count_one_for_every_pair_of_institutions(tmp_path: Path) -> None:
    summary = import_files("openalex", [written(tmp_path, WORKS)], tmp_path / "land")
    assert pairs_of(tmp_path / "land") == {
        ("cnrs", "inserm", "2020"): 1,
        ("cnrs", "openalex-i7", "2020"): 1,
        ("inserm", "openalex-i7", "2020"): 2,
        ("inserm", "openalex-i7", "2021"): 1,
        ("inserm", "openalex-i9", "2021"): 1,
        ("openalex-i7", "openalex-i9", "2021"): 1,
    }
    assert {reason: number for reason, number, _ in summary.skipped} == {
        "twice": 1,
        "one-body": 1,
        "no-publication": 1,
        "retracted": 1,
        "no-year": 1,
        "too-many-bodies": 1,
    }
    assert_sound(tmp_path / "land")
    staged = (tmp_path / "land" / "imports" / "staging.sqlite").read_bytes()
    assert b"Secretname" not in staged


def test_pairs_go_to_disk_and_count_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openalex_works, "_HELD", 4)
    bodies = [institution(n, None) for n in range(1, 9)]
    works = [
        work(n, 2015 + n % 3, *(body for m, body in enumerate(bodies) if (n * 7 + m * m) % 3))
        for n in range(1, 60)
    ]
    expected: Counter[tuple[str, str, str]] = Counter()
    for one in works:
        names = sorted({f"openalex-i{a['institutions'][0]['id'][22:]}" for a in one["authorships"]})
        expected.update((*pair, str(one["publication_year"])) for pair in combinations(names, 2))
    import_files("openalex", [written(tmp_path, works)], tmp_path / "land")
    assert pairs_of(tmp_path / "land") == expected


def test_only_pairs_of_the_countries_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path, WORKS)
    import_files("openalex", [file], tmp_path / "land", countries=["FR"])
    assert not any("openalex-i9" in pair for pair in pairs_of(tmp_path / "land"))
    assert pairs_of(tmp_path / "land")["inserm", "openalex-i7", "2021"] == 1


def test_institutions_bring_names_identifiers_places_and_parents(tmp_path: Path) -> None:
    record = institution(
        77,
        "04vfs2w97",
        geo={
            "city": "Nancy",
            "geonames_city_id": "2990999",
            "country_code": "FR",
            "latitude": 48.68439,
            "longitude": 6.18496,
        },
        display_name_acronyms=["UL"],
        display_name_alternatives=["University of Lorraine"],
        ids={"grid": "grid.29172.3f", "wikidata": "https://www.wikidata.org/wiki/Q3551660"},
        associated_institutions=[
            {"id": "https://openalex.org/I78", "ror": None, "relationship": "child"},
            {"id": "https://openalex.org/I154526488", "ror": INSERM["ror"], "relationship": "rel"},
        ],
        updated_date="2025-03-04T01:02:03",
    )
    unit = institution(78, None)
    answer = tmp_path / "page.json"
    answer.write_text(json.dumps({"meta": {}, "results": [record, unit]}))
    summary = import_files("openalex", [answer], tmp_path / "land")
    assert summary.dated == "2025-03-04"
    assert [reason for reason, _, _ in summary.skipped] == ["unknown-role"]
    found = {(row["scheme"], row["value"]) for row in table(tmp_path / "land", "identifiers")}
    assert found >= {
        ("ror", "https://ror.org/04vfs2w97"),
        ("openalex", "I77"),
        ("grid", "grid.29172.3f"),
        ("wikidata", "Q3551660"),
    }
    assert {row["alias"] for row in table(tmp_path / "land", "aliases")} == {
        "University of Lorraine"
    }
    parts = table(tmp_path / "land", "participations")
    assert [(row["member"], row["role"]) for row in parts] == [("openalex-i78", "registered-part")]
    assert_sound(tmp_path / "land")


def test_two_entries_of_one_body_do_not_add_up(tmp_path: Path) -> None:
    land = tmp_path / "land"
    works = [work(1, 2020, OTHER, ABROAD), work(2, 2020, OTHER, ABROAD), work(3, 2020, CNRS, OTHER)]
    file = written(tmp_path, works)
    import_files("openalex", [file], land)
    (land / "imports" / "decisions.csv").write_text(
        "a,b,decision,reason\nopenalex:I9,ror:02feahw73,same,one body\n"
    )
    import_files("openalex", [file], land)
    assert pairs_of(land) == {("cnrs", "openalex-i7", "2020"): 2}
    assert_sound(land)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n", "no table of co-publications"),
        ('{"id": "https://openalex.org/A5", "display_name": "x"}', "neither an institution"),
        (json.dumps(work(1, 2020) | {"authorships": [3]}), "record 1 is no institution or work"),
    ],
    ids=["another-table", "an-author", "a-broken-work"],
)
def test_another_file_is_refused_and_nothing_is_left(
    content: str, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text(content)
    with pytest.raises(SourceError, match=words):
        import_files("openalex", [file], tmp_path / "land")
    assert not (tmp_path / "land").exists()
