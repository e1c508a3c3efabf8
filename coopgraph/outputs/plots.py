"""Figures as files: one frame for all of them, with the same bytes for the same figure.

matplotlib is an extra; nothing else needs it. Colours are those of Okabe and Ito.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from coopgraph.errors import SourceError
from coopgraph.extras import needing
from coopgraph.messages import message
from coopgraph.outputs.safe_text import visible, xml_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["EXTENSIONS", "cut_label", "render_figure"]

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


def render_figure(
    path: Path,
    draw: Callable[[Axes], None],
    *,
    rows: int,
    title: str,
    description: str,
    notes: Sequence[str],
) -> bytes:
    """Draw a figure with one line per row.

    Parameters
    ----------
    path
        File to be written; its extension tells the format.
    draw
        Draws on the axes.
    rows
        Number of rows, which decides the height.
    title
        Heading, and name for screen readers.
    description
        What the figure shows, for those who do not see it.
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
    with needing("plot"):
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.backends.backend_pdf import FigureCanvasPdf
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    out = io.BytesIO()
    # The defaults, whatever the reader has set up, and the style of these figures.
    style: dict[Any, Any] = dict(mpl.rcParamsDefault) | _STYLE
    with mpl.rc_context(style):
        height = max(2.0, 1.6 + _ROW * rows + 0.17 * len(notes))
        drawing = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = drawing.subplots()
        draw(axes)
        drawing.suptitle(title, fontsize=11, x=0.01, ha="left", parse_math=False)
        foot = "\n".join(visible(note) for note in notes)
        drawing.supxlabel(foot, fontsize=7, x=0.01, ha="left", parse_math=False)
        if kind == ".svg":
            FigureCanvasSVG(drawing).print_figure(
                out, format="svg", metadata={"Date": None, "Creator": None}
            )
            return _accessible(out.getvalue().decode("utf-8"), title, description).encode("utf-8")
        if kind == ".pdf":
            about = {"Title": title, "CreationDate": None, "Creator": None, "Producer": None}
            FigureCanvasPdf(drawing).print_figure(out, format="pdf", metadata=about)
        else:
            about = {"Title": title, "Software": None}
            FigureCanvasAgg(drawing).print_figure(out, format="png", dpi=200, metadata=about)
    return out.getvalue()


def cut_label(label: str, *, room: int = _LABEL) -> str:
    """Return a label no longer than there is room for; beside the axes, unless told otherwise.

    Examples
    --------
    >>> len(cut_label("x" * 100))
    46
    >>> cut_label("University of Somewhere", room=12)
    'University …'
    """
    text = visible(label)
    return text if len(text) <= room else text[: room - 1] + "…"


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
