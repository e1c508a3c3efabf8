"""How unevenly structures and instruments are spread, and the same a year before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from coopgraph.analysis.gaps.portfolio import Spread
from coopgraph.analysis.gaps.records import Gap
from coopgraph.analysis.gaps.reliance import YearOnYear
from coopgraph.analysis.gaps.wording import day_text, range_text
from coopgraph.messages import Message, message
from coopgraph.outputs.report.blocks import Block, Column, Grid, Note, Row, line
from coopgraph.outputs.report.findings import Findings

__all__ = ["spread_blocks", "tenths"]

_STRUCTURES: Final[dict[str, Message]] = {
    "partner": message("structures by partner"),
    "City": message("structures by city"),
    "Region": message("structures by region"),
    "Country": message("structures by country"),
    "theme": message("structures by theme"),
}
_INSTRUMENTS: Final[dict[str, Message]] = {
    "country": message("instruments abroad by country"),
    "theme": message("instruments abroad by theme"),
    "kind": message("instruments abroad by kind"),
}


def spread_blocks(findings: Findings, years: YearOnYear, sets: Sequence[Gap]) -> list[Block]:
    """Return the table of spreads that records are about, and what cannot be compared.

    Parameters
    ----------
    findings
        Everything that was found.
    years
        The figures.
    sets
        Records of the smallest sets: without them structures are not told.
    """
    rows = _spread_rows(findings, years, sets)
    blocks: list[Block] = [_spread_table(findings, years, rows)] if rows else []
    return blocks + _remarks(findings, years) if sets else blocks


def tenths(value: float) -> Decimal:
    """Return a number with one decimal, without a sign if that is 0."""
    return Decimal(f"{value:.1f}") + 0


def _spread_rows(findings: Findings, years: YearOnYear, sets: Sequence[Gap]) -> list[Row]:
    """Return a row for each spread that a record is about."""
    rows = []
    if sets:
        for key, words in _STRUCTURES.items():
            earlier = None if years.unlike else years.before.structure_spreads.get(key)
            rows += _spread_row(
                findings, words, years.now.structure_spreads[key], earlier, tuple(sets)
            )
    records = {gap.rule: gap for gap in findings.of_type("concentration")}
    for key, words in _INSTRUMENTS.items():
        if (record := records.get(f"concentration-{key}")) is not None:
            earlier = years.before.instrument_spreads.get(key)
            rows += _spread_row(
                findings, words, years.now.instrument_spreads[key], earlier, (record,)
            )
    return rows


def _spread_row(
    findings: Findings,
    words: Message,
    spread: Spread,
    before: Spread | None,
    records: tuple[Gap, ...],
) -> list[Row]:
    if spread.index is None:
        return []
    name, number = spread.largest
    earlier = before.index if before is not None else None
    return [
        Row(
            (
                findings.say(words),
                spread.things,
                spread.index.parts,
                round(spread.index.hhi),
                tenths(spread.index.effective),
                f"{findings.facts.name(name)[findings.lang]} ({number})",
                before.things if before is not None else None,
                tenths(earlier.effective) if earlier is not None else None,
                None,
            ),
            records=findings.code(*records),
        )
    ]


def _spread_table(findings: Findings, years: YearOnYear, rows: Sequence[Row]) -> Grid:
    say = findings.say
    day = day_text(years.before.as_of)[findings.lang]
    columns = (
        Column(say(message("what is spread")), weight=3),
        Column(say(message("counted")), "number", weight=1.1),
        Column(say(message("spread over")), "number", weight=1.1),
        Column(say(message("HHI")), "number", weight=1),
        Column(say(message("effective number")), "number", weight=1.2),
        Column(say(message("largest")), weight=3),
        Column(say(message("counted on {day}", day=day)), "number", weight=1.3),
        Column(say(message("effective number on {day}", day=day)), "number", weight=1.3),
        Column(say(message("code")), "records", weight=1.2),
    )
    note = message(
        "HHI: sum of the squared shares, times 10,000. Effective number: so many of the same size "
        "would give it. Small numbers move much: read them with what is counted."
    )
    return Grid(
        "dependence-concentration",
        say(message("Concentration, now and a year before")),
        columns,
        tuple(rows),
        notes=(say(note),),
    )


def _remarks(findings: Findings, years: YearOnYear) -> list[Block]:
    """Say why structures are not compared with the year before, and what states no theme."""
    lang = findings.lang
    day = day_text(years.before.as_of)[lang]
    said = []
    if years.unlike == "one-picture" and years.pictured is not None:
        said.append(
            message(
                "Structures are not compared with {day}: most of their ties are known from sources "
                "that picture {time}, which show the same on both days.",
                day=day,
                time=range_text(years.pictured)[lang],
            )
        )
    elif years.unlike:
        said.append(
            message(
                "Structures are not compared with {day}: no source says when a structure or tie "
                "ended, so that the earlier figures would leave out what has ended since.",
                day=day,
            )
        )
    if not years.now.structure_spreads["theme"].things:
        said.append(message("No source states a theme of these structures."))
    return [Note(line(" ".join(findings.say(text) for text in said)))] if said else []
