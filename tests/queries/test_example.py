"""Answers on the miniature landscape: worked out by hand, kept in golden files, on both engines.

``COOPGRAPH_UPDATE_GOLDEN=1 pytest tests/queries`` rewrites the files; review the difference.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import (
    COOP_NS,
    DOC_NS,
    GRAPH_CONSENSUS,
    ID_NS,
    PROV_NS,
    curie,
)
from coopgraph.outputs.results import render_answer
from coopgraph.rdf.build import build_store
from coopgraph.resources import example_dir
from coopgraph.sparql import Library, LibraryQuery
from coopgraph.sparql.run import ask_library
from coopgraph.store import Solutions
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.store.rdflib_store import RdflibStore

#: The day for which the answers of the miniature are worked out.
EXAMPLE_DAY = datetime.date(2024, 12, 31)
#: Values of the parameters, by query; a query that is absent is asked without.
EXAMPLE: dict[str, dict[str, str]] = {
    "document-facts": {"document": "doc-b"},
    "fact-sources": {"entity": "Institut Exemple"},
    "partners-of": {"entity": "CHU de Valfictif"},
    "labels-ending": {"year": "2024"},
    "neighbours-without-joint-structure": {"site": "Valfictif"},
    "partner-joint-units": {"partner": "Université de Valfictif"},
    "site-overview": {"site": "Valfictif"},
    "themes-shared-by-countries": {"minimum": "1"},
    "theme-coverage": {"theme": "cancer"},
    "unit-supervisors": {"unit": "U 2"},
}

GOLDEN = Path(__file__).parent / "golden"
QUERIES = Library().questions()
EVERY = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def _ask(landscape: Landscape, query: LibraryQuery, lang: str = "fr", **values: str) -> Solutions:
    given = values or EXAMPLE.get(query.name, {})
    return ask_library(landscape.store, query, given, lang=lang, as_of=EXAMPLE_DAY)


def _rows(landscape: Landscape, name: str, **values: str) -> list[dict[str, str]]:
    answer = _ask(landscape, Library().get(name), **values)
    return [
        {key: curie(term.value) for key, term in row.items() if term is not None}
        for row in answer.dicts()
    ]


@pytest.fixture(scope="module")
def rdflib_example() -> Landscape:
    return load([example_dir()], store="rdflib:", as_of=EXAMPLE_DAY)


@EVERY
def test_rows_are_those_of_the_golden_file(
    example_landscape: Landscape, query: LibraryQuery
) -> None:
    answer = _ask(example_landscape, query)
    assert answer.variables == query.header.columns
    text = render_answer(answer, "tsv")
    assert isinstance(text, str)
    golden = GOLDEN / f"{query.name}.tsv"
    if os.environ.get("COOPGRAPH_UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_query() -> None:
    assert {path.stem for path in GOLDEN.glob("*.tsv")} == {query.name for query in QUERIES}


@EVERY
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_both_engines_give_the_same_rows(
    example_landscape: Landscape, rdflib_example: Landscape, query: LibraryQuery, lang: str
) -> None:
    expected = _ask(example_landscape, query, lang)
    found = _ask(rdflib_example, query, lang)
    assert found.variables == expected.variables
    assert found.rows == expected.rows


def test_joint_structures_are_those_of_the_readme(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "partners-by-joint-units")
    assert {row["partner"]: row["structures"] for row in rows} == {
        "id:universite-de-valfictif": "3",
        "id:universite-des-trois-rives": "2",
        "id:chu-de-port-imagine": "1",
        "id:chu-de-valfictif": "1",
        "id:ecole-des-modeles": "1",
        "id:organisme-national-d-essais": "1",
        "id:universite-de-port-imagine": "1",
    }
    pairs = {(row["one"], row["other"]) for row in _rows(example_landscape, "partner-pairs")}
    assert pairs == {
        ("id:organisme-national-d-essais", "id:universite-de-valfictif"),
        ("id:ecole-des-modeles", "id:universite-des-trois-rives"),
        ("id:chu-de-port-imagine", "id:universite-de-port-imagine"),
    }


def test_partners_are_the_pairs_of_the_derived_edges(example_landscape: Landscape) -> None:
    edges = example_landscape.store.select(
        f"SELECT DISTINCT ?one ?other WHERE {{ ?one <{COOP_NS}collaboratesWith> ?other }}"
    )
    expected: dict[str, set[str]] = {}
    for one, other in edges.rows:
        assert one is not None
        assert other is not None
        expected.setdefault(curie(one.value), set()).add(curie(other.value))
    assert len(expected) > 10
    for body, partners in expected.items():
        rows = _rows(example_landscape, "partners-of", entity=body)
        assert {row["partner"] for row in rows} == partners, body


def test_a_region_restricts_joint_structures(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "partners-by-joint-units", region="Côte-d’Azimut")
    assert {row["partner"] for row in rows} == {
        "id:chu-de-port-imagine",
        "id:universite-de-port-imagine",
    }
    assert not _rows(example_landscape, "partners-by-joint-units", region="Boralie")


def test_structures_without_another_body_are_those_of_the_readme(
    example_landscape: Landscape,
) -> None:
    rows = _rows(example_landscape, "structures-without-cotutelle")
    assert [row["structure"] for row in rows] == ["id:u-6"]


def test_hospitals_are_those_of_the_readme(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "hospital-roles")
    assert {(row["hospital"], row["role"], row["structures"]) for row in rows} == {
        ("id:chu-de-port-imagine", "role:supervising-body", "1"),
        ("id:chu-de-valfictif", "role:supervising-body", "1"),
        ("id:chu-de-valfictif", "role:participant", "1"),
        ("id:chu-de-valfictif", "role:host", "1"),
    }


def test_conventions_are_those_of_the_readme(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "conventions-by-year")
    assert [(row["year"], row["partner"]) for row in rows] == [
        ("2021", "id:ecole-des-modeles"),
        ("2022", "id:universite-de-port-imagine"),
        ("2022", "id:universite-de-valfictif"),
    ]
    revised = _rows(example_landscape, "conventions-to-revise", first="2026")
    assert [row["partner"] for row in revised] == ["id:universite-de-valfictif"]
    assert not _rows(example_landscape, "conventions-to-revise", first="2027")
    missing = _rows(example_landscape, "partners-without-convention")
    assert [row["partner"] for row in missing] == ["id:universite-des-trois-rives"]


def test_codes_of_a_unit_are_those_of_the_readme(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "unit-supervisors", unit="UMR 9002")
    assert {(row["body"], row["unit_code"]) for row in rows} == {
        ("id:institut-exemple", "U 2"),
        ("id:universite-de-valfictif", "UM 12"),
        ("id:organisme-national-d-essais", "UMR 9002"),
    }


def test_labels_ending_follow_the_day_and_the_horizon(example_landscape: Landscape) -> None:
    def awards(**values: str) -> list[str]:
        return [row["award"] for row in _rows(example_landscape, "labels-ending", **values)]

    assert awards(year="2024", years="1") == ["id:award_fhu-exemplaire_fhu_2021"]
    assert awards(year="2024", years="3")[-1] == "id:award_siric-modele_siric_2023"
    assert awards(year="2024", years="3", label="siric") == ["id:award_siric-modele_siric_2023"]
    assert awards(year="2024", years="0") == []


def test_disagreements_are_those_of_the_readme(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "disputed-facts")
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        decision = row.get("decision", "").removeprefix("decision:")
        key = (row["kind"].removeprefix("disagreement-kind:"), decision)
        found.setdefault(key, set()).add(row.get("value", ""))
    assert found == {
        ("values", "left-open"): {"8", "9"},
        ("values", "settled"): {"1964", "1966"},
        ("kinds", "left-open"): {"coop:Company", "coop:Foundation"},
        ("lists", "left-open"): {"id:chu-de-port-imagine", ""},
        ("announced-listed", ""): {"2"},
        ("parts-whole", "explained"): {"7", "6", "1"},
        ("printed-share", ""): {"20"},
        ("stated-factor", ""): {"20", "30"},
    }
    expected = {row["kind"]: row["expected_value"] for row in rows if "expected_value" in row}
    assert expected == {
        "disagreement-kind:announced-listed": "3",
        "disagreement-kind:parts-whole": "8",
        "disagreement-kind:printed-share": "12.5",
        "disagreement-kind:stated-factor": "60",
    }
    ninth = next(row for row in rows if row.get("value") == "9")
    assert (ninth["source"], ninth["section"], ninth["first_line"], ninth["stated_text"]) == (
        "doc:doc-b",
        "Chiffres clés",
        "101",
        "neuf structures",
    )
    only = _rows(example_landscape, "disputed-facts", kind="kinds")
    assert {row["subject"] for row in only} == {"id:fictipharma"}


def test_lists_are_those_of_the_readme(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "announced-against-listed")
    found = {
        row["list"].removeprefix("id:liste-"): (
            row.get("announced"),
            row["listed"],
            row["named_elsewhere"],
            row.get("elsewhere"),
        )
        for row in rows
    }
    assert found["equipes-projets"] == ("3", "2", "0", None)
    assert found["fhu"] == ("2", "1", "0", None)
    assert found["siric"] == ("1", "0", "1", "id:liste-siric-page")
    assert found["chu"] == (None, "2", "0", None)
    assert len(rows) == len(found) == 10
    (one,) = _rows(example_landscape, "announced-against-listed", which="liste-siric")
    assert (one["named_there"], one["elsewhere_source"]) == ("1", "doc:page-y")


def test_places_without_an_instrument(example_landscape: Landscape) -> None:
    rows = _rows(example_landscape, "priorities-without-instrument", year="2024")
    assert {row["place"] for row in rows} == {"id:archipel-austral", "id:boralie", "id:cytherie"}
    earlier = _rows(example_landscape, "priorities-without-instrument", year="2021")
    assert {row["place"] for row in earlier} == {"id:archipel-austral", "id:cytherie"}


def test_a_plan_is_asked_by_objective_indicator_and_year(example_landscape: Landscape) -> None:
    def numbers(**values: str) -> list[str]:
        return [row["number"] for row in _rows(example_landscape, "indicators", **values)]

    assert numbers(objective="1") == ["1.1 a", "1.2 a"]
    assert numbers(indicator="2.2") == ["2.2 a", "2.2 b"]
    assert numbers(objective="1", indicator="2.2") == []
    assert len(numbers(plan="Contrat d’objectifs fictif 2022–2026")) == 7
    assert [row["number"] for row in _rows(example_landscape, "actions", objective="2")] == ["2"]
    due = _rows(example_landscape, "milestones", year="2024")
    assert [row["milestone"] for row in due] == ["id:cof-jalon-1-2024-1"]
    assert not _rows(example_landscape, "milestones", year="2024", objective="2")


def test_an_unknown_wave_or_city_is_not_the_one_asked_for(example_landscape: Landscape) -> None:
    def structures(**values: str) -> set[str]:
        return {row["structure"] for row in _rows(example_landscape, "unit-terms", **values)}

    assert structures(evaluation_wave="d") == {"id:u-3"}
    assert "id:u-5" not in structures(evaluation_wave="b")
    assert structures(city="Port-Imaginé") == {"id:u-5"}


@pytest.mark.parametrize("engine", ["memory:", "rdflib:"])
def test_a_stated_succession_is_a_follow_up(example_copy: Path, engine: str) -> None:
    with (example_copy / "events.csv").open("a", encoding="utf-8") as table:
        table.write(
            "evenement-lia-aurore,succession,Le LIA AURORE suit le GDRI BOUSSOLE,,2018,"
            "gdri-boussole,lia-aurore,,,page-y,,medium,\n"
        )
    landscape = load([example_copy], store=engine, as_of=EXAMPLE_DAY)
    rows = _rows(landscape, "instruments-followed-up")
    assert {row["instrument"]: row.get("follow_up") for row in rows} == {
        "id:gdri-boussole": "id:lia-aurore",
        "id:lia-aurore": None,
    }
    assert len(_rows(landscape, "instruments-followed-up", type="gdri")) == 1


def test_labels_of_the_result_follow_the_language(example_landscape: Landscape) -> None:
    query = Library().get("priorities")
    places = {}
    for lang in ("fr", "en"):
        rows = _ask(example_landscape, query, lang).dicts()
        places[lang] = {str(row["place_label"].value) for row in rows if row["place_label"]}
    assert "Zéphyrie" in places["fr"]
    assert "Zephyria" in places["en"]


def test_quality_queries_find_nothing(example_landscape: Landscape) -> None:
    for query in Library().in_folder("quality"):
        assert not _ask(example_landscape, query).rows, query.name


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("id:x a coop:IndicatorValue", ("id:x", "coop:IndicatorValue")),
        ("id:x a coop:Milestone", ("id:x", "coop:Milestone")),
        ("id:x a coop:Resolution ; prov:wasDerivedFrom doc:nowhere", ("id:x", "coop:Resolution")),
        ("id:x a coop:MixityConvention", ("id:x", "coop:MixityConvention")),
        ("id:liste-fhu coop:listMember id:u-1", ("id:liste-fhu", "coop:ListStatement")),
        ("id:x a coop:Disagreement", ("id:x", "coop:Disagreement")),
        (
            "id:x a coop:Disagreement ; coop:involves id:y",
            ("id:x", "coop:Disagreement"),
        ),
        ("id:x a coop:LabelAward ; prov:wasDerivedFrom doc:doc-b", None),
    ],
)
def test_what_leads_to_no_source_is_found(planted: str, found: tuple[str, str] | None) -> None:
    """List members, plans, values, decisions and disagreements too, on both engines."""
    store = build_store([example_dir()])
    store.update(
        f"PREFIX coop: <{COOP_NS}> PREFIX id: <{ID_NS}> PREFIX doc: <{DOC_NS}> "
        f"PREFIX prov: <{PROV_NS}> "
        f"INSERT DATA {{ GRAPH <{GRAPH_CONSENSUS}> {{ {planted} }} }}"
    )
    query = Library().get("statements-without-source")
    for engine in (OxigraphStore(store), RdflibStore(store)):
        rows = engine.select(query.text).rows
        assert [tuple(curie(term.value) for term in row if term) for row in rows] == (
            [found] if found else []
        )
