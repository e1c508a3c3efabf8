"""``cordis``: projects, organisations and participations, counted independently."""

from __future__ import annotations

import csv
import gzip
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import SourceError
from coopgraph.importing.run import import_files

# ruff: noqa: E501 - rows as they are published
PROJECT = (
    '"id";"acronym";"status";"title";"startDate";"endDate";"totalCost";"contentUpdateDate"\n'
    '"101000001";"ALPHA";"SIGNED";"A study; of é";"2021-01-01";"2024-12-31";"1234,50";"2026-05-01 10:00:00"\n'
    '"101000002";"BETA";"CLOSED";"";"2021-13-01";"";"";"2026-04-01 10:00:00"\n'
)
ORGANIZATION = (
    '"projectID";"projectAcronym";"organisationID";"name";"shortName";"activityType";"city";'
    '"country";"role";"ecContribution";"endOfParticipation"\n'
    '"101000001";"ALPHA";"999997833";"INSTITUT NATIONAL";"INSERM";"REC";"PARIS";"FR";"coordinator";"1,5";"false"\n'
    '"101000001";"ALPHA";"999997930";"UNIVERSITY X";"";"HES";"LONDON";"UK";"participant";"";"false"\n'
    '"101000001";"ALPHA";"999999999";"Z SA";"";"PRC";"Athens";"EL";"thirdParty";"";"false"\n'
    '"101000002";"BETA";"999997833";"INSTITUT NATIONAL";"INSERM";"REC";"PARIS";"FR";"internationalPartner";"";"true"\n'
    '"101000009";"GONE";"999997833";"INSTITUT NATIONAL";"INSERM";"REC";"PARIS";"FR";"participant";"";"true"\n'
    '"101000001";"ALPHA";"999997930";"UNIVERSITY X";"";"HES";"LONDON";"UK";"ghost";"";"false"\n'
)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def raw(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_the_split_of_2016_is_read_exactly(open_data: Path, tmp_path: Path) -> None:
    folder = open_data / "cordis-h2020-2016"
    files = sorted(folder.glob("*.csv.gz"))
    summary = import_files("cordis", files, tmp_path / "land", dated="2016-04")
    projects = {row["rcn"]: row["reference"] for row in raw(folder / "projects.csv.gz")}
    organisations = {row["new_org_id"] for row in raw(folder / "unique_org.csv.gz")}
    pairs = {
        (projects[row["projectRcn"]], row["new_org_id"]) for row in raw(folder / "edges.csv.gz")
    }
    made = table(tmp_path / "land", "collaborations")
    assert {row["locator"] for row in made} == set(projects.values())
    assert len(made) == len(set(projects.values()))
    bodies = table(tmp_path / "land", "organizations")
    assert {row["locator"] for row in bodies} == organisations
    number = {row["id"]: row["locator"] for row in bodies}
    grant = {row["id"]: row["locator"] for row in made}
    found = {
        (grant[row["collective"]], number[row["member"]])
        for row in table(tmp_path / "land", "participations")
    }
    assert found == pairs
    assert summary.read == sum(len(raw(file)) for file in files)
    years = {row["locator"]: (row["start_year"], row["end_year"]) for row in made}
    first = raw(folder / "projects.csv.gz")[0]
    assert years[first["reference"]] == (first["startDate"][:4], first["endDate"][:4])


def test_pairs_alone_are_refused_with_what_is_missing(open_data: Path, tmp_path: Path) -> None:
    folder = open_data / "cordis-h2020-2016"
    edges, projects, bodies = (
        folder / f"{name}.csv.gz" for name in ("edges", "projects", "unique_org")
    )
    for files, missing, there in (
        ([edges], ("projects (", "organisations ("), ()),
        ([projects, edges], ("organisations (",), ("projects (",)),
        ([edges, bodies], ("projects (",), ("organisations (",)),
    ):
        with pytest.raises(SourceError, match="only pairs of numbers") as raised:
            import_files("cordis", files, tmp_path / "land")
        said = str(raised.value).partition("missing:")[2]
        assert all(word in said for word in missing)
        assert not any(word in said for word in there)
    assert not any(tmp_path.iterdir())


def test_the_split_of_2016_names_coordinators(open_data: Path, tmp_path: Path) -> None:
    """A coordinator is the one participant that has its name; where none or several have, nobody."""
    folder = open_data / "cordis-h2020-2016"
    summary = import_files("cordis", sorted(folder.glob("*.csv.gz")), tmp_path / "land")
    names = {
        row["new_org_id"]: row["name"].upper().split() for row in raw(folder / "unique_org.csv.gz")
    }
    members: dict[str, set[str]] = {}
    for row in raw(folder / "edges.csv.gz"):
        members.setdefault(row["projectRcn"], set()).add(row["new_org_id"])
    number = {row["id"]: row["locator"] for row in table(tmp_path / "land", "organizations")}
    leads = {
        row["locator"]: number[row["member"]]
        for row in table(tmp_path / "land", "participations")
        if row["role"] == "coordinator"
    }
    plain = ambiguous = 0
    for project in raw(folder / "projects.csv.gz"):
        lead = project["coordinator"].upper().split()
        same = {one for one in members[project["rcn"]] if names[one] == lead}
        if len(same) == 1 and project["rcn"] in leads:
            assert {leads[project["rcn"]]} == same
            plain += 1
        elif len(same) > 1:
            assert project["rcn"] not in leads
            ambiguous += 1
    assert plain > 0.99 * len(leads)
    (unresolved,) = [found for found in summary.unresolved if found[0] == "coordinator"]
    assert (
        ambiguous <= unresolved[1] == len(table(tmp_path / "land", "collaborations")) - len(leads)
    )


def test_inserm_is_the_body_of_the_landscape(open_data: Path, tmp_path: Path) -> None:
    folder = open_data / "cordis-h2020-2016"
    import_files("cordis", sorted(folder.glob("*.csv.gz")), tmp_path / "land")
    expected = Counter(row["new_org_id"] for row in raw(folder / "edges.csv.gz"))["999997833"]
    members = Counter(row["member"] for row in table(tmp_path / "land", "participations"))
    assert members["inserm"] == expected > 70


def test_consortia_of_the_initiative_are_read_exactly(open_data: Path, tmp_path: Path) -> None:
    folder = open_data / "cordis"
    files = [folder / "imi-projects-participants.json", folder / "imi-projects.csv",
             folder / "imi-organisations-pic.csv"]  # fmt: skip
    summary = import_files("cordis", files, tmp_path / "land", dated="2021-11")
    consortia = json.loads(files[0].read_text(encoding="utf-8"))
    # A list may say a PIC twice; that is one participation.
    expected = sum(len(set(one["pics"])) for one in consortia)
    found = table(tmp_path / "land", "participations")
    twice = {reason: n for reason, n, _ in summary.skipped}["twice"]
    repeated = sum(len(one["pics"]) - len(set(one["pics"])) for one in consortia)
    with files[1].open(encoding="utf-8") as stream:
        grants = [row["grant_id"] for row in csv.DictReader(stream, delimiter=";")]
    assert len(found) >= expected - 10  # consortia of one grant under two acronyms are one
    assert twice - repeated == (expected - len(found)) + _doubles(grants)
    named = {what: names for what, names, _, _ in summary.unresolved}
    with files[2].open(encoding="utf-8") as stream:
        pics = {row["pic"] for row in csv.DictReader(stream, delimiter=";")}
    every = {str(pic) for one in consortia for pic in one["pics"]}
    assert named["organisation"] == len(every - pics)


def _doubles(grants: list[str]) -> int:
    known = [grant for grant in grants if grant.isdigit()]
    return len(known) - len(set(known))


@pytest.mark.parametrize("packed", [False, True])
def test_the_official_tables_are_read(tmp_path: Path, packed: bool) -> None:
    if packed:
        files = [tmp_path / "cordis-HORIZONprojects-csv.zip"]
        with zipfile.ZipFile(files[0], "w") as archive:
            archive.writestr("project.csv", PROJECT)
            archive.writestr("organization.csv", "\ufeff" + ORGANIZATION)
            archive.writestr("topics.csv", '"a";"b"\n')
    else:
        files = [tmp_path / "organization.csv", tmp_path / "project.csv"]
        files[0].write_text(ORGANIZATION, encoding="utf-8")
        files[1].write_text(PROJECT, encoding="utf-8")
    summary = import_files("cordis", files, tmp_path / "land")
    assert summary.dated == "2026-05-01"
    projects = {row["acronym"]: row for row in table(tmp_path / "land", "collaborations")}
    assert projects["ALPHA"]["label_fr"] == "A study; of é"
    assert projects["ALPHA"]["start_date"] == "2021-01-01"
    assert projects["BETA"]["start_date"] == ""
    roles = {
        (row["collective"], row["member"]): (row["role"], row["start_year"], row["end_year"])
        for row in table(tmp_path / "land", "participations")
    }
    assert roles == {
        ("cordis-101000001", "inserm"): ("coordinator", "2021", "2024"),
        ("cordis-101000001", "cnrs"): ("participant", "2021", "2024"),
        ("cordis-101000001", "pic-999999999"): ("third-party", "2021", "2024"),
        ("cordis-101000002", "inserm"): ("associated-partner", "", ""),
    }
    countries = {row["id"]: row["iso_code"] for row in table(tmp_path / "land", "places")}
    assert {"GB", "GR", "FR"} <= set(countries.values())
    skipped = {reason: number for reason, number, _ in summary.skipped}
    assert skipped == {"no-date": 1, "unknown-project": 1, "unknown-role": 1}


@pytest.mark.parametrize(
    ("said", "end", "confidence"),
    [
        ("true", "", "medium"),
        ("TRUE", "", "medium"),
        ("false", "2024", "high"),
        ("", "2024", "high"),
        ("?", "2024", "high"),
    ],
)
def test_who_left_before_the_end_has_no_last_year(
    tmp_path: Path, said: str, end: str, confidence: str
) -> None:
    rows = ORGANIZATION.replace('"coordinator";"1,5";"false"', f'"coordinator";"1,5";"{said}"')
    (tmp_path / "organization.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "project.csv").write_text(PROJECT, encoding="utf-8")
    files = [tmp_path / "project.csv", tmp_path / "organization.csv"]
    summary = import_files("cordis", files, tmp_path / "land")
    (row,) = [
        row for row in table(tmp_path / "land", "participations") if row["role"] == "coordinator"
    ]
    assert (row["start_year"], row["end_year"], row["confidence"]) == ("2021", end, confidence)
    assert ("endOfParticipation = true" in row["note"]) == (not end)
    assert ("année non précisée" in row["note_fr"]) == (not end)
    skipped = {reason: number for reason, number, _ in summary.skipped}
    assert skipped.get("unknown-end", 0) == (said == "?")


def test_organisations_of_2017_end_no_participation(open_data: Path, tmp_path: Path) -> None:
    """Real rows with the column: they are of organisations, and none of them says that it left.

    The file is taken up to its first row with quotes that nobody can tell apart; whole, it is
    refused there.
    """
    (file,) = (open_data / "cordis").glob("h2020-organisations-network-nodes_2017.csv.gz")
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines(keepends=True)
    (tmp_path / "nodes.csv").write_text("".join(lines[:280]), encoding="utf-8")
    found = list(csv.DictReader(lines[:280]))
    assert Counter(row["endOfParticipation"] for row in found) == {"false": 279}
    summary = import_files("cordis", [tmp_path / "nodes.csv"], tmp_path / "land", dated="2017-07")
    assert summary.read == 279
    assert "unknown-end" not in {reason for reason, _, _ in summary.skipped}
    assert {row["locator"] for row in table(tmp_path / "land", "organizations")} == {
        row["orgId"] for row in found
    }
    assert not (tmp_path / "land" / "participations.csv").exists()
    # Four names have quotes that are not doubled, in single lines.
    whole = import_files("cordis", [file], tmp_path / "whole", dated="2017")
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        numbers = [number for number, line in enumerate(stream, 1) if _stray(line)]
    assert numbers[0] == 281
    assert len(numbers) == 4
    (told,) = [skip for skip in whole.skipped if skip[0] == "unsound-line"]
    assert told[1] == 4
    assert told[2] == [f"{file.name}, network, line {number}" for number in numbers]
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        sound = "".join(line for line in stream if not _stray(line))
    assert whole.read == len(list(csv.DictReader(sound.splitlines(keepends=True))))


def _stray(line: str) -> bool:
    """Tell whether a quote stands neither at the edge of a cell nor beside another one."""
    return re.search(r'(?<=[^,"])"(?=[^,"\r\n])', line) is not None


def test_no_money_and_no_person_is_read(tmp_path: Path) -> None:
    (tmp_path / "organization.csv").write_text(
        ORGANIZATION.replace('"ecContribution"', '"contactForm"').replace('"1,5"', '"Jane Doe"'),
        encoding="utf-8",
    )
    (tmp_path / "project.csv").write_text(PROJECT, encoding="utf-8")
    import_files(
        "cordis", [tmp_path / "project.csv", tmp_path / "organization.csv"], tmp_path / "l"
    )
    for path in (tmp_path / "l").rglob("*"):
        if path.is_file():
            assert b"Jane" not in path.read_bytes()


@pytest.mark.parametrize(
    "text", ["a;b\n1;2\n", PROJECT.replace('"acronym"', '"name"'), PROJECT.rsplit(";", 1)[0]]
)
def test_another_or_a_cut_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "project.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"project\.csv"):
        import_files("cordis", [path], tmp_path / "land")
    assert not (tmp_path / "land").exists()


def _official(folder: Path, *rows: str) -> list[Path]:
    """Write the official tables, with rows of projects after the two that are there."""
    (folder / "project.csv").write_text(PROJECT + "".join(rows), encoding="utf-8")
    (folder / "organization.csv").write_text(ORGANIZATION, encoding="utf-8")
    return [folder / "project.csv", folder / "organization.csv"]


def _project(number: int, title: str) -> str:
    return f'"{number}";"P{number}";"SIGNED";"{title}";"2021-01-01";"2024-12-31";"1";"2026-05-01"\n'


@pytest.mark.parametrize(
    ("spoilt", "lines"),
    [
        pytest.param(_project(101000003, r"A \"new\" study"), [4], id="backslashes"),
        pytest.param(_project(101000003, 'A "new study'), [4], id="a-quote-too-many"),
        pytest.param(_project(101000003, 'A" new study'), [4], id="a-cell-that-ends-early"),
        pytest.param(
            _project(101000003, 'A "new"\nstudy\n\nin four'), [4, 5, 7], id="of-four-lines"
        ),
        pytest.param(_project(101000003, 'A";"new study'), [4], id="a-cell-too-many"),
        pytest.param('"101000003";"P3";"SIGNED";"A\n', [4], id="cut-and-gone-on"),
        pytest.param(
            '101000003;P3;SIGNED;A;2021-01-01;2024-12-31;1;"2026\n', [4], id="never-closed"
        ),
    ],
)
def test_a_row_with_a_stray_quote_is_counted_and_no_other_is_lost(
    tmp_path: Path, spoilt: str, lines: list[int]
) -> None:
    files = _official(
        tmp_path, spoilt, _project(101000004, "Two\nlines"), _project(101000005, 'A ""good"" one')
    )
    summary = import_files("cordis", files, tmp_path / "land")
    (told,) = [skip for skip in summary.skipped if skip[0] == "unsound-line"]
    assert told[1:] == (len(lines), [f"project.csv, projects, line {line}" for line in lines])
    made = {row["locator"]: row["label_fr"] for row in table(tmp_path / "land", "collaborations")}
    assert set(made) == {"101000001", "101000002", "101000004", "101000005"}
    assert made["101000005"] == 'A "good" one'


def test_a_row_that_an_open_cell_reaches_is_not_swallowed(tmp_path: Path) -> None:
    """Without quotes around every cell, an open one may end at a quote of the next row."""
    rows = (
        '101000003;P3;SIGNED;A;2021-01-01;2024-12-31;1;"2026\n',
        '101000004;P4;SIGNED;B;2021-01-01;2024-12-31;1;2026"\n',
        "101000005;P5;SIGNED;C;2021-01-01;2024-12-31;1;2026\n",
    )
    summary = import_files("cordis", _official(tmp_path, *rows), tmp_path / "land")
    (told,) = [skip for skip in summary.skipped if skip[0] == "unsound-line"]
    assert told[1:] == (1, ["project.csv, projects, line 4"])
    made = {row["locator"] for row in table(tmp_path / "land", "collaborations")}
    assert {"101000004", "101000005"} <= made


@pytest.mark.parametrize(
    ("sound", "spoilt", "taken"),
    [(0, 10, True), (0, 11, False), (2000, 20, True), (2000, 22, False)],
)
def test_many_such_rows_are_another_dialect(
    tmp_path: Path, sound: int, spoilt: int, taken: bool
) -> None:
    rows = [_project(102000000 + n, r"A \"new\" study") for n in range(spoilt)]
    rows += [_project(103000000 + n, "A study") for n in range(sound)]
    files = _official(tmp_path, *rows)
    if taken:
        summary = import_files("cordis", files, tmp_path / "land")
        assert {skip[0]: skip[1] for skip in summary.skipped}["unsound-line"] == spoilt
        return
    with pytest.raises(SourceError, match=rf"{spoilt} of {2 + sound + spoilt} lines, line 4"):
        import_files("cordis", files, tmp_path / "land")
    assert not (tmp_path / "land").exists()


def test_places_of_examples_are_in_the_language_of_the_summary(tmp_path: Path) -> None:
    (tmp_path / "organization.csv").write_text(ORGANIZATION, encoding="utf-8")
    (tmp_path / "project.csv").write_text(PROJECT, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("project.csv", "organization.csv")]
    for lang, form, here, elsewhere in (
        ("fr", "table", "organization.csv, ligne 7", "line 7"),
        ("en", "table", "organization.csv, line 7", "ligne 7"),
        ("fr", "csv", "organization.csv, line 7", "ligne 7"),
    ):
        target = str(tmp_path / f"{lang}-{form}")
        answer = CliRunner().invoke(
            cli,
            ["import", "cordis", *files, "-o", target, "--lang", lang, "--format", form],
            env={"COLUMNS": "300"},
        )
        assert answer.exit_code == 0
        assert here in answer.stdout
        assert elsewhere not in answer.stdout
