"""Read from the store all that a page shows, reduced where it is for readers outside."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.messages import message
from coopgraph.outputs.explorer.gap_build import gap_sources
from coopgraph.outputs.explorer.gap_reading import read_gaps
from coopgraph.outputs.explorer.gap_redaction import reduce_gaps
from coopgraph.outputs.explorer.model import build_model, with_passages, with_sources
from coopgraph.outputs.explorer.redaction import REDUCED, redact
from coopgraph.outputs.explorer.views import Pair
from coopgraph.projection.doubts import read_doubts
from coopgraph.projection.landscape import project_landscape
from coopgraph.sources.vintage import vintage
from coopgraph.store.sources import read_sources, read_title

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.outputs.explorer.gap_views import GapList
    from coopgraph.outputs.explorer.views import ExplorerModel
    from coopgraph.store.base import Store

__all__ = ["read_page"]


def read_page(
    store: Store,
    *,
    entity: str | None,
    hops: int,
    as_of: datetime.date | None,
    lang: str,
    dismissals: str | os.PathLike[str] | None,
    documents: Path | None,
    redacted: bool,
    tell: Callable[[str], None],
    notice: Callable[[str], None],
) -> tuple[ExplorerModel, GapList]:
    """Read what the page shows, and put it into words.

    Parameters
    ----------
    store, entity, hops, as_of, lang, dismissals, documents, redacted
        See :func:`~coopgraph.outputs.explorer.render_explorer`.
    tell
        Told what is being done.
    notice
        Told the lines of the list of dismissals that dismiss nothing.

    Returns
    -------
    tuple of ExplorerModel and GapList
        What is drawn, and the gap records.
    """
    folder = None
    if documents is not None:
        from coopgraph.sources.passages import DocumentFolder

        folder = DocumentFolder(documents)
    focus = None
    if entity is not None:
        from coopgraph.projection.undrawn import resolve_drawn

        focus = resolve_drawn(store, entity).value
    tell(message("reading the landscape"))
    # The page holds every year and opens on that of the day.
    graph = project_landscape(store, focus=focus, hops=hops, as_of=as_of, whole=True, lang=lang)
    sources = read_sources(store)
    ages = [
        Pair(fr, en) for fr, en in zip(vintage(sources, "fr"), vintage(sources, "en"), strict=True)
    ]
    tell(message("looking for gaps"))
    found = read_gaps(store, as_of or datetime.date.today(), dismissals)
    for line in found.review.notices:
        notice(line)
    if redacted:
        doubts = read_doubts(store)
        reduced = redact(graph, doubts)
        graph = reduced.graph
        left = reduce_gaps(found.review, doubts, reduced.names)
        found = replace(found, review=left.review)
        ages = [reduced.words(), left.words(), *ages]
    tell(message("putting it into words"))
    model = build_model(
        graph, sources=sources, title=_title(store, graph, focus), vintage=ages, lang=lang
    )
    if folder is not None:
        model = with_passages(model, folder.passage)
    if redacted:
        heads = zip(REDUCED, model.headline, strict=True)
        model = replace(model, headline=Pair(*(" · ".join(filter(None, one)) for one in heads)))
    gaps = found.of_page(model, graph.graph["terms"], whole=focus is None, sources=sources)
    return with_sources(model, sources, gap_sources(view.gap for view in gaps.records)), gaps


def _title(store: Store, graph: nx.MultiDiGraph[str], focus: str | None) -> Pair:
    """Return the title of the landscape, after the name of the entity in the middle if any."""
    french, english = read_title(store, "fr"), read_title(store, "en")
    title = Pair(french or english or "coopgraph", english or french or "coopgraph")
    if focus is None:
        return title
    name = graph.nodes[focus]
    return Pair(
        f"{name['label_fr'] or name['label_en']} · {title.fr}",
        f"{name['label_en'] or name['label_fr']} · {title.en}",
    )
