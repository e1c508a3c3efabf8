"""Write quads as RDF text whose bytes depend on nothing but the quads."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from coopgraph.namespaces import PREFIXES

__all__ = ["nquads", "sorted_quads", "trig", "turtle"]


def _key(quad: Quad) -> tuple[str, str, str, str]:
    return (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object))


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Sort quads by graph, subject, predicate, object as written in N-Quads."""
    return sorted(quads, key=_key)


def nquads(quads: Iterable[Quad]) -> bytes:
    """Serialise as sorted N-Quads.

    Examples
    --------
    >>> from pyoxigraph import NamedNode
    >>> a, b = NamedNode("x:a"), NamedNode("x:b")
    >>> nquads([Quad(b, a, a), Quad(a, a, a)]).splitlines()
    [b'<x:a> <x:a> <x:a> .', b'<x:b> <x:a> <x:a> .']
    """
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()


def trig(quads: Iterable[Quad]) -> bytes:
    """Serialise as sorted TriG with the project's prefixes."""
    return _pretty(sorted_quads(quads), RdfFormat.TRIG)


def turtle(triples: Iterable[Triple]) -> bytes:
    """Serialise as sorted Turtle with the project's prefixes."""
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return _pretty(ordered, RdfFormat.TURTLE)


def _pretty(items: list[Quad] | list[Triple], kind: RdfFormat) -> bytes:
    text = "".join(map(str, items))
    used = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in text}
    output = io.BytesIO()
    serialize(items, output=output, format=kind, prefixes=used)
    return output.getvalue()
