"""``coopgraph rank``: measures of networks, with how far their ranks can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopgraph.analysis.networks.measure import GROUPS
from coopgraph.cli.answers import figure_notes, terminal_width, write_figure
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    state_line,
    write_output,
)
from coopgraph.cli.projection_options import AskedProjection, limited, projection_options
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import counted, message
from coopgraph.projection.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from coopgraph.analysis.networks.ranking import RankedNode, Ranking
    from coopgraph.landscape import Landscape

__all__ = ["command"]

#: Rows of formats for readers unless told otherwise.
_TOP = 20
#: Rows of each layer, where layers stand side by side.
_TOP_OF_LAYER = 5


@click.command(name="rank")
@click.argument("measure", required=False)
@click.option(
    "--projection",
    "name",
    type=click.Choice(list(PROJECTIONS)),
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
    type=click.Choice(["inverse"]),
    help="For ways: how long an edge is, by its weight (inverse: 1/weight).",
)
@click.option("--groups", type=click.Choice(GROUPS), help="Groups for brokerage and participation.")
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
        write_output(_list_measures(chosen, settings, output), output, quiet=settings.quiet)
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
    landscape = settings.open()
    if name == "layers":
        if plot is not None:
            raise click.UsageError(spoken(message("--plot draws one layer: --projection partners")))
        _rank_layers(landscape, measure, top, given, chosen, settings, output)
        return
    ranking = landscape.rank(measure, name, first=top or 10, **given)
    for_readers = chosen in ("table", "md")
    shown = ranking.rows[: top or (_TOP if for_readers else None)]
    if plot is not None:
        from coopgraph.outputs.ranking_plot import render_plot

        notes = _foot(ranking, landscape, settings)
        drawn = ranking.rows[: top or _TOP]
        image = render_plot(ranking, drawn, plot, lang=settings.lang, notes=notes)
        write_figure(plot, image, settings)
    content = _render(ranking, shown, chosen, landscape, settings, output, given)
    write_output(content, output, quiet=settings.quiet)
    if not for_readers and chosen != "json":
        for said in _said(ranking, landscape, settings):
            say(said, quiet=settings.quiet)


def _rank_layers(
    landscape: Landscape,
    measure: str,
    top: int | None,
    given: dict[str, Any],
    chosen: str,
    settings: Settings,
    output: Path | None,
) -> None:
    """Print the ranks of each layer, side by side."""
    from coopgraph.outputs.layered_tables import flat_layers_table, layers_table
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.tables import render_table

    lang = settings.lang
    rankings = landscape.rank_layers(measure, first=top or 10, **given)
    if chosen == "json":
        documents = {
            layer: _document(ranking, ranking.rows[:top], landscape, settings, given)
            for layer, ranking in rankings.items()
        }
        write_output(json_text({"layers": documents}), output, quiet=settings.quiet)
        return
    state = state_line(landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang))
    one = next(iter(rankings.values()), None)
    asked = given.get("layers") or PROJECTIONS["layers"].declaration.layers
    bare = [layer for layer in asked if layer not in rankings]
    said = [] if one is None else [part.in_language(lang) for part in one.reading()]
    apart = message(
        "Each layer is a network of its own (--projection partners --layer NAME tells more); in "
        "brackets, how many bodies are ranked in it, and the interval of a rank (95 %). Layers are "
        "never added up: there is no rank over all."
    ).in_language(lang)
    if bare:
        said_bare = message("Without ties, hence not shown: {layers}.", layers=", ".join(bare))
        apart = f"{apart} {said_bare.in_language(lang)}"
    if one is not None:
        shared = [part for part in one.network.statement() if "choices" in part.arguments]
        apart = " ".join([apart, *(part.in_language(lang) for part in shared)])
    if chosen in ("table", "md"):
        method = [] if one is None else [part.in_language(lang) for part in one.method()]
        table = layers_table(
            rankings,
            top=top or _TOP_OF_LAYER,
            lang=lang,
            lead=said[:2],
            notes=[apart, " ".join(method), state],
        )
        content = render_table(table, chosen, width=terminal_width(output), lang=lang)
        write_output(content, output, quiet=settings.quiet)
        return
    flat = flat_layers_table(rankings, top=top, lang=lang)
    write_output(render_table(flat, chosen, lang=lang), output, quiet=settings.quiet)
    for text in (apart, state):
        say(text, quiet=settings.quiet)


def _list_measures(chosen: str, settings: Settings, output: Path | None) -> str | bytes:
    from coopgraph.outputs.ranking_tables import measures_table
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.tables import render_table

    lang = settings.lang
    if chosen == "json":
        from coopgraph.analysis.networks import MEASURES
        from coopgraph.analysis.networks.envelope import ENVELOPE_VERSION, as_measure

        document = {
            "version": ENVELOPE_VERSION,
            "measures": [as_measure(measure) for measure in MEASURES.values()],
        }
        return json_text(document)
    table = measures_table(lang, flat=chosen not in ("table", "md"))
    return render_table(table, chosen, width=terminal_width(output), lang=lang)


def _said(ranking: Ranking, landscape: Landscape, settings: Settings) -> list[str]:
    """Return the sentences that belong to the result, one paragraph each."""
    lang = settings.lang
    paragraphs = (ranking.network.statement(), ranking.method())
    said = [" ".join(part.in_language(lang) for part in parts) for parts in paragraphs]
    return [
        *said,
        state_line(landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang)),
    ]


def _foot(ranking: Ranking, landscape: Landscape, settings: Settings) -> list[str]:
    lang = settings.lang
    parts = [ranking.reading()[0]]
    parts += [part for part in ranking.network.statement() if "choices" in part.arguments]
    if ranking.replicates:
        said = message(
            "{n} networks behind each interval, seed {seed}.",
            n=ranking.replicates,
            seed=ranking.seed,
        )
        parts.append(said)
    lines = [part.in_language(lang) for part in parts]
    lines.append(
        state_line(landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang))
    )
    return figure_notes(lines)


def _document(
    ranking: Ranking,
    shown: Sequence[RankedNode],
    landscape: Landscape,
    settings: Settings,
    given: dict[str, Any],
) -> dict[str, Any]:
    import coopgraph
    from coopgraph.analysis.networks.envelope import as_envelope

    return as_envelope(
        ranking,
        shown=shown,
        as_of=landscape.as_of.isoformat(),
        parameters={"measure": ranking.measure.name, **given},
        vintage=landscape.vintage(settings.lang),
        generator=f"coopgraph {coopgraph.__version__}",
        lang=settings.lang,
    )


def _render(
    ranking: Ranking,
    shown: Sequence[RankedNode],
    chosen: str,
    landscape: Landscape,
    settings: Settings,
    output: Path | None,
    given: dict[str, Any],
) -> str | bytes:
    from coopgraph.outputs.ranking_tables import flat_table, ranking_table
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.tables import render_table

    lang = settings.lang
    if chosen == "json":
        return json_text(_document(ranking, shown, landscape, settings, given))
    if chosen in ("table", "md"):
        reading = [part.in_language(lang) for part in ranking.reading()]
        rest = len(ranking.rows) - len(shown)
        more = counted(
            "{n} more node; --top lists it.", "{n} more nodes; --top lists them.", n=rest
        )
        notes = [spoken(more)] if rest else []
        network, method, state = _said(ranking, landscape, settings)
        notes += [network, " ".join(reading[2:-2]), method, " ".join(reading[-2:]), state]
        table = ranking_table(ranking, shown, lang=lang, lead=reading[:2], notes=notes)
        return render_table(table, chosen, width=terminal_width(output), lang=lang)
    table = flat_table(ranking, shown, lang=lang)
    return render_table(table, chosen, lang=lang)
