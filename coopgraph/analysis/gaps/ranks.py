"""Ranks of records by their scores, and how far they can be trusted.

Two questions, two sets of replicates: what if other structures had been there (drawn with
replacement), and what if a tenth of the ties were missing. The interval of a record holds 95 % of
its ranks under both; records whose intervals overlap make a band, and within a band nothing is
ranked. Statuses are those of the records throughout.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap, Rank, SourcesAge, Status
from coopgraph.analysis.gaps.rescoring import SCORINGS
from coopgraph.analysis.gaps.sampling import Scoring, draw_units, leave_out_pairs
from coopgraph.analysis.networks.intervals import Interval, spread_of, tiers

__all__ = ["FIRST", "REPLICATES", "SEED", "rank_records", "with_ranks", "with_sources_age"]

#: Number of replicates of each kind, and their seed.
REPLICATES: Final = 200
SEED: Final = 1
#: How many records are the first.
FIRST: Final = 10
_RANKED: Final = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
#: Scores that differ by less are equal: they come from sums in another order.
_DIGITS: Final = 9


def with_ranks(
    facts: Facts,
    kind: str,
    gaps: Sequence[Gap],
    *,
    as_of: datetime.date,
    minimum_structures: int = 1,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> tuple[Gap, ...]:
    """Give the records of a type their ranks, where scores that rest on counts order them.

    Parameters
    ----------
    facts
        Rows of the graph.
    kind
        The type.
    gaps
        Its records.
    as_of
        Day of reference.
    minimum_structures
        As the rule was asked.
    replicates, seed
        Number of replicates of each kind, and their seed.

    Returns
    -------
    tuple of Gap
        In the order given. Records that are confirmed, lapsed or candidates are ranked, those of
        one rule and status among themselves, where there are two or more.
    """
    groups: dict[tuple[str, Status], list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.status in _RANKED:
            groups[gap.rule, gap.status].append(gap)
    several = [group for group in groups.values() if len(group) > 1]
    if kind not in SCORINGS or not several:
        return tuple(gaps)
    ranked = sorted((gap for group in several for gap in group), key=lambda gap: gap.id)
    ranks: dict[str, Rank] = {}
    for scoring in SCORINGS[kind](facts, as_of, minimum_structures, ranked):
        known = set(scoring.ids)
        parts = [own for group in several if len(own := [g for g in group if g.id in known]) > 1]
        ranks.update(rank_records(scoring, parts, replicates=replicates, seed=seed))
    return tuple(replace(gap, rank=ranks.get(gap.id)) for gap in gaps)


def rank_records(
    scoring: Scoring,
    groups: Sequence[Sequence[Gap]],
    *,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> dict[str, Rank]:
    """Rank groups of records, each among themselves.

    Parameters
    ----------
    scoring
        How their scores follow from pairs.
    groups
        The groups.
    replicates, seed
        Number of replicates of each kind, and their seed.

    Returns
    -------
    dict
        Rank by id of the record.
    """
    import numpy as np

    if not scoring.units or not len(scoring.owner):
        return {}
    streams = [np.random.default_rng([seed, stream]) for stream in (0, 1)]
    drawn, lacking = (
        np.round(scoring.scores(draw(scoring, stream, replicates)).T, _DIGITS)
        for draw, stream in zip((draw_units, leave_out_pairs), streams, strict=True)
    )
    column = {record: place for place, record in enumerate(scoring.ids)}
    found: dict[str, Rank] = {}
    for group in groups:
        ordered = sorted(group, key=lambda gap: (-gap.score, gap.id))
        columns = [column[gap.id] for gap in ordered]
        main = spread_of(drawn[:, columns], first=FIRST)
        other = spread_of(lacking[:, columns], first=FIRST)
        intervals = [
            Interval(min(one.low, two.low), max(one.high, two.high))
            for one, two in zip(main.ranks, other.ranks, strict=True)
        ]
        bands = _bands([gap.score for gap in ordered], intervals)
        for place, gap in enumerate(ordered):
            found[gap.id] = Rank(
                of=len(ordered),
                median=main.median[place],
                low=int(intervals[place].low),
                high=int(intervals[place].high),
                top10=round(main.first[place], 4),
                band=bands[place],
            )
    return found


def _bands(scores: Sequence[float], intervals: Sequence[Interval]) -> list[int]:
    """Return the number of the band of each; equal scores are never told apart."""
    wide: list[Interval] = []
    for score, interval in zip(scores, intervals, strict=True):
        same = bool(wide) and score == scores[len(wide) - 1]
        wide.append(Interval(min(interval.low, wide[-1].low), interval.high) if same else interval)
    return tiers(wide)


def with_sources_age(facts: Facts, gaps: Sequence[Gap]) -> Iterator[Gap]:
    """Say of records which years the sources of their evidence describe.

    Parameters
    ----------
    facts
        Rows of the graph.
    gaps
        The records.

    Yields
    ------
    Gap
        In the order given.
    """
    years: Mapping[str, tuple[int, int]] = {
        iri: (source.attested.earliest.year, source.attested.latest.year)
        for iri, source in facts.sources.items()
        if source.attested is not None
    }
    for gap in gaps:
        dated = [years[iri] for iri in {item.source for item in gap.evidence} if iri in years]
        age = SourcesAge(min(a for a, _ in dated), max(b for _, b in dated)) if dated else None
        yield replace(gap, sources_age=age)
