"""Small drawings of what stands around a record, side by side.

Places are given, not searched for: a thing stands in its column, evenly spaced, so that the same
record is always drawn alike. Kinds of things differ in shape, a tie that was not found is dashed.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.gaps.records import Language
from coopgraph.analysis.gaps.surroundings import Node, Surroundings
from coopgraph.outputs.report.figures.frame import COLOURS, Plot
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Ego", "ego_drawings"]

_ACROSS: Final = 2
_HEIGHT: Final = 2.05
_LEGEND: Final = 0.3
#: Marker and colour by kind of thing.
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "body": ("s", COLOURS["blue"]),
    "structure": ("o", COLOURS["sky"]),
    "place": ("D", COLOURS["orange"]),
    "theme": ("h", COLOURS["green"]),
    "other": ("^", COLOURS["purple"]),
}
_LONGEST: Final = 17
_MAIN: Final = 13
#: Things in a column up to which their names may take two lines.
_ROOMY: Final = 4


@dataclass(frozen=True, slots=True)
class Ego:
    """One drawing: its title and what it shows."""

    title: str
    around: Surroundings


def ego_drawings(
    egos: Sequence[Ego], *, kinds: Mapping[str, str], absent: str, lang: Language
) -> Plot:
    """Return the drawings as one figure.

    Parameters
    ----------
    egos
        At least one.
    kinds
        What each kind of thing is called.
    absent
        What the dashed line means.
    lang
        Language of the labels.
    """
    rows = -(-len(egos) // _ACROSS)
    return Plot(
        lambda figure: _draw(figure, egos, kinds, absent, lang), height=_HEIGHT * rows + _LEGEND
    )


def _draw(
    figure: Figure, egos: Sequence[Ego], kinds: Mapping[str, str], absent: str, lang: Language
) -> None:
    from matplotlib.lines import Line2D

    across = min(_ACROSS, len(egos))
    grid = figure.subplots(-(-len(egos) // across), across, squeeze=False)
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, ego in zip(grid.flat, egos, strict=False):
        _draw_one(axes, ego, lang)
    shown = {node.kind for ego in egos for node in ego.around.nodes}
    handles: list[Any] = [
        Line2D([], [], linestyle="", marker=mark, markerfacecolor=colour, label=kinds[kind],
               markeredgecolor="black", markeredgewidth=0.5, markersize=6)
        for kind, (mark, colour) in _LOOKS.items()
        if kind in shown
    ]  # fmt: skip
    if any(ego.around.absent for ego in egos):
        handles.append(Line2D([], [], color=COLOURS["red"], linestyle=(0, (4, 2)), label=absent))
    legend = figure.legend(
        handles=handles, loc="outside lower center", ncols=len(handles), fontsize=7, frameon=False
    )
    for text in legend.get_texts():
        text.set_parse_math(False)


def _draw_one(axes: Axes, ego: Ego, lang: Language) -> None:
    around = ego.around
    places = _places(around.nodes)
    title = textwrap.shorten(visible(ego.title), 50, placeholder="…")
    axes.set_title(title, fontsize=7.5, fontweight="bold", loc="left", pad=3, parse_math=False)
    axes.set_xlim(-0.14, 1.14)
    axes.set_ylim(-0.2, 1.06)
    for one, other in around.edges:
        (x, y), (u, v) = places[one], places[other]
        axes.plot([x, u], [y, v], color="#9A9A9A", linewidth=0.7, zorder=1)
    if around.absent is not None:
        _draw_absent(axes, *(places[iri] for iri in around.absent))
    columns = Counter(node.column for node in around.nodes)
    for node in around.nodes:
        x, y = places[node.iri]
        if node.kind != "more":
            mark, colour = _LOOKS[node.kind]
            axes.plot([x], [y], marker=mark, color=colour, zorder=3, linestyle="",
                      markersize=9 if node.main else 5.5, markeredgecolor="black",
                      markeredgewidth=1.3 if node.main else 0.5)  # fmt: skip
        label = axes.text(
            x, y - _below(node), _label(node, lang, columns[node.column]), ha="center",
            va="center" if node.kind == "more" else "top",
            fontsize=7, fontweight="bold" if node.main else "normal", zorder=4,
            linespacing=0.95, parse_math=False,
        )  # fmt: skip
        label.set_bbox({"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 0.2})


def _draw_absent(axes: Axes, one: tuple[float, float], other: tuple[float, float]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    low = -0.22
    path = Path(
        [one, (one[0], low), (other[0], low), other],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    axes.add_patch(
        PathPatch(path, fill=False, edgecolor=COLOURS["red"], linestyle=(0, (4, 2)), linewidth=1.1)
    )


def _places(nodes: Sequence[Node]) -> dict[str, tuple[float, float]]:
    """Return where each thing stands: columns from left to right, rows from top to bottom."""
    columns = sorted({node.column for node in nodes})
    wide = max(1, len(columns) - 1)
    found: dict[str, tuple[float, float]] = {}
    for place, column in enumerate(columns):
        own = [node for node in nodes if node.column == column]
        # Columns beside each other begin at different heights: their labels do not meet.
        shift = 0.07 if place % 2 else 0.0
        for row, node in enumerate(own):
            height = 1 - (row + 0.5) / len(own)
            found[node.iri] = (place / wide if len(columns) > 1 else 0.5, height + shift - 0.03)
    return found


def _below(node: Node) -> float:
    return 0.02 if node.kind == "more" else 0.075 if node.main else 0.05


def _label(node: Node, lang: Language, own: int) -> str:
    """Return what is written below a node: on two lines where its column has room for them."""
    text = visible(node.label[lang])
    if node.main or own <= _ROOMY:
        wide = _MAIN if node.main else _LONGEST
        return "\n".join(textwrap.wrap(text, wide, max_lines=2, placeholder="…")) or text
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
