"""The guard: what only reads passes, everything else is refused with a reason."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.errors import QueryError
from coopgraph.sparql.guard import MAX_BYTES, MAX_NESTING, MAX_STEPS, guard

WHERE = "WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"SELECT ?s {WHERE}", "SELECT"),
        (f"select ?s {WHERE}", "SELECT"),
        ("ASK { ?s ?p ?o }", "ASK"),
        (f"CONSTRUCT {{ ?s ?p ?o }} {WHERE}", "CONSTRUCT"),
        ("DESCRIBE id:cnrs", "DESCRIBE"),
        # words that only look forbidden: variables, names, strings, comments, IRIs
        ("SELECT ?service ?load { ?service :load ?load }", "SELECT"),
        ("PREFIX s: <http://a/SERVICE#> SELECT ?x { ?x s:SERVICE s:from }", "SELECT"),
        ("SELECT ?x { ?x rdfs:label 'SERVICE <http://a/> { }' }", "SELECT"),
        ('SELECT ?x { ?x rdfs:label """a "quoted" DROP ALL""" }', "SELECT"),
        ("SELECT ?x { # LOAD <http://a/>\n ?x ?p 'it''s' }", "SELECT"),
        ("SELECT ?x { ?x ?p <http://example.org/LOAD/INSERT#x'y> }", "SELECT"),
        ("SELECT ?x { ?x ?p ?n FILTER(?n<3 && ?n>1) }", "SELECT"),
        ("SELECT ?x { ?x ?p 'é'@fr-FR }", "SELECT"),
    ],
)
def test_what_only_reads_passes(text: str, form: str) -> None:
    assert guard(text) == form


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", "SERVICE would ask another server"),
        ("SELECT * { service silent <http://a/> { ?s ?p ?o } }", "SERVICE would ask"),
        ("SELECT * { SERVICE?where { ?s ?p ?o } }", "SERVICE would ask"),
        ("SELECT * {\n#\nSERVICE#x\n<http://a/> {} }", "SERVICE would ask"),
        ("SELECT * { FILTER(EXISTS { SERVICE <http://a/> { } }) }", "SERVICE would ask"),
        (r"SELECT * { \u0053ERVICE <http://a/> { ?s ?p ?o } }", r"\u escape"),
        (r"SELECT * { S\u0045RVICE <http://a/> { ?s ?p ?o } }", r"\u escape"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM would choose"),
        ("SELECT * FROM NAMED <http://a/> { ?s ?p ?o }", "FROM would choose"),
        ("LOAD <http://a/>", "LOAD would read"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "INSERT would change"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE would change"),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH would change"),
        (f"SELECT ?s {WHERE} ; DROP ALL", "DROP would change"),
        ("CLEAR ALL", "CLEAR would change"),
        ("SELECT ?s { ?s ?p 'a' } # '\nDROP ALL", "DROP would change"),
        ("SELECT ?s { ?s ?p 'a\\' } SERVICE <a:a> { }' } SERVICE <a:b> { }", "SERVICE would ask"),
        ("SELECT * { ?s ?p ?o }\x00", "NUL"),
    ],
)
def test_what_does_more_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(QueryError) as refusal:
        guard(text)
    assert str(refusal.value).startswith("the query is refused: ")
    assert reason in str(refusal.value)


@pytest.mark.parametrize("bracket", ["(", "{", "[", "<< "])
def test_deep_nesting_is_refused(bracket: str) -> None:
    guard("SELECT * { " + bracket * (MAX_NESTING - 1))
    with pytest.raises(QueryError, match="nested deeper than 128"):
        guard("SELECT * { " + bracket * MAX_NESTING)


def test_runs_of_negations_paths_and_unions_are_bounded() -> None:
    with pytest.raises(QueryError, match="nested deeper"):
        guard("SELECT * { FILTER(" + "! " * (MAX_NESTING + 1) + "true) }")
    with pytest.raises(QueryError, match="path steps and unions"):
        guard("SELECT * { ?s " + "/".join(["rdf:rest"] * (MAX_STEPS + 2)) + " ?o }")
    with pytest.raises(QueryError, match="path steps and unions"):
        guard("SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * (MAX_STEPS + 2)) + " }")


def test_length_is_bounded_in_bytes() -> None:
    head, tail = "SELECT * { ?s ?p '", "' }"
    room = MAX_BYTES - len(head) - len(tail)
    assert guard(head + "a" * room + tail) == "SELECT"
    with pytest.raises(QueryError, match="longer than 100 KB"):
        guard(head + "é" * (room // 2 + 1) + tail)


def test_a_string_without_end_is_placed() -> None:
    with pytest.raises(QueryError, match="begins at line 2, column 7 has no end"):
        guard("SELECT *\n{ ?s a'x }")


@pytest.mark.parametrize("text", ["", "  \n", "# SELECT", "?s ?p ?o", "PREFIX a: <b:>"])
def test_what_is_no_query_is_said_to_be_none(text: str) -> None:
    with pytest.raises(QueryError, match="this is no query"):
        guard(text)


@given(st.text(max_size=200))
def test_any_text_gives_a_form_or_a_query_error(text: str) -> None:
    with contextlib.suppress(QueryError):
        assert guard(text) in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


_FILLING = st.lists(
    st.sampled_from([" ", "\n", "?s ", "'x' ", '"y" ', "<a:b> ", "# c\n", "{ ", "} ", "( ", "a:b "])
)


@given(_FILLING, _FILLING, st.sampled_from(["SERVICE", "Load", "insert", "DROP", "from"]))
def test_a_forbidden_word_is_found_wherever_it_stands(
    before: list[str], after: list[str], word: str
) -> None:
    with pytest.raises(QueryError):
        guard("SELECT * " + "".join(before) + f" {word} " + "".join(after))
