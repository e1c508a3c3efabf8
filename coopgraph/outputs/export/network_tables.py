"""The network as two tables: for programs under the names of attributes, for readers in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, message
from coopgraph.namespaces import SCHEME_NS, curie
from coopgraph.outputs.about import Context, about_rows
from coopgraph.outputs.explorer.legend import LINK_LEGEND, NODE_LEGEND
from coopgraph.outputs.tables import Cell, Link, Table

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "edge_table", "network_workbook", "node_table"]

#: Attributes of nodes, in order; ``id`` is the IRI. What is not stated is left out.
NODE_COLUMNS: Final = (
    "id",
    "label",
    "label_fr",
    "label_en",
    "acronym",
    "kind",
    "class",
    "classes",
    "other_names",
    "identifiers",
    "city",
    "region",
    "country",
    "further_places",
    "latitude",
    "longitude",
    "start_year",
    "end_year",
    "facts",
    "sources",
    "locators",
    "confidence",
)
#: Attributes of edges, in order; ``id`` is the same in every export.
EDGE_COLUMNS: Final = (
    "id",
    "source",
    "source_label",
    "target",
    "target_label",
    "kind",
    "role",
    "label",
    "code",
    "start_year",
    "end_year",
    "statement",
    "facts",
    "sources",
    "locators",
    "confidence",
)

#: Columns of the sheets for readers: attribute and heading.
_NODE_SHEET: Final[tuple[tuple[str, Message], ...]] = (
    ("label", message("name")),
    ("acronym", message("acronym")),
    ("class", message("class")),
    ("kind", message("kind")),
    ("city", message("city")),
    ("region", message("region")),
    ("country", message("country")),
    ("further_places", message("further places")),
    ("start_year", message("start")),
    ("end_year", message("end")),
    ("other_names", message("other names")),
    ("identifiers", message("identifiers")),
    ("facts", message("facts")),
    ("sources", message("sources")),
    ("locators", message("passages")),
    ("confidence", message("confidence")),
    ("label_fr", message("French name")),
    ("label_en", message("English name")),
    ("latitude", message("latitude")),
    ("longitude", message("longitude")),
    ("id", message("identifier")),
)
_EDGE_SHEET: Final[tuple[tuple[str, Message], ...]] = (
    ("source_label", message("from")),
    ("label", message("link")),
    ("target_label", message("to")),
    ("kind", message("kind of link")),
    ("code", message("unit code")),
    ("start_year", message("start")),
    ("end_year", message("end")),
    ("facts", message("facts")),
    ("sources", message("sources")),
    ("locators", message("passages")),
    ("confidence", message("confidence")),
    ("source", message("identifier: from")),
    ("target", message("identifier: to")),
    ("statement", message("identifier: statement")),
    ("id", message("identifier: link")),
)


def node_table(graph: nx.MultiDiGraph[str]) -> Table:
    """Return the nodes of a flattened network as a table.

    Parameters
    ----------
    graph
        As :func:`coopgraph.outputs.export.network.flatten` returns it.

    Returns
    -------
    Table
        Columns :data:`NODE_COLUMNS`.
    """
    rows: list[list[Cell]] = [
        [iri, *(data.get(name) for name in NODE_COLUMNS[1:])]
        for iri, data in graph.nodes(data=True)
    ]
    return Table(NODE_COLUMNS, rows)


def edge_table(graph: nx.MultiDiGraph[str]) -> Table:
    """Return the edges of a flattened network as a table, with the names of both ends.

    Parameters
    ----------
    graph
        As :func:`coopgraph.outputs.export.network.flatten` returns it.

    Returns
    -------
    Table
        Columns :data:`EDGE_COLUMNS`.
    """
    rows: list[list[Cell]] = []
    for tail, head, key, data in graph.edges(keys=True, data=True):
        names = graph.nodes[tail].get("label"), graph.nodes[head].get("label")
        others = (data.get(name) for name in EDGE_COLUMNS[5:])
        rows.append([key, tail, names[0], head, names[1], *others])
    return Table(EDGE_COLUMNS, rows)


def network_workbook(
    graph: nx.MultiDiGraph[str], context: Context, terms: Mapping[str, tuple[str, str]]
) -> bytes:
    """Write the two tables as the sheets of a workbook, in words.

    Parameters
    ----------
    graph
        As :func:`coopgraph.outputs.export.network.flatten` returns it.
    context
        Day, language and sources of the landscape.
    terms
        French and English names of terms by IRI.

    Returns
    -------
    bytes
    """
    from coopgraph.outputs.workbook import render_workbook

    words = _Words(context, terms)
    entities = {kind.id: (kind.fr, kind.en) for kind in NODE_LEGEND}
    links = {kind.id: (kind.fr, kind.en) for kind in LINK_LEGEND}
    found = (
        (message("Entities"), node_table(graph), _NODE_SHEET, entities),
        (message("Links"), edge_table(graph), _EDGE_SHEET, links),
    )
    sheets = {
        name.in_language(context.lang): words.sheet(table, columns, kinds)
        for name, table, columns, kinds in found
    }
    counts = [(name, len(table.rows)) for name, table, _, _ in found]
    return render_workbook(sheets, about=about_rows(context, counts), lang=context.lang)


class _Words:
    """The words for codes, and the addresses of sources."""

    def __init__(self, context: Context, terms: Mapping[str, tuple[str, str]]) -> None:
        self._lang = context.lang
        english = context.lang == "en"
        self._confidence = {
            iri.rpartition("/")[2]: names[english]
            for iri, names in terms.items()
            if iri.startswith(f"{SCHEME_NS}confidence/")
        }
        self._addresses = {source.id: source.url for source in context.sources if source.url}

    def sheet(
        self,
        table: Table,
        columns: Sequence[tuple[str, Message]],
        kinds: Mapping[str, tuple[str, str]],
    ) -> Table:
        """Return the columns of a table that readers see, in words."""
        said = {kind: names[self._lang == "en"] for kind, names in kinds.items()}
        rows = [
            [self._cell(name, record[name], said) for name, _ in columns]
            for record in table.records()
        ]
        return Table(tuple(head.in_language(self._lang) for _, head in columns), rows)

    def _cell(self, name: str, value: Cell, kinds: Mapping[str, str]) -> Cell:
        if not isinstance(value, str):
            return value
        if name == "kind":
            return kinds.get(value, value)
        if name == "confidence":
            return "; ".join(self._confidence.get(part, part) for part in value.split("; "))
        if name == "sources" and value in self._addresses:
            return Link(value, self._addresses[value])
        if name in ("id", "source", "target", "statement"):
            return curie(value)
        return value
