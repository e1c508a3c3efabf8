"""A matrix of states: one mark per cell, none where nothing was announced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.gaps.records import Language, Status
from coopgraph.outputs.plots import cut_label
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.report.figures.states import draw_state, draw_state_legend
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["state_matrix"]

_ROW: Final = 0.19
_HEADS: Final = 1.05
_LEGEND: Final = 0.62
#: Most letters at the head of a column.
_HEAD: Final = 36


def state_matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], Sequence[Status]],
    *,
    lang: Language,
    meanings: Mapping[Status, str] | None = None,
) -> Plot:
    """Draw states by row and column.

    Parameters
    ----------
    rows, columns
        Labels.
    cells
        States of the records by row and column. A cell of several records shows the worst state
        and the number of records; a cell that is not there stays empty.
    lang
        Language of the legend.
    meanings
        What the states mean here, where that can be said better than for gaps in general.

    Returns
    -------
    Plot
    """

    def draw(figure: Figure) -> None:
        heights = (_HEADS + _ROW * max(len(rows), 2), _LEGEND)
        body, foot = figure.subfigures(2, 1, squeeze=False, height_ratios=heights).flat
        axes, legend = body.subplots(), foot.subplots()
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_yticks(range(len(rows)))
        axes.set_yticklabels([cut_label(name) for name in rows], fontsize=7.5, parse_math=False)
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(columns)))
        axes.set_xticklabels(
            [_head(name) for name in columns],
            fontsize=7.5,
            rotation=32,
            rotation_mode="anchor",
            ha="left",
            va="bottom",
            parse_math=False,
        )
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        for edge in range(len(rows) + 1):
            axes.axhline(edge - 0.5, color="#c8c8c8", linewidth=0.5, zorder=0)
        for edge in range(len(columns) + 1):
            axes.axvline(edge - 0.5, color="#e4e4e4", linewidth=0.5, zorder=0)
        for (row, column), states in cells.items():
            draw_state(axes, column, row, min(states, key=lambda state: state.rank))
            if len(states) > 1:
                axes.annotate(
                    f"{len(states)}",
                    (column, row),
                    xytext=(8, 0),
                    textcoords="offset points",
                    fontsize=7,
                    va="center",
                    color=COLOURS["black"],
                    parse_math=False,
                )
        found = Counter(state for states in cells.values() for state in states)
        counts = [(state, found[state]) for state in Status]
        draw_state_legend(legend, counts, lang=lang, meanings=meanings)

    return Plot(draw, height=_HEADS + _ROW * max(len(rows), 2) + _LEGEND)


def _head(name: str) -> str:
    text = visible(name)
    return text if len(text) <= _HEAD else text[: _HEAD - 1] + "…"
