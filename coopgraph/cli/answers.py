"""How answers in tables leave the commands: as wide as the terminal, with the state below."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.cli.options import (
    Settings,
    default_format,
    say_state,
    say_written,
    state_line,
    write_output,
)
from coopgraph.cli.speech import say

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape
    from coopgraph.messages import Message
    from coopgraph.outputs.tables import Table

__all__ = ["figure_notes", "has_colour", "terminal_width", "write_figure", "write_tables"]


def terminal_width(output: Path | None) -> int | None:
    """Return the width of the terminal that a result goes to; None if it goes to none.

    Parameters
    ----------
    output
        File that is written instead; None for standard output.
    """
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if terminal else None


def has_colour(output: Path | None) -> bool:
    """Tell whether a result may use the styles of a terminal; ``NO_COLOR`` forbids it.

    Parameters
    ----------
    output
        File that is written instead; None for standard output.
    """
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return terminal_width(output) is not None and not plain


def write_tables(
    landscape: Landscape,
    settings: Settings,
    format_: str | None,
    output: Path | None,
    *,
    for_readers: Callable[[], Sequence[Table]],
    flat: Callable[[], Table],
    said: Iterable[Message] = (),
) -> None:
    """Write a result with the day and the age of the landscape.

    Parameters
    ----------
    landscape
        The landscape that was asked.
    settings
        The common options.
    format_, output
        As the user gave them.
    for_readers
        Makes the tables of ``table`` and ``md``, at least one; the state stands below the last.
    flat
        Makes the one table of all other formats.
    said
        What is said before the state where the format has no room for either: CSV and TSV.
    """
    from coopgraph.outputs.tables import render_table

    chosen = format_ or default_format(output)
    lang = settings.lang
    tables = list(for_readers()) if chosen in ("table", "md") else [flat()]
    tables[-1] = tables[-1].with_notes(
        state_line(settings.as_of, landscape.sources, lang, focus=landscape.focus_line(lang))
    )
    width = terminal_width(output)
    rendered = [render_table(table, chosen, width=width, lang=lang) for table in tables]
    texts = [text for text in rendered if isinstance(text, str)]
    write_output("\n".join(texts) if texts else rendered[0], output, quiet=settings.quiet)
    if chosen in ("csv", "tsv"):
        for one in said:
            say(one, quiet=settings.quiet)
        say_state(landscape, lang, quiet=settings.quiet)


def figure_notes(texts: Iterable[str]) -> list[str]:
    """Return sentences as the lines below a figure.

    Examples
    --------
    >>> figure_notes(["As of 2024-12-31."])
    ['As of 2024-12-31.']
    """
    import textwrap

    return [line for text in texts for line in textwrap.wrap(text, 120)]


def write_figure(path: Path, image: bytes, settings: Settings) -> None:
    """Write a figure and say so.

    Parameters
    ----------
    path
        File to write; replaced only when the figure is complete.
    image
        Its content.
    settings
        Settings of the command.
    """
    from coopgraph.outputs.files import write_files

    write_files({path: image})
    say_written(path, len(image), quiet=settings.quiet)
