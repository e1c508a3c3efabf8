"""Known facts of the packaged landscape, as their pages say them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coopgraph.landscape import load
from coopgraph.outputs.entity_page import EntityPage, Line, describe_entity
from coopgraph.sparql.entities import resolve_entity

Describe = Callable[..., EntityPage]


def _by_id(page: EntityPage, section: str) -> dict[str, Line]:
    return {line.value_id: line for line in page.sections().get(section, [])}


def test_convention_of_bordeaux(curated_page: Describe) -> None:
    lines = _by_id(curated_page("Université de Bordeaux"), "agreements")
    convention = lines["id:convention-mixite-universite-de-bordeaux"]
    assert convention.property == "convention de mixité"
    assert convention.period.signed == "2022"
    assert {(e.source, e.locator) for e in convention.evidence} == {
        ("004", "Convention de mixité, l. 42")
    }


def test_institut_cochin(curated_page: Describe) -> None:
    page = curated_page("Institut Cochin")
    assert page.iri.endswith("/u-1016")
    bodies = _by_id(page, "supervision")
    assert bodies["id:cnrs"].details == ("UMR 8104",)
    assert bodies["id:inserm"].details == ("U 1016",)
    assert bodies["id:universite-paris-cite"].property == "Tutelle"
    assert bodies["id:ap-hp"].property == "Participant"
    assert {e.source for line in bodies.values() for e in line.evidence} == {"rnsr-2022"}


def test_cnrs(curated_page: Describe) -> None:
    page = curated_page("CNRS")
    assert "id:accord-cadre-cnrs" in _by_id(page, "agreements")
    counted = page.sections()["structure_counts"]
    listed = {
        (line.details[-1], line.property, line.value_id) for line in page.sections()["structures"]
    }
    assert sum(int(line.value) for line in counted) == len(listed) > 50


def test_rules_of_an_instrument(curated_page: Describe) -> None:
    claims = curated_page("instrument:lia").sections()["claims"]
    duration = [line for line in claims if line.property == "durée réglementaire en années"]
    assert {line.value for line in duration} == {"4"}
    assert {e.source for line in duration for e in line.evidence} >= {"002"}


def test_siric_as_a_label(curated_page: Describe) -> None:
    page = curated_page("SIRIC")
    sections = page.sections()
    claims = {(line.property, line.value_id or line.value) for line in sections["claims"]}
    for body in ("id:inca", "id:dgos", "id:inserm"):
        assert ("attribué par", body) in claims
        assert ("financé par", body) in claims
    assert ("durée réglementaire en années", "5") in claims
    count = next(line for line in sections["claims"] if line.population == "SIRIC")
    assert (count.value, count.year, count.evidence[0].source) == ("8", "2023", "004")
    lists = _by_id(page, "lists")
    assert lists["id:liste-siric-annonces-2023"].details == (
        "annoncés\xa0: 8",
        "nommés\xa0: 0",
        "liste absente",
        "incomplète",
        "nommés dans\xa0: SIRIC de la troisième vague",
    )
    names = [line for line in sections["list_members"] if "troisième" in line.property]
    assert len(names) == 8
    assert sections["list_members"][:8] == names  # the latest list first
    assert all(line.evidence for line in names)


def test_msd_avenir_is_a_company_or_a_foundation() -> None:
    today = load(as_of="2026-11-25")  # the decision is younger than the other pages
    iri = resolve_entity(today.store, "MSD Avenir").value
    page = describe_entity(today.store, iri, as_of=today.as_of, lang="en")
    types = {
        line.value: (line.rivals, line.evidence[0].source)
        for line in page.sections()["identity"]
        if line.property == "type"
    }
    assert types == {
        "company": (("foundation",), "004"),
        "foundation": (("company",), "003"),
    }
    assert page.sections()["disagreements"][-1].value == "decision: left open"


def test_disagreements_about_inserm(curated_page: Describe) -> None:
    lines = curated_page("inserm", "en").sections()["disagreements"]
    said = {(line.property.partition(":")[0], line.value) for line in lines}
    assert said >= {
        ("Announced against listed", "4"),
        ("Different values", "34"),
        ("Different values", "36"),
        ("Different lists", "National Contact Point Infrastructures"),
        ("Different lists", "National Contact Point legal and financial issues"),
    }


def test_an_indicator_says_its_values_as_printed(curated_page: Describe) -> None:
    page = curated_page("cop-2016-2020-indicateur-5-1")
    values = [
        (line.property, line.value.replace("\u00a0", " "), line.details, line.year)
        for line in page.sections()["indicators"]
    ]
    name = "5.1 a Part des unités en gestion mutualisée"
    assert values == [
        (name, "16 %", ("référence", "44 sur 279"), "2015"),
        (name, "60 %", ("cible", "dit 2 fois la référence"), "2020"),
    ]
    passages = [
        (e.source, e.locator, e.stated)
        for line in page.sections()["indicators"]
        for e in line.evidence
    ]
    assert passages == [
        ("003", "Objectif 5, l. 1774", "16 % (44 unités en DGG"),
        ("003", "Objectif 5, l. 1778", "60 %, soit un doublement"),
    ]


@pytest.mark.parametrize("name", ["Contrat d'objectifs", "COP"])
def test_the_contract_of_objectives(curated_page: Describe, name: str) -> None:
    sections = curated_page(name, "en").sections()
    counts = {key: len(sections[key]) for key in ("objectives", "actions", "milestones")}
    assert counts == {"objectives": 6, "actions": 35, "milestones": 22}
    assert [line.property for line in sections["actions"]] == [str(n) for n in range(1, 36)]
    said = {line.property: line.details for line in sections["indicators"]}
    assert len(said) == 46
    assert said["1.1 a"] == ("8,592, per year, in 2014 → above the reference, per year, in 2020",)
    assert said["1.4 a"] == ("0 in 2015 → 6 to 9 in 2020",)
    assert said["2.1 a"][0].replace("\u00a0", " ") == (
        "€27.8 million, per year, in 2015 → more than €40 million, per year, in 2020"
    )
    assert not any(line.value_id.startswith("id:cop-") for line in sections.get("mentions", []))
    assert all(e.source == "003" for lines in sections.values() for x in lines for e in x.evidence)


def test_an_open_period_says_when_the_last_label_ended() -> None:
    def period(name: str) -> tuple[str, ...]:
        page = load(as_of="2026-11-26").show(name, lang="en")
        return next(line.details for line in page.lines if line.section == "period")

    assert period("FHU CARE") == ("last known label ended in 2024",)
    assert period("SIRIC CURAMUS") == ()
