"""How the ranks of a measure changed between two landscapes."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.analysis.networks.ranking import RankedNode, Ranking

__all__ = ["RankChange", "compare_ranks"]


@dataclass(frozen=True, slots=True)
class RankChange:
    """What became of the rank of a node.

    Attributes
    ----------
    old, new
        Its rows; ``None`` where the network did not or does not hold it.
    """

    old: RankedNode | None
    new: RankedNode | None

    @property
    def row(self) -> RankedNode:
        """The row as it is now, or was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change of no rank")
        return found

    @property
    def gain(self) -> int | None:
        """Places gained; negative where they were lost, None where there is no rank to compare."""
        before, after = _rank(self.old), _rank(self.new)
        return None if before is None or after is None else before - after


def compare_ranks(old: Ranking, new: Ranking) -> tuple[RankChange, ...]:
    """Compare two rankings by the same measure, node by node.

    Parameters
    ----------
    old, new
        The rankings.

    Returns
    -------
    tuple of RankChange
        Nodes of another rank: those that came or went first, then those that moved most; of equal
        moves, the best rank first.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> ranking = load([example_dir()], as_of="2024-12-31").rank("degree", exact=True)
    >>> compare_ranks(ranking, ranking)
    ()
    """
    before = {row.node: row for row in old.rows}
    after = {row.node: row for row in new.rows}
    found = [RankChange(before.get(node), after.get(node)) for node in {**before, **after}]
    moved = [one for one in found if _rank(one.old) != _rank(one.new)]
    return tuple(sorted(moved, key=_order))


def _rank(row: RankedNode | None) -> int | None:
    return row.rank if row is not None else None


def _order(change: RankChange) -> tuple[bool, int, int, str]:
    gain, rank = change.gain, change.row.rank
    return (gain is not None, -abs(gain or 0), 0 if rank is None else rank, change.row.node)
