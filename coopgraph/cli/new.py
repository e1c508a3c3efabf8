"""``coopgraph new``: a folder of tables to begin a landscape of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.choices import Choice
from coopgraph.cli.options import debug_option
from coopgraph.cli.speech import DEFAULT, say
from coopgraph.errors import SourceError, reason
from coopgraph.messages import LANGUAGES, message

__all__ = ["command"]


@click.command(name="new")
@click.argument("landscape", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="Name of the organisation in focus.")
@click.option("--ror", metavar="ROR", help="Its ROR, with or without https://ror.org/.")
@click.option(
    "--lang",
    type=Choice(LANGUAGES),
    default=DEFAULT,
    show_default=True,
    help="Language of messages and of the tables: ; between cells in French, comma in English.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing on standard error.")
@debug_option
def command(landscape: Path, name: str | None, ror: str | None, lang: str, quiet: bool) -> None:
    """Make a folder of tables for the landscape of another organisation.

    It holds every table with its header, a few rows about a fictitious body that are easy to
    delete, and a README that says what to do next. The folder must be new or empty.

    \b
    Examples:
      coopgraph new my-landscape
      coopgraph new cnrs --name "Centre national de la recherche scientifique" --ror 02feahw73
    """
    from coopgraph.curation.starter import starter_files
    from coopgraph.outputs.files import write_files

    files = starter_files(name=name, ror=ror, lang=lang)
    try:
        if landscape.exists() and (not landscape.is_dir() or any(landscape.iterdir())):
            raise SourceError(
                message(
                    "{folder}: is there already and is not empty; name another", folder=landscape
                )
            )
        landscape.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            message("{path}: cannot be written: {reason}", path=landscape, reason=reason(error))
        ) from error
    write_files({landscape / file: content for file, content in files.items()})
    said = message(
        "{folder}: {number} files; begin with {guide}, then: coopgraph validate --data {folder}",
        folder=landscape,
        number=len(files),
        guide=landscape / "README.md",
    )
    say(said, quiet=quiet)
