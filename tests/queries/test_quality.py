"""Each quality query finds the fault it is made for and nothing beside it, on both engines."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from coopgraph.landscape import load
from coopgraph.namespaces import (
    COOP_NS,
    DOC_NS,
    GRAPH_CONSENSUS,
    ID_NS,
    PROV_NS,
    curie,
)
from coopgraph.rdf.build import build_store
from coopgraph.resources import example_dir
from coopgraph.sparql import Library, LibraryQuery
from coopgraph.sparql.run import ask_library
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.store.rdflib_store import RdflibStore

_SCHEME = "https://w3id.org/coopgraph/scheme/"
_PREFIXES = f"""
PREFIX coop: <{COOP_NS}>
PREFIX doc: <{DOC_NS}>
PREFIX id: <{ID_NS}>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <{PROV_NS}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX role: <{_SCHEME}role/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

#: By query: triples that have the fault, beside some that nearly have it, and the expected rows.
FAULTS: dict[str, tuple[str, set[tuple[str, ...]]]] = {
    "circular-organisations": (
        (
            "id:a org:subOrganizationOf id:b . id:b org:subOrganizationOf id:a . "
            "id:c org:subOrganizationOf id:a"
        ),
        {("id:a",), ("id:b",)},
    ),
    "circular-places": (
        "id:a coop:within id:b . id:b coop:within id:a . id:c coop:within id:a",
        {("id:a",), ("id:b",)},
    ),
    "claims-without-content": (
        (
            "id:x a coop:Claim ; rdf:subject id:u-1 ; rdf:predicate coop:note . "
            "id:y a coop:Claim ; rdf:subject id:u-1 ; rdf:predicate coop:note ; rdf:object 1"
        ),
        {("id:x",)},
    ),
    "computed-ends-without-start": (
        (
            f"id:x coop:endBasis <{_SCHEME}end-basis/computed> ; coop:endYear 2020 . "
            f"id:w coop:endBasis <{_SCHEME}end-basis/assumed> ; coop:endYear 2021 . "
            f"id:y coop:endBasis <{_SCHEME}end-basis/computed> ; coop:endYear 2020 ; "
            f"coop:signedYear 2015 . id:z coop:endBasis <{_SCHEME}end-basis/stated> ; "
            "coop:endYear 2020"
        ),
        {("id:x", "2020"), ("id:w", "2021")},
    ),
    "conventions-without-focus": (
        (
            "id:x a coop:MixityConvention ; coop:hasParty id:universite-de-valfictif . "
            "id:y a coop:MixityConvention ; coop:hasParty id:institut-exemple"
        ),
        {("id:x",)},
    ),
    "disputed-values-in-use": (
        (
            f"id:x coop:claimStatus <{_SCHEME}claim-status/disputed> ; rdf:subject id:a ; "
            "rdf:predicate coop:startYear ; rdf:object 2000 . id:a coop:startYear 2000 . "
            f"id:y coop:claimStatus <{_SCHEME}claim-status/accepted> ; rdf:subject id:b ; "
            "rdf:predicate coop:startYear ; rdf:object 2001 . id:b coop:startYear 2001"
        ),
        {("id:a", "coop:startYear", "2000")},
    ),
    "ends-before-start": (
        (
            "id:x coop:startYear 2020 ; coop:endYear 2019 . id:y coop:startYear 2020 ; "
            "coop:endYear 2020"
        ),
        {("id:x", "2020", "2019")},
    ),
    "mixed-units-with-one-body": (
        (
            "id:x a coop:MixedUnit . id:c1 org:organization id:x ; org:member id:a ; "
            "org:role role:supervising-body . id:c2 org:organization id:x ; org:member id:b ; "
            "org:role role:participant"
        ),
        {("id:x", "1")},
    ),
    "several-single-agents": (
        (
            "id:c1 org:role role:single-agent ; org:organization id:u-9 ; org:member id:a . "
            "id:c2 org:role role:single-agent ; org:organization id:u-9 ; org:member id:b ; "
            "coop:startYear 2020 . "
            "id:c3 org:role role:single-agent ; org:organization id:u-10 ; org:member id:a ; "
            "coop:endYear 2019 . "
            "id:c4 org:role role:single-agent ; org:organization id:u-10 ; org:member id:b ; "
            "coop:startYear 2020 . "
            "id:c5 org:role role:single-agent ; org:organization id:u-11 ; org:member id:a ; "
            "coop:startYear 2020 . "
            "id:c6 org:role role:single-agent ; org:organization id:u-11 ; org:member id:b ; "
            "coop:endYear 2019"
        ),
        {("id:u-9", "id:a", "id:b")},
    ),
    "statements-without-source": (
        (
            "id:x a coop:MixityConvention ; prov:wasDerivedFrom doc:nowhere . "
            "id:y a coop:LabelAward ; prov:wasDerivedFrom doc:doc-b"
        ),
        {("id:x", "coop:MixityConvention")},
    ),
    "two-names-in-one-language": (
        'id:x skos:prefLabel "un"@fr , "uns"@fr , "one"@en',
        {("id:x", "un", "uns")},
    ),
    "unlabelled-entities": (
        (
            'id:x a coop:University ; skos:prefLabel "name"@en . '
            'id:y a coop:University ; skos:prefLabel "nom"@fr'
        ),
        {("id:x", "coop:University")},
    ),
    "untyped-targets": (
        "id:x coop:fundedBy id:nobody , id:u-1",
        {("id:nobody", "coop:fundedBy", "id:x")},
    ),
    "values-outside-schemes": (
        "id:x org:role role:friend , role:host",
        {("role:friend", "org:role")},
    ),
}


@pytest.mark.parametrize("query", Library().in_folder("quality"), ids=lambda query: str(query.name))
def test_the_fault_is_found_and_nothing_else(query: LibraryQuery) -> None:
    planted, expected = FAULTS[query.name]
    store = build_store([example_dir()])
    store.update(f"{_PREFIXES} INSERT DATA {{ GRAPH <{GRAPH_CONSENSUS}> {{ {planted} }} }}")
    for engine in (OxigraphStore(store), RdflibStore(store)):
        rows = engine.select(query.text).rows
        assert len(rows) == len(expected)
        assert {tuple(curie(term.value) for term in row if term) for row in rows} == expected


def test_every_fault_belongs_to_a_query() -> None:
    assert set(FAULTS) == {query.name for query in Library().in_folder("quality")}


def test_an_identifier_of_two_entities_is_found() -> None:
    """Two entities with one number are two rows; one number in two registers is none.

    Curation refuses such a table, so that the fault is put into the store.
    """
    store = build_store([example_dir()])
    store.update(
        f"{_PREFIXES} INSERT DATA {{ GRAPH <{GRAPH_CONSENSUS}> {{ "
        'id:chu-de-valfictif coop:wikidata "Q1" . id:institut-exemple coop:wikidata "Q1" . '
        'id:u-1 coop:siren "Q1" . id:u-2 coop:wikidata "Q2" } }'
    )
    query = Library().get("duplicate-identifiers")
    for engine in (OxigraphStore(store), RdflibStore(store)):
        answer = ask_library(engine, query, {}, lang="fr", as_of=datetime.date(2024, 12, 31))
        found = [
            tuple(curie(row[key].value) for key in ("identifier", "entity", "entity_label"))
            for row in answer.dicts()
            if row["identifier"] and row["entity"] and row["entity_label"]
        ]
        assert found == [
            ("Q1", "id:chu-de-valfictif", "CHU de Valfictif"),
            ("Q1", "id:institut-exemple", "Institut Exemple"),
        ]


@pytest.mark.parametrize("engine", ["memory:", "rdflib:"])
def test_a_theme_of_two_countries_is_found_and_that_of_one_is_not(
    example_copy: Path, engine: str
) -> None:
    with (example_copy / "priorities.csv").open("a", encoding="utf-8") as table:
        table.write('doc-a,meridie,ageing,increase,2020,2024,doc-a,"Priorités, l. 15",high,\n')
    landscape = load([example_copy], store=engine)
    answer = ask_library(
        landscape.store,
        Library().get("themes-shared-by-countries"),
        {},
        lang="fr",
        as_of=datetime.date(2024, 12, 31),
    )
    assert [
        tuple(curie(term.value) for term in (row["places"], row["place"]) if term)
        for row in answer.dicts()
    ] == [("2", "id:meridie"), ("2", "id:zephyrie")]
