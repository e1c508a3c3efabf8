"""Gap records as RDF: nothing is lost between records, file and graph, and it leads to sources."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner

import coopgraph
from coopgraph.analysis.gaps.envelope import count_statuses
from coopgraph.analysis.gaps.records import Status
from coopgraph.cli import cli
from coopgraph.landscape import Landscape
from coopgraph.namespaces import GRAPH_GAPS
from coopgraph.outputs.gap_rdf import FORMATS, gap_iri, render_gaps
from coopgraph.store.beside import store_beside

DAY = "2026-11-20"
COUNTS = """SELECT ?type ?status (COUNT(DISTINCT ?gap) AS ?number) WHERE {
  ?gap a coop:Gap ; coop:gapType ?type ; coop:gapStatus/skos:notation ?status
} GROUP BY ?type ?status"""
ASTRAY = """SELECT ?evidence WHERE {
  ?evidence a coop:GapEvidence ; coop:statedBy ?statement ; prov:wasDerivedFrom ?source .
  FILTER NOT EXISTS { ?statement prov:wasDerivedFrom ?source . ?source a coop:SourceDocument }
}"""


@pytest.fixture(scope="module")
def packaged() -> Landscape:
    return coopgraph.load(as_of=DAY)


@pytest.fixture(scope="module")
def records(packaged: Landscape) -> list[Any]:
    return packaged.gaps()


@pytest.fixture(scope="module")
def rendered(packaged: Landscape, records: list[Any]) -> dict[str, bytes]:
    return {
        name: render_gaps(records, extension, focus=packaged.focus)
        for name, extension in FORMATS.items()
    }


@pytest.fixture(scope="module")
def both(
    packaged: Landscape, rendered: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Landscape:
    file = tmp_path_factory.mktemp("gaps") / "gaps.ttl"
    file.write_bytes(rendered["turtle"])
    return packaged.beside(file)


def counts(landscape: Landscape) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for kind, status, number in landscape.store.select(COUNTS).rows:
        assert kind is not None and status is not None and number is not None
        found.setdefault(kind.value, {})[status.value] = int(number.value)
    return found


def test_counts_by_type_and_status_are_those_of_the_envelope(
    both: Landscape, records: list[Any]
) -> None:
    assert len(records) > 200
    assert counts(both) == count_statuses(records)


def test_a_landscape_without_the_file_has_no_gap(packaged: Landscape) -> None:
    assert counts(packaged) == {}


def test_evidence_leads_to_statements_and_sources(both: Landscape, records: list[Any]) -> None:
    stated = "SELECT ?e WHERE { ?e a coop:GapEvidence ; coop:statedBy/a ?class }"
    assert len({row[0] for row in both.store.select(stated).rows}) == sum(
        len(gap.evidence) for gap in records
    )
    assert both.store.select(ASTRAY).rows == []


@pytest.mark.parametrize("name", FORMATS, ids=list(FORMATS))
def test_each_syntax_says_the_same(rendered: dict[str, bytes], name: str) -> None:
    forms = {"turtle": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=rendered[name], format=forms[name])
    graphs = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert graphs == ({"urn:x-rdflib:default"} if name == "turtle" else {GRAPH_GAPS})
    gap = rdflib.URIRef("https://w3id.org/coopgraph/ontology#Gap")
    assert len(set(dataset.triples((None, rdflib.RDF.type, gap)))) == rendered["nq"].count(
        b"ontology#Gap> <"
    )


def test_records_keep_what_they_say(both: Landscape, records: list[Any]) -> None:
    gap = next(g for g in records if g.id == "convention-university/universite-de-lille")
    rows = both.store.select(f"SELECT ?p ?o WHERE {{ <{gap_iri(gap.id)}> ?p ?o }}").rows
    found: dict[str, set[str]] = {}
    for predicate, value in rows:
        assert predicate is not None and value is not None
        found.setdefault(re.split("[#/]", predicate.value)[-1], set()).add(value.value)
    assert found["gapAbout"] == {gap.subject}
    assert found["sharedStructures"] == {str(gap.structures)}
    assert found["description"] == {gap.sentence.fr, gap.sentence.en}
    assert found["closedBy"] == {gap.closes_by.fr, gap.closes_by.en}
    assert found["gapOn"] == {DAY}
    assert len(found["gapSearch"]) == len(gap.searched)
    assert float(next(iter(found["gapScore"]))) == gap.score
    assert gap.rank is not None and gap.sources_age is not None
    assert found["gapRankMedian"] == {str(gap.rank.median)}
    assert found["gapRankLow"] == {str(gap.rank.low)}
    assert found["gapRankHigh"] == {str(gap.rank.high)}
    assert found["gapRankedAmong"] == {str(gap.rank.of)}
    assert found["gapRankBand"] == {str(gap.rank.band)}
    assert {float(share) for share in found["gapAmongFirstTen"]} == {gap.rank.top10}
    assert found["gapSourcesOldest"] == {str(gap.sources_age.oldest)}
    assert found["gapSourcesNewest"] == {str(gap.sources_age.newest)}


def test_dates_and_near_misses(both: Landscape, records: list[Any]) -> None:
    ends = both.store.select("SELECT ?g WHERE { ?g coop:latestEnd ?end }").rows
    assert len(ends) == sum(gap.dates.end_latest is not None for gap in records)
    near = both.store.select("SELECT ?n WHERE { ?g coop:nearMiss ?n . ?n coop:meantThing/a ?c }")
    expected = sum(len(gap.near_misses) for gap in records)
    assert len({row[0] for row in near.rows}) == expected > 10
    missing = both.store.select("SELECT ?m WHERE { ?g coop:missingField ?m }").rows
    assert len(missing) == sum(len(gap.missing) for gap in records)


def test_the_command_writes_it_and_shapes_accept_it(example_folder: Path, tmp_path: Path) -> None:
    options = ("--data", str(example_folder), "--as-of", "2024-12-31")
    run = CliRunner().invoke
    for name, extension in FORMATS.items():
        file = tmp_path / f"gaps{extension}"
        result = run(cli, ["gaps", *options, "-o", str(file)])
        assert result.exit_code == 0, result.output
        printed = run(cli, ["gaps", *options, "--format", name])
        assert printed.stdout_bytes == file.read_bytes()
    assert json.loads((tmp_path / "gaps.jsonld").read_bytes())
    checked = run(cli, ["validate", str(tmp_path / "gaps.ttl"), "--format", "csv"])
    assert checked.exit_code == 0
    assert len(checked.stdout.splitlines()) == 1, checked.stdout


def test_all_records_are_there_unless_a_status_is_chosen(
    example_folder: Path, tmp_path: Path
) -> None:
    options = ("--data", str(example_folder), "--as-of", "2024-12-31", "--format", "nq")
    found = {}
    for chosen in ((), ("--status", "candidate")):
        text = CliRunner().invoke(cli, ["gaps", *options, *chosen]).stdout
        found[chosen] = Counter(re.findall("gapStatus> <[^>]*/([a-z]+)>", text))
    gaps = coopgraph.load([example_folder], as_of="2024-12-31").gaps()
    assert found[()] == Counter(gap.status.value for gap in gaps)
    assert set(found[("--status", "candidate")]) == {"candidate"}


def test_a_dismissal_is_told(example_folder: Path, tmp_path: Path) -> None:
    landscape = coopgraph.load([example_folder], as_of="2024-12-31")
    gaps = landscape.gaps("convention")
    record = next(gap.id for gap in gaps if gap.status is Status.CANDIDATE)
    file = tmp_path / "dismissed.csv"
    file.write_text(f"record,reason,by,date\n{record},en cours,DPRE,2024-11-02\n", "utf-8")
    review = landscape.review_gaps(gaps, file, ["convention"])
    text = render_gaps(gaps, ".nq", focus=landscape.focus, review=review).decode()
    assert text.count("dismissedBecause>") == 1
    assert (
        f'<{gap_iri(record)}> <https://w3id.org/coopgraph/ontology#dismissedBecause> "en cours"'
        in text
    )


@pytest.mark.parametrize("engine", ["memory:", "rdflib:"])
def test_the_documented_query(
    repository: Path, example_folder: Path, tmp_path: Path, engine: str
) -> None:
    page = (repository / "docs" / "gaps.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```sparql\n(SELECT.*?)```", page, flags=re.DOTALL)
    (tmp_path / "by-source.rq").write_text(text, encoding="utf-8")
    options = ["--data", str(example_folder), "--as-of", "2024-12-31"]
    file = tmp_path / "gaps.trig"
    run = CliRunner().invoke
    assert run(cli, ["gaps", *options, "-o", str(file)]).exit_code == 0
    query = ["query", "-f", str(tmp_path / "by-source.rq"), "--beside", str(file)]
    result = run(cli, [*query, *options, "--store", engine, "--format", "csv"])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    gaps = coopgraph.load([example_folder], as_of="2024-12-31").gaps()
    sources = Counter(
        source.rpartition("/")[2]
        for gap in gaps
        if gap.status is Status.CANDIDATE
        for source in {item.source for item in gap.evidence if item.source}
    )
    assert {row["title"] for row in rows} and len(rows) == len(sources)
    assert sum(int(row["candidates"]) for row in rows) == sum(sources.values())


def test_what_the_landscape_says_already_is_not_added(example_folder: Path, tmp_path: Path) -> None:
    landscape = coopgraph.load([example_folder], as_of="2024-12-31")
    (file,) = landscape.export(tmp_path / "same.ttl")
    assert len(store_beside(landscape.store, [file])) == len(landscape.store)
