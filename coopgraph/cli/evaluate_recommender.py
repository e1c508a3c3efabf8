"""``coopgraph evaluate recommender``: models of new pairs of partners, held against what came."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.answers import terminal_width
from coopgraph.cli.options import default_format, output_options, talk_options, write_output
from coopgraph.cli.speech import say
from coopgraph.messages import message

__all__ = ["recommender"]


@click.command(name="recommender")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    help="Of the drawing of bodies for the intervals.",
)
@click.option(
    "--bootstrap",
    type=click.IntRange(100, 100_000),
    default=2000,
    show_default=True,
    metavar="N",
    help="Samples behind each interval.",
)
@talk_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def recommender(
    files: tuple[Path, ...],
    seed: int,
    bootstrap: int,
    lang: str,
    quiet: bool,
    format_: str | None,
    output: Path | None,
) -> None:
    """Compare models that recommend new pairs of partners with the ties that came later.

    FILES are of RNSR and of CORDIS (projects, participations, organisations), as `coopgraph import`
    reads them. Models see what began up to a cut, and score all pairs that shared nothing by then.
    """
    from coopgraph.analysis.recommender import compare_models, read_registers
    from coopgraph.outputs.recommender_tables import recommender_table
    from coopgraph.outputs.tables import render_table

    found = compare_models(
        read_registers(files),
        seed=seed,
        samples=bootstrap,
        tell=lambda register, cut: say(
            message("{register}, cut {cut}: done", register=register, cut=cut), quiet=quiet
        ),
    )
    said = format_ or default_format(output)
    table = recommender_table(found, lang)
    write_output(
        render_table(table, said, width=terminal_width(output), lang=lang), output, quiet=quiet
    )
