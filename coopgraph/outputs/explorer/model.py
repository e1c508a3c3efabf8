"""Build the view model of the explorer from a projected landscape, without a browser.

Between the projection and the page: entities and links are put in order, each fact becomes a line,
each line leads to its sources. Nothing is drawn and nothing is escaped here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coopgraph.namespaces import SCHEME_NS
from coopgraph.outputs.explorer.entities import INSTITUTE, label_of, node_view
from coopgraph.outputs.explorer.legend import LINK_LEGEND, NODE_LEGEND
from coopgraph.outputs.explorer.national import national_bodies
from coopgraph.outputs.explorer.views import (
    EvidenceView,
    ExplorerModel,
    FactView,
    LinkView,
    NodeView,
    Pair,
    SourceView,
)
from coopgraph.outputs.explorer.wording import Wording, fold, language_of, safe_url
from coopgraph.sources.vintage import SourceInfo

if TYPE_CHECKING:
    import networkx as nx


__all__ = ["build_model", "with_passages", "with_sources"]

_BOARD_MEMBER = SCHEME_NS + "role/board-member"
_BOARD_SEAT = SCHEME_NS + "partnership-kind/board-seat"


def build_model(
    graph: nx.MultiDiGraph[str],
    *,
    sources: Sequence[SourceInfo],
    title: Pair,
    vintage: Sequence[Pair] = (),
    lang: str = "fr",
) -> ExplorerModel:
    """Build the view model of a projected landscape.

    Parameters
    ----------
    graph
        Projection ``landscape``.
    sources
        All sources of the landscape; those that nothing here rests on are left out.
    title
        Title of the landscape.
    vintage
        Sentences on how old the picture is.
    lang
        Language in which the page opens.

    Returns
    -------
    ExplorerModel
        Nodes in the order of the legend, then by name; links in the order of their ends.
    """
    order = {kind.id: position for position, kind in enumerate(NODE_LEGEND)}
    link_order = {kind.id: position for position, kind in enumerate(LINK_LEGEND)}
    iris = sorted(
        graph.nodes,
        key=lambda iri: (
            order[graph.nodes[iri]["kind"]],
            fold(graph.nodes[iri]["label_fr"] or graph.nodes[iri]["label_en"]),
            iri,
        ),
    )
    position = {iri: number for number, iri in enumerate(iris)}
    individuals = {iri: label_of(graph.nodes[iri]) for iri in iris}
    individuals |= {
        iri: Pair(french or english, english or french)
        for iri, (french, english) in graph.graph["others"].items()
        if iri not in individuals and (french or english)
    }
    wording = Wording(graph.graph["terms"], individuals)
    days: Mapping[object, tuple[str, str]] = graph.graph.get("days", {})
    national = national_bodies(graph)
    nodes = tuple(
        replace(node_view(graph, iri, wording, position), national=iri in national) for iri in iris
    )
    links = tuple(
        LinkView(
            data["iri"],
            position[tail],
            position[head],
            data["kind"],
            (
                *_role(data, wording, (tail, head, graph.graph.get("home"))),
                *wording.facts(data["facts"]),
            ),
            wording.evidence(data["evidence"]),
            wording.term(data["role"]) if data["role"] else Pair("", ""),
            data["start"],
            data["end"],
            days.get((tail, head, key), ("", "")),
        )
        for tail, head, key, data in sorted(
            graph.edges(keys=True, data=True),
            key=lambda edge: (
                position[edge[0]],
                link_order[edge[3]["kind"]],
                position[edge[1]],
                edge[2],
            ),
        )
    )
    known = {source.id: source for source in sources}
    cited = Counter(item.source for item in _all_evidence(nodes, links))
    focus = graph.graph.get("focus") or ""
    return ExplorerModel(
        title=title,
        as_of=graph.graph.get("as_of", ""),
        lang=lang,
        headline=_headline(known, cited),
        vintage=tuple(vintage),
        focus=position.get(focus),
        home=position.get(graph.graph.get("home") or ""),
        nodes=nodes,
        links=links,
        sites={site: wording.term(site) for site in sorted({n.site for n in nodes if n.site})},
        untied=any(data["cls"] == INSTITUTE for _, data in graph.nodes(data=True))
        and not any(node.institutes for node in nodes),
        sources=tuple(
            _source(known.get(source) or SourceInfo(source, "", source)) for source in sorted(cited)
        ),
    )


def with_sources(
    model: ExplorerModel, sources: Sequence[SourceInfo], cited: Iterable[str]
) -> ExplorerModel:
    """Return a view model that lists further sources, on which other parts of the page rest.

    Parameters
    ----------
    model
        The view model.
    sources
        All sources of the landscape.
    cited
        Ids of the sources to be listed too.

    Returns
    -------
    ExplorerModel
    """
    known = {source.id: source for source in sources}
    listed = {source.id: source for source in model.sources}
    for source in cited:
        if source not in listed:
            listed[source] = _source(known.get(source) or SourceInfo(source, "", source))
    return replace(model, sources=tuple(listed[source] for source in sorted(listed)))


def with_passages(model: ExplorerModel, passage: Callable[[str, str], str | None]) -> ExplorerModel:
    """Return a view model that holds the passages which its lines cite.

    Parameters
    ----------
    model
        The view model.
    passage
        Returns the text at a place of a source, or None.

    Returns
    -------
    ExplorerModel
    """
    cited = {(item.source, item.locator) for item in _all_evidence(model.nodes, model.links)}
    found = {place: passage(*place) for place in sorted(cited)}
    return replace(model, passages={place: text for place, text in found.items() if text})


def _headline(known: Mapping[str, SourceInfo], cited: Counter[str]) -> Pair:
    """Name the register that is cited most, and what it describes; without one, any source."""
    order = sorted(
        (source for source in cited if source in known),
        key=lambda source: (known[source].kind != "register", -cited[source], source),
    )
    if not order:
        return Pair("", "")
    main = known[order[0]]
    title = main.title.partition(":")[0].strip()
    state = main.describes or main.published
    return Pair(f"{title}, état {state}", f"{title}, state {state}") if state else Pair.same(title)


def _all_evidence(nodes: Iterable[NodeView], links: Iterable[LinkView]) -> Iterable[EvidenceView]:
    for node in nodes:
        yield from node.evidence
        for fact in node.facts:
            yield from fact.evidence
        for identifier in node.identifiers:
            yield from identifier.evidence
    for link in links:
        yield from link.evidence
        for fact in link.facts:
            yield from fact.evidence


def _role(
    data: Mapping[str, Any], wording: Wording, ends: tuple[str, str, str | None]
) -> Iterable[FactView]:
    tail, head, home = ends
    if data["role"] == _BOARD_MEMBER:
        yield _seat(wording.term(head), wording.term(tail))
        return
    if data["role"] == _BOARD_SEAT and tail == home:
        # A partnership is stated from the side of the organisation in focus: it sits there.
        yield _seat(wording.term(tail), wording.term(head))
        return
    if not data["role"] or data["kind"] == "agreement-party":
        return
    role = wording.term(data["role"])
    kind = next(kind for kind in LINK_LEGEND if kind.id == data["kind"])
    if fold(role.fr) != fold(kind.fr):
        yield FactView(Pair("Rôle", "Role"), role)


def _seat(who: Pair, whose: Pair) -> FactView:
    """Say who sits on whose board."""
    return FactView(
        Pair("Siège au conseil", "Board seat"),
        Pair(
            f"{who.fr}, au conseil d’administration de\u00a0: {whose.fr}",
            f"{who.en}, on the board of: {whose.en}",
        ),
    )


def _source(source: SourceInfo) -> SourceView:
    kinds = {
        "document": Pair("document", "document"),
        "register": Pair("registre", "register"),
        "page": Pair("page publique", "public page"),
        "standard": Pair("norme", "standard"),
    }
    french, english = [], []
    for value, in_french, in_english in (
        (source.describes, "décrit", "describes"),
        (source.published, "publié", "published"),
        (source.retrieved, "lu le", "read on"),
    ):
        if value:
            french.append(f"{in_french} {value.replace(' or later', ' ou plus tard')}")
            english.append(f"{in_english} {value}")
    return SourceView(
        source.id,
        source.title,
        kinds.get(source.kind, Pair.same(source.kind)),
        safe_url(source.url),
        Pair(", ".join(french), ", ".join(english)),
        language_of(source.title, source.kind),
    )
