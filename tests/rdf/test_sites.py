"""A body or structure in several places: all are kept, and which is its own is said."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Store

from coopgraph.namespaces import GRAPH_CONSENSUS, GRAPH_DERIVED, ID_NS, RDF_NS, graph_iri
from coopgraph.rdf.build import build_store
from coopgraph.vocabulary import COOP
from tests.curation.edits import put

CONSENSUS, DERIVED = NamedNode(GRAPH_CONSENSUS), NamedNode(GRAPH_DERIVED)


def built(folder: Path) -> Store:
    return build_store([folder])


def values(store: Store, subject: str, predicate: str, graph: NamedNode) -> list[str]:
    found = store.quads_for_pattern(NamedNode(ID_NS + subject), NamedNode(predicate), None, graph)
    return sorted(quad.object.value.removeprefix(ID_NS) for quad in found)


def test_every_place_is_in_the_consensus_and_in_its_region(in_several_places: Path) -> None:
    store = built(in_several_places)
    for thing in ("universite-de-valfictif", "u-1"):
        assert values(store, thing, COOP.locatedIn, CONSENSUS) == ["port-imagine", "valfictif"]
        assert values(store, thing, COOP.inRegion, DERIVED) == ["cote-d-azimut", "haute-exemplie"]
        assert values(store, thing, COOP.inCountry, DERIVED) == ["exemplie"]
        assert values(store, thing, COOP.mainPlace, CONSENSUS) == ["valfictif"]
    abroad = "conseil-de-septentrie"
    assert values(store, abroad, COOP.inCountry, DERIVED) == ["boralie", "septentrie"]
    assert values(store, abroad, COOP.mainPlace, CONSENSUS) == ["septentrie"]


def test_each_source_states_its_place_with_evidence(in_several_places: Path) -> None:
    store = built(in_several_places)
    thing = "universite-de-valfictif"
    for source, locator in (("doc-b", "Campus, l. 4"), ("register-x", "1001")):
        graph = NamedNode(graph_iri(source))
        assert "port-imagine" in values(store, thing, COOP.locatedIn, graph)
        (claim,) = [
            quad.subject
            for quad in store.quads_for_pattern(
                None, NamedNode(RDF_NS + "object"), NamedNode(ID_NS + "port-imagine"), graph
            )
            if next(
                store.quads_for_pattern(
                    quad.subject,
                    NamedNode(RDF_NS + "subject"),
                    NamedNode(ID_NS + thing),
                    graph,
                ),
                None,
            )
        ]
        (where,) = store.quads_for_pattern(claim, NamedNode(COOP.locator), None, graph)
        assert where.object.value == locator
        (status,) = store.quads_for_pattern(claim, NamedNode(COOP.claimStatus), None, DERIVED)
        assert status.object.value.endswith("/accepted")


def test_what_is_in_one_place_has_no_main_one(example_copy: Path) -> None:
    store = built(example_copy)
    assert not list(store.quads_for_pattern(None, NamedNode(COOP.mainPlace), None, None))


def test_a_claim_of_another_place_is_told_from_the_own_one(example_copy: Path) -> None:
    """Claims that repeat the place of the row make no second one."""
    with (example_copy / "claims.csv").open("a", encoding="utf-8") as file:
        for subject, value in (("u-1", "valfictif"), ("us-7", "port-imagine")):
            file.write(f"{subject},locatedIn,{value},iri,,,,,,,register-x,2001,high,\n")
    store = built(example_copy)
    assert values(store, "u-1", COOP.mainPlace, CONSENSUS) == []
    assert values(store, "us-7", COOP.mainPlace, CONSENSUS) == ["valfictif"]
    assert values(store, "us-7", COOP.locatedIn, CONSENSUS) == ["port-imagine", "valfictif"]


def test_a_country_is_not_the_main_one_of_the_cities_in_it(in_several_places: Path) -> None:
    with (in_several_places / "structures.csv").open(encoding="utf-8") as file:
        line = next(n for n, text in enumerate(file, 1) if text.startswith("u-1,"))
    put(in_several_places, "structures", line, place="exemplie")
    store = built(in_several_places)
    assert values(store, "u-1", COOP.locatedIn, CONSENSUS) == ["exemplie", "port-imagine"]
    assert values(store, "u-1", COOP.mainPlace, CONSENSUS) == []


def test_further_places_of_what_has_none_itself_are_kept(in_several_places: Path) -> None:
    with (in_several_places / "structures.csv").open(encoding="utf-8") as file:
        line = next(n for n, text in enumerate(file, 1) if text.startswith("u-1,"))
    put(in_several_places, "structures", line, place="")
    store = built(in_several_places)
    assert values(store, "u-1", COOP.locatedIn, CONSENSUS) == ["port-imagine"]
    assert values(store, "u-1", COOP.mainPlace, CONSENSUS) == []
