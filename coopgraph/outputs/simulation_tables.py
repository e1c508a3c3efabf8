"""Tables of a simulation: gaps first, then ranks, then the facts that were assumed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from coopgraph.analysis.networks.intervals import Interval
from coopgraph.analysis.networks.ranking import RankedNode, Ranking
from coopgraph.comparison.ranks import RankChange
from coopgraph.comparison.simulation import Simulation
from coopgraph.curation.hypotheses import HYPOTHESIS
from coopgraph.messages import Message, message
from coopgraph.outputs.diff_tables import (
    count_gap_changes,
    diff_envelope,
    diff_tables,
    flat_diff_table,
    gap_change_tables,
)
from coopgraph.outputs.ranking_tables import rank_text, span_text
from coopgraph.outputs.tables import Table

__all__ = ["flat_simulation_table", "simulation_envelope", "simulation_tables"]

#: Version of the JSON envelope.
_ENVELOPE_VERSION: Final = 1


def simulation_tables(
    found: Simulation, lang: str, *, top: int, all_lines: bool = False, state: Sequence[str] = ()
) -> list[Table]:
    """Return the tables for readers.

    Parameters
    ----------
    found
        The simulation.
    lang
        ``fr`` or ``en``.
    top
        How many moves to list.
    all_lines
        Whether long lists are printed whole.
    state
        Sentences on the day and the age of the sources.

    Returns
    -------
    list of Table
        What was assumed and how much changed; then gaps, ranks and facts.
    """
    gaps = found.difference.gaps or ()
    tables = [_counts(found, lang, state)]
    tables += gap_change_tables(gaps, lang)
    if found.ranking is not None and found.moves:
        tables.append(_rank_table(found.ranking, found.moves[: None if all_lines else top], lang))
    facts = dataclasses.replace(found.difference, gaps=None)
    return [*tables, *diff_tables(facts, lang, all_lines=all_lines)]


def _assumed(found: Simulation) -> Message:
    of = found.hypotheses
    return message(
        "Assumed: {added} facts added, {changed} facts of the landscape changed. Without a source "
        "of their own, hence cited as “{source}”: {unsourced}.",
        added=of.added,
        changed=of.changed,
        unsourced=of.unsourced,
        source=HYPOTHESIS,
    )


def _counts(found: Simulation, lang: str, state: Sequence[str]) -> Table:
    """Return how much changes."""
    numbers = count_gap_changes(found.difference.gaps or ())
    ranking = found.ranking
    if ranking is not None:
        said = message(
            "nodes of another rank ({measure}, projection {projection})",
            measure=ranking.measure.name,
            projection=ranking.network.declaration.name,
        )
        numbers[said] = len(found.moves)
    return Table(
        tuple(head.in_language(lang) for head in (message("change"), message("number"))),
        [(said.in_language(lang), number) for said, number in numbers.items()],
        title=message("If these facts were true").in_language(lang),
        lead=(_assumed(found).in_language(lang),),
        notes=tuple(state),
    )


def _rank_table(ranking: Ranking, moves: Sequence[RankChange], lang: str) -> Table:
    span = message("95 %") if ranking.resampled else message("10 % missing")
    heads = [message("name"), message("rank before"), span, message("rank after"), span]
    # Two columns of one table have two names.
    names = [head.in_language(lang) for head in heads]
    names[4] += " "
    rows = [
        (
            one.row.label.in_language(lang),
            _rank_of(one.old),
            span_text(_span(one.old)),
            _rank_of(one.new),
            span_text(_span(one.new)),
            None if one.gain is None else f"{one.gain:+d}",
        )
        for one in moves
    ]
    notes = [
        message("A move within intervals that overlap says little.").in_language(lang),
        *(said.in_language(lang) for said in ranking.network.statement()),
    ]
    return Table(
        (*names, message("places gained").in_language(lang)),
        rows,
        title=message(
            "Ranks by {measure} in the projection {projection}",
            measure=ranking.measure.title,
            projection=ranking.network.declaration.name,
        ).in_language(lang),
        notes=tuple(notes if ranking.replicates else notes[1:]),
    )


def _rank_of(row: RankedNode | None) -> str:
    return "" if row is None else rank_text(row)


def _span(row: RankedNode | None) -> Interval | None:
    return None if row is None else row.interval or row.missing


def flat_simulation_table(found: Simulation, lang: str) -> Table:
    """Return all that changes in one table, under the columns of ``coopgraph diff``.

    Parameters
    ----------
    found
        The simulation.
    lang
        Language of the names; all other words are for programs.

    Returns
    -------
    Table
        Rows of ranks have the change ``rank``, the measure as table, and ``rank`` or ``interval``
        as field.
    """
    table = flat_diff_table(found.difference, lang)
    rows: list[Sequence[Any]] = list(table.rows)
    for one in found.moves if found.ranking else ():
        measure = found.ranking.measure.name if found.ranking else ""
        about = ("rank", measure, one.row.node, one.row.label.in_language(lang))
        ranks = [None if row is None else row.rank for row in (one.old, one.new)]
        rows.append((*about, "rank", *("" if n is None else str(n) for n in ranks), "", ""))
        spans = [_span(row) for row in (one.old, one.new)]
        if any(spans):
            rows.append((*about, "interval", *map(_span_word, spans), "", ""))
    lead = (_assumed(found).in_language(lang), *table.lead)
    title = message("If these facts were true").in_language(lang)
    return dataclasses.replace(table, rows=rows, title=title, lead=lead)


def _span_word(span: Interval | None) -> str:
    return "" if span is None else f"{int(span.low)}..{int(span.high)}"


def simulation_envelope(
    found: Simulation, lang: str, *, parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the simulation as plain data, ready for JSON.

    Parameters
    ----------
    found
        The simulation.
    lang
        Language of the names.
    parameters
        What the user set.

    Returns
    -------
    dict
        The envelope of ``coopgraph diff --gaps``, with what was assumed and how ranks changed.
    """
    document = diff_envelope(found.difference, lang)
    of, ranking = found.hypotheses, found.ranking
    document["version"] = _ENVELOPE_VERSION
    document["parameters"] = dict(parameters)
    document["assumed"] = {
        "files": [str(path) for path in of.files],
        "added": of.added,
        "changed": of.changed,
        "unsourced": of.unsourced,
        "source": HYPOTHESIS,
    }
    document["ranks"] = None
    if ranking is not None:
        document["ranks"] = {
            "measure": ranking.measure.name,
            "projection": ranking.network.declaration.name,
            "intervals": ("resampled" if ranking.resampled else "missing-edges")
            if ranking.replicates
            else None,
            "moves": [
                {
                    "iri": one.row.node,
                    "label": one.row.label.in_language(lang),
                    "old": _rank_data(one.old),
                    "new": _rank_data(one.new),
                    "gain": one.gain,
                }
                for one in found.moves
            ],
        }
    return document


def _rank_data(row: RankedNode | None) -> dict[str, Any] | None:
    if row is None:
        return None
    span = _span(row)
    interval = None if span is None else [int(span.low), int(span.high)]
    return {"rank": row.rank, "tied": row.tied, "value": row.value, "interval": interval}
