"""Projections as tables for readers: the list of them, and one at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.layers import body_layers, layer_overlap
from coopgraph.analysis.summary import NetworkSummary, Spread, strongest_edges, summarise
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.tables import Cell, Table
from coopgraph.projection.catalogue import PROJECTIONS
from coopgraph.projection.frames import edge_records

if TYPE_CHECKING:
    from coopgraph.projection.networks import Declaration, Network

__all__ = ["LIST_COLUMNS", "glance_tables", "list_table"]

#: Columns of the list of projections.
LIST_COLUMNS: Final = (
    "name",
    "title",
    "nodes",
    "edges",
    "direction",
    "weight",
    "not_for",
    "layers",
    "choices",
)
#: What the degrees of the nodes of a mode are.
_DEGREES: Final[dict[str, Message]] = {
    "collective": message("neighbours of a collective"),
    "body": message("neighbours of a body"),
    "city": message("neighbours of a city"),
    "place": message("neighbours of a country or region"),
    "theme": message("neighbours of a theme"),
}
_BEHIND: Final = 3


def list_table(lang: str, *, words: bool = False) -> Table:
    """Return the projections and what they are.

    Parameters
    ----------
    lang
        ``fr`` or ``en``.
    words
        Whether it is for readers: headings in words, and only what one chooses by.

    Returns
    -------
    Table
    """
    rows = [_declared(projection.declaration, lang) for projection in PROJECTIONS.values()]
    if not words:
        return Table(LIST_COLUMNS, [[row[name] for name in LIST_COLUMNS] for row in rows])
    shown = {
        "name": message("name"),
        "title": message("what it shows"),
        "nodes": message("nodes"),
        "edges": message("edges"),
        "weight": message("weight"),
        "not_for": message("not to be read as"),
    }
    heads = tuple(head.in_language(lang) for head in shown.values())
    return Table(heads, [[row[name] for name in shown] for row in rows])


def _declared(said: Declaration, lang: str) -> dict[str, Cell]:
    return {
        "name": said.name,
        "title": said.title.in_language(lang),
        "nodes": said.nodes.in_language(lang),
        "edges": said.edges.in_language(lang),
        "direction": said.direction.in_language(lang),
        "weight": said.weight.in_language(lang),
        "not_for": said.not_for.in_language(lang),
        "layers": ", ".join(said.layers),
        "choices": ", ".join(sorted(name.replace("_", "-") for name in said.choices)),
    }


def glance_tables(network: Network, lang: str, top: int) -> list[Table]:
    """Return a projection at a glance: figures, layers where it has any, strongest edges.

    Parameters
    ----------
    network
        A projection.
    lang
        ``fr`` or ``en``.
    top
        How many edges and bodies are shown.

    Returns
    -------
    list of Table
    """
    graph = network.graph
    summary = summarise(graph, two_mode=network.declaration.two_mode)
    tables = [_figures(summary, lang)]
    if network.parts:
        tables += [_overlap(network, lang), _bodies(network, lang, top)]
    if "collective" in summary.degrees:
        tables.append(_busiest(network, lang, top))
    elif graph.number_of_edges():
        tables.append(_edges(network, lang, top))
    return tables


def _busiest(network: Network, lang: str, top: int) -> Table:
    """Return the bodies in most collectives: an edge alone says less than either."""
    graph = network.graph
    bodies = [node for node, data in graph.nodes(data=True) if data["mode"] == "body"]
    ordered = sorted(bodies, key=lambda body: (-graph.degree[body], body))[:top]
    rows: list[list[Cell]] = []
    for body in ordered:
        collectives = sorted(graph[body])
        named = tuple(network.label(one, lang) for one in collectives)
        found = {item for one in collectives for item in network.evidence(body, one)}
        sources = tuple(sorted({item.source for item in found}))
        rows.append(
            [
                network.label(body, lang),
                len(collectives),
                _shown("through_labels", named),
                _shown("sources", sources),
            ]
        )
    heads = message("body"), message("number"), message("collectives"), message("sources")
    return Table(
        tuple(head.in_language(lang) for head in heads),
        rows,
        title=message("Bodies in most collectives").in_language(lang),
    )


def _figures(summary: NetworkSummary, lang: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (message("density").in_language(lang), _rounded(summary.density)),
        (message("nodes in the largest component").in_language(lang), summary.largest),
        (message("nodes without an edge").in_language(lang), summary.isolates),
    ]
    for mode, spread in summary.degrees.items():
        said = message(
            "{least}–{most}, median {median}, half of them {lower}–{upper}, mean {mean}",
            **{part: _number(getattr(spread, part), lang) for part in Spread.__slots__},
        )
        rows.append((_DEGREES[mode].in_language(lang), said.in_language(lang)))
    heads = message("figure").in_language(lang), message("value").in_language(lang)
    return Table(heads, rows, title=message("Figures").in_language(lang))


def _rounded(value: float | None) -> Cell:
    return None if value is None else float(f"{value:.3g}")


def _number(value: float, lang: str) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "fr" else text


def _edges(network: Network, lang: str, top: int) -> Table:
    """Return the strongest edges; where all weigh the same, those with most behind them."""
    records = {
        frozenset((record["source"], record["target"])): record
        for record in edge_records(network, lang)
    }
    if network.declaration.weighted:
        ordered = [records[frozenset(ends)] for *ends, _ in strongest_edges(network.graph)]
    else:
        ordered = sorted(records.values(), key=lambda record: -len(record["through"]))
    found = ordered[:top]
    columns: dict[str, Message] = {
        "source_label": message("one"),
        "target_label": message("the other"),
        "weight": message("weight"),
        "expected": message("expected by chance"),
        "q": message("q (adjusted p)"),
        "layers": message("layers"),
        "instruments": message("instruments"),
        "through_labels": message("through"),
        "sources": message("sources"),
    }
    weighted = network.declaration.weighted
    hidden = set() if weighted else {"weight"}
    shown = [name for name in columns if name in found[0] and name not in hidden]
    rows = [[_shown(name, record[name]) for name in shown] for record in found]
    title = message("Strongest edges") if weighted else message("Edges")
    more = len(ordered) - len(found)
    notes: tuple[str, ...] = ()
    if more:
        said = counted(
            "{n} more edge: --top, or -o FILE for all.",
            "{n} more edges: --top, or -o FILE for all.",
            n=more,
        )
        notes = (said.in_language(lang),)
    return Table(
        tuple(columns[name].in_language(lang) for name in shown),
        rows,
        title=title.in_language(lang),
        notes=notes,
    )


def _shown(name: str, value: Any) -> Cell:
    if isinstance(value, tuple):
        kept = value[:_BEHIND] if name in ("through_labels", "sources") else value
        more = len(value) - len(kept)
        return "; ".join(map(str, kept)) + (f" (+ {more})" if more else "")
    if isinstance(value, float):
        return _rounded(value) if value != int(value) else int(value)
    cell: Cell = value
    return cell


def _overlap(network: Network, lang: str) -> Table:
    found = layer_overlap({name: part.graph for name, part in network.parts.items()})
    heads = (
        message("layer"),
        message("number of bodies"),
        message("number of edges"),
        message("of these, here alone"),
    )
    rows: list[list[Cell]] = [
        [
            one.layer,
            one.nodes,
            one.edges,
            one.alone,
            ", ".join(f"{name} {n}" for name, n in one.common.items() if n and name != one.layer),
        ]
        for one in found
    ]
    columns = (*heads, message("in common with"))
    return Table(
        tuple(head.in_language(lang) for head in columns),
        rows,
        title=message("Layers: bodies, and edges in common").in_language(lang),
    )


def _bodies(network: Network, lang: str, top: int) -> Table:
    found = body_layers({name: part.graph for name, part in network.parts.items()})
    rows: list[list[Cell]] = [
        [
            network.label(one.body, lang),
            ", ".join(f"{name} {n}" for name, n in one.degrees.items() if n),
            _rounded(one.participation),
        ]
        for one in found[:top]
    ]
    heads = message("body"), message("neighbours by layer"), message("participation coefficient")
    return Table(
        tuple(head.in_language(lang) for head in heads),
        rows,
        title=message("Bodies that meet others in most layers").in_language(lang),
    )
