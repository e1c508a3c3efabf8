"""The files of the ontology as rdflib graphs, and the few questions that everybody asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SH
from rdflib.term import Node

from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import COOP_NS
from coopgraph.resources import ontology_dir

__all__ = [
    "LANGUAGES",
    "ONTOLOGY",
    "PROPERTY_KINDS",
    "OntologyFiles",
    "local",
    "read_ontology",
    "text_of",
    "texts_of",
]

#: Languages in which everything is said.
LANGUAGES = ("fr", "en")
#: The ontology itself; its terms begin with this and ``#``.
ONTOLOGY = URIRef(COOP_NS.removesuffix("#"))
#: Types of the properties of the ontology.
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True)
class OntologyFiles:
    """The ontology, read once.

    Attributes
    ----------
    folder
        Where it was read.
    terms
        Header, classes and properties.
    schemes
        Concept schemes.
    shapes
        SHACL shapes.
    alignments
        Name of an anchor to its alignment.
    """

    folder: Path
    terms: Graph
    schemes: Graph
    shapes: Graph
    alignments: Mapping[str, Graph]

    def classes(self) -> list[URIRef]:
        """Return the classes, sorted."""
        return _named(self.terms.subjects(RDF.type, OWL.Class))

    def properties(self) -> list[URIRef]:
        """Return the properties, sorted."""
        return _named(
            term for kind in PROPERTY_KINDS for term in self.terms.subjects(RDF.type, kind)
        )

    def node_shapes(self) -> list[URIRef]:
        """Return the node shapes, sorted."""
        return _named(self.shapes.subjects(RDF.type, SH.NodeShape))

    def constraints(self, shape: Node) -> list[BNode | URIRef]:
        """Return the property shapes and SPARQL constraints of a node shape, by message."""
        found = [
            node
            for predicate in (SH.property, SH.sparql)
            for node in self.shapes.objects(shape, predicate)
            if isinstance(node, (BNode, URIRef))
        ]
        return sorted(found, key=lambda node: sorted(map(str, self.shapes.objects(node))))


def read_ontology(folder: Path | None = None) -> OntologyFiles:
    """Read the ontology.

    Parameters
    ----------
    folder
        The ontology folder; the packaged one by default.

    Returns
    -------
    OntologyFiles

    Raises
    ------
    OntologyError
        If a file cannot be parsed or there is no ontology.
    """
    folder = folder if folder is not None else ontology_dir()
    if not (folder / "coopgraph.ttl").is_file():
        raise OntologyError(message("{path}: no coopgraph.ttl here", path=folder))
    return OntologyFiles(
        folder=folder,
        terms=_graph([folder / "coopgraph.ttl"]),
        schemes=_graph(sorted((folder / "schemes").glob("*.ttl"))),
        shapes=_graph(sorted((folder / "shapes").glob("*.ttl"))),
        alignments={
            path.stem: _graph([path]) for path in sorted((folder / "alignment").glob("*.ttl"))
        },
    )


def local(term: Node) -> str:
    """Return the local name of a term of the ontology.

    Examples
    --------
    >>> local(URIRef(COOP_NS + "Agreement"))
    'Agreement'
    """
    return str(term).removeprefix(COOP_NS)


def texts_of(graph: Graph, subject: Node, predicate: URIRef, language: str) -> list[str]:
    """Return the texts of one language, sorted."""
    return sorted(
        str(text)
        for text in graph.objects(subject, predicate)
        if isinstance(text, Literal) and text.language == language
    )


def text_of(graph: Graph, subject: Node, predicate: URIRef, language: str) -> str:
    """Return the first text of one language, empty if there is none."""
    return next(iter(texts_of(graph, subject, predicate, language)), "")


def _graph(paths: list[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's parsers raise many types
            raise OntologyError(message("{path}: {error}", path=path, error=error)) from error
    return graph


def _named(nodes: object) -> list[URIRef]:
    return sorted({node for node in nodes if isinstance(node, URIRef)})  # type: ignore[attr-defined]
