"""Swimlanes: what ran with whom from when to when, what ended, and what is known of the days."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.gaps.dates import DateRange, add_years
from coopgraph.analysis.gaps.records import Language, Status
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.messages import message
from coopgraph.outputs.plots import cut_label
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.report.figures.states import MARK_SIZE, draw_state, draw_state_legend
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

__all__ = ["Bar", "Rung", "Turn", "swimlanes"]

_ROW: Final = 0.2
_AXIS: Final = 0.5
_LEGEND: Final = 0.85
#: Years to the left of the day of reference; what began before is cut, and says so.
_YEARS: Final = 20
#: Width of the axes and of a letter of 7 points, in inches: whether a text fits beside its bar.
_WIDTH: Final = 4.2
_LETTER: Final = 0.062
_KIND: Final = 32
#: Colours behind the lanes.
_GROUNDS: Final = ("#ffffff", "#f3f3f3")


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder: its letter, its words, its shade and the colour of the letter."""

    letter: str
    name: str
    shade: str
    ink: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An instrument.

    Attributes
    ----------
    label
        Its kind, beside the bar.
    rung
        Its rung.
    start, end
        Days between which it began and ends; None where no source says so.
    assumed
        Whether the end rests on the usual term of the kind alone.
    seen
        The last time at which a source saw it.
    status
        State of its record; None without one.
    """

    label: str
    rung: Rung
    start: DateRange | None = None
    end: DateRange | None = None
    assumed: bool = False
    seen: DateRange | None = None
    status: Status | None = None

    @property
    def shown_from(self) -> DateRange | None:
        """The time at which the bar begins: the start, else the time at which it was seen."""
        return self.start or self.seen


@dataclass(frozen=True, slots=True)
class Turn:
    """A time at which the instruments themselves changed, and its words."""

    when: DateRange
    label: str


def swimlanes(
    lanes: Sequence[tuple[str, Sequence[Bar]]],
    *,
    as_of: datetime.date,
    turns: Sequence[Turn],
    rungs: Sequence[Rung],
    meanings: Mapping[Status, str],
    lang: Language,
) -> Plot:
    """Draw one lane per partner with one bar per instrument.

    Parameters
    ----------
    lanes
        Name of the partner and its instruments; each bar has a start, or was seen.
    as_of
        Day of reference.
    turns
        Times at which the instruments themselves changed.
    rungs
        The rungs, for the legend.
    meanings
        What the states mean, for the legend.
    lang
        Language of the legend.

    Returns
    -------
    Plot
    """
    rows = sum(len(bars) for _, bars in lanes)

    def draw(figure: Figure) -> None:
        heights = (_AXIS + _ROW * rows, _LEGEND)
        body, foot = figure.subfigures(2, 1, squeeze=False, height_ratios=heights).flat
        axes = body.subplots()
        _Drawing(axes, lanes, as_of, turns, lang).draw()
        _legend(foot, lanes, rungs, meanings, lang)

    return Plot(draw, height=_AXIS + _ROW * rows + _LEGEND)


def _at(day: datetime.date) -> float:
    first = datetime.date(day.year, 1, 1)
    return day.year + (day - first).days / 366


class _Drawing:
    def __init__(
        self,
        axes: Axes,
        lanes: Sequence[tuple[str, Sequence[Bar]]],
        as_of: datetime.date,
        turns: Sequence[Turn],
        lang: Language,
    ) -> None:
        self.axes, self.lanes, self.turns, self.lang = axes, lanes, turns, lang
        self.as_of = as_of
        bars = [bar for _, own in lanes for bar in own]
        earliest = min(bar.shown_from.earliest for bar in bars if bar.shown_from)
        floor = add_years(as_of, -_YEARS)
        self.left = float(max(earliest, floor).year)
        ends = [bar.end.latest for bar in bars if bar.end]
        self.right = _at(max([as_of, *ends])) + 0.3
        self.today = _at(as_of)

    def draw(self) -> None:
        axes = self.axes
        names: list[str] = []
        edges = [0]
        for name, bars in self.lanes:
            ground = _GROUNDS[len(edges) % 2]
            for number, bar in enumerate(bars):
                self._bar(len(names), bar, ground)
                names.append(cut_label(name) if number == 0 else "")
            edges.append(len(names))
        for number, (top, low) in enumerate(pairwise(edges)):
            ground = _GROUNDS[(number + 1) % 2]
            axes.axhspan(top - 0.5, low - 0.5, color=ground, zorder=0, linewidth=0)
        self._frame(names)

    def _frame(self, names: Sequence[str]) -> None:
        axes = self.axes
        axes.set_xlim(self.left, self.right + 0.9)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_yticks(range(len(names)))
        axes.set_yticklabels(names, fontsize=7, parse_math=False)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        first, last = int(self.left), int(self.right)
        step = 1 if last - first <= 8 else 2 if last - first <= 16 else 5
        ticks = [year for year in range(first, last + 1) if year % step == 0]
        axes.set_xticks(ticks)
        axes.set_xticklabels([str(year) for year in ticks], fontsize=7)
        for turn in self.turns:
            begin, end = _at(turn.when.earliest), _at(turn.when.latest)
            if end < self.left or begin > self.right:
                continue
            axes.axvspan(begin, end, color="#d4d4d4", alpha=0.7, zorder=0.5, linewidth=0)
            middle = (begin + end) / 2
            axes.axvline(
                middle, color=COLOURS["black"], linewidth=1, linestyle=(0, (4, 2)), zorder=1
            )
            self._above(middle, turn.label)
        axes.axvline(self.today, color=COLOURS["black"], linewidth=1)
        if not self.turns or _at(self.turns[-1].when.latest) < self.today - 2:
            self._above(self.today, day_text(self.as_of)[self.lang])

    def _above(self, x: float, text: str) -> None:
        right = x > (self.left + self.right) / 2
        self.axes.annotate(
            visible(text),
            (x, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(2 if right else 0, 3),
            textcoords="offset points",
            fontsize=7,
            ha="right" if right else "left",
            va="bottom",
            annotation_clip=False,
            parse_math=False,
        )

    def _bar(self, row: int, bar: Bar, ground: str) -> None:
        axes, begin = self.axes, bar.shown_from
        if begin is None:
            return
        known = max(self.left + 0.3, _at(begin.latest if bar.start else begin.earliest))
        seen = _at(bar.seen.earliest) if bar.seen and bar.start else known
        last = _at(bar.end.earliest) if bar.end else max(known, min(seen, self.today))
        if last > known:
            axes.barh(
                row,
                last - known,
                left=known,
                height=0.62,
                color=bar.rung.shade,
                edgecolor=COLOURS["black"],
                linewidth=0.6,
                hatch="////" if bar.assumed else None,
                zorder=2,
            )
        if bar.start and begin.earliest != begin.latest and _at(begin.earliest) > self.left:
            self._whisker(row, _at(begin.earliest), known)
        if bar.end is None:
            axes.plot([last, self.today], [row, row], ":", color="#333333", lw=1.2, zorder=1.5)
        elif bar.end.earliest != bar.end.latest:
            self._whisker(row, last, _at(bar.end.latest))
        self._letter(row, known, bar)
        self._kind(row, known, bar, ground)
        if bar.status is not None:
            draw_state(axes, self.right + 0.45, row, bar.status, size=0.62 * MARK_SIZE)

    def _gap(self, bar: Bar) -> float:
        """Return how far a text keeps from the letter, in points: there may be a whisker."""
        begin = bar.shown_from
        if begin is None or bar.start is None:
            return 8.0
        years = _at(begin.latest) - _at(begin.earliest)
        return 8.0 + years * _WIDTH * 72 / (self.right + 0.9 - self.left)

    def _whisker(self, row: int, first: float, last: float) -> None:
        self.axes.plot(
            [first, last],
            [row, row],
            color=COLOURS["black"],
            lw=1.1,
            marker="|",
            markersize=6,
            zorder=2.5,
        )

    def _letter(self, row: int, x: float, bar: Bar) -> None:
        """Put the letter of the rung where the bar begins; hollow where only a source saw it."""
        _letter_box(self.axes, x, row, bar.rung, hollow=bar.start is None)

    def _kind(self, row: int, x: float, bar: Bar, ground: str) -> None:
        """Write the kind beside the bar, where there is room."""
        text = visible(bar.label)
        text = text if len(text) <= _KIND else text[: _KIND - 1] + "…"
        begin = bar.shown_from
        if begin is not None and _at(begin.earliest) < self.left:
            text = f"◂ {begin.earliest.year} · {text}"
        need = (len(text) * _LETTER + 0.3) * (self.right + 0.9 - self.left) / _WIDTH
        before = x - self.left > need
        self.axes.annotate(
            text,
            (x, row),
            xytext=(-self._gap(bar) if before else 7, 0),
            textcoords="offset points",
            ha="right" if before else "left",
            va="center",
            fontsize=7,
            zorder=3.5,
            parse_math=False,
            bbox={"boxstyle": "square,pad=0.08", "facecolor": ground, "edgecolor": "none"},
        )


def _letter_box(axes: Axes, x: float, y: float, rung: Rung, *, hollow: bool) -> None:
    axes.annotate(
        rung.letter,
        (x, y),
        fontsize=7,
        fontweight="bold",
        ha="center",
        va="center",
        color=COLOURS["black"] if hollow else rung.ink,
        zorder=4,
        annotation_clip=False,
        parse_math=False,
        bbox={
            "boxstyle": "square,pad=0.16",
            "facecolor": "white" if hollow else rung.shade,
            "edgecolor": COLOURS["black"],
            "linewidth": 0.7,
            "linestyle": (0, (1.5, 1)) if hollow else "-",
        },
    )


def _legend(
    foot: SubFigure,
    lanes: Sequence[tuple[str, Sequence[Bar]]],
    rungs: Sequence[Rung],
    meanings: Mapping[Status, str],
    lang: Language,
) -> None:
    """Say in words what letters, lines and marks mean."""
    signs, states = foot.subplots(1, 2, width_ratios=(1, 1.15))
    signs.set_axis_off()
    signs.set_xlim(0, 1)
    lines = len(rungs) + 2
    signs.set_ylim(lines - 0.4, -0.6)
    for row, rung in enumerate(rungs):
        _letter_box(signs, 0.05, row, rung, hollow=False)
        signs.text(0.13, row, rung.name, va="center", fontsize=7, parse_math=False)
    row = len(rungs)
    signs.plot([0.01, 0.09], [row, row], color=COLOURS["black"], lw=1.1, marker="|", markersize=6)
    said = message("between these days; hatched: end by the usual term")
    signs.text(0.13, row, said.in_language(lang), va="center", fontsize=7, parse_math=False)
    row += 1
    signs.plot([0.01, 0.09], [row, row], ":", color="#333333", lw=1.2)
    said = message("end not stated; dotted letter: start not stated, seen then")
    signs.text(0.13, row, said.in_language(lang), va="center", fontsize=7, parse_math=False)
    counts = Counter(bar.status for _, bars in lanes for bar in bars if bar.status is not None)
    found = [(status, counts[status]) for status in Status if counts[status]]
    draw_state_legend(states, found, lang=lang, columns=1, meanings=meanings)
