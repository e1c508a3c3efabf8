"""Answers of queries in the W3C formats: read back by other libraries, to the last term."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.query import Result

from coopgraph.errors import QueryError
from coopgraph.namespaces import XSD_NS
from coopgraph.outputs.readable import as_sheet, as_table
from coopgraph.outputs.results import GRAPH_FORMATS, SELECT_FORMATS, render_answer
from coopgraph.store import Solutions

A = NamedNode("https://w3id.org/coopgraph/id/cnrs")


def _typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD_NS + kind))


ROWS = Solutions(
    ("partner", "partner_label", "n"),
    [
        (A, Literal('L’« été », "x" & <b>\t\n\r\\', language="fr"), Literal(3)),
        (None, Literal("=1+1"), _typed("8.50", "decimal")),
        (BlankNode("b"), None, _typed("2024-05-01", "date")),
        (A, Literal(""), Literal(True)),
    ],
)
_PYOXIGRAPH = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}


def _text(format: str, answer: Solutions | bool | list[Triple] = ROWS, **options: bool) -> str:
    rendered = render_answer(answer, format, **options)
    assert isinstance(rendered, str)
    return rendered


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_oxigraph_reads_back_the_same_terms(format: str) -> None:
    parsed = pyoxigraph.parse_query_results(_text(format).encode(), format=_PYOXIGRAPH[format])
    assert isinstance(parsed, pyoxigraph.QuerySolutions)
    assert tuple(variable.value for variable in parsed.variables) == ROWS.variables
    rows = [tuple(row[index] for index in range(3)) for row in parsed]
    expected = [
        tuple(None if isinstance(term, BlankNode) else term for term in row) for row in ROWS.rows
    ]
    assert [
        tuple(None if isinstance(term, BlankNode) else term for term in row) for row in rows
    ] == expected


@pytest.mark.parametrize("format", ["json", "xml"])
def test_rdflib_reads_back_the_same_terms(format: str) -> None:
    parsed = Result.parse(io.BytesIO(_text(format).encode()), format=format)
    label = parsed.bindings[0][rdflib.Variable("partner_label")]
    assert label == rdflib.Literal('L’« été », "x" & <b>\t\n\r\\', lang="fr")
    assert parsed.bindings[0][rdflib.Variable("n")] == rdflib.Literal(3)
    assert len(parsed.bindings) == 4


def test_csv_is_that_of_the_w3c() -> None:
    text = _text("csv", raw=True)
    assert text.split("\r\n", 1)[0] == "partner,partner_label,n"
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows[1] == [A.value, 'L’« été », "x" & <b>\t\n\r\\', "3"]
    assert rows[2] == ["", "=1+1", "8.50"]
    assert rows[3] == ["_:b", "", "2024-05-01"]
    assert len(rows) == 5


def test_csv_disarms_formulas_and_leaves_numbers() -> None:
    answer = Solutions(("x", "y"), [(Literal("=1+1"), Literal(-5)), (Literal("@a"), A)])
    assert _text("csv", answer) == f"x,y\r\n'=1+1,-5\r\n'@a,{A.value}\r\n"
    assert _text("csv", answer, raw=True) == f"x,y\r\n=1+1,-5\r\n@a,{A.value}\r\n"


def test_a_single_empty_cell_is_a_row() -> None:
    text = _text("csv", Solutions(("x",), [(None,), (Literal(""),)]))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x"], [""], [""]]


@pytest.mark.parametrize("truth", [True, False])
def test_truth_values(truth: bool) -> None:
    assert json.loads(_text("json", truth)) == {"head": {}, "boolean": truth}
    parsed = pyoxigraph.parse_query_results(
        _text("xml", truth).encode(), format=pyoxigraph.QueryResultsFormat.XML
    )
    assert bool(parsed) is truth
    assert _text("csv", truth).split() == ["answer", str(truth).lower()]
    assert str(truth).lower() in _text("table", truth)


def test_tables_for_readers() -> None:
    table = as_table(ROWS, title="t", notes=("n",))
    assert table.columns == ("partner", "n")
    assert [row[1] for row in table.rows][2:] == [table.rows[2][1], True]
    assert table.rows[2][1].isoformat() == "2024-05-01"  # type: ignore[union-attr]
    assert as_sheet(ROWS, {}).columns == ROWS.variables
    assert as_sheet(ROWS, {}).rows[0][0] == "id:cnrs"
    assert as_table(ROWS, omit=("n",)).columns == ("partner",)


TRIPLES = [Triple(A, NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal("é"))]


@pytest.mark.parametrize(
    ("format", "syntax"), [("turtle", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")]
)
def test_graphs_are_read_back(format: str, syntax: str) -> None:
    graph = rdflib.Graph().parse(data=_text(format, TRIPLES), format=syntax)
    assert list(graph.objects()) == [rdflib.Literal("é")]
    assert _text(format, TRIPLES) == _text(format, TRIPLES * 2)


@pytest.mark.parametrize("format", SELECT_FORMATS)
def test_a_graph_is_no_table(format: str) -> None:
    with pytest.raises(QueryError, match=f"cannot be written as {format}; use one of turtle"):
        render_answer(TRIPLES, format)


@pytest.mark.parametrize("format", GRAPH_FORMATS)
@pytest.mark.parametrize("answer", [ROWS, True])
def test_rows_are_no_graph(format: str, answer: Solutions | bool) -> None:
    with pytest.raises(QueryError, match=f"cannot be written as {format}; use one of table"):
        render_answer(answer, format)


_ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@given(_ANY)
def test_any_text_survives_json_and_tsv(text: str) -> None:
    answer = Solutions(("x", "y"), [(Literal(text), A)])
    for name in ("json", "tsv"):
        parsed = pyoxigraph.parse_query_results(
            _text(name, answer).encode(), format=_PYOXIGRAPH[name]
        )
        assert isinstance(parsed, pyoxigraph.QuerySolutions)
        assert [row["x"] for row in parsed] == [Literal(text)]


@given(_ANY)
def test_any_text_gives_sound_xml(text: str) -> None:
    answer = Solutions(("x",), [(Literal(text),)])
    parsed = pyoxigraph.parse_query_results(
        _text("xml", answer).encode(), format=pyoxigraph.QueryResultsFormat.XML
    )
    assert isinstance(parsed, pyoxigraph.QuerySolutions)
    assert len(list(parsed)) == 1
