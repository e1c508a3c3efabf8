"""Instruments abroad, country by country, with a map of the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.records import Certainty, Gap
from coopgraph.analysis.gaps.wording import capital
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.figures.maps import Mark, world_map
from coopgraph.outputs.report.findings import Findings

__all__ = ["ABROAD_ANCHOR", "abroad", "instruments_abroad"]

#: Anchor of the section.
ABROAD_ANCHOR: Final = "conventions-abroad"

_ROWS: Final = 6
#: States of instruments for readers, the best first.
_STATES: Final[dict[str, Message]] = {
    "certain": message("in force for certain"),
    "possible": message("possibly in force"),
    "expected": message("expected"),
    "unknown": message("cannot be told"),
    "ended": message("ended"),
}


@dataclass(frozen=True, slots=True)
class _Country:
    """A country, how many of its instruments are in which state, and the records about them."""

    iri: str
    counts: Counter[str]
    gaps: tuple[Gap, ...]

    @property
    def best(self) -> str:
        return next(state for state in _STATES if self.counts[state])


def abroad(findings: Findings) -> Section | None:
    """Write what instruments reach which countries.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section or None
        None if no record is about an instrument abroad: instruments that no record of this report
        is about are left out.
    """
    countries = _countries(findings)
    if not countries:
        return None
    say = findings.say
    table = _table(findings, countries)
    marks = _marks(findings, countries)
    blocks: list[Block] = [
        Paragraph(line(say(_lead(countries))), _spread_record(findings)),
        Picture(
            "conventions-world",
            say(
                message(
                    "Countries that instruments reach: shape for the best state, number of "
                    "instruments known. Outlines: Natural Earth, public domain."
                )
            ),
            _alternative(findings, countries),
            world_map(
                marks,
                legend={state: say(words) for state, words in _STATES.items()},
                title=say(message("best state; number of instruments")),
            ),
            table=table.anchor,
        ),
        table,
    ]
    if (rest := len(countries) - _ROWS) > 0:
        more = counted("{n} more country in the annex", "{n} more countries in the annex", n=rest)
        blocks.append(Paragraph(line(Span(say(more), href="#annex-records"))))
    return Section(ABROAD_ANCHOR, say(message("Abroad")), tuple(blocks))


def instruments_abroad(findings: Findings) -> int:
    """Return how many instruments abroad the section tells of."""
    return len({gap.subject for country in _countries(findings) for gap in country.gaps})


def _countries(findings: Findings) -> list[_Country]:
    about = {gap.subject: gap for gap in findings.of_type("expiry")}
    found = []
    for country in findings.abroad:
        told = [(about[iri], standing) for iri, standing in country.instruments if iri in about]
        if told:
            counts = Counter(_state(standing) for _, standing in told)
            found.append(_Country(country.country, counts, tuple(gap for gap, _ in told)))
    return found


def _state(standing: Standing) -> str:
    if standing.state is State.IN_FORCE:
        return "certain" if standing.certainty is Certainty.CERTAIN else "possible"
    if standing.state in (State.EXPECTED, State.FUTURE):
        return "expected"
    return "ended" if standing.state is State.ENDED else "unknown"


def _lead(countries: Sequence[_Country]) -> Message:
    instruments = {gap.subject for country in countries for gap in country.gaps}
    sure = sum(country.best == "certain" for country in countries)
    possible = sum(country.best == "possible" for country in countries)
    return message(
        "Known from sources: {instruments} in {countries}. At least one is in force for certain in "
        "{sure} of them, possibly in {possible} more.",
        instruments=counted("{n} instrument", "{n} instruments", n=len(instruments)),
        countries=counted("{n} country", "{n} countries", n=len(countries)),
        sure=sure,
        possible=possible,
    )


def _spread_record(findings: Findings) -> tuple[str, ...]:
    gaps = findings.of_type("concentration")
    return findings.code(*(gap for gap in gaps if gap.rule == "concentration-country"))


def _marks(findings: Findings, countries: Sequence[_Country]) -> list[Mark]:
    marks = []
    for country in countries:
        place = findings.facts.places.get(country.iri)
        if place is None or place.latitude is None or place.longitude is None:
            continue
        name = findings.facts.name(country.iri)[findings.lang]
        number = country.counts.total()
        marks.append(Mark(place.code, name, place.longitude, place.latitude, country.best, number))
    return marks


def _alternative(findings: Findings, countries: Sequence[_Country]) -> str:
    """Say which countries are in which state."""
    states = []
    for state, words in _STATES.items():
        own = [country for country in countries if country.best == state]
        if own:
            names = ", ".join(
                f"{findings.facts.name(country.iri)[findings.lang]} ({country.counts.total()})"
                for country in own
            )
            said = message("{found}: {names}", found=words, names=names)
            states.append(capital(findings.say(said)))
    text = message(
        "Map of the world: countries by the best state of their instruments, and how many are "
        "known. {states}.",
        states=". ".join(states),
    )
    return findings.say(text)


def _table(findings: Findings, countries: Sequence[_Country]) -> Grid:
    say = findings.say
    used = [state for state in _STATES if any(country.counts[state] for country in countries)]
    columns = (
        Column(say(message("country")), weight=2),
        *(Column(say(_STATES[state]), "number", weight=1) for state in used),
        Column(say(message("code")), "records", weight=3),
    )
    rows = tuple(
        Row(
            (
                findings.facts.name(country.iri)[findings.lang],
                *(country.counts[state] for state in used),
                None,
            ),
            records=findings.code(*country.gaps),
        )
        for country in countries[:_ROWS]
    )
    return Grid(
        "conventions-countries",
        say(message("Instruments by country: how many are in which state")),
        columns,
        rows,
    )
