"""Bars over time: what runs until when, how sure the end is, and by when to act."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.gaps.dates import add_months
from coopgraph.outputs.plots import cut_label
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Bar", "GanttWords", "gantt"]

_ROW: Final = 0.158
_SIZE: Final = 7.2
#: Inches without which the axes have no room.
_LEAST: Final = 1.8
#: Months shown before the day of reference, at least.
_BEFORE: Final = 30
_HEIGHT: Final = 0.56
#: Fill of what has ended.
_ENDED: Final = "#b5b5b5"
#: Look of a bar by the basis of its end.
_LOOKS: Final[Mapping[str, dict[str, Any]]] = {
    "stated": {"facecolor": COLOURS["blue"]},
    "computed": {"facecolor": COLOURS["sky"], "hatch": "...."},
    "assumed": {"facecolor": "white", "hatch": "/////"},
    "unknown": {"facecolor": "white", "linestyle": ":"},
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row.

    Attributes
    ----------
    label
        Its name.
    group
        Heading under which it stands.
    start
        First day; None if unknown.
    end_earliest, end_latest
        Between which days it ends; None if unknown.
    act_by
        Day by which to act, if any.
    basis
        ``stated``, ``computed``, ``assumed`` or ``unknown``.
    ended
        Whether it has ended.
    """

    label: str
    group: str
    start: datetime.date | None
    end_earliest: datetime.date | None
    end_latest: datetime.date | None
    act_by: datetime.date | None
    basis: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class GanttWords:
    """Texts of the figure in the language of the report; `bases` by word of :class:`Bar`."""

    bases: Mapping[str, str]
    whisker: str
    act_by: str
    ended: str
    as_of: str
    horizon: str


def gantt(
    bars: Sequence[Bar], words: GanttWords, *, as_of: datetime.date, horizon: datetime.date
) -> Plot:
    """Draw bars under their headings, the first on top.

    Parameters
    ----------
    bars
        The rows; those of one group follow each other.
    words
        Texts.
    as_of, horizon
        The day of reference and the last day looked at: two upright lines.

    Returns
    -------
    Plot
    """
    lines = len(bars) + len({bar.group for bar in bars})
    return Plot(
        lambda figure: _draw(figure, bars, words, as_of, horizon),
        height=max(_LEAST, 0.95 + _ROW * lines),
    )


def _draw(
    figure: Figure,
    bars: Sequence[Bar],
    words: GanttWords,
    as_of: datetime.date,
    horizon: datetime.date,
) -> None:
    axes = figure.subplots()
    left = _left(bars, as_of)
    ends = [bar.end_latest for bar in bars if bar.end_latest is not None]
    right = add_months(max([horizon, *ends]), 6)
    places, labels = [], []
    row = 0
    group = None
    for bar in bars:
        if bar.group != group:
            group = bar.group
            axes.text(
                _number(left), row, visible(group), fontsize=_SIZE, fontweight="bold",
                va="center", ha="left", parse_math=False, zorder=6,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
            )  # fmt: skip
            row += 1
        _row(axes, row, bar, left, as_of)
        places.append(row)
        labels.append(cut_label(bar.label))
        row += 1
    axes.set_ylim(row - 0.4, -0.6)
    axes.set_yticks(places)
    axes.set_yticklabels(labels, fontsize=_SIZE, parse_math=False)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    years = range(left.year + 1, right.year + 1)
    axes.set_xticks([_number(datetime.date(year, 1, 1)) for year in years])
    axes.set_xticklabels([str(year) for year in years], fontsize=_SIZE)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlim(_number(left), _number(right))
    axes.axvline(_number(as_of), color="black", linewidth=1.2, zorder=2)
    axes.axvline(_number(horizon), color="black", linewidth=0.9, linestyle=(0, (4, 3)), zorder=2)
    _legend(axes, bars, words)


def _left(bars: Sequence[Bar], as_of: datetime.date) -> datetime.date:
    shown = [day for bar in bars for day in (bar.end_earliest, bar.act_by) if day is not None]
    first = min([add_months(as_of, -_BEFORE), *(add_months(day, -6) for day in shown)])
    return datetime.date(first.year, 1, 1)


def _number(day: datetime.date) -> float:
    return float(day.toordinal())


def _row(axes: Axes, row: int, bar: Bar, left: datetime.date, as_of: datetime.date) -> None:
    look = dict(_LOOKS.get(bar.basis, _LOOKS["unknown"]), edgecolor=COLOURS["blue"])
    if bar.ended:
        face = "white" if "hatch" in look else _ENDED
        look |= {"facecolor": face, "edgecolor": COLOURS["grey"]}
    stop = bar.end_earliest or as_of
    begin = max(bar.start or left, left)
    width = max(0.0, _number(stop) - _number(begin))
    axes.barh(row, width, left=_number(begin), height=_HEIGHT, linewidth=0.9, zorder=3, **look)
    if bar.start is not None and bar.start < left:
        axes.plot(_number(left) + 14, row, **_EARLIER)
    if bar.end_earliest is None:
        axes.text(
            _number(stop) + 20, row, "?", fontsize=_SIZE + 1, fontweight="bold", va="center",
            zorder=4,
        )  # fmt: skip
    elif bar.end_latest is not None and bar.end_latest > bar.end_earliest:
        spread = (_number(bar.end_earliest), _number(bar.end_latest))
        axes.plot(spread, (row, row), color="black", linewidth=1.1, zorder=4)
        axes.plot(spread, (row, row), "|", color="black", markersize=5, zorder=4)
    if bar.ended and bar.end_latest is not None:
        axes.plot(_number(bar.end_latest), row, "x", color="black", markersize=5, zorder=5)
    if bar.act_by is not None:
        axes.plot(_number(bar.act_by), row, **_ACT)


#: What runs since before the first day shown.
_EARLIER: Final[dict[str, Any]] = {
    "marker": "<",
    "color": "white",
    "markeredgecolor": "black",
    "markeredgewidth": 0.7,
    "markersize": 4,
    "linestyle": "none",
    "zorder": 5,
}
_ACT: Final[dict[str, Any]] = {
    "marker": "v",
    "color": COLOURS["orange"],
    "markeredgecolor": "black",
    "markeredgewidth": 0.7,
    "markersize": 5.5,
    "linestyle": "none",
    "zorder": 5,
}


def _legend(axes: Axes, bars: Sequence[Bar], words: GanttWords) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    for basis, look in _LOOKS.items():
        if any(bar.basis == basis for bar in bars):
            handles.append(Patch(edgecolor=COLOURS["blue"], label=words.bases[basis], **look))
    line: dict[str, Any] = {"color": "black"}
    if any(bar.end_earliest != bar.end_latest for bar in bars):
        handles.append(Line2D([], [], marker="|", label=words.whisker, **line))
    if any(bar.ended for bar in bars):
        handles.append(Line2D([], [], marker="x", linestyle="none", label=words.ended, **line))
    if any(bar.act_by for bar in bars):
        handles.append(Line2D([], [], label=words.act_by, **_ACT))
    handles.append(Line2D([], [], label=words.as_of, linewidth=1.2, **line))
    handles.append(Line2D([], [], linestyle=(0, (4, 3)), label=words.horizon, **line))
    legend = axes.figure.legend(
        handles=handles,
        loc="outside upper left",
        ncols=3,
        frameon=False,
        fontsize=_SIZE,
        columnspacing=1.2,
        handletextpad=0.5,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
