"""Known facts of the packaged landscape, as their pages say them."""

from __future__ import annotations

from collections.abc import Callable

from coopgraph.outputs.entity_page import EntityPage, Line

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
