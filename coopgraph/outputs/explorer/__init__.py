"""The explorer: a landscape as one interactive HTML file that opens anywhere, offline.

In the order of the flow: :mod:`~coopgraph.projection.landscape` gives the graph, ``model`` what the
page says (records in ``views``, words in ``wording``), ``layout`` where the marks stand,
``drawing`` what pyvis makes of it, ``island`` and ``page`` the file. Only ``drawing`` knows pyvis.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.messages import message
from coopgraph.outputs.files import write_files

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = ["STEPS", "file_name", "render_explorer", "write_explorer"]

#: Number of steps that are told while a page is made.
STEPS = 4


def file_name(store: Store, entity: str | None = None) -> str:
    """Return the name that the page of a landscape or of an entity has by default.

    Parameters
    ----------
    store
        The landscape.
    entity
        Name of the entity in the middle; the whole landscape if None.

    Returns
    -------
    str
        ``coopgraph.html`` or ``coopgraph-<entity>.html``.
    """
    if entity is None:
        return "coopgraph.html"
    from coopgraph.sparql.entities import resolve_entity

    slug = resolve_entity(store, entity).value.rpartition("/")[2]
    return f"coopgraph-{re.sub(r'[^A-Za-z0-9._-]+', '-', slug).strip('.-') or 'entity'}.html"


def render_explorer(
    store: Store,
    *,
    entity: str | None = None,
    hops: int = 1,
    as_of: datetime.date | None = None,
    lang: str = "fr",
    engine: str = "pyvis",
    dismissals: str | os.PathLike[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> str:
    """Render the interactive page of a landscape, or of the neighbourhood of an entity.

    Parameters
    ----------
    store
        The landscape.
    entity
        Name, acronym, former name, IRI or identifier of the entity in the middle; the whole
        landscape if None.
    hops
        Radius of the neighbourhood.
    as_of
        Date at which the picture is looked at.
    lang
        Language in which the page opens; the reader can switch.
    engine
        ``pyvis``, or ``svg`` for a static network in a smaller file.
    dismissals
        CSV file of dismissed gaps; see ``docs/gaps.md``.
    progress
        Told what is being done, before each of the :data:`STEPS` steps.

    Returns
    -------
    str
        The HTML. The same landscape gives the same text.

    Raises
    ------
    UnknownEntity, AmbiguousName
        If `entity` names nothing that is drawn, or several things.
    SourceError, DismissalError
        If the list of dismissals cannot be read or has faults.
    """
    from coopgraph.outputs.explorer.gap_build import gap_sources
    from coopgraph.outputs.explorer.gap_reading import read_gaps
    from coopgraph.outputs.explorer.model import build_model, with_sources
    from coopgraph.outputs.explorer.page import render_page
    from coopgraph.outputs.explorer.views import Pair
    from coopgraph.projection.landscape import project_landscape
    from coopgraph.sources.vintage import vintage
    from coopgraph.store.sources import read_sources, read_title

    tell = progress or _silent
    focus = None
    if entity is not None:
        from coopgraph.sparql.entities import resolve_entity

        focus = resolve_entity(store, entity).value
    tell(message("reading the landscape"))
    # The page holds every year and opens on that of the day.
    graph = project_landscape(store, focus=focus, hops=hops, as_of=as_of, whole=True, lang=lang)
    sources = read_sources(store)
    french, english = read_title(store, "fr"), read_title(store, "en")
    title = Pair(french or english or "coopgraph", english or french or "coopgraph")
    if focus is not None:
        name = graph.nodes[focus]
        title = Pair(
            f"{name['label_fr'] or name['label_en']} · {title.fr}",
            f"{name['label_en'] or name['label_fr']} · {title.en}",
        )
    tell(message("looking for gaps"))
    found = read_gaps(store, as_of or datetime.date.today(), dismissals)
    tell(message("putting it into words"))
    model = build_model(
        graph,
        sources=sources,
        title=title,
        vintage=[
            Pair(fr, en)
            for fr, en in zip(vintage(sources, "fr"), vintage(sources, "en"), strict=True)
        ],
        lang=lang,
    )
    gaps = found.of_page(model, graph.graph["terms"], whole=focus is None)
    model = with_sources(model, sources, gap_sources(view.gap for view in gaps.records))
    tell(message("placing and drawing"))
    return render_page(model, engine, gaps)


def _silent(_: str) -> None:
    """Tell nothing."""


def write_explorer(
    store: Store,
    path: str | os.PathLike[str],
    *,
    entity: str | None = None,
    hops: int = 1,
    as_of: datetime.date | None = None,
    lang: str = "fr",
    engine: str = "pyvis",
    dismissals: str | os.PathLike[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Write the interactive page; see :func:`render_explorer` for the options.

    Parameters
    ----------
    store
        The landscape.
    path
        File to write; replaced only when the page is complete.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UnknownEntity, AmbiguousName
        If `entity` names nothing that is drawn, or several things.
    SourceError
        If the file cannot be written, or the list of dismissals cannot be read.
    DismissalError
        If the list of dismissals has faults.
    """
    path = Path(path)
    text = render_explorer(
        store,
        entity=entity,
        hops=hops,
        as_of=as_of,
        lang=lang,
        engine=engine,
        dismissals=dismissals,
        progress=progress,
    )
    write_files({path: text.encode("utf-8")})
    return path
