"""What maps are made of: outlines, thinned and filled, and legends beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from coopgraph.outputs.geography import Frame
from coopgraph.outputs.safe_text import visible

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.path import Path as MplPath

__all__ = ["EDGE", "GROUND", "SIZE", "legend_of", "patch", "prepare"]

#: Lines of outlines.
EDGE: Final = "#4D4D4D"
#: Size of the smallest text, in points.
SIZE: Final = 7.0
#: White behind a text on a map.
GROUND: Final[dict[str, Any]] = {
    "facecolor": "#FFFFFF",
    "alpha": 0.75,
    "edgecolor": "none",
    "pad": 0.4,
}
#: Points of an outline nearer to each other than this are drawn as one, in units of the map.
_FINE: Final = 0.8


def prepare(axes: Axes, frame: Frame) -> None:
    """Make axes a map: in its units, y downwards, without axes.

    Parameters
    ----------
    axes
        The axes.
    frame
        The map.
    """
    axes.set_aspect("equal")
    axes.set_xlim(-4, frame.width + 4)
    axes.set_ylim(frame.height + 4, -4)
    axes.set_axis_off()


def _path(rings: Iterable[Sequence[tuple[float, float]]]) -> MplPath:
    from matplotlib.path import Path as MplPath

    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for ring in rings:
        if not (thin := _thinned(ring)):
            continue
        points += [*thin, thin[0]]
        codes += [MplPath.MOVETO, *[MplPath.LINETO] * (len(thin) - 1), MplPath.CLOSEPOLY]
    return MplPath(points, codes)


def _thinned(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that nobody would see, and islands that are no more than a point."""
    kept = [ring[0]]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) >= _FINE:
            kept.append(point)
    return [(round(x, 2), round(y, 2)) for x, y in kept] if len(kept) > 2 else []


def patch(
    rings: Iterable[Sequence[tuple[float, float]]],
    fill: str,
    hatch: str,
    *,
    edge: str = EDGE,
    width: float = 0.5,
) -> Any:
    """Return outlines as one filled shape.

    Parameters
    ----------
    rings
        Closed rings in units of the map.
    fill, hatch
        Colour and hatch of the shape.
    edge, width
        Colour and width of its line.

    Returns
    -------
    matplotlib.patches.PathPatch
    """
    from matplotlib.patches import PathPatch

    return PathPatch(_path(rings), facecolor=fill, hatch=hatch, edgecolor=edge, linewidth=width)


def legend_of(
    axes: Axes, entries: Sequence[tuple[Artist, str]], title: str, **where: Any
) -> Artist:
    """Write a legend without a frame, its words as text.

    Parameters
    ----------
    axes
        Where it stands.
    entries
        Samples and their words.
    title
        Its heading.
    **where
        Options of :meth:`matplotlib.axes.Axes.legend`.

    Returns
    -------
    matplotlib.artist.Artist
        The legend.
    """
    made = axes.legend(
        [handle for handle, _ in entries],
        [visible(words) for _, words in entries],
        title=visible(title),
        fontsize=SIZE + 0.5,
        title_fontsize=SIZE + 0.5,
        frameon=False,
        alignment="left",
        borderaxespad=0,
        **where,
    )
    for text in (*made.get_texts(), made.get_title()):
        text.set_parse_math(False)
    return made
