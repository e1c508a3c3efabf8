"""Which bodies are national: nearly everything in a country is two steps apart through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["national_bodies"]

#: Kinds of the legend that are national in the city of the organisation in focus.
_SEATED = frozenset({"research-organisation", "public-authority", "organisation-part"})
#: Kinds that are national where their links lead far; a university or a hospital never is.
_WIDE = frozenset({*_SEATED, "company", "foundation", "network", "programme"})
#: What it is linked to stands in so many regions at least.
_REGIONS = 3


def national_bodies(graph: nx.MultiDiGraph[str]) -> frozenset[str]:
    """Return the bodies and programmes of national scope.

    Parameters
    ----------
    graph
        Projection ``landscape``.

    Returns
    -------
    frozenset of str
        IRIs: the organisation in focus; organisations and authorities of its country that have
        their seat in the same city; programmes without a place; and bodies and networks whose
        links lead into three regions or more.
    """
    nodes = graph.nodes
    home = graph.graph.get("home", "")
    country, city = (nodes[home]["country"], nodes[home]["city"]) if home in graph else ("", "")
    found = {home} & set(graph)
    for iri, data in nodes(data=True):
        kind = data["kind"]
        if kind not in _WIDE or data["country"] not in ("", country):
            continue
        near = {*graph.successors(iri), *graph.predecessors(iri)}
        regions = {nodes[other]["region"] for other in near} - {""}
        seated = kind in _SEATED and city and data["city"] == city
        placeless = kind == "programme" and not data["city"] and not data["region"]
        if seated or placeless or len(regions) >= _REGIONS:
            found.add(iri)
    return frozenset(found)
