"""Run the SHACL shapes of the ontology over a graph.

pySHACL works on an rdflib graph in memory, without inference: over other stores it is many times
slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyshacl
import rdflib
from pyoxigraph import Quad
from rdflib.namespace import RDF, SH

from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import PROV_NS, curie
from coopgraph.store.rdflib_store import to_rdflib
from coopgraph.validation.findings import Finding

__all__ = ["read_shapes", "validate_shapes"]


def read_shapes(folder: Path) -> rdflib.Graph:
    """Read all shapes of the ontology folder into one graph.

    Raises
    ------
    OntologyError
        If a file cannot be parsed or there is none.
    """
    graph = rdflib.Graph()
    files = sorted((folder / "shapes").glob("*.ttl"))
    if not files:
        raise OntologyError(message("{folder}: no shapes here", folder=folder / "shapes"))
    for path in files:
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's parsers raise many types
            raise OntologyError(
                message("{path}: cannot be parsed: {reason}", path=path, reason=str(error))
            ) from error
    return graph


def validate_shapes(quads: Iterable[Quad], folder: Path) -> Iterator[Finding]:
    """Yield what the shapes find in the union of `quads`.

    Parameters
    ----------
    quads
        The graph to check; graph names are ignored.
    folder
        The ontology folder.

    Yields
    ------
    Finding
        One per validation result.
    """
    rdflib.NORMALIZE_LITERALS = False
    data = rdflib.Graph()
    for quad in quads:
        data.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    shapes = read_shapes(folder)
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, inplace=True
    )
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(message("the shapes could not be run: {reason}", reason=str(report)))
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _finding(report, shapes, data, result)


def _finding(
    report: rdflib.Graph, shapes: rdflib.Graph, data: rdflib.Graph, result: rdflib.term.Node
) -> Finding:
    focus = report.value(result, SH.focusNode)
    shape = report.value(result, SH.sourceShape)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    messages = _messages(report, result, SH.resultMessage)
    if "fr" not in messages and shape is not None:  # pySHACL drops the tags of SPARQL constraints
        messages = _messages(shapes, shape, SH.message) or messages
    english = messages.get("en") or next(iter(messages.values()), "")
    sources = sorted(
        str(source).rpartition("/")[2]
        for source in data.objects(focus, rdflib.URIRef(PROV_NS + "wasDerivedFrom"))
    )
    return Finding(
        code=_code(shapes, shape),
        severity=str(report.value(result, SH.resultSeverity)).rpartition("#")[2].lower(),
        focus=_short(focus),
        message_fr=messages.get("fr") or english,
        message_en=english,
        source=", ".join(sources),
        hint=_hint(path, value),
    )


def _hint(path: rdflib.term.Node | None, value: rdflib.term.Node | None) -> str:
    """Say at which property and value the focus node does not conform."""
    if isinstance(path, rdflib.URIRef) and value is not None:
        return message("property {path}, value {value}", path=_short(path), value=_short(value))
    if isinstance(path, rdflib.URIRef):
        return message("property {path}", path=_short(path))
    return message("value {value}", value=_short(value)) if value is not None else ""


def _messages(
    graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef
) -> dict[str, str]:
    return {
        getattr(message, "language", None) or "": str(message)
        for message in sorted(graph.objects(subject, predicate), key=str)
    }


def _code(shapes: rdflib.Graph, shape: rdflib.term.Node | None) -> str:
    """Return the local name of the shape, or of the node shape that a property shape is in."""
    while isinstance(shape, rdflib.BNode):
        shape = next(shapes.subjects(None, shape), None)
    return str(shape).rpartition("/")[2].rpartition("#")[2] if shape is not None else "shape"


def _short(term: rdflib.term.Node | None) -> str:
    return curie(str(term)) if isinstance(term, rdflib.URIRef) else str(term)
