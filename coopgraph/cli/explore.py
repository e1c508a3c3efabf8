"""``coopgraph explore``: one interactive HTML file, opened in the browser."""

from __future__ import annotations

import dataclasses
import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.choices import Choice
from coopgraph.cli.options import Settings, focus_option, landscape_options, say_state, say_written
from coopgraph.cli.speech import say, user_environment
from coopgraph.cli.steps import steps
from coopgraph.errors import NoFocus, SourceError, UnknownEntity, reason
from coopgraph.messages import Message, message

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape

__all__ = ["command"]


@click.command(name="explore")
@click.argument("entity", required=False)
@click.option(
    "--hops",
    type=click.IntRange(0, 6),
    default=1,
    show_default=True,
    help="Radius of the neighbourhood of ENTITY.",
)
@click.option(
    "--engine",
    type=Choice(["auto", "svg", "pyvis", "sigma"]),
    default="auto",
    show_default=True,
    help="What draws the network: pyvis on a canvas; sigma by WebGL, where the browser has it; a "
    "static vector figure; auto is sigma for a large landscape on a graphics card, else pyvis.",
)
@click.option(
    "--layout-from",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A page made before, or a layout file: what is in it stays where it stood.",
)
@click.option(
    "--layout-to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the positions to a layout file, too.",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep a layout of an earlier run.")
@click.option(
    "--redact",
    "redacted",
    is_flag=True,
    help="For readers outside: leave out names of persons, remarks and what is of low confidence.",
)
@click.option(
    "--embed",
    is_flag=True,
    help="For a frame of an intranet page: folded filters, no trace in the history around it; "
    "the line to paste is printed.",
)
@click.option(
    "--dismissals",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV of dismissed gaps (record, reason, by, date, status), shown apart; see docs/gaps.md.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Put the cited passages themselves into the page, from a folder of texts (000….txt).",
)
@click.option("--no-open", is_flag=True, help="Only write the file; do not open a browser.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to write. Default: coopgraph.html, or coopgraph-ENTITY.html, in this folder.",
)
@focus_option
@landscape_options
def command(
    entity: str | None,
    hops: int,
    engine: str,
    layout_from: Path | None,
    layout_to: Path | None,
    no_cache: bool,
    redacted: bool,
    embed: bool,
    dismissals: Path | None,
    documents: Path | None,
    no_open: bool,
    output: Path | None,
    settings: Settings,
) -> None:
    """Write an interactive page of the landscape and open it in the browser.

    The page is one file that needs no network: it can be kept, moved and sent. With ENTITY (a name,
    acronym, former name, IRI, ROR or RNSR number) it shows only the neighbourhood of that entity.

    \b
    Examples:
      coopgraph explore
      coopgraph explore "Université de Bordeaux" --hops 2
      coopgraph explore INRAE --no-open -o inrae.html --lang en
      coopgraph explore --engine svg
      coopgraph explore --focus "Université de Lille" -o lille.html
      coopgraph explore --redact -o for-partners.html
      coopgraph explore --embed --no-open -o /srv/intranet/coopgraph.html
      coopgraph explore --layout-from last-year.html -o this-year.html
      coopgraph explore --dismissals dismissed.csv
      coopgraph explore --documents texts -o with-passages.html
    """
    from coopgraph.outputs.explorer import STEPS, file_name, frame_for, write_explorer
    from coopgraph.projection.landscape import absence
    from coopgraph.projection.undrawn import resolve_drawn

    notices: list[str] = []
    said: Message | None = None
    with steps(1 + STEPS, quiet=settings.quiet) as tell:
        tell(message("loading the tables"))
        landscape, said = _opened(settings, entity)
        # A name is looked up once: in a register of the whole world that takes seconds.
        iri = None if entity is None else resolve_drawn(landscape.store, entity).value
        path = output if output is not None else Path(file_name(landscape.store, iri))
        try:
            write_explorer(
                landscape.store,
                path,
                entity=iri,
                hops=hops,
                as_of=settings.as_of,
                lang=settings.lang,
                engine=engine,
                cache=not no_cache,
                layout_from=layout_from,
                layout_to=layout_to,
                redacted=redacted,
                embed=embed,
                dismissals=dismissals,
                documents=documents,
                progress=tell,
                notice=notices.append,
            )
        except OSError as error:
            if isinstance(error, SourceError):
                raise
            raise SourceError(
                message("{path}: cannot be written: {reason}", path=path, reason=reason(error))
            ) from error
    if said is not None:
        say(said, quiet=settings.quiet)
    for notice in notices:
        say(notice, quiet=settings.quiet)
    for written in (path, layout_to):
        if written is not None:
            say_written(written, written.stat().st_size, quiet=settings.quiet)
    if embed:
        frame = frame_for(path, entity or "coopgraph")
        say(message("to show it in another page: {frame}", frame=frame), quiet=settings.quiet)
    if iri is not None:
        absent = absence(landscape.store, iri, settings.as_of, settings.lang)
        if absent is not None:
            say(absent, quiet=settings.quiet)
    say_state(landscape, settings.lang, quiet=settings.quiet)
    if not no_open and not _open(path):
        said = message("no browser could be opened; open {path} yourself", path=path)
        say(said, quiet=settings.quiet)


def _opened(settings: Settings, entity: str | None) -> tuple[Landscape, Message | None]:
    """Open the landscape; where nobody is in focus, with what the page is about in focus.

    Returns
    -------
    Landscape
        Without anybody in focus if the page is about something that is no organisation.
    Message or None
        What is said of it.
    """
    try:
        return settings.open(), None
    except NoFocus:
        if entity is None:
            raise
    try:
        landscape = dataclasses.replace(settings, focus=entity).open()
    except UnknownEntity:
        said = message(
            "no organisation is in focus, hence no gaps on the page; name one with --focus"
        )
        return settings.open(needs_focus=False), said
    return landscape, message(
        "the tables name no organisation in focus (landscape.csv): {entity} is taken; another: "
        "--focus",
        entity=entity,
    )


def _open(path: Path) -> bool:
    """Open a file in the graphical browser; never start a text browser in the terminal."""
    graphical = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        with user_environment():
            return graphical and webbrowser.open(path.resolve().as_uri())
    except (OSError, webbrowser.Error):
        return False
