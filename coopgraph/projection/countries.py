"""Countries and world regions by theme, with what stands behind a cell: priorities, instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from coopgraph.messages import Message, message
from coopgraph.namespaces import local_name
from coopgraph.projection.incidence import named, node_attributes
from coopgraph.projection.layers import LAYERS
from coopgraph.projection.networks import Tie
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["INSTRUMENTS", "countries_themes", "read_aims"]

#: Classes of what can stand behind a cell.
INSTRUMENTS: Final = (
    LAYERS["agreement"].classes | LAYERS["international"].classes | {"InternationalJointUnit"}
)
#: Links by which the organisation in focus takes part in an instrument.
_PART: Final = frozenset(
    {"agreement-party", "participation", "supervision", "association", "team-partner"}
)
_PLACE: Final = "place"
_THEME: Final = "theme"


def read_aims(landscape: nx.MultiDiGraph[str], around: str | None = None) -> tuple[Tie, ...]:
    """Return which places and themes the priorities and instruments have.

    The place of an instrument is the country abroad that it aims at or stands in; without one, the
    countries abroad of its parties.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    around
        IRI of a body: only instruments in which it takes part, and its priorities.

    Returns
    -------
    tuple of Tie
        Sorted. The collective is a priority or an instrument, the body a place or a theme; the
        role says which, and for the place of a priority its stance.
    """
    found: set[Tie] = set()
    for tail, place, edge in landscape.edges(data=True):
        if edge["kind"] == "priority" and around in (None, tail):
            iri, role = edge["iri"], local_name(edge["role"])
            ends = edge["start"], edge["end"], edge["evidence"]
            found.add(Tie(iri, place, role, iri, *ends))
            found.update(Tie(iri, theme, _THEME, iri, *ends) for theme in _themes(edge["facts"]))
    for iri, data in landscape.nodes(data=True):
        if not INSTRUMENTS.intersection(data["classes"]):
            continue
        bodies = [
            end for _, end, edge in landscape.out_edges(iri, data=True) if edge["kind"] in _PART
        ]
        if around is not None and around not in bodies:
            continue
        places = _places(landscape, [iri]) or _places(landscape, bodies)
        ends = data["start"], data["end"], data["evidence"]
        if places:
            found.update(Tie(iri, place, _PLACE, iri, *ends) for place in places)
            found.update(Tie(iri, theme, _THEME, iri, *ends) for theme in _themes(data["facts"]))
    return tuple(sorted(found, key=lambda tie: (tie.collective, tie.body, tie.role)))


def _themes(facts: Iterable[Any]) -> list[str]:
    return sorted({fact.value for fact in facts if fact.predicate == COOP.theme and fact.is_iri})


def _places(landscape: nx.MultiDiGraph[str], nodes: Iterable[str]) -> list[str]:
    return sorted(
        {
            place
            for node in nodes
            for _, place, edge in landscape.out_edges(node, data=True)
            if edge["kind"] == "country"
        }
    )


def countries_themes(
    landscape: nx.MultiDiGraph[str], ties: Iterable[Tie]
) -> tuple[nx.Graph[str], tuple[Message, ...]]:
    """Return the two-mode graph of places and themes.

    Parameters
    ----------
    landscape
        The projection ``landscape``, for names.
    ties
        As :func:`read_aims` returns them.

    Returns
    -------
    networkx.Graph
        Nodes and edges in sorted order; ``mode`` is ``place`` or ``theme``. An edge has ``through``
        (IRIs of priorities and instruments), ``stances`` of the priorities, and the numbers
        ``priorities`` and ``instruments``.
    tuple of Message
        What states no theme and hence stands in no cell, and how the cells are covered.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31").project()
    >>> graph, said = countries_themes(landscape, read_aims(landscape))
    >>> sorted(set(dict(graph.nodes(data="mode")).values()))
    ['place', 'theme']
    """
    import networkx as nx

    themes: dict[str, set[str]] = {}
    places: dict[str, dict[str, str]] = {}
    for tie in ties:
        themes.setdefault(tie.collective, set())
        if tie.role == _THEME:
            themes[tie.collective].add(tie.body)
        else:
            places.setdefault(tie.collective, {})[tie.body] = tie.role
    graph: nx.Graph[str] = nx.Graph()
    for node, mode in sorted(_nodes(places, themes)):
        if mode == _PLACE:
            graph.add_node(node, **node_attributes(landscape.nodes[node], _PLACE))
        else:
            french, english = named(landscape, node)
            names = {"label_fr": french, "label_en": english, "kind": _THEME, "cls": "Concept"}
            graph.add_node(node, **node_attributes(names, _THEME))
    cells: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for iri in sorted(themes):
        for place, role in places.get(iri, {}).items():
            for theme in themes[iri]:
                cells.setdefault((place, theme), []).append((iri, role))
    for cell, behind in sorted(cells.items()):
        stances = sorted({role for _, role in behind if role != _PLACE})
        priorities = sum(1 for _, role in behind if role != _PLACE)
        graph.add_edge(
            *cell,
            weight=1.0,
            through=tuple(iri for iri, _ in behind),
            stances=tuple(stances),
            priorities=priorities,
            instruments=len(behind) - priorities,
        )
    return graph, tuple(_said(graph, places, themes))


def _nodes(
    places: dict[str, dict[str, str]], themes: dict[str, set[str]]
) -> Iterator[tuple[str, str]]:
    yield from {(place, _PLACE) for found in places.values() for place in found}
    yield from {(theme, _THEME) for found in themes.values() for theme in found}


def _said(
    graph: nx.Graph[str], places: dict[str, dict[str, str]], themes: dict[str, set[str]]
) -> Iterator[Message]:
    empty = [iri for iri, found in themes.items() if not found]
    if empty:
        aims = sum(1 for iri in empty if _PLACE not in places.get(iri, {}).values())
        yield message(
            "Without a stated theme, hence in no cell: {priorities} priorities and {instruments} "
            "instruments.",
            priorities=aims,
            instruments=len(empty) - aims,
        )
    cells = [(data["priorities"], data["instruments"]) for *_, data in graph.edges(data=True)]
    yield message(
        "Cells with a priority and an instrument: {both}; with a priority alone: {bare}; with an "
        "instrument alone: {other}.",
        both=sum(1 for one, other in cells if one and other),
        bare=sum(1 for one, other in cells if one and not other),
        other=sum(1 for one, other in cells if other and not one),
    )
