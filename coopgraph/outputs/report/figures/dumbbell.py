"""Two marks per row and a line between them: what is announced, and what is listed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.outputs.plots import cut_label
from coopgraph.outputs.report.figures.frame import COLOURS, Plot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["DumbbellWords", "Pair", "dumbbell"]

_ROW: Final = 0.158
_SIZE: Final = 7.2
#: Inches without which the axes have no room.
_LEAST: Final = 1.8
#: A greatest value this many times the middle one calls for a scale that spreads the small ones.
_FAR: Final = 6
#: Where the columns of numbers end, in points from the right end of the axes.
_COLUMNS: Final = (46, 72, 98)
#: Ticks of the scale of square roots, as far as there is room between them.
_TICKS: Final = (0, 1, 5, 10, 25, 50, 100, 200, 400, 800, 1600, 3200, 6400)


@dataclass(frozen=True, slots=True)
class Pair:
    """One row.

    Attributes
    ----------
    label
        Its name.
    announced, listed, named
        Numbers; None where not known. `named` is how many all sources together name.
    announced_text
        The number announced with the sign of how its source words it: ``> 30``.
    """

    label: str
    announced: int | None
    listed: int | None
    named: int | None = None
    announced_text: str = ""


@dataclass(frozen=True, slots=True)
class DumbbellWords:
    """Texts of the figure in the language of the report."""

    announced: str
    listed: str
    named: str
    axis: str
    axis_roots: str
    unknown: str


def dumbbell(pairs: Sequence[Pair], words: DumbbellWords) -> Plot:
    """Draw pairs of numbers, the first row on top.

    A value that is not known has no mark, and a word in its column. If one number dwarfs the
    others, the axis shows square roots: unlike a logarithm they have a place for nought.

    Parameters
    ----------
    pairs
        The rows.
    words
        Texts.

    Returns
    -------
    Plot
    """
    return Plot(
        lambda figure: _draw(figure, pairs, words), height=max(_LEAST, 0.85 + _ROW * len(pairs))
    )


def _draw(figure: Figure, pairs: Sequence[Pair], words: DumbbellWords) -> None:
    axes = figure.subplots()
    rows = range(len(pairs))
    rooted = _rooted(pairs)
    if rooted:
        axes.set_xscale("function", functions=(_root, _square))
    axes.set_ylim(len(pairs) - 0.4, -0.6)
    axes.set_yticks(list(rows))
    labels = [cut_label(pair.label) for pair in pairs]
    axes.set_yticklabels(labels, fontsize=_SIZE, parse_math=False)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=_SIZE)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for row, pair in enumerate(pairs):
        if pair.announced is not None and pair.listed is not None:
            ends = sorted((pair.announced, pair.listed))
            axes.plot(ends, (row, row), color=COLOURS["grey"], linewidth=1.4, zorder=1)
    _marks(axes, pairs, words)
    top = max(
        (v for p in pairs for v in (p.announced, p.listed, p.named) if v is not None), default=1
    )
    axes.set_xlim(0, top * 1.06 or 1)
    if rooted:
        axes.set_xticks(_ticks(top))
    else:
        axes.locator_params(axis="x", integer=True)
    label = words.axis_roots if rooted else words.axis
    axes.set_xlabel(label, fontsize=_SIZE, parse_math=False)
    _numbers(axes, pairs, words)


def _marks(axes: Axes, pairs: Sequence[Pair], words: DumbbellWords) -> None:
    kinds: tuple[tuple[str, list[int | None], dict[str, Any]], ...] = (
        (
            words.announced,
            [pair.announced for pair in pairs],
            {"marker": "D", "s": 26, "facecolor": "white", "edgecolor": COLOURS["red"]},
        ),
        (
            words.listed,
            [pair.listed for pair in pairs],
            {"marker": "o", "s": 24, "facecolor": COLOURS["blue"], "edgecolor": COLOURS["blue"]},
        ),
        (
            words.named,
            [None if pair.named == pair.listed else pair.named for pair in pairs],
            {"marker": "|", "s": 60, "color": COLOURS["black"]},
        ),
    )
    for name, values, style in kinds:
        known = [(value, row) for row, value in enumerate(values) if value is not None]
        if known:
            x, y = zip(*known, strict=True)
            axes.scatter(x, y, label=name, linewidth=1.3, zorder=3, clip_on=False, **style)
    legend = axes.figure.legend(
        loc="outside upper left", ncols=3, frameon=False, fontsize=_SIZE, handletextpad=0.3
    )
    for text in legend.get_texts():
        text.set_parse_math(False)


def _numbers(axes: Axes, pairs: Sequence[Pair], words: DumbbellWords) -> None:
    """Print the numbers at the right: marks alone are not read off to the unit."""
    across = axes.get_yaxis_transform()
    columns = (
        ("\N{WHITE DIAMOND}", [p.announced_text or _text(p.announced, words) for p in pairs]),
        ("\N{BLACK CIRCLE}", [_text(p.listed, words) for p in pairs]),
        ("|", [_text(p.named, words) for p in pairs]),
    )
    style: dict[str, Any] = {
        "xycoords": across,
        "textcoords": "offset points",
        "ha": "right",
        "va": "center",
        "fontsize": _SIZE,
        "parse_math": False,
        "annotation_clip": False,
    }
    for offset, (head, texts) in zip(_COLUMNS, columns, strict=True):
        for row, text in ((-1.05, head), *enumerate(texts)):
            axes.annotate(text, (1, row), (offset, 0), **style)


def _text(value: int | None, words: DumbbellWords) -> str:
    return words.unknown if value is None else str(value)


def _rooted(pairs: Sequence[Pair]) -> bool:
    greatest = [max(p.announced or 0, p.listed or 0, p.named or 0) for p in pairs]
    return bool(greatest) and max(greatest) > _FAR * max(1, statistics.median(greatest))


def _ticks(top: int) -> list[int]:
    """Return ticks that stand at least a fourteenth of the axis apart."""
    least = top**0.5 / 14
    chosen = [0]
    for tick in _TICKS[1:]:
        if tick <= top and tick**0.5 - chosen[-1] ** 0.5 >= least:
            chosen.append(tick)
    return chosen


def _root(values: Any) -> Any:
    import numpy as np

    return np.sqrt(np.maximum(values, 0))


def _square(values: Any) -> Any:
    return values**2
