"""Communities as a figure: how much of each comes back, over seeds and with edges missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.communities import DOUBTFUL, STABLE
from coopgraph.messages import Message, message
from coopgraph.outputs.communities_words import STATES
from coopgraph.outputs.explorer.legend import OKABE_ITO
from coopgraph.outputs.plots import cut_label, render_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from coopgraph.analysis.networks.structure import Structure

__all__ = ["communities_alternative", "render_communities_plot"]


def render_communities_plot(
    found: Structure, path: Path, *, lang: str, notes: Sequence[str]
) -> bytes:
    """Draw the communities of a network with their stability.

    Parameters
    ----------
    found
        What was found.
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
        If the extension is not that of a figure.
    """
    title = message(
        "Communities in the projection {projection}", projection=found.network.declaration.name
    )
    return render_figure(
        path,
        lambda axes: _draw(axes, found, lang),
        rows=len(found.names),
        title=title.in_language(lang),
        description=communities_alternative(found, lang),
        notes=notes,
    )


def _draw(axes: Axes, found: Structure, lang: str) -> None:
    communities = found.communities.found
    positions = list(range(len(communities)))

    def said(text: Message) -> str:
        return text.in_language(lang)

    for limit in (DOUBTFUL, STABLE):
        axes.axvline(limit, color="#999999", linewidth=0.8, linestyle="--")
    for values, marker, colour, label in (
        ([one.over_missing for one in communities], "s", "orange", message("10 % missing")),
        ([one.over_seeds for one in communities], "o", "blue", message("over seeds")),
    ):
        axes.plot(
            values,
            positions,
            linestyle="none",
            marker=marker,
            markersize=5,
            color=OKABE_ITO[colour],
            clip_on=False,
            label=said(label),
        )
    names = [
        f"{number}  {cut_label(_name(found, number - 1, lang))} ({len(one.members)})"
        for number, one in enumerate(communities, start=1)
    ]
    axes.set_yticks(positions, names, parse_math=False)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xlabel(said(message("mean overlap with the best match (Jaccard)")))
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    if communities:
        axes.legend(
            loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=8
        )


def _name(found: Structure, place: int, lang: str) -> str:
    return "; ".join(found.network.label(node, lang) for node in found.names[place].typical)


def communities_alternative(found: Structure, lang: str) -> str:
    """Return what the figure shows, for those who do not see it.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> found, _ = landscape.communities(seeds=10, replicates=20)
    >>> communities_alternative(found, "en")[:52]
    'CHU de Port-Imaginé; Université de Port-Imaginé (2):'
    """
    return "; ".join(
        f"{_name(found, place, lang)} ({len(one.members)}): {STATES[one.state].in_language(lang)}"
        for place, one in enumerate(found.communities.found)
    )
