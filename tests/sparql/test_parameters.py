"""Parameters: read by type, bound as terms, inert whatever they contain."""

from __future__ import annotations

import datetime

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from coopgraph.errors import (
    AmbiguousName,
    ParameterError,
    QueryError,
    QueryNotFound,
    UnknownEntity,
)
from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import concept_iri, entity_iri
from coopgraph.resources import example_dir
from coopgraph.sparql import Library, Parameter, run_query
from coopgraph.sparql.bind import bind_parameters, bind_values

VALFICTIF = NamedNode(entity_iri("universite-de-valfictif"))
HOSTILE = [
    "' } DROP ALL #",
    '" }',
    "x> } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c",
    "?focus",
    "\\",
    "\\u00 \\n \\",
    "a\n} UNION { ?s ?p ?o",
    "'''\"\"\"",
    "$1 \\1 \\g<0>",
    "<script>alert(1)</script>",
    "\u202e\x07\ud7ff",
]


@pytest.fixture(scope="module", params=["memory:", "rdflib:"])
def landscape(request: pytest.FixtureRequest) -> Landscape:
    return load([example_dir()], store=request.param, as_of=datetime.date(2024, 12, 31))


def _parameter(kind: str, **more: str | bool) -> Parameter:
    return Parameter(name="x", type=kind, meaning_fr="x", meaning_en="x", **more)  # type: ignore[arg-type]


def _bind(landscape: Landscape, parameter: Parameter, value: object) -> object:
    values = {} if value is None else {"x": value}
    return bind_parameters(
        landscape.store, [parameter], values, name="q", as_of=datetime.date(2024, 12, 31)
    ).get("x")


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        (_parameter("iri"), "Université de Valfictif", VALFICTIF),
        (_parameter("iri"), VALFICTIF, VALFICTIF),
        (_parameter("year"), "2024", Literal(2024)),
        (_parameter("year"), 2024, Literal(2024)),
        (_parameter("year"), datetime.date(2024, 5, 1), Literal(2024)),
        (_parameter("year", default="as-of"), None, Literal(2024)),
        (_parameter("integer"), "-3", Literal(-3)),
        (_parameter("integer", default="7"), None, Literal(7)),
        (_parameter("text"), " a ", Literal(" a ")),
        (
            _parameter("concept", scheme="theme"),
            "ageing",
            NamedNode(concept_iri("theme", "ageing")),
        ),
        (
            _parameter("concept", scheme="theme"),
            "theme:ageing",
            NamedNode(concept_iri("theme", "ageing")),
        ),
        (
            _parameter("concept", scheme="theme"),
            "VIEILLISSEMENT",
            NamedNode(concept_iri("theme", "ageing")),
        ),
        (_parameter("iri"), None, None),
    ],
)
def test_values_become_terms_of_the_declared_type(
    landscape: Landscape, parameter: Parameter, value: object, expected: object
) -> None:
    assert _bind(landscape, parameter, value) == expected


@pytest.mark.parametrize(
    ("parameter", "value", "error", "message"),
    [
        (_parameter("year"), "24", ParameterError, "wants a year of four digits, not '24'"),
        (_parameter("year"), "2024; DROP", ParameterError, "wants a year"),
        (_parameter("integer"), "three", ParameterError, "wants a number, not 'three'"),
        (_parameter("integer"), "9" * 19, ParameterError, "wants a number"),
        (_parameter("iri"), "Nobody At All", UnknownEntity, "Nobody At All"),
        (_parameter("iri"), "LEM", AmbiguousName, "LEM"),
        (_parameter("iri"), "", UnknownEntity, "empty"),
        (_parameter("iri"), BlankNode("b"), ParameterError, "blank node"),
        (_parameter("concept", scheme="theme"), "agein", ParameterError, "ageing"),
        (
            _parameter("iri", required=True),
            None,
            ParameterError,
            "'x' is missing (x); write -p x=…",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_help(
    landscape: Landscape,
    parameter: Parameter,
    value: object,
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error) as refusal:
        _bind(landscape, parameter, value)
    assert message in str(refusal.value)


def test_an_unknown_parameter_gets_a_hint(landscape: Landscape) -> None:
    with pytest.raises(ParameterError, match="no parameter 'partne'; did you mean 'partner'"):
        run_query(landscape.store, "partner-joint-units", {"partne": "x"})


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_is_only_a_text(landscape: Landscape, value: str) -> None:
    before = len(landscape.store)
    rows = landscape.store.select(
        "SELECT ?x ?s WHERE { ?s a coop:University BIND(?x AS ?y) FILTER(?y = ?x) } ORDER BY ?s",
        bindings={"x": Literal(value)},
    ).rows
    assert {row[0].value for row in rows if row[0]} == {value}
    assert len(rows) == 5
    assert len(landscape.store) == before


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_name_is_only_unknown(landscape: Landscape, value: str) -> None:
    with pytest.raises((UnknownEntity, ParameterError)):
        run_query(landscape.store, "partner-joint-units", {"partner": value})


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_language_only_falls_back(landscape: Landscape, value: str) -> None:
    rows = run_query(landscape.store, "conventions-by-year", {"lang": value}).dicts()
    labels = [row["partner_label"] for row in rows]
    assert [label.value for label in labels if label is not None] == [
        "École des modèles",
        "Université de Port-Imaginé",
        "Université de Valfictif",
    ]


@pytest.mark.parametrize("value", ["\\u0022 }", "a\\\\U0000007D", "\\u005c"])
def test_an_escape_that_engines_read_differently_is_refused(
    landscape: Landscape, value: str
) -> None:
    with pytest.raises(QueryError, match="engines read"):
        landscape.store.select("SELECT ?x {}", bindings={"x": Literal(value)})


def test_values_of_a_text_are_guessed(landscape: Landscape) -> None:
    bound = bind_values(
        landscape.store,
        {"a": "Université de Valfictif", "b": "2024", "c": '"Valfictif"', "d": 3, "e": VALFICTIF},
    )
    assert bound == {
        "a": VALFICTIF,
        "b": Literal(2024),
        "c": Literal("Valfictif"),
        "d": Literal(3),
        "e": VALFICTIF,
    }
    with pytest.raises(ParameterError, match="no name of a variable"):
        bind_values(landscape.store, {"a b": "1"})


def test_texts_are_guarded(landscape: Landscape) -> None:
    assert run_query(landscape.store, "SELECT ?s { ?s a coop:GrandeEcole }").rows
    with pytest.raises(QueryError, match="refused"):
        run_query(landscape.store, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="no SELECT"):
        run_query(landscape.store, "ASK { ?s ?p ?o }")


def test_an_unknown_query_gets_a_hint() -> None:
    with pytest.raises(QueryNotFound, match="did you mean conventions-by-year"):
        Library().get("conventions-by-yaer")
    with pytest.raises(QueryNotFound):
        Library().get("../agreements/conventions-by-year")
