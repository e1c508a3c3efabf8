"""``coopgraph rank``: measures of networks, with how far their ranks can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coopgraph.analysis.networks.measure import GROUPS
from coopgraph.cli.answers import write_figure
from coopgraph.cli.choices import Choice
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    write_output,
)
from coopgraph.cli.projection_options import AskedProjection, limited, projection_options
from coopgraph.cli.rank_answers import (
    figure_foot,
    list_measures,
    ranking_answer,
    said_with,
    say_layers,
    write_layers,
)
from coopgraph.cli.speech import say, spoken
from coopgraph.cli.steps import PATIENCE, steps
from coopgraph.messages import message
from coopgraph.projection.catalogue import PROJECTIONS

__all__ = ["command"]

#: Rows of formats for readers unless told otherwise.
_TOP = 20


@click.command(name="rank")
@click.argument("measure", required=False)
@click.option(
    "--projection",
    "name",
    type=Choice(list(PROJECTIONS)),
    help="Network to measure. Default: partners; structures for two-mode measures.",
)
@projection_options(None)
@click.option(
    "--weights/--no-weights",
    default=None,
    help="Take weights into account, or not. Default: as the measure says.",
)
@click.option(
    "--distance",
    type=Choice(["inverse"]),
    help="For ways: how long an edge is, by its weight (inverse: 1/weight).",
)
@click.option("--groups", type=Choice(GROUPS), help="Groups for brokerage and participation.")
@click.option("--mode", metavar="MODE", help="Mode to rank, where there are two. Default: body.")
@click.option("--largest", is_flag=True, help="Measure the largest component only.")
@click.option(
    "--top",
    type=limited("top"),
    metavar="N",
    help="Rows to list. Default: 20 in table and md, all elsewhere.",
)
@click.option("--exact", is_flag=True, help="Values and ranks only, without intervals.")
@click.option(
    "--seed",
    type=limited("seed"),
    default=1,
    show_default=True,
    metavar="N",
    help="Seed of the intervals.",
)
@click.option(
    "--replicates",
    type=limited("replicates"),
    metavar="N",
    help="Networks behind each interval. Default: 200.",
)
@click.option(
    "--sample",
    type=limited("sample"),
    metavar="N",
    help="Estimate betweenness from N nodes drawn at random.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw ranks and intervals: .svg, .png or .pdf.",
)
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    measure: str | None,
    name: str | None,
    projection: AskedProjection,
    top: int | None,
    plot: Path | None,
    settings: Settings,
    format_: str | None,
    output: Path | None,
    **options: Any,
) -> None:
    """Rank bodies by MEASURE in a named network; without MEASURE, list the measures.

    Each result says what network it is, what the measure means and how it must not be read. Ranks
    have intervals: what other collectives, or some edges missing, would have given. A measure that
    says nothing on a network is refused with the reason. More: docs/networks.md.

    \b
    Examples:
      coopgraph rank
      coopgraph rank betweenness --top 20
      coopgraph rank constraint --with-focus --lang en
      coopgraph rank brokerage --groups region
      coopgraph rank two-mode-degree --layer label --format csv
      coopgraph rank degree --projection layers
      coopgraph rank strength --plot strength.svg
    """
    chosen = format_ or default_format(output)
    if measure is None:
        write_output(list_measures(chosen, settings, output), output, quiet=settings.quiet)
        return
    from coopgraph.analysis.networks import find_measure

    find_measure(measure)  # before anything is loaded
    given = {**projection.choices, **options}
    given = {
        key: value
        for key, value in given.items()
        if value is not None and value is not False and value != ()
    }
    if options["weights"] is False:
        given["weights"] = False
    if name == "layers":
        if plot is not None:
            raise click.UsageError(spoken(message("--plot draws one layer: --projection partners")))
        with steps(3, quiet=settings.quiet, after=PATIENCE) as tell:
            tell(message("loading the tables"))
            landscape = settings.open(needs_focus=projection.needs_focus)
            rankings = landscape.rank_layers(measure, first=top or 10, progress=tell, **given)
        write_layers(rankings, landscape, top, given, chosen, settings, output)
        return
    with steps(3, quiet=settings.quiet, after=PATIENCE) as tell:
        tell(message("loading the tables"))
        landscape = settings.open(needs_focus=projection.needs_focus)
        ranking = landscape.rank(measure, name, first=top or 10, progress=tell, **given)
    if "layers" not in given:
        say_layers(ranking, landscape, given.get("roles", ()), quiet=settings.quiet)
    for_readers = chosen in ("table", "md")
    shown = ranking.rows[: top or (_TOP if for_readers else None)]
    if plot is not None:
        from coopgraph.outputs.ranking_plot import render_plot

        notes = figure_foot(ranking, landscape, settings)
        drawn = ranking.rows[: top or _TOP]
        image = render_plot(ranking, drawn, plot, lang=settings.lang, notes=notes)
        write_figure(plot, image, settings)
    content = ranking_answer(ranking, shown, chosen, landscape, settings, output, given)
    write_output(content, output, quiet=settings.quiet)
    if not for_readers and chosen != "json":
        for said in said_with(ranking, landscape, settings):
            say(said, quiet=settings.quiet)
