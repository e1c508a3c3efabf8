"""``coopgraph projections``: the networks that can be measured, and any one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coopgraph.cli.answers import figure_notes, terminal_width, write_figure
from coopgraph.cli.choices import Choice
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    say_state,
    say_written,
    state_line,
    write_output,
)
from coopgraph.cli.projection_options import AskedProjection, projection_options
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import message
from coopgraph.projection.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape
    from coopgraph.projection.networks import Network

__all__ = ["command"]

#: What can be drawn of a network, and up to how many nodes it is drawn whole.
_FIGURES: Final = ("degrees", "matrix", "network")
_SMALL: Final = 40
#: Extensions of a network that is written; what they hold stands with the export.
_WRITTEN: Final = (".graphml", ".gexf", ".json", ".csv", ".xlsx")


@click.command(name="projections")
@click.argument("name", required=False, type=Choice(list(PROJECTIONS)), metavar="[NAME]")
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    metavar="N",
    help="How many edges are shown.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the network: .svg, .png or .pdf.",
)
@click.option(
    "--figure",
    type=Choice(_FIGURES),
    help="What is drawn: how ties are spread, a matrix, or nodes and edges. Default: network up to "
    "40 nodes, else degrees.",
)
@projection_options(None)
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    name: str | None,
    top: int,
    plot: Path | None,
    figure: str | None,
    projection: AskedProjection,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """List the networks to measure; with NAME, say what one is and show it, or write it to a file.

    A figure computed on a network means nothing without its projection: what its nodes, edges and
    weights are, and what was left out. It is printed with every result and written into every file
    that has room for it. With NAME, the extension of the file chooses the format: .graphml, .gexf,
    .json (node-link), .csv (two tables) or .xlsx.

    \b
    Examples:
      coopgraph projections
      coopgraph projections partners --top 20
      coopgraph projections partners --layer label --whole --with-focus
      coopgraph projections partners-backbone --alpha 0.01 -o backbone.graphml
      coopgraph projections layers --format json
      coopgraph projections countries-themes -o countries.xlsx --lang en
      coopgraph projections partners --plot ties.svg --figure matrix
    """
    if figure is not None and plot is None:
        raise click.UsageError(spoken(message("--figure goes with --plot FILE")))
    if name is None and plot is not None:
        raise click.UsageError(spoken(message("choices go with the name of a projection")))
    if name is None:
        _list(projection, settings, format_, output)
        return
    if output is not None:
        _refuse_format(output, format_)
    landscape = settings.open(needs_focus=projection.needs_focus)
    network = projection.network(landscape, name)
    if plot is not None:
        _plot(landscape, network, plot, figure, settings)
    if output is not None:
        _write(landscape, network, output, settings)
        return
    _show(landscape, network, settings, format_ or default_format(None), top)


def _list(
    projection: AskedProjection, settings: Settings, format_: str | None, output: Path | None
) -> None:
    from coopgraph.outputs.projection_tables import list_table
    from coopgraph.outputs.tables import render_table

    if any(projection.choices.values()):
        raise click.UsageError(spoken(message("choices go with the name of a projection")))
    chosen = format_ or default_format(output)
    words = chosen in ("table", "md", "xlsx")
    width = terminal_width(output)
    table = list_table(settings.lang, words=words)
    content = render_table(table, chosen, width=width, lang=settings.lang)
    write_output(content, output, quiet=settings.quiet)


def _plot(
    landscape: Landscape, network: Network, path: Path, figure: str | None, settings: Settings
) -> None:
    from coopgraph.outputs.network_plot import render_network_plot

    lang = settings.lang
    chosen = figure or ("network" if len(network.graph) <= _SMALL else "degrees")
    said = (*network.chosen(), *network.of_day())
    edges = message("Edges: {edges}.", edges=network.declaration.edges)
    texts = [part.in_language(lang) for part in (edges, *said)]
    texts.append(
        state_line(
            network.as_of or landscape.as_of,
            landscape.sources,
            lang,
            focus=landscape.focus_line(lang),
        )
    )
    image = render_network_plot(network, chosen, path, lang=lang, notes=figure_notes(texts))
    write_figure(path, image, settings)


def _refuse_format(output: Path, format_: str | None) -> None:
    if output.suffix.lower() not in _WRITTEN:
        raise click.BadParameter(
            spoken(
                message(
                    "{name!r} has no known extension; use one of {extensions}",
                    name=output.name,
                    extensions=" ".join(_WRITTEN),
                )
            ),
            param_hint="-o",
        )
    if format_ is not None:
        raise click.UsageError(
            spoken(message("the extension of the file chooses the format: leave --format out"))
        )


def _write(landscape: Landscape, network: Network, output: Path, settings: Settings) -> None:
    from coopgraph.outputs.files import write_files

    files = landscape.render_network(output, network, lang=settings.lang)
    write_files(files)
    for path, content in files.items():
        say_written(path, len(content), quiet=settings.quiet)
    _say(landscape, network, settings)


def _say(landscape: Landscape, network: Network, settings: Settings) -> None:
    for part in network.statement():
        say(part, quiet=settings.quiet)
    say_state(landscape, settings.lang, quiet=settings.quiet)


def _show(
    landscape: Landscape, network: Network, settings: Settings, format_: str, top: int
) -> None:
    from coopgraph.outputs.export.projected import edge_table
    from coopgraph.outputs.projection_document import glance_document
    from coopgraph.outputs.projection_tables import glance_tables
    from coopgraph.outputs.tables import render_table

    lang = settings.lang
    if format_ == "json":
        _show_json(landscape, settings, glance_document(network, lang, top))
        return
    if format_ == "xlsx":
        path = Path("projection.xlsx")
        write_output(landscape.render_network(path, network, lang=lang)[path], None)
        return
    if format_ in ("csv", "tsv"):
        write_output(render_table(edge_table(network, lang), format_), None)
        _say(landscape, network, settings)
        return
    from coopgraph.outputs.safe_text import visible
    from coopgraph.outputs.terminal import wrap_text

    width = terminal_width(None)
    listed = format_ == "md"
    statement = [visible(part.in_language(lang)) for part in network.statement()]
    state = state_line(
        network.as_of or landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang)
    )
    lines = [f"- {part}" if listed else wrap_text(part, width) for part in statement]
    tables = [
        render_table(table, format_, width=width, lang=lang)
        for table in glance_tables(network, lang, top)
    ]
    texts = ["\n".join(lines) + "\n", *(text for text in tables if isinstance(text, str))]
    closing = state if listed else wrap_text(state, width)
    write_output("\n".join([*texts, closing]) + "\n", None)


def _show_json(landscape: Landscape, settings: Settings, document: dict[str, object]) -> None:
    import coopgraph
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.tables import JSON_VERSION

    envelope = {
        "version": JSON_VERSION,
        "generator": f"coopgraph {coopgraph.__version__}",
        "as_of": landscape.as_of.isoformat(),
        "vintage": list(landscape.vintage(settings.lang)),
        **document,
    }
    write_output(json_text(envelope), None)
