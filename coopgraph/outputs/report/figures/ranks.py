"""Ranks with their intervals: a dot for the median, a line for the interval, bands behind.

Each kind of record has a scale of its own: ranks of two kinds are never compared. Bands are told
apart by shading and by a word at their end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from coopgraph.outputs.plots import cut_label
from coopgraph.outputs.report.figures.frame import COLOURS, Plot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["RankGroup", "RankRow", "rank_dots"]

_ROW: Final = 0.18
_HEAD: Final = 0.39


@dataclass(frozen=True, slots=True)
class RankRow:
    """One record.

    Attributes
    ----------
    label
        Its name.
    median, low, high
        Median rank and the ends of its interval.
    band
        What its band is called.
    """

    label: str
    median: int
    low: int
    high: int
    band: str


@dataclass(frozen=True, slots=True)
class RankGroup:
    """Records that are ranked among themselves.

    Attributes
    ----------
    title
        What they are, and among how many they are ranked.
    of
        How many were ranked.
    rows
        Those shown, best first.
    """

    title: str
    of: int
    rows: tuple[RankRow, ...]


def rank_dots(groups: Sequence[RankGroup], *, axis: str) -> Plot:
    """Return the figure.

    Parameters
    ----------
    groups
        At least one group with at least one row.
    axis
        What the scale below says.
    """
    rows = sum(len(group.rows) for group in groups)
    height = 0.35 + _ROW * rows + _HEAD * len(groups)
    return Plot(lambda figure: _draw(figure, groups, axis), height=height)


def _draw(figure: Figure, groups: Sequence[RankGroup], axis: str) -> None:
    ratios = [len(group.rows) + 0.4 for group in groups]
    axes = figure.subplots(len(groups), 1, height_ratios=ratios, squeeze=False)[:, 0]
    for place, (group, part) in enumerate(zip(groups, axes, strict=True)):
        _draw_group(part, group)
        if place == len(groups) - 1:
            part.set_xlabel(axis, fontsize=7.5, parse_math=False)


def _draw_group(axes: Axes, group: RankGroup) -> None:
    axes.set_title(group.title, loc="left", fontsize=8, fontweight="bold", pad=3, parse_math=False)
    begun = 0
    for number, (band, found) in enumerate(groupby(group.rows, key=lambda row: row.band)):
        count = len(list(found))
        if number % 2 == 0:
            axes.axhspan(begun - 0.5, begun + count - 0.5, color="#EDEDED", zorder=0, linewidth=0)
        axes.text(
            1.01,
            begun + (count - 1) / 2,
            band,
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=7,
            parse_math=False,
        )
        begun += count
    for place, row in enumerate(group.rows):
        axes.plot(
            [row.low, row.high], [place, place], color=COLOURS["grey"], linewidth=2.2,
            solid_capstyle="butt", zorder=2,
        )  # fmt: skip
        for end in {row.low, row.high}:
            axes.plot([end], [place], marker="|", color=COLOURS["grey"], markersize=7, zorder=2)
        axes.plot(
            [row.median], [place], marker="o", color=COLOURS["blue"], markersize=5.5, zorder=3,
            markeredgecolor="white", markeredgewidth=0.7,
        )  # fmt: skip
    axes.set_ylim(len(group.rows) - 0.5, -0.5)
    axes.set_xlim(0.5, group.of + 0.5)
    step = max(1, -(-group.of // 14))
    axes.set_xticks(sorted({1, *range(step, group.of + 1, step), group.of}))
    axes.set_yticks(range(len(group.rows)))
    axes.set_yticklabels([cut_label(row.label) for row in group.rows], fontsize=7, parse_math=False)
    axes.tick_params(axis="x", labelsize=7, length=2)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
