"""Any organisation in focus: for one run, on every engine, and nothing stored changes."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.analysis.gaps import find_gaps
from coopgraph.cli import cli
from coopgraph.errors import AmbiguousName, CurationError, UnknownEntity
from coopgraph.landscape import load
from coopgraph.rdf.build import build_store
from coopgraph.resources import example_dir
from coopgraph.store.disk import write_store

DAY = datetime.date(2024, 12, 31)
OTHER = "organisme-national-d-essais"
ROR = "https://ror.org/0exemp496"


def run(*arguments: str, folder: Path | None = None) -> Result:
    words = ["--data", str(folder or example_dir())] if "--store" not in arguments else []
    return CliRunner().invoke(cli, [*arguments, *words, "--lang", "en", "--as-of", str(DAY)])


def edited(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [OTHER, f"id:{OTHER}", "Organisme national d'essais", ROR, "0exemp496", "national essais"],
)
def test_an_organisation_is_named_in_any_way(name: str) -> None:
    assert load([example_dir()], focus=name).focus.endswith(f"/{OTHER}")


def test_an_unknown_name_is_refused_with_names_near_it() -> None:
    with pytest.raises(UnknownEntity, match="id:universite-de-valfictif"):
        load([example_dir()], focus="Universté de Valfictf")


def test_a_name_of_several_is_refused_with_all_of_them() -> None:
    with pytest.raises(AmbiguousName, match="id:universite-d-azimut") as caught:
        load([example_dir()], focus="Université")
    assert "id:universite-de-valfictif" in str(caught.value)


def test_what_is_no_organisation_is_told_from_what_is_unknown() -> None:
    with pytest.raises(UnknownEntity, match="is no organisation but"):
        load([example_dir()], focus="u-1")


@pytest.mark.parametrize(
    ("number", "command", "name", "bodies"),
    [
        ("201220230S", "gaps", "Imaging, Brain", ["inserm", "universite-de-tours"]),
        ("U 1016", "rank", "Institut Cochin", ["cnrs", "inserm", "universite-paris-cite"]),
    ],
)
def test_a_structure_is_answered_with_the_bodies_that_supervise_it(
    number: str, command: str, name: str, bodies: list[str]
) -> None:
    words = ["betweenness"] if command == "rank" else []
    done = CliRunner().invoke(cli, [command, *words, "--focus", number, "--lang", "en"])
    assert done.exit_code != 0
    head, _, listed = done.stderr.partition("supervising bodies:\n")
    assert name in head
    assert [line.split(" – ")[0].strip() for line in listed.splitlines()] == [
        f"id:{body}" for body in bodies
    ]


def test_a_structure_that_nobody_supervises_is_answered_with_who_it_is_tied_to(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(example_dir(), folder)
    path = folder / "cotutelles.csv"
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if "single-agent" not in line]
    path.write_text("".join(lines).replace("supervising-body", "registered-parent"), "utf-8")
    with pytest.raises(UnknownEntity, match="tied to:\n  id:") as caught:
        load([folder], focus="u-1")
    assert "supervising" not in str(caught.value)


def test_every_engine_gives_the_same_and_the_stored_graph_stays(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(build_store([example_dir()]), path)
    before = {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}
    found = {}
    for uri in ("memory:", "rdflib:", f"oxigraph:{path}"):
        data = () if uri.startswith("oxigraph:") else [example_dir()]
        landscape = load(data, store=uri, as_of=DAY, focus=OTHER)
        found[uri] = [gap.id for gap in landscape.gaps()]
        assert landscape.title("en") == "Partnerships: ONE"
    assert len({tuple(ids) for ids in found.values()}) == 1
    assert "priority-strategy/organisme-national-d-essais" in found["memory:"]
    assert {file: file.read_bytes() for file in before} == before
    assert load(store=f"oxigraph:{path}").focus.endswith("/institut-exemple")
    assert load([example_dir()]).focus.endswith("/institut-exemple")  # what is kept, too


def test_data_gaps_of_another_focus_are_those_that_concern_it() -> None:
    own = load([example_dir()], as_of=DAY)
    owners = {item.iri: item.subject for item in own.gap_facts.lists}
    assert set(owners.values()) == {own.focus}
    assert {gap.rule for gap in own.gaps("data")} >= {"data-list", "data-identifier"}
    other = load([example_dir()], as_of=DAY, focus=OTHER)
    named = {item.iri for item in other.gap_facts.lists if other.focus in item.members}
    found = {gap.subject for gap in other.gaps("data") if gap.rule == "data-list"}
    assert found == named != set(owners)
    # Of what lacks an identifier, only what it has to do with.
    counts = {
        landscape.focus: {
            gap.subject: gap.finding.en
            for gap in landscape.gaps("data")
            if "identifier" in gap.rule
        }
        for landscape in (own, other)
    }
    assert counts[own.focus] != counts[other.focus]
    assert {
        gap.id for gap in find_gaps(own.store, as_of=DAY, types=["data"], focus=other.focus)
    } == {gap.id for gap in other.gaps("data")}


def test_the_focus_of_the_landscape_named_is_as_if_it_were_not() -> None:
    own, named = (
        load([example_dir()], as_of=DAY),
        load([example_dir()], as_of=DAY, focus="institut-exemple"),
    )
    assert own.gaps() == named.gaps()
    assert own.title() == named.title()
    assert named.focus_line("en") == "In focus: Institut Exemple (IEX)."
    assert own.focus_line("en") == ""


def test_without_landscape_csv_the_focus_must_be_named(example_copy: Path) -> None:
    (example_copy / "landscape.csv").unlink()
    result = run("gaps", folder=example_copy)
    assert result.exit_code == 3
    assert "no organisation is in focus" in result.stderr
    assert "--focus" in result.stderr
    assert load([example_copy], focus=OTHER).focus.endswith(OTHER)
    with pytest.raises(
        CurationError, match="--focus"
    ):  # what was kept for the named one is not used
        load([example_copy])


def test_two_landscapes_are_read_together_once_a_focus_is_named(
    example_copy: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "landscape.csv").write_text(
        "focus,label_fr,label_en\nchu-de-valfictif,Du CHU,Of the CHU\n", encoding="utf-8"
    )
    with pytest.raises(CurationError, match="one focus"):
        load([example_copy, other])
    landscape = load([example_copy, other], focus=OTHER)
    assert landscape.focus.endswith(OTHER)
    # Two candidates for the blank owner of a strategy: it is nobody's, unless sources.csv says so.
    assert load([example_copy, other], focus="institut-exemple").gaps("priority")[0].rule != (
        "priority-strategy"
    )


def test_a_strategy_is_of_the_body_that_issued_it(example_copy: Path) -> None:
    edited(
        example_copy, "sources", "Institut Exemple,institut-exemple,", f"Institut Exemple,{OTHER},"
    )
    rules = {gap.rule for gap in load([example_copy], as_of=DAY, focus=OTHER).gaps("priority")}
    assert "priority-place" in rules
    own = load([example_copy], as_of=DAY).gaps("priority")
    assert [(gap.rule, gap.status.value) for gap in own] == [("priority-strategy", "undecidable")]
    assert "no strategy" in own[0].finding.en


def test_a_strategy_without_issuer_is_of_the_focus_of_its_folder(example_copy: Path) -> None:
    before = [gap.id for gap in load([example_copy], as_of=DAY).gaps("priority")]
    edited(example_copy, "sources", "Institut Exemple,institut-exemple,", "Institut Exemple,,")
    assert [gap.id for gap in load([example_copy], as_of=DAY).gaps("priority")] == before
    other = load([example_copy], as_of=DAY, focus=OTHER).gaps("priority")
    assert [gap.rule for gap in other] == ["priority-strategy"]


def test_tables_from_before_the_column_of_issuers_are_read(example_copy: Path) -> None:
    import csv

    path = example_copy / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row[:4] + row[5:] for row in csv.reader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert "issued_by" not in path.read_text(encoding="utf-8")
    assert [gap.id for gap in load([example_copy], as_of=DAY).gaps()] == [
        gap.id for gap in load([example_dir()], as_of=DAY).gaps()
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("gaps", "--format", "table"),
        ("gaps", "--format", "csv"),
        ("rank", "degree", "--exact", "--format", "md"),
        ("communities", "--format", "csv"),
        ("robustness", "--format", "table"),
        ("projections", "partners", "--format", "table"),
        ("query", "structures-without-cotutelle", "--format", "table"),
        ("query", "-e", "SELECT ?f WHERE { ?l coop:focus ?f }", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_every_result_says_which_focus_it_is_for(words: tuple[str, ...]) -> None:
    result = run(*words, "--focus", OTHER)
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    assert "In focus: Organisme national d’essais (ONE). The tables were collected for" in said
    assert "In focus" not in run(*words).output


def test_the_page_is_of_the_focus(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("explore", "--focus", OTHER, "--no-open", "-o", str(page), "--engine", "svg")
    assert result.exit_code == 0, result.output
    assert "<title>Partnerships: ONE</title>" in page.read_text("utf-8")
    assert "In focus: Organisme" in result.stderr


def test_json_of_gaps_names_the_focus() -> None:
    found = json.loads(run("gaps", "--focus", OTHER, "--format", "json").stdout)
    assert found["parameters"]["focus"].endswith(OTHER)


def test_queries_of_priorities_are_of_the_strategies_of_the_focus() -> None:
    own, other = load([example_dir()], as_of=DAY), load([example_dir()], as_of=DAY, focus=OTHER)
    assert own.query("priority-instruments").rows
    assert other.query("priority-instruments").rows == []


def test_a_question_without_focus_says_that_it_makes_no_difference() -> None:
    result = run("query", "incomplete-lists", "--focus", OTHER, "--format", "csv")
    assert "--focus changes nothing" in result.stderr
    assert "In focus" not in result.stderr


def test_an_unknown_focus_ends_the_command_with_three() -> None:
    result = run("robustness", "--focus", "nobody at all")
    assert (result.exit_code, result.stdout) == (3, "")


def test_the_packaged_landscape_seen_from_cnrs() -> None:
    landscape = load(as_of=DAY, focus="CNRS")
    ranked = landscape.rank("degree", exact=True).rows
    assert ranked[0].label.in_language("fr").startswith("Institut national de la santé")
    gaps = landscape.gaps("priority")
    assert [gap.id for gap in gaps] == ["priority-strategy/cnrs"]
