"""Answers on the packaged landscape: least rows, known truths, the same on both engines."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import curie
from coopgraph.sparql import Library, LibraryQuery
from coopgraph.sparql.run import ask_library

EXAMPLE_DAY = datetime.date(2024, 12, 31)
QUERIES = Library().questions()
EVERY = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def _rows(landscape: Landscape, name: str, **values: str) -> list[dict[str, str]]:
    answer = ask_library(landscape.store, Library().get(name), values, as_of=EXAMPLE_DAY)
    return [
        {key: curie(term.value) for key, term in row.items() if term is not None}
        for row in answer.dicts()
    ]


@EVERY
def test_least_rows(curated_landscape: Landscape, query: LibraryQuery) -> None:
    values = dict(query.header.example)
    answer = ask_library(curated_landscape.store, query, values, as_of=EXAMPLE_DAY)
    assert answer.variables == query.header.columns
    assert len(answer.rows) >= query.header.min_rows
    assert len(set(answer.rows)) == len(answer.rows)


def test_quality_queries_find_nothing(curated_landscape: Landscape) -> None:
    for query in Library().in_folder("quality"):
        rows = curated_landscape.store.select(query.text).rows
        assert not rows, (query.name, rows[:5])


@pytest.fixture(scope="module")
def rdflib_curated() -> Landscape:
    return load(store="rdflib:", as_of=EXAMPLE_DAY)


@pytest.mark.slow
@EVERY
def test_both_engines_give_the_same_rows(
    curated_landscape: Landscape, rdflib_curated: Landscape, query: LibraryQuery
) -> None:
    values = dict(query.header.example)
    expected = ask_library(curated_landscape.store, query, values, lang="en", as_of=EXAMPLE_DAY)
    found = ask_library(rdflib_curated.store, query, values, lang="en", as_of=EXAMPLE_DAY)
    assert found.rows == expected.rows


def test_seven_sites_are_to_be_revised(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "conventions-to-revise", first="2024", last="2025")
    assert {row["site"] for row in rows} == {
        "id:nancy",
        "id:besancon",
        "id:dijon",
        "id:reims",
        "id:strasbourg",
        "id:nice",
        "id:tours",
    }


def test_framework_agreements(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "research-bodies-framework-agreements")
    years = {row["body"]: row.get("signed_year") for row in rows if "agreement" in row}
    assert years["id:institut-pasteur"] == "2023"
    assert years["id:centralesupelec"] == "2015"
    assert years["id:cnrs"] is None
    bodies = {row["body"] for row in rows}
    assert bodies >= {"id:cnrs", "id:inrae", "id:inria", "id:cea", "id:ird"}


def test_fourteen_project_teams(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "project-teams")
    assert Counter(row["partner"] for row in rows) == {"id:inria": 8, "id:cnrs": 2, "id:inrae": 4}
    assert all(row["leader"] for row in rows)
    counts = {
        row["partner"]: (row["announced"], row["listed"], row["in_graph"])
        for row in _rows(curated_landscape, "teams-announced-and-listed")
    }
    assert counts == {
        "id:inria": ("8", "8", "8"),
        "id:cnrs": ("2", "2", "2"),
        "id:inrae": ("5", "4", "4"),
    }


def test_rules_of_the_instruments(curated_landscape: Landscape) -> None:
    rules = {row["instrument"]: row for row in _rows(curated_landscape, "instrument-rules")}
    years = {name: rule.get("duration_years") for name, rule in rules.items()}
    assert years["instrument:lia"] == "4"
    assert years["instrument:gdri"] == "4"
    assert years["instrument:umi"] == "5"
    assert years["instrument:fhu"] == "5"
    assert rules["instrument:gdri"]["max_renewals"] == "1"
    assert rules["instrument:gdri"]["legal_status"] == "false"


def test_fhu_announced_and_named(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "labels-announced-and-listed")
    found = {(row["source"], row["announced"], row["listed"]) for row in rows}
    assert {("doc:004", "46", "0"), ("doc:004", "21", "0"), ("doc:004", "8", "0")} <= found


def test_siric_are_awarded_and_funded_by_three(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "label-awarders", label="siric")
    assert {(row["act"], row["body"]) for row in rows} == {
        (act, body)
        for act in ("coop:awardedBy", "coop:fundedBy")
        for body in ("id:inca", "id:dgos", "id:inserm")
    }


def test_contact_points(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "contact-points")
    coordinated = [row for row in rows if row["role"] == "role:coordinator"]
    assert {(row["contact_point"], row["on_behalf_of"]) for row in coordinated} == {
        ("id:pcn-sante", "id:aviesan")
    }
    assert Counter(row["source"] for row in rows) == {"doc:000": 5, "doc:003": 5}


@pytest.mark.parametrize("name", ["contact-points", "european-programmes", "memberships"])
def test_each_source_is_given_with_its_own_lines(curated_landscape: Landscape, name: str) -> None:
    """A link that two documents state has a row for each, and no row mixes the two."""
    rows = [row for row in _rows(curated_landscape, name) if row["source"] == "doc:003"]
    assert rows
    heads = ("INTRODUCTION", "OBJECTIF ", "Action ", "INDICATEUR ")
    assert [row["locator"] for row in rows if not row["locator"].startswith(heads)] == []


def test_memberships(curated_landscape: Landscape) -> None:
    rows = {(row["collective"], row["role"]) for row in _rows(curated_landscape, "memberships")}
    assert ("id:clora", "role:permanent-member") in rows
    assert ("id:aviesan", "role:member") in rows
    assert ("id:f-crin", "role:coordinator") in rows
    assert ("id:satt", "role:shareholder") in rows


def test_priorities_with_nothing_behind_them(curated_landscape: Landscape) -> None:
    strategies = Counter(row["strategy"] for row in _rows(curated_landscape, "priorities"))
    assert strategies == {"doc:000": 20, "doc:003": 16}
    rows = _rows(curated_landscape, "priorities-without-instrument", year="2020")
    for strategy in strategies:
        places = {row["place"] for row in rows if row["strategy"] == strategy}
        assert places >= {"id:singapour", "id:maghreb"}
        assert "id:japon" not in places


@pytest.mark.parametrize("name", ["priorities-without-instrument", "priority-instruments"])
def test_a_strategy_that_is_over_announces_nothing(curated_landscape: Landscape, name: str) -> None:
    """Document 003 covers 2016 to 2020; document 000 gives its strategy no end."""
    strategies = {
        year: {row["strategy"] for row in _rows(curated_landscape, name, year=year)}
        for year in ("2015", "2016", "2020", "2021")
    }
    assert strategies == {
        "2015": {"doc:000"},
        "2016": {"doc:000", "doc:003"},
        "2020": {"doc:000", "doc:003"},
        "2021": {"doc:000"},
    }


def test_modalities_of_the_new_agreements(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "agreements-by-modality", modality="exploratory-visit")
    assert {row["place"] for row in rows} == {
        "id:japon",
        "id:coree-du-sud",
        "id:taiwan",
        "id:israel",
    }


def test_joint_units_abroad(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "joint-units-abroad")
    assert {row["country"] for row in rows} == {"id:allemagne", "id:etats-unis"}


def test_regions(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "region-conventions")
    years = {row["region"]: row["year"] for row in rows if row["source"] == "doc:004"}
    assert years == {"id:bretagne": "2022", "id:normandie": "2022", "id:hauts-de-france": "2023"}
    missing = {row["region"] for row in _rows(curated_landscape, "regions-without-convention")}
    assert missing >= {"id:ile-de-france", "id:occitanie", "id:nouvelle-aquitaine"}
    assert not missing & set(years)


def test_state_region_plan(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "cper")
    assert {row["measure"]: row["value"] for row in rows if row["plan"] == "id:cper-2022-2027"} == {
        "coop:projectCount": "40",
        "coop:regionCount": "9",
        "coop:amountMillionEuro": "8.68",
    }


def test_seven_health_agencies(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "health-agencies")
    assert len({row["agency"] for row in rows if row["agency"] != "id:assurance-maladie"}) == 7


def test_industry(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "industrial-partners")
    assert {row["partner"] for row in rows} >= {
        "id:gsk-biopharm",
        "id:quest-diagnostics",
        "id:dassault-systemes",
        "id:msd-avenir",
        "id:sanofi",
        "id:pierre-fabre",
        "id:astrazeneca",
    }
    kinds = _rows(curated_landscape, "company-or-foundation", body="MSD Avenir")
    assert {row["class"] for row in kinds} == {"coop:Company", "coop:Foundation"}
    assert len({row["source"] for row in kinds}) == 2


def test_clinical_investigation_centres_are_disputed(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "disagreements")
    values = {row["value"] for row in rows if row["property"] == "coop:structureCount"}
    assert values == {"34", "36"}


def test_the_origin_of_students_is_disputed(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "disagreements")
    assert {
        (row["source"], row["value"]) for row in rows if row["property"] == "coop:originOfMajority"
    } == {("doc:000", "id:maghreb"), ("doc:003", "id:afrique")}


def test_cochin(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "unit-supervisors", unit="U1016")
    assert {(row["body"], row["role"]) for row in rows} >= {
        ("id:inserm", "role:supervising-body"),
        ("id:cnrs", "role:supervising-body"),
        ("id:universite-paris-cite", "role:supervising-body"),
        ("id:ap-hp", "role:participant"),
    }


def test_partners_are_many(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "partners-by-joint-units")
    assert rows[0]["partner"] == "id:cnrs"
    assert int(rows[0]["units"]) < int(rows[0]["structures"])
    assert len(rows) > 90
    assert 30 <= len(_rows(curated_landscape, "structures-without-cotutelle")) <= 40


def test_questions_and_gaps_count_the_same_units(curated_landscape: Landscape) -> None:
    """Units, service units and CIC: federations and teams would make Lille the third partner."""
    rows = _rows(curated_landscape, "partners-without-convention")
    units = {row["partner"]: int(row["units"]) for row in rows}
    assert list(units.values()) == sorted(units.values(), reverse=True)
    assert units["id:universite-de-lille"] == 15
    ranked = _rows(curated_landscape, "partners-by-joint-units")
    assert units.items() <= {row["partner"]: int(row["units"]) for row in ranked}.items()
    scores = {
        f"id:{gap.id.partition('/')[2]}": next(
            int(term.value) for term in gap.score_terms if term.name == "structures"
        )
        for gap in curated_landscape.gaps(["convention"])
        if gap.rule == "convention-university"
    }
    assert units.keys() & scores.keys()
    assert all(scores[body] == units[body] for body in units.keys() & scores.keys())


def test_a_convention_to_be_revised_is_named(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "partners-without-convention", lang="fr")
    named = {row["partner"]: row["to_revise"] for row in rows if "to_revise" in row}
    assert "Strasbourg" in named["id:universite-de-strasbourg"]
    assert "id:universite-de-lille" not in named
    assert len(named) >= 6
