"""How much of a strategy has something behind it: covered cells over decidable cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coopgraph.analysis.gaps.cells import priority_cells
from coopgraph.analysis.gaps.records import Gap, Status

__all__ = ["Coverage", "measure_coverage"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of the cells of one strategy.

    Attributes
    ----------
    strategy
        Id of the strategy.
    covered, decidable, undecidable
        Numbers of cells: the rate is the first over the second; the third is always shown with it.
    """

    strategy: str
    covered: int
    decidable: int
    undecidable: int


def measure_coverage(gaps: Iterable[Gap]) -> list[Coverage]:
    """Return the coverage of each strategy: its themed cells, and its places without a theme.

    Parameters
    ----------
    gaps
        Records; only those of the priority rules count.

    Returns
    -------
    list of Coverage
        In the order of the strategies' ids.
    """
    states: dict[str, list[Status]] = defaultdict(list)
    for cell in priority_cells(gaps):
        if cell.announced and cell.gap.status is not Status.EXEMPT:
            states[cell.strategy].append(cell.gap.status)
    result = []
    for strategy, found in sorted(states.items()):
        undecidable = found.count(Status.UNDECIDABLE)
        result.append(
            Coverage(strategy, found.count(Status.COVERED), len(found) - undecidable, undecidable)
        )
    return result
