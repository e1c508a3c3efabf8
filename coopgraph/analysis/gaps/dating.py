"""Which sources date an instrument, where they are not those that state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import DateStatement, Facts, Instrument
from coopgraph.analysis.gaps.records import Bilingual, Evidence
from coopgraph.analysis.gaps.wording import counted, range_text

__all__ = ["dating_evidence", "own_period"]

_NAMES: Final[Mapping[str, Bilingual]] = {
    "start": Bilingual("début", "start"),
    "signed": Bilingual("signature", "signature"),
    "end": Bilingual("fin", "end"),
    "term": Bilingual("durée", "term"),
}


def dating_evidence(facts: Facts, item: Instrument) -> Iterator[Evidence]:
    """Give each date and term that another source states, with that source.

    Parameters
    ----------
    facts
        Rows of the graph.
    item
        The instrument.

    Yields
    ------
    Evidence
        Signature or first day, last day, term; each leads to the claim that states it.
    """
    for stated in item.dated_by:
        yield facts.evidence(_text(stated), stated.iri, stated.origin)


def own_period(item: Instrument) -> Period:
    """Return the dates of an instrument without what other sources state."""
    named = {stated.name for stated in item.dated_by}
    return replace(
        item.period,
        start=None if named & {"start", "signed"} else item.period.start,
        end=None if "end" in named else item.period.end,
        term_years=None if "term" in named else item.period.term_years,
    )


def _text(stated: DateStatement) -> Bilingual:
    name, value = _NAMES[stated.name], stated.value
    if isinstance(value, DateRange):
        text = range_text(value)
    else:
        text = counted(value, ("an", "ans"), ("year", "years"))
    return Bilingual(f"{name.fr} : {text.fr}", f"{name.en}: {text.en}")
