"""A ranking as a figure: a dot for each rank, lines for its intervals.

matplotlib is an extra; nothing else needs it. The same ranking gives the same bytes. Colours are
those of Okabe and Ito, and the two intervals differ in height and weight as well.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from coopgraph.analysis.networks.rank import RankedNode, Ranking
from coopgraph.errors import MissingExtra, SourceError
from coopgraph.messages import Message, message
from coopgraph.outputs.explorer.legend import OKABE_ITO
from coopgraph.outputs.ranking_tables import rank_text
from coopgraph.outputs.safe_text import visible, xml_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["EXTENSIONS", "render_plot", "text_alternative"]

#: Formats by extension of the file.
EXTENSIONS: Final = (".svg", ".png", ".pdf")
_STYLE: Final[dict[str, Any]] = {
    "svg.hashsalt": "coopgraph",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
}
_ROW: Final = 0.26
_WIDTH: Final = 7.5
_LABEL: Final = 46


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
    kind = path.suffix.lower()
    if kind not in EXTENSIONS:
        raise SourceError(
            message(
                "{path}: no known extension of a figure; use {extensions}",
                path=path,
                extensions=", ".join(EXTENSIONS),
            )
        )
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.backends.backend_pdf import FigureCanvasPdf
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra(
            message(
                "a figure needs matplotlib, which is not installed; pip install 'coopgraph[plot]'"
            )
        ) from error
    title = _title(ranking, lang)
    out = io.BytesIO()
    # The defaults, whatever the reader has set up, and the style of these figures.
    style: dict[Any, Any] = dict(mpl.rcParamsDefault) | _STYLE
    with mpl.rc_context(style):
        height = max(2.0, 1.6 + _ROW * len(shown) + 0.17 * len(notes))
        drawing = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = drawing.subplots()
        _draw(axes, ranking, shown, lang)
        drawing.suptitle(title, fontsize=11, x=0.01, ha="left", parse_math=False)
        foot = "\n".join(visible(note) for note in notes)
        drawing.supxlabel(foot, fontsize=7, x=0.01, ha="left", parse_math=False)
        if kind == ".svg":
            FigureCanvasSVG(drawing).print_figure(
                out, format="svg", metadata={"Date": None, "Creator": None}
            )
            return _accessible(
                out.getvalue().decode("utf-8"), title, text_alternative(ranking, shown, lang)
            ).encode("utf-8")
        if kind == ".pdf":
            about = {"Title": title, "CreationDate": None, "Creator": None, "Producer": None}
            FigureCanvasPdf(drawing).print_figure(out, format="pdf", metadata=about)
        else:
            about = {"Title": title, "Software": None}
            FigureCanvasAgg(drawing).print_figure(out, format="png", dpi=200, metadata=about)
    return out.getvalue()


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
    names = [f"{rank_text(row)}  {_cut(row.label.in_language(lang))}" for row in rows]
    axes.set_yticks(list(positions), names, parse_math=False)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlabel(_said(message("rank among {n}", n=len(ranking.rows)), lang))
    axes.set_xlim(0.5, max(len(ranking.rows), 1) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, fontsize=8)


def _cut(label: str) -> str:
    text = visible(label)
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


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


def _accessible(svg: str, title: str, description: str) -> str:
    """Give an SVG a name and a description that screen readers speak."""
    start = svg.index("<svg")
    end = svg.index(">", start)
    named = (
        f"\n <title id='coopgraph-title'>{escape(xml_text(title))}</title>"
        f"\n <desc id='coopgraph-desc'>{escape(xml_text(description))}</desc>"
    )
    role = ' role="img" aria-labelledby="coopgraph-title coopgraph-desc"'
    return svg[:end] + role + svg[end] + named + svg[end + 1 :]
