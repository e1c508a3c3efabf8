"""The countries with which something has to do: where it stands, what it aims at, its partners.

Filters, groups and the matrix of the page ask it: a partnership with Japan has its papers in
France, and its place says nothing of Japan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["countries_of"]

#: Links from an entity to the country at which it aims, or in which it stands, too.
_AIMS = frozenset({"country", "priority"})
#: Links from what is done together to the bodies that do it.
_PARTNERS = frozenset(
    {"agreement-party", "participation", "team-partner", "supervision", "association"}
)


def countries_of(
    graph: nx.MultiDiGraph[str], iri: str, name: Callable[[str], str] = str
) -> tuple[str, ...]:
    """Return the countries of an entity, the most telling first.

    Parameters
    ----------
    graph
        Projection ``landscape``.
    iri
        The entity.
    name
        What countries of one kind are sorted by.

    Returns
    -------
    tuple of str
        IRIs: the countries in which it stands, that of its main place first, or that it is; those
        at which it aims; those of its partner bodies, abroad first. The organisation in focus is no
        partner body, since it takes part in nearly everything; what links a stated partnership are
        partners of each other.
    """
    data = graph.nodes[iri]
    home = graph.graph.get("home", "")
    here = graph.nodes[home]["country"] if home in graph else ""
    aims: set[str] = set()
    partners: set[str] = set()
    for _, head, link in graph.out_edges(iri, data=True):
        kind = link["kind"]
        if kind in _AIMS and graph.nodes[head]["cls"] == "Country":
            aims.add(head)
        elif (kind in _PARTNERS or kind == "partnership") and head != home:
            partners.update(_where(graph.nodes[head]))
    for tail, _, link in graph.in_edges(iri, data=True):
        if link["kind"] == "partnership" and tail != home:
            partners.update(_where(graph.nodes[tail]))
    own = [iri] if data["cls"] == "Country" else _where(data)
    order = [*own, *sorted(aims, key=name), *sorted(partners, key=lambda c: (c == here, name(c)))]
    return tuple(dict.fromkeys(country for country in order if country))


def _where(data: Mapping[str, Any]) -> list[str]:
    """Return the countries in which a node stands, that of its main place first."""
    return [data["country"], *(country for _, _, country in data.get("further", ()))]
