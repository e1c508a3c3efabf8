"""Names and affiliations as they are met, against the packaged landscape."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.curation.reader import read_tables
from coopgraph.reconciliation import Asked, Body, Matcher, Name
from coopgraph.reconciliation.landscape_bodies import bodies_of_tables
from coopgraph.reconciliation.service import answer_query
from coopgraph.resources import curated_dir


@pytest.fixture(scope="module")
def bodies() -> list[Body]:
    return bodies_of_tables(read_tables([curated_dir()]))


@pytest.fixture(scope="module")
def matcher(bodies: list[Body]) -> Matcher:
    return Matcher(bodies)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHU Lille", {"chu-de-lille"}),
        ("Hôpital Claude-Huriez, CHRU de Lille", {"chu-de-lille"}),
        ("Univ. Bordeaux, INSERM U1219, F-33000 Bordeaux", {"universite-de-bordeaux", "u-1219"}),
        ("UNIVERSITE DE BORDEAUX", {"universite-de-bordeaux"}),
        ("Université Paris Descartes", {"universite-paris-descartes"}),
        ("Institut Pasteur de Lille, Lille, France", {"institut-pasteur-de-lille"}),
        ("Inserm U1016, Institut Cochin, Université Paris Cité, Paris",
         {"u-1016", "universite-paris-cite"}),
        ("CIC 1407", {"cic-1407"}),
        ("Hochschule für Angewandte Nichtexistenz", set()),
        ("University of Bordeux, France", {"universite-de-bordeaux"}),
    ],
)  # fmt: skip
def test_names_are_found_as_they_are_written(
    matcher: Matcher, text: str, expected: set[str]
) -> None:
    assert {one.body.id for one in matcher.reconcile(text).matched} == expected


def test_every_label_finds_its_own_body_among_the_candidates(matcher: Matcher) -> None:
    """A name alone may be that of several bodies; its own is always among them."""
    lost = [
        body.id
        for body in matcher.index.bodies
        if body.active
        and body.id not in {one.body.id for one in matcher.reconcile(body.label, 20).candidates}
    ]
    assert len(lost) <= 0.02 * len(matcher.index.bodies), lost[:20]


def test_an_identifier_decides_at_once(matcher: Matcher) -> None:
    answer = matcher.reconcile(Asked("nothing like it", identifiers=("https://ror.org/02vjkv261",)))
    assert [(one.body.id, one.decided_by) for one in answer.matched] == [("inserm", "identifier")]
    found = matcher.reconcile("something, ror.org/02vjkv261")
    assert "inserm" in {one.body.id for one in found.matched}


def test_each_candidate_says_why(matcher: Matcher) -> None:
    for one in matcher.reconcile("CHRU de Lille, Lille, France").candidates:
        assert one.reasons
        assert all(reason.in_language("fr") for reason in one.reasons)


def test_the_country_of_the_text_speaks_against_others() -> None:
    same = [
        Body("fr", "National Institute of Health", (Name("National Institute of Health", "label"),),
             countries=("FR",)),
        Body("jp", "National Institute of Health", (Name("National Institute of Health", "label"),),
             countries=("JP",)),
    ]  # fmt: skip
    answers = Matcher(same).reconcile("National Institute of Health, Tokyo, Japan").candidates
    assert answers[0].body.id == "jp"
    assert all((answers[0].score or 0) > (other.score or 0) for other in answers[1:])


@pytest.mark.parametrize(
    ("asked", "decision"),
    [
        (Asked("University of Lille, Belgium"), "review"),
        (Asked("University of Lille, France"), "matched"),
        (Asked("Université de Lille", country="Belgique"), "review"),
        (Asked("Université de Lille", city="Bruxelles"), "review"),
        (Asked("Université de Lille, Bruxelles"), "review"),
        (Asked("Université de Lille", city="Lille", country="FR"), "matched"),
        # Territories with a code of their own are of their country.
        (Asked("CHU de La Réunion, France"), "matched"),
        (Asked("Institut Pasteur de Lille, Lille, La Réunion"), "matched"),
    ],
)
def test_a_body_of_another_country_than_stated_is_no_answer(
    matcher: Matcher, asked: Asked, decision: str
) -> None:
    answer = matcher.reconcile(asked)
    assert answer.decision == decision
    if decision == "review":
        best = answer.candidates[0]
        assert best.body.id == "universite-de-lille"
        assert any("country" in str(reason) for reason in best.reasons)


def test_the_country_of_another_body_says_nothing(bodies: list[Body], matcher: Matcher) -> None:
    ghent = Body(
        "ghent", "Ghent University", (Name("Ghent University", "label"),), ("BE",), ("Gent",)
    )
    text = "Université de Lille, Lille; Ghent University, Gent, Belgium"
    found = {one.body.id for one in Matcher([*bodies, ghent]).reconcile(text).matched}
    assert found == {"universite-de-lille", "ghent"}
    assert matcher.reconcile(text).matched == ()


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    body = Body("x", "Institut Exemple", (Name("Institut Exemple", "label"),))
    for one in Matcher([body]).reconcile(text).candidates:
        assert one.score is None or 0 <= one.score <= 1


def test_order_case_and_accents_decide_nothing(bodies: list[Body], matcher: Matcher) -> None:
    other = Matcher(list(reversed(bodies)))
    for text in ("Univ. Bordeaux, INSERM U1219", "Hôpital Claude-Huriez, CHRU de Lille"):
        first, second = matcher.reconcile(text), other.reconcile(text)
        assert [(c.body.id, c.score) for c in first.candidates] == [
            (c.body.id, c.score) for c in second.candidates
        ]
    plain = matcher.reconcile("Universite de Bordeaux").matched
    assert [c.body.id for c in plain] == ["universite-de-bordeaux"]


def test_the_hash_seed_changes_nothing() -> None:
    script = (
        "from coopgraph.curation.reader import read_tables\n"
        "from coopgraph.reconciliation import Matcher\n"
        "from coopgraph.reconciliation.landscape_bodies import bodies_of_tables\n"
        "from coopgraph.resources import curated_dir\n"
        "m = Matcher(bodies_of_tables(read_tables([curated_dir()])))\n"
        "for t in ('Inserm U1016, Institut Cochin, Paris', 'AP-HP', 'CNRS UMR 8104'):\n"
        "    print([(c.body.id, c.score, str(c.reasons)) for c in m.reconcile(t).candidates])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(said) == 1


def test_a_query_of_the_reconciliation_api_is_answered(matcher: Matcher) -> None:
    answer = answer_query(
        matcher,
        {"query": "CHRU de Lille", "limit": 2, "properties": [{"pid": "country", "v": "France"}]},
    )
    first = answer["result"][0]
    assert {"id", "name", "type", "score", "match", "features"} == set(first)
    assert (first["id"], first["match"]) == ("chu-de-lille", True)
    assert len(answer["result"]) <= 2
    typed = answer_query(matcher, {"query": "CHRU de Lille", "type": "University"})
    assert all(one["type"][0]["id"] == "University" for one in typed["result"])


def test_a_body_is_in_each_of_its_places(in_several_places: Path) -> None:
    bodies = {body.id: body for body in bodies_of_tables(read_tables([in_several_places]))}
    university = bodies["universite-de-valfictif"]
    assert university.cities == ("Valfictif", "Port-Imaginé")
    assert university.regions == ("Haute-Exemplie", "Côte-d’Azimut")
    assert university.countries == ("XA",)
    assert bodies["conseil-de-septentrie"].countries == ("XD", "XC")
