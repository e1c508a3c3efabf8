"""The view model says the right words, with their sources, in both languages."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from coopgraph.namespaces import COOP_NS, FOAF_NS, SCHEME_NS
from coopgraph.namespaces import ID_NS as ID
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.outputs.explorer.wording import safe_url
from coopgraph.projection.records import Fact
from coopgraph.sources.vintage import SourceInfo


def model_of(graph: Any, **options: Any) -> ExplorerModel:
    sources = [
        SourceInfo("src", "document", "Document d’essai", "https://example.org/a", "2020"),
        SourceInfo("other", "page", "Jamais cité"),
    ]
    return build_model(graph, sources=sources, title=Pair("Essai", "Trial"), **options)


def by_id(model: ExplorerModel, name: str) -> Any:
    return next(node for node in model.nodes if node.id == name)


def test_nodes_follow_the_legend_then_the_name(small_graph: Any) -> None:
    assert [node.id for node in model_of(small_graph).nodes] == ["body", "school", "u-1", "u-2"]


def test_short_names_are_kept_and_long_ones_give_way(small_graph: Any) -> None:
    model = model_of(small_graph)
    assert by_id(model, "body").short == "Organisme d’essai"
    assert by_id(model, "u-1").short == "U 1"
    small_graph.nodes[next(iter(small_graph))]["label_fr"] = "O" * 60
    assert by_id(model_of(small_graph), "body").short == "ODE"
    small_graph.nodes[next(iter(small_graph))]["acronym"] = ""
    assert by_id(model_of(small_graph), "body").short == "O" * 33 + "…"


def test_period_is_one_line_in_words(small_graph: Any) -> None:
    facts = by_id(model_of(small_graph), "u-1").facts
    assert [(fact.name.fr, fact.value.fr) for fact in facts] == [("Période", "2012–2018")]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"startYear": "2012"}, ("depuis 2012", "since 2012")),
        ({"endYear": "2012"}, ("jusqu’en 2012", "until 2012")),
        ({"startYear": "2012", "endYear": "2012"}, ("2012", "2012")),
        (
            {"startYear": "2023", "startDate": "2023-01-24"},
            ("depuis le 24 janvier 2023", "since 24 January 2023"),
        ),
        (
            {"endYear": "2025", "endDate": "2025-12-31"},
            ("jusqu’au 31 décembre 2025", "until 31 December 2025"),
        ),
        (
            {"startDate": "2022-03-01", "startYear": "2022", "endYear": "2025"},
            ("1er mars 2022 – 2025", "1 March 2022 – 2025"),
        ),
        (
            {"startYear": "2012", "endYear": "2016", "endBasis": SCHEME_NS + "end-basis/computed"},
            ("2012–2016 (fin calculée)", "2012–2016 (end computed)"),
        ),
        (
            {"startYear": "2012", "endYear": "2016", "endBasis": SCHEME_NS + "end-basis/assumed"},
            ("2012–2016 (fin supposée)", "2012–2016 (end assumed)"),
        ),
    ],
)
def test_period_says_what_is_known(
    small_graph: Any, facts: dict[str, str], words: tuple[str, str]
) -> None:
    unit = next(iri for iri in small_graph if iri.endswith("u-2"))
    small_graph.nodes[unit]["facts"] = tuple(
        Fact(COOP_NS + name, value, value.startswith("http")) for name, value in facts.items()
    )
    lines = by_id(model_of(small_graph), "u-2").facts
    assert [line.value for line in lines] == [words]


def test_links_carry_role_code_period_and_evidence(small_graph: Any) -> None:
    model = model_of(small_graph)
    cotutelle = next(link for link in model.links if link.kind == "supervision")
    assert [fact.value.fr for fact in cotutelle.facts] == ["depuis 2012", "U 1"]
    hosting = next(link for link in model.links if link.kind == "association")
    assert hosting.facts[0].value == ("Hébergeur", "Host")
    assert hosting.evidence[0].source == "src"
    assert hosting.evidence[0].locator == "l. 12"
    assert hosting.evidence[0].confidence == ("Haute", "High")


def test_parallel_links_stay_apart(small_graph: Any) -> None:
    links = [link for link in model_of(small_graph).links if link.kind == "partnership"]
    assert len(links) == 2
    assert len({link.iri for link in links}) == 2


def test_only_cited_sources_are_listed(small_graph: Any) -> None:
    assert [source.id for source in model_of(small_graph).sources] == ["src"]


def test_a_cited_source_without_description_is_still_named(small_graph: Any) -> None:
    model = build_model(small_graph, sources=[], title=Pair("Essai", "Trial"))
    assert [source.title for source in model.sources] == ["src"]


def test_values_with_qualifiers_say_them(small_graph: Any) -> None:
    body = next(iter(small_graph))
    claim = Fact(
        COOP_NS + "structureCount",
        "365",
        qualifiers=(
            Fact(COOP_NS + "aboutYear", "2024"),
            Fact(COOP_NS + "approximation", SCHEME_NS + "approximation/about", True),
            Fact(COOP_NS + "statedText", "environ 365"),
            Fact(COOP_NS + "claimStatus", SCHEME_NS + "claim-status/accepted", True),
        ),
    )
    small_graph.nodes[body]["facts"] = (claim,)
    fact = by_id(model_of(small_graph), "body").facts[0]
    assert fact.value.fr == "365"
    assert "2024" in fact.narrowed.fr
    assert "«\xa0environ 365\xa0»" in fact.narrowed.fr
    assert "“environ 365”" in fact.narrowed.en
    assert "accept" not in fact.narrowed.fr


def test_disputed_values_say_so(small_graph: Any) -> None:
    body = next(iter(small_graph))
    status = Fact(COOP_NS + "claimStatus", SCHEME_NS + "claim-status/disputed", True)
    small_graph.graph["terms"][status.value] = ("contesté", "disputed")
    small_graph.nodes[body]["facts"] = (Fact(COOP_NS + "x", "34", qualifiers=(status,)),)
    assert by_id(model_of(small_graph), "body").facts[0].narrowed == ("contesté", "disputed")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "http://x/<b>", ""],
)
def test_unsafe_addresses_never_become_links(address: str) -> None:
    assert safe_url(address) == ""


def test_identifiers_become_links_where_the_register_has_pages(small_graph: Any) -> None:
    ror, siren = by_id(model_of(small_graph), "body").identifiers
    assert ror.url == "https://ror.org/012345678"
    assert siren.url == ""


@pytest.mark.parametrize("is_iri", [True, False])
def test_a_website_is_shown_whole_and_linked(small_graph: Any, is_iri: bool) -> None:
    address = "https://www.example.org/unit"
    unit = next(iri for iri in small_graph if iri.endswith("u-2"))
    small_graph.nodes[unit]["facts"] = (Fact(FOAF_NS + "homepage", address, is_iri),)
    fact = by_id(model_of(small_graph), "u-2").facts[0]
    assert (fact.name.fr, fact.value.fr, fact.url) == ("Site web", address, address)


def test_an_empty_graph_is_a_model(small_graph: Any) -> None:
    small_graph.clear_edges()
    small_graph.remove_nodes_from(list(small_graph))
    model = model_of(small_graph)
    assert (model.nodes, model.links, model.sources) == ((), (), ())


def test_the_model_is_frozen(small_graph: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        model_of(small_graph).lang = "en"  # type: ignore[misc]


def test_a_board_seat_says_who_sits_where(small_graph: Any) -> None:
    """A partnership is stated from the side of the organisation in focus."""
    seat = SCHEME_NS + "partnership-kind/board-seat"
    small_graph.edges[ID + "body", ID + "school", "p1"]["role"] = seat

    def said() -> list[str]:
        model = build_model(small_graph, sources=[], title=Pair.same("Essai"))
        return [
            fact.value.en for link in model.links for fact in link.facts if "oard" in fact.name.en
        ]

    assert said() == [], "nobody knows which of two others sits"
    small_graph.graph["home"] = ID + "body"
    assert said() == ["Organisme d’essai, on the board of: École d’essai"]
    member = SCHEME_NS + "role/board-member"
    small_graph.edges[ID + "u-1", ID + "body", "c1"]["role"] = member
    assert said()[1:] == ["Organisme d’essai, on the board of: Unité des essais moléculaires"]
