"""A projected network in the formats of network tools, with its declaration inside the file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import coopgraph
from coopgraph.messages import Message, message
from coopgraph.outputs.about import Context, about_rows
from coopgraph.outputs.export.network import render_network
from coopgraph.outputs.tables import Cell, Table, csv_pair
from coopgraph.projection.frames import edge_records, node_records
from coopgraph.sources.vintage import vintage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from coopgraph.projection.networks import Network
    from coopgraph.sources.vintage import SourceInfo

__all__ = ["PROJECTED", "edge_table", "flat_network", "node_table", "projected_files"]

#: Formats by extension, and what they hold.
PROJECTED: Final[dict[str, str]] = {
    ".graphml": "GraphML: nodes, edges, declaration as attributes of the graph",
    ".gexf": "GEXF (Gephi): the same, declaration in the description",
    ".json": "node-link JSON: the same, declaration as attributes of the graph",
    ".csv": "two tables: FILE-nodes.csv and FILE-edges.csv; no room for the declaration",
    ".xlsx": "the same two tables as sheets of one workbook, declaration on the last sheet",
}
_HEADS: Final[dict[str, Message]] = {
    "id": message("identifier"),
    "label": message("name"),
    "label_fr": message("French name"),
    "label_en": message("English name"),
    "mode": message("mode"),
    "kind": message("kind"),
    "class": message("class"),
    "city": message("city"),
    "region": message("region"),
    "country": message("country"),
    "degree": message("degree"),
    "layers": message("layers"),
    "source": message("identifier: one"),
    "source_label": message("one"),
    "target": message("identifier: the other"),
    "target_label": message("the other"),
    "weight": message("weight"),
    "expected": message("expected by chance"),
    "p": message("p"),
    "q": message("q (adjusted p)"),
    "counts": message("collectives by layer"),
    "stances": message("stance"),
    "priorities": message("priorities"),
    "instruments": message("instruments"),
    "through": message("identifiers: through"),
    "through_labels": message("through"),
    "sources": message("sources"),
}


def _flat(value: Any) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    cell: Cell = value
    return cell


def _table(records: Iterable[dict[str, Any]], columns: Sequence[str]) -> Table:
    rows = list(records)
    names = tuple(rows[0]) if rows else tuple(columns)
    return Table(names, [[_flat(row[name]) for name in names] for row in rows])


def node_table(network: Network, lang: str = "fr") -> Table:
    """Return the nodes as a table; see :func:`coopgraph.projection.frames.node_records`."""
    return _table(node_records(network, lang), ("id", "label"))


def edge_table(network: Network, lang: str = "fr") -> Table:
    """Return the edges as a table; see :func:`coopgraph.projection.frames.edge_records`."""
    return _table(
        edge_records(network, lang),
        ("source", "source_label", "target", "target_label", "weight"),
    )


def flat_network(
    network: Network, sources: Sequence[SourceInfo], lang: str = "fr"
) -> nx.Graph[str]:
    """Return a copy whose attributes are text and numbers, and whose graph says what it is.

    Parameters
    ----------
    network
        A projection.
    sources
        Sources of the landscape, for the age of the picture.
    lang
        Language of the words.

    Returns
    -------
    networkx.Graph
        Nodes and edges in the order of the network; lists are joined by "; ".
    """
    import networkx as nx

    said = network.declaration
    flat: nx.Graph[str] = nx.Graph(
        title=said.title.in_language(lang),
        projection=said.name,
        nodes_are=said.nodes.in_language(lang),
        edges_are=said.edges.in_language(lang),
        direction=said.direction.in_language(lang),
        weight_is=said.weight.in_language(lang),
        not_to_be_read_as=said.not_for.in_language(lang),
        chosen="; ".join(f"{name}={value}" for name, value in sorted(network.choices.items())),
        statement=" ".join(part.in_language(lang) for part in network.statement()),
        as_of=network.as_of.isoformat() if network.as_of else "",
        lang=lang,
        vintage=" ".join(vintage(sources, lang)),
        generator=f"coopgraph {coopgraph.__version__}",
    )
    for record in node_records(network, lang):
        node = record.pop("id")
        flat.add_node(node, **_kept(record))
    for record in edge_records(network, lang):
        ends = record.pop("source"), record.pop("target")
        flat.add_edge(*ends, **_kept(record))
    return flat


def _kept(record: dict[str, Any]) -> dict[str, Any]:
    flat = {name: _flat(value) for name, value in record.items()}
    return {name: value for name, value in flat.items() if value not in (None, "")}


def projected_files(
    network: Network,
    path: Path,
    *,
    sources: Sequence[SourceInfo] = (),
    lang: str = "fr",
    title: str = "",
    packaged: bool = False,
) -> dict[Path, bytes]:
    """Render a projection in the format that the extension of a file names.

    Parameters
    ----------
    network
        A projection.
    path
        File to be written; its extension (see :data:`PROJECTED`) chooses the format.
    sources
        Sources of the landscape.
    lang
        Language of words.
    title
        Title of the landscape.
    packaged
        Whether the landscape is the packaged one, whose licence a workbook then states.

    Returns
    -------
    dict of Path to bytes
        Content by file; two files for ``.csv``.

    Raises
    ------
    ValueError
        If the extension is unknown.
    """
    extension = path.suffix.lower()
    if extension not in PROJECTED:
        known = " ".join(PROJECTED)
        raise ValueError(f"unknown extension {extension or '(none)'!r}; use one of {known}")
    nodes, edges = node_table(network, lang), edge_table(network, lang)
    if extension == ".csv":
        return csv_pair(path, nodes, edges)
    if extension != ".xlsx":
        return {path: render_network(flat_network(network, sources, lang), extension)}
    from coopgraph.outputs.workbook import render_workbook

    context = Context(
        day=network.as_of or datetime.date.today(),
        lang=lang,
        title=title,
        question=f"{network.declaration.name}: {network.declaration.title.in_language(lang)}",
        sources=sources,
        packaged=packaged,
    )
    names = message("Nodes"), message("Edges")
    sheets = {
        name.in_language(lang): Table(tuple(_head(one, lang) for one in table.columns), table.rows)
        for name, table in zip(names, (nodes, edges), strict=True)
    }
    head = message("Projection").in_language(lang)
    said: list[tuple[Cell, ...]] = [
        (head if not place else None, part.in_language(lang))
        for place, part in enumerate(network.statement())
    ]
    counts = [(name, len(table.rows)) for name, table in zip(names, (nodes, edges), strict=True)]
    return {path: render_workbook(sheets, about=said + about_rows(context, counts), lang=lang)}


def _head(column: str, lang: str) -> str:
    return _HEADS[column].in_language(lang) if column in _HEADS else column
