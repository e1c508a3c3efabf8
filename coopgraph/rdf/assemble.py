"""Tables to a dataset: one named graph per source, the vocabulary, the consensus.

``consensus`` is what queries read by default: the union of all sources without the disputed values.
``derived`` is filled by :mod:`coopgraph.rdf.rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from coopgraph.curation.tables import Tables
from coopgraph.errors import OntologyError
from coopgraph.namespaces import (
    GRAPH_CONSENSUS,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
    graph_iri,
)
from coopgraph.rdf.builder import GraphBuilder, node
from coopgraph.rdf.entities import assemble_entities, describe_sources
from coopgraph.rdf.links import assemble_links
from coopgraph.rdf.values import assemble_values

__all__ = ["assemble", "read_vocabulary"]


def assemble(tables: Tables) -> Iterator[Quad]:
    """Turn checked tables into quads, without the vocabulary and the derived graph.

    Parameters
    ----------
    tables
        Checked rows.

    Yields
    ------
    Quad
        In no particular order; sort before writing (:mod:`coopgraph.rdf.serialize`).
    """
    builder = GraphBuilder()
    describe_sources(tables, builder)
    assemble_entities(tables, builder)
    assemble_links(tables, builder)
    hidden = assemble_values(tables, builder)
    described = builder.graphs.pop(GRAPH_SOURCES, set())
    yield from _in_graph(described, GRAPH_SOURCES)
    consensus: set[Triple] = set()
    for source, triples in builder.graphs.items():
        yield from _in_graph(triples, graph_iri(source))
        consensus |= triples
    yield from _in_graph(consensus - hidden, GRAPH_CONSENSUS)


def _in_graph(triples: Iterable[Triple], graph: str) -> Iterator[Quad]:
    name = node(graph)
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, name)


def read_vocabulary(folder: Path) -> Iterator[Quad]:
    """Read the ontology and its schemes into the vocabulary graph.

    Parameters
    ----------
    folder
        The ontology folder (see :func:`coopgraph.resources.ontology_dir`).

    Yields
    ------
    Quad
        Every triple of the folder and of its ``schemes``.

    Raises
    ------
    OntologyError
        If a file cannot be parsed or holds a blank node.
    """
    graph = node(GRAPH_VOCABULARY)
    for path in [*sorted(folder.glob("*.ttl")), *sorted((folder / "schemes").glob("*.ttl"))]:
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                    raise OntologyError(
                        f"{path}: blank node; give every resource an IRI so that builds repeat"
                    )
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{path}: {error}") from error
