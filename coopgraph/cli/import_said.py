"""What ``coopgraph import`` says while it reads and when it has read."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from coopgraph.cli.answers import terminal_width
from coopgraph.cli.options import default_format, write_output
from coopgraph.cli.speech import say, spoken
from coopgraph.importing import MAPPED, importer_of
from coopgraph.messages import message

if TYPE_CHECKING:
    from coopgraph.importing.run import ImportSummary
    from coopgraph.outputs.tables import Table

__all__ = ["records_shown", "show", "warn"]

#: Number of bodies in a folder from which each command takes long to read it.
_MANY: Final = 20_000
_BODIES: Final = ("organizations", "structures")


def warn(
    kind: str, summary: ImportSummary, *, quiet: bool, countries: tuple[str, ...] = ()
) -> None:
    """Say what somebody who imports should know: no date, an older file, too much, nothing kept.

    Parameters
    ----------
    kind
        Kind of register.
    summary
        What the import did.
    quiet
        Whether nothing is to be said.
    countries
        Countries that were asked for.
    """
    if summary.undated:
        undated = message(
            "{kind}: neither the files nor their names say of which time they are; results "
            "will give {day}, when they were last changed, as their age: say it with --dated",
            kind=kind,
            day=summary.dated,
        )
        say(undated, quiet=quiet)
    if summary.older:
        say(
            message(
                "{kind}: the file of {day} took the place of a newer one, of {before}",
                kind=kind,
                day=summary.dated,
                before=summary.change.before if summary.change else "",
            ),
            quiet=quiet,
        )
    by_country = importer_of(kind).by_country and not countries
    if by_country and (many := sum(summary.rows.get(table, 0) for table in _BODIES)) > _MANY:
        said = message(
            "{folder}: {n} bodies; every command will read all of them; --country FR keeps those "
            "of a country",
            folder=summary.folder,
            n=many,
        )
        say(said, quiet=quiet)
    if kind in MAPPED and not summary.bodies:
        nothing = message(
            "{kind}: no body was kept; look at what was skipped and at names and class in the "
            "mapping",
            kind=kind,
        )
        say(nothing, quiet=quiet)


def show(
    made: Callable[..., Table], found: Any, format_: str | None, lang: str, *, quiet: bool
) -> None:
    """Print a table, with headings in words for a reader and stable names for a program.

    Parameters
    ----------
    made
        Makes the table of what was found, in a language.
    found
        What it is about.
    format_, lang, quiet
        As the caller asked.
    """
    from coopgraph.outputs.tables import render_table

    chosen = format_ or default_format(None)
    table = made(found, lang, machine=chosen in ("csv", "tsv", "json"))
    text = render_table(table, chosen, width=terminal_width(None), lang=lang)
    write_output(text, None, quiet=quiet)


@contextlib.contextmanager
def records_shown(*, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Show on a terminal how many records were read; elsewhere nothing.

    Yields
    ------
    callable or None
        Takes the number of records.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return

    def tell(number: int) -> None:
        shown = f"{number:,}".replace(",", " ")
        click.echo("\r" + spoken(message("{n} records read", n=shown)), err=True, nl=False)

    try:
        yield tell
    finally:
        click.echo("\r\033[K", err=True, nl=False)
