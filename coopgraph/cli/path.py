"""``coopgraph path``: how two bodies are linked, each hop with its evidence."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.analysis.networks.paths import PATH_LAYERS
from coopgraph.cli.answers import write_tables
from coopgraph.cli.options import Settings, focus_option, landscape_options, output_options
from coopgraph.cli.projection_options import layer_option, limited, role_option

__all__ = ["command"]


@click.command(name="path")
@click.argument("one")
@click.argument("other")
@layer_option(
    "Layer that may be used; repeatable. Default: all of which something is known.",
    sorted(PATH_LAYERS),
)
@role_option("Role in structures that counts; repeatable. Default: supervising and participant.")
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="Body or structure that no chain may pass; repeatable.",
)
@click.option(
    "--most",
    type=limited("most"),
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
@focus_option
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

    landscape = settings.open(needs_focus=False)
    answer, graph = landscape.path(
        one, other, layers=layers, roles=roles, most=most, without=without
    )
    write_tables(
        landscape,
        settings,
        format_,
        output,
        for_readers=lambda: [path_table(answer, graph, settings.lang, all_lines=all_lines)],
        flat=lambda: flat_path_table(answer, graph, settings.lang),
        said=() if answer.reason is None else (answer.reason,),
    )
