"""The packaged landscape many times over: a large landscape that looks like a real one.

Each copy has names, identifiers, places in the sources and units of its own, so that nothing packs
better than it would in a register; countries and regions of the world are shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx

import coopgraph
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.page import render_page
from coopgraph.outputs.explorer.views import Pair
from coopgraph.projection.landscape import project_landscape

__all__ = ["landscape", "write_page"]

_SHARED = ("Country", "WorldRegion")


def _ended(text: str, copy: int) -> str:
    """Return a text of the same length that ends in the number of the copy."""
    return f"{text[: -len(str(copy))]}{copy}"


def _evidence(items: Iterable[Any], copy: int) -> tuple[Any, ...]:
    return tuple(
        item._replace(locator=item.locator and _ended(item.locator, copy)) for item in items
    )


def _facts(items: Iterable[Any], copy: int) -> tuple[Any, ...]:
    return tuple(
        item._replace(
            evidence=_evidence(item.evidence, copy), qualifiers=_facts(item.qualifiers, copy)
        )
        for item in items
    )


def _node(data: dict[str, Any], copy: int) -> dict[str, Any]:
    named = {name: data[name] and f"{data[name]} {copy}" for name in ("label", "label_fr")}
    return {
        **data,
        **named,
        "label_en": data["label_en"] and f"{data['label_en']} {copy}",
        "evidence": _evidence(data["evidence"], copy),
        "facts": _facts(data["facts"], copy),
        "identifiers": tuple(
            one._replace(value=_ended(one.value, copy), evidence=_evidence(one.evidence, copy))
            for one in data["identifiers"]
        ),
        "names": tuple(name._replace(text=f"{name.text} {copy}") for name in data["names"]),
        "within": data["within"] and _renamed(data["within"], copy),
    }


def _renamed(iri: str, copy: int) -> str:
    return f"{iri}-k{copy}" if copy else iri


def landscape(nodes: int, source: Any) -> nx.MultiDiGraph[str]:
    """Return a projection with so many nodes.

    Parameters
    ----------
    nodes
        Number of nodes, at least those of the landscape.
    source
        The landscape to copy, as ``coopgraph.load()`` returns it.
    """
    one = project_landscape(source.store, as_of=source.as_of, whole=True)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**one.graph)
    copies = 0
    while len(graph) < nodes:
        for iri, data in one.nodes(data=True):
            if copies and data["cls"] in _SHARED:
                continue
            if len(graph) >= nodes:
                break
            graph.add_node(_renamed(iri, copies), **(_node(data, copies) if copies else dict(data)))
        copies += 1
    for copy in range(copies):
        for tail, head, key, data in one.edges(keys=True, data=True):
            one_end, other = _renamed(tail, copy), _renamed(head, copy)
            if other not in graph:
                other = head  # a shared place
            if one_end in graph and other in graph and (not copy or one_end != tail):
                own = {
                    **data,
                    "evidence": _evidence(data["evidence"], copy) if copy else data["evidence"],
                    "facts": _facts(data["facts"], copy) if copy else data["facts"],
                }
                graph.add_edge(one_end, other, key=_renamed(str(key), copy), **own)
    return graph


def write_page(nodes: int, path: Path) -> None:
    """Write the interactive page of a landscape with so many entities."""
    source = coopgraph.load()
    model = build_model(
        landscape(nodes, source),
        sources=source.sources,
        title=Pair(source.title("fr"), source.title("en")),
        vintage=[Pair("Âge", "Age")],
        lang="fr",
    )
    path.write_text(render_page(model), encoding="utf-8")
