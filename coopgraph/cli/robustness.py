"""``coopgraph robustness``: what an organisation depends on."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.analysis.networks.paths import NAMED_LAYERS
from coopgraph.cli.answers import write_tables
from coopgraph.cli.options import Settings, focus_option, landscape_options, output_options
from coopgraph.cli.projection_options import layer_option, limited, role_option
from coopgraph.cli.steps import PATIENCE, steps
from coopgraph.messages import message

__all__ = ["command"]


@click.command(name="robustness")
@layer_option("Layer that counts; repeatable.", sorted(NAMED_LAYERS), default=("cotutelle",))
@role_option("Role in structures that counts; repeatable.", default=("supervising",))
@click.option(
    "--seed",
    type=limited("seed"),
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
@focus_option
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
      coopgraph robustness --focus "Sorbonne Université"
      coopgraph robustness --layer label --format csv -o labels.csv
    """
    from coopgraph.outputs.robustness_tables import flat_robustness_table, robustness_tables

    with steps(3, quiet=settings.quiet, after=PATIENCE) as tell:
        tell(message("loading the tables"))
        landscape = settings.open()
        found, graph = landscape.robustness(layers=layers, roles=roles, seed=seed, progress=tell)
    write_tables(
        landscape,
        settings,
        format_,
        output,
        for_readers=lambda: robustness_tables(found, graph, settings.lang, all_lines=all_lines),
        flat=lambda: flat_robustness_table(found, graph, settings.lang),
    )
