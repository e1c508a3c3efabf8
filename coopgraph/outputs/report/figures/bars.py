"""Horizontal bars of parts in wholes, with a norm: what rests on one partner alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.gaps.records import Language
from coopgraph.analysis.gaps.wording import decimal_text
from coopgraph.outputs.plots import cut_label
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Bar", "BarWords", "part_bars"]

_SIZE: Final = 7.5
_LINE: Final[dict[str, Any]] = {"edgecolor": "#303030", "linewidth": 0.6}
_WHOLE, _PART, _OVER = "#FFFFFF", COLOURS["sky"], COLOURS["red"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar.

    Attributes
    ----------
    label
        What it is about.
    part, whole
        How many of how many.
    norm
        How many would be usual: a tick; what lies beyond is drawn darker.
    hatched
        Whether its part is hatched: what is so by statute.
    """

    label: str
    part: int
    whole: int
    norm: float
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class BarWords:
    """What the legend calls the parts of the bars, and the title of the axis."""

    part: str
    hatched: str
    over: str
    norm: str
    whole: str
    axis: str


def part_bars(bars: Sequence[Bar], words: BarWords, *, lang: Language) -> Plot:
    """Draw bars, the first on top, each with its numbers.

    Parameters
    ----------
    bars
        The bars.
    words
        Words of legend and axis.
    lang
        Language of the numbers.

    Returns
    -------
    Plot
    """

    def draw(figure: Figure) -> None:
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch
        from matplotlib.ticker import MaxNLocator

        axes = figure.subplots()
        for place, bar in enumerate(bars):
            hatch = "////" if bar.hatched else ""
            style: dict[str, Any] = {"height": 0.64, **_LINE}
            axes.barh(place, bar.whole, color=_WHOLE, **style)
            axes.barh(place, bar.part, color=_PART, hatch=hatch, **style)
            if bar.part > bar.norm:
                axes.barh(
                    place, bar.part - bar.norm, left=bar.norm, color=_OVER, hatch="xxxx", **style
                )
            axes.plot([bar.norm] * 2, [place - 0.42, place + 0.42], color="#000000", linewidth=1.8)
            axes.annotate(
                _numbers(bar, lang),
                (bar.whole, place),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=_SIZE,
                parse_math=False,
            )
        axes.set_yticks(range(len(bars)))
        for text in axes.set_yticklabels([cut_label(bar.label) for bar in bars]):
            text.set_parse_math(False)
            text.set_fontsize(_SIZE)
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.tick_params(axis="x", labelsize=_SIZE)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlim(0, max(bar.whole for bar in bars) * 1.16)
        axes.set_xlabel(visible(words.axis), fontsize=_SIZE, parse_math=False)
        entries = [(Patch(facecolor=_PART, **_LINE), words.part)]
        if any(bar.hatched for bar in bars):
            entries.append((Patch(facecolor=_PART, hatch="////", **_LINE), words.hatched))
        entries += [
            (Patch(facecolor=_OVER, hatch="xxxx", **_LINE), words.over),
            (Patch(facecolor=_WHOLE, **_LINE), words.whole),
        ]
        tick = Line2D([], [], color="#000000", marker="|", linestyle="", markersize=9, mew=1.8)
        legend = figure.legend(
            [*(handle for handle, _ in entries), tick],
            [*(visible(text) for _, text in entries), visible(words.norm)],
            loc="outside lower left",
            ncols=2,
            fontsize=_SIZE,
            frameon=False,
            handlelength=2.4,
            handleheight=1.2,
        )
        for text in legend.get_texts():
            text.set_parse_math(False)

    return Plot(draw, height=1.1 + 0.18 * max(len(bars), 4))


def _numbers(bar: Bar, lang: Language) -> str:
    """Say how many of how many, and how many more than usual where it is more."""
    over = bar.part - bar.norm
    more = f" (+{decimal_text(over, 1)[lang]})" if over >= 0.05 else ""
    return f"{bar.part}/{bar.whole}{more}"
