"""A ranking as a figure: a dot for each rank, lines for its intervals.

The two intervals differ in height and weight as well as in colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.ranking import RankedNode, Ranking
from coopgraph.messages import Message, message
from coopgraph.outputs.explorer.legend import OKABE_ITO
from coopgraph.outputs.plots import EXTENSIONS, cut_label, render_figure
from coopgraph.outputs.ranking_tables import rank_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["EXTENSIONS", "render_plot", "text_alternative"]


def render_plot(
    ranking: Ranking, shown: Sequence[RankedNode], path: Path, *, lang: str, notes: Sequence[str]
) -> bytes:
    """Draw a ranking.

    Parameters
    ----------
    ranking
        The ranking.
    shown
        The rows to draw, best first.
    path
        File to be written; its extension tells the format.
    lang
        ``fr`` or ``en``.
    notes
        Lines below the figure: the day, the sources.

    Returns
    -------
    bytes
        SVG with title and description, PNG, or PDF.

    Raises
    ------
    MissingExtra
        If matplotlib is not installed.
    SourceError
        If the extension is none of :data:`EXTENSIONS`.
    """
    return render_figure(
        path,
        lambda axes: _draw(axes, ranking, shown, lang),
        rows=len(shown),
        title=_title(ranking, lang),
        description=text_alternative(ranking, shown, lang),
        notes=notes,
    )


def _title(ranking: Ranking, lang: str) -> str:
    said = message(
        "{measure}, projection {projection}",
        measure=ranking.measure.title,
        projection=ranking.network.declaration.name,
    ).in_language(lang)
    return said[:1].upper() + said[1:]


def _draw(axes: Axes, ranking: Ranking, shown: Sequence[RankedNode], lang: str) -> None:
    from matplotlib.ticker import MaxNLocator

    rows = [row for row in shown if row.rank is not None]
    resampled = [row.interval for row in rows if row.interval]
    missing = [row.missing for row in rows if row.missing]
    positions = range(len(rows))
    if missing:
        axes.hlines(
            positions,
            [interval.low for interval in missing],
            [interval.high for interval in missing],
            colors=OKABE_ITO["orange"],
            linewidth=5.0,
            label=_said(message("95 %, with 10 % of the edges missing"), lang),
        )
    if resampled:
        axes.hlines(
            positions,
            [interval.low for interval in resampled],
            [interval.high for interval in resampled],
            colors=OKABE_ITO["blue"],
            linewidth=1.3,
            label=_said(message("95 %, collectives resampled"), lang),
        )
    axes.plot(
        [row.rank or 0 for row in rows],
        list(positions),
        linestyle="none",
        marker="o",
        markersize=5,
        color=OKABE_ITO["black"],
        clip_on=False,
        label=_said(message("rank"), lang),
    )
    names = [f"{rank_text(row)}  {cut_label(row.label.in_language(lang))}" for row in rows]
    axes.set_yticks(list(positions), names, parse_math=False)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlabel(_said(message("rank among {n}", n=len(ranking.rows)), lang))
    axes.set_xlim(0.5, max(len(ranking.rows), 1) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, fontsize=8)


def _said(text: Message, lang: str) -> str:
    return text.in_language(lang)


def text_alternative(ranking: Ranking, shown: Sequence[RankedNode], lang: str) -> str:
    """Return what a figure shows, for those who do not see it.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> ranking = load([example_dir()], as_of="2024-12-31").rank("degree", exact=True)
    >>> text_alternative(ranking, ranking.rows[:1], "en")
    'Ranks: 1= CHU de Port-Imaginé.'
    """
    parts = []
    for row in shown:
        text = f"{rank_text(row)} {row.label.in_language(lang)}"
        main = row.interval or row.missing
        if main is not None:
            text += f" ({int(main.low)}–{int(main.high)})"
        parts.append(text)
    listed = "; ".join(parts)
    if not ranking.replicates:
        return message("Ranks: {list}.", list=listed).in_language(lang)
    return message("Ranks with intervals of 95 %: {list}.", list=listed).in_language(lang)
