"""What ``coopgraph rank`` answers: measures, one ranking, or the ranks of layers side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.cli.answers import figure_notes, terminal_width
from coopgraph.cli.options import Settings, state_line, write_output
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import counted, message
from coopgraph.projection.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from coopgraph.analysis.networks.ranking import RankedNode, Ranking
    from coopgraph.landscape import Landscape

__all__ = [
    "figure_foot",
    "list_measures",
    "ranking_answer",
    "said_with",
    "say_layers",
    "write_layers",
]

#: Rows of each layer, where layers stand side by side.
_TOP_OF_LAYER = 5


def write_layers(
    rankings: Mapping[str, Ranking],
    landscape: Landscape,
    top: int | None,
    given: dict[str, Any],
    chosen: str,
    settings: Settings,
    output: Path | None,
) -> None:
    """Write the ranks of each layer, side by side; there is none over all.

    Parameters
    ----------
    rankings
        The ranking of each layer that has ties.
    landscape
        The loaded landscape.
    top
        Rows of each layer; None for the default of the format.
    given
        Arguments of :meth:`~coopgraph.landscape.Landscape.rank_layers`.
    chosen
        Format.
    settings
        Language and talk.
    output
        File that is written instead of standard output.
    """
    from coopgraph.outputs.layered_tables import flat_layers_table, layers_table
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.tables import render_table

    lang = settings.lang
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
        apart = " ".join([apart, *(part.in_language(lang) for part in one.network.chosen())])
        apart = " ".join([apart, *_of_day(rankings, lang)])
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


def _of_day(rankings: Mapping[str, Ranking], lang: str) -> list[str]:
    """Say of each layer what the day leaves out of it."""
    return [
        message("Layer {layer}: {said}", layer=layer, said=said).in_language(lang)
        for layer, ranking in rankings.items()
        for said in ranking.network.of_day()
    ]


def list_measures(chosen: str, settings: Settings, output: Path | None) -> str | bytes:
    """Return the measures as an answer.

    Parameters
    ----------
    chosen
        Format.
    settings
        Language.
    output
        File that is written instead of standard output.
    """
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


def said_with(ranking: Ranking, landscape: Landscape, settings: Settings) -> list[str]:
    """Return the sentences that belong to a result, one paragraph each.

    Parameters
    ----------
    ranking
        The result.
    landscape
        The landscape that was measured.
    settings
        Language.
    """
    lang = settings.lang
    paragraphs = (ranking.network.statement(), ranking.method())
    said = [" ".join(part.in_language(lang) for part in parts) for parts in paragraphs]
    return [
        *said,
        state_line(landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang)),
    ]


def figure_foot(ranking: Ranking, landscape: Landscape, settings: Settings) -> list[str]:
    """Return the lines below a figure of ranks.

    Parameters
    ----------
    ranking
        What is drawn.
    landscape
        The landscape that was measured.
    settings
        Language.
    """
    lang = settings.lang
    parts = [ranking.reading()[0]]
    parts += [*ranking.network.chosen(), *ranking.network.of_day()]
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


def ranking_answer(
    ranking: Ranking,
    shown: Sequence[RankedNode],
    chosen: str,
    landscape: Landscape,
    settings: Settings,
    output: Path | None,
    given: dict[str, Any],
) -> str | bytes:
    """Return a ranking as an answer.

    Parameters
    ----------
    ranking
        The result.
    shown
        The rows to list.
    chosen
        Format.
    landscape
        The landscape that was measured.
    settings
        Language.
    output
        File that is written instead of standard output.
    given
        Choices and options, which JSON repeats.
    """
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
        network, method, state = said_with(ranking, landscape, settings)
        notes += [network, " ".join(reading[2:-2]), method, " ".join(reading[-2:]), state]
        # Above the ranks: a reader who stops at the table has seen how much of the network is gone.
        lead = [*reading[:2], *(part.in_language(lang) for part in ranking.network.of_day())]
        table = ranking_table(ranking, shown, lang=lang, lead=lead, notes=notes)
        return render_table(table, chosen, width=terminal_width(output), lang=lang)
    table = flat_table(ranking, shown, lang=lang)
    return render_table(table, chosen, lang=lang)


def say_layers(
    ranking: Ranking, landscape: Landscape, roles: Sequence[str], *, quiet: bool
) -> None:
    """Say which layers were taken for want of a choice, and which others have memberships.

    Parameters
    ----------
    ranking
        The result.
    landscape
        The landscape that was measured.
    roles
        Roles that were chosen.
    quiet
        Whether nothing is to be said.
    """
    others = {} if quiet else landscape.other_layers(ranking.network, roles)
    if others:
        said = message(
            "layers taken: {taken}; others with memberships: {others}; choose with --layer NAME",
            taken=", ".join(ranking.network.declaration.layers),
            others=", ".join(f"{name} ({number})" for name, number in others.items()),
        )
        say(said)
