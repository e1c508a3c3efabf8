"""What changes if some facts were true: the outcome of a simulation."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.analysis.networks.ranking import Ranking
from coopgraph.comparison.ranks import RankChange
from coopgraph.comparison.records import Difference
from coopgraph.curation.hypotheses import Hypotheses

__all__ = ["Simulation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A landscape with assumed facts, compared with itself without them.

    Attributes
    ----------
    hypotheses
        What was assumed.
    difference
        Facts and gaps that differ.
    ranking
        Ranks with the assumed facts: says on which network, and how to read them. ``None`` if
        ranks were not asked for.
    moves
        Nodes whose rank is another, those that moved most first.
    """

    hypotheses: Hypotheses
    difference: Difference
    ranking: Ranking | None = None
    moves: tuple[RankChange, ...] = ()
