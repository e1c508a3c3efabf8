"""How much of a strategy has something behind it: covered cells over decidable cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coopgraph.analysis.gaps.records import Gap, Status

__all__ = ["Coverage", "measure_coverage"]

_CELLS = ("priority-place", "priority-theme")


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
    cells: dict[str, dict[str, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    for gap in gaps:
        if gap.rule in _CELLS and gap.status is not Status.EXEMPT:
            strategy, place = gap.id.split("/")[1:3]
            cells[strategy][place].append(gap)
    result = []
    for strategy, places in sorted(cells.items()):
        counted_cells = [
            gap
            for records in places.values()
            for gap in records
            if gap.rule == "priority-theme" or len(records) == 1
        ]
        states = [gap.status for gap in counted_cells]
        undecidable = states.count(Status.UNDECIDABLE)
        result.append(
            Coverage(strategy, states.count(Status.COVERED), len(states) - undecidable, undecidable)
        )
    return result
