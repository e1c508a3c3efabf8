"""What the documents say of bodies and links, counted by hand in their texts."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib

from coopgraph.curation.reader import read_tables
from coopgraph.curation.tables import Tables
from coopgraph.landscape import Landscape
from coopgraph.namespaces import COOP_NS, SCHEME_NS
from coopgraph.resources import curated_dir, ontology_dir
from coopgraph.sources.passages import DocumentFolder, lines_of
from coopgraph.validation.locators import check_locators

CHARTER = "charte-de-deontologie-des-metiers-de-la-recherche"
Records = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def records() -> Records:
    """Return a function that gives the rows of a table whose cells have the given values."""
    tables: Tables = read_tables([curated_dir()])

    def find(table: str, **cells: object) -> list[Any]:
        rows = (located.record for located in tables.rows[table])
        return [r for r in rows if all(getattr(r, k) == v for k, v in cells.items())]

    return find


def _between(record: Any, first: int, last: int) -> bool:
    lines = lines_of(record.locator or "")
    return record.source == "003" and lines is not None and first <= lines[0] <= lines[1] <= last


@pytest.mark.skipif(
    "COOPGRAPH_DOCUMENTS" not in os.environ, reason="the texts of the documents are not at hand"
)
def test_locators_hold(curated_landscape: Landscape) -> None:
    """``COOPGRAPH_DOCUMENTS`` names the folder of the texts."""
    folder = DocumentFolder(Path(os.environ["COOPGRAPH_DOCUMENTS"]))
    assert list(check_locators(curated_landscape.store, folder)) == []


def test_eight_signed_the_charter_and_four_drew_it_up(records: Records) -> None:
    (charter,) = records("agreements", cls="Charter")
    assert (charter.id, str(charter.signed_on)) == (CHARTER, "2015-01-29")
    parties = [r.party for r in records("agreement_parties", agreement=CHARTER)]
    assert sorted(parties) == [
        "cirad",
        "cnrs",
        "conference-des-presidents-d-universite",
        "inra",
        "inria",
        "inserm",
        "institut-curie",
        "ird",
    ]
    drafters = {r.value for r in records("claims", subject=CHARTER, predicate="draftedBy")}
    assert drafters == {"inserm", "conference-des-presidents-d-universite", "cnrs", "inra"}


def test_a_charter_pairs_nobody(curated_landscape: Landscape) -> None:
    select = curated_landscape.store.select
    body = "id:conference-des-presidents-d-universite"
    assert not select(f"SELECT ?other WHERE {{ {body} coop:collaboratesWith ?other }}").rows
    assert len(select(f"SELECT ?body WHERE {{ ?body coop:partyTo id:{CHARTER} }}").rows) == 8


def test_industrial_partners_of_the_contract(records: Records) -> None:
    """Five names, the first of them double; a foundation stands among the companies."""
    rows = records("partnerships", source="003", kind="structuring-industrial")
    assert {r.partner for r in rows} == {
        "medimmune",
        "astrazeneca",
        "gsk-biopharm",
        "sanofi",
        "quest-diagnostics",
        "msd-avenir",
    }
    assert {(r.start_year, r.end_year, r.confidence) for r in rows} == {(2011, 2014, "medium")}
    types = {(r.cls, r.source) for r in records("types", entity="msd-avenir")}
    assert types == {("Company", "004"), ("Foundation", "003")}


def test_two_sources_of_a_partnership_keep_their_periods(curated_landscape: Landscape) -> None:
    """Document 004 gives the partnership with Sanofi no year; the years of 003 stay with 003."""
    rows = curated_landscape.store.select(
        """SELECT ?source ?start WHERE {
          ?partnership a coop:Partnership ; coop:hasParty id:sanofi ;
            prov:wasDerivedFrom ?source .
          OPTIONAL { ?partnership coop:startYear ?start }
        }"""
    ).dicts()
    found = {(row["source"].value[-3:], row["start"] and row["start"].value) for row in rows}  # type: ignore[union-attr]
    assert found == {("004", None), ("003", "2011")}


def test_nine_counts_of_footnote_8(records: Records) -> None:
    counts = {
        r.population: int(r.value)
        for r in records("claims", subject="inserm", predicate="count")
        if _between(r, 1136, 1138)
    }
    assert counts == {
        "labex": 52,
        "equipex": 19,
        "national-infrastructures": 16,
        "pia-cohorts": 10,
        "ihu": 6,
        "ihu-promising": 6,
        "phuc": 2,
        "irt": 2,
        "demonstrators": 3,
    }


def test_projects_of_the_seventh_framework_programme(records: Records) -> None:
    """434 managed; 224 of them with others, 59 of the ERC, 12 of IMI, 116 Marie Curie."""
    counts = {
        r.population: int(r.value)
        for r in records("claims", subject="inserm", predicate="projectCount")
        if _between(r, 1302, 1310)
    }
    assert counts == {
        "fp7-projects": 434,
        "fp7-collaborative-projects": 224,
        "fp7-coordinated-projects": 41,
        "fp7-erc-projects-hosted": 112,
        "fp7-erc-projects-managed": 59,
        "fp7-imi-projects": 12,
        "fp7-marie-curie-projects": 116,
        "fp7-marie-curie-individual-fellowships": 97,
    }
    scheme = rdflib.Graph().parse(ontology_dir() / "schemes" / "population.ttl")
    parts: dict[str, set[str]] = defaultdict(set)
    prefix = SCHEME_NS + "population/"
    for part, whole in scheme.subject_objects(rdflib.URIRef(COOP_NS + "partOfPopulation")):
        parts[str(whole).removeprefix(prefix)].add(str(part).removeprefix(prefix))
    assert parts["fp7-projects"] == {
        "fp7-collaborative-projects",
        "fp7-erc-projects-hosted",
        "fp7-imi-projects",
        "fp7-marie-curie-projects",
    }, "as the document counts them"
    for whole in parts.keys() & counts.keys() - {"fp7-projects"}:
        assert sum(counts[part] for part in parts[whole]) <= counts[whole], whole
    printed = sum(counts[part] for part in parts["fp7-projects"])
    assert printed == 464 > counts["fp7-projects"], "hosted is not managed: a decision explains it"
    managed = printed - counts["fp7-erc-projects-hosted"] + counts["fp7-erc-projects-managed"]
    assert managed == 411 <= counts["fp7-projects"]


def test_national_infrastructures(records: Records) -> None:
    """Four coordinated, the two of model organisms joined; F-CRIN stands for France in ECRIN."""
    coordinated = {
        r.collective
        for r in records("participations", member="inserm", role="coordinator")
        if _between(r, 726, 727)
    }
    assert coordinated == {"f-crin", "biobanques", "hidden", "ingestem"}
    (four,) = records("claims", population="coordinated-infrastructures")
    assert int(four.value) == len(coordinated)
    partner = records("participations", member="inserm", role="partner", source="003")
    assert {"phenomin", "tefor"} <= {r.collective for r in partner}
    (french,) = records("participations", collective="ecrin", role="representative")
    assert french.member == "f-crin"
    assert {r.id for r in records("collaborations", cls="Cohort")} == {
        "cohorte-constances",
        "cohorte-hepather",
        "cohorte-ckd-rein",
    }


def test_four_strategic_domains_led_by_two(records: Records) -> None:
    domains = {
        r.member
        for r in records("participations", collective="cvt-aviesan", role="member")
        if r.member.startswith("dvs-")
    }
    assert len(domains) == 4
    for domain in domains:
        leads = {r.member for r in records("participations", collective=domain, role="co-lead")}
        assert leads == {"inserm", "inserm-transfert"}


def test_programmes_of_the_contract(records: Records) -> None:
    """Three transversal programmes, two first accelerators."""
    assert len(records("programmes", part_of="programmes-transversaux")) == 3
    assert len(records("programmes", part_of="accelerateurs-de-recherche-technologique")) == 2
    governed = records("participations", member="inserm", role="governing-partner")
    assert {r.collective for r in governed} == {
        "pia-idex",
        "pia-ihu",
        "pia-irt",
        "irt-bioaster",
        "irt-b-com",
    }


def test_contact_points_differ_between_the_documents(records: Records) -> None:
    found = {
        source: {
            (r.collective, r.role, r.on_behalf_of)
            for r in records("participations", member="inserm", source=source)
            if r.collective.startswith("pcn-")
        }
        for source in ("000", "003")
    }
    shared = {
        ("pcn-sante", "coordinator", "aviesan"),
        ("pcn-erc", "member", None),
        ("pcn-actions-marie-sklodowska-curie", "member", None),
        ("pcn-fet", "member", None),
    }
    assert found["000"] == shared | {("pcn-questions-juridiques-et-financieres", "member", None)}
    assert found["003"] == shared | {("pcn-infrastructures", "member", None)}


def test_priorities_of_the_contract_have_its_years(records: Records) -> None:
    rows = records("priorities", strategy="003")
    assert len(rows) == 16
    assert {(r.start_year, r.end_year) for r in rows} == {(2016, 2020)}
    themed = {(r.place, r.theme) for r in rows if r.theme}
    assert len(themed) == 11
    assert {r.place for r in rows if r.stance == "maintain"} == {"afrique", "maghreb"}
    assert len(records("priorities", strategy="000")) == 21


def test_two_documents_differ_on_where_students_come_from(records: Records) -> None:
    rows = records("claims", subject="population:foreign-students", predicate="originOfMajority")
    assert {(r.source, r.value) for r in rows} == {("000", "maghreb"), ("003", "afrique")}


def test_africa_holds_its_parts(records: Records) -> None:
    members = {
        region: {r.country for r in records("place_members", region=region)}
        for region in ("afrique", "afrique-subsaharienne", "maghreb")
    }
    assert members["afrique"] > members["afrique-subsaharienne"] | members["maghreb"]
    assert len(members["afrique"]) == 54


@pytest.mark.parametrize(
    ("line", "predicate", "values"),
    [
        (89, "rank", {17}),
        (94, "rank", {10, 2}),
        (97, "share", {12, 18}),
        (98, "share", {30}),
        (470, "count", {1449}),
        (472, "count", {23, 9}),
        (474, "amountMillionEuro", {25, 30}),
        (614, "count", {10}),
        (651, "count", {61, 31}),
        (656, "count", {493}),
        (729, "structureCount", {34}),
        (1092, "unitCount", {279}),
        (1094, "count", {13}),
        (1149, "share", {33}),
        (1154, "amountMillionEuro", {1200}),
    ],
)
def test_figures(records: Records, line: int, predicate: str, values: set[float]) -> None:
    found = {
        float(r.value)
        for r in records("claims", subject="inserm", predicate=predicate, source="003")
        if (lines_of(r.locator) or (0, 0))[1] == line
    }
    assert found == values
