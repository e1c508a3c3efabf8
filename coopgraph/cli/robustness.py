"""``coopgraph robustness``: what an organisation depends on."""

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
from coopgraph.projection.networks import ROLES

__all__ = ["command"]


@click.command(name="robustness")
@click.option(
    "--layer",
    "layers",
    type=click.Choice(sorted(NAMED_LAYERS)),
    multiple=True,
    default=("cotutelle",),
    show_default=True,
    help="Layer that counts; repeatable.",
)
@click.option(
    "--role",
    "roles",
    type=click.Choice(sorted(ROLES)),
    multiple=True,
    default=("supervising",),
    show_default=True,
    help="Role in structures that counts; repeatable.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Seed of the random withdrawals.",
)
@click.option(
    "--all",
    "all_lines",
    is_flag=True,
    help="Print long lists whole in table and md; the other formats are always complete.",
)
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    layers: tuple[str, ...],
    roles: tuple[str, ...],
    seed: int,
    all_lines: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show what the organisation in focus depends on.

    Smallest sets of partners on which a quarter, half and three quarters of its structures rest
    (exact); partners that are the only one; how unevenly structures are spread; what is left of the
    network of partners if partners withdraw.

    \b
    Examples:
      coopgraph robustness
      coopgraph robustness --role supervising --role participant --lang en
      coopgraph robustness --layer label --format csv -o labels.csv
    """
    from coopgraph.outputs.robustness_tables import flat_robustness_table, robustness_tables
    from coopgraph.outputs.tables import render_table

    landscape = settings.open()
    found, graph = landscape.robustness(layers=layers, roles=roles, seed=seed)
    chosen = format_ or default_format(output)
    state = state_line(settings.as_of, landscape.sources, settings.lang)
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    if chosen in ("table", "md"):
        tables = robustness_tables(found, graph, settings.lang, all_lines=all_lines)
        tables[-1] = tables[-1].with_notes(state)
        texts = [render_table(table, chosen, width=width, lang=settings.lang) for table in tables]
        content: str | bytes = "\n".join(text for text in texts if isinstance(text, str))
    else:
        table = flat_robustness_table(found, graph, settings.lang).with_notes(state)
        content = render_table(table, chosen, lang=settings.lang)
    write_output(content, output, quiet=settings.quiet)
    if chosen in ("csv", "tsv"):
        say_state(landscape, settings.lang, quiet=settings.quiet)
