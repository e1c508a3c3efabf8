"""The explorer: a landscape as one interactive HTML file that opens anywhere, offline.

In the order of the flow: :mod:`~coopgraph.projection.landscape` gives the graph, ``reading`` brings
all together that the page shows (reduced by ``redaction``), ``model`` what the
page says (records in ``views``, words in ``wording``), ``layout`` where the marks stand
(kept between runs by ``layout_cache``, warm-started by ``layout_warm`` from a file that
``layout_file`` reads), ``drawing`` what pyvis makes of it, ``island`` and ``page`` the file. Only
``drawing`` knows pyvis.
"""

from __future__ import annotations

import datetime
import html
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack
from urllib.parse import quote

from coopgraph.errors import SourceError
from coopgraph.messages import message
from coopgraph.outputs.files import write_files

if TYPE_CHECKING:
    from coopgraph.outputs.explorer.gap_views import GapList
    from coopgraph.outputs.explorer.layout_warm import Start
    from coopgraph.outputs.explorer.views import ExplorerModel
    from coopgraph.store.base import Store

__all__ = ["STEPS", "PageOptions", "file_name", "frame_for", "render_explorer", "write_explorer"]

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


def frame_for(path: str | os.PathLike[str], title: str) -> str:
    """Return the HTML that shows a page in a frame of another one beside it.

    Parameters
    ----------
    path
        File of the page; the frame names it without its folder.
    title
        Title of the frame, which screen readers say.

    Examples
    --------
    >>> frame_for("out/a b.html", "INRAE")
    '<iframe src="a%20b.html" title="INRAE" width="100%" height="800" loading="lazy"></iframe>'
    """
    address = html.escape(quote(Path(path).name), quote=True)
    name = html.escape(title, quote=True)
    return (
        f'<iframe src="{address}" title="{name}" width="100%" height="800" loading="lazy"></iframe>'
    )


class PageOptions(TypedDict, total=False):
    """What a page can be asked to show, and how; each has a default.

    Attributes
    ----------
    entity
        Name, acronym, former name, IRI or identifier of the entity in the middle; the whole
        landscape if None.
    hops
        Radius of the neighbourhood; 1.
    as_of
        Date at which the picture is looked at; today.
    lang
        Language in which the page opens; French. The reader can switch.
    engine
        ``pyvis``; ``svg`` for a static network in a smaller file; ``sigma`` to draw by WebGL where
        the browser has it; or ``auto``, which is sigma for a large landscape and pyvis else.
    cache
        Whether to keep the layout for the next time and to take a kept one; yes.
    layout_from
        A page or layout file that was made before, whose positions are kept.
    redacted
        Whether to leave out named persons, curator's remarks and what is of low confidence.
    embed
        Whether the page will stand in a frame of another page.
    dismissals
        CSV file of dismissed gaps; see ``docs/gaps.md``.
    documents
        Folder of the texts of the documents (``000….txt``), whose cited passages the page holds.
    progress
        Told what is being done, before each of the :data:`STEPS` steps.
    notice
        Told what the user should know of the layout, and the lines of the list of dismissals that
        dismiss nothing; each text once.
    """

    entity: str | None
    hops: int
    as_of: datetime.date | None
    lang: str
    engine: str
    cache: bool
    layout_from: Path | None
    redacted: bool
    embed: bool
    dismissals: str | os.PathLike[str] | None
    documents: Path | None
    progress: Callable[[str], None] | None
    notice: Callable[[str], None] | None


def render_explorer(store: Store, **options: Unpack[PageOptions]) -> str:
    """Render the interactive page of a landscape, or of the neighbourhood of an entity.

    Parameters
    ----------
    store
        The landscape.
    **options
        Any of :class:`PageOptions`.

    Returns
    -------
    str
        The HTML. The same landscape gives the same text.

    Raises
    ------
    UnknownEntity, AmbiguousName
        If `entity` names nothing that is drawn, or several things.
    SourceError
        If `layout_from` is no page or layout, or of another landscape; or the list of dismissals
        or the documents cannot be read.
    DismissalError
        If the list of dismissals has faults.
    """
    return _made(store, options)[0]


def write_explorer(
    store: Store,
    path: str | os.PathLike[str],
    *,
    layout_to: Path | None = None,
    **options: Unpack[PageOptions],
) -> Path:
    """Write the interactive page; see :func:`render_explorer` for what can fail.

    Parameters
    ----------
    store
        The landscape.
    path
        File to write; replaced only when the page is complete.
    layout_to
        A file for the positions, written together with the page.
    **options
        Any of :class:`PageOptions`.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UnknownEntity, AmbiguousName
        If `entity` names nothing that is drawn, or several things.
    SourceError
        If a file cannot be written, `layout_from` is no page or layout of this landscape, or the
        list of dismissals cannot be read.
    DismissalError
        If the list of dismissals has faults.
    """
    path = Path(path)
    text, layout = _made(store, options)
    files = {path: text.encode("utf-8")}
    if layout_to is not None:
        files[layout_to] = layout.encode("utf-8")
    write_files(files)
    return path


def _made(store: Store, options: PageOptions) -> tuple[str, str]:
    """Return the page, and the layout as a file holds it."""
    from coopgraph.outputs.explorer.reading import read_page

    # First of all: a wrong file need not wait for the tables.
    start = _start(options.get("layout_from"))
    tell = options.get("progress") or _silent
    notice = options.get("notice") or _silent
    model, gaps = read_page(
        store,
        entity=options.get("entity"),
        hops=options.get("hops", 1),
        as_of=options.get("as_of"),
        lang=options.get("lang", "fr"),
        dismissals=options.get("dismissals"),
        documents=options.get("documents"),
        redacted=options.get("redacted", False),
        tell=tell,
        notice=notice,
    )
    tell(message("placing and drawing"))
    cache, embed = options.get("cache", True), options.get("embed", False)
    return _drawn(model, gaps, options.get("engine", "auto"), cache, start, embed, notice)


def _start(path: Path | None) -> tuple[Path, Start] | None:
    """Read where things stood before."""
    if path is None:
        return None
    from coopgraph.outputs.explorer.layout_file import read_start

    return path, read_start(path)


def _drawn(
    model: ExplorerModel,
    gaps: GapList | None,
    engine: str,
    cache: bool,
    before: tuple[Path, Start] | None,
    embed: bool,
    notice: Callable[[str], None],
) -> tuple[str, str]:
    """Return the page, and the layout as a file holds it."""
    from coopgraph.outputs.explorer.layout import lay_out
    from coopgraph.outputs.explorer.layout_cache import cached_layout
    from coopgraph.outputs.explorer.layout_file import layout_json
    from coopgraph.outputs.explorer.layout_warm import known_share
    from coopgraph.outputs.explorer.page import render_page

    start = None
    if before is not None:
        path, start = before
        known, every = known_share(model, start)
        numbers = {"path": path, "known": known, "every": every}
        if 2 * known < every:
            raise SourceError(
                message(
                    "{path}: knows the place of {known} of {every} entities only; it is the page "
                    "of another landscape or of another neighbourhood",
                    **numbers,
                )
            )
        notice(message("{path}: {known} of {every} entities stay where they stood", **numbers))
    layout = cached_layout(model, start, notice=notice) if cache else lay_out(model, start)
    page = render_page(model, engine, layout, gaps, embed=embed)
    return page, layout_json(model, layout)


def _silent(_: str) -> None:
    """Tell nothing."""
