"""The miniature landscape: the answers that its README works out by hand, on both engines."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.registry import Parameters, detect_gaps
from coopgraph.landscape import Landscape
from coopgraph.store.rdflib_store import RdflibStore
from tests.gaps.rows import AS_OF, by_id

CONVENTIONS = {
    "convention-university/universite-de-valfictif": ("covered", 3),
    "convention-university/universite-des-trois-rives": ("candidate", 2),
    "convention-university/universite-de-port-imagine": ("covered", 1),
    "convention-school/ecole-des-modeles": ("covered", 1),
    "convention-research-body/organisme-national-d-essais": ("covered", 1),
    "convention-other-body/chu-de-valfictif": ("exempt", 1),
    "convention-other-body/chu-de-port-imagine": ("exempt", 1),
    "convention-region/haute-exemplie": ("covered", 6),
    "convention-region/cote-d-azimut": ("candidate", 2),
}
PRIORITIES = {
    "zephyrie/ageing": "covered",
    "boralie/neuroscience": "lapsed",
    "archipel-austral/infectious-diseases": "candidate",
    "cytherie/genetics": "confirmed",
    "septentrie/regenerative-medicine": "undecidable",
}


@pytest.fixture(scope="module")
def example(example_landscape: Landscape) -> Facts:
    return read_facts(example_landscape.store)


def find(
    facts: Facts, kind: str, as_of: datetime.date = AS_OF, within: int = 12
) -> Mapping[str, Gap]:
    parameters = Parameters(within_months=within)
    return by_id(detect_gaps(facts, as_of=as_of, types=[kind], parameters=parameters))


def test_both_engines_give_the_same_facts(example_landscape: Landscape, example: Facts) -> None:
    assert read_facts(RdflibStore(example_landscape.store.quads())) == example


def test_priorities(example: Facts) -> None:
    gaps = find(example, "priority")
    themed = {
        key.removeprefix("priority-theme/doc-a/"): gap.status.value
        for key, gap in gaps.items()
        if gap.rule == "priority-theme"
    }
    assert themed == PRIORITIES
    places = {
        key.rpartition("/")[2]: gap.status.value
        for key, gap in gaps.items()
        if gap.rule == "priority-place"
    }
    assert places == {
        key.partition("/")[0]: "covered" if status == "undecidable" else status
        for key, status in PRIORITIES.items()
    }


def test_priorities_end_with_the_strategy(example: Facts) -> None:
    later = find(example, "priority", AS_OF + datetime.timedelta(days=1))
    assert {gap.status for gap in later.values()} == {Status.EXEMPT}


def test_a_confirmed_gap_shows_its_lists(example: Facts) -> None:
    gap = find(example, "priority")["priority-theme/doc-a/cytherie/genetics"]
    assert len(gap.searched[0].completeness) == 3
    assert "does not exist" in gap.sentence.en


def test_conventions(example: Facts) -> None:
    found = {
        key: (gap.status.value, int(gap.score_terms[0].value))
        for key, gap in find(example, "convention").items()
    }
    assert found == CONVENTIONS


def test_the_framework_agreement_lapses_the_day_after_its_last(example: Facts) -> None:
    key = "convention-research-body/organisme-national-d-essais"
    assert find(example, "convention", datetime.date(2025, 6, 30))[key].status is Status.COVERED
    assert find(example, "convention", datetime.date(2025, 7, 1))[key].status is Status.LAPSED


@pytest.mark.parametrize(
    ("within", "expiring"),
    [
        (6, {"accord-cadre-organisme-national-d-essais"}),
        (12, {"accord-cadre-organisme-national-d-essais", "award_fhu-exemplaire_fhu_2021"}),
        (5, set()),
    ],
)
def test_expiring(example: Facts, within: int, expiring: set[str]) -> None:
    gaps = find(example, "expiry", within=within)
    found = {k for k, gap in gaps.items() if gap.status is Status.CANDIDATE}
    assert {key.removeprefix("expiry/") for key in found} == expiring


def test_expiries_past_later_and_unknown(example: Facts) -> None:
    gaps = find(example, "expiry")
    by_status: dict[str, set[str]] = {}
    for key, gap in gaps.items():
        by_status.setdefault(gap.status.value, set()).add(key.removeprefix("expiry/"))
    assert by_status["lapsed"] == {"gdri-boussole", "lia-aurore"}
    assert by_status["covered"] == {
        "accord-zephyrie",
        "accord-septentrie",
        "award_siric-modele_siric_2018",
        "award_siric-modele_siric_2023",
        "contrat-d-objectifs-fictif",
        "cper-fictif-2021-2027",
        "umi-9",
    }
    assert by_status["undecidable"] == {
        "convention-mixite-ecole-des-modeles",
        "convention-mixite-universite-de-port-imagine",
        "convention-mixite-universite-de-valfictif",
        "convention-region-haute-exemplie",
        "equipe-projet-brume",
        "equipe-projet-ecume",
    }
    assert by_status["exempt"] == {"pcn-fictif-sante"}, "no term is expected of a contact point"
    fhu = gaps["expiry/award_fhu-exemplaire_fhu_2021"].dates
    assert (fhu.end_latest, fhu.basis) == (datetime.date(2025, 12, 31), "assumed")


def test_data(example: Facts) -> None:
    gaps = find(example, "data")
    lists = {
        key.removeprefix("data-list/liste-"): (gap.status.value, gap.finding.en)
        for key, gap in gaps.items()
        if gap.rule == "data-list"
    }
    assert lists["equipes-projets"] == (
        "confirmed",
        "announced: 3; listed: 2; in the graph: 2 on the lists",
    )
    assert lists["fhu"] == ("confirmed", "announced: 2; listed: 1; in the graph: 1 on the lists")
    assert lists["conventions-de-mixite"] == (
        "covered",
        "announced: 3; listed: 3; in the graph: 3 on the lists",
    )
    assert lists["siric"] == (
        "covered",
        "announced: 1; listed: 0; named by another source: 1; in the graph: 1 on the lists",
    )
    disputes = {
        key.removeprefix("data-dispute/"): gap.finding.en
        for key, gap in gaps.items()
        if gap.rule == "data-dispute"
    }
    assert disputes == {
        "institut-exemple/structureCount/2024/all-structures": (
            "number of structures, All research structures (2024): 8 / 9"
        ),
        "kinds_fictipharma": "type: company / foundation",
        "lists_institut-exemple_UniversityHospital_2024": (
            "member of the list (2024): CHU de Port-Imaginé"
        ),
        "printed-share_value_cof-indicateur-1-2-a_reference_2021_doc-b_127": (
            "numeric value (2021): 20; expected: 12.5"
        ),
        "stated-factor_value_cof-indicateur-1-2-a_target_2026_doc-b_128_reference_2021_doc-b_127": (
            "stated factor (2026): 20 / 30; expected: 60"
        ),
    }
    assert gaps["data-place/ProjectTeam"].finding.en == "1 of 2 without a place"


def test_planted_gaps_are_all_found(example: Facts) -> None:
    planted = {key for key, (status, _) in CONVENTIONS.items() if status == "candidate"}
    planted |= {
        f"priority-theme/doc-a/{key}"
        for key, status in PRIORITIES.items()
        if status in ("lapsed", "candidate", "confirmed")
    }
    planted |= {"expiry/accord-cadre-organisme-national-d-essais", "expiry/lia-aurore"}
    gaps = by_id(detect_gaps(example, as_of=AS_OF))
    open_states = {Status.CONFIRMED, Status.CANDIDATE, Status.LAPSED}
    found = {key for key, gap in gaps.items() if gap.status in open_states}
    assert planted <= found
