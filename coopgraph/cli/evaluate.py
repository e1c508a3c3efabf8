"""``coopgraph evaluate``: how often what the commands find is right, on data with known answers."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.answers import terminal_width
from coopgraph.cli.evaluate_recommender import recommender
from coopgraph.cli.help import SpokenGroup
from coopgraph.cli.options import (
    default_format,
    group_options,
    output_options,
    talk_options,
    write_output,
)
from coopgraph.cli.speech import say
from coopgraph.messages import message

__all__ = ["command"]


@click.group(cls=SpokenGroup, name="evaluate")
@group_options
def command() -> None:
    """Measure methods on data with known answers.

    \b
    Examples:
      coopgraph evaluate reconcile gold.json.gz --registry v2.0-ror-data.zip
      coopgraph evaluate recommender rnsr.csv.gz projects.csv edges.csv organisations.csv
      coopgraph evaluate reconcile --help
    """


command.add_command(recommender)


@command.command(name="reconcile")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--registry",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    required=True,
    metavar="FILE",
    help="Dump of ROR; repeatable.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    multiple=True,
    metavar="X",
    help="Score from which a body is an answer; repeatable. Default: 0.5, 0.9 and the one in use.",
)
@click.option("--no-baseline", is_flag=True, help="Leave out the comparison with rapidfuzz alone.")
@talk_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def reconcile(
    gold: tuple[Path, ...],
    registry: tuple[Path, ...],
    threshold: tuple[float, ...],
    no_baseline: bool,
    lang: str,
    quiet: bool,
    format_: str | None,
    output: Path | None,
) -> None:
    """Compare what `coopgraph reconcile` answers with labels that people gave.

    GOLD is a JSON list of objects with an affiliation and its ror_ids. Only the half of the strings
    that taught nothing is measured, whatever the threshold.
    """
    from coopgraph.outputs.reconcile_tables import evaluation_table
    from coopgraph.outputs.tables import render_table
    from coopgraph.reconciliation.comparison import compare_methods

    chosen = sorted(set(threshold)) or None
    rows = compare_methods(
        gold,
        registry,
        thresholds=chosen,
        baseline=not no_baseline,
        tell=lambda name: say(message("{name}: done", name=name), quiet=quiet),
    )
    said = format_ or default_format(output)
    table = evaluation_table(rows, lang)
    write_output(
        render_table(table, said, width=terminal_width(output), lang=lang), output, quiet=quiet
    )
