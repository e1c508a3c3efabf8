"""Ranks of several layers side by side: in words, or one row for each layer and node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopgraph.analysis.networks.envelope import as_row, columns
from coopgraph.analysis.networks.ranking import RankedNode, Ranking
from coopgraph.messages import message, translated
from coopgraph.outputs.ranking_tables import KIND_NAMES, rank_text, span_text
from coopgraph.outputs.tables import Cell, Table

__all__ = ["flat_layers_table", "layers_table"]


def layers_table(rankings: Mapping[str, Ranking], *, top: int, lang: str, **around: Any) -> Table:
    """Return who is among the first of any layer, with the ranks in all of them.

    Parameters
    ----------
    rankings
        Rankings by layer, all by one measure.
    top
        How many of each layer are listed.
    lang
        ``fr`` or ``en``.
    **around
        ``lead`` and ``notes``: sentences above and below the rows.

    Returns
    -------
    Table
        Blank where a node is not in a layer. Rows are in the order of the first layer, then of the
        second and so on: there is no rank over all.
    """
    by_node = {
        layer: {row.node: row for row in ranking.rows} for layer, ranking in rankings.items()
    }
    listed = {
        row.node: row
        for ranking in rankings.values()
        for row in ranking.rows[:top]
        if row.rank is not None
    }

    def order(node: str) -> tuple[tuple[float, str], ...]:
        ranks = [by_node[layer].get(node) for layer in rankings]
        return tuple((row.rank if row and row.rank else float("inf"), node) for row in ranks)

    rows = []
    for node in sorted(listed, key=order):
        row = listed[node]
        cells: list[Cell] = [
            row.label.in_language(lang),
            translated(KIND_NAMES.get(row.kind, row.kind), lang),
            *(_cell(by_node[layer].get(node)) for layer in rankings),
        ]
        rows.append(cells)
    title = message("ranks layer by layer").in_language(lang)
    if rankings:
        measure = next(iter(rankings.values())).measure
        title = message("{measure}: ranks layer by layer", measure=measure.title).in_language(lang)
    heads = (message("name"), message("kind"))
    sizes = [
        f"{layer} ({sum(row.rank is not None for row in ranking.rows)})"
        for layer, ranking in rankings.items()
    ]
    return Table(
        (*(head.in_language(lang) for head in heads), *sizes),
        rows,
        title=title[:1].upper() + title[1:],
        **around,
    )


def _cell(row: RankedNode | None) -> str | None:
    if row is None or row.rank is None:
        return None
    span = span_text(row.interval)
    return f"{rank_text(row)} ({span})" if span else rank_text(row)


def flat_layers_table(rankings: Mapping[str, Ranking], *, top: int | None, lang: str) -> Table:
    """Return the rows of all layers under each other, for CSV, TSV and workbooks.

    Parameters
    ----------
    rankings
        Rankings by layer, all by one measure.
    top
        How many of each layer are listed; None for all.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table
        ``layer``, then the columns of a ranking.
    """
    names = tuple(dict.fromkeys(name for one in rankings.values() for name in columns(one)))
    rows = []
    for layer, ranking in rankings.items():
        own = columns(ranking)
        for row in ranking.rows[:top]:
            cells = dict(zip(own, as_row(row, ranking, lang, own), strict=True))
            rows.append((layer, *(cells.get(name) for name in names)))
    return Table(("layer", *names), rows)
