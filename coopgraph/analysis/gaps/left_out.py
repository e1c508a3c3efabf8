"""What a day of reference leaves out: what had not begun, and what no source dates."""

from __future__ import annotations

import datetime

from coopgraph.analysis.gaps.dates import DateRange, add_years
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Bilingual
from coopgraph.analysis.gaps.wording import counted, day_text, range_text

__all__ = ["nothing_yet", "tell_left_out", "tell_unpictured"]

#: A picture that is older than this on the day is said to be.
_STALE_YEARS = 1


def nothing_yet(facts: Facts, as_of: datetime.date) -> bool:
    """Say whether all structures, and all dated instruments, begin after a day.

    What is missing on such a day is no gap: there was nothing to be covered. A structure without a
    first day may have existed.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    bool
    """
    starts = [item.start for item in facts.structures]
    dated = [item.period.start for item in facts.instruments if item.period.start is not None]
    return bool(starts) and all(_later(start, as_of) for start in (*starts, *dated))


def tell_left_out(facts: Facts, as_of: datetime.date) -> Bilingual | None:
    """Say how many structures and instruments a day leaves out.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    Bilingual or None
        Nothing if all had begun by that day.
    """
    structures = sum(_later(item.start, as_of) for item in facts.structures)
    instruments = sum(_later(item.period.start, as_of) for item in facts.instruments)
    if not structures and not instruments:
        return None
    undated = sum(item.period.start is None for item in facts.instruments)
    day = day_text(as_of)
    units = counted(structures, ("structure", "structures"), ("structure", "structures"))
    tools = counted(instruments, ("instrument", "instruments"), ("instrument", "instruments"))
    bare = counted(undated, ("instrument", "instruments"), ("instrument", "instruments"))
    text = Bilingual(
        f"N’existaient pas encore au {day.fr}, donc laissés de côté : {units.fr} et {tools.fr}.",
        f"Left out, since they did not exist yet on {day.en}: {units.en} and {tools.en}.",
    )
    if nothing_yet(facts, as_of):
        also = Bilingual(
            f" Laissés de côté aussi, faute de date de début : {bare.fr}." if undated else "",
            f" Left out too, for want of a first day: {bare.en}." if undated else "",
        )
        return Bilingual(
            f"{text.fr}{also.fr} Rien de daté n’existait : aucune lacune n’est établie.",
            f"{text.en}{also.en} Nothing dated existed: no gap is established.",
        )
    if not undated:
        return text
    return Bilingual(
        f"{text.fr} Sans date de début, donc incertains à ce jour : {bare.fr}.",
        f"{text.en} Without a first day, hence uncertain on that day: {bare.en}.",
    )


def tell_unpictured(facts: Facts, as_of: datetime.date) -> Bilingual | None:
    """Say that no source pictures a day: it lies before all of them, or well after.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Returns
    -------
    Bilingual or None
        Nothing if the day lies between the sources, less than a year after the newest, or if no
        source is dated.
    """
    pictured = [source.attested for source in facts.sources.values() if source.attested]
    if not pictured:
        return None
    first = min(pictured, key=lambda span: (span.earliest, span.latest))
    last = max(pictured, key=lambda span: (span.latest, span.earliest))
    day = day_text(as_of)
    if as_of < first.earliest:
        oldest = range_text(first)
        return Bilingual(
            f"Aucune source ne décrit le {day.fr} : la plus ancienne est plus tardive "
            f"({oldest.fr}). Ce qui est dit de ce jour vient de sources plus tardives.",
            f"No source pictures {day.en}: the oldest is of {oldest.en}. What is said of that day "
            "comes from later sources.",
        )
    if as_of > add_years(last.latest, _STALE_YEARS):
        newest = range_text(last)
        return Bilingual(
            f"Aucune source ne décrit le {day.fr} : la plus récente est antérieure ({newest.fr}). "
            "Les échéances sont comptées jusqu’à ce jour ; ce qui a commencé ou changé depuis est "
            "inconnu.",
            f"No source pictures {day.en}: the newest is of {newest.en}. Ends are counted up to "
            "that day; what has begun or changed since is not known.",
        )
    return None


def _later(start: DateRange | None, as_of: datetime.date) -> bool:
    return start is not None and start.earliest > as_of
