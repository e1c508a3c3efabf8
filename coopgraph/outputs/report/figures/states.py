"""Marks of the six states of a gap: shape, sign and colour, and their legend in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.gaps.records import Language, Status
from coopgraph.messages import message
from coopgraph.outputs.explorer.gap_legend import GAP_LEGEND, StateMark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MARK_SIZE", "draw_state", "draw_state_legend", "state_mark"]

#: Area of a mark, in square points.
MARK_SIZE: Final = 105.0
_MARKS: Final = {mark.id: mark for mark in GAP_LEGEND}
#: The shapes of the page as matplotlib calls them.
_SHAPES: Final = {
    "square": "s",
    "triangleDown": "v",
    "diamond": "D",
    "triangle": "^",
    "hexagon": "h",
    "dot": "o",
}
#: Shapes that look larger or smaller than a square of the same area, and where their middle is.
_SCALE: Final = {"v": 1.45, "^": 1.45, "h": 1.25, "o": 1.1, "D": 0.85}
_RISE: Final = {"v": 0.9, "^": -1.3}


def state_mark(status: Status) -> StateMark:
    """Return how a state is drawn and what it means, as on the interactive page."""
    return _MARKS[status.value]


def draw_state(axes: Axes, x: float, y: float, status: Status, *, size: float = MARK_SIZE) -> None:
    """Draw the mark of a state with its sign."""
    mark = state_mark(status)
    shape = _SHAPES[mark.shape]
    axes.scatter(
        [x],
        [y],
        s=size * _SCALE.get(shape, 1.0),
        marker=shape,
        color=mark.colour,
        edgecolor="#000000",
        linewidth=0.8,
        zorder=4,
        clip_on=False,
    )
    axes.annotate(
        mark.sign,
        (x, y),
        xytext=(0, _RISE.get(shape, 0.0)),
        textcoords="offset points",
        color=mark.ink,
        ha="center",
        va="center",
        fontsize=7.5,
        fontweight="bold",
        zorder=5,
        annotation_clip=False,
        parse_math=False,
    )


def draw_state_legend(
    axes: Axes,
    counts: Sequence[tuple[Status, int]],
    *,
    lang: Language,
    columns: int = 2,
    meanings: Mapping[Status, str] | None = None,
) -> None:
    """Say in words what the marks mean, and how many there are of each.

    Parameters
    ----------
    axes
        Empty axes of their own.
    counts
        States with their numbers, in the order of the legend.
    lang
        Language of the legend.
    columns
        Entries side by side.
    meanings
        What the states mean here, where that can be said better than for gaps in general.
    """
    own = meanings or {}
    lines = -(-len(counts) // columns)
    axes.set_axis_off()
    axes.set_xlim(0, columns)
    axes.set_ylim(lines - 0.4, -0.6)
    for number, (status, n) in enumerate(counts):
        column, row = divmod(number, lines)
        mark = state_mark(status)
        draw_state(axes, column + 0.02, row, status, size=0.7 * MARK_SIZE)
        said = message(
            "{state} ({n}): {meaning}",
            state=mark.name[_side(lang)],
            n=n,
            meaning=own.get(status, mark.meaning[_side(lang)]),
        ).in_language(lang)
        axes.text(column + 0.05, row, said, va="center", fontsize=7, parse_math=False)


def _side(lang: Language) -> int:
    return 0 if lang == "fr" else 1
