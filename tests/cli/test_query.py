"""``coopgraph query`` and ``coopgraph queries``: answers, formats, refusals, limits."""

from __future__ import annotations

import csv
import io
import json
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from rdflib.query import Result as RdflibResult

from coopgraph.cli import cli
from coopgraph.resources import example_dir

EXAMPLE = ["--data", str(example_dir())]
NAMES = "SELECT ?s ?name WHERE { ?s a coop:University ; skos:prefLabel ?name } ORDER BY ?s ?name"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["query", *arguments, "--lang", "en"])


def test_nine_conventions() -> None:
    result = _run("conventions-by-year", "--format", "csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["year"] for row in rows] == ["2021", "2022"] + ["2023"] * 5 + ["2024"] * 2
    slugs = {row["partner"].rpartition("/")[2] for row in rows}
    assert slugs == {
        "ens-psl",
        "universite-de-bordeaux",
        "universite-paris-saclay",
        "universite-de-limoges",
        "universite-de-toulouse",
        "universite-de-montpellier",
        "nantes-universite",
        "universite-de-poitiers",
        "aix-marseille-universite",
    }
    assert all(row["locator"].startswith("Convention de mixité, l. 4") for row in rows)


@pytest.mark.parametrize("format_", ["json", "csv", "tsv", "xml"])
def test_w3c_formats_are_read_back_by_another_library(format_: str) -> None:
    result = _run("-e", NAMES, "--format", format_, *EXAMPLE)
    assert result.exit_code == 0, result.output
    reference = json.loads(_run("-e", NAMES, "--format", "json", *EXAMPLE).stdout)
    parsed = RdflibResult.parse(io.BytesIO(result.stdout.encode()), format=format_)
    names = [str(binding[rdflib.Variable("name")]) for binding in parsed.bindings]
    assert names == [b["name"]["value"] for b in reference["results"]["bindings"]]
    assert names


def test_ask_in_each_format() -> None:
    query = "ASK { ?s a coop:University }"
    assert json.loads(_run("-e", query, "--format", "json", *EXAMPLE).stdout)["boolean"] is True
    xml = ET.fromstring(  # noqa: S314  # our own output
        _run("-e", query, "--format", "xml", *EXAMPLE).stdout
    )
    assert xml.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"
    assert _run("-e", query, "--format", "csv", *EXAMPLE).stdout.split() == ["answer", "true"]


@pytest.mark.parametrize(
    ("format_", "syntax"), [("turtle", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")]
)
def test_construct_in_each_syntax(format_: str, syntax: str) -> None:
    query = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a coop:University ; skos:prefLabel ?l }"
    result = _run("-e", query, "--format", format_, *EXAMPLE)
    graph = rdflib.Graph().parse(data=result.stdout, format=syntax)
    assert len(graph) >= 3


def test_a_format_that_does_not_fit_is_refused() -> None:
    result = _run("-e", "ASK { ?s ?p ?o }", "--format", "turtle", *EXAMPLE)
    assert result.exit_code == 3
    assert "cannot be written as turtle" in result.output


def test_names_are_understood_as_parameters() -> None:
    by_name = _run("partner-joint-units", "-p", "partner=CNRS", "--format", "csv")
    by_iri = _run("partner-joint-units", "-p", "partner=id:cnrs", "--format", "csv")
    assert by_name.exit_code == 0, by_name.output
    assert by_name.stdout == by_iri.stdout
    assert len(by_name.stdout.splitlines()) > 80


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "give one of"),
        (["conventions-by-year", "-e", "ASK {}"], 2, "give one of"),
        (["conventions-by-year", "-p", "oops"], 2, "write NAME=VALUE"),
        (["conventions-by-yaer"], 3, "conventions-by-year"),
        (["conventions-by-year", "-p", "yaer=2"], 3, "no parameter 'yaer'"),
        (["partner-joint-units", "-p", "partner=Nobody At All"], 3, "Nobody At All"),
        (["-e", "SELECT ?s WHERE { ?s ?p"], 3, "cannot be answered"),
        (["-e", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 3, "SERVICE"),
        (["-e", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"], 3, "refused"),
        (["-e", "DROP ALL"], 3, "refused"),
        (["-e", "SELECT * { ?s ?p ?o } #" + "(" * 10 + "\n" + "{" * 5000], 3, "refused"),
    ],
)
def test_wrong_use_and_refusals(arguments: list[str], code: int, message: str) -> None:
    result = _run(*arguments, *EXAMPLE)
    assert result.exit_code == code, result.output
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_query_that_never_ends_is_stopped() -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    begin = time.monotonic()
    result = _run("-e", query, "--timeout", "1", *EXAMPLE)
    assert result.exit_code == 3
    assert "stopped after 1 s" in result.output
    assert time.monotonic() - begin < 30


def test_a_formula_is_text_in_a_spreadsheet() -> None:
    query = 'SELECT ?x ?n { VALUES (?x ?n) { ("=HYPERLINK(1)" -5) } }'
    assert _run("-e", query, "--format", "csv", *EXAMPLE).stdout.split() == [
        "x,n",
        "'=HYPERLINK(1),-5",
    ]
    raw = _run("-e", query, "--format", "csv", "--raw", *EXAMPLE)
    assert raw.stdout.split() == ["x,n", "=HYPERLINK(1),-5"]


def test_a_file_and_an_output_file(tmp_path: Path) -> None:
    query = tmp_path / "mine.rq"
    query.write_text("﻿" + NAMES, encoding="utf-8")
    output = tmp_path / "answer.json"
    result = _run("-f", str(query), "-o", str(output), *EXAMPLE)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert json.loads(output.read_text(encoding="utf-8"))["results"]["bindings"]


def test_library_is_listed_in_both_languages() -> None:
    french = CliRunner().invoke(cli, ["queries", "--format", "csv"])
    english = CliRunner().invoke(cli, ["queries", "--format", "csv", "--lang", "en"])
    rows = list(csv.reader(io.StringIO(french.stdout)))
    assert len(rows) > 25
    assert "conventions-by-year" in {row[0] for row in rows}
    assert len(rows) == len(list(csv.reader(io.StringIO(english.stdout))))
    assert all(row[2] for row in rows)
    assert french.stdout != english.stdout


def test_library_can_be_searched_without_accents() -> None:
    found = CliRunner().invoke(cli, ["queries", "mixite", "--format", "csv"]).stdout
    assert "conventions-by-year" in found
    assert "project-teams" not in found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("command", [["query", "conventions-by-year"], ["gaps", "--type", "data"]])
def test_day_and_sources_take_two_lines_below_a_table(lang: str, command: list[str]) -> None:
    arguments = [*command, "--format", "table", "--lang", lang]
    lines = CliRunner().invoke(cli, arguments).stdout.splitlines()
    start = max(number for number, line in enumerate(lines) if "Sources" in line)
    assert len(lines) - start <= 2
    assert "RNSR 2022-02" in " ".join(lines[start:])
    assert max(map(len, lines[start:])) <= 80


def test_day_and_sources_take_one_line_of_talk() -> None:
    talk = _run("conventions-by-year", "--format", "csv").stderr
    assert talk.startswith("As of ")
    assert talk.count("\n") == 1
