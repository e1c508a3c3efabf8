"""Tables to a dataset: one named graph per source, the vocabulary, the consensus.

``consensus`` is what queries read by default: the union of all sources without what may be
disputed, which :mod:`coopgraph.rdf.consensus` adds as far as nothing contradicts it. ``derived`` is
filled by :mod:`coopgraph.rdf.rules`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from coopgraph.curation.classes import classes_of
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.model.columns import Row
from coopgraph.namespaces import (
    GRAPH_CONSENSUS,
    GRAPH_SOURCES,
    GRAPH_VOCABULARY,
    graph_iri,
    source_iri,
)
from coopgraph.rdf.builder import GraphBuilder, node
from coopgraph.rdf.entities import assemble_entities, describe_sources
from coopgraph.rdf.links import assemble_links
from coopgraph.rdf.plans import assemble_plans
from coopgraph.rdf.values import assemble_values
from coopgraph.vocabulary import SUBCLASSES

__all__ = ["assemble", "read_vocabulary", "rows_of_nodes"]


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
    builder = GraphBuilder(_several_classes(tables))
    _collect(tables, builder)
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


def rows_of_nodes(tables: Tables) -> dict[str, Located]:
    """Say which row made each node: a source, an entity, a relation, a claim.

    Parameters
    ----------
    tables
        Checked rows.

    Returns
    -------
    dict
        IRI of the node to the first row that made it. Derived nodes have none.

    Examples
    --------
    >>> from coopgraph.curation.reader import read_tables
    >>> from coopgraph.resources import example_dir
    >>> rows = rows_of_nodes(read_tables([example_dir()]))
    >>> rows["https://w3id.org/coopgraph/id/liste-chu"].record.id
    'liste-chu'
    """
    builder = _Recorder(_several_classes(tables))
    _collect(tables, builder)
    located = {id(row.record): row for rows in tables.rows.values() for row in rows}
    sources = {source_iri(row.record.id): row for row in tables.rows["sources"]}
    made = {iri: located[id(row)] for iri, row in builder.rows.items() if id(row) in located}
    return sources | made


def _several_classes(tables: Tables) -> list[tuple[str, str]]:
    """Return the entities that sources take for several things, each with each of its classes."""
    return [
        (slug, cls)
        for slug, classes in classes_of(tables).items()
        for cls in classes
        if not classes <= SUBCLASSES[cls]
    ]


class _Recorder(GraphBuilder):
    """A builder that remembers which row made a node."""

    def __init__(self, several: Collection[tuple[str, str]]) -> None:
        super().__init__(several)
        self.rows: dict[str, Row] = {}

    def start(self, row: Row, subject: NamedNode, cls: str) -> NamedNode:
        self.rows.setdefault(subject.value, row)
        return super().start(row, subject, cls)


def _collect(tables: Tables, builder: GraphBuilder) -> None:
    describe_sources(tables, builder)
    assemble_entities(tables, builder)
    assemble_links(tables, builder)
    assemble_plans(tables, builder)
    assemble_values(tables, builder)


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
