"""``coopgraph communities``: who is more tied among themselves, and how far that can be trusted."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.analysis.networks.partitions import METHODS
from coopgraph.cli.answers import figure_notes, write_figure, write_tables
from coopgraph.cli.choices import Choice
from coopgraph.cli.options import (
    Settings,
    focus_option,
    landscape_options,
    output_options,
    state_line,
)
from coopgraph.cli.projection_options import AskedProjection, limited, projection_options
from coopgraph.cli.steps import PATIENCE, steps
from coopgraph.messages import message

__all__ = ["command"]


@click.command(name="communities")
@projection_options()
@click.option(
    "--resolution",
    type=limited("resolution"),
    default=1.0,
    show_default=True,
    metavar="X",
    help="Above 1 for more and smaller communities, below 1 for fewer and larger ones.",
)
@click.option(
    "--seeds",
    type=limited("seeds"),
    metavar="N",
    help="Number of runs that are compared. Default: 100; 20 above 5,000 edges.",
)
@click.option(
    "--seed",
    type=limited("seed"),
    default=1,
    show_default=True,
    metavar="N",
    help="The first seed; all else that is drawn at random depends on it, too.",
)
@click.option(
    "--replicates",
    type=limited("replicates"),
    metavar="N",
    help="Networks by chance behind each comparison. Default: 100; 20 above 5,000 edges.",
)
@click.option(
    "--method",
    type=Choice(METHODS),
    help="How communities are found. Default: louvain; above 5,000 edges leiden, if installed "
    "(coopgraph[fast]).",
)
@click.option(
    "--top",
    type=limited("top"),
    metavar="N",
    help="Members to list of each community in table and md. Default: 5; all elsewhere.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw how stable each community is: .svg, .png or .pdf.",
)
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    projection: AskedProjection,
    resolution: float,
    seeds: int | None,
    seed: int,
    replicates: int | None,
    method: str | None,
    top: int | None,
    plot: Path | None,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Find communities of a network, say how stable they are, and measure its structure.

    Communities are those of Louvain's or Leiden's method, the best of many runs; what the runs
    agree on is printed with them. Beside them: modularity, assortativity by kind, region, city and
    degree, nestedness, core and periphery, each held against networks by chance. More:
    docs/networks.md.

    \b
    Examples:
      coopgraph communities
      coopgraph communities --projection sites --lang en
      coopgraph communities --layer label --resolution 1.5
      coopgraph communities --plot communities.svg
      coopgraph communities --seeds 500 --format csv -o communities.csv
    """
    from coopgraph.outputs.communities_tables import (
        communities_tables,
        flat_communities_table,
        said_of_communities,
    )

    with steps(3, quiet=settings.quiet, after=PATIENCE) as tell:
        tell(message("loading the tables"))
        landscape = settings.open(needs_focus=projection.needs_focus)
        found, graph = landscape.communities(
            projection.name,
            resolution=resolution,
            seeds=seeds,
            seed=seed,
            replicates=replicates,
            method=method,
            progress=tell,
            **projection.choices,
        )
    if plot is not None:
        from coopgraph.outputs.communities_plot import render_communities_plot

        state = state_line(
            landscape.as_of,
            landscape.sources,
            settings.lang,
            focus=landscape.focus_line(settings.lang),
        )
        image = render_communities_plot(
            found, plot, lang=settings.lang, notes=figure_notes([state])
        )
        write_figure(plot, image, settings)
    write_tables(
        landscape,
        settings,
        format_,
        output,
        for_readers=lambda: communities_tables(found, graph, settings.lang, top=top),
        flat=lambda: flat_communities_table(found, graph, settings.lang),
        said=said_of_communities(found),
    )
