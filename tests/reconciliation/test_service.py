"""Manifest, batches and results against the shapes of the Reconciliation API 0.2, in our words.

The shapes are those of the JSON schemas beside the specification (manifest, reconciliation-query-
batch, reconciliation-result-batch); what is optional there and sent here is checked, too.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from coopgraph.errors import QueryError
from coopgraph.reconciliation import Body, Matcher, Name
from coopgraph.reconciliation.service import answer_batch, answer_query, manifest

SEVERAL = "Université de Lille; Université de Lyon; Institut Pasteur"


def body(
    id_: str,
    label: str,
    *kinds: str,
    city: str = "Lille",
    identifiers: tuple[tuple[str, str], ...] = (),
) -> Body:
    names = (Name(label, "label"),)
    return Body(id_, label, names, ("FR",), (city,), kinds=kinds, identifiers=identifiers)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(
        [
            body("lille-u", "Université de Lille", "University", "Operator"),
            body("lille-h", "Université de Lille Hôpital", "Hospital"),
            body("lyon-u", "Université de Lyon", "University", city="Lyon"),
            body("pasteur", "Institut Pasteur", "Institute",
                 identifiers=(("ror", "https://ror.org/0495fxg12"),)),
        ]
    )  # fmt: skip


def check_result(result: Any) -> None:
    """Check one answer of a result batch as the schema has it."""
    assert set(result) == {"result"}
    scores = [one["score"] for one in result["result"]]
    assert scores == sorted(scores, reverse=True)
    for one in result["result"]:
        assert set(one) == {"id", "name", "type", "score", "match", "features"}
        assert isinstance(one["id"], str)
        assert isinstance(one["name"], str)
        assert isinstance(one["score"], float)
        assert 0 <= one["score"] <= 100
        assert isinstance(one["match"], bool)
        assert all({"id", "name"} == set(kind) for kind in one["type"])
        for feature in one["features"]:
            assert set(feature) == {"id", "value"}
            assert isinstance(feature["id"], str)
            assert isinstance(feature["value"], float)
    assert sum(one["match"] for one in result["result"]) <= 1


def test_a_manifest_says_what_a_client_needs(matcher: Matcher) -> None:
    said = json.loads(json.dumps(manifest(matcher, "Names")))
    assert "0.2" in said["versions"]
    assert said["name"] == "Names"
    for place in ("identifierSpace", "schemaSpace"):
        assert said[place].startswith("https://")
    assert "{{id}}" in said["view"]["url"]
    assert said["defaultTypes"] == [
        {"id": kind, "name": kind} for kind in ("Hospital", "Institute", "Operator", "University")
    ]
    view = said["view"]["url"].replace("{{id}}", matcher.index.bodies[0].id)
    assert view.startswith(said["identifierSpace"])


def test_the_manifest_of_a_register_views_its_addresses() -> None:
    said = manifest(Matcher([body("https://ror.org/0495fxg12", "Institut Pasteur", "facility")]))
    assert said["identifierSpace"] == "https://ror.org/"
    assert said["view"]["url"].replace("{{id}}", "https://ror.org/0495fxg12") == (
        "https://ror.org/0495fxg12"
    )


def test_a_batch_is_answered_by_name(matcher: Matcher) -> None:
    batch = {
        "q0": {"query": "Université de Lille", "limit": 3, "type": "University"},
        "q1": {"query": "Institut Pasteur, Lille", "properties": [{"pid": "country", "v": "FR"}]},
        "q2": {"query": "Nichts dergleichen"},
    }
    answers = json.loads(json.dumps(answer_batch(matcher, batch)))
    assert set(answers) == set(batch)
    for answer in answers.values():
        check_result(answer)
    assert (answers["q0"]["result"][0]["id"], answers["q0"]["result"][0]["match"]) == (
        "lille-u",
        True,
    )
    assert answers["q0"]["result"][0]["features"]
    assert answers["q2"] == {"result": []}


def test_a_query_may_be_properties_alone(matcher: Matcher) -> None:
    for value in (
        "https://ror.org/0495fxg12",
        ["https://ror.org/0495fxg12"],
        {"id": "https://ror.org/0495fxg12", "name": "x"},
    ):
        answer = answer_query(matcher, {"properties": [{"pid": "ror", "v": value}]})
        check_result(answer)
        assert [(one["id"], one["score"], one["match"]) for one in answer["result"]] == [
            ("pasteur", 100.0, True)
        ]


def test_a_place_that_is_an_entity_counts_by_its_name(matcher: Matcher) -> None:
    query = {
        "query": "Université",
        "properties": [{"pid": "city", "v": {"id": "Q1", "name": "Lyon"}}],
    }
    plain = {"query": "Université", "properties": [{"pid": "city", "v": "Lyon"}]}
    assert answer_query(matcher, query) == answer_query(matcher, plain)


def test_types_are_wanted_as_strictly_as_asked(matcher: Matcher) -> None:
    def ids(**more: Any) -> set[str]:
        answer = answer_query(matcher, {"query": SEVERAL, **more})
        check_result(answer)
        return {one["id"] for one in answer["result"]}

    every = ids()
    assert every == {"lille-u", "lyon-u", "pasteur"}
    assert ids(type="Institute") == {"pasteur"}
    assert ids(type=["University", "Operator"], type_strict="all") == {"lille-u"}
    assert ids(type=["Institute", "Operator"], type_strict="any") == {"lille-u", "pasteur"}
    assert ids(type="Institute", type_strict="should") == every


@pytest.mark.parametrize("limit", [0, 1, 2.0])
def test_the_limit_is_kept(matcher: Matcher, limit: float) -> None:
    answer = answer_query(matcher, {"query": SEVERAL, "limit": limit})
    assert len(answer["result"]) == limit


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"query": ""},
        {"properties": []},
        "Lille",
        {"query": "x", "limit": "5"},
        {"query": "x", "type_strict": "never"},
        {"query": "x", "properties": {"pid": "city"}},
        {"query": "x", "properties": [{"pid": "city"}]},
    ],
    ids=str,
)
def test_a_query_of_another_form_is_refused(matcher: Matcher, query: Any) -> None:
    with pytest.raises(QueryError):
        answer_batch(matcher, {"q0": query})
