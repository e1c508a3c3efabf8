"""What a page says, against the answers in data/example/README.md."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from coopgraph.landscape import Landscape, load
from coopgraph.outputs.entity_page import EntityPage, Line, describe_entity
from coopgraph.outputs.entity_page.wording import SECTIONS, WORDS
from coopgraph.sparql.entities import resolve_entity

Describe = Callable[..., EntityPage]


def _section(page: EntityPage, name: str) -> list[Line]:
    return page.sections().get(name, [])


def _ids(lines: list[Line], role: str = "") -> list[str]:
    return [line.value_id for line in lines if role in ("", line.property)]


def test_supervision_of_a_unit_with_codes_and_periods(example_page: Describe) -> None:
    lines = _section(example_page("u-2"), "supervision")
    assert [(line.property, line.value_id, line.details, line.period.start) for line in lines] == [
        ("Tutelle", "id:institut-exemple", ("U 2",), "2010"),
        ("Tutelle", "id:organisme-national-d-essais", ("UMR 9002",), "2014"),
        ("Tutelle", "id:universite-de-valfictif", ("UM 12",), "2010"),
    ]


def test_roles_are_told_apart(example_page: Describe) -> None:
    lines = _section(example_page("u-1"), "supervision")
    assert [(line.property, line.value_id) for line in lines] == [
        ("Tutelle", "id:institut-exemple"),
        ("Tutelle", "id:universite-de-valfictif"),
        ("Mandataire unique", "id:institut-exemple"),
        ("Participant", "id:chu-de-valfictif"),
    ]


def test_mixed_is_derived_and_says_so(example_page: Describe) -> None:
    kinds = {line.value_id: line for line in _section(example_page("u-2"), "identity")}
    assert kinds["coop:MixedUnit"].derived
    assert kinds["coop:MixedUnit"].evidence == ()
    assert not kinds["coop:ResearchUnit"].derived
    assert "coop:MixedUnit" not in _ids(_section(example_page("u-6"), "identity"))


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("universite-de-valfictif", 3),
        ("universite-des-trois-rives", 2),
        ("chu-de-port-imagine", 1),
        ("chu-de-valfictif", 1),
        ("ecole-des-modeles", 1),
        ("organisme-national-d-essais", 1),
        ("universite-de-port-imagine", 1),
        ("institut-exemple", 8),
    ],
)
def test_structures_of_a_body_are_counted(example_page: Describe, body: str, count: int) -> None:
    page = example_page(body)
    assert len(_ids(_section(page, "structures"), "Tutelle")) == count
    counted = [line for line in _section(page, "structure_counts") if line.details[0] == "Tutelle"]
    assert sum(int(line.value) for line in counted) == count


def test_structures_counted_say_how_many_the_focus_supervises_too(example_page: Describe) -> None:
    counted = _section(example_page("universite-de-valfictif"), "structure_counts")
    assert {(line.property, line.value, line.details) for line in counted} == {
        ("unité mixte", "2", ("Tutelle", "dont 2 aussi sous tutelle IEX")),
        ("unité de service", "1", ("Tutelle", "dont 1 aussi sous tutelle IEX")),
        (
            "centre d’investigation clinique",
            "1",
            ("Participant", "dont 1 aussi sous tutelle IEX"),
        ),
    }
    of_focus = _section(example_page("institut-exemple"), "structure_counts")
    assert {line.details for line in of_focus} == {("Tutelle",), ("Mandataire unique",)}


def test_agreement_with_parties_dates_and_revision(example_page: Describe) -> None:
    (line,) = _section(example_page("universite-de-valfictif"), "agreements")
    assert line.property == "convention de mixité"
    assert line.details == ("avec Institut Exemple",)
    assert line.period.signed == "2022"
    assert line.period.revision == "2025–2026"
    assert line.evidence[0][:2] == ("doc-b", "Conventions de mixité, l. 42")


def test_page_of_an_agreement_lists_its_parties(example_page: Describe) -> None:
    page = example_page("Convention de mixité Université de Valfictif")
    assert _ids(_section(page, "parties")) == [
        "id:institut-exemple",
        "id:universite-de-valfictif",
    ]


def test_assumed_end_of_a_label_is_marked(example_page: Describe) -> None:
    (line,) = _section(example_page("fhu-exemplaire"), "labels")
    assert (line.period.start, line.period.end, line.period.basis) == ("2021", "2025", "assumed")
    assert not line.ended
    assert line.evidence[0].source == "doc-b"


def test_waves_of_a_label_and_what_has_ended(example_page: Describe) -> None:
    lines = _section(example_page("siric-modele"), "labels")
    assert [(line.period.start, line.period.end, line.ended) for line in lines] == [
        ("2023", "2027", False),
        ("2018", "2022", True),
    ]


def test_ended_depends_on_the_day(example_landscape: Landscape) -> None:
    iri = resolve_entity(example_landscape.store, "organisme-national-d-essais").value
    for day, ended in (((2025, 6, 30), False), ((2025, 7, 1), True)):
        page = describe_entity(example_landscape.store, iri, as_of=datetime.date(*day))
        assert [line.ended for line in _section(page, "agreements")] == [ended]


def test_disputed_values_stand_side_by_side(example_page: Describe) -> None:
    lines = [
        line
        for line in _section(example_page("institut-exemple"), "claims")
        if line.property == "nombre de structures"
        and line.population == "Toutes les structures de recherche"
    ]
    assert [(line.value, line.year, line.status, line.rivals) for line in lines] == [
        ("7", "2019", "Retenue", ()),
        ("8", "2024", "Contestée", ("9",)),
        ("9", "2024", "Contestée", ("8",)),
    ]
    assert lines[2].evidence[0].stated == "neuf structures"


def test_participations_both_ways(example_page: Describe) -> None:
    team = example_page("BRUME")
    assert "id:institut-exemple" in _ids(_section(team, "members"))
    body = example_page("institut-exemple")
    assert "id:equipe-projet-brume" in _ids(_section(body, "participations"), "Partenaire")


def test_both_types_of_the_company_have_their_own_source(example_page: Describe) -> None:
    found = {
        line.value: {evidence.source for evidence in line.evidence}
        for line in _section(example_page("Fictipharma"), "identity")
        if line.property == "type"
    }
    assert found == {"entreprise": {"page-y"}, "fondation": {"doc-b"}}


def test_types_that_exclude_each_other_are_disputed(example_page: Describe) -> None:
    page = example_page("Fictipharma", "en")
    types = {line.value: line.rivals for line in _section(page, "identity") if line.rivals}
    assert types == {"company": ("foundation",), "foundation": ("company",)}
    assert page.classes == ("organisation",)


def test_names_by_kind(example_page: Describe) -> None:
    found = [
        (line.property, line.value)
        for line in _section(example_page("universite-de-valfictif"), "names")
    ]
    assert found == [
        ("nom", "Valfictif University"),
        ("autre nom", "L’« Université » du Val"),
        ("autre graphie", 'Univ. "Valfictif"'),
        ("autre graphie", "Universite de Valfictif"),
    ]


def test_event_with_before_and_after(example_page: Describe) -> None:
    (line,) = _section(example_page("universite-de-port-imagine"), "events")
    assert line.property == "Changement de nom"
    assert line.period.event == "2020"
    assert line.details == (
        "avant\xa0: Université d’Azimut",
        "après\xa0: Université de Port-Imaginé",
    )


def test_priority_of_a_place_and_of_a_theme(example_page: Describe) -> None:
    (place,) = _section(example_page("zephyrie"), "priorities")
    assert (place.value_id, place.evidence[0].source) == ("theme:ageing", "doc-a")
    (theme,) = _section(example_page("theme:ageing"), "priorities")
    assert theme.value_id == "id:zephyrie"


def test_lists_with_announced_and_named(example_page: Describe) -> None:
    lists = {line.value: line for line in _section(example_page("institut-exemple"), "lists")}
    assert lists["Équipes-projets"].details == (
        "annoncés\xa0: 3",
        "nommés\xa0: 2",
        "liste imprimée",
        "incomplète",
    )
    assert lists["SIRIC annoncés"].details == (
        "annoncés\xa0: 1",
        "nommés\xa0: 0",
        "liste absente",
        "incomplète",
        "nommés dans\xa0: SIRIC, selon la page",
    )


def _disagreement(page: EntityPage, kind: str) -> list[Line]:
    lines = _section(page, "disagreements")
    return [line for line in lines if line.property.startswith(kind)]


def test_disagreements_stand_side_by_side_with_the_decision(example_page: Describe) -> None:
    page = example_page("institut-exemple")
    nine, eight, decision = _disagreement(page, "Valeurs différentes")
    assert nine.property == (
        "Valeurs différentes\xa0: nombre de structures "
        "(Toutes les structures de recherche\xa0; 2024)"
    )
    assert (nine.value, eight.value) == ("9", "8")
    assert nine.evidence[0][:2] == ("doc-b", "Chiffres clés, l. 101")
    assert decision.value == "décision\xa0: laissé ouvert"
    assert decision.value_id == "decision:left-open"
    assert decision.details == ("le même rapport imprime deux nombres", "2024-12-20")
    parts = _disagreement(page, "Parties et total")
    assert "attendu\xa0: 8" in parts[0].property
    assert [line.value for line in parts] == ["7", "6", "1", "1", "décision\xa0: expliqué"]
    assert parts[1].details == ("Unités de recherche seules",)
    (undecided,) = _disagreement(page, "Annonce et liste")
    assert (undecided.value, undecided.details) == ("2", ("Équipes-projets",))
    named, silent, _ = _disagreement(page, "Listes différentes")
    assert (named.value_id, named.details) == ("id:chu-de-port-imagine", ("CHU partenaires",))
    assert silent.value == "(non nommé)"


def test_a_disagreement_is_on_the_page_of_its_list_too(example_page: Describe) -> None:
    lines = _disagreement(example_page("liste-chu-page", "en"), "Different lists")
    assert [line.value for line in lines] == [
        "CHU de Port-Imaginé",
        "(not named)",
        "decision: left open",
    ]


def test_a_settled_value_and_the_one_it_superseded(example_page: Describe) -> None:
    page = example_page("organisme-national-d-essais")
    values = {line.value: line for line in _section(page, "claims")}
    assert (values["1964"].status, values["1964"].details) == ("Retenue", ())
    assert values["1966"].details == ("remplacée",)
    assert values["1966"].rivals == ()
    assert _disagreement(page, "Valeurs différentes")[-1].value == "décision\xa0: tranché"


def test_the_page_of_an_instrument_tells_of_its_label_and_lists(example_page: Describe) -> None:
    page = example_page("SIRIC")
    assert page.iri.endswith("/instrument/siric")
    assert "label:siric" in _ids(_section(page, "identity"))
    assert _ids(_section(page, "labels_given")) == ["id:siric-modele", "id:siric-modele"]
    assert _ids(_section(page, "lists")) == ["id:liste-siric", "id:liste-siric-page"]
    (member,) = _section(page, "list_members")
    assert (member.property, member.value_id) == ("SIRIC, selon la page", "id:siric-modele")
    assert member.evidence[0].source == "page-y"
    label = example_page("label:siric")
    assert _section(label, "list_members") == [member]


def test_parts_of_a_place(example_page: Describe) -> None:
    page = example_page("haute-exemplie")
    assert "id:u-1" in _ids(_section(page, "located"))
    assert sum(int(line.value) for line in _section(page, "located_counts")) == len(
        _section(page, "located")
    )


def test_every_line_has_a_source_unless_counted_or_derived(
    example_landscape: Landscape,
) -> None:
    from pyoxigraph import NamedNode

    subjects = {quad.subject for quad in example_landscape.store.quads()}
    slugs = sorted(
        s.value
        for s in subjects
        if isinstance(s, NamedNode) and "/id/" in s.value and "_" not in s.value
    )
    assert len(slugs) > 50
    for iri in slugs:
        if iri.endswith("/id/landscape"):
            continue
        page = describe_entity(example_landscape.store, iri, as_of=example_landscape.as_of)
        for line in page.lines:
            assert line.evidence or line.derived or line.section.endswith("_counts"), (iri, line)


def test_both_languages_say_the_same_things(example_page: Describe) -> None:
    for name in ("institut-exemple", "u-1", "zephyrie", "siric-modele", "fictipharma", "SIRIC"):
        french, english = example_page(name, "fr"), example_page(name, "en")
        for section in french.sections():
            if section == "names":  # the title of the page is not repeated there
                continue
            assert sorted(_ids(_section(french, section))) == sorted(
                _ids(_section(english, section))
            )
    assert example_page("zephyrie", "en").label == "Zephyria"


def test_every_heading_and_word_is_in_both_languages() -> None:
    assert all(set(heading) == {"fr", "en"} for heading in SECTIONS.values())
    assert set(WORDS["fr"]) == set(WORDS["en"])
    for name, french in WORDS["fr"].items():
        assert french.count("{}") == WORDS["en"][name].count("{}"), name


def test_rdflib_gives_the_same_page(
    example_folder: object, example_landscape: Landscape, example_page: Describe
) -> None:
    from pathlib import Path

    assert isinstance(example_folder, Path)
    other = load([example_folder], store="rdflib:", as_of=example_landscape.as_of)
    for name in ("institut-exemple", "u-2", "zephyrie", "fictipharma", "SIRIC", "liste-chu"):
        iri = resolve_entity(other.store, name).value
        assert describe_entity(other.store, iri, as_of=other.as_of) == example_page(name)


def test_items_of_a_plan_stand_in_the_order_of_the_plan(example_page: Describe) -> None:
    page = example_page("contrat-d-objectifs-fictif", "en")
    assert [line.property for line in _section(page, "indicators")] == [
        "1.1 a",
        "1.2 a",
        "2.1 a",
        "2.1 b",
        "2.2 a",
        "2.2 b",
        "2.3 a",
    ]
    said = {line.property: line.details for line in _section(page, "indicators")}
    assert said["1.1 a"] == ("25% in 2021 → 50% in 2026", "observed: 25% in 2023, 37.5% in 2024")
    assert said["2.2 a"] == ("120 in 2021 → above the reference in 2026", "observed: 114 in 2023")
    milestones = [(line.property, line.details) for line in _section(page, "milestones")]
    assert milestones == [
        ("2023", ("objective 1", "reached in 2023")),
        ("2024", ("objective 1",)),
        ("2025", ("objective 2",)),
    ]


def test_who_says_that_a_milestone_was_reached(example_page: Describe) -> None:
    (reached, _, _) = _section(example_page("contrat-d-objectifs-fictif"), "milestones")
    assert {(e.source, e.confidence) for e in reached.evidence} == {
        ("doc-b", "Élevée"),
        ("page-y", "Moyenne"),
    }


@pytest.mark.parametrize(
    ("item", "sections"),
    [
        ("cof-objectif-1", {"actions": 1, "indicators": 2, "milestones": 2}),
        ("cof-indicateur-2-1", {"indicators": 5}),
        ("cof-indicateur-1-1-a", {"indicators": 4}),
        ("cof-action-1", {}),
        ("cof-jalon-1-2023-1", {}),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_item_shows_what_stands_below_it(
    example_page: Describe, item: str, sections: dict[str, int], lang: str
) -> None:
    page = example_page(item, lang)
    plan = ("objectives", "actions", "indicators", "milestones")
    assert {n: len(_section(page, n)) for n in plan if _section(page, n)} == sections
    assert all(line.evidence for line in page.lines)
    assert "id:contrat-d-objectifs-fictif" in _ids(_section(page, "part_of"))


def test_an_action_says_what_it_concerns(example_page: Describe) -> None:
    concerned = _section(example_page("cof-action-2"), "claims")
    assert [(line.property, line.value_id) for line in concerned] == [
        ("concerne", "instrument:lia")
    ]


def test_a_structure_shows_its_term(example_page: Describe) -> None:
    (term,) = _section(example_page("u-1", "en"), "terms")
    assert (term.value, term.period.start, term.period.end) == ("Wave B", "2020", "2024")
