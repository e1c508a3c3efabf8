"""``coopgraph export``: the landscape in another format, chosen by extension."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.options import (
    Settings,
    day_line,
    focus_option,
    landscape_options,
    say_state,
    say_written,
)
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import message
from coopgraph.outputs.export import EXTENSIONS, RDF
from coopgraph.outputs.files import write_files

__all__ = ["command"]


def _path(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() not in EXTENSIONS:
        raise click.BadParameter(
            spoken(
                message(
                    "{name!r} has no known extension; use one of {extensions}",
                    name=value.name,
                    extensions=" ".join(EXTENSIONS),
                )
            )
        )
    return value


@click.command(
    name="export",
    epilog="\b\nExtensions:\n"
    + "\n".join(f"  {name:<9} {meaning}" for name, meaning in EXTENSIONS.items()),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_path,
    required=True,
    metavar="FILE",
    help="File to write; its extension chooses the format.",
)
@click.option(
    "--entity",
    metavar="ENTITY",
    help="Write only the neighbourhood of this entity (network formats).",
)
@click.option(
    "--hops",
    type=click.IntRange(0, 6),
    default=1,
    show_default=True,
    help="Radius of the neighbourhood of --entity.",
)
@focus_option
@landscape_options
def command(output: Path, entity: str | None, hops: int, settings: Settings) -> None:
    """Write the landscape in another format, chosen by extension.

    The RDF syntaxes hold the graph with its provenance; with --as-of, its consensus and what is
    derived from it are those of the day. The network formats hold the partners,
    structures, collaborations and agreements as nodes and one edge per relation and role, each with
    period, sources and locators. For .csv two files are written, FILE-nodes.csv and FILE-edges.csv.

    \b
    Examples:
      coopgraph export -o landscape.ttl
      coopgraph export -o landscape.trig
      coopgraph export -o landscape.graphml --lang en
      coopgraph export -o landscape.csv
      coopgraph export -o bordeaux.gexf --entity "Université de Bordeaux" --hops 2
    """
    if entity is not None and output.suffix.lower() in RDF:
        raise click.UsageError(
            spoken(
                message(
                    "--entity goes with a network format, not with {extension}: "
                    "an RDF syntax holds the whole graph",
                    extension=output.suffix,
                )
            )
        )
    landscape = settings.open(needs_focus=False)
    files = landscape.render_export(output, entity, hops=hops, lang=settings.lang)
    write_files(files)
    for path, content in files.items():
        say_written(path, len(content), quiet=settings.quiet)
    _, counts = landscape.on_day()
    if counts is not None:
        say(day_line(counts), quiet=settings.quiet)
    say_state(landscape, settings.lang, quiet=settings.quiet)
