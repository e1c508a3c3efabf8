"""Every query file: a complete header, declared terms only, accepted by both engines."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from coopgraph.errors import QueryError
from coopgraph.namespaces import PREFIXES, SCHEME_NS
from coopgraph.sparql import Library, LibraryQuery
from coopgraph.sparql.guard import guard
from coopgraph.sparql.header import AS_OF, OF_DAY, read_header
from coopgraph.store.binding import bind_terms
from coopgraph.vocabulary import CLASSES, PROPERTIES, SCHEMES

#: Questions that are promised by name.
PROMISED = {
    "actions",
    "agreements-by-modality",
    "announced-against-listed",
    "contact-points",
    "conventions-by-year",
    "conventions-to-revise",
    "cper",
    "disputed-facts",
    "document-facts",
    "duplicate-identifiers",
    "european-programmes",
    "fact-sources",
    "health-agencies",
    "hospital-roles",
    "incomplete-lists",
    "indicators",
    "indicators-inconsistent",
    "industrial-partners",
    "instrument-rules",
    "instruments-followed-up",
    "international-instruments",
    "joint-units-abroad",
    "label-awarders",
    "labels-announced-and-listed",
    "labels-ending",
    "memberships",
    "milestones",
    "missing-identifiers",
    "partner-joint-units",
    "partner-pairs",
    "partners-by-joint-units",
    "priorities",
    "priorities-without-instrument",
    "project-teams",
    "region-conventions",
    "research-bodies-framework-agreements",
    "site-overview",
    "structures-without-cotutelle",
    "teams-announced-and-listed",
    "unit-supervisors",
    "unit-terms",
}
QUERIES = Library().questions()
EVERY = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
_TOKEN = re.compile(
    r'"[^"]*"|(?P<iri><[^>\s]*>)|#[^\n]*|(?<![\w?/-])(?P<name>[a-z][\w-]*:[A-Za-z][\w-]*)'
)
_EXTERNAL = {"rdf", "rdfs", "xsd", "skos", "org", "prov", "dct", "foaf", "wgs84", "owl"}
_BODY = re.compile(r"\n(?=PREFIX )")


def _body(query: LibraryQuery) -> str:
    return _BODY.split(query.text, maxsplit=1)[1]


def test_the_promised_questions_are_there() -> None:
    assert {query.name for query in QUERIES} >= PROMISED


def test_at_least_24_competency_questions_are_answered() -> None:
    answered = {number for query in QUERIES for number in query.header.answers}
    assert len(answered) >= 24
    assert all(re.fullmatch(r"CQ([1-9]|[1-3]\d|4[0-5])", number) for number in answered)


@EVERY
def test_header_is_complete_in_both_languages(query: LibraryQuery) -> None:
    header = query.header
    for text in (header.title_fr, header.title_en, header.question_fr, header.question_en):
        assert text.strip() == text
        assert len(text) > 5
    assert header.question_fr.endswith(" ?")
    assert header.question_en.endswith("?")
    assert not header.question_en.endswith(" ?")
    assert header.question_fr != header.question_en
    assert "# engines: both\n" in query.text
    for parameter in query.parameters:
        assert parameter.meaning_fr
        assert parameter.meaning_en
        assert re.search(rf"\?{parameter.name}\b", _body(query)), parameter.name
        assert parameter.scheme in (None, *SCHEMES)
        if parameter.type == "year" and parameter.default:
            assert parameter.default in (AS_OF, OF_DAY) or re.fullmatch(r"\d{4}", parameter.default)
    required = {parameter.name for parameter in query.parameters if parameter.required}
    assert required <= {name for name, _ in header.example}


@EVERY
def test_a_language_is_a_parameter_where_labels_are_chosen(query: LibraryQuery) -> None:
    declared = "lang" in {parameter.name for parameter in query.parameters}
    assert declared == ("?lang" in _body(query))


@EVERY
def test_both_engines_accept_the_file_as_it_is(query: LibraryQuery) -> None:
    pyoxigraph.Store().query(query.text)  # declares its own prefixes
    parseQuery(query.text)
    assert guard(query.text) == "SELECT"


@EVERY
def test_both_engines_accept_every_parameter(query: LibraryQuery) -> None:
    terms: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal] = {}
    for parameter in query.parameters:
        terms[parameter.name] = {
            "iri": pyoxigraph.NamedNode("https://w3id.org/coopgraph/id/x"),
            "concept": pyoxigraph.NamedNode("https://w3id.org/coopgraph/scheme/theme/x"),
            "text": pyoxigraph.Literal("fr"),
        }.get(parameter.type, pyoxigraph.Literal(2024))
    bound = bind_terms(query.text, terms)
    pyoxigraph.Store().query(bound)
    translateQuery(parseQuery(bound))


@EVERY
def test_only_declared_terms_are_used(query: LibraryQuery) -> None:
    for match in _TOKEN.finditer(_body(query)):
        if iri := match["iri"]:
            iri = iri[1:-1]
            if iri.startswith(SCHEME_NS):
                scheme, _, name = iri.removeprefix(SCHEME_NS).partition("/")
                assert not name or name in SCHEMES[scheme], iri
            else:
                assert iri in PREFIXES.values(), iri
        elif name := match["name"]:
            prefix, local = name.split(":")
            if prefix == "coop":
                assert local in CLASSES or local in PROPERTIES, name
            elif prefix in SCHEMES:
                assert local in SCHEMES[prefix], name
            else:
                assert prefix in _EXTERNAL, name


@EVERY
def test_slow_or_different_constructs_are_avoided(query: LibraryQuery) -> None:
    body = _body(query)
    assert "EXISTS" not in body
    assert "SELECT *" not in body
    assert "gYear" not in body
    assert not re.search(r"COUNT\((?!DISTINCT )", body)
    assert "ORDER BY" in body
    assert "GROUP_CONCAT" not in body


def test_names_are_those_of_the_files() -> None:
    for query in Library():
        assert (Library().folder / query.folder / f"{query.name}.rq").is_file()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# id: a\n# question-fr: Qui ?\n", "no line '# question-en"),
        ("# id: a\n# question-fr: Qui ?\n# question-en: Who?\n#   x (thing): a | b\n", ":4: this"),
        ("SELECT * {}", "no line '# id"),
    ],
)
def test_a_faulty_header_is_named(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_header(text, "a.rq")


@EVERY
def test_what_makes_blocks_is_a_column_that_readers_see(query: LibraryQuery) -> None:
    header = query.header
    assert set(header.group) <= set(header.columns) - set(header.omit)


def test_long_answers_are_grouped() -> None:
    grouped = {query.name for query in QUERIES if query.header.group}
    assert grouped >= {"announced-against-listed", "disputed-facts"}
