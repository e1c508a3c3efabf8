"""Write a landscape in another format, chosen by the extension of the file.

``rdf`` has the RDF syntaxes (the graph with its provenance), ``network`` those of network tools
(the projection :mod:`coopgraph.projection.landscape`, attributes flattened). The same landscape
gives the same bytes under any hash seed.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coopgraph.messages import counted

if TYPE_CHECKING:
    import networkx

    from coopgraph.store.base import Store

__all__ = ["EXTENSIONS", "NETWORK", "RDF", "export_files"]

#: RDF syntaxes by extension, and what they hold.
RDF: Final[dict[str, str]] = {
    ".ttl": "Turtle: consensus, derived statements, sources, vocabulary",
    ".nt": "N-Triples: the same",
    ".rdf": "RDF/XML: the same",
    ".rdfxml": "RDF/XML: the same",
    ".trig": "TriG: the dataset, one named graph per source",
    ".nq": "N-Quads: the dataset",
    ".jsonld": "JSON-LD: the dataset",
}
#: Network formats by extension, and what they hold.
NETWORK: Final[dict[str, str]] = {
    ".graphml": "GraphML: the network of partners, structures and agreements",
    ".gexf": "GEXF (Gephi): the same network",
    ".json": "node-link JSON: the same network",
    ".csv": "two tables of the same network: FILE-nodes.csv and FILE-edges.csv",
    ".xlsx": "the same two tables in words, as sheets of one workbook",
}
#: All extensions.
EXTENSIONS: Final[dict[str, str]] = {**RDF, **NETWORK}


def export_files(
    store: Store,
    path: Path,
    *,
    entity: str | None = None,
    hops: int = 1,
    as_of: datetime.date | None = None,
    lang: str = "fr",
    packaged: bool = False,
) -> dict[Path, bytes]:
    """Render a landscape in the format that the extension of a file names.

    Parameters
    ----------
    store
        The landscape.
    path
        File to be written; its extension (see :data:`EXTENSIONS`) chooses the format.
    entity
        IRI around which the network is cut; network formats only.
    hops
        Radius of the cut.
    as_of
        Date recorded in the network formats.
    lang
        Language of labels and words in the network formats.
    packaged
        Whether the landscape is the packaged one, whose licence a workbook then states.

    Returns
    -------
    dict of Path to bytes
        Content by file; two files for ``.csv``.

    Raises
    ------
    ValueError
        If the extension is unknown, or an RDF syntax is to be cut around an entity.
    """
    extension = path.suffix.lower()
    if extension in RDF:
        if entity is not None:
            raise ValueError(f"{extension} holds the whole graph; cut a network format instead")
        from coopgraph.outputs.export.rdf import render_rdf

        return {path: render_rdf(store, extension)}
    if extension not in NETWORK:
        known = " ".join(EXTENSIONS)
        raise ValueError(f"unknown extension {extension or '(none)'!r}; use one of {known}")
    from coopgraph.outputs.export.network import flatten, render_network
    from coopgraph.outputs.export.network_tables import edge_table, network_workbook, node_table
    from coopgraph.outputs.tables import csv_pair
    from coopgraph.projection.landscape import project_landscape

    projected = project_landscape(store, focus=entity, hops=hops, as_of=as_of, lang=lang)
    graph = flatten(projected, store, lang)
    if extension == ".xlsx":
        from coopgraph.outputs.about import Context
        from coopgraph.store.sources import read_sources

        context = Context(
            day=as_of or datetime.date.today(),
            lang=lang,
            title=graph.graph.get("title", ""),
            question=_cut(graph, lang),
            sources=read_sources(store),
            packaged=packaged,
        )
        return {path: network_workbook(graph, context, projected.graph["terms"])}
    if extension != ".csv":
        return {path: render_network(graph, extension)}
    return csv_pair(path, node_table(graph), edge_table(graph))


def _cut(graph: networkx.MultiDiGraph[str], lang: str) -> str:
    """Say around what a network was cut; empty if it is whole."""
    focus = graph.graph.get("focus")
    if not focus:
        return ""
    name = graph.nodes[focus].get("label", focus) if focus in graph else focus
    said = counted(
        "The network around {name}, within {n} step",
        "The network around {name}, within {n} steps",
        n=graph.graph["hops"],
        name=name,
    )
    return said.in_language(lang)
