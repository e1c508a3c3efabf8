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
def decided_landscape() -> Landscape:
    """Return the packaged landscape with its decisions, which are younger than the other day."""
    return load(as_of="2026-11-25")


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


def test_a_strategy_that_is_over_counts_no_longer(curated_landscape: Landscape) -> None:
    """The contract of 2016-2020 (003) does not name Germany; the page without dates (000) does."""

    def countries(year: str) -> set[tuple[str, str]]:
        rows = _rows(curated_landscape, "countries-without-priority", year=year)
        return {(row["country"], row["strategy"]) for row in rows}

    assert ("id:allemagne", "doc:003") in countries("2018")
    assert ("id:allemagne", "doc:000") not in countries("2018")
    assert {strategy for _, strategy in countries("2021")} == {"doc:000"}

    def strategies(year: str) -> set[str]:
        rows = _rows(curated_landscape, "themes-shared-by-countries", year=year)
        return {row["strategy"] for row in rows}

    assert strategies("2018") == {"doc:000", "doc:003"}
    assert strategies("2021") == strategies("2015") == {"doc:000"}


def test_priorities_with_nothing_behind_them(curated_landscape: Landscape) -> None:
    strategies = Counter(row["strategy"] for row in _rows(curated_landscape, "priorities"))
    assert strategies == {"doc:000": 21, "doc:003": 16}
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


def _disputed(landscape: Landscape, kind: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows(landscape, "disputed-facts", kind=kind):
        found.setdefault(row["disagreement"].rpartition("disagreement_")[2], []).append(row)
    return found


def test_clinical_investigation_centres_are_disputed(decided_landscape: Landscape) -> None:
    rows = _disputed(decided_landscape, "values")["values_inserm_structureCount_2016_cic"]
    assert {(row["value"], row["first_line"]) for row in rows} == {
        ("34", "590"),
        ("36", "613"),
        ("36", "522"),
    }
    assert {row["decision"] for row in rows} == {"decision:left-open"}


def test_no_count_of_another_year_or_population_is_disputed(curated_landscape: Landscape) -> None:
    """279 units in 2015, more than 360, about 350, 362 and about 365 structures do not conflict."""
    rows = [row for found in _disputed(curated_landscape, "values").values() for row in found]
    structures = [row for row in rows if row["property"] == "coop:structureCount"]
    assert {row["context"] for row in structures} == {"population:cic"}
    assert not [row for row in rows if row["property"] == "coop:partnerCount"]


def test_the_fifth_contact_point_is_disputed(curated_landscape: Landscape) -> None:
    (rows,) = _disputed(curated_landscape, "lists").values()
    assert {(row["value"], row["source"], row["first_line"]) for row in rows} == {
        ("id:pcn-questions-juridiques-et-financieres", "doc:000", "40"),
        ("id:pcn-infrastructures", "doc:003", "1335"),
    }


def test_the_kind_of_msd_avenir_is_disputed(curated_landscape: Landscape) -> None:
    (rows,) = _disputed(curated_landscape, "kinds").values()
    assert {(row["subject"], row["value"], row["source"]) for row in rows} == {
        ("id:msd-avenir", "coop:Company", "doc:004"),
        ("id:msd-avenir", "coop:Foundation", "doc:003"),
    }


def test_five_teams_announced_and_four_printed(curated_landscape: Landscape) -> None:
    (rows,) = _disputed(curated_landscape, "announced-listed").values()
    (row,) = rows
    assert (row["context"], row["value"], row["expected_value"]) == (
        "id:liste-equipes-projets-inrae",
        "4",
        "5",
    )


def test_shares_that_do_not_follow_from_their_counts(curated_landscape: Landscape) -> None:
    """15 of 279 printed 18 %, 8 of 279 printed 2 %; 44 and 26 of 279 are right."""
    rows = [
        row for found in _disputed(curated_landscape, "printed-share").values() for row in found
    ]
    assert {(row["subject"][-5:], row["value"], row["expected_value"]) for row in rows} == {
        ("5-2-a", "18", "5.4"),
        ("5-2-c", "2", "2.9"),
    }


def test_sixty_is_no_doubling_of_sixteen(curated_landscape: Landscape) -> None:
    (rows,) = _disputed(curated_landscape, "stated-factor").values()
    assert {(row["context"], row["value"], row["expected_value"]) for row in rows} == {
        ("value-role:reference", "16", "32"),
        ("value-role:target", "60", "32"),
    }
    assert {row["first_line"] for row in rows} == {"1774", "1778"}


def test_projects_of_the_seventh_framework_programme_do_not_add_up(
    decided_landscape: Landscape,
) -> None:
    (rows,) = _disputed(decided_landscape, "parts-whole").values()
    assert {row["value"] for row in rows} == {"434", "224", "112", "12", "116"}
    assert {row["expected_value"] for row in rows} == {"464"}
    assert {row["decision"] for row in rows} == {"decision:explained"}


def test_every_disagreement_is_decided_or_left_open_for_a_reason(
    decided_landscape: Landscape,
) -> None:
    rows = _rows(decided_landscape, "disputed-facts")
    assert len({row["disagreement"] for row in rows}) >= 8
    assert all(row.get("reason") and row.get("decided_on") for row in rows)


def test_lists_announced_printed_and_named_elsewhere(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "announced-against-listed")
    found: dict[str, tuple[str | None, ...]] = {}
    sources: dict[str, set[str]] = {}
    for row in rows:
        name = row["list"].removeprefix("id:liste-")
        found[name] = (row.get("announced"), row["listed"], row["named_elsewhere"], row["form"])
        if "elsewhere_source" in row:
            sources.setdefault(name, set()).add(row["elsewhere_source"])
    printed, examples, absent = (f"list-form:{name}" for name in ("printed", "examples", "absent"))
    expected = {
        "equipes-projets-inria": ("8", "8", "0", printed),
        "equipes-projets-cnrs": ("2", "2", "0", printed),
        "equipes-projets-inrae": ("5", "4", "0", printed),
        "siric-annonces-2023": ("8", "0", "8", absent),
        "siric-2023": ("8", "8", "0", printed),
        "fhu-2024": ("46", "0", "14", absent),
        "fhu-ile-de-france-2024": ("21", "0", "10", absent),
        "fhu-g4-2021": ("8", "3", "1", examples),
        "unites-a-l-etranger": ("2", "0", "2", absent),
        "poles-de-competitivite": (None, "0", "0", absent),
        "conventions-de-mixite": (None, "9", "0", printed),
        "agences-de-sante": (None, "7", "0", printed),
        "ihu-2023": ("12", "12", "0", printed),
        "structures-rnsr-2022": ("362", "362", "0", printed),
    }
    assert {name: found[name] for name in expected} == expected
    assert sources["siric-annonces-2023"] == {"doc:page-siric-curie"}
    assert sources["unites-a-l-etranger"] == {"doc:page-inserm-outils-cooperation"}
    universities = next(row for row in rows if row["list"] == "id:liste-universites-partenaires")
    assert universities["approximation"] == "approximation:more-than"


def test_the_origin_of_students_is_not_disputed(curated_landscape: Landscape) -> None:
    """Who comes from the Maghreb comes from Africa: the two documents do not exclude each other."""
    name = "values_population-foreign-students_originOfMajority"
    assert name not in _disputed(curated_landscape, "values")


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


def test_the_contract_of_objectives(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "indicators")
    assert len({row["indicator"] for row in rows}) == 24
    assert len({row["number"] for row in rows}) == len(rows) == 46
    shared = next(row for row in rows if row["number"] == "5.1 a")
    assert (shared["reference"], shared["target"], shared["distance"]) == ("16", "60", "44")
    assert (shared["numerator"], shared["denominator"]) == ("44", "279")
    assert len(_rows(curated_landscape, "milestones")) == 22
    assert len(_rows(curated_landscape, "milestones", year="2017")) == 10
    actions = _rows(curated_landscape, "actions")
    assert {int(row["number"]) for row in actions} == set(range(1, 36))
    concerned = {
        (row["number"], row.get("concerns"), row.get("concerns_locator")) for row in actions
    }
    assert ("23", "id:atip-avenir", "Objectif 4, l. 979-980") in concerned
    assert ("35", "id:clora", "Objectif 6, l. 1360") in concerned
    assert ("14", None, None) in concerned


def test_indicators_that_do_not_agree(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "indicators-inconsistent")
    found = {
        (row["kind"].partition(":")[2], row["number"], row["expected"], row["locator"])
        for row in rows
    }
    assert found == {
        ("printed-share", "5.2 a", "5.4", "Objectif 5, l. 1791"),
        ("printed-share", "5.2 c", "2.9", "Objectif 5, l. 1792-1793"),
        ("stated-factor", "5.1 a", "32", "Objectif 5, l. 1778"),
        ("target-below-pace", "5.3 b", "60", "Objectif 5, l. 1815"),
        ("target-not-beyond", "1.1 e", "30.5", "Objectif 1, l. 1412"),
        ("target-not-beyond", "2.8 a", "2", "Objectif 2, l. 1615"),
        ("target-not-beyond", "4.1 a", "58", "Objectif 4, l. 1694"),
        ("target-not-beyond", "4.3 a", "24", "Objectif 4, l. 1727"),
        ("target-not-beyond", "6.1 a", "23", "Objectif 6, l. 1844"),
    }


def test_waves_of_sites_without_known_terms(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "unit-terms", year="2024")
    assert {row["site"] for row in rows} == {
        "id:nancy",
        "id:besancon",
        "id:dijon",
        "id:reims",
        "id:strasbourg",
        "id:nice",
        "id:tours",
    }
    assert {row["wave"] for row in rows} == {"wave:c"}
    assert not any("end_year" in row for row in rows), "no source states a term"


def test_laboratories_that_ended(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "instruments-followed-up", type="lia")
    found = {row["instrument"]: (row["ended"], row.get("follow_up")) for row in rows}
    assert found["id:lia-jin"] == found["id:lia-virhost"] == ("true", None)


def test_a_body_that_goes_on_is_called_by_its_former_name(curated_landscape: Landscape) -> None:
    rows = _rows(curated_landscape, "what-replaced")
    labels = {
        (row["before"], row["before_label"])
        for row in rows
        if row.get("before") == row.get("after") is not None
    }
    assert labels == {
        ("id:universite-bourgogne-europe", "Université de Bourgogne"),
        ("id:universite-marie-et-louis-pasteur", "Université de Franche-Comté"),
    }


def test_what_a_document_states_can_be_read(curated_landscape: Landscape) -> None:
    rows = list(curated_landscape.query("document-facts", document="004").dicts())
    assert 300 < len(rows) < 600
    claims = [row for row in rows if row["class"] and row["class"].value.endswith("#Claim")]
    assert claims
    assert all(row["property_label"] and row["value"] and row["locator"] for row in claims)
    assert all(row["node_label"] for row in claims)
