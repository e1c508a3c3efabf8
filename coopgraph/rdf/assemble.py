"""Tables to a dataset: one named graph per source, the vocabulary, the consensus.

``consensus`` is what queries read by default: the union of all sources without what may be
disputed, which :mod:`coopgraph.rdf.consensus` adds as far as nothing contradicts it. ``derived`` is
filled by :mod:`coopgraph.rdf.rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from coopgraph.curation.classes import classes_of
from coopgraph.curation.tables import Tables
from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import (
    GRAPH_CONSENSUS,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
    graph_iri,
)
from coopgraph.rdf.builder import GraphBuilder, node
from coopgraph.rdf.entities import assemble_entities, describe_sources
from coopgraph.rdf.links import assemble_links
from coopgraph.rdf.plans import assemble_plans
from coopgraph.rdf.values import assemble_values
from coopgraph.vocabulary import SUBCLASSES

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
        In no particular order, some of them twice; a store keeps one of each.
    """
    builder = GraphBuilder(
        [
            (slug, cls)
            for slug, classes in classes_of(tables).items()
            for cls in classes
            if not classes <= SUBCLASSES[cls]
        ]
    )
    describe_sources(tables, builder)
    assemble_entities(tables, builder)
    assemble_links(tables, builder)
    assemble_plans(tables, builder)
    assemble_values(tables, builder)
    described = node(GRAPH_SOURCES)
    consensus = node(GRAPH_CONSENSUS)
    for source, statements in builder.agreed.items():
        if source == GRAPH_SOURCES:
            yield from (Quad(*statement, described) for statement in statements)
            continue
        graph = node(graph_iri(source))
        for statement in statements:
            yield Quad(*statement, graph)
            yield Quad(*statement, consensus)
    for source, statements in builder.held.items():
        graph = node(graph_iri(source))
        yield from (Quad(*statement, graph) for statement in statements)


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
                        message(
                            "{path}: blank node; give every resource an IRI so that builds repeat",
                            path=path,
                        )
                    )
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
        except (OSError, SyntaxError) as error:
            raise OntologyError(
                message("{path}: cannot be parsed: {reason}", path=path, reason=str(error))
            ) from error
