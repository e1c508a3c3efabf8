"""Disagreements in the finished graph: those that intervals say, decided, never false."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from coopgraph.curation.tables import Located, Tables
from coopgraph.model.values import Claim, Resolution
from coopgraph.namespaces import COOP_NS, GRAPH_CONSENSUS, GRAPH_DERIVED, RDF_NS
from coopgraph.rdf.assemble import assemble, read_vocabulary
from coopgraph.rdf.build import build_store
from coopgraph.rdf.rules import derive, read_rules
from coopgraph.resources import curated_dir, example_dir, ontology_dir
from coopgraph.vocabulary import COOP

PREFIXES = f"PREFIX coop: <{COOP_NS}> PREFIX rdf: <{RDF_NS}> "
READ = [NamedNode(GRAPH_CONSENSUS), NamedNode(GRAPH_DERIVED)]
VOCABULARY = list(read_vocabulary(ontology_dir()))


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(PREFIXES + query, default_graph=READ)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return sorted(
        tuple(
            "" if row[v] is None else str(getattr(row[v], "value", row[v])) for v in found.variables
        )
        for row in found
    )


DISPUTED = """SELECT ?claim WHERE { ?claim coop:claimStatus ?status .
  FILTER(STRENDS(STR(?status), "/disputed")) }"""
UNDECIDED = """SELECT DISTINCT ?claim WHERE {
  ?disagreement a coop:Disagreement ; coop:disagreementKind ?kind ; coop:involves ?claim .
  FILTER(STRENDS(STR(?kind), "/values") || STRENDS(STR(?kind), "/kinds"))
  ?claim rdf:subject ?subject .
  OPTIONAL { ?disagreement coop:resolvedBy ?resolution . ?resolution coop:decision ?decision }
  FILTER(!BOUND(?decision) || STRENDS(STR(?decision), "/left-open"))
}"""


@pytest.fixture(scope="module", params=[example_dir, curated_dir], ids=["example", "packaged"])
def store(request: pytest.FixtureRequest) -> Store:
    return build_store([request.param()])


def test_status_and_disagreement_are_in_step(store: Store) -> None:
    disputed = ask(store, DISPUTED)
    assert disputed == ask(store, UNDECIDED)
    assert disputed


def test_every_decision_is_about_a_disagreement(store: Store) -> None:
    decided = ask(store, "SELECT DISTINCT ?r WHERE { ?d coop:resolvedBy ?r }")
    assert decided == ask(store, "SELECT ?r WHERE { ?r a coop:Resolution }")
    assert decided
    twice = "SELECT ?d ?r ?q WHERE { ?d coop:resolvedBy ?r , ?q . FILTER(?r != ?q) }"
    assert not ask(store, twice)


def test_every_disagreement_involves_statements_that_have_a_source(store: Store) -> None:
    statements = ask(
        store,
        """SELECT ?d (COUNT(?source) AS ?number) WHERE {
          ?d a coop:Disagreement . OPTIONAL { ?d coop:involves ?s .
          ?s <http://www.w3.org/ns/prov#wasDerivedFrom> ?source } } GROUP BY ?d""",
    )
    assert statements
    assert all(int(number) >= 1 for _, number in statements)


def test_the_example_has_one_disagreement_of_each_kind_that_its_readme_names() -> None:
    kinds = ask(
        build_store([example_dir()]),
        """SELECT ?kind ?expected ?decision WHERE { ?d coop:disagreementKind ?kind
          OPTIONAL { ?d coop:expectedValue ?expected }
          OPTIONAL { ?d coop:resolvedBy ?r . ?r coop:decision ?decision } }""",
    )
    assert [tuple(cell.rpartition("/")[2] for cell in row) for row in kinds] == [
        ("announced-listed", "3", ""),
        ("kinds", "", "left-open"),
        ("lists", "", "left-open"),
        ("parts-whole", "8", "explained"),
        ("printed-share", "12.5", ""),
        ("stated-factor", "60", ""),
        ("values", "", "left-open"),
        ("values", "", "settled"),
    ]


def test_a_settled_value_is_in_the_consensus_and_the_other_is_not() -> None:
    store = build_store([example_dir()])
    body = "<https://w3id.org/coopgraph/id/organisme-national-d-essais>"
    assert ask(store, f"SELECT ?y WHERE {{ {body} coop:createdYear ?y }}") == [("1964",)]
    statuses = ask(
        store,
        f"""SELECT ?o ?s WHERE {{ ?c rdf:subject {body} ; rdf:predicate coop:createdYear ;
          rdf:object ?o ; coop:claimStatus ?s }}""",
    )
    assert [(o, s.rpartition("/")[2]) for o, s in statuses] == [
        ("1964", "accepted"),
        ("1966", "superseded"),
    ]


def test_a_contested_class_stays_out_and_its_superclass_in() -> None:
    store = build_store([example_dir()])
    body = NamedNode("https://w3id.org/coopgraph/id/fictipharma")
    kind = NamedNode(RDF_NS + "type")
    assert not list(store.quads_for_pattern(body, kind, None, NamedNode(GRAPH_CONSENSUS)))
    derived = store.quads_for_pattern(body, kind, None, NamedNode(GRAPH_DERIVED))
    assert {quad.object for quad in derived} == {NamedNode(COOP.Organisation)}
    anywhere = {quad.object for quad in store.quads_for_pattern(body, kind, None, None)}
    assert anywhere >= {NamedNode(COOP.Company), NamedNode(COOP.Foundation)}


# Whatever the claims ------------------------------------------------------------------------------

CLAIMS = st.builds(
    Claim,
    subject=st.sampled_from(["inserm", "instrument:lia"]),
    predicate=st.sampled_from(["structureCount", "guidingPrinciple"]),
    value=st.sampled_from(["8", "9", "10", "11"]),
    datatype=st.just("integer"),
    about_year=st.sampled_from([None, 2016, 2024]),
    population=st.sampled_from([None, "cic", "all-structures"]),
    approximation=st.sampled_from(
        [None, "exact", "about", "more-than", "at-least", "less-than", "at-most"]
    ),
    source=st.sampled_from(["a", "b"]),
    locator=st.integers(1, 3).map(str),
    confidence=st.just("high"),
)
DECISIONS = st.builds(
    Resolution,
    subject=st.sampled_from(["inserm", "instrument:lia"]),
    predicate=st.just("structureCount"),
    about_year=st.sampled_from([None, 2016]),
    population=st.sampled_from([None, "cic"]),
    decision=st.sampled_from(["settled", "explained", "left-open"]),
    value=st.sampled_from(["8", "9"]),
    reason_fr=st.just("motif"),
    reason_en=st.just("reason"),
    source=st.just("a"),
    confidence=st.just("high"),
)


def _tables(**rows: list[Any]) -> Tables:
    tables = Tables()
    for name, records in rows.items():
        tables.rows[name] += [Located(record, f"{name}.csv", 2) for record in records]
    return tables


def _identity(claim: Claim) -> tuple[Any, ...]:
    return (claim.subject, claim.predicate, claim.value, claim.about_year, claim.population,
            claim.source, claim.locator)  # fmt: skip


def _meant(claim: Claim) -> tuple[Fraction, bool, Fraction, bool]:
    """Return the interval that a number is worded to mean, and whether each end belongs to it."""
    number, most = Fraction(claim.value), Fraction(10**9)
    return {
        "about": (number * Fraction(9, 10), True, number * Fraction(11, 10), True),
        "at-least": (number, True, most, True),
        "more-than": (number, False, most, True),
        "at-most": (-most, True, number, True),
        "less-than": (-most, True, number, False),
    }.get(claim.approximation or "exact", (number, True, number, True))


def _exclude(one: Claim, other: Claim) -> bool:
    low, low_in, high, high_in = _meant(one)
    other_low, other_low_in, other_high, other_high_in = _meant(other)
    bottom, top = max(low, other_low), min(high, other_high)
    if bottom != top:
        return bottom > top
    ends = [(low, low_in), (high, high_in), (other_low, other_low_in), (other_high, other_high_in)]
    return not all(belongs for end, belongs in ends if end == top)


@settings(max_examples=60)
@given(
    st.lists(CLAIMS, max_size=12, unique_by=_identity),
    st.lists(DECISIONS, max_size=3, unique_by=lambda d: (d.subject, d.about_year, d.population)),
)
def test_claims_are_disputed_that_exclude_each_other(
    claims: list[Claim], decisions: list[Resolution]
) -> None:
    store = Store()
    store.extend(assemble(_tables(claims=claims, resolution=decisions)))
    store.extend(VOCABULARY)
    derive(store, ontology_dir())
    disputed = ask(store, DISPUTED)
    assert disputed == ask(store, UNDECIDED)
    about = [(c.subject, c.predicate, c.about_year, c.population) for c in claims]
    decided = {(d.subject, d.predicate, d.about_year, d.population): d.decision for d in decisions}
    expected = sum(
        key[1] == "structureCount"
        and decided.get(key, "left-open") == "left-open"
        and any(key == other and _exclude(one, two)
                for other, two in zip(about, claims, strict=True))
        for key, one in zip(about, claims, strict=True)
    )  # fmt: skip
    assert len(disputed) == expected
    assert not ask(
        store,
        """SELECT ?s WHERE { ?c coop:claimStatus ?status ; rdf:subject ?s ; rdf:predicate ?p ;
          rdf:object ?o . ?p a coop:SingleValued . ?s ?p ?o , ?other . FILTER(?o != ?other) }""",
    )


RULES = dict(read_rules(ontology_dir()))
COUNTS = st.integers(0, 400)


def _blamed(rule: str, *statements: dict[str, int | float | str]) -> bool:
    """Say whether a rule finds a disagreement among indicator values."""
    store = Store()
    graph = NamedNode(GRAPH_CONSENSUS)
    for number, values in enumerate(statements):
        node = NamedNode(f"https://w3id.org/coopgraph/id/value_{number}")
        for name, value in {"ofIndicator": "https://example.org/component", **values}.items():
            term = (
                NamedNode(value)
                if isinstance(value, str) and value.startswith("http")
                else pyoxigraph.Literal(value)
                if isinstance(value, int)
                else pyoxigraph.Literal(
                    str(value), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
                )
            )
            store.add(Quad(node, NamedNode(COOP_NS + name), term, graph))
    found = store.query(RULES[rule], default_graph=[graph])
    assert isinstance(found, pyoxigraph.QueryTriples)
    return bool(list(found))


PERCENT = "https://w3id.org/coopgraph/scheme/unit/percent"


@given(COUNTS, st.integers(1, 400), st.integers(0, 110))
def test_a_share_is_blamed_beyond_half_a_point(
    numerator: int, denominator: int, value: int
) -> None:
    blamed = _blamed(
        "disagreement-printed-share",
        {
            "numerator": numerator,
            "denominator": denominator,
            "numericValue": float(value),
            "unit": PERCENT,
        },
    )
    off = abs(Fraction(100 * numerator, denominator) - value)
    assert blamed == (off > Fraction(1, 2))


REFERENCE = "https://w3id.org/coopgraph/scheme/value-role/reference"
TARGET = "https://w3id.org/coopgraph/scheme/value-role/target"


@given(st.integers(0, 3000), st.integers(1, 5), st.integers(-49, 49))
def test_a_factor_is_not_blamed_for_rounding(hundredths: int, factor: int, noise: int) -> None:
    """The true reference and the true target, each printed as a whole number."""
    reference = Fraction(hundredths, 100)
    target = factor * reference
    printed_reference, printed_target = round(reference), round(target)
    assert not _blamed(
        "disagreement-stated-factor",
        {"valueRole": REFERENCE, "numericValue": float(printed_reference)},
        {
            "valueRole": TARGET,
            "numericValue": float(printed_target),
            "statedFactor": float(factor),
        },
    )
    wrong = printed_target + factor + 2 + abs(noise)
    assert _blamed(
        "disagreement-stated-factor",
        {"valueRole": REFERENCE, "numericValue": float(printed_reference)},
        {"valueRole": TARGET, "numericValue": float(wrong), "statedFactor": float(factor)},
    )
