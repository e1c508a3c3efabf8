"""The frame of a figure: drawn by matplotlib when a renderer asks, the same bytes every time.

Colours are those of Okabe and Ito (doi:10.1038/nmeth.1618), told apart with any colour vision;
what they tell is always told by a shape, a hatch or a word, too.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from coopgraph.extras import needing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "Plot"]

#: Okabe and Ito's colours by name.
COLOURS: Final = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "red": "#D55E00",
    "purple": "#CC79A7",
    "grey": "#6B6B6B",
}
_STYLE: Final[dict[str, Any]] = {
    "svg.hashsalt": "coopgraph",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 8.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True)
class Plot:
    """A drawing that is made when it is first asked for.

    Attributes
    ----------
    draw
        Draws on an empty matplotlib figure; text is given as ``parse_math=False``.
    width, height
        Size in inches; 6.7 inches is the width of a page.
    """

    draw: Callable[[Figure], None]
    width: float = 6.7
    height: float = 3.0

    @cached_property
    def svg(self) -> str:
        """The drawing as an SVG element without a prolog, text as text."""
        text = self._printed("svg").decode("utf-8")
        return text[text.index("<svg") :]

    @cached_property
    def png(self) -> bytes:
        """The drawing as a PNG at 200 dots per inch."""
        return self._printed("png")

    def _printed(self, kind: str) -> bytes:
        with needing("report"):
            import matplotlib as mpl
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.backends.backend_svg import FigureCanvasSVG
            from matplotlib.figure import Figure
        out = io.BytesIO()
        style: dict[Any, Any] = dict(mpl.rcParamsDefault) | _STYLE
        with mpl.rc_context(style), warnings.catch_warnings():
            # A letter that the font lacks is drawn as a box; the table beside it has it as text.
            warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")
            drawing = Figure(figsize=(self.width, self.height), layout="constrained")
            self.draw(drawing)
            if kind == "svg":
                about: dict[str, Any] = {"Date": None, "Creator": None}
                FigureCanvasSVG(drawing).print_figure(out, format="svg", metadata=about)
            else:
                about = {"Software": None}
                FigureCanvasAgg(drawing).print_figure(out, format="png", dpi=200, metadata=about)
        return out.getvalue()
