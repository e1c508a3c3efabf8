"""The RDF syntaxes: sorted statements, so that the bytes depend on nothing but the graph."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from coopgraph.namespaces import PREFIXES
from coopgraph.outputs.safe_text import (
    as_json_escapes,
    as_turtle_escapes,
    as_xml_references,
    xml_text,
)
from coopgraph.rdf.serialize import nquads, sorted_quads, trig, turtle
from coopgraph.store.base import DEFAULT_GRAPHS

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = ["render_quads", "render_rdf"]


def render_rdf(store: Store, extension: str) -> bytes:
    """Serialise a store.

    Parameters
    ----------
    store
        The landscape.
    extension
        ``.ttl``, ``.nt``, ``.rdf`` or ``.rdfxml`` for the graph that queries see; ``.trig``,
        ``.nq`` or ``.jsonld`` for the dataset with a named graph per source.

    Returns
    -------
    bytes
    """
    if extension in _DATASETS:
        return render_quads(store.quads(), extension)
    wanted = {NamedNode(iri) for iri in DEFAULT_GRAPHS}
    return render_quads((q for q in store.quads() if q.graph_name in wanted), extension)


def render_quads(quads: Iterable[Quad], extension: str) -> bytes:
    """Serialise quads: with their graphs in a syntax of datasets, else without.

    Parameters
    ----------
    quads
        The quads.
    extension
        As for :func:`render_rdf`.

    Returns
    -------
    bytes
    """
    if extension in _DATASETS:
        rendered = _DATASETS[extension](quads)
    else:
        rendered = _GRAPHS[extension]({quad.triple for quad in quads})
    if extension in _XML:
        return rendered
    escaped = as_json_escapes if extension == ".jsonld" else as_turtle_escapes
    return escaped(rendered.decode()).encode()


def _ntriples(triples: Iterable[Triple]) -> bytes:
    return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()


def _rdfxml(triples: Iterable[Triple]) -> bytes:
    ordered = sorted(
        map(_xml_triple, triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object))
    )
    out = io.BytesIO()
    serialize(ordered, output=out, format=RdfFormat.RDF_XML, prefixes=PREFIXES)
    return as_xml_references(out.getvalue().decode()).encode()


def _xml_triple(triple: Triple) -> Triple:
    """Return the triple with U+FFFD for what XML cannot hold."""
    term = triple.object
    if not isinstance(term, Literal) or xml_text(term.value) == term.value:
        return triple
    kind = {"language": term.language} if term.language else {"datatype": term.datatype}
    return Triple(triple.subject, triple.predicate, Literal(xml_text(term.value), **kind))


def _jsonld(quads: Iterable[Quad]) -> bytes:
    out = io.BytesIO()
    serialize(sorted_quads(quads), output=out, format=RdfFormat.JSON_LD, prefixes=PREFIXES)
    return out.getvalue()


_XML: Final = (".rdf", ".rdfxml")
_GRAPHS: Final[dict[str, Callable[[Iterable[Triple]], bytes]]] = {
    ".ttl": turtle,
    ".nt": _ntriples,
    ".rdf": _rdfxml,
    ".rdfxml": _rdfxml,
}
_DATASETS: Final[dict[str, Callable[[Iterable[Quad]], bytes]]] = {
    ".trig": trig,
    ".nq": nquads,
    ".jsonld": _jsonld,
}
