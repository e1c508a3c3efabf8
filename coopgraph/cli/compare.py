"""``coopgraph compare``: two bodies side by side, or one on two days."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import click

from coopgraph.analysis.networks.paths import NAMED_LAYERS
from coopgraph.cli.answers import write_tables
from coopgraph.cli.options import Settings, as_date, focus_option, landscape_options, output_options
from coopgraph.cli.projection_options import layer_option, role_option
from coopgraph.cli.speech import spoken
from coopgraph.messages import message
from coopgraph.projection.choices import name_of

__all__ = ["command"]


@click.command(name="compare")
@click.argument("one")
@click.argument("other", required=False)
@click.option(
    "--to",
    "to_day",
    callback=as_date,
    metavar="YYYY-MM-DD",
    help="Compare ONE on the day of --as-of with ONE on this day.",
)
@layer_option(
    "Layer that counts; repeatable. Default: all of which something is known.",
    sorted(NAMED_LAYERS),
)
@role_option("Role in structures that counts; repeatable.", default=("supervising",))
@click.option(
    "--all",
    "all_lines",
    is_flag=True,
    help="Print long lists whole in table and md; the other formats are always complete.",
)
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    one: str,
    other: str | None,
    to_day: datetime.date | None,
    layers: tuple[str, ...],
    roles: tuple[str, ...],
    all_lines: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Set ONE and OTHER side by side: shared structures, partners, sites, brokerage.

    With --to instead of OTHER, the same body on two days: what it took part in and with whom, then
    and later.

    \b
    Examples:
      coopgraph compare "CHU de Lille" "CHU de Bordeaux"
      coopgraph compare CNRS CEA --layer cotutelle --lang en
      coopgraph compare "Université de Lille" --as-of 2015-06-30 --to 2024-12-31
      coopgraph compare CNRS Inrae --all --format csv -o cnrs-inrae.csv
    """
    from coopgraph.outputs.compare_tables import compare_tables, flat_compare_table

    if (other is None) == (to_day is None):
        raise click.UsageError(spoken(message("give a second body, or a second day with --to")))
    if to_day is not None and not settings.of_day:
        raise click.UsageError(spoken(message("--to needs the first day: give --as-of")))
    landscape = settings.open(needs_focus=False)
    later = None
    if to_day is not None:
        later = dataclasses.replace(settings, as_of=to_day, of_day=True).open(needs_focus=False)
    found, graphs = landscape.compare(one, other, later=later, layers=layers, roles=roles)
    heads = (name_of(graphs[0], found.one.body), name_of(graphs[1], found.other.body))
    if to_day is not None:
        heads = (f"{heads[0]} {settings.as_of}", f"{heads[1]} {to_day}")
    write_tables(
        landscape,
        settings,
        format_,
        output,
        for_readers=lambda: compare_tables(
            found, graphs, settings.lang, heads, all_lines=all_lines
        ),
        flat=lambda: flat_compare_table(found, graphs, settings.lang, heads),
    )
