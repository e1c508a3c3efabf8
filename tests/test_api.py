"""The Python face: the same operations as the command line, on one object."""

from __future__ import annotations

import datetime
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import coopgraph
from coopgraph.errors import CoopgraphError
from coopgraph.namespaces import entity_iri
from coopgraph.resources import example_dir


@pytest.fixture(scope="module")
def example() -> coopgraph.Landscape:
    return coopgraph.load([example_dir()], as_of=datetime.date(2024, 12, 31))


def test_focus_title_and_vintage(example: coopgraph.Landscape) -> None:
    assert example.focus == entity_iri("institut-exemple")
    assert example.title("fr") != ""
    assert example.title("fr") != example.title("en")
    assert any("2023-06-30" in line for line in example.vintage("en"))


def test_rdf_is_an_rdflib_dataset_with_everything(example: coopgraph.Landscape) -> None:
    assert isinstance(example.rdf, rdflib.Dataset)
    focus = rdflib.URIRef(example.focus)
    labels = set(example.rdf.objects(focus, rdflib.SKOS.prefLabel))
    assert rdflib.Literal("Institut Exemple", lang="fr") in labels
    assert len(list(example.rdf.graphs())) >= 5


def test_rdf_of_the_rdflib_store(example: coopgraph.Landscape) -> None:
    other = coopgraph.load([example_dir()], store="rdflib:")
    assert isinstance(other.rdf, rdflib.Dataset)
    assert len(other.store) == len(example.store)


def test_projection_is_a_networkx_graph(example: coopgraph.Landscape) -> None:
    graph = example.project()
    assert isinstance(graph, nx.MultiDiGraph)
    assert example.focus in graph


def test_gaps_are_looked_at_on_the_day_of_the_landscape(example: coopgraph.Landscape) -> None:
    gaps = example.gaps(["expiry"])
    assert gaps
    assert {gap.as_of for gap in gaps} == {datetime.date(2024, 12, 31)}


def test_query_by_name_and_by_text(example: coopgraph.Landscape) -> None:
    assert example.query("conventions-by-year").rows
    assert example.query("SELECT ?s WHERE { ?s a coop:University }").rows


def test_explore_writes_one_file(example: coopgraph.Landscape, tmp_path: Path) -> None:
    page = example.explore(tmp_path / "page.html")
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_misspelt_attribute() -> None:
    with pytest.raises(AttributeError):
        coopgraph.laod  # noqa: B018


def test_load_takes_what_a_person_would_give() -> None:
    day = datetime.date(2024, 12, 31)
    for data in (example_dir(), str(example_dir()), [str(example_dir())]):
        landscape = coopgraph.load(data, as_of="2024-12-31")
        assert landscape.as_of == day
    moment = datetime.datetime(2024, 12, 31, 12, tzinfo=datetime.UTC)
    assert coopgraph.load(example_dir(), as_of=moment).as_of == day


@pytest.mark.parametrize("day", ["31/12/2024", "2024-13-01", 2024])
def test_a_day_that_is_none(day: object) -> None:
    with pytest.raises(CoopgraphError, match="not a day"):
        coopgraph.load(example_dir(), as_of=day)  # type: ignore[arg-type]


def test_wrong_arguments_are_errors_of_coopgraph(example: coopgraph.Landscape) -> None:
    with pytest.raises(CoopgraphError, match="no gap type 'nope'"):
        example.gaps(["nope"])
    with pytest.raises(CoopgraphError, match="negative"):
        example.gaps(within_months=-1)
    with pytest.raises(CoopgraphError):
        example.query(None)  # type: ignore[arg-type]
    with pytest.raises(CoopgraphError):
        example.project(focus="Nobody At All")


def test_one_type_and_a_name_are_understood(example: coopgraph.Landscape) -> None:
    assert example.gaps("convention") == example.gaps(["convention"])
    assert example.focus in example.project(focus="Institut Exemple")


def test_a_list_says_nothing_about_the_time_before_it() -> None:
    early = coopgraph.load(example_dir(), as_of="1900-01-01").gaps("data")
    late = coopgraph.load(example_dir(), as_of="2024-12-31").gaps("data")
    lists = {gap.subject for gap in late if gap.status.value == "confirmed"}
    assert lists
    assert not {gap.subject for gap in early if gap.status.value == "confirmed"}


def test_show_gives_the_page_of_the_command(example: coopgraph.Landscape) -> None:
    page = example.show("Université de Valfictif", "en")
    assert page.iri == entity_iri("universite-de-valfictif")
    assert page.label == "Valfictif University"
    units = [line.value_id for line in page.lines if line.section == "structures"]
    assert {"id:u-1", "id:u-2"} <= set(units)
    with pytest.raises(CoopgraphError):
        example.show("Nulle part")


def test_export_writes_what_it_returns(example: coopgraph.Landscape, tmp_path: Path) -> None:
    written = example.export(tmp_path / "x.csv", "Université de Valfictif", lang="en")
    assert sorted(tmp_path.iterdir()) == sorted(written)
    nodes = (tmp_path / "x-nodes.csv").read_text(encoding="utf-8")
    assert "universite-de-valfictif" in nodes
    assert "fictipharma" not in nodes
    with pytest.raises(ValueError, match="unknown extension"):
        example.export(tmp_path / "x.docx")


def test_export_of_rdf_is_that_of_the_day(tmp_path: Path) -> None:
    early = coopgraph.load([example_dir()], as_of="2020-06-30")
    (path,) = early.export(tmp_path / "early.nt")
    late = coopgraph.load([example_dir()], as_of="2024-12-31")
    (other,) = late.export(tmp_path / "late.nt")
    agreement = entity_iri("convention-mixite-universite-de-valfictif")
    assert agreement not in path.read_text(encoding="utf-8")
    assert agreement in other.read_text(encoding="utf-8")
