"""The formats of network tools: attributes made flat, parallel edges and their evidence kept."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import coopgraph
from coopgraph.namespaces import COOP_NS, curie
from coopgraph.outputs.safe_text import as_json_escapes, as_xml_references, xml_text
from coopgraph.sources.vintage import vintage
from coopgraph.store.sources import read_sources, read_title

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.records import Evidence, Fact
    from coopgraph.store.base import Store

__all__ = ["flatten", "render_network"]


def flatten(graph: nx.MultiDiGraph[str], store: Store, lang: str = "fr") -> nx.MultiDiGraph[str]:
    """Return a copy of a projection whose attributes are text and numbers only.

    Lists are joined by "; ". An edge has a stable id, a hash of its ends and of what states it,
    which is its key too.

    Parameters
    ----------
    graph
        The projection ``landscape``.
    store
        Where it comes from: title and age of the picture are written into the graph.
    lang
        Language of the words.

    Returns
    -------
    networkx.MultiDiGraph
    """
    import networkx as nx

    words = _Words(graph, lang)
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    flat.graph.update(
        _stated(
            {
                "title": read_title(store, lang),
                "projection": graph.graph["projection"],
                "as_of": graph.graph["as_of"],
                "lang": lang,
                "focus": graph.graph["focus"],
                "hops": graph.graph["hops"] if graph.graph["focus"] else None,
                "vintage": " ".join(vintage(read_sources(store), lang)),
                "generator": f"coopgraph {coopgraph.__version__}",
            }
        )
    )
    for iri in sorted(graph):
        flat.add_node(iri, **_node(graph.nodes[iri], words))
    edges = sorted(
        (tail, head, _edge_id(tail, head, key), key) for tail, head, key in graph.edges(keys=True)
    )
    for tail, head, identifier, key in edges:
        flat.add_edge(tail, head, key=identifier, **_edge(graph.edges[tail, head, key], words))
    return flat


def _edge_id(tail: str, head: str, key: str) -> str:
    return hashlib.sha256(f"{tail}|{head}|{key}".encode()).hexdigest()[:16]


def _stated(attributes: dict[str, Any]) -> dict[str, str | int | float]:
    """Leave out what is not stated: GraphML and GEXF know no null."""
    return {name: value for name, value in attributes.items() if value not in (None, "")}


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


class _Words:
    """Names of terms and individuals in the language of the export."""

    def __init__(self, graph: nx.MultiDiGraph[str], lang: str) -> None:
        self._position = 1 if lang == "en" else 0
        self._names: dict[str, tuple[str, str]] = {
            **graph.graph["terms"],
            **graph.graph["others"],
            **{iri: (data["label_fr"], data["label_en"]) for iri, data in graph.nodes(data=True)},
        }

    def name(self, iri: str) -> str:
        """Return the name of an IRI, in the other language if need be; else its CURIE."""
        names = self._names.get(iri, ("", ""))
        return names[self._position] or names[1 - self._position] or (curie(iri) if iri else "")

    def fact(self, fact: Fact) -> str:
        """Say a fact: property, value, and in brackets what narrows it."""
        value = self.name(fact.value) if fact.is_iri else fact.value
        inner = ", ".join(self.fact(qualifier) for qualifier in fact.qualifiers)
        return f"{self.name(fact.predicate)}: {value}{f' ({inner})' if inner else ''}"

    def evidence(self, items: Iterable[Evidence]) -> dict[str, str]:
        """Return sources, locators and confidence, each joined."""
        found = list(items)
        return {
            "sources": _joined(item.source for item in found),
            "locators": _joined(item.locator for item in found),
            "confidence": _joined(curie(item.confidence).partition(":")[2] for item in found),
        }


def _node(data: dict[str, Any], words: _Words) -> dict[str, str | int | float]:
    return _stated(
        {
            "label": data["label"],
            "label_fr": data["label_fr"],
            "label_en": data["label_en"],
            "acronym": data["acronym"],
            "kind": data["kind"],
            "class": words.name(COOP_NS + data["cls"]),
            "classes": _joined(data["classes"]),
            "other_names": _joined(name.text for name in data["names"]),
            "identifiers": _joined(
                f"{curie(fact.predicate).partition(':')[2]}: {fact.value}"
                for fact in data["identifiers"]
            ),
            "city": words.name(data["city"]),
            "region": words.name(data["region"]),
            "country": words.name(data["country"]),
            "further_places": _joined(
                ", ".join(words.name(place) for place in chain if place)
                for chain in data["further"]
            ),
            "latitude": data["lat"],
            "longitude": data["lon"],
            "start_year": data["start"],
            "end_year": data["end"],
            "facts": _joined(words.fact(fact) for fact in data["facts"]),
            **words.evidence(data["evidence"]),
        }
    )


def _edge(data: dict[str, Any], words: _Words) -> dict[str, str | int | float]:
    return _stated(
        {
            "kind": data["kind"],
            "role": curie(data["role"]) if data["role"] else "",
            "label": words.name(data["role"]) if data["role"] else data["kind"],
            "code": data["code"],
            "start_year": data["start"],
            "end_year": data["end"],
            "statement": data["iri"],
            "facts": _joined(words.fact(fact) for fact in data["facts"]),
            **words.evidence(data["evidence"]),
        }
    )


def render_network(graph: nx.Graph[str], extension: str) -> bytes:
    """Write a flattened network.

    Parameters
    ----------
    graph
        As :func:`flatten` returns it, or a simple graph whose attributes are as flat.
    extension
        ``.graphml``, ``.gexf`` or ``.json``.

    Returns
    -------
    bytes
    """
    if extension == ".json":
        import networkx as nx

        document = nx.node_link_data(graph, edges="edges")
        text = json.dumps(document, ensure_ascii=False, indent=1)
        return (as_json_escapes(text) + "\n").encode()
    clean = _for_xml(graph)
    return _graphml(clean) if extension == ".graphml" else _gexf(clean)


def _for_xml(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a copy without the characters that XML cannot hold."""

    def clean(data: dict[str, Any]) -> dict[str, Any]:
        return {
            name: xml_text(value) if isinstance(value, str) else value
            for name, value in data.items()
        }

    copy = graph.copy()
    for data in (copy.graph, *copy.nodes.values(), *copy.edges.values()):
        data.update(clean(data))
    return copy


def _graphml(graph: nx.Graph[str]) -> bytes:
    # networkx takes lxml where it is installed; the bytes must not depend on that.
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    return _xml(str(writer))


def _gexf(graph: nx.Graph[str]) -> bytes:
    from networkx.readwrite.gexf import GEXFWriter

    if graph.is_multigraph():
        edges: Any = graph.edges  # the key of an edge is the last of what names it
        for name, data in edges.items():
            data["id"] = name[-1]
    graph.graph["name"] = graph.graph.get("title", "")
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate", None)  # the day of writing is no part of the content
    for child in list(meta):
        meta.remove(child)
    ET.SubElement(meta, "creator").text = graph.graph["generator"]
    said = [graph.graph.get(name, "") for name in ("title", "statement", "as_of", "vintage")]
    ET.SubElement(meta, "description").text = ". ".join(part.rstrip(".") for part in said if part)
    return _xml(str(writer))


def _xml(text: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = text.removeprefix("<?xml version='1.0' encoding='utf-8'?>\n")
    return (head + as_xml_references(body.rstrip("\n")) + "\n").encode()
