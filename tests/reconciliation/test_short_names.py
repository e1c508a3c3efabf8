"""Slips, acronyms alone, initials, parts of bodies and forerunners, against small landscapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.outputs.reconcile_tables import answers_table, review_table
from coopgraph.reconciliation import Answer, Asked, Body, Matcher, Name
from coopgraph.reconciliation.face import reconcile_list
from coopgraph.reconciliation.landscape_bodies import bodies_of_tables
from coopgraph.reconciliation.register import read_register
from coopgraph.resources import curated_dir


def body(id_: str, label: str, acronym: str = "", city: str = "Lille", country: str = "FR") -> Body:
    names = [Name(label, "label"), *([Name(acronym, "acronym")] if acronym else [])]
    return Body(id_, label, tuple(names), (country,), (city,))


LANDSCAPE = [
    body("lille", "Université de Lille"),
    body("lima", "Université de Lima", city="Lima", country="PE"),
    body("chu", "Centre Hospitalier Universitaire de Lille", "CHU Lille"),
    body("pasteur", "Institut Pasteur de Lille"),
    body("cnrs", "Centre National de la Recherche Scientifique", "CNRS", "Paris"),
    body("inria", "Institut du numérique", "INRIA", "Rocquencourt"),
    body("inrb", "Institut de recherche biomédicale", "INRB", "Brest"),
    body("mines", "École des Mines de Douai", city="Douai"),
    *(body(f"u{n}", f"Université de {town}", city=town) for n, town in enumerate(
        ["Caen", "Nantes", "Rennes", "Bordeaux", "Lyon", "Angers", "Tours", "Poitiers", "Dijon"]
    )),
]  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(LANDSCAPE)


def reasons(matcher: Matcher, asked: Asked) -> dict[str, str]:
    return {
        one.body.id: "; ".join(reason.in_language("en") for reason in one.reasons)
        for one in matcher.reconcile(asked).candidates
    }


@pytest.mark.parametrize(
    ("text", "town", "word", "read"),
    [
        ("Universite de Lile", "Lille", "lile", "lille"),
        ("Universite de Lile", "", "lile", "lille"),
        ("Univercité de Lille", "", "univercite", "university"),
        ("Institut Pastuer de Lille", "", "pastuer", "pasteur"),
        ("Ecolle des Mines de Douai", "", "ecolle", "school"),
    ],
)
def test_a_slip_is_read_said_and_lowers_the_score(
    matcher: Matcher, text: str, town: str, word: str, read: str
) -> None:
    asked = Asked(text, city=town)
    best = matcher.reconcile(asked).candidates[0]
    assert f"“{word}” read as “{read}”" in reasons(matcher, asked)[best.body.id]
    right = matcher.reconcile(Asked(best.body.label, city=town)).candidates[0]
    assert right.body == best.body
    assert (best.score or 0) < (right.score or 0)


def test_a_known_town_says_which_word_was_meant(matcher: Matcher) -> None:
    """ "Lila" is one letter from both."""
    for town, wanted in (("Lima", "lima"), ("Lille", "lille")):
        asked = Asked("Université de Lila" if town == "Lima" else "Université de Lile", city=town)
        assert matcher.reconcile(asked).candidates[0].body.id == wanted


def test_a_short_acronym_is_never_taken_for_a_slip(matcher: Matcher) -> None:
    for text in ("CNRZ", "INRC", "INRC, Brest", "Univ. Lille, CNRZ"):
        assert not {"cnrs", "inrb"} & {one.body.id for one in matcher.reconcile(text).candidates}


def test_what_is_likely_but_no_answer_stands_in_the_review(matcher: Matcher) -> None:
    answers = [Matcher(LANDSCAPE, match=1, review=1).reconcile("Univercité de Lile")]
    rows = review_table(answers, "en").rows
    assert rows[0][3] == "lille"
    scores = [row[5] or 0 for row in rows]
    assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("asked", "decision"),
    [
        (Asked("CNRS", country="France"), "matched"),
        (Asked("C.N.R.S.", country="FR"), "matched"),
        (Asked("CNRS, France"), "matched"),
        (Asked("CNRS"), "review"),
        (Asked("C.N.R.S."), "review"),
        (Asked("CNRS", country="Lebanon"), "none"),
    ],
)
def test_an_acronym_alone_counts_where_one_body_has_it(
    matcher: Matcher, asked: Asked, decision: str
) -> None:
    answer = matcher.reconcile(asked)
    assert answer.decision == decision
    if decision != "none":
        assert answer.candidates[0].body.id == "cnrs"
        assert (answer.candidates[0].score or 0) >= 0.7
        assert "has this acronym" in reasons(matcher, asked)["cnrs"]


@pytest.mark.parametrize(
    ("asked", "score", "there"),
    [
        (Asked("CNRS", city="Lyon", country="France"), 0.7, "Lyon"),
        (Asked("CNRS", city="LYON CEDEX 07", country="France"), 0.7, "Lyon"),
        (Asked("CNRS, Lyon, France"), 0.7, "Lyon"),
        (Asked("CNRS", city="Brive", country="FR"), 0.7, "Brive"),
        (Asked("CNRS", city="Lyon"), 0.45, "Lyon"),
    ],
)
def test_an_acronym_with_another_town_is_no_answer(
    matcher: Matcher, asked: Asked, score: float, there: str
) -> None:
    answer = matcher.reconcile(asked)
    assert (answer.decision, answer.candidates[0].body.id) == ("review", "cnrs")
    assert answer.candidates[0].score == score
    assert f"city differs (Paris; text: {there})" in reasons(matcher, asked)["cnrs"]


@pytest.mark.parametrize("city", ["Paris", "PARIS CEDEX 13", "Paris 13e arrondissement", ""])
def test_an_acronym_in_its_town_is_an_answer(matcher: Matcher, city: str) -> None:
    asked = Asked("CNRS", city=city, country="France")
    assert matcher.reconcile(asked).decision == "matched"
    assert "city differs" not in reasons(matcher, asked)["cnrs"]


def test_a_country_whose_name_a_town_has_is_no_other_town() -> None:
    found = Matcher([*LANDSCAPE, body("brazil", "College of Clay", city="France", country="US")])
    asked = Asked("CNRS, France")
    assert found.reconcile(asked).decision == "matched"
    assert "city differs" not in reasons(found, asked)["cnrs"]


def test_a_given_town_counts_for_more_than_the_one_in_the_name(matcher: Matcher) -> None:
    here, elsewhere = (
        matcher.reconcile(Asked("Université de Caen", city=city)).candidates[0]
        for city in ("Caen", "Lille")
    )
    assert (elsewhere.score or 0) < (here.score or 0)
    said = reasons(matcher, Asked("Université de Caen", city="Lille"))["u0"]
    assert "city differs (Caen; text: Lille)" in said
    # A town that is part of another's name, and one that stands in the text, say nothing against.
    for asked in (Asked("Université de Caen", city="Hérouville-Caen"), "Caen, Université de Caen"):
        assert "city differs" not in reasons(matcher, asked)["u0"]  # type: ignore[arg-type]


def test_an_acronym_of_several_bodies_is_decided_by_the_country() -> None:
    both = [*LANDSCAPE, body("beirut", "Conseil national", "CNRS", "Beyrouth", "LB")]
    found = Matcher(both)
    assert found.reconcile("CNRS").matched == ()
    for country, wanted in (("FR", "cnrs"), ("LB", "beirut")):
        answer = found.reconcile(Asked("CNRS", country=country))
        assert [one.body.id for one in answer.matched] == [wanted]
    short = Matcher([*LANDSCAPE, body("ird", "Recherche pour le développement", "IRD", "Paris")])
    assert short.reconcile(Asked("IRD", country="FR")).decision == "review"


def test_initials_lead_to_a_candidate_and_to_no_answer(matcher: Matcher) -> None:
    for asked, decision in ((Asked("IPL", city="Lille"), "review"), (Asked("IPL"), "none")):
        answer = matcher.reconcile(asked)
        assert [one.body.id for one in answer.candidates] == ["pasteur"]
        assert answer.decision == decision
        assert "initials IPL" in reasons(matcher, asked)["pasteur"]
    assert matcher.reconcile("Ipl").candidates == ()


def test_a_town_after_a_name_tells_of_a_part(matcher: Matcher) -> None:
    asked = Asked("Inria Lille - Nord Europe")
    answer = matcher.reconcile(asked)
    assert (answer.decision, answer.candidates[0].body.id) == ("review", "inria")
    assert "a part of it (Lille)" in reasons(matcher, asked)["inria"]


def test_a_name_without_the_word_of_its_kind_is_found(matcher: Matcher) -> None:
    assert matcher.reconcile("Mines Douai").candidates[0].body.id == "mines"


def record(number: str, name: str, status: str, acronym: str, *later: str) -> dict[str, object]:
    return {
        "id": f"https://ror.org/{number}",
        "status": status,
        "types": ["facility"],
        "admin": {"last_modified": {"date": "2026-06-23"}},
        "names": [
            {"value": name, "types": ["label", "ror_display"], "lang": "fr"},
            {"value": acronym, "types": ["acronym"], "lang": None},
        ],
        "relationships": [
            {"type": "successor", "id": f"https://ror.org/{one}", "label": ""} for one in later
        ],
    }


def test_names_of_forerunners_are_former_names_of_the_one_successor(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text(json.dumps([
        record("000000001", "Vieux nom", "withdrawn", "VN", "000000002"),
        record("000000002", "Ancien nom", "inactive", "ANC", "000000003"),
        record("000000004", "Nom partagé", "inactive", "NPA", "000000003", "000000005"),
        record("000000006", "Nom en rond", "withdrawn", "ROND", "000000006"),
    ]), encoding="utf-8")  # fmt: skip
    second.write_text(json.dumps([
        record("000000003", "Nom nouveau", "active", "NOUV"),
        record("000000005", "Autre nom", "active", "AUT"),
    ]), encoding="utf-8")  # fmt: skip
    found = {one.id[-1]: one for one in read_register([first, second])}
    assert found.keys() == {"2", "3", "4", "5"}
    former = {k: {n.text for n in one.names if "former" in n.kind} for k, one in found.items()}
    assert former == {"2": set(), "3": {"Vieux nom", "VN", "Ancien nom", "ANC"}, "4": set(),
                      "5": set()}  # fmt: skip
    matcher = Matcher(found.values())
    said = reasons(matcher, Asked("Vieux nom"))
    assert "forerunner “Vieux nom”" in said["https://ror.org/000000003"]


@pytest.mark.parametrize(
    ("asked", "city"),
    [
        (Asked("Institut de la vigne, Saint-Émilion"), "Saint-Émilion"),
        (Asked("Institut de la vigne", city="SAINT EMILION"), "Saint-Émilion"),
        (Asked("Institut de la vigne, Beaune"), "Beaune"),
        (Asked("Institut de la vigne"), "Beaune"),
        (Asked("Institut de la vigne, Émilion"), "Beaune"),
        (Asked("Institut de la vigne de Beaune", city="Saint-Émilion"), "Saint-Émilion"),
        (Asked("Institut de la vigne de Beaune, Saint-Émilion"), "Saint-Émilion"),
        (Asked("Institut de la vigne de Beaune, Mâcon (Saint-Émilion)"), "Saint-Émilion"),
    ],
)
def test_of_several_cities_the_one_that_is_meant_is_shown(asked: Asked, city: str) -> None:
    name = Name("Institut de la vigne de Beaune", "label")
    names = (name, Name("Institut de la vigne", "alias"))
    vine = Body("vigne", name.text, names, ("FR",), ("Beaune", "Saint-Émilion"))
    answer = Matcher([vine, *LANDSCAPE]).reconcile(asked)
    table = answers_table([answer], "fr", machine=True, candidates=3)
    row = next(row for row in table.rows if row[3] == "vigne")
    assert row[table.columns.index("city")] == city
    agreed = row[table.columns.index("reasons")]
    named = asked.city or asked.text.endswith(("Saint-Émilion", "Saint-Émilion)", "Beaune"))
    assert (f"même ville ({city})" in str(agreed)) == bool(named)


#: Towns with latitude and longitude, and whether a body of Lille contradicts a text of them.
AROUND = {
    "Villeneuve-d'Ascq": (50.61669, 3.16664, False),
    "Seclin": (50.5489, 3.0306, False),
    "Douai": (50.37069, 3.07922, True),
    "Nowhere": (None, None, True),
}


@pytest.mark.parametrize("town", AROUND)
@pytest.mark.parametrize("beside", [True, False])
def test_a_neighbouring_town_neither_contradicts_nor_agrees(town: str, beside: bool) -> None:
    """15 km by coordinates; where there are none, towns of two names differ."""
    bodies = [Body("x", "Institut Exemple", (Name("Institut Exemple", "label"),), ("FR",),
                   ("Lille",), points=(("Lille", 50.63297, 3.05858),))]  # fmt: skip
    for name, (latitude, longitude, _) in AROUND.items():
        points = () if latitude is None else ((name, latitude, longitude),)
        names = (Name(f"Hôpital de {name}", "label"),)
        bodies.append(Body(name, names[0].text, names, ("FR",), (name,), points=points))
    asked = Asked("Institut Exemple", town) if beside else Asked(f"Institut Exemple, {town}")
    (found,) = [one for one in Matcher(bodies).reconcile(asked).candidates if one.body.id == "x"]
    figures = dict(found.figures)
    contradicts = AROUND[town][2]
    assert (figures["city_other"], figures["city"]) == (float(contradicts), 0.0)
    said = "; ".join(reason.in_language("en") for reason in found.reasons)
    assert ("city differs" in said) == contradicts
    assert "town agrees" not in said
    near = f"neighbouring city (Lille; text: {town})"
    assert (near in said) == (not contradicts)


def test_bodies_of_a_landscape_know_where_their_cities_are() -> None:
    found = {one.id: one for one in bodies_of_tables(read_tables([curated_dir()]))}
    ((city, latitude, longitude),) = found["universite-de-lille"].points
    assert (city, round(latitude, 1), round(longitude, 1)) == ("Lille", 50.6, 3.1)


BEARERS = [
    body("cnrs-fr", "Centre National de la Recherche Scientifique", "CNRS", "Paris"),
    body("cnrs-lb", "National Council for Scientific Research", "CNRS", "Beirut", "LB"),
    *(body(f"u{n}", f"Université de {town}", city=town) for n, town in enumerate(
        ["Caen", "Nantes", "Rennes"]
    )),
]  # fmt: skip
LIST = [Asked("CNRS"), *(Asked(f"Université de {town}") for town in ("Caen", "Nantes", "Rennes"))]


def decisions(answer: Answer) -> dict[str, str]:
    return {one.body.id: one.decision for one in answer.candidates}


def test_an_acronym_of_several_bodies_is_looked_at_where_a_list_is_of_one_country() -> None:
    matcher = Matcher(BEARERS)
    assert decisions(matcher.reconcile("CNRS"))["cnrs-fr"] == "none"
    first, *others = reconcile_list(matcher, LIST)
    assert all(one.matched for one in others)
    assert (first.decision, first.candidates[0].body.id) == ("review", "cnrs-fr")
    assert decisions(first).get("cnrs-lb", "none") == "none"
    said = [reason.in_language("en") for reason in first.candidates[0].reasons]
    assert "several bodies bear this acronym; this one is of FR" in said
    assert reconcile_list(matcher, LIST[:3])[0].decision == "none"  # two answers tell nothing


def test_a_country_at_home_makes_no_answer_and_says_nothing_of_a_text_elsewhere() -> None:
    for match in (0.79, 0.46, 0.45, 0.4):
        answer = Matcher(BEARERS, match=match, home="FR").reconcile("CNRS")
        assert answer.matched == ()
        assert answer.open == (match > 0.45)
    matcher = Matcher(BEARERS, home="FR")
    for asked in (Asked("CNRS", "Beirut"), Asked("CNRS", country="LB"), Asked("cnrs")):
        assert decisions(matcher.reconcile(asked)).get("cnrs-fr", "none") == "none"
        plain = Matcher(BEARERS).reconcile(asked)
        assert decisions(matcher.reconcile(asked)) == decisions(plain)
