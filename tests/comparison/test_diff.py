"""What differs between two builds: each kind of change, in tables, builds and stores."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import coopgraph
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.cli import cli
from coopgraph.comparison import Change, Difference, compare_folders
from coopgraph.comparison.gaps import compare_gaps
from coopgraph.comparison.records import Side
from coopgraph.landscape import load
from coopgraph.outputs.diff_tables import diff_envelope, diff_tables, flat_diff_table
from coopgraph.resources import example_dir

Edit = Callable[[str, str, str], None]
DAYS = (datetime.date(2024, 12, 31), datetime.date(2024, 12, 31))
OLD = example_dir()


@pytest.fixture
def edit(example_copy: Path) -> Edit:
    def change(table: str, old: str, new: str) -> None:
        path = example_copy / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text, (table, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def kinds(found: Difference) -> list[tuple[str, str, str]]:
    return [(one.kind, one.table, one.subject) for one in found.changes]


def only(found: Difference) -> Change:
    assert len(found.changes) == 1, kinds(found)
    return found.changes[0]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["diff", *arguments, "--lang", "en"])


def test_an_extract_is_called_one(tmp_path: Path) -> None:
    header, *places = (OLD / "places.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    told = {}
    for name, rows in (
        ("part", places[:2]),
        ("other", [f"other-{row}" for row in places[:4]]),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "places.csv").write_text("".join([header, *rows]), encoding="utf-8")
        told[name] = run(str(OLD), str(tmp_path / name)).stderr
    assert re.search(r"part: looks like an extract: it has 0\.\d % of the records", told["part"])
    assert "looks like" not in told["other"]
    assert "looks like" not in run(str(tmp_path / "part"), str(OLD)).stderr
    assert "looks like" not in run(str(OLD), str(OLD)).stderr
    french = CliRunner().invoke(cli, ["diff", str(OLD), str(tmp_path / "part")])
    assert re.search(r"ressemble à un extrait.*0,\d\s%", french.stderr)
    assert "ressemble" not in french.stdout


def test_the_same_tables_do_not_differ(example_copy: Path) -> None:
    found = compare_folders(OLD, example_copy)
    assert found.changes == ()
    assert found.old.entities > 40
    assert (found.old.entities, found.old.facts) == (found.new.entities, found.new.facts)


def test_form_is_no_difference(example_copy: Path) -> None:
    path = example_copy / "structures.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    order = [0, *range(len(rows[0]) - 1, 0, -1)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerows([row[i] for i in order] for row in [rows[0], *reversed(rows[1:])])
    assert compare_folders(OLD, example_copy).changes == ()


def test_a_name_that_changes_is_renamed_with_old_and_new(example_copy: Path, edit: Edit) -> None:
    edit("organizations", "École des modèles,", "École nouvelle,")
    change = only(compare_folders(OLD, example_copy))
    assert (change.kind, change.subject) == ("renamed", "ecole-des-modeles")
    assert [(f.column, f.old, f.new) for f in change.fields] == [
        ("label_fr", "École des modèles", "École nouvelle")
    ]
    assert change.source


def test_a_newer_edition_of_a_source_is_changed_with_all_that_differs(
    example_copy: Path, tmp_path: Path
) -> None:
    """Its title, which has the edition, is no other name; in one row with its days."""
    path = example_copy / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["title"] += ", édition 2"
    rows[0]["published"] = "2024-02-03"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    change = only(compare_folders(OLD, example_copy))
    assert (change.kind, change.table, change.subject) == ("changed", "sources", rows[0]["id"])
    assert {field.column for field in change.fields} == {"title", "published"}
    for name, folder in (("old", OLD), ("new", example_copy)):
        done = CliRunner().invoke(
            cli, ["build", "--data", str(folder), "-o", str(tmp_path / f"{name}.nq")]
        )
        assert done.exit_code == 0, done.stderr
    built = only(coopgraph.diff(str(tmp_path / "old.nq"), str(tmp_path / "new.nq")))
    assert built.kind == "changed"
    assert {field.column for field in built.fields} >= {"title"}


def test_another_id_with_the_same_identifier_is_one_thing(example_copy: Path) -> None:
    for path in example_copy.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?<![\w-])ecole-des-modeles(?![\w-])", "ecole-nouvelle", text)
        path.write_text(text, encoding="utf-8")
    change = only(compare_folders(OLD, example_copy))
    assert (change.kind, change.table, change.subject) == (
        "renamed",
        "organizations",
        "ecole-nouvelle",
    )
    assert (change.fields[0].column, change.fields[0].old) == ("id", "ecole-des-modeles")


def test_another_id_without_identifier_is_another_thing(example_copy: Path) -> None:
    for path in example_copy.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("chu-de-port-imagine,", "chu-nouveau,")
        path.write_text(text, encoding="utf-8")
    found = kinds(compare_folders(OLD, example_copy))
    assert ("removed", "organizations", "chu-de-port-imagine") in found
    assert ("added", "organizations", "chu-nouveau") in found


@pytest.mark.parametrize(("year", "kind"), [("2023", "ended"), ("2199", "changed")])
def test_an_end_that_has_passed_is_ended_and_one_to_come_is_changed(
    example_copy: Path, edit: Edit, year: str, kind: str
) -> None:
    edit("structures", "valfictif,,2005,,", f"valfictif,,2005,{year},")
    change = only(compare_folders(OLD, example_copy, days=DAYS))
    assert (change.kind, change.subject) == (kind, "u-1")
    assert [(f.column, f.old, f.new) for f in change.fields] == [("end_year", "", year)]


def test_a_fact_that_comes_and_one_that_goes(example_copy: Path, edit: Edit) -> None:
    path = example_copy / "partnerships.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    edit(
        "aliases",
        "entity,alias,language,kind,start_year,end_year,source,locator,confidence,note\n",
        "entity,alias,language,kind,start_year,end_year,source,locator,confidence,note\n"
        "u-1,Neuf,fr,alias,,,page-y,,high,\n",
    )
    found = compare_folders(OLD, example_copy)
    assert [(one.kind, one.table) for one in found.changes] == [
        ("removed", "partnerships"),
        ("added", "aliases"),
    ]
    assert found.changes[0].label.in_language("fr").startswith("Institut Exemple – Agence")
    assert found.changes[0].source == "doc-b"


def test_a_newer_edition_of_a_register_is_other_evidence_for_the_same_facts(
    example_copy: Path,
) -> None:
    for path in example_copy.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("register-x", "register-z"), encoding="utf-8")
    found = compare_folders(OLD, example_copy)
    counts = {name: row for name, row in found.counts.items() if name != "sources"}
    assert counts["cotutelles"] == {"cited": counts["cotutelles"]["cited"]}
    assert all(set(row) == {"cited"} for row in counts.values()), counts
    assert found.counts["sources"] == {"removed": 1, "added": 1}


def test_a_value_that_another_source_denies_is_newly_disputed(example_copy: Path) -> None:
    path = example_copy / "claims.csv"
    names = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    claim = {
        "subject": "universite-de-valfictif",
        "predicate": "structureCount",
        "datatype": "integer",
        "about_year": "2024",
        "population": "service-units",
        "confidence": "high",
    }
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writerow({**claim, "value": "10", "source": "register-x"})
        writer.writerow({**claim, "value": "90", "source": "page-y"})
    found = compare_folders(OLD, example_copy)
    disputed = [one for one in found.changes if one.kind == "disputed"]
    assert [one.subject.split()[0] for one in disputed] == ["universite-de-valfictif"]
    assert disputed[0].fields[0].new == "10 / 90"
    assert found.fails("disputed")
    back = compare_folders(example_copy, OLD)
    assert [one.kind for one in back.changes if one.table == "disagreements"] == ["settled"]


def test_decisions_between_two_days_settle() -> None:
    found = coopgraph.diff(OLD, as_of=("2022-12-31", "2026-12-31"))
    assert found.counts["disagreements"]["settled"] == 2


def test_two_days_of_one_landscape_end_and_begin_and_nothing_else() -> None:
    found = coopgraph.diff(OLD, as_of=("2019-12-31", "2025-12-31"))
    assert {one.kind for one in found.changes} == {"ended", "begun", "settled"}
    back = {(one.table, one.subject) for one in found.changes if one.kind == "ended"}
    assert ("agreements", "accord-cadre-organisme-national-d-essais") in back


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("builds")
    changed = root / "changed"
    shutil.copytree(OLD, changed)
    path = changed / "organizations.csv"
    text = path.read_text(encoding="utf-8").replace("École des modèles,", "École nouvelle,")
    path.write_text(text, encoding="utf-8")
    found = {"folder": str(changed)}
    for name in ("nq", "trig"):
        file = root / f"new.{name}"
        words = ["build", "--data", str(changed), "-o", str(file)]
        assert CliRunner().invoke(cli, words).exit_code == 0
        found[name] = str(file)
    words = ["build", "--data", str(changed), "--store", f"oxigraph:{root / 'store'}"]
    assert CliRunner().invoke(cli, words).exit_code == 0
    found["store"] = f"oxigraph:{root / 'store'}"
    return found


@pytest.mark.parametrize("form", ["folder", "nq", "trig", "store"])
def test_every_form_of_a_build_can_be_compared_with_a_folder(
    builds: dict[str, str], form: str
) -> None:
    change = only(coopgraph.diff(OLD, builds[form]))
    assert (change.kind, change.subject) == ("renamed", "ecole-des-modeles")
    assert [(f.column, f.old, f.new) for f in change.fields] == [
        ("label_fr", "École des modèles", "École nouvelle")
    ]
    same = coopgraph.diff(builds["nq"], builds[form])
    assert same.changes == ()


def test_landscapes_are_compared_from_python() -> None:
    one = load([OLD], as_of="2019-12-31")
    assert one.diff(load([OLD], as_of="2025-12-31")).counts["Cotutelle"] == {"begun": 4}


def test_gaps_are_new_closed_or_open_again() -> None:
    before, after = (load([OLD], as_of=day).gaps() for day in ("2024-12-31", "2027-12-31"))
    found = compare_gaps(before, after)
    mirrored = compare_gaps(after, before)
    mirror = {"new": "gone", "reopened": "closed", "closed": "reopened", "restated": "restated"}
    open_both_days = {one.gap.id: one.kind for one in found if one.kind in mirror}
    back = {one.gap.id: one.kind for one in mirrored}
    assert open_both_days
    assert all(back[name] == mirror[kind] for name, kind in open_both_days.items())
    assert compare_gaps(before, before) == ()
    result = run(str(OLD), "--as-of", "2024-12-31..2027-12-31", "--gaps", "--format", "table")
    assert result.exit_code == 0
    assert "closed gaps" in result.stdout


_STATES = ("", "covered", "exempt", "undecidable", "candidate", "lapsed", "confirmed")


def test_each_step_between_two_states_has_its_kind() -> None:
    """Row: before; column: now, both in the order of _STATES."""
    table = """
        .    .        .        undecidable new      new      new
        .    .        .        undecidable reopened reopened reopened
        .    .        .        undecidable reopened reopened reopened
        gone decided  decided  .           decided  decided  decided
        gone closed   closed   undecidable .        restated restated
        gone closed   closed   undecidable restated .        restated
        gone closed   closed   undecidable restated restated .
    """
    gap = load([OLD], as_of="2024-12-31").gaps()[0]

    def side(state: str) -> list[Gap]:
        return [dataclasses.replace(gap, status=Status(state))] if state else []

    for old, kinds in zip(_STATES, table.split("\n")[1:-1], strict=True):
        for new, kind in zip(_STATES, kinds.split(), strict=True):
            found = compare_gaps(side(old), side(new))
            assert [one.kind for one in found] == [kind] * (kind != "."), (old, new)
            opened = new in _STATES[4:] and old not in _STATES[4:]
            whole = Difference(Side("x", DAYS[0]), Side("x", DAYS[0]), gaps=found)
            assert whole.fails("disputed") is opened, (old, new)


def test_what_is_undecidable_or_gone_is_told_apart_in_every_format() -> None:
    gaps = load([OLD], as_of="2024-12-31").gaps()
    one, other = (
        dataclasses.replace(gap, status=Status.CANDIDATE, id=f"x/{n}")
        for n, gap in enumerate(gaps[:2])
    )
    changes = compare_gaps([one, other], [dataclasses.replace(one, status=Status.UNDECIDABLE)])
    found = Difference(Side("x", DAYS[0]), Side("x", DAYS[0]), gaps=changes)
    words = [(gap["change"], gap["old"], gap["new"]) for gap in diff_envelope(found, "en")["gaps"]]
    assert words == [("undecidable", "candidate", "undecidable"), ("gone", "candidate", None)]
    assert [row[0] for row in flat_diff_table(found, "en").rows] == ["gap-undecidable", "gap-gone"]
    for lang, titles, none in (
        ("en", ["results undecidable now (1)", "results no longer examined (1)"], "no record"),
        (
            "fr",
            ["résultats désormais indéterminés (1)", "résultats qui ne sont plus examinés (1)"],
            "aucune fiche",
        ),
    ):
        tables = diff_tables(found, lang)[1:]
        assert [table.title for table in tables] == titles
        assert tables[1].rows[0][3] == none


@pytest.mark.parametrize(
    ("severity", "code"),
    [("never", 0), ("disputed", 0), ("removed", 0), ("ended", 0), ("changed", 1), ("any", 1)],
)
def test_fail_on(example_copy: Path, edit: Edit, severity: str, code: int) -> None:
    edit("organizations", "École des modèles,", "École nouvelle,")
    assert run(str(OLD), str(example_copy), "--fail-on", severity).exit_code == code


def test_formats(example_copy: Path, edit: Edit, tmp_path: Path) -> None:
    edit("organizations", "École des modèles,", "=1+1 <script>,")
    words = (str(OLD), str(example_copy))
    row = next(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))
    assert (row["change"], row["field"], row["new"]) == ("renamed", "label_fr", "'=1+1 <script>")
    document = json.loads(run(*words, "--format", "json").stdout)
    assert document["summary"]["renamed"] == 1
    assert document["changes"][0]["fields"][0]["new"] == "=1+1 <script>"
    assert document["new"]["name"] == str(example_copy)
    said = run(*words, "--format", "table").stdout
    assert said.index("What differs") < said.index("renamed (1)")
    assert "<script>" not in run(*words, "--format", "md").stdout
    assert run(*words, "-o", str(tmp_path / "d.xlsx"), "-q").exit_code == 0
    french = CliRunner().invoke(cli, ["diff", *words, "--lang", "fr", "--format", "table"]).stdout
    assert "renommé" in french
    assert "What differs" not in french


@pytest.mark.parametrize(
    ("words", "code", "cause"),
    [
        ((), 2, "two builds"),
        ((str(OLD),), 2, "two builds"),
        ((str(OLD), "--as-of", "2024-12-31"), 2, "two builds"),
        ((str(OLD), "--as-of", "2025-12-31..2024-12-31"), 2, "after the second"),
        ((str(OLD), "--as-of", "soon..2024-12-31"), 2, "not a date"),
        ((str(OLD), str(OLD), "--focus", "CNRS"), 2, "--gaps"),
        ((str(OLD), "nowhere"), 3, "no such folder"),
        ((str(OLD), "nowhere.nq"), 3, "nowhere.nq"),
        ((str(OLD), "oxigraph:nowhere"), 3, "no store"),
    ],
)
def test_wrong_use(words: tuple[str, ...], code: int, cause: str) -> None:
    result = run(*words)
    assert result.exit_code == code, result.output
    assert cause in result.stderr


def test_a_table_that_cannot_be_read_is_refused_with_its_line(example_copy: Path) -> None:
    with (example_copy / "aliases.csv").open("a", encoding="utf-8") as file:
        file.write('u-1,"never closed\n')
    result = run(str(OLD), str(example_copy))
    assert result.exit_code == 3
    assert "aliases.csv" in result.stderr


def test_the_result_does_not_depend_on_the_hash_seed(builds: dict[str, str]) -> None:
    import os
    import subprocess
    import sys

    found = {
        subprocess.run(  # our own interpreter and module
            [sys.executable, "-m", "coopgraph", "diff", "memory:", builds["nq"], "--format", "csv"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
