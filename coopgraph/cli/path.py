"""``coopgraph path``: how two bodies are linked, each hop with its evidence."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from coopgraph.analysis.networks.paths import NAMED_LAYERS
from coopgraph.cli.options import (
    Settings,
    default_format,
    landscape_options,
    output_options,
    say_state,
    state_line,
    write_output,
)
from coopgraph.cli.speech import say
from coopgraph.projection.networks import ROLES

__all__ = ["command"]


@click.command(name="path")
@click.argument("one")
@click.argument("other")
@click.option(
    "--layer",
    "layers",
    type=click.Choice(sorted(NAMED_LAYERS)),
    multiple=True,
    help="Layer that may be used; repeatable. Default: all of which something is known.",
)
@click.option(
    "--role",
    "roles",
    type=click.Choice(sorted(ROLES)),
    multiple=True,
    help="Role in structures that counts; repeatable. Default: supervising and participant.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="Body or structure that no chain may pass; repeatable.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 50),
    default=3,
    show_default=True,
    help="How many chains to list.",
)
@click.option(
    "--all",
    "all_lines",
    is_flag=True,
    help="Print all that a hop rests on in table and md; other formats are always complete.",
)
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    one: str,
    other: str,
    layers: tuple[str, ...],
    roles: tuple[str, ...],
    without: tuple[str, ...],
    most: int,
    all_lines: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show how ONE and OTHER are linked: shortest chains, each hop with its evidence.

    A hop leads from a body to one with which it shares a structure, a label, a team or an
    agreement. ONE and OTHER may also be a structure, label, team or agreement. If there is no
    chain, the answer says why.

    \b
    Examples:
      coopgraph path "CHU de Rennes" "Institut Pasteur de Lille"
      coopgraph path "CHU de Rennes" "Institut Pasteur de Lille" --without Inserm
      coopgraph path CNRS "Université de Bordeaux" --layer label --lang en
      coopgraph path CNRS id:dkfz --most 10 --format json
    """
    from coopgraph.outputs.path_tables import flat_path_table, path_table
    from coopgraph.outputs.tables import render_table

    landscape = settings.open()
    answer, graph = landscape.path(
        one, other, layers=layers, roles=roles, most=most, without=without
    )
    chosen = format_ or default_format(output)
    if chosen in ("table", "md"):
        table = path_table(answer, graph, settings.lang, all_lines=all_lines)
    else:
        table = flat_path_table(answer, graph, settings.lang)
    line = state_line(settings.as_of, landscape.sources, settings.lang)
    table = table.with_notes(line)
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    write_output(
        render_table(table, chosen, width=width, lang=settings.lang), output, quiet=settings.quiet
    )
    if chosen in ("csv", "tsv"):
        if answer.reason is not None:
            say(answer.reason, quiet=settings.quiet)
        say_state(landscape, settings.lang, quiet=settings.quiet)
